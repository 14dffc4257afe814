"""What the commercialisation page shows, on rows small enough to count by hand."""

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
    "lang": "zh",
}


def contract(number, signed_on, **more):
    """A university gives to a firm, both in Jiangyang."""
    return {
        "transaction_id": f"T{number}", "kind": "transfer", "application_no": f"20201993000{number}.0",
        "patent_type": "invention", "from_holder": "示例大学01", "from_class": "university", "from_place": "510502",
        "to_holder": f"示例企业000{number}", "to_class": "enterprise", "to_place": "510502", "district_code": "510502",
        "industry_code": "baijiu", "signed_on": signed_on, "amount_cny": 100.0,
    } | more  # fmt: skip


def product(number, firm, filed_on, linked, **more):
    return {
        "product_id": f"B{number}", "product": f"示例产品000{number}", "firm": f"示例企业000{firm}",
        "district_code": "510502", "industry_code": "baijiu", "filed_on": filed_on, "linked_patents": linked,
    } | more  # fmt: skip


def review(number, institute, reviewed_on, a, b, c):
    return {
        "review_id": f"R{number}", "institute": institute, "institute_class": "university", "district_code": "510504",
        "reviewed_on": reviewed_on, "patents_reviewed": a + b + c, "grade_a": a, "grade_b": b, "grade_c": c,
    }  # fmt: skip


TRANSACTIONS = [
    contract(1, date(2023, 5, 6)),
    contract(2, date(2024, 1, 31), amount_cny=700.0),
    contract(3, date(2024, 3, 5), kind="licence", amount_cny=None),
    contract(4, date(2024, 3, 9), from_holder="示例企业0009", from_class="enterprise", from_place="outside",
             to_place="510503", district_code="510503", industry_code="digital", amount_cny=50.0),
    contract(5, date(2024, 8, 8), from_holder="示例研究院01", from_class="institute", to_place="outside"),
    contract(6, date(2024, 9, 9), kind="open_licence", to_holder=None, to_class=None, to_place=None, amount_cny=None),
    contract(7, date(2024, 12, 24), to_holder="示例企业0002", to_class=None, to_place=None, district_code=None,
             industry_code=None),
]  # fmt: skip
PRODUCTS = [
    product(1, 1, date(2022, 12, 1), 4),
    product(2, 1, date(2023, 6, 1), 2, industry_code="food"),
    product(3, 2, date(2024, 2, 1), 9, district_code="510503"),
    product(4, 3, date(2024, 11, 30), 1, industry_code=None),
]
REVIEWS = [
    review(1, "示例大学04", date(2023, 9, 1), 1, 2, 3),
    review(2, "示例大学04", date(2024, 9, 1), 4, 0, 0),
    review(3, "示例大学05", date(2024, 12, 31), 0, 5, 15),
]
PUBLISHED = [
    {"metric_id": "patents_transferred", "metric_zh": "专利转化", "metric_en": "Patents", "geo_code": "510500",
     "period": "2024", "value": 556.0, "qualifier": "exact", "unit": "件", "quote": "专利转化556件"},
    {"metric_id": "online_evaluation_firms", "metric_zh": "在线参与评价", "metric_en": "Firms", "geo_code": "510500",
     "period": "2024", "value": None, "qualifier": "illegible", "unit": "家", "quote": "在线家企业"},
    {"metric_id": "patents_granted", "metric_zh": "授权", "metric_en": "Granted", "geo_code": "510500",
     "period": "2024", "value": 2610.0, "qualifier": "exact", "unit": "件", "quote": "2610件"},
]  # fmt: skip


@pytest.fixture(scope="module")
def con():
    tables = {
        "patent_transactions": TRANSACTIONS, "patent_products": PRODUCTS, "stock_reviews": REVIEWS,
        "published_figures": PUBLISHED,
    }  # fmt: skip
    return warehouse.over(tables)


def ask(con, name, **values):
    return lists(con, f"commercialisation/{name}", SCOPE, **values)


def test_open_licences_stand_beside_transfers_and_licences_and_a_quarter_without_any_is_zero(con):
    assert ask(con, "by_kind") == [
        ["2024-01-01", "licence", 1],
        ["2024-01-01", "open_licence", 0],
        ["2024-01-01", "transfer", 2],
        ["2024-04-01", "licence", 0],
        ["2024-04-01", "open_licence", 0],
        ["2024-04-01", "transfer", 0],
        ["2024-07-01", "licence", 0],
        ["2024-07-01", "open_licence", 1],
        ["2024-07-01", "transfer", 1],
        ["2024-10-01", "licence", 0],
        ["2024-10-01", "open_licence", 0],
        ["2024-10-01", "transfer", 1],
    ]


def test_a_month_that_is_not_complete_has_no_zero(con):
    rows = ask(con, "by_kind", grain="month", since=date(2024, 7, 1), complete=date(2024, 9, 30))
    assert {row[0] for row in rows} == {"2024-07-01", "2024-08-01", "2024-09-01", "2024-12-01"}
    assert ask(con, "by_kind", districts=["510525"]) == []


def test_patents_are_counted_without_open_licences(con):
    assert counted(con, "patents_transferred") == 6
    assert counted(con, "patents_transferred", "2023-12-31") == 1
    assert counted(con, "open_licences") == 1
    assert counted(con, "patent_transaction_amount") == 1050.0


def test_amounts_leave_out_what_is_not_told_and_say_how_many(con):
    assert ask(con, "amounts") == [
        ["2024-01-01", "licence", None, 1, 1],
        ["2024-01-01", "transfer", 750.0, 2, 0],
        ["2024-07-01", "transfer", 100.0, 1, 0],
        ["2024-10-01", "transfer", 100.0, 1, 0],
    ]


def test_who_gives_to_whom_has_every_pair_and_those_not_stated(con):
    assert ask(con, "flows_by_class") == [
        ["enterprise", "enterprise", 1],
        ["enterprise", None, 0],
        ["institute", "enterprise", 1],
        ["institute", None, 0],
        ["university", "enterprise", 2],
        ["university", None, 1],
    ]


def test_places_include_outside_the_city_on_either_side(con):
    rows = [row for row in ask(con, "flows_by_place") if row[2]]
    assert rows == [
        ["510502", "510502", 2],
        ["510502", "outside", 1],
        ["510502", None, 1],
        ["outside", "510503", 1],
    ]
    assert [row for row in ask(con, "flows_by_place", districts=["510503"]) if row[2]] == [["outside", "510503", 1]]


def test_universities_and_institutes_to_enterprises_only(con):
    assert ask(con, "academia_to_firms") == [
        ["2024-01-01", "university", "enterprise", 2],
        ["2024-07-01", "institute", "enterprise", 1],
    ]


def test_chains_are_ranked_with_those_not_stated_last(con):
    assert ask(con, "by_industry") == [["baijiu", 3, 0.6], ["digital", 1, 0.2], [None, 1, 0.2]]


def test_givers_and_receivers_are_ranked_by_patents(con):
    assert ask(con, "top_givers") == [["示例大学01", 3], ["示例企业0009", 1], ["示例研究院01", 1]]
    assert ask(con, "top_receivers", industries=["digital"]) == [["示例企业0004", 1]]


def test_products_and_firms_stand_as_of_the_end_of_each_period(con):
    rows = ask(con, "products_on_file", grain="year", since=date(2022, 1, 1))
    assert rows == [["2022-01-01", 1, 1, 4], ["2023-01-01", 2, 1, 6], ["2024-01-01", 4, 3, 16]]
    assert ask(con, "products_on_file", grain="year", since=date(2019, 1, 1)) == rows
    assert ask(con, "products_on_file", since=date(2016, 1, 1), until=date(2016, 12, 31)) == []
    assert ask(con, "products_on_file", grain="year", districts=["510503"]) == [["2024-01-01", 1, 1, 9]]


def test_a_firm_counts_once_from_its_first_filing_on(con):
    assert [counted(con, "patent_intensive_firms", day) for day in ("2022-12-31", "2023-12-31", "2024-12-31")] == [
        1,
        1,
        3,
    ]
    assert counted(con, "patents_linked_to_products") == 16


def test_products_are_ranked_by_chain_and_firm_as_of_the_end(con):
    assert ask(con, "products_by_industry") == [
        ["baijiu", 2, 13, 0.5],
        ["food", 1, 2, 0.25],
        [None, 1, 1, 0.25],
    ]
    assert ask(con, "product_firms") == [["示例企业0002", 9, 1], ["示例企业0001", 6, 2], ["示例企业0003", 1, 1]]
    assert ask(con, "product_firms", until=date(2023, 12, 31)) == [["示例企业0001", 6, 2]]


def test_reviews_are_summed_over_batches_by_grade(con):
    assert ask(con, "reviews_by_institute") == [["示例大学05", 0, 5, 15, 20], ["示例大学04", 5, 2, 3, 10]]
    assert ask(con, "reviews_by_institute", until=date(2023, 12, 31)) == [["示例大学04", 1, 2, 3, 6]]
    assert counted(con, "institutes_reviewing_stock_patents") == 2
    assert counted(con, "stock_patents_reviewed") == 30


def test_records_are_searched_by_number_and_by_both_sides(con):
    page = {"page_size": 50, "skip": 0}
    assert [row[0] for row in ask(con, "records", **page)] == ["T7", "T6", "T5", "T4", "T3", "T2"]
    assert [row[0] for row in ask(con, "records", search="研究院", **page)] == ["T5"]
    assert [row[0] for row in ask(con, "records", search="企业0004", **page)] == ["T4"]
    assert [row[0] for row in ask(con, "records", page_size=2, skip=4)] == ["T3", "T2"]
    assert [row[0] for row in ask(con, "products", search="企业0001", **page)] == ["B2", "B1"]
    assert ask(con, "contracts_counted") == [[6]]


def test_an_illegible_figure_is_listed_without_a_value(con):
    assert [row[:4] for row in ask(con, "published")] == [
        ["在线参与评价", "2024", "□ 原文字迹不清", None],
        ["专利转化", "2024", "准确", 556.0],
    ]
