"""Files as messy as those that arrive at a bureau, each imported by one command into a data root of its own.

They are not part of the repository; without them these tests say that they did not run.
"""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from dashboard import catalog
from intake.__main__ import main
from tests.conftest import shared

MAPPINGS = Path(__file__).resolve().parent.parent / "data" / "mappings"


@pytest.fixture
def publish(tmp_path, monkeypatch):
    """Import one real file; a way to ask its published rows, and its source."""
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))

    def publisher(dataset, file, as_of, *more):
        path = shared("real", file)
        assert main(["import", dataset, str(path), "--as-of", as_of, *map(str, more)]) == 0
        resource = catalog.shelf().in_force.resources[dataset]
        stored = tmp_path / "snapshots" / catalog.shelf().in_force.id / resource.files[0].path
        con = duckdb.connect()
        con.execute(f"create view rows as select * from read_parquet('{stored}')")
        return lambda sql: con.execute(sql).fetchall(), resource.sources[-1]

    return publisher


def counts(source):
    return source.rows_in, source.rows_published, source.rows_rejected


@pytest.mark.parametrize("file", ["专利 - 副本.xls", "university_patents_gb18030.csv"])
def test_a_university_s_751_patents_import_from_xls_and_from_gb18030(publish, file):
    ask, source = publish("patents", file, "2017-06-30")
    assert counts(source) == (751, 751, 0)
    statuses = dict(ask("select legal_status, count(*) from rows group by all"))
    assert statuses == {
        "examination": 677, "published": 62, "granted": 6, "change_recorded": 4, "withdrawn": 2,
    }  # fmt: skip
    # No file tells the district: it is missing, not guessed.
    assert ask("select count(district_code), count(industry_code), count(granted_on) from rows") == [(0, 0, 6)]
    assert ask("select filed_on, applicant, patent_type from rows where application_no = '201710106452.1'") == [
        (date(2017, 2, 27), "北京科技大学", "invention")
    ]
    assert ask("select title from rows where title like '%<%'") == []


def test_another_university_s_110_patents_import_with_a_missing_status(publish):
    ask, source = publish("patents", "专利.xls", "2017-06-30")
    assert counts(source) == (110, 110, 0)
    assert dict(ask("select patent_type, count(*) from rows group by all")) == {
        "invention": 90, "utility_model": 16, "design": 4,
    }  # fmt: skip
    assert ask("select application_no, legal_status_on from rows where legal_status is null") == [
        ("201610870734.4", None)
    ]
    # 40 grants, and one utility model that has lapsed since.
    assert ask("select count(granted_on), count(ended_on) from rows") == [(41, 2)]
    assert ask("select count(co_applicants) from rows") == [(7,)]


def test_no_inventor_is_kept(publish):
    ask, _ = publish("patents", "专利.xls", "2017-06-30")
    assert ask("select * from rows where applicant like '%戴明%' or co_applicants like '%戴明%'") == []


def test_footfall_of_october_2014_imports_with_its_mapping(publish, capsys):
    ask, source = publish("expo_visits", "f1_oct2014.csv", "2014-11-02", "--map", MAPPINGS / "footfall_2014.toml")
    assert counts(source) == (5376, 5376, 0)
    assert ask("select sum(visits), min(visited_on), max(visited_on), min(hour), max(hour) from rows") == [
        (5_300_930, date(2014, 10, 6), date(2014, 11, 2), 0, 23),
    ]
    assert ask("select hall from rows where hall <> trim(hall, ' \t')") == []
    assert "错误 0 个，警告 0 个" in capsys.readouterr().out


def test_footfall_of_february_2017_imports_with_its_mapping(publish):
    ask, source = publish("expo_visits", "f2_feb2017.csv", "2017-02-28", "--map", MAPPINGS / "footfall_2017.toml")
    assert counts(source) == (5376, 5376, 0)
    assert ask("select sum(visits), min(visited_on), max(visited_on) from rows") == [
        (4_786_349, date(2017, 2, 1), date(2017, 2, 28)),
    ]
    assert ask("select count(distinct hall) from rows") == [(8,)]


def test_the_spirits_register_imports_without_its_footer(publish, capsys):
    ask, source = publish("geographical_indications", "gi_spirits.csv", "2021-12-31")
    assert counts(source) == (243, 242, 1)
    assert "第244行 “Registered name”列 = “1 to 242 of 242 products”" in capsys.readouterr().out
    assert ask("select registered_on, first_registered_on from rows where name = 'Absinthe de Pontarlier'") == [
        (date(2021, 1, 1), date(2019, 8, 19))
    ]


def test_the_food_register_imports_and_tells_its_lost_characters(publish, capsys):
    ask, source = publish("geographical_indications", "food-and-agri-pdo-pgi.csv", "2021-12-31")
    assert counts(source) == (74, 74, 0)
    assert dict(ask("select register, count(*) from rows group by all")) == {"pgi": 46, "pdo": 28}
    assert ask("select distinct registered_on from rows") == [(date(2020, 12, 31),)]
    assert "characters_lost" in capsys.readouterr().out


def test_both_registers_together_make_one_dataset(publish):
    publish("geographical_indications", "gi_spirits.csv", "2021-12-31")
    ask, _ = publish("geographical_indications", "food-and-agri-pdo-pgi.csv", "2021-12-31", "--mode", "merge")
    assert ask("select count(*) from rows") == [(316,)]
