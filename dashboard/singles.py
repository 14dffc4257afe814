"""Who moved a number: the largest single contributors, and who came and left where entities are counted.

Here alone a decomposition reads the records, once: names are too many for cells.
"""

from dataclasses import dataclass
from functools import lru_cache

from dashboard import catalog, narrowing, queries, warehouse
from dashboard.catalog import Label, Snapshot
from dashboard.decompose import PLACES, SUM, WHERE, Compared, Part, bound, column_of, counted, sum_of, windows
from dashboard.narrowing import Picks
from dashboard.queries import Metric
from dashboard.warehouse import Connection


@dataclass(frozen=True)
class Turnover:
    """Who makes up a distinct count: a change of it is who entered less who left."""

    entered: tuple[str, ...]
    stayed: tuple[str, ...]
    left: tuple[str, ...]


def role(metric: Metric, dimension: str) -> Label:
    """What a name of the dimension is to the metric's records: an applicant, an owner, a firm."""
    contract = catalog.contracts()[metric.records]
    return contract.fields[contract.field_of(dimension)].label


def contributors(snapshot: Snapshot, asked: Compared, dimension: str, limit: int = 10) -> tuple[Part, ...]:
    """The single organisations, lenders or stations whose change is largest, and all the others together.

    One pass over the records; what is returned adds up to the whole change.
    """
    scope, con = asked.scope, warehouse.open_snapshot(snapshot)
    return _named(con, asked.metric.id, dimension, windows(asked.metric, asked),
                  (scope.districts, scope.industries), narrowing.picks_of(scope.picks), limit)  # fmt: skip


_NAMED = """
with events as (
    {events}
),

sums as (
    select coalesce({field}::varchar, '') as code, {now} as now, {before} as prior
    from events
    where (happened_on between $since and $until or happened_on between $before_since and $before_until)
    and {places}
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
    con: Connection, metric_id: str, dimension: str, spans: tuple, places: tuple, picks: Picks, limit: int
) -> tuple[Part, ...]:
    metric = queries.metrics()[metric_id]
    sql = _NAMED.format(
        events=metric.sql,
        field=column_of(metric, dimension),
        now=SUM.format(day="happened_on", window=""),
        before=SUM.format(day="happened_on", window="before_"),
        places=WHERE.format(**{name: narrowing.place(metric, name) for name in PLACES}),
    )
    asked = narrowing.narrow(sql.strip(), metric.reads, picks, ())
    followed = tuple(codes if name in metric.by else () for name, codes in zip(PLACES, places, strict=True))
    found = warehouse.tuples(con, asked.sql, {**asked.values, **bound(spans, followed), "most": limit})
    return tuple(counted((code,), sum_of([now]), sum_of([prior]), number=count) for code, now, prior, count, _ in found)


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
