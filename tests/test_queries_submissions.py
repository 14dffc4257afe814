"""What the page of submissions shows, on rows small enough to count by hand."""

from datetime import date

import pandas as pd
import pytest

from dashboard import warehouse
from tests.asking import lists

SCOPE = {"since": date(2024, 1, 1), "until": date(2024, 12, 31), "grain": "quarter"}
JIANGYANG, HEJIANG = "510502", "510522"


def owed(district, dataset, end, standing, received_on=None, filled=None, findings=None):
    return {
        "submission_id": f"{district}-{dataset}-{end:%Y-%m}", "district_code": district, "dataset": dataset,
        "period_end": end, "due_on": end + pd.Timedelta(days=10), "standing": standing, "received_on": received_on,
        "submitted_rows": 4 if filled is not None else None, "values_expected": 100 if filled is not None else None,
        "values_filled": filled, "errors": 0 if filled is not None else None, "findings": findings,
    }  # fmt: skip


SEPTEMBER, OCTOBER = date(2024, 9, 30), date(2024, 10, 31)
ROWS = [
    owed(JIANGYANG, "financing", SEPTEMBER, "on_time", date(2024, 10, 4), 95, 2),
    owed(JIANGYANG, "financing", OCTOBER, "late", date(2024, 11, 20), 94, 1),
    owed(JIANGYANG, "stations", SEPTEMBER, "missing"),
    owed(HEJIANG, "financing", SEPTEMBER, "rejected", date(2024, 10, 9), findings=5),
    owed(HEJIANG, "financing", OCTOBER, "not_due"),
]


@pytest.fixture(scope="module")
def con():
    return warehouse.over({"submissions": ROWS})


def ask(con, name, **values):
    return lists(con, f"submissions/{name}", SCOPE, **values)


def test_ninety_five_of_a_hundred_expected_values_make_an_accepted_submission_complete(con):
    told = con.execute("select standing, completeness from submissions order by submission_id").fetchall()
    assert told == [
        ("on_time", "complete"),
        ("late", "incomplete"),
        ("missing", "none"),
        ("rejected", "none"),
        ("not_due", "none"),
    ]


def test_every_metric_counts_what_is_due_and_nothing_that_is_not(con):
    found = con.execute("select metric, sum(value) from metrics where metric like 'submission%' group by 1 order by 1")
    assert dict(found.fetchall()) == {
        "submission_findings": 8, "submissions_accepted": 2, "submissions_complete": 1, "submissions_due": 4,
        "submissions_missing": 2, "submissions_on_time": 1,
    }  # fmt: skip


def test_periods_are_told_by_how_they_stand(con):
    assert ask(con, "by_period") == [
        ["2024-07-01", "missing", 1],
        ["2024-07-01", "on_time", 1],
        ["2024-07-01", "rejected", 1],
        ["2024-10-01", "late", 1],
    ]


def test_a_district_that_owes_nothing_more_is_zero_and_one_that_owes_nothing_is_no_row(con):
    assert ask(con, "missing") == [
        ["financing", JIANGYANG, 0],
        ["financing", HEJIANG, 1],
        ["stations", JIANGYANG, 1],
    ]


def test_a_dataset_is_on_time_by_what_was_due(con):
    assert ask(con, "on_time_by_dataset") == [["financing", pytest.approx(100 / 3)], ["stations", 0.0]]
    assert ask(con, "findings") == [["financing", 8]]


def test_missing_now_begins_with_the_longest_overdue(con):
    rows = ask(con, "missing_now", as_of=date(2024, 12, 31))
    assert [row[:2] + row[3:6] for row in rows] == [
        [JIANGYANG, "stations", "missing", "2024-10-10", 82],
        [HEJIANG, "financing", "rejected", "2024-10-10", 82],
    ]


def test_records_leave_out_what_is_not_due_and_are_searched(con):
    assert len(ask(con, "records")) == 4
    assert [row[0] for row in ask(con, "records", search="STATIONS")] == ["510502-stations-2024-09"]
    assert ask(con, "months") == [["2024-10-01"], ["2024-09-01"]]
