"""Metrics in a scope: value, prior, change, target, pace, trend, ranking. Reads two small tables.

The kinds keep sums honest: a flow adds over time and place, a stock over place, a ratio is divided after
grouping, a distinct count adds over nothing. It knows nothing of words and colours.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate, groupby
from math import ceil
from operator import itemgetter
from typing import NamedTuple

import pandas as pd

from dashboard import catalog, gaps, narrowing, queries, states, warehouse
from dashboard.catalog import CITY, Snapshot
from dashboard.narrowing import Picks
from dashboard.quantity import Quantity
from dashboard.queries import Metric
from dashboard.scope import Scope, month_end, month_start, months_later
from dashboard.warehouse import Connection

TREND_MONTHS = 24
# How long after its date a target is still foreseen to be reached: beyond, a day would feign precision.
FORESEEN = timedelta(days=3650)


@dataclass(frozen=True)
class Progress:
    """Where a metric stands against a target: `done` and `due` as shares of 1, due by linear pace.

    `expected_on` is the day on which the pace so far would reach it; None where it is reached already, does not move
    towards it, or would need longer than `FORESEEN` after it is due.
    """

    value: float
    target: float
    starts_on: date
    due_on: date
    done: float
    due: float
    is_demonstration: bool
    source: str
    gaps: int = 0
    start: float = 0.0
    expected_on: date | None = None

    @property
    def ahead(self) -> float:
        """Share of the target by which the metric leads (+) or trails (-) the linear pace."""
        return self.done - self.due

    @property
    def verdict(self) -> str:
        """How it stands; a lower bound (with gaps) can show that it is reached or ahead, and nothing less."""
        if self.done >= 1:
            return "reached"
        if self.gaps and self.ahead <= 0.02:
            return "unknown"
        return "behind" if self.ahead < -0.02 else "ahead" if self.ahead > 0.02 else "on_pace"


@dataclass(frozen=True)
class Reading:
    """A metric in a scope. `value` is None unless the state is reported or zero.

    `ignores` names the filters of the scope that the metric cannot follow ("district", "industry");
    `through` is the day up to which it was counted; `trend` are values by month up to there. `lacking` counts the
    records in it whose value is a gap, by state: with any, the value is a lower bound, and without a single value left
    the state is theirs.
    """

    metric: Metric
    state: str
    value: float | None
    since: date
    through: date
    prior: float | None = None
    progress: Progress | None = None
    trend: tuple[float, ...] = ()
    ignores: tuple[str, ...] = ()
    places: frozenset[str] = frozenset({CITY})
    lacking: tuple[tuple[str, int], ...] = ()
    prior_gaps: int = 0

    @property
    def gaps(self) -> int:
        """How many records lack their value."""
        return sum(records for _, records in self.lacking)

    @property
    def change(self) -> float | None:
        """Relative change against the prior period, or None where there is nothing to compare with: of a lower bound
        nobody knows how far it moved."""
        if self.value is None or not self.prior or self.gaps or self.prior_gaps:
            return None
        return self.value / self.prior - 1

    @property
    def quantity(self) -> Quantity:
        return Quantity(self.metric.id, self.metric.kind, self.value, self.since, self.through, self.places)


@dataclass(frozen=True)
class Series:
    """A metric's values by month, as running totals: any window of it is one subtraction."""

    months: tuple[date, ...] = ()
    totals: tuple[float, ...] = ()

    def until(self, day: date) -> float:
        """The sum of everything up to that day's month."""
        position = bisect_right(self.months, day)
        return self.totals[position - 1] if position else 0.0


@dataclass(frozen=True)
class _Rows:
    """The monthly values of every flow and stock within a filter, by metric."""

    con: Connection
    snapshot: Snapshot
    districts: tuple[str, ...]
    industries: tuple[str, ...]
    picks: Picks = ()

    def filters(self, metric: Metric) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The filters that this metric can follow."""
        return (
            self.districts if "district" in metric.by else (),
            self.industries if "industry" in metric.by else (),
        )

    def ignored(self, metric: Metric) -> tuple[str, ...]:
        asked = {"district": self.districts, "industry": self.industries}
        filters = tuple(name for name, codes in asked.items() if codes and name not in metric.by)
        # Of a ratio the numerator is what a selection is about: marks of a kind per resident, all residents.
        leading = queries.metrics()[metric.numerator] if metric.kind == "ratio" else metric
        return (*filters, *narrowing.ignored(leading.reads, self.picks))

    def series(self, metric: Metric) -> Series:
        districts, industries = self.filters(metric)
        return _all_series(self.con, districts, industries, self.picks).get(metric.id, Series())

    def first_month(self, metric: Metric) -> date | None:
        """Since when the city has records of it: before, nothing is known; after, nothing means zero."""
        months = _all_series(self.con, (), (), ()).get(metric.id, Series()).months
        return months[0] if months else None

    def window(self, metric: Metric, since: date, until: date) -> float | None:
        """The metric's value over [since, until], whole months; None where nothing was recorded yet."""
        if metric.kind == "ratio":
            return self._ratio(metric, since, until)
        if metric.kind == "distinct":
            return self._distinct(metric, since, until)
        series, first = self.series(metric), self.first_month(metric)
        if first is None or until < first:
            return None
        before = months_later(since, -1) if metric.kind == "flow" else date.min
        return series.until(until) - series.until(before)

    def lacking(self, metric: Metric, since: date, until: date) -> tuple[tuple[str, int], ...]:
        """Records of the window whose value is a gap, by state; of a ratio, those of its numerator."""
        if metric.kind == "ratio":
            return self.lacking(queries.metrics()[metric.numerator], since, until)
        if not metric.measures:
            return ()
        districts, industries = self.filters(metric)
        begins = month_start(since) if metric.kind == "flow" else date.min
        found: Counter[str] = Counter()
        for month, district, industry, state, records in gaps.of_metric(self.con, metric.id, self.picks):
            placed = (not districts or district in districts) and (not industries or industry in industries)
            if placed and begins <= month <= until:
                found[state] += records
        return tuple(sorted((+found).items()))

    def _ratio(self, metric: Metric, since: date, until: date) -> float | None:
        known = queries.metrics()
        over = self.window(known[metric.numerator], since, until)
        under = self.window(known[metric.denominator], since, until)
        return over / under * metric.per if under and over is not None else None

    def _distinct(self, metric: Metric, since: date, until: date) -> float | None:
        districts, industries = self.filters(metric)
        counts = _distinct_counts(self.con, districts, industries, self.picks, month_start(since), until)
        first = _first_entities(self.con).get(metric.id)
        return float(counts.get(metric.id, 0)) if first and until >= first else None


_SERIES = """
select metric, month, sum(value) as value
from metrics
where ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by all
order by metric, month
"""


@lru_cache(maxsize=256)
def _all_series(con: Connection, districts: tuple, industries: tuple, picks: Picks) -> dict[str, Series]:
    """{metric: series} in one pass over the metric table."""
    asked = warehouse.narrowed(con, _SERIES, ["metrics"], picks)
    values = {"districts": list(districts) or None, "industries": list(industries) or None, **asked.values}
    found: dict[str, Series] = {}
    for metric, rows in groupby(warehouse.tuples(con, asked.sql, values), key=itemgetter(0)):
        _, months, changes = zip(*rows, strict=True)
        found[metric] = Series(months, tuple(accumulate(changes)))
    return found


_DISTINCT = """
select metric, count(distinct entity) as counted
from metric_entities
where month between $since and $until
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by all
"""


@lru_cache(maxsize=512)
def _distinct_counts(
    con: Connection, districts: tuple, industries: tuple, picks: Picks, since: date, until: date
) -> dict[str, int]:
    asked = warehouse.narrowed(con, _DISTINCT, ["metric_entities"], picks)
    values = {
        "since": since,
        "until": until,
        "districts": list(districts) or None,
        "industries": list(industries) or None,
        **asked.values,
    }
    return dict(warehouse.tuples(con, asked.sql, values))


@lru_cache(maxsize=16)
def _first_entities(con: Connection) -> dict[str, date]:
    return dict(warehouse.tuples(con, "select metric, min(month) from metric_entities group by all order by all"))


def forget() -> None:
    """Drop what is remembered of the metric tables; only a benchmark needs it."""
    for remembered in (_all_series, _distinct_counts, _first_entities, gaps.of_metric, _targets):
        remembered.cache_clear()


# --- one metric, many metrics -----------------------------------------------------------------


def read(snapshot: Snapshot, ids: Iterable[str], scope: Scope, *, in_full: bool = True) -> dict[str, Reading]:
    """Each metric's reading in the scope; without progress and trend unless `in_full`.

    Costs the same at ten thousand records and at a hundred million.
    """
    con = warehouse.open_snapshot(snapshot)
    rows = _Rows(con, snapshot, scope.districts, scope.industries, narrowing.picks_of(scope.picks))
    known = queries.metrics()
    return {name: _read_one(rows, known[name], scope, in_full) for name in ids}


def lacking(snapshot: Snapshot, metric: Metric, scope: Scope) -> tuple[tuple[str, int], ...]:
    """Records of a metric or measure in the scope that lack the value it adds up, by state."""
    con = warehouse.open_snapshot(snapshot)
    rows = _Rows(con, snapshot, scope.districts, scope.industries, narrowing.picks_of(scope.picks))
    counted = scope.through(complete_through(snapshot, metric))
    return () if counted.is_empty else rows.lacking(metric, counted.since, counted.until)


def complete_through(snapshot: Snapshot, metric: Metric) -> date:
    """The day up to which the metric's datasets are complete (published figures have days of their own)."""
    lagging = [d for d in metric.reads if d != "published_figures"]
    return snapshot.complete_through(lagging) if lagging else snapshot.as_of


def _read_one(rows: _Rows, metric: Metric, scope: Scope, in_full: bool) -> Reading:
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
        progress=_progress(rows, metric, scope, counted) if in_full else None,
        trend=_trend(rows, metric, counted) if in_full else (),
        lacking=lacking,
        prior_gaps=sum(n for _, n in rows.lacking(metric, before.since, before.until)) if before else 0,
    )


def _trend(rows: _Rows, metric: Metric, counted: Scope) -> tuple[float, ...]:
    """Values of the last 24 months: a flow's months, any other kind as it stood at each month's end."""
    months = [months_later(counted.until, -back) for back in range(TREND_MONTHS - 1, -1, -1)]
    since = (lambda m: m) if metric.kind == "flow" else (lambda m: date(m.year, 1, 1))
    values = [rows.window(metric, since(m), month_end(m)) for m in months]
    return tuple(v for v in values if v is not None)


def _progress(rows: _Rows, metric: Metric, scope: Scope, counted: Scope) -> Progress | None:
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
        expected_on=_expected_on(target, start, value, days),
    )


def _expected_on(target: "_Target", start: float, value: float, days: int) -> date | None:
    """The day on which the target is reached if it goes on as in the `days` since its first."""
    if not start < value < target.value:
        return None
    needed = ceil(days * (target.value - start) / (value - start)) - 1
    return (
        target.starts_on + timedelta(needed) if needed <= (target.due_on - target.starts_on + FORESEEN).days else None
    )


def _target(rows: _Rows, metric: str, geo_code: str, on: date) -> "_Target | None":
    running = _targets(rows.con).get((metric, geo_code), [])
    return next((t for t in running if t.starts_on <= on <= t.due_on), None)


class _Target(NamedTuple):
    """A target as its dataset tells it, in the metric's unit."""

    metric_id: str
    geo_code: str
    starts_on: date
    due_on: date
    value: float
    is_demonstration: bool
    source_title: str


@lru_cache(maxsize=16)
def _targets(con: Connection) -> dict[tuple[str, str], list[_Target]]:
    """Targets by metric and place, those due first coming first."""
    found: dict[tuple[str, str], list[_Target]] = {}
    columns = ", ".join(_Target._fields)
    for row in warehouse.tuples(con, f"select {columns} from targets where value > 0 order by due_on"):
        target = _Target(*row)
        found.setdefault((target.metric_id, target.geo_code), []).append(target)
    return found


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
