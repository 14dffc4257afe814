"""Demonstration stations in real towns, and what they do each month. The split by district is invented: none is published."""

import csv
import json
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import shapely

from dashboard import catalog

from . import calibrate as c
from . import mix
from .ledger import Correction, Ledger, coded, dates

KINDS = ["ip_service", "trademark_brand"]
NAMES = ["示例服务站", "示例指导站"]
# Opened by year, 106 and 40 in all, as published; three more opened early and have closed since.
OPENED = [
    {2019: 12, 2020: 14, 2021: 18, 2022: 20, 2023: 24, 2024: 18},
    {2019: 5, 2020: 6, 2021: 6, 2022: 7, 2023: 9, 2024: 7},
]
CLOSED = 3
# Points entered under the wrong district; the map must show them as doubtful.
MISPLACED = 3
JITTER_DEGREES = 0.006
SERVICES = ["consultation", "search", "filing", "training", "protection", "finance"]
MONTHLY = np.array([[9.0, 3.5, 4.5, 1.2, 1.6, 0.7], [7.0, 1.5, 6.0, 1.4, 2.4, 0.3]])
MONTHS = np.arange(np.datetime64("2022-01"), np.datetime64("2025-01"))
SEASON = np.array([0.85, 0.60, 1.05, 1.30, 1.10, 1.05, 0.90, 0.90, 1.10, 0.95, 1.10, 1.10])
REPORTED_BY_LAST = 0.45


@dataclass(frozen=True)
class Towns:
    """The city's towns; coordinates are missing (NaN) where none is known."""

    name: list[str]
    district: np.ndarray
    lon: np.ndarray
    lat: np.ndarray


def ledgers() -> list[Ledger]:
    rng = c.stream("stations")
    towns = _towns()
    kind, town = _places(towns, rng)
    opened, closed = _life(kind, rng)
    order = np.argsort(opened, kind="stable")
    kind, town, opened, closed = kind[order], town[order], opened[order], closed[order]
    ids = _ids(kind)
    stations = _stations(ids, kind, town, opened, closed, towns, rng)
    return [stations, _services(ids, kind, towns.district[town], opened, closed, stations.known_from, rng)]


def _towns() -> Towns:
    with catalog.reference("luzhou_towns.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    codes = mix.district_codes()
    return Towns(
        name=[r["name"] for r in rows],
        district=np.array([codes.index(r["adcode"]) for r in rows]),
        lon=np.array([float(r["lon"] or "nan") for r in rows]),
        lat=np.array([float(r["lat"] or "nan") for r in rows]),
    )


def _places(towns: Towns, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Kind and town of every station: half by the number of towns, half by where the firms are."""
    share = np.bincount(towns.district) / len(towns.district) + mix.NOW / mix.NOW.sum()
    kinds, places = [], []
    for kind, yearly in enumerate(OPENED):
        total = sum(yearly.values()) + (CLOSED if kind == 0 else 0)
        for district, count in enumerate(c.apportion(total, share)):
            of_district = rng.permutation(np.flatnonzero(towns.district == district))
            places.append(np.resize(of_district, count))
        kinds.append(np.full(total, kind))
    order = rng.permutation(sum(map(len, kinds)))
    return np.concatenate(kinds)[order], np.concatenate(places)[order]


def _life(kind: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Day opened and day closed (missing while open)."""
    opened, closed = np.full(len(kind), c.NEVER), np.full(len(kind), c.NEVER)
    for one, yearly in enumerate(OPENED):
        members = np.flatnonzero(kind == one)
        months = c.spread(yearly, SEASON, rng, noise=0.3)
        early = np.full(len(members) - len(months), np.datetime64("2019-05"))
        opened[members] = c.pick_day(np.concatenate([months, early]), c.workdays, rng)
        gone = members[len(months) :]
        closed[gone] = c.onto_workday(np.datetime64("2022-03-01") + rng.integers(0, 600, len(gone)))
    return opened, closed


def _ids(kind: np.ndarray) -> list[str]:
    numbers = np.where(kind == 0, np.cumsum(kind == 0), np.cumsum(kind == 1))
    return [f"{'SB'[k]}{n:03d}" for k, n in zip(kind, numbers, strict=True)]


def _stations(
    ids: list[str],
    kind: np.ndarray,
    town: np.ndarray,
    opened: np.ndarray,
    closed: np.ndarray,
    towns: Towns,
    rng: np.random.Generator,
) -> Ledger:
    count = len(ids)
    lon, lat = _points(town, towns, rng)
    placed = ~np.isnan(lon)
    names = [f"{NAMES[k]}{i[1:]}({towns.name[t]})" for k, i, t in zip(kind, ids, town, strict=True)]
    columns = {
        "station_id": pa.array(ids),
        "name": pa.array(names),
        "kind": coded(KINDS, kind),
        "district_code": coded(mix.district_codes(), towns.district[town]),
        "town": pa.array([towns.name[t] for t in town]),
        "address": pa.array(
            [f"{towns.name[t]}示例路{n}号" for t, n in zip(town, rng.integers(1, 300, count), strict=True)]
        ),
        "lon": pa.array(lon.round(5), mask=~placed),
        "lat": pa.array(lat.round(5), mask=~placed),
        "datum": coded(["wgs84"], np.zeros(count), ~placed),
        "opened_on": dates(opened),
        "closed_on": dates(closed),
    }
    known_from = dates(c.learned_on(opened, c.delay(count, rng, 12)))
    return Ledger("stations", columns, known_from)


def _points(town: np.ndarray, towns: Towns, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Near the town, inside its district; a few are put into a town of another district on purpose."""
    borders = _borders()
    lon = towns.lon[town] + rng.uniform(-JITTER_DEGREES, JITTER_DEGREES, len(town))
    lat = towns.lat[town] + rng.uniform(-JITTER_DEGREES, JITTER_DEGREES, len(town))
    inside = shapely.contains_xy(borders[towns.district[town]], lon, lat)
    lon, lat = np.where(inside, lon, towns.lon[town]), np.where(inside, lat, towns.lat[town])
    for station in np.flatnonzero(~np.isnan(lon))[10::45][:MISPLACED]:
        far = _nearest_far_town(borders[towns.district[town[station]]], towns)
        lon[station], lat[station] = towns.lon[far], towns.lat[far]
    return lon, lat


def _borders() -> np.ndarray:
    """The district polygons, in the order of districts.csv."""
    features = json.loads(catalog.reference("luzhou_districts.geojson").read_text("utf-8"))["features"]
    shapes = {f["properties"]["adcode"]: shapely.geometry.shape(f["geometry"]) for f in features}
    return np.array([shapes[code] for code in mix.district_codes()])


def _nearest_far_town(border: shapely.Geometry, towns: Towns) -> int:
    """The town closest to a district of those at least 0.06° (some six kilometres) outside it."""
    known = ~np.isnan(towns.lon)
    distance = np.full(len(known), np.nan)
    distance[known] = shapely.distance(border, shapely.points(towns.lon[known], towns.lat[known]))
    return int(np.nanargmin(np.where(distance > 0.06, distance, np.nan)))


def _services(
    ids: list[str],
    kind: np.ndarray,
    district: np.ndarray,
    opened: np.ndarray,
    closed: np.ndarray,
    registered: pa.Array,
    rng: np.random.Generator,
) -> Ledger:
    """Monthly counts of the months a station was open; a month without a service has no row."""
    station, month, service = (
        axis.ravel() for axis in np.meshgrid(*map(np.arange, (len(ids), len(MONTHS), len(SERVICES))), indexing="ij")
    )
    size = rng.lognormal(0, 0.45, len(ids)) * (0.75 + mix.NOW[district] * 1.5)
    growth = 1.06 ** (month / 12)
    expected = MONTHLY[kind[station], service] * size[station] * growth * SEASON[month % 12]
    counts = rng.poisson(expected)
    ends = np.where(np.isnat(closed), c.FOREVER, closed).astype("M8[M]")
    open_then = (opened.astype("M8[M]")[station] <= MONTHS[month]) & (MONTHS[month] < ends[station])
    kept = np.flatnonzero(open_then & (counts > 0))
    station, month, service, counts = station[kept], month[kept], service[kept], counts[kept]
    columns = {
        "station_id": coded(ids, station),
        "month": dates(MONTHS[month]),
        "service": coded(SERVICES, service),
        "services": pa.array(counts),
    }
    # Nothing is counted for a station that the register does not hold yet.
    known = np.maximum(_reported(station, month, rng), registered.to_numpy(zero_copy_only=False)[station])
    return Ledger("station_services", columns, dates(known), corrections=_recounted(counts, month, rng))


def _reported(station: np.ndarray, month: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A station reports a month in the weeks after it; by the last snapshot only some have reported December."""
    lag = 2 + np.minimum(rng.exponential(7, (station.max() + 1, len(MONTHS))), 60).astype(int)[station, month]
    known = (MONTHS[month] + 1).astype("M8[D]") + lag
    prompt = (rng.random(station.max() + 1) < REPORTED_BY_LAST)[station]
    december = MONTHS[month] == np.datetime64("2024-12")
    return np.where(december, np.where(prompt, c.LAST, known), np.minimum(known, c.LAST))


def _recounted(counts: np.ndarray, month: np.ndarray, rng: np.random.Generator) -> tuple[Correction, ...]:
    """A few counts of recent months were first reported too low."""
    recent = (MONTHS[month] >= np.datetime64("2024-01")) & (MONTHS[month] < np.datetime64("2024-08"))
    rows = np.flatnonzero(recent & (counts > 2) & (rng.random(len(counts)) < 0.03))
    until = c.corrected_on(len(rows), rng)
    low = pa.array((counts[rows] * 0.6).astype("int64"))
    return (Correction("services", rows, low, np.full(len(rows), c.LONG_AGO), until),)
