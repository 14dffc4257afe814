"""Ranked lists: horizontal bars in the order of the rows, values at their ends, names in full."""

from collections.abc import Mapping, Sequence

from dashboard.charts import axes
from dashboard.charts.axes import ONLY
from dashboard.charts.canvas import Canvas, Series, code_of, text_width

Amounts = Mapping[str | None, float | None]


def rank(canvas: Canvas) -> tuple[list[dict], dict]:
    """`x` the value, `y` who; `by` stacks, `share` is written after the value, `prior` is a mark on the bar."""
    ends = canvas.totals("y", "x")
    labels = _end_labels(canvas, ends)
    traces = [_bars(canvas, s) for s in canvas.series("y", "x")]
    reach = {code: value or 0 for code, value in ends.items()}
    if canvas.has("prior"):
        before = canvas.totals("y", "prior")
        traces.append(_prior(canvas, before))
        reach = {code: max(value, before[code] or 0) for code, value in reach.items()}
    return traces, _layout(canvas, reach, max(map(text_width, labels), default=0)) | {
        "annotations": _labels(canvas, reach, labels)
    }


def _layout(canvas: Canvas, reach: Amounts, longest: int) -> dict:
    """Room for the longest label is found partly in the range, partly in the margin."""
    top = max(reach.values(), default=0) or 1
    names = axes.category_axis(canvas, "y", list(reach))
    lines = max(name.count("<br>") + 1 for name in names["ticktext"])
    return {
        "xaxis": axes.value_axis(canvas, canvas.options["x"], reach.values(), about=3)
        | {"range": [0, top * (1 + 0.022 * longest)]},
        "yaxis": names | {"autorange": "reversed", "ticklabelstandoff": 4},
        "barmode": "stack",
        "bargap": 0.32,
        "margin": axes.MARGIN | {"r": 12 + 4 * longest},
        "height": 90 + max(30, 19 * lines) * max(len(reach), 2),
    }


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
            "opacity": canvas.dim(codes, [series.code] * len(codes)),
            "line": {"color": canvas.surface.background, "width": 1},
        },
    }


def _end_labels(canvas: Canvas, ends: Amounts) -> list[str]:
    values = [canvas.short(v) for v in ends.values()]
    if not canvas.has("share"):
        return values
    # A share is a fraction, unless its unit says that it is in per cent already.
    per = 1 if canvas.unit(canvas.options["share"]) == "%" else 100
    shares = canvas.totals("y", "share").values()
    return [v if s is None else f"{v} · {s * per:.1f}%" for v, s in zip(values, shares, strict=True)]


def _labels(canvas: Canvas, reach: Amounts, labels: Sequence[str]) -> list[dict]:
    """The labels beside the bars; categories stand at whole numbers."""
    font, beside = {"color": canvas.surface.text}, {"xanchor": "left", "xshift": 4}
    ends = enumerate(zip(reach.values(), labels, strict=True))
    return [axes.words_at(end, place, label, font) | beside for place, (end, label) in ends]


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
