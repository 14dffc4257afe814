"""Metrics keep their kinds: a flow, a stock, a ratio and a distinct count each answer in their own way."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard import metrics, queries, warehouse
from dashboard.catalog import Resource, Snapshot
from dashboard.metrics.pace import Target, expected_on
from dashboard.quantity import Quantity, WrongSum
from dashboard.scope import Scope

PATENTS = [
    # number, granted, ended, district, industry
    ("1", date(2023, 1, 10), None, "510502", "baijiu"),
    ("2", date(2023, 2, 10), date(2024, 2, 5), "510502", "baijiu"),
    ("3", date(2024, 1, 20), None, "510521", "baijiu"),
    ("4", date(2024, 2, 20), None, "510521", "energy"),
    ("5", date(2024, 3, 20), None, None, "energy"),
]
LOANS = [
    # contract, firm, signed, disbursed, repaid, district
    ("a", "示例企业0001", date(2023, 5, 1), 100.0, date(2024, 1, 31), "510502"),
    ("b", "示例企业0001", date(2024, 2, 1), 200.0, None, "510502"),
    ("c", "示例企业0002", date(2024, 2, 3), 300.0, None, "510521"),
]
ROWS = {
    "patents": [
        {"application_no": n, "patent_type": "invention", "filed_on": date(2020, 1, 1), "granted_on": g, "ended_on": e,
         "district_code": d, "industry_code": i}
        for n, g, e, d, i in PATENTS
    ],
    "financing": [
        {"contract_no": c, "kind": "pledge", "firm": f, "signed_on": s, "disbursed_amount_cny": a, "repaid_on": r,
         "district_code": d}
        for c, f, s, a, r, d in LOANS
    ],
    "targets": [
        {"metric_id": "patents_granted", "geo_code": "510500", "starts_on": date(2024, 1, 1),
         "due_on": date(2024, 12, 31), "value": 12.0, "is_demonstration": True, "source_title": "示例"},
    ],
    "published_figures": [
        {"metric_id": "population_resident", "geo_code": g, "period_type": "as_of", "period": p, "value": v}
        for g, p, v in (("510500", "2020-11-01", 30000.0), ("510502", "2020-11-01", 10000.0),
                        ("510521", "2020-11-01", 20000.0), ("510500", "2023-12-31", 40000.0))
    ],
}  # fmt: skip
QUARTER = Scope("2024-12-31", date(2024, 1, 1), date(2024, 3, 31))


@pytest.fixture
def snapshot(monkeypatch, tmp_path):
    """A snapshot in name, whose warehouse is over the rows above; every dataset is complete."""
    con = warehouse.over(ROWS)
    monkeypatch.setattr(warehouse, "open_snapshot", lambda _: con)
    known = {n: Resource(n, "dataset", (), 1, date(2024, 12, 31), 1) for n in (*ROWS, "stations")}
    return Snapshot("2024-12-31", tmp_path, None, "", True, known)


def value(snapshot, metric, scope):
    return metrics.read(snapshot, [metric], scope)[metric].value


def test_a_rate_of_what_happened_has_a_period_and_a_rate_of_what_stands_a_day():
    known = queries.metrics()
    assert not known["days_to_close_case"].is_level
    assert not known["service_on_time_share"].is_level
    assert not known["ip_cases_handled"].is_level
    assert known["residents_per_station"].is_level
    assert known["ip_cases_open"].is_level


def test_a_flow_is_what_happened_in_the_period(snapshot):
    reading = metrics.read(snapshot, ["patents_granted"], QUARTER)["patents_granted"]
    assert (reading.value, reading.prior, reading.change) == (3, 2, 0.5)
    assert value(snapshot, "patents_granted", replace(QUARTER, districts=("510521",))) == 2
    assert value(snapshot, "patents_granted", replace(QUARTER, industries=("energy",))) == 2


def test_a_stock_is_what_stands_at_the_end_and_looks_back_a_year(snapshot):
    reading = metrics.read(snapshot, ["valid_invention_patents"], QUARTER)["valid_invention_patents"]
    assert (reading.value, reading.prior) == (4, 2)


def test_records_without_a_district_count_for_the_city_and_for_no_district(snapshot):
    ranked = metrics.ranking(snapshot, "valid_invention_patents", QUARTER).set_index("district_code")
    assert ranked["value"].sum() == 3
    assert value(snapshot, "valid_invention_patents", QUARTER) == 4


def test_a_ratio_is_divided_after_grouping_and_uses_the_population_of_its_place(snapshot):
    assert value(snapshot, "valid_inventions_per_10k", QUARTER) == 4 / 40000 * 10000
    assert value(snapshot, "valid_inventions_per_10k", replace(QUARTER, districts=("510521",))) == 2 / 20000 * 10000
    both = replace(QUARTER, districts=("510502", "510521"))
    assert value(snapshot, "valid_inventions_per_10k", both) == 3 / 30000 * 10000


def test_a_firm_with_two_loans_counts_once_over_any_period(snapshot):
    assert value(snapshot, "pledge_financing_firms", QUARTER) == 2
    assert value(snapshot, "pledge_financing_firms", replace(QUARTER, since=date(2023, 1, 1))) == 2


def test_outstanding_money_falls_when_a_loan_is_repaid(snapshot):
    assert value(snapshot, "pledge_outstanding_amount", replace(QUARTER, until=date(2024, 1, 31))) == 0
    assert value(snapshot, "pledge_outstanding_amount", QUARTER) == 500


def test_nothing_is_compared_with_a_time_before_the_records_begin(snapshot):
    early = Scope("2024-12-31", date(2023, 1, 1), date(2023, 3, 31))
    reading = metrics.read(snapshot, ["valid_invention_patents"], early)["valid_invention_patents"]
    assert (reading.value, reading.prior, reading.change) == (2, None, None)


def test_progress_compares_the_share_done_with_the_share_of_time_gone(snapshot):
    progress = metrics.read(snapshot, ["patents_granted"], QUARTER)["patents_granted"].progress
    assert (progress.value, progress.target, progress.done) == (3, 12, 0.25)
    assert round(progress.due, 3) == round(91 / 366, 3)
    assert progress.verdict == "on_pace"


def test_the_pace_so_far_says_when_the_target_is_met(snapshot):
    progress = metrics.read(snapshot, ["patents_granted"], QUARTER)["patents_granted"].progress
    # 3 of 12 in 91 days: all of them on the 364th.
    assert (progress.start, progress.expected_on) == (0, date(2024, 12, 29))
    reached = Target("patents_granted", "510500", date(2024, 1, 1), date(2024, 12, 31), 3.0, False, "")
    assert expected_on(reached, 0.0, 3.0, 91) is None
    assert expected_on(reached, 0.0, 0.0, 91) is None
    assert expected_on(reached, 0.0, 0.001, 91) is None
    # A stock is measured from where it stood: 1 of the 2 that are missing came in 91 days.
    assert expected_on(reached, 1.0, 2.0, 91) == date(2024, 6, 30)


def test_a_target_is_not_held_against_part_of_the_city(snapshot):
    part = replace(QUARTER, districts=("510502", "510521"))
    assert metrics.read(snapshot, ["patents_granted"], part)["patents_granted"].progress is None


def test_a_missing_dataset_is_missing_and_not_zero(snapshot):
    reading = metrics.read(snapshot, ["trademarks_new"], QUARTER)["trademarks_new"]
    assert (reading.state, reading.value) == ("missing", None)


def test_a_period_beyond_the_data_is_not_yet_due(snapshot):
    late = dict(snapshot.resources)
    late["patents"] = replace(late["patents"], complete_through=date(2023, 12, 31))
    reading = metrics.read(replace(snapshot, resources=late), ["patents_granted"], QUARTER)["patents_granted"]
    assert (reading.state, reading.value) == ("not_yet_due", None)


def test_an_incomplete_month_is_left_out_of_the_value_and_of_its_comparison(snapshot):
    late = dict(snapshot.resources)
    late["patents"] = replace(late["patents"], complete_through=date(2024, 2, 29))
    reading = metrics.read(replace(snapshot, resources=late), ["patents_granted"], QUARTER)["patents_granted"]
    assert (reading.value, reading.prior, reading.through) == (2, 2, date(2024, 2, 29))


def test_residents_are_known_whatever_else_lags(snapshot):
    late = {**snapshot.resources, "patents": replace(snapshot.resources["patents"], complete_through=date(2020, 1, 31))}
    assert value(replace(snapshot, resources=late), "population_resident", QUARTER) == 40000


def test_a_filter_that_a_metric_cannot_follow_is_named(snapshot):
    scope = replace(QUARTER, districts=("510502",), industries=("baijiu",))
    assert metrics.read(snapshot, ["stations_open"], scope)["stations_open"].ignores == ("industry",)


def test_the_json_form_is_stable(snapshot):
    found = metrics.as_json(snapshot, QUARTER, ["patents_granted"], ["510500", "510521"])
    assert found == {
        "snapshot": "2024-12-31",
        "since": "2024-01-01",
        "until": "2024-03-31",
        "metrics": [
            {"metric": "patents_granted", "geo_code": "510500", "value": 3, "state": "reported", "gaps": 0, "unit": "件",
             "kind": "flow"},
            {"metric": "patents_granted", "geo_code": "510521", "value": 2, "state": "reported", "gaps": 0, "unit": "件",
             "kind": "flow"},
        ],
    }  # fmt: skip


def amount(kind, value=1.0, since=date(2024, 1, 1), until=date(2024, 1, 31), place="a", metric="m"):
    return Quantity(metric, kind, value, since, until, frozenset({place}))


FEBRUARY = {"since": date(2024, 2, 1), "until": date(2024, 2, 29)}


def test_a_flow_adds_over_periods_and_over_places():
    assert (amount("flow", 1) + amount("flow", 2, **FEBRUARY)).value == 3
    assert (amount("flow", 1) + amount("flow", 2, place="b")).places == {"a", "b"}


def test_a_stock_adds_over_places_at_one_date():
    assert (amount("stock", 1) + amount("stock", 2, place="b")).value == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (amount("stock"), amount("stock", **FEBRUARY)),
        (amount("flow"), amount("flow")),
        (amount("flow"), amount("flow", place="b", **FEBRUARY)),
        (amount("ratio"), amount("ratio", place="b")),
        (amount("distinct"), amount("distinct", place="b")),
        (amount("flow"), amount("flow", place="b", metric="other")),
    ],
    ids=["stock over time", "flow twice", "flow crosswise", "ratio", "distinct", "two metrics"],
)
def test_the_wrong_sum_is_refused(one, other):
    with pytest.raises(WrongSum):
        one + other
