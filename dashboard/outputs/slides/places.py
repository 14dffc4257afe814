"""What stands along a chart's axis: names that fit, months under their year, or a true time axis. Pure."""

import html
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard import text
from dashboard.charts.canvas import Canvas, in_order
from dashboard.outputs.slides.boxes import EMU_PER_POINT, Box
from dashboard.outputs.slides.words import BODY, Style, lines, width_of

# Ends the name of a period whose data are not complete where no hatching or dashing can say so.
LATE = "*"
# Blank of the axis of values beside the plot.
BESIDE = 46 * EMU_PER_POINT
PLACE = Style(BODY)
# How much wider than its name a period's place on the axis is, where each is named and where some are.
CLOSE, LOOSE = 1.15, 1.3
# A chart that is lower has no room for years under months.
TWO_LEVELS = 150 * EMU_PER_POINT
# Names of categories on more lines than this are turned.
WRAPPED = 3
STEPS = {"months": (1, 2, 3, 6, 12, 24, 36, 60, 120), "years": (1, 2, 5, 10, 20), "days": (1, 2, 5, 7, 14, 28)}


@dataclass(frozen=True)
class Places:
    """What stands along the axis: names; with `groups` (years, empty where the one before goes on) on two levels; with
    `days` a true time axis, ticked `every` so many of its `unit`s. `starred` when a name is marked as not complete."""

    names: tuple[str, ...]
    groups: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    every: int = 1
    unit: str = ""
    starred: bool = False
    turned: bool = False

    def __len__(self) -> int:
        return len(self.names)


def codes_of(canvas: Canvas) -> list[str | None]:
    """Distinct places of the x axis: dates in order, the rest as they come."""
    codes = in_order(canvas.codes("x"), ())
    return sorted(filter(None, codes)) if canvas.is_dated("x") else codes


def late(canvas: Canvas, codes: Sequence[str | None]) -> set[int]:
    if not canvas.is_dated("x"):
        return set()
    return {place for place, code in enumerate(codes) if canvas.is_incomplete(date.fromisoformat(code))}


def places_of(canvas: Canvas, codes: Sequence[str | None], box: Box, *, starred: bool = False) -> Places:
    """Names that fit below the axis; where periods are too many for that, a time axis."""
    room = box.width - BESIDE
    names = words_of(canvas, "x", codes)
    if not canvas.is_dated("x"):
        slot = room // max(1, len(names))
        return Places(tuple(names), turned=any(lines(name, PLACE, slot) > WRAPPED for name in names))
    days, starred_at = [date.fromisoformat(code) for code in codes], late(canvas, codes) if starred else set()
    told = [_period(canvas, day) for day in days]
    names = [within + LATE * (place in starred_at) for place, (within, _) in enumerate(told)]
    years = [year for _, year in told]
    groups = tuple("" if place and year == years[place - 1] else year for place, year in enumerate(years))
    groups = groups if canvas.grain in ("month", "quarter") else ()
    if groups and box.height < TWO_LEVELS:
        return _time_axis(canvas, days, room)
    # Over their year, months in figures are understood.
    for tried in (names, [name.replace("月", "") for name in names] if groups else names):
        if max(width_of(name, PLACE) for name in tried) * CLOSE * len(tried) <= room:
            return Places(tuple(tried), groups, starred=bool(starred_at))
    return _time_axis(canvas, days, room)


def _time_axis(canvas: Canvas, days: Sequence[date], room: int) -> Places:
    """Dates by their day, month or year; as many named as the axis has room for."""
    unit = {"year": "years", "day": "days"}.get(canvas.grain, "months")
    names = [text.bucket(day, "month" if unit == "months" else "year", canvas.language) for day in days]
    if unit == "days":
        names = [text.day(day, canvas.language) for day in days]
    first, last = days[0], days[-1]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    whole = {"years": last.year - first.year + 1, "days": (last - first).days + 1}.get(unit, months)
    needed = whole * max(width_of(name, PLACE) for name in names) * LOOSE / room
    every = next((step for step in STEPS[unit] if step >= needed), math.ceil(needed))
    return Places(tuple(names), days=tuple(days), every=every, unit=unit)


def _period(canvas: Canvas, day: date) -> tuple[str, str]:
    """(the period within its year, the year); a year itself, or a day, is the first alone."""
    zh = canvas.language == "zh"
    year, quarter = text.bucket(day, "year", canvas.language), (day.month + 2) // 3
    match canvas.grain:
        case "year":
            return f"{day.year}", ""
        case "quarter":
            return (f"{quarter}季度" if zh else f"Q{quarter}"), year
        case "month":
            return (f"{day.month}月" if zh else f"{day:%b}"), year
    return (f"{day.month}月{day.day}日" if zh else f"{day.day} {day:%b}"), year


def words_of(canvas: Canvas, part: str, codes: Iterable[str | None]) -> list[str]:
    codes = list(codes)
    words = canvas.wordings(part, codes)
    return [html.unescape(words[code]) for code in codes]
