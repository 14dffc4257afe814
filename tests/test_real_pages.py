"""Real files, imported by one command each, show on the pages; what was not imported is named."""

import pytest

from dashboard import catalog, warehouse
from intake.__main__ import main
from tests.conftest import shared
from tests.test_pages import ADDRESSES, opened, words_of

# Dataset, file, day, further options: one command each, in the order of their days.
IMPORTS = [
    ("expo_visits", "f1_oct2014.csv", "2014-11-02", ["--map", "data/mappings/footfall_2014.toml"]),
    ("expo_visits", "f2_feb2017.csv", "2017-02-28", ["--map", "data/mappings/footfall_2017.toml", "--mode", "merge"]),
    ("patents", "专利.xls", "2017-06-30", []),
    ("patents", "专利 - 副本.xls", "2017-06-30", ["--mode", "merge"]),
    ("patents", "university_patents_gb18030.csv", "2017-06-30", ["--mode", "merge"]),
    ("geographical_indications", "gi_spirits.csv", "2021-06-30", []),
    ("geographical_indications", "food-and-agri-pdo-pgi.csv", "2021-06-30", ["--mode", "merge"]),
]


@pytest.fixture(scope="module")
def real_root(tmp_path_factory):
    root = tmp_path_factory.mktemp("real")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("DASHBOARD_DATA", str(root))
        for dataset, name, day, options in IMPORTS:
            assert main(["import", dataset, str(shared("real", name)), "--as-of", day, *options]) == 0, name
    return root


def table(app, column):
    """The first table of the page that has this column."""
    return next(t.value for t in app.dataframe if column in t.value.columns)


def test_every_real_record_is_published(real_root):
    snapshot = catalog.shelf(real_root / "snapshots").in_force
    assert {name: r.rows for name, r in snapshot.datasets.items()} == {
        "expo_visits": 5376 + 5376, "patents": 751 + 110, "geographical_indications": 242 + 74,
    }  # fmt: skip
    con = warehouse.open_snapshot(snapshot)
    [missing] = warehouse.select(con, "select count(*) - count(district_code) from patents").iloc[0]
    assert missing == 861


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_served_and_nothing_is_called_a_demonstration(real_root, monkeypatch, address):
    app = opened(address, real_root, monkeypatch)
    assert not app.exception
    assert "演示数据" not in words_of(app)


def test_the_patents_of_a_university_show_on_the_patents_page(real_root, monkeypatch):
    app = opened("patents", real_root, monkeypatch, snapshot="2017-06-30.2", since="2016-01", until="2017-06")
    [filed] = [m for m in app.metric if m.label == "专利申请量"]
    assert filed.value == "579件"
    assert len(table(app, "application_no")) == 27


def test_the_footfall_of_a_real_city_shows_on_the_expo_page(real_root, monkeypatch):
    app = opened("expo", real_root, monkeypatch, snapshot="2017-02-28", since="2017-02", until="2017-02")
    assert "人流高峰" in words_of(app)


def test_the_real_registers_show_on_the_page_of_marks_and_indications(real_root, monkeypatch):
    app = opened("trademarks", real_root, monkeypatch)
    [counted] = [m for m in app.metric if m.label == "地理标志"]
    assert counted.value == "316件"
    assert "商标" in " ".join(block.value for block in app.info)


def test_what_was_not_imported_is_named_on_the_overview(real_root, monkeypatch):
    app = opened("", real_root, monkeypatch)
    assert "知识产权金融" in words_of(app)
