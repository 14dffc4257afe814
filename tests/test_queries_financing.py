"""What the financing page shows, on rows small enough to count by hand."""

from datetime import date

import pytest

from dashboard import warehouse
from tests.asking import lists

SCOPE = {
    "since": date(2024, 1, 1),
    "until": date(2024, 12, 31),
    "complete": date(2024, 12, 31),
    "grain": "quarter",
    "compare": "yoy",
    "lang": "zh",
}


def loan(number, signed_on, disbursed, **more):
    return {
        "contract_no": f"P{number}", "kind": "pledge", "firm": f"示例企业{number:04d}", "district_code": "510502",
        "industry_code": "baijiu", "collateral_kind": "patent", "lender": "示例银行01", "signed_on": signed_on,
        "registered_amount_cny": disbursed * 3, "credit_amount_cny": disbursed * 2, "disbursed_amount_cny": disbursed,
        "outstanding_amount_cny": disbursed / 2,
    } | more  # fmt: skip


def contribution(number, signed_on, value, kind="patent"):
    return {
        "contract_no": f"E{number}", "kind": "equity", "firm": f"示例企业{number:04d}", "district_code": "510503",
        "industry_code": "digital", "collateral_kind": kind, "signed_on": signed_on, "equity_amount_cny": value,
    }  # fmt: skip


FINANCING = [
    loan(1, date(2023, 2, 1), 100.0, matures_on=date(2024, 12, 1), rate_pct=5.0),
    loan(2, date(2023, 8, 9), 80.0, matures_on=date(2024, 8, 9), repaid_on=date(2024, 8, 1), outstanding_amount_cny=0.0),
    loan(3, date(2024, 1, 31), 300.0, matures_on=date(2025, 1, 30), rate_pct=4.0),
    loan(4, date(2024, 3, 5), 100.0, matures_on=date(2025, 3, 1), rate_pct=3.0, lender="示例银行02"),
    loan(5, date(2024, 7, 7), 200.0, matures_on=date(2026, 7, 7), district_code="510503", industry_code="digital",
         collateral_kind="trademark", lender="示例银行02"),
    loan(6, date(2024, 12, 24), 50.0, industry_code=None, lender=None),
    contribution(7, date(2024, 2, 2), 900.0),
    contribution(8, date(2024, 8, 2), 70.0, "trademark"),
]  # fmt: skip
TARGETS = [
    {"metric_id": "pledge_financing_amount", "geo_code": "510500", "starts_on": date(2024, 1, 1),
     "due_on": date(2025, 12, 31), "value": 2000.0, "source_title": "方案"},
    {"metric_id": "pledge_financing_amount", "geo_code": "510503", "starts_on": date(2024, 1, 1),
     "due_on": date(2024, 12, 31), "value": 100.0, "source_title": "演示"},
]  # fmt: skip


@pytest.fixture(scope="module")
def con():
    return warehouse.over({"financing": FINANCING, "targets": TARGETS})


def ask(con, name, **values):
    return lists(con, f"financing/{name}", SCOPE, **values)


def test_disbursed_by_quarter_has_quarters_without_loans_and_the_year_before(con):
    assert ask(con, "disbursed") == [
        ["2024-01-01", 400.0, 100.0, 2],
        ["2024-04-01", 0.0, 0.0, 0],
        ["2024-07-01", 200.0, 80.0, 1],
        ["2024-10-01", 50.0, 0.0, 1],
    ]


def test_disbursed_follows_grain_district_and_industry(con):
    assert ask(con, "disbursed", grain="year", districts=["510503"]) == [["2024-01-01", 200.0, None, 1]]
    assert ask(con, "disbursed", grain="year", industries=["baijiu"]) == [["2024-01-01", 400.0, 180.0, 2]]
    assert ask(con, "disbursed", districts=["510525"]) == []


def test_disbursed_is_compared_with_as_many_months_before(con):
    half = {"since": date(2024, 7, 1), "grain": "year", "compare": "previous"}
    assert ask(con, "disbursed", **half) == [["2024-01-01", 250.0, 400.0, 2]]
    assert ask(con, "disbursed", **half | {"compare": "none"}) == [["2024-01-01", 250.0, None, 2]]


def test_a_month_that_is_not_complete_is_missing_and_not_zero(con):
    rows = ask(con, "disbursed", grain="month", since=date(2024, 10, 1), complete=date(2024, 10, 31))
    assert [row[1] for row in rows] == [0.0, None, 50.0]


def test_four_amounts_stand_side_by_side_by_year_of_signature(con):
    assert ask(con, "amounts_by_year", since=date(2023, 1, 1)) == [
        ["2023-01-01", 540.0, 360.0, 180.0, 50.0],
        ["2024-01-01", 1950.0, 1300.0, 650.0, 325.0],
    ]


def test_a_year_without_loans_between_years_with_loans_is_zero(con):
    rows = ask(con, "amounts_by_year", since=date(2022, 1, 1), until=date(2025, 12, 31), complete=date(2025, 12, 31))
    assert [(row[0][:4], row[3]) for row in rows] == [("2023", 180.0), ("2024", 650.0), ("2025", 0.0)]


def test_open_loans_stand_on_the_ladder_by_the_days_left(con):
    assert [[due, *amounts] for due, _, _, *amounts in ask(con, "maturity_ladder")] == [
        ["已逾期", 50.0, 1],
        ["30天内", 150.0, 1],
        ["31—90天", 50.0, 1],
        ["91—180天", 0.0, 0],
        ["181—365天", 0.0, 0],
        ["365天以上", 100.0, 1],
        ["未载明", 25.0, 1],
    ]


def test_a_loan_due_today_is_not_overdue_and_the_ladder_follows_the_district(con):
    rows = ask(con, "maturity_ladder", complete=date(2026, 7, 7), districts=["510503"], lang="en")
    assert rows[:2] == [
        ["Overdue", "1900-01-01", "2026-07-06", 0.0, 0],
        ["Up to 30 days", "2026-07-07", "2026-08-06", 100.0, 1],
    ]
    assert len(rows) == 6
    assert ask(con, "maturity_ladder", districts=["510525"]) == []


def test_lenders_are_ranked_by_money_and_by_loans(con):
    assert [row[:3] for row in ask(con, "lenders")] == [
        ["示例银行01", 300.0, 1],
        ["示例银行02", 300.0, 2],
        [None, 50.0, 1],
    ]
    assert [row[:2] for row in ask(con, "lenders_by_loans")] == [["示例银行02", 2], ["示例银行01", 1], [None, 1]]


def test_a_lenders_share_is_of_the_money_in_scope(con):
    assert [row[3] for row in ask(con, "lenders", industries=["baijiu"])] == [0.75, 0.25]


def test_rights_pledged_are_split_by_kind(con):
    assert ask(con, "collateral", grain="year") == [
        ["2024-01-01", "patent", 450.0, 3],
        ["2024-01-01", "trademark", 200.0, 1],
    ]


def test_every_industry_is_ranked_whatever_industry_is_chosen(con):
    expected = [["baijiu", 400.0, 2], ["digital", 200.0, 1], [None, 50.0, 1]]
    assert [row[:3] for row in ask(con, "by_industry")] == expected
    assert [row[:3] for row in ask(con, "by_industry", industries=["digital"])] == expected
    assert [row[0] for row in ask(con, "by_industry", districts=["510503"])] == ["digital"]


def test_the_target_says_what_is_missing_and_when_it_is_met_at_this_pace(con):
    # 366 days brought 650, so 2,000 take 1,127 days, counted from 2024-01-01.
    assert ask(con, "target") == [
        [2000.0, "2024-01-01", "2025-12-31", "2024-12-31", 650.0, 1350.0, 0.325, "2027-01-31"],
    ]


def test_a_district_has_its_own_target_or_none(con):
    [row] = ask(con, "target", districts=["510503"])
    assert (row[0], row[4], row[5], row[6], row[7]) == (100.0, 200.0, 0.0, 2.0, None)
    assert ask(con, "target", districts=["510502"]) == []
    assert ask(con, "target", districts=["510502", "510503"]) == []
    assert ask(con, "target", industries=["baijiu"]) == []


def test_a_target_that_has_not_begun_is_not_told(con):
    assert ask(con, "target", until=date(2023, 12, 31)) == []


def test_progress_is_accumulated_through_the_last_complete_month_and_the_target_runs_on(con):
    rows = ask(con, "progress", until=date(2024, 4, 30), complete=date(2024, 3, 31))
    disbursed = [row[2] for row in rows if row[1] == "累计放款"]
    target = [row for row in rows if row[1] == "目标"]
    pace = [row[2] for row in rows if row[1] == "匀速进度"]
    assert disbursed == [300.0, 300.0, 400.0]
    assert (len(target), target[0][0], target[-1][0], target[-1][2]) == (24, "2024-01-01", "2025-12-01", 2000.0)
    assert (pace[5], pace[-1]) == (500.0, 2000.0)


def test_progress_follows_the_district_while_the_target_stays_the_citys(con):
    rows = ask(con, "progress", districts=["510503"])
    assert [row[2] for row in rows if row[1] == "累计放款"][-1] == 200.0
    assert {row[2] for row in rows if row[1] == "目标"} == {2000.0}


def test_equity_is_told_by_period_and_right_with_zeros_between(con):
    rows = ask(con, "equity")
    assert [row[:3] for row in rows if row[1] == "patent"] == [
        ["2024-01-01", "patent", 900.0],
        ["2024-04-01", "patent", 0.0],
        ["2024-07-01", "patent", 0.0],
        ["2024-10-01", "patent", 0.0],
    ]
    assert [row[2] for row in rows if row[1] == "trademark"] == [0.0, 0.0, 70.0, 0.0]
    assert ask(con, "equity", districts=["510502"]) == []


def test_the_average_rate_weighs_loans_by_money(con):
    assert ask(con, "rates", since=date(2023, 1, 1), lang="en") == [
        ["2023-01-01", "Weighted average", 5.0],
        ["2024-01-01", "Weighted average", 3.75],
        ["2023-01-01", "Highest", 5.0],
        ["2024-01-01", "Highest", 4.0],
        ["2023-01-01", "Lowest", 5.0],
        ["2024-01-01", "Lowest", 3.0],
    ]


def test_contracts_are_counted_by_kind(con):
    assert ask(con, "contracts_counted") == [[6, 4, 2]]
    assert ask(con, "contracts_counted", districts=["510503"]) == [[3, 1, 2]]


def test_records_come_a_page_at_a_time_newest_first(con):
    page = {"page_size": 2, "skip": 0}
    assert [row[0] for row in ask(con, "records", **page)] == ["P6", "E8"]
    assert [row[0] for row in ask(con, "records", **page | {"skip": 4})] == ["E7", "P3"]


def test_records_are_found_by_number_firm_or_lender(con):
    page = {"page_size": 50, "skip": 0}
    assert [row[0] for row in ask(con, "records", search="p4", **page)] == ["P4"]
    assert [row[0] for row in ask(con, "records", search="企业0007", **page)] == ["E7"]
    assert [row[0] for row in ask(con, "records", search="银行02", **page)] == ["P5", "P4"]
    assert ask(con, "records", search="100%", **page) == []
