"""The passport of a number: what it means, what it is made of, where that came from, what it was before.

Built from headers, contracts and a snapshot's papers; nothing in it is written by hand. It knows nothing of pages.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from dashboard import catalog, citation, metrics, numbers, queries
from dashboard.catalog import Check, Contract, Label, Resource, Shelf, Snapshot
from dashboard.metrics import Progress
from dashboard.numbers import Number, Value
from dashboard.queries import Metric


@dataclass(frozen=True)
class Formula:
    """A statement that the number is computed by, and what it is called."""

    title: Label
    sql: str


@dataclass(frozen=True)
class Supply:
    """A dataset behind the number as the snapshot holds it; without a resource it holds none."""

    dataset: Contract
    resource: Resource | None


@dataclass(frozen=True)
class Past:
    """The number as a snapshot reported it."""

    snapshot: str
    value: Value


@dataclass(frozen=True)
class Passport:
    """Everything that stands behind one number. `history` is newest first and begins with the number itself."""

    number: Number
    snapshot: Snapshot
    value: Value | None
    about: tuple[Label, ...]
    caveat: Label | None
    kind: str | None
    formulas: tuple[Formula, ...]
    supplies: tuple[Supply, ...]
    checks: tuple[Check, ...]
    history: tuple[Past, ...]
    target: Progress | None
    cited: str
    line: str

    @property
    def complete_through(self) -> Mapping[str, date]:
        """{dataset: the day up to which it is complete}."""
        told = {s.dataset.id: s.resource.complete_through for s in self.supplies if s.resource}
        return {name: day for name, day in told.items() if day}


def of(number: Number, shelf: Shelf) -> Passport:
    """The passport of a number in the snapshot that its scope names."""
    snapshot = shelf.find(number.scope.snapshot)
    metric = number.metric
    is_one = isinstance(number.subject, Metric) or bool(number.column)
    value = numbers.in_snapshot(number, snapshot) if is_one else None
    return Passport(
        number=number,
        snapshot=snapshot,
        value=value,
        about=tuple(_about(number)),
        caveat=metric.caveat if metric else None,
        kind=metric.kind if metric else None,
        formulas=tuple(_formulas(number)),
        supplies=tuple(Supply(catalog.contracts()[name], snapshot.resources.get(name)) for name in number.datasets),
        checks=tuple(_checks(number, snapshot)),
        history=tuple(_history(number, value, snapshot, shelf)) if value else (),
        target=_target(number, snapshot),
        cited=citation.reference(number, value, snapshot) if value else "",
        line=citation.line(number, value, snapshot) if value else "",
    )


def _about(number: Number) -> Iterator[Label]:
    if number.metric:
        yield number.metric.about
    note = None if isinstance(number.subject, Metric) else number.subject.note
    if note:
        yield note


def _formulas(number: Number) -> Iterator[Formula]:
    if not isinstance(number.subject, Metric):
        yield Formula(number.subject.title, number.subject.sql)
    for metric in _parts(number.metric):
        yield Formula(metric.title, metric.sql)


def _parts(metric: Metric | None) -> list[Metric]:
    if metric is None:
        return []
    if metric.kind != "ratio":
        return [metric]
    return [queries.counted(metric.numerator), queries.counted(metric.denominator)]


def _checks(number: Number, snapshot: Snapshot) -> Iterator[Check]:
    """The rules over its datasets, those that found something first."""
    known, own = queries.checks(), set(number.datasets)
    concerned = [
        check
        for check in snapshot.checks
        if check.rule in known and own & {name.strip() for name in known[check.rule].one("reads").split(",")}
    ]
    yield from sorted(concerned, key=lambda check: (-check.rows, check.rule))


def _history(number: Number, value: Value, snapshot: Snapshot, shelf: Shelf) -> Iterator[Past]:
    yield Past(snapshot.id, value)
    order = catalog.snapshot_order
    for older in sorted((s for s in shelf.sound if order(s.id) < order(snapshot.id)), key=lambda s: order(s.id))[::-1]:
        yield Past(older.id, as_reported(number, value, older))


def as_reported(number: Number, value: Value, older: Snapshot) -> Value:
    """The same number as an older snapshot told it; not yet known where its data end before the number does."""
    told = numbers.in_snapshot(number, older)
    if value.through and (told.state == "not_yet_due" or (told.through and told.through < value.through)):
        return replace(told, value=None, state="not_yet_known")
    return told


def _target(number: Number, snapshot: Snapshot) -> Progress | None:
    if not isinstance(number.subject, Metric):
        return None
    return metrics.read(snapshot, [number.name], number.scope)[number.name].progress
