"""The demonstration titles against every published figure of cultivation, counted here by hand."""

import csv
import re

import duckdb
import pytest

from dashboard import catalog
from intake import demo

SPRING, AUTUMN, LAST = demo.SNAPSHOTS
CITY = "510500"
STANDING = "select count(*) from recognitions where ended_on is null and kind in ({kinds})"
GRANTED = "select count(*) from recognitions where year(recognised_on) = 2024 and kind = '{kind}'"
TARGET = (
    "select value from targets where metric_id = '{metric}' and due_on = date '2025-12-31' and not is_demonstration"
)

# metric, period as published, the count, the value it must have
FIGURES = [
    ("national_ip_advantage_firms", "2024",
     STANDING.format(kinds="'national_ip_advantage', 'national_ip_demonstration'"), 10),
    ("provincial_ip_strong_firms", "2024", STANDING.format(kinds="'ip_strong_firm'") + " and level = 'provincial'", 5),
    ("ip_education_pilot_schools", "2024", STANDING.format(kinds="'ip_education_school'") + " and level = 'provincial'", 4),
    ("trade_secret_bases", "2024", STANDING.format(kinds="'trade_secret_base'"), 9),
    ("cultivated_innovative_firms", "2024", STANDING.format(kinds="'innovative_sme', 'srdi', 'little_giant'"), 184),
    ("china_patent_award_entries", "2024", GRANTED.format(kind="china_patent_award"), 3),
    ("high_value_patent_centres_new", "2024", GRANTED.format(kind="high_value_patent_centre"), 1),
    ("ip_strong_firms_new", "2024", GRANTED.format(kind="ip_strong_firm"), 1),
    ("target_high_value_patent_centres", "2025-12-31", TARGET.format(metric="high_value_patent_centres"), 2),
    ("target_ip_strong_firms", "2025-12-31", TARGET.format(metric="provincial_ip_strong_firms"), 5),
]  # fmt: skip
# Targets that nobody delivers records for: the page shows them as published and says so.
WITHOUT_RECORDS = {"target_ip_talent", "target_ip_service_staff"}
# What of the published file is about cultivation.
OURS = re.compile(
    r"ip_advantage|ip_strong|education_pilot|trade_secret|cultivated|patent_award|patent_centres|target_ip_"
)


@pytest.fixture(scope="module")
def ask():
    """Run a query over one snapshot's datasets."""
    register, connections = demo.register(), {}
    for day in demo.SNAPSHOTS:
        connections[day] = duckdb.connect(":memory:")
        for name, rows in demo.as_known_on(register, day).items():
            connections[day].register(name, rows)
    return lambda sql, day=LAST: connections[day].execute(sql).fetchall()


@pytest.fixture(scope="module")
def published() -> dict[tuple[str, str], float]:
    with catalog.reference("published_figures.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["geo_code"] == CITY and OURS.search(row["metric_id"])]
    return {(row["metric_id"], row["period"]): float(row["value"]) for row in rows}


@pytest.mark.parametrize(("metric", "period", "count", "value"), FIGURES, ids=[metric for metric, *_ in FIGURES])
def test_the_count_is_the_published_figure(ask, published, metric, period, count, value):
    assert ask(count) == [(value,)]
    assert published[metric, period] == value


def test_every_published_row_about_cultivation_has_its_home(published):
    counted = {(metric, period) for metric, period, _, _ in FIGURES}
    shown = {key for key in published if key[0] in WITHOUT_RECORDS}
    assert set(published) == counted | shown
    assert {metric for metric, _ in shown} == WITHOUT_RECORDS


def test_the_plan_on_the_page_names_every_published_target():
    query = (catalog.ROOT / "queries" / "cultivation" / "published_targets.sql").read_text("utf-8")
    targets = {metric for metric, *_ in FIGURES if metric.startswith("target_")} | WITHOUT_RECORDS
    assert set(re.findall(r"'(target_\w+)'", query)) == targets


def test_a_firm_stands_under_one_sme_title_and_every_rung_holds_some(ask):
    twice = """
        select holder from recognitions
        where ended_on is null and kind in ('innovative_sme', 'srdi', 'little_giant')
        group by all having count(*) > 1
    """
    assert ask(twice) == []
    standing = "select kind, count(*) from recognitions where ended_on is null and holder_kind = 'firm' group by all"
    assert dict(ask(standing)) == {
        "innovative_sme": 118,
        "srdi": 58,
        "little_giant": 8,
        "ip_strong_firm": 5,
        "national_ip_advantage": 8,
        "national_ip_demonstration": 2,
        "management_certificate": 36,
    }


def test_each_year_more_firms_stand_than_the_year_before(ask):
    at_end = """
        select count(*) from recognitions
        where kind in ('innovative_sme', 'srdi', 'little_giant')
          and recognised_on <= date '{year}-12-31' and (ended_on is null or ended_on > date '{year}-12-31')
    """
    assert [ask(at_end.format(year=year)) for year in (2021, 2022, 2023, 2024)] == [
        [(75,)],
        [(109,)],
        [(146,)],
        [(184,)],
    ]


def test_a_replaced_title_ends_on_the_day_of_the_higher_one(ask):
    parted = """
        select ended.recognition_no from recognitions as ended
        anti join recognitions as higher
            on higher.holder = ended.holder and higher.recognised_on = ended.ended_on
        where ended.ended_because = 'replaced'
    """
    assert ask("select count(*) from recognitions where ended_because = 'replaced'") == [(74,)]
    assert ask(parted) == []


def test_holders_are_obviously_fictitious(ask):
    strangers = (
        r"select holder from recognitions where not regexp_full_match(holder, '示例(企业\d{4}|学校\d{2}|大学\d{2})')"
    )
    assert ask(strangers) == []


@pytest.mark.parametrize("day", demo.SNAPSHOTS)
def test_no_snapshot_knows_the_future(ask, day):
    [(recognised, ended)] = ask("select max(recognised_on), max(ended_on) from recognitions", day)
    assert recognised <= day and (ended is None or ended <= day)


def test_later_snapshots_know_more_titles_and_put_days_right(ask):
    counted = "select count(*) from recognitions"
    assert ask(counted, SPRING) < ask(counted, AUTUMN) < ask(counted)
    early = "select count(*) from recognitions where kind = 'innovative_sme' and recognised_on = date '2024-06-08'"
    assert (ask(early, SPRING)[0][0] > 0, ask(early)) == (True, [(0,)])


def test_three_titles_are_past_their_validity_so_that_the_check_finds_them(ask):
    overdue = "select count(*) from recognitions where ended_on is null and ends_on < date '2024-12-31'"
    assert ask(overdue) == [(3,)]


def test_every_criterion_of_the_ladder_says_that_it_is_a_demonstration_one(ask):
    assert ask("select count(*) from ladder where not is_demonstration") == [(0,)]
    assert ask("select count(*) from ladder where reason_zh not like '看板演示条件：%'") == [(0,)]
    assert ask("select count(*) from ladder where reason_en not like 'Our demonstration criterion:%'") == [(0,)]
    assert ask("select distinct rung from ladder order by 1") == [("1",), ("2",), ("3",), ("4",), ("5",)]
