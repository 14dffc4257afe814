"""What stands beside a number wherever it is shown: its value in words, its window, its gaps, the scope in a sentence."""

from collections.abc import Iterable
from dataclasses import replace

from dashboard import answers, catalog, metrics, queries, text
from dashboard.catalog import Label, Snapshot
from dashboard.metrics import Reading
from dashboard.queries import Column, Metric, Query
from dashboard.scope import Scope
from dashboard.states import AT_LEAST, STATES
from dashboard.text import say

GENERATOR = Label("the demonstration data generator", "演示数据生成器")


def value_words(reading: Reading, snapshot: Snapshot, unit: Label | None, language: str) -> str:
    """The value with its unit, or the word for why there is none."""
    if reading.value is None:
        if any(d not in snapshot.resources for d in reading.metric.reads):
            return say("Not imported", language)
        return STATES[reading.state](language)
    return counted_words(reading, unit, language)


def counted_words(reading: Reading, unit: Label | None, language: str) -> str:
    """The value; a lower bound where records lack theirs."""
    shown = in_words(reading.value, unit, language)
    return text.at_least(shown) if reading.gaps else shown


# From so many on a figure is shortened.
LONG = 1_000_000


def in_words(value: float, unit: Label | None, language: str) -> str:
    """A signed figure stands in full (54,856 marks) until it has seven digits (1.97亿元)."""
    return text.quantity(value, unit, language, compact=abs(value) >= LONG)


def ignored(filters: tuple[str, ...], language: str) -> str:
    """What a metric cannot follow: it stands for the whole city, or for all values of what was selected."""
    known = catalog.dimensions()
    names = [known[name].label(language) for name in filters if name in known]
    if len(names) < len(filters):
        return say("whole city", language)
    return say("not by {dimensions}", language, dimensions=text.listing(names, language))


def gap_words(lacking: Iterable[tuple[str, int]], language: str) -> str:
    """How many records lack their value, and why: `1 record lacks the value: ■ Withheld 1`."""
    lacking = list(lacking)
    records = sum(count for _, count in lacking)
    reasons = say(", ", language).join(f"{STATES[state](language)} {text.number(n, language)}" for state, n in lacking)
    if records == 1:
        return say("1 record lacks the value: {reasons}", language, reasons=reasons)
    told = {"records": text.number(records, language), "reasons": reasons}
    return say("{records} records lack the value: {reasons}", language, **told)


def gap_note(query: Query, scope: Scope, snapshot: Snapshot) -> str | None:
    """What a figure's sums leave out in the scope, or None where they leave out nothing."""
    named = dict.fromkeys([*query.counts.values(), *(m.id for m in queries.metrics_in(query.sql))])
    found = (metrics.lacking(snapshot, queries.counted(name), scope) for name in named)
    lacking = next(filter(None, found), None)
    return f"{AT_LEAST} {gap_words(lacking, scope.language)}" if lacking else None


def window(query: Query, scope: Scope, snapshot: Snapshot) -> str:
    """The caption of a figure: window, units, snapshot, and where the data end before the window does."""
    spoken, parts = scope.language, []
    if "since" in query.params:
        parts.append(text.period(scope.since, scope.until, spoken))
    elif "until" in query.params:
        parts.append(say("as of {day}", spoken, day=text.day(scope.until, spoken)))
    units = list(dict.fromkeys(c.unit(spoken) for c in _shown(query) if c.unit))
    if units:
        parts.append(say("Unit: {units}", spoken, units=" / ".join(units)))
    parts.append(say("Snapshot {id}", spoken, id=scope.snapshot))
    complete = answers.complete(query, snapshot)
    if "until" in query.params and complete < scope.until:
        parts.append(say("complete through {day}", spoken, day=text.day(complete, spoken)))
    if snapshot.is_demonstration and query.datasets != ("published_figures",):
        parts.append(say("Demonstration data", spoken))
    if note := gap_note(query, scope, snapshot):
        parts.append(note)
    return " · ".join(parts)


def _shown(query: Query) -> list[Column]:
    """The columns that a reader sees: those drawn, or all in a table."""
    if query.draw is None or query.draw.kind == "table":
        return list(query.columns.values())
    # A share is written with its sign.
    drawn = {name for part, words in query.draw.options.items() if part != "share" for name in words.split(",")}
    return [column for name, column in query.columns.items() if name in drawn]


def by_district(metric: Metric, scope: Scope, snapshot: Snapshot, *, as_map: bool) -> str:
    """The caption of a metric by district, as a ranking or as a map."""
    spoken = scope.language
    counted = scope.through(metrics.complete_through(snapshot, metric))
    parts = [
        counted_when(metric, counted, spoken),
        say("Unit: {units}", spoken, units=metric.unit(spoken)),
        say("Snapshot {id}", spoken, id=scope.snapshot),
    ]
    if snapshot.is_demonstration:
        parts.append(say("Demonstration data", spoken))
    if lacking := metrics.lacking(snapshot, metric, replace(scope, districts=())):
        parts.append(f"{AT_LEAST} {gap_words(lacking, spoken)}")
    if as_map:
        parts.append(say("Boundaries: Tianditu, map approval GS(2024)0650", spoken))
    return " · ".join(parts)


def unplaced(metric: Metric, scope: Scope, snapshot: Snapshot) -> str | None:
    """What the city has more than its districts: records that state none. None where districts do not add up to it."""
    whole = replace(scope, districts=())
    city = metrics.read(snapshot, [metric.id], whole, in_full=False)[metric.id]
    if metric.kind not in ("flow", "stock") or city.value is None or city.gaps:
        return None
    placed = [r.value for r in metrics.by_district(snapshot, metric.id, whole).values() if r.value is not None]
    rest = round(city.value - sum(placed), 2)
    if rest <= 0:
        return None
    return say("{amount} more without a district", scope.language, amount=in_words(rest, metric.unit, scope.language))


def counted_when(metric: Metric, counted: Scope, language: str) -> str:
    """The day that a level is told of, the period that anything else is counted in."""
    if metric.is_level:
        return say("as of {day}", language, day=text.day(counted.until, language))
    return text.period(counted.since, max(counted.until, counted.since), language)


def place_of(scope: Scope) -> Label | None:
    """The chosen districts as one name, or None for the city."""
    chosen = [c.label for c in catalog.code_list("districts") if c.code in scope.districts]
    if not chosen:
        return None
    return Label(*(text.listing([label(spoken) for label in chosen], spoken) for spoken in catalog.LANGUAGES))


def scope_sentence(scope: Scope, *, narrowable: bool = True) -> str:
    """The scope in one sentence: period, places, chains, selections. `narrowable` says whether places can be chosen."""
    spoken, known = scope.language, catalog.dimensions()
    places = _names(scope.districts, "districts", spoken) or ([say("Whole city", spoken)] if narrowable else [])
    picked = [
        say(", ", spoken).join(known[name].word(value, spoken) for value in scope.picked(name))
        for name in scope.picked_dimensions
    ]
    against = [say("against {id}", spoken, id=scope.versus)] if scope.versus else []
    period = text.period(scope.since, scope.until, spoken)
    return " · ".join([period, *places, *_names(scope.industries, "industries", spoken), *picked, *against])


def _names(codes: tuple[str, ...], code_list: str, language: str) -> list[str]:
    names = {c.code: c.label(language) for c in catalog.code_list(code_list)}
    return [names[code] for code in codes]


def sources(snapshot: Snapshot, datasets: Iterable[str], language: str) -> list[str]:
    """Where the numbers come from, a line a dataset: files, rows, days they are complete to."""
    lines = []
    for name in datasets:
        resource = snapshot.resources.get(name)
        if resource:
            told = {
                "dataset": catalog.contracts()[name].label(language),
                "rows": text.number(resource.rows, language),
                "day": text.day(resource.complete_through, language),
                "files": text.listing([source_name(s.title, language) for s in resource.sources][:3], language),
            }
            lines.append(say("{dataset}: {rows} rows, complete through {day}, from {files}", language, **told))
    return lines


def source_name(title: str, language: str) -> str:
    """What a source is called: its file; the generator of demonstration data has none."""
    return GENERATOR(language) if title.startswith(GENERATOR.zh) else title
