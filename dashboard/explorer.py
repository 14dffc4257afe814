"""A pivot in a scope, evaluated: every cell, every total, and the reason where there is none.

Flows add over time and place; stocks are taken at the end of a period and add over places; ratios are divided after
grouping; distinct counts are counted anew in every cell and in every total. A number that would mean nothing is blank.
It knows nothing of pages and figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from dashboard import metrics, queries, text, warehouse
from dashboard.catalog import Label, Snapshot
from dashboard.grouped import MONTHS, Key
from dashboard.pivot import BY_LABEL, PLACES, TIMES, Bound, Pivot, dimensions
from dashboard.pivot_cells import OTHERS, Cell, Heading, Reader, Row, place_of
from dashboard.scope import Pick, Scope, month_end, months_later


@dataclass(frozen=True)
class Note:
    """Why something of a metric is blank."""

    metric: str
    reason: Label


@dataclass(frozen=True)
class Answer:
    """What a pivot comes to. `found` groups satisfy the filters by measure, of `all_found` that there are."""

    pivot: Pivot
    scope: Scope
    rows: tuple[Row, ...]
    headings: tuple[Heading, ...]
    cells: tuple[tuple[Cell, ...], ...]
    found: int
    all_found: int
    notes: tuple[Note, ...]
    ignored: tuple[Bound, ...] = ()
    through: date | None = None

    @property
    def is_empty(self) -> bool:
        return all(cell.value is None for line in self.cells for cell in line)

    def column(self, heading: Heading) -> list[float | None]:
        place = self.headings.index(heading)
        return [line[place].value for line in self.cells]


def evaluate(snapshot: Snapshot, pivot: Pivot, scope: Scope) -> Answer:
    """The answer; costs a few statements over the cells, or over records where rows are names."""
    reader = Reader(warehouse.open_snapshot(snapshot), snapshot, pivot, scope)
    bounds = tuple(b for b in pivot.bounds if reader.refusal(queries.metrics()[b.metric], reader.units) is None)
    groups = _groups(reader)
    measured = [(bound, reader.of_groups(bound.metric)) for bound in bounds]
    kept = [group for group in groups if all(bound.holds(value(group).value) for bound, value in measured)]
    kept = _in_order(reader, kept)
    shown, rest = kept[: pivot.limit], kept[pivot.limit :]
    rows = _rows(reader, shown, others=bool(rest) and not bounds, whole=len(groups) > 1)
    headings = _headings(reader)
    only = tuple(shown) if bounds else None
    columns = [reader.column(heading, rows, tuple(shown), only) for heading in headings]
    cells = tuple(zip(*columns, strict=True))
    blanks = ((h.metric, c.reason) for line in cells for h, c in zip(headings, line, strict=True) if c.reason)
    return Answer(
        pivot,
        scope,
        rows,
        headings,
        cells,
        found=len(kept),
        all_found=len(groups),
        notes=tuple(Note(*blank) for blank in dict.fromkeys(blanks)),
        ignored=tuple(b for b in pivot.bounds if b not in bounds),
        through=min(metrics.complete_through(snapshot, queries.metrics()[name]) for name in pivot.metrics),
    )


# --- lines and columns ------------------------------------------------------------------------


def _groups(reader: Reader) -> list[Key]:
    """The groups that filters by measure, order and number of rows are about: rows without their time, or times."""
    if not reader.units:
        return [()]
    if reader.units[0] in TIMES:
        return [(code,) for code in reader.periods]
    found: dict[Key, None] = {}
    if len(reader.units) == 1 and reader.units[0] in PLACES:
        found |= dict.fromkeys((code,) for code in reader.codes(reader.units[0]))
    for name in reader.pivot.metrics:
        found |= dict.fromkeys(reader.seen(queries.metrics()[name], reader.units))
    return sorted(found, key=lambda key: place_of(reader.units, key))


def _in_order(reader: Reader, groups: list[Key]) -> list[Key]:
    order = reader.pivot.order
    if order.name == BY_LABEL:
        return groups[::-1] if order.descending else groups
    measure = reader.measure(order)
    values = {group: measure(group).value for group in groups}
    sign = -1 if order.descending else 1
    # What is not stated comes last: it is no district that grew.
    return sorted(groups, key=lambda g: ("" in g, values[g] is None, sign * (values[g] or 0)))


def _rows(reader: Reader, shown: list[Key], *, others: bool, whole: bool) -> tuple[Row, ...]:
    """The lines: each group in each period, the rest, the total."""
    pivot, time = reader.pivot, reader.row_time
    groups = [("row", group) for group in shown] + ([("others", (OTHERS,) * len(reader.units))] if others else [])
    if not time or reader.units == (time,):
        rows = [Row(*group) for group in groups]
    else:
        place = pivot.rows.index(time)
        pairs = product(reader.periods, groups) if place == 0 else ((p, g) for g in groups for p in reader.periods)
        rows = [Row(kind, (*key[:place], period, *key[place:])) for period, (kind, key) in pairs]
    return (*rows, *((Row("total", ()),) if whole and len(rows) > 1 else ()))


def _headings(reader: Reader) -> tuple[Heading, ...]:
    pivot = reader.pivot
    if pivot.column is None:
        beside = () if pivot.show == "value" else (pivot.show,)
        return tuple(Heading(name, shown) for name in pivot.metrics for shown in ("value", *beside))
    codes = [*reader.columns(), None]
    return tuple(Heading(name, pivot.show, code) for code in codes for name in pivot.metrics)


def scope_of(answer: Answer, row: Row, heading: Heading) -> Scope:
    """The scope narrowed to what a cell stands for: the records behind it are those of its metric in this scope."""
    codes = dict(zip(answer.pivot.rows, row.key, strict=True)) if row.kind == "row" else {}
    if heading.code is not None:
        codes[answer.pivot.column] = heading.code
    return narrowed(answer.scope, codes)


def narrowed(scope: Scope, codes: Mapping[str, str]) -> Scope:
    """The scope of one code of each of these dimensions."""
    for name, code in codes.items():
        scope = _narrowed(scope, name, code)
    return scope


def _narrowed(scope: Scope, dimension: str, code: str) -> Scope:
    if dimension in TIMES:
        since = date.fromisoformat(code)
        until = month_end(months_later(since, MONTHS[dimension] - 1))
        return replace(scope, since=max(since, scope.since), until=min(until, scope.until))
    if dimension in PLACES:
        return replace(scope, **{"districts" if dimension == "district" else "industries": (code,)})
    return replace(scope, picks=(*scope.without(dimension).picks, Pick(dimension, code)))


def words_of(row: Row, pivot: Pivot, language: str, others: str, total: str) -> list[str]:
    """What a line says of itself, a word a dimension of the rows."""
    if row.kind == "total":
        return [total, *[""] * (len(pivot.rows) - 1)] if pivot.rows else [total]
    told = []
    for name, code in zip(pivot.rows, row.key, strict=True):
        if code == OTHERS:
            told.append(others if others not in told else "")
        elif name in TIMES:
            told.append(text.bucket(date.fromisoformat(code), name, language))
        else:
            told.append(dimensions()[name].word(code, language))
    return told
