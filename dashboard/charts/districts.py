"""A small map of the seven districts, or of neighbours beside them, drawn as plain polygons so that nothing is fetched."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from dashboard import catalog, palette, text
from dashboard.catalog import Label
from dashboard.charts import axes
from dashboard.charts.axes import ONLY
from dashboard.charts.canvas import NO_DATA, Canvas

BOUNDARIES, AROUND = "luzhou_districts.geojson", "neighbour_districts.geojson"
CITY = Label("Luzhou", "泸州市")
CLASSES = 5
# The height where none is given; of a name, the height of its line and half the width of a Chinese character.
HEIGHT = 480
LINE, LETTER = 15, 5.5
Values = Mapping[str | None, float | None]
Ring = Sequence[Sequence[float]]


@dataclass(frozen=True)
class District:
    """A district's outline in WGS84 degrees, and where its name stands."""

    code: str
    ring: tuple[tuple[float, float], ...]
    centre: tuple[float, float]


@dataclass(frozen=True)
class Class:
    """Values that share a colour."""

    low: float
    high: float
    fill: str


def area_map(canvas: Canvas) -> tuple[list[dict], dict]:
    """`value` by district `code` in five classes; selected districts are outlined, missing ones hatched.

    Where the codes are those of neighbours, these are drawn, with the city as the plain ground that they lie around.
    """
    values = dict(zip(canvas.codes("code"), canvas.values("value"), strict=True))
    areas = _areas(canvas)
    groups = classes([values.get(d.code) for d in areas], canvas.dark)
    ground = () if areas == districts() else districts()
    traces = [_ground(canvas, d) for d in ground]
    # Outlines of selected districts lie over their neighbours'.
    shapes = sorted(areas, key=lambda d: d.code in canvas.selected)
    traces += [_polygon(canvas, d, values.get(d.code), groups) for d in shapes]
    traces += _legend(canvas, groups, any(values.get(d.code) is None for d in shapes))
    traces += _touch(canvas, areas, values)
    names = _names(canvas, areas, values, groups) + ([_city_name(canvas)] if ground else [])
    return traces, _layout(canvas, areas) | {"annotations": names}


def _areas(canvas: Canvas) -> tuple[District, ...]:
    """The neighbours that the column's codes name, else the city's districts."""
    known = set(canvas.known("code"))
    return tuple(area for area in neighbours() if area.code in known) or districts()


def classes(values: Sequence[float | None], dark: bool) -> list[Class]:
    """At most five classes holding about as many districts each; equal values stay together."""
    known = sorted(v for v in values if v is not None)
    distinct = sorted(set(known))
    count = min(CLASSES, len(distinct))
    bounds = [distinct[round(i * len(distinct) / count)] for i in range(count)]
    fills = palette.steps(count, dark)
    return [
        Class(low, max(v for v in known if v < high), fill)
        for low, high, fill in zip(bounds, [*bounds, math.inf][1:], fills, strict=True)
    ]


def _class_of(value: float | None, groups: Sequence[Class]) -> Class | None:
    return next((g for g in groups if value is not None and g.low <= value <= g.high), None)


def _polygon(canvas: Canvas, district: District, value: float | None, groups: Sequence[Class]) -> dict:
    group, chosen = _class_of(value, groups), district.code in canvas.selected
    line = (
        {"color": canvas.surface.accent, "width": 3} if chosen else {"color": canvas.surface.background, "width": 1.2}
    )
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [lon for lon, _ in district.ring],
        "y": [lat for _, lat in district.ring],
        "line": line,
        "hoverinfo": "skip",
        "showlegend": False,
        "meta": district.code,
        **_fill(canvas, group),
    }


def _ground(canvas: Canvas, district: District) -> dict:
    """An area that only tells where the others lie: no value, no mark."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [lon for lon, _ in district.ring],
        "y": [lat for _, lat in district.ring],
        "line": {"color": canvas.surface.border, "width": 1},
        "fill": "toself",
        "fillcolor": canvas.surface.panel,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _city_name(canvas: Canvas) -> dict:
    lon, lat = (sum(d.centre[axis] for d in districts()) / len(districts()) for axis in (0, 1))
    return axes.words_at(lon, lat, canvas.say(CITY), {"color": canvas.surface.muted})


def _fill(canvas: Canvas, group: Class | None) -> dict:
    if group:
        return {"fill": "toself", "fillcolor": group.fill}
    hatch = {
        "shape": "/",
        "fgcolor": canvas.surface.muted,
        "bgcolor": canvas.surface.panel,
        "size": 7,
        "solidity": 0.12,
    }
    return {"fill": "toself", "fillpattern": hatch}


def _legend(canvas: Canvas, groups: Sequence[Class], some_missing: bool) -> list[dict]:
    """Traces without points, for their entries: the range of each class, and what hatching means."""
    ranges = [canvas.short(g.low) + (f"–{canvas.short(g.high)}" if g.high > g.low else "") for g in groups]
    entries = [(words, g.fill, "square") for words, g in zip(ranges, groups, strict=True)]
    if some_missing:
        entries.append((canvas.say(NO_DATA), canvas.surface.muted, "square-x-open"))
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "name": name,
            "x": [None],
            "y": [None],
            "marker": {"symbol": symbol, "size": 13, "color": ink},
            "hoverinfo": "skip",
        }
        for name, ink, symbol in entries
    ]


def _touch(canvas: Canvas, areas: Sequence[District], values: Values) -> list[dict]:
    """An unseen point a district holds what it says: plotly has no data on a filled area, which is what answers."""
    name = canvas.options["value"]
    told = f"{canvas.label(name)}  {canvas.told(name, values.values(), 'customdata[2]')}"
    known = [d for d in areas if values.get(d.code) is not None]
    missing = [d for d in areas if d not in known]
    groups = [(known, told), (missing, canvas.say(NO_DATA))]
    return [_touch_points(canvas, found, values, words) for found, words in groups if found]


def _touch_points(canvas: Canvas, found: Sequence[District], values: Values, told: str) -> dict:
    words = canvas.wordings("code", [d.code for d in found])
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [d.centre[0] for d in found],
        "y": [d.centre[1] for d in found],
        "customdata": [[d.code, words[d.code], values.get(d.code)] for d in found],
        "hovertemplate": f"<b>%{{customdata[1]}}</b><br>{told}{ONLY}",
        "marker": {"size": 4, "opacity": 0},
        "selected": {"marker": {"opacity": 0}},
        "unselected": {"marker": {"opacity": 0}},
        "showlegend": False,
    }


def _names(canvas: Canvas, areas: Sequence[District], values: Values, groups: Sequence[Class]) -> list[dict]:
    words = canvas.wordings("code", [d.code for d in areas])
    places = _apart(areas, words, canvas.height or HEIGHT)
    names = []
    for district in areas:
        value = values.get(district.code)
        group = _class_of(value, groups)
        # A shadow keeps a name readable where it runs over a neighbour's colour.
        font = {"size": 11, "shadow": "auto", "color": palette.ink_on(group.fill) if group else canvas.surface.text}
        names.append(axes.words_at(district.centre[0], places[district.code], words[district.code], font))
    return names


def _apart(areas: Sequence[District], words: Mapping[str | None, str], height: int) -> dict[str, float]:
    """{code: latitude of its name}: names that would touch on a map of so many pixels stand a line apart."""
    lats = [lat for area in areas for _, lat in area.ring]
    degree = (max(lats) - min(lats)) / (height - sum(axes.MARGIN[side] for side in "tb"))
    wide = degree / math.cos(math.radians(sum(lats) / len(lats))) * LETTER
    placed = {area.code: area.centre[1] for area in areas}
    for _ in range(len(areas)):
        for upper, lower in combinations(sorted(areas, key=lambda area: -placed[area.code]), 2):
            reach = wide * (text.width(words[upper.code]) + text.width(words[lower.code])) / 2
            lack = LINE * degree - (placed[upper.code] - placed[lower.code])
            if lack > 0 and abs(upper.centre[0] - lower.centre[0]) < reach:
                placed[upper.code] += lack / 2
                placed[lower.code] -= lack / 2
    return placed


def _layout(canvas: Canvas, areas: Sequence[District]) -> dict:
    hidden = {"visible": False, "fixedrange": True, "constrain": "domain"}
    middle = sum(d.centre[1] for d in areas) / len(areas)
    unit = canvas.unit(canvas.options["value"]) or canvas.label(canvas.options["value"])
    title = {"text": unit, "side": "top", "font": {"size": axes.FONT_SIZE - 1}}
    return {
        "xaxis": hidden | {"domain": [0.36, 1], "constraintoward": "left"},
        "yaxis": hidden | {"scaleanchor": "x", "scaleratio": 1 / math.cos(math.radians(middle))},
        # The city is taller than wide: beside it the classes cost no height.
        "legend": axes.legend()
        | {"title": title, "itemclick": False, "itemdoubleclick": False}
        | {"orientation": "v", "xref": "paper", "yref": "paper", "traceorder": "normal"},
        "showlegend": True,
        "hoverdistance": -1,
        "height": HEIGHT,
    }


# --- boundaries -------------------------------------------------------------------------------


@cache
def districts() -> tuple[District, ...]:
    """The districts of the bundled boundary file, read when first drawn."""
    return _read(BOUNDARIES)


@cache
def neighbours() -> tuple[District, ...]:
    """The districts and counties around the city."""
    return _read(AROUND)


def _read(name: str) -> tuple[District, ...]:
    found = json.loads(catalog.reference(name).read_text("utf-8"))["features"]
    return tuple(_district(feature) for feature in found)


def _district(feature: Mapping) -> District:
    ring = tuple((round(lon, 4), round(lat, 4)) for lon, lat in feature["geometry"]["coordinates"][0])
    facts = feature["properties"]
    return District(facts["adcode"], ring, tuple(facts["centroid"]))
