"""The workbook of a deck: what its cells, charts, links and page set-up are when it is read back."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from dashboard import catalog, queries
from dashboard.catalog import Label, Snapshot
from dashboard.decks import showing, store
from dashboard.decks.deck import Deck, Slide
from dashboard.decks.shown import Broken, Cards, Definition, DistrictMap, Figure, ShownDeck, ShownSlide, numbers
from dashboard.metrics import Progress, Reading
from dashboard.outputs import workbook
from dashboard.outputs.workbook.styles import sheet_name
from dashboard.queries import header_of, query_of
from dashboard.scope import Scope
from dashboard.sentences.sentence import Sentence

HEADINGS = 4
SNAPSHOT = Snapshot("2024-06-30", Path(), None, "2024-07-05", True, {})
SCOPE = Scope("2024-06-30", date(2024, 1, 1), date(2024, 6, 30))
COLUMNS = """
-- title   Loans disbursed | 发放贷款
-- reads   financing
-- column  period           Period | 时期
-- column  collateral_kind  Right pledged | 质押物
-- column  disbursed_cny    Disbursed [CNY] | 放款金额 [元]
-- column  prior_cny        Compared period [CNY] | 对比期 [元]
-- column  lender           Lender | 贷款机构
"""


def question(draw, name="financing/tried"):
    header = f"-- What a test asks.\n--{COLUMNS}-- draw    {draw}\n\nselect 1"
    return query_of(name, header_of(header, Path("tried.sql")))


def figure(draw, through=date(2024, 6, 30), **columns):
    caption = "2024年1—6月 · 单位：元 · 快照 2024-06-30 · 演示数据"
    return Figure(question(draw), pd.DataFrame(columns), SCOPE, "发放贷款", caption, through)


def by_month(values, **more):
    months = pd.date_range("2024-01-01", periods=len(values), freq="MS")
    return figure("bar x=period y=disbursed_cny", period=months, disbursed_cny=values, **more)


def slide(*views, number=1, finding="质押融资达1.97亿元。", title="质押融资"):
    return ShownSlide(
        slide=Slide(f"s{number}", Label("Pledges", title)),
        number=number,
        title=title,
        findings=(Sentence(finding, "level"),),
        views=views,
        scope=SCOPE,
        scope_sentence="2024年1—6月 · 全市",
        notes="",
        questions=(),
        definitions=(Definition("专利授权量", "件", "本市授权的专利。", "登记滞后约两个月。"),),
        sources=("专利：39,874行",),
        incomplete=None,
        page="financing",
        link={},
    )


def deck(*slides, language="zh"):
    footer = "泸州市知识产权看板 · 快照 2024-06-30 · 演示数据"
    return ShownDeck(Deck("d", Label("Briefing", "月度简报")), SNAPSHOT, language, "月度简报", slides, footer)


def read(content):
    """{sheet: rows}, as a spreadsheet program reads them, from A1 on."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def part(content, pattern):
    """The XML of the parts of the file whose name matches, in order."""
    with ZipFile(BytesIO(content)) as book:
        names = sorted(n for n in book.namelist() if re.fullmatch(pattern, n))
        return [book.read(name).decode() for name in names]


def the_sheet(view, **options):
    content = workbook.write(deck(slide(view), **options))
    return read(content)[f"1 {view.title}"], content


def charts(content):
    return part(content, r"xl/charts/chart\d+\.xml")


# --- cells ------------------------------------------------------------------------------------


def test_days_are_days_numbers_are_numbers_and_the_missing_is_blank():
    rows, _ = the_sheet(by_month([5_800_000.0, None, 0.0]))
    assert rows[HEADINGS][:2] == ["时期", "放款金额（元）"]
    assert [row[:2] for row in rows[HEADINGS + 1 : HEADINGS + 4]] == [
        [date(2024, 1, 1), 5_800_000.0],
        [date(2024, 2, 1), ""],
        [date(2024, 3, 1), 0.0],
    ]


def test_money_is_grouped_and_a_month_reads_as_one():
    _, content = the_sheet(by_month([5_800_000.0]))
    [styles] = part(content, "xl/styles.xml")
    assert 'formatCode="yyyy&quot;年&quot;m&quot;月&quot;"' in styles
    assert 'formatCode="#,##0"' in styles


def test_each_quarter_reads_as_its_own():
    quarters = figure(
        "bar x=period y=disbursed_cny", period=pd.to_datetime(["2024-01-01", "2024-04-01"]), disbursed_cny=[1, 2]
    )
    quarters = replace(quarters, scope=replace(SCOPE, grain="quarter"))
    [styles] = part(the_sheet(quarters)[1], "xl/styles.xml")
    assert "年第1季度" in styles and "年第2季度" in styles


def test_codes_are_told_in_words():
    view = figure("table", collateral_kind=["patent", None], disbursed_cny=[1, 2])
    rows, _ = the_sheet(view)
    assert [row[0] for row in rows[HEADINGS + 1 :]] == ["专利", "未载明"]


@pytest.mark.parametrize("text", ["=1+1", "+86 830", "-5%", "@SUM(A1)", "\t=1", "\r=1", "http://example.org"])
def test_text_that_looks_like_a_formula_or_a_link_is_text(text):
    view = figure("table", lender=[text], disbursed_cny=[1.0])
    rows, content = the_sheet(view)
    assert rows[HEADINGS + 1][0].strip() == text.strip()
    assert not any("<f>" in sheet for sheet in part(content, r"xl/worksheets/sheet\d+\.xml"))
    assert not any("example.org" in rels for rels in part(content, r"xl/worksheets/_rels/.*"))
    if not text.startswith("http"):
        assert 'quotePrefix="1"' in part(content, "xl/styles.xml")[0]


def test_a_title_and_a_finding_that_look_like_formulas_are_text():
    content = workbook.write(deck(slide(by_month([1.0]), by_month([2.0]), finding="=cmd|' /C calc'!A0", title="-1")))
    assert not any("<f>" in sheet for sheet in part(content, r"xl/worksheets/sheet\d+\.xml"))
    assert "=cmd|' /C calc'!A0" in [cell for row in read(content)["目录"] for cell in row]


def test_a_period_that_is_not_complete_is_noted():
    rows, _ = the_sheet(replace(by_month([1.0, 2.0]), complete_through=date(2024, 1, 31)))
    assert [row[2] for row in rows[HEADINGS : HEADINGS + 3]] == ["备注", "", "数据未齐"]


def test_a_long_text_takes_the_lines_it_needs():
    _, content = the_sheet(figure("table", lender=["泸州" * 40, "甲"], disbursed_cny=[1, 2]))
    rows = re.findall(r'<row r="[67]".*?>', part(content, "xl/worksheets/sheet2.xml")[0])
    assert ['ht="69.75"' in row for row in rows] == [True, False]


def test_without_rows_the_sheet_says_so():
    rows, content = the_sheet(by_month([]))
    assert rows[HEADINGS + 1][0] == "当前范围内没有记录。"
    assert charts(content) == []


# --- cards and districts ------------------------------------------------------------------------


def card(**changes):
    metric = queries.metrics()["pledge_financing_amount"]
    told = {"state": "reported", "value": 197_000_000.0, "prior": 128_000_000.0} | changes
    progress = Progress(197e6, 2e8, date(2024, 1, 1), date(2025, 12, 31), 0.985, 0.5, True, "a plan")
    return Reading(metric, since=SCOPE.since, through=SCOPE.until, progress=progress, trend=(1.0, 2.0, 3.0), **told)


def cards(*readings):
    return Cards(readings, ("1.97亿元",) * len(readings), SCOPE, "主要指标", "2024年1—6月")


def test_a_card_is_a_row_with_its_change_and_target_and_a_sparkline():
    rows, content = the_sheet(cards(card()))
    told = dict(zip(rows[HEADINGS], rows[HEADINGS + 1], strict=True))
    assert (told["数值"], told["单位"], told["对比期"], told["状态"]) == (197_000_000.0, "元", 128_000_000.0, "已报告")
    assert told["变动率"] == pytest.approx(0.5390625)
    assert (told["目标值"], told["完成率"], told["序时进度"]) == (200_000_000.0, 0.985, 0.5)
    assert "x14:sparkline" in part(content, "xl/worksheets/sheet2.xml")[0]


def test_a_lower_bound_stays_a_number_and_reads_at_least():
    rows, content = the_sheet(cards(card(lacking=(("withheld", 2),))))
    told = dict(zip(rows[HEADINGS], rows[HEADINGS + 1], strict=True))
    assert told["数值"] == 197_000_000.0 and told["缺值记录（条）"] == 2
    assert '&quot;≥ &quot;#,##0"' in part(content, "xl/styles.xml")[0]


def test_a_metric_without_a_value_is_blank_and_tells_its_state():
    rows, _ = the_sheet(cards(card(value=None, state="withheld")))
    told = dict(zip(rows[HEADINGS], rows[HEADINGS + 1], strict=True))
    assert (told["数值"], told["状态"]) == ("", "不予公开")


def test_districts_keep_the_order_of_the_ranking_and_have_a_chart():
    rows = pd.DataFrame(
        {
            "district_code": ["510502", "510503"],
            "value": [894.0, None],
            "prior": [1016.0, None],
            "change": [-0.12, None],
            "share": [0.343, None],
            "gaps": [1, 0],
            "state": ["reported", "missing"],
        }
    )
    view = DistrictMap(queries.metrics()["patents_granted"], rows, SCOPE, "各区县专利授权量", "2024年1—6月")
    cells, content = the_sheet(view)
    assert [row[:2] for row in cells[HEADINGS : HEADINGS + 3]] == [
        ["区县", "专利授权量（件）"],
        ["江阳区", 894.0],
        ["纳溪区", ""],
    ]
    assert cells[HEADINGS + 2][6] == "缺失"
    [drawn] = charts(content)
    assert '<c:barDir val="bar"/>' in drawn


# --- charts -----------------------------------------------------------------------------------

MONTHS = pd.to_datetime(["2024-01-01", "2024-01-01", "2024-02-01", "2024-02-01"])
PARTS = {"period": MONTHS, "collateral_kind": ["patent", "trademark"] * 2, "disbursed_cny": [1.0, 2.0, 3.0, 4.0]}


@pytest.mark.parametrize(
    ("draw", "tags"),
    [
        ("line x=period y=disbursed_cny by=collateral_kind", ["<c:lineChart>"]),
        ("area x=period y=disbursed_cny by=collateral_kind", ["<c:areaChart>", '<c:grouping val="stacked"/>']),
        ("bar x=period y=disbursed_cny by=collateral_kind", ['<c:barDir val="col"/>', '<c:grouping val="stacked"/>']),
        ("share x=period y=disbursed_cny by=collateral_kind", ['<c:grouping val="percentStacked"/>']),
        ("rank x=disbursed_cny y=period by=collateral_kind", ['<c:barDir val="bar"/>', '<c:grouping val="stacked"/>']),
    ],
)
def test_each_way_of_drawing_is_a_native_chart_with_a_series_a_code(draw, tags):
    _, content = the_sheet(figure(draw, **PARTS))
    [drawn] = charts(content)
    assert all(tag in drawn for tag in tags)
    assert re.findall(r"<c:tx>.*?<c:v>(.*?)</c:v>", drawn)[-2:] == ["专利", "商标"]
    values = re.findall(r"<c:val>.*?</c:val>", drawn)
    assert [re.findall(r"<c:v>(.*?)</c:v>", v) for v in values] == [["1", "3"], ["2", "4"]]
    assert "Microsoft YaHei" in drawn and "1F4E79" in drawn


def test_what_is_compared_with_is_a_dotted_line_over_the_columns():
    view = figure(
        "bar x=period y=disbursed_cny prior=prior_cny", period=MONTHS[::2], disbursed_cny=[1, 2], prior_cny=[3, 4]
    )
    [drawn] = charts(the_sheet(view)[1])
    assert "<c:barChart>" in drawn and "<c:lineChart>" in drawn and '<a:prstDash val="sysDot"/>' in drawn


def test_several_quantities_stand_side_by_side():
    view = figure(
        "grouped x=period y=disbursed_cny,prior_cny", period=MONTHS[::2], disbursed_cny=[1, 2], prior_cny=[3, 4]
    )
    [drawn] = charts(the_sheet(view)[1])
    assert '<c:grouping val="clustered"/>' in drawn and drawn.count("<c:ser>") == 2


def test_a_heat_map_is_a_grid_of_cells_coloured_from_little_to_much():
    view = figure(
        "heat x=period y=collateral_kind z=disbursed_cny", **(PARTS | {"disbursed_cny": [1.0, None, 3.0, 4.0]})
    )
    rows, content = the_sheet(view)
    assert [row[4:7] for row in rows[HEADINGS : HEADINGS + 3]] == [
        ["质押物", "2024年1月", "2024年2月"],
        ["专利", 1.0, 3.0],
        ["商标", "", 4.0],
    ]
    assert charts(content) == []
    assert '<cfRule type="colorScale"' in part(content, "xl/worksheets/sheet2.xml")[0]


def test_a_table_has_no_chart():
    assert charts(the_sheet(figure("table", lender=["甲"], disbursed_cny=[1]))[1]) == []


@pytest.mark.parametrize(("language", "unit"), [("zh", "hundredMillions"), ("en", "millions")])
def test_the_axis_of_large_amounts_counts_as_its_language_does(language, unit):
    view = figure("line x=period y=disbursed_cny", period=MONTHS[::2], disbursed_cny=[1.2e8, 3e8])
    [drawn] = charts(workbook.write(deck(slide(view), language=language)))
    assert f'<c:builtInUnit val="{unit}"/>' in drawn


def test_columns_that_say_their_values_are_not_scaled_twice():
    """Excel applies the unit of an axis to the labels too."""
    [drawn] = charts(the_sheet(by_month([1.2e8, 3e8]))[1])
    assert "<c:dLbls>" in drawn and "c:dispUnits" not in drawn
    assert "万" in drawn and "亿" in drawn


def test_columns_of_periods_that_are_not_complete_are_hatched():
    [drawn] = charts(the_sheet(replace(by_month([1.0, 2.0]), complete_through=date(2024, 1, 31)))[1])
    assert drawn.count('<a:pattFill prst="wdUpDiag">') == 1
    assert "2024年2月 数据未齐" in drawn


# --- the book ---------------------------------------------------------------------------------


def test_the_contents_link_every_sheet_and_tell_the_finding():
    content = workbook.write(deck(slide(by_month([1.0]), by_month([2.0])), slide(by_month([3.0]), number=2)))
    assert list(read(content)) == ["目录", "1.1 发放贷款", "1.2 发放贷款", "2 发放贷款", "指标释义", "数据来源"]
    rows = read(content)["目录"]
    assert rows[0][0].endswith("演示数据") and rows[1][0] == "月度简报"
    assert rows[5][:4] == ["1", "质押融资", "质押融资达1.97亿元。", "1.1 发放贷款"]
    links = re.findall(r'<hyperlink ref="D\d+" location="(.*?)"', part(content, "xl/worksheets/sheet1.xml")[0])
    assert links == ["'1.1 发放贷款'!A1", "'1.2 发放贷款'!A1", "'2 发放贷款'!A1", "'指标释义'!A1", "'数据来源'!A1"]


def test_every_sheet_is_labelled_leads_back_and_prints_on_landscape_pages():
    content = workbook.write(deck(slide(by_month([1.0]))))
    for name, rows in read(content).items():
        assert "演示数据" in "".join(map(str, rows[0])), name
    for sheet in part(content, r"xl/worksheets/sheet\d+\.xml"):
        assert (
            'orientation="landscape"' in sheet and "快照 2024-06-30 · 演示数据" in sheet and 'fitToHeight="0"' in sheet
        )
        assert f'<pane ySplit="{HEADINGS + 1}"' in sheet and 'state="frozen"' in sheet
    for sheet in part(content, r"xl/worksheets/sheet[2-4]\.xml"):
        assert "'目录'!A1" in sheet or "目录!A1" in sheet


def test_the_table_of_a_view_can_be_filtered():
    _, content = the_sheet(by_month([1.0, 2.0]))
    assert '<autoFilter ref="A5:B7"' in part(content, "xl/worksheets/sheet2.xml")[0]


def test_definitions_and_sources_stand_once_with_their_kind_and_slides():
    rows = read(workbook.write(deck(slide(by_month([1.0])), slide(by_month([2.0]), number=2))))
    assert rows["指标释义"][HEADINGS:] == [
        ["名称", "单位", "性质", "含义", "注意"],
        ["专利授权量", "件", "流量", "本市授权的专利。", "登记滞后约两个月。"],
    ]
    assert rows["数据来源"][HEADINGS:] == [["页", "来源"], ["1, 2", "专利：39,874行"]]


def test_a_view_that_cannot_be_shown_has_a_sheet_that_says_why():
    broken = Broken("patents/gone", Label("there is no query", "已没有查询“patents/gone”"))
    sheets = read(workbook.write(deck(slide(broken, by_month([1.0])))))
    assert sheets["1.1 patents gone"][HEADINGS + 1][0] == "已没有查询“patents/gone”"
    assert "1.2 发放贷款" in sheets


def test_the_same_deck_is_the_same_file():
    assert workbook.write(deck(slide(by_month([1.0])))) == workbook.write(deck(slide(by_month([1.0]))))
    [core] = part(workbook.write(deck(slide(by_month([1.0])))), "docProps/core.xml")
    assert "2024-06-30T00:00:00Z" in core


def test_the_font_is_named_and_no_theme_replaces_it():
    [styles] = part(workbook.write(deck(slide(by_month([1.0])))), "xl/styles.xml")
    assert set(re.findall(r'<name val="(.*?)"/>', styles)) == {"Microsoft YaHei"}
    assert "<scheme" not in styles


def test_progress_counts_the_sheets_of_views():
    told = []
    workbook.write(
        deck(slide(by_month([1.0]), by_month([2.0]))), progress=lambda done, total: told.append((done, total))
    )
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("number", "title", "name"),
    [
        ("1", "a/b: [c]*?\\d", "1 a b c d"),
        ("2.1", "IP pledge financing disbursed by district", "2.1 IP pledge financing…"),
        ("3", "知识产权" * 10, "3 " + ("知识产权" * 10)[:28] + "…"),
        ("4", "it's owners'", "4 it's owners"),
    ],
)
def test_names_of_sheets_hold_what_excel_allows(number, title, name):
    assert sheet_name(number, title) == name
    assert len(name) <= 31


def test_names_of_sheets_differ_whatever_their_case():
    assert sheet_name("1", "Loans", ["1 loans"]) == "1 Loans (2)"


# --- the decks of the bureau ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def shelf(demo_root):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_DATA", str(demo_root))
        yield catalog.shelf()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["monthly", "expo", "financing", "half-year"])
def test_every_number_of_a_standing_deck_stands_in_its_sheet(shelf, name, language):
    shown = showing.show(store.find(name), shelf, shelf.in_force, language)
    sheets = read(workbook.write(shown))
    views = [view for slide in shown.slides for view in slide.views]
    assert len(sheets) == len(views) + 3
    for view, rows in zip(views, list(sheets.values())[1:-2], strict=True):
        assert_same_numbers(view, rows, language)


def assert_same_numbers(view, rows, language):
    """Column by column in the order shown; Excel keeps 15 digits, and blank is missing."""
    heads, told = rows[HEADINGS], list(numbers(view, language))
    for name, unit in dict.fromkeys((d.name, d.unit) for d in told if isinstance(view, Figure)):
        column = next(i for i, head in enumerate(heads) if head in (name, f"{name}（{unit}）", f"{name} ({unit})"))
        cells = [row[column] for row in rows[HEADINGS + 1 :][: len(view.rows)]]
        values = [d.value for d in told if (d.name, d.unit) == (name, unit)]
        assert cells == ["" if v is None else pytest.approx(v, rel=1e-14) for v in values], view.title
    if not isinstance(view, Figure):
        # The sheet has districts in the order of the ranking, `numbers` in that of their codes.
        order = (lambda values: sorted(values, key=str)) if isinstance(view, DistrictMap) else list
        cells = order(row[1] for row in rows[HEADINGS + 1 :][: len(told)])
        values = order("" if d.value is None else d.value for d in told)
        assert cells == [v if v == "" else pytest.approx(v, rel=1e-14) for v in values], view.title
