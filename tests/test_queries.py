"""Every header tells the truth about its statement: parameters, columns, what it reads, how it is drawn."""

import re
from datetime import date
from pathlib import Path

import pytest

from dashboard import catalog, queries, query_contract, warehouse
from dashboard.query_contract import Seen

QUERIES = queries.own_names()
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


def seen(con, query):
    """What a statement of ours does, over no data."""
    first, *others = con.extract_statements(query.sql)
    values = {name: STANDARD.get(name) for name in first.named_parameters}
    return Seen(
        kinds=tuple(statement.type.name for statement in (first, *others)),
        params=frozenset(first.named_parameters),
        columns=tuple(warehouse.select(con, first.query, values).columns),
        reads=frozenset(tables_of(con, first.query)),
    )


@pytest.mark.parametrize("name", QUERIES)
def test_a_header_is_true(empty, name):
    """One select; its parameters, columns and tables; drawn from what it returns; short, lower case and ordered."""
    query = queries.load_query(name)
    assert query_contract.faults(query, seen(empty, query)) == []


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_runs_when_every_parameter_is_null(empty, name):
    warehouse.run(empty, name)


TRUE = """-- Patents granted per year.
--
-- title   Patents granted by year | 历年专利授权量
-- reads   patents
-- param   since   first day counted
-- column  year    Year | 年份
-- column  granted Granted [patents] | 授权量 [件]
-- draw    bar x=year y=granted grain=year

select
    date_trunc('year', granted_on)::date as year,
    count(*) as granted
from patents
where granted_on >= $since
group by all
order by year
"""


@pytest.mark.parametrize(
    ("written", "instead", "told"),
    [
        ("order by year", "order by year; select 1", "A query is one select."),
        ("-- param   since   first day counted\n", "", "The parameters in the header lack since."),
        ("first day counted", "x\n-- param   until   last day", "The parameters in the header name until, which the"),
        ("since   first day counted", "since", "The parameter since has no meaning."),
        ("as granted", "as given", "The header names the columns year, granted; the statement returns year, given."),
        ("from patents", "from patents, targets", "The tables in the header lack targets."),
        ("reads   patents", "reads   patents, targets", "The tables in the header name targets, which the statement"),
        ("draw    bar", "draw    pie", "There is no figure “pie”; there are line, lines_by_day,"),
        ("bar x=year", "bar", "The figure bar needs x=…."),
        ("grain=year", "share=year", "The figure bar takes no share=…."),
        ("y=granted", "y=given", "The figure draws given, which is no column."),
        ("\nfrom patents", "\nFROM patents", "Keywords are written in lower case: FROM."),
        ("order by year", "", "The rows have no order: end the statement with `order by`."),
        ("order by year", "order by year" + "\n" * 100 + "-- end", "The statement has more than 100 lines. Split it."),
    ],
)  # fmt: skip
def test_a_header_that_is_not_true_is_told(empty, written, instead, told):
    assert written in TRUE
    text = TRUE.replace(written, instead).replace("since\n-- column", "since  \n-- column")
    query = queries.query_of("mine/granted", queries.header_of(text, Path("granted.sql")))
    found = query_contract.faults(query, seen(empty, query))
    assert [fault.reason.en[: len(told)] for fault in found] == [told]
    assert all(fault.reason.zh for fault in found)


def test_the_example_is_true(empty):
    query = queries.query_of("mine/granted", queries.header_of(TRUE, Path("granted.sql")))
    assert query_contract.faults(query, seen(empty, query)) == []


@pytest.mark.parametrize("path", sorted(queries.FOLDER.rglob("*.sql")), ids=lambda p: p.stem)
def test_a_file_is_short_and_lower_case(path):
    header = queries.read_header(path)
    if header.sql:
        assert len(path.read_text("utf-8").splitlines()) <= 100
        keywords = re.sub(r"'[^']*'|--.*", "", header.sql)
        assert not re.search(r"\b(SELECT|FROM|WHERE|GROUP BY|ORDER BY|JOIN)\b", keywords)


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
