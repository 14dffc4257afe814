"""Pivots written out: each kind of metric in cells and totals, filters by measure, and why a cell is blank."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard import drill, explorer, metrics, queries, records, warehouse
from dashboard.catalog import Resource, Snapshot
from dashboard.pivot import Bound, Pivot
from dashboard.scope import Pick, Scope

INVENTIONS = [
    # number, applicant, class, granted, ended, district, high-value since
    ("1", "甲厂", "enterprise", date(2022, 5, 1), None, "510502", date(2022, 6, 1)),
    ("2", "甲厂", "enterprise", date(2023, 2, 1), date(2024, 3, 1), "510502", None),
    ("3", "乙校", "university", date(2023, 7, 1), None, "510521", date(2024, 1, 1)),
    ("4", "乙校", "university", date(2024, 2, 1), None, "510521", None),
    ("5", "丙所", "institute", date(2024, 8, 1), None, None, None),
]
LOANS = [
    # contract, firm, lender, signed, disbursed, district
    ("a", "甲厂", "农行", date(2023, 5, 1), 4e6, "510502"),
    ("b", "甲厂", "工行", date(2024, 2, 1), 3e6, "510502"),
    ("c", "甲厂", "农行", date(2024, 4, 1), 1e6, "510502"),
    ("d", "丁厂", "工行", date(2024, 6, 1), 9e6, "510521"),
    ("e", "甲厂", "工行", date(2024, 9, 1), 2e6, "510521"),
]
ROWS = {
    "patents": [
        {"application_no": n, "patent_type": "invention", "filed_on": date(2020, 1, 1), "applicant": a,
         "applicant_class": c, "granted_on": g, "ended_on": e, "district_code": d, "high_value_on": h}
        for n, a, c, g, e, d, h in INVENTIONS
    ],
    "financing": [
        {"contract_no": n, "kind": "pledge", "firm": f, "lender": b, "signed_on": s, "disbursed_amount_cny": v,
         "district_code": d, "collateral_kind": "patent"}
        for n, f, b, s, v, d in LOANS
    ],
    "published_figures": [
        {"metric_id": "population_resident", "geo_code": g, "period_type": "as_of", "period": "2020-11-01", "value": v}
        for g, v in (("510500", 50000.0), ("510502", 10000.0), ("510521", 20000.0))
    ],
}  # fmt: skip
YEAR = Scope("2024-12-31", date(2024, 1, 1), date(2024, 12, 31))
YEARS = replace(YEAR, since=date(2022, 1, 1))


@pytest.fixture(scope="module")
def con():
    return warehouse.over(ROWS)


@pytest.fixture
def ask(monkeypatch, tmp_path, con):
    """Evaluates a pivot over the rows above; every dataset is complete to the end of 2024."""
    monkeypatch.setattr(warehouse, "open_snapshot", lambda _: con)
    known = {n: Resource(n, "dataset", (), 1, date(2024, 12, 31), 1) for n in ROWS}
    snapshot = Snapshot("2024-12-31", tmp_path, None, "", True, known)

    def evaluate(*names, rows=("district",), column=None, scope=YEAR, **more):
        return explorer.evaluate(snapshot, Pivot(names, rows, column, **more), scope)

    evaluate.snapshot = snapshot
    return evaluate


def written(answer):
    """{line: values} as a reader sees it; lines are the codes of their rows, or the word for what they sum up."""
    told = {"others": "others", "total": "total"}
    return {
        told.get(row.kind) or ",".join(row.key): [cell.value for cell in line]
        for row, line in zip(answer.rows, answer.cells, strict=True)
    }


def reasons(answer):
    return {(note.metric, note.reason.en) for note in answer.notes}


# --- kinds ------------------------------------------------------------------------------------


def test_a_flow_adds_over_places_and_over_time(ask):
    answer = ask("inventions_granted", column="year", scope=replace(YEARS, districts=("510502", "510521")))
    assert [h.code for h in answer.headings] == ["2022-01-01", "2023-01-01", "2024-01-01", None]
    assert written(answer) == {"510502": [1, 1, 0, 2], "510521": [0, 1, 1, 2], "total": [1, 2, 1, 4]}
    assert answer.notes == ()


def test_every_district_has_a_line_even_without_records_and_those_not_stated_come_last(ask):
    lines = written(ask("inventions_granted"))
    assert list(lines) == ["510502", "510503", "510504", "510521", "510522", "510524", "510525", "", "total"]
    assert (lines["510503"], lines["510521"], lines[""], lines["total"]) == ([0], [1], [1], [2])


def test_a_stock_is_what_there_was_at_the_end_of_each_period_and_never_adds_over_time(ask):
    answer = ask("valid_invention_patents", rows=("applicant_class",), column="year", scope=YEARS)
    assert written(answer) == {
        "enterprise": [1, 2, 1, None],
        "university": [0, 1, 2, None],
        "institute": [0, 0, 1, None],
        "total": [1, 3, 4, None],
    }
    assert reasons(answer) == {("valid_invention_patents", "a stock does not add over time")}


def test_a_stock_by_time_has_no_total_line(ask):
    answer = ask("valid_invention_patents", "inventions_granted", rows=("year",), scope=YEARS)
    assert written(answer) == {
        "2022-01-01": [1, 1], "2023-01-01": [3, 2], "2024-01-01": [4, 2], "total": [None, 5],
    }  # fmt: skip


def test_a_ratio_is_divided_after_grouping_and_so_is_its_total(ask):
    answer = ask("high_value_share", rows=("applicant_class",), scope=YEAR)
    assert written(answer) == {"enterprise": [100], "university": [50], "institute": [0], "total": [50]}


def test_residents_have_no_kinds_of_applicants_so_each_kind_is_counted_per_resident_of_the_city(ask):
    answer = ask("valid_inventions_per_10k", rows=("applicant_class",))
    assert written(answer) == {"enterprise": [0.2], "university": [0.4], "institute": [0.2], "total": [0.8]}


def test_residents_of_no_district_are_not_known(ask):
    answer = ask("valid_inventions_per_10k")
    lines = written(answer)
    assert (lines["510502"], lines["510521"], lines[""], lines["total"]) == ([1], [1], [None], [0.8])
    assert ("valid_inventions_per_10k", "residents without a district are not known") in reasons(answer)


def test_a_distinct_count_is_counted_anew_in_every_cell_and_every_total(ask):
    answer = ask("pledge_financing_firms", rows=("lender",), column="year", scope=replace(YEAR, since=date(2023, 1, 1)))
    # One firm borrowed of both lenders, in both years: no total is a sum.
    assert written(answer) == {"工行": [0, 2, 2], "农行": [1, 1, 1], "total": [1, 2, 2]}


def test_a_distinct_count_of_the_rest_is_counted_and_not_subtracted(ask):
    answer = ask("pledge_financing_firms", rows=("district",), top=1, sort="-pledge_financing_firms")
    assert written(answer) == {"510521": [2], "others": [1], "total": [2]}


# --- order, number of rows, filters by measure --------------------------------------------------


def test_names_come_largest_first_and_what_is_left_is_one_line(ask):
    answer = ask("pledge_financing_amount", "inventions_granted", rows=("organisation",), scope=YEARS, top=1)
    assert written(answer) == {"甲厂": [10e6, 2], "others": [9e6, 3], "total": [19e6, 5]}


def test_a_filter_by_measure_keeps_rows_by_their_value_over_the_whole_period(ask):
    bound = Bound("pledge_financing_amount", ">", 5e6)
    answer = ask("pledge_loans", "pledge_financing_firms", rows=("lender",), bounds=(bound,))
    assert written(answer) == {"工行": [3, 2]}
    assert (answer.found, answer.all_found) == (1, 2)


def test_totals_are_of_the_rows_that_satisfy_the_filter(ask):
    bound = Bound("pledge_financing_amount", ">", 3e6)
    answer = ask("pledge_financing_amount", "pledge_financing_firms", bounds=(bound,))
    assert written(answer) == {"510502": [4e6, 1], "510521": [11e6, 2], "total": [15e6, 2]}
    assert (answer.found, answer.all_found) == (2, 7)


def test_a_filter_whose_metric_does_not_follow_the_rows_is_told_and_not_applied(ask):
    bound = Bound("pledge_financing_amount", ">", 5e6)
    answer = ask("inventions_granted", rows=("applicant_class",), bounds=(bound,), scope=YEARS)
    assert answer.ignored == (bound,)
    assert answer.found == 3


def test_a_filter_that_nothing_satisfies_leaves_no_rows(ask):
    answer = ask("pledge_loans", bounds=(Bound("pledge_loans", ">", 100),))
    assert (answer.rows, answer.found, answer.is_empty) == ((), 0, True)


def test_rows_are_sorted_by_one_column_when_it_is_asked(ask):
    answer = ask("inventions_granted", rows=("applicant_class",), column="year", scope=YEARS,
                 sort="-inventions_granted@2023-01-01")  # fmt: skip
    assert [row.key for row in answer.rows[:2]] == [("enterprise",), ("university",)]
    answer = ask("inventions_granted", rows=("applicant_class",), column="year", scope=YEARS,
                 sort="-inventions_granted@2024-01-01")  # fmt: skip
    assert [row.key for row in answer.rows[:3]] == [("university",), ("institute",), ("enterprise",)]


def test_with_time_in_the_rows_groups_are_limited_and_each_keeps_all_its_periods(ask):
    answer = ask("inventions_granted", rows=("applicant_class", "year"), scope=YEARS, top=1,
                 sort="-inventions_granted")  # fmt: skip
    assert [(row.kind, row.key, line[0].value) for row, line in zip(answer.rows, answer.cells, strict=True)] == [
        ("row", ("enterprise", "2022-01-01"), 1),
        ("row", ("enterprise", "2023-01-01"), 1),
        ("row", ("enterprise", "2024-01-01"), 0),
        ("others", ("*", "2022-01-01"), 0),
        ("others", ("*", "2023-01-01"), 1),
        ("others", ("*", "2024-01-01"), 2),
        ("total", (), 5),
    ]


# --- comparisons ------------------------------------------------------------------------------


def test_a_change_stands_beside_the_value_and_sorts_the_rows(ask):
    answer = ask("valid_invention_patents", rows=("applicant_class",), show="change", sort="-valid_invention_patents")
    assert written(answer) == {
        "university": [2, 1.0],
        "enterprise": [1, -0.5],
        "institute": [1, None],
        "total": [4, pytest.approx(1 / 3)],
    }
    assert reasons(answer) == {("valid_invention_patents", "there is nothing to compare with")}


def test_a_change_by_year_is_against_the_year_before(ask):
    answer = ask("inventions_granted", rows=(), column="year", show="change", scope=YEARS)
    # The whole period is against the same months a year before, as on a card.
    assert written(answer) == {"": [None, 1.0, 0.0, pytest.approx(2 / 3)]}


def test_shares_are_of_everything_in_the_scope_and_none_where_numbers_do_not_add(ask):
    answer = ask("pledge_financing_amount", "pledge_financing_firms", rows=("lender",), show="share")
    assert [h.shown for h in answer.headings] == ["value", "share", "value", "share"]
    assert written(answer) == {
        "工行": [14e6, pytest.approx(14 / 15), 2, None],
        "农行": [1e6, pytest.approx(1 / 15), 1, None],
        "total": [15e6, 1.0, 2, None],
    }
    assert reasons(answer) == {("pledge_financing_firms", "shares need numbers that add")}


# --- what a metric cannot follow ----------------------------------------------------------------


def test_a_metric_that_lacks_a_dimension_says_so_instead_of_repeating_the_city(ask):
    answer = ask("inventions_granted", "pledge_loans", rows=("applicant_class",), scope=YEARS)
    assert written(answer)["total"] == [5, None]
    assert reasons(answer) == {("pledge_loans", "does not follow applicant class")}


def test_a_filter_that_a_metric_cannot_follow_blanks_it(ask):
    scope = replace(YEAR, picks=(Pick("lender", "工行"),))
    answer = ask("pledge_loans", "inventions_granted", scope=scope)
    assert written(answer)["total"] == [3, None]
    assert reasons(answer) == {("inventions_granted", "does not follow lender")}


def test_data_that_the_snapshot_does_not_hold_are_blank_with_the_reason(ask):
    answer = ask("trademarks_new")
    assert answer.is_empty
    assert reasons(answer) == {("trademarks_new", "the snapshot does not hold its data")}


def test_before_the_first_record_nothing_is_known_and_after_it_nothing_is_zero(ask):
    answer = ask("pledge_loans", rows=("year",), scope=replace(YEARS, since=date(2021, 1, 1)))
    assert written(answer) == {
        "2021-01-01": [None], "2022-01-01": [None], "2023-01-01": [1], "2024-01-01": [4], "total": [5],
    }  # fmt: skip
    assert reasons(answer) == {("pledge_loans", "no records reach back so far")}


def test_periods_after_the_data_are_not_yet_due(ask):
    known = ask.snapshot.resources | {"financing": Resource("financing", "dataset", (), 1, date(2024, 6, 30), 1)}
    snapshot = replace(ask.snapshot, resources=known)
    answer = explorer.evaluate(snapshot, Pivot(("pledge_loans",), ("quarter",)), YEAR)
    assert written(answer) == {
        "2024-01-01": [1], "2024-04-01": [2], "2024-07-01": [None], "2024-10-01": [None], "total": [3],
    }  # fmt: skip
    assert reasons(answer) == {("pledge_loans", "the data do not reach so far yet")}


@pytest.mark.parametrize("name", ["inventions_granted", "valid_invention_patents", "pledge_financing_firms",
                                  "high_value_share", "valid_inventions_per_10k"])  # fmt: skip
@pytest.mark.parametrize("picks", [(), (Pick("organisation", "甲厂"),)], ids=["all", "one firm"])
def test_a_total_is_the_number_on_the_card(ask, name, picks):
    scope = replace(YEAR, picks=picks, districts=("510502",))
    card = metrics.read(ask.snapshot, [name], scope, in_full=False)[name]
    assert ask(name, rows=(), scope=scope).cells[0][0].value == card.value


# --- what is read, and what stands behind it --------------------------------------------------------


@pytest.mark.parametrize("name", ["inventions_granted", "valid_invention_patents", "high_value_share"])
def test_coded_dimensions_are_read_from_cells_and_never_from_records(monkeypatch, ask, name):
    con = warehouse.over(ROWS)
    asked = ("applicant_class", "district")
    expected = ask(name, rows=asked, column="year", scope=YEARS).cells
    con.execute("delete from patents")
    monkeypatch.setattr(warehouse, "open_snapshot", lambda _: con)
    assert ask(name, rows=asked, column="year", scope=YEARS).cells == expected


@pytest.mark.parametrize(
    ("name", "rows", "column"),
    [
        ("inventions_granted", ("district", "applicant_class"), "year"),
        ("valid_invention_patents", ("district",), "year"),
        ("pledge_financing_amount", ("lender",), None),
        ("pledge_financing_firms", ("organisation", "lender"), "quarter"),
        ("pledge_loans", ("year",), "district"),
    ],
)
def test_the_records_behind_every_number_add_up_to_it(ask, con, name, rows, column):
    answer = ask(name, rows=rows, column=column, scope=YEARS)
    checked = 0
    for row, line in zip(answer.rows, answer.cells, strict=True):
        for heading, cell in zip(answer.headings, line, strict=True):
            if cell.value is not None:
                scope = explorer.scope_of(answer, row, heading)
                [behind] = drill.of_metric(ask.snapshot, queries.metrics()[name], scope)
                assert records.total(con, behind)[1] == cell.value, (row, heading)
                checked += 1
    assert checked >= 3
