"""What every figure is drawn from: rows, the parts its columns play, labels, colours and periods.

It hands out plain lists with None for what is missing, and refuses to know what a bar or a line looks like.
"""

import html
import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from dashboard import palette, text
from dashboard.catalog import Label
from dashboard.scope import months_later

if TYPE_CHECKING:
    from dashboard.queries import Column

NOT_STATED = Label("Not stated", "未载明")
NO_DATA = Label("No data", "无数据")
PRIOR = Label("Same period last year", "上年同期")
INCOMPLETE = Label("incomplete", "数据未齐")
SHARE = Label("Share", "占比")
BOOLEANS = {"true": Label("Yes", "是"), "false": Label("No", "否")}
MONTHS = {"month": 1, "quarter": 3, "year": 12}
# Widest line of a category label, in half-width characters; longer ones take a second line, none is cut.
LABEL_WIDTH = 26
# A blank as wide as a digit.
DIGIT_SPACE = "\u2007"


@dataclass(frozen=True)
class Series:
    """The points of one colour: places, values and, when the draw line names it, the values before."""

    code: str | None
    label: str
    colour: str
    places: list
    values: list
    priors: list


@dataclass(frozen=True)
class Canvas:
    """The rows of a query, how to draw them, and for which reader."""

    rows: pd.DataFrame
    options: Mapping[str, str]
    columns: "Mapping[str, Column]"
    language: str
    grain: str
    complete_through: date | None
    selected: frozenset[str]
    dark: bool
    height: int | None = None

    @property
    def surface(self) -> palette.Surface:
        return palette.surface(self.dark)

    def say(self, label: Label) -> str:
        return label(self.language)

    # --- columns ------------------------------------------------------------------------------

    def has(self, part: str) -> bool:
        return part in self.options

    @cached_property
    def has_prior(self) -> bool:
        """Whether anything is known of the period before: it may lie ahead of the first row there is."""
        return self.has("prior") and any(value is not None for value in self.values("prior"))

    def values(self, part: str) -> list:
        """The column that plays a part, as plain values: dates for timestamps, None for what is missing."""
        return self.column(self.options[part])

    def column(self, name: str) -> list:
        return self._plain[name]

    @cached_property
    def _plain(self) -> dict[str, list]:
        return {str(name): plain(self.rows[name]) for name in self.rows.columns}

    def label(self, name: str) -> str:
        column = self.columns.get(name)
        return self.say(column.label) if column else name

    def unit(self, name: str) -> str:
        column = self.columns.get(name)
        return self.say(column.unit) if column and column.unit else ""

    def title(self, name: str) -> str:
        """Label and unit, as an axis says them."""
        return self.titled(self.label(name), self.unit(name))

    def titled(self, label: str, unit: str) -> str:
        return text.with_unit(label, unit, self.language)

    def prior_label(self) -> str:
        name = self.options["prior"]
        return self.label(name) if name in self.columns else self.say(PRIOR)

    # --- codes --------------------------------------------------------------------------------

    def known(self, part: str) -> tuple[str, ...]:
        """The codes that the column playing a part can take, in the contract's order."""
        column = self.columns.get(self.options.get(part, ""))
        return tuple(c.code for c in column.codes) if column else ()

    def wordings(self, part: str, codes: Iterable[str | None]) -> dict[str | None, str]:
        """What the reader sees for each code, safe to stand in a figure."""
        column = self.columns.get(self.options[part])
        labels = {c.code: self.say(c.label) for c in column.codes} if column else {}
        dated = self.is_dated(part)
        blank = column.blank if column else NOT_STATED
        return {
            code: self.say(blank) if code is None else self._wording(code, labels, dated)
            for code in dict.fromkeys(codes)
        }

    def _wording(self, code: str, labels: Mapping[str, str], dated: bool) -> str:
        if code in labels:
            return html.escape(labels[code], quote=False)
        if dated:
            return period(date.fromisoformat(code), self.grain, self.language)
        return self.say(BOOLEANS[code]) if code in BOOLEANS else html.escape(code, quote=False)

    def dim(self, along: str, places: Iterable[str | None], series: str | None) -> list[float]:
        """Opacity of a series' points: full when the point is selected, or nothing in the whole figure is."""
        by = self.codes("by") if self.has("by") else []
        if self.selected.isdisjoint([*self.codes(along), *by]):
            return [1.0 for _ in places]
        return [1.0 if self.selected.intersection((place, series)) else 0.35 for place in places]

    # --- series -------------------------------------------------------------------------------

    def codes(self, part: str) -> list[str | None]:
        return [code_of(value) for value in self.values(part)]

    def series(self, along: str = "x", value: str = "y") -> list[Series]:
        """The rows split by the part `by`: in the contract's order, then as they come, missing last."""
        places, values = self.values(along), self.values(value)
        priors = self.values("prior") if self.has("prior") else [None] * len(places)
        if not self.has("by"):
            label = self.label(self.options[value])
            return [Series(None, label, palette.nth(0, self.dark), places, values, priors)]
        points: dict[str | None, list] = {}
        for by, *point in zip(self.codes("by"), places, values, priors, strict=True):
            points.setdefault(by, []).append(point)
        words, known = self.wordings("by", points), self.known("by")
        shades = palette.colours(points, known, self.dark)
        return [
            Series(code, words[code], shades[code], *map(list, zip(*points[code], strict=True)))
            for code in in_order(points, known)
        ]

    def totals(self, along: str, value: str = "y") -> dict[str | None, float | None]:
        """The sum at each place, in the order of the rows; None where nothing is known."""
        sums: dict[str | None, float | None] = {}
        for place, amount in zip(self.codes(along), self.values(value), strict=True):
            known = sums.get(place)
            sums[place] = known if amount is None else (known or 0) + amount
        return sums

    # --- time ---------------------------------------------------------------------------------

    def is_dated(self, part: str) -> bool:
        return any(isinstance(value, date) for value in self.values(part))

    def is_incomplete(self, start: object) -> bool:
        """Whether the period that starts on this day was not over when the data were complete."""
        if self.complete_through is None or not isinstance(start, date) or self.options.get("ahead") == "yes":
            return False
        return period_end(start, self.grain) > self.complete_through

    # --- numbers ------------------------------------------------------------------------------

    def short(self, value: float | None) -> str:
        return short(value, self.language)

    def told(self, name: str, values: Iterable[float | None], slot: str = "y") -> str:
        """What a tooltip says of a number: in full, with its unit as `text.quantity` sets it."""
        number, unit = f"%{{{slot}:{exact_format(values)}}}", self.unit(name)
        if unit == "CNY":
            return f"CNY {number}"
        return number + (unit if self.language == "zh" or unit.startswith("%") else f" {unit}".rstrip())


def plain(column: pd.Series) -> list:
    """A column as plain values: dates for timestamps, floats for decimals, None for what is missing."""
    if column.dtype.kind in "iub" and not column.hasnans:
        return column.tolist()
    missing = column.isna().tolist()
    return [None if gone else _plain_value(v) for v, gone in zip(column.tolist(), missing, strict=True)]


def _plain_value(value: object) -> object:
    if isinstance(value, datetime):
        return value.date()
    return float(value) if isinstance(value, Decimal) else value


def code_of(value: Hashable) -> str | None:
    """A value as a code: whole numbers lose the decimals that missing neighbours gave them; empty is missing."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def in_order(codes: Iterable[str | None], known: tuple[str, ...]) -> list[str | None]:
    """Distinct codes in the contract's order, then as they come; missing last."""
    found = list(dict.fromkeys(codes))
    listed = [code for code in known if code in found]
    return [*listed, *(c for c in found if c is not None and c not in listed), *([None] if None in found else [])]


def period_end(start: date, grain: str) -> date:
    """Last day of the period; a grain that is no number of months is a day."""
    return months_later(start, MONTHS[grain]) - timedelta(days=1) if grain in MONTHS else start


# The same months and amounts come back in every figure, and wording one takes a tenth of a millisecond.
@lru_cache(maxsize=4096)
def period(start: date, grain: str, language: str) -> str:
    return text.bucket(start, grain, language) if grain in MONTHS else text.day(start, language)


@lru_cache(maxsize=4096)
def short(value: float | None, language: str) -> str:
    """A number as ticks and labels say it: 9,800 · 2.5万 · 1.97亿, or 9,800 · 25K · 197M; empty when missing."""
    if value is None:
        return ""
    return text.number(value, language, compact=True)


def exact_format(values: Iterable[float | None]) -> str:
    known = [abs(v) for v in values if v is not None]
    if all(float(v).is_integer() for v in known):
        return ",.0f"
    return ",.2~f" if max(known) >= 1 else ",.4~f"


def wrap(words: str, width: int = LABEL_WIDTH) -> str:
    """A wording over as few lines as it needs, about as long as each other; an entity is one character."""
    pieces = _pieces(html.unescape(words))
    sizes = [text.width(piece) for piece in pieces]
    room = sum(sizes) / max(1, math.ceil(sum(sizes) / width))
    lines, filled = [""], 0
    for piece, size in zip(pieces, sizes, strict=True):
        if filled >= room or (filled and filled + size > width):
            lines.append("")
            filled = 0
        lines[-1] += piece
        filled += size
    return "<br>".join(html.escape(line.strip(), quote=False) for line in lines)


def _pieces(words: str) -> list[str]:
    """Where a line may break: before every wide character and after every blank."""
    pieces = [""]
    for character in words:
        if text.width(character) == 2 or pieces[-1].endswith(" "):
            pieces.append("")
        pieces[-1] += character
    return [piece for piece in pieces if piece]
