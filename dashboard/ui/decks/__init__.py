"""Decks on the screen: adding to one from any page, the shelf, one deck opened, edited, exported."""

from dashboard.ui.decks import links


def decks() -> None:
    """The deck that the address names, else all of them."""
    from dashboard.ui.decks.opened import opened
    from dashboard.ui.decks.shelf import shelf

    deck_id = links.asked()
    if deck_id:
        opened(deck_id)
    else:
        shelf()
