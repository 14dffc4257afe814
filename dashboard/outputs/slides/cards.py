"""Signed metrics as a row of panels: name, value, change in words with its sign, target or window."""

import re
from collections.abc import Iterator

from dashboard import captions, standing, text
from dashboard.decks.shown import Cards
from dashboard.metrics import Reading
from dashboard.outputs.slides import paint, words
from dashboard.outputs.slides.boxes import Box, inches
from dashboard.outputs.slides.canvas import Sheet, described
from dashboard.outputs.slides.words import BODY, FINDING, Paragraph, Style, said
from dashboard.scope import Scope
from dashboard.states import STATES

GAP, PAD = inches(0.18), inches(0.14)
VALUE_SIZES = (34, 30, 28, 24, 20, 18)
INKS = {"good": paint.GOOD, "bad": paint.ACCENT, "": paint.TEXT}
LABEL, NOTE = Style(BODY, paint=paint.MUTED), Style(BODY, paint=paint.MUTED)
# What leads, the figure with its sign and English scale, the Chinese scale and the unit.
NUMBER = re.compile(r"([A-Z]* ?)([^\dA-Za-z]*[\d,.]+[KMB]?)(.*)")


def across(count: int, alone: bool) -> int:
    """How many stand in a row: all, or in two rows when the slide is theirs."""
    return count if count <= 4 or (not alone and count <= 6) else -(-count // 2)


def height(cards: Cards, width: int, language: str, *, alone: bool) -> int:
    """The height that the cards need in that width."""
    columns = across(len(cards.readings), alone)
    rows = -(-len(cards.readings) // columns)
    inner = (width - GAP * (columns - 1)) // columns - 2 * PAD
    return rows * (_tallest(cards, inner, language) + 2 * PAD) + GAP * (rows - 1)


def _tallest(cards: Cards, width: int, language: str) -> int:
    pairs = zip(cards.readings, cards.told, strict=True)
    return max(words.height_of(_paragraphs(one, told, cards.scope, width, language), width) for one, told in pairs)


def draw(sheet: Sheet, cards: Cards, box: Box, *, alone: bool) -> None:
    """The cards in the box; names and values of a row stand at one height."""
    columns = across(len(cards.readings), alone)
    rows = -(-len(cards.readings) // columns)
    places = [place for row in box.rows(rows, GAP) for place in row.columns(columns, GAP)]
    above = (places[0].height - _tallest(cards, places[0].width - 2 * PAD, sheet.language)) // 2
    for reading, told, place in zip(cards.readings, cards.told, places, strict=False):
        _card(sheet, reading, told, cards.scope, place, max(above, 0))


def _card(sheet: Sheet, reading: Reading, told: str, scope: Scope, box: Box, above: int) -> None:
    name = reading.metric.title(sheet.language)
    panel = sheet.panel(box, paint.PANEL, f"{name} panel")
    exact = text.quantity(reading.value, reading.metric.unit, sheet.language)
    described(panel, f"{name} · {told}" + (f" · {exact}" if exact != told and reading.value is not None else ""))
    sheet.panel(Box(box.left, box.top, inches(0.05), box.height), paint.PRIMARY, f"{name} edge")
    inner = Box(box.left + PAD, box.top + above, box.width - 2 * PAD, box.height - above)
    sheet.text(inner, _paragraphs(reading, told, scope, inner.width, sheet.language), name)


def _paragraphs(reading: Reading, told: str, scope: Scope, width: int, language: str) -> list[Paragraph]:
    found = [said(reading.metric.title(language), LABEL, after=3), _value(reading, told, width, language)]
    if change := _change(reading, scope, language):
        found.append(change)
    standing = list(_standing(reading, scope, language))
    together = " · ".join(standing)
    if standing and words.width_of(together, NOTE) <= width:
        standing = [together]
    return [*found, *(said(line, NOTE) for line in standing)]


def _value(reading: Reading, told: str, width: int, language: str) -> Paragraph:
    """The number large, its unit small beside it; a word where there is no number."""
    found = NUMBER.fullmatch(told) if reading.value is not None else None
    if not found:
        return said(told, Style(FINDING, bold=True, paint=paint.MUTED), after=2)
    before, number, after = found.groups()
    small = Style(BODY, paint=paint.TEXT)
    for size in VALUE_SIZES:
        large = Style(size, bold=True, paint=paint.PRIMARY)
        if words.width_of(number, large) + words.width_of(before + after, small) <= width:
            break
    runs = ((before, small), (number, large), (after, small))
    return Paragraph(tuple(run for run in runs if run[0]), after=2)


def _change(reading: Reading, scope: Scope, language: str) -> Paragraph | None:
    """`▲ 同比增长12.3%`: the sign and the words carry it, the colour only helps."""
    phrase, moved = standing.phrase(reading, scope.compare, language), standing.change(reading, language)
    if not phrase:
        return None
    told = phrase[:1].upper() + phrase[1:]
    if not moved.mark:
        return said(told, Style(BODY, paint=paint.MUTED))
    bold = Style(BODY, bold=True, paint=INKS[moved.sense])
    return Paragraph(((f"{moved.mark} ", bold), (told, bold)))


def _standing(reading: Reading, scope: Scope, language: str) -> Iterator[str]:
    """The target with its pace, else what the value counts where that differs from the slide's period."""
    if pace := standing.pace(reading, language, None):
        kind = pace.kind(language)
        yield f"{pace.mark} {pace.verdict}"
        yield f"{kind[:1].upper()}{kind[1:]} {pace.target} · {pace.done}"
        return
    if reading.state == "not_yet_due" or (reading.value is not None and reading.through < scope.until):
        yield text.say("complete through {day}", language, day=text.day(reading.through, language))
    if reading.ignores:
        yield captions.ignored(reading.ignores, language)
    if reading.state == "zero":
        yield STATES["zero"](language)
    if reading.lacking:
        yield captions.gap_words(reading.lacking, language)
    elif reading.metric.is_level and reading.value is not None:
        yield text.say("as of {day}", language, day=text.day(reading.through, language))
