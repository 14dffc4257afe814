"""The bundled boundaries of the city, its districts and its neighbours, and what can be asked of them.

Geometry by shapely in WGS84 degrees; it knows nothing of how a map is drawn.
"""

import json
from dataclasses import dataclass
from functools import cache
from math import cos, radians

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import box, shape

from dashboard import catalog
from dashboard.catalog import Label

SOURCE = Label("Boundaries: Tianditu, GS(2024)0650", "边界来源：天地图 GS(2024)0650号")
# Tianditu generalises the city's outer edge by up to 2.4 km, so a true point may fall that far outside it.
TOLERANCE_M = 3000.0
METRES_PER_DEGREE = 111_320.0
# The boundary file has no English names.
NEIGHBOURS = {
    "江津区": "Jiangjin",
    "永川区": "Yongchuan",
    "荣昌区": "Rongchang",
    "富顺县": "Fushun",
    "隆昌市": "Longchang",
    "江安县": "Jiang'an",
    "兴文县": "Xingwen",
    "习水县": "Xishui",
    "赤水市": "Chishui",
    "仁怀市": "Renhuai",
    "七星关区": "Qixingguan",
    "金沙县": "Jinsha",
    "镇雄县": "Zhenxiong",
    "威信县": "Weixin",
}


@cache
def _features(name: str) -> tuple[dict, ...]:
    """The features of a bundled boundary file, by administrative code."""
    found = json.loads(catalog.reference(f"{name}.geojson").read_text("utf-8"))["features"]
    return tuple(sorted(found, key=lambda f: f["properties"]["adcode"]))


@cache
def districts() -> dict[str, shapely.Geometry]:
    """{district code: polygon}, in code order."""
    return {f["properties"]["adcode"]: shape(f["geometry"]) for f in _features("luzhou_districts")}


@cache
def centres() -> dict[str, tuple[float, float]]:
    """{district code: (lon, lat)} of a point inside, where its name is read best."""
    return {f["properties"]["adcode"]: tuple(f["properties"]["centroid"]) for f in _features("luzhou_districts")}


@cache
def city() -> shapely.Geometry:
    return shapely.union_all(list(districts().values()))


@dataclass(frozen=True)
class Neighbour:
    """A bordering district or county, and where its name is read: None when it hardly shows beside the city."""

    name: Label
    area: shapely.Geometry
    name_at: shapely.Point | None


@cache
def neighbours() -> tuple[Neighbour, ...]:
    named = ((f["properties"]["name"], shape(f["geometry"])) for f in _features("neighbour_districts"))
    return tuple(Neighbour(Label(NEIGHBOURS[name], name), area, _beside_the_city(area)) for name, area in named)


def _beside_the_city(area: shapely.Geometry) -> shapely.Point | None:
    """The middle of what shows of the area in the frame around the city: its own centre may be out of sight."""
    west, south, east, north = city().bounds
    frame = box(west - 0.3, south - 0.1, east + 0.3, north + 0.1)
    shown = area.intersection(frame)
    return shapely.Point(shapely.maximum_inscribed_circle(shown).coords[0]) if shown.area else None


def _metres(points: shapely.Geometry, latitude: float) -> shapely.Geometry:
    """Degrees to metres near a latitude: within 0.5 % over a district, enough for a tolerance in km."""
    scale = np.array([METRES_PER_DEGREE * cos(radians(latitude)), METRES_PER_DEGREE])
    return shapely.transform(points, lambda degrees: degrees * scale)


def outside_district(stations: pd.DataFrame) -> pd.Series:
    """True where the point (lon, lat; WGS84) lies over 3 km outside the district that the row names.

    A station without a point, or of a district we have no boundary of, is not judged: False.
    """
    outside = pd.Series(False, index=stations.index, name="is_outside")
    placed = stations.dropna(subset=["lon", "lat"])
    for code, rows in placed.groupby("district_code"):
        district = districts().get(code)
        if district is None:
            continue
        points = shapely.points(rows["lon"].to_numpy(float), rows["lat"].to_numpy(float))
        latitude = district.centroid.y
        away = shapely.distance(_metres(points, latitude), _metres(district, latitude))
        outside.loc[rows.index] = away > TOLERANCE_M
    return outside
