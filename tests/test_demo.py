"""The demonstration data as a register: lawful records, fictitious names, and snapshots that know more each time."""

import json
import re
from datetime import date

import duckdb
import numpy as np
import pyarrow as pa
import pytest
import shapely

from dashboard import catalog
from intake import demo
from intake.demo import calibrate, ledger

SPRING, AUTUMN, LAST = demo.SNAPSHOTS
NUMBERED = r"\d{2,}"
PATTERNS = {
    "示例企业",
    "示例大学",
    "示例研究院",
    "示例机构",
    "示例个人",
    "示例合作社",
    "示例商户",
    "示例银行",
    "示例小贷公司",
    "示例展商",
}


@pytest.fixture(scope="module")
def register():
    return demo.register()


@pytest.fixture(scope="module")
def known(register):
    """The three snapshots, by day."""
    return {day: demo.as_known_on(register, day) for day in demo.SNAPSHOTS}


@pytest.fixture(scope="module")
def ask(known):
    """Run a query over one snapshot's datasets."""
    connections = {}
    for day, datasets in known.items():
        connections[day] = duckdb.connect(":memory:")
        for name, rows in datasets.items():
            connections[day].register(name, rows)
    return lambda sql, day=LAST: connections[day].execute(sql).fetchall()


# --- the same every time, in the contracts' form ------------------------------------------------


def test_two_runs_draw_the_same_bytes(known):
    again = demo.as_known_on(demo.register(), AUTUMN)
    assert all(again[name].equals(known[AUTUMN][name]) for name in again)


@pytest.mark.parametrize("dataset", catalog.contracts())
def test_rows_have_exactly_the_contracts_columns_and_types(known, dataset):
    fields = catalog.contracts()[dataset].fields
    expected = pa.schema([(name, ledger.ARROW_TYPES[field.type]) for name, field in fields.items()])
    assert all(snapshot[dataset].schema.equals(expected) for snapshot in known.values())


@pytest.mark.parametrize("dataset", catalog.contracts())
def test_required_fields_are_filled_codes_are_listed_and_keys_are_unique(known, dataset):
    contract, rows = catalog.contracts()[dataset], known[LAST][dataset]
    for name, field in contract.fields.items():
        if field.required:
            assert rows[name].null_count == 0, name
        if field.codes:
            assert set(rows[name].unique().to_pylist()) - {None} <= {code.code for code in field.codes}, name
    assert rows.group_by(list(contract.key)).aggregate([]).num_rows == rows.num_rows


@pytest.mark.parametrize("dataset", catalog.contracts())
def test_no_date_comes_before_the_date_that_its_contract_names(known, dataset):
    for field in catalog.contracts()[dataset].fields.values():
        if earlier := field.rules.get("not_before"):
            rows = known[LAST][dataset].select([earlier, field.name]).drop_null()
            assert not rows.filter(pa.compute.less(rows[field.name], rows[earlier])).num_rows, field.name


@pytest.mark.parametrize("day", demo.SNAPSHOTS)
@pytest.mark.parametrize(
    ("dataset", "event"),
    [
        ("patents", "filed_on"),
        ("patents", "announced_on"),
        ("patents", "granted_on"),
        ("patents", "ended_on"),
        ("patents", "high_value_on"),
        ("patents", "legal_status_on"),
        ("trademarks", "filed_on"),
        ("trademarks", "registered_on"),
        ("trademarks", "ended_on"),
        ("trademarks", "well_known_on"),
        ("financing", "signed_on"),
        ("financing", "repaid_on"),
        ("expo_visits", "visited_on"),
        ("stations", "opened_on"),
        ("station_services", "month"),
        ("service_requests", "received_on"),
        ("service_requests", "handled_on"),
        ("listings", "listed_on"),
        ("listings", "delisted_on"),
        ("demands", "published_on"),
        ("demands", "closed_on"),
        ("pushes", "pushed_on"),
        ("pushes", "outcome_on"),
    ],
)
def test_no_snapshot_knows_the_future(known, day, dataset, event):
    latest = pa.compute.max(known[day][dataset][event]).as_py()
    assert latest is None or latest <= day


def test_at_twice_the_scale_there_are_twice_the_records(known):
    twice = demo.as_known_on(demo.register(2), LAST)
    for dataset in ("patents", "trademarks", "financing"):
        assert twice[dataset].num_rows == pytest.approx(2 * known[LAST][dataset].num_rows, rel=0.01)
    years = pa.compute.year(twice["patents"]["granted_on"]).to_pylist()
    assert years.count(2024) == 2 * 2610


# --- lawful records -----------------------------------------------------------------------------


def test_every_application_number_tells_year_and_type_and_ends_in_its_check_digit(ask):
    types = {"1": "invention", "2": "utility_model", "3": "design"}
    for number, year, kind in ask("select application_no, year(filed_on), patent_type from patents"):
        digits, check = number.split(".")
        total = sum(int(digit) * weight for digit, weight in zip(digits, [2, 3, 4, 5, 6, 7, 8, 9] * 2, strict=False))
        assert len(digits) == 12 and check == "0123456789X"[total % 11]
        assert digits[:4] == str(year) and types[digits[4]] == kind


def test_examination_takes_as_long_as_it_does_for_each_type(ask):
    months = ask(
        "select patent_type, min(date_diff('day', filed_on, granted_on)) // 30, max(date_diff('day', filed_on, granted_on)) // 30"
        " from patents where granted_on is not null group by all order by 1"
    )
    assert months == [("design", 4, 8), ("invention", 18, 36), ("utility_model", 6, 10)]


def test_the_status_agrees_with_the_dates(ask):
    wrong = """
        select count(*) from patents where case legal_status
            when 'granted' then granted_on is null or ended_on is not null
            when 'lapsed' then ended_on is null
            when 'expired' then ended_on is distinct from expires_on
            when 'rejected' then granted_on is not null
            when 'filed' then announced_on is not null
            else false end
    """
    assert [ask(wrong, day) for day in demo.SNAPSHOTS] == [[(0,)]] * 3


def test_amounts_of_a_loan_stand_in_order_and_nothing_is_owed_once_repaid(ask):
    wrong = """
        select count(*) from financing where kind = 'pledge' and not (
            registered_amount_cny >= credit_amount_cny and credit_amount_cny >= disbursed_amount_cny
            and disbursed_amount_cny >= outstanding_amount_cny and (outstanding_amount_cny = 0) = (repaid_on is not null)
        )
    """
    assert [ask(wrong, day) for day in demo.SNAPSHOTS] == [[(0,)]] * 3


def test_every_step_of_the_maturity_ladder_holds_a_loan_and_one_is_overdue(ask):
    steps = ask("""
        select case when days < 0 then 'overdue' when days <= 30 then '30' when days <= 90 then '90'
               when days <= 180 then '180' when days <= 365 then '365' else 'later' end as step
        from (select matures_on - date '2024-12-31' as days from financing where outstanding_amount_cny > 0)
        group by all
    """)
    assert {step for (step,) in steps} == {"overdue", "30", "90", "180", "365", "later"}


def test_renewals_fall_due_in_every_one_of_the_next_24_months(ask):
    due = ask("""
        select count(distinct date_trunc('month', expires_on)) from trademarks
        where registered_on is not null and ended_on is null
          and expires_on between date '2025-01-01' and date '2026-12-31'
    """)
    assert due == [(24,)]


def test_the_last_quarter_is_the_busiest_and_february_the_quietest(ask):
    months = dict(ask("select month(granted_on), count(*) from patents where year(granted_on) > 2014 group by all"))
    assert min(months, key=months.get) == 2
    assert max(months, key=months.get) == 12


# --- fictitious holders in real places ----------------------------------------------------------


@pytest.mark.parametrize(
    "names",
    [
        "select applicant from patents",
        "select co_applicants from patents where co_applicants is not null",
        "select owner from trademarks",
        "select firm from financing",
        "select lender from financing where lender is not null",
        "select exhibitor from expo_exhibitors",
    ],
)
def test_every_holder_is_obviously_fictitious(ask, names):
    found = {name for (name,) in ask(names)}
    assert {re.sub(NUMBERED + "$", "", name) for name in found} <= PATTERNS


def test_every_title_mark_contract_and_station_is_obviously_fictitious(ask):
    for sql, pattern in [
        ("select title from patents", r"[^()]+\(示例(发明|实用新型|外观设计)\d{6}\)"),
        ("select mark from trademarks where mark is not null", r"示例商标\d{5}"),
        ("select contract_no from financing", r"示例(质押|入股)-\d{4}-\d{4}"),
        ("select request_id from service_requests", r"示例办件-\d{4}-\d{5}"),
        ("select applicant from service_requests", r"示例(企业|渝企)\d{4}"),
        ("select name from stations", r"示例(服务|指导)站\d{3}\(\w+\)"),
    ]:
        assert [name for (name,) in ask(sql) if not re.fullmatch(pattern, name)] == []


@pytest.mark.parametrize("dataset", ["patents", "trademarks", "financing", "expo_exhibitors", "stations"])
def test_every_district_appears_and_the_two_inner_ones_lead(ask, dataset):
    counts = dict(ask(f"select district_code, count(*) from {dataset} where district_code is not null group by all"))
    assert set(counts) == {c.code for c in catalog.code_list("districts")}
    if dataset != "stations":
        assert set(sorted(counts, key=counts.get)[-2:]) == {"510502", "510504"}


@pytest.mark.parametrize("dataset", ["patents", "trademarks"])
def test_one_or_two_in_a_hundred_have_no_district_or_no_industry(ask, dataset):
    [(district, industry)] = ask(
        f"select avg((district_code is null)::integer), avg((industry_code is null)::integer) from {dataset}"
    )
    assert 0.01 < district < 0.02 and 0.01 < industry < 0.02


def test_a_holder_sits_in_one_district(ask):
    assert ask("select applicant from patents group by all having count(distinct district_code) > 1") == []
    assert ask("select exhibitor from expo_exhibitors group by all having count(distinct country) > 1") == []


def test_forty_one_indications_of_which_24_have_a_sourced_name(ask):
    assert ask("select name_is_sourced, count(*) from geographical_indications group by all order by 1") == [
        (False, 17),
        (True, 24),
    ]
    unnamed = ask("select name, source from geographical_indications where not name_is_sourced order by name limit 1")
    assert unnamed == [("未列名地理标志 25", "公开资料只计数,未列名")]


def test_points_lie_in_the_city_and_three_lie_outside_the_district_they_name(ask):
    features = json.loads(catalog.reference("luzhou_districts.geojson").read_text("utf-8"))["features"]
    border = {f["properties"]["adcode"]: shapely.geometry.shape(f["geometry"]) for f in features}
    west, south, east, north = shapely.union_all(list(border.values())).bounds
    points = ask("select district_code, lon, lat from stations where lon is not null")
    assert all(west <= lon <= east and south <= lat <= north for _, lon, lat in points)
    outside = [shapely.distance(border[code], shapely.Point(lon, lat)) for code, lon, lat in points]
    # Three kilometres are 0.03 degrees or less at this latitude.
    assert sum(distance > 0.031 for distance in outside) == 3
    assert sum(distance > 0 for distance in outside) == 3


def test_stations_in_towns_without_coordinates_have_none_and_no_datum(ask):
    assert ask("select count(*) > 0, count(datum) from stations where lon is null") == [(True, 0)]
    assert ask("select distinct datum from stations where lon is not null") == [("wgs84",)]


def test_services_belong_to_stations_that_the_snapshot_holds(ask):
    strangers = "select count(*) from station_services anti join stations using (station_id)"
    assert [ask(strangers, day) for day in demo.SNAPSHOTS] == [[(0,)]] * 3


# --- what each snapshot knows -------------------------------------------------------------------


def granted(ask, day, since, until):
    [(count,)] = ask(f"select count(*) from patents where granted_on between date '{since}' and date '{until}'", day)
    return count


def test_an_earlier_snapshot_knows_fewer_grants_of_its_last_months(ask):
    assert granted(ask, SPRING, "2024-05-01", "2024-06-30") < 0.9 * granted(ask, LAST, "2024-05-01", "2024-06-30")
    assert granted(ask, AUTUMN, "2024-08-01", "2024-09-30") < 0.9 * granted(ask, LAST, "2024-08-01", "2024-09-30")


def test_complete_months_are_revised_by_a_few_per_cent_only(ask):
    for day, until in ((SPRING, "2024-04-30"), (AUTUMN, "2024-07-31")):
        before, after = granted(ask, day, "2024-01-01", until), granted(ask, LAST, "2024-01-01", until)
        assert before != after
        assert before == pytest.approx(after, rel=0.04)


def test_old_years_are_not_revised(ask):
    assert {granted(ask, day, "2022-01-01", "2022-12-31") for day in demo.SNAPSHOTS} == {3591}


def test_a_few_lapses_of_earlier_snapshots_were_restored(register, known):
    earlier, later = (known[day]["patents"].select(["application_no", "ended_on"]) for day in (SPRING, LAST))
    restored = (
        duckdb.connect()
        .register("a", earlier)
        .register("b", later)
        .execute(
            "select count(*) from a join b using (application_no) where a.ended_on is not null and b.ended_on is null"
        )
    )
    assert 5 < restored.fetchone()[0] < 150


def test_contracts_registered_twice_are_withdrawn_and_amounts_put_right(known):
    earlier, later = (known[day]["financing"] for day in (SPRING, LAST))
    asked = duckdb.connect().register("a", earlier).register("b", later)
    withdrawn = asked.execute("select contract_no from a anti join b using (contract_no) order by 1").fetchall()
    assert withdrawn == [("示例入股-2024-0007/2",), ("示例入股-2024-0017/2",), ("示例质押-2024-0005/2",)]
    corrected = """
        select count(*), bool_and(a.disbursed_amount_cny = a.credit_amount_cny and b.disbursed_amount_cny < a.credit_amount_cny)
        from a join b using (contract_no)
        where a.disbursed_amount_cny <> b.disbursed_amount_cny
    """
    assert asked.execute(corrected).fetchall() == [(2, True)]


def test_before_the_third_expo_it_is_planned_and_has_no_visits(ask):
    assert ask("select status, area_m2 from expo_editions where edition = 3", SPRING) == [("planned", 40_000)]
    assert ask("select distinct status from expo_exhibitors where edition = 3", SPRING) == [("planned",)]
    assert ask("select count(*) from expo_visits", SPRING) == [(0,)]
    assert ask("select edition, status from expo_editions order by 1") == [
        (1, "held"),
        (2, "held"),
        (3, "held"),
        (4, "planned"),
    ]


def test_december_services_are_only_partly_reported(ask):
    [(november, december)] = ask("""
        select sum(services) filter (month = date '2024-11-01'), sum(services) filter (month = date '2024-12-01')
        from station_services
    """)
    assert 0.2 < december / november < 0.7


# --- the mechanism ------------------------------------------------------------------------------


def test_parts_add_up_to_the_total_and_stay_within_one_of_their_share():
    assert calibrate.apportion(10, np.array([1, 1, 1])).tolist() == [4, 3, 3]
    assert calibrate.apportion(7, np.array([0.5, 0.25, 0.25])).tolist() == [3, 2, 2]


def test_a_month_later_is_the_same_day_or_the_last():
    days = np.array(["2024-01-31", "2024-02-29", "2023-12-15"], "M8[D]")
    assert calibrate.later_by_months(days, 1).astype(str).tolist() == ["2024-02-29", "2024-03-29", "2024-01-15"]


def test_what_is_never_possible_is_never_chosen():
    rng = np.random.default_rng(1)
    assert calibrate.choose(np.array([0, 1.0, 0, 2.0]), 2, rng).tolist() == [1, 3]
    with pytest.raises(ValueError, match="3 wanted, 2 to choose from"):
        calibrate.choose(np.array([0, 1.0, 0, 2.0]), 3, rng)


def test_three_snapshots_are_published_with_their_complete_periods(tmp_path):
    snapshots = demo.publish_demo(0.02, tmp_path, lambda step: None)
    assert [s.id for s in snapshots] == ["2024-06-30", "2024-09-30", "2024-12-31"]
    assert all(s.is_demonstration for s in snapshots)
    assert [s.resources["patents"].complete_through for s in snapshots] == [
        date(2024, 4, 30),
        date(2024, 7, 31),
        date(2024, 12, 31),
    ]
    assert snapshots[2].resources["station_services"].complete_through == date(2024, 11, 30)
    assert "expo_visits" in snapshots[0].missing
