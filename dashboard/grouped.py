"""A metric grouped by dimensions, within a window, places, chains and selections: one statement each.

Cells are read where every dimension is coded, the metric tables where there is none, records where a dimension has too
many values for cells (organisations, lenders). It adds nothing up but what the kind of the metric allows: a flow and a
stock are summed, a distinct count is counted anew for each group. A ratio is nobody's here: it is divided afterwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate

from dashboard import catalog, narrowing, queries, warehouse
from dashboard.narrowing import Narrowed, Picks
from dashboard.pivot import PLACES, TIMES
from dashboard.queries import Metric
from dashboard.scope import month_start, months_later
from dashboard.warehouse import Connection

MONTHS = {"month": 1, "quarter": 3, "year": 12}
SEPARATOR = "\x1f"
Key = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """What a metric is grouped by. `among` dimensions with `keys` keep those groups only, or all `besides` them."""

    dims: tuple[str, ...]
    among: tuple[str, ...] = ()
    keys: tuple[Key, ...] | None = None
    besides: bool = False

    @property
    def named(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.dims, *(self.among if self.keys is not None else ()))))


@dataclass(frozen=True)
class Within:
    """What is counted: whole months (of a stock everything up to the last), places, chains, selections."""

    since: date
    until: date
    districts: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    picks: Picks = ()


def buckets(grain: str, since: date, until: date) -> tuple[str, ...]:
    """The first days of the periods that hold these months, as keys."""
    first = month_start(since)
    first = months_later(first, -((first.month - 1) % MONTHS[grain]))
    span = (until.year - first.year) * 12 + until.month - first.month
    return tuple(f"{months_later(first, step)}" for step in range(0, span + 1, MONTHS[grain]))


@lru_cache(maxsize=1024)
def grouped(con: Connection, metric: Metric, part: Part, within: Within) -> Mapping[Key, float]:
    """{codes in the order of the part's dimensions: value}; groups without records are not in it.

    A stock is what there was at the end of each period, in every period since it began.
    """
    asked = _statement(metric, part, within)
    found = {row[:-1]: float(row[-1] or 0) for row in warehouse.tuples(con, asked.sql, asked.values)}
    time = next((name for name in part.dims if name in TIMES), None)
    return _carried(found, part.dims.index(time), buckets(time, within.since, within.until)) if (
        time and metric.kind == "stock"
    ) else found  # fmt: skip


@lru_cache(maxsize=16)
def first_months(con: Connection) -> Mapping[str, date]:
    """Since when the city has records of each metric: before, nothing is known; after, nothing means zero."""
    told = "select metric, month from metrics union all select metric, month from metric_entities"
    return dict(warehouse.tuples(con, f"select metric, min(month) from ({told}) group by all order by all"))


def _carried(changes: Mapping[Key, float], place: int, periods: tuple[str, ...]) -> dict[Key, float]:
    """What came and went in each period, accumulated over the periods."""
    groups = dict.fromkeys((*key[:place], *key[place + 1 :]) for key in changes)
    found = {}
    for group in groups:
        keys = [(*group[:place], period, *group[place:]) for period in periods]
        found |= zip(keys, accumulate(changes.get(key, 0.0) for key in keys), strict=True)
    return found


# --- statements -------------------------------------------------------------------------------


def _statement(metric: Metric, part: Part, within: Within) -> Narrowed:
    source, picks_in_front = _source(metric, part, within.picks)
    measure = "count(distinct value)" if metric.kind == "distinct" else "sum(value)"
    keys = [f"{_expression(metric, name)} as k{place}" for place, name in enumerate(part.dims)]
    window = "month <= $until" if metric.kind == "stock" else "month between $since and $until"
    conditions, values = [window], {"until": within.until}
    for name in PLACES:
        codes = within.districts if name == "district" else within.industries
        if codes and name in metric.by:
            conditions.append(f"list_contains(${name}::varchar[], {name}_code)")
            values[name] = list(codes)
    if part.keys is not None:
        joined = ", ".join(_expression(metric, name) for name in part.among)
        conditions.append(f"concat_ws(chr(31), {joined}) {'not ' * part.besides}in (select unnest($keys::varchar[]))")
        values["keys"] = [SEPARATOR.join(key) for key in part.keys]
    sql = (
        f"select {', '.join([*keys, f'{measure}::double as value'])} from (\n{source}\n) as counted"
        f" where {' and '.join(conditions)} {'group by all' if keys else ''}"
    )
    if "$since" in sql:
        values["since"] = month_start(within.since)
    asked = narrowing.narrow(sql, metric.reads, within.picks, ()) if picks_in_front else Narrowed(sql)
    picked = {f"pick_{name}": list(codes) for name, codes in within.picks if f"$pick_{name}::" in asked.sql}
    return Narrowed(asked.sql, {**values, **picked})


def _source(metric: Metric, part: Part, picks: Picks) -> tuple[str, bool]:
    """The rows to group, and whether the selection still has to be put in front of the whole statement."""
    contract = catalog.contracts()[metric.records]
    fields = [contract.field_of(name) for name in part.named if name not in (*PLACES, *TIMES)]
    followed = narrowing.followed(metric.records, picks)
    others = any(narrowing.followed(name, picks) for name in metric.reads if name != metric.records)
    columns = ", ".join(["month", "district_code", "industry_code", *fields])
    if not fields and not followed and not others:
        table, last = ("metric_entities", "entity as value") if metric.kind == "distinct" else ("metrics", "value")
        return f"select {columns}, {last} from {table} where metric = '{metric.id}'", False
    coded = metric.records in queries.cell_datasets() and {*fields, *followed} <= set(contract.cell_fields)
    if coded and not others and metric.kind != "distinct":
        condition = f" and {narrowing.where(followed)}" if followed else ""
        cells = queries.cells_of(metric.records)
        return f"select {columns}, value from {cells} where metric = '{metric.id}'{condition}", False
    places = ", ".join(f"{narrowing.place(metric, name)} as {name}_code" for name in PLACES)
    last = "entity" if metric.kind == "distinct" else "value"
    told = ", ".join(["date_trunc('month', happened_on)::date as month", places, *fields, f"{last} as value"])
    return f"select {told} from (\n{metric.sql}\n) where happened_on is not null", True


def _expression(metric: Metric, dimension: str) -> str:
    """The code of a row in a dimension; empty where it is not stated."""
    if dimension in TIMES:
        # What a stock holds from before the window stands in its first period.
        return f"date_trunc('{dimension}', greatest(month, $since::date))::date::varchar"
    if dimension in PLACES:
        return f"coalesce({dimension}_code, '')"
    return f"coalesce({catalog.contracts()[metric.records].field_of(dimension)}::varchar, '')"
