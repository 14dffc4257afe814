"""A shown deck → a PowerPoint file: a cover, then a slide for each, in a template's fonts and colours."""

from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

from pptx.presentation import Presentation
from pptx.slide import Slide, SlideLayout

from dashboard import text
from dashboard.catalog import Snapshot
from dashboard.decks.shown import ShownDeck, ShownSlide
from dashboard.outputs.slides import notes, template, views, words
from dashboard.outputs.slides.boxes import Box, inches
from dashboard.outputs.slides.canvas import Sheet
from dashboard.outputs.slides.template import CONTENT, COVER
from dashboard.outputs.slides.words import FINDING, FOOTER, TITLE, Paragraph, Style, said

Progress = Callable[[int, int], None]
# Under the finding, and over the footer.
GAP, FLOOR = inches(0.22), inches(0.2)
# Lines of a finding over one row of views, and over more.
FINDING_LINES, FEW_LINES = 4, 2


def write(shown: ShownDeck, *, template: Path | None = None, progress: Progress | None = None) -> bytes:
    """The deck as a .pptx file; `progress` is told (slides done, in all). Raises TemplateError: then `template=None`,
    which is ours, still writes."""
    return _Writer(shown, template).file(progress)


class _Writer:
    """A file that is being written: the deck shown, the presentation, its two layouts."""

    def __init__(self, shown: ShownDeck, path: Path | None) -> None:
        self.shown, self.language = shown, shown.language
        self.deck: Presentation = template.opened(path)
        self.created = _moment(shown.snapshot)

    def file(self, progress: Progress | None) -> bytes:
        self._properties()
        self._cover()
        for done, slide in enumerate(self.shown.slides, 1):
            self._slide(slide)
            if progress:
                progress(done, len(self.shown.slides))
        return template.saved(self.deck)

    def _properties(self) -> None:
        facts, shown = self.deck.core_properties, self.shown
        facts.title = shown.title
        facts.subject = shown.deck.about(self.language) if shown.deck.about else shown.title
        facts.keywords = ", ".join(shown.footer.split(" · "))
        facts.author = facts.last_modified_by = text.say("Luzhou IP dashboard", self.language)
        facts.comments, facts.category, facts.revision = "", "", 1
        facts.language = "zh-CN" if self.language == "zh" else "en-GB"
        facts.created = facts.modified = facts.last_printed = self.created

    def _page(self, names: tuple[str, str]) -> tuple[Slide, dict]:
        """A new slide of a layout, with footer and number: python-pptx leaves these to the layout."""
        layout = template.layout(self.deck, names)
        slide = self.deck.slides.add_slide(layout)
        parts = template.placeholders(slide)
        for kind in ("ftr", "sldNum"):
            if kind in template.placeholders(layout):
                parts[kind] = _taken(slide, layout, kind)
        return slide, parts

    def _cover(self) -> None:
        shown, language = self.shown, self.language
        _, parts = self._page(COVER)
        lines = [
            said(line, Style(FINDING, paint=None), after=6)
            for line in (_period(shown), *shown.footer.split(" · "))
            if line
        ]
        width = parts["title"].width
        look = words.fitted(shown.title, Style(40, bold=True, paint=None, head=True), width, 2, (40, 36, 32, 28))
        words.write(parts["title"], [said(shown.title, look)], language, "b")
        words.write(parts["body"], lines, language)
        _write(parts["ftr"], shown.footer, FOOTER, language)

    def _slide(self, shown: ShownSlide) -> None:
        language = self.language
        slide, parts = self._page(CONTENT)
        title = parts["title"]
        plain = Style(TITLE, bold=True, paint=None, head=True)
        look = words.fitted(shown.title, plain, title.width, 1, (TITLE, 26, 24, 22, 20))
        words.write(title, [said(words.shortened(shown.title, look, title.width), look)], language, "ctr")
        body = self._finding(parts["body"], shown, _box(parts["ftr"]).top)
        views.draw(Sheet(slide, language), shown.views, body, self.created)
        _write(parts["ftr"], f"{shown.scope_sentence} · {self.shown.footer}", FOOTER, language)
        notes.write(slide, shown, self.shown.footer, language)

    def _finding(self, place: object, shown: ShownSlide, floor: int) -> Box:
        """Write the finding; what remains of the slide is the views'."""
        box = _box(place)
        room = FINDING_LINES if views.rows(shown.views) == 1 else FEW_LINES
        paragraphs = _told(shown, box.width, room)
        if not paragraphs:
            place._element.getparent().remove(place._element)
            return Box(box.left, box.top, box.width, floor - FLOOR - box.top)
        tall = words.height_of(paragraphs, box.width)
        place.left, place.top, place.width, place.height = box.left, box.top, box.width, tall
        words.write(place, paragraphs, self.language)
        top = box.top + tall + GAP
        return Box(box.left, top, box.width, floor - FLOOR - top)


def _told(shown: ShownSlide, width: int, room: int) -> list[Paragraph]:
    """The whole sentences that the slide has lines for, the first in bold; the notes have them all."""
    look, between = Style(FINDING, paint=None), "" if shown.scope.language == "zh" else " "
    if not shown.findings:
        return []
    first, *others = (sentence.text for sentence in shown.findings)
    told = Paragraph(((words.shortened(first, look.bolder, width, room), look.bolder),))
    for sentence in others:
        longer = Paragraph((*told.runs, (between + sentence, look)))
        told = longer if longer.lines(width) <= room else told
    return [told]


def _write(place: object, line: str, size: float, language: str) -> None:
    look = Style(size, paint=None)
    words.write(place, [said(words.shortened(line, look, place.width), look)], language)


def _taken(slide: Slide, layout: SlideLayout, kind: str) -> object:
    """The layout's placeholder as one of the slide's own."""
    copied = deepcopy(template.placeholders(layout)[kind]._element)
    copied.nvSpPr.cNvPr.set("id", str(max(shape.shape_id for shape in slide.shapes) + 1))
    for look in copied.xpath(".//a:lstStyle/*"):
        look.getparent().remove(look)
    for look in copied.xpath(".//a:rPr"):
        words.dress(look)
    slide.shapes._spTree.append(copied)
    return template.placeholders(slide)[kind]


def _box(place: object) -> Box:
    return Box(place.left, place.top, place.width, place.height)


def _period(shown: ShownDeck) -> str:
    scopes = [slide.scope for slide in shown.slides]
    if not scopes:
        return ""
    return text.period(min(s.since for s in scopes), max(s.until for s in scopes), shown.language)


def _moment(snapshot: Snapshot) -> datetime:
    """When the snapshot was made, in UTC and without saying so: what a file's properties hold."""
    when = datetime.fromisoformat(snapshot.created or f"{snapshot.as_of}")
    return (when.astimezone(UTC) if when.tzinfo else when).replace(tzinfo=None, microsecond=0)
