"""The views of a slide: where each stands, its heading and caption, and what draws it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

import pandas as pd

from dashboard import answers, text
from dashboard.charts.canvas import plain
from dashboard.decks.shown import Broken, Cards, DistrictMap, Figure, ShownView
from dashboard.outputs.slides import cards, chart_xml, embedded, maps, paint, plans, tables, words
from dashboard.outputs.slides.boxes import EMU_PER_POINT, Box, across, inches
from dashboard.outputs.slides.canvas import Sheet
from dashboard.outputs.slides.embedded import Native
from dashboard.outputs.slides.scales import scale_of, unit_words
from dashboard.outputs.slides.tables import Left
from dashboard.outputs.slides.words import BODY, HEADING, QUIET, Style, said
from dashboard.queries import Draw
from dashboard.text import say

GAP = inches(0.26)
HEAD, RULE = inches(0.34), inches(0.07)
CAPTION_LINES = 3
# Under this nothing can be read.
LOWEST = inches(0.9)
NO_BREAK = "\u00a0"
TITLE = Style(HEADING, bold=True)
UNIT = Style(BODY, paint=paint.MUTED)


def rows(shown: Sequence[ShownView]) -> int:
    """How many rows of views stand on the slide."""
    runs = [(is_cards, len(list(views))) for is_cards, views in groupby(shown, _is_cards)]
    return sum(1 if is_cards else -(-count // across(count)) for is_cards, count in runs)


def _is_cards(view: ShownView) -> bool:
    return isinstance(view, Cards)


def draw(sheet: Sheet, shown: Sequence[ShownView], box: Box, created: datetime) -> None:
    """Cards in rows of their own, everything else in a grid, in the deck's order."""
    runs = [(is_cards, list(views)) for is_cards, views in groupby(shown, _is_cards)]
    needed = [_cards_height(sheet, views, box, alone=len(runs) == 1) if is_cards else 0 for is_cards, views in runs]
    figures = max(1, sum(not is_cards for is_cards, _ in runs))
    rest = (box.height - sum(needed) - GAP * (len(runs) - 1)) // figures
    for (is_cards, views), tall in zip(runs, needed, strict=True):
        strip, box = box.cut_top(tall or rest, GAP)
        if is_cards:
            for view, row in zip(views, strip.rows(len(views), GAP), strict=True):
                _cards(sheet, view, row, alone=len(runs) == 1)
        else:
            places = strip.grid(len(views), GAP)
            head = max(
                _head_height(view, place.width, sheet.language) for view, place in zip(views, places, strict=True)
            )
            for view, place in zip(views, places, strict=True):
                _view(sheet, view, Frame.of(place, head), created)


def _cards_height(sheet: Sheet, views: Sequence[Cards], box: Box, *, alone: bool) -> int:
    if alone:
        needed = sum(cards.height(v, box.width, sheet.language, alone=True) for v in views)
        return min(box.height, needed + inches(2.0))
    captions = sum(_caption_height(view.caption, box.width) for view in views)
    return sum(cards.height(v, box.width, sheet.language, alone=False) for v in views) + captions


def _cards(sheet: Sheet, view: Cards, box: Box, *, alone: bool) -> None:
    body, foot = box.cut_bottom(_caption_height(view.caption, box.width), inches(0.06))
    cards.draw(sheet, view, body, alone=alone)
    _caption(sheet, view.caption, foot)


@dataclass(frozen=True)
class Frame:
    """A view's place: heading, and what is under it."""

    head: Box
    rest: Box

    @classmethod
    def of(cls, box: Box, head: int) -> "Frame":
        return cls(*box.cut_top(head, RULE))

    def room(self, caption: str) -> Box:
        """What heading and caption leave; the caption may grow by a line."""
        room, _ = self.rest.cut_bottom(_caption_height(caption, self.rest.width, spare=1), inches(0.04))
        return room


def _view(sheet: Sheet, view: ShownView, frame: Frame, created: datetime) -> None:
    if isinstance(view, Broken):
        _quiet(sheet, view.title, view.reason(sheet.language), frame)
        return
    if isinstance(view, Figure) and answers.is_empty(view.query, view.rows):
        _quiet(sheet, view.title, say("No rows in this scope.", sheet.language), frame)
        return
    if frame.rest.height < LOWEST:
        reason = say("There is no room for this view here: give it a slide of its own.", sheet.language)
        _quiet(sheet, view.title, reason, frame)
        return
    try:
        _figure(sheet, view, frame, created)
    except plans.NoChart as error:
        _quiet(sheet, view.title, error.told(sheet.language), frame)


def _figure(sheet: Sheet, view: Figure | DistrictMap, frame: Frame, created: datetime) -> None:
    kind = view.query.draw.kind if isinstance(view, Figure) and view.query.draw else "table"
    kind = "area_map" if isinstance(view, DistrictMap) else kind
    if kind == "area_map" and isinstance(view, Figure) and not maps.is_of_districts(view):
        _figure(sheet, _ranked(view), frame, created)
        return
    room = frame.room(view.caption)
    match kind:
        case "area_map":
            shown = maps.of_figure(view) if isinstance(view, Figure) else maps.of_metric(view, sheet.language)
            maps.draw(sheet, shown, room, view.title)
            _around(sheet, view, frame)
        case "table" | "heat":
            left = tables.table(sheet, view, room) if kind == "table" else tables.heat(sheet, view, room)
            _around(sheet, view, frame, _left(left, sheet.language), left.unit)
        case _:
            plan = plans.chart(view, room)
            names = embedded.sheet_names(sheet.language)
            workbook = embedded.workbook(plan, view.rows, view.query.columns, sheet.language, created)
            native = Native(chart_xml.xml(plan, room, sheet.language, names[0]), workbook)
            sheet.chart(room, native, view.title, f"{view.title} · {view.caption}")
            parts = _left(Left(plan.left_out), sheet.language)
            parts += [say(plan.late, sheet.language)] if plan.late else []
            _around(sheet, view, frame, parts, unit_words(plan.scale, sheet.language))


def _ranked(view: Figure) -> Figure:
    """A map of other places than the districts, whose shapes a slide does not have, as their ranking."""
    options = view.query.draw.options
    return replace(view, query=replace(view.query, draw=Draw("rank", {"x": options["value"], "y": options["code"]})))


def _left(left: Left, language: str) -> list[str]:
    """What has no room, counted."""
    found = []
    if left.rows > 0:
        found.append(say("Rows not shown here: {count}", language, count=text.number(left.rows, language)))
    if left.columns > 0:
        found.append(say("Columns not shown here: {count}", language, count=text.number(left.columns, language)))
    if left.darkest is not None:
        found.append(say("Darkest: {value}", language, value=text.number(left.darkest, language)))
    if left.starred:
        found.append(say(plans.STARRED, language))
    return found


# --- around a view ------------------------------------------------------------------------------


def _caption_height(caption: str, width: int, spare: int = 0) -> int:
    lines = min(CAPTION_LINES, words.lines(caption, QUIET, width) + spare)
    return round(lines * QUIET.size * words.LEADING * EMU_PER_POINT)


def _caption(sheet: Sheet, caption: str, box: Box) -> None:
    shown = words.shortened(caption, QUIET, box.width, CAPTION_LINES)
    sheet.text(box, [said(shown, QUIET)], "Caption")


def _around(sheet: Sheet, view: Figure | DistrictMap, frame: Frame, more: Sequence[str] = (), unit: str = "") -> None:
    _heading(sheet, view.title, frame, unit)
    _, foot = frame.rest.cut_bottom(_caption_height(view.caption, frame.rest.width, spare=1))
    _caption(sheet, " · ".join([*more, *_parts(view.caption, unit, sheet.language)]), foot)


def _parts(caption: str, unit: str, language: str) -> list[str]:
    """A caption without its unit where the heading tells it, in 万元 perhaps, already."""
    told = say("Unit: {units}", language, units="").strip()
    return [part for part in caption.split(" · ") if not (unit and part.startswith(told))]


def _head_height(view: ShownView, width: int, language: str) -> int:
    """One line where title and unit have room on it, else two."""
    needed = words.width_of(view.title, TITLE) + words.width_of(_aside(_likely_unit(view, language)), UNIT)
    return HEAD if needed <= width else round(HEAD * 1.75)


def _likely_unit(view: ShownView, language: str) -> str:
    """The unit that the view's heading will tell, before it is drawn."""
    if not isinstance(view, Figure) or view.query.draw is None:
        return ""
    names = [name for part in ("y", "x", "z") for name in view.query.draw.options.get(part, "").split(",")]
    measured = [n for n in names if n in view.rows and pd.api.types.is_numeric_dtype(view.rows[n])]
    units = [view.query.columns[name].unit for name in measured]
    known = [(name, unit(language)) for name, unit in zip(measured, units, strict=True) if unit]
    told = (unit_words(scale_of(plain(view.rows[name]), unit, language), language) for name, unit in known)
    return next(told, "")


def _aside(unit: str) -> str:
    """A unit does not break: it stands behind the title, or on a line of its own."""
    return "   " + unit.replace(" ", NO_BREAK) if unit else ""


def _heading(sheet: Sheet, title: str, frame: Frame, unit: str = "") -> None:
    """The title, and behind it the unit of what is drawn."""
    aside, width = _aside(unit), frame.head.width
    room = 1 if frame.head.height == HEAD else 2
    look = words.fitted(title + aside, TITLE, width, room, (HEADING, 15, BODY))
    shown = words.shortened(title, look, width, room, aside)
    told = [words.Paragraph(((shown, look), (aside, UNIT)) if aside else ((shown, look),))]
    if aside and room == 2 and words.lines(title, look, width) == 1:
        told = [said(title, look), said(unit, UNIT)]
    sheet.text(frame.head, told, f"{title} heading", "b")
    sheet.rule(frame.head.left, frame.head.bottom + RULE // 3, frame.head.width)


def _quiet(sheet: Sheet, title: str, reason: str, frame: Frame) -> None:
    """A designed message in the place of a view."""
    _heading(sheet, title, frame)
    rest = frame.rest
    sheet.panel(rest, paint.PANEL, f"{title} panel", paint.HAIR, "dash")
    inner = Box(rest.left + GAP, rest.top + GAP // 2, rest.width - 2 * GAP, rest.height - GAP)
    look = Style(BODY, paint=paint.MUTED)
    room = max(1, int(inner.height // (BODY * words.LEADING * EMU_PER_POINT)))
    shown = words.shortened(reason, look, inner.width, room)
    sheet.text(inner, [said(shown, look, "ctr")], f"{title} reason", "ctr")
