"""Where the numbers of a block come from, as its footnote says: definition, scope, snapshot, source."""

from collections.abc import Iterable, Sequence

from dashboard import captions, catalog, queries, text
from dashboard.catalog import Snapshot
from dashboard.decks.shown import Cards, DistrictMap, Figure, ShownSlide, ShownView
from dashboard.metrics import Reading
from dashboard.scope import Scope
from dashboard.sentences.sentence import Sentence
from dashboard.text import say


def of_sentences(sentences: Sequence[Sentence], slide: ShownSlide, snapshot: Snapshot, language: str) -> str:
    """Of a finding: each number told in it, by the metric that it is of; or that people have written it."""
    told = dict(pair for sentence in sentences for pair in sentence.values.items())
    if not told:
        return say("Stated by the deck's author; the figures in it are not computed by the dashboard.", language)
    named = [_named(name, value, language) for name, value in told.items()]
    metrics = [queries.metrics()[name] for name in told if name in queries.metrics()]
    datasets = [d for metric in metrics for d in metric.reads] or datasets_of(slide.views)
    return _trace(named, slide.scope, snapshot, datasets, language)


def of_cards(view: Cards, snapshot: Snapshot, language: str) -> str:
    named = [_signed(r, told, language) for r, told in zip(view.readings, view.told, strict=True)]
    return _trace(named, view.scope, snapshot, datasets_of([view]), language)


def of_reading(reading: Reading, told: str, scope: Scope, snapshot: Snapshot, language: str) -> str:
    """Of one card, with what it is compared with and held against."""
    named = [_signed(reading, told, language)]
    if reading.change is not None:
        before = text.quantity(reading.prior, reading.metric.unit, language)
        named.append(say("period compared with {value}", language, value=before))
    if reading.progress:
        named.append(say("target from {source}", language, source=reading.progress.source))
    return _trace(named, scope, snapshot, reading.metric.reads, language)


def of_data(datasets: Iterable[str], scope: Scope, snapshot: Snapshot, language: str) -> str:
    """Of what is told about the data themselves."""
    return _trace([], scope, snapshot, datasets, language)


def _signed(reading: Reading, told: str, language: str) -> str:
    metric = reading.metric
    return say("{name} ({id}) {value}", language, name=metric.title(language), id=metric.id, value=told)


def of_districts(views: Sequence[DistrictMap], snapshot: Snapshot, language: str) -> str:
    """Of several metrics in one scope each."""
    named = [f"{view.metric.title(language)} ({view.metric.id})" for view in views]
    return _trace(named, views[0].scope, snapshot, [d for view in views for d in view.metric.reads], language)


def of_figure(view: Figure, snapshot: Snapshot, language: str) -> str:
    query = view.query
    columns = [
        f"{query.columns[c].label(language)} ({c}={name})" for c, name in query.counts.items() if c in query.columns
    ]
    rows = say("{rows} rows", language, rows=text.number(len(view.rows), language))
    named = [say("query {name}, {rows}", language, name=query.name, rows=rows), *columns]
    return _trace(named, view.scope, snapshot, query.datasets, language)


def _trace(named: Iterable[str], scope: Scope, snapshot: Snapshot, datasets: Iterable[str], language: str) -> str:
    known = catalog.contracts()
    sources = [known[d].label(language) for d in dict.fromkeys(datasets) if d in known]
    label = say("Snapshot {id}", language, id=snapshot.id)
    if snapshot.is_demonstration:
        label = say("{name} ({beside})", language, name=label, beside=say("Demonstration data", language))
    parts = [
        say("; ", language).join(named),
        say("Scope: {scope}", language, scope=captions.scope_sentence(scope)),
        label,
        say("Source: {datasets}", language, datasets=text.listing(sources, language)) if sources else "",
    ]
    return say(". ", language).join(filter(None, parts)) + say(".", language)


def _named(name: str, value: float, language: str) -> str:
    metric = queries.metrics().get(name)
    if metric is None:
        return f"{name} = {exact(value, language)}"
    shown = text.quantity(value, metric.unit, language)
    return say("{name} ({id}) {value}", language, name=metric.title(language), id=name, value=shown)


def exact(value: float, language: str) -> str:
    """A number as it was computed, without decimals that say nothing."""
    return text.number(value, language) if abs(value) >= 1 else f"{value:.6g}".replace("-", text.MINUS)


def datasets_of(views: Iterable[ShownView]) -> list[str]:
    """Every dataset that the views are read from."""
    found: list[str] = []
    for view in views:
        match view:
            case Cards():
                found += [d for reading in view.readings for d in reading.metric.reads]
            case DistrictMap():
                found += view.metric.reads
            case Figure():
                found += view.query.datasets
    return found
