"""Waterfalls: a level, what was added to it and taken from it, the level it came to; read from top to bottom."""

import math
from dataclasses import dataclass
from itertools import pairwise

from dashboard import text
from dashboard.catalog import Label
from dashboard.charts import axes
from dashboard.charts.axes import ONLY
from dashboard.charts.canvas import Canvas

RISE, FALL = Label("Adds", "拉动"), Label("Takes away", "下拉")
CUT = Label("The axis starts at {start}", "横轴起点为{start}")
UP, DOWN = "▲", "▼"
# Where the lowest level is this part of the highest, the axis starts above zero and says so.
CUT_FROM = 0.6
# A line of the figure and what stands around them; a half-width character of a label; the blank beside the labels.
LINE, AROUND, LABEL_PIXELS, GAP = 28, 66, 7.3, 6
BAR = 0.62


@dataclass(frozen=True)
class Step:
    """A line of the waterfall: where its bar begins and ends. A missing amount moves nothing."""

    code: str | None
    amount: float | None
    begins: float
    ends: float
    is_level: bool


def waterfall(canvas: Canvas) -> tuple[list[dict], dict]:
    """`x` amounts over `y` parts in the order of the rows; `level` tells levels from what was added or taken away.

    `words` is a column with the amounts as they are to be written, where short ones would not add up to the eye.
    """
    found = steps(canvas)
    floor = _floor(found)
    kinds = {
        "level": ("", canvas.surface.muted, [s for s in found if s.is_level]),
        "up": (f"{UP} {canvas.say(RISE)}", canvas.surface.primary, [s for s in found if _is_move(s) and s.amount >= 0]),
        "down": (
            f"{DOWN} {canvas.say(FALL)}",
            canvas.surface.accent,
            [s for s in found if _is_move(s) and s.amount < 0],
        ),
    }
    traces = [_bars(canvas, name, ink, lines, floor) for name, ink, lines in kinds.values() if lines]
    return [*traces, _connectors(canvas, found)], _layout(canvas, found, floor)


def steps(canvas: Canvas) -> list[Step]:
    """Every line with the ends of its bar: a level stands on zero, a move on where the line before ended."""
    found, reached = [], 0.0
    for code, amount, is_level in zip(canvas.codes("y"), canvas.values("x"), canvas.values("level"), strict=True):
        begins = 0.0 if is_level else reached
        reached = begins + (amount or 0)
        found.append(Step(code, amount, begins, reached, bool(is_level)))
    return found


def _is_move(step: Step) -> bool:
    return not step.is_level and step.amount is not None


def _floor(found: list[Step]) -> float:
    """Where the axis starts: zero, unless all levels stand far above it and the moves between them would vanish."""
    low, high = min(s.ends for s in found), max(s.ends for s in found)
    if not CUT_FROM * high < low < high:
        return 0.0
    power = 10 ** math.floor(math.log10(high - low))
    return max(0.0, math.floor((low - (high - low) * 0.4) / power) * power)


def _bars(canvas: Canvas, name: str, ink: str, lines: list[Step], floor: float) -> dict:
    codes = [step.code for step in lines]
    words = canvas.wordings("y", codes)
    told = canvas.told(canvas.options["x"], [s.amount for s in lines], "customdata[3]")
    sign = name[:1]
    # Bars of levels begin where the axis does: none reaches out of the plot.
    bases = [max(floor, step.begins) if step.is_level else step.begins for step in lines]
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "showlegend": bool(name),
        "base": bases,
        "x": [step.ends - base for step, base in zip(lines, bases, strict=True)],
        "y": [code or "" for code in codes],
        "width": BAR,
        "customdata": [[s.code, words[s.code], None, s.amount, s.ends] for s in lines],
        "hovertemplate": f"<b>%{{customdata[1]}}</b><br>{sign} {told}{ONLY}",
        # Levels stay as they are when a part is selected: they belong to all parts.
        "marker": {"color": ink, "opacity": canvas.dim("y", codes, None) if name else [1.0] * len(codes)},
    }


def _connectors(canvas: Canvas, found: list[Step]) -> dict:
    """From the end of each bar down to the next one."""
    pairs = list(pairwise(found))
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "",
        "showlegend": False,
        "hoverinfo": "skip",
        "x": [x for one, _ in pairs for x in (one.ends, one.ends, None)],
        "y": [y for one, other in pairs for y in (one.code or "", other.code or "", None)],
        "line": {"color": canvas.surface.muted, "width": 1, "dash": "dot"},
    }


def _layout(canvas: Canvas, found: list[Step], floor: float) -> dict:
    labels = _labels(canvas, found)
    column = math.ceil(LABEL_PIXELS * max(map(text.width, labels), default=0))
    low, high = min(0.0, *(s.ends for s in found)), max(s.ends for s in found)
    span = (high - (floor or low)) or 1
    names = axes.category_axis(canvas, "y", [s.code for s in found])
    lines = max((name.count("<br>") + 1 for name in names["ticktext"]), default=1)
    axis = axes.value_axis(canvas, canvas.options["x"], [low, high], about=4)
    axis |= {"range": [(floor or low) - 0.01 * span, high + 0.02 * span], "tickangle": 0}
    # The title of the page's figure names the quantity; a narrow axis has room for the unit and for where it starts.
    said = [canvas.unit(canvas.options["x"]), _cut(canvas, floor) if floor else ""]
    axis["title"] = axis["title"] | {"text": " · ".join(filter(None, said))}
    if floor:
        ticks = [v for v in axes.nice_ticks(floor, high, 4) if floor <= v <= high + 0.02 * span]
        axis |= {"tickvals": ticks, "ticktext": [canvas.short(v) for v in ticks]}
    return {
        "xaxis": axis,
        "yaxis": names | {"range": [len(found) - 0.5, -0.5], "ticklabelstandoff": 4},
        "barmode": "overlay",
        "margin": axes.MARGIN | {"r": column + 3 * GAP},
        "height": AROUND + max(LINE, 19 * lines) * max(len(found), 3),
        "annotations": [_label(canvas, place, words, column) for place, words in enumerate(labels)],
    }


def _cut(canvas: Canvas, floor: float) -> str:
    return canvas.say(CUT).format(start=canvas.short(floor))


def _labels(canvas: Canvas, found: list[Step]) -> list[str]:
    """Every amount at the right edge: a level bare, a move with its sign."""
    said = canvas.values("words") if canvas.has("words") else [canvas.short(abs(s.amount or 0)) for s in found]
    return [
        words if step.is_level else f"{_sign(step)} {words}".strip() for step, words in zip(found, said, strict=True)
    ]


def _sign(step: Step) -> str:
    return UP if (step.amount or 0) > 0 else DOWN if (step.amount or 0) < 0 else ""


def _label(canvas: Canvas, place: int, words: str, column: int) -> dict:
    ink = {"color": canvas.surface.text}
    edge = {"xref": "paper", "xanchor": "right", "xshift": column + 2 * GAP, "align": "right"}
    return axes.words_at(1, place, words, ink) | edge
