"""Every published figure of services and cooperation has its home: counted here by hand, or shown with its source."""

import csv
from datetime import date

import duckdb
import pytest

from dashboard import catalog, queries, warehouse
from dashboard.states import GAPS
from intake import demo

SPRING, AUTUMN, LAST = demo.SNAPSHOTS
# Published rows of the city that belong to this part and that no other page shows.
COUNTED = {"cross_province_services": 20}
SHOWN = {
    "services/platform": {
        "platform_office_area": "不少于 1,500 m²",
        "ip_service_supermarkets": "1 个",
        "exhibition_halls": "1 个",
        "circuit_tribunals": "1 个",
        "mediation_rooms": "1 个",
        "provincial_ip_service_outlets": "2 个",
        "ip_remote_education_substations": "1 个",
        "platform_online_items": "□ 原文字迹不清",
        "online_evaluation_firms": "□ 原文字迹不清",
    },
    "services/cooperation": {"cross_province_services": "20 项", "gi_alliance_cities": "19 个"},
}


@pytest.fixture(scope="module")
def known():
    drawn = demo.register()
    return {day: demo.as_known_on(drawn, day) for day in demo.SNAPSHOTS}


@pytest.fixture(scope="module")
def ask(known):
    """Run a statement over one snapshot's datasets."""

    def asked(sql, day=LAST):
        con = duckdb.connect(":memory:")
        for name in ("service_items", "service_requests"):
            con.register(name, known[day][name])
        return con.execute(sql).fetchall()

    return asked


@pytest.fixture(scope="module")
def published() -> dict[str, dict[str, str]]:
    with catalog.reference("published_figures.csv").open(encoding="utf-8-sig", newline="") as lines:
        return {row["metric_id"]: row for row in csv.DictReader(lines) if row["geo_code"] == catalog.CITY}


def test_the_list_has_eighteen_and_two_items_and_names_none(ask, published):
    assert ask("select kind, count(*) from service_items group by all order by 2") == [("two", 2), ("eighteen", 18)]
    assert COUNTED["cross_province_services"] == float(published["cross_province_services"]["value"]) == 18 + 2
    assert ask("select count(*) from service_items where is_name_published or listed_on is not null") == [(0,)]
    assert [c.label.zh for c in catalog.code_list("service_items")] == [f"服务事项{n:02d}" for n in range(1, 21)]


@pytest.mark.parametrize("name", SHOWN)
def test_a_published_fact_is_shown_with_its_source_and_what_is_illegible_is_no_zero(known, published, name):
    con = warehouse.over({"published_figures": known[LAST]["published_figures"]})
    rows = warehouse.run(con, name, lang="zh").to_dict("records")
    words = rows[0].keys() & {"facility", "fact"}
    shown = {row[word]: row["published"] for row in rows for word in words}
    assert shown == {published[metric]["metric_zh"]: told for metric, told in SHOWN[name].items()}
    assert all(row["source_title"] and row["quote"] for row in rows)


def test_every_fact_that_is_shown_and_cannot_be_read_is_marked_as_such_in_the_file(published):
    illegible = {metric for facts in SHOWN.values() for metric, told in facts.items() if told.startswith("□")}
    assert illegible == {"platform_online_items", "online_evaluation_firms"}
    assert {published[metric]["qualifier"] for metric in illegible} <= set(GAPS)
    assert not any(published[metric]["value"] for metric in illegible)
    assert not illegible & set(queries.metrics())


def test_requests_of_each_year_are_those_of_the_plan(ask):
    own = "select year(received_on), count(*) from service_requests where channel <> 'cross_province' group by 1 order by 1"
    assert ask(own) == [(2021, 520), (2022, 640), (2023, 810), (2024, 1180)]
    across = (
        "select count(*), min(received_on) >= date '2024-03-01' from service_requests where channel = 'cross_province'"
    )
    assert ask(across) == [(152, True)]


def test_partner_and_direction_stand_on_cross_province_requests_and_on_no_others(ask):
    wrong = """
        select count(*) from service_requests
        where (channel = 'cross_province') <> (partner_code is not null and direction is not null)
    """
    assert ask(wrong) == [(0,)]
    assert ask("select distinct partner_code from service_requests where partner_code is not null order by 1") == [
        ("500116",), ("500118",), ("500153",),
    ]  # fmt: skip


def test_an_open_request_has_no_outcome_and_a_closed_one_has(ask):
    assert ask("select count(*) from service_requests where (handled_on is null) <> (outcome is null)") == [(0,)]
    assert ask("select count(*) from service_requests where handled_on is null and satisfaction is not null") == [(0,)]


def test_promises_are_kept_more_often_each_year(ask):
    # Weekdays after receipt up to the day handled, counted one by one.
    kept = """
        select count(*) filter (
            len(list_filter(range(received_on + 1, handled_on + 1, interval 1 day), lambda d: isodow(d) < 6)) <= promised_days
        ) / count(*) as kept
        from service_requests
        where handled_on is not null
        group by year(received_on)
        order by year(received_on)
    """
    shares = [share for (share,) in ask(kept)]
    assert shares == sorted(shares)
    assert 0.85 < shares[0] < shares[-1] < 0.98


def test_later_snapshots_know_more_and_put_channels_right(ask, known):
    assert [ask("select count(*) from service_requests", day)[0][0] for day in demo.SNAPSHOTS] == sorted(
        known[day]["service_requests"].num_rows for day in demo.SNAPSHOTS
    )
    spring = (
        "select count(*) from service_requests where channel = 'cross_province' and received_on < date '2024-06-01'"
    )
    assert ask(spring, SPRING)[0][0] < ask(spring, LAST)[0][0]


def test_no_day_lies_after_the_snapshot(ask):
    for day in demo.SNAPSHOTS:
        [(received, handled)] = ask("select max(received_on), max(handled_on) from service_requests", day)
        assert received <= day and handled <= day
    assert date(2024, 12, 31) == LAST
