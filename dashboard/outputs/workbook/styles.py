"""How a workbook looks: fonts, colours, formats, the names of sheets and the widths of columns."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from dashboard import text
from dashboard.outputs.workbook.tables import Cell
from dashboard.palette import LIGHT

# Excel and WPS have it in both languages, on Windows and macOS.
FONT = "Microsoft YaHei"
SIZE = 10
NARROWEST, WIDEST = 9, 44
LETTERS = 1.1
# Headings up to here keep to one line.
ONE_LINE = 16
LINE, ROW = 16.5, 18
BEGINS, ENDS = {"align": "left", "indent": 1}, {"align": "right"}
LONGEST_NAME, LONGEST_TEXT = 31, 32_767
# A cell that begins so is a formula to whoever types Enter in it.
RISKY = ("=", "+", "-", "@", "\t", "\r")
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")


@dataclass
class Styles:
    """The formats of one workbook, each made once."""

    book: Workbook
    made: dict[tuple, Format] = field(default_factory=dict)

    def of(self, **properties: object) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            base = {
                "font_name": FONT,
                "font_scheme": False,
                "font_size": SIZE,
                "font_color": LIGHT.text,
                "valign": "vcenter",
            }
            self.made[key] = self.book.add_format(base | properties)
        return self.made[key]

    def title(self) -> Format:
        return self.of(bold=True, font_size=15, font_color=LIGHT.primary)

    def muted(self, **properties: object) -> Format:
        return self.of(font_color=LIGHT.muted, font_size=9, **properties)

    def link(self, **properties: object) -> Format:
        return self.of(font_color=LIGHT.primary, underline=1, **properties)

    def head(self, *, number: bool = False) -> Format:
        fill = {"bg_color": LIGHT.panel, "bottom": 1, "bottom_color": LIGHT.primary}
        return self.of(bold=True, text_wrap=True, **(ENDS if number else BEGINS), **fill)

    def cell(self, cell: Cell) -> Format:
        """A line under each row; text that could be read as a formula keeps its mark when it is edited."""
        more: dict[str, object] = {"bottom": 1, "bottom_color": LIGHT.grid, **(ENDS if cell.is_number else BEGINS)}
        if cell.form:
            more["num_format"] = cell.form
        elif isinstance(cell.value, str):
            more |= {"text_wrap": True, "quote_prefix": is_risky(cell.value)}
        return self.of(**more)


def is_risky(value: object) -> bool:
    return isinstance(value, str) and value.startswith(RISKY)


def cut(words: str) -> str:
    """What fits into one cell; Excel refuses more."""
    return words if len(words) <= LONGEST_TEXT else f"{words[: LONGEST_TEXT - 1]}…"


def sheet_name(number: str, title: str, taken: Iterable[str] = ()) -> str:
    """`3.1 专利授权月度走势`: what Excel allows of a title, cut at 31 characters, told apart by its number."""
    words = " ".join(FORBIDDEN.sub(" ", f"{number} {title}").split()).strip("'")
    name, used, turn = _cut_name(words, LONGEST_NAME), {t.casefold() for t in taken}, 1
    while name.casefold() in used:
        turn += 1
        name = f"{_cut_name(words, LONGEST_NAME - len(f' ({turn})'))} ({turn})"
    return name


def _cut_name(words: str, room: int) -> str:
    """Cut after a whole word where there is one; a name may not end in an apostrophe."""
    if len(words) <= room:
        return words
    head = words[: room - 1]
    whole = head.rpartition(" ")[0] if words[room - 1] != " " else head
    kept = whole if len(whole) > room // 2 else head
    return kept.rstrip(" '") + "…"


def width_of(cells: Iterable[Cell], heading: str) -> float:
    """Wide enough for most of what stands in the column; a long heading takes a second line."""
    widest = max((text.width(_written(cell)) for cell in cells), default=0)
    head = text.width(heading) + 3
    return min(WIDEST, max(NARROWEST, widest + 3, min(head, ONE_LINE), head / 2 + 2))


def lines_in(words: str, width: float) -> int:
    """How many lines a text takes in a column so wide; letters are narrower than the digits that widths count in."""
    room = max(1, int(width * LETTERS) - 2)
    return sum(max(1, -(-text.width(part) // room)) for part in words.split("\n"))


def _written(cell: Cell) -> str:
    """About what Excel shows of a value, for its width."""
    if cell.value is None:
        return ""
    if isinstance(cell.value, str):
        return cell.value
    if isinstance(cell.value, date):
        return "2024年12月" if "年" in cell.form else "2024-12-31"
    if cell.form.endswith("0.0%"):
        return f"{cell.value:.1%}"
    places = len(cell.form.partition(".")[2].rstrip('"%'))
    return f"{'≥ ' if '≥' in cell.form else ''}{cell.value:,.{places}f}{'%' if '%' in cell.form else ''}"
