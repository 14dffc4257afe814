"""Decks on the screen: adding to one from any page, the shelf, one deck opened, edited, exported."""
