"""Demonstration transfers, products and reviews against what is published of them, counted here by hand.

Nothing is counted through the metrics, so that generator and metrics cannot be wrong together.
"""

import csv
import re
from datetime import date

import duckdb
import pytest

from dashboard import catalog, queries
from intake import demo, patent_numbers
from intake.demo import commercialisation

SPRING, AUTUMN, LAST = demo.SNAPSHOTS
CONVERTED = "from patent_transactions where kind in ('transfer', 'licence') and year(signed_on) = 2024"
# What the report says of putting patents to use, and how it is counted; None where the source is illegible.
FIGURES = {
    "patents_transferred": (f"select count(*) {CONVERTED}", 556),
    "open_licences": (
        "select count(*) from patent_transactions where kind = 'open_licence' and year(signed_on) = 2024",
        16,
    ),
    "patent_intensive_firms": ("select count(distinct firm) from patent_products", 109),
    "patent_intensive_products": ("select count(*) from patent_products", 205),
    "patents_linked_to_products": ("select sum(linked_patents) from patent_products", 1221),
    "institutes_reviewing_stock_patents": ("select count(distinct institute) from stock_reviews", 8),
    "stock_patents_reviewed": ("select sum(patents_reviewed) from stock_reviews", 1753),
    "ip_equity_firms": (
        "select count(distinct firm) from financing where kind = 'equity' and year(signed_on) = 2024",
        63,
    ),
    "online_evaluation_firms": (None, None),
}


@pytest.fixture(scope="module")
def known():
    """The datasets of this part and the contributions, as each snapshot knows them."""
    ledgers = (*commercialisation.ledgers(), demo.register()["financing"])
    return {day: {ledger.dataset: ledger.known_on(day) for ledger in ledgers} for day in demo.SNAPSHOTS}


@pytest.fixture(scope="module")
def ask(known):
    connections = {day: duckdb.connect(":memory:") for day in known}
    for day, datasets in known.items():
        for name, rows in datasets.items():
            connections[day].register(name, rows)
    return lambda sql, day=LAST: connections[day].execute(sql).fetchall()


@pytest.fixture(scope="module")
def published():
    with catalog.reference("published_figures.csv").open(encoding="utf-8-sig", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["geo_code"] == catalog.CITY]


@pytest.mark.parametrize("metric", [name for name, (count, _) in FIGURES.items() if count])
def test_the_count_is_the_published_figure_and_a_signed_metric_tells_it(ask, published, metric):
    count, value = FIGURES[metric]
    assert ask(count) == [(value,)]
    assert [float(row["value"]) for row in published if row["metric_id"] == metric] == [value]
    assert metric in queries.metrics()


def test_every_published_figure_of_the_part_has_its_home_on_the_page(published):
    """Reproduced by a metric that the page shows, or shown as illegible in the list of published statements."""
    words = r"专利转化|开放许可|专利密集型|产品关联专利|存量专利|作价入股|在线参与评价"
    ours = {row["metric_id"] for row in published if re.search(words, row["metric_zh"])}
    assert ours == set(FIGURES)
    page = (catalog.ROOT / "pages/commercialisation/commercialisation.py").read_text("utf-8")
    listed = queries.load_query("commercialisation/published").sql
    for metric in FIGURES:
        assert f"'{metric}'" in listed
        assert f'"{metric}"' in page or FIGURES[metric] == (None, None)
    assert [r["qualifier"] for r in published if r["metric_id"] == "online_evaluation_firms"] == ["illegible"]


def test_in_2024_no_patent_is_counted_twice(ask):
    assert ask(f"select count(distinct application_no) {CONVERTED}") == [(556,)]


def test_earlier_years_have_records_to_compare_with(ask):
    assert ask("select year(signed_on), count(*) from patent_transactions where kind <> 'open_licence' group by all order by 1") == [
        (2020, 214), (2021, 268), (2022, 341), (2023, 437), (2024, 556),
    ]  # fmt: skip
    assert ask("select year(filed_on), count(*) from patent_products group by all order by 1") == [
        (2022, 11), (2023, 69), (2024, 125),
    ]  # fmt: skip


def test_numbers_are_lawful_and_lie_where_no_register_has_issued_any(ask):
    for number, kind in ask("select application_no, patent_type from patent_transactions"):
        assert patent_numbers.canonical(number) == number
        assert patent_numbers.patent_type(number) == kind
        assert int(number[5:12]) >= 9_930_000


@pytest.mark.parametrize(
    ("sql", "pattern"),
    [
        ("select from_holder from patent_transactions", r"示例(市外)?(企业|大学|研究院|机构|个人)\d+"),
        ("select to_holder from patent_transactions where to_holder is not null", r"示例(市外)?(企业|大学|研究院|机构|个人)\d+"),
        ("select transaction_id from patent_transactions", r"示例(转化|开放许可)-\d{4}-\d{4}"),
        ("select firm from patent_products", r"示例企业\d{4}"),
        ("select product from patent_products", r"示例产品\d{4}"),
        ("select institute from stock_reviews", r"示例(大学|研究院)\d{2}"),
    ],
)  # fmt: skip
def test_everything_is_obviously_fictitious(ask, sql, pattern):
    assert [name for (name,) in ask(sql) if not re.fullmatch(pattern, name)] == []


def test_an_open_licence_has_no_receiver_and_no_price_and_every_contract_has_two_sides(ask):
    assert ask("""
        select kind = 'open_licence', count(to_holder) = 0, count(to_holder) = count(*), count(amount_cny) = 0
        from patent_transactions group by 1 order by 1
    """) == [(False, False, True, False), (True, True, False, True)]
    assert ask("select count(*) from patent_transactions where from_holder = to_holder") == [(0,)]


def test_a_transaction_is_counted_where_it_is_received_else_where_it_comes_from(ask):
    wrong = """
        select count(*) from patent_transactions
        where district_code is distinct from
            case when kind = 'open_licence' or to_place = 'outside' then from_place else to_place end
    """
    assert [ask(wrong, day) for day in demo.SNAPSHOTS] == [[(0,)]] * 3


def test_universities_and_institutes_give_a_growing_part(ask):
    [(then, now)] = ask("""
        select avg((from_class in ('university', 'institute'))::integer) filter (year(signed_on) = 2020),
               avg((from_class in ('university', 'institute'))::integer) filter (year(signed_on) = 2024)
        from patent_transactions where kind <> 'open_licence'
    """)
    assert then < 0.22 < 0.30 < now


def test_amounts_that_are_not_told_are_missing_and_those_of_licences_withheld(known, ask):
    gaps = commercialisation.gaps(known[LAST]["patent_transactions"])
    [(licences, transfers)] = ask("""
        select count(*) filter (kind = 'licence'), count(*) filter (kind = 'transfer')
        from patent_transactions where amount_cny is null
    """)
    assert (len(gaps), transfers > 0) == (licences, True)
    assert {(gap.field, gap.state, gap.given) for gap in gaps} == {("amount_cny", "withheld", "保密")}


def test_a_firm_is_in_one_district_and_the_grades_of_a_batch_add_up(ask):
    assert ask("select firm from patent_products group by firm having count(distinct district_code) > 1") == []
    assert ask("select count(*) from stock_reviews where grade_a + grade_b + grade_c <> patents_reviewed") == [(0,)]


def test_no_snapshot_knows_the_future_and_later_ones_revise_a_little(ask):
    days = {"patent_transactions": "signed_on", "patent_products": "filed_on", "stock_reviews": "reviewed_on"}
    for dataset, day in days.items():
        assert all(ask(f"select max({day}) from {dataset}", known_on) <= [(known_on,)] for known_on in demo.SNAPSHOTS)
    until_may = (
        f"select count(*), count(*) filter (from_class = 'university') {CONVERTED} and signed_on < date '2024-06-01'"
    )
    [before], [after] = ask(until_may, SPRING), ask(until_may)
    assert before[0] != after[0] and before[1] > after[1]
    assert before[0] == pytest.approx(after[0], rel=0.05)
    until_2022 = "select count(*) from patent_transactions where signed_on < date '2023-01-01'"
    assert ask(until_2022, SPRING) == ask(until_2022)


def test_a_second_entry_is_withdrawn_and_a_class_put_right(known):
    earlier, later = (known[day]["patent_transactions"] for day in (SPRING, LAST))
    asked = duckdb.connect().register("a", earlier).register("b", later)
    withdrawn = asked.execute("select transaction_id from a anti join b using (transaction_id) order by 1").fetchall()
    assert withdrawn and all(number.endswith("/2") for (number,) in withdrawn)
    corrected = "select distinct a.from_class, b.from_class from a join b using (transaction_id) where a.from_class <> b.from_class"
    assert asked.execute(corrected).fetchall() == [("university", "institute")]


def test_the_same_day_is_drawn_the_same_twice(known):
    again = {ledger.dataset: ledger.known_on(AUTUMN) for ledger in commercialisation.ledgers()}
    assert all(again[name].equals(known[AUTUMN][name]) for name in again)
    assert date(2024, 12, 31) == LAST
