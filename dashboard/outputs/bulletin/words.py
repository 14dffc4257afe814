"""How the values of a view read in a bulletin. One place, so that text, table and test say the same."""

from collections.abc import Iterator
from datetime import date

from dashboard import answers, captions, catalog, drill, text
from dashboard.decks.shown import Cards, Datum, DistrictMap, Figure, ShownView, numbers
from dashboard.metrics import Reading
from dashboard.queries import Column
from dashboard.states import STATES
from dashboard.text import say

# Whole numbers that name a row and count nothing.
NAMES = ("year", "edition", "hour")
VERDICTS = {
    "reached": text.phrase("Target reached"),
    "ahead": text.phrase("Ahead of pace"),
    "on_pace": text.phrase("On pace"),
    "behind": text.phrase("Behind pace"),
    "unknown": text.phrase("Pace not known"),
}


def amount(reading: Reading, told: str, language: str) -> str:
    """The value of a card without its unit, which has a column of its own; what is `told` where there is none."""
    return told if reading.value is None else captions.counted_words(reading, None, language)


def district_value(value: object, gaps: int, state: str, language: str) -> str:
    """A district's value; a lower bound where records lack theirs, the state's word where there is none."""
    if text.is_missing(value):
        return STATES[state](language)
    shown = captions.in_words(value, None, language)
    return text.at_least(shown) if gaps else shown


def district_name(code: str, language: str) -> str:
    return next((c.label(language) for c in catalog.code_list("districts") if c.code == code), code)


def value(column: Column, told: object, language: str) -> str:
    """A number of a figure's rows: names of rows bare, fractions as percentages, all others grouped."""
    if text.is_missing(told):
        return text.MISSING
    if column.name in NAMES:
        return str(int(told))
    is_fraction = column.unit is None and column.name.endswith("share")
    return text.percent(told, language) if is_fraction else text.number(told, language)


def cell(view: Figure, column: Column, told: object, language: str) -> str:
    """Any value of a figure's rows: codes in words, periods as periods, days as days."""
    if column.codes:
        return answers.word_of(column, told, language)
    if text.is_missing(told) or told == "":
        return text.MISSING
    if isinstance(told, bool) or type(told).__name__ == "bool_":
        return say("Yes", language) if told else say("No", language)
    if isinstance(told, date):
        return _when(view, column, told, language)
    return told if isinstance(told, str) else value(column, told, language)


def _when(view: Figure, column: Column, day: date, language: str) -> str:
    grain = (view.query.draw.options.get("grain") if view.query.draw else None) or view.scope.grain
    if column.name not in drill.TIME_COLUMNS or grain == "day":
        return text.day(day, language)
    return text.bucket(day, "year" if column.name == "year" else grain, language)


def told_numbers(view: ShownView, language: str) -> Iterator[tuple[Datum, str]]:
    """Every number of a view beside the words in which the bulletin shows it."""
    match view:
        case Cards():
            shown = (amount(r, told, language) for r, told in zip(view.readings, view.told, strict=True))
        case DistrictMap():
            rows = view.rows.sort_values("district_code").itertuples(index=False)
            shown = (district_value(row.value, row.gaps, row.state, language) for row in rows)
        case Figure():
            columns = view.query.columns
            yield from ((d, value(columns[d.key[-1]], d.value, language)) for d in numbers(view, language))
            return
        case _:
            return
    yield from zip(numbers(view, language), shown, strict=True)
