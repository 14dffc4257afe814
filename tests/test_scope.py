"""A scope is whole months, survives a link both ways, and tells what it could not honour."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.catalog import Shelf, Snapshot
from dashboard.scope import Pick, Scope, default_scope, from_link, last_complete_month, months_later, parse_month


def snapshot(name):
    return Snapshot(name, Path(), None, "", True, {})


SHELF = Shelf((snapshot("2024-12-31"), snapshot("2024-06-30")), snapshot("2024-12-31"), ())
YEAR = Scope("2024-12-31", date(2024, 1, 1), date(2024, 12, 31))


def test_the_default_is_the_year_to_date_of_the_snapshot_in_force():
    assert default_scope(snapshot("2024-06-30")) == Scope("2024-06-30", date(2024, 1, 1), date(2024, 6, 30))
    assert from_link({}, SHELF) == (YEAR, [])


def test_a_link_reproduces_the_scope_and_leaves_defaults_out():
    scope = Scope("2024-06-30", date(2023, 4, 1), date(2024, 3, 31), "quarter", "previous", ("510502", "510521"),
                  ("baijiu",), "en")  # fmt: skip
    words = scope.link(default_scope(snapshot("2024-06-30")))
    assert words == {
        "snapshot": ["2024-06-30"], "since": ["2023-04"], "until": ["2024-03"], "grain": ["quarter"],
        "compare": ["previous"], "district": ["510502,510521"], "industry": ["baijiu"], "lang": ["en"],
    }  # fmt: skip
    assert from_link(words, SHELF) == (scope, [])
    assert YEAR.link(YEAR) == {"snapshot": ["2024-12-31"]}


def test_what_was_selected_survives_a_link_value_by_value():
    picks = (Pick("patent_type", "invention"), Pick("organisation", "甲,乙公司"), Pick("ipc_section", ""))
    scope = replace(YEAR, picks=picks, within=(date(2020, 1, 1), date(2024, 12, 31)), versus="2024-06-30")
    words = scope.link(YEAR)
    assert words == {
        "snapshot": ["2024-12-31"], "versus": ["2024-06-30"], "within": ["2020-01..2024-12"],
        "pick": ["patent_type:invention", "organisation:甲,乙公司", "ipc_section:"],
    }  # fmt: skip
    assert from_link(words, SHELF) == (scope, [])
    assert scope.picked("patent_type") == ("invention",)
    assert scope.without("patent_type").picked_dimensions == ("organisation", "ipc_section")


def test_repeated_parameters_mean_the_same_as_commas():
    assert from_link({"district": ["510502", "510521"]}, SHELF)[0].districts == ("510502", "510521")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"snapshot": ["1999-01-01"]}, ["snapshot"]),
        ({"since": ["yesterday"]}, ["since"]),
        ({"since": ["2011-01"]}, ["since"]),
        ({"until": ["2099-12"]}, ["until"]),
        ({"until": ["2024-13"]}, ["until"]),
        ({"since": ["2024-09"], "until": ["2024-03"]}, ["since"]),
        ({"grain": ["week"]}, ["grain"]),
        ({"pick": ["colour:red"]}, ["pick"]),
        ({"pick": ["patent_type:sketch"]}, ["pick"]),
        ({"within": ["2024-06..2024-12"]}, ["within"]),
        ({"versus": ["2024-12-31"]}, ["versus"]),
        ({"compare": ["lastyear"]}, ["compare"]),
        ({"lang": ["fr"]}, ["lang"]),
        ({"district": ["999999"], "industry": ["gold"]}, ["district", "industry"]),
    ],
)
def test_what_a_link_asks_in_vain_is_ignored_and_told(words, told):
    scope, notices = from_link(words, SHELF)
    assert scope == YEAR
    assert [n.word for n in notices] == told
    assert all(n.reason.zh and n.reason.en for n in notices)


def test_a_known_value_beside_an_unknown_one_is_kept():
    scope, [notice] = from_link({"district": ["510502,510599"]}, SHELF)
    assert scope.districts == ("510502",)
    assert notice.value == "510599"


def test_the_period_before_is_the_same_months_a_year_earlier_or_as_many_months_just_before():
    spring = Scope("2024-12-31", date(2024, 3, 1), date(2024, 5, 31))
    assert (spring.before().since, spring.before().until) == (date(2023, 3, 1), date(2023, 5, 31))
    previous = Scope("2024-12-31", date(2024, 3, 1), date(2024, 5, 31), compare="previous").before()
    assert (previous.since, previous.until) == (date(2023, 12, 1), date(2024, 2, 29))
    assert Scope("2024-12-31", date(2024, 3, 1), date(2024, 5, 31), compare="none").before() is None


def test_an_incomplete_month_is_not_counted():
    assert YEAR.through(date(2024, 11, 15)).until == date(2024, 10, 31)
    assert YEAR.through(date(2024, 11, 30)).until == date(2024, 11, 30)
    assert YEAR.through(date(2023, 6, 30)).is_empty
    assert last_complete_month(date(2024, 2, 29)) == date(2024, 2, 29)


def test_months_are_counted_over_the_turn_of_the_year():
    assert months_later(date(2024, 1, 31), -1) == date(2023, 12, 1)
    assert months_later(date(2024, 12, 1), 2) == date(2025, 2, 1)
    assert parse_month("2024-02-31") == date(2024, 2, 1)
    assert parse_month("24-2") is None
