"""Two scopes beside each other: values, differences, per resident, per GDP, as index; and what is not compared."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard import compare, metrics, warehouse
from dashboard.catalog import Resource, Shelf, Snapshot
from dashboard.scope import Pick, Scope

PATENTS = [
    # number, granted, district
    *[(f"1-{n}", date(2020, 1 + n % 3, 10), "510502") for n in range(6)],
    *[(f"2-{n}", date(2020, 6, 10), "510521") for n in range(2)],
    *[(f"3-{n}", date(2019, 6, 10), "510502") for n in range(4)],
    # Before the first record nothing is known.
    ("4-0", date(2017, 1, 10), "510521"),
]
LOANS = [
    ("a", "示例企业0001", date(2020, 5, 1), 100.0, "510502"),
    ("b", "示例企业0001", date(2020, 6, 1), 200.0, "510502"),
    ("c", "示例企业0002", date(2020, 2, 3), 300.0, "510521"),
]
ROWS = {
    "patents": [
        {"application_no": n, "patent_type": "invention" if n[0] == "1" else "design", "filed_on": date(2018, 1, 1),
         "granted_on": g, "district_code": d}
        for n, g, d in PATENTS
    ],
    "financing": [
        {"contract_no": c, "kind": "pledge", "firm": f, "signed_on": s, "disbursed_amount_cny": a, "district_code": d}
        for c, f, s, a, d in LOANS
    ],
    "published_figures": [
        *({"metric_id": "population_resident", "geo_code": g, "period_type": "as_of", "period": "2018-12-31", "value": v}
          for g, v in (("510500", 40000.0), ("510502", 10000.0), ("510521", 20000.0))),
        *({"metric_id": "gdp", "geo_code": g, "period_type": "year", "period": "2020", "value": v}
          for g, v in (("510500", 4e8), ("510521", 1e8))),
    ],
}  # fmt: skip
YEAR = Scope("2020-12-31", date(2020, 1, 1), date(2020, 12, 31))
BEFORE = replace(YEAR, since=date(2019, 1, 1), until=date(2019, 12, 31))
ONE, OTHER = replace(YEAR, districts=("510502",)), replace(YEAR, districts=("510521",))


@pytest.fixture
def shelf(monkeypatch, tmp_path):
    con = warehouse.over(ROWS)
    monkeypatch.setattr(warehouse, "open_snapshot", lambda _: con)
    metrics.forget()
    known = {n: Resource(n, "dataset", (), 1, date(2020, 12, 31), 1) for n in (*ROWS, "stations")}
    snapshot = Snapshot("2020-12-31", tmp_path, None, "", True, known)
    return Shelf((snapshot,), snapshot, ())


def one(shelf, a, b, metric="patents_granted", per="none"):
    [row] = compare.compare(shelf, a, b, [metric], per)
    return row


def test_two_districts_beside_each_other(shelf):
    row = one(shelf, ONE, OTHER)
    assert (row.a.value, row.b.value, row.difference, row.relative, row.index) == (6, 2, 4, 2, 300)


def test_a_year_against_the_one_before(shelf):
    row = one(shelf, YEAR, BEFORE)
    assert (row.a.value, row.b.value, row.difference) == (8, 4, 4)


def test_a_selection_against_all(shelf):
    row = one(shelf, replace(YEAR, picks=(Pick("patent_type", "invention"),)), YEAR)
    assert (row.a.value, row.b.value) == (6, 8)


def test_per_resident_each_side_is_divided_by_the_residents_of_its_own_place(shelf):
    row = one(shelf, ONE, YEAR, per="residents")
    assert (row.a.value, row.a.base) == (pytest.approx(6), 10000)
    assert (row.b.value, row.b.base) == (2, 40000)
    both = replace(YEAR, districts=("510502", "510521"))
    assert one(shelf, both, YEAR, per="residents").a.value == pytest.approx(8 / 3)


def test_firms_are_divided_too_for_a_density_adds_nothing_up(shelf):
    assert one(shelf, ONE, OTHER, "pledge_financing_firms", "residents").a.value == 1
    assert one(shelf, ONE, OTHER, "pledge_financing_firms", "residents").b.value == 0.5


def test_a_ratio_is_not_divided_again(shelf):
    plain = one(shelf, ONE, YEAR, "valid_inventions_per_10k")
    assert one(shelf, ONE, YEAR, "valid_inventions_per_10k", "residents").a.value == plain.a.value == pytest.approx(6)
    assert one(shelf, ONE, YEAR, "population_resident", "residents").a.value == 10000


def test_gdp_is_used_where_it_is_published_and_nowhere_else(shelf):
    row = one(shelf, OTHER, YEAR, per="gdp")
    assert (row.a.value, row.b.value) == (2, 2)
    assert one(shelf, OTHER, OTHER, "pledge_financing_amount", "gdp").a.value == 300
    missing = one(shelf, ONE, YEAR, per="gdp")
    assert (missing.a.value, missing.a.reason, missing.a.counted) == (None, "not_published", 6)
    assert (missing.difference, missing.relative, missing.index) == (None, None, None)


@pytest.mark.parametrize(
    "scope",
    [BEFORE, replace(YEAR, until=date(2020, 6, 30)), replace(YEAR, since=date(2020, 2, 1))],
    ids=["another year", "half a year", "eleven months"],
)
def test_gdp_of_a_year_is_not_stretched_over_another_time(shelf, scope):
    assert one(shelf, scope, YEAR, per="gdp").a.reason == "not_published"


def test_a_place_with_one_unpublished_part_has_no_gdp(shelf):
    both = replace(YEAR, districts=("510502", "510521"))
    assert one(shelf, both, YEAR, per="gdp").a.reason == "not_published"


def late(shelf, through):
    [snapshot] = shelf.sound
    resources = {**snapshot.resources, "patents": replace(snapshot.resources["patents"], complete_through=through)}
    changed = replace(snapshot, resources=resources)
    return Shelf((changed,), changed, ())


def test_periods_of_one_length_are_compared_as_far_as_both_are_complete(shelf):
    row = one(late(shelf, date(2020, 5, 31)), YEAR, BEFORE)
    assert (row.a.value, row.b.value) == (6, 0)
    assert (row.a.months, row.b.months, row.a.is_cut, row.is_uneven) == (5, 5, True, False)


def test_a_longer_period_is_told_to_be_longer(shelf):
    row = one(shelf, replace(YEAR, since=date(2019, 1, 1)), YEAR)
    assert (row.a.months, row.b.months, row.is_uneven) == (24, 12, True)
    assert compare.telling([row]) is None


def test_what_a_metric_cannot_tell_apart_is_not_compared(shelf):
    row = one(
        shelf, replace(YEAR, industries=("baijiu",)), replace(YEAR, industries=("energy",)), "population_resident"
    )
    assert (row.is_same, row.a.value, row.difference) == (True, 40000, None)


def test_a_missing_dataset_is_missing_on_both_sides(shelf):
    row = one(shelf, ONE, YEAR, "trademarks_new")
    assert (row.a.value, row.a.reason, row.difference) == (None, "missing", None)


def test_the_most_telling_difference_is_the_largest_among_numbers_that_are_not_small(shelf, monkeypatch):
    rows = compare.compare(shelf, ONE, YEAR, ["patents_granted", "pledge_financing_amount"])
    assert [row.relative for row in rows] == [-0.25, -0.5]
    assert compare.telling(rows).metric.id == "pledge_financing_amount"
    assert compare.telling(rows[:1]) is None
    monkeypatch.setattr(compare, "TELLING", 1)
    assert compare.telling(rows[:1]).metric.id == "patents_granted"


def test_over_time_both_sides_lie_on_the_months_of_the_first(shelf):
    a, b = replace(ONE, until=date(2020, 3, 31)), replace(BEFORE, since=date(2019, 5, 1), until=date(2019, 7, 31))
    points = [(p.month, p.side, p.value) for p in compare.over_time(shelf, a, b, "patents_granted")]
    assert points == [
        (date(2020, 1, 1), "a", 2), (date(2020, 2, 1), "a", 2), (date(2020, 3, 1), "a", 2),
        (date(2020, 1, 1), "b", 0), (date(2020, 2, 1), "b", 4), (date(2020, 3, 1), "b", 0),
    ]  # fmt: skip


def test_an_index_is_100_in_its_base_month_and_missing_where_that_month_has_nothing(shelf):
    a, b = replace(ONE, until=date(2020, 3, 31)), replace(BEFORE, since=date(2019, 5, 1), until=date(2019, 7, 31))
    points = compare.over_time(shelf, a, b, "patents_granted", base=0)
    assert [p.value for p in points] == [100, 100, 100, None, None, None]
    assert [p.value for p in compare.over_time(shelf, a, b, "patents_granted", base=1)][3:] == [0, 100, 0]


def test_a_side_reads_as_it_was_written(shelf):
    assert compare.word(ONE) == "510502/2020-01..2020-12/2020-12-31"
    assert compare.side_of("510502/2020-01..2020-12/2020-12-31", shelf, YEAR) == ONE
    assert compare.side_of("city/2019-01..2019-12/2020-12-31", shelf, ONE) == BEFORE


@pytest.mark.parametrize(
    "told",
    ["", "city", "999999/2020-01..2020-12/2020-12-31", "city/2020-12..2020-01/2020-12-31", "city/2020-01..2020-13/2020-12-31",
     "city/2020-01..2020-12/2019-12-31"],
)  # fmt: skip
def test_a_side_that_means_nothing_is_refused(shelf, told):
    assert compare.side_of(told, shelf, YEAR) is None


def test_usual_comparisons(shelf):
    assert compare.preset("district", shelf, YEAR) == (ONE, YEAR)
    assert compare.preset("year", shelf, YEAR) == (YEAR, BEFORE)
    assert compare.preset("snapshot", shelf, YEAR) == (YEAR, YEAR)
