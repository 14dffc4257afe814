"""Ranked lists: horizontal bars in the order of the rows, values at their ends, names in full."""

import math
from collections.abc import Mapping, Sequence

from dashboard import text
from dashboard.charts import axes
from dashboard.charts.axes import ONLY
from dashboard.charts.canvas import DIGIT_SPACE, Canvas, Series, code_of, wrap

# Title, ticks and legend around the bars; a half-width character of a label; the blank on both sides of the labels.
AROUND = 90
LABEL_PIXELS = 7.3
GAP = 6
# Half-width characters of small letters on a line.
SMALL_WIDTH = 32
Amounts = Mapping[str | None, float | None]


def rank(canvas: Canvas) -> tuple[list[dict], dict]:
    """`x` the value, `y` who; `by` stacks, `share` is written after the value, `prior` is a mark on the bar."""
    ends = canvas.totals("y", "x")
    traces = [_bars(canvas, s) for s in canvas.series("y", "x")]
    reach = [value or 0 for value in ends.values()]
    if canvas.has_prior:
        before = canvas.totals("y", "prior")
        traces.append(_prior(canvas, before))
        reach += [value or 0 for value in before.values()]
    return traces, _layout(canvas, ends, max(reach, default=0) or 1)


def _layout(canvas: Canvas, ends: Amounts, top: float) -> dict:
    """Bars and marks share one scale; the labels have the margin to themselves, at any width."""
    labels = _end_labels(canvas, ends)
    column = math.ceil(LABEL_PIXELS * max(map(text.width, labels), default=0))
    names = axes.category_axis(canvas, "y", list(ends))
    lines = max(name.count("<br>") + 1 for name in names["ticktext"])
    height = AROUND + max(30, 19 * lines) * max(len(ends), 2)
    if canvas.height and canvas.height < height:
        names |= {"ticktext": [_small(word) for word in canvas.wordings("y", ends).values()]}
    return {
        "xaxis": axes.value_axis(canvas, canvas.options["x"], [top], about=2)
        | {"range": [0, top * 1.02], "tickangle": 0},
        "yaxis": names | {"range": [len(ends) - 0.5, -0.5], "ticklabelstandoff": 4},
        "barmode": "stack",
        "bargap": 0.32,
        "margin": axes.MARGIN | {"r": column + 3 * GAP},
        "height": height,
        "annotations": _labels(canvas, labels, column + 2 * GAP),
    }


def _small(words: str) -> str:
    """A name too long for one line, in small letters over fewer: the height given has no room for more."""
    name = wrap(words)
    return (
        f'<span style="font-size:{axes.FONT_SIZE - 2}px">{wrap(words, SMALL_WIDTH)}</span>' if "<br>" in name else name
    )


def _bars(canvas: Canvas, series: Series) -> dict:
    codes = [code_of(place) for place in series.places]
    words, told = canvas.wordings("y", codes), canvas.told(canvas.options["x"], series.values, "x")
    return {
        "type": "bar",
        "orientation": "h",
        "name": series.label,
        "x": series.values,
        "y": [code or "" for code in codes],
        "customdata": [[code, words[code], series.code] for code in codes],
        "hovertemplate": f"<b>%{{customdata[1]}}</b><br>{series.label}  {told}{ONLY}",
        "marker": {
            "color": series.colour,
            "opacity": canvas.dim("y", codes, series.code),
            "line": {"color": canvas.surface.background, "width": 1},
        },
    }


def _end_labels(canvas: Canvas, ends: Amounts) -> list[str]:
    values = [canvas.short(v) for v in ends.values()]
    if not canvas.has("share"):
        return values
    # A share is a fraction, unless its unit says that it is in per cent already.
    per = 1 if canvas.unit(canvas.options["share"]) == "%" else 100
    shares = ["" if s is None else f"{s * per:.1f}%" for s in canvas.totals("y", "share").values()]
    widest = max(map(len, shares), default=0)
    # Blanks as wide as digits keep both the values and the shares in line.
    return [f"{v} · {s.rjust(widest, DIGIT_SPACE)}" if s else v for v, s in zip(values, shares, strict=True)]


def _labels(canvas: Canvas, labels: Sequence[str], shift: int) -> list[dict]:
    """A column at the right edge, set flush right; categories stand at whole numbers."""
    font = {"color": canvas.surface.text}
    column = {"xref": "paper", "xanchor": "right", "xshift": shift, "align": "right"}
    return [axes.words_at(1, place, label, font) | column for place, label in enumerate(labels)]


def _prior(canvas: Canvas, before: Amounts) -> dict:
    name, told = canvas.prior_label(), canvas.told(canvas.options["prior"], before.values(), "x")
    words = canvas.wordings("y", before)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": list(before.values()),
        "y": [code or "" for code in before],
        "customdata": [[code, words[code], None] for code in before],
        "hovertemplate": f"<b>%{{customdata[1]}}</b><br>{name}  {told}{ONLY}",
        "marker": {"symbol": "line-ns-open", "size": 17, "color": canvas.surface.accent, "line": {"width": 2.4}},
    }
