"""Published figures beside each other: parts beside their whole, the city beside its districts, sources that disagree."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from dashboard import catalog, metrics, queries
from dashboard.catalog import CITY, Label, Snapshot
from dashboard.reconcile.homes import Comparison, comparisons
from dashboard.reconcile.published import DATASET, Figure
from dashboard.scope import Scope

PARTS = "published_parts.csv"
# An "about" among the parts leaves so much of the whole open, in %.
SLACK = 0.01


@dataclass(frozen=True)
class Whole:
    """A figure and those that should add up to it, each beside its count. `places` is how many should be there."""

    whole: Comparison
    parts: tuple[Comparison, ...]
    reason: Label | None = None
    places: int = 0

    @property
    def total(self) -> float:
        return sum(part.figure.value for part in self.parts)

    @property
    def rest(self) -> float:
        """What the parts leave of the whole; below 0 they exceed it."""
        return round(self.whole.figure.value - self.total, 6)

    @property
    def standing(self) -> str:
        """`adds_up`, `rest` where parts are not told, `exceeds`, `incomplete` where places lack a figure."""
        if len(self.parts) < self.places:
            return "incomplete"
        slack = SLACK / 100 * self.whole.figure.value if self._is_rounded else 1e-6
        if abs(self.rest) <= slack:
            return "adds_up"
        return "rest" if self.rest > 0 else "exceeds"

    @property
    def _is_rounded(self) -> bool:
        return any(part.figure.qualifier != "exact" for part in (self.whole, *self.parts))


@dataclass(frozen=True)
class Places:
    """A metric of the city in a period beside the sum of its districts; what stands with none is the difference."""

    metric_id: str
    city: float
    districts: float

    @property
    def unplaced(self) -> float:
        return self.city - self.districts


@dataclass(frozen=True)
class Conflict:
    """One quantity, place and period of which sources say different things."""

    told: tuple[Comparison, ...]


@cache
def _parts_of() -> Mapping[str, tuple[dict[str, str], ...]]:
    found: dict[str, list] = {}
    with catalog.reference(PARTS).open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["whole"], []).append(row)
    return {whole: tuple(rows) for whole, rows in found.items()}


def wholes(snapshot: Snapshot) -> tuple[Whole, ...]:
    """Every published whole of which at least two parts are published for the same place and period, the city's first."""
    known = {_key(c.figure): c for c in _readable(snapshot)}
    return tuple(sorted(_wholes(known), key=lambda w: (w.whole.figure.geo_code != CITY, w.standing == "adds_up")))


def _wholes(known: Mapping[tuple, Comparison]) -> Iterator[Whole]:
    for (metric_id, place, period), whole in known.items():
        rows = _parts_of().get(metric_id, ())
        parts = tuple(known[key] for row in rows if (key := (row["part"], place, period)) in known)
        if len(parts) > 1:
            yield Whole(whole, parts, Label(rows[0]["reason_en"], rows[0]["reason_zh"]))


def city_and_districts(snapshot: Snapshot) -> tuple[Whole, ...]:
    """Every figure that is published for the city and for districts; of two days that differ the reason says so."""
    districts, found = [c.code for c in catalog.code_list("districts")], []
    readable = {_key(c.figure): c for c in _readable(snapshot)}
    for (metric_id, place, period), city in readable.items():
        if place != CITY:
            continue
        told = [c for c in readable.values() if c.figure.metric_id == metric_id and c.figure.geo_code in districts]
        same = tuple(c for c in told if c.figure.period == period)
        periods = {c.figure.period for c in told}
        if same or (len(told) == len(districts) and len(periods) == 1 and not _told_for(readable, metric_id, periods)):
            reason = None if same else _OTHER_DAY
            found.append(Whole(city, same or tuple(told), reason, len(districts)))
    return tuple(found)


_OTHER_DAY = Label("The districts are of another day than the city.", "区县与全市的时点不同。")


def _told_for(readable: Mapping[tuple, Comparison], metric_id: str, periods: set[str]) -> bool:
    """Whether the city has a figure of its own for the districts' period."""
    return any((metric_id, CITY, period) in readable for period in periods)


def _readable(snapshot: Snapshot) -> list[Comparison]:
    return [c for c in comparisons(snapshot) if c.figure.value is not None and not c.figure.is_announced]


def _key(figure: Figure) -> tuple[str, str, str]:
    return figure.metric_id, figure.geo_code, figure.period


@lru_cache(maxsize=64)
def counted_places(snapshot: Snapshot, scope: Scope) -> tuple[Places, ...]:
    """Every signed metric that adds over places, counted for the city and as the sum of its districts."""
    whole = replace(scope, districts=(), compare="none")
    adds = [
        m
        for m in queries.metrics().values()
        if m.kind in ("flow", "stock") and "district" in m.by and m.records != DATASET
    ]
    found = []
    for name, reading in metrics.read(snapshot, [m.id for m in adds], whole, in_full=False).items():
        if reading.value is not None:
            told = metrics.by_district(snapshot, name, whole).values()
            found.append(Places(name, reading.value, sum(r.value or 0 for r in told)))
    return tuple(sorted(found, key=lambda p: -abs(p.unplaced) / (abs(p.city) or 1)))


def conflicts(snapshot: Snapshot) -> tuple[Conflict, ...]:
    """Statements about one quantity, place and period that differ; one that cannot be read differs from one that can.

    Several events of a year are no conflict: each has a period of its own.
    """
    found: dict[tuple, list[Comparison]] = {}
    for comparison in comparisons(snapshot):
        found.setdefault(_key(comparison.figure), []).append(comparison)
    alike = (told for told in found.values() if len({c.figure.value for c in told}) > 1)
    return tuple(Conflict(tuple(sorted(told, key=_weight))) for told in alike)


def _weight(comparison: Comparison) -> tuple:
    figure = comparison.figure
    return figure.is_gap, figure.is_announced, ("high", "medium", "low", "").index(figure.confidence)
