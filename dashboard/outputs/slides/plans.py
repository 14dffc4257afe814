"""A figure's rows → what a native chart is made of: places, series, paint. Pure; it knows no XML.

It reads rows through the same canvas as the screen's figures, so labels, order and colours agree with them.
"""

import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dashboard import text
from dashboard.catalog import Label
from dashboard.charts import axes, falls
from dashboard.charts.canvas import Canvas, code_of, in_order
from dashboard.charts.canvas import Series as Drawn
from dashboard.charts.funnels import as_ranking
from dashboard.decks.shown import Figure
from dashboard.outputs.slides import paint
from dashboard.outputs.slides.boxes import EMU_PER_POINT, Box
from dashboard.outputs.slides.paint import Paint
from dashboard.outputs.slides.places import BESIDE, PLACE, Places, codes_of, late, places_of, words_of
from dashboard.outputs.slides.scales import Scale, scale_of
from dashboard.outputs.slides.words import BODY, LEADING, lines, width_of

# Up to so many points each says its own value.
LABELLED = 12
# What stands over, under and beside the plot, about, where parts of bars say their values.
PLOT_TOP, PLOT_LEFT = 110 * EMU_PER_POINT, 150 * EMU_PER_POINT
STARRED = text.phrase("* not complete")
# The height of all that is not plot.
AROUND = 46 * EMU_PER_POINT


@dataclass(frozen=True)
class Series:
    """Values at the places. `points` are painted otherwise; `labelled` are those that say their value."""

    name: str
    values: tuple[float | None, ...]
    paint: Paint
    points: Mapping[int, Paint] = field(default_factory=dict, hash=False)
    labelled: frozenset[int] = frozenset()
    prefix: str = ""
    dashed: bool = False
    hidden: bool = False
    marked: bool = True


@dataclass(frozen=True)
class Chart:
    """`form` is column, bar, line or area; `over` are lines over columns; `left_out` counts places without room;
    `beside` is the width of the names beside bars that lie."""

    form: str
    stacking: str
    places: Places
    series: tuple[Series, ...]
    scale: Scale
    over: tuple[Series, ...] = ()
    least: float | None = 0.0
    step: float | None = None
    gap: int = 55
    left_out: int = 0
    beside: int = 0

    @property
    def all_series(self) -> tuple[Series, ...]:
        return (*self.series, *self.over)

    @property
    def late(self) -> str:
        """The wording of what marks periods whose data are not complete; empty when all are."""
        if self.places.starred:
            return STARRED
        if not any(ink.hatched for one in self.series for ink in one.points.values()):
            return ""
        return text.phrase("Dashed: not complete") if self.form == "line" else text.phrase("Hatched: not complete")


class NoChart(Exception):
    """A draw line of a kind that has no chart here."""

    def __init__(self, kind: str) -> None:
        known = ", ".join(PLANS)
        super().__init__(kind)
        self.told = Label(
            f"`draw {kind}`: there is no such chart; there are {known}", f"`draw {kind}`：没有这种图形，现有：{known}"
        )


def canvas_of(figure: Figure) -> Canvas:
    options = dict(figure.query.draw.options)
    grain = options.get("grain", figure.scope.grain)
    facts = (figure.scope.language, grain, figure.complete_through, frozenset(), False)
    return Canvas(figure.rows, options, figure.query.columns, *facts)


def chart(figure: Figure, box: Box) -> Chart:
    """The figure as a chart that fits the box. Raises NoChart."""
    kind = figure.query.draw.kind
    if kind not in PLANS:
        raise NoChart(kind)
    return PLANS[kind](canvas_of(figure), box)


# --- series -------------------------------------------------------------------------------------


def _aligned(places: Iterable[object], values: Iterable[float | None], codes: Sequence[str | None]) -> tuple:
    """The values in the order of the places; None where there is none."""
    found: dict[str | None, float | None] = {}
    for place, value in zip(places, values, strict=True):
        code = code_of(place)
        before = found.get(code)
        found[code] = before if value is None else value if before is None else before + value
    return tuple(found.get(code) for code in codes)


def _one(canvas: Canvas, drawn: Drawn, codes: Sequence[str | None], *, hatched: bool = True) -> Series:
    values, ink = _aligned(drawn.places, drawn.values, codes), paint.series(drawn.colour)
    points = dict.fromkeys(sorted(late(canvas, codes)), ink.hatch()) if hatched else {}
    return Series(html.unescape(drawn.label), values, ink, points)


def _prior(canvas: Canvas, drawn: Drawn, codes: Sequence[str | None]) -> Series:
    name = html.unescape(canvas.prior_label())
    split = canvas.has("by")
    ink = paint.series(drawn.colour) if split else paint.MUTED
    told = f"{html.unescape(drawn.label)} · {name}" if split else name
    return Series(told, _aligned(drawn.places, drawn.priors, codes), ink, dashed=True, marked=False)


def _told(series: Series) -> Series:
    return replace(series, labelled=frozenset(place for place, value in enumerate(series.values) if value is not None))


def _written(series: Sequence[Series], scale: Scale, box: Box, *, side_by_side: int = 1) -> tuple[Series, ...]:
    """Every point says its value where bars are as wide as what they say."""
    count = len(series[0].values) * side_by_side
    return tuple(map(_told, series)) if _fit(series, scale, box, count) else tuple(series)


def _fit(series: Sequence[Series], scale: Scale, box: Box, count: int) -> bool:
    told = [scale.told(value) for one in series for value in one.values if value is not None]
    widest = max((width_of(words, PLACE) for words in told), default=0)
    return count <= LABELLED and widest * count * 1.2 <= box.width - BESIDE


def _roomy(series: Sequence[Series], wholes: Sequence[float], least: float) -> tuple[Series, ...]:
    """Parts of stacks that are at least that much of the whole say their value; hatched ones do not."""
    return tuple(
        replace(
            one,
            labelled=frozenset(
                place
                for place, (value, whole) in enumerate(zip(one.values, wholes, strict=True))
                if value and whole and value / whole >= least and not one.points.get(place, one.paint).hatched
            ),
        )
        for one in series
    )


def _heights(series: Sequence[Series]) -> list[float]:
    return [sum(value or 0 for value in stack) for stack in zip(*(one.values for one in series), strict=True)]


def _scaled(canvas: Canvas, name: str, values: Iterable[float | None]) -> dict:
    """Scale and step of the axis of values, for `Chart`."""
    values = [value for value in values if value is not None]
    whole = all(float(value).is_integer() for value in values)
    small = max(map(abs, values), default=0) < 5
    return {"scale": scale_of(values, canvas.unit(name), canvas.language), "step": 1 if whole and small else None}


# --- kinds --------------------------------------------------------------------------------------


def _line(canvas: Canvas, box: Box) -> Chart:
    codes, found = codes_of(canvas), canvas.series()
    series = [_one(canvas, one, codes) for one in found]
    before = [
        _prior(canvas, one, codes) for one in found if canvas.has_prior and any(v is not None for v in one.priors)
    ]
    values = [value for one in (*series, *before) for value in one.values]
    axis = axes.level_axis(canvas, canvas.options["y"], values)
    least = axes.nice_ticks(*axis["range"])[0] if "range" in axis else min([0, *(v for v in values if v is not None)])
    return Chart(
        "line",
        "standard",
        series=(*series, *before),
        least=least or 0.0,
        places=places_of(canvas, codes, box),
        **_scaled(canvas, canvas.options["y"], values),
    )


def _area(canvas: Canvas, box: Box) -> Chart:
    codes = codes_of(canvas)
    series = tuple(_one(canvas, one, codes, hatched=False) for one in canvas.series())
    scaled = _scaled(canvas, canvas.options["y"], _heights(series))
    return Chart("area", "stacked", series=series, places=places_of(canvas, codes, box, starred=True), **scaled)


def _bar(canvas: Canvas, box: Box) -> Chart:
    codes = codes_of(canvas)
    series = tuple(_one(canvas, one, codes) for one in canvas.series())
    heights, over = _heights(series), ()
    if canvas.has_prior:
        totals = canvas.totals("x", "prior")
        values = tuple(totals.get(code) for code in codes)
        over = (Series(html.unescape(canvas.prior_label()), values, paint.ACCENT, dashed=True),)
    scaled = _scaled(canvas, canvas.options["y"], [*heights, *(value for one in over for value in one.values)])
    if len(series) == 1 and not over:
        series = _written(series, scaled["scale"], box)
    stacking = "stacked" if len(series) > 1 else "clustered"
    return Chart("column", stacking, series=series, over=over, places=places_of(canvas, codes, box), **scaled)


def _ladder(canvas: Canvas, box: Box) -> Chart:
    codes = codes_of(canvas)
    [series] = (_one(canvas, one, codes) for one in canvas.series())
    shades = paint.steps(len(codes) + 2)[2:][::-1]
    scaled = _scaled(canvas, canvas.options["y"], series.values)
    told = _written([replace(series, points=dict(enumerate(shades)))], scaled["scale"], box)
    return Chart("column", "clustered", series=told, gap=25, places=places_of(canvas, codes, box), **scaled)


def _grouped(canvas: Canvas, box: Box) -> Chart:
    codes, names = codes_of(canvas), canvas.options["y"].split(",")
    unfinished, series = sorted(late(canvas, codes)), []
    for place, name in enumerate(names):
        ink = Paint(f"accent{place % 6 + 1}")
        values = _aligned(canvas.values("x"), canvas.column(name), codes)
        series.append(Series(html.unescape(canvas.label(name)), values, ink, dict.fromkeys(unfinished, ink.hatch())))
    units = " / ".join(dict.fromkeys(filter(None, map(canvas.unit, names))))
    scaled = _scaled(canvas, names[0], [value for one in series for value in one.values])
    scaled["scale"] = scale_of([v for one in series for v in one.values], units, canvas.language)
    told = _written(series, scaled["scale"], box, side_by_side=len(names))
    return Chart("column", "clustered", series=told, places=places_of(canvas, codes, box), **scaled)


def _share(canvas: Canvas, box: Box) -> Chart:
    codes = codes_of(canvas)
    series = tuple(_one(canvas, one, codes) for one in canvas.series())
    wholes = _heights(series)
    scale = scale_of([v for one in series for v in one.values], canvas.unit(canvas.options["y"]), canvas.language)
    if _fit(series, scale, box, len(codes)):
        series = _roomy(series, wholes, BODY * LEADING * EMU_PER_POINT / max(1, box.height - PLOT_TOP))
    # The axis is in per cent whatever the values are: it has no display unit.
    plain = replace(scale, built_in=None, axis="0%")
    return Chart("column", "percentStacked", series=series, scale=plain, places=places_of(canvas, codes, box))


def _rank(canvas: Canvas, box: Box) -> Chart:
    codes = in_order(canvas.codes("y"), ())
    names = _shared(canvas, words_of(canvas, "y", codes))
    beside = _beside(names, box)
    rows = max((lines(name, PLACE, beside) for name in names), default=1)
    kept = max(3, int((box.height - AROUND / 2) // (rows * BODY * LEADING * 1.12 * EMU_PER_POINT)))
    codes, names, left = codes[:kept], names[:kept], max(0, len(codes) - kept)
    found = canvas.series("y", "x")
    series = tuple(_one(canvas, replace(one), codes, hatched=False) for one in found)
    heights = _heights(series)
    stacked = canvas.has("by")
    if stacked:
        least = width_of(f"{max(heights, default=0):,.0f}", PLACE) / max(1, box.width - PLOT_LEFT)
        series = _roomy(series, [max(heights, default=0)] * len(codes), least)
    else:
        series = tuple(map(_told, series))
    if canvas.has_prior:
        totals = canvas.totals("y", "prior")
        name, values = html.unescape(canvas.prior_label()), tuple(totals.get(code) for code in codes)
        before = Series(name, values, paint.Paint("accent1", 0.22))
        series = (*series, before) if not stacked else series
        heights += [value or 0 for value in values]
    scaled = _scaled(canvas, canvas.options["x"], heights)
    stacking = "stacked" if stacked else "clustered"
    return Chart("bar", stacking, Places(tuple(names)), series, gap=40, left_out=left, beside=beside, **scaled)


def _beside(names: Iterable[str], box: Box) -> int:
    """The width of the names beside bars that lie: as wide as the widest, or half of the chart over more lines."""
    return min(round(box.width / 2), round(max(map(lambda name: width_of(name, PLACE), names), default=0) * 1.05))


def _shared(canvas: Canvas, names: list[str]) -> list[str]:
    """Names with their share of the whole: it stands beside the value in the chart's own data."""
    if not canvas.has("share"):
        return names
    # A share is a fraction, unless its unit says that it is in per cent already.
    per = 1 if canvas.unit(canvas.options["share"]) == "%" else 100
    shares = canvas.totals("y", "share").values()
    return [name if share is None else f"{name} {share * per:.1f}%" for name, share in zip(names, shares, strict=True)]


def _waterfall(canvas: Canvas, box: Box) -> Chart:
    found = falls.steps(canvas)
    names = tuple(words_of(canvas, "y", [step.code for step in found]))
    # Bars that cross zero cannot stand on an unseen one: then all start at zero, and say their amount all the same.
    floats = all(step.begins >= 0 and step.ends >= 0 for step in found)
    bases = [min(step.begins, step.ends) if floats and not step.is_level else 0.0 for step in found]
    amounts = [step.amount for step in found]
    kinds = (
        (canvas.label(canvas.options["x"]), "", paint.MUTED, lambda step: step.is_level),
        (f"{falls.UP} {canvas.say(falls.RISE)}", f"{falls.UP} ", paint.PRIMARY, lambda step: _moves(step, up=True)),
        (f"{falls.DOWN} {canvas.say(falls.FALL)}", f"{falls.DOWN} ", paint.ACCENT, lambda step: _moves(step, up=False)),
    )
    series = [Series(" ", tuple(bases), paint.BACKGROUND, hidden=True)]
    for name, prefix, ink, belongs in kinds:
        values = tuple(
            (abs(amount) if prefix and floats else amount) if belongs(step) else None
            for step, amount in zip(found, amounts, strict=True)
        )
        series.append(replace(_told(Series(html.unescape(name), values, ink)), prefix=prefix))
    scaled = _scaled(canvas, canvas.options["x"], [*(step.ends for step in found), *amounts])
    return Chart(
        "bar",
        "stacked",
        Places(names),
        tuple(series),
        gap=35,
        least=0.0 if floats else None,
        beside=_beside(names, box),
        **scaled,
    )


def _moves(step: falls.Step, *, up: bool) -> bool:
    return not step.is_level and step.amount is not None and (step.amount >= 0) == up


PLANS: Mapping[str, Callable[[Canvas, Box], Chart]] = {
    "line": _line,
    "lines_by_day": _line,
    "area": _area,
    "bar": _bar,
    "grouped": _grouped,
    "ladder": _ladder,
    "funnel": lambda canvas, box: _rank(as_ranking(canvas), box),
    "share": _share,
    "rank": _rank,
    "waterfall": _waterfall,
}
