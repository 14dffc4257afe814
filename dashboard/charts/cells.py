"""Heat maps: a quantity over two categories, with what is missing shown as missing."""

from dataclasses import dataclass

from dashboard import palette, text
from dashboard.charts import axes
from dashboard.charts.axes import ONLY
from dashboard.charts.canvas import DIGIT_SPACE, INCOMPLETE, NO_DATA, Canvas, code_of, in_order

# Up to so many cells each says its own value; beyond, a colour bar does.
LABELLED = 120
Code = str | None


@dataclass(frozen=True)
class Grid:
    """The columns and lines of a heat map, and the values of the cells that exist."""

    columns: list[Code]
    lines: list[Code]
    cells: dict[tuple[Code, Code], float | None]

    @property
    def values(self) -> list[list[float | None]]:
        return [[self.cells.get((line, column)) for column in self.columns] for line in self.lines]

    @property
    def highest(self) -> float:
        """The largest value; 1 when there is none above zero, so that a scale has two ends."""
        return max((value for value in self.cells.values() if value is not None), default=1) or 1

    @property
    def is_small(self) -> bool:
        return len(self.columns) * len(self.lines) <= LABELLED


def heat(canvas: Canvas) -> tuple[list[dict], dict]:
    """`z` over `x` and `y`. Cells without a row are hatched, never zero."""
    pairs = zip(canvas.codes("y"), canvas.codes("x"), strict=True)
    grid = Grid(grid_order(canvas, "x"), grid_order(canvas, "y"), dict(zip(pairs, canvas.values("z"), strict=True)))
    traces = [_colours(canvas, grid), *_labels(canvas, grid), _touch(canvas, grid)]
    width = len(grid.columns)
    return traces, {
        "xaxis": axes.category_axis(canvas, "x", grid.columns, _title(canvas)) | {"range": [-0.5, width - 0.5]},
        # Counts the columns, where the x axis names them.
        "xaxis2": {"overlaying": "x", "range": [-0.5, width - 0.5], "visible": False, "fixedrange": True},
        "barmode": "overlay",
        "uniformtext": {"minsize": 9, "mode": "hide"},
        "yaxis": axes.category_axis(canvas, "y", grid.lines) | {"autorange": "reversed", "ticklabelstandoff": 4},
        "shapes": _outlines(canvas, grid),
        # The nearest cell answers wherever the pointer is.
        "hoverdistance": -1,
        "height": 100 + max(34 * len(grid.lines), 120),
        **_incomplete(canvas, grid),
    }


def grid_order(canvas: Canvas, part: str) -> list[Code]:
    """Numbers and dates by size, codes as the contract lists them, the rest as they come."""
    values = set(canvas.values(part)) - {None}
    known = [code_of(v) for v in sorted(values)] if is_measured(canvas, part) else canvas.known(part)
    return in_order(canvas.codes(part), tuple(known))


def is_measured(canvas: Canvas, part: str) -> bool:
    """Whether they are numbers or dates, which have an order of their own."""
    return not canvas.known(part) and not any(isinstance(value, str) for value in canvas.values(part))


def _colours(canvas: Canvas, grid: Grid) -> dict:
    scale = palette.sequential(canvas.dark)
    # Without both ends plotly takes neither, and the least of the cells would look like nothing.
    ends = {"zmin": 0, "zmax": grid.highest}
    trace = {
        "type": "heatmap",
        "x": [code or "" for code in grid.columns],
        "y": [code or "" for code in grid.lines],
        "z": grid.values,
        **ends,
        "colorscale": [[i / (len(scale) - 1), colour] for i, colour in enumerate(scale)],
        "xgap": 2,
        "ygap": 2,
        "hoverinfo": "skip",
    }
    return trace | ({"showscale": False} if grid.is_small else {"colorbar": _colour_bar(canvas, grid)})


def _labels(canvas: Canvas, grid: Grid) -> list[dict]:
    """The values of the cells, in the ink that contrasts with each."""
    if not grid.is_small:
        return []
    scale = palette.sequential(canvas.dark)
    cells = [(line, place, v) for line, row in zip(grid.lines, grid.values, strict=True) for place, v in enumerate(row)]
    known = [cell for cell in cells if cell[2] is not None]
    words = _equally_wide([canvas.short(value) for *_, value in known])
    written: dict[str, list[tuple[Code, int, str]]] = {}
    for (line, place, value), word in zip(known, words, strict=True):
        written.setdefault(palette.ink_on(palette.blend(scale, value / grid.highest)), []).append((line, place, word))
    return [_written(places, ink) for ink, places in written.items()]


def _written(labels: list[tuple[Code, int, str]], ink: str) -> dict:
    """Words on unseen bars over the cells: only of bars plotly hides the words that have no room."""
    return {
        "type": "bar",
        "orientation": "h",
        "xaxis": "x2",
        "y": [line or "" for line, *_ in labels],
        "base": [place - 0.48 for _, place, _ in labels],
        "x": [0.96] * len(labels),
        "width": 0.96,
        "marker": {"color": "rgba(0,0,0,0)"},
        "text": [word for *_, word in labels],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": axes.FONT_SIZE - 2, "color": ink},
        # A click on a cell leaves the words of the others as they are.
        "unselected": {"textfont": {"color": ink}},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _equally_wide(words: list[str]) -> list[str]:
    """Filled up with blanks: as long as each other, all have room in their cells or none has."""
    widest = max(map(text.width, words), default=0)
    return [word.center(len(word) + widest - text.width(word), DIGIT_SPACE) for word in words]


def _colour_bar(canvas: Canvas, grid: Grid) -> dict:
    ticks = axes.nice_ticks(0, grid.highest)
    return {
        "title": {"text": canvas.title(canvas.options["z"]), "side": "right", "font": {"size": axes.FONT_SIZE - 1}},
        "thickness": 10,
        "outlinewidth": 0,
        "tickvals": ticks,
        "ticktext": [canvas.short(v) for v in ticks],
    }


def _touch(canvas: Canvas, grid: Grid) -> dict:
    """An unseen point a cell, because plotly lets nobody click a heat map; over a missing cell it is a stroke."""
    points = [(line, column, grid.cells.get((line, column))) for line in grid.lines for column in grid.columns]
    name, values = canvas.options["z"], [value for *_, value in points]
    told = f"{canvas.label(name)}  {canvas.told(name, values, 'customdata[3]')}"
    lines, columns = canvas.wordings("y", grid.lines), canvas.wordings("x", grid.columns)
    template = {
        missing: f"<b>%{{customdata[1]}}</b> · %{{customdata[4]}}<br>{words}{ONLY}"
        for missing, words in (
            (True, canvas.say(NO_DATA)),
            (False, told),
        )
    }
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [column or "" for _, column, _ in points],
        "y": [line or "" for line, _, _ in points],
        "customdata": [[line, lines[line], column, value, columns[column]] for line, column, value in points],
        "hovertemplate": [template[value is None] for value in values] if None in values else template[False],
        "marker": {
            "symbol": "line-ne-open",
            "size": 13,
            "color": canvas.surface.muted,
            "opacity": [0.45 if value is None else 0 for value in values],
        },
        "showlegend": False,
    }


def _title(canvas: Canvas) -> str:
    return "" if canvas.is_dated("x") or canvas.known("x") else canvas.title(canvas.options["x"])


def _incomplete(canvas: Canvas, grid: Grid) -> dict:
    """A frame around the columns of periods that are not complete, and the words over it."""
    late = [code_of(day) for day in sorted({day for day in canvas.values("x") if canvas.is_incomplete(day)})]
    if not late:
        return {}
    first, end = grid.columns.index(late[0]), grid.columns.index(late[-1])
    frame = _frame(first, end, 0, len(grid.lines) - 1) | {
        "line": {"color": canvas.surface.muted, "width": 1.4, "dash": "dot"}
    }
    return {"shapes": [*_outlines(canvas, grid), frame], **axes.note(canvas, canvas.say(INCOMPLETE), end + 0.5)}


def _outlines(canvas: Canvas, grid: Grid) -> list[dict]:
    """A frame around every selected line."""
    chosen = [place for place, code in enumerate(grid.lines) if code in canvas.selected]
    line = {"color": canvas.surface.accent, "width": 2}
    return [_frame(0, len(grid.columns) - 1, place, place) | {"line": line} for place in chosen]


def _frame(left: int, right: int, top: int, bottom: int) -> dict:
    """A rectangle around cells; categories stand at whole numbers."""
    return {"type": "rect", "x0": left - 0.5, "x1": right + 0.5, "y0": top - 0.5, "y1": bottom + 0.5}
