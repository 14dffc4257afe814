"""The district map as freeforms that PowerPoint can recolour: one a district, named and described, in one group."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians

import shapely
from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.shapes.group import GroupShape

from dashboard import boundaries, catalog, text
from dashboard.catalog import Label
from dashboard.charts.canvas import NO_DATA, code_of, plain
from dashboard.charts.districts import classes
from dashboard.decks.shown import DistrictMap, Figure
from dashboard.outputs.slides import paint, plans, words
from dashboard.outputs.slides.boxes import EMU_PER_POINT, Box, inches, overlap
from dashboard.outputs.slides.canvas import Sheet, coloured, described
from dashboard.outputs.slides.paint import Paint
from dashboard.outputs.slides.words import BODY, Style, said

# About 400 m: the outlines stay theirs, and a slide of seven takes a few kilobytes.
TOLERANCE = 0.004
SWATCH, LINE, GAP = inches(0.2), inches(0.27), inches(0.14)
NAME = Style(BODY)
# What a name stands on: pale enough to read it, thin enough to see the district.
CHIP = Paint("bg1", alpha=0.72)
UNKNOWN = Paint("tx2", hatched=True)
Values = Mapping[str, float | None]
Ring = list[tuple[int, int]]
Projection = Callable[[float, float], tuple[int, int]]


@dataclass(frozen=True)
class Measured:
    """What a map shows: a value by district code."""

    values: Values
    label: str
    unit: Label | None


@dataclass(frozen=True)
class Class:
    """Values that share a shade."""

    low: float
    high: float
    fill: Paint


@cache
def outlines() -> dict[str, shapely.Geometry]:
    """The districts, simplified together so that neighbours keep their common border, in degrees of equal length."""
    known = boundaries.districts()
    simple = shapely.coverage_simplify(list(known.values()), TOLERANCE)
    narrow = cos(radians(boundaries.city().centroid.y))
    return dict(zip(known, (shapely.transform(area, lambda at: at * [narrow, -1]) for area in simple), strict=True))


def of_metric(view: DistrictMap, language: str) -> Measured:
    values = dict(zip(view.rows["district_code"].map(code_of), plain(view.rows["value"]), strict=True))
    return Measured(values, view.metric.title(language), view.metric.unit)


def is_of_districts(view: Figure) -> bool:
    """Whether the places of a map are districts of the city."""
    codes = {c.code for c in view.query.columns[view.query.draw.options["code"]].codes}
    return not codes or codes <= set(outlines())


def of_figure(view: Figure) -> Measured:
    canvas = plans.canvas_of(view)
    values = dict(zip(canvas.codes("code"), canvas.values("value"), strict=True))
    column = view.query.columns[canvas.options["value"]]
    return Measured(values, column.label(canvas.language), column.unit)


def draw(sheet: Sheet, shown: Measured, box: Box, name: str) -> None:
    """The city in the box; beside it the districts from most to least, each with its shade and value."""
    groups = _classes([shown.values.get(code) for code in outlines()])
    columns = 1 if box.height >= LINE * (len(outlines()) + 1) else 2
    width = _list_width(shown, sheet.language)
    beside, where = box.cut_left(min(width * columns, round(box.width * 0.65)), GAP)
    _list(sheet, beside, shown, groups, columns)
    group = sheet.slide.shapes.add_group_shape()
    group.name = name
    project = projection(where)
    for code, area in outlines().items():
        _district(group, code, area, project, shown, groups, sheet.language)
    # A small map is read by its list alone: names would hide it.
    for code, place in _labels(project, where, sheet.language).items() if columns == 1 else ():
        label = group.shapes.add_textbox(*place.place)
        label.name = f"{_name(code, sheet.language)} label"
        coloured(label, CHIP)
        words.write(label, [said(_name(code, sheet.language), NAME, "ctr")], sheet.language, "ctr")


def _classes(values: Sequence[float | None]) -> list[Class]:
    """The classes of the screen's map, in shades of the theme."""
    found = classes(values, False)
    return [Class(one.low, one.high, fill) for one, fill in zip(found, paint.steps(len(found)), strict=True)]


def _class_of(value: float | None, groups: Sequence[Class]) -> Class | None:
    return next((one for one in groups if value is not None and one.low <= value <= one.high), None)


def projection(box: Box) -> Projection:
    """Degrees to EMU: the city as large as the box allows, in its middle."""
    west, north, east, south = shapely.union_all(list(outlines().values())).bounds
    scale = min(box.width / (east - west), box.height / (south - north))
    left = box.left + (box.width - scale * (east - west)) / 2
    top = box.top + (box.height - scale * (south - north)) / 2
    return lambda x, y: (round(left + (x - west) * scale), round(top + (y - north) * scale))


def _district(
    group: GroupShape,
    code: str,
    area: shapely.Geometry,
    project: Projection,
    shown: Measured,
    groups: Sequence[Class],
    language: str,
) -> None:
    rings = projected(area, project)
    left, top = (min(at[axis] for ring in rings for at in ring) for axis in (0, 1))
    right, bottom = (max(at[axis] for ring in rings for at in ring) for axis in (0, 1))
    place = Box(left, top, right - left, bottom - top)
    shape = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *place.place)
    shape._element.spPr.replace(shape._element.spPr.prstGeom, parse_xml(freeform(rings, place)))
    shape.name = _name(code, language)
    value = shown.values.get(code)
    found = _class_of(value, groups)
    coloured(shape, found.fill if found else UNKNOWN, paint.BACKGROUND, 1.25)
    told = NO_DATA(language) if value is None else text.quantity(value, shown.unit, language)
    described(shape, f"{_name(code, language)} · {shown.label} · {told}")


def _name(code: str, language: str) -> str:
    return catalog.word_of(catalog.code_list("districts"), code, language)


def projected(area: shapely.Geometry, project: Projection) -> list[Ring]:
    """The outer rings of an area, in EMU."""
    parts = [area] if area.geom_type == "Polygon" else list(area.geoms)
    return [[project(x, y) for x, y in part.exterior.coords[:-1]] for part in parts]


def freeform(rings: Sequence[Ring], box: Box) -> str:
    """Rings as the geometry of a shape that fills the box: what PowerPoint calls a freeform."""
    paths = "".join(_ring_xml([(x - box.left, y - box.top) for x, y in ring]) for ring in rings)
    return (
        f'<a:custGeom {words.NAMESPACES}><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{box.width}" h="{box.height}">{paths}</a:path></a:pathLst></a:custGeom>'
    )


def _ring_xml(ring: Ring) -> str:
    at = [f'<a:pt x="{x}" y="{y}"/>' for x, y in ring]
    lines = "".join(f"<a:lnTo>{one}</a:lnTo>" for one in at[1:])
    return f"<a:moveTo>{at[0]}</a:moveTo>{lines}<a:close/>"


# --- labels and list ----------------------------------------------------------------------------


def _labels(project: Projection, box: Box, language: str) -> dict[str, Box]:
    """Where names stand: in the widest part of each district, moved apart where they would meet."""
    placed: dict[str, Box] = {}
    for code, area in outlines().items():
        x, y = project(*shapely.maximum_inscribed_circle(area).coords[0])
        width = words.width_of(_name(code, language), NAME) + inches(0.1)
        height = round(NAME.size * words.LEADING * EMU_PER_POINT)
        left = min(max(x - width // 2, box.left), box.right - width)
        top = min(max(y - height // 2, box.top), box.bottom - height)
        placed[code] = _free(Box(left, top, width, height), list(placed.values()), box)
    return placed


def _free(label: Box, others: Sequence[Box], box: Box) -> Box:
    """The nearest place up or down, left or right where the label meets no other."""
    step = inches(0.04)
    for away in range(0, 30):
        for right, down in ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, -1), (1, -1), (-1, 1)):
            moved = Box(label.left + right * away * step, label.top + down * away * step, label.width, label.height)
            stays = (
                box.left <= moved.left
                and moved.right <= box.right
                and box.top <= moved.top
                and moved.bottom <= box.bottom
            )
            if stays and not any(overlap(moved, other) for other in others):
                return moved
    return label


def _list_width(shown: Measured, language: str) -> int:
    names = max(words.width_of(_name(code, language), NAME) for code in outlines())
    values = max(words.width_of(_value(shown, code, language), NAME.bolder) for code in outlines())
    return SWATCH + names + values + 4 * GAP


def _list(sheet: Sheet, box: Box, shown: Measured, groups: Sequence[Class], columns: int) -> None:
    """The unit, then a row a district, in so many columns."""
    unit = shown.unit(sheet.language) if shown.unit else ""
    head = text.say("Unit: {units}", sheet.language, units=unit) if unit else ""
    top, box = box.cut_top(LINE)
    sheet.text(top, [said(head, Style(BODY, paint=paint.MUTED))], "Legend", "ctr")
    known = sorted(outlines(), key=lambda code: -(shown.values.get(code) or 0))
    down = -(-len(known) // columns)
    line = min(inches(0.42), box.height // down)
    rows = [row for column in box.columns(columns, 2 * GAP) for row in column.cut_top(line * down)[0].rows(down, 0)]
    for code, row in zip(known, rows, strict=False):
        _row(sheet, row, code, shown, groups)


def _row(sheet: Sheet, row: Box, code: str, shown: Measured, groups: Sequence[Class]) -> None:
    name, value = _name(code, sheet.language), _value(shown, code, sheet.language)
    found = _class_of(shown.values.get(code), groups)
    size = min(SWATCH, row.height)
    swatch = Box(row.left, row.top + (row.height - size) // 2, size, size)
    sheet.panel(swatch, found.fill if found else UNKNOWN, f"{name} shade")
    _, beside = row.cut_left(SWATCH, GAP)
    left, right = beside.cut_left(words.width_of(name, NAME) + GAP)
    sheet.text(left, [said(name, NAME)], f"{name} name", "ctr")
    sheet.text(right, [said(value, NAME.bolder, "r")], f"{name} value", "ctr")


def _value(shown: Measured, code: str, language: str) -> str:
    value = shown.values.get(code)
    return NO_DATA(language) if value is None else text.number(value, language, compact=True)
