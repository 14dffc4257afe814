"""An answer of the explorer → rows and a draw line for each metric. It draws nothing itself and knows no page.

Stacked bars add up by eye, so only numbers that add are stacked; what cannot be drawn honestly stays a table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard import drill, queries
from dashboard.catalog import Label
from dashboard.explorer import Answer
from dashboard.pivot import TIMES, Pivot, dimensions
from dashboard.pivot_cells import Heading, Row
from dashboard.queries import Column, Draw

PER_CENT = Label("%", "%")
SHOWN = {"change": Label("change", "变化"), "share": Label("share", "占比")}
# More lines than that are no picture, and more bars no ranking.
MOST_SERIES, MOST_BARS, MOST_FIGURES = 8, 30, 4


@dataclass(frozen=True)
class Drawing:
    """The rows of one metric, how they are drawn, and how many of how many series or bars are in it.

    `codes` tells of each row, by dimension, what it stands for.
    """

    metric: str
    rows: pd.DataFrame
    draw: Draw
    columns: dict[str, Column]
    drawn: int
    of: int
    codes: tuple[dict[str, str], ...]


@dataclass(frozen=True)
class _Point:
    """A value with its time and what else it stands for."""

    time: str | None
    first: tuple[str, ...]
    second: tuple[str, ...]
    value: float | None
    codes: dict[str, str]


def kinds(pivot: Pivot) -> tuple[str, ...]:
    """The ways in which a pivot can be drawn, the best first; none for a single line of numbers."""
    others = [name for name in pivot.dimensions if name not in TIMES]
    adds = pivot.show == "value" and all(queries.metrics()[m].kind in ("flow", "stock") for m in pivot.metrics)
    if pivot.time:
        if not others:
            return ("bar", "line") if pivot.show == "value" else ("line", "bar")
        return ("line", *(("bar",) if adds else ()), *(("heat",) if pivot.show != "change" else ()))
    if len(others) == 1:
        # A ranking begins at zero; a fall lies below it.
        return ("bar",) if pivot.show == "change" else ("rank", "bar")
    return () if not others or pivot.show == "change" else ("heat", *(("rank",) if adds else ()))


def drawings(answer: Answer, language: str) -> list[Drawing]:
    """A figure for each metric: units are never mixed."""
    allowed = kinds(answer.pivot)
    asked = answer.pivot.chart
    if not allowed or asked == "none":
        return []
    kind = asked if asked in allowed else allowed[0]
    found = [_drawing(answer, name, kind, language) for name in answer.pivot.metrics[:MOST_FIGURES]]
    return [drawing for drawing in found if drawing is not None]


def _drawing(answer: Answer, metric: str, kind: str, language: str) -> Drawing | None:
    points = [p for p in _points(answer, metric) if p.value is not None]
    if not points:
        return None
    dims = [name for name in answer.pivot.dimensions if name not in TIMES]
    first, second = _sides(answer.pivot)
    if answer.pivot.time and kind != "heat":
        # Time runs along; everything else is a line of its own.
        points = [_Point(p.time, (*p.first, *p.second), (), p.value, p.codes) for p in points]
        first, second = dims, []
    points, drawn, of = _largest(points, MOST_SERIES if answer.pivot.time and kind != "heat" else MOST_BARS)
    columns = {"value": _value(metric, answer.pivot.show)}
    scale = 1 if answer.pivot.show == "value" else 100
    rows: dict[str, list] = {"value": [p.value * scale for p in points], "place": list(range(len(points)))}
    if answer.pivot.time:
        rows["time"] = [date.fromisoformat(p.time) for p in points]
        columns["time"] = Column("time", dimensions()[answer.pivot.time].label)
    for name, dims_of, side in (("first", first, "first"), ("second", second, "second")):
        if dims_of:
            columns[name] = _column(name, dims_of)
            rows[name] = [_told(dims_of, getattr(p, side), language) for p in points]
    draw, codes = _draw(answer.pivot, kind, rows), tuple(p.codes for p in points)
    return Drawing(metric, pd.DataFrame(rows), draw, columns, drawn, of, codes)


def codes_of(drawing: Drawing, event: Mapping[str, object]) -> dict[str, str] | None:
    """What a mark on the figure stands for, by dimension; None where no mark is meant."""
    row = drill.row_of(drawing, drawing.rows, event)
    return drawing.codes[row["place"]] if row else None


def _draw(pivot: Pivot, kind: str, rows: dict[str, list]) -> Draw:
    sides = [name for name in ("first", "second") if name in rows]
    if kind == "heat":
        across = "time" if pivot.time else sides[1]
        return Draw("heat", {"x": across, "y": sides[0], "z": "value"})
    if pivot.time:
        return Draw(kind, {"x": "time", "y": "value"} | ({"by": sides[0]} if sides else {}))
    along = {"rank": {"x": "value", "y": sides[0]}, "bar": {"x": sides[0], "y": "value"}}[kind]
    return Draw(kind, along | ({"by": sides[1]} if len(sides) > 1 else {}))


def _sides(pivot: Pivot) -> tuple[list[str], list[str]]:
    """What runs down and what runs across: rows and column, or the first of two rows and the second."""
    rows = [name for name in pivot.rows if name not in TIMES]
    column = [pivot.column] if pivot.column and pivot.column not in TIMES else []
    if not rows:
        return column, []
    if column or pivot.time or len(rows) == 1:
        return rows, column
    return rows[:1], rows[1:]


def _points(answer: Answer, metric: str) -> list[_Point]:
    pivot = answer.pivot
    first, _ = _sides(pivot)
    found = []
    for heading in answer.headings:
        if heading.metric != metric or heading.shown != pivot.show or (pivot.column and heading.code is None):
            continue
        for row, value in zip(answer.rows, answer.column(heading), strict=True):
            if row.kind == "row":
                codes = _codes(pivot, row, heading)
                others = [name for name in pivot.dimensions if name not in TIMES and name not in first]
                time = codes[pivot.time] if pivot.time else None
                sides = (tuple(codes[n] for n in first), tuple(codes[n] for n in others))
                found.append(_Point(time, *sides, value, codes))
    return found


def _codes(pivot: Pivot, row: Row, heading: Heading) -> dict[str, str]:
    codes = dict(zip(pivot.rows, row.key, strict=True))
    return codes | ({pivot.column: heading.code} if pivot.column else {})


def _largest(points: list[_Point], most: int) -> tuple[list[_Point], int, int]:
    """The points of the largest groups, in the order in which they came."""
    sizes: dict[tuple[str, ...], float] = {}
    for point in points:
        sizes[point.first] = max(sizes.get(point.first, 0), abs(point.value))
    kept = set(sorted(sizes, key=lambda group: -sizes[group])[:most])
    return [p for p in points if p.first in kept], len(kept), len(sizes)


def _value(metric: str, shown: str) -> Column:
    told = queries.metrics()[metric]
    if shown == "value":
        return Column("value", told.title, told.unit)
    words = SHOWN[shown]
    return Column("value", Label(f"{told.title.en}, {words.en}", f"{told.title.zh}{words.zh}"), PER_CENT)


def _column(name: str, dims: Sequence[str]) -> Column:
    """One dimension keeps its codes and with them its colours; several are one label."""
    labels = [dimensions()[dimension].label for dimension in dims]
    label = Label(" · ".join(label.en for label in labels), " · ".join(label.zh for label in labels))
    return Column(name, label, None, dimensions()[dims[0]].codes if len(dims) == 1 else ())


def _told(dims: Sequence[str], codes: tuple[str, ...], language: str) -> str | None:
    if len(dims) == 1:
        return codes[0] or None
    return " · ".join(dimensions()[name].word(code, language) for name, code in zip(dims, codes, strict=True))
