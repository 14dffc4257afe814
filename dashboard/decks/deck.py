"""A deck as it is written down: slides, what each shows, and in which scope. It knows nothing of rows and numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.catalog import Label

# Periods that follow the snapshot on which the deck is opened; any other is told by `since` and `until`.
PERIODS = ("year_to_date", "last_month", "last_quarter", "half_year", "last_12_months", "last_year", "expo")

# The words of a link (see scope.LINK_WORDS) that a deck or a slide sets, and `period`.
ScopeWords = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class View:
    """One thing on a slide: a query as its header draws it, a row of metric cards, a metric by district on the map, or
    a figure of the explorer by the words of its link.

    Exactly one of the four is set. `options` are values for the query's own params.
    """

    query: str | None = None
    metrics: tuple[str, ...] = ()
    map: str | None = None
    options: Mapping[str, object] = field(default_factory=dict, hash=False)
    explore: str | None = None

    @property
    def name(self) -> str:
        """What it shows, as a deck's file names it."""
        return self.query or self.explore or (f"map of {self.map}" if self.map else ", ".join(self.metrics))


@dataclass(frozen=True)
class Slide:
    """A title, one finding, up to four views. `id` is unique in the deck and stays: minutes are kept under it.

    The finding is what `says` states, else what is generated of the metrics in `finding`.
    """

    id: str
    title: Label
    views: tuple[View, ...] = ()
    finding: tuple[str, ...] = ()
    says: Label | None = None
    scope: ScopeWords = field(default_factory=dict, hash=False)
    notes: Label | None = None
    questions: tuple[Label, ...] = ()


@dataclass(frozen=True)
class Deck:
    """An ordered list of slides. `scope` holds for every slide that does not set the same word.

    `snapshot` is the one on which it was last saved, to tell what has changed since; a standing deck has none.
    `is_standing` tells the bureau's own decks (data/decks) from those that readers have saved.
    """

    id: str
    title: Label
    slides: tuple[Slide, ...] = ()
    about: Label | None = None
    scope: ScopeWords = field(default_factory=dict, hash=False)
    snapshot: str | None = None
    is_standing: bool = False
