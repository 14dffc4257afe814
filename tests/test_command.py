"""The command line: what it prints, and what it says to a request that makes no sense."""

import io
import json

import pytest

from dashboard.__main__ import main


@pytest.fixture(autouse=True)
def over_the_demonstration(demo_root, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(demo_root))


def printed(capsys, *arguments):
    assert main(list(arguments)) == 0
    return json.loads(capsys.readouterr().out)


def test_a_query_prints_its_rows_with_days_and_missing_values_as_json_has_them(capsys):
    found = printed(capsys, "query", "patents/granted_trend", "--since", "2024-01", "--until", "2024-12",
                    "--param", "grain=year", "--param", "compare=none", "--format", "json")  # fmt: skip
    assert found["query"] == "patents/granted_trend"
    assert found["snapshot"] == "2024-12-31"
    assert found["columns"] == ["period", "patent_type", "granted", "prior"]
    assert {row[0] for row in found["rows"]} == {"2024-01-01"}
    assert sum(row[2] for row in found["rows"]) == 2610
    assert {row[3] for row in found["rows"]} == {None}


def test_published_years_are_printed_as_published(capsys):
    found = printed(capsys, "metrics", "patents_granted", "valid_invention_patents", "high_value_invention_patents",
                    "--until", "2022-12-31", "--format", "json")  # fmt: skip
    assert (found["since"], found["until"]) == ("2022-01-01", "2022-12-31")
    assert [m["value"] for m in found["metrics"]] == [3591, 1059, 413]


def test_districts_of_a_flow_add_up_to_the_city_less_what_names_no_district(capsys):
    found = printed(capsys, "metrics", "patents_granted", "--district", "all", "--format", "json")["metrics"]
    city, *districts = [m["value"] for m in found]
    assert city == 2610
    assert len(districts) == 7
    assert 0 <= city - sum(districts) < 60


def test_an_earlier_snapshot_answers_for_itself(capsys):
    found = printed(capsys, "metrics", "patents_granted", "--snapshot", "2024-06-30", "--format", "json")
    assert (found["snapshot"], found["until"]) == ("2024-06-30", "2024-06-30")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["metrics", "--district", "510599"], "there is no district '510599'; the codes are 510502"),
        (["metrics", "patents_lost"], "there is no metric 'patents_lost'"),
        (["metrics", "--since", "soon"], "since is a month or a day such as 2024-03"),
        (["metrics", "--since", "2024-09", "--until", "2024-03"], "ends (2024-03-31) before it begins (2024-09-01)"),
        (["metrics", "--snapshot", "1999-01-01"], "there is no sound snapshot '1999-01-01'"),
        (["query", "patents/nothing"], "`python -m dashboard query --list` lists them"),
        (["query", "patents/granted_trend", "--param", "colour=red"], "patents/granted_trend takes since, until"),
        (["query", "patents/granted_trend", "--param", "grain=week"], "grain is one of month, quarter, year"),
    ],
)
def test_a_request_that_makes_no_sense_is_refused_with_what_is_allowed(capsys, arguments, told):
    assert main(arguments) == 2
    assert told in capsys.readouterr().err


def test_sql_prints_its_rows_in_a_stable_form(capsys):
    sql = "select patent_type, max(granted_on) as latest, null as nothing from patents where granted_on >= $since group by 1 order by 1"
    found = printed(capsys, "sql", sql, "--param", "since=2024-01", "--format", "json")
    assert list(found) == ["sql", "snapshot", "columns", "rows", "truncated"]
    assert (found["sql"], found["snapshot"], found["truncated"]) == (sql, "2024-12-31", False)
    assert found["columns"] == ["patent_type", "latest", "nothing"]
    assert found["rows"][0] == ["design", "2024-12-31", None]


def test_sql_agrees_with_the_query_of_the_page(capsys):
    page = printed(capsys, "query", "patents/granted_trend", "--since", "2024-01", "--until", "2024-12",
                   "--param", "grain=year", "--format", "json")  # fmt: skip
    sql = "select count(*) from patents where granted_on between $since and $until"
    typed = printed(capsys, "sql", sql, "--param", "since=2024-01", "--param", "until=2024-12", "--format", "json")
    assert typed["rows"] == [[sum(row[2] for row in page["rows"])]] == [[2610]]


def test_sql_asks_an_earlier_snapshot_and_reads_standard_input(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("select max(filed_on)\nfrom patents -- the last one"))
    found = printed(capsys, "sql", "-", "--snapshot", "2024-06-30", "--format", "json")
    assert (found["snapshot"], found["rows"]) == ("2024-06-30", [["2024-06-26"]])


def test_sql_prints_csv_and_tells_what_it_cut_off(capsys):
    assert main(["sql", "select i from range(10001) t(i)", "--format", "csv"]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines()[:3] == ["i", "0", "1"]
    assert told.err == "Only the first 10000 rows are shown; there are more.\n"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["sql", "select * from read_csv('x.csv')", "--lang", "en"], 1, "Files are not read: read_csv() is refused."),
        (["sql", "drop table patents"], 1, "工作台只读：不允许 create、alter、drop。"),
        (["sql", "select\nfrom", "--lang", "en"], 1, "LINE 2: from"),
        (["sql", "select $since", "--lang", "en"], 1, "No value is given for $since."),
        (["sql", "select $d::date", "--param", "d=soon"], 2, "d is a date, as $d::… in the statement says"),
        (["sql", "select $since", "--param", "since=soon"], 2, "since is a month or a day"),
        (["sql", "select 1", "--param", "x=1"], 2, "the statement takes no parameters"),
        (["sql", "select 1", "--snapshot", "1999-01-01"], 2, "there is no sound snapshot"),
    ],
)
def test_sql_that_is_refused_says_why(capsys, arguments, code, told):
    assert main(arguments) == code
    found = capsys.readouterr()
    assert told in found.err
    assert found.out == ""


def test_without_a_snapshot_it_says_how_to_get_one(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    assert main(["metrics"]) == 1
    assert "make demo" in capsys.readouterr().err
