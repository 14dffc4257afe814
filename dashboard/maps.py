"""Rows → deck.gl maps: districts by a metric, stations of two kinds, neighbours in grey. Nothing is fetched.

The boundaries are bundled files and there is no base map. It knows nothing of Streamlit or of how values came to be.

Two habits of Streamlit shape the layers. While something on a map is clicked it recolours what it finds in a layer's
own `getFillColor` or `getColor`, everything else at 40 %: our colours stand in sub-layer accessors, so that what is
lit follows the scope, wherever it was chosen. And it reports a click anew when the clicked object has changed: colours
are expressions over codes, so that the objects stay the same whatever is selected.
"""

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import atan, degrees, exp, floor, log, log2, log10, pi, radians, tan

import pandas as pd
import pydeck as pdk
import shapely
from pydeck.bindings.json_tools import default_serialize

from dashboard import boundaries, catalog, palette, text

BOUNDARY_SOURCE = boundaries.SOURCE
outside_district = boundaries.outside_district
KINDS = ("ip_service", "trademark_brand")
# The same shapes as on the map, for a legend in words.
SYMBOLS = {"ip_service": "●", "trademark_brand": "◇", "outside": "!"}
CLASSES = 5
# Districts take the paler part of the scale, so that stations stand out on each of them.
FILLS = (0, 2, 4, 5, 6)
FONT = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif'
DIMMED = 70

Colour = list[int]


# --- classes and legend -----------------------------------------------------------------------


def class_breaks(values: Iterable[float]) -> list[float]:
    """Lower edges of the second to the last class: five classes of about equal count, edges as round as can be.

    No class is empty; fewer distinct values give fewer classes.
    """
    known = sorted(float(v) for v in values if not text.is_missing(v))
    edges: list[float] = []
    for nth in range(1, CLASSES):
        place = round(nth * len(known) / CLASSES)
        if 0 < place < len(known) and known[place - 1] < known[place]:
            edge = _roundest(known[place - 1], known[place])
            edges += [edge] if not edges or edge > edges[-1] else []
    return edges


def _roundest(low: float, high: float) -> float:
    """The number in (low, high] with the fewest digits; of several the one in the middle."""
    for exponent in range(floor(log10(max(abs(low), abs(high)))), -12, -1):
        step, digits = 10.0**exponent, max(0, -exponent)
        for nth in (round((low + high) / 2 / step), floor(low / step + 1e-9) + 1):
            if low < round(nth * step, digits) <= high:
                return round(nth * step, digits)
    return high


def _class_of(value: float | None, breaks: Sequence[float]) -> int | None:
    return None if text.is_missing(value) else sum(value >= edge for edge in breaks)


def _class_colours(breaks: Sequence[float], dark: bool) -> list[str]:
    fills = [palette.sequential(dark)[place] for place in FILLS]
    return [fills[round(nth * (CLASSES - 1) / max(1, len(breaks)))] for nth in range(len(breaks) + 1)]


def legend(values: Iterable[float], language: str, *, dark: bool = False) -> list[tuple[str, str]]:
    """(colour, text) of each class from little to much, and of districts without a value when there are any."""
    values = list(values)
    known = [float(v) for v in values if not text.is_missing(v)]
    breaks = class_breaks(known)
    words = _class_words(breaks, language, whole=all(v.is_integer() for v in known)) if known else []
    entries = list(zip(_class_colours(breaks, dark), words, strict=False))
    if len(known) < len(values):
        entries.append((palette.NOT_STATED[dark], text.say("No data", language)))
    return entries


def _class_words(breaks: Sequence[float], language: str, *, whole: bool) -> list[str]:
    """Each class in words; of whole numbers the last that belongs to it is named."""
    if not breaks:
        return [text.say("All equal", language)]
    dash = "—" if language == "zh" else "–"
    words = [text.say("under {edge}", language, edge=text.number(breaks[0], language))]
    for low, high in pairwise(breaks):
        last = high - 1 if whole else high
        ends = dict.fromkeys(text.number(edge, language) for edge in (low, last))
        words.append(dash.join(ends))
    return [*words, text.say("{edge} and over", language, edge=text.number(breaks[-1], language))]


# --- the map ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Choice:
    """What was clicked: a district, or a station and the district it names."""

    district: str
    station: str | None = None


def chosen(event: Mapping | None) -> Choice | None:
    """What a selection event of a map says; None when nothing is selected."""
    objects = ((event or {}).get("selection") or {}).get("objects") or {}
    clicked = next((found[0] for layer, found in objects.items() if found and layer in ("districts", *KINDS)), None)
    return Choice(clicked["district_code"], clicked.get("station_id")) if clicked else None


class Map(pdk.Deck):
    """Its JSON travels with every rerun: written without the blanks that pydeck puts in, which are two thirds of it."""

    def to_json(self) -> str:
        return json.dumps(self, default=default_serialize, separators=(",", ":"))


def stations_map(
    stations: pd.DataFrame,
    districts: pd.DataFrame,
    *,
    language: str,
    metric_label: str,
    selected: frozenset[str] = frozenset(),
    selected_station: str | None = None,
    dark: bool = False,
    still: bool = False,
    width: int = 720,
    height: int = 560,
) -> Map:
    """Districts coloured by a value, with stations over them. Without stations it is a map of the districts.

    stations: station_id, name, kind, district_code, town, lon, lat, is_outside; rows without a point are not drawn.
    districts: district_code, value, text (the value as shown). `selected` are district codes; what is not in them
    is dimmed. `still` takes panning and zooming away. Width and height in pixels are those the city must fit in.
    """
    surface = palette.surface(dark)
    areas = _district_features(districts, metric_label, language)
    neighbours = [_feature(n.area) for n in boundaries.neighbours()]
    lit = [a for a in areas if a["district_code"] in selected]
    layers = [
        _areas("neighbours", neighbours, fill=_rgba(surface.panel), line=surface.border),
        _names("neighbour-names", _neighbour_names(language), surface.muted, size=12, weight=400),
        _areas("districts", areas, fill=_fill(districts, selected, dark), line=surface.background, pickable=True),
        _line("city-outline", [_feature(boundaries.city())], surface.muted, 1.5),
        _line("selected-outline", lit, surface.accent, 4),
        *(_stations(kind, stations, language, selected, dark) for kind in KINDS),
        _chosen_station(stations, selected_station, surface),
        _names("district-names", _district_names(areas), surface.text, size=13, weight=700, plate=surface.background),
    ]
    return Map(
        layers=layers,
        views=[pdk.View(type="MapView", controller=False if still else _CONTROLLER)],
        initial_view_state=fit(boundaries.city().bounds, width, height),
        map_provider=None,
        tooltip=_tooltip(surface),
    )


# A flat map of one city: it is moved and zoomed, never tilted or turned.
_CONTROLLER = {"dragRotate": False, "touchRotate": False, "doubleClickZoom": True, "scrollZoom": {"speed": 0.005}}


def fit(bounds: tuple[float, float, float, float], width: int, height: int, padding: int = 16) -> pdk.ViewState:
    """The view in which (west, south, east, north) fills that many pixels, in web Mercator with 512-pixel tiles."""
    west, south, east, north = bounds
    low, high = (log(tan(pi / 4 + radians(latitude) / 2)) for latitude in (south, north))
    across, up = radians(east - west) / (2 * pi), (high - low) / (2 * pi)
    zoom = log2(min((width - 2 * padding) / across, (height - 2 * padding) / up) / 512)
    middle = degrees(2 * atan(exp((low + high) / 2)) - pi / 2)
    return pdk.ViewState(
        longitude=(west + east) / 2, latitude=middle, zoom=zoom, min_zoom=zoom - 0.3, max_zoom=zoom + 5
    )


# --- features ---------------------------------------------------------------------------------


def _feature(geometry: shapely.Geometry, **facts: object) -> dict:
    """A GeoJSON feature with its facts beside the geometry, where accessors, tooltips and selections find them."""
    return {"type": "Feature", "properties": {}, "geometry": shapely.geometry.mapping(geometry), **facts}


def _plain(wording: object) -> str:
    """Text that deck.gl's JSON reader leaves alone: it takes a leading @@ for an expression."""
    return "" if text.is_missing(wording) else str(wording).lstrip("@")


def _rgba(colour: str, alpha: int = 255) -> Colour:
    return [*(int(colour[i : i + 2], 16) for i in (1, 3, 5)), alpha]


def _district_features(districts: pd.DataFrame, metric_label: str, language: str) -> list[dict]:
    """One feature per district, always all seven in code order: a click is kept by row number."""
    shown = dict(zip(districts["district_code"], districts["text"], strict=True))
    names = _wording(language)
    colon = "：" if language == "zh" else ": "
    return [
        _feature(
            area,
            district_code=code,
            title=names[code],
            detail=f"{_plain(metric_label)}{colon}{shown.get(code, text.MISSING)}",
            name=f"{names[code]} {shown.get(code, text.MISSING)}",
        )
        for code, area in boundaries.districts().items()
    ]


def _fill(districts: pd.DataFrame, selected: frozenset[str], dark: bool) -> str:
    """The colour of a district's class as an expression over its code; dimmed when others are selected."""
    breaks = class_breaks(districts["value"])
    colours = _class_colours(breaks, dark)
    values = dict(zip(districts["district_code"], districts["value"], strict=True))
    choices = ""
    for code in boundaries.districts():
        place = _class_of(values.get(code), breaks)
        colour = palette.NOT_STATED[dark] if place is None else colours[place]
        alpha = 255 if not selected or code in selected else DIMMED
        choices += f"district_code == '{code}' ? {_rgba(colour, alpha)} : "
    return f"@@={choices}[0, 0, 0, 0]"


def _neighbour_names(language: str) -> list[dict]:
    return [_feature(n.name_at, name=n.name(language)) for n in boundaries.neighbours() if n.name_at]


def _district_names(areas: list[dict]) -> list[dict]:
    return [_feature(shapely.Point(boundaries.centres()[a["district_code"]]), name=a["name"]) for a in areas]


def _station_feature(row: object, language: str) -> dict:
    return _feature(
        shapely.Point(float(row.lon), float(row.lat)),
        station_id=row.station_id,
        district_code=row.district_code,
        title=_plain(row.name),
        detail=_detail(row, language),
        icon=f"{row.kind}_outside" if row.is_outside else row.kind,
    )


@cache
def _wording(language: str) -> dict[str, str]:
    """{code: name} of the districts and the kinds of stations."""
    kinds = catalog.contracts()["stations"].fields["kind"].codes
    return {c.code: c.label(language) for c in (*catalog.code_list("districts"), *kinds)}


def _detail(row: object, language: str) -> str:
    """Kind, place, and what is wrong with the point."""
    words = _wording(language)
    where = " · ".join(filter(None, (words.get(row.district_code, ""), _plain(row.town))))
    flag = text.say("Its point lies outside the district it names", language) if row.is_outside else ""
    return "\n".join(filter(None, (words[row.kind], where, flag)))


# --- layers -----------------------------------------------------------------------------------


def _areas(name: str, features: list[dict], *, fill: Colour | str, line: str, pickable: bool = False) -> pdk.Layer:
    """Filled areas with thin edges; the fill is a colour or an expression over a feature's facts."""
    return pdk.Layer(
        "GeoJsonLayer",
        features,
        id=name,
        pickable=pickable,
        auto_highlight=pickable,
        highlight_color=[255, 255, 255, 35],
        line_width_units="'pixels'",
        _subLayerProps={
            "polygons-fill": {"getFillColor": fill},
            "polygons-stroke": {"getColor": _rgba(line), "getWidth": 1},
        },
    )


def _line(name: str, features: list[dict], colour: str, width: float) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer",
        features,
        id=name,
        filled=False,
        line_width_units="'pixels'",
        line_joint_rounded=True,
        _subLayerProps={"polygons-stroke": {"getColor": _rgba(colour), "getWidth": width}},
    )


def _names(name: str, features: list[dict], ink: str, *, size: int, weight: int, plate: str | None = None) -> pdk.Layer:
    """Each feature's `name` at its point, on a plate of that colour when one is given."""
    return pdk.Layer(
        "GeoJsonLayer",
        features,
        id=name,
        point_type="'text'",
        get_text="name",
        get_text_color=_rgba(ink),
        get_text_size=size,
        text_font_family=f"'{FONT}'",
        text_font_weight=weight,
        text_character_set="'auto'",
        text_background=plate is not None,
        get_text_background_color=_rgba(plate, 190) if plate else [0, 0, 0, 0],
        text_background_padding=[4, 1, 4, 1],
    )


def _stations(kind: str, stations: pd.DataFrame, language: str, selected: frozenset[str], dark: bool) -> pdk.Layer:
    """One layer per kind, in the order of the ids: a click is kept by row number."""
    rows = stations[stations["kind"] == kind].dropna(subset=["lon", "lat"]).sort_values("station_id")
    is_lit = " || ".join(f"district_code == '{code}'" for code in boundaries.districts() if code in selected)
    return pdk.Layer(
        "GeoJsonLayer",
        [_station_feature(row, language) for row in rows.itertuples(index=False)],
        id=kind,
        pickable=True,
        point_type="'icon'",
        icon_atlas=f"'{_icon_atlas(dark)}'",
        icon_mapping=_ICON_MAPPING,
        get_icon="icon",
        get_icon_size=25,
        get_icon_color=f"{is_lit} ? [0, 0, 0, 255] : [0, 0, 0, {DIMMED}]" if is_lit else [0, 0, 0, 255],
    )


def _chosen_station(stations: pd.DataFrame, station_id: str | None, surface: palette.Surface) -> pdk.Layer:
    """A ring around the station that was chosen."""
    rows = stations[stations["station_id"] == station_id].dropna(subset=["lon", "lat"])
    points = [_feature(shapely.Point(float(row.lon), float(row.lat))) for row in rows.itertuples(index=False)]
    return pdk.Layer(
        "GeoJsonLayer",
        points,
        id="chosen-station",
        filled=False,
        line_width_units="'pixels'",
        point_radius_units="'pixels'",
        get_point_radius=17,
        get_line_width=3,
        get_line_color=_rgba(surface.text),
    )


# --- icons ------------------------------------------------------------------------------------

_CELL = 96
_ICONS = ("ip_service", "trademark_brand", "ip_service_outside", "trademark_brand_outside")
_ICON_MAPPING = {
    name: {"x": place * _CELL, "y": 0, "width": _CELL, "height": _CELL} for place, name in enumerate(_ICONS)
}


@cache
def _icon_atlas(dark: bool) -> str:
    """A filled disc and a hollow diamond, each also ringed with an exclamation mark; one image as a data address."""
    rim, flag = palette.surface(dark).background, palette.tone("vermilion", dark)
    disc, diamond = (palette.colour(kind, dark=dark) for kind in KINDS)
    shapes = [
        f'<circle cx="48" cy="48" r="21" fill="{disc}" stroke="{rim}" stroke-width="6"/>',
        f'<path d="M48 20 76 48 48 76 20 48Z" fill="{rim}" stroke="{rim}" stroke-width="16"/>'
        f'<path d="M48 22 74 48 48 74 22 48Z" fill="{rim}" stroke="{diamond}" stroke-width="8"/>',
    ]
    ring = (
        f'<circle cx="48" cy="48" r="40" fill="none" stroke="{flag}" stroke-width="6"/>'
        f'<circle cx="76" cy="20" r="19" fill="{flag}" stroke="{rim}" stroke-width="3"/>'
        f'<path d="M76 9V23" stroke="{rim}" stroke-width="6"/><circle cx="76" cy="30" r="3.5" fill="{rim}"/>'
    )
    cells = [*shapes, *(drawn + ring for drawn in shapes)]
    groups = "".join(f'<g transform="translate({i * _CELL})">{drawn}</g>' for i, drawn in enumerate(cells))
    size = f'width="{_CELL * len(cells)}" height="{_CELL}"'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{groups}</svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(drawing.encode()).decode()


def _tooltip(surface: palette.Surface) -> dict:
    """As plain text: names come from files, and text is never read as markup."""
    style = {
        "backgroundColor": surface.text,
        "color": surface.background,
        "fontFamily": FONT,
        "fontSize": "13px",
        "borderRadius": "6px",
        "maxWidth": "280px",
    }
    return {"text": "{title}\n{detail}", "style": style}
