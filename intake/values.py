"""Cells → typed values: text, numbers, hours, yes or no, codes; what people write for "missing"; units.

Every reading is a pair: the value (None when missing or unreadable) and a Problem or None.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from dashboard import states
from dashboard.catalog import Field, Label, code_list
from intake import dates, patent_numbers
from intake.wording import Problem, problem

Reading = tuple[object, Problem | None]
Convert = Callable[[object], Reading]

MISSING = frozenset(
    {
        "",
        "无数据",
        "无",
        "暂无",
        "暂缺",
        "不详",
        "未知",
        "空",
        "面议",
        "价格面议",
        "待议",
        "-",
        "--",
        "---",
        "—",
        "——",
        "–",
        "/",
        "//",
        "\\",
    }
    | {"n/a", "#n/a", "null", "(null)", "none", "nil", "nan"}
)
# Longer cells are not looked up: with blanks around it the longest word is no longer than this.
_LONGEST_MISSING = 16
YES = frozenset({"是", "有", "对", "真", "yes", "y", "true", "1", "√", "✓", "✔"})
NO = frozenset({"否", "不是", "没有", "错", "假", "no", "n", "false", "0", "×", "✗", "✘", "x"})
SCALES = {"千": 1_000, "百": 100, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}
_SCALED = re.compile(r"^(.*?)(千万|百万|亿|万|千|百)?([^\d万亿千百.]*)$")
_NUMBER = re.compile(r"^[+-]?(\d{1,3}(,\d{3})+|\d{1,3}( \d{3})+|\d+)?(\.\d+)?(e[+-]?\d+)?$", re.IGNORECASE)
# {unit of money in a contract: yuan that one of it is}
_MONEY = {"CNY": 1, "CNY 10,000": 10_000}
_YUAN = frozenset({"", "元", "元人民币", "人民币元", "人民币", "rmb", "cny", "yuan"})

# Only letters, digits, brackets and the space have a half-width twin that means the same in a Chinese text.
_HALF_WIDTH = {
    code: code - 0xFEE0
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF08, 0xFF09, 0xFF3B, 0xFF3D)
} | {0x3000: 0x20, 0xA0: 0x20}
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]")
_UNUSUAL = re.compile(f"[{''.join(map(chr, _HALF_WIDTH))}]|{_INVISIBLE.pattern}")
_MARK_UP = re.compile(
    r"</?(?:[a-z]+:)?(?:sub|sup|i|b|u|em|strong|br|p|span|font|img|o)"
    r"(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))*\s*/?>",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Column:
    """How one column of one file is to be read: its field, unit factor, order of dates and extra spellings."""

    field: Field
    factor: int | Decimal = 1
    date_order: str | None = None
    spellings: Mapping[str, str] = field(default_factory=dict)
    latest_year: int = 2100


def plain(text: object) -> str:
    """For comparing words: compatibility forms, case and white space do not count."""
    return "".join(unicodedata.normalize("NFKC", str(text)).split()).casefold()


def is_missing(cell: object) -> bool:
    if not isinstance(cell, str):
        return cell is None
    return (len(cell) <= _LONGEST_MISSING and plain(cell) in MISSING) or cell.isspace()


def converter(column: Column) -> Convert:
    """The reader of one column's cells; missing cells read as (None, None)."""
    convert = _READERS[column.field.type](column)
    return lambda cell: (None, None) if is_missing(cell) else convert(cell)


# --- text -------------------------------------------------------------------------------------


def text_of(cell: object) -> str:
    """A cell as text: whole numbers without .0, dates as 2024-03-05, no invisible or full-width characters."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    text = str(cell)
    if _UNUSUAL.search(text):
        text = _INVISIBLE.sub("", text.translate(_HALF_WIDTH))
    return " ".join(text.split())


def _text_reader(column: Column) -> Convert:
    rules = column.field.rules
    special = {"patent_number": _patent_number, "ipc": lambda _: _ipc}.get(rules.get("rule"))
    if special:
        return special(column)

    def read(cell: object) -> Reading:
        if (isinstance(cell, (int, float)) and abs(cell) >= 1e15) or _lost_its_digits(cell):
            return None, problem("digits_lost")
        text = text_of(cell)
        if rules.get("markup") and ("<" in text or "&" in text):
            text = html.unescape(_MARK_UP.sub("", text)).strip()
        if rules.get("upper"):
            text = text.upper()
        return text or None, problem("characters_lost") if "\ufffd" in text else None

    return read


def _lost_its_digits(cell: object) -> bool:
    """Excel writes long numbers into text files as 4.10523E+17."""
    return isinstance(cell, str) and "E+" in cell and bool(re.match(r"^\d\.\d+E\+\d{2}$", cell.strip()))


def _patent_number(column: Column) -> Convert:
    def read(cell: object) -> Reading:
        if _lost_its_digits(cell):
            return None, problem("digits_lost")
        text = text_of(cell)
        if not text.isascii():
            text = unicodedata.normalize("NFKC", text)
        found = patent_numbers.canonical(text, column.latest_year)
        return (None, found) if isinstance(found, Problem) else (found, None)

    return read


def _ipc(cell: object) -> Reading:
    """The first symbol of a list, without the version in brackets."""
    symbols = [s for s in re.split(r"[;;、,,|\n]", text_of(cell)) if s.strip()]
    first = re.sub(r"\(.*?\).*$|\s", "", symbols[0] if symbols else "").upper()
    if re.match(r"^(LOC)?\d{1,2}-\d{1,2}", first):
        return None, problem("locarno_class")
    return first or None, problem("several_symbols") if len(symbols) > 1 else None


# --- numbers ----------------------------------------------------------------------------------


def _gap(cell: object) -> Problem | None:
    """Why there is no number, where the cell says so: withheld, or not to be read."""
    state = states.gap_in(cell)
    return problem(state) if state else None


def _decimal_reader(column: Column) -> Convert:
    def read(cell: object) -> Reading:
        if gap := _gap(cell):
            return None, gap
        number = _number(cell, column)
        return (None, number) if isinstance(number, Problem) else (float(number), None)

    return read


def _integer_reader(column: Column) -> Convert:
    def read(cell: object) -> Reading:
        if gap := _gap(cell):
            return None, gap
        number = _number(cell, column)
        if isinstance(number, Problem):
            return None, number
        if number != int(number) or abs(number) >= 2**63:
            return None, problem("not_whole")
        return int(number), None

    return read


def _number(cell: object, column: Column) -> Decimal | Problem:
    """The number in the field's unit. Decimal, so that 1.1 万元 is 11000 and not 11000.000000000002."""
    if isinstance(cell, (int, float)):
        number = Decimal(repr(cell))
        return number * column.factor if number.is_finite() else problem("not_a_number")
    if not isinstance(cell, str):
        return problem("not_a_number")  # A date among numbers.
    text = unicodedata.normalize("NFKC", cell).replace("−", "-").strip().lstrip("¥$").strip()
    if text.startswith("(") and text.endswith(")"):
        text = "-" + text[1:-1]  # Accountants' negative.
    return _number_of_text(text, column)


def _number_of_text(text: str, column: Column) -> Decimal | Problem:
    if text.endswith("%"):
        if not is_percentage(column.field):
            return problem("percent_sign")
        return _plain_number(text[:-1].strip())
    digits, scale, unit = _SCALED.match(text).groups()
    if not scale and not unit:
        return _times(_plain_number(text), column.factor)
    if not digits or not unit_fits(unit, column.field):
        return (
            problem("wrong_unit", unit=(scale or "") + unit, expected=column.field.unit or _NO_UNIT)
            if digits
            else (problem("not_a_number"))
        )
    return _times(_plain_number(digits.strip()), factor_of(scale, column.field))


def _plain_number(text: str) -> Decimal | Problem:
    if not text or not _NUMBER.match(text):
        return problem("not_a_number")
    try:
        return Decimal(re.sub("[, ]", "", text))
    except InvalidOperation:
        return problem("not_a_number")


def _times(number: Decimal | Problem, factor: int | Decimal) -> Decimal | Problem:
    return number if isinstance(number, Problem) else number * factor


def factor_of(scale: str | None, of: Field) -> int | Decimal:
    """What a number in so many 万 or 亿 is multiplied by to be in the field's own unit, which may be 万元 itself."""
    own = _MONEY.get(of.unit.en, 1) if of.unit else 1
    stated = SCALES.get(scale, 1)
    return Decimal(stated) / own if stated % own else stated // own


def is_money(of: Field) -> bool:
    return bool(of.unit) and of.unit.en in _MONEY


def is_percentage(of: Field) -> bool:
    return bool(of.unit) and of.unit.en.startswith("%")


def unit_fits(unit: str, of: Field) -> bool:
    """Whether a unit written in a file is the field's own: 元 for CNY, the field's word otherwise."""
    unit = plain(unit)
    if is_money(of):
        return unit in _YUAN
    return unit in {"", *(plain(w) for w in (of.unit.zh, of.unit.en) if of.unit)} if of.unit else unit == ""


_NO_UNIT = Label("a bare number", "纯数字")


# --- hours, dates, yes and no, codes ----------------------------------------------------------

_CLOCK = re.compile(r"^(\d{1,2})(?::(\d{2}))?(?::\d{2}(?:\.0+)?)?(?:[时点]整?)?$")
_SPAN = re.compile(r"^(.+?)(?:-|—|–|~|至|到)(.+)$")


def _hour_reader(column: Column) -> Convert:
    def read(cell: object) -> Reading:
        found = _hour(cell)
        return (found, None) if found is not None else (None, problem("not_an_hour"))

    return read


def _hour(cell: object) -> int | None:
    """0–23 from 9, 09:00, 9时, 09:00-10:00 or a time cell; None for half hours and everything else."""
    if isinstance(cell, (time, datetime)):
        return cell.hour if (cell.minute, cell.second) == (0, 0) else None
    if isinstance(cell, (int, float)):
        return _hour_of_number(float(cell))
    text = plain(cell) if isinstance(cell, str) else ""
    if span := _SPAN.match(text):
        start, end = _hour_of_clock(span[1]), _hour_of_clock(span[2])
        return start if start is not None and end in (start + 1, 0 if start == 23 else -1) else None
    start = _hour_of_clock(text)
    return start if start is not None and start < 24 else None


def _hour_of_number(number: float) -> int | None:
    """Whole hours, or the part of a day that Excel keeps for a time."""
    hours = number * 24 if 0 < number < 1 else number
    return round(hours) if abs(hours - round(hours)) < 1e-6 and 0 <= round(hours) < 24 else None


def _hour_of_clock(text: str) -> int | None:
    found = _CLOCK.match(text.removesuffix(".0"))
    return int(found[1]) if found and found[2] in (None, "00") and int(found[1]) <= 24 else None


def _date_reader(read_day: Callable) -> Callable[[Column], Convert]:
    def reader(column: Column) -> Convert:
        def read(cell: object) -> Reading:
            found = read_day(cell, column.date_order)
            return (None, found) if isinstance(found, Problem) else (found, None)

        return read

    return reader


def _boolean_reader(column: Column) -> Convert:
    def read(cell: object) -> Reading:
        word = plain(text_of(cell))
        if word in YES | NO:
            return word in YES, None
        return None, problem("not_a_boolean")

    return read


def _code_reader(column: Column) -> Convert:
    known = spellings(column.field) | {plain(k): v for k, v in column.spellings.items()}
    refusal = problem("not_a_code", field=column.field.label, accepted=_accepted(column.field))
    strip = _without_city if is_district(column.field) else lambda word: word

    def read(cell: object) -> Reading:
        word = plain(text_of(cell))
        code = known.get(word) or known.get(strip(word))
        return (code, None) if code else (None, refusal)

    return read


def is_district(of: Field) -> bool:
    return of.codes is code_list("districts") or of.codes == code_list("districts")


def _without_city(word: str) -> str:
    """四川省泸州市江阳区 → 江阳区."""
    return re.sub(r"^(?:四川省?)?(?:泸州市?)?", "", word)


def spellings(of: Field) -> dict[str, str]:
    """Accepted words (plain) → code: the code itself, its labels, and the spellings of the contract."""
    return {plain(w): c.code for c in of.codes for w in (c.code, c.label.en, c.label.zh, *c.spellings)}


def _accepted(of: Field) -> Label:
    return Label(", ".join(c.label.en for c in of.codes), "、".join(c.label.zh for c in of.codes))


_READERS = {
    "text": _text_reader,
    "decimal": _decimal_reader,
    "integer": _integer_reader,
    "hour": _hour_reader,
    "date": _date_reader(dates.day),
    "month": _date_reader(dates.month),
    "boolean": _boolean_reader,
    "code": _code_reader,
}
