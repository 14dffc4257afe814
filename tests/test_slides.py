"""Decks as PowerPoint files: native charts with the shown numbers, nothing clipped or overlapping, a template's look."""

import io
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date, datetime

import pandas as pd
import pytest
from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn
from python_calamine import CalamineWorkbook

from dashboard import catalog, charts, queries
from dashboard.catalog import Label, Snapshot
from dashboard.decks.deck import Deck, Slide
from dashboard.decks.shown import Broken, Cards, Definition, DistrictMap, Figure, ShownDeck, ShownSlide, numbers
from dashboard.metrics import Progress, Reading
from dashboard.outputs import slides
from dashboard.outputs.slides import boxes, scales, template, words
from dashboard.outputs.slides.boxes import Box
from dashboard.outputs.slides.words import Style
from dashboard.queries import Column, Draw, Query
from dashboard.scope import Scope
from dashboard.sentences.sentence import Sentence
from tests.test_charts import BY_TYPE, COLUMNS, DRAWN, MONTHLY

JANUARY, DECEMBER = date(2024, 1, 1), date(2024, 12, 31)
CAPTION = "2024年 · 单位：件 · 快照 2024-12-31 · 演示数据"
FOOTER = "泸州市知识产权看板 · 快照 2024-12-31 · 演示数据"
SERIES = "{http://schemas.openxmlformats.org/drawingml/2006/chart}ser"
OWN_KINDS = {"heat", "area_map"}
CHARTED = [kind for kind in charts.GRAMMAR if kind not in OWN_KINDS]


def scope(language="zh", **others):
    return Scope("2024-12-31", JANUARY, DECEMBER, language=language, **others)


def figure(kind, options=None, rows=None, title="专利授权", through=DECEMBER, language="zh"):
    usual_rows, usual_options = DRAWN.get(kind, (BY_TYPE, ""))
    line = dict(pair.split("=", 1) for pair in (options or usual_options).split())
    rows = usual_rows if rows is None else rows
    draw = None if kind == "table" else Draw(kind, line)
    query = Query("patents/tried", "", Label(title, title), ("patents",), {}, COLUMNS, draw, None, "")
    return Figure(query, rows, scope(language), title, CAPTION, through)


def reading(name, value, **others):
    state = "reported" if value is not None else "missing"
    return Reading(queries.metrics()[name], state, value, JANUARY, DECEMBER, **others)


def cards(language="zh"):
    readings = (
        reading("patents_granted", 2610.0, prior=2960.0,
                progress=Progress(2610, 9000, JANUARY, DECEMBER, 0.29, 1.0, True, "")),
        reading("pledge_financing_amount", 197_000_000.0, prior=128_000_000.0),
        reading("trademarks_new", None),
    )  # fmt: skip
    told = {"zh": ("2,610件", "1.97亿元", "— 缺失"), "en": ("2,610 patents", "CNY 197M", "— Missing")}[language]
    return Cards(readings, told, scope(language), "主要指标", CAPTION)


def district_map():
    codes = ("510502", "510503", "510504", "510521", "510522", "510524", "510525")
    rows = pd.DataFrame({"district_code": codes, "value": [894.0, 245.0, 705.0, 265.0, 176.0, 111.0, None]})
    return DistrictMap(queries.metrics()["patents_granted"], rows, scope(), "各区县专利授权量", CAPTION)


def slide(number, *views, title="专利创造", findings=("2024年全市专利授权量2,610件，同比下降11.8%。",), **others):
    known = {"notes": "先说进度", "questions": ("为什么下降？",), "sources": ("专利: 5行",), "incomplete": None,
             "definitions": (Definition("专利授权量", "件", "授权的专利。", "登记滞后。"),)}  # fmt: skip
    told = tuple(Sentence(one, "level") for one in findings)
    link = {"snapshot": ["2024-12-31"], "district": ["510502"]}
    return ShownSlide(Slide(f"s{number}", Label(title, title)), number, title, told, views, scope(),
                      "2024年 · 全市", page="patents", link=link, **{**known, **others})  # fmt: skip


def deck(*shown, language="zh", created="2024-12-31T09:00:00+08:00"):
    snapshot = Snapshot("2024-12-31", None, None, created, True, {})
    written = Deck("monthly", Label("Monthly briefing", "月度简报"))
    return ShownDeck(written, snapshot, language, written.title(language), shown, FOOTER)


def opened(content):
    return Presentation(io.BytesIO(content))


def made(*views, **others):
    """The content slide of a deck of one slide with these views."""
    return opened(slides.write(deck(slide(1, *views, **others)))).slides[1]


def shapes(tree):
    for shape in tree:
        yield shape
        if shape.shape_type == 6:
            yield from shapes(shape.shapes)


def charts_of(page):
    return [shape.chart for shape in page.shapes if shape.has_chart]


def tables_of(page):
    return [[[cell.text for cell in row.cells] for row in s.table.rows] for s in page.shapes if s.has_table]


def drawn(chart):
    """{series: its values}, as the chart's XML holds them; None where there is no point."""
    return {plot_series.name: list(plot_series.values) for plot in chart.plots for plot_series in plot.series}


def sheets_of(chart):
    """The sheets of the workbook inside."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    return {name: [[None if cell == "" else cell for cell in row] for row in rows] for name, rows in sheets.items()}


def box_of(shape):
    return Box(shape.left, shape.top, shape.width, shape.height)


def text_of(page):
    return "\n".join(s.text_frame.text for s in shapes(page.shapes) if s.has_text_frame)


LONG = (
    "2024年全市专利授权量2,610件，同比下降11.8%。",
    "其中，江阳区外观设计减少76件、下拉2.6个百分点；江阳区实用新型减少66件、下拉2.2个百分点。",
    "有效注册商标54,856件。",
)
FULL = deck(
    slide(1, cards()),
    slide(2, cards(), figure("bar", through=date(2024, 3, 31)), figure("rank")),
    slide(3, district_map(), figure("heat")),
    slide(4, figure("line"), figure("area"), figure("share"), figure("grouped")),
    slide(5, cards(), district_map(), figure("table"), findings=LONG),
    slide(6, figure("table"), Broken("失效的图", Label("there is no query 'x' any more", "已没有查询“x”"))),
)


@pytest.fixture(scope="module")
def content():
    return slides.write(FULL)


@pytest.fixture(scope="module")
def pages(content):
    return list(opened(content).slides)


# --- numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", CHARTED)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_is_a_native_chart_with_exactly_the_numbers_shown(kind, language):
    shown = figure(kind, language=language)
    [chart] = charts_of(opened(slides.write(deck(slide(1, shown), language=language))).slides[1])
    names = (
        {"y"}
        if kind == "funnel"
        else {"y", "x", "prior"}
        if kind == "rank"
        else {"x"}
        if kind == "waterfall"
        else {"y", "prior"}
    )
    measured = [c for part in names for c in shown.query.draw.options.get(part, "").split(",") if c in shown.rows]
    told = Counter(d.value for d in numbers(shown, language) if d.key[-1] in measured)
    if kind == "waterfall":
        # A fall is as long as its amount; its series says that it falls.
        told = Counter(abs(value) for value in told.elements())
    found = [v for name, values in drawn(chart).items() if name.strip() for v in values if v is not None]
    assert Counter(found) == told


@pytest.mark.parametrize("kind", CHARTED)
def test_the_workbook_in_a_chart_says_what_its_xml_says_and_every_row_besides(kind):
    shown = figure(kind)
    [chart] = charts_of(made(shown))
    first, full = sheets_of(chart).values()
    by_name = {name: [row[place] for row in first[1:]] for place, name in enumerate(first[0]) if name}
    assert by_name == drawn(chart)
    exact = [v for row in full[1:] for v in row if isinstance(v, int | float) and not isinstance(v, bool)]
    assert Counter(exact) == Counter(d.value for d in numbers(shown, "zh") if d.value is not None)


def test_a_share_is_a_whole_of_one_hundred_made_of_quantities():
    [chart] = charts_of(made(figure("share")))
    assert chart._chartSpace.xpath(".//c:grouping/@val") == ["percentStacked"]
    assert drawn(chart) == {"发明": [30, 30, 75, 15], "外观设计": [10, 20, 25, 5]}


def test_the_prior_period_is_a_line_over_bars_and_a_pale_bar_in_a_ranking():
    [bars] = charts_of(made(figure("bar", "x=month y=granted prior=earlier", MONTHLY)))
    assert drawn(bars) == {"授权量": [120, 80, 100, 30], "上年同期授权量": [90, 95, 99, 101]}
    assert [type(plot).__name__ for plot in bars.plots] == ["BarPlot", "LinePlot"]
    [ranks] = charts_of(made(figure("rank")))
    assert list(drawn(ranks)) == ["授权量", "上年同期授权量"]


def test_a_missing_value_is_a_gap_and_never_zero():
    rows = MONTHLY.assign(granted=[120.0, None, 100.0, 30.0])
    [chart] = charts_of(made(figure("line", "x=month y=granted", rows)))
    assert drawn(chart) == {"授权量": [120, None, 100, 30]}
    assert chart._chartSpace.xpath(".//c:dispBlanksAs/@val") == ["gap"]


def test_large_values_stand_on_an_axis_of_ten_thousands_or_hundred_millions():
    [page] = [made(figure("ladder"))]
    [chart] = charts_of(page)
    assert chart._chartSpace.xpath(".//c:builtInUnit/@val") == ["tenThousands"]
    assert "单位：万元" in text_of(page)
    assert scales.scale_of([1.97e8], "元", "zh").built_in == "hundredMillions"
    assert scales.scale_of([1.97e8], "CNY", "en").built_in == "millions"
    assert scales.scale_of([54_856], "patents", "en").unit == "thousand patents"
    assert scales.scale_of([9_999], "件", "zh").built_in is None


def test_a_format_tells_the_truth_whether_or_not_the_program_divides_by_the_axis_unit():
    assert scales.scale_of([123_456], "元", "zh").label() == '[>=10000]0\\.0,"万";#,##0.0'
    assert scales.scale_of([30], "件", "zh").label("▲ ") == '"▲ "#,##0'


def test_months_that_are_not_complete_are_hatched_dashed_or_starred_and_the_caption_says_so():
    late = {"through": date(2024, 3, 31)}
    page = made(figure("bar", "x=month y=granted", MONTHLY, **late))
    assert charts_of(page)[0]._chartSpace.xpath(".//c:dPt/c:idx/@val") == ["3"]
    assert charts_of(page)[0]._chartSpace.xpath(".//c:dPt//a:pattFill")
    assert "斜线为数据未齐" in text_of(page)
    page = made(figure("line", "x=month y=granted", MONTHLY, **late))
    assert charts_of(page)[0]._chartSpace.xpath(".//c:dPt//a:prstDash/@val") == ["sysDash"]
    assert "虚线为数据未齐" in text_of(page)
    page = made(figure("area", **late))
    assert charts_of(page)[0].plots[0].categories[3] == "4月*"
    assert "*为数据未齐" in text_of(page)


def test_periods_too_many_for_names_stand_on_a_true_time_axis():
    months = pd.date_range("2015-01-01", periods=120, freq="MS")
    rows = pd.DataFrame({"month": months, "granted": range(120)})
    [chart] = charts_of(made(figure("line", "x=month y=granted", rows)))
    assert chart._chartSpace.xpath(".//c:baseTimeUnit/@val") == ["months"]
    assert chart._chartSpace.xpath(".//c:majorUnit/@val")[-1] in {"12", "24"}
    assert chart.plots[0].categories[0] == "42005"


def test_a_heat_map_is_a_table_of_shaded_cells():
    [table] = tables_of(made(figure("heat")))
    assert table == [["时段", "9", "10"], ["A", "—", "7"], ["B", "5", "9"]]


def test_a_heat_map_that_is_too_wide_keeps_its_last_periods_in_figures_that_can_be_read():
    years = pd.date_range("2010-01-01", periods=15, freq="YS")
    rows = pd.DataFrame({"month": years, "hall": "白酒馆", "granted": range(123_456, 123_471)})
    page = made(*[figure("heat", "x=month y=hall z=granted grain=year", rows)] * 2)
    heads, line = tables_of(page)[0]
    kept = len(heads) - 1
    assert 7 < kept < 15
    assert (heads[-1], line[-1]) == ("2024年", "12.3")
    assert f"另有{15 - kept}列未列出" in text_of(page)


def test_a_unit_that_the_heading_tells_scaled_is_not_told_again_below():
    rows = MONTHLY.assign(granted=[n * 1_000_000 for n in range(1, len(MONTHLY) + 1)])
    told = text_of(made(figure("bar", "x=month y=granted", rows)))
    assert "单位：万件" in told
    assert "单位：件" not in told


def test_names_over_a_heat_map_take_two_lines_at_most():
    names = [f"法治体检与保护建议书{n:02}" for n in range(12)]
    rows = pd.DataFrame({"applicant": names, "hall": "白酒馆", "granted": range(12)})
    [heads, _] = tables_of(made(*[figure("heat", "x=applicant y=hall z=granted", rows)] * 2))[0]
    assert all(head.endswith("…") and len(head) <= 6 for head in heads[1:])


def test_a_table_says_how_many_rows_and_columns_have_no_room():
    rows = pd.DataFrame({"applicant": ["某某县知识产权服务有限公司"] * 60, "hall": "乙" * 20, "granted": range(60)})
    page = made(*[figure("table", rows=rows)] * 3)
    shown = tables_of(page)[0]
    assert shown[:2] == [["授权量（件）", "申请人"], ["0", "某某县知识产权服务有限公司"]]
    assert f"另有{60 - len(shown) + 1}行未列出 · 另有1列未列出" in text_of(page)


def test_a_ranking_keeps_its_first_lines_and_counts_the_others():
    rows = pd.DataFrame({"applicant": [f"企业{n}" for n in range(40)], "granted": range(40, 0, -1)})
    page = made(figure("rank", "x=granted y=applicant", rows))
    kept = len(charts_of(page)[0].plots[0].categories)
    assert f"另有{40 - kept}行未列出" in text_of(page)
    assert len(next(iter(reversed(sheets_of(charts_of(page)[0]).values())))) == 41


# --- cards and maps -----------------------------------------------------------------------------


def test_a_card_tells_value_change_in_words_and_target_with_its_shape():
    told = text_of(made(cards()))
    assert "2,610件" in told
    assert "▼ 同比下降11.8%" in told
    assert "▲ 同比增长53.9%" in told
    assert "▼ 慢于进度" in told
    assert "演示目标 9,000 · 29.0%" in told
    assert "— 缺失" in told


def test_a_map_of_other_places_than_the_districts_is_their_ranking():
    places = {"partner": Column("partner", Label("Partner", "通办地区"), None, catalog.code_list("service_partners"))}
    rows = pd.DataFrame({"partner": ["500153", "500116"], "granted": [76.0, 46.0]})
    told = figure("area_map", "value=granted code=partner", rows)
    page = made(replace(told, query=replace(told.query, columns=COLUMNS | places)))
    [chart] = [shape.chart for shape in page.shapes if shape.has_chart]
    assert list(chart.plots[0].categories) == ["荣昌区", "江津区"]


def test_the_map_is_seven_shapes_named_and_described_that_can_be_recoloured():
    page = made(district_map())
    [group] = [shape for shape in page.shapes if shape.shape_type == 6]
    districts = [shape for shape in group.shapes if shape._element.xpath(".//a:custGeom")]
    names = [shape.name for shape in districts]
    assert names == ["江阳区", "纳溪区", "龙马潭区", "泸县", "合江县", "叙永县", "古蔺县"]
    told = [shape._element.xpath(".//p:cNvPr/@descr")[0] for shape in districts]
    assert told[0] == "江阳区 · 专利授权量 · 894件"
    assert told[6] == "古蔺县 · 专利授权量 · 无数据"
    assert all(shape._element.xpath("./p:spPr//a:schemeClr") for shape in districts)
    assert {"894", "705", "无数据"} <= set(text_of(page).split("\n"))


# --- the slide as a whole -----------------------------------------------------------------------


def test_the_file_is_16_to_9_and_opens_with_a_cover_and_a_slide_each(content):
    found = opened(content)
    assert round(found.slide_width / found.slide_height, 2) == 1.78
    assert len(found.slides) == 7
    assert "月度简报" in text_of(found.slides[0])


def test_every_slide_carries_scope_snapshot_and_the_demonstration_label(pages):
    for page in pages[1:]:
        assert "2024年 · 全市 · 泸州市知识产权看板 · 快照 2024-12-31 · 演示数据" in text_of(page)
    assert "演示数据" in text_of(pages[0])


def test_no_shape_leaves_the_slide(pages):
    for page in pages:
        for shape in page.shapes:
            assert boxes.inside(box_of(shape)), (shape.name, page.slide_id)


def test_no_two_views_overlap(pages):
    for page in pages:
        views = [s for s in page.shapes if s.has_chart or s.has_table or s.shape_type == 6 or s.is_placeholder]
        for place, one in enumerate(views):
            for other in views[place + 1 :]:
                assert not boxes.overlap(box_of(one), box_of(other)), (one.name, other.name)


def test_words_fit_the_boxes_they_stand_in(pages):
    for page in pages:
        for shape in shapes(page.shapes):
            if shape.has_text_frame and shape.text_frame.text:
                assert needed_height(shape) <= shape.height * 1.02, (shape.name, shape.text_frame.text)


def needed_height(shape):
    total = 0
    for paragraph in shape.text_frame._txBody.p_lst:
        runs = [(run.text, Style((run.find(qn("a:rPr")).get("sz") and int(run.find(qn("a:rPr")).get("sz")) / 100) or 12,
                                 bold=run.find(qn("a:rPr")).get("b") == "1")) for run in paragraph.r_lst]  # fmt: skip
        if runs:
            total += words.Paragraph(runs).height(shape.width)
    return total


def test_every_run_names_a_font_for_every_script(content):
    for name, root in parts(content):
        for run in root.iter(qn("a:r"), qn("a:fld")):
            look = run.find(qn("a:rPr"))
            faces = [look.find(qn(f"a:{script}")) for script in ("latin", "ea", "cs")]
            assert None not in faces or "slideLayout" in name, (name, etree.tostring(run))


def parts(content):
    """(name, root) of slides, notes and charts."""
    package = zipfile.ZipFile(io.BytesIO(content))
    for name in package.namelist():
        if name.endswith(".xml") and name.startswith(("ppt/slides/", "ppt/notesSlides/", "ppt/charts/")):
            yield name, etree.fromstring(package.read(name))


def test_text_is_at_least_14_points_save_captions_footers_and_numbers_in_heat_maps(pages):
    for page in pages:
        for shape in shapes(page.shapes):
            small = shape.name == "Caption" or shape.name.startswith(("Footer", "Slide number")) or shape.has_chart
            least = 1000 if small else 1200 if shape.has_table else 1400
            assert all(int(size) >= least for size in shape._element.xpath(".//a:rPr/@sz")), shape.name
        for chart in charts_of(page):
            assert {int(size) for size in chart._chartSpace.xpath(".//@sz")} == {1400}


def test_charts_take_their_colours_from_the_theme(pages):
    [chart] = charts_of(made(figure("bar")))
    assert chart._chartSpace.xpath(".//c:ser/c:spPr/a:solidFill/a:schemeClr/@val") == ["accent1", "accent3"]


def test_shape_ids_are_unique_and_all_xml_can_be_read(content):
    for name, root in parts(content):
        ids = [e.get("id") for e in root.iter(qn("p:cNvPr"))]
        assert len(ids) == len(set(ids)), name


def test_a_chart_keeps_the_order_of_elements_that_powerpoint_insists_on(content):
    order = {
        "barChart": "barDir grouping varyColors ser gapWidth overlap axId",
        "lineChart": "grouping varyColors ser marker axId",
        "valAx": "axId scaling delete axPos majorGridlines numFmt majorTickMark minorTickMark tickLblPos spPr txPr"
        " crossAx crosses crossBetween majorUnit dispUnits",
        "catAx": "axId scaling delete axPos numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses"
        " auto lblAlgn lblOffset noMultiLvlLbl",
        "chartSpace": "date1904 roundedCorners chart txPr externalData",
    }
    seen = set()
    for _, root in parts(content):
        for element in root.iter(etree.Element):
            name = etree.QName(element).localname
            if name in order:
                seen.add(name)
                allowed = order[name].split()
                places = [allowed.index(etree.QName(child).localname) for child in element]
                assert places == sorted(places), name
    assert seen == set(order)


def test_labels_stand_only_where_the_schema_allows_them(content):
    for _, root in parts(content):
        for series in root.iter(SERIES):
            grouping = series.getparent().find("{*}grouping").get("val")
            for position in series.iter("{*}dLblPos"):
                assert position.get("val") == ("outEnd" if grouping == "clustered" else "ctr")


def test_the_notes_tell_definitions_caveats_sources_questions_and_the_page(pages):
    told = pages[1].notes_slide.notes_text_frame.text
    for words_told in ("先说进度", "为什么下降？", "专利授权量（件）：授权的专利。", "登记滞后。", "专利: 5行",
                       "/patents?snapshot=2024-12-31&district=510502", "2,610件"):  # fmt: skip
        assert words_told in told


def test_a_broken_view_is_a_quiet_box_with_its_reason_and_the_rest_presents(pages):
    assert "已没有查询“x”" in text_of(pages[6])
    assert tables_of(pages[6])
    assert "已没有查询“x”" in pages[6].notes_slide.notes_text_frame.text


def test_a_figure_without_rows_says_so():
    for kind in charts.GRAMMAR:
        page = made(figure(kind, rows=DRAWN[kind][0].head(0)))
        assert "当前范围内没有数据。" in text_of(page) or "没有" in text_of(page)
        assert not charts_of(page)


def test_a_kind_that_has_no_chart_is_told_in_its_place():
    page = made(figure("spiral", "x=month y=granted"), figure("line"))
    assert "`draw spiral`：没有这种图形" in text_of(page)
    assert len(charts_of(page)) == 1


def test_a_view_without_room_says_so_instead_of_being_squeezed():
    page = made(cards(), figure("line"), cards(), figure("bar"), cards(), findings=LONG)
    assert "此处空间不足，请将该视图单列一页。" in text_of(page)
    assert not charts_of(page)
    assert all(boxes.inside(box_of(shape)) for shape in page.shapes)


def test_a_map_without_any_value_says_so_of_every_district():
    rows = district_map().rows.assign(value=None)
    assert text_of(made(replace(district_map(), rows=rows))).count("无数据") == 7


def test_a_long_finding_keeps_its_first_sentence_and_leaves_whole_sentences_to_the_notes():
    long = ("第一句话说明总体水平。", "很长的一句话" * 40 + "。", "最后一句。")
    page = made(figure("line"), findings=long)
    assert "第一句话说明总体水平。最后一句。" in text_of(page)
    assert "很长的一句话" in page.notes_slide.notes_text_frame.text


def test_a_hundred_long_words_are_cut_with_an_ellipsis_not_at_the_edge():
    page = made(figure("line", title="非常长的标题" * 30), title="很长的幻灯片标题" * 20)
    for shape in page.shapes:
        if shape.has_text_frame:
            assert needed_height(shape) <= shape.height * 1.02
    assert "…" in text_of(page)


def test_control_characters_and_markup_in_names_are_harmless():
    rows = pd.DataFrame({"applicant": ["=1+1 <b>&\x0b", '"甲"'], "granted": [2, 1]})
    page = made(figure("rank", "x=granted y=applicant", rows), figure("table", rows=rows))
    assert charts_of(page)[0].plots[0].categories[0] == "=1+1 <b>&"
    first, _ = sheets_of(charts_of(page)[0]).values()
    assert first[1][0] == "=1+1 <b>&"
    assert tables_of(page)[0][1][1] == "=1+1 <b>&"


def test_the_same_deck_gives_the_same_bytes(content):
    assert slides.write(FULL) == content


def test_properties_name_the_deck_the_snapshot_and_when_it_was_made(content):
    facts = opened(content).core_properties
    assert (facts.title, facts.created) == ("月度简报", datetime(2024, 12, 31, 1, 0))
    assert "快照 2024-12-31" in facts.keywords
    assert "演示数据" in facts.keywords


def test_progress_is_told_slide_by_slide():
    told = []
    slides.write(replace(FULL, slides=FULL.slides[:2]), progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_a_deck_without_slides_is_a_cover():
    assert len(opened(slides.write(deck())).slides) == 1


# --- the template -------------------------------------------------------------------------------


def test_the_template_in_the_repository_is_what_its_script_makes():
    assert template.OURS.read_bytes() == template.build()


def test_the_template_names_chinese_fonts_for_every_script():
    package = zipfile.ZipFile(template.OURS)
    for name in (n for n in package.namelist() if n.startswith("ppt/theme/")):
        root = etree.fromstring(package.read(name))
        for fonts in root.iter(qn("a:majorFont"), qn("a:minorFont")):
            assert fonts.find(qn("a:latin")).get("typeface") == "Microsoft YaHei"
            assert fonts.find(qn("a:ea")).get("typeface") == "微软雅黑"
            assert [f.get("typeface") for f in fonts.findall(qn("a:font")) if f.get("script") == "Hans"] == ["微软雅黑"]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda deck: setattr(deck.slide_layouts[1], "name", "Inhalt"), "it has no layout 'Content' (it has: Cover, Inhalt)"),
        (lambda deck: without(deck.slide_layouts[1], "body"), "its layout 'Content' has no text placeholder"),
        (lambda deck: without(deck.slide_layouts[1], "sldNum"), "its layout 'Content' has no slide number placeholder"),
        (lambda deck: setattr(deck, "slide_width", deck.slide_height), "set the slide size to Widescreen"),
    ],
)  # fmt: skip
def test_a_broken_template_is_told_with_its_file_its_fault_and_the_remedy(tmp_path, spoil, said):
    deck_file = Presentation(str(template.OURS))
    spoil(deck_file)
    path = tmp_path / "template.pptx"
    deck_file.save(str(path))
    with pytest.raises(slides.TemplateError) as error:
        slides.write(FULL, template=path)
    assert said in str(error.value)
    assert str(error.value).startswith("template.pptx: ")
    assert error.value.told("zh").startswith("template.pptx：")
    assert "take the file away" in str(error.value)


def without(layout, kind):
    for shape in list(layout.placeholders):
        if shape._element.ph.get("type") == kind:
            shape._element.getparent().remove(shape._element)


def test_a_file_that_is_no_presentation_is_told(tmp_path):
    path = tmp_path / "template.pptx"
    path.write_bytes(b"no zip")
    with pytest.raises(slides.TemplateError, match="cannot be opened as a PowerPoint file"):
        slides.write(FULL, template=path)


def test_an_own_template_gives_its_colours_and_its_sample_slides_stay_out(tmp_path):
    own = Presentation(str(template.OURS))
    own.slides.add_slide(own.slide_layouts[1])
    own.slide_layouts[0].name = "封面"
    path = tmp_path / "own.pptx"
    own.save(str(path))
    assert len(opened(slides.write(FULL, template=path)).slides) == 7
