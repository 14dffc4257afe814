"""A view as a table: what stands in each cell and in which number format. It knows nothing of XlsxWriter."""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard import catalog, standing, text
from dashboard.catalog import Label
from dashboard.charts.canvas import BOOLEANS, INCOMPLETE, Canvas, code_of
from dashboard.decks.shown import Cards, DistrictMap, Figure
from dashboard.metrics import Reading
from dashboard.queries import Column, Metric
from dashboard.states import AT_LEAST, STATES
from dashboard.text import say

Value = str | float | date | None
PERCENT, DAY, WHOLE = "0.0%", "yyyy-mm-dd", "#,##0"
# The months of English dates stay English in an Excel that speaks Chinese.
PERIODS = {
    "month": Label("[$-409]mmm yyyy", 'yyyy"年"m"月"'),
    "year": Label("yyyy", 'yyyy"年"'),
}
QUARTER = Label('"Q{number} "yyyy', 'yyyy"年第{number}季度"')

YEARS = range(1900, 2101)
# Excel counts a 29 February 1900.
FIRST_DAY = date(1900, 3, 1)

NOTE = Label("Note", "备注")
STATE = Label("State", "状态")
PRIOR = Label("Period compared with", "对比期")
CHANGE = Label("Change", "变动率")
WITHOUT_VALUE = Label("Records without a value", "缺值记录（条）")
CARD_HEADINGS = (
    Label("Metric", "指标"),
    Label("Value", "数值"),
    Label("Unit", "单位"),
    Label("As shown", "显示为"),
    STATE,
    PRIOR,
    CHANGE,
    Label("From", "起"),
    Label("To", "止"),
    Label("Target", "目标值"),
    Label("Target reached", "完成率"),
    Label("Due by now", "序时进度"),
    WITHOUT_VALUE,
)
DISTRICT, SHARE = Label("District", "区县"), Label("Share of the city", "占全市比重")


@dataclass(frozen=True)
class Cell:
    """A value and its number format; a missing value is None and stays blank."""

    value: Value
    form: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it stands in a column of numbers, which end in line; days and words begin in line."""
        return bool(self.form) and "y" not in self.form


@dataclass(frozen=True)
class Table:
    """Headings and rows, as many cells in each."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def canvas_of(view: Figure, language: str) -> Canvas:
    """The rows as the screen draws them: the same order, words, colours and incomplete periods."""
    options = dict(view.query.draw.options) if view.query.draw else {}
    grain = options.get("grain", view.scope.grain)
    return Canvas(
        view.rows, options, view.query.columns, language, grain, view.complete_through, frozenset(), dark=False
    )


# --- number formats ---------------------------------------------------------------------------


def number_form(values: Iterable[float | None], unit: str) -> str:
    """Grouped, with as many decimals as the column's size asks for; years are not grouped."""
    known = [abs(v) for v in values if v is not None]
    if unit.startswith("%"):
        return '#,##0.0#"%"' if unit == "%" else "#,##0.0"
    if all(float(v).is_integer() for v in known):
        return "0" if not unit and all(v in YEARS for v in known) else WHOLE
    top = max(known)
    return WHOLE if top >= 1000 else f"#,##0.{'0' * (1 if top >= 10 else 2 if top >= 0.1 else 4)}"


def at_least(form: str) -> str:
    """The number is a lower bound: it stays a number and reads `≥ 1,234`."""
    return f'"{AT_LEAST} "{form}'


def period_form(day: date, grain: str, language: str) -> str:
    if grain == "quarter":
        return QUARTER(language).format(number=(day.month + 2) // 3)
    return PERIODS[grain](language) if grain in PERIODS else DAY


# --- a figure ---------------------------------------------------------------------------------


def of_figure(view: Figure, language: str) -> Table:
    """Every column that the query's header names, and which periods are not complete."""
    canvas = canvas_of(view, language)
    columns = [view.query.columns[name] for name in view.rows if name in view.query.columns]
    headings = [canvas.title(c.name) for c in columns]
    cells = [_column(canvas, c) for c in columns]
    notes = _notes(canvas)
    if any(notes):
        headings.append(NOTE(language))
        cells.append([Cell(note) for note in notes])
    return Table(tuple(headings), tuple(zip(*cells, strict=True)))


def _column(canvas: Canvas, column: Column) -> list[Cell]:
    values = canvas.column(column.name)
    if column.codes:
        return [Cell(_word(column, value, canvas)) for value in values]
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, date) for value in known):
        grain = canvas.grain if column.name == canvas.options.get("x") else "day"
        return [_day(v, period_form(v, grain, canvas.language)) if v else Cell(None) for v in values]
    if known and all(isinstance(value, bool) for value in known):
        return [Cell(None if v is None else canvas.say(BOOLEANS[code_of(v)])) for v in values]
    if known and all(isinstance(value, int | float) for value in known):
        form = PERCENT if _is_fraction(canvas, column.name) else number_form(known, canvas.unit(column.name))
        return [Cell(value, form) for value in values]
    return [Cell(None if value in (None, "") else str(value)) for value in values]


def _day(day: date, form: str) -> Cell:
    """A date; as text where spreadsheet programs disagree about the number of the day."""
    return Cell(day, form) if day >= FIRST_DAY else Cell(day.isoformat())


def _word(column: Column, value: object, canvas: Canvas) -> str:
    code = code_of(value)
    known = {c.code: canvas.say(c.label) for c in column.codes}
    return canvas.say(column.blank) if code is None else known.get(code, code)


def _is_fraction(canvas: Canvas, name: str) -> bool:
    """A share of 1, as `draw rank … share=` has it."""
    return name == canvas.options.get("share") and canvas.unit(name) != "%"


def _notes(canvas: Canvas) -> list[str | None]:
    if "x" not in canvas.options:
        return []
    return [canvas.say(INCOMPLETE) if canvas.is_incomplete(value) else None for value in canvas.values("x")]


# --- cards and districts ----------------------------------------------------------------------


def of_cards(view: Cards, language: str) -> Table:
    """A row a metric: its value, and all that the card tells beside it."""
    rows = (_card(reading, told, language) for reading, told in zip(view.readings, view.told, strict=True))
    return Table(tuple(label(language) for label in CARD_HEADINGS), tuple(rows))


def _card(reading: Reading, told: str, language: str) -> tuple[Cell, ...]:
    metric, progress = reading.metric, reading.progress
    unit = metric.unit(language)
    form = number_form([reading.value, reading.prior], unit)
    return (
        Cell(metric.title(language)),
        Cell(reading.value, at_least(form) if reading.gaps else form),
        Cell(unit),
        Cell(told),
        Cell(STATES[reading.state].label(language)),
        Cell(reading.prior, at_least(form) if reading.prior_gaps else form),
        _moved(metric, reading.change, reading.value, reading.prior, language),
        Cell(reading.since, DAY),
        Cell(reading.through, DAY),
        Cell(progress.target if progress else None, number_form([progress.target], unit) if progress else ""),
        Cell(progress.done if progress else None, at_least(PERCENT) if progress and progress.gaps else PERCENT),
        Cell(progress.due if progress else None, PERCENT),
        Cell(reading.gaps or None, WHOLE),
    )


def _moved(metric: Metric, change: float | None, value: float, prior: float, language: str) -> Cell:
    """The change as a fraction, of a share as points: a number in either case."""
    if change is None or not standing.is_share(metric):
        return Cell(change, PERCENT)
    return Cell(float(value - prior), f'0.00"{say("{points} points", language, points="")}"')


def of_districts(view: DistrictMap, language: str) -> Table:
    """Districts in the order of the ranking; a lower bound reads `≥`, a district without a value tells its state."""
    unit = view.metric.unit(language)
    names = district_names(language)
    form = number_form(map(_plain, view.rows["value"]), unit)
    rows = []
    for row in view.rows.itertuples(index=False):
        bound = at_least(form) if row.gaps else form
        rows.append(
            (
                Cell(names.get(row.district_code, row.district_code)),
                Cell(_plain(row.value), bound),
                Cell(_plain(row.prior), form),
                _moved(view.metric, _plain(row.change), row.value, row.prior, language),
                Cell(_plain(row.share), PERCENT),
                Cell(int(row.gaps) or None, WHOLE),
                Cell(STATES[row.state].label(language)),
            )
        )
    beside = [label(language) for label in (PRIOR, CHANGE, SHARE, WITHOUT_VALUE, STATE)]
    return Table((DISTRICT(language), axis_title(view, language), *beside), tuple(rows))


def axis_title(view: DistrictMap, language: str) -> str:
    """The metric and its unit, as an axis says them."""
    column = Column("value", view.metric.title, view.metric.unit)
    return Canvas(view.rows, {}, {"value": column}, language, "month", None, frozenset(), dark=False).title("value")


def district_names(language: str) -> dict[str, str]:
    return {c.code: c.label(language) for c in catalog.code_list("districts")}


def worded(canvas: Canvas, part: str, codes: Iterable[str | None]) -> tuple[str, ...]:
    """Codes as a reader sees them, without the escapes that a figure in a browser needs."""
    codes = list(codes)
    words = canvas.wordings(part, codes)
    return tuple(html.unescape(words[code]) for code in codes)


def _plain(value: object) -> float | None:
    return None if text.is_missing(value) else float(value)
