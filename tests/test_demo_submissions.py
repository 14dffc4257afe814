"""The demonstration log: seven districts, every duty since 2024, told as it stood on each snapshot's day."""

from datetime import date

import duckdb
import pytest

from dashboard import catalog
from intake import demo
from intake.demo import submissions

SPRING, AUTUMN, LAST = demo.SNAPSHOTS


@pytest.fixture(scope="module")
def ask():
    drawn = submissions.ledger()
    known = {day: drawn.known_on(day) for day in demo.SNAPSHOTS}

    def asked(sql, day=LAST):
        con = duckdb.connect(":memory:")
        con.register("submissions", known[day])
        return con.execute(sql).fetchall()

    return asked


def test_all_seven_districts_owe_eight_monthly_and_three_quarterly_datasets(ask):
    assert ask("select count(distinct district_code), count(*) from submissions") == [(7, 7 * (8 * 12 + 3 * 4))]
    assert ask("select min(period_end), max(period_end) from submissions") == [(date(2024, 1, 31), LAST)]


def test_every_standing_occurs_and_follows_from_the_days(ask):
    assert {state for (state,) in ask("select distinct standing from submissions")} == {
        "on_time", "late", "rejected", "missing", "not_due",
    }  # fmt: skip
    broken = """
        select count(*) from submissions
        where (standing = 'on_time') <> (received_on <= due_on and errors = 0)
           or (standing = 'late') <> (received_on > due_on and errors = 0)
           or (standing = 'rejected') <> (coalesce(errors, 0) > 0)
           or (standing in ('missing', 'not_due')) <> (received_on is null)
           or (standing = 'not_due' and due_on < date '2024-12-31')
           or received_on > date '2024-12-31' or values_filled > values_expected
    """
    assert ask(broken) == [(0,)]


def test_an_earlier_snapshot_knows_no_later_receipt(ask):
    for day in (SPRING, AUTUMN):
        assert ask(
            f"select count(*) from submissions where received_on > date '{day}' or period_end > date '{day}'", day
        ) == [(0,)]
    waiting = (
        "select count(*) from submissions where standing in ('missing', 'rejected') and period_end < date '2024-06-01'"
    )
    [(then,)], [(now,)] = ask(waiting, SPRING), ask(waiting, LAST)
    assert then > now > 0


def test_it_is_told_as_a_demonstration_of_no_real_submission(ask):
    assert ask("select count(entry) from submissions") == [(0,)]
    assert set(demo.COMPLETE_THROUGH["submissions"]) == {date(2024, 5, 31), date(2024, 8, 31), date(2024, 11, 30)}
    assert len(catalog.code_list("submission_calendar")) == 11
