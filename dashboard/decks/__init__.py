"""Decks: ordered lists of slides for a meeting, what they show on one snapshot, and where they are kept."""
