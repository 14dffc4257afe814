"""Speaker notes: what to say, what may be asked, what the numbers mean, where they come from, where to look further."""

from collections.abc import Iterator
from urllib.parse import urlencode

from pptx.slide import Slide

from dashboard import text
from dashboard.decks.shown import ShownSlide
from dashboard.outputs.slides import words
from dashboard.outputs.slides.words import Paragraph, Style, said
from dashboard.text import say

PLAIN, HEAD = Style(12, paint=None), Style(12, bold=True, paint=None)


def write(slide: Slide, shown: ShownSlide, footer: str, language: str) -> None:
    frame = slide.notes_slide.notes_placeholder
    words.write(frame, list(_paragraphs(shown, footer, language)), language)


def _paragraphs(shown: ShownSlide, footer: str, language: str) -> Iterator[Paragraph]:
    for title, lines in sections(shown, language):
        if lines:
            yield said(title, HEAD)
            yield from (said(line, PLAIN, after=2) for line in lines)
    yield said(f"{shown.scope_sentence} · {footer}", PLAIN)


def sections(shown: ShownSlide, language: str) -> Iterator[tuple[str, list[str]]]:
    """The parts of the notes in the order of their use."""
    yield say("Finding", language), [shown.finding] if shown.finding else []
    yield say("Speaking points", language), shown.notes.splitlines()
    yield say("Likely questions", language), list(shown.questions)
    yield say("Definitions", language), [_defined(d.name, d.unit, d.about, language) for d in shown.definitions]
    yield say("Caveats", language), [f"{d.name}{_colon(language)}{d.caveat}" for d in shown.definitions if d.caveat]
    faults = [f"{fault.title}{_colon(language)}{fault.reason(language)}" for fault in shown.faults]
    yield say("Not shown", language), faults
    yield say("Sources", language), list(shown.sources)
    yield say("The same on the dashboard", language), [link(shown)]


def _defined(name: str, unit: str, about: str, language: str) -> str:
    return f"{text.with_unit(name, unit, language)}{_colon(language)}{about}"


def _colon(language: str) -> str:
    return "：" if language == "zh" else ": "


def link(shown: ShownSlide) -> str:
    """The page's address on the dashboard, from its root."""
    asked = urlencode(shown.link, doseq=True)
    return f"/{shown.page}" + (f"?{asked}" if asked else "")
