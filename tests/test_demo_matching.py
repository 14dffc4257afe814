"""Demonstration listings, demands and pushes against what is published of them, counted here by hand.

Nothing is counted through the metrics, so that generator and metrics cannot be wrong together.
"""

import csv
import re

import duckdb
import pytest

from dashboard import catalog, queries
from intake import demo, patent_numbers
from intake.demo import matching, patent_texts, patents

SPRING, AUTUMN, LAST = demo.SNAPSHOTS
FIGURES = {
    "ip_listings": ("select count(*) from listings where year(listed_on) = 2024", 113),
    "demand_list_items": ("select count(*) from demands where year(published_on) = 2024", 98),
    "matched_info_pushes": ("select count(*) from pushes where year(pushed_on) = 2024", 12),
}


@pytest.fixture(scope="module")
def known():
    """Patents and the datasets of this part, as each snapshot knows them."""
    filed = patents.ledger(1)
    ledgers = (filed, *matching.ledgers(filed))
    return {day: {ledger.dataset: ledger.known_on(day) for ledger in ledgers} for day in demo.SNAPSHOTS}


@pytest.fixture(scope="module")
def ask(known):
    connections = {day: duckdb.connect(":memory:") for day in known}
    for day, datasets in known.items():
        for name, rows in datasets.items():
            connections[day].register(name, rows)
    return lambda sql, day=LAST: connections[day].execute(sql).fetchall()


@pytest.mark.parametrize("metric", FIGURES)
def test_the_count_is_the_published_figure_and_a_signed_metric_on_the_page_tells_it(ask, metric):
    count, value = FIGURES[metric]
    assert ask(count) == [(value,)]
    with catalog.reference("published_figures.csv").open(encoding="utf-8-sig", newline="") as lines:
        [row] = [r for r in csv.DictReader(lines) if r["metric_id"] == metric]
    told = float(row["value"])
    assert told == value or (row["qualifier"] == "at_least" and told <= value < told + 10)
    assert metric in queries.metrics()
    assert f'"{metric}"' in (catalog.ROOT / "pages/matching/matching.py").read_text("utf-8")


def test_earlier_years_have_records_to_compare_with(ask):
    assert ask("select year(listed_on), count(*) from listings group by 1 order by 1") == [
        (2022, 41),
        (2023, 76),
        (2024, 113),
    ]
    assert ask("select year(published_on), count(*) from demands group by 1 order by 1") == [
        (2022, 46),
        (2023, 71),
        (2024, 98),
    ]
    assert ask("select year(pushed_on), count(*) from pushes group by 1 order by 1") == [
        (2022, 3),
        (2023, 7),
        (2024, 12),
    ]


@pytest.mark.parametrize("day", demo.SNAPSHOTS)
def test_a_listing_is_of_a_patent_in_force_that_its_holder_applied_for(ask, day):
    assert ask("select right_kind, count(application_no) = count(*) from listings group by all order by 1", day)[-2:] == [
        ("trademark", False), ("utility_model", True),
    ]  # fmt: skip
    wrong = """
        select listing_no from listings
        left join patents on patents.application_no = listings.application_no
        where right_kind <> 'trademark' and not coalesce(
            patents.title = listings.title and patent_type = right_kind and applicant = holder
            and granted_on < listed_on and ended_on is null and patents.ipc is not distinct from listings.ipc, false)
    """
    assert ask(wrong, day) == []


@pytest.mark.parametrize("day", demo.SNAPSHOTS)
def test_a_push_names_a_demand_and_an_offer_that_the_snapshot_holds_and_that_came_before_it(ask, day):
    wrong = """
        select push_no from pushes
        left join demands using (demand_no)
        left join listings on listing_no = offer_no
        left join patents on patents.application_no = offer_no
        where not coalesce(published_on < pushed_on, false)
           or not coalesce(if(offer_kind = 'listing', listed_on, granted_on) < pushed_on, false)
           or coalesce(right_kind, patent_type) = 'design'
    """
    assert ask(wrong, day) == []
    assert ask("select count(*) from pushes where (outcome = 'none_yet') <> (outcome_on is null)", day) == [(0,)]


def test_a_contracted_push_ends_its_demand_and_its_listing_on_the_day_of_the_answer(ask):
    assert ask("""
        select count(*), count(*) filter (demands.status = 'met' and demands.closed_on = outcome_on),
               count(*) filter (listings.status = 'contracted' and delisted_on = outcome_on)
        from pushes join demands using (demand_no) join listings on listing_no = offer_no
        where outcome = 'contracted'
    """) == [(3, 3, 3)]  # fmt: skip


def test_states_and_days_go_together_and_no_open_demand_is_past_its_closing_day(ask):
    for day in demo.SNAPSHOTS:
        assert ask("select count(*) from listings where (status = 'listed') <> (delisted_on is null)", day) == [(0,)]
        assert ask("select count(*) from demands where (status = 'open') <> (closed_on is null)", day) == [(0,)]
    late = f"select count(*) from demands where status = 'open' and closes_on < date '{LAST}' - 30"
    assert ask(late) == [(0,)]


@pytest.mark.parametrize(
    ("sql", "pattern"),
    [
        ("select listing_no from listings", r"示例挂牌-\d{4}-\d{3}"),
        ("select title from listings", r"[^()]+\(示例(发明|实用新型|外观设计)\d{6}\)|示例商标9\d{3}\(第\d+类\)"),
        ("select holder from listings", r"示例(企业|大学|研究院|机构|个人)\d+"),
        ("select demand_no from demands", r"示例需求-\d{4}-\d{3}"),
        ("select demander from demands", r"示例企业\d{4}"),
        ("select push_no from pushes", r"示例推送-\d{4}-\d{3}"),
    ],
)
def test_everything_is_obviously_fictitious(ask, sql, pattern):
    assert [name for (name,) in ask(sql) if not re.fullmatch(pattern, name)] == []


def test_numbers_of_listed_patents_are_lawful(ask):
    for (number,) in ask("select application_no from listings where application_no is not null"):
        assert patent_numbers.canonical(number) == number


def test_some_prices_and_budgets_are_open_to_negotiation(ask):
    [(prices, budgets)] = ask("""
        select (select avg((asking_price_wan is null)::integer) from listings),
               (select avg((budget_wan is null)::integer) from demands)
    """)
    assert 0.2 < prices < 0.45 and 0.2 < budgets < 0.45


def test_some_chains_look_for_more_than_they_offer(ask):
    rows = ask("""
        select industry_code from (
            select industry_code, 1 as offered, 0 as wanted from listings where status = 'listed'
            union all select industry_code, 0, 1 from demands where status = 'open'
        ) where industry_code is not null group by 1 having sum(wanted) > sum(offered)
    """)
    assert {"food", "building"} <= {chain for (chain,) in rows} < {c.code for c in catalog.code_list("industries")}


def test_later_snapshots_revise_earlier_ones_a_little(ask, known):
    until_may = "select count(*) from listings where listed_on < date '2024-06-01'"
    [(before,)], [(after,)] = ask(until_may, SPRING), ask(until_may)
    assert before != after and before == pytest.approx(after, rel=0.05)
    asked = duckdb.connect().register("a", known[SPRING]["listings"]).register("b", known[LAST]["listings"])
    withdrawn = asked.execute("select listing_no from a anti join b using (listing_no)").fetchall()
    assert withdrawn and all(number.endswith("/2") for (number,) in withdrawn)
    unknown = "select count(*) from demands where industry_code is null"
    assert ask(unknown, SPRING) > ask(unknown)


def test_the_same_day_is_drawn_the_same_twice(known):
    again = {ledger.dataset: ledger.known_on(AUTUMN) for ledger in matching.ledgers(patents.ledger(1))}
    assert all(again[name].equals(known[AUTUMN][name]) for name in again)


# --- what patents say -------------------------------------------------------------------------


def test_every_class_has_its_phrases():
    assert all(len(one.topics) == 2 for one in patent_texts.classes())
    topics = [topic for one in patent_texts.classes() for topic in one.topics]
    assert all(len(set(things)) == 3 and len(set(problems)) == 2 for things, problems in topics)
    things = [thing for topic in topics for thing in topic.things]
    assert len(set(things)) == len(things)
    assert set(patent_texts.PHRASES) == {c.code for c in catalog.code_list("industries")}


def test_titles_can_be_told_apart_and_designs_have_no_abstract(ask):
    cores = ask(
        "select patent_type, count(distinct regexp_replace(title, '\\(.*', '')) from patents group by 1 order by 1"
    )
    assert all(count >= least for (_, count), least in zip(cores, (40, 4000, 12000), strict=True))
    assert ask("select patent_type, count(abstract) = 0, count(abstract) = count(*) from patents group by all order by 1") == [
        ("design", True, False), ("invention", False, True), ("utility_model", False, True),
    ]  # fmt: skip


def test_an_abstract_names_its_class_what_the_title_names_and_what_it_is_good_for(ask):
    subjects = {one.symbol: one.subject for one in patent_texts.classes()}
    for title, abstract, ipc in ask("select title, abstract, ipc from patents where abstract is not null limit 500"):
        assert subjects[ipc] in abstract and title.split("(")[0] in abstract
        assert abstract.count("。") == 2


def test_no_two_patents_say_the_same(ask):
    assert ask("select count(*) - count(distinct abstract) from patents where abstract is not null") == [(0,)]


def test_what_is_wrong_in_a_demand_is_wrong_with_what_it_is_about(ask):
    topics = [topic for one in patent_texts.classes() for topic in one.topics]
    for title, description in ask("select title, description from demands"):
        about = [t for t in topics if any(thing in description and thing in title for thing in t.things)]
        assert any(problem in description for topic in about for problem in topic.problems)
