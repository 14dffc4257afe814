"""Tables in the three-line style (三线表): fitted to the page, heads repeated, no row torn apart."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.outputs.bulletin.blocks import Column, Table
from dashboard.outputs.bulletin.elements import FIELD, Element, paragraph, runs, w
from dashboard.outputs.bulletin.page import TEXT_WIDTH
from dashboard.outputs.bulletin.styles import TABLE_SIZES

# Between a cell's edge and its text, in twips.
PADDING = 70
# A column of words takes as many half signs at most, and wraps from this many on when room is short.
WIDEST, NARROWEST = 44, 12
HEAVY, LIGHT = 12, 6


@dataclass(frozen=True)
class _Fit:
    """A style of text and the columns' widths in twips."""

    style: str
    widths: tuple[int, ...]


def half_signs(words: str) -> int:
    """The width of a text in half-width letters."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in words)


def set_table(table: Table, placeholder: str) -> Iterator[Element]:
    """The table; several under one another, each with the first column, where it is too wide for the page."""
    for part in _parts(table):
        fit = _fit(part) or _squeezed(part)
        yield _table(part, fit, placeholder)


def _parts(table: Table) -> Iterator[Table]:
    """Split by columns, until each part fits in the smallest size."""
    if _fit(table) or len(table.columns) <= 3:
        yield table
        return
    middle = (len(table.columns) + 1) // 2
    for kept in (range(1, middle), range(middle, len(table.columns))):
        columns = tuple(table.columns[i] for i in (0, *kept))
        rows = tuple(tuple(row[i] for i in (0, *kept)) for row in table.rows)
        yield from _parts(Table(table.title, columns, rows, table.trace))


# --- widths -----------------------------------------------------------------------------------


def _fit(table: Table) -> _Fit | None:
    """The largest size in which nothing but words wraps; None where even the smallest is too wide."""
    wanted = [_wanted(table, i) for i in range(len(table.columns))]
    for style, size in TABLE_SIZES.items():
        sign = size * 10 * 1.06  # half a sign in twips, Latin letters a little wider than half
        least = [round(low * sign) + 2 * PADDING for low, _ in wanted]
        best = [round(high * sign) + 2 * PADDING for _, high in wanted]
        if sum(least) <= TEXT_WIDTH:
            return _Fit(style, _shared(least, best))
    return None


def _squeezed(table: Table) -> _Fit:
    """Few columns of very long numbers: equal widths, and words wrap where they must."""
    count = len(table.columns)
    return _Fit(list(TABLE_SIZES)[-1], (TEXT_WIDTH // count,) * count)


def _wanted(table: Table, position: int) -> tuple[int, int]:
    """(least, best) widths of a column in half signs: numbers never wrap, heads and words do."""
    column = table.columns[position]
    cells = max((half_signs(row[position].replace(FIELD, "占位占位")) for row in table.rows), default=4)
    head = _longest_word(column.heading)
    if column.is_number:
        return max(cells, head), max(cells, min(half_signs(column.heading), 2 * head))
    longest = max((_longest_word(row[position]) for row in table.rows), default=4)
    return max(min(cells, NARROWEST), head, min(longest, WIDEST)), max(head, min(cells, WIDEST))


def _longest_word(words: str) -> int:
    """What cannot be broken: a Latin word, or three Chinese signs."""
    pieces = words.replace("/", "/ ").replace("-", "- ").split() or [""]
    return max(half_signs(p) if p.isascii() else min(half_signs(p), 6) for p in pieces)


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
    body = (_row(row, table.columns, fit, placeholder) for row in table.rows)
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


def _row(row: tuple[str, ...], columns: tuple[Column, ...], fit: _Fit, placeholder: str) -> Element:
    cells = (
        _cell([*runs(told, placeholder)], width, fit.style, _side(column))
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
) -> Element:
    properties = w(
        "tcPr",
        w("tcW", w=width, type="dxa"),
        w("gridSpan", val=span) if span > 1 else None,
        w("vMerge", val=merge) if merge else None,
        w("tcBorders", w("bottom", **_line(LIGHT))) if line else None,
        w("vAlign", val="center"),
    )
    return w("tc", properties, paragraph(style, *content, side=w("jc", val=side)))
