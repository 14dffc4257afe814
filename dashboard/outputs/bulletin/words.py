"""How the values of a view read in a bulletin. One place, so that text, table and test say the same."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import pandas as pd

from dashboard import answers, captions, catalog, drill, text
from dashboard.decks.shown import Cards, Datum, DistrictMap, Figure, ShownView, numbers
from dashboard.metrics import Reading
from dashboard.queries import Column
from dashboard.states import STATES
from dashboard.text import say

# Whole numbers that name a row and count nothing.
NAMES = ("year", "edition", "hour")


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
    return catalog.word_of(catalog.code_list("districts"), code, language)


def teller(view: Figure, name: str, language: str) -> Callable[[object], str]:
    """How the values of a figure's column read: codes in words, periods as periods, numbers with equal decimals."""
    column, values = view.query.columns[name], view.rows[name]
    decimals = _decimals(values) if is_measured(values) else 0
    return partial(_cell, view, column, decimals, language)


def is_measured(values: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)


def _decimals(values: pd.Series) -> int:
    """As many as the number of the column that needs most of them."""
    shown = (text.number(told, "en") for told in values.unique())
    return max((len(words.partition(".")[2]) for words in shown), default=0)


def _cell(view: Figure, column: Column, decimals: int, language: str, told: object) -> str:
    if column.codes:
        return answers.word_of(column, told, language)
    if text.is_missing(told) or told == "":
        return text.MISSING
    if isinstance(told, bool) or type(told).__name__ == "bool_":
        return say("Yes", language) if told else say("No", language)
    if isinstance(told, date):
        return _when(view, column, told, language)
    return told if isinstance(told, str) else _value(column, told, decimals, language)


def _value(column: Column, told: float, decimals: int, language: str) -> str:
    """Names of rows bare, fractions as percentages, all others grouped."""
    if column.name in NAMES:
        return str(int(told))
    is_fraction = column.unit is None and column.name.endswith("share")
    return text.percent(told, language) if is_fraction else text.number(told, language, digits=decimals)


def _when(view: Figure, column: Column, day: date, language: str) -> str:
    grain = (view.query.draw.options.get("grain") if view.query.draw else None) or view.scope.grain
    if day.year in {end.year for end in drill.ALL_TIME}:
        return text.MISSING  # a class of days that is open on this side
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
            found = list(numbers(view, language))
            tell = {name: teller(view, name, language) for name in {datum.key[-1] for datum in found}}
            yield from ((datum, tell[datum.key[-1]](datum.value)) for datum in found)
            return
        case _:
            return
    yield from zip(numbers(view, language), shown, strict=True)
