"""Text on slides: runs that name a font for every script, and how much room words take.

Widths are estimated generously, because nobody knows which font the reader has: a Chinese sign is one em wide, a Latin
one about half, and programs put a blank between the two. Lines have a fixed height, so that fonts with tall lines do not push text out of its box.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.shapes.base import BaseShape

from dashboard.outputs.slides.boxes import EMU_PER_POINT
from dashboard.outputs.slides.paint import MUTED, TEXT, Paint

# Titles and text of a slide; captions and the footer may be smaller.
TITLE, FINDING, HEADING, BODY, CAPTION, FOOTER = 28, 20, 16, 14, 11, 10.5
SLIM, LATIN, CAPITAL, BROAD = 0.34, 0.57, 0.69, 0.9
SLIM_SIGNS, BROAD_SIGNS = frozenset("ijltfr.,;:'|!()[]/- "), frozenset("mwMW%@")
BOLD, BETWEEN = 1.06, 0.22
# Signs that never begin a line.
CLOSING = frozenset("，。；：、！？）】》”’%,.;:!?)")
LEADING = 1.3
FONTS = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
HEAD_FONTS = FONTS.replace("+mn", "+mj")
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


@dataclass(frozen=True)
class Style:
    """How a run looks. Without paint it looks as its place in the template does."""

    size: float = BODY
    bold: bool = False
    paint: Paint | None = TEXT
    head: bool = False

    @property
    def bolder(self) -> "Style":
        return replace(self, bold=True)


QUIET = Style(CAPTION, paint=MUTED)
Run = tuple[str, Style]


@dataclass(frozen=True)
class Paragraph:
    """Runs on the lines of one paragraph. `after` is the blank beneath, in points."""

    runs: Sequence[Run]
    align: str = "l"
    after: float = 0

    @property
    def size(self) -> float:
        return max((style.size for _, style in self.runs), default=BODY)

    def lines(self, width: int) -> int:
        """One where all runs fit, else as many as if all were in the style of the largest."""
        if sum(width_of(words, style) for words, style in self.runs) <= width:
            return 1
        widest = max((style for _, style in self.runs), key=lambda s: (s.size, s.bold), default=Style())
        return lines("".join(words for words, _ in self.runs), widest, width)

    def height(self, width: int) -> int:
        return round((self.size * LEADING * max(1, self.lines(width)) + self.after) * EMU_PER_POINT)

    def xml(self, language: str) -> str:
        spacing = f'<a:lnSpc><a:spcPts val="{round(self.size * LEADING * 100)}"/></a:lnSpc>'
        spacing += (
            f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="{round(self.after * 100)}"/></a:spcAft>'
        )
        inner = "".join(run_xml(words, style, language) for words, style in self.runs)
        return f'<a:p><a:pPr marL="0" indent="0" algn="{self.align}">{spacing}<a:buNone/></a:pPr>{inner}</a:p>'


def said(words: str, style: Style = Style(), align: str = "l", after: float = 0) -> Paragraph:
    return Paragraph(((words, style),), align, after)


# --- measuring ----------------------------------------------------------------------------------


def width_of(words: str, style: Style) -> int:
    """About how wide the words are on one line, in EMU."""
    wide = [_is_wide(sign) for sign in words]
    ems = sum(map(_ems, words)) + BETWEEN * sum(one != other for one, other in pairwise(wide))
    return round(ems * style.size * (BOLD if style.bold else 1) * EMU_PER_POINT)


def _ems(sign: str) -> float:
    if _is_wide(sign):
        return 1
    if sign in BROAD_SIGNS:
        return BROAD
    return SLIM if sign in SLIM_SIGNS else CAPITAL if sign.isupper() else LATIN


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WFA"


def lines(words: str, style: Style, width: int) -> int:
    """How many lines the words take: they break between Chinese signs and after blanks."""
    count, filled, before = 1, 0, ""
    for piece in _pieces(words):
        apart = bool(before) and _is_wide(before) != _is_wide(piece[0])
        size = width_of(piece, style) + round(apart * BETWEEN * style.size * EMU_PER_POINT)
        before = piece[-1]
        if filled and filled + width_of(piece.rstrip(), style) > width:
            count, filled = count + 1, 0
        # A piece longer than a line goes on through as many lines as it needs.
        count += max(0, -(-size // max(width, 1)) - 1)
        filled += size % max(width, 1) if size > width else size
    return count


def _pieces(words: str) -> list[str]:
    """What a line does not break inside: a Chinese sign with the punctuation after it, a Latin word with its blank."""
    pieces = [""]
    for sign in words:
        parts = pieces[-1].endswith(" ") or _is_wide(sign) or (pieces[-1] and _is_wide(pieces[-1][0]))
        if parts and sign not in CLOSING:
            pieces.append("")
        pieces[-1] += sign
    return [piece for piece in pieces if piece]


def height_of(paragraphs: Iterable[Paragraph], width: int) -> int:
    return sum(paragraph.height(width) for paragraph in paragraphs)


def fitted(words: str, style: Style, width: int, room: int, sizes: Sequence[float]) -> Style:
    """The style in the first of these sizes in which the words take at most `room` lines, else in the last."""
    tried = [replace(style, size=size) for size in sizes]
    return next((one for one in tried if lines(words, one, width) <= room), tried[-1])


def shortened(words: str, style: Style, width: int, room: int = 1, tail: str = "") -> str:
    """The words, ended by … where they and their tail take more lines than there are."""
    if lines(words + tail, style, width) <= room:
        return words
    kept = words
    while kept and lines(kept + "…" + tail, style, width) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


# --- writing ------------------------------------------------------------------------------------


def run_xml(words: str, style: Style, language: str) -> str:
    weight = ' b="1"' if style.bold else ""
    fill = style.paint.xml if style.paint else ""
    facts = f'{_language(language)} sz="{round(style.size * 100)}"{weight} dirty="0"'
    fonts = HEAD_FONTS if style.head else FONTS
    return f"<a:r><a:rPr {facts}>{fill}{fonts}</a:rPr><a:t>{clean(words)}</a:t></a:r>"


def _language(language: str) -> str:
    return 'lang="zh-CN" altLang="en-US"' if language == "zh" else 'lang="en-GB" altLang="zh-CN"'


def clean(words: str) -> str:
    """Safe in XML."""
    return escape(printable(words), {'"': "&quot;"})


def printable(words: str) -> str:
    """Without control characters: XML and spreadsheets do not allow them."""
    return "".join(sign for sign in words if sign >= " " or sign in "\n\t")


def dress(look: object) -> None:
    """Name the theme's fonts for every script in a run's properties that name none."""
    if look.find(f"{{{look.nsmap['a']}}}latin") is None:
        for font in parse_xml(f"<a:rPr {NAMESPACES}>{FONTS}</a:rPr>"):
            look.append(font)


def write(shape: BaseShape, paragraphs: Sequence[Paragraph], language: str, anchor: str = "t") -> None:
    """Put the paragraphs into a shape's text, without margins and in a fixed box."""
    body = shape.text_frame._txBody
    for old in body.p_lst:
        body.remove(old)
    facts = body.bodyPr
    for side in ("lIns", "tIns", "rIns", "bIns"):
        facts.set(side, "0")
    facts.set("wrap", "square")
    facts.set("anchor", anchor)
    for child in list(facts):
        facts.remove(child)
    for paragraph in paragraphs:
        body.append(parse_xml(paragraph.xml(language).replace("<a:p>", f"<a:p {NAMESPACES}>", 1)))
