"""The two small tables that metrics are kept in: values by month, and distinct names by month.

Any window of a flow or stock is one subtraction of running totals; a ratio is divided after grouping; a distinct count
adds over nothing and is counted anew.
"""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate, groupby
from operator import itemgetter

from dashboard import gaps, narrowing, queries, warehouse
from dashboard.catalog import Snapshot
from dashboard.narrowing import Picks
from dashboard.queries import Metric
from dashboard.scope import month_start, months_later
from dashboard.warehouse import Connection


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
class Rows:
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
    """Drop what is remembered of the tables."""
    for remembered in (_all_series, _distinct_counts, _first_entities, gaps.of_metric):
        remembered.cache_clear()
