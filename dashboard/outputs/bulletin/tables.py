"""Tables in the three-line style (三线表): fitted to the page, heads repeated, no row torn apart."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from dashboard.outputs.bulletin.blocks import Column, Table
from dashboard.outputs.bulletin.elements import FIELD, Element, paragraph, runs, w
from dashboard.outputs.bulletin.page import TEXT_WIDTH
from dashboard.outputs.bulletin.styles import TABLE_SIZES

# Between a cell's edge and its text, in twips.
PADDING = 70
# In ems: words up to WHOLE never wrap, longer ones not below NARROWEST; WIDEST is as much as a column asks for.
WHOLE, NARROWEST, WIDEST = 9.2, 6.0, 40.0
# Heads are in bold.
BOLDER = 1.08
HEAVY, LIGHT = 12, 6
# A table of fewer rows stays on one page; of a longer one so many at either end are not parted.
SHORT, TOGETHER = 7, 2


@dataclass(frozen=True)
class _Fit:
    """A style of text and the columns' widths in twips."""

    style: str
    widths: tuple[int, ...]


def ems(words: str) -> float:
    """About how wide a text is, in letters' heights, in a sans-serif face; between Chinese and Latin there is a gap."""
    wide = [unicodedata.east_asian_width(letter) in "WFA" for letter in words]
    gaps = sum(one != other for one, other in pairwise(wide))
    return sum(map(_em, words, wide)) + 0.25 * gaps


def _em(letter: str, is_wide: bool) -> float:
    if is_wide or letter in "%MW@":
        return 1.0 if is_wide else 0.92
    if letter in " .,:;'|!()[]/-fijlrtI":
        return 0.36
    return 0.74 if letter.isupper() or letter in "mw+−" else 0.58


def set_table(table: Table, placeholder: str) -> Iterator[Element]:
    """The table; several under one another, each with the leading columns, where it is too wide for the page."""
    for part in _parts(table, placeholder):
        fit = _fit(part, placeholder) or _squeezed(part)
        yield _table(part, fit, placeholder)


def _parts(table: Table, placeholder: str) -> Iterator[Table]:
    """Split by columns, until each part fits in the smallest size; what tells the rows apart leads each part."""
    leading = 1 if len({row[0] for row in table.rows}) == len(table.rows) else 2
    count = len(table.columns)
    if _fit(table, placeholder) or count < leading + 2:
        yield table
        return
    middle = (count + leading) // 2
    for kept in (range(leading, middle), range(middle, count)):
        columns = tuple(table.columns[i] for i in (*range(leading), *kept))
        rows = tuple(tuple(row[i] for i in (*range(leading), *kept)) for row in table.rows)
        yield from _parts(Table(table.title, columns, rows, table.trace), placeholder)


# --- widths -----------------------------------------------------------------------------------


def _fit(table: Table, placeholder: str) -> _Fit | None:
    """The largest size in which nothing but words wraps; None where even the smallest is too wide."""
    wanted = [_wanted(table, i, placeholder) for i in range(len(table.columns))]
    for style, size in TABLE_SIZES.items():
        least = [round(low * size * 20) + 2 * PADDING for low, _ in wanted]
        best = [round(high * size * 20) + 2 * PADDING for _, high in wanted]
        if sum(least) <= TEXT_WIDTH:
            return _Fit(style, _shared(least, best))
    return None


def _squeezed(table: Table) -> _Fit:
    """Few columns of very long numbers: equal widths, and words wrap where they must."""
    count = len(table.columns)
    return _Fit(list(TABLE_SIZES)[-1], (TEXT_WIDTH // count,) * count)


def _wanted(table: Table, position: int, placeholder: str) -> tuple[float, float]:
    """(least, best) widths of a column in ems: numbers never wrap, heads and words do."""
    column = table.columns[position]
    told = [row[position].replace(FIELD, placeholder) for row in table.rows] or [""]
    cells, head = max(map(ems, told)), BOLDER * max(map(ems, _pieces(column.heading)))
    if column.is_number:
        return max(cells, head), max(cells, min(BOLDER * ems(column.heading), 2 * head))
    longest = max(ems(piece) for words in told for piece in _pieces(words))
    least = cells if cells <= WHOLE else NARROWEST
    return max(least, head, min(longest, WIDEST)), max(head, min(cells, WIDEST), column.room)


def _pieces(words: str) -> list[str]:
    """What is not to be broken: Latin words, and of Chinese three signs."""
    pieces = words.replace("/", "/ ").replace("-", "- ").split() or [""]
    return [piece if piece.isascii() else piece[:3] for piece in pieces]


def _shared(least: Sequence[int], best: Sequence[int]) -> tuple[int, ...]:
    """The page's width among the columns: what they lack first, the rest in proportion to their best."""
    spare = TEXT_WIDTH - sum(least)
    lack = [max(0, b - low) for b, low in zip(best, least, strict=True)]
    given = min(1.0, spare / sum(lack)) if sum(lack) else 0.0
    widths = [low + more * given for low, more in zip(least, lack, strict=True)]
    scale = TEXT_WIDTH / sum(widths)
    whole = [int(width * scale) for width in widths]
    whole[0] += TEXT_WIDTH - sum(whole)
    return tuple(whole)


# --- elements ---------------------------------------------------------------------------------


def _table(table: Table, fit: _Fit, placeholder: str) -> Element:
    grid = w("tblGrid", *(w("gridCol", w=width) for width in fit.widths))
    last = len(table.rows) - 1
    body = (
        _row(row, table.columns, fit, placeholder, keep=last < SHORT or n < TOGETHER or n > last - TOGETHER)
        for n, row in enumerate(table.rows)
    )
    return w("tbl", _properties(), grid, *_heads(table.columns, fit), *body)


def _properties() -> Element:
    lines = w("tblBorders", w("top", **_line(HEAVY)), w("bottom", **_line(HEAVY)))
    margins = w("tblCellMar", w("left", w=PADDING, type="dxa"), w("right", w=PADDING, type="dxa"))
    return w(
        "tblPr",
        w("tblW", w=TEXT_WIDTH, type="dxa"),
        w("jc", val="center"),
        lines,
        w("tblLayout", type="fixed"),
        margins,
        w("tblLook", val="0620", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
    )


def _line(weight: int) -> dict[str, object]:
    return {"val": "single", "sz": weight, "space": 0, "color": "auto"}


def _heads(columns: tuple[Column, ...], fit: _Fit) -> Iterator[Element]:
    """One row of heads; where columns share a group, a row of groups above it."""
    grouped = any(column.group for column in columns)
    if grouped:
        placed = list(zip(columns, fit.widths, strict=True))
        cells = []
        for _, members in groupby(enumerate(placed), key=lambda one: one[1][0].group or one[0]):
            group = [one for _, one in members]
            column, width = group[0][0], sum(width for _, width in group)
            cells.append(_group_cell(column, width, len(group), fit.style))
        yield _head_row(cells)
    yield _head_row(
        [
            _cell([] if grouped and not column.group else [*runs(column.heading, "", w("b"))], width, fit.style,
                  _side(column), line=True, merge="continue" if grouped and not column.group else None)
            for column, width in zip(columns, fit.widths, strict=True)
        ]
    )  # fmt: skip


def _group_cell(column: Column, width: int, span: int, style: str) -> Element:
    if not column.group:
        return _cell([*runs(column.heading, "", w("b"))], width, style, "left", merge="restart")
    return _cell([*runs(column.group, "", w("b"))], width, style, "center", span=span, line=True)


def _head_row(cells: Sequence[Element]) -> Element:
    return w("tr", w("trPr", w("cantSplit"), w("tblHeader")), *cells)


def _row(row: tuple[str, ...], columns: tuple[Column, ...], fit: _Fit, placeholder: str, *, keep: bool) -> Element:
    cells = (
        _cell([*runs(told, placeholder)], width, fit.style, _side(column), keep=keep)
        for told, column, width in zip(row, columns, fit.widths, strict=True)
    )
    return w("tr", w("trPr", w("cantSplit")), *cells)


def _side(column: Column) -> str:
    return "right" if column.is_number else "left"


def _cell(
    content: Sequence[Element],
    width: int,
    style: str,
    side: str,
    *,
    span: int = 1,
    line: bool = False,
    merge: str | None = None,
    keep: bool = True,
) -> Element:
    properties = w(
        "tcPr",
        w("tcW", w=width, type="dxa"),
        w("gridSpan", val=span) if span > 1 else None,
        w("vMerge", val=merge) if merge else None,
        w("tcBorders", w("bottom", **_line(LIGHT))) if line else None,
        w("vAlign", val="center"),
    )
    together = {"keep": w("keepNext")} if keep else {}
    return w("tc", properties, paragraph(style, *content, **together, side=w("jc", val=side)))
