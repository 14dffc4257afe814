"""The template that decks are written into: made by `python -m dashboard.outputs.slides`, replaced by whoever
has an own one. Fonts, colours and the two layouts are the template's; what stands on a slide is ours.
"""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.opc.package import XmlPart
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout

from dashboard import catalog, palette
from dashboard.outputs.problem import Problem
from dashboard.outputs.slides import maps
from dashboard.outputs.slides.boxes import EMU_PER_INCH, HEIGHT, WIDTH, Box, inches
from dashboard.outputs.slides.words import NAMESPACES

OURS = catalog.ROOT / "data" / "decks" / "template.pptx"
# Names that a template may give the two layouts.
COVER, CONTENT = ("Cover", "封面"), ("Content", "内容")
# {placeholder type in the file: its name for people, in both languages}
PARTS = {
    "title": ("title", "标题"),
    "body": ("text", "文本"),
    "ftr": ("footer", "页脚"),
    "sldNum": ("slide number", "幻灯片编号"),
}
NEEDS = {COVER: ("title", "body", "ftr"), CONTENT: ("title", "body", "ftr", "sldNum")}
SAME_AS = {"ctrTitle": "title", "subTitle": "body"}
LATIN_FONT, CHINESE_FONT = "Microsoft YaHei", "微软雅黑"
LONG_AGO = (1980, 1, 1, 0, 0, 0)


class TemplateError(Problem):
    """A template that decks cannot be written into: which file, what is wrong with it, and the remedy."""

    def __init__(self, file: str, en: str, zh: str) -> None:
        super().__init__(
            f"{file}: {en}. Correct it, or take the file away to use the dashboard's own template.",
            f"{file}：{zh}。请修正，或移走该文件以使用系统自带模板。",
        )


# --- reading ------------------------------------------------------------------------------------


def opened(path: Path | None) -> Deck:
    """The template without the slides it may hold. Raises TemplateError."""
    path = path or OURS
    try:
        deck = Presentation(str(path))
    except Exception as error:
        # python-pptx raises whatever it trips over in a damaged file.
        raise TemplateError(
            path.name, "cannot be opened as a PowerPoint file (.pptx)", "不是可以打开的 PowerPoint 文件（.pptx）"
        ) from error
    _check(deck, path.name)
    for slide in list(deck.slides._sldIdLst):
        deck.part.drop_rel(slide.rId)
        deck.slides._sldIdLst.remove(slide)
    return deck


def _check(deck: Deck, file: str) -> None:
    if abs(deck.slide_width - WIDTH) > inches(0.02) or abs(deck.slide_height - HEIGHT) > inches(0.02):
        raise TemplateError(
            file,
            "its slides are not 13.333 × 7.5 in (16:9); set the slide size to Widescreen",
            "幻灯片尺寸不是33.867×19.05厘米（16:9），请将幻灯片大小设为“宽屏”",
        )
    for names, parts in NEEDS.items():
        found = placeholders(layout(deck, names, file))
        lacking = [part for part in parts if part not in found]
        if lacking:
            en, zh = PARTS[lacking[0]]
            raise TemplateError(
                file,
                f"its layout {names[0]!r} has no {en} placeholder",
                f"版式“{names[1]}”（或“{names[0]}”）缺少{zh}占位符",
            )


def layout(deck: Deck, names: tuple[str, str], file: str = OURS.name) -> SlideLayout:
    """The layout of one of these names."""
    for found in deck.slide_layouts:
        if found.name.strip() in names:
            return found
    there = ", ".join(one.name for one in deck.slide_layouts) or "none"
    raise TemplateError(
        file, f"it has no layout {names[0]!r} (it has: {there})", f"没有版式“{names[1]}”或“{names[0]}”（现有：{there}）"
    )


def placeholders(found: SlideLayout) -> dict[str, object]:
    """{type of placeholder: the layout's first shape of it}."""
    kinds = {}
    for shape in found.placeholders:
        kind = shape._element.ph.get("type", "obj")
        kinds.setdefault(SAME_AS.get(kind, kind), shape)
    return kinds


# --- making -------------------------------------------------------------------------------------


def build() -> bytes:
    """Our template: two layouts in our colours and fonts on python-pptx's plain file."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    kept = {0: (COVER[0], _cover()), 5: (CONTENT[0], _content())}
    for place, found in reversed(list(enumerate(deck.slide_layouts))):
        if place not in kept:
            deck.slide_layouts.remove(found)
    for found, (name, shapes) in zip(deck.slide_layouts, kept.values(), strict=True):
        found.name = name
        _fill(found._element, shapes)
    _ground(deck.slide_layouts[0]._element, "accent1")
    deck.slide_layouts[0]._element.set("showMasterSp", "0")
    _fill(deck.slide_master._element, _content())
    for part in (deck.slide_master.part, deck.notes_master.part):
        theme = part.part_related_by(RELATION.THEME)
        themed = _themed(theme.blob.decode("utf-8")).encode("utf-8")
        # The master's theme is read as bytes; that of the notes, being new, as a tree.
        if isinstance(theme, XmlPart):
            theme._element = parse_xml(themed)
        else:
            theme._blob = themed
    return saved(deck)


def saved(deck: Deck) -> bytes:
    """The file; the same deck gives the same bytes at any time."""
    raw, made = BytesIO(), BytesIO()
    deck.save(raw)
    with ZipFile(raw) as before, ZipFile(made, "w") as after:
        for entry in before.infolist():
            name = ZipInfo(entry.filename, LONG_AGO)
            # A workbook inside is compressed already.
            name.compress_type = ZIP_DEFLATED
            after.writestr(name, before.read(entry), compresslevel=1 if entry.filename.endswith(".xlsx") else 6)
    return made.getvalue()


def _cover() -> str:
    return "".join(
        [
            _placeholder(2, "Title", 'type="ctrTitle"', (0.95, 2.2, 9.2, 1.5), 40, "bg1", bold=True, anchor="b"),
            _silhouette(9, Box(inches(8.3), inches(0.75), inches(4.2), inches(6.0))),
            _rule(3, (0.95, 3.95, 1.6, 0.06), "accent3"),
            _placeholder(4, "Subtitle", 'type="subTitle" idx="1"', (0.95, 4.25, 7.2, 1.9), 20, "bg1"),
            _placeholder(5, "Footer", 'type="ftr" sz="quarter" idx="11"', (0.95, 6.9, 11.4, 0.3), 10.5, "bg1"),
        ]
    )


def _content() -> str:
    number = 'type="sldNum" sz="quarter" idx="12"'
    return "".join(
        [
            _rule(2, (0.5, 0.42, 0.09, 0.52), "accent1"),
            _placeholder(3, "Title", 'type="title"', (0.72, 0.36, 12.11, 0.64), 28, "accent1", bold=True, anchor="ctr"),
            _placeholder(4, "Finding", 'type="body" idx="10"', (0.5, 1.12, 12.333, 0.8), 20, "tx1"),
            _rule(5, (0.5, 6.98, 12.333, 0.01), "tx2", pale=True),
            _placeholder(6, "Footer", 'type="ftr" sz="quarter" idx="11"', (0.5, 7.06, 11.5, 0.24), 10.5, "tx2"),
            _placeholder(7, "Slide number", number, (12.1, 7.06, 0.733, 0.24), 10.5, "tx2", align="r"),
        ]
    )


def _placeholder(
    number: int,
    name: str,
    kind: str,
    place: tuple[float, float, float, float],
    size: float,
    colour: str,
    *,
    bold: bool = False,
    anchor: str = "t",
    align: str = "l",
) -> str:
    faces = "+mj" if bold else "+mn"
    fonts = f'<a:latin typeface="{faces}-lt"/><a:ea typeface="{faces}-ea"/><a:cs typeface="{faces}-cs"/>'
    look = (
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
        f"{fonts}</a:defRPr>"
    )
    shown = (
        '<a:fld id="{5B1F9C0E-5E0B-4C1B-9B0A-2B9E3C7A1D10}" type="slidenum"><a:rPr lang="zh-CN"/><a:t>‹#›</a:t></a:fld>'
    )
    inner = shown if "sldNum" in kind else f'<a:r><a:rPr lang="zh-CN"/><a:t>{name}</a:t></a:r>'
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{_frame(place)}</p:spPr><p:txBody>"
        f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/>{look}</a:lvl1pPr></a:lstStyle>'
        f"<a:p>{inner}</a:p></p:txBody></p:sp>"
    )


def _rule(number: int, place: tuple[float, float, float, float], colour: str, *, pale: bool = False) -> str:
    shade = '<a:lumMod val="40000"/><a:lumOff val="60000"/>' if pale else ""
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="Rule {number}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr>{_frame(place)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:schemeClr val="{colour}">{shade}</a:schemeClr></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="zh-CN"/></a:p></p:txBody></p:sp>'
    )


def _silhouette(number: int, box: Box) -> str:
    """The districts as pale lines: whose dashboard it is."""
    project = maps.projection(box)
    rings = [ring for area in maps.outlines().values() for ring in maps.projected(area, project)]
    ink = '<a:solidFill><a:schemeClr val="bg1"><a:alpha val="{alpha}"/></a:schemeClr></a:solidFill>'
    place = tuple(part / EMU_PER_INCH for part in box.place)
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="Districts"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f"<p:spPr>{_frame(place)}{maps.freeform(rings, box)}"
        f'{ink.format(alpha=6000)}<a:ln w="12700">{ink.format(alpha=28000)}</a:ln></p:spPr>'
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="zh-CN"/></a:p></p:txBody></p:sp>'
    )


def _frame(place: tuple[float, float, float, float]) -> str:
    left, top, width, height = map(inches, place)
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _fill(page: object, shapes: str) -> None:
    """Put the shapes in the place of those that a layout or the master has."""
    tree = page.cSld.spTree
    for shape in list(tree.iter_shape_elms()):
        tree.remove(shape)
    for shape in parse_xml(f"<p:spTree {NAMESPACES}>{shapes}</p:spTree>"):
        tree.append(shape)


def _ground(page: object, colour: str) -> None:
    filled = f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:effectLst/>'
    page.cSld.insert(0, parse_xml(f"<p:bg {NAMESPACES}><p:bgPr>{filled}</p:bgPr></p:bg>"))


def _themed(theme: str) -> str:
    """The theme in our colours and fonts."""
    light = palette.LIGHT
    colours = {"dk1": light.text, "lt1": light.background, "dk2": light.muted, "lt2": light.panel}
    colours |= {f"accent{place}": shade for place, shade in enumerate(palette.CATEGORICAL[:6], 1)}
    colours |= {"hlink": light.primary, "folHlink": palette.CATEGORICAL[5]}
    listed = "".join(f'<a:{name}><a:srgbClr val="{shade[1:].upper()}"/></a:{name}>' for name, shade in colours.items())
    faces = (
        f'<a:latin typeface="{LATIN_FONT}"/><a:ea typeface="{CHINESE_FONT}"/><a:cs typeface="{LATIN_FONT}"/>'
        f'<a:font script="Hans" typeface="{CHINESE_FONT}"/>'
    )
    fonts = f"<a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont>"
    theme = _replaced(theme, "clrScheme", f'<a:clrScheme name="Luzhou IP">{listed}</a:clrScheme>')
    return _replaced(theme, "fontScheme", f'<a:fontScheme name="Luzhou IP">{fonts}</a:fontScheme>')


def _replaced(theme: str, element: str, instead: str) -> str:
    return re.sub(rf"<a:{element} .*?</a:{element}>", instead, theme, flags=re.DOTALL)
