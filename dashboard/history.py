"""Numbers over snapshots: what a metric was reported as then, what it is known to be now, and which records made the
difference.

A period is restated when the earlier snapshot was complete for it and told another value; what it did not know yet
is new, not restated. It knows nothing of words, figures or pages.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from threading import Lock

import pandas as pd

from dashboard import catalog, differences, metrics, narrowing, queries, warehouse
from dashboard.catalog import CITY, Contract, Shelf, Snapshot
from dashboard.differences import Comparison, Pair
from dashboard.queries import Metric
from dashboard.scope import Scope, last_complete_month, months_later
from dashboard.warehouse import Connection

PAGE_SIZE = 50
# {(metric, place): {month: value}}, places being the city and its districts.
Months = Mapping[tuple[str, str], Mapping[date, float]]


def before(shelf: Shelf, snapshot: Snapshot) -> Snapshot | None:
    """The sound snapshot just before this one: what it is compared with when nothing else is asked."""
    older = [s for s in shelf.sound if catalog.snapshot_order(s.id) < catalog.snapshot_order(snapshot.id)]
    return older[0] if older else None


# --- a metric month by month ------------------------------------------------------------------

_SUMS = """
select metric, month, district_code, sum(value)
from metrics
group by all
order by metric, month
"""
_ENTITIES = """
select metric, month, place, count(distinct entity)
from (select *, unnest([$city, district_code]) as place from metric_entities)
group by all
"""


def monthly(snapshot: Snapshot) -> Months:
    """Every metric in the city and each district: a flow's and a distinct count's months, any other kind as it stood
    at each month's end."""
    return _monthly(str(snapshot.folder), snapshot.created)


@lru_cache(maxsize=8)
def _monthly(folder: str, _created: str) -> Months:
    snapshot = catalog.read_snapshot(Path(folder))
    con = warehouse.open_snapshot(snapshot)
    sums: dict[tuple[str, str], dict[date, float]] = {}
    for metric, month, district, value in warehouse.tuples(con, _SUMS):
        for place in filter(None, (CITY, district)):
            months = sums.setdefault((metric, place), {})
            months[month] = months.get(month, 0.0) + value
    last = months_later(snapshot.as_of, 0)
    known = queries.metrics()
    found = {key: _levels(sums[key], last) if known[key[0]].kind == "stock" else sums[key] for key in sums}
    for metric, month, place, entities in warehouse.tuples(con, _ENTITIES, {"city": CITY}):
        found.setdefault((metric, place), {})[month] = float(entities)
    for metric in known.values():
        found |= _ratios(metric, found) if metric.kind == "ratio" else {}
    return {key: months for key, months in found.items() if key[0] in known and key[1]}


def _levels(changes: Mapping[date, float], last: date) -> dict[date, float]:
    """A stock at the end of every month from its first event to the snapshot's own month."""
    months = _months(min(changes), max(last, max(changes)))
    return dict(zip(months, accumulate(changes.get(month, 0.0) for month in months), strict=True))


def _months(first: date, last: date) -> list[date]:
    count = (last.year - first.year) * 12 + last.month - first.month
    return [months_later(first, n) for n in range(count + 1)]


def _ratios(metric: Metric, found: Months) -> dict[tuple[str, str], dict[date, float]]:
    """A ratio divided month by month, wherever both of its metrics are known."""
    ratios = {}
    for name, place in list(found):
        under = found.get((metric.denominator, place), {})
        if name == metric.numerator:
            over = found[name, place]
            ratios[metric.id, place] = {m: v / under[m] * metric.per for m, v in over.items() if under.get(m)}
    return ratios


def as_reported(snapshots: Iterable[Snapshot], metric: Metric, place: str, since: date) -> pd.DataFrame:
    """A metric's months as each snapshot told them, up to where each was complete: snapshot, month, value."""
    found = []
    for snapshot in snapshots:
        months = _told(snapshot, metric, place)
        first = min(months, default=date.max)
        last = last_complete_month(metrics.complete_through(snapshot, metric))
        span = _months(max(since, first), last) if months and max(since, first) <= last else []
        found += [(snapshot.id, month, months.get(month, 0.0)) for month in span]
    rows = pd.DataFrame(found, columns=["snapshot", "month", "value"])
    return rows.astype({"month": "datetime64[us]", "value": float})


def _told(snapshot: Snapshot, metric: Metric, place: str) -> Mapping[date, float]:
    """Its months there; none where a dataset that it reads is missing."""
    if any(name not in snapshot.resources for name in metric.reads):
        return {}
    return monthly(snapshot).get((metric.id, place), {})


def forget() -> None:
    """Drop what is remembered of snapshots and pairs of them; only a benchmark needs it."""
    differences.forget()
    for remembered in (_monthly, _restated, _keep_contributions):
        remembered.cache_clear()


# --- restatements -----------------------------------------------------------------------------

COLUMNS = ("metric", "month", "district_code", "was", "became", "difference", "relative", "records")


def restatements(pair: Pair) -> pd.DataFrame:
    """Every month of every metric, in the city (510500) and each district, that the later snapshot tells otherwise.

    `relative` is a share of 1, missing where it was 0; `records` is how many records made the difference: none where
    the definition of the metric has changed instead. Latest months first.
    """
    return _restated(pair).copy()


@lru_cache(maxsize=8)
def _restated(pair: Pair) -> pd.DataFrame:
    places = (CITY, *(c.code for c in catalog.code_list("districts")))
    found = [
        (metric.id, month, place, was, became, became - was, (became - was) / abs(was) if was else None)
        for metric in queries.metrics().values()
        for place in places
        for month, was, became in _differing(pair, metric, place)
    ]
    counted = _records(pair, {metric for metric, *_ in found}) if found else {}
    rows = [(*row, counted.get(row[:3], 0)) for row in found]
    order = {name: i for i, name in enumerate(queries.metrics())}
    rows.sort(key=lambda row: (-row[1].toordinal(), order[row[0]], row[2] != CITY, row[2]))
    return pd.DataFrame(rows, columns=COLUMNS).astype({"month": "datetime64[us]", "relative": float, "records": int})


def _differing(pair: Pair, metric: Metric, place: str) -> list[tuple[date, float, float]]:
    """(month, was, became) of the months that both were complete for, where they tell different values."""
    was, became = _told(pair.then, metric, place), _told(pair.now, metric, place)
    first = min(_told(pair.then, metric, CITY), default=None)
    if first is None or any(name not in pair.now.resources for name in metric.reads):
        return []
    last = last_complete_month(_complete(pair, metric))
    # A ratio that cannot be divided is missing; a month without records is zero.
    months = was.keys() & became.keys() if metric.kind == "ratio" else was.keys() | became.keys()
    pairs = [(m, was.get(m, 0.0), became.get(m, 0.0)) for m in months if first <= m <= last]
    return [(m, old, new) for m, old, new in pairs if not _equal(old, new)]


def _complete(pair: Pair, metric: Metric) -> date:
    """The day up to which both snapshots are complete for a metric."""
    return min(metrics.complete_through(snapshot, metric) for snapshot in (pair.then, pair.now))


def _equal(one: float, other: float) -> bool:
    """Sums of the same amounts in another order are the same number."""
    return abs(one - other) <= 1e-9 * max(1.0, abs(one), abs(other))


# --- the records that caused it ---------------------------------------------------------------

_one_count = Lock()


def contributions(pair: Pair) -> Comparison:
    """The comparison of two snapshots with the table `contributions`: what each differing record counted for, by
    metric, place and month, then and now."""
    comparison = differences.compare(pair)
    with _one_count:
        _keep_contributions(comparison.con)
    return comparison


@lru_cache(maxsize=4)
def _keep_contributions(con: Connection) -> None:
    parts = [_contribution(con, metric) for metric in queries.metrics().values() if metric.kind != "ratio"]
    warehouse.keep(con, "contributions", "\nunion all\n".join(parts))


def _contribution(con: Connection, metric: Metric) -> str:
    """Records whose part in a metric differs between the snapshots."""
    contract = catalog.contracts()[metric.records]
    parts = {
        side: narrowing.in_front(_tables(con, metric, side), f"select * from (\n{metric.sql}\n)")
        for side in differences.SIDES
    }
    entity, value = ("entity", 1) if metric.kind == "distinct" else ("null::varchar", "value")
    district = "district_code" if "district" in metric.by else "null::varchar"
    events = "\nunion all\n".join(
        f"select {differences.record_of(contract)} as record, date_trunc('month', happened_on)::date as month,"
        f" {district} as district_code, {entity} as entity, {was} as was, {became} as became\nfrom ({parts[side]})"
        for side, was, became in (("then", value, 0), ("now", 0, value))
    )
    return (
        f"select '{metric.id}' as metric, month, place, record, entity, sum(was)::double as was,"
        f" sum(became)::double as became from (select *, unnest(['{CITY}', district_code]) as place from ({events}))"
        " where month is not null and place is not null group by all having sum(was) <> sum(became)"
    )


def _tables(con: Connection, metric: Metric, side: str) -> dict[str, str]:
    """{dataset: what stands for it on that side}: the differing records where each counts for itself, else all."""
    alone = metric.reads == (metric.records,) and " over (" not in metric.sql
    kept = {"then": "gone", "now": "come"}[side] if alone else side
    return {name: _widened(con, catalog.contracts()[name], f"{kept}_{name}") for name in metric.reads}


def _widened(con: Connection, contract: Contract, table: str) -> str:
    """The rows of a stored table with the contract's fields that it lacks, and with derived columns."""
    stored = warehouse.column_types(con, table)
    lacking = "".join(f", null::{f.sql_type} as {n}" for n, f in contract.fields.items() if n not in stored)
    derived = "".join(f", {d.sql} as {d.name}" for d in contract.derived.values())
    return f"select *{derived} from (select *{lacking} from main.{table})"


_OF_MONTH = """
select metric, month, place, count(distinct record)
from contributions
group by all
"""
# A record bears on a stock from the month in which its two histories part until they meet again.
_TURNS = """
with changes as (
    select metric, place, record, month, sum(became - was) as change
    from contributions
    group by all
),

held as (
    select *, sum(change) over (partition by metric, place, record order by month) as parted
    from changes
),

turns as (
    select *, lag(parted, 1, 0) over (partition by metric, place, record order by month) as parted_before
    from held
)

select metric, place, month, sum((parted <> 0)::int - (parted_before <> 0)::int)::bigint
from turns
group by all
order by metric, place, month
"""


def _records(pair: Pair, ids: set[str]) -> dict[tuple[str, date, str], int]:
    """{(metric, month, place): how many records made the difference}."""
    con = contributions(pair).con
    known = queries.metrics()
    counted = {
        (metric, month, place): records
        for metric, month, place, records in warehouse.tuples(con, _OF_MONTH)
        if known[metric].kind != "stock"
    }
    turns: dict[tuple[str, str], dict[date, float]] = {}
    for metric, place, month, turned in warehouse.tuples(con, _TURNS):
        if known[metric].kind == "stock":
            turns.setdefault((metric, place), {})[month] = turned
    for (metric, place), months in turns.items():
        for month, records in _levels(months, months_later(pair.now.as_of, 0)).items():
            counted[metric, month, place] = int(records)
    return counted | _of_ratios(ids, counted)


def _of_ratios(ids: set[str], counted: Mapping[tuple, int]) -> dict[tuple[str, date, str], int]:
    """The records behind a ratio are those behind the two metrics that it divides."""
    found: dict[tuple[str, date, str], int] = {}
    for metric in (queries.metrics()[name] for name in ids):
        for name, month, place in counted if metric.kind == "ratio" else ():
            if name in (metric.numerator, metric.denominator):
                key = (metric.id, month, place)
                found[key] = found.get(key, 0) + counted[name, month, place]
    return found


def caused(
    pair: Pair, metric: Metric, place: str, month: date, *, size: int = PAGE_SIZE, skip: int = 0
) -> pd.DataFrame:
    """A page of the records behind a restatement: metric, dataset, record, change, was, became (what it counted
    for), and `cells`, the fields that changed with their values. The largest differences come first."""
    comparison = contributions(pair)
    parts = (
        [queries.metrics()[n] for n in (metric.numerator, metric.denominator)] if metric.kind == "ratio" else [metric]
    )
    sql = "\nunion all\n".join(_caused(part) for part in parts)
    ordered = f"select * from ({sql}) order by abs(became - was) desc, record limit {int(size)} offset {int(skip)}"
    return warehouse.select(comparison.con, ordered, {"place": place, "month": month})


def _caused(metric: Metric) -> str:
    window = "month <= $month" if metric.kind == "stock" else "month = $month"
    return f"""
select '{metric.id}' as metric, '{metric.records}' as dataset, counted.record,
    coalesce(any_value(changes.change), 'elsewhere') as change,
    any_value(counted.was) as was, any_value(counted.became) as became,
    coalesce(
        list({{'field': changes.field, 'was': changes.was, 'became': changes.became}} order by changes.field)
            filter (changes.field is not null),
        []
    ) as cells
from (
    select record, sum(was) as was, sum(became) as became
    from contributions
    where metric = '{metric.id}' and place = $place and {window}
    group by record
    having sum(was) <> sum(became) or {"true" if metric.kind == "distinct" else "false"}
) counted
left join changes_{metric.records} changes on changes.record = counted.record
group by counted.record
"""


# --- in a scope -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """A metric over one window as an earlier snapshot told it and as another tells it; the window ends where both
    were complete. `was` or `became` is None where it was not known."""

    was: float | None
    became: float | None
    until: date

    @property
    def is_restated(self) -> bool:
        return None not in (self.was, self.became) and not _equal(self.was, self.became)


def told(pair: Pair, ids: Sequence[str], scope: Scope) -> dict[str, Told]:
    """Each metric in the scope as both snapshots tell it; left out where they have no complete month in common."""
    known, found = queries.metrics(), {}
    for name in ids:
        counted = scope.through(_complete(pair, known[name]))
        if not counted.is_empty:
            was, became = (metrics.read(s, [name], counted, in_full=False)[name].value for s in (pair.then, pair.now))
            found[name] = Told(was, became, counted.until)
    return found


def earlier_values(rows: pd.DataFrame, earlier: pd.DataFrame, keys: Sequence[str], value: str) -> list[float | None]:
    """For each row the value that the same row (by its keys) has among the earlier rows; None where there is none."""
    known = earlier.drop_duplicates(list(keys)).set_index(list(keys))[value]
    places = rows[list(keys)]
    index = pd.MultiIndex.from_frame(places) if len(keys) > 1 else pd.Index(places[keys[0]])
    return [None if pd.isna(v) else float(v) for v in known.reindex(index)]
