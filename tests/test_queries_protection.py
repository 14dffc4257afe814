"""What the protection page shows, on rows small enough to count by hand."""

from datetime import date

import pytest

from dashboard import answers, queries, warehouse
from tests.asking import lists

SCOPE = {
    "since": date(2024, 1, 1),
    "until": date(2024, 12, 31),
    "complete": date(2024, 12, 31),
    "grain": "quarter",
    "compare": "yoy",
    "lang": "zh",
}


def dispute(number, accepted_on, closed_on=None, outcome=None, **more):
    return {
        "case_id": f"A{number}", "kind": "patent_infringement", "procedure": "administrative_ruling",
        "district_code": "510502", "industry_code": "baijiu", "accepted_on": accepted_on, "closed_on": closed_on,
        "outcome": outcome,
    } | more  # fmt: skip


def penalty(number, accepted_on, closed_on=None, **more):
    closed = {"outcome": "fined"} if closed_on else {}
    return dispute(number, accepted_on, closed_on, kind="trademark", procedure="penalty") | closed | more


CASES = [
    dispute(1, date(2023, 11, 1), date(2024, 1, 10), "infringement_found"),  # 70 days
    dispute(2, date(2024, 1, 5), date(2024, 2, 4), "settled", procedure="mediation"),  # 30 days
    dispute(3, date(2024, 2, 5), date(2024, 3, 7), "settled"),  # 31 days
    dispute(4, date(2024, 3, 1), date(2024, 9, 1), "no_infringement", district_code="510503", industry_code="digital"),
    dispute(5, date(2024, 6, 28)),
    penalty(6, date(2024, 7, 1), date(2024, 9, 29), value_cny=100.0, cooperating_region="510100",
            goods_kind="liquor", goods_quantity=12, goods_unit="bottle"),
    penalty(7, date(2024, 8, 1), value_cny=None, goods_kind="liquor", goods_quantity=8, goods_unit="piece"),
    penalty(8, date(2024, 12, 1), value_cny=50.0, kind="gi", cooperating_region="511500", district_code="510503"),
    penalty(9, date(2024, 12, 2), industry_code=None, cooperating_region="511500"),
]  # fmt: skip
SERVICES = [
    {"service_id": "S1", "kind": "checkup", "firm": "示例企业0001", "district_code": "510502", "served_on": date(2024, 1, 9)},
    {"service_id": "S2", "kind": "checkup", "firm": "示例企业0001", "district_code": "510502", "served_on": date(2024, 2, 9)},
    {"service_id": "S3", "kind": "advice_letter", "firm": "示例企业0002", "district_code": "510503",
     "served_on": date(2024, 7, 9)},
]  # fmt: skip
STATED = {"geo_code": "510500", "qualifier": "at_least", "unit": "瓶", "source_title": "报道", "source_url": "http://a"}
PUBLISHED = [
    STATED | {"metric_id": "case_value", "metric_zh": "甲案案值", "metric_en": "Value of A", "period": "case-a-2024",
              "period_type": "event", "value": 9.0},
    STATED | {"metric_id": "case_goods", "metric_zh": "乙案查获", "metric_en": "Goods of B", "period": "case-b-2023-11-17",
              "period_type": "event", "value": None, "qualifier": "illegible"},
    STATED | {"metric_id": "national_typical_cases", "metric_zh": "典型案例", "metric_en": "Typical cases",
              "period": "2024", "period_type": "as_of", "value": 1.0, "qualifier": "exact"},
    STATED | {"metric_id": "ip_cases_handled", "metric_zh": "案件", "metric_en": "Cases", "period": "2024", "value": 5.0},
    STATED | {"metric_id": "case_value", "metric_zh": "他市案", "metric_en": "Elsewhere", "period": "case-c-2024",
              "value": 5.0, "geo_code": "510100"},
]  # fmt: skip


@pytest.fixture(scope="module")
def con():
    return warehouse.over({"ip_cases": CASES, "legal_services": SERVICES, "published_figures": PUBLISHED})


def ask(con, name, **values):
    return lists(con, f"protection/{name}", SCOPE, **values)


def test_cases_are_counted_by_kind_in_the_quarter_of_acceptance_with_zeros_between(con):
    rows = ask(con, "accepted_by_kind")
    assert [row[2] for row in rows if row[1] == "patent_infringement"] == [3, 1, 0, 0]
    assert [row[2] for row in rows if row[1] == "trademark"] == [0, 0, 2, 1]
    assert [row[2] for row in rows if row[1] == "gi"] == [0, 0, 0, 1]
    assert ask(con, "accepted_by_kind", grain="year", districts=["510503"]) == [
        ["2024-01-01", "gi", 1],
        ["2024-01-01", "patent_infringement", 1],
    ]
    assert ask(con, "accepted_by_kind", districts=["510525"]) == []


def test_cases_accepted_and_closed_stand_side_by_side_each_in_its_own_period(con):
    assert ask(con, "accepted_and_closed") == [
        ["2024-01-01", 3, 3],
        ["2024-04-01", 1, 0],
        ["2024-07-01", 2, 2],
        ["2024-10-01", 2, 0],
    ]
    assert ask(con, "accepted_and_closed", districts=["510525"]) == []


def test_before_the_first_case_there_is_no_zero(con):
    assert ask(con, "accepted_and_closed", since=date(2015, 1, 1), until=date(2015, 6, 30)) == []
    assert ask(con, "accepted_and_closed", since=date(2015, 1, 1))[0] == ["2023-10-01", 1, 0]


def test_a_month_that_is_not_complete_has_no_zero(con):
    rows = ask(con, "accepted_and_closed", grain="month", since=date(2024, 9, 1), complete=date(2024, 10, 31))
    assert rows == [["2024-09-01", 0, 2], ["2024-10-01", 0, 0]]


def test_outcomes_are_ranked_and_split_by_procedure(con):
    assert ask(con, "outcomes") == [
        ["settled", "administrative_ruling", 1],
        ["settled", "mediation", 1],
        ["fined", "penalty", 1],
        ["infringement_found", "administrative_ruling", 1],
        ["no_infringement", "administrative_ruling", 1],
    ]


def test_thirty_days_are_the_first_band_and_thirty_one_the_second(con):
    assert ask(con, "duration_bands") == [
        ["to_30", 1, 0.2],
        ["to_60", 1, 0.2],
        ["to_90", 2, 0.4],
        ["over_180", 1, 0.2],
    ]


def test_median_and_quartiles_are_told_by_quarter_of_closing(con):
    # 30, 31 and 70 days in the first quarter; 90 and 184 in the third.
    assert ask(con, "duration_quartiles") == [
        ["2024-01-01", "upper_quartile", 50.5, 3],
        ["2024-07-01", "upper_quartile", 160.5, 2],
        ["2024-01-01", "median", 31.0, 3],
        ["2024-07-01", "median", 137.0, 2],
        ["2024-01-01", "lower_quartile", 30.5, 3],
        ["2024-07-01", "lower_quartile", 113.5, 2],
    ]


def test_each_procedure_tells_its_days(con):
    assert ask(con, "duration_by_procedure") == [
        ["administrative_ruling", 3, 70.0, 50.5, 127.0, 184],
        ["mediation", 1, 30.0, 30.0, 30.0, 30],
        ["penalty", 1, 90.0, 90.0, 90.0, 90],
    ]


def test_open_cases_stand_on_the_ladder_by_the_days_since_acceptance(con):
    assert [[age, *counts] for age, _, _, *counts in ask(con, "open_by_age")] == [
        ["30天及以内", 2, 30],
        ["31—60天", 0, None],
        ["61—90天", 0, None],
        ["91—180天", 1, 152],
        ["180天以上", 1, 186],
    ]
    assert ask(con, "open_by_age", districts=["510525"]) == []


def test_a_period_whose_only_value_is_withheld_has_none_and_says_how_many(con):
    rows = ask(con, "value_by_kind")
    assert [row[2:] for row in rows if row[1] == "trademark"] == [[0.0, 0], [0.0, 0], [100.0, 1], [None, 1]]
    assert [row[2:] for row in rows if row[1] == "gi"][-1] == [50.0, 0]


def test_quantities_in_different_units_stand_in_columns_of_their_own(con):
    assert ask(con, "goods") == [["liquor", 2, 12, 8, None]]


def test_joint_action_is_ranked_by_region(con):
    assert ask(con, "regions") == [["511500", 2, 2 / 3], ["510100", 1, 1 / 3]]


def test_every_industry_is_ranked_whatever_industry_is_chosen(con):
    expected = [["baijiu", 6], ["digital", 1], [None, 1]]
    assert [row[:2] for row in ask(con, "by_industry")] == expected
    assert [row[:2] for row in ask(con, "by_industry", industries=["digital"])] == expected


def test_check_ups_and_letters_are_counted_apart(con):
    assert ask(con, "legal_services") == [
        ["2024-01-01", 2, 0],
        ["2024-04-01", 0, 0],
        ["2024-07-01", 0, 1],
        ["2024-10-01", 0, 0],
    ]
    assert ask(con, "legal_services", districts=["510525"]) == []


def test_published_cases_and_facts_of_the_city_are_told_with_their_source(con):
    assert [row[:5] for row in ask(con, "published")] == [
        ["甲案案值", "不少于", 9.0, "瓶", "2024"],
        ["乙案查获", "□ 原文字迹不清", None, "瓶", "2023-11-17"],
        ["典型案例", "准确", 1.0, "瓶", "2024"],
    ]
    assert {(row[6], row[7]) for row in ask(con, "published")} == {("报道", "http://a")}


def test_records_come_a_page_at_a_time_newest_first_and_are_found_by_number(con):
    page = {"page_size": 2, "skip": 0, "search": None}
    assert [row[0] for row in ask(con, "records", **page)] == ["A9", "A8"]
    assert [row[0] for row in ask(con, "records", **page | {"skip": 6})] == ["A3", "A2"]
    assert [row[0] for row in ask(con, "records", **page | {"search": "a5"})] == ["A5"]


def test_an_empty_cell_of_a_case_says_what_it_means_and_not_that_nothing_is_stated(con):
    query = queries.load_query("protection/records")
    rows = warehouse.run(con, query, **SCOPE, page_size=50, skip=0, search="A5")
    [words] = answers.labelled(rows, query.columns, "zh")[
        ["outcome", "cooperating_region", "goods_kind"]
    ].values.tolist()
    assert words == ["未结案", "本市单独办理", "无"]
    rows = warehouse.run(con, query, **SCOPE, page_size=50, skip=0, search="A9")
    assert answers.labelled(rows, query.columns, "zh")["industry_code"].tolist() == ["未载明"]
