"""The demonstration of pre-examination against what is published of it, counted by hand, without the metrics."""

import csv
import re
from datetime import date

import duckdb
import pytest

from dashboard import catalog, metrics, queries
from dashboard.scope import default_scope
from intake.demo import SNAPSHOTS, patents, preexaminations

LAST = date(2024, 12, 31)
CITY = "510500"
SAVED = """
    select 100 * sum(ordinary_days - date_diff('day', filed_on, granted_on)) / sum(ordinary_days)
    from preexaminations join ordinary_grant_days using (patent_type) where granted_on is not null
"""
# metric, the count, the value it must have
FIGURES = [
    ("patent_prereviews_accepted", "select count(*) from preexaminations where accepted_on is not null", 149),
    ("prereview_fields", "select count(distinct field_code) from preexaminations", 3),
    ("grant_cycle_reduction_pct", SAVED, 72.2),
]


def known(day):
    con = duckdb.connect(":memory:")
    for one in preexaminations.ledgers():
        con.register(one.dataset, one.known_on(day))
    return con


@pytest.fixture(scope="module")
def con():
    return known(LAST)


@pytest.fixture(scope="module")
def published():
    with catalog.reference("published_figures.csv").open(encoding="utf-8-sig", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["geo_code"] == CITY]


@pytest.mark.parametrize(("metric", "count", "value"), FIGURES, ids=[m for m, _, _ in FIGURES])
def test_the_count_is_the_published_figure(con, published, metric, count, value):
    [counted] = con.execute(count).fetchone()
    [row] = [row for row in published if row["metric_id"] == metric]
    assert round(counted, 1) == value
    assert counted >= float(row["value"]) if row["qualifier"] == "at_least" else counted == float(row["value"])


def test_every_published_row_on_pre_examination_has_its_metric_and_stands_on_the_page(published):
    ours = {row["metric_id"] for row in published if re.search("预审|获权周期", row["metric_zh"] + row["quote"])}
    assert ours == {metric for metric, _, _ in FIGURES}
    assert ours <= set(queries.metrics())
    assert all(f"'{metric}'" in queries.load_query("preexamination/published").sql for metric in ours)


def test_the_metrics_say_what_is_counted_here(demo_root):
    snapshot = catalog.shelf(demo_root / "snapshots").in_force
    readings = metrics.read(snapshot, [metric for metric, _, _ in FIGURES], default_scope(snapshot))
    assert [round(readings[metric].value, 1) for metric, _, _ in FIGURES] == [value for _, _, value in FIGURES]


def test_the_ordinary_days_are_those_of_the_patents_granted_the_year_before():
    con = duckdb.connect(":memory:")
    con.register("patents", patents.ledger(1).known_on(LAST))
    told = con.execute(
        "select patent_type, round(avg(date_diff('day', filed_on, granted_on)))::int from patents"
        " where year(granted_on) = 2023 group by all"
    ).fetchall()
    assert dict(told) == preexaminations.ORDINARY_DAYS


def test_the_first_case_comes_after_the_centre_opened_and_all_stages_are_of_2024(con):
    first, last = con.execute("select min(received_on), max(received_on) from preexaminations").fetchone()
    assert date(2023, 12, 15) < first and first.year == last.year == 2024


def test_every_stage_and_every_age_of_open_cases_occurs(con):
    ages = con.execute("""
        select count(*) filter (days <= 7), count(*) filter (days between 8 and 15), count(*) filter (days between 16 and 30),
            count(*) filter (days between 31 and 60), count(*) filter (days > 60)
        from (select date '2024-12-31' - received_on as days from preexaminations
              where rejected_on is null and examined_on is null)
    """).fetchone()
    assert ages == (10, 1, 1, 1, 1)
    counted = con.execute(
        "select count(*), count(rejected_on), count(examined_on), count(*) filter (result = 'passed'), count(filed_on),"
        " count(granted_on) from preexaminations"
    ).fetchone()
    assert counted == (177, 22, 141, 120, 118, 41)


@pytest.mark.parametrize("day", SNAPSHOTS)
def test_no_snapshot_knows_the_future_and_no_day_comes_before_the_one_it_follows(day):
    wrong = f"""
        select count(*) from preexaminations
        where greatest(received_on, accepted_on, rejected_on, examined_on, filed_on, granted_on) > date '{day}'
           or accepted_on < received_on or rejected_on < received_on or examined_on < accepted_on
           or filed_on < examined_on or granted_on < filed_on
           or (accepted_on is not null and rejected_on is not null) or (result is null) <> (examined_on is null)
           or (rejection_reason is null) <> (rejected_on is null) or (filed_on is not null and result <> 'passed')
    """
    assert known(day).execute(wrong).fetchone() == (0,)


def test_later_snapshots_put_results_right_and_withdraw_what_was_entered_twice(con):
    earlier = known(SNAPSHOTS[0]), known(SNAPSHOTS[1])
    numbers = [{n for (n,) in one.execute("select case_id from preexaminations").fetchall()} for one in (*earlier, con)]
    assert sorted(numbers[0] - numbers[2]) == ["示例预审-2024-0008/2", "示例预审-2024-0023/2", "示例预审-2024-0038/2"]
    assert sorted(numbers[1] - numbers[2]) == ["示例预审-2024-0038/2"]
    con.register("earlier", earlier[1].execute("select case_id, result from preexaminations").df())
    changed = con.execute(
        "select earlier.result, now.result, count(*) from earlier join preexaminations as now using (case_id)"
        " where earlier.result <> now.result group by all"
    )
    assert changed.fetchall() == [("withdrawn", "not_passed", 2)]


def test_cases_and_applicants_are_obviously_fictitious_and_fields_have_no_invented_name(con):
    for sql, pattern in [
        ("select case_id from preexaminations", r"示例预审-2024-\d{4}"),
        ("select applicant from preexaminations", r"示例(企业\d{4}|大学\d{2}|研究院\d{2})"),
    ]:
        assert [name for (name,) in con.execute(sql).fetchall() if not re.fullmatch(pattern, name)] == []
    names = [code.label.zh for code in catalog.contracts()["preexaminations"].codes("field_code")]
    assert names == ["预审领域一", "预审领域二", "预审领域三"]


def test_an_applicant_sits_in_one_district(con):
    sql = "select applicant from preexaminations group by all having count(distinct district_code) > 1"
    assert con.execute(sql).fetchall() == []
