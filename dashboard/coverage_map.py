"""Coverage → one SVG drawing: towns near and far, stations, and the places proposed. Nothing is fetched.

What is near and what is far differ by shape as well as by colour: a disc and a ring.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from dashboard import boundaries, catalog, palette, wall_map
from dashboard.coverage import Coverage, Place, Station, Town

# The same shapes as on the map, for a legend in words.
SYMBOLS = {"near": "●", "far": "○", "station": "+", "place": "❶", "added": "◆"}
FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"
KM_PER_DEGREE = 111.195


def drawn(
    coverage: Coverage,
    km: float,
    places: Sequence[Place] = (),
    *,
    language: str,
    added: Town | None = None,
    districts: Sequence[str] = (),
    dark: bool = False,
) -> str:
    """The city with its towns; districts that are not among those named are dimmed, unless none is."""
    surface = palette.surface(dark)
    near = set(coverage.within(km))
    parts = [
        *(_district(outline, outline.code in districts or not districts, surface) for outline in wall_map.outlines()),
        *_names(surface, language),
        *(_circle(place.town, km, surface) for place in places),
        *(_town(town, town in near, surface, dark) for town in coverage.towns),
        *(_station(station, surface.text) for station in coverage.stations),
        *([_added(added, surface)] if added else []),
        *(_place(place.town, nth, surface) for nth, place in enumerate(places, start=1)),
    ]
    # The wall's frame leaves more room beside the city than a page has.
    right = wall_map.placed(*boundaries.city().bounds[2:])[0] + wall_map.MARGIN
    size = f'viewBox="0 0 {right} {wall_map.HEIGHT}" width="{right}" height="{wall_map.HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FONT}">{"".join(parts)}</svg>'


def _district(outline: wall_map.Outline, is_lit: bool, surface: palette.Surface) -> str:
    faded = "" if is_lit else ' opacity="0.45"'
    return f'<path d="{outline.path}" fill="{surface.panel}" stroke="{surface.border}" stroke-width="1.5"{faded}/>'


def _names(surface: palette.Surface, language: str) -> list[str]:
    """The districts' names, under the towns; those beside the city are tied to their district by a line."""
    words = {c.code: c.label(language) for c in catalog.code_list("districts")}
    halo = f'stroke="{surface.background}" stroke-width="4" paint-order="stroke"'
    ink = f'fill="{surface.muted}" font-size="18" font-weight="600" text-anchor="middle" {halo}'
    drawn = []
    for outline in wall_map.outlines():
        x, y = outline.at
        if outline.anchor:
            to_x, to_y = outline.anchor
            drawn.append(f'<path d="M{x + 62} {y - 6}L{to_x} {to_y}" stroke="{surface.muted}" stroke-width="1"/>')
        drawn.append(f'<text x="{x}" y="{y}" {ink}>{escape(words[outline.code])}</text>')
    return drawn


def _town(town: Town, is_near: bool, surface: palette.Surface, dark: bool) -> str:
    x, y = wall_map.placed(town.lon, town.lat)
    if is_near:
        fill = palette.tone("teal", dark)
        return f'<circle class="near" cx="{x}" cy="{y}" r="6" fill="{fill}" stroke="{surface.background}"/>'
    ring = f'fill="{surface.background}" stroke="{surface.accent}" stroke-width="2.5"'
    return f'<circle class="far" cx="{x}" cy="{y}" r="6" {ring}/>'


def _station(station: Station, ink: str) -> str:
    x, y = wall_map.placed(station.lon, station.lat)
    return f'<path class="station" d="M{x - 4} {y}h8M{x} {y - 4}v8" stroke="{ink}" stroke-width="1.5"/>'


def _added(town: Town, surface: palette.Surface) -> str:
    x, y = wall_map.placed(town.lon, town.lat)
    shape = f"M{x} {y - 12}L{x + 12} {y}L{x} {y + 12}L{x - 12} {y}Z"
    return f'<path class="added" d="{shape}" fill="{surface.primary}" stroke="{surface.background}" stroke-width="2"/>'


def _place(town: Town, nth: int, surface: palette.Surface) -> str:
    x, y = wall_map.placed(town.lon, town.lat)
    disc = f'<circle cx="{x}" cy="{y}" r="13" fill="{surface.text}" stroke="{surface.background}" stroke-width="2"/>'
    number = f'font-size="17" font-weight="700" text-anchor="middle" fill="{surface.background}"'
    return f'<g class="place">{disc}<text x="{x}" y="{y + 6}" {number}>{nth}</text></g>'


def _circle(town: Town, km: float, surface: palette.Surface) -> str:
    """What lies within so many km of a place."""
    x, y = wall_map.placed(town.lon, town.lat)
    line = f'stroke="{surface.muted}" stroke-width="1.5" stroke-dasharray="5 4"'
    return f'<circle class="radius" cx="{x}" cy="{y}" r="{_pixels(km):.1f}" fill="none" {line}/>'


def _pixels(km: float) -> float:
    """The frame is as long northwards as eastwards in the city's middle, so one scale does for both."""
    west, south, _, north = boundaries.city().bounds
    (_, low), (_, high) = wall_map.placed(west, south), wall_map.placed(west, north)
    return km / KM_PER_DEGREE * (low - high) / (north - south)
