"""Chinese map datums → WGS84. GCJ-02 (Amap, Tencent) and BD-09 (Baidu) lie 0.5–1 km off.

The GCJ-02 formula is the one in public use (eviltransform and its kin); the way back is iterated until it
agrees with the way there, which leaves less than a millimetre, instead of the usual one-step approximation.
"""

from math import atan2, cos, pi, sin, sqrt

Point = tuple[float, float]  # longitude, latitude in degrees

_AXIS, _ECCENTRICITY = 6378245.0, 0.00669342162296594323  # Krasovsky 1940
_BAIDU = pi * 3000 / 180


def wgs84(point: Point, datum: str) -> Point:
    """The same place in WGS84, rounded to 1e-7 degrees (1 cm). `datum` is wgs84, gcj02 or bd09."""
    if datum == "bd09":
        point = _gcj02_from_bd09(point)
    if datum in ("bd09", "gcj02"):
        point = _wgs84_from_gcj02(point)
    return round(point[0], 7), round(point[1], 7)


def gcj02(point: Point) -> Point:
    """A WGS84 point in GCJ-02."""
    lon, lat = point
    east, north = _offsets(lon - 105.0, lat - 35.0)
    sine = sin(lat * pi / 180)
    shape = 1 - _ECCENTRICITY * sine * sine
    north = north * 180 / (_AXIS * (1 - _ECCENTRICITY) / (shape * sqrt(shape)) * pi)
    east = east * 180 / (_AXIS / sqrt(shape) * cos(lat * pi / 180) * pi)
    return lon + east, lat + north


def _offsets(x: float, y: float) -> Point:
    """Metres east and north, of a point given relative to 105°E 35°N."""
    common = (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + common
    east += (20 * sin(x * pi) + 40 * sin(x / 3 * pi)) * 2 / 3
    east += (150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + common
    north += (20 * sin(y * pi) + 40 * sin(y / 3 * pi)) * 2 / 3
    north += (160 * sin(y / 12 * pi) + 320 * sin(y * pi / 30)) * 2 / 3
    return east, north


def _wgs84_from_gcj02(point: Point) -> Point:
    lon, lat = point
    for _ in range(10):
        there = gcj02((lon, lat))
        lon, lat = lon + point[0] - there[0], lat + point[1] - there[1]
    return lon, lat


def _gcj02_from_bd09(point: Point) -> Point:
    x, y = point[0] - 0.0065, point[1] - 0.006
    distance = sqrt(x * x + y * y) - 0.00002 * sin(y * _BAIDU)
    angle = atan2(y, x) - 0.000003 * cos(x * _BAIDU)
    return distance * cos(angle), distance * sin(angle)
