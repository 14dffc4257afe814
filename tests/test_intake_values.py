"""What people write in cells, and what it means."""

from datetime import date, datetime, time

import pytest

from dashboard import catalog
from intake import dates, values
from intake.wording import Problem

AS_OF = date(2024, 12, 31)


def read(dataset, field, cell, **facts):
    """The value of a cell, or the rule it breaks."""
    column = values.Column(catalog.contracts()[dataset].fields[field], **facts)
    value, problem = values.converter(column)(cell)
    return problem.rule if problem and problem.severity == "error" else value


@pytest.mark.parametrize(
    "cell",
    [
        "2024-03-05", "2024/3/5", "2024.03.05", "20240305", 20240305.0, "2024年3月5日", "２０２４年３月５日",
        "5 Mar 2024", "05-Mar-24", "March 5, 2024", "2024-03-05 00:00:00", "2024-03-05T08:30:00Z",
        45356, "45356", 45356.5, date(2024, 3, 5), datetime(2024, 3, 5, 12),
    ],
)  # fmt: skip
def test_one_day_is_written_in_many_ways(cell):
    assert dates.day(cell) == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("2024-02-30", "not_a_date"), ("2024", "not_a_date"), (2024.0, "not_a_date"), ("昨天", "not_a_date"),
        ("2024年3月", "day_missing"), ("202403", "day_missing"), (0, "excel_zero"), ("1899-12-30", "excel_zero"),
        ("1900/1/0", "excel_zero"), (time(0, 0), "excel_zero"), (date(1899, 12, 31), "excel_zero"),
    ],
)  # fmt: skip
def test_what_is_not_a_day_says_why(cell, rule):
    assert dates.day(cell).rule == rule


def test_a_column_with_a_13th_proves_that_the_day_comes_first():
    assert dates.order_of(["06/10/2014", "13/10/2014"], AS_OF) == "dmy"
    assert dates.day("06/10/2014", "dmy") == date(2014, 10, 6)


def test_a_column_with_a_13th_in_second_place_proves_that_the_month_comes_first():
    assert dates.order_of(["5/3/2024", "5/13/2024"], AS_OF) == "mdy"
    assert dates.day("5/3/2024", "mdy") == date(2024, 5, 3)


def test_a_column_that_proves_no_order_is_refused_and_the_remedy_named():
    refused = dates.order_of(["5/3/2024", "6/4/2024"], AS_OF)
    assert refused.rule == "date_order"
    assert refused.message.zh == "“5/3/2024”一类日期有多种读法，列中没有任何值能确定年月日的顺序"
    assert "--date-order dmy" in refused.remedy.zh and 'date_order = "dmy"' in refused.remedy.zh


def test_a_column_with_both_orders_names_two_values_that_contradict_each_other():
    refused = dates.order_of(["13/01/2024", "01/14/2024"], AS_OF)
    assert refused.message.en == "13/01/2024 and 01/14/2024 cannot both be dates in one order"


def test_days_that_read_the_same_in_either_order_need_no_proof():
    assert dates.day("5/5/2024", dates.order_of(["5/5/2024"], AS_OF)) == date(2024, 5, 5)


def test_a_two_digit_year_may_come_first_unless_that_would_lie_in_the_future():
    assert dates.order_of(["31/12/20"], AS_OF) == "dmy"
    assert dates.order_of(["24-3-25"], AS_OF).rule == "date_order"
    assert dates.day("24-3-25", "ymd") == date(2024, 3, 25)


def test_a_spelling_mistake_does_not_hide_the_order_of_the_others():
    assert dates.order_of(["45/45/2024", "13/10/2014"], AS_OF) == "dmy"


@pytest.mark.parametrize("cell", ["2024年3月", "2024-03", "202403", "2024/3", "Mar 2024", "2024-03-31", 45356.0])
def test_months_are_kept_as_their_first_day(cell):
    assert dates.month(cell) == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("cell", "hour"),
    [("00:00", 0), ("0", 0), (0.0, 0), ("23:00", 23), ("9时", 9), ("09:00-10:00", 9), ("23:00-24:00", 23), ("9点整", 9),
     (0.375, 9), (time(9, 0), 9), ("９：００", 9), ("24:00", "not_an_hour"), ("9:30", "not_an_hour"), (24, "not_an_hour"),
     ("08:00-20:00", "not_an_hour")],
)  # fmt: skip
def test_hours_run_from_0_to_23(cell, hour):
    assert read("expo_visits", "hour", cell) == hour


@pytest.mark.parametrize(
    "cell", [None, "", " ", "无数据", "-", "—", "——", "--", "/", "N/A", "n/a", "null", "无", "　", "－", "#N/A"]
)
def test_people_write_missing_in_many_ways(cell):
    assert values.is_missing(cell)
    assert read("patents", "title", cell) is None


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1,234,567.5", 1234567.5), ("１，２３４", 1234.0), ("1 234", 1234.0), ("￥500", 500.0), ("500元", 500.0),
        ("1.97亿元", 197_000_000.0), ("500万", 5_000_000.0), (1.1, 1.1), ("-3", -3.0), ("(3)", -3.0), ("−3", -3.0),
        ("1.5e3", 1500.0), ("1,5", "not_a_number"), ("五百", "not_a_number"), ("5%", "percent_sign"),
        ("500美元", "wrong_unit"), (date(2024, 1, 1), "not_a_number"), ("inf", "not_a_number"),
    ],
)  # fmt: skip
def test_amounts_are_read_in_yuan(cell, number):
    assert read("financing", "disbursed_amount_cny", cell) == number


def test_ten_thousands_are_multiplied_without_rounding_errors():
    assert read("financing", "disbursed_amount_cny", "1.1", factor=10_000) == 11_000
    assert read("financing", "disbursed_amount_cny", 0.07, factor=10_000) == 700


def test_a_unit_in_the_cell_goes_before_the_unit_of_the_header():
    assert read("financing", "disbursed_amount_cny", "500万元", factor=10_000) == 5_000_000


def test_percentages_may_carry_their_sign():
    assert read("financing", "rate_pct", "4.35%") == 4.35
    assert read("financing", "rate_pct", "４．３５％") == 4.35


def test_counts_are_whole_numbers():
    assert read("expo_visits", "visits", "1,234人次") == 1234
    assert read("expo_visits", "visits", 12.0) == 12
    assert read("expo_visits", "visits", "12.5") == "not_whole"


@pytest.mark.parametrize(
    ("cell", "truth"),
    [("是", True), ("否", False), ("Yes", True), ("no", False), ("TRUE", True), ("0", False), (1.0, True), ("√", True),
     ("也许", "not_a_boolean")],
)  # fmt: skip
def test_yes_and_no_in_two_languages(cell, truth):
    assert read("expo_exhibitors", "is_gi_related", cell) == truth


@pytest.mark.parametrize(
    "cell",
    [
        "江阳区",
        "江阳",
        "510502",
        510502.0,
        "Jiangyang",
        "JIANGYANG DISTRICT",
        "泸州市江阳区",
        "四川省泸州市江阳区",
        "江 阳 区",
    ],
)
def test_a_district_has_many_spellings(cell):
    assert read("patents", "district_code", cell) == "510502"


@pytest.mark.parametrize(
    ("wording", "code"),
    [("实质审查的生效", "examination"), ("发明专利权授予", "granted"), ("授权", "granted"), ("专利权的终止", "lapsed"),
     ("专利申请权、专利权的转移", "change_recorded"), ("公开", "published")],
)  # fmt: skip
def test_wordings_of_legal_status_become_codes(wording, code):
    assert read("patents", "legal_status", wording) == code


def test_names_lose_full_width_brackets_and_stray_blanks_but_keep_chinese_punctuation():
    assert read("patents", "applicant", " 泸州老窖（集团）　有限\u200b公司\t") == "泸州老窖(集团) 有限公司"
    assert read("patents", "title", "一种装置，ＡＢ１２型") == "一种装置，AB12型"


def test_titles_lose_their_mark_up_and_keep_comparisons():
    assert read("patents", "title", "一种LaNiO<sub>3</sub>与10<base:Sup>3</base:Sup>的材料") == "一种LaNiO3与103的材料"
    assert read("patents", "title", "当a<b且c>d时") == "当a<b且c>d时"


def test_numbers_that_excel_has_cut_short_are_refused():
    assert read("financing", "contract_no", 4.10523198001011e17) == "digits_lost"
    assert read("financing", "contract_no", "4.10523E+17") == "digits_lost"
    assert read("financing", "contract_no", 12345678.0) == "12345678"


def test_the_first_ipc_symbol_is_kept_without_its_version():
    assert read("patents", "ipc", "c12g 3/02(2006.01)I; C12H 1/00") == "C12G3/02"


def test_a_locarno_class_is_no_ipc_symbol():
    column = values.Column(catalog.contracts()["patents"].fields["ipc"])
    value, problem = values.converter(column)("09-01(12)")
    assert (value, problem.rule, problem.severity) == (None, "locarno_class", "warning")


def test_lost_characters_are_kept_and_told():
    column = values.Column(catalog.contracts()["geographical_indications"].fields["name"])
    value, problem = values.converter(column)("Halen M\ufffdn")
    assert value == "Halen M\ufffdn"
    assert isinstance(problem, Problem) and problem.severity == "warning"
