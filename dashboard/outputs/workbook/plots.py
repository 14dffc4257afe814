"""A view as a native chart's own data: places along one axis, series along the other. It knows nothing of XlsxWriter."""

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard import answers, palette
from dashboard.catalog import Label
from dashboard.charts.canvas import INCOMPLETE, Canvas, code_of, in_order
from dashboard.charts.cells import grid_order
from dashboard.charts.falls import FALL, RISE, steps
from dashboard.charts.funnels import as_ranking
from dashboard.decks.shown import DistrictMap, Figure
from dashboard.outputs.workbook.tables import (
    DISTRICT,
    PRIOR,
    axis_title,
    canvas_of,
    district_names,
    number_form,
    worded,
)

LEVEL, BASE = Label("Level", "水平"), Label("(not drawn)", "（不绘制）")
Code = str | None


@dataclass(frozen=True)
class Series:
    """Values in the order of the places. `role` is value, prior (what is compared with) or base (not drawn); `shades`
    are colours point by point, where they differ."""

    name: str
    colour: str
    values: tuple[float | None, ...]
    role: str = "value"
    shades: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plot:
    """`shape` is line, area, column, stacked, share, bar, stacked_bar or grid (a heat map in cells).

    `axis` tells the quantity and its unit; `late` which places are periods that are not complete.
    """

    shape: str
    corner: str
    places: tuple[str, ...]
    series: tuple[Series, ...]
    axis: str
    form: str
    late: tuple[bool, ...] = ()
    note: str = ""

    @property
    def is_flat(self) -> bool:
        """Whether its bars lie, names at the left."""
        return self.shape in ("bar", "stacked_bar")

    @property
    def known(self) -> list[float]:
        return [v for s in self.series for v in s.values if v is not None]


def of_figure(view: Figure, language: str) -> Plot | None:
    """The chart of a query's rows, or None where they are a table or nothing."""
    if not is_drawn(view):
        return None
    return _KINDS[view.query.draw.kind](canvas_of(view, language))


def is_drawn(view: Figure) -> bool:
    draw = view.query.draw
    return draw is not None and draw.kind in _KINDS and not answers.is_empty(view.query, view.rows)


def of_districts(view: DistrictMap, language: str) -> Plot:
    """The ranking of the districts, the period compared with beside each."""
    names, unit = district_names(language), view.metric.unit(language)
    codes = tuple(view.rows["district_code"])
    value, prior = (tuple(_plain(v) for v in view.rows[name]) for name in ("value", "prior"))
    title = view.metric.title(language)
    series = [Series(title, palette.LIGHT.primary, value)]
    if any(v is not None for v in prior):
        series.append(Series(PRIOR(language), palette.NOT_STATED[0], prior, "prior"))
    places = tuple(names.get(code, code) for code in codes)
    return Plot("bar", DISTRICT(language), places, tuple(series), axis_title(view, language), number_form(value, unit))


# --- kinds ------------------------------------------------------------------------------------


def _line(canvas: Canvas) -> Plot:
    """One series a code; the period before of each beside it."""
    found = [_series(canvas, s.label, s.colour, s.places, s.values) for s in canvas.series()]
    if canvas.has_prior:
        before = ((s, canvas.prior_label()) for s in canvas.series() if any(v is not None for v in s.priors))
        named = ((s, f"{s.label} · {name}" if canvas.has("by") else name) for s, name in before)
        found += [_series(canvas, name, s.colour, s.places, s.priors, "prior") for s, name in named]
    return _over_x(canvas, "line", found)


def _area(canvas: Canvas) -> Plot:
    return _over_x(canvas, "area", _parts(canvas))


def _bar(canvas: Canvas) -> Plot:
    """Columns, stacked where they have parts; the period before as one line of totals."""
    found = _parts(canvas)
    if canvas.has_prior:
        before = canvas.totals("x", "prior")
        found.append(
            _series(canvas, canvas.prior_label(), palette.LIGHT.accent, list(before), list(before.values()), "prior")
        )
    return _over_x(canvas, "stacked" if canvas.has("by") else "column", found)


def _share(canvas: Canvas) -> Plot:
    return _over_x(canvas, "share", _parts(canvas))


def _ladder(canvas: Canvas) -> Plot:
    """Buckets in their own order, the nearest darkest."""
    plot = _over_x(canvas, "column", _parts(canvas))
    [buckets] = plot.series
    shades = tuple(palette.steps(len(plot.places) + 2, dark=False)[2:][::-1])
    return replace(plot, series=(replace(buckets, shades=shades),))


def _grouped(canvas: Canvas) -> Plot:
    """Quantities that do not add, side by side."""
    names = canvas.options["y"].split(",")
    found = [
        _series(canvas, canvas.label(name), palette.nth(place, dark=False), canvas.values("x"), canvas.column(name))
        for place, name in enumerate(names)
    ]
    units = " / ".join(dict.fromkeys(filter(None, map(canvas.unit, names))))
    return _over_x(canvas, "column", found, axis=units, unit=units)


def _rank(canvas: Canvas) -> Plot:
    """Bars that lie, in the order of the rows; `by` stacks them, the period before stands beside a single one."""
    codes = list(canvas.totals("y", "x"))
    found = [
        Series(html.unescape(s.label), s.colour, _aligned(codes, map(code_of, s.places), s.values))
        for s in canvas.series("y", "x")
    ]
    if canvas.has_prior and not canvas.has("by"):
        before = canvas.totals("y", "prior")
        values = tuple(before[code] for code in codes)
        found.append(Series(canvas.prior_label(), palette.NOT_STATED[0], values, "prior"))
    return _lying(canvas, "stacked_bar" if canvas.has("by") else "bar", codes, found)


def _districts(canvas: Canvas) -> Plot:
    """A map of districts has no native chart in every Excel: its ranking, best first."""
    totals = canvas.totals("code", "value")
    codes = sorted(totals, key=lambda code: (totals[code] is None, -(totals[code] or 0)))
    values = tuple(totals[code] for code in codes)
    name = canvas.options["value"]
    series = (Series(canvas.label(name), palette.LIGHT.primary, values),)
    places = worded(canvas, "code", codes)
    form = number_form(values, canvas.unit(name))
    return Plot("bar", canvas.label(canvas.options["code"]), places, series, canvas.title(name), form)


def _waterfall(canvas: Canvas) -> Plot:
    """Levels and moves, each on a bar that is not drawn; levels below zero have none, so all stand above."""
    found = steps(canvas)
    codes = [step.code for step in found]
    moves = [0.0 if step.is_level else (step.amount or 0.0) for step in found]
    roles = {
        BASE: ("base", [0.0 if s.is_level else min(s.begins, s.ends) for s in found]),
        LEVEL: ("value", [s.ends if s.is_level else None for s in found]),
        RISE: ("value", [move if move > 0 else None for move in moves]),
        FALL: ("value", [-move if move < 0 else None for move in moves]),
    }
    inks = palette.LIGHT.background, palette.LIGHT.muted, palette.LIGHT.primary, palette.LIGHT.accent
    series = [
        Series(canvas.say(label), ink, tuple(values), role)
        for (label, (role, values)), ink in zip(roles.items(), inks, strict=True)
    ]
    return _lying(canvas, "stacked_bar", codes, series)


def _heat(canvas: Canvas) -> Plot:
    """A grid of cells: lines down, columns along, blank where there is no row."""
    columns, lines = grid_order(canvas, "x"), grid_order(canvas, "y")
    cells = dict(zip(zip(canvas.codes("y"), canvas.codes("x"), strict=True), canvas.values("z"), strict=True))
    heads = worded(canvas, "x", columns)
    series = tuple(
        Series(head, "", tuple(cells.get((line, column)) for line in lines))
        for head, column in zip(heads, columns, strict=True)
    )
    name = canvas.options["z"]
    places = worded(canvas, "y", lines)
    form = number_form(canvas.values("z"), canvas.unit(name))
    return Plot("grid", canvas.label(canvas.options["y"]), places, series, canvas.title(name), form)


_KINDS = {
    "line": _line,
    "lines_by_day": _line,
    "area": _area,
    "bar": _bar,
    "grouped": _grouped,
    "ladder": _ladder,
    "funnel": lambda canvas: _rank(as_ranking(canvas)),
    "share": _share,
    "rank": _rank,
    "heat": _heat,
    "area_map": _districts,
    "waterfall": _waterfall,
}


# --- parts ------------------------------------------------------------------------------------


def _parts(canvas: Canvas) -> list[Series]:
    return [_series(canvas, s.label, s.colour, s.places, s.values) for s in canvas.series()]


def _series(
    canvas: Canvas, name: str, colour: str, places: Sequence, values: Sequence[float | None], role: str = "value"
) -> Series:
    return Series(html.unescape(name), colour, _aligned(_codes(canvas), map(code_of, places), values), role)


def _codes(canvas: Canvas) -> list[Code]:
    """The places along x: time in its order, categories in that of the rows."""
    codes = in_order(canvas.codes("x"), ())
    return sorted(codes, key=lambda code: code or "9") if canvas.is_dated("x") else codes


def _aligned(codes: Iterable[Code], keys: Iterable[Code], values: Iterable[float | None]) -> tuple[float | None, ...]:
    found: Mapping[Code, float | None] = dict(zip(keys, values, strict=True))
    return tuple(found.get(code) for code in codes)


def _over_x(
    canvas: Canvas, shape: str, found: Sequence[Series], *, axis: str | None = None, unit: str | None = None
) -> Plot:
    codes, names = _codes(canvas), canvas.options["y"].split(",")
    places = worded(canvas, "x", codes)
    days = {code_of(day): day for day in canvas.values("x")}
    late = tuple(canvas.is_incomplete(days[code]) for code in codes)
    told = [v for s in found for v in s.values]
    form = number_form(told, canvas.unit(names[0]) if unit is None else unit)
    corner = canvas.label(canvas.options["x"])
    axis = canvas.title(names[0]) if axis is None else axis
    return Plot(shape, corner, places, tuple(found), axis, form, late, _late_words(canvas, places, late))


def _late_words(canvas: Canvas, places: Sequence[str], late: Sequence[bool]) -> str:
    named = [place for place, is_late in zip(places, late, strict=True) if is_late]
    dash = " – " if canvas.language == "en" else "—"
    return f"{dash.join(dict.fromkeys([named[0], named[-1]]))} {canvas.say(INCOMPLETE)}" if named else ""


def _lying(canvas: Canvas, shape: str, codes: Sequence[Code], found: Sequence[Series]) -> Plot:
    name = canvas.options["x"]
    form = number_form([v for s in found for v in s.values], canvas.unit(name))
    places = worded(canvas, "y", codes)
    return Plot(shape, canvas.label(canvas.options["y"]), places, tuple(found), canvas.title(name), form)


def _plain(value: float | None) -> float | None:
    return None if value is None or value != value else float(value)
