"""What stands out in a deck and is fact: behind pace, moving the wrong way, not known, not complete, not shown.

Every point follows from a number or a state that the deck shows; nothing is judged and no cause is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard import captions, catalog, standing, text
from dashboard.catalog import Label
from dashboard.decks.shown import Broken, Cards, DistrictMap, Figure, ShownDeck, ShownSlide, numbers
from dashboard.metrics import Reading
from dashboard.outputs.bulletin import tracing
from dashboard.outputs.bulletin.blocks import Item
from dashboard.queries import Metric
from dashboard.scope import Scope
from dashboard.states import AT_LEAST
from dashboard.text import say

# Less than this (of 1) is told as unchanged.
FLAT = 0.0005
KINDS = {
    "pace": text.phrase("Behind the pace of targets"),
    "change": text.phrase("Numbers that worsened"),
    "unknown": text.phrase("Values not known in full"),
    "incomplete": text.phrase("Periods not complete"),
    "broken": text.phrase("Figures not shown"),
}


@dataclass(frozen=True)
class Fact:
    """A point of a kind (see KINDS), and the trace of its numbers."""

    kind: str
    lead: str
    words: str
    trace: str = ""

    @property
    def item(self) -> Item:
        return Item(self.lead, self.words, self.trace)


def of_deck(shown: ShownDeck) -> tuple[Fact, ...]:
    """Every fact once, however many slides show it, in the order of KINDS."""
    found = dict.fromkeys(fact for slide in shown.slides for fact in _of_slide(slide, shown))
    found |= dict.fromkeys(_incomplete(shown))
    return tuple(fact for kind in KINDS for fact in found if fact.kind == kind)


def _of_slide(slide: ShownSlide, shown: ShownDeck) -> Iterator[Fact]:
    spoken = shown.language
    for view in slide.views:
        match view:
            case Cards():
                yield from _of_cards(view, shown)
            case DistrictMap():
                yield from _of_districts(view, shown)
            case Figure():
                yield from _of_figure(view, shown)
            case Broken():
                yield Fact("broken", view.title, say("{words}.", spoken, words=view.reason(spoken).rstrip(".。")))


def _incomplete(shown: ShownDeck) -> Iterator[Fact]:
    """The slides whose data end on a day before their period does, day by day."""
    spoken = shown.language
    for day in sorted({slide.incomplete for slide in shown.slides if slide.incomplete}):
        slides = [slide for slide in shown.slides if slide.incomplete == day]
        datasets = tracing.datasets_of(view for slide in slides for view in slide.views)
        trace = tracing.of_data(slides[0], datasets, shown.snapshot, spoken)
        lead = text.listing([slide.title for slide in slides], spoken)
        yield Fact("incomplete", lead, text.incomplete_sentence(day, spoken), trace)


# --- cards ------------------------------------------------------------------------------------


def _of_cards(view: Cards, shown: ShownDeck) -> Iterator[Fact]:
    for reading, told in zip(view.readings, view.told, strict=True):
        trace = tracing.of_reading(reading, told, view.scope, shown.snapshot, shown.language)
        lead = _named(reading.metric, view.scope, shown.language)
        for kind, words in _of_reading(reading, told, view.scope, shown):
            yield Fact(kind, lead, words, trace)


def _of_reading(reading: Reading, told: str, scope: Scope, shown: ShownDeck) -> Iterator[tuple[str, str]]:
    spoken = shown.language
    if reading.progress and reading.progress.verdict == "behind":
        yield "pace", _behind(reading, spoken)
    if _worsens(reading.metric, reading.change):
        change = standing.phrase(reading, scope.compare, spoken)
        yield "change", say("{amount}, {change}.", spoken, amount=told, change=change)
    if reading.lacking:
        yield "unknown", say("{words}.", spoken, words=captions.gap_words(reading.lacking, spoken))
    elif reading.value is None:
        yield "unknown", say("{words}.", spoken, words=told)


def _behind(reading: Reading, language: str) -> str:
    goal = reading.progress
    said = {
        "target": say("demonstration target", language) if goal.is_demonstration else say("target", language),
        "amount": captions.in_words(goal.target, reading.metric.unit, language),
        "done": text.percent(goal.done, language),
        "gap": text.number(-goal.ahead * 100, language, digits=1),
    }
    return say("{done} of the {target} of {amount} is done, {gap} points behind the pace due by now.", language, **said)


def _worsens(metric: Metric, change: float | None) -> bool:
    if change is None or abs(change) < FLAT:
        return False
    return (change < 0) if metric.better == "up" else (change > 0) if metric.better == "down" else False


def _named(metric: Metric, scope: Scope, language: str) -> str:
    """The metric, with its place where that is not the whole city."""
    place = captions.place_of(scope)
    name = metric.title(language)
    return say("{name} ({beside})", language, name=name, beside=place) if place else name


# --- districts and figures --------------------------------------------------------------------


def _of_districts(view: DistrictMap, shown: ShownDeck) -> Iterator[Fact]:
    spoken = shown.language
    trace = tracing.of_districts([view], shown.snapshot, spoken)
    lead = say("{metric} by district", spoken, metric=view.metric.title(spoken))
    names = {code.code: code.label for code in catalog.code_list("districts")}
    worse = [row for row in view.rows.itertuples(index=False) if _worsens(view.metric, _known(row.change))]
    if worse:
        worse.sort(key=lambda row: -abs(row.change))
        moved = [standing.moved_words(view.metric, row.value, row.prior, spoken) for row in worse]
        told = [_place_and_change(names[row.district_code], by, spoken) for row, by in zip(worse, moved, strict=True)]
        said = {"comparison": text.comparison_name(view.scope.compare, spoken), "districts": text.listing(told, spoken)}
        yield Fact("change", lead, say("Worse {comparison}: {districts}.", spoken, **said), trace)
    lacking = [names[row.district_code](spoken) for row in view.rows.itertuples(index=False) if row.gaps]
    if lacking:
        words = say(
            "Lower bounds, as records lack their value: {districts}.", spoken, districts=text.listing(lacking, spoken)
        )
        yield Fact("unknown", lead, words, trace)


def _known(value: float) -> float | None:
    return None if text.is_missing(value) else float(value)


def _place_and_change(place: Label, moved: str, language: str) -> str:
    return say("{name} ({beside})", language, name=place, beside=moved)


def _of_figure(view: Figure, shown: ShownDeck) -> Iterator[Fact]:
    """Values that the rows leave open; what is only compared with may lie before the first record."""
    spoken = shown.language
    open_values = [d for d in numbers(view, spoken) if d.value is None and not d.key[-1].startswith("prior")]
    if open_values:
        shown_count = text.number(len(open_values), spoken)
        words = say("{values} values in the table are not known (—).", spoken, values=shown_count)
        yield Fact("unknown", view.title, words, tracing.of_figure(view, shown.snapshot, spoken))
    for part in view.caption.split(" · "):
        if part.startswith(AT_LEAST):
            words = say("{words}.", spoken, words=part.removeprefix(AT_LEAST).strip())
            yield Fact("unknown", view.title, words, tracing.of_figure(view, shown.snapshot, spoken))
