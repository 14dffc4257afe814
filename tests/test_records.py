"""The records behind a number add up to the number; they are searched, sorted, paged and broken down."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard import catalog, drill, metrics, queries, records, warehouse
from dashboard.records import Behind
from dashboard.scope import Pick, default_scope

SCOPES = {
    "the year": {},
    "a quarter of two counties": {
        "since": date(2023, 4, 1), "until": date(2023, 6, 30), "districts": ("510521", "510525"),
    },
    "one chain": {"industries": ("baijiu",)},
    "inventions of firms": {"picks": (Pick("patent_type", "invention"), Pick("applicant_class", "enterprise"))},
    "one Nice class": {"picks": (Pick("nice_class", "33"),)},
}  # fmt: skip


@pytest.fixture(scope="module")
def snapshot(demo_root):
    return catalog.shelf(demo_root / "snapshots").in_force


@pytest.mark.parametrize("name", SCOPES)
@pytest.mark.parametrize("metric_id", queries.metrics())
def test_the_records_of_a_metric_add_up_to_its_value(snapshot, metric_id, name):
    scope = replace(default_scope(snapshot), **SCOPES[name])
    reading = metrics.read(snapshot, [metric_id], scope)[metric_id]
    behind = drill.of_metric(snapshot, reading.metric, scope)
    counted = [records.total(warehouse.open_snapshot(snapshot), part)[1] for part in behind]
    if reading.value is None:
        assert not counted[-1]  # nothing was recorded yet, or there is nothing to divide by
    elif reading.metric.kind == "ratio":
        assert counted[0] / counted[1] * reading.metric.per == pytest.approx(reading.value)
    else:
        assert counted == [pytest.approx(reading.value)]


LOANS = [
    {"contract_no": "A", "kind": "pledge", "firm": "甲", "lender": "农行", "signed_on": date(2024, 3, 1),
     "disbursed_amount_cny": 3e6, "district_code": "510502", "collateral_kind": "patent"},
    {"contract_no": "B", "kind": "pledge", "firm": "乙", "lender": "工行", "signed_on": date(2024, 5, 1),
     "disbursed_amount_cny": 5e6, "district_code": "510521", "collateral_kind": "trademark"},
    {"contract_no": "C", "kind": "pledge", "firm": "甲", "lender": "工行", "signed_on": date(2024, 6, 1),
     "disbursed_amount_cny": 2e6, "district_code": "510502", "repaid_on": date(2024, 9, 1)},
]  # fmt: skip
YEAR = (date(2024, 1, 1), date(2024, 12, 31))


@pytest.fixture(scope="module")
def loans():
    return warehouse.over({"financing": LOANS})


def behind(metric_id, **filters):
    return Behind(queries.metrics()[metric_id], *YEAR, **filters)


def test_a_page_of_records_lists_what_each_counts_for_largest_first(loans):
    rows = records.page(loans, behind("pledge_financing_amount"))
    assert list(zip(rows["contract_no"], rows["counted"], strict=True)) == [("B", 5e6), ("A", 3e6), ("C", 2e6)]


def test_a_stock_lists_what_has_not_ended_by_the_last_day(loans):
    rows = records.page(loans, behind("pledge_outstanding_amount"), order="contract_no", descending=False)
    assert list(rows["contract_no"]) == ["A", "B"]
    assert records.total(loans, behind("pledge_outstanding_amount")) == (2, 8e6)


def test_a_distinct_count_lists_every_record_and_counts_each_firm_once(loans):
    assert records.total(loans, behind("pledge_financing_firms")) == (3, 2)


def test_records_are_searched_and_paged_in_the_warehouse(loans):
    whole = behind("pledge_loans")
    assert list(records.page(loans, whole, search="工行", order="contract_no")["contract_no"]) == ["C", "B"]
    assert records.found(loans, whole, "工行") == 2
    assert list(records.page(loans, whole, order="contract_no", size=1, skip=1)["contract_no"]) == ["B"]


def test_siblings_are_kept_for_comparison_and_those_not_stated_stand_among_them(loans):
    rows = records.siblings(loans, behind("pledge_financing_amount"), "collateral_kind")
    assert rows.to_dict("records") == [
        {"code": "trademark", "records": 1, "counted": 5e6},
        {"code": "patent", "records": 1, "counted": 3e6},
        {"code": "", "records": 1, "counted": 2e6},
    ]


def test_parts_tell_their_share_and_distinct_counts_have_none(loans):
    whole, firms = behind("pledge_financing_amount"), behind("pledge_financing_firms")
    assert list(records.shares(whole, records.siblings(loans, whole, "lender"))) == [70.0, 30.0]
    assert records.shares(firms, records.siblings(loans, firms, "lender")).isna().all()


def test_dimensions_narrow_in_any_order(loans):
    whole = behind("pledge_loans")
    one = whole.narrowed("lender", "工行").narrowed("district", "510502")
    other = whole.narrowed("district", "510502").narrowed("lender", "工行")
    assert records.total(loans, one) == records.total(loans, other) == (1, 1)
    assert set(records.dimensions(whole)) >= {"district", "industry", "lender", "organisation", "collateral_kind"}


def test_records_that_name_no_district_can_be_asked_for(loans):
    assert records.total(loans, behind("pledge_loans", districts=("",))) == (0, 0)
    assert records.total(loans, behind("pledge_loans", picks=(Pick("collateral_kind", ""),))) == (1, 1)


def test_an_unknown_column_is_refused_by_name(loans):
    with pytest.raises(ValueError, match="'colour' is no column of financing"):
        records.page(loans, behind("pledge_loans"), order="colour")
