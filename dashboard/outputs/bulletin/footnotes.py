"""Footnotes of a document, which python-docx does not make: the part, its relationship and its separators.

Word needs the two separator notes, and settings that name them (see layout.settings).
"""

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from dashboard.outputs.bulletin.elements import Element, paragraph, root, serialised, spoken, w

SEPARATORS = {-1: "separator", 0: "continuationSeparator"}


class Footnotes:
    """The notes of one document, in the order in which the text refers to them: 1, 2, 3 …"""

    def __init__(self) -> None:
        self._notes = [_separator(note_id, kind) for note_id, kind in SEPARATORS.items()]

    def add(self, words: str) -> Element:
        """Write a note; returns the run that refers to it."""
        note_id = len(self._notes) - len(SEPARATORS) + 1
        mark = w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteRef"))
        self._notes.append(w("footnote", paragraph("FootnoteText", mark, *spoken(f" {words}")), id=note_id))
        return w("r", w("rPr", w("rStyle", val="FootnoteReference")), w("footnoteReference", id=note_id))

    def attach(self, document: Document) -> None:
        """Make the notes a part of the document. Once, when all are written."""
        blob = serialised(root("footnotes", *self._notes))
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _separator(note_id: int, kind: str) -> Element:
    flat = w("spacing", before=0, after=0, line=240, lineRule="auto")
    return w("footnote", w("p", w("pPr", flat), w("r", w(kind))), type=kind, id=note_id)
