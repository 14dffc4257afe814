"""A figure or a card on a page → a slide of a deck: what it shows, in the scope that the reader sees it in.

A period that ends with the snapshot's month is written as one that follows the snapshot, so that next month's refreshes
it; any other stays as it is.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dashboard import queries, text
from dashboard.catalog import LANGUAGES, Label, Snapshot
from dashboard.decks import editing, explored
from dashboard.decks.deck import PERIODS, Deck, ScopeWords, Slide, View
from dashboard.decks.showing import span
from dashboard.scope import Scope, default_scope, month_end

PERIOD_NAMES = {
    "year_to_date": Label("Year to date", "当年至今"),
    "last_month": Label("Last month", "最近一个月"),
    "last_quarter": Label("Last full quarter", "最近一个整季"),
    "half_year": Label("Last full half-year", "最近一个半年"),
    "last_12_months": Label("Last 12 months", "最近12个月"),
    "last_year": Label("Last full year", "最近一个整年"),
    "expo": Label("Latest expo", "最近一届地博会"),
}
# What narrows a slide besides its period.
NARROWING = ("grain", "compare", "district", "industry", "pick")
LONGEST_ID = 36


def slide_of(view: View, scope: Scope, snapshot: Snapshot) -> Slide:
    """A slide of one view in the scope."""
    words = words_of(scope, snapshot)
    # The latest edition is not named: next year's takes its place.
    follows = words.get("period") == ("expo",)
    options = {n: _plain(v) for n, v in view.options.items() if v is not None and not (follows and n == "edition")}
    return Slide(_id_of(view), title_of(view), (replace(view, options=options),), _told_by(view), scope=words)


def added(deck: Deck, slide: Slide) -> Deck:
    """The deck with the slide at its end; a card beside a card in the same scope stands in one row with it."""
    after = editing.added(deck, [slide])
    last = after.slides[-1]
    above = deck.slides[-1] if deck.slides else None
    are_cards = above and all(view.metrics for view in (*above.views, *last.views))
    if not are_cards or not editing.can_join(after, last.id):
        return after
    together = editing.joined(after, last.id)
    row = together.slides[-1]
    return editing.changed(together, replace(row, title=title_of(row.views[0])))


def added_to(deck: Deck, slides: Iterable[Slide]) -> Deck:
    """A kept deck with these slides at its end, each in its own scope: what the deck is narrowed to does not hold
    for them."""
    unset = {word: ("",) for word in ("district", "industry", "pick") if word in deck.scope}
    return editing.added(deck, [replace(slide, scope=unset | dict(slide.scope)) for slide in slides])


def title_of(view: View) -> Label:
    """What a slide of this view is called until its author calls it something else."""
    if view.query:
        return queries.load_query(view.query).title
    if view.explore:
        return explored.title_of(view.explore)
    known = queries.metrics()
    if view.map:
        wording = text.phrase("{metric} by district")
        return Label(*(text.say(wording, spoken, metric=known[view.map].title(spoken)) for spoken in LANGUAGES))
    first, others = known[view.metrics[0]].title, len(view.metrics) - 1
    return Label(f"{first.en} and {others} more", f"{first.zh}等{others + 1}项指标") if others else first


def words_of(scope: Scope, snapshot: Snapshot) -> ScopeWords:
    """The scope as a slide writes it: what differs from the default, and the period."""
    said = scope.link(default_scope(snapshot))
    kept = {word: tuple(said[word]) for word in NARROWING if word in said}
    period = period_of(scope.since, scope.until, snapshot)
    return kept | period_words(period, scope.since, scope.until)


def period_words(period: str | None, since: date, until: date) -> dict[str, tuple[str, ...]]:
    """A period that follows the snapshot, or two months that stay."""
    return {"period": (period,)} if period else {"since": (f"{since:%Y-%m}",), "until": (f"{until:%Y-%m}",)}


def period_of(since: date, until: date, snapshot: Snapshot) -> str | None:
    """The period that follows the snapshot and means these months on it, or None where they stay as they are."""
    last = month_end(snapshot.as_of)
    for period in PERIODS:
        if span(period, snapshot) == (since, until) and (until == last or period == "expo"):
            return period
    return None


def _plain(value: object) -> object:
    """A value as a file can hold it: those out of a table are numpy's."""
    return value.item() if hasattr(value, "item") else value


def _told_by(view: View) -> tuple[str, ...]:
    """The signed metrics that the finding is told of."""
    if view.explore:
        return (explored.metric_of(view.explore),)
    if not view.query:
        return view.metrics or (view.map,)
    counted = queries.load_query(view.query).counts.values()
    return tuple(name for name in dict.fromkeys(counted) if name in queries.metrics())


def _id_of(view: View) -> str:
    """A name that a file's reader recognises: the query's, the metric's."""
    metric = explored.metric_of(view.explore) if view.explore else view.map or next(iter(view.metrics), "")
    return (view.query or metric).rpartition("/")[2][:LONGEST_ID]
