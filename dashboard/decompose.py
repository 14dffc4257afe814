"""Why a number moved: its change between two periods as parts that add up to it exactly.

Flows and stocks are split by any dimensions that their cells hold, one inside the other; a distinct count by who came,
stayed and left; a ratio by `mixing`. Reads cells, and the records only to name the largest contributors.
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
# What stands for all the parts that are not named; no code of a contract begins with this sign.
OTHERS = "@others"


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
    """What the values along a path of dimensions counted before and count now; `parts` split it by the next one.

    `stands_for` is the number of values that it sums: more than one in what is left over.
    """

    path: tuple[str, ...]
    now: float
    prior: float
    parts: tuple["Part", ...] = ()
    stands_for: int = 1

    @property
    def code(self) -> str:
        return self.path[-1]

    @property
    def change(self) -> float:
        return _sum((self.now, -self.prior))


@dataclass(frozen=True)
class Turnover:
    """Who makes up a distinct count: a change of it is who entered less who left."""

    entered: tuple[str, ...]
    stayed: tuple[str, ...]
    left: tuple[str, ...]


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


def _sum(values: Iterable[float]) -> float:
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
    broken = next((n for n in known if n not in PLACES and _column(first, n) == first.breakdown), "")
    own = sorted((n for n in known if n not in PLACES), key=lambda n: n != broken)
    wished = ["district", *own[:1], "industry", *own[1:]]
    return tuple(name for name in wished if name in known)[:DEPTH]


def _of_records(metric: Metric) -> dict[str, Dimension]:
    return records.dimensions(records.Behind(metric, date.min, date.max))


def _is_fixed(metric: Metric, dimension: str) -> bool:
    return f"{_column(metric, dimension)} = '" in metric.sql


def _column(metric: Metric, dimension: str) -> str | None:
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
        Part((*path, code), _sum(r[1] for r in group), _sum(r[2] for r in group), _tree(group, (*path, code)))
        for code, group in groups.items()
    ]
    return tuple(sorted(found, key=_by_size))


def _by_size(part: Part) -> tuple:
    return (-abs(part.change), part.path)


def leading(found: Sequence[Part], limit: int) -> tuple[Part, ...]:
    """The parts with the largest changes, and one more for all the others; one that is left over is named."""
    moved = sorted(found, key=_by_size)
    if len(moved) <= limit + 1:
        return tuple(part for part in moved if part.change) or tuple(moved[:1])
    rest = moved[limit:]
    others = Part((OTHERS,), _sum(p.now for p in rest), _sum(p.prior for p in rest), (), len(rest))
    return (*moved[:limit], others)


def leaves(found: Sequence[Part]) -> list[Part]:
    """The parts of the last level, along all paths."""
    return [leaf for part in found for leaf in (leaves(part.parts) if part.parts else [part])]


def grid(found: Sequence[Part]) -> dict[tuple[str, str], float]:
    """Changes of the first two levels: {(code of the first, code of the second): change}."""
    return {(part.code, inner.code): inner.change for part in found for inner in part.parts}


def _rows(snapshot: Snapshot, asked: Compared, metric: Metric, order: tuple[str, ...]) -> tuple[Row, ...]:
    """Sums of the cells by the dimensions, now and before."""
    scope, con = asked.scope, warehouse.open_snapshot(snapshot)
    windows = _windows(metric, asked)
    places = (scope.districts if "district" in metric.by else (), scope.industries if "industry" in metric.by else ())
    return _remembered(con, metric.id, order, windows, places, narrowing.picks_of(scope.picks))


def _windows(metric: Metric, asked: Compared) -> tuple[date, ...]:
    """(since, until) now, (since, until) before; a stock counts from the beginning."""
    now, before = asked.scope, asked.before
    starts = (now.since, before.since) if metric.kind != "stock" else (date.min, date.min)
    return starts[0], now.until, starts[1], before.until


_SUM = "coalesce(sum(value) filter (where {day} between ${window}since and ${window}until), 0)::double"
_WHERE = """
    ($districts::varchar[] is null or list_contains($districts::varchar[], coalesce({district}, '')))
    and ($industries::varchar[] is null or list_contains($industries::varchar[], coalesce({industry}, '')))
"""


@lru_cache(maxsize=512)
def _remembered(
    con: Connection, metric_id: str, order: tuple[str, ...], windows: tuple, places: tuple, picks: Picks
) -> tuple[Row, ...]:
    metric = queries.metrics()[metric_id]
    codes = "".join(f"coalesce({_column(metric, name)}::varchar, ''), " for name in order)
    sums = ", ".join(_SUM.format(day="month", window=window) for window in ("", "before_"))
    where = _WHERE.format(district="district_code", industry="industry_code")
    asked = _over_cells(metric, picks, f"select {codes}{sums} from {{cells}} where {{chosen}} and {where} group by all")
    found = warehouse.tuples(con, asked.sql, {**asked.values, **_values(windows, places)})
    # Without dimensions there is one row; without records its sums are of nothing.
    return tuple(sorted((tuple(row[:-2]), row[-2], row[-1]) for row in found if row[-2] or row[-1] or not order))


def _values(windows: tuple, places: tuple) -> dict[str, object]:
    names_of = ("since", "until", "before_since", "before_until")
    districts, industries = (list(codes) or None for codes in places)
    return {**dict(zip(names_of, windows, strict=True)), "districts": districts, "industries": industries}


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


# --- single contributors ----------------------------------------------------------------------


def contributors(snapshot: Snapshot, asked: Compared, dimension: str, limit: int = 10) -> tuple[Part, ...]:
    """The single organisations, lenders or stations whose change is largest, and all the others together.

    One pass over the records; what is returned adds up to the whole change.
    """
    scope, con = asked.scope, warehouse.open_snapshot(snapshot)
    return _named(con, asked.metric.id, dimension, _windows(asked.metric, asked),
                  (scope.districts, scope.industries), narrowing.picks_of(scope.picks), limit)  # fmt: skip


_NAMED = """
with events as (
    {events}
),

sums as (
    select coalesce({field}::varchar, '') as code, {now} as now, {before} as prior
    from events
    where {places}
    group by all
),

ranked as (
    select *, row_number() over (order by abs(now - prior) desc, code) as place
    from sums
    where now <> 0 or prior <> 0
)

select code, now, prior, 1 as stands_for, place from ranked where place <= $most
union all
select '@others', sum(now), sum(prior), count(*), max(place) from ranked where place > $most having count(*) > 0
order by place
"""


@lru_cache(maxsize=128)
def _named(
    con: Connection, metric_id: str, dimension: str, windows: tuple, places: tuple, picks: Picks, limit: int
) -> tuple[Part, ...]:
    metric = queries.metrics()[metric_id]
    sql = _NAMED.format(
        events=metric.sql,
        field=_column(metric, dimension),
        now=_SUM.format(day="happened_on", window=""),
        before=_SUM.format(day="happened_on", window="before_"),
        places=_WHERE.format(**{name: narrowing.place(metric, name) for name in PLACES}),
    )
    asked = narrowing.narrow(sql.strip(), metric.reads, picks, ())
    followed = tuple(codes if name in metric.by else () for name, codes in zip(PLACES, places, strict=True))
    found = warehouse.tuples(con, asked.sql, {**asked.values, **_values(windows, followed), "most": limit})
    return tuple(Part((code,), _sum([now]), _sum([prior]), (), count) for code, now, prior, count, _ in found)


# --- distinct counts --------------------------------------------------------------------------


def turnover(snapshot: Snapshot, asked: Compared) -> Turnover:
    """Who is counted now and was not before, who in both, who no longer."""
    scope, before, metric = asked.scope, asked.before, asked.metric
    rows = warehouse.run(
        warehouse.open_snapshot(snapshot),
        "why/turnover",
        picks=narrowing.picks_of(scope.picks),
        metric=metric.id,
        since=scope.since,
        until=scope.until,
        before_since=before.since,
        before_until=before.until,
        districts=scope.districts if "district" in metric.by else (),
        industries=scope.industries if "industry" in metric.by else (),
    )
    found = {name: tuple(group["entity"]) for name, group in rows.groupby("standing", sort=False)}
    return Turnover(*(found.get(name, ()) for name in ("entered", "stayed", "left")))


# --- ratios -----------------------------------------------------------------------------------


def mixed(snapshot: Snapshot, asked: Compared, dimension: str) -> Mixed | Sided:
    """A ratio's change by a dimension: mix against rate where both of its parts have it, else by the part that has."""
    over, under = _numerator(asked.metric), _denominator(asked.metric)
    split = [dimension if _column(part, dimension) else None for part in (over, under)]
    above, below = (
        {codes[0] if codes else "": Pair(now, prior) for codes, now, prior in _rows(snapshot, asked, part, by)}
        for part, by in ((over, (split[0],) if split[0] else ()), (under, (split[1],) if split[1] else ()))
    )
    if all(split):
        return mixing.mix_and_rate(above, below, asked.metric.per)
    return mixing.sides(above, below, asked.metric.per, numerator=bool(split[0]))
