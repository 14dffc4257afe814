"""Saving an analyst's statement: the header it gets, where it is found, and everything that stops it."""

import json
import os
from dataclasses import replace
from datetime import date

import pytest

from dashboard import catalog, queries, sandbox, saved, warehouse
from dashboard.__main__ import main
from dashboard.catalog import Label
from dashboard.narrowing import picks_of
from dashboard.queries import Column, Draw, Query
from dashboard.saved import Draft
from dashboard.scope import Pick, default_scope

SQL = """select
    date_trunc('year', granted_on)::date as year,
    count(*) as granted
from patents
where granted_on >= $since
  and ($districts is null or list_contains($districts::varchar[], district_code))
group by all
order by year;
"""
DRAFT = Draft(
    name="granted_by_year",
    title=Label("Patents granted by year", "历年专利授权量"),
    sql=SQL,
    params={"since": "first day counted", "districts": "list of district codes; null means all"},
    columns=(
        Column("year", Label("Year", "年份")),
        Column("granted", Label("Granted", "授权量"), Label("patents", "件")),
    ),
    draw=Draw("bar", {"x": "year", "y": "granted", "grain": "year"}),
)
WRITTEN = """-- Patents granted by year
--
-- title   Patents granted by year | 历年专利授权量
-- reads   patents
-- param   since first day counted
-- param   districts list of district codes; null means all
-- column  year Year | 年份
-- column  granted Granted [patents] | 授权量 [件]
-- draw    bar x=year y=granted grain=year

select
    date_trunc('year', granted_on)::date as year,
    count(*) as granted
from patents
where granted_on >= $since
  and ($districts is null or list_contains($districts::varchar[], district_code))
group by all
order by year
"""


@pytest.fixture
def root(demo_root, tmp_path, monkeypatch):
    """A data root of the test's own over the demonstration snapshots."""
    os.symlink(demo_root / "snapshots", tmp_path / "snapshots")
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture
def snapshot(root):
    return catalog.shelf().in_force


def reasons(found):
    assert isinstance(found, list), found
    assert all(reason.zh for reason in found)
    return [reason.en.splitlines()[0] for reason in found]


def test_a_saved_query_is_a_file_with_its_full_header_in_the_data_root(root, snapshot):
    query = saved.save(snapshot, DRAFT)
    assert query.name == "saved/granted_by_year"
    assert (root / "queries/saved/granted_by_year.sql").read_text("utf-8") == WRITTEN
    assert [path.name for path in (root / "queries/saved").iterdir()] == ["granted_by_year.sql"]


def test_it_is_found_at_once_by_its_name_and_drawn_like_ours(snapshot):
    assert "saved/granted_by_year" not in queries.query_names()
    saved.save(snapshot, DRAFT)
    assert queries.query_names()[-1] == "saved/granted_by_year"
    query = queries.load_query("saved/granted_by_year")
    assert (query.is_saved, query.draw.kind, query.datasets) == (True, "bar", ("patents",))
    assert query.columns["granted"].unit == Label("patents", "件")


def test_a_file_that_is_removed_or_changed_by_hand_is_not_remembered(root, snapshot):
    saved.save(snapshot, DRAFT)
    queries.load_query("saved/granted_by_year")
    path = root / "queries/saved/granted_by_year.sql"
    path.write_text(WRITTEN.replace("历年专利授权量", "各年专利授权量"), "utf-8")
    os.utime(path, ns=(1, 1))
    assert queries.load_query("saved/granted_by_year").title.zh == "各年专利授权量"
    path.unlink()
    with pytest.raises(FileNotFoundError):
        queries.load_query("saved/granted_by_year")


def test_it_answers_with_the_filters_and_with_what_is_picked(snapshot):
    saved.save(snapshot, DRAFT)
    since = date(2023, 1, 1)
    whole = sandbox.rows(snapshot, "saved/granted_by_year", since=since, districts=())
    part = sandbox.rows(snapshot, "saved/granted_by_year", since=since, districts=("510521",))
    picked = sandbox.rows(
        snapshot, "saved/granted_by_year", picks_of([Pick("patent_type", "invention")]), since=since, districts=None
    )
    con = warehouse.open_snapshot(snapshot)
    counted = "select count(*) from patents where granted_on >= date '2023-01-01' and "
    assert whole["granted"].sum() == warehouse.tuples(con, counted + "true")[0][0]
    assert part["granted"].sum() == warehouse.tuples(con, counted + "district_code = '510521'")[0][0]
    assert picked["granted"].sum() == warehouse.tuples(con, counted + "patent_type = 'invention'")[0][0]


def test_what_is_picked_narrows_a_statement_however_it_begins(snapshot):
    sql = "-- every day\nwith recursive n as (select 1 as i union all select i + 1 from n where i < 2)\nselect\n    i,\n    (select count(*) from patents) as granted\nfrom n\norder by i desc"
    columns = (Column("i", Label("Number", "序号")), DRAFT.columns[1])
    query = saved.save(snapshot, replace(DRAFT, sql=sql, params={}, columns=columns, draw=None))
    found = sandbox.run(snapshot, query, picks_of([Pick("patent_type", "invention")]))
    [[count]] = warehouse.tuples(
        warehouse.open_snapshot(snapshot), "select count(*) from patents where patent_type = 'invention'"
    )
    assert found.to_dict("split")["data"] == [[2, count], [1, count]]


def test_it_never_runs_in_the_warehouse(snapshot):
    saved.save(snapshot, DRAFT)
    with pytest.raises(ValueError, match=r"runs in dashboard\.sandbox only"):
        warehouse.run(warehouse.open_snapshot(snapshot), "saved/granted_by_year")


def test_a_file_that_a_hand_has_put_there_is_confined_too(root, snapshot):
    folder = root / "queries/saved"
    folder.mkdir(parents=True)
    text = WRITTEN.replace("from patents", "from read_csv('/etc/passwd')")
    (folder / "evil.sql").write_text(text, "utf-8")
    with pytest.raises(sandbox.Refusal, match="Files are not read"):
        sandbox.rows(snapshot, "saved/evil")
    refused = saved.refusal(snapshot, queries.load_query("saved/evil"), default_scope(snapshot))
    assert refused.reason.zh.startswith("不读取文件")


def test_nothing_is_overwritten(root, snapshot):
    saved.save(snapshot, DRAFT)
    other = replace(DRAFT, title=Label("Other", "其他"))
    assert reasons(saved.save(snapshot, other)) == [
        "There is already a saved query “granted_by_year”, and nothing is overwritten. Choose another name."
    ]
    assert (root / "queries/saved/granted_by_year.sql").read_text("utf-8") == WRITTEN


def test_of_two_who_save_at_the_same_moment_the_second_is_told(root, snapshot, monkeypatch):
    saved.save(snapshot, DRAFT)
    monkeypatch.setattr(queries, "saved_names", lambda: ())
    assert reasons(saved.save(snapshot, DRAFT))[0].startswith("There is already a saved query")


@pytest.mark.parametrize(
    "name", ["", "ab", "Granted", "granted-by-year", "../evil", "a/b", "按年授权", "x" * 61, "1st_query"]
)
def test_a_bad_name_is_told(snapshot, name):
    assert reasons(saved.save(snapshot, replace(DRAFT, name=name)))[0].startswith("A name has 3 to 60 small letters")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"title": Label("Patents", "")}, "Give a title in both languages."),
        ({"title": Label("Patents | more", "专利")}, "“Patents | more | 专利” must read `English | 中文`."),
        ({"title": Label("Patents\ngranted", "专利")}, None),
        ({"params": {"since": "first day counted"}}, "The parameters in the header lack districts."),
        ({"params": {**DRAFT.params, "since": ""}}, "The parameter since has no meaning."),
        ({"columns": DRAFT.columns[:1], "draw": None}, "The header names the columns year; the statement returns year, "
                                                       "granted."),
        ({"columns": (DRAFT.columns[0], Column("granted", Label("Granted [x]", "授权 [x]")))},
         "Titles and labels hold no | and no [ ]."),
        ({"draw": Draw("bar", {"x": "year", "y": "given"})}, "The figure draws given, which is no column."),
        ({"sql": SQL.replace("order by year", "")}, "The rows have no order: end the statement with `order by`."),
        ({"sql": SQL.replace("from patents", "from 'x.csv'")},
         "Files are not read: “x.csv” is no table. Select from the tables of the snapshot."),
        ({"sql": SQL.replace("count(*)", "count(*")}, 'Parser Error: syntax error at or near "as"'),
    ],
)  # fmt: skip
def test_a_header_that_would_not_be_true_is_told_and_nothing_is_written(root, snapshot, change, told):
    found = saved.save(snapshot, replace(DRAFT, **change))
    if told is None:
        assert isinstance(found, Query)
        return
    assert told in reasons(found)
    assert not list(root.glob("queries/saved/*"))


def test_a_folder_that_cannot_be_written_is_named(root, snapshot):
    (root / "queries").write_text("a file where the folder should be")
    assert reasons(saved.save(snapshot, DRAFT))[0].startswith(f"The query cannot be written to {root}/queries/saved: ")


def test_a_broken_header_is_listed_with_what_is_wrong(root):
    folder = root / "queries/saved"
    folder.mkdir(parents=True)
    (folder / "broken.sql").write_text("select 1", "utf-8")
    (folder / "untitled.sql").write_text(WRITTEN.replace("-- title", "-- label"), "utf-8")
    broken, untitled = saved.shelf()
    assert broken.query is None
    assert broken.fault == "the header is a sentence, an empty comment line, then facts."
    assert untitled.fault == "the header needs exactly one line `-- title …`, it has 0."


def test_the_command_line_asks_it_by_name(snapshot, capsys):
    saved.save(snapshot, DRAFT)
    assert main(["query", "--list"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "saved/granted_by_year"
    arguments = ["--param", "since=2024-01", "--param", "districts=510502,510504", "--format", "json"]
    assert main(["query", "saved/granted_by_year", *arguments]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["query"], found["columns"]) == ("saved/granted_by_year", ["year", "granted"])
    assert found["rows"] == [["2024-01-01", 1599]]
