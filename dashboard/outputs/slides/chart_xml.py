"""A chart's plan → DrawingML. Every order of elements here is the schema's; PowerPoint repairs what breaks it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.outputs.slides import paint
from dashboard.outputs.slides.boxes import EMU_PER_POINT, Box
from dashboard.outputs.slides.paint import Paint
from dashboard.outputs.slides.places import Places
from dashboard.outputs.slides.plans import Chart, Series
from dashboard.outputs.slides.words import BODY, FONTS, Style, clean, width_of

HEAD = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<c:date1904 val="0"/><c:roundedCorners val="0"/>'
)
CATEGORIES, VALUES = 100, 200
AXES = f'<c:axId val="{CATEGORIES}"/><c:axId val="{VALUES}"/>'
SYMBOLS = ("circle", "square", "diamond", "triangle", "x", "star", "plus", "dash")
DATE_FORMATS = {
    "zh": {"months": 'yyyy"年"m"月"', "years": "yyyy", "days": 'm"月"d"日"'},
    "en": {"months": "mmm yyyy", "years": "yyyy", "days": "d mmm"},
}
# Marks tell lines apart; where there are many points they are small.
SMALL_FROM = 16
# A legend's key with the blanks around it, and its line: an entry without room is left out by some programs.
KEY, KEY_HEIGHT = 40 * EMU_PER_POINT, 24 * EMU_PER_POINT
# Between names and bars that lie.
NAME_GAP = 8 * EMU_PER_POINT
NOT_SHOWN = "".join(
    f'<c:show{what} val="0"/>' for what in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
)
SHOWN = NOT_SHOWN.replace('showVal val="0"', 'showVal val="1"')


@dataclass(frozen=True)
class Refs:
    """Where the chart's numbers stand in its workbook."""

    sheet: str
    rows: int
    levels: int

    def places(self) -> str:
        return f"'{self.sheet}'!$A$2:${column(self.levels - 1)}${self.rows + 1}"

    def name(self, place: int) -> str:
        return f"'{self.sheet}'!${column(place + self.levels)}$1"

    def values(self, place: int) -> str:
        letters = column(place + self.levels)
        return f"'{self.sheet}'!${letters}$2:${letters}${self.rows + 1}"


def column(place: int) -> str:
    """0 → A, 26 → AA."""
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def xml(chart: Chart, box: Box, language: str, sheet: str) -> bytes:
    """The chart's part, for a box of that size. The workbook behind it is `embedded.workbook`."""
    refs = Refs(sheet, len(chart.places), 2 if chart.places.groups else 1)
    hidden = [place for place, one in enumerate(chart.all_series) if one.hidden]
    named = [one.name for one in chart.all_series if not one.hidden]
    over = _legend_part(named, box) if len(named) > 1 else 0.0
    inner = "".join(
        [
            '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>',
            _plot_layout(chart, over, box),
            _plot(chart, refs, language),
            _over(chart, refs) if chart.over else "",
            _category_axis(chart, language),
            _value_axis(chart),
            "</c:plotArea>",
            _legend(hidden, over) if over else "",
            '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>',
            text_look(paint.TEXT),
            "</c:chartSpace>",
        ]
    )
    return (HEAD + inner).encode("utf-8")


def text_look(ink: Paint, size: float = BODY, turn: str = "") -> str:
    look = f'<a:defRPr sz="{round(size * 100)}" b="0">{ink.xml}{FONTS}</a:defRPr>'
    return (
        f'<c:txPr><a:bodyPr{turn}/><a:lstStyle/><a:p><a:pPr>{look}</a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


# --- plots --------------------------------------------------------------------------------------


def _plot(chart: Chart, refs: Refs, language: str) -> str:
    series = "".join(_series(chart, refs, place, one) for place, one in enumerate(chart.series))
    grouping = f'<c:grouping val="{chart.stacking}"/><c:varyColors val="0"/>'
    if chart.form == "line":
        return f'<c:lineChart>{grouping}{series}<c:marker val="1"/>{AXES}</c:lineChart>'
    if chart.form == "area":
        return f"<c:areaChart>{grouping}{series}{AXES}</c:areaChart>"
    direction = '<c:barDir val="bar"/>' if chart.form == "bar" else '<c:barDir val="col"/>'
    overlap = -6 if chart.stacking == "clustered" else 100
    spacing = f'<c:gapWidth val="{chart.gap}"/><c:overlap val="{overlap}"/>'
    return f"<c:barChart>{direction}{grouping}{series}{spacing}{AXES}</c:barChart>"


def _over(chart: Chart, refs: Refs) -> str:
    drawn = "".join(
        _line_series(chart, refs, place, one) for place, one in enumerate(chart.over, start=len(chart.series))
    )
    return f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{drawn}<c:marker val="1"/>{AXES}</c:lineChart>'


def _series(chart: Chart, refs: Refs, place: int, one: Series) -> str:
    if chart.form == "line":
        return _line_series(chart, refs, place, one)
    if chart.form == "area":
        look = f"<c:spPr>{one.paint.xml}{paint.line(paint.BACKGROUND, 0.75)}</c:spPr>"
        return f"<c:ser>{_name(refs, place, one)}{look}{_data(chart, refs, place, one)}</c:ser>"
    ground = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>" if one.hidden else _bar_look(one.paint)
    points = "".join(
        f'<c:dPt><c:idx val="{at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>{_bar_look(ink)}</c:dPt>'
        for at, ink in one.points.items()
    )
    position = "ctr" if chart.stacking != "clustered" else "outEnd"
    return (
        f'<c:ser>{_name(refs, place, one)}{ground}<c:invertIfNegative val="0"/>{points}'
        f"{_labels(chart, one, position)}{_data(chart, refs, place, one)}</c:ser>"
    )


def _bar_look(ink: Paint) -> str:
    edge = paint.line(Paint(ink.colour, ink.share), 0.75) if ink.hatched else paint.line(None)
    return f"<c:spPr>{ink.xml}{edge}</c:spPr>"


def _line_series(chart: Chart, refs: Refs, place: int, one: Series) -> str:
    size = 4 if len(chart.places) > SMALL_FROM else 6
    is_alone = sum(not other.dashed for other in chart.all_series) == 1
    symbol = SYMBOLS[0] if is_alone or chart.over else SYMBOLS[place % len(SYMBOLS)]
    marker = (
        _marker(symbol, one.paint, size, filled=True) if one.marked else '<c:marker><c:symbol val="none"/></c:marker>'
    )
    points = "".join(
        f'<c:dPt><c:idx val="{at}"/>{_marker(symbol, one.paint, size, filled=False)}<c:bubble3D val="0"/>'
        f"<c:spPr>{paint.line(one.paint, 2.25, 'sysDash')}</c:spPr></c:dPt>"
        for at in one.points
    )
    look = paint.line(one.paint, 1.75 if one.dashed else 2.25, "sysDot" if one.dashed else "")
    return (
        f"<c:ser>{_name(refs, place, one)}<c:spPr>{look}</c:spPr>{marker}{points}"
        f'{_data(chart, refs, place, one)}<c:smooth val="0"/></c:ser>'
    )


def _marker(symbol: str, ink: Paint, size: int, *, filled: bool) -> str:
    ground = ink if filled else paint.BACKGROUND
    return f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/><c:spPr>{ground.xml}{paint.line(ink, 1.25)}</c:spPr></c:marker>'


def _name(refs: Refs, place: int, one: Series) -> str:
    told = f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{clean(one.name)}</c:v></c:pt></c:strCache>'
    return (
        f'<c:idx val="{place}"/><c:order val="{place}"/>'
        f"<c:tx><c:strRef><c:f>{clean(refs.name(place))}</c:f>{told}</c:strRef></c:tx>"
    )


def _data(chart: Chart, refs: Refs, place: int, one: Series) -> str:
    values = _points(repr(value) if value is not None else None for value in one.values)
    return (
        f"<c:cat>{_places(chart.places, refs)}</c:cat>"
        f"<c:val><c:numRef><c:f>{refs.values(place)}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f"{_count(chart.places)}{values}</c:numCache></c:numRef></c:val>"
    )


def _places(places: Places, refs: Refs) -> str:
    where = f"<c:f>{refs.places()}</c:f>"
    if places.days:
        dated = (
            f"<c:formatCode>yyyy\\-mm\\-dd</c:formatCode>{_count(places)}{_points(str(serial(d)) for d in places.days)}"
        )
        return f"<c:numRef>{where}<c:numCache>{dated}</c:numCache></c:numRef>"
    names = _points(places.names)
    if not places.groups:
        return f"<c:strRef>{where}<c:strCache>{_count(places)}{names}</c:strCache></c:strRef>"
    levels = f"<c:lvl>{names}</c:lvl><c:lvl>{_points(group or None for group in places.groups)}</c:lvl>"
    return (
        f"<c:multiLvlStrRef>{where}<c:multiLvlStrCache>{_count(places)}{levels}</c:multiLvlStrCache></c:multiLvlStrRef>"
    )


def _count(places: Places) -> str:
    return f'<c:ptCount val="{len(places)}"/>'


def _points(values: Iterable[str | None]) -> str:
    return "".join(
        f'<c:pt idx="{at}"><c:v>{clean(value)}</c:v></c:pt>' for at, value in enumerate(values) if value is not None
    )


def serial(day: date) -> int:
    """A day as spreadsheets count it."""
    return (day - date(1899, 12, 30)).days


def _labels(chart: Chart, one: Series, position: str) -> str:
    """The values of the points that say theirs; live, so that they follow who edits the data."""
    if not one.labelled:
        return ""
    unseen = "".join(
        f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>'
        for at in range(len(chart.places))
        if at not in one.labelled
    )
    ink = one.paint.ink if position == "ctr" else paint.TEXT
    return (
        f'<c:dLbls>{unseen}<c:numFmt formatCode="{clean(chart.scale.label(one.prefix))}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln>'
        f'</c:spPr>{text_look(ink)}<c:dLblPos val="{position}"/>{SHOWN}</c:dLbls>'
    )


# --- axes and legend ----------------------------------------------------------------------------


def _category_axis(chart: Chart, language: str) -> str:
    places, is_bar = chart.places, chart.form == "bar"
    turn = "" if places.turned else ' rot="0" vert="horz"'
    element = "dateAx" if places.days else "catAx"
    code = DATE_FORMATS[language][places.unit] if places.days else "General"
    if places.days:
        end = (
            f'<c:auto val="1"/><c:lblOffset val="60"/><c:baseTimeUnit val="{places.unit}"/>'
            f'<c:majorUnit val="{places.every}"/><c:majorTimeUnit val="{places.unit}"/>'
        )
    else:
        end = f'<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:noMultiLvlLbl val="{int(not places.groups)}"/>'
    return "".join(
        [
            f'<c:{element}><c:axId val="{CATEGORIES}"/><c:scaling><c:orientation val="{"maxMin" if is_bar else "minMax"}"/>',
            f'</c:scaling><c:delete val="0"/><c:axPos val="{"l" if is_bar else "b"}"/>',
            f'<c:numFmt formatCode="{clean(code)}" sourceLinked="0"/><c:majorTickMark val="none"/>',
            '<c:minorTickMark val="none"/><c:tickLblPos val="low"/>',
            f"<c:spPr>{paint.line(paint.HAIR, 1)}</c:spPr>{text_look(paint.TEXT, turn=turn)}",
            f'<c:crossAx val="{VALUES}"/><c:crosses val="autoZero"/>{end}</c:{element}>',
        ]
    )


def _value_axis(chart: Chart) -> str:
    # Bars that lie say their own values: their axis has no ticks.
    is_bar = chart.form == "bar"
    least = "" if chart.least is None else f'<c:min val="{chart.least!r}"/>'
    most = '<c:max val="1"/>' if chart.stacking == "percentStacked" else ""
    grid = "" if is_bar else f"<c:majorGridlines><c:spPr>{paint.line(paint.GRID, 0.75)}</c:spPr></c:majorGridlines>"
    step = f'<c:majorUnit val="{chart.step}"/>' if chart.step and not is_bar else ""
    return "".join(
        [
            f'<c:valAx><c:axId val="{VALUES}"/><c:scaling><c:orientation val="minMax"/>{most}{least}</c:scaling>',
            f'<c:delete val="0"/><c:axPos val="{"b" if is_bar else "l"}"/>{grid}',
            f'<c:numFmt formatCode="{clean(chart.scale.axis)}" sourceLinked="0"/><c:majorTickMark val="none"/>',
            f'<c:minorTickMark val="none"/><c:tickLblPos val="{"none" if is_bar else "nextTo"}"/>',
            f'<c:spPr>{paint.line(None)}</c:spPr>{text_look(paint.MUTED)}<c:crossAx val="{CATEGORIES}"/>',
            f'<c:crosses val="{"max" if is_bar else "autoZero"}"/>',
            f'<c:crossBetween val="{"midCat" if chart.form == "area" else "between"}"/>{step}',
            _display_unit(chart),
            "</c:valAx>",
        ]
    )


def _display_unit(chart: Chart) -> str:
    """万, 亿 …; the unit itself stands beside the heading, where every program shows it."""
    unit = chart.scale.built_in
    return f'<c:dispUnits><c:builtInUnit val="{unit}"/></c:dispUnits>' if unit else ""


def _legend_part(names: Sequence[str], box: Box) -> float:
    """The part of the chart's height that its legend takes: entries stand in columns as wide as the longest."""
    widest = max(width_of(name, Style(BODY)) for name in names) + KEY
    lines = -(-len(names) // max(1, box.width // widest))
    return min(0.5, lines * KEY_HEIGHT / box.height)


def _legend(hidden: Sequence[int], part: float) -> str:
    gone = "".join(f'<c:legendEntry><c:idx val="{place}"/><c:delete val="1"/></c:legendEntry>' for place in hidden)
    return f'<c:legend><c:legendPos val="t"/>{gone}{_layout(0, part)}<c:overlay val="0"/>{text_look(paint.TEXT)}</c:legend>'


def _plot_layout(chart: Chart, over: float, box: Box) -> str:
    """Under the legend; of bars that lie, beside their names and left of the longest bar's value."""
    if not chart.beside:
        return _layout(over + 0.01, 0.99 - over, target="outer") if over else "<c:layout/>"
    told = [chart.scale.told(value) for one in chart.series for value in one.values if value is not None]
    at_end = 0 if chart.stacking == "stacked" else max((width_of(words, Style(BODY)) for words in told), default=0)
    left = (chart.beside + NAME_GAP) / box.width
    width = max(0.2, 1 - left - at_end / box.width)
    return _layout(over + 0.01, 0.98 - over, left, width, target="inner")


def _layout(top: float, height: float, left: float = 0, width: float = 1, *, target: str = "") -> str:
    """A place in the chart: legends and plots are not left to where a program would put them."""
    aim = f'<c:layoutTarget val="{target}"/>' if target else ""
    return (
        f'<c:layout><c:manualLayout>{aim}<c:xMode val="edge"/><c:yMode val="edge"/><c:x val="{left:.4f}"/>'
        f'<c:y val="{top:.4f}"/><c:w val="{width:.4f}"/><c:h val="{height:.4f}"/></c:manualLayout></c:layout>'
    )
