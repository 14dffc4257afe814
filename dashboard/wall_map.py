"""The city's map as the wall draws it: outlines, where names stand, and points, in pixels of one fixed frame."""

from dataclasses import dataclass
from functools import cache
from math import cos, radians

import pandas as pd
import shapely

from dashboard import boundaries

WIDTH, HEIGHT, MARGIN = 728, 628, 6
# Names of the two districts that are too small to hold one stand beside the city, in pixels from the frame's corner.
BESIDE = {"510504": (64, 126), "510502": (64, 216)}
# Pixels by which a name keeps clear of a border.
NUDGED = {"510521": (0, -22), "510522": (4, -20)}


@dataclass(frozen=True)
class Outline:
    """A district as an SVG path; its name stands at `at`, tied to the district at `anchor` where it lies outside."""

    code: str
    path: str
    at: tuple[float, float]
    anchor: tuple[float, float] | None


@dataclass(frozen=True)
class Spot:
    """A point on the map."""

    x: float
    y: float
    kind: str


@cache
def outlines() -> tuple[Outline, ...]:
    return tuple(_outline(code, shape) for code, shape in boundaries.districts().items())


def _outline(code: str, shape: shapely.Geometry) -> Outline:
    centre = placed(*boundaries.centres()[code])
    rings = [polygon.exterior.coords for polygon in getattr(shape, "geoms", [shape])]
    path = "".join("M" + "L".join("{} {}".format(*placed(lon, lat)) for lon, lat in ring) + "Z" for ring in rings)
    beside = BESIDE.get(code)
    across, down = NUDGED.get(code, (0, 0))
    return Outline(code, path, beside or (centre[0] + across, centre[1] + down), centre if beside else None)


def spots(rows: pd.DataFrame) -> tuple[Spot, ...]:
    """Rows with lon, lat and kind as points; those without coordinates are left out."""
    located = rows.dropna(subset=["lon", "lat"])
    columns = (located["lon"], located["lat"], located["kind"])
    return tuple(Spot(*placed(lon, lat), kind) for lon, lat, kind in zip(*columns, strict=True))


def placed(lon: float, lat: float) -> tuple[float, float]:
    """Degrees as pixels of the frame: the city fills its height and stands in its middle."""
    west, south, east, north = boundaries.city().bounds
    scale = (HEIGHT - 2 * MARGIN) / (north - south)
    across = scale * cos(radians((south + north) / 2))
    left = (WIDTH - (east - west) * across) / 2
    return round(left + (lon - west) * across, 1), round(MARGIN + (north - lat) * scale, 1)
