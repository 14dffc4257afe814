"""How far the towns are from the stations, and where further stations would bring the most towns near.

Distances run along the great circle: no road is known here. A town without coordinates has no distance, and is left
out and counted, never placed by guess. The places found are a maximal covering location problem solved exactly.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

import numpy as np
import pandas as pd

from dashboard import catalog

EARTH_KM = 6371.0088
# A station that is only imagined has no id of the register.
IMAGINED = "+"


@dataclass(frozen=True)
class Town:
    """A town or subdistrict and its point. Towns count alike, unless a weight with a source is given."""

    code: str
    name: str
    district_code: str
    lon: float
    lat: float
    weight: float = 1.0


@dataclass(frozen=True)
class Station:
    """A station with a point."""

    id: str
    name: str
    lon: float
    lat: float


@dataclass(frozen=True)
class Reach:
    """A town and its nearest station; of stations equally near, the one with the first id."""

    town: Town
    station: Station
    km: float


@dataclass(frozen=True)
class Place:
    """A town that a station should come to, and the towns that it brings near besides those of the places before."""

    town: Town
    gains: tuple[Town, ...]

    @property
    def gain(self) -> float:
        return sum(town.weight for town in self.gains)


@dataclass(frozen=True)
class Coverage:
    """Towns and the stations in force. Whatever is asked is asked of these."""

    towns: tuple[Town, ...]
    stations: tuple[Station, ...]

    @cached_property
    def reaches(self) -> tuple[Reach, ...]:
        """Every town's nearest station, in the order of the towns; none where there is no station at all."""
        if not self.towns or not self.stations:
            return ()
        stations = sorted(self.stations, key=lambda s: s.id)
        km = distances(self.towns, stations)
        nearest = km.argmin(axis=1)
        return tuple(
            Reach(town, stations[at], float(km[row, at]))
            for row, (town, at) in enumerate(zip(self.towns, nearest, strict=True))
        )

    @property
    def farthest(self) -> Reach | None:
        return max(self.reaches, key=lambda reach: reach.km, default=None)

    def weight_beyond(self, km: float) -> float:
        return sum(town.weight for town in self.beyond(km))

    def within(self, km: float) -> tuple[Town, ...]:
        return tuple(reach.town for reach in self.reaches if reach.km <= km)

    def beyond(self, km: float) -> tuple[Town, ...]:
        near = set(self.within(km))
        return tuple(town for town in self.towns if town not in near)

    def share(self, km: float) -> float | None:
        """Part of the towns, by weight, that lie within so many km of a station; None where there is no town."""
        whole = sum(town.weight for town in self.towns)
        return sum(town.weight for town in self.within(km)) / whole if whole else None

    def load(self) -> dict[str, int]:
        """{station id: towns that have it as their nearest}, 0 for a station that is nearest to none."""
        towns = Counter(reach.station.id for reach in self.reaches)
        return {station.id: towns[station.id] for station in self.stations}

    def with_station(self, at: Town) -> "Coverage":
        """The same with one more station, in the middle of a town."""
        return replace(self, stations=(*self.stations, Station(IMAGINED + at.code, at.name, at.lon, at.lat)))

    def best_places(self, k: int, km: float) -> tuple[Place, ...]:
        """The at most k towns where stations would bring the most towns within km, largest gain first.

        Exact: no other k towns gain more. Fewer are named when fewer gain as much. Of equally good answers the one
        whose towns come first in the list is given, so that the same question has the same answer.
        """
        far = self.beyond(km)
        sites = _sites(self.towns, far, km)
        if not far or k < 1:
            return ()
        near = np.array([[town in gained for _, gained in sites] for town in far])
        weights = np.array([town.weight for town in far])
        chosen = _first_of_best(near, weights, k)
        return _by_gain([sites[at] for at in chosen])


def distances(towns: Sequence[Town], points: Sequence[Town] | Sequence[Station]) -> np.ndarray:
    """Great-circle km from every town (rows) to every point (columns)."""
    lon, lat = _radians(towns)
    to_lon, to_lat = _radians(points)
    across, up = to_lon[None, :] - lon[:, None], to_lat[None, :] - lat[:, None]
    chord = np.sin(up / 2) ** 2 + np.cos(lat)[:, None] * np.cos(to_lat)[None, :] * np.sin(across / 2) ** 2
    return 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(chord, 1)))


def _radians(points: Sequence[Town] | Sequence[Station]) -> tuple[np.ndarray, np.ndarray]:
    return np.radians([p.lon for p in points]), np.radians([p.lat for p in points])


# --- the best places --------------------------------------------------------------------------

Site = tuple[Town, tuple[Town, ...]]


def _sites(towns: Sequence[Town], far: Sequence[Town], km: float) -> list[Site]:
    """Towns worth a station, each with the far towns that it would bring near, in the order of the list.

    Of towns that bring near the same, the one nearest to them stands; one that brings near only a part of what
    another does is never better than it, and is left out.
    """
    if not far:
        return []
    apart = distances(towns, far)
    best: dict[tuple[Town, ...], tuple[float, int]] = {}
    for row in range(len(towns)):
        gained = tuple(town for town, away in zip(far, apart[row], strict=True) if away <= km)
        way = round(float(apart[row][apart[row] <= km].sum()), 6)
        if gained and (way, row) < best.get(gained, (np.inf, row)):
            best[gained] = (way, row)
    sets = {gained: set(gained) for gained in best}
    kept = [gained for gained in best if not any(sets[gained] < other for other in sets.values())]
    return [(towns[best[gained][1]], gained) for gained in sorted(kept, key=lambda gained: best[gained][1])]


def _first_of_best(near: np.ndarray, weights: np.ndarray, k: int) -> list[int]:
    """The columns chosen: the best gain with the fewest places, and of equals those that come first."""
    best = _gain(near, weights, k)
    places = next(count for count in range(1, k + 1) if _is_as_good(_gain(near, weights, count), best))
    chosen: list[int] = []
    for site in range(near.shape[1]):
        if len(chosen) < places and _is_as_good(_gain(near, weights, places, [*chosen, site]), best):
            chosen.append(site)
    return chosen


def _is_as_good(gain: float, best: float) -> bool:
    return gain >= best * (1 - 1e-9)


def _gain(near: np.ndarray, weights: np.ndarray, k: int, fixed: Sequence[int] = ()) -> float:
    """The most weight that k columns cover together when some are fixed: a mixed-integer programme, by HiGHS.

    Columns are chosen or not; a town is covered by as much as chosen columns that reach it, and by 1 at most. The
    cover follows whole choices by itself, so only those need to be whole.
    """
    # Loaded when it is asked for: it takes as long as a page.
    from scipy.optimize import Bounds, LinearConstraint, milp

    towns, sites = near.shape
    reached = LinearConstraint(np.hstack([near, -np.eye(towns)]), lb=0)
    at_most = LinearConstraint(np.hstack([np.ones((1, sites)), np.zeros((1, towns))]), ub=k)
    lower = np.zeros(sites + towns)
    lower[list(fixed)] = 1
    found = milp(
        np.concatenate([np.zeros(sites), -weights]),
        integrality=np.concatenate([np.ones(sites), np.zeros(towns)]),
        bounds=Bounds(lower, 1),
        constraints=[reached, at_most],
        options={"mip_rel_gap": 0},
    )
    if not found.success:
        raise RuntimeError(f"the solver found no best places: {found.message}")
    return covered_weight(near, weights, np.flatnonzero(found.x[:sites] > 0.5))


def covered_weight(near: np.ndarray, weights: np.ndarray, chosen: Iterable[int]) -> float:
    """Counted from the choice itself, so that the solver's rounding tells nothing."""
    return float(weights[near[:, list(chosen)].any(axis=1)].sum())


def _by_gain(sites: Sequence[Site]) -> tuple[Place, ...]:
    """The sites as places, each the one that adds most to those before it; of equals the first."""
    left, places, seen = list(sites), [], set()
    while left:
        offers = [Place(town, tuple(t for t in gained if t not in seen)) for town, gained in left]
        best = max(range(len(left)), key=lambda at: offers[at].gain)
        places.append(offers[best])
        seen |= set(offers[best].gains)
        del left[best]
    return tuple(places)


# --- what is read -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Gazetteer:
    """The towns that have a point, and the names of those that have none."""

    towns: tuple[Town, ...]
    unplaced: tuple[tuple[str, str], ...]
    worst_km: float

    def of(self, districts: Sequence[str]) -> "Gazetteer":
        """The part of some districts; of the whole city when none is named."""
        if not districts:
            return self
        towns = tuple(town for town in self.towns if town.district_code in districts)
        return replace(self, towns=towns, unplaced=tuple(u for u in self.unplaced if u[0] in districts))

    def sharing(self, amounts: Mapping[str, float]) -> tuple[Town, ...]:
        """The placed towns, each weighing an even share of what its district has.

        An estimate, since nothing is published by town. Towns without a point take their share too, so that those
        with one do not weigh more than they would on a complete map. A district without an amount weighs nothing.
        """
        count = Counter([town.district_code for town in self.towns] + [district for district, _ in self.unplaced])
        return tuple(
            replace(town, weight=amounts.get(town.district_code, 0) / count[town.district_code]) for town in self.towns
        )


@cache
def gazetteer() -> Gazetteer:
    """The towns of the national list, by code; `unplaced` holds (district code, name)."""
    with catalog.reference("luzhou_towns.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: row["code"])
    placed = [row for row in rows if row["lon"] and row["lat"]]
    towns = (Town(r["code"], r["name"], r["adcode"], float(r["lon"]), float(r["lat"])) for r in placed)
    unplaced = tuple((r["adcode"], r["name"]) for r in rows if not (r["lon"] and r["lat"]))
    return Gazetteer(tuple(towns), unplaced, max(float(r["approx_err_km"]) for r in placed))


def stations(rows: pd.DataFrame) -> tuple[Station, ...]:
    """Rows of stations (station_id, name, lon, lat) as stations; those without a point are left out."""
    located = rows.dropna(subset=["lon", "lat"])
    columns = (located[c] for c in ("station_id", "name", "lon", "lat"))
    return tuple(Station(str(i), str(name), float(lon), float(lat)) for i, name, lon, lat in zip(*columns, strict=True))
