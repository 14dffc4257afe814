"""Upright bars: over time or categories, stacked or side by side, as steps of a ladder, as shares of a whole."""

from collections.abc import Iterable, Mapping, Sequence

from dashboard import palette
from dashboard.charts import axes
from dashboard.charts.axes import NAMED, ONLY
from dashboard.charts.canvas import SHARE, Canvas, Series, code_of

# Up to so many bars each says its own value.
LABELLED = 12
STACKED = {"barmode": "stack"}


def bar(canvas: Canvas) -> tuple[list[dict], dict]:
    """Bars, stacked by `by`; `prior` is a dotted line over time and a dash over categories."""
    found = canvas.series()
    traces = [_bars(canvas, s, canvas.told(canvas.options["y"], s.values)) for s in found]
    heights = list(canvas.totals("x").values())
    if len(found) == 1 and len(heights) <= LABELLED and not canvas.has_prior:
        traces[0] |= _written(canvas, found[0].values)
    if canvas.has_prior:
        before = canvas.totals("x", "prior")
        traces.append(_prior(canvas, before))
        heights += before.values()
    return traces, _layout(canvas, canvas.options["y"], heights) | STACKED


def ladder(canvas: Canvas) -> tuple[list[dict], dict]:
    """Buckets in their own order, the nearest darkest."""
    [series] = canvas.series()
    name = canvas.options["y"]
    trace = _bars(canvas, series, canvas.told(name, series.values)) | _written(canvas, series.values)
    shades = palette.steps(len(series.places) + 2, canvas.dark)[2:]
    trace["marker"] |= {"color": shades[::-1]}
    return [trace], _layout(canvas, name, series.values) | {"bargap": 0.16}


def grouped(canvas: Canvas) -> tuple[list[dict], dict]:
    """Quantities that do not add, side by side: `y` names several columns."""
    names = canvas.options["y"].split(",")
    places = canvas.values("x")
    traces = []
    for number, name in enumerate(names):
        values = canvas.column(name)
        series = Series(None, canvas.label(name), palette.nth(number, canvas.dark), places, values, [])
        trace = _bars(canvas, series, canvas.told(name, values)) | {"meta": name}
        few = len(places) * len(names) <= LABELLED
        traces.append(trace | _written(canvas, values) if few else trace)
    layout = _layout(canvas, names[0], [v for name in names for v in canvas.column(name)])
    layout["yaxis"]["title"]["text"] = " / ".join(dict.fromkeys(filter(None, map(canvas.unit, names))))
    return traces, layout | {"barmode": "group", "bargroupgap": 0.06}


def share(canvas: Canvas) -> tuple[list[dict], dict]:
    """Each bar is a whole of 100; the tooltip keeps the quantity."""
    totals = canvas.totals("x")
    traces = [_shares(canvas, s, totals) for s in canvas.series()]
    layout = _layout(canvas, canvas.options["y"], [100]) | STACKED
    layout["yaxis"] |= {"range": [0, 100]}
    layout["yaxis"]["title"]["text"] = canvas.titled(canvas.say(SHARE), "%")
    return traces, layout


def _shares(canvas: Canvas, series: Series, totals: Mapping[str | None, float | None]) -> dict:
    wholes = [totals[code_of(place)] for place in series.places]
    parts = [
        100 * v / whole if v is not None and whole else None for v, whole in zip(series.values, wholes, strict=True)
    ]
    quantity = canvas.told(canvas.options["y"], series.values, "customdata[3]")
    trace = _bars(canvas, series, f"%{{y:.1f}}% · {quantity}")
    data = [[*point, value] for point, value in zip(trace["customdata"], series.values, strict=True)]
    return (
        trace | {"y": parts, "customdata": data} | (_inside(canvas, parts, series) if len(totals) <= LABELLED else {})
    )


# --- one series -------------------------------------------------------------------------------


def _bars(canvas: Canvas, series: Series, told: str) -> dict:
    """A bar a point. A click hands over a code and its label: of the x axis, or of the series when x is time."""
    places = [code_of(place) for place in series.places]
    return {
        "type": "bar",
        "name": series.label,
        "x": [place or "" for place in places],
        "y": series.values,
        "customdata": _data(canvas, series, places),
        "hovertemplate": NAMED + told + ONLY,
        "marker": {
            "color": series.colour,
            "opacity": canvas.dim("x", places, series.code),
            # Separators in the background's colour keep stacked parts apart without their colours.
            "line": {"color": canvas.surface.background, "width": 1},
            "pattern": {"shape": ["/" * canvas.is_incomplete(day) for day in series.places], "size": 6},
        },
        **axes.period_width(canvas),
    }


def _data(canvas: Canvas, series: Series, places: Sequence[str | None]) -> list[list]:
    if canvas.is_dated("x"):
        return [[series.code, series.label, place] for place in places]
    words = canvas.wordings("x", places)
    return [[place, words[place], series.code] for place in places]


def _written(canvas: Canvas, values: Sequence[float | None]) -> dict:
    return {
        "text": [canvas.short(v) for v in values],
        "textposition": "outside",
        "textangle": 0,
        "cliponaxis": False,
        "textfont": {"color": canvas.surface.text},
    }


def _inside(canvas: Canvas, parts: Sequence[float | None], series: Series) -> dict:
    """Whole per cents inside the parts that have room for them; hatched parts say theirs in the tooltip only."""
    told = [part and part >= 7 and not canvas.is_incomplete(x) for part, x in zip(parts, series.places, strict=True)]
    return {
        "text": [f"{part:.0f}" if say else "" for part, say in zip(parts, told, strict=True)],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": palette.ink_on(series.colour)},
    }


def _prior(canvas: Canvas, before: Mapping[str | None, float | None]) -> dict:
    ink, dated = canvas.surface.accent, canvas.is_dated("x")
    dash = {"symbol": "line-ew-open", "size": 20, "color": ink, "line": {"width": 2.4}}
    return {
        "type": "scatter",
        "name": canvas.prior_label(),
        "mode": "lines+markers" if dated else "markers",
        "line": {"color": ink, "width": 1.6, "dash": "dot"},
        "marker": {"size": 4, "color": ink} if dated else dash,
        "x": [place or "" for place in before],
        "y": list(before.values()),
        "customdata": [[None if dated else place, canvas.prior_label(), None] for place in before],
        "hovertemplate": NAMED + canvas.told(canvas.options["prior"], before.values()) + ONLY,
        **axes.period_width(canvas),
    }


def _layout(canvas: Canvas, name: str, heights: Iterable[float | None]) -> dict:
    return {
        "xaxis": axes.x_axis(canvas),
        "yaxis": axes.value_axis(canvas, name, heights),
        "hovermode": "x unified",
        # What a narrow bar has no room for, the tooltip says.
        "uniformtext": {"minsize": 9, "mode": "hide"},
        **axes.incomplete_span(canvas),
    }
