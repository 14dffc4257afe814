"""The SQL workspace as a reader meets it: a link runs, values bind, refusals are plain, a saved query is drawn."""

import os

import pytest

from dashboard import workspace
from tests.test_pages import opened, words_of

COUNTED = """select district_code, count(*) as granted
from patents
where granted_on between $since and $until and patent_type = $kind
group by all
order by granted desc"""


@pytest.fixture
def root(demo_root, tmp_path):
    os.symlink(demo_root / "snapshots", tmp_path / "snapshots")
    return tmp_path


def asked(root, monkeypatch, sql, **words):
    app = opened("sql", root, monkeypatch, lang="en", **words)
    app.query_params["sql"] = workspace.to_link(sql)
    app.run()
    assert not app.exception
    return app


def test_nothing_runs_before_the_reader_asks(root, monkeypatch):
    app = opened("sql", root, monkeypatch, lang="en")
    assert "Run the statement to see its rows here." in words_of(app)
    assert "sql" not in app.query_params


def test_run_shows_rows_with_words_and_writes_the_address(root, monkeypatch):
    app = opened("sql", root, monkeypatch, lang="en")
    app.button(key="sql.run").click().run()
    assert not app.exception
    rows = app.dataframe[0].value
    assert set(rows.columns) == {"district_code", "granted"}
    assert rows["district_code"].iloc[0] == "Jiangyang"
    assert "".join(app.query_params["sql"]).startswith("select\n    district_code")
    assert r"\$since = 2024-01-01 · \$until = 2024-12-31" in words_of(app)


def test_a_link_opened_cold_gives_the_same_answer_as_where_it_was_copied(root, monkeypatch):
    first = asked(root, monkeypatch, COUNTED, since="2023-01", until="2023-12", value="kind:design")
    assert first.text_input(key="sql.value.text.kind").value == "design"
    second = asked(root, monkeypatch, COUNTED, since="2023-01", until="2023-12", value="kind:design")
    assert first.dataframe[0].value.equals(second.dataframe[0].value)
    assert len(first.dataframe[0].value) > 5


def test_a_value_changes_the_answer_and_the_address(root, monkeypatch):
    app = asked(root, monkeypatch, COUNTED, value="kind:design")
    designs = app.dataframe[0].value["granted"].sum()
    app.text_input(key="sql.value.text.kind").set_value("invention").run()
    assert app.dataframe[0].value["granted"].sum() != designs
    assert "".join(app.query_params["value"]) == "kind:invention"


@pytest.mark.parametrize(
    ("sql", "widget"),
    [("$n::int", "number_input"), ("$d::date", "date_input"), ("$w", "text_input"), ("$l::varchar[]", "text_input"),
     ("$my_districts::varchar[]", "multiselect"), ("$district", "selectbox")],
)  # fmt: skip
def test_a_value_has_the_widget_of_its_kind(root, monkeypatch, sql, widget):
    app = asked(root, monkeypatch, f"select {sql} as v")
    name = sql[1:].partition(":")[0]
    assert [w for w in getattr(app, widget) if w.label == f"\\${name}"]


def test_districts_that_are_not_chosen_filter_nothing(root, monkeypatch):
    sql = "select count(*) as n from targets where $districts is null or false"
    assert asked(root, monkeypatch, sql).dataframe[0].value["n"].iloc[0] > 0


def test_a_refused_statement_says_why_and_where(root, monkeypatch):
    app = asked(root, monkeypatch, "select title\nfrom read_csv('/etc/passwd')")
    assert app.error[0].value == r"Files are not read: read\_csv() is refused. Select from the tables of the snapshot."
    assert app.code[0].value == "LINE 2: from read_csv('/etc/passwd')\n             ^"
    assert [step.said for step in app.session_state["sql.history"]] == ["refused"]


def test_a_link_that_cannot_be_read_is_told(root, monkeypatch):
    app = opened("sql", root, monkeypatch, lang="en", sql="~damaged!")
    assert "The link's statement cannot be read; it was ignored." in [block.value for block in app.info]


def test_a_cut_off_answer_says_so(root, monkeypatch):
    app = asked(root, monkeypatch, "select i from range(20000) t(i)")
    assert "Only the first 10,000 rows are shown" in app.warning[-1].value


@pytest.mark.parametrize("kind", workspace.FIGURES)
def test_every_kind_of_figure_draws_an_answer(root, monkeypatch, kind):
    sql = "select date_trunc('year', granted_on)::date as month, patent_type, count(*) as granted from patents where granted_on >= '2020-01-01' group by all order by 1"
    app = asked(root, monkeypatch, sql)
    app.selectbox(key="sql.draw.kind").select(kind).run()
    assert not app.exception


def test_history_puts_an_earlier_statement_back(root, monkeypatch):
    app = asked(root, monkeypatch, "select 1 as n")
    app.query_params["sql"] = "select 2 as n"
    app.run()
    assert [step.sql for step in app.session_state["sql.history"]] == ["select 2 as n", "select 1 as n"]
    app.button(key="sql.step.1").click().run()
    assert app.session_state["sql.now"] == "select 1 as n"
    assert app.session_state["sql.asked"] == "select 2 as n"


def test_the_browser_tells_a_tables_columns_and_puts_an_example_into_the_editor(root, monkeypatch):
    app = opened("sql", root, monkeypatch, lang="en")
    app.selectbox(key="sql.table").select("financing").run()
    told = app.dataframe[0].value
    assert "USD" not in told.to_string()
    assert {"firm", "lender"} <= set(told["Column"])
    assert "pledge" in told.loc[told["Column"] == "kind", "Codes"].iloc[0]
    app.button(key="sql.example").click().run()
    assert "from financing" in app.session_state["sql.now"]


def test_a_statement_is_saved_and_drawn_with_the_filters(root, monkeypatch):
    sql = "select district_code, count(*) as granted\nfrom patents\nwhere granted_on >= $since\ngroup by all\norder by granted desc"
    app = asked(root, monkeypatch, sql)
    app.button(key="sql.save").click().run()
    app.text_input(key="save.name").set_value("granted_here")
    app.text_input(key="save.zh").set_value("授权量")
    app.text_input(key="save.en").set_value("Granted here")
    app.button(key="save.go").click().run()
    assert not app.exception
    assert [block.value for block in app.error] == []
    assert (root / "queries/saved/granted_here.sql").is_file()
    again = opened("sql", root, monkeypatch, lang="en")
    assert not again.exception
    assert "**Granted here**" in words_of(again)


def test_a_saved_query_that_is_broken_is_named_and_the_page_stays(root, monkeypatch):
    (root / "queries/saved").mkdir(parents=True)
    (root / "queries/saved/broken.sql").write_text("select 1", "utf-8")
    app = opened("sql", root, monkeypatch, lang="en")
    assert not app.exception
    assert app.error[0].value.startswith("saved/broken cannot be asked: the header is a sentence")
