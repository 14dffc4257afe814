"""WordprocessingML elements, in few words. The order of children is the caller's: Word demands the schema's."""

import re
from collections.abc import Iterator
from copy import copy

from docx.oxml.ns import nsmap, qn
from lxml import etree

from dashboard.outputs.bulletin.typefaces import RED

NAMESPACES = {"w": nsmap["w"], "r": nsmap["r"]}
Element = etree._Element
# What XML 1.0 cannot hold at all; a source's cell can.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\uffef]")
_SIGNED = re.compile(r"([−≥] ?[\d.,]+%?)")
# Stands in a text for what people have to write; becomes a field to click into.
FIELD = "\ue000"


def w(tag: str, *children: Element | None, **attributes: object) -> Element:
    """`w("spacing", line=560)` → `<w:spacing w:line="560"/>`; children that are None are left out."""
    element = etree.Element(qn(f"w:{tag}"), {qn(f"w:{name}"): str(value) for name, value in attributes.items()})
    element.extend(child for child in children if child is not None)
    return element


def root(tag: str, *children: Element) -> Element:
    """The outermost element of a part, with the namespaces declared once."""
    element = etree.Element(qn(f"w:{tag}"), nsmap=NAMESPACES)
    element.extend(children)
    return element


def serialised(element: Element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def text(words: str) -> Element:
    element = w("t")
    element.text = _FORBIDDEN.sub("", words)
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def run(words: str, *properties: Element) -> Element:
    return w("r", w("rPr", *properties) if properties else None, text(words))


def spoken(words: str, *properties: Element) -> Iterator[Element]:
    """Runs whose ambiguous signs (“ ” — …) take the Chinese face where they stand among Chinese; those of numbers do
    not: a minus as wide as a Chinese sign tears the number apart."""
    if not _CHINESE.search(words):
        yield run(words, *properties)
        return
    for part in filter(None, _SIGNED.split(words)):
        hint = [] if _SIGNED.fullmatch(part) else [w("rFonts", hint="eastAsia")]
        yield run(part, *hint, *(copy(one) for one in properties))


def runs(words: str, placeholder: str, *properties: Element) -> Iterator[Element]:
    """The words as runs; each FIELD among them a field that shows the placeholder until somebody writes into it."""
    for position, part in enumerate(words.split(FIELD)):
        if position:
            yield _field(placeholder)
        if part:
            yield from spoken(part, *(copy(one) for one in properties))


def _field(placeholder: str) -> Element:
    marks = w("rStyle", val="PlaceholderText"), w("rFonts", hint="eastAsia"), w("color", val=RED)
    shown = w("r", w("rPr", *marks), text(placeholder))
    return w("sdt", w("sdtPr", w("showingPlcHdr"), w("text")), w("sdtContent", shown))


def paragraph(style: str, *content: Element, **properties: Element) -> Element:
    """A paragraph of a style; `properties` are further children of w:pPr, in the schema's order."""
    return w("p", w("pPr", w("pStyle", val=style), *properties.values()), *content)
