"""The demonstration cases and legal services of the last snapshot against every city figure published for them.

Counted here by hand, without the metrics, so that generator and metrics cannot be wrong together. What is published of
named cases has its home in the query of published facts, never in records.
"""

import csv
import re
from datetime import date

import duckdb
import pyarrow.compute as pc
import pytest

from dashboard import catalog, queries, warehouse
from intake import demo

SPRING, LAST = date(2024, 6, 30), date(2024, 12, 31)
CITY = "510500"
ACCEPTED = "select count(*) from ip_cases where year(accepted_on) = 2024"
CLOSED = "select count(*) from ip_cases where year(closed_on) = 2024 and procedure = '{procedure}'"

# metric, the count, the value it must have
FIGURES = [
    ("ip_cases_handled", ACCEPTED, 492),
    ("patent_infringement_disputes", f"{ACCEPTED} and kind = 'patent_infringement'", 410),
    ("judicial_confirmations", CLOSED.format(procedure="judicial_confirmation"), 2),
    ("infringement_opinions", CLOSED.format(procedure="infringement_opinion"), 18),
    ("ip_arbitrations", CLOSED.format(procedure="arbitration"), 2),
    (
        "ip_legal_checkups_smes",
        "select count(distinct firm) from legal_services where kind = 'checkup' and year(served_on) = 2024",
        54,
    ),
    (
        "ip_protection_advice_letters",
        "select count(*) from legal_services where kind = 'advice_letter' and year(served_on) = 2024",
        31,
    ),
]
FACTS = {"national_typical_cases", "provincial_typical_cases", "data_ip_registrations"}


@pytest.fixture(scope="module")
def known():
    register = demo.register()
    return {day: demo.as_known_on(register, day) for day in (SPRING, LAST)}


@pytest.fixture(scope="module")
def con(known):
    con = duckdb.connect(":memory:")
    for name in ("ip_cases", "legal_services", "patents", "published_figures"):
        con.register(name, known[LAST][name])
    return con


@pytest.fixture(scope="module")
def published():
    with catalog.reference("published_figures.csv").open(encoding="utf-8-sig", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["geo_code"] == CITY]


@pytest.mark.parametrize(("metric", "count", "value"), FIGURES, ids=[metric for metric, _, _ in FIGURES])
def test_the_count_is_the_published_figure(con, published, metric, count, value):
    [counted] = con.execute(count).fetchone()
    [row] = [row for row in published if row["metric_id"] == metric]
    assert (counted, row["period"], row["qualifier"], float(row["value"])) == (value, "2024", "exact", value)
    assert metric in queries.metrics()


def is_ours(row):
    """Whether a published statement belongs to protection: cases, what comes of them, legal services, data IP."""
    words = r"case|infring|confirmation|arbitration|checkup|advice_letter|data_ip"
    return bool(re.search(words, row["metric_id"]) or row["period"].startswith("case-"))


def test_every_published_statement_of_protection_is_reproduced_or_shown_with_its_source(known, published):
    shown = warehouse.run(
        warehouse.over({"published_figures": known[LAST]["published_figures"]}), "protection/published", lang="zh"
    )
    stated = list(zip(shown["fact"], shown["value"], shown["quote"], strict=True))
    reproduced = {metric for metric, _, _ in FIGURES}
    ours = [row for row in published if is_ours(row)]
    facts = [row for row in ours if row["metric_id"] not in reproduced]
    assert {row["metric_id"] for row in ours} >= reproduced | FACTS
    assert sorted(stated) == sorted(
        (re.sub('"(.*?)"', r"“\1”", row["metric_zh"]), float(row["value"]), row["quote"]) for row in facts
    )
    assert len(facts) == 10
    assert shown["source_title"].notna().all() and shown["source_url"].notna().all()


def test_no_record_carries_what_the_press_says_of_a_case(con):
    assert con.execute(
        "select case_id from ip_cases join published_figures as goods on goods_quantity = goods.value"
        " join published_figures as money on money.period = goods.period and value_cny = money.value"
        " where goods.period like 'case-%' and money.metric_id = 'case_value'"
    ).fetchall() == []  # fmt: skip


def test_every_case_service_and_firm_is_obviously_fictitious(con):
    for sql, pattern in [
        ("select case_id from ip_cases", r"示例案-\d{4}-\d{4}"),
        ("select service_id from legal_services", r"示例法服-\d{4}-\d{4}"),
        ("select firm from legal_services", r"示例企业\d{4}"),
    ]:
        names = [name for (name,) in con.execute(sql).fetchall()]
        assert names and [name for name in names if not re.fullmatch(pattern, name)] == []


def test_cases_go_back_to_2020_and_close_after_they_are_accepted_with_an_outcome(con):
    yearly = con.execute("select year(accepted_on), count(*) from ip_cases group by all order by all").fetchall()
    assert yearly == [(2020, 162), (2021, 218), (2022, 302), (2023, 396), (2024, 492)]
    assert con.execute("select count(*) from ip_cases where closed_on < accepted_on").fetchone() == (0,)
    assert con.execute("select count(*) from ip_cases where (closed_on is null) <> (outcome is null)").fetchone() == (
        0,
    )
    assert con.execute(f"select max(closed_on) <= date '{LAST}' from ip_cases").fetchone() == (True,)


def test_penalties_are_for_other_cases_than_patent_disputes_and_alone_have_goods_and_values(con):
    assert con.execute("select count(*) from ip_cases where procedure = 'penalty' and kind = 'patent_infringement'"
                       ).fetchone() == (0,)  # fmt: skip
    assert con.execute("select count(*) from ip_cases where procedure <> 'penalty'"
                       " and (goods_quantity is not null or value_cny is not null)").fetchone() == (0,)  # fmt: skip
    units = "select distinct goods_kind, goods_unit from ip_cases where goods_kind is not null order by all"
    assert con.execute(units).fetchall() == [
        ("food", "kilogram"), ("labels", "piece"), ("liquor", "bottle"), ("other", "piece"), ("packaging", "piece"),
    ]  # fmt: skip


def test_a_value_that_a_penalty_case_lacks_is_withheld_and_says_so(known):
    rows = known[LAST]["ip_cases"]
    gaps = demo.GAPS["ip_cases"](rows)
    lacking = pc.sum(pc.and_(pc.equal(rows["procedure"], "penalty"), pc.is_null(rows["value_cny"]))).as_py()
    assert len(gaps) == lacking > 0
    assert {(gap.dataset, gap.field, gap.state) for gap in gaps} == {("ip_cases", "value_cny", "withheld")}


def test_an_earlier_snapshot_is_revised_a_little(known):
    earlier, later = (known[day]["ip_cases"] for day in (SPRING, LAST))
    con = duckdb.connect().register("a", earlier).register("b", later)
    assert con.execute("select count(*) from a anti join b using (case_id)").fetchone() == (0,)
    differ = "select count(*) from a join b using (case_id) where a.{0} is distinct from b.{0}"
    values, kinds = (con.execute(differ.format(name)).fetchone()[0] for name in ("value_cny", "kind"))
    assert 0 < values < 10 and 0 < kinds < 5
    late = con.execute(
        "select count(*) from b anti join a using (case_id) where b.accepted_on <= date '2024-06-30'"
    ).fetchone()[0]
    assert 0 < late < 40
