"""The bulletin in Word: laid out after GB/T 9704-2012, every number in it, every number traced, Word's own order kept."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise

import docx
import pandas as pd
import pytest
from docx.oxml.ns import nsmap, qn
from docx.shared import Length
from lxml import etree

from dashboard import catalog, citation, queries
from dashboard.catalog import Label, Resource, Snapshot
from dashboard.decks import showing, store
from dashboard.decks.deck import Deck, Slide
from dashboard.decks.shown import Broken, Cards, Definition, DistrictMap, Figure, ShownDeck, ShownSlide
from dashboard.metrics import Progress, Reading
from dashboard.outputs.bulletin import told_numbers, write
from dashboard.outputs.bulletin.blocks import Column, Table
from dashboard.outputs.bulletin.page import TEXT_WIDTH
from dashboard.outputs.bulletin.tables import set_table
from dashboard.scope import Scope
from dashboard.sentences.sentence import Sentence

DECEMBER = date(2024, 12, 31)


def scope(language):
    return Scope("2024-12-31", date(2024, 1, 1), DECEMBER, language=language)


def reading(name, value, **others):
    metric = queries.metrics()[name]
    state = "reported" if value is not None else "missing"
    return Reading(metric, state, value, date(2024, 1, 1), DECEMBER, **others)


def cards(language):
    progress = Progress(2610, 9000, date(2024, 1, 1), DECEMBER, 0.29, 1.0, True, "演示目标", 0)
    readings = (
        reading("patents_granted", 2610.0, prior=2960.0, progress=progress),
        reading("pledge_financing_amount", 197_000_000.0, lacking=(("withheld", 1),)),
        reading("trademarks_new", None),
    )
    told = {
        "zh": ("2,610件", "≥ 1.97亿元", "— 缺失"),
        "en": ("2,610 patents", "≥ CNY 197M", "— Missing"),
    }[language]
    return Cards(readings, told, scope(language), {"zh": "主要指标", "en": "Key figures"}[language], "2024")


def figure(language):
    rows = pd.DataFrame(
        [
            (pd.Timestamp(2024, 1, 1), "invention", 30, 24.0),
            (pd.Timestamp(2024, 1, 1), "design", 1056, None),
            (pd.Timestamp(2024, 2, 1), "invention", 18, 16.0),
            (pd.Timestamp(2024, 2, 1), "design", 0, 39.0),
        ],
        columns=["period", "patent_type", "granted", "prior"],
    )
    query = queries.load_query("patents/granted_trend")
    return Figure(query, rows, scope(language), query.title(language), "2024", DECEMBER, None)


def lenders(language):
    rows = pd.DataFrame([("甲银行", 82_070_000, 7, 0.417)], columns=["lender", "disbursed_cny", "loans", "share"])
    query = queries.load_query("financing/lenders")
    return Figure(query, rows, scope(language), query.title(language), "2024", DECEMBER, None)


def districts(language):
    rows = pd.DataFrame(
        [
            ("510502", 894.0, 1016.0, -0.12, 0.34, 0, "reported"),
            ("510521", 265.0, 200.0, 0.325, 0.1, 0, "reported"),
            ("510525", None, None, None, None, 0, "missing"),
        ],
        columns=["district_code", "value", "prior", "change", "share", "gaps", "state"],
    )
    metric = queries.metrics()["patents_granted"]
    return DistrictMap(metric, rows, scope(language), metric.title(language), "2024 · 2024-12-31")


def slide(number, title, language, *views, **others):
    written = Slide(f"s{number}", Label(title, title))
    known = {"findings": (), "notes": "", "questions": (), "definitions": (), "sources": (), "incomplete": None}
    seen = scope(language)
    return ShownSlide(written, number, title, views=views, scope=seen, scope_sentence="2024", page="", link={},
                      **{**known, **others})  # fmt: skip


def deck(language, *slides, demonstration=True):
    held = {"patents": Resource("patents", "dataset", (), 5, DECEMBER, 1)}
    snapshot = Snapshot("2024-12-31", None, None, "", demonstration, held)
    written = Deck("monthly", Label("Monthly briefing", "月度简报"))
    return ShownDeck(written, snapshot, language, written.title(language), slides, "快照 2024-12-31 · 演示数据")


def full(language):
    said = {"zh": "2024年全市专利授权量2,610件。", "en": "In 2024 the city recorded 2,610 patents granted."}[language]
    finding = (Sentence(said, "level", {"patents_granted": 2610.0}),)
    meant = (Definition("专利授权量", "件", "授权的专利。", None),)
    return deck(
        language,
        slide(1, "创造", language, cards(language), figure(language), findings=finding, definitions=meant,
              questions=("目标能否按期完成？",), sources=("专利: 5行",), incomplete=date(2024, 11, 30)),
        slide(2, "区县", language, districts(language), lenders(language),
              Broken("失效的图", Label("there is no query 'x' any more", "已没有查询“x”"))),
    )  # fmt: skip


@pytest.fixture(scope="module", params=["zh", "en"])
def language(request):
    return request.param


@pytest.fixture(scope="module")
def made(language):
    return write(full(language))


@pytest.fixture(scope="module")
def chinese():
    return write(full("zh"))


def opened(content):
    return docx.Document(io.BytesIO(content))


def part(content, name):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read(f"word/{name}.xml"))


def words(element):
    return "".join(t.text or "" for t in element.iter(qn("w:t")))


def paragraphs(content):
    """(style, words, footnote ids) of every paragraph of the body, those in cells included."""
    for p in part(content, "document").iter(qn("w:p")):
        notes = [n.get(qn("w:id")) for n in p.iter(qn("w:footnoteReference"))]
        yield p.find(qn("w:pPr")).find(qn("w:pStyle")).get(qn("w:val")), words(p), notes


def fonts(style):
    face = style.element.rPr.find(qn("w:rFonts"))
    return face.get(qn("w:ascii")), face.get(qn("w:eastAsia"))


# --- page and type ------------------------------------------------------------------------------


def test_the_page_is_that_of_the_national_standard(made):
    [section] = opened(made).sections
    assert [round(x.mm) for x in (section.page_width, section.page_height)] == [210, 297]
    assert [round(x.mm) for x in (section.top_margin, section.left_margin)] == [37, 28]
    text_width = section.page_width - section.left_margin - section.right_margin
    text_height = section.page_height - section.top_margin - section.bottom_margin
    assert [round(Length(x).mm) for x in (text_width, text_height)] == [156, 225]


def test_twenty_two_lines_of_twenty_eight_signs_fit_the_text_area(chinese):
    body = opened(chinese).styles["Body Text"]
    sign = 16 + int(body.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert 156 / 25.4 * 72 // sign == 28
    assert 225 / 25.4 * 72 // 28 == 22


def test_title_body_and_headings_have_the_faces_of_the_standard(chinese):
    styles = opened(chinese).styles
    assert fonts(styles["Normal"]) == ("Times New Roman", "仿宋_GB2312")
    assert fonts(styles["Title"]) == ("Times New Roman", "方正小标宋简体")
    assert fonts(styles["Heading 1"]) == ("Times New Roman", "黑体")
    assert fonts(styles["Heading 2"]) == ("Times New Roman", "楷体_GB2312")
    assert [styles[name].font.size.pt for name in ("Title", "Heading 1", "Heading 2")] == [22, 16, 16]
    assert styles["Normal"].element.rPr.find(qn("w:sz")).get(qn("w:val")) == "32"
    assert styles["Item"].font.bold


def test_english_is_set_in_latin_faces(language):
    styles = opened(write(full("en"))).styles
    assert fonts(styles["Normal"]) == ("Times New Roman", "宋体")
    assert fonts(styles["Title"]) == ("Arial", "黑体")


def test_chinese_lines_are_exactly_28_points_apart_and_begin_two_signs_in(chinese):
    styles = opened(chinese).styles
    spacing = styles["Normal"].element.pPr.find(qn("w:spacing"))
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("560", "exact")
    for name in ("Body Text", "Item", "Heading 1", "Heading 2"):
        assert styles[name].element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


def test_headings_are_numbered_as_official_documents_are(chinese):
    levels = part(chinese, "numbering").iter(qn("w:lvl"))
    told = [
        tuple(level.find(qn(f"w:{tag}")).get(qn("w:val")) for tag in ("numFmt", "lvlText", "pStyle"))
        for level in levels
    ]
    assert told == [
        ("chineseCountingThousand", "%1、", "Heading1"),
        ("chineseCountingThousand", "（%2）", "Heading2"),
        ("decimal", "%3.", "Item"),
    ]


def test_the_four_sections_follow_one_another(made, language):
    found = [told for style, told, _ in paragraphs(made) if style == "Heading1"]
    assert found == {
        "zh": ["总体情况", "区县情况", "存在问题", "下一步工作"],
        "en": ["Overall", "The districts", "Problems", "Next steps"],
    }[language]  # fmt: skip


def test_page_numbers_stand_at_the_outer_edge_and_every_page_says_what_the_numbers_stand_on(made):
    document = opened(made)
    assert document.settings.odd_and_even_pages_header_footer
    [section] = document.sections
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        number, line = footer.paragraphs
        assert number._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side
        assert "PAGE" in number._p.find(qn("w:fldSimple")).get(qn("w:instr"))
        assert "演示数据" in line.text and "2024-12-31" in line.text
        assert "2024年11月30日" in line.text or "30 Nov 2024" in line.text


def test_the_first_page_says_that_data_are_a_demonstration_and_not_complete(chinese):
    before = []
    for style, told, _ in paragraphs(chinese):
        if style == "Heading1":
            break
        before.append(told)
    assert "演示数据：仅用于展示看板功能，不得引用。" in before
    assert "数据截至2024年11月，之后月份未齐。" in before
    assert "泸州知识产权简报" in before and "第（待填写）期" in before


def test_real_data_are_not_called_a_demonstration():
    told = " ".join(told for _, told, _ in paragraphs(write(deck("zh", demonstration=False))))
    assert "演示" not in told


# --- numbers ------------------------------------------------------------------------------------


def test_every_number_of_every_view_stands_in_the_bulletin(made, language):
    said = {told for _, told, _ in paragraphs(made)}
    for view in (cards(language), figure(language), lenders(language), districts(language)):
        for datum, shown in told_numbers(view, language):
            assert shown in said, datum


def test_numbers_read_as_on_the_screen():
    shown = [told for _, told in told_numbers(cards("zh"), "zh")]
    assert shown == ["2,610", "≥ 1.97亿", "— 缺失"]
    assert [told for _, told in told_numbers(figure("zh"), "zh")] == ["30", "24", "1,056", "—", "18", "16", "0", "39"]
    assert [told for _, told in told_numbers(lenders("zh"), "zh")] == ["82,070,000", "7", "41.7%"]
    assert [told for _, told in told_numbers(districts("zh"), "zh")] == ["894", "265", "— 缺失"]


@pytest.mark.parametrize("position", [0, 1])
def test_the_number_of_a_card_and_its_unit_are_what_the_card_says(position):
    view = cards("zh")
    [*shown] = told_numbers(view, "zh")
    assert shown[position][1] + view.readings[position].metric.unit("zh") == view.told[position]


def table(content, caption):
    body = list(part(content, "document")[0])
    captions = etree.XPath("w:pPr/w:pStyle/@w:val = 'Caption'", namespaces=nsmap)
    place = next(i for i, e in enumerate(body) if captions(e) and caption in words(e))
    return [[words(cell) for cell in row.iter(qn("w:tc"))] for row in body[place + 1].iter(qn("w:tr"))]


def test_the_table_of_cards_tells_change_and_pace(chinese):
    assert table(chinese, "主要指标") == [
        ["指标", "数值", "单位", "同比", "目标", "完成率", "进度"],
        ["专利授权量", "2,610", "件", "−11.8%", "9,000*", "29.0%", "慢于进度"],
        ["知识产权质押融资金额", "≥ 1.97亿", "元", "—", "—", "—", "—"],
        ["新增注册商标", "— 缺失", "件", "—", "—", "—", "—"],
    ]


def test_two_dimensions_are_crossed_and_what_is_missing_stays_missing(chinese):
    assert table(chinese, "专利授权走势") == [
        ["时期", "发明", "外观设计"],
        ["", "授权量（件）", "对比期（件）", "授权量（件）", "对比期（件）"],
        ["2024年1月", "30", "24", "1,056", "—"],
        ["2024年2月", "18", "16", "0", "39"],
    ]


def test_districts_stand_with_value_and_rank(chinese):
    assert table(chinese, "区县指标与位次") == [
        ["区县", "专利授权量（件）"],
        ["", "数值", "位次"],
        ["江阳区", "894", "1"],
        ["泸县", "265", "2"],
        ["古蔺县", "— 缺失", "—"],
    ]


def test_problems_are_facts_and_next_steps_are_left_to_people(chinese):
    items = [told for style, told, _ in paragraphs(chinese) if style == "Item"]
    assert items == [
        "专利授权量。演示目标9,000件，完成29.0%，慢于时序进度71.0个百分点。",
        "专利授权量。2,610件，同比下降11.8%。",
        "各区县专利授权量。同比不利变动的有：江阳区（−12.0%）。",
        "知识产权质押融资金额。1条记录缺数值：■ 不予公开 1。",
        "新增注册商标。— 缺失。",
        "创造。数据截至2024年11月，之后月份未齐。",
        "失效的图。已没有查询“x”。",
        "创造。目标能否按期完成？",
    ]
    assert table(chinese, "工作安排")[1:] == [
        ["1", "专利授权量", "（待填写）", "（待填写）", "（待填写）"],
        ["2", "各区县专利授权量", "（待填写）", "（待填写）", "（待填写）"],
        ["3", "（待填写）", "（待填写）", "（待填写）", "（待填写）"],
    ]


# --- footnotes ----------------------------------------------------------------------------------


def test_whatever_tells_a_number_has_a_footnote_and_each_footnote_stands_once(made, language):
    questions = full(language).slides[0].questions
    for style, told, notes in paragraphs(made):
        is_number = re.search(r"\d", told) and not any(question in told for question in questions)
        if style in ("BodyText", "Item") and is_number:
            assert len(notes) == 1, told
    referred = [note for _, _, notes in paragraphs(made) for note in notes]
    kept = [n.get(qn("w:id")) for n in part(made, "footnotes").iter(qn("w:footnote"))]
    assert kept == ["-1", "0", *referred]
    assert referred == [str(n + 1) for n in range(len(referred))] != []


def test_every_table_of_numbers_has_a_footnote(chinese):
    captions = {told: notes for style, told, notes in paragraphs(chinese) if style == "Caption"}
    bare = [told.partition("　")[2] for told, notes in captions.items() if told.startswith("表") and not notes]
    assert bare == ["工作安排", "指标定义"]


def test_a_footnote_names_metric_scope_snapshot_and_source(chinese):
    notes = [words(n).strip() for n in part(chinese, "footnotes")]
    assert "专利授权量（patents_granted）2,610件。口径：2024。快照 2024-12-31（演示数据）。来源：专利。" in notes
    assert (
        "查询 patents/granted_trend，4行；授权量（patents_granted）。口径：2024年 · 全市。"
        "快照 2024-12-31（演示数据）。来源：专利。"
    ) in notes


def test_what_people_have_stated_is_not_passed_off_as_computed():
    stated = slide(1, "创造", "zh", findings=(Sentence("完成了90%。", "stated"),))
    notes = [words(n).strip() for n in part(write(deck("zh", stated)), "footnotes")]
    assert notes[2] == "由编写人员陈述，其中数字未经看板核算。"


def test_a_lower_bound_is_one_in_the_footnote_too():
    told = (Sentence("2024年全市知识产权作价入股金额≥ 1.8亿元。", "level", {"ip_equity_amount": 180_000_000.0}),)
    notes = [words(n).strip() for n in part(write(deck("zh", slide(1, "金融", "zh", findings=told))), "footnotes")]
    assert notes[2].startswith("知识产权作价入股金额（ip_equity_amount）≥ 1.8亿元。")


def test_word_finds_the_footnotes(made):
    assert any(rel.reltype.endswith("/footnotes") for rel in opened(made).part.rels.values())
    named = [f.get(qn("w:id")) for f in part(made, "settings").find(qn("w:footnotePr"))]
    assert named == ["-1", "0"]
    types = zipfile.ZipFile(io.BytesIO(made)).read("[Content_Types].xml").decode()
    assert "wordprocessingml.footnotes+xml" in types


# --- tables -------------------------------------------------------------------------------------


def test_heads_are_repeated_no_row_is_torn_and_numbers_stand_right(made):
    for found in part(made, "document").iter(qn("w:tbl")):
        rows = found.findall(qn("w:tr"))
        assert rows[0].find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
        assert all(row.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in rows)
        widths = [int(column.get(qn("w:w"))) for column in found.find(qn("w:tblGrid"))]
        assert sum(widths) == TEXT_WIDTH
        assert all(
            sum(int(c.find(qn("w:tcPr"))[0].get(qn("w:w"))) for c in row.iter(qn("w:tc"))) == TEXT_WIDTH for row in rows
        )


def test_a_table_too_wide_for_the_page_continues_below_with_its_first_column():
    heads = (Column("区县"), *(Column("金额（元）", True) for _ in range(20)))
    rows = (("江阳区", *(f"{n},123,456,789" for n in range(20))),)
    parts = list(set_table(Table("宽表", heads, rows, ""), "（待填写）"))
    told = [[words(cell) for cell in part.findall(qn("w:tr"))[1].iter(qn("w:tc"))] for part in parts]
    assert len(parts) > 1
    assert {line[0] for line in told} == {"江阳区"}
    assert [cell for line in told for cell in line[1:]] == list(rows[0][1:])


def test_each_part_of_a_wide_table_tells_its_rows_apart():
    heads = (Column("届次"), Column("依据"), *(Column("金额（元）", True) for _ in range(20)))
    rows = tuple(("第1届", basis, *("9,123,456,789",) * 20) for basis in ("公布", "计数"))
    parts = list(set_table(Table("宽表", heads, rows, ""), "（待填写）"))
    assert len(parts) > 1
    for found in parts:
        told = [[words(cell) for cell in row.iter(qn("w:tc"))][:2] for row in found.findall(qn("w:tr"))]
        assert told == [["届次", "依据"], ["第1届", "公布"], ["第1届", "计数"]]


# --- what Word demands --------------------------------------------------------------------------

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr tabs snapToGrid spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts b bCs color spacing sz szCs vertAlign lang",
    "tblPr": "tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW gridSpan vMerge tcBorders vAlign",
    "sectPr": "footerReference pgSz pgMar cols",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr",
    "lvl": "start numFmt pStyle suff lvlText lvlJc",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl footnotePr compat themeFontLang "
    "decimalSymbol listSeparator",
    "font": "altName charset family",
    "sdtPr": "showingPlcHdr text",
    "sdt": "sdtPr sdtContent",
    "tbl": "tblPr tblGrid tr",
    "pBdr": "top left bottom right",
    "tblBorders": "top bottom",
}
PARTS = ("document", "styles", "numbering", "settings", "footnotes", "fontTable", "footer1", "footer2")


@pytest.mark.parametrize("name", PARTS)
def test_children_stand_in_the_order_of_the_schema(made, name):
    for element in part(made, name).iter():
        order = ORDER.get(etree.QName(element).localname, "").split()
        found = [order.index(etree.QName(child).localname) for child in element] if order else []
        assert found == sorted(found), etree.tostring(element)[:300]


def test_every_style_that_is_used_is_defined(made):
    defined = {style.get(qn("w:styleId")) for style in part(made, "styles").iter(qn("w:style"))}
    used = {
        mark.get(qn("w:val"))
        for name in ("document", "footnotes", "footer1", "footer2")
        for tag in ("w:pStyle", "w:rStyle")
        for mark in part(made, name).iter(qn(tag))
    }
    assert used and used <= defined


def test_every_cell_ends_in_a_paragraph_and_no_two_tables_touch(made):
    body = part(made, "document")[0]
    assert all(cell[-1].tag == qn("w:p") for cell in body.iter(qn("w:tc")))
    tags = [child.tag for child in body]
    assert not any(one == other == qn("w:tbl") for one, other in pairwise(tags))
    assert tags[-2:] == [qn("w:p"), qn("w:sectPr")]


def test_the_same_deck_gives_the_same_bytes_and_says_what_it_is(made, language):
    assert write(full(language)) == made
    told = opened(made).core_properties
    assert told.title == {"zh": "月度简报", "en": "Monthly briefing"}[language]
    assert (told.created.date(), told.keywords) == (DECEMBER, "2024-12-31")


# --- decks that hold little ---------------------------------------------------------------------


def test_a_deck_without_slides_is_a_bulletin_that_says_so():
    told = [told for _, told, _ in paragraphs(write(deck("zh")))]
    assert {
        "本材料没有页面。",
        "本材料没有分区县数据。",
        "按规则核对，所列数据未见进度滞后、指标下滑和数据缺口。",
    } <= set(told)


def test_a_broken_view_is_told_in_its_place_and_the_rest_is_there(chinese):
    told = [told for _, told, _ in paragraphs(chinese)]
    assert "“失效的图”无法显示：已没有查询“x”。" in told
    assert "甲银行" in told


def test_a_figure_without_rows_is_a_table_without_rows():
    view = replace(figure("zh"), rows=figure("zh").rows.iloc[:0])
    assert table(write(deck("zh", slide(1, "创造", "zh", view))), "专利授权走势") == [
        ["时期", "类型", "授权量（件）", "对比期（件）"],
    ]


def test_signs_that_xml_cannot_hold_are_left_out():
    view = replace(lenders("zh"), title="贷款\x0b机构")
    assert any("贷款机构" in told for _, told, _ in paragraphs(write(deck("zh", slide(1, "融资", "zh", view)))))


def test_progress_is_told_to_the_end():
    told = []
    write(full("zh"), progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] == len(told)


def test_a_sentence_that_two_slides_share_is_read_once():
    said = (Sentence("2024年全市专利授权量2,610件。", "level", {"patents_granted": 2610.0}),)
    shared = deck("zh", slide(1, "总体", "zh", findings=said), slide(2, "专利", "zh", findings=said))
    assert sum("2,610件" in told for _, told, _ in paragraphs(write(shared))) == 1


def test_a_class_of_days_without_an_end_shows_none():
    query = queries.load_query("financing/maturity_ladder")
    day = pd.Timestamp(2025, 12, 31)
    rows = pd.DataFrame([("365天以上", day, pd.Timestamp(9999, 12, 30), 1.0, 1)], columns=list(query.columns))
    view = Figure(query, rows.astype({"until": "datetime64[us]"}), scope("zh"), "到期", "2024", DECEMBER)
    assert table(write(deck("zh", slide(1, "融资", "zh", view))), "到期")[1][1:3] == ["2025年12月31日", "—"]


# --- the standing decks on the demonstration ----------------------------------------------------


@pytest.fixture(scope="module")
def shelf(demo_root):
    return catalog.shelf(demo_root / "snapshots")


@pytest.mark.parametrize("name", ["monthly", "half-year", "expo", "financing"])
def test_every_number_and_sentence_of_a_standing_deck_is_in_its_bulletin(shelf, name, language):
    shown = showing.show(store.find(name), shelf, shelf.in_force, language)
    said = {told for _, told, _ in paragraphs(write(shown))}
    for view in (view for one in shown.slides for view in one.views):
        assert [d for d, words in told_numbers(view, language) if words not in said] == []
    for sentence in (sentence for one in shown.slides for sentence in one.findings):
        assert any(sentence.text.rstrip("。") in told for told in said), sentence.text


def test_each_citation_leads_back_to_its_number(shelf):
    shown = showing.show(store.find("monthly"), shelf, shelf.in_force, "zh")
    cited = [told for _, told, _ in paragraphs(write(shown)) if "lzip:" in told]
    assert len(cited) == 15
    assert {citation.resolve(line, shelf).status for line in cited} == {"matches"}
