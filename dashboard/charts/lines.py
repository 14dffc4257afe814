"""Trends: lines and stacked areas over periods."""

from collections.abc import Iterable, Mapping

from dashboard.charts import axes
from dashboard.charts.axes import NAMED, ONLY
from dashboard.charts.canvas import Canvas, Series, code_of

MARKERS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star", "hexagon", "pentagon", "triangle-down")
# From so many points on, markers stand on some points only: they tell lines apart, they do not count.
SPARSE_FROM = 16


def line(canvas: Canvas) -> tuple[list[dict], dict]:
    """One line a series; the year before thin and dotted; periods that are not complete dashed."""
    found = canvas.series()
    traces = [trace for place, s in enumerate(found) for trace in _line(canvas, s, place, len(found))]
    values = canvas.values("y")
    if canvas.has_prior:
        traces += [_prior(canvas, s) for s in found if any(value is not None for value in s.priors)]
        values = values + canvas.values("prior")
    layout = _layout(canvas, values)
    return traces, layout | {"yaxis": axes.level_axis(canvas, canvas.options["y"], values)}


def _line(canvas: Canvas, series: Series, place: int, count: int) -> list[dict]:
    """The whole line carries hover and clicks; when its end is not complete, it is dashed under a solid part."""
    late = [canvas.is_incomplete(day) for day in series.places]
    few = len(late) <= SPARSE_FROM
    marker = {"symbol": MARKERS[place % len(MARKERS)], "size": 7, "color": series.colour}
    whole = {
        **_points(canvas, series, "y"),
        "mode": "lines+markers" if count > 1 or few else "lines",
        "line": {"color": series.colour, "width": 2.2},
        "marker": marker | {"maxdisplayed": 0 if few else 12},
    }
    return [_dashed(whole, late), _solid(whole, late)] if any(late) else [whole]


def _dashed(whole: dict, late: list[bool]) -> dict:
    """Dashed from end to end, marked hollow at its late end only: the rest is covered by the solid part."""
    symbol = whole["marker"]["symbol"]
    return {
        **whole,
        "mode": "lines+markers",
        "opacity": 0.75,
        "line": {**whole["line"], "dash": "dash"},
        "marker": {**whole["marker"], "symbol": f"{symbol}-open", "size": [7 * n for n in late], "maxdisplayed": 0},
        "showlegend": False,
    }


def _solid(whole: dict, late: list[bool]) -> dict:
    """The complete part once more, solid, as the legend shows it."""
    return {
        **whole,
        **_cut(whole, 0, len(late) - sum(late)),
        "hoverinfo": "skip",
        "hovertemplate": None,
    }


def _prior(canvas: Canvas, series: Series) -> dict:
    name, split = canvas.prior_label(), canvas.has("by")
    return {
        **_points(canvas, series, "prior"),
        "name": f"{series.label} · {name}" if split else name,
        "legendgroup": f"{series.label} prior",
        "mode": "lines",
        "line": {"color": series.colour if split else canvas.surface.muted, "width": 1.4, "dash": "dot"},
    }


def area(canvas: Canvas) -> tuple[list[dict], dict]:
    """Series stacked; stripes lie over the end that is not complete."""
    heights = canvas.totals("x")
    traces = [_area(canvas, s) for s in canvas.series()]
    return [*traces, *_stripes(canvas, heights)], _layout(canvas, heights.values())


def _area(canvas: Canvas, series: Series) -> dict:
    return {
        **_points(canvas, series, "y"),
        "mode": "lines",
        "stackgroup": "all",
        "line": {"color": canvas.surface.background, "width": 1},
        "marker": {"color": series.colour},
        "fillcolor": series.colour,
    }


def _stripes(canvas: Canvas, heights: Mapping[str | None, float | None]) -> list[dict]:
    """Stripes in the background's colour over the stack, from its last complete point to its end."""
    days = sorted({day for day in canvas.values("x") if day})
    late = sum(canvas.is_incomplete(day) for day in days)
    if not late:
        return []
    over = [day.isoformat() for day in days[-late - 1 :]]
    fill = {"shape": "/", "fgcolor": canvas.surface.background, "bgcolor": "rgba(0,0,0,0)", "size": 7, "solidity": 0.55}
    stripes = {
        "type": "scatter",
        "mode": "lines",
        "x": [over[0], *over, over[-1]],
        "y": [0, *(heights[day] or 0 for day in over), 0],
        "line": {"width": 0},
        "fill": "toself",
        "fillpattern": fill,
        "hoverinfo": "skip",
        "showlegend": False,
    }
    return [stripes]


def _cut(trace: dict, start: int, end: int) -> dict:
    return {key: trace[key][start:end] for key in ("x", "y", "customdata")}


def _points(canvas: Canvas, series: Series, part: str) -> dict:
    """Coordinates, and what a click hands over: code, label, place on the x axis."""
    places = [code_of(place) or "" for place in series.places]
    values = series.values if part == "y" else series.priors
    return {
        "type": "scatter",
        "name": series.label,
        "legendgroup": series.label,
        "x": places,
        "y": values,
        "customdata": [[series.code, series.label, place] for place in places],
        "hovertemplate": NAMED + canvas.told(canvas.options[part], values) + ONLY,
    }


def _layout(canvas: Canvas, values: Iterable[float | None]) -> dict:
    return {
        "xaxis": axes.x_axis(canvas),
        "yaxis": axes.value_axis(canvas, canvas.options["y"], values),
        "hovermode": "x unified",
        **axes.incomplete_span(canvas),
    }
