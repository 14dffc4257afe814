"""Two scopes beside each other: places, periods, snapshots, chains or selections that differ.

Values are compared as they are, per 10,000 residents or per 亿元 of GDP. A base is used where it is published for the
place and time, and never estimated between two publications. A ratio is divided already and is not divided again. A
distinct count is: firms per 10,000 residents is a density of one place in one period, and adds nothing up. It knows
nothing of words and pages.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from dashboard import catalog, metrics, queries, warehouse
from dashboard.catalog import CITY, Label, Shelf, Snapshot
from dashboard.metrics import Reading
from dashboard.queries import Metric
from dashboard.scope import Scope, month_end, months_later, parse_month

RESIDENTS, GDP = "residents", "gdp"
PER = ("none", RESIDENTS, GDP)
# How much of the base stands under the value, and what the unit then reads.
SIZES = {RESIDENTS: 1e4, GDP: 1e8}
UNITS = {
    RESIDENTS: Label("per 10,000 residents", "/万人"),
    GDP: Label("per 100 million CNY of GDP", "/亿元GDP"),
}
# Small counts jump by large shares: what is told first has at least so much on both sides.
TELLING = 20


@dataclass(frozen=True)
class Side:
    """A metric on one side. `counted` is the value itself, `value` what is compared; `reason` says why there is none.

    `base` is what it was divided by; `is_cut` that the data end before the period does.
    """

    reading: Reading
    counted: float | None
    value: float | None
    base: float | None = None
    reason: str | None = None
    is_cut: bool = False
    months: int = 0


@dataclass(frozen=True)
class Row:
    """A metric on both sides. Without a value on either, or where the metric cannot follow what tells the sides apart,
    nothing is compared."""

    metric: Metric
    a: Side
    b: Side
    is_same: bool = False

    @property
    def is_comparable(self) -> bool:
        gaps = self.a.reading.gaps or self.b.reading.gaps
        return not (self.is_same or gaps or self.a.value is None or self.b.value is None)

    @property
    def is_uneven(self) -> bool:
        """Whether one side of a flow counts more months than the other."""
        return self.metric.kind in ("flow", "distinct") and self.a.months != self.b.months

    @property
    def difference(self) -> float | None:
        return self.a.value - self.b.value if self.is_comparable else None

    @property
    def relative(self) -> float | None:
        """The difference as a share of B."""
        return self.difference / self.b.value if self.is_comparable and self.b.value else None

    @property
    def index(self) -> float | None:
        """A where B is 100."""
        return self.a.value / self.b.value * 100 if self.is_comparable and self.b.value else None


def compare(shelf: Shelf, a: Scope, b: Scope, ids: Iterable[str], per: str = "none") -> tuple[Row, ...]:
    """Each metric on both sides, each in its own snapshot; periods of one length as far as both are complete."""
    return tuple(_row(shelf, a, b, queries.metrics()[name], per) for name in ids)


def _row(shelf: Shelf, a: Scope, b: Scope, metric: Metric, per: str) -> Row:
    left, right = (_side(shelf, scope, scope, metric, per) for scope in (a, b))
    if a.months == b.months and left.months != right.months and min(left.months, right.months):
        shared = min(left.months, right.months)
        left, right = (_side(shelf, _first_months(scope, shared), scope, metric, per) for scope in (a, b))
    ignored = set(left.reading.ignores) & set(right.reading.ignores)
    return Row(metric, left, right, is_same=_followed(a, ignored) == _followed(b, ignored))


def _first_months(scope: Scope, count: int) -> Scope:
    return replace(scope, until=month_end(months_later(scope.since, count - 1)))


def _followed(scope: Scope, ignored: set[str]) -> tuple:
    """What of a scope the metric can tell."""
    return (
        scope.snapshot,
        scope.since,
        scope.until,
        () if "district" in ignored else scope.districts,
        () if "industry" in ignored else scope.industries,
        tuple(p for p in scope.picks if p.dimension not in ignored),
    )


def _side(shelf: Shelf, scope: Scope, asked: Scope, metric: Metric, per: str) -> Side:
    snapshot = shelf.find(scope.snapshot)
    reading = metrics.read(snapshot, [metric.id], scope, in_full=False)[metric.id]
    counted = replace(scope, until=reading.through)
    is_cut = reading.value is not None and reading.through < asked.until
    side = Side(reading, reading.value, reading.value, is_cut=is_cut, months=max(0, counted.months))
    if reading.value is None:
        return replace(side, reason=reading.state)
    if not divides(metric, per):
        return side
    base = base_of(snapshot, per, counted, reading)
    if base is None:
        return replace(side, value=None, reason="not_published")
    return replace(side, value=reading.value / base * SIZES[per], base=base)


def divides(metric: Metric, per: str) -> bool:
    """Whether the metric is divided at all: a ratio is already, and residents are a base themselves."""
    return per != "none" and metric.kind != "ratio" and metric.id != "population_resident"


def base_of(snapshot: Snapshot, per: str, scope: Scope, reading: Reading) -> float | None:
    """The residents or the GDP of the place that the metric really counts; None where that is not published."""
    # A metric that knows no districts counts the whole city.
    places = scope if "district" in reading.metric.by else replace(scope, districts=())
    if per == RESIDENTS:
        bare = replace(places, industries=(), picks=())
        return metrics.read(snapshot, ["population_resident"], bare, in_full=False)["population_resident"].value or None
    return _gdp(snapshot, places, reading.metric.kind)


_GDP = """
select geo_code, value
from published_figures
where metric_id = 'gdp'
  and period_type = 'year'
  and period = $year
"""


def _gdp(snapshot: Snapshot, scope: Scope, kind: str) -> float | None:
    """GDP is published for whole years: of the year that a flow fills, or at whose end a stock stands."""
    ends = scope.until == date(scope.until.year, 12, 31)
    fills = ends and (kind == "stock" or scope.since == date(scope.until.year, 1, 1))
    if not fills:
        return None
    rows = warehouse.tuples(warehouse.open_snapshot(snapshot), _GDP, {"year": str(scope.until.year)})
    published = dict(rows)
    places = scope.districts or (CITY,)
    return sum(published[p] for p in places) if all(p in published for p in places) else None


def telling(rows: Iterable[Row]) -> Row | None:
    """The row to tell first: the largest relative difference among those that are no small numbers."""
    sizeable = [
        row
        for row in rows
        if row.relative
        and not row.is_uneven
        and (row.metric.kind == "ratio" or min(row.a.counted, row.b.counted) >= TELLING)
    ]
    return max(sizeable, key=lambda row: abs(row.relative), default=None)


# --- over time ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Point:
    """A month of one side ("a" or "b"), placed on A's months: a shorter or earlier period is laid upon it."""

    month: date
    side: str
    value: float | None


def over_time(
    shelf: Shelf, a: Scope, b: Scope, metric_id: str, *, per: str = "none", base: int | None = None
) -> tuple[Point, ...]:
    """The metric month by month on both sides; with `base`, the number of a month, as an index that is 100 there.

    A flow's or a distinct count's months are what happened in them, any other kind is as it stood at their end. What
    is not complete is missing; nothing is 100 where the base month has no value or none but zero.
    """
    found: list[Point] = []
    for name, scope in (("a", a), ("b", b)):
        values = _monthly(shelf, scope, queries.metrics()[metric_id], per)
        values = _indexed(values, base) if base is not None else values
        found += [Point(months_later(a.since, n), name, value) for n, value in enumerate(values)]
    return tuple(found)


def _monthly(shelf: Shelf, scope: Scope, metric: Metric, per: str) -> list[float | None]:
    starts = [months_later(scope.since, n) for n in range(scope.months)]
    months = [replace(scope, since=start, until=month_end(start)) for start in starts]
    sides = [_side(shelf, month, month, metric, per) for month in months]
    # A stock that is told as of an earlier month than this one is not known at its end.
    return [None if s.reading.gaps or s.is_cut else s.value for s in sides]


def _indexed(values: list[float | None], base: int) -> list[float | None]:
    whole = values[base] if base < len(values) else None
    return [value / whole * 100 if whole and value is not None else None for value in values]


# --- the address ----------------------------------------------------------------------------------


FORM = re.compile(r"(?P<places>city|\d{6}(?:,\d{6})*)/(?P<since>[\d-]+)\.\.(?P<until>[\d-]+)/(?P<snapshot>[\d.-]+)")


def word(scope: Scope) -> str:
    """A side in the address: `510502/2024-01..2024-12/2024-12-31`, `city/…`."""
    places = ",".join(scope.districts) or "city"
    return f"{places}/{scope.since:%Y-%m}..{scope.until:%Y-%m}/{scope.snapshot}"


def side_of(told: str, shelf: Shelf, otherwise: Scope) -> Scope | None:
    """The scope that a word of the address means; None when it means none."""
    found = FORM.fullmatch(told)
    if not found:
        return None
    since, until = parse_month(found["since"]), parse_month(found["until"])
    known = [c.code for c in catalog.code_list("districts")]
    codes = () if found["places"] == "city" else tuple(found["places"].split(","))
    if not since or not until or since > until or shelf.find(found["snapshot"]) is None or set(codes) - set(known):
        return None
    places = tuple(code for code in known if code in codes)
    return replace(otherwise, snapshot=found["snapshot"], since=since, until=month_end(until), districts=places)


# --- usual comparisons ----------------------------------------------------------------------------

PRESETS = ("district", "year", "snapshot")


def preset(name: str, shelf: Shelf, scope: Scope) -> tuple[Scope, Scope]:
    """A usual pair: a district against the city, this year against last, a snapshot against the one before."""
    if name == "district":
        district = scope.districts[:1] or (catalog.code_list("districts")[0].code,)
        return replace(scope, districts=district), replace(scope, districts=())
    if name == "year":
        before = replace(scope, since=months_later(scope.since, -12), until=month_end(months_later(scope.until, -12)))
        return scope, before
    order = catalog.snapshot_order
    older = [s for s in shelf.sound if order(s.id) < order(scope.snapshot)]
    newer = [s for s in shelf.sound if order(s.id) > order(scope.snapshot)]
    other = older[0] if older else newer[-1] if newer else None
    if other is None:
        return scope, scope
    until = min(scope.until, month_end(other.as_of))
    both = replace(scope, until=max(until, month_end(scope.since)))
    return both, replace(both, snapshot=other.id)
