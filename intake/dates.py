"""Cells → days: every way a date is written, and no guess about the order of day and month.

Refuses to know which field the day is for; limits are checked elsewhere.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from intake.wording import Problem, problem

ORDERS = ("dmy", "mdy", "ymd")
# Excel counts days from here; the two days before 1900-01-01 stand for empty and zero cells.
_EPOCH = date(1899, 12, 30)
# Serial numbers below (1927) are far more often years or counts than days.
_LOWEST_SERIAL, _HIGHEST_SERIAL = 10_000, 80_000

_TIME_OF_DAY = re.compile(r"[T ]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[AP]M|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_SERIAL = re.compile(r"^\d{1,5}(\.\d+)?$")
_NAMED = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[ \-/.]*([a-z]{3,9})\.?[ \-/.,]*(\d{4}|\d{2})$", re.IGNORECASE)
_NAMED_FIRST = re.compile(r"^([a-z]{3,9})\.? *(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})$", re.IGNORECASE)
_THREE_PARTS = re.compile(r"^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})$")
_YEAR_MONTH = re.compile(r"^(\d{4})(?:\s*[-/.年]\s*(\d{1,2})\s*月?|(\d{2}))$")
_NAMED_MONTH = re.compile(r"^([a-z]{3,9})\.?[ \-/]*(\d{4})$", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def day(cell: object, order: str | None = None) -> date | Problem:
    """The day in a cell: a date, an Excel serial or text. `order` decides texts such as 5/3/2024."""
    if isinstance(cell, datetime):
        return _known(cell.date())
    if isinstance(cell, date):
        return _known(cell)
    if isinstance(cell, time):
        return problem("excel_zero")  # A zero formatted as a date.
    return _day_of_text(_clean(cell), order)


def month(cell: object, order: str | None = None) -> date | Problem:
    """The first day of the month in a cell: a month or a whole date."""
    text = _clean(cell) if isinstance(cell, (str, int, float)) else ""
    if found := _YEAR_MONTH.match(text):
        return _made(int(found[1]), int(found[2] or found[3]), 1)
    if (found := _NAMED_MONTH.match(text)) and _month_number(found[1]):
        return _made(int(found[2]), _month_number(found[1]), 1)
    read = day(cell, order)
    return read.replace(day=1) if isinstance(read, date) else read


def order_of(cells: Iterable[object], latest: date, *, future: bool = False) -> str | Problem | None:
    """The order that a column's own values prove, None when none of them needs one, or why it cannot be told.

    An order is possible when it turns every value into a day. 24-3-5 may also begin with its year, unless
    that would put an event after `latest`.
    """
    texts = {_clean(cell): cell for cell in cells if isinstance(cell, str)}
    parts = {text: found.group(1, 3, 4) for text in texts if (found := _THREE_PARTS.match(_without_time(text)))}
    readings = {text: {o: _arranged(p, o, latest, future) for o in ORDERS} for text, p in parts.items()}
    readings = {text: r for text, r in readings.items() if any(r.values())}
    if not readings:
        return None
    possible = [o for o in ORDERS if all(r[o] for r in readings.values())]
    if not possible:
        return _contradiction(readings)
    agree = all(len({r[o] for o in possible}) == 1 for r in readings.values())
    return possible[0] if agree else problem("date_order", value=next(iter(readings)))


def _contradiction(readings: dict[str, dict[str, date | None]]) -> Problem:
    """Two values that no order reads together."""
    texts = list(readings)
    for text in texts:
        for other in texts:
            if not any(readings[text][o] and readings[other][o] for o in ORDERS):
                return problem("date_order_contradicts", value=text, other=other)
    return problem("date_order", value=texts[0])


def _arranged(parts: tuple[str, str, str], order: str, latest: date, future: bool) -> date | None:
    first, second, third = parts
    if order == "ymd":
        if len(third) != 2 or len(first) != 2:
            return None
        read = _made(_full_year(first), int(second), int(third))
        return read if isinstance(read, date) and (future or read <= latest) else None
    month_number, day_number = (second, first) if order == "dmy" else (first, second)
    read = _made(_full_year(third), int(month_number), int(day_number))
    return read if isinstance(read, date) else None


def _day_of_text(text: str, order: str | None) -> date | Problem:
    text = _without_time(text)
    if found := (_YEAR_FIRST.match(text) or _COMPACT.match(text)):
        return _made(*map(int, found.groups()))
    if _SERIAL.match(text):
        return _from_serial(float(text))
    if (found := _NAMED.match(text)) and _month_number(found[2]):
        return _made(_full_year(found[3]), _month_number(found[2]), int(found[1]))
    if (found := _NAMED_FIRST.match(text)) and _month_number(found[1]):
        return _made(int(found[3]), _month_number(found[1]), int(found[2]))
    if (found := _THREE_PARTS.match(text)) and order:
        return _arranged(found.group(1, 3, 4), order, date.max, True) or problem("not_a_date")
    if _YEAR_MONTH.match(text) or _NAMED_MONTH.match(text):
        return problem("day_missing")
    return problem("not_a_date")


def _from_serial(number: float) -> date | Problem:
    if number < 3:
        return problem("excel_zero")
    if not _LOWEST_SERIAL <= number <= _HIGHEST_SERIAL:
        return problem("not_a_date")
    return _EPOCH + timedelta(days=int(number))


def _known(read: date) -> date | Problem:
    return problem("excel_zero") if read <= date(1900, 1, 2) else read


def _made(year: int, month_number: int, day_number: int) -> date | Problem:
    if (year, month_number) in ((1899, 12), (1900, 1)) and (day_number == 0 or year == 1899):
        return problem("excel_zero")
    try:
        return date(year, month_number, day_number)
    except ValueError:
        return problem("not_a_date")


def _full_year(digits: str) -> int:
    """Two digits are 1969–2068, as POSIX reads them."""
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= 69 else 2000)


def _month_number(name: str) -> int | None:
    name = name.lower()
    known = name[:3] in _MONTHS and (name in (*_MONTHS, *_MONTH_NAMES, "sept"))
    return _MONTHS.index(name[:3]) + 1 if known else None


def _without_time(text: str) -> str:
    return _TIME_OF_DAY.sub("", text)


def _clean(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", str(cell))).strip()
