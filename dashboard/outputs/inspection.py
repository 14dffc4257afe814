"""A PowerPoint file read back: the texts on each slide, how large they are, whether they fit, in which fonts.

Widths are estimated, as no font is at hand: a Chinese character takes one em, any other about half of one.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO

from lxml.etree import _Element as Element
from lxml.etree import fromstring
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.shapes.base import BaseShape
from pptx.shapes.group import GroupShape
from pptx.slide import Slide
from pptx.table import _Cell as TableCell

EMU_PER_POINT = 12_700
# What a shape is made with where nothing says a size, in points.
PLAIN_SIZE = 18.0
LEADING = 1.2
LATIN_EM, CHINESE_EM = 0.55, 1.0
# An estimate may be wrong by so much before a text is said to overflow.
TOLERANCE = 1.08
# Where a line may break: around every wide character, and after blanks.
PIECES = re.compile(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+")
INSET = {"lIns": 91_440, "rIns": 91_440, "tIns": 45_720, "bIns": 45_720}


@dataclass(frozen=True)
class Words:
    """A text on a slide. `points` is its smallest size, `needs` of `has` its height in points; `is_outside` when its
    shape reaches over the edge of the slide."""

    slide: int
    shape: str
    text: str
    points: float
    needs: float = 0.0
    has: float = math.inf
    is_outside: bool = False
    fonts: frozenset[str] = frozenset()

    @property
    def overflows(self) -> bool:
        return self.is_outside or self.needs > self.has * TOLERANCE


def read(content: bytes) -> tuple[Words, ...]:
    """Every text of the file, slide by slide, in the order of the shapes. Raises what python-pptx does of a damaged one."""
    deck = Presentation(BytesIO(content))
    found: list[Words] = []
    for number, slide in enumerate(deck.slides, 1):
        for shape, is_grouped in _leaves(slide.shapes):
            texts = _of_shape(shape, slide, number, (deck.slide_width, deck.slide_height))
            # Members of a group are measured in the group's own units.
            found += [replace(one, needs=0.0, is_outside=False) if is_grouped else one for one in texts]
    return tuple(found)


def theme_fonts(content: bytes) -> dict[str, str]:
    """{`+mj-ea`: the font that the theme of the first master has for it, empty where it has none}."""
    deck = Presentation(BytesIO(content))
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    scheme = fromstring(theme.blob).find(f".//{qn('a:fontScheme')}")
    kinds = {"+mj": "a:majorFont", "+mn": "a:minorFont"}
    scripts = {"lt": "a:latin", "ea": "a:ea"}
    return {
        f"{kind}-{script}": scheme.find(f"{qn(group)}/{qn(tag)}").get("typeface", "")
        for kind, group in kinds.items()
        for script, tag in scripts.items()
    }


def has_chinese(words: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in words)


# --- shapes ---------------------------------------------------------------------------------------


def _leaves(shapes: Iterable[BaseShape], is_grouped: bool = False) -> Iterator[tuple[BaseShape, bool]]:
    for shape in shapes:
        if isinstance(shape, GroupShape):
            yield from _leaves(shape.shapes, True)
        else:
            yield shape, is_grouped


def _of_shape(shape: BaseShape, slide: Slide, number: int, size: tuple[int, int]) -> Iterator[Words]:
    outside = _is_outside(shape, size)
    if shape.has_table:
        yield from _of_table(shape, number, size[1])
    elif shape.has_chart:
        sizes = [
            int(e.get("sz")) / 100 for e in shape.chart._chartSpace.iter(qn("a:defRPr"), qn("a:rPr")) if e.get("sz")
        ]
        yield Words(number, shape.name, "", min(sizes, default=PLAIN_SIZE), is_outside=outside)
    elif shape.has_text_frame and shape.text_frame.text.strip():
        body = shape.text_frame._txBody
        frame = _Frame(body, tuple(_inherited(shape, slide)), _field(body, "fontScale", 100_000) / 100_000)
        width, height = _room(shape, body)
        needs = frame.height(width) if _wraps(body) else frame.height(math.inf)
        is_wide = not _wraps(body) and frame.width() > size[0] / EMU_PER_POINT
        yield Words(
            number,
            shape.name,
            shape.text_frame.text,
            frame.smallest(),
            needs,
            height,
            outside or is_wide,
            frame.fonts(),
        )


def _is_outside(shape: BaseShape, size: tuple[int, int]) -> bool:
    """Whether it reaches over an edge, by more than a hair."""
    if None in (shape.left, shape.top, shape.width, shape.height):
        return False
    hair = EMU_PER_POINT
    right, bottom = shape.left + shape.width, shape.top + shape.height
    return min(shape.left, shape.top) < -hair or right > size[0] + hair or bottom > size[1] + hair


def _of_table(shape: BaseShape, number: int, slide_height: int) -> Iterator[Words]:
    """The table as one text: its rows grow with their cells, so it overflows where it reaches over the slide's foot."""
    table, frames = shape.table, []
    needs = 0.0
    for row in table.rows:
        cells = [_Frame(cell._tc.txBody, (), 1.0) for cell in row.cells]
        heights = [
            frame.height(_cell_width(cell, column.width)) + (cell.margin_top + cell.margin_bottom) / EMU_PER_POINT
            for frame, cell, column in zip(cells, row.cells, table.columns, strict=True)
        ]
        needs += max([row.height / EMU_PER_POINT, *heights])
        frames += [frame for frame in cells if frame.text]
    has = (slide_height - shape.top) / EMU_PER_POINT
    if frames:
        fonts = frozenset().union(*(frame.fonts() for frame in frames))
        smallest = min(frames, key=lambda frame: frame.smallest())
        yield Words(number, shape.name, smallest.text, smallest.smallest(), needs, has, fonts=fonts)


def _cell_width(cell: TableCell, width: int) -> float:
    return (width - cell.margin_left - cell.margin_right) / EMU_PER_POINT


def _room(shape: BaseShape, body: Element) -> tuple[float, float]:
    """Width and height inside the shape's margins, in points; a shape that grows with its text has any height."""
    inset = {side: _inset(body, side, usual) for side, usual in INSET.items()}
    width = ((shape.width or 0) - inset["lIns"] - inset["rIns"]) / EMU_PER_POINT
    height = ((shape.height or 0) - inset["tIns"] - inset["bIns"]) / EMU_PER_POINT
    return max(width, 1.0), height


def _inset(body: Element, side: str, usual: int) -> int:
    found = body.find(qn("a:bodyPr"))
    return int(found.get(side, usual)) if found is not None else usual


def _wraps(body: Element) -> bool:
    found = body.find(qn("a:bodyPr"))
    return found is None or found.get("wrap") != "none"


def _field(body: Element, name: str, usual: int) -> int:
    fit = body.find(f"{qn('a:bodyPr')}/{qn('a:normAutofit')}")
    return int(fit.get(name, usual)) if fit is not None else usual


# --- text -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Frame:
    """The paragraphs of a text body. `inherited` are the lists of styles that it takes sizes from, nearest first."""

    body: Element
    inherited: tuple[Element, ...]
    scale: float

    @property
    def text(self) -> str:
        return "\n".join("".join(words for words, _ in self._runs(p)) for p in self._paragraphs()).strip()

    def smallest(self) -> float:
        sizes = [size for p in self._paragraphs() for words, size in self._runs(p) if words.strip()]
        return min(sizes, default=PLAIN_SIZE)

    def fonts(self) -> frozenset[str]:
        tags = (qn("a:latin"), qn("a:ea"), qn("a:cs"))
        return frozenset(e.get("typeface", "") for e in self.body.iter(*tags)) - {""}

    def width(self) -> float:
        """Of its widest paragraph, on one line."""
        return max((self._extent(p) for p in self._paragraphs()), default=0.0)

    def height(self, width: float) -> float:
        return sum(self._height(p, width) for p in self._paragraphs())

    def _height(self, paragraph: Element, width: float) -> float:
        size = max((size for _, size in self._runs(paragraph)), default=self._size(paragraph, None))
        lines = _lines(self._runs(paragraph), width) + len(paragraph.findall(qn("a:br")))
        exact = paragraph.find(f"{qn('a:pPr')}/{qn('a:lnSpc')}/{qn('a:spcPts')}")
        part = paragraph.find(f"{qn('a:pPr')}/{qn('a:lnSpc')}/{qn('a:spcPct')}")
        if exact is not None:
            return lines * int(exact.get("val")) / 100
        return lines * size * LEADING * (int(part.get("val")) / 100_000 if part is not None else 1)

    def _extent(self, paragraph: Element) -> float:
        return sum(size * _ems(words) for words, size in self._runs(paragraph))

    def _paragraphs(self) -> list[Element]:
        return self.body.findall(qn("a:p"))

    def _runs(self, paragraph: Element) -> list[tuple[str, float]]:
        """(words, size) of every run and field."""
        runs = [e for e in paragraph if e.tag in (qn("a:r"), qn("a:fld"))]
        return [(run.findtext(qn("a:t")) or "", self._size(paragraph, run)) for run in runs]

    def _size(self, paragraph: Element, run: Element | None) -> float:
        own = run.find(qn("a:rPr")) if run is not None else paragraph.find(qn("a:endParaRPr"))
        if own is not None and own.get("sz"):
            return int(own.get("sz")) / 100 * self.scale
        level = int((paragraph.find(qn("a:pPr")).get("lvl", 0)) if paragraph.find(qn("a:pPr")) is not None else 0)
        styles = (self.body.find(qn("a:lstStyle")), *self.inherited)
        for style in filter(lambda style: style is not None, styles):
            found = style.find(f"{qn(f'a:lvl{level + 1}pPr')}/{qn('a:defRPr')}")
            if found is not None and found.get("sz"):
                return int(found.get("sz")) / 100 * self.scale
        return PLAIN_SIZE * self.scale


def _lines(runs: Iterable[tuple[str, float]], width: float) -> int:
    """How many lines they fill: a line breaks before a Chinese character and between words, else where it is full."""
    lines, filled = 1, 0.0
    for piece, size in ((piece, size) for words, size in runs for piece in PIECES.findall(words)):
        extent = size * _ems(piece)
        if filled and filled + extent > width:
            lines, filled = lines + 1, 0.0
        over, rest = divmod(extent, width) if extent > width else (0, extent)
        lines, filled = lines + int(over), filled + rest
    return lines


def _ems(words: str) -> float:
    return sum(CHINESE_EM if unicodedata.east_asian_width(sign) in "WF" else LATIN_EM for sign in words)


def _inherited(shape: BaseShape, slide: Slide) -> Iterator[Element]:
    """Styles that a placeholder takes from its layout and master, nearest first."""
    if not shape.is_placeholder:
        return
    layout = slide.slide_layout
    kind = shape._element.ph.get("type", "obj")
    alike = [p for p in layout.placeholders if p.placeholder_format.idx == shape.placeholder_format.idx]
    alike += [p for p in layout.slide_master.placeholders if p._element.ph.get("type", "obj") == kind]
    for placeholder in alike:
        style = placeholder._element.find(f"{qn('p:txBody')}/{qn('a:lstStyle')}")
        if style is not None:
            yield style
    styles = {"title": "p:titleStyle", "ctrTitle": "p:titleStyle", "body": "p:bodyStyle", "subTitle": "p:bodyStyle"}
    found = layout.slide_master._element.find(f"{qn('p:txStyles')}/{qn(styles.get(kind, 'p:otherStyle'))}")
    if found is not None:
        yield found
