"""The sheets around the views: contents with links, definitions, sources."""

from collections.abc import Sequence
from itertools import groupby

from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from dashboard import queries
from dashboard.catalog import Label
from dashboard.decks.shown import Broken, Cards, DistrictMap, ShownDeck, ShownSlide
from dashboard.outputs.workbook import plots, sheets
from dashboard.outputs.workbook.sheets import CONTENTS, DEFINITIONS, HEADINGS, SOURCES, Sheet
from dashboard.outputs.workbook.styles import BEGINS, LINE, Styles, cut, lines_in
from dashboard.palette import LIGHT

Headings = Sequence[tuple[Label, int]]
CONTENT_HEADINGS: Headings = (
    (Label("Slide", "页"), 7),
    (Label("Title", "标题"), 30),
    (Label("Finding", "要点"), 66),
    (Label("Sheet", "工作表"), 40),
    (Label("Shows", "内容"), 12),
)
CARDS, CHART, GRID = Label("Metrics", "指标"), Label("Chart", "图表"), Label("Grid", "热力表")
DISTRICTS, TABLE, NOT_SHOWN = Label("Districts", "分区县"), Label("Table", "表格"), Label("Not shown", "未能显示")
DEFINITION_HEADINGS: Headings = (
    (Label("Name", "名称"), 28),
    (Label("Unit", "单位"), 12),
    (Label("Kind", "性质"), 14),
    (Label("Meaning", "含义"), 60),
    (Label("Caveat", "注意"), 60),
)
KINDS = {
    "flow": Label("Flow", "流量"),
    "stock": Label("Stock", "存量"),
    "ratio": Label("Ratio", "比率"),
    "distinct": Label("Distinct count", "去重计数"),
}
SOURCE_HEADINGS: Headings = ((Label("Slides", "页"), 14), (Label("Source", "来源"), 130))


def contents(book: Workbook, styles: Styles, shown: ShownDeck, found: Sequence[Sheet]) -> None:
    """Title, scope, snapshot, and a line a sheet with a link to it; a slide's finding stands beside all of its lines."""
    page, language = book.add_worksheet(CONTENTS(shown.language)), shown.language
    _top(page, styles, shown)
    _heads(page, styles, CONTENT_HEADINGS, language)
    row = HEADINGS + 1
    of_slide = {number: list(group) for number, group in groupby(found, key=lambda sheet: sheet.slide.number)}
    for slide in shown.slides:
        row = _slide(page, styles, slide, of_slide.get(slide.number, []), row, language)
    for label in (DEFINITIONS, SOURCES):
        name = label(language)
        page.write_url(row, 3, f"internal:'{name}'!A1", styles.link(bottom=1, bottom_color=LIGHT.grid, **BEGINS), name)
        row += 1
    page.print_area(0, 0, row - 1, len(CONTENT_HEADINGS) - 1)


def _top(page: Worksheet, styles: Styles, shown: ShownDeck) -> None:
    page.hide_gridlines(2)
    page.set_row(1, 30)
    page.write_string(0, 0, shown.footer, styles.muted())
    page.write_string(1, 0, cut(shown.title), styles.of(bold=True, font_size=20, font_color=LIGHT.primary))
    page.write_string(2, 0, cut(shown.deck.about(shown.language)) if shown.deck.about else "", styles.muted())
    page.write_string(3, 0, shown.slides[0].scope_sentence if shown.slides else "", styles.muted())
    sheets.set_for_print(page, shown)


def _slide(page: Worksheet, styles: Styles, slide: ShownSlide, found: Sequence[Sheet], row: int, language: str) -> int:
    """The lines of one slide; returns the row after them."""
    under = {"bottom": 1, "bottom_color": LIGHT.border}
    last = row + max(len(found), 1) - 1
    facts = (f"{slide.number}", slide.title, slide.finding)
    looks = (styles.of(align="center", **under), styles.of(bold=True, text_wrap=True, **BEGINS, **under))
    for column, (words, look) in enumerate(
        zip(facts, (*looks, styles.of(text_wrap=True, **BEGINS, **under)), strict=True)
    ):
        _merged(page, row, last, column, cut(words), look)
    lines = lines_in(slide.finding, CONTENT_HEADINGS[2][1])
    for place, sheet in enumerate(found):
        edge = under if row + place == last else {"bottom": 1, "bottom_color": LIGHT.grid}
        link = f"internal:{quote_sheetname(sheet.name)}!A1"
        page.write_url(row + place, 3, link, styles.link(**BEGINS, **edge), sheet.name)
        page.write_string(row + place, 4, _shows(sheet, language), styles.muted(**BEGINS, **edge))
        page.set_row(row + place, max(LINE + 4, (LINE * lines + 6) / len(found)))
    if not found:
        page.set_row(row, LINE * lines + 6)
    return last + 1


def _merged(page: Worksheet, first: int, last: int, column: int, words: str, look: object) -> None:
    """One cell over several rows; text stays text whatever it begins with."""
    if last > first:
        page.merge_range(first, column, last, column, "", look)
    page.write_string(first, column, words, look)


def _shows(sheet: Sheet, language: str) -> str:
    match sheet.view:
        case Broken():
            return NOT_SHOWN(language)
        case Cards():
            return CARDS(language)
        case DistrictMap():
            return DISTRICTS(language)
        case figure if plots.is_drawn(figure):
            return (GRID if figure.query.draw.kind == "heat" else CHART)(language)
    return TABLE(language)


def definitions(book: Workbook, styles: Styles, shown: ShownDeck) -> None:
    """What every number of the deck means, each once."""
    language = shown.language
    known = {m.title(language): KINDS[m.kind] for m in (*queries.metrics().values(), *queries.measures().values())}
    found = dict.fromkeys(definition for slide in shown.slides for definition in slide.definitions)
    rows = [
        (d.name, d.unit, known[d.name](language) if d.name in known else "", d.about, d.caveat or "") for d in found
    ]
    _listed(book, styles, shown, DEFINITIONS, DEFINITION_HEADINGS, rows)


def sources(book: Workbook, styles: Styles, shown: ShownDeck) -> None:
    """Every source of the deck, and the slides that rest on it."""
    of_slides: dict[str, list[str]] = {}
    for slide in shown.slides:
        for line in slide.sources:
            of_slides.setdefault(line, []).append(f"{slide.number}")
    rows = [(", ".join(numbers), line) for line, numbers in of_slides.items()]
    _listed(book, styles, shown, SOURCES, SOURCE_HEADINGS, rows)


def _listed(
    book: Workbook, styles: Styles, shown: ShownDeck, title: Label, heads: Headings, rows: Sequence[Sequence[str]]
) -> None:
    page, language = book.add_worksheet(title(shown.language)), shown.language
    sheets.headed(page, styles, shown, title(language))
    _heads(page, styles, heads, language)
    look = styles.of(text_wrap=True, bottom=1, bottom_color=LIGHT.grid, **(BEGINS | {"valign": "top"}))
    for row, cells in enumerate(rows, HEADINGS + 1):
        for column, words in enumerate(cells):
            page.write_string(row, column, cut(words), look)
        lines = max(lines_in(words, width) for words, (_, width) in zip(cells, heads, strict=True))
        page.set_row(row, LINE * lines + 5)
    if rows:
        page.autofilter(HEADINGS, 0, HEADINGS + len(rows), len(heads) - 1)


def _heads(page: Worksheet, styles: Styles, heads: Headings, language: str) -> None:
    for column, (label, width) in enumerate(heads):
        page.set_column(column, column, width)
        page.write_string(HEADINGS, column, label(language), styles.head())
    page.set_row(HEADINGS, LINE + 4)
    page.freeze_panes(HEADINGS + 1, 0)
