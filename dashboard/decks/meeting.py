"""A meeting: one deck on one snapshot until it ends, and the question from the floor asked within it.

The snapshot is settled when the meeting begins; whatever is published meanwhile is told and waits.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from dashboard import catalog, text
from dashboard.catalog import Shelf, Snapshot
from dashboard.decks import showing
from dashboard.decks.deck import Deck, ScopeWords
from dashboard.decks.shown import ShownSlide
from dashboard.scope import first_month, month_end, months_later
from dashboard.text import say

# The period that the slide has itself.
OWN = "own"
YEARS = 3
MONTHS = (1, 3, 12)


@dataclass(frozen=True)
class Meeting:
    """What was settled when it began. `in_force` is the snapshot in force on that moment: the pinned one may be older."""

    deck: Deck
    snapshot: Snapshot
    in_force: str
    began_at: datetime

    @property
    def is_on_newest(self) -> bool:
        """Whether it is held on what was in force, not on an older snapshot that was asked for."""
        return self.snapshot.id == self.in_force

    def goes_on(self, deck: str, snapshot: str) -> bool:
        """Whether a link asks for this meeting rather than for another."""
        return (self.deck.id, self.snapshot.id) == (deck, snapshot)


def begin(deck: Deck, snapshot: Snapshot, shelf: Shelf, *, at: datetime) -> Meeting:
    return Meeting(deck, snapshot, shelf.in_force.id, at)


def newer(meeting: Meeting, shelf: Shelf) -> str | None:
    """The snapshot that has come into force since the meeting began."""
    now = shelf.in_force.id if shelf.in_force else meeting.in_force
    return now if catalog.snapshot_order(now) > catalog.snapshot_order(meeting.in_force) else None


# --- the question from the floor ----------------------------------------------------------------


@dataclass(frozen=True)
class Choice:
    """One thing that can be asked for: its code, and what a reader calls it."""

    id: str
    label: str


def choices(snapshot: Snapshot, language: str) -> dict[str, list[Choice]]:
    """What a question can narrow a slide to: {word: its choices}. A word with nothing chosen is not narrowed."""
    codes = {"districts": "districts", "industries": "industries"}
    found = {word: [Choice(c.code, c.label(language)) for c in catalog.code_list(of)] for word, of in codes.items()}
    own = Choice(OWN, say("As on the slide", language))
    periods = [Choice(name, text.period(*span, language)) for name, span in _periods(snapshot).items()]
    return {"period": [own, *periods], **found}


def words_of(question: Mapping[str, object], snapshot: Snapshot) -> ScopeWords:
    """The question as the words of a link; codes that there are not are left out."""
    words = {"district": _codes("districts", question), "industry": _codes("industries", question)}
    span = _periods(snapshot).get(str(question.get("period", OWN)))
    return words | {word: (f"{day:%Y-%m}",) for word, day in zip(("since", "until"), span or (), strict=False)}


def answer(meeting: Meeting, number: int, question: Mapping[str, object], shelf: Shelf, language: str) -> ShownSlide:
    """The slide of that number as the question has it, on the meeting's own snapshot.

    What people wrote as its finding is left out: they wrote it of the slide's own scope.
    """
    slide = meeting.deck.slides[number - 1]
    words = words_of(question, meeting.snapshot)
    shown = showing.show_slide(meeting.deck, slide, shelf, meeting.snapshot, language, words=words)
    return replace(shown, findings=()) if slide.says else shown


def _codes(of: str, question: Mapping[str, object]) -> tuple[str, ...]:
    said = question.get(of)
    return tuple(c.code for c in catalog.code_list(of) if isinstance(said, list) and c.code in said)


def _periods(snapshot: Snapshot) -> dict[str, tuple[date, date]]:
    """The last months, and the last years as far as the snapshot goes."""
    last, first = month_end(snapshot.as_of), first_month(snapshot)
    found = {f"{count}m": (months_later(last, 1 - count), last) for count in MONTHS}
    years = [year for year in range(last.year, last.year - YEARS, -1) if year >= first.year]
    found |= {str(year): (date(year, 1, 1), min(date(year, 12, 31), last)) for year in years}
    # In December the last twelve months are the year.
    spans = list(found.values())
    return {name: span for place, (name, span) in enumerate(found.items()) if span not in spans[:place]}
