"""What the page on pre-examination shows, on rows small enough to count by hand."""

from datetime import date

import pytest

from dashboard import queries, warehouse
from tests.asking import lists

SCOPE = {
    "since": date(2024, 1, 1),
    "until": date(2024, 12, 31),
    "complete": date(2024, 12, 31),
    "grain": "quarter",
    "compare": "yoy",
    "lang": "zh",
}


def case(number, received_on, **more):
    return {
        "case_id": f"Y{number}", "applicant": "示例企业0001", "applicant_class": "enterprise", "district_code": "510502",
        "industry_code": "baijiu", "field_code": "field_1", "patent_type": "invention", "received_on": received_on,
    } | more  # fmt: skip


CASES = [
    # accepted after 2 days, examined after 10, filed after 4, granted after 200
    case(1, date(2024, 1, 8), accepted_on=date(2024, 1, 10), examined_on=date(2024, 1, 20), result="passed",
         filed_on=date(2024, 1, 24), granted_on=date(2024, 8, 11)),
    # 4, 20, 8 and 60
    case(2, date(2024, 3, 1), accepted_on=date(2024, 3, 5), examined_on=date(2024, 3, 25), result="passed",
         filed_on=date(2024, 4, 2), granted_on=date(2024, 6, 1), patent_type="utility_model", field_code="field_2"),
    # 6, 30, not passed
    case(3, date(2024, 4, 2), accepted_on=date(2024, 4, 8), examined_on=date(2024, 5, 8), result="not_passed",
         applicant="示例企业0002", district_code="510503", industry_code="digital"),
    # turned down after 8
    case(4, date(2024, 5, 6), rejected_on=date(2024, 5, 14), rejection_reason="documents", applicant="示例企业0003"),
    # in pre-examination since 75 days
    case(5, date(2024, 10, 17), accepted_on=date(2024, 10, 21)),
    # received on the last day
    case(6, date(2024, 12, 31), field_code="field_2"),
    # slower than the ordinary route by 17 days
    case(7, date(2024, 6, 3), accepted_on=date(2024, 6, 7), examined_on=date(2024, 6, 17), result="passed",
         filed_on=date(2024, 6, 19), granted_on=date(2025, 1, 5), patent_type="design", field_code="field_3"),
]  # fmt: skip
ORDINARY = [
    {"patent_type": "invention", "applies_from": date(2023, 1, 1), "ordinary_days": 900},
    {"patent_type": "invention", "applies_from": date(2024, 1, 1), "ordinary_days": 800},
    {"patent_type": "utility_model", "applies_from": date(2024, 1, 1), "ordinary_days": 240},
    {"patent_type": "design", "applies_from": date(2024, 1, 1), "ordinary_days": 183},
]
PUBLISHED = [
    {
        "metric_id": "grant_cycle_reduction_pct",
        "geo_code": "510500",
        "period": "2024",
        "value": 65,
        "qualifier": "at_least",
    }
]


@pytest.fixture(scope="module")
def con():
    return warehouse.over({"preexaminations": CASES, "ordinary_grant_days": ORDINARY, "published_figures": PUBLISHED})


def ask(con, name, **values):
    return lists(con, f"preexamination/{name}", SCOPE, **values)


def total(con, metric, since=date(2024, 1, 1), until=date(2024, 12, 31)):
    sql = "select sum(value) from metrics where metric = $metric and month between $since and $until"
    return warehouse.tuples(con, sql, {"metric": metric, "since": since, "until": until})[0][0]


def test_the_funnel_follows_the_cases_of_a_year_as_far_as_they_have_come(con):
    assert ask(con, "funnel") == [["2024-01-01", 7, 5, 3, 3, 3]]
    assert ask(con, "funnel", districts=["510503"]) == [["2024-01-01", 1, 1, 0, 0, 0]]
    assert ask(con, "funnel", industries=["baijiu"], until=date(2024, 1, 31)) == [["2024-01-01", 1, 1, 1, 1, 1]]


def test_each_step_is_counted_in_the_period_in_which_it_happened(con):
    assert ask(con, "by_period") == [
        ["2024-01-01", 2, 2, 0],
        ["2024-04-01", 3, 2, 1],
        ["2024-07-01", 0, 0, 1],
        ["2024-10-01", 2, 1, 0],
    ]


def test_a_period_that_is_not_complete_has_no_zero(con):
    assert ask(con, "by_period", complete=date(2024, 8, 31))[2:] == [
        ["2024-07-01", None, None, 1],
        ["2024-10-01", 2, 1, None],
    ]


def test_days_of_a_stage_are_spread_over_bands_and_a_refusal_is_a_decision(con):
    # 2, 4, 4, 4, 6, 8 days to a decision; 10, 10, 20, 30 to a result; 2, 4, 8 to filing; 16, 16, 32 in all
    found = {(step, band): (share, cases) for step, band, share, cases, _ in ask(con, "stage_days")}
    bands = ["3天内", "4—7天", "8—15天", "16—30天", "30天以上"]
    assert {step: [found[step, band][1] for band in bands] for step, _ in found} == {
        "受理（中位4天）": [1, 4, 1, 0, 0],
        "预审（中位10天）": [0, 0, 2, 2, 0],
        "提交（中位4天）": [1, 1, 1, 0, 0],
        "全程（中位16天）": [0, 0, 0, 2, 1],
    }
    assert [found["受理（中位4天）", band][0] for band in bands] == [16.7, 66.7, 16.7, 0, 0]
    assert [row[0] for row in ask(con, "stage_days", districts=["510503"], lang="en")] == [
        *["Acceptance (median 6)"] * 5,
        *["Examination (median 30)"] * 5,
    ]


def test_days_to_grant_are_spread_over_bands_by_type(con):
    assert [row for row in ask(con, "grant_spread") if row[3]] == [
        ["invention", "181—270天", 100.0, 1],
        ["utility_model", "60天内", 100.0, 1],
    ]


def test_days_to_grant_stand_beside_those_of_the_ordinary_route_in_force_on_the_day_of_the_grant(con):
    assert ask(con, "grant_days") == [
        ["invention", 200.0, 800.0, 200.0, 1],
        ["utility_model", 60.0, 240.0, 60.0, 1],
    ]


def test_time_saved_divides_days_saved_by_ordinary_days(con):
    # second quarter: (240 − 60) / 240; third: (800 − 200) / 800
    assert ask(con, "time_saved") == [["2024-04-01", 75.0, 65.0], ["2024-07-01", 75.0, 65.0]]
    # What is published is of the city.
    assert ask(con, "time_saved", districts=["510502"])[0] == ["2024-04-01", 75.0, None]
    assert total(con, "grant_days_saved") == 780
    assert total(con, "grant_days_ordinary") == 1040


def test_a_grant_that_is_slower_than_the_ordinary_route_takes_from_what_is_saved(con):
    january = date(2025, 1, 1), date(2025, 1, 31)
    assert total(con, "grant_days_saved", *january) == 183 - 200
    assert total(con, "grant_days_ordinary", *january) == 183


def test_a_grant_without_ordinary_days_of_its_type_counts_in_neither():
    bare = warehouse.over({"preexaminations": CASES, "ordinary_grant_days": ORDINARY[1:2]})
    assert (total(bare, "grant_days_saved"), total(bare, "grant_days_ordinary")) == (600, 800)
    assert ask(bare, "grant_days")[1][:3] == ["utility_model", 60.0, None]


def test_open_cases_stand_by_age_on_the_day_the_list_is_complete_to(con):
    assert [[age, opened] for age, _, _, opened in ask(con, "open_by_age")] == [
        ["7天内", 1],
        ["8—15天", 0],
        ["16—30天", 0],
        ["31—60天", 0],
        ["60天以上", 1],
    ]
    assert ask(con, "open_by_age")[1][1:3] == ["2024-12-16", "2024-12-23"]
    assert ask(con, "open_by_age", districts=["510503"]) == []


def test_open_cases_are_what_was_received_and_neither_turned_down_nor_concluded(con):
    assert total(con, "patent_prereviews_open", date.min) == 2
    assert total(con, "patent_prereviews_open", date.min, date(2024, 4, 30)) == 1


def test_a_result_of_any_kind_concludes_and_the_share_is_of_those(con):
    assert (total(con, "preexaminations_passed"), total(con, "preexaminations_concluded")) == (3, 4)
    assert queries.metrics()["preexamination_pass_share"].denominator == "preexaminations_concluded"


def test_fields_show_where_their_cases_stand(con):
    assert ask(con, "by_field") == [
        ["field_1", "granted", 1],
        ["field_1", "accepted", 1],
        ["field_1", "not_passed", 1],
        ["field_1", "rejected", 1],
        ["field_2", "granted", 1],
        ["field_2", "received", 1],
        ["field_3", "granted", 1],
    ]


def test_applicants_are_ranked_by_what_was_accepted(con):
    assert ask(con, "applicants") == [["示例企业0001", 4], ["示例企业0002", 1]]


def test_refusals_are_counted_by_reason(con):
    assert ask(con, "rejections") == [["documents", 1, 100.0]]


def test_records_are_found_by_number_and_applicant_newest_first(con):
    found = ask(con, "records")
    assert [row[0] for row in found] == ["Y6", "Y5", "Y7", "Y4", "Y3", "Y2", "Y1"]
    assert [row[0] for row in ask(con, "records", search="0002")] == ["Y3"]
    assert [row[0] for row in ask(con, "records", page_size=2, skip=2)] == ["Y7", "Y4"]
