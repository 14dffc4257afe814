"""What the workspace knows: meanings of tables, kinds of values, links, and what can be drawn of an answer."""

from datetime import date

import pandas as pd
import pytest

from dashboard import catalog, queries, sandbox, workspace
from dashboard.catalog import Label
from dashboard.sandbox import Answer
from dashboard.workspace import Drawable


@pytest.fixture(scope="module")
def tables(demo_root):
    snapshot = catalog.shelf(demo_root / "snapshots").in_force
    return {table.name: table for table in workspace.schema(snapshot)}


def test_every_dataset_aggregate_and_metrics_table_is_there(tables):
    kinds = {kind: {n for n, t in tables.items() if t.kind == kind} for kind in ("dataset", "rollup", "metrics")}
    assert kinds["dataset"] == set(catalog.contracts())
    assert kinds["rollup"] == set(queries.rollups())
    assert {*queries.METRIC_TABLES, "patents_cells"} <= kinds["metrics"]


def test_a_column_has_the_contracts_meaning_unit_and_codes(tables):
    fields = {field.name: field for field in tables["financing"].columns}
    assert fields["credit_amount_cny"].unit == Label("CNY", "元")
    assert "pledge" in {code.code for code in fields["kind"].codes}
    assert fields["kind"].meaning.zh
    assert {c.label.zh for c in tables["patents"].columns if c.name == "ipc_section"} == {"IPC部"}


def test_every_column_has_words_in_both_languages(tables):
    unworded = {
        (table.name, field.name) for table in tables.values() for field in table.columns if field.label.zh == field.name
    }
    assert unworded == set()


def test_the_example_of_every_table_runs(demo_root, tables):
    snapshot = catalog.shelf(demo_root / "snapshots").in_force
    parts = [f"(select count(*) from (\n{table.example}\n))" for table in tables.values()]
    answer = sandbox.ask(snapshot, "select " + ", ".join(parts))
    assert isinstance(answer, Answer), answer.told("en")


def test_completion_offers_tables_columns_functions_and_metrics(tables):
    words = workspace.completions(tuple(tables.values()), "zh")
    patents = next(table for table in words["tables"] if table["name"] == "patents")
    assert {"name": "patents", "detail": "专利"}.items() <= patents.items()
    granted = next(column for column in patents["columns"] if column["name"] == "granted_on")
    assert (granted["detail"], bool(granted["info"])) == ("授权公告日", True)
    assert {"date_trunc", "list_contains", "median"} <= set(words["functions"])
    assert {"name": "patents_granted", "detail": "专利授权量"} in words["metrics"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("since", "scope"),
        ("districts", "scope"),
        ("d", "date"),
        ("n", "number"),
        ("l", "list"),
        ("t", "text"),
        ("u", "text"),
    ],
)
def test_a_value_is_of_the_kind_that_the_statement_casts_it_to(name, kind):
    sql = "select $since, $districts::varchar[], $d::date, $n :: INT, $l::varchar[], $t::varchar, $u"
    assert workspace.kind_of(name, sql) == kind


@pytest.mark.parametrize(
    ("kind", "told", "value"),
    [("date", "2024-02-29", date(2024, 2, 29)), ("number", "5", 5), ("number", "0.5", 0.5), ("list", "a,b", ["a", "b"]),
     ("text", "5", "5"), ("text", "", None)],
)  # fmt: skip
def test_a_value_goes_into_a_link_and_comes_back(kind, told, value):
    assert workspace.value_of(kind, told) == value
    assert workspace.text_of(value) == told


@pytest.mark.parametrize("sql", ["select 1", "~ odd", "select '泸州'\nfrom patents -- " + "long " * 200])
def test_a_statement_goes_into_a_link_and_comes_back(sql):
    assert workspace.from_link(workspace.to_link(sql)) == sql


def test_a_long_statement_is_packed_and_a_damaged_link_is_none():
    assert len(workspace.to_link("select title from patents " * 100)) < 100
    assert workspace.from_link("~damaged!") is None
    assert workspace.from_link("~" + "A" * 40) is None


def answered(**columns):
    """An answer from {name: (type, values)}."""
    rows = pd.DataFrame({name: values for name, (_, values) in columns.items()})
    return Answer(rows, tuple(columns), False, 0.0, tuple(kind for kind, _ in columns.values()))


def test_columns_play_the_parts_that_their_types_allow():
    answer = answered(
        month=("DATE", pd.to_datetime(["2024-01-01"])), patent_type=("VARCHAR", ["design"]), granted=("BIGINT", [3]),
        year=("INTEGER", [2024]), is_high=("BOOLEAN", [True]),
    )  # fmt: skip
    assert workspace.drawable(answer) == Drawable(("month",), ("patent_type", "year", "is_high"), ("granted",))


def test_without_numbers_there_is_no_figure_and_without_dates_no_line():
    assert workspace.drawable(answered(title=("VARCHAR", ["x"]))).kinds == ()
    assert "line" not in workspace.drawable(answered(title=("VARCHAR", ["x"]), n=("BIGINT", [1]))).kinds


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("line", {"x": "month", "y": "n", "by": "type", "grain": "month"}),
        ("rank", {"x": "n", "y": "month", "by": "type", "grain": "month"}),
        ("heat", {"x": "month", "y": "type", "z": "n", "grain": "month"}),
        ("grouped", {"x": "month", "y": "n", "grain": "month"}),
    ],
)
def test_a_quick_figure_is_a_draw_line(kind, options):
    assert workspace.draw_of(kind, "month", "n", "type", "month").options == options


@pytest.mark.parametrize(
    ("days", "grain"),
    [(["2023-01-01", "2024-01-01"], "year"), (["2024-01-01", "2024-04-01"], "quarter"),
     (["2024-01-01", "2024-02-01"], "month"), (["2024-01-01", "2024-01-02"], "day")],
)  # fmt: skip
def test_the_grain_of_dates_is_told_by_the_dates(days, grain):
    assert workspace.grain_of(map(date.fromisoformat, days)) == grain
