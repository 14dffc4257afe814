"""Where the numbers of a block come from, as its footnote says: definition, scope, snapshot, source."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dashboard import captions, catalog, citation, queries, text
from dashboard.catalog import Snapshot
from dashboard.decks.shown import Cards, DistrictMap, Figure, ShownSlide, ShownView
from dashboard.metrics import Reading
from dashboard.numbers import Number, Value
from dashboard.queries import Metric
from dashboard.scope import Scope
from dashboard.sentences.sentence import Sentence
from dashboard.text import say


def of_sentences(sentences: Sequence[Sentence], slide: ShownSlide, snapshot: Snapshot, language: str) -> str:
    """Of a finding: each number told in it, by the metric that it is of; or that people have written it."""
    if all(sentence.rule == "stated" for sentence in sentences):
        return say("Stated by the deck's author; the figures in it are not computed by the dashboard.", language)
    told = dict(pair for sentence in sentences for pair in sentence.values.items())
    metrics = [queries.metrics()[name] for name in told if name in queries.metrics()]
    datasets = [d for metric in metrics for d in metric.reads] or datasets_of(slide.views)
    return _trace(
        _told_by(told, Sentence.joined(sentences, language), language),
        slide.scope_sentence,
        snapshot,
        datasets,
        language,
    )


def _told_by(values: Mapping[str, float], finding: str, language: str) -> Iterator[str]:
    """Metrics with their values (lower bounds as the finding tells them) and changes, then the parts that rules name
    (`510502/design`, `share`), as computed."""
    known = queries.metrics()
    for name in (name for name in values if name in known):
        amount = captions.in_words(values[name], known[name].unit, language)
        bound = text.at_least(amount)
        yield _signed(known[name], bound if bound in finding else amount, language)
        if (change := values.get(f"{name}.change")) is not None:
            yield say("change {value}", language, value=_exact(change, language))
    parts = {name: value for name, value in values.items() if name.removesuffix(".change") not in known}
    if parts:
        listed = say(", ", language).join(f"{name} = {_exact(value, language)}" for name, value in parts.items())
        yield say("parts: {parts}", language, parts=listed)


def _exact(value: float, language: str) -> str:
    """As it was computed, to four decimals: a share of 1 where the sentence says per cent."""
    return text.number(value, language, digits=None if float(value).is_integer() else 4)


def of_cards(view: Cards, snapshot: Snapshot, language: str) -> str:
    """Of each card its value."""
    named = [_signed(r.metric, told, language) for r, told in zip(view.readings, view.told, strict=True)]
    scope = _scope_words(view.scope, [reading.metric for reading in view.readings])
    return _trace(named, scope, snapshot, datasets_of([view]), language)


def of_reading(reading: Reading, told: str, scope: Scope, snapshot: Snapshot, language: str) -> str:
    """Of one card, with what it is compared with and held against."""
    metric, named = reading.metric, [_signed(reading.metric, told, language)]
    if reading.change is not None:
        before = captions.in_words(reading.prior, metric.unit, language)
        named.append(say("period compared with {value}", language, value=before))
    if reading.progress:
        named.append(say("target from {source}", language, source=reading.progress.source))
    return _trace(named, _scope_words(scope, [metric]), snapshot, metric.reads, language)


def of_districts(views: Sequence[DistrictMap], snapshot: Snapshot, language: str) -> str:
    """Of metrics by district, in one scope."""
    named = [say("{name} ({beside})", language, name=v.metric.title(language), beside=v.metric.id) for v in views]
    scope = _scope_words(views[0].scope, [view.metric for view in views])
    return _trace(named, scope, snapshot, datasets_of(views), language)


def of_figure(view: Figure, snapshot: Snapshot, language: str) -> str:
    """Of a query's rows: its name, and of which metric or measure a column is a part."""
    query = view.query
    rows = say("{rows} rows", language, rows=text.number(len(view.rows), language))
    counted = [
        say("{name} ({beside})", language, name=query.columns[column].label(language), beside=name)
        for column, name in query.counts.items()
    ]
    named = [say("query {name}, {rows}", language, name=query.name, rows=rows), *counted]
    scope = captions.scope_sentence(view.scope, narrowable="districts" in query.params)
    return _trace(named, scope, snapshot, query.datasets, language)


def of_data(slide: ShownSlide, datasets: Iterable[str], snapshot: Snapshot, language: str) -> str:
    """Of what is told about the data themselves."""
    return _trace([], slide.scope_sentence, snapshot, datasets, language)


def _trace(named: Iterable[str], scope: str, snapshot: Snapshot, datasets: Iterable[str], language: str) -> str:
    known = catalog.contracts()
    sources = [known[d].label(language) for d in dict.fromkeys(datasets) if d in known]
    label = say("Snapshot {id}", language, id=snapshot.id)
    if snapshot.is_demonstration:
        label = say("{name} ({beside})", language, name=label, beside=say("Demonstration data", language))
    parts = [
        say("; ", language).join(named),
        say("Scope: {scope}", language, scope=scope),
        label,
        say("Source: {datasets}", language, datasets=text.listing(sources, language)) if sources else "",
    ]
    return say(". ", language).join(filter(None, parts)) + say(".", language)


def _scope_words(scope: Scope, metrics: Sequence[Metric]) -> str:
    return captions.scope_sentence(scope, narrowable=any("district" in metric.by for metric in metrics))


def _signed(metric: Metric, told: str, language: str) -> str:
    return say("{name} ({id}) {value}", language, name=metric.title(language), id=metric.id, value=told)


def citations(view: Cards, snapshot: Snapshot) -> Iterator[str]:
    """Each card's number as a line that leads back to it."""
    for r in view.readings:
        value = Value(r.value, r.state, r.since, r.through, r.gaps)
        yield citation.line(Number(r.metric, view.scope), value, snapshot)


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
