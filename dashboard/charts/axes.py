"""Axes and the frame around them: ticks, date formats, the incomplete span, the base layout."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from dashboard.catalog import Label
from dashboard.charts.canvas import INCOMPLETE, NOT_STATED, Canvas, exact_format, in_order, period_end, wrap
from dashboard.palette import Surface
from dashboard.text import COMPACT_FROM

# The reader's own fonts, Chinese first; the same list stands in .streamlit/config.toml.
FONTS = (
    "PingFang SC, Microsoft YaHei, HarmonyOS Sans SC, MiSans, Noto Sans CJK SC, Source Han Sans SC, "
    "WenQuanYi Micro Hei, system-ui, sans-serif"
)
FONT_SIZE = 13
MARGIN = {"l": 8, "r": 12, "t": 12, "b": 8}
# Height of a note over the plot; of the legend and the ticks around it, about.
NOTE, AROUND = 16, 76
# Ends a tooltip: no second box with the name of the series.
ONLY = "<extra></extra>"
# Begins a line of a tooltip that several series share.
NAMED = "%{fullData.name}  "
HOVER_PERIOD = {
    "zh": {"month": "%Y年%-m月", "quarter": "%Y年第%q季度", "year": "%Y年", "day": "%Y年%-m月%-d日"},
    "en": {"month": "%b %Y", "quarter": "Q%q %Y", "year": "%Y", "day": "%-d %b %Y"},
}
# A year on a tick is bare in both languages: ten of them fit a phone.
TICK_PERIOD = {
    "zh": {"month": "%-m月\n%Y年", "quarter": "%q季度\n%Y年", "year": "%Y", "day": "%-m月%-d日\n%Y年"},
    "en": {"month": "%b\n%Y", "quarter": "Q%q\n%Y", "year": "%Y", "day": "%-d %b\n%Y"},
}
FEW_PERIODS = {"month": 6, "quarter": 5, "year": 12}
PERIOD_LABELS = 12
# A line whose least value is this part of its greatest is drawn without zero.
LEVEL_FROM = 0.6
PLOTLY_PERIOD = {"month": "M1", "quarter": "M3", "year": "M12"}


def frame(surface: Surface, height: int) -> dict:
    """What all figures share: no background, system fonts, legend on top left, clicks select."""
    return {
        # An own, empty template: figures look the same whichever template a library registered.
        "template": {},
        "height": height,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONTS, "size": FONT_SIZE, "color": surface.text},
        "margin": MARGIN,
        "legend": legend(),
        "hoverlabel": {
            "bgcolor": surface.background,
            "bordercolor": surface.border,
            "font": {"family": FONTS, "size": FONT_SIZE, "color": surface.text},
            "align": "left",
            "namelength": -1,
        },
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": surface.muted, "activecolor": surface.text},
        "hovermode": "closest",
        "clickmode": "event+select",
        "dragmode": False,
        "bargap": 0.28,
        "separators": ".,",
    }


def legend() -> dict:
    return {
        "orientation": "h",
        # At the top of the figure, whose margin plotly then makes as high as the rows of the legend.
        **{"xref": "container", "x": 0, "xanchor": "left"},
        **{"yref": "container", "y": 1, "yanchor": "top"},
        # Entries of groups flow, each as wide as its words; without groups all are as wide as the widest.
        "traceorder": "grouped",
        "tracegroupgap": 0,
        "bgcolor": "rgba(0,0,0,0)",
    }


def value_axis(canvas: Canvas, name: str, values: Iterable[float | None], about: int = 5) -> dict:
    """A quantity from zero, its unit in the title; large numbers on ticks of their own (2万, 1.5亿, 20K)."""
    known = [v for v in values if v is not None]
    top, bottom = max([0, *known]), min([0, *known])
    axis = _axis(canvas, canvas.title(name)) | {"rangemode": "tozero", "tickformat": ",", "nticks": about + 1}
    if max(top, -bottom) >= COMPACT_FROM:
        ticks = nice_ticks(bottom, top, about)
        axis |= {"tickvals": ticks, "ticktext": [canvas.short(v) for v in ticks]}
    elif top - bottom < 5 and exact_format(known) == ",.0f":
        # Nobody files half a patent, not even when there is none.
        axis["dtick"] = 1
    return axis


def level_axis(canvas: Canvas, name: str, values: Iterable[float | None]) -> dict:
    """The axis of a line: from zero, unless all of it is far above and a slow rise would look flat."""
    known = [v for v in values if v is not None]
    axis = value_axis(canvas, name, known)
    low, high = min(known, default=0), max(known, default=0)
    if not LEVEL_FROM * high < low < high:
        return axis
    pad = (high - low) * 0.12
    ticks = [v for v in nice_ticks(low, high) if low - pad <= v <= high + pad]
    words = [canvas.short(v) for v in ticks]
    axis |= {"rangemode": "normal", "range": [low - pad, high + pad], "tickvals": ticks}
    # Short numbers close to each other may read the same.
    return axis | {"ticktext": words if len(set(words)) == len(words) else [f"{v:,.12g}" for v in ticks]}


def nice_ticks(bottom: float, top: float, about: int = 5) -> list[float]:
    """Round values from bottom to beyond top, in steps of 1, 2 or 5 times a power of ten."""
    rough = (top - bottom) / about
    power = 10 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= rough)
    return [step * i for i in range(math.floor(bottom / step), math.ceil(top / step) + 1)]


def category_axis(canvas: Canvas, part: str, codes: Sequence[str | None], title: str = "") -> dict:
    """Codes in the order given, read by their labels. A missing code is the category ``""``.

    All names stand there in full; of many periods, about a dozen do.
    """
    keys = [code or "" for code in codes]
    every = math.ceil(len(keys) / PERIOD_LABELS) if canvas.is_dated(part) else 1
    names = _period_names if canvas.is_dated(part) else _names
    return _axis(canvas, title) | {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": keys,
        "tickvals": keys[::every],
        "ticktext": names(canvas, part, codes[::every]),
        "showgrid": False,
        "autotickangles": [0, -35, -60, -90],
    }


def _names(canvas: Canvas, part: str, codes: Sequence[str | None]) -> list[str]:
    words = canvas.wordings(part, codes)
    return [wrap(words[code]) for code in codes]


def _period_names(canvas: Canvas, _part: str, codes: Sequence[str | None]) -> list[str]:
    """Periods as a dated axis names them: the year stands under the first of its periods only."""
    names, last = [], None
    for code in codes:
        within, year = _period_name(canvas, code)
        names.append(within if year == last else f"{within}<br>{year}".removeprefix("<br>"))
        last = year
    return names


def _period_name(canvas: Canvas, code: str | None) -> tuple[str, str]:
    if code is None:
        return canvas.say(NOT_STATED), ""
    day = date.fromisoformat(code)
    if canvas.grain == "year":
        return "", f"{day.year}"
    quarter = (day.month + 2) // 3
    within = {"month": Label(f"{day:%b}", f"{day.month}月"), "quarter": Label(f"Q{quarter}", f"{quarter}季度")}
    of_day = Label(f"{day.day} {day:%b}", f"{day.month}月{day.day}日")
    return canvas.say(within.get(canvas.grain, of_day)), canvas.say(Label(f"{day.year}", f"{day.year}年"))


def x_axis(canvas: Canvas) -> dict:
    """Time when the part `x` holds dates, else categories in the order of the rows."""
    if canvas.is_dated("x"):
        return _dated_axis(canvas, {day for day in canvas.values("x") if day})
    name = canvas.options["x"]
    return category_axis(canvas, "x", in_order(canvas.codes("x"), ()), "" if canvas.known("x") else canvas.title(name))


def _dated_axis(canvas: Canvas, days: Collection[date]) -> dict:
    """Time, ticked at the grain or coarser as the width allows."""
    ticks, grain = TICK_PERIOD[canvas.language], canvas.grain
    axis = _axis(canvas, "") | {
        "type": "date",
        "showgrid": False,
        "hoverformat": HOVER_PERIOD[canvas.language][grain],
        "tickformatstops": _tick_formats(ticks, grain),
    }
    # Left alone, few periods get ticks inside a period; many are thinned to the width, so a phone works.
    if len(days) <= FEW_PERIODS.get(grain, 0):
        axis["dtick"] = PLOTLY_PERIOD[grain]
    return axis


def _tick_formats(ticks: Mapping[str, str], grain: str) -> list[dict]:
    """A tick never says more than the grain knows: a year's figure has no month."""
    if grain == "year":
        return [{"dtickrange": [None, None], "value": ticks["year"]}]
    within = ticks[grain]
    return [{"dtickrange": [None, "M11"], "value": within}, {"dtickrange": ["M12", None], "value": ticks["year"]}]


def period_width(canvas: Canvas) -> dict:
    """Bars are as wide as their period allows, even a single one; they stand on its first day, like ticks and points."""
    if canvas.grain not in PLOTLY_PERIOD or not canvas.is_dated("x"):
        return {}
    return {"xperiod": PLOTLY_PERIOD[canvas.grain], "xperiodalignment": "start"}


def incomplete_span(canvas: Canvas) -> dict:
    """A band over the periods that are not complete, with the words for it; nothing when all are."""
    late = sorted({day for day in canvas.values("x") if canvas.is_incomplete(day)})
    if not late:
        return {}
    band = _band(canvas, late) | {"fillcolor": canvas.surface.band, "line": {"width": 0}, "layer": "below"}
    return {"shapes": [band], **note(canvas, canvas.say(INCOMPLETE), band["x1"])}


def chosen_span(canvas: Canvas, since: date, until: date) -> list[dict]:
    """A frame around the periods that the reader has brushed out of the window; none when they are not in it."""
    days = sorted({day for day in canvas.values("x") if isinstance(day, date) and since <= day <= until})
    line = {"width": 1.5, "color": canvas.surface.accent, "dash": "dot"}
    fill = {"fillcolor": canvas.surface.accent, "opacity": 0.12, "line": line, "layer": "above", "name": "span"}
    return [_band(canvas, days) | fill] if days else []


def _band(canvas: Canvas, days: Sequence[date]) -> dict:
    # A period is drawn around its first day, so a band begins and ends between two periods.
    half = (period_end(days[-1], canvas.grain) - days[-1] + timedelta(days=1)) / 2
    ends = {"x0": (days[0] - half).isoformat(), "x1": (days[-1] + half).isoformat()}
    return {"type": "rect", "yref": "y domain", **ends, "y0": 0, "y1": 1}


def words_at(x: float | str, y: float, words: str, font: Mapping[str, object]) -> dict:
    """Words in the figure. An annotation, because a click on any point pales the text of traces."""
    return {"x": x, "y": y, "text": words, "showarrow": False, "font": {"size": FONT_SIZE, **font}}


def note(canvas: Canvas, words: str, end: str | float) -> dict:
    """Words over the plot, ending at that place of the x axis; `settle` makes the room for them."""
    annotation = words_at(end, 1, words, {"size": FONT_SIZE - 1, "color": canvas.surface.muted})
    return {"annotations": [annotation | {"yref": "y domain", "xanchor": "right", "yanchor": "bottom"}]}


def settle(layout: dict) -> dict:
    """The layout with room over the plot for a note: in the margin, or under the legend that fills the margin."""
    if not any(words.get("yref") == "y domain" for words in layout.get("annotations", ())):
        return layout
    if not layout["showlegend"]:
        return layout | {"margin": layout["margin"] | {"t": MARGIN["t"] + NOTE}}
    plot = layout["height"] - AROUND
    return layout | {"yaxis": layout["yaxis"] | {"domain": [0, round(1 - NOTE / plot, 3)]}}


def _axis(canvas: Canvas, title: str) -> dict:
    surface = canvas.surface
    # Plotly keeps room for a title that is empty, none for one that is not there.
    words = {"text": title} if title else {}
    return {
        "title": words | {"font": {"size": FONT_SIZE - 1, "color": surface.muted}, "standoff": 6},
        "automargin": True,
        "gridcolor": surface.grid,
        "linecolor": surface.border,
        "tickfont": {"color": surface.muted},
        "zeroline": False,
        "ticks": "",
        "fixedrange": True,
    }
