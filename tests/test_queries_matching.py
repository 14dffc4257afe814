"""What the matching page shows, on rows small enough to count by hand."""

from datetime import date

import pytest

from dashboard import warehouse
from tests.asking import counted, lists

SCOPE = {
    "since": date(2024, 1, 1),
    "until": date(2024, 12, 31),
    "complete": date(2024, 12, 31),
    "grain": "quarter",
    "compare": "yoy",
    "lang": "en",
}


def listing(number, listed_on, **more):
    """An invention of a university in Jiangyang, for baijiu, on the list without a price."""
    return {
        "listing_no": f"G{number}", "title": f"甑桶上甑装置{number}", "right_kind": "invention",
        "application_no": f"20201000000{number}.0", "holder": "示例大学01", "holder_class": "university",
        "district_code": "510502", "industry_code": "baijiu", "ipc": "C12H6/02", "offer": "licence",
        "asking_price_wan": None, "listed_on": listed_on, "delisted_on": None, "status": "listed",
    } | more  # fmt: skip


def demand(number, published_on, **more):
    """A firm in Naxi looks for something for food, open, without a budget."""
    return {
        "demand_no": f"X{number}", "title": f"求保鲜技术{number}", "description": "易褐变", "demander": f"示例企业000{number}",
        "district_code": "510503", "industry_code": "food", "ipc": "A23B7/00", "budget_wan": None,
        "published_on": published_on, "closes_on": None, "closed_on": None, "status": "open",
    } | more  # fmt: skip


def push(number, pushed_on, channel, outcome, **more):
    return {
        "push_no": f"T{number}", "demand_no": "X1", "offer_no": "G2", "offer_kind": "listing", "pushed_on": pushed_on,
        "channel": channel, "outcome": outcome, "outcome_on": None, "district_code": "510503", "industry_code": "food",
    } | more  # fmt: skip


LISTINGS = [
    listing(1, date(2023, 5, 6), status="contracted", delisted_on=date(2024, 2, 3)),
    listing(2, date(2024, 1, 31), asking_price_wan=5.0),
    listing(3, date(2024, 2, 1), asking_price_wan=5.1, offer="transfer", ipc="G06V10/82", industry_code="digital"),
    listing(4, date(2024, 7, 9), right_kind="trademark", application_no=None, ipc=None, district_code="510503",
            industry_code=None, asking_price_wan=80.0, offer="transfer"),
]  # fmt: skip
DEMANDS = [
    demand(1, date(2023, 11, 30)),
    demand(2, date(2024, 3, 1), budget_wan=1.0),
    demand(3, date(2024, 10, 10), ipc="G06V10/82", industry_code="digital", budget_wan=30.0),
    demand(4, date(2024, 12, 2), ipc=None),
    demand(5, date(2024, 12, 3), status="met", closed_on=date(2024, 12, 20), ipc="E21B43/26"),
]
PUSHES = [
    push(1, date(2023, 12, 5), "phone", "declined"),
    push(2, date(2024, 2, 5), "platform", "contacted", outcome_on=date(2024, 3, 1)),
    push(3, date(2024, 4, 5), "platform", "declined", district_code="510502"),
    push(4, date(2024, 6, 5), "roadshow", "contracted"),
    push(5, date(2024, 12, 5), "platform", "none_yet", offer_kind="patent", offer_no="P1"),
]
PATENTS = [
    {"application_no": "P1", "title": "荔枝保鲜", "patent_type": "invention", "filed_on": date(2019, 1, 1), "ipc": "A23B7/00",
     "granted_on": date(2021, 1, 1), "ended_on": None, "district_code": "510503", "industry_code": "food"},
    {"application_no": "P2", "title": "柚果保鲜", "patent_type": "invention", "filed_on": date(2019, 1, 1), "ipc": "A23B7/00",
     "granted_on": date(2021, 1, 1), "ended_on": date(2023, 1, 1), "district_code": "510503", "industry_code": "food"},
]  # fmt: skip


@pytest.fixture(scope="module")
def con():
    return warehouse.over({"listings": LISTINGS, "demands": DEMANDS, "pushes": PUSHES, "patents": PATENTS})


def ask(con, name, **values):
    return lists(con, f"matching/{name}", SCOPE, **values)


def test_listings_and_demands_stand_side_by_side_and_a_quarter_without_either_is_zero(con):
    assert ask(con, "listed_and_demanded") == [
        ["2024-01-01", 2, 1],
        ["2024-04-01", 0, 0],
        ["2024-07-01", 1, 0],
        ["2024-10-01", 0, 3],
    ]
    assert ask(con, "listed_and_demanded", districts=["510525"]) == []


def test_a_month_that_is_not_complete_has_no_zero(con):
    rows = ask(con, "listed_and_demanded", grain="month", since=date(2024, 7, 1), complete=date(2024, 8, 31))
    assert [row[0] for row in rows] == ["2024-07-01", "2024-08-01", "2024-10-01", "2024-12-01"]


def test_what_is_listed_is_told_by_kind_and_offer(con):
    assert ask(con, "listings_by_kind") == [
        ["invention", "licence", 1],
        ["invention", "transfer", 1],
        ["trademark", "transfer", 1],
    ]


def test_the_chain_that_looks_for_most_comes_first_and_those_not_stated_last(con):
    assert ask(con, "by_industry") == [["food", 0, 3], ["digital", 1, 1], ["baijiu", 1, 0], [None, 1, 0]]


def test_districts_are_those_of_the_holder_and_of_the_demander(con):
    assert ask(con, "by_district") == [["510502", 2, 0], ["510503", 1, 4]]
    assert ask(con, "by_district", industries=["digital"]) == [["510502", 1, 0], ["510503", 0, 1]]


def test_prices_and_budgets_fall_into_the_same_bands_and_none_is_negotiable(con):
    assert ask(con, "price_bands") == [
        ["up_to_1", 0, 1],
        ["from_1_to_5", 1, 0],
        ["from_5_to_10", 1, 0],
        ["from_10_to_50", 0, 1],
        ["over_50", 1, 0],
        ["negotiable", 0, 2],
    ]


def test_a_class_with_open_demands_and_nothing_listed_names_the_patents_in_force(con):
    assert ask(con, "unmet_classes") == [["A23B", 2, "2023-11-30", 1]]


def test_open_demands_stand_at_their_age(con):
    assert [[row[0], row[3]] for row in ask(con, "open_demands_by_age")] == [
        ["Over a year", 1],
        ["181–365 days", 1],
        ["91–180 days", 0],
        ["31–90 days", 1],
        ["Up to 30 days", 1],
    ]
    assert ask(con, "open_demands_by_age", industries=["energy"]) == []


def test_what_came_of_pushes_is_told_by_channel(con):
    assert ask(con, "outcomes") == [
        ["platform", "contacted", 1],
        ["platform", "declined", 1],
        ["platform", "none_yet", 1],
        ["roadshow", "contracted", 1],
    ]


def test_a_push_without_an_answer_is_in_no_hit_rate(con):
    assert ask(con, "pushes_by_year") == [["2023-01-01", 1, 1, 0, 0.0], ["2024-01-01", 4, 3, 2, pytest.approx(200 / 3)]]
    assert ask(con, "hit_rate_by_channel") == [
        ["roadshow", 1, 1, 100.0],
        ["platform", 1, 2, 50.0],
        ["phone", 0, 1, 0.0],
    ]
    assert (counted(con, "push_hits"), counted(con, "pushes_answered"), counted(con, "matched_info_pushes")) == (
        2,
        4,
        5,
    )


def test_years_are_whole_whatever_the_period(con):
    assert ask(con, "pushes_by_year", until=date(2024, 3, 31))[-1][:2] == ["2024-01-01", 4]
    assert ask(con, "pushes_by_year", until=date(2023, 3, 31)) == [["2023-01-01", 1, 1, 0, 0.0]]


def test_what_is_open_rises_when_listed_or_published_and_falls_when_it_ends(con):
    assert (counted(con, "listings_open", "2024-01-31"), counted(con, "listings_open")) == (2, 3)
    assert (counted(con, "demands_open", "2024-12-10"), counted(con, "demands_open")) == (5, 4)
    assert counted(con, "demands_waiting") == 4


def test_records_are_searched_and_newest_first(con):
    page = {"page_size": 10, "skip": 0}
    assert [row[0] for row in ask(con, "listing_records", search=None, **page)] == ["G4", "G3", "G2"]
    assert ask(con, "listing_records", search="装置2", **page)[0][4] == 50000.0
    assert [row[0] for row in ask(con, "demand_records", search="褐变", **page)] == ["X5", "X4", "X3", "X2"]
    [found] = ask(con, "push_records", search="荔枝", **page)
    assert [found[0], found[3], found[4]] == ["T5", "求保鲜技术1", "荔枝保鲜"]
    assert ask(con, "push_records", search="上甑", page_size=1, skip=0)[0][4] == "甑桶上甑装置2"
