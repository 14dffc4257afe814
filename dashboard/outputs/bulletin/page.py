"""The page: paper, margins, grid, footers and settings. GB/T 9704-2012: A4, 天头 37 mm, 订口 28 mm, 版心 156×225 mm."""

from docx.document import Document
from docx.section import Section, _Footer

from dashboard.outputs.bulletin.elements import Element, paragraph, root, run, spoken, w

MM = 1440 / 25.4
PAPER = (210, 297)
TOP, BINDING, WIDTH, HEIGHT = 37, 28, 156, 225
# The page number stands 7 mm below the text area, the line on the data under it.
FOOTER = 16


def twips(millimetres: float) -> int:
    return round(millimetres * MM)


# In twips: what tables are fitted into.
TEXT_WIDTH = twips(PAPER[0]) - twips(BINDING) - twips(PAPER[0] - BINDING - WIDTH)


def lay_out(document: Document, footer: str) -> None:
    """Paper, margins and footers of the document's one section."""
    [section] = document.sections
    _section(section)
    _fill(section.footer, footer, outer="right")
    _fill(section.even_page_footer, footer, outer="left")


def _section(section: Section) -> None:
    properties = section._sectPr
    for child in list(properties):
        properties.remove(child)
    width, height = PAPER
    margins = {
        "top": twips(TOP),
        "right": twips(width - BINDING - WIDTH),
        "bottom": twips(height - TOP - HEIGHT),
        "left": twips(BINDING),
    }
    properties.append(w("pgSz", w=twips(width), h=twips(height)))
    properties.append(w("pgMar", **margins, header=twips(15), footer=twips(FOOTER), gutter=0))
    properties.append(w("cols", space=425))


def _fill(footer: _Footer, words: str, *, outer: str) -> None:
    """`— 1 —` at the outer edge, one sign in from it; below, what the numbers stand on."""
    footer.is_linked_to_previous = False
    holder = footer._element
    for child in list(holder):
        holder.remove(child)
    inset = w("ind", **{f"{outer}Chars": 100, outer: 280}, firstLine=0)
    page = w("fldSimple", w("r", w("t")), instr=" PAGE ")
    page[0][0].text = "1"
    holder.append(paragraph("PageNumber", run("— "), page, run(" —"), inset=inset, side=w("jc", val=outer)))
    holder.append(paragraph("Footer", *spoken(words)))


def settings() -> Element:
    """word/settings.xml."""
    compat = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
    }
    uri = "http://schemas.microsoft.com/office/word"
    return root(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=420),
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="compressPunctuation"),
        w("footnotePr", w("footnote", id=-1), w("footnote", id=0)),
        w("compat", w("useFELayout"), *(w("compatSetting", name=k, uri=uri, val=v) for k, v in compat.items())),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )
