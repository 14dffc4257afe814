"""From a number on the screen to the records behind it: a card's reading, a point of a figure, a row of a table.

A row of a query says by its own columns which records it counts: a period is a window, a district or a chain is a
place, a field that stands for a dimension is a selection. What is counted the query's header tells (`counts`).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

import pandas as pd

from dashboard import catalog, metrics, queries, text
from dashboard.catalog import Snapshot
from dashboard.queries import Metric, Query
from dashboard.records import Behind
from dashboard.scope import Scope, months_later

# Columns of a query that are places of the scope rather than dimensions of a dataset.
PLACES = {"district_code": "districts", "industry_code": "industries"}
MONTHS = {"month": 1, "quarter": 3, "year": 12}
TIME_COLUMNS = ("period", "month", "year")


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


def of_row(
    snapshot: Snapshot,
    query: Query,
    column: str,
    row: Mapping[str, object],
    scope: Scope,
    options: Mapping[str, object] | None = None,
) -> list[Behind]:
    """What one value of a query's rows is made of; of a ratio, its numerator and its denominator.

    `row` maps the row's columns to plain values, `options` are the values the query was asked with besides the scope's.
    Empty when the header does not say what the column counts.
    """
    if column not in query.counts:
        return []
    metric = queries.counted(query.counts[column])
    parts = [metric] if metric.kind != "ratio" else [queries.counted(n) for n in (metric.numerator, metric.denominator)]
    told = {name: value for name, value in row.items() if name not in query.counts} | dict(options or {})
    return [_of_part(snapshot, query, part, told, scope) for part in parts]


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
    """Narrowed by what a column says: a place, a dimension, or a field of the records; anything else says nothing."""
    code = "" if value is None else str(value)
    if name in PLACES:
        kind = name.removesuffix("_code")
        return whole.narrowed(kind, code) if kind in whole.metric.by else whole
    own = whole.dataset.dimensions
    dimension = own.get(name) or (name if name in own.values() else None)
    if dimension:
        return whole.narrowed(dimension, code)
    if name in whole.dataset.derived:
        return replace(whole, exact=(*whole.exact, (name, value)))
    known = whole.dataset.fields.get(name)
    # A label may be called like a field without being its value: names are not told apart, numbers and days are.
    if known and known.sql_type in ("bigint", "date"):
        return replace(whole, exact=(*whole.exact, (name, value)))
    return whole


ALL_TIME = (date(1900, 1, 1), date(9999, 12, 31))


def _window(
    snapshot: Snapshot, query: Query, metric: Metric, row: Mapping[str, object], scope: Scope
) -> tuple[date, date]:
    """The days that a row counts: those it names itself, else its own period within the scope's, else the scope's."""
    if row.get("since") and row.get("until"):
        return row["since"], row["until"]
    if row.get("edition") is not None or not {"since", "until"} & set(query.params):
        return ALL_TIME  # An edition is its own period; so is what asks for none.
    complete = scope.through(metrics.complete_through(snapshot, metric)).until
    starts = next((row[name] for name in TIME_COLUMNS if isinstance(row.get(name), date)), None)
    if starts is None:
        since = scope.since if "since" in query.params else ALL_TIME[0]
        return since, complete if "complete" in query.params else scope.until
    ends = months_later(starts, MONTHS[_grain(query, scope)]) - timedelta(days=1)
    if "since" not in query.params:
        # Whole periods, whichever of them the reader has chosen.
        return starts, min(ends, metrics.complete_through(snapshot, metric))
    return max(starts, scope.since), min(ends, scope.until)


def _grain(query: Query, scope: Scope) -> str:
    return query.draw.options.get("grain", scope.grain) if query.draw else scope.grain


# The part of each kind of drawing whose code a click hands over (charts: customdata[0]).
CLICKED = {"rank": "y", "heat": "y", "area_map": "code", "table": "row", "funnel": "of"}


def clicked(query: Query) -> str | None:
    """What a click on a mark of the query's figure selects by: "district", "industry", a dimension, or nothing."""
    return dimension_of(query, clicked_column(query))


def clicked_column(query: Query) -> str:
    """The column that a click selects by: the one the header names, else the one on the clicked axis."""
    options = query.draw.options if query.draw else {}
    part = CLICKED.get(query.draw.kind if query.draw else "table", "by" if is_timed(query) or "by" in options else "x")
    return query.row_selects or options.get(part, "")


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


def row_of(query: Query, rows: pd.DataFrame, event: Mapping[str, object]) -> dict[str, object] | None:
    """The row that a mark on the query's figure was drawn from: `event` holds the mark's `code`, its place on the `x`
    axis, and of a stacked ranking its `series`. None where no row is meant."""
    options, kind = query.draw.options, query.draw.kind
    told = {options.get(CLICKED.get(kind, "by" if "by" in options else "x")): event.get("code")}
    if kind == "rank" and "by" in options:
        told[options["by"]] = event.get("series")
    if kind not in ("rank", "area_map", "funnel"):
        told[options["x"]] = event.get("x")
    for row in rows.to_dict("records"):
        plain = {name: _plain(value) for name, value in row.items()}
        if all(_code(plain[name]) == _code(_plain(value)) for name, value in told.items() if name in plain):
            return plain
    return None


def column_of(query: Query, event: Mapping[str, object]) -> str:
    """The column whose value a mark shows."""
    value = {"rank": "x", "heat": "z", "area_map": "value"}.get(query.draw.kind, "y")
    return str(event.get("column") or query.draw.options[value]).split(",")[0]


def _plain(value: object) -> object:
    """A cell of a frame as a plain value: days as dates, what is missing as None."""
    if text.is_missing(value):
        return None
    if isinstance(value, datetime):
        return value.date()
    return value.item() if hasattr(value, "item") else value


def _code(value: object) -> str:
    """A value as a figure holds it: whole numbers without decimals, what is missing as nothing."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
