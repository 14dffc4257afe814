"""Why a number moved: its change between two periods as parts that add up to it exactly.

Flows and stocks are split by any dimensions that their cells hold, one inside the other; a ratio by `mixing`; who
stands behind a change by name, and who came and left, `singles` tells. Reads cells, never the records.
It knows nothing of words, colours or pages.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from math import fsum

from dashboard import catalog, mixing, narrowing, queries, records, warehouse
from dashboard import metrics as readings
from dashboard.catalog import Dimension, Snapshot
from dashboard.mixing import Mixed, Pair, Sided
from dashboard.narrowing import Narrowed, Picks
from dashboard.queries import Metric
from dashboard.scope import Scope
from dashboard.warehouse import Connection

DEPTH = 4
PLACES = ("district", "industry")
# All the parts that are not named, and the rest of a ratio; no code of a contract begins with this sign.
OTHERS, MIX, OTHER_SIDE = "@others", "@mix", "@other_side"


@dataclass(frozen=True)
class Compared:
    """A metric in two periods of a scope: what there is to explain.

    `lacking` says why there is nothing: "not_compared", "missing", "not_yet_due" or "nothing_before".
    """

    metric: Metric
    scope: Scope
    before: Scope | None
    now: float | None
    prior: float | None
    lacking: str | None
    ignores: tuple[str, ...]

    @property
    def change(self) -> float:
        return self.now - self.prior


@dataclass(frozen=True)
class Part:
    """What the values along a path of dimensions moved; `parts` split it by the next one.

    `now` and `prior` are what they count, None where a part is an effect on a ratio. `stands_for` is the number of
    values that it sums: more than one in what is left over.
    """

    path: tuple[str, ...]
    change: float
    now: float | None = None
    prior: float | None = None
    parts: tuple["Part", ...] = ()
    stands_for: int = 1

    @property
    def code(self) -> str:
        return self.path[-1]


@dataclass(frozen=True)
class Split:
    """A change by one dimension: its parts, largest first, and what no value of it moved alone.

    `rest` is the mix of a ratio, or the side of it that the dimension does not split; `source` holds the details.
    """

    parts: tuple[Part, ...]
    rest: Part | None = None
    source: Mixed | Sided | None = None

    @property
    def all(self) -> tuple[Part, ...]:
        return (*self.parts, self.rest) if self.rest else self.parts


def compared(snapshot: Snapshot, metric_id: str, scope: Scope) -> Compared:
    """The metric now and in the period that the scope compares it with, both ended where the data are complete."""
    metric = queries.metrics()[metric_id]
    reading = readings.read(snapshot, [metric_id], scope, in_full=False)[metric_id]
    counted = scope.through(readings.complete_through(snapshot, metric))
    lacking = None
    if reading.value is None:
        lacking = reading.state
    elif scope.compare == "none":
        lacking = "not_compared"
    elif reading.prior is None:
        lacking = "nothing_before"
    return Compared(
        metric, counted, counted.before(), _cents(metric, reading.value), _cents(metric, reading.prior), lacking,
        reading.ignores,
    )  # fmt: skip


def _cents(metric: Metric, value: float | None) -> float | None:
    """Sums of cents without the dust that adding floats leaves; a quotient stays as it is."""
    return value if value is None or metric.kind == "ratio" else round(value, 2)


def sum_of(values: Iterable[float]) -> float:
    """A sum of amounts to the cent."""
    return round(fsum(values), 2)


# --- dimensions -------------------------------------------------------------------------------


@cache
def dimensions(metric: Metric) -> Mapping[str, Dimension]:
    """What a change of the metric can be split by: places, chains, and the coded dimensions of its records.

    A ratio has those of its numerator and of its denominator. What a statement fixes to one value says nothing.
    """
    if metric.kind == "ratio":
        return {**dimensions(_numerator(metric)), **dimensions(_denominator(metric))}
    if metric.kind == "distinct":
        return {}
    return {name: told for name, told in _of_records(metric).items() if told.codes and not _is_fixed(metric, name)}


@cache
def names(metric: Metric) -> Mapping[str, Dimension]:
    """Dimensions of free text: the organisations, lenders and stations that can be single contributors."""
    if metric.kind in ("ratio", "distinct"):
        return {}
    return {name: told for name, told in _of_records(metric).items() if not told.codes}


def default_order(metric: Metric) -> tuple[str, ...]:
    """District, the metric's own breakdown, chain, the next dimension of its records."""
    known = dimensions(metric)
    first = _numerator(metric) if metric.kind == "ratio" else metric
    broken = next((n for n in known if n not in PLACES and column_of(first, n) == first.breakdown), "")
    own = sorted((n for n in known if n not in PLACES), key=lambda n: n != broken)
    wished = ["district", *own[:1], "industry", *own[1:]]
    return tuple(name for name in wished if name in known)[:DEPTH]


def _of_records(metric: Metric) -> dict[str, Dimension]:
    return records.dimensions(records.Behind(metric, date.min, date.max))


def _is_fixed(metric: Metric, dimension: str) -> bool:
    return f"{column_of(metric, dimension)} = '" in metric.sql


def column_of(metric: Metric, dimension: str) -> str | None:
    """The column of the metric's records that stands for a dimension."""
    if dimension in PLACES:
        return f"{dimension}_code" if dimension in metric.by else None
    return catalog.contracts()[metric.records].field_of(dimension)


def _numerator(metric: Metric) -> Metric:
    return queries.metrics()[metric.numerator]


def _denominator(metric: Metric) -> Metric:
    return queries.metrics()[metric.denominator]


# --- flows and stocks -------------------------------------------------------------------------


def parts(snapshot: Snapshot, asked: Compared, order: Sequence[str]) -> tuple[Part, ...]:
    """The parts of a flow or stock by the dimensions, each inside the one before; largest change first.

    At every level now, prior and change add up to those of the level above, exactly.
    """
    return _tree(_rows(snapshot, asked, asked.metric, tuple(order)), ())


Row = tuple[tuple[str, ...], float, float]


def _tree(rows: Sequence[Row], path: tuple[str, ...]) -> tuple[Part, ...]:
    depth = len(path)
    if not rows or depth == len(rows[0][0]):
        return ()
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[0][depth], []).append(row)
    found = [
        counted((*path, code), sum_of(r[1] for r in rows), sum_of(r[2] for r in rows), _tree(rows, (*path, code)))
        for code, rows in groups.items()
    ]
    return tuple(sorted(found, key=_by_size))


def counted(path: tuple[str, ...], now: float, prior: float, inner: tuple[Part, ...] = (), number: int = 1) -> Part:
    return Part(path, sum_of((now, -prior)), now, prior, inner, number)


def _by_size(part: Part) -> tuple:
    return (-abs(part.change), part.path)


def leading(found: Sequence[Part], limit: int) -> tuple[Part, ...]:
    """The parts with the largest changes, and one more for all the others; one that is left over is named."""
    moved = sorted(found, key=_by_size)
    if len(moved) <= limit + 1:
        return tuple(moved)
    return (*moved[:limit], _together(moved[limit:]))


def _together(rest: Sequence[Part]) -> Part:
    if any(part.now is None for part in rest):
        return Part((OTHERS,), fsum(part.change for part in rest), stands_for=len(rest))
    return counted((OTHERS,), sum_of(p.now for p in rest), sum_of(p.prior for p in rest), number=len(rest))


def leaves(found: Sequence[Part]) -> list[Part]:
    """The parts of the last level, along all paths."""
    return [leaf for part in found for leaf in (leaves(part.parts) if part.parts else [part])]


def pivot(found: Sequence[Part], limit: int) -> tuple[list[str], list[str], dict[tuple[str, str], float]]:
    """The first two levels as a table: codes down, codes across (the largest, then all the others), its cells."""
    across: dict[str, list[Part]] = {}
    for inner in (inner for part in found for inner in part.parts):
        across.setdefault(inner.code, []).append(inner)
    sizes = {code: sum(abs(part.change) for part in parts) for code, parts in across.items()}
    kept = sorted(sizes, key=lambda code: (-sizes[code], code))
    kept = kept if len(kept) <= limit + 1 else [*kept[:limit], OTHERS]
    cells: dict[tuple[str, str], float] = {}
    for inner in (inner for part in found for inner in part.parts):
        place = (inner.path[0], inner.code if inner.code in kept else OTHERS)
        cells[place] = sum_of((cells.get(place, 0.0), inner.change))
    return [part.code for part in found], kept, cells


def split(snapshot: Snapshot, asked: Compared, dimension: str, limit: int) -> Split:
    """The change by one dimension: the largest parts, one for all the others, and the rest of a ratio's change."""
    if asked.metric.kind != "ratio":
        return Split(leading(parts(snapshot, asked, (dimension,)), limit))
    source = mixed(snapshot, asked, dimension)
    if isinstance(source, Mixed):
        effects = [Part((group.code,), group.level) for group in source.groups]
        return Split(leading(effects, limit), Part((MIX,), source.mix), source)
    effects = [Part((effect.code,), effect.total) for effect in source.effects]
    return Split(leading(effects, limit), Part((OTHER_SIDE,), source.other), source)


def _rows(snapshot: Snapshot, asked: Compared, metric: Metric, order: tuple[str, ...]) -> tuple[Row, ...]:
    """Sums of the cells by the dimensions, now and before."""
    scope, con = asked.scope, warehouse.open_snapshot(snapshot)
    spans = windows(metric, asked)
    places = (scope.districts if "district" in metric.by else (), scope.industries if "industry" in metric.by else ())
    return _remembered(con, metric.id, order, spans, places, narrowing.picks_of(scope.picks))


def windows(metric: Metric, asked: Compared) -> tuple[date, ...]:
    """(since, until) now, (since, until) before; a stock counts from the beginning."""
    now, before = asked.scope, asked.before
    starts = (now.since, before.since) if metric.kind != "stock" else (date.min, date.min)
    return starts[0], now.until, starts[1], before.until


SUM = "coalesce(sum(value) filter (where {day} between ${window}since and ${window}until), 0)::double"
WHERE = """
    ($districts::varchar[] is null or list_contains($districts::varchar[], coalesce({district}, '')))
    and ($industries::varchar[] is null or list_contains($industries::varchar[], coalesce({industry}, '')))
"""


@lru_cache(maxsize=512)
def _remembered(
    con: Connection, metric_id: str, order: tuple[str, ...], spans: tuple, places: tuple, picks: Picks
) -> tuple[Row, ...]:
    metric = queries.metrics()[metric_id]
    codes = "".join(f"coalesce({column_of(metric, name)}::varchar, ''), " for name in order)
    sums = ", ".join(SUM.format(day="month", window=window) for window in ("", "before_"))
    where = WHERE.format(district="district_code", industry="industry_code")
    asked = _over_cells(metric, picks, f"select {codes}{sums} from {{cells}} where {{chosen}} and {where} group by all")
    found = warehouse.tuples(con, asked.sql, {**asked.values, **bound(spans, places)})
    # Without dimensions there is one row; without records its sums are of nothing.
    return tuple(sorted((tuple(row[:-2]), row[-2], row[-1]) for row in found if row[-2] or row[-1] or not order))


def bound(spans: tuple, places: tuple) -> dict[str, object]:
    names_of = ("since", "until", "before_since", "before_until")
    districts, industries = (list(codes) or None for codes in places)
    return {**dict(zip(names_of, spans, strict=True)), "districts": districts, "industries": industries}


def _over_cells(metric: Metric, picks: Picks, sql: str) -> Narrowed:
    """A statement over the metric's cells of what is picked: the stored ones, else summed anew from the records."""
    fields = narrowing.followed(metric.records, picks)
    elsewhere = any(narrowing.followed(name, picks) for name in metric.reads if name != metric.records)
    has_cells = metric.records in queries.cell_datasets()
    kept = catalog.contracts()[metric.records].cell_fields
    if not elsewhere and set(fields) <= set(kept):
        table = queries.cells_of(metric.records) if has_cells else "metrics"
        chosen = f"metric = '{metric.id}'" + (f" and {narrowing.where(fields)}" if fields else "")
        values = {f"pick_{dim}": list(codes) for dim, codes in picks if dim in fields.values()}
        return Narrowed(sql.format(cells=table, chosen=chosen), values)
    whole = f"with cells as (\n{narrowing.cells(metric)}\n)\n\n{sql.format(cells='cells', chosen='true')}"
    return narrowing.narrow(whole, metric.reads, picks, ())


# --- ratios -----------------------------------------------------------------------------------


def mixed(snapshot: Snapshot, asked: Compared, dimension: str) -> Mixed | Sided:
    """A ratio's change by a dimension: mix against rate where both of its parts have it, else by the part that has."""
    over, under = _numerator(asked.metric), _denominator(asked.metric)
    split = [dimension if column_of(part, dimension) else None for part in (over, under)]
    above, below = (
        {codes[0] if codes else "": Pair(now, prior) for codes, now, prior in _rows(snapshot, asked, part, by)}
        for part, by in ((over, (split[0],) if split[0] else ()), (under, (split[1],) if split[1] else ()))
    )
    if all(split):
        return mixing.mix_and_rate(above, below, asked.metric.per)
    return mixing.sides(above, below, asked.metric.per, numerator=bool(split[0]))
