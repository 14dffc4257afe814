"""Native tables: a query's rows, and heat maps as shaded cells. What has no room is counted, never dropped in silence."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

import pandas as pd
from pptx.oxml import parse_xml

from dashboard import answers, text
from dashboard.charts.canvas import Canvas, code_of, plain
from dashboard.charts.cells import Code, grid_order, is_measured
from dashboard.decks.shown import Figure
from dashboard.outputs.slides import paint, plans, words
from dashboard.outputs.slides.boxes import EMU_PER_POINT, Box, inches
from dashboard.outputs.slides.canvas import Sheet
from dashboard.outputs.slides.paint import Paint
from dashboard.outputs.slides.places import LATE, late, words_of
from dashboard.outputs.slides.scales import Scale, scale_of, unit_words
from dashboard.outputs.slides.words import BODY, LEADING, NAMESPACES, Paragraph, Style
from dashboard.queries import Column

PAD, HEAT_PAD = inches(0.07), inches(0.03)
# Widths are estimates: a name that just fits would take a second line.
SLACK = 1.06
# A column that is wider than this takes a second line, its words end in … after that.
WIDEST = inches(3.0)
NARROWEST = inches(0.55)
TWO_LINES = 2
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
YES_NO = {True: text.phrase("Yes"), False: text.phrase("No")}
# Sizes that the values of a heat map are tried in, before columns are left out; heads take two lines.
HEAT_LINE, HEAT_HEAD = inches(0.34), inches(0.53)
HEAT_SIZES = (14, 12)


@dataclass(frozen=True)
class Cell:
    words: str
    align: str = "l"
    style: Style = Style(BODY)  # noqa: RUF009 - frozen
    fill: Paint | None = None
    under: tuple[Paint, float] = (paint.HAIR, 0.75)
    pad: int = PAD


@dataclass(frozen=True)
class Left:
    """What of a figure has no room on the slide; `starred` when periods in it are marked as not
    complete; `darkest` is the value of the darkest shade, where cells are too small for theirs; `unit` what
    numbers count."""

    rows: int = 0
    columns: int = 0
    starred: bool = False
    darkest: float | None = None
    unit: str = ""


Lines = list[list[Cell]]


# --- tables of rows -----------------------------------------------------------------------------


def table(sheet: Sheet, figure: Figure, box: Box) -> Left:
    """As many columns and rows as the box holds, from the first on."""
    columns = [c for name, c in figure.query.columns.items() if name in figure.rows]
    rows = figure.rows.head(60)
    told = {c.name: _words(c, rows[c.name], sheet.language) for c in columns}
    fitting = _fitting(columns, told, sheet.language, box.width)
    heads = [_head(c, figure.rows, sheet.language) for c in fitting]
    lines = [[_cell(c, told[c.name][place], figure.rows) for c in fitting] for place in range(len(rows))]
    widths = _spread(list(fitting.values()), box.width)
    kept = _that_fit([heads, *lines], widths, box.height)
    _write(sheet, kept, widths, box, figure)
    return Left(len(figure.rows) - (len(kept) - 1), len(columns) - len(fitting))


def _words(column: Column, values: pd.Series, language: str) -> list[str]:
    return [_word(column, value, language) for value in plain(values)]


def _word(column: Column, value: object, language: str) -> str:
    if column.codes or value is None or value == "":
        missing = text.MISSING if not column.codes else column.blank(language)
        return missing if value is None or value == "" else answers.word_of(column, code_of(value), language)
    if isinstance(value, bool):
        return text.say(YES_NO[value], language)
    if isinstance(value, date):
        return value.isoformat()
    return text.number(value, language) if isinstance(value, int | float) else str(value)


def _fitting(columns: Sequence[Column], told: Mapping[str, list[str]], language: str, width: int) -> dict[Column, int]:
    """The first columns that have room, with the width each wants."""
    found, used = {}, 0
    for column in columns:
        wanted = max((words.width_of(word, Style(BODY)) for word in told[column.name]), default=0)
        head = words.width_of(answers.heading(column, language), Style(BODY, bold=True))
        wanted = min(WIDEST, max(NARROWEST, round(wanted * SLACK), head // 2 + BODY * EMU_PER_POINT)) + 2 * PAD
        if found and used + wanted > width:
            break
        found[column], used = min(wanted, width), used + wanted
    return found


def _spread(wanted: Sequence[int], width: int) -> list[int]:
    """Widths that fill the table: what is left goes to all in their proportion."""
    whole = sum(wanted)
    widths = [part * width // whole for part in wanted]
    return [*widths[:-1], width - sum(widths[:-1])]


def _is_number(column: Column, rows: pd.DataFrame) -> bool:
    return not column.codes and pd.api.types.is_numeric_dtype(rows[column.name])


def _head(column: Column, rows: pd.DataFrame, language: str) -> Cell:
    align = "r" if _is_number(column, rows) else "l"
    look = Style(BODY, bold=True, paint=paint.PRIMARY)
    return Cell(answers.heading(column, language), align, look, None, (paint.PRIMARY, 1.5))


def _cell(column: Column, word: str, rows: pd.DataFrame) -> Cell:
    return Cell(word, "r" if _is_number(column, rows) else "l")


def _that_fit(lines: Lines, widths: Sequence[int], height: int) -> Lines:
    kept, used = [], 0
    for line in lines:
        short = [_short(cell, width) for cell, width in zip(line, widths, strict=True)]
        used += _height(short, widths)
        if kept and used > height:
            break
        kept.append(short)
    return kept


def _short(cell: Cell, width: int, most: int = TWO_LINES) -> Cell:
    shown = words.shortened(cell.words, cell.style, width - 2 * cell.pad, most)
    return replace(cell, words=shown)


def _height(line: Sequence[Cell], widths: Sequence[int]) -> int:
    rows = max(words.lines(cell.words, cell.style, width - 2 * PAD) for cell, width in zip(line, widths, strict=True))
    return round(rows * line[0].style.size * LEADING * EMU_PER_POINT) + PAD


# --- heat maps ----------------------------------------------------------------------------------


def heat(sheet: Sheet, figure: Figure, box: Box) -> Left:
    """`z` over `x` and `y`: the shade and the number say the same. Where lines have no room the largest stand; where
    columns have none for their values, as many as have, of periods the last; shades alone where those were too few.
    """
    canvas = plans.canvas_of(figure)
    across, down = grid_order(canvas, "x"), grid_order(canvas, "y")
    pairs = zip(canvas.codes("y"), canvas.codes("x"), strict=True)
    values = dict(zip(pairs, canvas.values("z"), strict=True))
    names = dict(zip(down, words_of(canvas, "y", down), strict=True))
    heads = _heads(canvas, across)
    corner = _corner(canvas, heads.values())
    first = _first_column([*names.values(), corner], box.width)
    kept, told = _columns_told(canvas, values, box.width - first, sheet.language)
    cell = (box.width - first) // len(kept)
    size, top = told.size if told else HEAT_SIZES[-1], max((v for v in values.values() if v is not None), default=1)
    shown = _largest(down, kept, values, int((box.height - HEAT_HEAD) // HEAT_LINE))
    tall = max(HEAT_LINE, min(inches(0.5), (box.height - HEAT_HEAD) // max(1, len(shown))))
    # A name of two lines in a line of one would push the last ones over the edge.
    name_lines = TWO_LINES if tall >= TWO_LINES * BODY * LEADING * EMU_PER_POINT + PAD else 1
    head = Style(size, bold=True, paint=paint.PRIMARY)
    over = [_short(Cell(heads[x], "ctr", head, pad=HEAT_PAD), cell) for x in kept]
    lines = [[_short(Cell(corner, style=head), first), *over]]
    for code in shown:
        cells = [_heat_cell(values.get((code, x)), top or 1, told) for x in kept]
        lines.append([_short(Cell(names[code]), first, name_lines), *cells])
    _write(sheet, lines, [first, *[cell] * len(kept)], box, figure, [HEAT_HEAD, *[tall] * len(shown)])
    starred = any(heads[x].endswith(LATE) for x in kept)
    scale = told.scale if told else scale_of([], canvas.unit(canvas.options["z"]), sheet.language)
    left = (len(down) - len(shown), len(across) - len(kept), starred, None if told else top)
    return Left(*left, unit_words(scale, sheet.language))


def _first_column(names: Iterable[str], width: int) -> int:
    widest = max(words.width_of(name, Style(BODY)) for name in names)
    return min(round(widest * SLACK) + 2 * PAD, round(width * 0.28))


def _corner(canvas: Canvas, heads: Iterable[str]) -> str:
    """What bare numbers over the columns count; other heads say it themselves."""
    return canvas.label(canvas.options["x"]) if all(head.isdigit() for head in heads) else ""


def _columns_told(canvas: Canvas, values: Mapping, width: int, language: str) -> tuple[list[Code], "Telling | None"]:
    """The columns that have room, and how their values are told: all, or the last periods, or the largest others; all
    without their values where less than half would stay."""
    across, heads = grid_order(canvas, "x"), _heads(canvas, grid_order(canvas, "x"))
    sums = {x: sum(value or 0 for (_, of), value in values.items() if of == x) for x in across}
    ranked = list(reversed(across)) if is_measured(canvas, "x") else sorted(across, key=lambda x: -sums[x])
    unit = canvas.unit(canvas.options["z"])
    for count in range(len(across), len(across) // 2, -1):
        kept = [x for x in across if x in ranked[:count]]
        known = [value for (_, x), value in values.items() if x in kept and value is not None]
        if told := _telling(known, [heads[x] for x in kept], width // count - 2 * HEAT_PAD, unit, language):
            return kept, told
    return across, None


def _heads(canvas: Canvas, codes: Sequence[Code]) -> dict[Code, str]:
    unfinished, told = late(canvas, codes), words_of(canvas, "x", codes)
    return {
        code: name + LATE * (place in unfinished) for place, (code, name) in enumerate(zip(codes, told, strict=True))
    }


@dataclass(frozen=True)
class Telling:
    """How the values of a heat map are told so that all fit their cells: the size, and what they are divided by."""

    size: float
    words: Callable[[float], str]
    scale: Scale


def _telling(values: Sequence[float], heads: Sequence[str], width: int, unit: str, language: str) -> Telling | None:
    """In full before scaled, large before small, heads on one line before two; None when nothing fits."""
    plain_scale, scale = Scale(None, unit, "", ""), scale_of(values, unit, language)
    ways = [(lambda value: text.number(value, language), plain_scale)]
    if scale.built_in:
        ways.append((lambda value: text.number(value / scale.size, language, digits=1), scale))
    for head_lines, size, (said, used) in product((1, TWO_LINES), HEAT_SIZES, ways):
        fits = all(words.width_of(said(value), Style(size)) <= width for value in values)
        if fits and all(words.lines(head, Style(size, bold=True), width) <= head_lines for head in heads):
            return Telling(size, said, used)
    return None


def _largest(down: Sequence[Code], across: Sequence[Code], values: Mapping, room: int) -> list[Code]:
    """The lines with the largest sums, in their own order."""
    sums = {code: sum(values.get((code, x)) or 0 for x in across) for code in down}
    kept = set(sorted(down, key=lambda code: -sums[code])[: max(1, room)])
    return [code for code in down if code in kept]


def _heat_cell(value: float | None, top: float, told: Telling | None) -> Cell:
    edge, size = (paint.BACKGROUND, 1.5), told.size if told else HEAT_SIZES[-1]
    if value is None:
        return Cell(text.MISSING, "ctr", Style(size, paint=paint.MUTED), paint.PANEL, edge, HEAT_PAD)
    fill = paint.shade(0.06 + 0.94 * max(value, 0) / top)
    shown = told.words(value) if told else ""
    return Cell(shown, "ctr", Style(size, paint=fill.ink), fill, edge, HEAT_PAD)


# --- writing ------------------------------------------------------------------------------------


def _write(
    sheet: Sheet, lines: Lines, widths: Sequence[int], box: Box, figure: Figure, heights: list[int] | None = None
) -> None:
    tall = heights or [_height(line, widths) for line in lines]
    told = f"{figure.title} · {figure.caption}"
    place = Box(box.left, box.top, sum(widths), sum(tall))
    frame = sheet.table(place, len(lines), len(widths), figure.title, told)
    made = frame.table._tbl
    made.tblPr.xpath("./a:tableStyleId")[0].text = NO_STYLE
    made.tblPr.set("bandRow", "0")
    for column, width in zip(made.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width
    for row in made.tr_lst:
        made.remove(row)
    for line, size in zip(lines, tall, strict=True):
        inner = "".join(_cell_xml(cell, sheet.language) for cell in line)
        made.append(parse_xml(f'<a:tr {NAMESPACES} h="{size}">{inner}</a:tr>'))


def _cell_xml(cell: Cell, language: str) -> str:
    paragraph = Paragraph(((cell.words, cell.style),), cell.align).xml(language)
    ink, points = cell.under
    none = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    under = f'<a:lnB w="{round(points * EMU_PER_POINT)}">{ink.xml}</a:lnB>'
    edges = none + under
    if cell.fill:
        # Shaded cells stand apart on all sides.
        edges = "".join(under.replace("lnB", side) for side in ("lnL", "lnR", "lnT", "lnB"))
    fill = cell.fill.xml if cell.fill else "<a:noFill/>"
    margins = f'marL="{cell.pad}" marR="{cell.pad}" marT="{PAD // 2}" marB="{PAD // 2}" anchor="ctr"'
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph}</a:txBody><a:tcPr {margins}>{edges}{fill}</a:tcPr></a:tc>"
    )
