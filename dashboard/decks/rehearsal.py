"""What to look at before a meeting: what changed, what cannot be read, what is not sourced, complete or fast.

It knows nothing of how findings are drawn. The PowerPoint file is read back by `dashboard.outputs.inspection`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING

from dashboard import text
from dashboard.catalog import LANGUAGES, Label, Shelf, Snapshot
from dashboard.decks import changes, showing
from dashboard.decks.changes import SlideChange
from dashboard.decks.deck import Deck
from dashboard.decks.shown import ShownDeck, ShownSlide
from dashboard.outputs import files
from dashboard.text import phrase, say

if TYPE_CHECKING:
    from dashboard.outputs.inspection import Words

SEVERITIES = ("error", "warning", "note")
# Glyph and word: neither colour nor shape alone says it.
SEVERITY_NAMES = {
    "error": Label("■ To correct", "■ 须改正"),
    "warning": Label("▲ To look at", "▲ 须留意"),
    "note": Label("○ Changed", "○ 有变化"),
}
SMALLEST_POINTS, SLOW_SECONDS = 14.0, 0.5
# Shapes whose text may be smaller, by the beginning of their names.
SMALL_PRINT = ("caption", "footer", "slide number")
# What PowerPoint and WPS bring along; `+mj-ea` and the like are the theme's.
COMMON_FONTS = frozenset(
    {"Microsoft YaHei", "微软雅黑", "DengXian", "等线", "SimSun", "宋体", "SimHei", "黑体", "KaiTi", "楷体"}
    | {"FangSong", "仿宋", "Arial", "Calibri", "Times New Roman", "Cambria", "Segoe UI", "Symbol", "Wingdings"}
)
# {kind: (severity, what to do)}
KINDS: Mapping[str, tuple[str, str]] = {
    "broken": ("error", phrase("Open the page of this view, correct its cause, or take it off the slide.")),
    "overflow": ("error", phrase("Shorten the text or take a view off the slide.")),
    "font": ("warning", phrase("Choose a font in the template that PowerPoint and WPS bring along.")),
    "small": ("warning", phrase("Take a view off the slide, or show fewer rows.")),
    "source": ("warning", phrase("Name the source in the notes, or take the number off the slide.")),
    "incomplete": ("warning", phrase("Say so when the slide is shown, or end the period where the data do.")),
    "slow": ("warning", phrase("Open the deck once before the meeting, so that it is kept ready.")),
    "numbers": ("note", phrase("Have the reason ready.")),
    "sentences": ("note", phrase("Read the new finding aloud once.")),
    "views": ("note", phrase("Look at the slide once.")),
}
TITLES: Mapping[str, str] = {
    "broken": phrase("Cannot be shown"),
    "overflow": phrase("Text overflows"),
    "font": phrase("Font missing"),
    "small": phrase("Text too small"),
    "source": phrase("No source"),
    "incomplete": phrase("Period incomplete"),
    "slow": phrase("Slow"),
    "numbers": phrase("Numbers changed"),
    "sentences": phrase("Finding changed"),
    "views": phrase("Slide changed"),
}

Timings = Mapping[tuple[int, int], float]


@dataclass(frozen=True)
class Finding:
    """One thing to look at: on which slide (0 for the whole deck), of which kind, how grave, and in words, a line a
    fact."""

    slide_number: int
    kind: str
    severity: str
    told: Label

    @property
    def title(self) -> Label:
        return _both(TITLES[self.kind])

    @property
    def remedy(self) -> Label:
        return _both(KINDS[self.kind][1])


def rehearse(
    shown: ShownDeck, before: ShownDeck | None, *, slides: bytes | None = None, timings: Timings | None = None
) -> tuple[Finding, ...]:
    """Everything to look at, gravest first, then in the order of the slides.

    `before` is the deck as the last meeting saw it; `slides` the deck as a PowerPoint file; `timings` seconds by
    (slide, view), both counted from 1. What is not given is not looked at.
    """
    found = [finding for slide in shown.slides for finding in _of_slide(slide, timings or {})]
    if before is not None:
        found += [f for change in changes.changes(before, shown) for f in _changed(change, shown.language)]
    if slides is not None:
        found += _of_file(shown, slides)
    return tuple(sorted(found, key=lambda f: (SEVERITIES.index(f.severity), f.slide_number, list(KINDS).index(f.kind))))


def place_of(finding: Finding, deck: Deck, language: str) -> str:
    """`第3页 各区县专利授权`, or the whole deck."""
    if not 1 <= finding.slide_number <= len(deck.slides):
        return say("Whole deck", language)
    title = deck.slides[finding.slide_number - 1].title
    return say("Slide {number} {title}", language, number=finding.slide_number, title=title)


def last_seen(deck: Deck, shelf: Shelf, snapshot: Snapshot) -> Snapshot | None:
    """The snapshot that the last meeting saw: the one the deck was saved on, else the one before this."""
    saved = shelf.find(deck.snapshot)
    if saved and saved.id != snapshot.id:
        return saved
    known = [one.id for one in shelf.sound]
    return next(iter(shelf.sound[known.index(snapshot.id) + 1 :]), None) if snapshot.id in known else None


def in_full(
    deck: Deck, shelf: Shelf, snapshot: Snapshot, language: str, *, since: Snapshot | None = None
) -> tuple[Finding, ...]:
    """The whole rehearsal of a deck: its views timed, held against what `since` shows, and its PowerPoint file read.

    Raises Problem where the file cannot be made.
    """
    seconds = timed(deck, shelf, snapshot, language)
    shown = showing.show(deck, shelf, snapshot, language)
    before = showing.show(deck, shelf, since, language) if since else None
    return rehearse(shown, before, slides=files.write(shown, "pptx").content, timings=seconds)


def timed(
    deck: Deck, shelf: Shelf, snapshot: Snapshot, language: str, *, clock: Callable[[], float] = perf_counter
) -> dict[tuple[int, int], float]:
    """How many seconds each view takes to be asked, by (slide, view); the first view of the deck is asked twice, as it
    also opens the snapshot."""
    seconds = {}
    views = [(slide, number, place) for number, slide in enumerate(deck.slides, 1) for place in range(len(slide.views))]
    for slide, number, place in [*views[:1], *views]:
        alone = replace(slide, views=(slide.views[place],), finding=())
        begun = clock()
        showing.show_slide(deck, alone, shelf, snapshot, language)
        seconds[number, place + 1] = clock() - begun
    return seconds


# --- the slides as shown --------------------------------------------------------------------------


def _of_slide(slide: ShownSlide, timings: Timings) -> Iterator[Finding]:
    for fault in slide.faults:
        yield _finding(
            slide.number, "broken", Label(*(f"{fault.title}: {fault.reason(spoken)}" for spoken in LANGUAGES))
        )
    shows = any(view not in slide.faults for view in slide.views)
    if shows and not slide.sources:
        yield _finding(slide.number, "source", _both(phrase("The slide names no source for its numbers.")))
    if slide.incomplete is not None:
        message = phrase("Data are complete to {day}; the slide's period ends {until}.")
        days = {"day": slide.incomplete, "until": slide.scope.until}
        told = (say(message, s, **{k: text.day(v, s) for k, v in days.items()}) for s in LANGUAGES)
        yield _finding(slide.number, "incomplete", Label(*told))
    for place, view in enumerate(slide.views, 1):
        seconds = timings.get((slide.number, place), 0.0)
        if seconds > SLOW_SECONDS:
            yield _finding(
                slide.number,
                "slow",
                _both(phrase("{view} takes {seconds} s."), view=view.title, seconds=f"{seconds:.1f}"),
            )


def _changed(change: SlideChange, language: str) -> Iterator[Finding]:
    """Told in the deck's own language: names and places are in no other. A slide that is gone has no number any more."""
    if change.state == "removed":
        words = f"{change.title} · {changes.told(change, language)[0]}"
        yield _finding(0, "views", Label(words, words))
        return
    told = {
        "numbers": replace(change, state="kept", sentences=(), views_added=(), views_removed=()),
        "sentences": SlideChange(change.slide_id, change.number, change.title, sentences=change.sentences),
        "views": replace(change, numbers=(), new=0, gone=0, sentences=()),
    }
    for kind, part in told.items():
        if lines := changes.told(part, language):
            words = "\n".join(lines)
            yield _finding(change.number, kind, Label(words, words))


# --- the file -------------------------------------------------------------------------------------


def _of_file(shown: ShownDeck, content: bytes) -> Iterator[Finding]:
    """What the PowerPoint file shows otherwise than meant. Its cover is slide 0; a deck's slides follow in order."""
    from dashboard.outputs import inspection

    words = inspection.read(content)
    covers = max((one.slide for one in words), default=0) - len(shown.slides)
    for one in words:
        if one.overflows:
            yield _finding(
                max(0, one.slide - covers),
                "overflow",
                _both(phrase("“{text}” does not fit its place."), text=_short(one)),
            )
    yield from _small(words, covers)
    yield from _fonts(words, inspection.theme_fonts(content), inspection.has_chinese)


def _small(words: Sequence["Words"], covers: int) -> Iterator[Finding]:
    """One finding a slide: how many texts are too small, and the smallest of them."""
    by_slide: dict[int, list[Words]] = {}
    for one in words:
        if one.points < SMALLEST_POINTS and not one.shape.casefold().startswith(SMALL_PRINT):
            by_slide.setdefault(max(0, one.slide - covers), []).append(one)
    message = phrase("Texts under {points} pt: {count}. The smallest, {smallest} pt: {text}")
    for number, small in by_slide.items():
        least = min(small, key=lambda one: one.points)
        said = {"count": len(small), "points": f"{SMALLEST_POINTS:g}", "smallest": f"{least.points:g}"}
        yield _finding(number, "small", _both(message, text=_short(least), **said))


def _fonts(words: Sequence["Words"], theme: Mapping[str, str], has_chinese: Callable[[str], bool]) -> Iterator[Finding]:
    """Fonts that not every computer has, and a theme that leaves the font of Chinese text to chance."""
    named = {theme.get(font, font) for one in words for font in one.fonts} | {font for font in theme.values() if font}
    strange = sorted(font for font in named if font and not font.startswith("+") and font not in COMMON_FONTS)
    if strange:
        message = phrase("The file names {fonts}, which not every computer has.")
        told = (say(message, spoken, fonts=text.listing(strange, spoken)) for spoken in LANGUAGES)
        yield _finding(0, "font", Label(*told))
    if any(has_chinese(one.text) for one in words) and not (theme["+mj-ea"] and theme["+mn-ea"]):
        yield _finding(0, "font", _both(phrase("The template names no font for Chinese text.")))


def _short(one: "Words") -> str:
    words = " ".join(one.text.split()) or one.shape
    return words if len(words) <= 24 else f"{words[:23]}…"


# --- parts ----------------------------------------------------------------------------------------


def _finding(number: int, kind: str, told: Label) -> Finding:
    return Finding(number, kind, KINDS[kind][0], told)


def _both(message: str, **values: object) -> Label:
    return Label(*(say(message, spoken, **values) for spoken in LANGUAGES))
