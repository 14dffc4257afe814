"""The styles of a bulletin, its numbering and its font table: all that a reader changes in one place in Word or WPS."""

from collections.abc import Iterator

from dashboard.outputs.bulletin.elements import Element, root, w
from dashboard.outputs.bulletin.page import TEXT_WIDTH
from dashboard.outputs.bulletin.typefaces import GREY, RED, SUBSTITUTES, Face, Setting

# Styles that Word knows by these names; all others are told to be ours.
BUILT_IN = ("Normal", "Body Text", "Title", "Subtitle", "heading 1", "heading 2", "caption", "footer", "footnote text",
            "footnote reference", "Placeholder Text")  # fmt: skip
NUMBERED = ("Heading1", "Heading2", "Item")
TABLE_SIZES = {"TableText": 10.5, "TableTextSmall": 9, "TableTextFine": 7.5}


def twips(points: float) -> int:
    return round(points * 20)


def styles(setting: Setting, language: str) -> Element:
    """word/styles.xml."""
    spoken = w("lang", val="en-US", eastAsia="zh-CN")
    defaults = w(
        "docDefaults",
        w("rPrDefault", w("rPr", _fonts(setting.body), *_size(setting.size), spoken)),
        w("pPrDefault", w("pPr")),
    )
    return root("styles", defaults, *_styles(setting, language))


def _styles(s: Setting, language: str) -> Iterator[Element]:
    # English is set ragged right where words would be torn apart.
    body = [w("spacing", before=0, after=0, line=twips(s.leading), lineRule="exact"), _justified(language)]
    yield _style("Normal", "Normal", [w("widowControl"), *body], _face(s.body, s.size), based_on=None, default=True)
    yield _style("BodyText", "Body Text", [_first_line(s)], _closer(language))
    yield _style("AnnexList", "Annex List", [w("spacing", before=twips(s.leading))], based_on="BodyText")
    yield _style("TableLead", "Table Lead", [w("keepNext")], based_on="BodyText")
    yield _style("BulletinName", "Bulletin Name", _centred(52), _face(s.title, 36, colour=RED, bold=language == "en"))
    yield _style("BulletinIssue", "Bulletin Issue", _centred(28))
    yield _style("BulletinIssuer", "Bulletin Issuer", _issuer(), _face(s.body, 14 if language == "zh" else 11))
    yield _style("Title", "Title", [w("keepNext"), *_centred(35, before=28, after=7)], _title(s, language))
    yield _style("Subtitle", "Subtitle", [w("keepNext"), *_centred(28, after=14)], _face(s.second, s.size))
    yield _style("Notice", "Notice", _notice(), _face(s.second, 12 if language == "zh" else 10))
    yield from _headings(s, language)
    yield _style("Item", "Item", [_numbered(2), _first_line(s)], [w("b"), w("bCs"), *_closer(language)])
    pointer = [w("spacing", before=40, after=80, line=twips(s.leading * 0.72), lineRule="exact"), _first_line(s)]
    yield _style(
        "Pointer",
        "Pointer",
        pointer,
        _face(s.second if language == "zh" else s.body, s.size * 0.75 if language == "zh" else 10.5, colour=GREY),
    )
    yield from _of_tables(s)
    yield _style("AnnexMark", "Annex Mark", [w("keepNext"), w("pageBreakBefore")], _face(s.first, s.size))
    yield _style("AnnexTitle", "Annex Title", [w("keepNext"), *_centred(35, before=14, after=14, outline=0)],
                 _title(s, language))  # fmt: skip
    yield _style("SourceLine", "Source Line", [w("spacing", before=0, after=60, line=260, lineRule="exact"),
                 w("ind", left=0, firstLine=0), w("jc", val="left")], _face(s.small, 9))  # fmt: skip
    yield from _of_edges(s)
    yield _style("PlaceholderText", "Placeholder Text", run=[w("color", val=RED)], kind="character", based_on=None)
    yield w("style", w("name", val="Normal Table"), w("uiPriority", val=99), w("semiHidden"), _no_table(),
            type="table", default=1, styleId="TableNormal")  # fmt: skip


def _headings(s: Setting, language: str) -> Iterator[Element]:
    for level, face in enumerate((s.first, s.second)):
        above = w("spacing", before=twips(s.leading / 2) if language == "en" else 0, after=0)
        place = [w("keepNext"), w("keepLines"), _numbered(level), above]
        place += [_first_line(s) if language == "zh" else w("ind", firstLine=0), w("outlineLvl", val=level)]
        letters = _face(face, s.size if language == "zh" else 14 - level * 2, bold=language == "en")
        yield _style(f"Heading{level + 1}", f"heading {level + 1}", place, letters, follows="BodyText")


def _of_tables(s: Setting) -> Iterator[Element]:
    yield _style("Caption", "caption", [w("keepNext"), w("keepLines"), *_centred(20, before=10, after=4)],
                 _face(s.first, 12 if s.size == 16 else 10.5))  # fmt: skip
    for name, size in TABLE_SIZES.items():
        spacing = w("spacing", before=30, after=30, line=twips(size * 1.3), lineRule="exact")
        place = [w("snapToGrid", val=0), spacing, w("ind", firstLine=0), w("jc", val="left")]
        yield _style(name, _spaced(name), place, _face(s.small, size))
    under = [w("keepLines"), w("snapToGrid", val=0), w("spacing", before=40, after=200, line=240, lineRule="exact"),
             w("jc", val="left")]  # fmt: skip
    yield _style("TableNote", "Table Note", under, [*_face(s.small, 9, colour=GREY)])


def _of_edges(s: Setting) -> Iterator[Element]:
    """Footer, page number and footnotes."""
    flat = [w("snapToGrid", val=0), w("spacing", before=0, after=0, line=240, lineRule="atLeast")]
    number = [w("snapToGrid", val=0), w("spacing", before=0, after=0, line=320, lineRule="exact")]
    yield _style("PageNumber", "Page Number Line", number, _face(Face("Times New Roman", "宋体"), 14))
    yield _style("Footer", "footer", [*flat, w("jc", val="center")], _face(s.small, 9, colour=GREY))
    note = [w("snapToGrid", val=0), w("spacing", before=0, after=0, line=240, lineRule="exact"),
            w("ind", left=180, hanging=180), w("jc", val="left")]  # fmt: skip
    yield _style("FootnoteText", "footnote text", note, _face(s.small, 9))
    yield _style("FootnoteReference", "footnote reference", run=[w("b", val=0), w("vertAlign", val="superscript")],
                 kind="character", based_on=None)  # fmt: skip


def _style(
    style_id: str,
    name: str,
    place: list[Element] | None = None,
    run: list[Element] | None = None,
    *,
    based_on: str | None = "Normal",
    follows: str | None = None,
    kind: str = "paragraph",
    default: bool = False,
) -> Element:
    marks = {"type": kind, **({"default": 1} if default else {})}
    marks |= {} if name in BUILT_IN else {"customStyle": 1}
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val=based_on) if based_on else None,
        w("next", val=follows) if follows else None,
        w("qFormat") if kind == "paragraph" else None,
        w("pPr", *place) if place else None,
        w("rPr", *run) if run else None,
        **marks,
        styleId=style_id,
    )


def _fonts(face: Face) -> Element:
    return w("rFonts", ascii=face.latin, hAnsi=face.latin, eastAsia=face.chinese, cs=face.latin)


def _size(points: float) -> tuple[Element, Element]:
    return w("sz", val=round(points * 2)), w("szCs", val=round(points * 2))


def _face(face: Face, points: float, *, colour: str | None = None, bold: bool = False) -> list[Element]:
    heavy = [w("b"), w("bCs")] if bold else []
    return [_fonts(face), *heavy, *([w("color", val=colour)] if colour else []), *_size(points)]


def _title(s: Setting, language: str) -> list[Element]:
    return _face(s.title, s.title_size, bold=language == "en")


def _centred(leading: float, *, before: float = 0, after: float = 0, outline: int | None = None) -> list[Element]:
    around = {"before": twips(before), "after": twips(after)}
    spacing = w("spacing", **around, line=twips(leading), lineRule="exact")
    level = [w("outlineLvl", val=outline)] if outline is not None else []
    return [spacing, w("ind", firstLine=0), w("jc", val="center"), *level]


def _issuer() -> list[Element]:
    """Issuing unit on the left, date on the right, the red rule below."""
    rule = w("pBdr", w("bottom", val="single", sz=18, space=6, color=RED))
    return [rule, w("tabs", w("tab", val="right", pos=TEXT_WIDTH)), w("spacing", before=120, after=0)]


def _notice() -> list[Element]:
    frame = w(
        "pBdr", *(w(side, val="single", sz=4, space=6, color=GREY) for side in ("top", "left", "bottom", "right"))
    )
    spacing = w("spacing", before=0, after=160, line=340, lineRule="exact")
    return [w("keepLines"), frame, spacing, w("ind", left=160, right=160), w("jc", val="left")]


def _justified(language: str) -> Element:
    return w("jc", val="both" if language == "zh" else "left")


def _closer(language: str) -> list[Element]:
    """28 signs of 16 pt in a line of 156 mm: each gives up a quarter of a point."""
    return [w("spacing", val=-5)] if language == "zh" else []


def _first_line(s: Setting) -> Element:
    return w("ind", firstLineChars=200, firstLine=twips(s.size * 2))


def _numbered(level: int) -> Element:
    return w("numPr", w("ilvl", val=level), w("numId", val=1))


def _spaced(name: str) -> str:
    return "".join(f" {letter}" if letter.isupper() else letter for letter in name).strip()


def _no_table() -> Element:
    sides = (
        w(side, w=0 if side in ("top", "bottom") else 108, type="dxa") for side in ("top", "left", "bottom", "right")
    )
    return w("tblPr", w("tblInd", w=0, type="dxa"), w("tblCellMar", *sides))


# --- numbering and fonts ----------------------------------------------------------------------


def numbering(setting: Setting) -> Element:
    """word/numbering.xml: one list of three levels, each tied to its style; the text follows without a tab."""
    levels = (
        w(
            "lvl",
            w("start", val=1),
            w("numFmt", val=form),
            w("pStyle", val=NUMBERED[level]),
            w("suff", val="nothing"),
            w("lvlText", val=shown),
            w("lvlJc", val="left"),
            ilvl=level,
        )
        for level, (form, shown) in enumerate(setting.numbering)
    )
    abstract = w("abstractNum", w("multiLevelType", val="multilevel"), *levels, abstractNumId=0)
    return root("numbering", abstract, w("num", w("abstractNumId", val=0), numId=1))


def font_table() -> Element:
    """word/fontTable.xml: what to take where a face is absent."""
    fonts = (
        w(
            "font",
            w("altName", val=other) if other else None,
            w("charset", val="86" if other else "00"),
            w("family", val="auto" if other else "roman"),
            name=name,
        )
        for name, other in SUBSTITUTES.items()
    )
    return root("fonts", *fonts)
