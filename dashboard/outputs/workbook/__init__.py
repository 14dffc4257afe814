"""A deck as an Excel workbook: contents, a sheet a view with its native chart, definitions, sources.

Text is written as text whatever it begins with, numbers as numbers, and what is missing stays blank.
"""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from dashboard.decks.shown import ShownDeck
from dashboard.outputs.workbook import lists, sheets
from dashboard.outputs.workbook.styles import FONT, SIZE, Styles

__all__ = ["write"]

OPTIONS = {
    "in_memory": True,
    **dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False),
    "default_format_properties": {"font_name": FONT, "font_size": SIZE, "font_scheme": False},
}


def write(shown: ShownDeck, *, progress: Callable[[int, int], None] | None = None) -> bytes:
    """The workbook's bytes, the same for the same deck. `progress` is told (sheets done, sheets in all)."""
    into, found = BytesIO(), sheets.of(shown)
    with Workbook(into, OPTIONS) as book:
        _properties(book, shown)
        styles = Styles(book)
        lists.contents(book, styles, shown, found)
        for done, sheet in enumerate(found, 1):
            sheets.add(book, styles, shown, sheet)
            if progress:
                progress(done, len(found))
        lists.definitions(book, styles, shown)
        lists.sources(book, styles, shown)
    return into.getvalue()


def _properties(book: Workbook, shown: ShownDeck) -> None:
    """The file's day is the snapshot's: the same deck is the same file."""
    day = datetime.combine(shown.snapshot.as_of, datetime.min.time())
    book.set_properties({"title": shown.title, "subject": shown.footer, "comments": shown.footer, "created": day})
    book.set_size(1900, 1200)
