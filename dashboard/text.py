"""Numbers, dates, periods and sentences in Chinese and English, worded as an official bulletin would.

`say` translates the interface's words by `locale/zh.po`, whose keys are the English wordings in the code.
It knows nothing of metrics or pages: it is given values and labels, and returns text.
"""

import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from math import inf
from pathlib import Path

from babel.core import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from dashboard.catalog import Label
from dashboard.states import AT_LEAST

CATALOGUE = Path(__file__).parent / "locale" / "zh.po"
MISSING = "—"
MINUS = "−"
CITY = Label("the city", "全市")
# Size, sign, and how many of it make the next scale. Chinese counts by ten thousands.
SCALES = {
    "zh": ((10**4, "万", 10**4), (10**8, "亿", inf)),
    "en": ((10**3, "K", 1000), (10**6, "M", 1000), (10**9, "B", inf)),
}
COMPACT_FROM = 10_000
COMPARISONS = {"yoy": Label("year on year", "同比"), "previous": Label("on the previous period", "环比")}
SINGULAR = {"entries": "entry", "pushes": "push", "countries and regions": "country or region"}


@cache
def _locale(language: str) -> Locale:
    """Kept, because Babel looks a locale's name up in all of its files each time."""
    return Locale.parse("zh_CN" if language == "zh" else "en")


# --- words ------------------------------------------------------------------------------------


@cache
def translations() -> dict[str, str]:
    """{English wording: Chinese wording}, as the catalogue file has them."""
    with CATALOGUE.open("rb") as lines:
        return {message.id: message.string for message in read_po(lines, locale="zh_CN") if message.id}


def phrase(msgid: str) -> str:
    """The wording itself: marks it for translation where the language is not known yet."""
    return msgid


def say(msgid: str, language: str, **values: object) -> str:
    """The wording in the language, its {placeholders} filled; a Label fills in its own language."""
    wording = translations().get(msgid) or msgid if language == "zh" else msgid
    if not values:
        return wording
    return wording.format(**{k: v(language) if isinstance(v, Label) else v for k, v in values.items()})


def listing(items: Sequence[str], language: str) -> str:
    """`江阳区、泸县和合江县`, `Jiangyang, Luxian and Hejiang`."""
    # British lists have no comma before the last "and".
    return format_list([str(item) for item in items], locale=_locale("zh") if language == "zh" else "en_GB")


def width(words: str) -> int:
    """Width in half-width characters: Chinese ones count two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in words)


# --- numbers ----------------------------------------------------------------------------------


def is_missing(value: object) -> bool:
    """True for None, NaN, NaT, pandas.NA and what a division by zero leaves."""
    return value is None or str(value) in ("nan", "NaN", "NaT", "<NA>", "inf", "-inf")


def _rounded(value: Decimal, digits: int) -> Decimal:
    """Half up, as readers round; and never minus zero."""
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP) + 0


def _sensible_digits(value: Decimal) -> int:
    """Decimals that say enough: none from 1,000 on, one from 10 on, then two significant digits or more."""
    if value == 0 or value == value.to_integral_value() or abs(value) >= 1000:
        return 0
    return 1 if abs(value) >= 10 else max(2, 1 - value.adjusted())


def _grouped(value: Decimal, digits: int, language: str, *, fixed: bool) -> str:
    places = ("0" if fixed else "#") * digits
    shown = format_decimal(_rounded(value, digits), f"#,##0.{places}", locale=_locale(language))
    return shown.replace("-", MINUS)


def _compact(value: Decimal, language: str) -> str:
    """Three digits or more and a scale; what rounds up to the next scale takes that one: 1亿, not 10,000万."""
    for size, sign, limit in SCALES[language]:
        scaled = value / size
        digits = max(0, 2 - scaled.adjusted())
        if abs(_rounded(scaled, digits)) < limit:
            return _grouped(scaled, digits, language, fixed=False) + sign
    raise AssertionError("the last scale has no limit")


def number(value: object, language: str, *, digits: int | None = None, compact: bool = False) -> str:
    """Thousands grouped; `digits` fixes the decimals; `compact` shortens from 10,000 on: 1.97亿, 54.9K."""
    if is_missing(value):
        return MISSING
    exact = Decimal(str(value))
    if compact and _rounded(abs(exact), 0) >= COMPACT_FROM:
        return _compact(exact, language)
    return _grouped(exact, _sensible_digits(exact) if digits is None else digits, language, fixed=digits is not None)


def quantity(
    value: object, unit: Label | None, language: str, *, digits: int | None = None, compact: bool = False
) -> str:
    """A number with its unit. Chinese sets no space before a unit, English one, except before %; CNY leads."""
    shown = number(value, language, digits=digits, compact=compact)
    if unit is None or shown == MISSING:
        return shown
    if language == "zh":
        return shown + unit.zh
    if unit.en == "CNY":
        return f"CNY {shown}"
    return f"{shown}{'' if unit.en.startswith('%') else ' '}{_counted(unit.en) if shown == '1' else unit.en}"


def signed_quantity(value: object, unit: Label | None, language: str, *, compact: bool = False) -> str:
    """`+1,234件`, `−5 patents`, `+CNY 33.8M`."""
    return _signed(quantity(value, unit, language, compact=compact))


def _counted(plural: str) -> str:
    """The unit of one: `patents` → `patent`, `residents per station` → `resident per station`."""
    head, *rest = [plural] if plural in SINGULAR else plural.split(" ", 1)
    return " ".join([SINGULAR.get(head, head.removesuffix("s")), *rest])


def percent(ratio: object, language: str, *, digits: int = 1) -> str:
    """A share of 1 as a percentage: 0.382 → `38.2%`."""
    return MISSING if is_missing(ratio) else number(Decimal(str(ratio)) * 100, language, digits=digits) + "%"


def _signed(shown: str) -> str:
    is_plain = shown in (MISSING, "") or shown.startswith(MINUS) or not shown.strip("0.,%")
    return shown if is_plain else f"+{shown}"


def signed_percent(ratio: object, language: str, *, digits: int = 1) -> str:
    """`+12.3%`, `−4.0%`, `0.0%`."""
    return _signed(percent(ratio, language, digits=digits))


def signed_number(value: object, language: str, *, digits: int | None = None, compact: bool = False) -> str:
    """`+1,234`, `−5`, `0`."""
    return _signed(number(value, language, digits=digits, compact=compact))


# --- dates and periods ------------------------------------------------------------------------


def _dated(when: date | None, pattern: Label, language: str) -> str:
    return MISSING if is_missing(when) else format_date(when, pattern(language), locale=_locale(language))


def day(when: date | None, language: str) -> str:
    """`2024年3月5日`, `5 Mar 2024`."""
    return _dated(when, Label("d MMM y", "y年M月d日"), language)


def month(when: date | None, language: str) -> str:
    """`2024年3月`, `Mar 2024`."""
    return _dated(when, Label("MMM y", "y年M月"), language)


def bucket(when: date | None, grain: str, language: str) -> str:
    """The month, quarter or year that the day lies in: `2024年第1季度`, `Q1 2024`."""
    if grain == "month":
        return month(when, language)
    return _dated(when, Label("'Q'Q y", "y年第Q季度") if grain == "quarter" else Label("y", "y年"), language)


def period(since: date, until: date, language: str) -> str:
    """Whole months from the month of `since` to that of `until`: `2024年1—10月`, `Nov 2023 – Feb 2024`."""
    whole_years = since.month == 1 and until.month == 12
    if since.year == until.year:
        if whole_years:
            return bucket(since, "year", language)
        if since.month == until.month:
            return month(since, language)
        first = _dated(since, Label("MMM", "y年M"), language)
        return f"{first}{'—' if language == 'zh' else '–'}{_dated(until, Label('MMM y', 'M月'), language)}"
    if whole_years:
        return f"{since.year}—{until.year}年" if language == "zh" else f"{since.year}–{until.year}"
    dash = "—" if language == "zh" else " – "
    return f"{month(since, language)}{dash}{month(until, language)}"


def moment(until: date, language: str) -> str:
    """The end of a period, for stocks: `2024年末`, `the end of 2024`, `2024年10月末`, `the end of Oct 2024`."""
    when = bucket(until, "year" if until.month == 12 else "month", language)
    return f"{when}末" if language == "zh" else f"the end of {when}"


def says_unit(label: str, unit: str) -> bool:
    """Whether a label needs no unit beside it: there is none, it is the label, or an English word of it."""
    return unit in ("", label) or unit in label.lower().split()


def with_unit(label: str, unit: str, language: str) -> str:
    """A label with its unit, `授权量（件）`, unless the label says it: `Cases`, not `Cases (cases)`."""
    if says_unit(label, unit):
        return label
    return f"{label}（{unit}）" if language == "zh" else f"{label} ({unit})"


def comparison_name(compare: str, language: str) -> str:
    """`yoy` → 同比, `previous` → 环比, `none` → nothing."""
    return COMPARISONS[compare](language) if compare in COMPARISONS else ""


# --- sentences --------------------------------------------------------------------------------


def change_phrase(change: float | None, compare: str, language: str) -> str:
    """`同比增长12.3%`, `down 4.0% year on year`, `环比持平`; empty when nothing is compared."""
    comparison = comparison_name(compare, language)
    if is_missing(change) or not comparison:
        return ""
    size = percent(abs(change), language)
    if size == "0.0%":
        return say("unchanged {comparison}", language, comparison=comparison)
    if change > 0:
        return say("up {size} {comparison}", language, size=size, comparison=comparison)
    return say("down {size} {comparison}", language, size=size, comparison=comparison)


def lower(wording: str) -> str:
    """For the middle of an English sentence: `Patents granted` → `patents granted`; `IP …` stays."""
    return wording if wording[1:2].isupper() else wording[:1].lower() + wording[1:]


def _merged(label: Label, value: str) -> str | None:
    """`2,610 patents` and `Patents granted` → `2,610 patents granted`; None where the label names another thing."""
    unit, _, rest = lower(label.en).partition(" ")
    return f"{value} {rest}" if rest and value.endswith(f" {unit}") else None


def clause(label: Label, value: str, changed: str, language: str) -> str:
    """`专利授权量2,610件,同比下降12.3%`, `inventions in force came to 1,605 patents, up 51.6% year on year`."""
    name = label.zh if language == "zh" else lower(label.en)
    return _and(say("{label} came to {value}", language, label=name, value=value), changed, language)


def _and(told: str, changed: str, language: str) -> str:
    return say("{clause}, {change}", language, clause=told, change=changed) if changed else told


def level_sentence(
    label: Label, value: str, period: str, changed: str, language: str, *, kind: str = "flow", place: Label = CITY
) -> str:
    """How much, where, when, and against what (`changed`, in words). Of a stock, `period` is a moment (see `moment`)."""
    merged = _merged(label, value) if language == "en" and kind != "stock" else None
    if merged:
        amount = _and(merged, changed, language)
        return say("In {period} {place} recorded {amount}.", language, period=period, place=place, amount=amount)
    name = label.zh if language == "zh" else lower(label.en)
    amount = _and(value, changed, language)
    said = {"period": period, "label": name, "place": place, "amount": amount}
    if kind == "stock":
        return say("At {period}, {label} in {place} came to {amount}.", language, **said)
    return say("In {period} {label} in {place} came to {amount}.", language, **said)


def leader_sentence(label: Label, district: Label, share: float | None, language: str) -> str:
    """Which district comes first. Without a share (a ratio has none) only that it does."""
    name = label.zh if language == "zh" else lower(label.en)
    if is_missing(share):
        return say("{district} ranks first in {label}.", language, district=district, label=name)
    said = {"district": district, "share": percent(share, language), "label": name}
    return say("{district} leads with {share} of {label}.", language, **said)


def incomplete_sentence(through: date, language: str) -> str:
    """`through` is the last day on which the data are complete."""
    return say("Data are complete to {month}; later months are not.", language, month=month(through, language))


def peak_sentence(hour: int, hall: Label | str, visits: float, language: str, *, on: date | None = None) -> str:
    """The busiest hour (0 to 23, its beginning) and hall; `on` names the day."""
    said = {"hour": f"{hour}:00", "end": f"{hour + 1}:00", "hall": hall, "visits": number(visits, language)}
    if is_missing(on):
        return say("The peak was {hour}–{end} in {hall}, with {visits} visits.", language, **said)
    return say(
        "The peak was {day}, {hour}–{end} in {hall}, with {visits} visits.", language, day=day(on, language), **said
    )


def at_least(amount: str) -> str:
    """A total over records of which some lack their value: `≥ 1.97亿元`."""
    return f"{AT_LEAST} {amount}"
