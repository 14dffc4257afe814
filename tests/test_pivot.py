"""A question of the reader's own: its link, its filters by measure, its words."""

import pytest

from dashboard import pivot
from dashboard.pivot import Bound, Pivot

AMOUNT = "pledge_financing_amount"


def read(**words):
    return pivot.from_link({word: [value] if isinstance(value, str) else value for word, value in words.items()})


@pytest.mark.parametrize(
    "asked",
    [
        Pivot(("patents_granted",)),
        Pivot(("patents_granted", AMOUNT), ("industry", "year"), "patent_type"),
        Pivot((AMOUNT,), ("organisation",), bounds=(Bound(AMOUNT, ">", 5e6), Bound(AMOUNT, "between", 1.5, 2e9))),
        Pivot((AMOUNT,), ("lender",), None, (), f"-{AMOUNT}", 10, "share", "rank"),
        Pivot((AMOUNT,), ("district",), "year", (), f"-{AMOUNT}@2024-01-01"),
        Pivot((AMOUNT,), ()),
    ],
)
def test_a_link_gives_back_the_pivot_that_it_was_made_of(asked):
    assert pivot.from_link(asked.link()) == (asked, [])


def test_a_link_says_only_what_differs_from_the_first_pivot():
    assert Pivot(("patents_granted",)).link() == {"metric": ["patents_granted"]}
    asked = Pivot((AMOUNT,), ("lender",), bounds=(Bound(AMOUNT, ">=", 5e6),), sort=f"-{AMOUNT}")
    assert asked.link() == {
        "metric": [AMOUNT], "row": ["lender"], "having": [f"{AMOUNT}>=5000000"], "sort": [f"-{AMOUNT}"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        (f"{AMOUNT} > 5000000", Bound(AMOUNT, ">", 5_000_000)),
        (f"{AMOUNT}>=5,000,000", Bound(AMOUNT, ">=", 5_000_000)),
        (f"{AMOUNT} < 5 million", Bound(AMOUNT, "<", 5_000_000)),
        (f"{AMOUNT} <= 500万", Bound(AMOUNT, "<=", 5_000_000)),
        (f"{AMOUNT} > 0.05亿元", Bound(AMOUNT, ">", 5_000_000)),
        (f"{AMOUNT} = 3", Bound(AMOUNT, "=", 3)),
        ("high_value_share>39.5", Bound("high_value_share", ">", 39.5)),
        (f"{AMOUNT}=100万..500万", Bound(AMOUNT, "between", 1e6, 5e6)),
        (f"{AMOUNT} between 5m and 1m", Bound(AMOUNT, "between", 1e6, 5e6)),
    ],
)
def test_a_filter_by_measure_is_read_as_people_write_it_and_written_so_that_it_reads_the_same(words, bound):
    assert pivot.parse_bound(words) == bound
    assert pivot.parse_bound(str(bound)) == bound


@pytest.mark.parametrize(
    "words", ["", AMOUNT, f"{AMOUNT} >", f"{AMOUNT} > much", "profit > 5", f"{AMOUNT} > 1..2", f"{AMOUNT} ! 5",
              f"{AMOUNT} > 5 parsecs"],
)  # fmt: skip
def test_what_is_no_filter_by_measure_is_none(words):
    assert pivot.parse_bound(words) is None


def test_both_ends_of_between_belong_to_it_and_what_is_not_known_satisfies_nothing():
    bound = Bound(AMOUNT, "between", 1, 3)
    assert [bound.holds(value) for value in (0.5, 1, 2, 3, 3.5, None)] == [False, True, True, True, False, False]
    assert not Bound(AMOUNT, "<", 5).holds(None)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"metric": "profit"}, ["profit"]),
        ({"metric": "patents_granted", "row": "planet"}, ["planet"]),
        ({"metric": "patents_granted", "column": "organisation"}, ["organisation"]),
        ({"metric": "patents_granted", "row": "year", "column": "month"}, ["month"]),
        ({"metric": "patents_granted", "sort": "pledge_loans"}, ["pledge_loans"]),
        ({"metric": "patents_granted", "top": "0"}, ["0"]),
        ({"metric": "patents_granted", "show": "rank"}, ["rank"]),
        ({"metric": "patents_granted", "having": "patents_granted>many"}, ["patents_granted>many"]),
    ],
)
def test_what_a_link_cannot_have_is_left_out_and_told(words, told):
    found, notices = read(**words)
    assert found.metrics == ("patents_granted",)
    assert [notice.value for notice in notices] == told


def test_names_come_largest_first_and_codes_and_time_in_their_own_order():
    assert str(Pivot((AMOUNT,), ("lender",)).order) == f"-{AMOUNT}"
    assert str(Pivot((AMOUNT,), ("district", "year")).order) == "label"


def test_a_second_click_on_a_heading_turns_the_order_round():
    once = Pivot((AMOUNT,)).sorted_by(AMOUNT)
    assert once.sort == f"-{AMOUNT}"
    assert once.sorted_by(AMOUNT).sort == AMOUNT
    assert once.sorted_by(AMOUNT, "2024-01-01").sort == f"-{AMOUNT}@2024-01-01"


def test_what_is_asked_is_said_in_a_sentence():
    asked = Pivot((AMOUNT,), ("lender",), "year", (Bound(AMOUNT, ">", 5e6),), top=10)
    assert pivot.words(asked, "en") == (
        "IP pledge financing disbursed by lender and year; "
        "only rows with IP pledge financing disbursed over CNY 5M; the first 10 rows"
    )
    assert pivot.words(asked, "zh") == (
        "按贷款机构和年份分的知识产权质押融资金额；仅含知识产权质押融资金额大于500万元的行；前10行"
    )
