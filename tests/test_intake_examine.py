"""A delivery as a whole: rows in = rows sound + rows rejected, and every broken rule named with its place."""

import csv
import io
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
import xlsxwriter

from dashboard import catalog
from intake.importing import examine
from intake.mapping import from_arguments

DATA = Path(__file__).parent / "data"
AS_OF = date(2024, 12, 31)


def examined(dataset, *paths, maps=(), date_order=None, **options):
    contract = catalog.contracts()[dataset]
    return examine(
        contract, paths, as_of=AS_OF, mapping=from_arguments(maps, contract, date_order=date_order), **options
    )


@pytest.fixture
def delivery(tmp_path):
    """Rows of cells, written as a CSV file and examined."""

    def write(dataset, *rows, **options):
        path = tmp_path / "来件.csv"
        lines = io.StringIO()
        csv.writer(lines).writerows(rows)
        path.write_text(lines.getvalue(), "utf-8")
        return examined(dataset, path, **options)

    return write


def said(examination, severity="error"):
    """(rule, row, column, value) of every listed finding."""
    return [
        (f.rule, f.place.row, f.place.column, f.place.value)
        for f in examination.findings.listed
        if f.severity == severity
    ]


def sentences(examination, language="zh"):
    return [f.sentence(language) for f in examination.findings.listed]


PATENT = ("201710106452.1", "2017-02-27")
PATENTS = ("申请号", "申请日")
FINANCING = ("合同编号", "融资方式", "企业名称", "签订日期", "放款金额(万元)")
LOAN = ("HT-1", "质押", "示例企业0001", "2024-03-05", "100")


# --- what is read -----------------------------------------------------------------------------


def test_a_register_below_its_titles_becomes_typed_rows():
    examination = examined("patents", DATA / "intake_patents.csv")
    rows = examination.rows.select(
        ["application_no", "title", "patent_type", "filed_on", "granted_on", "ended_on", "applicant", "co_applicants"]
    ).to_pylist()
    assert [tuple(row.values()) for row in rows] == [
        ("201710106452.1", "一种用LaNiO3包覆的材料", "invention", date(2017, 2, 27), date(2019, 3, 5), None,
         "示例企业0001", "示例大学"),
        ("201220746928.0", "遥控器(全角括号)", "utility_model", date(2012, 12, 31), date(2013, 7, 17), date(2016, 2, 24),
         "示例企业0002", None),
        ("85100001", "早期发明", "invention", date(1985, 4, 1), None, None, "示例企业0003", "示例企业0004"),
    ]  # fmt: skip
    assert examination.can_be_published and sentences(examination) == []


def test_the_rows_have_exactly_the_columns_and_types_of_the_contract():
    rows = examined("patents", DATA / "intake_patents.csv").rows
    contract = catalog.contracts()["patents"]
    assert rows.column_names == list(contract.fields)
    assert rows.schema.field("filed_on").type == pa.date32()
    assert rows.schema.field("application_no").type == pa.string()


def test_amounts_in_ten_thousands_become_yuan_and_the_total_row_is_rejected():
    examination = examined("financing", DATA / "intake_financing.csv")
    assert examination.rows.column("disbursed_amount_cny").to_pylist() == [12_345_000.0, 50_000_000.0]
    assert examination.rows.column("rate_pct").to_pylist() == [4.35, 3.85]
    assert examination.rows.column("district_code").to_pylist() == ["510502", "510522"]
    [source] = examination.sources
    assert (source.rows_in, source.rows_published, source.rows_rejected) == (3, 2, 1)
    assert said(examination, "warning") == [("total_row", 4, "合同编号", "合计")]


@pytest.mark.parametrize(
    ("header", "cells", "prices"),
    [
        ("挂牌价(万元)", ["8.5", "面议"], [8.5, None]),
        ("挂牌价", ["8.5", "12万元"], [8.5, 12.0]),
        ("挂牌价(元)", ["85000", "50万元"], [8.5, 50.0]),
    ],
)
def test_a_price_kept_in_ten_thousands_is_read_in_any_unit_and_open_to_negotiation_is_missing(
    tmp_path, header, cells, prices
):
    lines = [f"G{n},一种装置,发明,示例大学01,许可,{cell},2024-03-0{n},在挂" for n, cell in enumerate(cells, 1)]
    file = tmp_path / "挂牌.csv"
    file.write_text("\n".join([f"挂牌编号,挂牌名称,权利类型,权利人,交易方式,{header},挂牌日期,状态", *lines]), "utf-8")
    examination = examined("listings", file)
    assert said(examination) == []
    assert examination.rows.column("asking_price_wan").to_pylist() == prices


def test_points_in_gcj02_are_converted_and_the_datum_becomes_wgs84():
    examination = examined("stations", DATA / "intake_stations.csv")
    assert examination.converted_points == 1
    assert examination.rows.column("datum").to_pylist() == ["wgs84", "wgs84"]
    lon, lat = (examination.rows.column(name).to_pylist() for name in ("lon", "lat"))
    assert (round(lon[0], 4), round(lat[0], 4)) == (105.4393, 28.8742)
    assert (lon[1], lat[1]) == (105.4393, 28.8745)


def test_what_the_file_does_not_tell_is_counted_as_missing():
    examination = examined("patents", DATA / "intake_patents.csv")
    gaps = {gap.field: (gap.missing, gap.rows) for gap in examination.completeness}
    assert gaps["district_code"] == (3, 3)
    assert gaps["ended_on"] == (2, 3)
    assert "application_no" not in gaps


def test_a_lookup_supplies_the_district_and_says_for_whom_it_has_none():
    lookups = {"applicant": DATA / "intake_districts_by_applicant.csv"}
    examination = examined("patents", DATA / "intake_patents.csv", lookups=lookups)
    assert examination.rows.column("district_code").to_pylist() == ["510502", "510521", None]
    assert examination.supplied == {"district_code": 2}
    assert said(examination, "warning") == [("no_lookup_value", 6, "权利人", "示例企业0003、示例企业0004")]


def test_a_lookup_with_two_districts_for_one_firm_is_refused(delivery, tmp_path):
    lookup = tmp_path / "对照.csv"
    lookup.write_text("申请人,区县\n示例企业0001,江阳\n示例企业0001,泸县\n", "utf-8")
    examination = delivery("patents", (*PATENTS, "申请人"), (*PATENT, "示例企业0001"), lookups={"applicant": lookup})
    assert sentences(examination) == [
        "错误 [lookup_contradicts] 对照.csv 第3行 “区县”列 = “泸县”：对照表中“示例企业0001”对应多个“区县”。处理：每个名称只保留一行"
    ]


def test_empty_rows_are_counted_and_rejected_from_nothing(delivery):
    examination = delivery("patents", PATENTS, ("", ""), PATENT, ("", " "), ("85100001", "1985-04-01"))
    [report] = examination.files
    assert (report.rows_in, report.sound, report.empty_rows) == (2, 2, 2)


def test_a_footer_is_rejected_and_told_but_a_lone_cell_among_records_is_kept(delivery):
    examination = delivery(
        "geographical_indications",
        ("Registered name", "Class", "Protection type"),
        ("Absinthe", "47", "PGI"),
        ("Nameonly", "", ""),
        ("Brandy", "5", "PGI"),
        ("1 to 3 of 3 products", "", ""),
    )
    assert examination.rows.select(["name", "register"]).to_pylist() == [
        {"name": "Absinthe", "register": "pgi"},
        {"name": "Nameonly", "register": "unstated"},
        {"name": "Brandy", "register": "pgi"},
    ]
    assert said(examination, "warning") == [
        ("footer_row", 5, "Registered name", "1 to 3 of 3 products"),
        ("lone_cell", 3, "Registered name", "Nameonly"),
    ]


def test_several_files_are_one_delivery_with_one_set_of_keys(tmp_path):
    for name in ("甲.csv", "乙.csv"):
        (tmp_path / name).write_text("申请号,申请日\n201710106452.1,2017-02-27\n", "utf-8")
    examination = examined("patents", tmp_path / "甲.csv", tmp_path / "乙.csv")
    assert sentences(examination) == [
        "错误 [duplicate_key] 乙.csv 第2行 “申请号”列 = “201710106452.1”：申请号与甲.csv 第2行重复。处理：两行只保留一行"
    ]
    assert [(s.title, s.rows_in, s.rows_published) for s in examination.sources] == [("甲.csv", 1, 1), ("乙.csv", 1, 0)]


def test_the_order_of_dates_can_be_stated(delivery):
    rows = (PATENTS, ("201710106452.1", "5/3/2017"))
    assert delivery("patents", *rows).findings.errors == 1
    assert delivery("patents", *rows, date_order="mdy").rows.column("filed_on").to_pylist() == [date(2017, 5, 3)]


def test_a_mapping_file_renames_leaves_out_and_fills_in(delivery, tmp_path):
    path = tmp_path / "对应.toml"
    path.write_text(
        'date_order = "dmy"\n[columns]\n"案号" = "application_no"\n"提交" = "filed_on"\n'
        '[left_out]\n"备注" = { en = "not kept", zh = "不保存" }\n'
        '[constants]\ndistrict_code = "泸县"\n[values.legal_status]\n"活着" = "granted"\n',
        "utf-8",
    )
    examination = delivery(
        "patents", ("案号", "提交", "备注", "法律状态"), ("201710106452.1", "5/3/2017", "x", "活着"), maps=[str(path)]
    )
    [row] = examination.rows.to_pylist()
    assert (row["filed_on"], row["district_code"], row["legal_status"]) == (date(2017, 3, 5), "510521", "granted")
    assert [(header, reason.zh) for header, reason in examination.files[0].left_out] == [("备注", "不保存")]


# --- what is refused, and the message the user sees -------------------------------------------


def test_a_missing_required_column_names_what_is_accepted(delivery):
    examination = delivery("patents", ("专利名称", "申请日"), ("一种方法", "2017-02-27"))
    assert sentences(examination) == [
        "错误 [missing_column] 来件.csv 第1行：缺少必填列“申请号”；文件中的表头：专利名称、申请日。处理：请补充该列，或将表头改为"
        "申请号、Application number、专利申请号、专利号、申请编号、application no.、app no之一，"
        '或使用 --map "源列=application_no"'
    ]
    assert (examination.rows.num_rows, examination.sources[0].rows_rejected) == (0, 1)


def test_an_unknown_header_is_a_warning_and_its_column_is_not_imported(delivery):
    examination = delivery("patents", (*PATENTS, "专利维持年限"), (*PATENT, "7"))
    assert sentences(examination) == [
        "警告 [unknown_column] 来件.csv 第1行 “专利维持年限”列：“专利”没有“专利维持年限”这一列，未导入。"
        '处理：如需导入，使用 --map "专利维持年限=字段"；如有意舍弃，使用 --map "专利维持年限="'
    ]
    assert examination.can_be_published


def test_a_filled_column_without_header_is_told(delivery):
    examination = delivery("patents", (*PATENTS, ""), (*PATENT, "7"))
    assert sentences(examination) == [
        "警告 [unnamed_column] 来件.csv 第1行：C列有1个非空单元格但没有表头，未导入。处理：请为该列补充表头"
    ]


def test_a_file_of_another_subject_is_refused(delivery):
    [sentence] = sentences(delivery("patents", ("商品", "单价"), ("酒", "3")))
    assert sentence == (
        "错误 [no_header] 来件.csv：前30行中找不到“专利”的表头（工作表：来件.csv）；应有的表头如：申请号、专利类型、申请日。"
        "处理：请确认文件和工作表无误，或用 --map 指定列对应关系"
    )


def test_a_header_without_rows_is_refused(delivery):
    assert sentences(delivery("patents", PATENTS)) == [
        "错误 [no_rows] 来件.csv：只有表头，没有数据行。处理：请重新导出，并确认文件中有数据"
    ]


def workbook(path, **sheets):
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return path


def test_a_sheet_that_does_not_exist_is_refused_with_those_that_do(tmp_path):
    path = workbook(tmp_path / "台账.xlsx", 说明=[["x"]], 一季度=[PATENTS, PATENT])
    assert sentences(examined("patents", path, sheet="二季度")) == [
        "错误 [no_such_sheet] 台账.xlsx：没有工作表“二季度”；工作簿中有：说明、一季度。处理：请用 --sheet 指定其中之一"
    ]


def test_the_wrong_sheet_is_refused(tmp_path):
    path = workbook(tmp_path / "台账.xlsx", 说明=[["x"]], 一季度=[PATENTS, PATENT])
    [sentence] = sentences(examined("patents", path, sheet="说明"))
    assert "前30行中找不到“专利”的表头（工作表：说明）" in sentence


def test_the_only_sheet_with_a_fitting_header_is_taken_and_the_others_are_named(tmp_path):
    path = workbook(tmp_path / "台账.xlsx", 说明=[["x"]], 一季度=[PATENTS, PATENT])
    examination = examined("patents", path)
    assert examination.rows.num_rows == 1
    assert sentences(examination) == [
        "警告 [sheets_not_read] 台账.xlsx：以下工作表未读取：说明。处理：如需导入，请用 --sheet 逐个指定"
    ]


def test_two_fitting_sheets_ask_for_a_choice_unless_one_has_the_name_of_the_contract(tmp_path):
    path = workbook(tmp_path / "台账.xlsx", 一季度=[PATENTS, PATENT], 二季度=[PATENTS, PATENT])
    assert sentences(examined("patents", path)) == [
        "错误 [several_sheets] 台账.xlsx：有多个工作表都像“专利”：一季度、二季度。处理：请在文件中只保留应报的工作表，或用 --sheet 指定"
    ]
    path = workbook(tmp_path / "台账.xlsx", 一季度=[PATENTS, PATENT], 专利=[PATENTS, PATENT])
    assert examined("patents", path).files[0].sheet == "专利"


def test_duplicate_keys_name_both_rows(delivery):
    examination = delivery("patents", PATENTS, PATENT, ("CN2017101064521", "2017-02-27"))
    assert sentences(examination) == [
        "错误 [duplicate_key] 来件.csv 第3行 “申请号”列 = “CN2017101064521”：申请号与第2行重复。处理：两行只保留一行"
    ]


def test_keys_may_lack_a_part_and_still_be_the_same(delivery):
    row = ("2024-09-20", "9", "一号馆", "120")
    assert said(delivery("expo_visits", ("日期", "小时", "展馆", "人次"), row, row)) == [
        ("duplicate_key", 3, "日期", "2024-09-20")
    ]


def test_a_negative_amount_is_refused(delivery):
    assert sentences(delivery("financing", FINANCING, (*LOAN[:4], "-100"))) == [
        "错误 [below_min] 来件.csv 第2行 “放款金额(万元)”列 = “-100”：数值小于0。处理：请更正数值"
    ]


def test_a_date_in_2099_is_refused_for_what_has_happened_and_allowed_for_what_is_due(delivery):
    assert sentences(delivery("patents", PATENTS, ("201710106452.1", "2099-01-01"))) == [
        "错误 [after_as_of] 来件.csv 第2行 “申请日”列 = “2099-01-01”：日期晚于数据截至日2024-12-31。"
        "处理：请更正日期；如数据更新，请更正 --as-of"
    ]
    assert said(delivery("financing", (*FINANCING, "到期日"), (*LOAN, "2027-03-04"))) == []
    assert said(delivery("financing", (*FINANCING, "到期日"), (*LOAN, "2099-03-04"))) == [
        ("too_far", 2, "到期日", "2099-03-04")
    ]


def test_a_date_in_1899_is_refused_as_excels_zero(delivery):
    assert sentences(delivery("patents", PATENTS, ("201710106452.1", "1899-12-30"))) == [
        "错误 [excel_zero] 来件.csv 第2行 “申请日”列 = “1899-12-30”：这是 Excel 对空值或 0 显示的日期（1899/1900年）。"
        "处理：请清空该单元格或填写真实日期"
    ]


def test_a_date_before_the_law_names_the_reason(delivery):
    assert sentences(delivery("patents", PATENTS, ("85100001", "1984-01-01"))) == [
        "错误 [too_early] 来件.csv 第2行 “申请日”列 = “1984-01-01”：日期早于1985-04-01（我国首部专利法于1985年4月1日施行）。处理：请更正日期"
    ]


def test_a_grant_before_the_filing_is_refused(delivery):
    examination = delivery("patents", (*PATENTS, "授权日"), (*PATENT, "2016-01-01"))
    assert sentences(examination) == [
        "错误 [not_before] 来件.csv 第2行 “授权日”列 = “2016-01-01”：“授权公告日”早于“申请日”（2017-02-27）。处理：请更正其中一个日期"
    ]


def test_an_unknown_district_names_those_accepted(delivery):
    assert sentences(delivery("patents", (*PATENTS, "区县"), (*PATENT, "翠屏区"))) == [
        "错误 [not_a_code] 来件.csv 第2行 “区县”列 = “翠屏区”：“区县”取值无法识别；可接受：江阳区、纳溪区、龙马潭区、泸县、合江县、叙永县、古蔺县。"
        "处理：请改为可接受的取值"
    ]


def test_a_type_that_contradicts_the_number_is_refused(delivery):
    assert sentences(delivery("patents", (*PATENTS, "专利类型"), (*PATENT, "外观设计"))) == [
        "错误 [type_contradicts_number] 来件.csv 第2行 “专利类型”列 = “外观设计”：文件写的是“外观设计”，而申请号表明是“发明”。处理：请更正专利类型或申请号"
    ]


def test_a_list_with_types_but_without_application_numbers_is_read(delivery):
    found = delivery(
        "preexaminations",
        ["案号", "申请主体", "技术领域", "专利类型", "接收日期", "不予受理日期", "不受理原因"],
        ["Y1", "示例企业0001", "领域二", "实用新型", "2024/3/1", "2024/3/6", "未备案"],
    )
    assert found.findings.errors == 0
    [row] = found.rows.select(["field_code", "patent_type", "rejection_reason"]).to_pylist()
    assert row == {"field_code": "field_2", "patent_type": "utility_model", "rejection_reason": "not_registered"}


def test_a_missing_value_in_a_required_column_is_refused(delivery):
    assert sentences(delivery("patents", PATENTS, ("201710106452.1", "无数据"))) == [
        "错误 [required] 来件.csv 第2行 “申请日”列 = “无数据”：“申请日”缺失。处理：请补全，或删除该行"
    ]


def test_a_cell_that_cannot_be_read_is_reported_once(delivery):
    assert said(delivery("patents", PATENTS, ("CN201710106452.2", "昨天"))) == [
        ("check_digit", 2, "申请号", "CN201710106452.2"),
        ("not_a_date", 2, "申请日", "昨天"),
    ]


def test_longitude_without_datum_and_swapped_coordinates_are_refused(delivery):
    names = ("站点编号", "站点名称", "站点类型", "区县", "经度", "纬度", "坐标系")
    station = ("Z1", "示例站", "服务站", "泸县")
    assert said(delivery("stations", names, (*station, "105.4", "28.9", ""))) == [("required_with", 2, "坐标系", "")]
    assert said(delivery("stations", names, (*station, "105.4", "", "WGS84"))) == [("required_with", 2, "纬度", "")]
    assert [rule for rule, *_ in said(delivery("stations", names, (*station, "28.9", "105.4", "WGS84")))] == [
        "below_min",
        "above_max",
    ]


def test_percentages_written_as_fractions_are_refused(delivery):
    examination = delivery("financing", (*FINANCING, "利率"), (*LOAN, "0.0435"))
    assert sentences(examination) == [
        "错误 [fractions_for_percent] 来件.csv 第2行 “利率”列 = “0.0435”：“利率”列最大值仅为0.0435，疑似以小数表示百分数。处理：4.35%请写作 4.35 或 4.35%"
    ]
    assert examination.rows.num_rows == 0


def test_dates_of_unknown_order_are_one_finding_about_the_column(delivery):
    examination = delivery("patents", PATENTS, ("201710106452.1", "5/3/2017"), ("85100001", "1/4/1986"))
    assert said(examination) == [("date_order", 1, "申请日", None)]
    assert examination.sources[0].rows_rejected == 2


def test_a_thousand_findings_are_listed_and_all_are_counted(delivery):
    examination = delivery("patents", PATENTS, *(("x", "2017-02-27") for _ in range(1_200)))
    assert len(examination.findings.listed) == 1_000
    assert examination.findings.errors == 1_200
    assert examination.sources[0].rows_rejected == 1_200


def test_other_names_with_nowhere_to_go_are_told(delivery):
    examination = delivery("trademarks", ("注册号", "国际分类", "注册人"), ("123", "33", "示例企业0001;示例企业0002"))
    assert examination.rows.column("owner").to_pylist() == ["示例企业0001"]
    assert said(examination, "warning") == [("co_owners_dropped", 2, "注册人", "示例企业0001;示例企业0002")]


def test_findings_speak_english_too(delivery):
    examination = delivery("financing", FINANCING, (*LOAN[:4], "-100"))
    assert sentences(examination, "en") == [
        'error [below_min] 来件.csv row 2 column 放款金额(万元) = "-100": the value lies below 0; correct the value'
    ]


def test_a_unit_in_the_title_above_the_header_holds_for_amounts(delivery):
    examination = delivery(
        "financing", ("质押融资情况表（万元）",), ("合同编号", "融资方式", "企业名称", "签订日期", "放款金额"), LOAN
    )
    assert examination.rows.column("disbursed_amount_cny").to_pylist() == [1_000_000.0]
    assert [rule for rule, *_ in said(examination, "warning")] == ["unit_from_title"]


def test_an_error_value_in_a_workbook_is_missing_and_told(tmp_path):
    path = tmp_path / "台账.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("专利")
        page.write_row(0, 0, [*PATENTS, "区县"])
        page.write_row(1, 0, PATENT)
        page.write_formula(1, 2, "=NA()", None, "#REF!")
    examination = examined("patents", path)
    assert sentences(examination) == [
        "警告 [error_value] 台账.xlsx [专利] 第2行 “区县”列 = “#REF!”：单元格是 Excel 错误值，按缺失处理。处理：请修正公式或填写数值"
    ]
    assert examination.rows.column("district_code").to_pylist() == [None]


def test_cells_of_a_workbook_may_be_dates_times_and_numbers(tmp_path):
    path = tmp_path / "人流.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Sheet1")
        page.write_row(0, 0, ["日期", "时段", "展馆", "人次"])
        page.write_number(1, 0, 45555, book.add_format({"num_format": "yyyy-mm-dd"}))
        page.write_number(1, 1, 0.375, book.add_format({"num_format": "hh:mm"}))
        page.write_row(1, 2, ["一号馆", 120])
    [row] = examined("expo_visits", path).rows.to_pylist()
    assert (row["visited_on"], row["hour"], row["hall"], row["visits"]) == (date(2024, 9, 20), 9, "一号馆", 120)


def test_an_unreadable_file_leaves_the_others_examined(tmp_path):
    good, bad = tmp_path / "好.csv", tmp_path / "坏.xlsx"
    good.write_text("申请号,申请日\n201710106452.1,2017-02-27\n", "utf-8")
    bad.write_bytes(b"\xff\xd8\xff\xe0")
    examination = examined("patents", bad, good)
    assert [rule for rule, *_ in said(examination)] == ["wrong_file"]
    assert [(s.title, s.rows_published) for s in examination.sources] == [("坏.xlsx", 0), ("好.csv", 1)]
