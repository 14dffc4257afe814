"""Metrics in a scope: value, prior, change, target, pace, trend, ranking. Reads two small tables.

The kinds keep sums honest: a flow adds over time and place, a stock over place, a ratio is divided after
grouping, a distinct count adds over nothing. It knows nothing of words and colours.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pandas as pd

from dashboard import catalog, narrowing, queries, states, warehouse
from dashboard.catalog import CITY, Snapshot
from dashboard.metrics import monthly
from dashboard.metrics.monthly import Rows
from dashboard.metrics.pace import progress, targets
from dashboard.metrics.reading import Progress, Reading
from dashboard.queries import Metric
from dashboard.scope import Scope, month_end, months_later

__all__ = [
    "Progress",
    "Reading",
    "as_json",
    "by_district",
    "complete_through",
    "forget",
    "lacking",
    "movers",
    "ranking",
    "read",
]
TREND_MONTHS = 24


def read(snapshot: Snapshot, ids: Iterable[str], scope: Scope, *, in_full: bool = True) -> dict[str, Reading]:
    """Each metric's reading in the scope; without progress and trend unless `in_full`.

    Costs the same at ten thousand records and at a hundred million.
    """
    con = warehouse.open_snapshot(snapshot)
    rows = Rows(con, snapshot, scope.districts, scope.industries, narrowing.picks_of(scope.picks))
    known = queries.metrics()
    return {name: _read_one(rows, known[name], scope, in_full) for name in ids}


def lacking(snapshot: Snapshot, metric: Metric, scope: Scope) -> tuple[tuple[str, int], ...]:
    """Records of a metric or measure in the scope that lack the value it adds up, by state."""
    con = warehouse.open_snapshot(snapshot)
    rows = Rows(con, snapshot, scope.districts, scope.industries, narrowing.picks_of(scope.picks))
    counted = scope.through(complete_through(snapshot, metric))
    return () if counted.is_empty else rows.lacking(metric, counted.since, counted.until)


def complete_through(snapshot: Snapshot, metric: Metric) -> date:
    """The day up to which the metric's datasets are complete (published figures have days of their own)."""
    lagging = [d for d in metric.reads if d != "published_figures"]
    return snapshot.complete_through(lagging) if lagging else snapshot.as_of


def _read_one(rows: Rows, metric: Metric, scope: Scope, in_full: bool) -> Reading:
    counted = scope.through(complete_through(rows.snapshot, metric))
    place = frozenset(scope.districts) if scope.districts and "district" in metric.by else frozenset({CITY})
    bare = Reading(metric, "missing", None, scope.since, counted.until, ignores=rows.ignored(metric), places=place)
    if any(d not in rows.snapshot.resources for d in metric.reads):
        return bare
    if counted.is_empty:
        return replace(bare, state="not_yet_due")
    value = rows.window(metric, counted.since, counted.until)
    lacking = rows.lacking(metric, counted.since, counted.until)
    if lacking and not value:
        # Nothing but gaps: their sum is not 0.
        return replace(bare, state=states.of_lacking(lacking), lacking=lacking)
    if value is None:
        return bare
    before = counted.before()
    return replace(
        bare,
        state="reported" if value else "zero",
        value=value,
        prior=rows.window(metric, before.since, before.until) if before else None,
        progress=progress(rows, metric, scope, counted) if in_full else None,
        trend=_trend(rows, metric, counted) if in_full else (),
        lacking=lacking,
        prior_gaps=sum(n for _, n in rows.lacking(metric, before.since, before.until)) if before else 0,
    )


def _trend(rows: Rows, metric: Metric, counted: Scope) -> tuple[float, ...]:
    """Values of the last 24 months: a flow's months, any other kind as it stood at each month's end."""
    months = [months_later(counted.until, -back) for back in range(TREND_MONTHS - 1, -1, -1)]
    since = (lambda m: m) if metric.kind == "flow" else (lambda m: date(m.year, 1, 1))
    values = [rows.window(metric, since(m), month_end(m)) for m in months]
    return tuple(v for v in values if v is not None)


def forget() -> None:
    """Drop what is remembered of the metric tables; only a benchmark needs it."""
    monthly.forget()
    targets.cache_clear()


# --- places -----------------------------------------------------------------------------------


def by_district(snapshot: Snapshot, metric_id: str, scope: Scope) -> dict[str, Reading]:
    """The metric in each district of the scope (in all of them when none is chosen), in code order."""
    codes = scope.districts or tuple(c.code for c in catalog.code_list("districts"))
    return {c: read(snapshot, [metric_id], replace(scope, districts=(c,)), in_full=False)[metric_id] for c in codes}


def ranking(snapshot: Snapshot, metric_id: str, scope: Scope) -> pd.DataFrame:
    """Districts by a metric: district_code, value, prior, change, share (of the city; None where kinds forbid it),
    gaps (records without a value: then the value is a lower bound) and state.

    Best first by the metric's good direction; districts without a value come last.
    """
    metric = queries.metrics()[metric_id]
    city = read(snapshot, [metric_id], replace(scope, districts=()), in_full=False)[metric_id]
    adds = metric.kind in ("flow", "stock") and city.value and not city.gaps
    found = [
        {
            "district_code": code,
            "value": reading.value,
            "prior": reading.prior,
            "change": reading.change,
            "share": reading.value / city.value if adds and reading.value is not None else None,
            "gaps": reading.gaps,
            "state": reading.state,
        }
        for code, reading in by_district(snapshot, metric_id, scope).items()
    ]
    rows = pd.DataFrame(found, columns=["district_code", "value", "prior", "change", "share", "gaps", "state"])
    for column in ("value", "prior", "change", "share"):
        rows[column] = pd.to_numeric(rows[column])
    up = metric.better == "down"
    return rows.sort_values(["value", "district_code"], ascending=[up, True], na_position="last", ignore_index=True)


def movers(snapshot: Snapshot, ids: Iterable[str], scope: Scope) -> pd.DataFrame:
    """Metrics by the size of their relative change, largest first, each with the district that moved it most.

    Columns: metric, change (relative), district_code and contribution (absolute, in the metric's unit); a
    contribution exists only where districts add up to the city.
    """
    found = []
    for name, reading in read(snapshot, ids, scope, in_full=False).items():
        if reading.change is None or abs(reading.change) < 0.0005:
            continue
        moved: tuple[str | None, float | None] = (None, None)
        if reading.metric.kind in ("flow", "stock") and "district" in reading.metric.by and not scope.districts:
            parts = {c: r.value - r.prior for c, r in by_district(snapshot, name, scope).items() if r.value and r.prior}
            # The district that pulled hardest in the direction in which the city went.
            moved = max(parts.items(), key=lambda part: part[1] * reading.change, default=moved)
        found.append((name, reading.change, *moved))
    found.sort(key=lambda row: -abs(row[1]))
    return pd.DataFrame(found, columns=["metric", "change", "district_code", "contribution"])


def as_json(snapshot: Snapshot, scope: Scope, ids: Iterable[str], places: Iterable[str]) -> dict[str, object]:
    """The stable JSON form of readings: one entry per metric and place."""
    entries = []
    for place in places:
        local = replace(scope, districts=() if place == CITY else (place,))
        for name, reading in read(snapshot, ids, local, in_full=False).items():
            if place != CITY and "district" in reading.ignores:
                continue
            entries.append(
                {
                    "metric": name,
                    "geo_code": place,
                    "value": _plain(reading.value),
                    "state": reading.state,
                    "gaps": reading.gaps,
                    "unit": reading.metric.unit(scope.language),
                    "kind": reading.metric.kind,
                }
            )
    return {"snapshot": snapshot.id, "since": f"{scope.since}", "until": f"{scope.until}", "metrics": entries}


def _plain(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value
