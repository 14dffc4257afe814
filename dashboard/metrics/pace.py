"""Targets, and where a metric stands against the one that is due next."""

from datetime import date, timedelta
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from dashboard import warehouse
from dashboard.catalog import CITY
from dashboard.metrics.monthly import Rows
from dashboard.metrics.reading import Progress
from dashboard.queries import Metric
from dashboard.scope import Scope, month_end, month_start, months_later
from dashboard.warehouse import Connection

# How long after its date a target is still foreseen to be reached: beyond, a day would feign precision.
FORESEEN = timedelta(days=3650)


class Target(NamedTuple):
    """A target as its dataset tells it, in the metric's unit."""

    metric_id: str
    geo_code: str
    starts_on: date
    due_on: date
    value: float
    is_demonstration: bool
    source_title: str


def progress(rows: Rows, metric: Metric, scope: Scope, counted: Scope) -> Progress | None:
    """Against the target that is due next in the scope's place; none for part of a place."""
    if scope.industries or len(scope.districts) > 1 or set(dict(rows.picks)) - set(rows.ignored(metric)):
        return None
    target = _target(rows, metric.id, scope.districts[0] if scope.districts else CITY, counted.until)
    if target is None:
        return None
    since = month_start(target.starts_on)
    value = rows.window(metric, since, counted.until)
    if value is None:
        return None
    span = (target.due_on - target.starts_on).days + 1
    days = (counted.until - target.starts_on).days + 1
    adds_up = metric.kind in ("flow", "distinct")
    start = 0.0 if adds_up else rows.window(metric, since, month_end(months_later(since, -1))) or 0.0
    due = (start + (target.value - start) * min(1.0, days / span)) / target.value
    return Progress(
        value=value,
        target=target.value,
        starts_on=target.starts_on,
        due_on=target.due_on,
        done=value / target.value,
        due=due,
        is_demonstration=bool(target.is_demonstration),
        source=target.source_title,
        gaps=sum(records for _, records in rows.lacking(metric, since, counted.until)),
        start=start,
        expected_on=expected_on(target, start, value, days),
    )


def expected_on(target: Target, start: float, value: float, days: int) -> date | None:
    """The day on which the target is reached if it goes on as in the `days` since its first."""
    if not start < value < target.value:
        return None
    needed = ceil(days * (target.value - start) / (value - start)) - 1
    return (
        target.starts_on + timedelta(needed) if needed <= (target.due_on - target.starts_on + FORESEEN).days else None
    )


def _target(rows: Rows, metric: str, geo_code: str, on: date) -> Target | None:
    running = targets(rows.con).get((metric, geo_code), [])
    return next((t for t in running if t.starts_on <= on <= t.due_on), None)


@lru_cache(maxsize=16)
def targets(con: Connection) -> dict[tuple[str, str], list[Target]]:
    """Targets by metric and place, those due first coming first."""
    found: dict[tuple[str, str], list[Target]] = {}
    columns = ", ".join(Target._fields)
    for row in warehouse.tuples(con, f"select {columns} from targets where value > 0 order by due_on"):
        target = Target(*row)
        found.setdefault((target.metric_id, target.geo_code), []).append(target)
    return found
