"""What the expo page shows, on rows small enough to count by hand."""

from datetime import date

import pandas as pd
import pytest

from dashboard import answers, catalog, queries, warehouse

SINCE, UNTIL = date(2024, 1, 1), date(2024, 12, 31)
D20, D21, D22 = date(2024, 9, 20), date(2024, 9, 21), date(2024, 9, 22)


def edition(number, status, starts_on, ends_on=None, **more):
    return {
        "edition": number,
        "name": f"第{number}届",
        "status": status,
        "starts_on": starts_on,
        "ends_on": ends_on,
    } | more


def visit(number, visited_on, hour, hall, visits, visitor_class="general"):
    return {
        "edition": number, "visited_on": visited_on, "hour": hour, "hall": hall, "visits": visits,
        "visitor_class": visitor_class,
    }  # fmt: skip


def figure(number, metric_id, value, qualifier="exact", metric_zh="展后"):
    return {
        "metric_id": metric_id, "metric_zh": metric_zh, "geo_code": "510500", "period_type": "event",
        "period": f"expo-{number}", "value": value, "qualifier": qualifier,
    }  # fmt: skip


EDITIONS = [
    edition(1, "held", date(2022, 7, 29)),
    edition(2, "held", date(2023, 9, 19), date(2023, 9, 21), guest_country="意大利"),
    edition(3, "held", D20, D22, guest_country="西班牙", area_m2=45000.0),
    edition(4, "planned", date(2025, 9, 26), date(2025, 9, 28), guest_country="马来西亚"),
]
VISITS = [
    visit(2, date(2023, 9, 19), 10, "A馆", 40),
    visit(2, date(2023, 9, 20), 10, "A馆", 60),
    visit(3, date(2024, 9, 19), 15, "A馆", 7, "exhibitor"),
    visit(3, D20, 9, "A馆", 100),
    visit(3, D20, 9, "B馆", 30, "trade"),
    visit(3, D20, 10, "B馆", 20),
    visit(3, D21, 10, "A馆", 200),
    visit(3, D21, 10, "A馆", 50, "trade"),
    visit(3, D22, 9, "A馆", 10),
    visit(None, date(2024, 10, 6), 0, "桥头", 5, None),
    visit(None, date(2024, 10, 6), 1, "桥头", 2, None),
    visit(None, date(2024, 10, 7), 0, "桥头", 6, None),
    visit(None, date(2024, 10, 7), 0, "街口", 12, None),
    visit(None, date(2025, 1, 3), 0, "街口", 900, None),
]
EXHIBITORS = [
    {"edition": 3, "exhibitor": "示例展商0001", "country": "中国", "hall": "A馆", "products": 4, "is_gi_related": True},
    {
        "edition": 3,
        "exhibitor": "示例展商0002",
        "country": "中国",
        "hall": "B馆",
        "products": 3,
        "is_gi_related": False,
    },
    {
        "edition": 3,
        "exhibitor": "示例展商0003",
        "country": "西班牙",
        "hall": "B馆",
        "products": 2,
        "is_gi_related": True,
    },
    {"edition": 3, "exhibitor": "示例展商0004", "country": "中国", "hall": None, "products": None},
    {"edition": 4, "exhibitor": "示例展商0001", "country": "中国", "products": 9, "status": "planned"},
]
SALES = [
    {"edition": 3, "sold_on": D20, "channel": "on_site", "hall": "A馆", "product_class": "白酒", "amount_cny": 3e6},
    {"edition": 3, "sold_on": D20, "channel": "on_site", "hall": "B馆", "product_class": "白酒", "amount_cny": 1e6},
    {"edition": 3, "sold_on": D20, "channel": "online", "product_class": "白酒", "orders": 20, "amount_cny": 5e5},
    {"edition": 3, "sold_on": D21, "channel": "on_site", "hall": "A馆", "product_class": "茶叶", "amount_cny": 2e6},
    {"edition": 3, "sold_on": D21, "channel": "contract", "product_class": "茶叶", "amount_cny": 9e7},
]
FIGURES = [
    figure(1, "expo_enterprises", 600.0, "at_least"),
    figure(2, "expo_products", 3000.0, "at_least"),
    figure(3, "expo_visitors", 220000.0, "about"),
    figure(3, "expo_onsite_sales", 41000000.0),
    figure(3, "expo_area", 45000.0),
    figure(3, "expo_area", 40000.0, "about", "地博会展览面积(展前预告)"),
    figure(4, "expo_enterprises", 800.0, "at_least", "地博会参展企业(展前)"),
]


@pytest.fixture(scope="module")
def con():
    tables = {
        "expo_editions": EDITIONS,
        "expo_visits": VISITS,
        "expo_exhibitors": EXHIBITORS,
        "expo_sales": SALES,
        "published_figures": FIGURES,
    }
    return warehouse.over(tables)


@pytest.fixture(scope="module")
def streets():
    """A data root that holds counts of streets only, without any edition."""
    return warehouse.over({"expo_visits": [v for v in VISITS if v["edition"] is None]})


def ask(con, name, **values):
    """The rows of a query as lists, missing values as None."""
    rows = warehouse.run(con, f"expo/{name}", **{"since": SINCE, "until": UNTIL, "lang": "zh"} | values)
    return [[None if pd.isna(cell) else cell for cell in row] for row in rows.astype(object).values.tolist()]


def test_the_edition_shown_first_is_the_latest_held_one_with_counts(con):
    rows = ask(con, "editions")
    assert [(row[0], row[4]) for row in rows] == [
        ("1", False),
        ("2", False),
        ("3", True),
        ("4", False),
        ("展会以外 2024-10…2025-01", False),
    ]


def test_an_edition_is_its_own_period_in_whole_months(con):
    rows = {row[0]: (f"{row[2]:%Y-%m-%d}", f"{row[3]:%Y-%m-%d}") for row in ask(con, "editions")}
    assert rows["1"] == ("2022-07-01", "2022-07-31")
    assert rows["3"] == ("2024-09-01", "2024-09-30")
    assert rows["展会以外 2024-10…2025-01"] == ("2024-01-01", "2024-12-31")


def test_counts_outside_an_edition_are_shown_first_when_no_edition_was_counted(streets):
    assert [(row[0], row[1], row[4]) for row in ask(streets, "editions", lang="en")] == [
        ("Outside 2024-10…2025-01", None, True)
    ]
    both = warehouse.over({"expo_editions": EDITIONS, "expo_visits": VISITS[-5:]})
    assert [row[0] for row in ask(both, "editions") if row[4]] == ["展会以外 2024-10…2025-01"]


def test_the_latest_held_edition_is_shown_first_when_nothing_was_counted():
    con = warehouse.over({"expo_editions": EDITIONS})
    assert [row[0] for row in ask(con, "editions") if row[4]] == ["3"]


def test_editions_stand_side_by_side_published_apart_from_counted(con):
    rows = ask(con, "editions_side_by_side")
    assert [row[:2] for row in rows] == [
        ["第1届", "公布"],
        ["第2届", "公布"],
        ["第2届", "记录计数"],
        ["第3届", "公布"],
        ["第3届", "记录计数"],
        ["第4届", "计划（展前公布）"],
        ["第4届", "计划（报名记录）"],
    ]


def test_a_published_figure_keeps_its_qualifier_and_a_missing_one_says_so(con):
    rows = {tuple(row[:2]): row[2:] for row in ask(con, "editions_side_by_side")}
    assert rows["第3届", "公布"] == [
        "2024-09-20", "西班牙", "未公布", "未公布", "未公布", "45,000", "约220,000", "4,100", "未公布", "未公布", "未公布",
    ]  # fmt: skip
    assert rows["第1届", "公布"][3] == "≥ 600"
    assert rows["第4届", "计划（展前公布）"][3] == "≥ 800"


def test_counted_figures_come_from_the_records(con):
    rows = {tuple(row[:2]): row[2:] for row in ask(con, "editions_side_by_side", lang="en")}
    assert rows["Edition 3", "Counted"] == [
        "2024-09-20", "—", "2", "4", "9", "—", "417", "6.0", "20", "0.5", "90.0",
    ]  # fmt: skip
    assert rows["Edition 3", "Published"][6] == "≈ 220,000"


def test_no_result_of_an_edition_to_come_is_told_even_when_it_has_been_published_since():
    planned = [edition(3, "planned", D20, D22)]
    con = warehouse.over({"expo_editions": planned, "published_figures": FIGURES[2:6]})
    [row] = ask(con, "editions_side_by_side")
    assert (row[1], row[7], row[8]) == ("计划（展前公布）", "约40,000", "未公布")


def test_an_edition_that_the_list_does_not_know_yet_is_left_out():
    con = warehouse.over({"expo_editions": EDITIONS[:2], "published_figures": FIGURES})
    assert [row[0] for row in ask(con, "editions_side_by_side")] == ["第1届", "第2届"]
    assert [row[0] for row in ask(con, "editions_compared")] == ["第1届", "第2届"]


def test_published_figures_alone_make_the_table():
    con = warehouse.over({"published_figures": FIGURES})
    assert [row[:3] for row in ask(con, "editions_side_by_side")] == [
        ["第1届", "公布", "未公布"],
        ["第2届", "公布", "未公布"],
        ["第3届", "公布", "未公布"],
        ["第4届", "计划（展前公布）", "未公布"],
    ]


def test_exhibitors_and_products_are_compared_as_published_else_as_counted(con):
    assert ask(con, "editions_compared") == [
        ["第1届", 600, None],
        ["第2届", None, 3000],
        ["第3届", 4, 9],
        ["第4届（计划）", 800, 9],
    ]


def test_visits_by_hour_and_hall_add_the_days_busiest_hall_first(con):
    assert ask(con, "visits_by_hour", edition=3) == [
        [9, "A馆", 110],
        [10, "A馆", 250],
        [15, "A馆", 7],
        [9, "B馆", 30],
        [10, "B馆", 20],
    ]


def test_counts_outside_an_edition_follow_the_period(con):
    assert ask(con, "visits_by_hour") == [[0, "桥头", 11], [1, "桥头", 2], [0, "街口", 12]]
    january = {"since": date(2025, 1, 1), "until": date(2025, 1, 31)}
    assert ask(con, "visits_by_hour", **january) == [[0, "街口", 900]]


def test_visits_by_day_are_those_of_the_edition(con):
    rows = ask(con, "visits_by_day", edition=3)
    assert [[f"{row[0]:%m-%d}", row[1]] for row in rows] == [
        ["09-19", 7],
        ["09-20", 150],
        ["09-21", 250],
        ["09-22", 10],
    ]


def test_days_outside_an_edition_are_those_of_the_period(con):
    assert [[f"{row[0]:%m-%d}", row[1]] for row in ask(con, "visits_by_day")] == [["10-06", 7], ["10-07", 18]]


def test_visitor_classes_are_told_day_by_day(con):
    rows = ask(con, "visitor_classes", edition=3)
    assert [[f"{row[0]:%m-%d}", *row[1:]] for row in rows] == [
        ["09-19", "exhibitor", 7],
        ["09-20", "general", 120],
        ["09-20", "trade", 30],
        ["09-21", "general", 200],
        ["09-21", "trade", 50],
        ["09-22", "general", 10],
    ]


def test_days_are_aligned_from_the_opening_and_days_before_it_are_left_out(con):
    rows = ask(con, "days_aligned")
    assert [[row[0], row[1], row[3]] for row in rows] == [
        ["第1天", "第2届", 40],
        ["第2天", "第2届", 60],
        ["第1天", "第3届", 150],
        ["第2天", "第3届", 250],
        ["第3天", "第3届", 10],
    ]


def test_the_peak_is_one_hour_in_one_hall_on_one_day(con):
    [row] = ask(con, "peak", edition=3)
    assert [row[0], row[1], f"{row[2]:%Y-%m-%d}", *row[3:7]] == [417, 4, "2024-09-21", 10, "A馆", 250, "A馆"]
    assert row[7] == pytest.approx(367 / 417)


def test_outside_an_edition_the_peak_is_an_hour_of_the_day(con):
    [row] = ask(con, "peak")
    assert row[:7] == [25, 0, None, 0, "街口", 12, "桥头"]


def test_an_edition_without_counts_has_no_peak(con):
    assert ask(con, "peak", edition=1) == []


def test_exhibitors_are_ranked_by_country_with_their_share(con):
    assert ask(con, "exhibitors_by_country", edition=3) == [["中国", 3, 7, 0.75], ["西班牙", 1, 2, 0.25]]


def test_exhibitors_without_a_hall_are_counted_as_such(con):
    assert ask(con, "exhibitors_by_hall", edition=3) == [["B馆", 2, 1, 5], ["A馆", 1, 1, 4], [None, 1, 0, None]]


def test_on_site_and_online_sales_stand_side_by_side_without_contracts(con):
    rows = ask(con, "sales_by_day", edition=3)
    assert [[f"{row[0]:%m-%d}", *row[1:]] for row in rows] == [["09-20", 4e6, 5e5, 20], ["09-21", 2e6, None, None]]
    assert ask(con, "sales_by_product", edition=3) == [["白酒", 4e6, 5e5, 20], ["茶叶", 2e6, None, None]]


def test_contracts_are_counted_apart(con):
    assert ask(con, "contracts_by_product", edition=3) == [["茶叶", 9e7]]


def test_halls_and_countries_are_told_in_words_and_one_that_no_list_knows_as_it_is_written():
    query = queries.load_query("expo/exhibitors_by_country")
    rows = pd.DataFrame({"country": ["意大利", "某国", None], "exhibitors": [9, 3, 1]})
    assert answers.labelled(rows, query.columns, "en")["country"].tolist() == ["Italy", "某国", "Not stated"]
    assert catalog.word_of(queries.load_query("expo/visits_by_hour").columns["hall"].codes, "白酒馆", "en") == "Baijiu"
