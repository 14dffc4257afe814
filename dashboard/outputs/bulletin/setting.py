"""Blocks → a Word document. Styles, page and numbering are set once; a block becomes elements of these styles."""

from collections.abc import Iterable, Iterator
from functools import singledispatchmethod

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml import parse_xml

from dashboard.outputs.bulletin import page, styles, typefaces
from dashboard.outputs.bulletin.blocks import Annex, Block, Heading, Item, Table, Text
from dashboard.outputs.bulletin.elements import Element, paragraph, runs, serialised, spoken, w
from dashboard.outputs.bulletin.footnotes import Footnotes
from dashboard.outputs.bulletin.tables import set_table
from dashboard.text import say

# Parts of python-docx's own template that a bulletin has no use for.
_UNUSED = ("stylesWithEffects", "customXml", "webSettings")


def blank(footer: str, language: str) -> Document:
    """An empty document with the bulletin's styles, numbering, page and footers."""
    document, setting = docx.Document(), typefaces.setting(language)
    part = document.part
    for name, relation in list(part.rels.items()):
        if relation.reltype.rpartition("/")[2] in _UNUSED:
            del part.rels[name]
    for name, relation in list(part.package.rels.items()):
        if relation.reltype.endswith(("/thumbnail", "/extended-properties")):
            del part.package.rels[name]
    part._styles_part._element = parse_xml(serialised(styles.styles(setting, language)))
    part._settings_part._element = parse_xml(serialised(page.settings()))
    part.numbering_part._element = parse_xml(serialised(styles.numbering(setting)))
    part.part_related_by(RELATION.FONT_TABLE)._blob = serialised(styles.font_table())
    page.lay_out(document, footer)
    return document


class Setter:
    """Sets blocks one after another; it counts tables and footnotes."""

    def __init__(self, language: str) -> None:
        self.language, self.footnotes, self._tables = language, Footnotes(), 0
        self._placeholder = say("(to be filled in)", language)

    @singledispatchmethod
    def set(self, block: Block) -> Iterator[Element]:
        raise TypeError(f"a bulletin has no {type(block).__name__}")

    @set.register
    def _(self, block: Heading) -> Iterator[Element]:
        yield paragraph(f"Heading{block.level}", *spoken(block.words))

    @set.register
    def _(self, block: Text) -> Iterator[Element]:
        yield paragraph(block.style, *self._noted(block.words, block.trace))

    @set.register
    def _(self, block: Item) -> Iterator[Element]:
        light = w("b", val=0), w("bCs", val=0)
        lead = say("{words}.", self.language, words=block.lead) + ("" if self.language == "zh" else " ")
        yield paragraph("Item", *spoken(lead), *self._noted(block.words, block.trace, *light))

    @set.register
    def _(self, block: Annex) -> Iterator[Element]:
        yield paragraph("AnnexMark", *spoken(block.mark))
        yield paragraph("AnnexTitle", *spoken(block.title))

    @set.register
    def _(self, block: Table) -> Iterator[Element]:
        self._tables += 1
        caption = say("Table {number}  {title}", self.language, number=self._tables, title=block.title)
        yield paragraph("Caption", *spoken(caption), *self._note(block.trace))
        for part, element in enumerate(set_table(block, self._placeholder)):
            if part:
                # Word joins tables that touch.
                yield paragraph("TableNote")
            yield element
        yield paragraph("TableNote", *(spoken(block.note) if block.note else []))

    def _noted(self, words: str, trace: str, *properties: Element) -> Iterator[Element]:
        """The words with their mark: in Chinese ahead of the full stop, which then keeps it on the line."""
        stop = "。" if trace and words.endswith("。") else ""
        yield from self._spoken(words.removesuffix(stop), *properties)
        yield from self._note(trace)
        yield from self._spoken(stop, *properties)

    def _spoken(self, words: str, *properties: Element) -> Iterator[Element]:
        for position, part in enumerate(words.split("\t")):
            if position:
                yield w("r", w("tab"))
            yield from runs(part, self._placeholder, *properties)

    def _note(self, trace: str) -> list[Element]:
        return [self.footnotes.add(trace)] if trace else []


def put(document: Document, elements: Iterable[Element]) -> None:
    """Add to the body, ahead of the section's properties that end it."""
    end = document.element.body.sectPr
    for element in elements:
        end.addprevious(element)
