"""The views of a slide: where each stands, its heading and caption, and what draws it."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from dashboard import answers, text
from dashboard.decks.shown import Broken, Cards, DistrictMap, Figure, ShownView
from dashboard.outputs.slides import cards, chart_xml, embedded, maps, paint, plans, tables, words
from dashboard.outputs.slides.boxes import Box, inches
from dashboard.outputs.slides.canvas import Sheet
from dashboard.outputs.slides.embedded import Native
from dashboard.outputs.slides.scales import unit_words
from dashboard.outputs.slides.tables import Left
from dashboard.outputs.slides.words import BODY, HEADING, QUIET, Style, said
from dashboard.text import say

GAP = inches(0.32)
HEAD, RULE = inches(0.34), inches(0.07)
CAPTION_LINES = 3


def draw(sheet: Sheet, shown: Sequence[ShownView], box: Box, created: datetime) -> None:
    """Cards in rows of their own, everything else in a grid, in the deck's order."""
    runs = [(is_cards, list(views)) for is_cards, views in groupby(shown, lambda view: isinstance(view, Cards))]
    needed = [_cards_height(sheet, views, box, alone=len(runs) == 1) if is_cards else 0 for is_cards, views in runs]
    figures = max(1, sum(not is_cards for is_cards, _ in runs))
    rest = (box.height - sum(needed) - GAP * (len(runs) - 1)) // figures
    for (is_cards, views), tall in zip(runs, needed, strict=True):
        strip, box = box.cut_top(tall or rest, GAP)
        if is_cards:
            for view, row in zip(views, strip.rows(len(views), GAP), strict=True):
                _cards(sheet, view, row, alone=len(runs) == 1)
        else:
            for view, place in zip(views, strip.grid(len(views), GAP), strict=True):
                _view(sheet, view, place, created)


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


def _view(sheet: Sheet, view: ShownView, box: Box, created: datetime) -> None:
    if isinstance(view, Broken):
        _quiet(sheet, view.title, view.reason(sheet.language), box)
        return
    if isinstance(view, Figure) and answers.is_empty(view.query, view.rows):
        _quiet(sheet, view.title, say("No rows in this scope.", sheet.language), box)
        return
    try:
        _figure(sheet, view, box, created)
    except ValueError as error:
        # A draw line that has no chart: told in its place, and the other views still stand.
        _quiet(sheet, view.title, str(error), box)


def _figure(sheet: Sheet, view: Figure | DistrictMap, box: Box, created: datetime) -> None:
    kind = view.query.draw.kind if isinstance(view, Figure) and view.query.draw else "table"
    kind = "area_map" if isinstance(view, DistrictMap) else kind
    room = _room(view.caption, box)
    match kind:
        case "area_map":
            shown = maps.of_figure(view) if isinstance(view, Figure) else maps.of_metric(view, sheet.language)
            maps.draw(sheet, shown, room, view.title)
            _around(sheet, view, box)
        case "table" | "heat":
            left = tables.table(sheet, view, room) if kind == "table" else tables.heat(sheet, view, room)
            _around(sheet, view, box, _left(left, sheet.language))
        case _:
            plan = plans.chart(view, room)
            names = embedded.sheet_names(sheet.language)
            workbook = embedded.workbook(plan, view.rows, view.query.columns, sheet.language, created)
            native = Native(chart_xml.xml(plan, sheet.language, names[0]), workbook)
            sheet.chart(room, native, view.title, f"{view.title} · {view.caption}")
            parts = _left(Left(plan.left_out), sheet.language)
            parts += [say(plan.late, sheet.language)] if plan.late else []
            _around(sheet, view, box, parts, unit_words(plan.scale, sheet.language))


def _left(left: Left, language: str) -> list[str]:
    """What has no room, counted."""
    found = []
    if left.rows > 0:
        found.append(say("Rows not shown here: {count}", language, count=text.number(left.rows, language)))
    if left.columns > 0:
        found.append(say("Columns not shown here: {count}", language, count=text.number(left.columns, language)))
    return found


# --- around a view ------------------------------------------------------------------------------


def _room(caption: str, box: Box) -> Box:
    """What heading and caption leave; the caption may grow by a line."""
    _, rest = box.cut_top(HEAD, RULE)
    room, _ = rest.cut_bottom(_caption_height(caption, box.width, spare=1), inches(0.04))
    return room


def _caption_height(caption: str, width: int, spare: int = 0) -> int:
    lines = min(CAPTION_LINES, words.lines(caption, QUIET, width) + spare)
    return round(lines * QUIET.size * words.LEADING * 12_700)


def _caption(sheet: Sheet, caption: str, box: Box) -> None:
    shown = words.shortened(caption, QUIET, box.width, CAPTION_LINES)
    sheet.text(box, [said(shown, QUIET)], "Caption")


def _around(sheet: Sheet, view: Figure | DistrictMap, box: Box, more: Sequence[str] = (), unit: str = "") -> None:
    _heading(sheet, view.title, box, unit)
    _, foot = box.cut_bottom(_caption_height(view.caption, box.width, spare=1))
    _caption(sheet, " · ".join([*more, view.caption]), foot)


def _heading(sheet: Sheet, title: str, box: Box, unit: str = "") -> None:
    head, _ = box.cut_top(HEAD)
    small, bold = Style(BODY, paint=paint.MUTED), Style(HEADING, bold=True)
    aside = f"   {unit}" if unit else ""
    if words.width_of(title, bold) + words.width_of(aside, small) > head.width:
        aside = ""
    look = words.fitted(title, bold, head.width, 1, (HEADING, 15, BODY))
    runs = [(words.shortened(title, look, head.width), look), *([(aside, small)] if aside else [])]
    sheet.text(head, [words.Paragraph(tuple(runs))], f"{title} heading", "ctr")
    sheet.rule(box.left, head.bottom + RULE // 3, box.width)


def _quiet(sheet: Sheet, title: str, reason: str, box: Box) -> None:
    """A designed message in the place of a view."""
    _heading(sheet, title, box)
    _, rest = box.cut_top(HEAD, RULE * 2)
    sheet.panel(rest, paint.PANEL, f"{title} panel", paint.HAIR, "dash")
    inner = Box(rest.left + GAP, rest.top + GAP // 2, rest.width - 2 * GAP, rest.height - GAP)
    look = Style(BODY, paint=paint.MUTED)
    room = max(1, int(inner.height // (BODY * words.LEADING * 12_700)))
    shown = words.shortened(reason, look, inner.width, room)
    sheet.text(inner, [said(shown, look, "ctr")], f"{title} reason", "ctr")
