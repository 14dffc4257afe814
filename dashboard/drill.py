"""From a number on the screen to the records behind it: a card's reading, a point of a figure, a row of a table.

A row of a query says by its own columns which records it counts: a period is a window, a district or a chain is a
place, a field that stands for a dimension is a selection. What is counted the query's header tells (`counts`).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from dashboard import catalog, metrics, queries
from dashboard.catalog import Snapshot
from dashboard.queries import Metric, Query
from dashboard.records import Behind
from dashboard.scope import Scope, months_later

# Columns of a query that are places of the scope rather than dimensions of a dataset.
PLACES = {"district_code": "districts", "industry_code": "industries"}
MONTHS = {"month": 1, "quarter": 3, "year": 12}


def of_metric(snapshot: Snapshot, metric: Metric, scope: Scope) -> list[Behind]:
    """What a metric's value in the scope is made of; of a ratio, its numerator and its denominator."""
    if metric.kind == "ratio":
        parts = (queries.counted(name) for name in (metric.numerator, metric.denominator))
        # Both are counted up to where both are complete, as the ratio is.
        until = scope.through(metrics.complete_through(snapshot, metric)).until
        return [b for part in parts for b in of_metric(snapshot, part, replace(scope, until=until))]
    counted = scope.through(metrics.complete_through(snapshot, metric))
    if counted.is_empty:
        return []
    return [
        Behind(
            metric,
            counted.since,
            counted.until,
            scope.districts if "district" in metric.by else (),
            scope.industries if "industry" in metric.by else (),
            scope.picks,
        )
    ]


def of_row(snapshot: Snapshot, query: Query, column: str, row: Mapping[str, object], scope: Scope) -> list[Behind]:
    """What one value of a query's rows is made of. `row` maps the row's other columns to plain values.

    Empty when the header does not say what the column counts.
    """
    if column not in query.counts:
        return []
    metric = queries.counted(query.counts[column])
    parts = [metric] if metric.kind != "ratio" else [queries.counted(n) for n in (metric.numerator, metric.denominator)]
    return [_of_part(snapshot, query, part, row, scope) for part in parts]


def _of_part(snapshot: Snapshot, query: Query, metric: Metric, row: Mapping[str, object], scope: Scope) -> Behind:
    since, until = _window(snapshot, query, metric, row, scope)
    whole = Behind(
        metric,
        since,
        until,
        scope.districts if "district" in metric.by and "districts" in query.params else (),
        scope.industries if "industry" in metric.by and "industries" in query.params else (),
        scope.picks,
    )
    for name, value in row.items():
        whole = _by_column(whole, name, value)
    return whole


def _by_column(whole: Behind, name: str, value: object) -> Behind:
    code = "" if value is None else str(value)
    if name in PLACES:
        kind = name.removesuffix("_code")
        return whole.narrowed(kind, code) if kind in whole.metric.by else whole
    dimension = whole.dataset.dimensions.get(name)
    return whole.narrowed(dimension, code) if dimension else whole


def _window(
    snapshot: Snapshot, query: Query, metric: Metric, row: Mapping[str, object], scope: Scope
) -> tuple[date, date]:
    """The days that a row counts: its own period within the scope's, ended where the records are complete."""
    since, until = scope.since, scope.until
    ahead = bool(query.draw and query.draw.options.get("ahead") == "yes")
    starts = next((v for n, v in row.items() if n in query.columns and isinstance(v, date)), None)
    if starts is not None:
        step = query.draw.options.get("grain", scope.grain) if query.draw else scope.grain
        ends = months_later(starts, MONTHS[step]) - timedelta(days=1) if step in MONTHS else starts
        if ahead:
            return starts, ends
        since, until = max(starts, since) if "since" in query.params else starts, ends
        until = min(until, scope.until) if "until" in query.params else until
    elif "until" in query.params and not ahead:
        until = scope.through(metrics.complete_through(snapshot, metric)).until
    if "since" not in query.params and starts is None:
        since = date.min
    return since, until


def selectable(query: Query) -> dict[str, str]:
    """{part of the drawing: what a selection there narrows}: "district", "industry", a dimension, or "time"."""
    found: dict[str, str] = {}
    for part, told in (query.draw.options if query.draw else {}).items():
        if part not in ("x", "y", "by", "code"):
            continue
        kind = dimension_of(query, told)
        if kind:
            found[part] = kind
    if query.draw and "since" in query.params and is_timed(query):
        found["x"] = "time"
    return found


def dimension_of(query: Query, column: str) -> str | None:
    """What a column of a query stands for: "district", "industry", a dimension of its datasets, or nothing."""
    if column in PLACES:
        return column.removesuffix("_code")
    known = catalog.contracts()
    return next((d for name in query.datasets if (d := known[name].dimensions.get(column))), None)


TIME_COLUMNS = ("period", "month", "year")


def is_timed(query: Query) -> bool:
    """Whether the figure's x axis is the scope's own time, past and not yet to come."""
    options = query.draw.options if query.draw else {}
    return options.get("x") in TIME_COLUMNS and options.get("ahead") != "yes"
