"""Every header tells the truth about its statement: parameters, columns, what it reads, how it is drawn."""

import re
from datetime import date

import pytest

from dashboard import catalog, charts, queries, warehouse

QUERIES = queries.query_names()
METRICS = list(queries.metrics())
COUNTABLE = [m.id for m in (*queries.metrics().values(), *queries.measures().values())]
STANDARD = {
    "since": date(2024, 1, 1),
    "until": date(2024, 12, 31),
    "grain": "month",
    "compare": "yoy",
    "complete": date(2024, 12, 31),
    "lang": "zh",
    "page_size": 50,
    "skip": 0,
}


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_is_one_select_with_the_parameters_its_header_names(empty, name):
    query = queries.load_query(name)
    [statement] = empty.extract_statements(query.sql)
    assert statement.type.name == "SELECT"
    assert statement.named_parameters == set(query.params)
    assert all(query.params.values()), "every parameter has a meaning"


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_returns_the_columns_its_header_names_and_no_rows_from_no_data(empty, name):
    query = queries.load_query(name)
    rows = warehouse.run(empty, name, **STANDARD)
    assert list(rows.columns) == list(query.columns)


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_counts_and_selects_by_columns_that_it_returns(name):
    query = queries.load_query(name)
    assert {*query.counts, *filter(None, [query.row_selects])} <= set(query.columns)
    assert set(query.counts.values()) <= {*queries.metrics(), *queries.measures()}


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_runs_when_every_parameter_is_null(empty, name):
    warehouse.run(empty, name)


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_reads_what_its_header_says_and_nothing_else(empty, name):
    query = queries.load_query(name)
    cells = {queries.cells_of(dataset) for dataset in queries.cell_datasets()}
    known = {*catalog.contracts(), *queries.rollups(), *queries.METRIC_TABLES, *cells, queries.GAPS}
    assert set(query.reads) <= known
    assert tables_of(empty, query.sql) & known == set(query.reads)


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_is_drawn_from_columns_that_it_returns(name):
    query = queries.load_query(name)
    if query.draw is None:
        return
    if query.draw.kind != "table":
        kind = charts.GRAMMAR[query.draw.kind]
        assert set(kind.needs) <= set(query.draw.options) <= {*kind.needs, *kind.takes, *charts.WORDS}
    drawn = {c for part, said in query.draw.options.items() if part not in charts.WORDS for c in said.split(",")}
    assert drawn <= set(query.columns)


@pytest.mark.parametrize("path", sorted(queries.FOLDER.rglob("*.sql")), ids=lambda p: p.stem)
def test_a_statement_is_short_ordered_and_lower_case(path):
    header = queries.read_header(path)
    if header.sql:
        assert len(path.read_text("utf-8").splitlines()) <= 100
        keywords = re.sub(r"'[^']*'|--.*", "", header.sql)
        assert not re.search(r"\b(SELECT|FROM|WHERE|GROUP BY|ORDER BY|JOIN)\b", keywords)
    if path.relative_to(queries.FOLDER).parts[0] not in queries.OTHER_FOLDERS:
        assert "order by" in header.sql


@pytest.mark.parametrize("metric_id", METRICS)
def test_a_metric_says_what_it_is_in_both_languages_and_divides_metrics_that_exist(metric_id):
    metric = queries.metrics()[metric_id]
    assert metric.title.en and metric.title.zh and metric.about.en and metric.about.zh
    assert metric.better in ("up", "down", "neither")
    assert set(metric.reads) <= set(catalog.contracts())
    assert set(metric.by) <= {"district", "industry"}
    if metric.kind == "ratio":
        assert {metric.numerator, metric.denominator} <= set(METRICS)
        assert metric.per > 0


@pytest.mark.parametrize("metric_id", [m for m in COUNTABLE if queries.counted(m).kind != "ratio"])
def test_a_metric_returns_the_records_that_make_it_up_each_with_its_day_and_what_it_counts(empty, metric_id):
    metric = queries.counted(metric_id)
    last = "entity" if metric.kind == "distinct" else "value"
    columns = list(warehouse.select(empty, metric.sql).columns)
    contract = catalog.contracts()[metric.records]
    # The value of a published figure gives way to what it adds to the figure before.
    assert {*contract.fields, "happened_on", last} <= set(columns)
    assert {f"{name}_code" for name in metric.by} <= set(columns)
    assert metric.breakdown is None or metric.breakdown in columns
    assert tables_of(empty, metric.sql) & set(catalog.contracts()) == set(metric.reads)


def tables_of(con, sql):
    """Tables that a statement reads; DuckDB names them only for statements without parameters."""
    return set(con.get_table_names(re.sub(r"\$\w+", "null", sql)))


def test_rollups_read_datasets_or_earlier_rollups(empty):
    known = set(catalog.contracts())
    for rollup in queries.rollups().values():
        assert set(rollup.reads) <= known
        assert tables_of(empty, rollup.sql) & known == set(rollup.reads)
        known.add(rollup.name)
