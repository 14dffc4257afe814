"""What the page of services and cooperation shows, on rows small enough to count by hand."""

from datetime import date

import pytest

from dashboard import answers, queries, warehouse
from tests.asking import lists

SCOPE = {
    "since": date(2024, 1, 1),
    "until": date(2024, 12, 31),
    "complete": date(2024, 12, 31),
    "grain": "quarter",
    "lang": "zh",
}


def request(number, received_on, promised=3, handled_on=None, **more):
    return {
        "request_id": f"R{number}", "item_code": "S01", "channel": "window", "district_code": "510502",
        "received_on": received_on, "promised_days": promised, "handled_on": handled_on,
    } | more  # fmt: skip


ACROSS = {"channel": "cross_province", "partner_code": "500153", "direction": "incoming"}
REQUESTS = [
    # Friday to Monday is one working day; to Thursday it would be four.
    request(1, date(2024, 3, 1), 1, date(2024, 3, 4)),
    request(2, date(2024, 3, 1), 3, date(2024, 3, 7)),
    request(3, date(2024, 3, 8), 0, date(2024, 3, 8), channel="online", item_code="S02"),
    request(4, date(2023, 12, 29), 5, date(2024, 1, 5), district_code="510521"),
    request(5, date(2024, 12, 27), channel="online"),
    request(6, date(2024, 12, 2), 20, district_code="510521"),
    request(7, date(2024, 11, 1), 5, date(2024, 11, 25), **ACROSS),
    request(8, date(2024, 12, 23), 5, date(2024, 12, 24), **ACROSS | {"partner_code": "500116", "direction": "outgoing"}),
]  # fmt: skip
ITEMS = [
    {"item_code": "S01", "kind": "eighteen", "is_name_published": False},
    {"item_code": "S02", "kind": "eighteen", "is_name_published": True},
    {"item_code": "S19", "kind": "two", "is_name_published": False},
]


@pytest.fixture(scope="module")
def con():
    return warehouse.over({"service_requests": REQUESTS, "service_items": ITEMS})


def ask(con, name, **values):
    return lists(con, f"services/{name}", SCOPE, **values)


def test_working_days_leave_out_weekends_and_are_measured_against_the_promise(con):
    told = con.execute("select request_id, working_days::bigint, timing, duration from service_requests order by 1")
    assert told.fetchall() == [
        ("R1", 1, "on_time", "days_1_2"),
        ("R2", 4, "late", "days_3_5"),
        ("R3", 0, "on_time", "same_day"),
        ("R4", 5, "on_time", "days_3_5"),
        ("R5", None, "open", "open"),
        ("R6", None, "open", "open"),
        ("R7", 16, "late", "days_16_20"),
        ("R8", 1, "on_time", "days_1_2"),
    ]


def test_requests_are_counted_in_the_period_they_were_received_and_empty_periods_are_zero(con):
    assert ask(con, "requests_by_period", districts=["510502"]) == [
        ["2024-01-01", "cross_province", 0], ["2024-01-01", "online", 1], ["2024-01-01", "window", 2],
        ["2024-04-01", "cross_province", 0], ["2024-04-01", "online", 0], ["2024-04-01", "window", 0],
        ["2024-07-01", "cross_province", 0], ["2024-07-01", "online", 0], ["2024-07-01", "window", 0],
        ["2024-10-01", "cross_province", 2], ["2024-10-01", "online", 1], ["2024-10-01", "window", 0],
    ]  # fmt: skip


def test_items_are_ranked_by_all_their_channels(con):
    assert ask(con, "by_item") == [
        ["S01", "cross_province", 2], ["S01", "online", 1], ["S01", "window", 3], ["S02", "online", 1],
    ]  # fmt: skip


def test_the_list_shows_every_item_asked_for_or_not(con):
    assert ask(con, "items") == [
        ["S01", "未公开", "1–20", 6, 5, 60.0, 2, "eighteen"],
        ["S02", "已公开", "0", 1, 1, 100.0, 0, "eighteen"],
        ["S19", "未公开", None, 0, 0, None, 0, "two"],
    ]


def test_an_item_is_open_at_the_end_of_a_period_when_it_was_handled_later(con):
    half = {"since": date(2023, 7, 1), "until": date(2023, 12, 31)}
    assert ask(con, "items", **half)[0] == ["S01", "未公开", "5", 1, 0, None, 1, "eighteen"]


def test_promises_are_judged_in_the_period_a_request_was_handled(con):
    assert ask(con, "on_time") == [
        ["2024-01-01", "on_time", 3], ["2024-01-01", "late", 1],
        ["2024-10-01", "on_time", 1], ["2024-10-01", "late", 1],
    ]  # fmt: skip


def test_durations_are_in_their_own_order(con):
    assert ask(con, "durations") == [
        ["same_day", "on_time", 1],
        ["days_1_2", "on_time", 2],
        ["days_3_5", "late", 1],
        ["days_3_5", "on_time", 1],
        ["days_16_20", "late", 1],
    ]


def test_open_requests_are_told_by_the_days_since_receipt(con):
    ages = [[age, requests] for age, _, _, requests in ask(con, "waiting")]
    assert ages == [["7天内", 1], ["8—14天", 0], ["15—30天", 1], ["30天以上", 0]]
    assert [requests for *_, requests in ask(con, "waiting", districts=["510521"])] == [0, 0, 1, 0]


def test_without_any_request_nothing_is_said_to_be_open():
    assert ask(warehouse.over({}), "waiting") == []


def test_cross_province_requests_are_told_by_neighbour_direction_and_district(con):
    assert ask(con, "partners") == [["500116", 1], ["500153", 1]]
    assert ask(con, "directions") == [["2024-10-01", "incoming", 1], ["2024-10-01", "outgoing", 1]]
    assert ask(con, "across") == [["510502", "500116", 1], ["510502", "500153", 1]]
    assert ask(con, "partners", districts=["510521"]) == []


def test_a_pair_of_districts_without_requests_and_a_month_between_two_have_zero(con):
    more = [request(9, date(2024, 10, 8), 5, district_code="510521", **ACROSS)]
    wider = warehouse.over({"service_requests": REQUESTS + more})
    assert ask(wider, "across") == [
        ["510502", "500116", 1], ["510502", "500153", 1], ["510521", "500116", 0], ["510521", "500153", 1],
    ]  # fmt: skip
    months = [row for row in ask(wider, "directions", grain="month") if row[1] == "outgoing"]
    assert months == [["2024-10-01", "outgoing", 0], ["2024-11-01", "outgoing", 0], ["2024-12-01", "outgoing", 1]]


def test_records_are_searched_by_number_and_applicant(con):
    page = {"page_size": 50, "skip": 0}
    assert [row[0] for row in ask(con, "records", search="r7", **page)] == ["R7"]
    assert [row[0] for row in ask(con, "records", **page)] == ["R5", "R8", "R6", "R7", "R3", "R1", "R2"]


def test_an_empty_cell_of_a_request_says_what_it_means(con):
    query = queries.load_query("services/records")
    found = warehouse.run(
        con, query, **{name: SCOPE.get(name) for name in query.params} | {"search": "R7", "page_size": 9, "skip": 0}
    )
    found[["partner_code", "direction", "outcome"]] = None
    [words] = answers.labelled(found, query.columns, "zh")[["partner_code", "direction", "outcome"]].values.tolist()
    assert words == ["无", "无", "在办"]


PAPER = "川渝四地首次联合发布知识产权发展与保护状况白皮书"
FIGURES = [
    {"metric_id": metric, "metric_zh": metric, "metric_en": metric, "geo_code": place, "value": value, "unit": "件",
     "qualifier": "exact", "period": "2022", "source_title": source, "source_url": "http://a", "quote": "…"}
    for metric, place, value, source in [
        ("patents_granted", "510500", 3591.0, PAPER), ("patents_granted", "500118", 2027.0, PAPER),
        ("patents_granted", "510500", 2610.0, "2024年报道"), ("high_value", "510500", 413.0, PAPER),
    ]
]  # fmt: skip


def test_the_neighbours_are_compared_by_one_source_and_gaps_stay_gaps():
    found = ask(warehouse.over({"published_figures": FIGURES}), "neighbours")
    assert found == [["patents_granted", "件", 3591.0, None, None, 2027.0, PAPER, "http://a"]]
