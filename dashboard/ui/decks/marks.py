"""What has changed in a deck since it was saved: one sentence above, lines beside each slide."""

from collections.abc import Mapping, Sequence

from dashboard.decks.deck import Deck
from dashboard.decks.shown import ShownDeck

# {slide id: lines}
Marks = Mapping[str, Sequence[str]]


def changed(deck: Deck, shown: ShownDeck) -> Marks:
    return {}


def told(deck: Deck, found: Marks) -> None:
    pass


def rehearse(deck: Deck) -> None:
    pass
