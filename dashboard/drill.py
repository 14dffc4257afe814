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


# The part of each kind of drawing whose code a click hands over (charts: customdata[0]).
CLICKED = {"rank": "y", "heat": "y", "area_map": "code", "table": "row"}
TIME_COLUMNS = ("period", "month", "year")


def clicked(query: Query) -> str | None:
    """What a click on a mark of the query's figure selects by: "district", "industry", a dimension, or nothing."""
    options = query.draw.options if query.draw else {}
    part = CLICKED.get(query.draw.kind if query.draw else "table", "by" if is_timed(query) or "by" in options else "x")
    return dimension_of(query, options.get(part, ""))


def selectable(query: Query) -> dict[str, str]:
    """{part of the drawing: what a selection there narrows}: "district", "industry", a dimension, or "time"."""
    kind = clicked(query)
    return ({"mark": kind} if kind else {}) | ({"axis": "time"} if is_timed(query) else {})


def dimension_of(query: Query, column: str) -> str | None:
    """What a column of a query stands for: "district", "industry", a dimension of its datasets, or nothing."""
    if column in PLACES:
        return column.removesuffix("_code")
    known = catalog.contracts()
    return next((d for name in query.datasets if (d := known[name].dimensions.get(column))), None)


def is_timed(query: Query) -> bool:
    """Whether the figure's x axis is the scope's own time, past and not yet to come."""
    options = query.draw.options if query.draw else {}
    own = options.get("x") in TIME_COLUMNS and {"since", "until"} <= set(query.params)
    return own and options.get("ahead") != "yes"


def of_point(
    snapshot: Snapshot, query: Query, event: Mapping[str, object], scope: Scope
) -> tuple[str, dict[str, object], list[Behind]]:
    """(the column pointed at, the row's other columns, the records behind) of a mark on the query's figure.

    `event` holds what the mark tells: its `code`, its place on the `x` axis, its `column` where a figure has several.
    """
    options = query.draw.options
    kind = query.draw.kind
    value = {"rank": "x", "heat": "z", "area_map": "value"}.get(kind, "y")
    column = str(event.get("column") or options[value]).split(",")[0]
    row: dict[str, object] = {}
    part = CLICKED.get(kind, "by" if "by" in options else "x")
    if part in options:
        row[options[part]] = event.get("code")
    if kind == "rank" and "by" in options and "series" in event:
        row[options["by"]] = event["series"]
    if kind not in ("rank", "area_map") and options["x"] not in row:
        row[options["x"]] = event.get("x")
    return column, (plain := {n: _plain(v) for n, v in row.items()}), of_row(snapshot, query, column, plain, scope)


def _plain(value: object) -> object:
    """Days of an axis as dates, anything else as it is."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else value
    except ValueError:
        return value
