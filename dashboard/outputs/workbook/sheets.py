"""The sheet of one view: link back, title, caption and scope; its table under frozen headings; its chart beside it."""

from dataclasses import dataclass
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname, xl_range
from xlsxwriter.worksheet import Worksheet

from dashboard.catalog import Label
from dashboard.decks.shown import Broken, Cards, DistrictMap, Figure, ShownDeck, ShownSlide, ShownView
from dashboard.outputs.workbook import charting, plots, tables
from dashboard.outputs.workbook.plots import Plot
from dashboard.outputs.workbook.styles import FONT, LINE, ROW, Styles, cut, lines_in, sheet_name, width_of
from dashboard.outputs.workbook.tables import Cell, Table
from dashboard.palette import LIGHT

# Rows of a sheet: link back, title, caption, scope; then the headings, which stay, and what scrolls under them.
BACK, TITLE, CAPTION, SCOPE, HEADINGS = range(5)
A4, FOOTER_LENGTH = 9, 180
MOST_LINES = 8
# Pixels of a point of row height.
PIXELS = 4 / 3

CONTENTS = Label("Contents", "目录")
DEFINITIONS = Label("Definitions", "指标释义")
SOURCES = Label("Sources", "数据来源")
TO_CONTENTS = Label("‹ Contents", "‹ 返回目录")
PAGE = Label("Slide {number}", "第{number}页")
NO_ROWS = Label("No rows in this scope.", "当前范围内没有记录。")
NOT_SHOWN = Label("This view cannot be shown:", "此项未能显示：")
TREND = Label("Values by month: months before the end of the period", "逐月数值：距期末的月数")
SPARKLINE = Label("Trend", "走势")


@dataclass(frozen=True)
class Sheet:
    """A view and the name of its sheet."""

    slide: ShownSlide
    view: ShownView
    name: str


def of(shown: ShownDeck) -> list[Sheet]:
    """A sheet a view, named after its slide's number and its title."""
    taken = [label(shown.language) for label in (CONTENTS, DEFINITIONS, SOURCES)]
    found = []
    for slide in shown.slides:
        for place, view in enumerate(slide.views, 1):
            number = f"{slide.number}.{place}" if len(slide.views) > 1 else f"{slide.number}"
            found.append(Sheet(slide, view, sheet_name(number, view.title, taken)))
            taken.append(found[-1].name)
    return found


def add(book: Workbook, styles: Styles, shown: ShownDeck, sheet: Sheet) -> None:
    """Write the sheet of one view; one that cannot be shown says why."""
    page, language, view = book.add_worksheet(sheet.name), shown.language, sheet.view
    headed(page, styles, shown, view.title, _under_title(sheet, language))
    if isinstance(view, Broken):
        _broken(page, styles, view, language)
        return
    table, plot = _rendered(view, language)
    write_table(page, styles, table, language)
    width = len(table.headings)
    if isinstance(view, Cards):
        width = _trends(page, styles, view, width, sheet.name, language)
    elif plot is not None:
        width = _drawn(book, page, styles, plot, sheet, width + 1, language)
    page.print_area(0, 0, HEADINGS + max(len(table.rows), 1, _depth(plot)), width)


def _rendered(view: Cards | Figure | DistrictMap, language: str) -> tuple[Table, Plot | None]:
    match view:
        case Cards():
            return tables.of_cards(view, language), None
        case DistrictMap():
            return tables.of_districts(view, language), plots.of_districts(view, language)
        case Figure():
            return tables.of_figure(view, language), plots.of_figure(view, language)


def _under_title(sheet: Sheet, language: str) -> tuple[str, str]:
    """The view's caption with its note; the slide it stands on and the scope."""
    slide, view = sheet.slide, sheet.view
    caption = "" if isinstance(view, Broken) else view.caption
    note = (view.note or "") if isinstance(view, Figure) else ""
    place = PAGE(language).format(number=slide.number)
    return (" · ".join(filter(None, [caption, note])), " · ".join([place, slide.title, slide.scope_sentence]))


# --- the page -----------------------------------------------------------------------------------


def headed(page: Worksheet, styles: Styles, shown: ShownDeck, title: str, lines: tuple[str, str] = ("", "")) -> None:
    """What stands above every table, and how the sheet is printed."""
    language = shown.language
    page.hide_gridlines(2)
    page.set_default_row(ROW)
    page.set_row(TITLE, 26)
    back = f"internal:'{CONTENTS(language)}'!A1"
    page.write_url(BACK, 0, back, styles.link(), TO_CONTENTS(language))
    page.write_string(BACK, 1, shown.footer, styles.muted())
    page.write_string(TITLE, 0, cut(title), styles.title())
    for row, words in zip((CAPTION, SCOPE), lines, strict=True):
        page.write_string(row, 0, cut(words), styles.muted())
    set_for_print(page, shown)


def set_for_print(page: Worksheet, shown: ShownDeck) -> None:
    """Landscape, as wide as the paper; headings on every page; snapshot and demonstration label at the foot."""
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEADINGS)
    words = f"{shown.title} · {shown.footer}"[:FOOTER_LENGTH].replace("&", "&&")
    page.set_footer(f'&L&"{FONT},Regular"&8{words}&R&"{FONT},Regular"&8&P / &N')


def write_table(page: Worksheet, styles: Styles, table: Table, language: str) -> None:
    """Headings that stay and filter, and the rows."""
    last = len(table.headings) - 1
    columns = list(zip(*table.rows, strict=True)) or [() for _ in table.headings]
    widths = [width_of(cells, head) for cells, head in zip(columns, table.headings, strict=True)]
    for column, (head, cells, width) in enumerate(zip(table.headings, columns, widths, strict=True)):
        page.set_column(column, column, width)
        page.write_string(HEADINGS, column, head, styles.head(number=any(cell.is_number for cell in cells)))
    page.set_row(HEADINGS, LINE * max(map(lines_in, table.headings, widths)) + 4)
    page.freeze_panes(HEADINGS + 1, 0)
    for row, cells in enumerate(table.rows, HEADINGS + 1):
        for column, cell in enumerate(cells):
            write_cell(page, styles, row, column, cell)
        texts = [(c.value, width) for c, width in zip(cells, widths, strict=True) if isinstance(c.value, str)]
        if (lines := max((lines_in(*one) for one in texts), default=1)) > 1:
            page.set_row(row, LINE * min(lines, MOST_LINES) + 4)
    if table.rows:
        page.autofilter(HEADINGS, 0, HEADINGS + len(table.rows), last)
    else:
        page.write_string(HEADINGS + 1, 0, NO_ROWS(language), styles.muted())


def write_cell(page: Worksheet, styles: Styles, row: int, column: int, cell: Cell) -> None:
    """A value as what it is: never a formula, never a link, and blank where it is missing."""
    look = styles.cell(cell)
    match cell.value:
        case None:
            page.write_blank(row, column, None, look)
        case str():
            page.write_string(row, column, cut(cell.value), look)
        case int() | float():
            page.write_number(row, column, cell.value, look)
        case day:
            page.write_datetime(row, column, day, look)


# --- beside the table -----------------------------------------------------------------------------


def _depth(plot: Plot | None) -> int:
    """How many rows what stands beside the table reaches down."""
    if plot is None:
        return 0
    return len(plot.places) if plot.shape == "grid" else ceil(charting.height(plot) / (ROW * PIXELS)) + 1


def _drawn(
    book: Workbook, page: Worksheet, styles: Styles, plot: Plot, sheet: Sheet, column: int, language: str
) -> int:
    """The chart, its data to the right of it; or the coloured grid. Returns the last column to print."""
    page.set_column(column - 1, column - 1, 3)
    if plot.shape == "grid":
        charting.block(page, styles, plot, HEADINGS, column)
        charting.colour_grid(page, plot, HEADINGS, column)
        page.write_string(SCOPE, column, plot.axis, styles.muted())
        return column + len(plot.series)
    beside = column + charting.COLUMNS + 1
    page.write_string(SCOPE, beside, charting.CHART_DATA(language), styles.muted())
    charting.block(page, styles, plot, HEADINGS, beside)
    drawn = charting.chart(book, plot, sheet.name, HEADINGS, beside, title=sheet.view.title, language=language)
    alt = {"description": f"{sheet.view.title} · {sheet.view.caption}", "object_position": 3, "y_offset": 6}
    page.insert_chart(HEADINGS + 1, column, drawn, alt)
    return column + charting.COLUMNS - 1


def _trends(page: Worksheet, styles: Styles, view: Cards, column: int, name: str, language: str) -> int:
    """A sparkline a metric, drawn from its values by month at the right."""
    longest = max((len(reading.trend) for reading in view.readings), default=0)
    if not longest:
        return column - 1
    first = column + 2
    page.set_column(column, column, 24)
    page.write_string(HEADINGS, column, SPARKLINE(language), styles.head())
    page.write_string(SCOPE, first, TREND(language), styles.muted())
    for back in range(longest):
        page.write_number(HEADINGS, first + longest - 1 - back, back, styles.head(number=True))
    for row, reading in enumerate(view.readings, HEADINGS + 1):
        form = tables.number_form(reading.trend, reading.metric.unit(language)) if reading.trend else ""
        begins = first + longest - len(reading.trend)
        for offset, value in enumerate(reading.trend):
            write_cell(page, styles, row, begins + offset, Cell(value, form))
        page.write_blank(row, column, None, styles.cell(Cell(None)))
        if reading.trend:
            _sparkline(page, row, column, name, begins, first + longest - 1)
        page.set_row(row, 24)
    return column


def _sparkline(page: Worksheet, row: int, column: int, name: str, first: int, last: int) -> None:
    look = {
        "type": "line",
        "weight": 1.5,
        "series_color": LIGHT.primary,
        "last_point": True,
        "last_color": LIGHT.accent,
    }
    page.add_sparkline(row, column, {"range": _range(name, row, first, last), **look})


def _range(name: str, row: int, first: int, last: int) -> str:
    return f"{quote_sheetname(name)}!{xl_range(row, first, row, last)}"


def _broken(page: Worksheet, styles: Styles, view: Broken, language: str) -> None:
    page.set_column(0, 0, 90)
    page.write_string(HEADINGS, 0, NOT_SHOWN(language), styles.of(bold=True, font_color=LIGHT.accent))
    reason = view.reason(language)
    page.write_string(HEADINGS + 1, 0, cut(reason), styles.of(text_wrap=True))
    page.set_row(HEADINGS + 1, LINE * lines_in(reason, 90) + 4)
