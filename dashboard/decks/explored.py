"""A figure of the explorer on a slide: kept as the words of its link, answered anew on every snapshot."""

from dataclasses import replace
from urllib.parse import parse_qs, urlencode

from dashboard import captions, catalog, explorer, metrics, pivot, pivot_charts, queries
from dashboard.catalog import LANGUAGES, Label, Snapshot
from dashboard.decks.shown import Broken, Figure
from dashboard.pivot import Pivot
from dashboard.pivot_charts import Drawing
from dashboard.queries import Query
from dashboard.scope import GRAINS, Scope
from dashboard.text import say

# What an answer follows, as a query's header would say it.
PARAMS = {"since": "first day", "until": "last day", "districts": "district codes"}


def words_of(asked: Pivot, metric: str) -> str:
    """The link of the figure that draws this metric: a slide shows the first of a link's metrics."""
    others = (name for name in asked.metrics if name != metric)
    return urlencode(replace(asked, metrics=(metric, *others)).link(), doseq=True)


def title_of(words: str) -> Label:
    """What is asked, in both languages. Raises KeyError where it can no longer be."""
    asked, faults = pivot.from_link(parse_qs(words))
    if faults:
        raise KeyError(words)
    first = replace(asked, metrics=asked.metrics[:1])
    zh, en = (pivot.words(first, spoken) for spoken in ("zh", "en"))
    return Label(en, zh)


def metric_of(words: str) -> str:
    """The metric that the figure draws."""
    return pivot.from_link(parse_qs(words))[0].metrics[0]


def figure(words: str, snapshot: Snapshot, scope: Scope) -> Figure | Broken:
    """The figure in the scope, or why there is none."""
    asked, faults = pivot.from_link(parse_qs(words))
    if faults:
        return Broken(faults[0].value, faults[0].reason)
    title = title_of(words)
    metric = queries.metrics()[asked.metrics[0]]
    if absent := [name for name in metric.reads if name not in snapshot.resources]:
        names = [catalog.contracts()[name].label for name in absent]
        told = (say("This snapshot holds no {datasets}.", spoken, datasets=names[0]) for spoken in LANGUAGES)
        return Broken(title(scope.language), Label(*told))
    drawn = pivot_charts.drawings(explorer.evaluate(snapshot, asked, scope), scope.language)
    found = next((drawing for drawing in drawn if drawing.metric == metric.id), None)
    if found is None:
        return Broken(title(scope.language), Label(*(say("No rows in this scope.", spoken) for spoken in LANGUAGES)))
    seen = replace(scope, grain=asked.time) if asked.time in GRAINS else scope
    query = _query(found, title)
    note = query.note(scope.language) if query.note else None
    caption, through = captions.window(query, seen, snapshot), metrics.complete_through(snapshot, metric)
    return Figure(query, found.rows, seen, title(scope.language), caption, through, note)


def _query(found: Drawing, title: Label) -> Query:
    reads = queries.metrics()[found.metric].reads
    said = {"drawn": found.drawn, "all": found.of}
    told = (say("the {drawn} largest of {all}", spoken, **said) for spoken in LANGUAGES)
    note = Label(*told) if found.drawn < found.of else None
    counts = {"value": found.metric}
    return Query(f"explorer/{found.metric}", "", title, reads, PARAMS, found.columns, found.draw, note, "", counts)
