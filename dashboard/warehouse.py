"""The only door to DuckDB for the served application: open a snapshot, run a query, get rows.

It knows nothing of scopes, languages or pages. One connection per snapshot, a cursor per query:
a cursor shared across threads returns wrong rows.
"""

import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from functools import lru_cache
from itertools import count
from pathlib import Path
from threading import Lock

import duckdb
import pandas as pd
import pyarrow.parquet as pq

from dashboard import catalog, narrowing, queries
from dashboard.narrowing import Narrowed, Picks
from dashboard.queries import Column, Draw, Query, load_query, query_names
from dashboard.states import Gap

Connection = duckdb.DuckDBPyConnection

__all__ = [
    "Column",
    "Connection",
    "Draw",
    "Query",
    "derive",
    "load_query",
    "open_pair",
    "open_snapshot",
    "over",
    "query_names",
    "run",
    "select",
]


def open_snapshot(snapshot: catalog.Snapshot) -> Connection:
    """A read-only view of a snapshot: datasets over Parquet, rollups and metrics in memory."""
    papers = snapshot.folder / "datapackage.json"
    return _opened(str(snapshot.folder), papers.stat().st_mtime_ns)


@lru_cache(maxsize=6)
def _opened(folder: str, _published_ns: int) -> Connection:
    snapshot = catalog.read_snapshot(Path(folder))
    con = _connection()
    for contract in catalog.contracts().values():
        stored = snapshot.resources.get(contract.id)
        if stored:
            con.execute(_view(contract, [snapshot.folder / f.path for f in stored.files]))
        else:
            _empty(con, contract)
    for resource in snapshot.resources.values():
        if resource.kind not in ("dataset", "index"):
            source = _parquet([snapshot.folder / f.path for f in resource.files])
            con.execute(f"create table {resource.name} as select * from {source}")
    _add_gaps(con)
    _derive_what_is_newer(con, snapshot)
    return con


def open_pair(then: catalog.Snapshot, now: catalog.Snapshot) -> Connection:
    """A new connection over two snapshots: every dataset as it is stored, as `then_<dataset>` and `now_<dataset>`.

    One that a snapshot lacks is empty there. What is compared of them is kept in the connection, so it is the
    caller's to keep and to close.
    """
    con = _connection()
    for side, snapshot in (("then", then), ("now", now)):
        for contract in catalog.contracts().values():
            stored = snapshot.resources.get(contract.id)
            if stored:
                source = _parquet([snapshot.folder / f.path for f in stored.files])
                con.execute(f"create view {side}_{contract.id} as select * from {source}")
            else:
                con.execute(f"create table {side}_{contract.id} ({_columns(contract)})")
    return con


def _connection() -> Connection:
    con = duckdb.connect(":memory:")
    # Dates are dates of the register, wherever the server stands; the progress bar has no place in a log.
    con.execute("set timezone = 'Asia/Shanghai'")
    con.execute("set enable_progress_bar = false")
    return con


def _parquet(paths: Sequence[Path]) -> str:
    quoted = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
    return f"read_parquet([{quoted}], hive_partitioning = false)"


def _view(contract: catalog.Contract, paths: list[Path]) -> str:
    return f"create view {contract.id} as select *{_derived(contract)} from {stored_rows(contract, paths)}"


def stored_rows(contract: catalog.Contract, paths: Sequence[Path]) -> str:
    """A dataset's files as SQL. Of a field that the contract has gained since they were published they say nothing."""
    held = pq.read_schema(paths[0]).names
    gained = "".join(f", null::{f.sql_type} as {f.name}" for f in contract.fields.values() if f.name not in held)
    return f"(select *{gained} from {_parquet(paths)})" if gained else _parquet(paths)


def _columns(contract: catalog.Contract) -> str:
    return ", ".join(f"{f.name} {f.sql_type}" for f in contract.fields.values())


def _empty(con: Connection, contract: catalog.Contract) -> None:
    derived = "".join(f", {d.name} varchar generated always as ({d.sql})" for d in contract.derived.values())
    con.execute(f"create table {contract.id} ({_columns(contract)}{derived})")


def over(tables: Mapping[str, object]) -> Connection:
    """A warehouse over rows in hand ({dataset: frame, arrow table or list of dicts}), derived like a snapshot;
    `gaps` is a list of states.Gap.

    Columns that are not given are missing; datasets that are not given are empty.
    """
    con = _connection()
    for contract in catalog.contracts().values():
        _empty(con, contract)
        rows = tables.get(contract.id)
        if rows is not None and len(rows):
            rows = pd.DataFrame(rows) if isinstance(rows, list) else rows
            con.register("rows_in_hand", rows)
            con.execute(f"insert into {contract.id} by name select * from rows_in_hand")
            con.unregister("rows_in_hand")
    _add_gaps(con)
    if gaps := [asdict(gap) for gap in tables.get(queries.GAPS, ())]:
        con.executemany(f"insert into {queries.GAPS} values ($dataset, $key, $field, $state, $given)", gaps)
    derive(con)
    return con


def _add_gaps(con: Connection) -> None:
    con.execute(f"create table if not exists {queries.GAPS} ({', '.join(f'{f.name} varchar' for f in fields(Gap))})")


def connection_over_files(files: Mapping[str, list[Path]]) -> Connection:
    """A connection whose datasets are these Parquet files, the others empty: where `derive` runs on publishing."""
    con = _connection()
    for contract in catalog.contracts().values():
        paths = files.get(contract.id)
        con.execute(_view(contract, paths)) if paths else _empty(con, contract)
    _add_gaps(con)
    return con


def views(snapshot: catalog.Snapshot) -> dict[str, str]:
    """Every table of a snapshot as a statement over its files, each after those it reads: what an analyst may ask.

    What the program has learnt since the snapshot was published is computed when it is read.
    """
    files = {name: _parquet([snapshot.folder / f.path for f in r.files]) for name, r in snapshot.resources.items()}
    found = {}
    for contract in catalog.contracts().values():
        nothing = ", ".join(f"null::{f.sql_type} as {f.name}" for f in contract.fields.values())
        held = snapshot.resources.get(contract.id)
        paths = [snapshot.folder / f.path for f in held.files] if held else []
        source = stored_rows(contract, paths) if held else f"(select {nothing} where false)"
        found[contract.id] = f"select *{_derived(contract)} from {source}"
    for rollup in queries.rollups().values():
        found[rollup.name] = f"from {files[rollup.name]}" if rollup.name in files else rollup.sql
    counted = [m for m in queries.metrics().values() if m.kind != "ratio"]
    for dataset in queries.cell_datasets():
        name = queries.cells_of(dataset)
        rows = {m.id: narrowing.cells(m) for m in counted if m.records == dataset and m.kind != "distinct"}
        found[name] = _with_newer(files.get(name), rows)
    for name in queries.METRIC_TABLES:
        kept = {m.id: m for m in counted if (m.kind == "distinct") == (name == "metric_entities")}
        found[name] = _with_newer(files.get(name), {id: narrowing.from_records(m) for id, m in kept.items()})
    return found


def _with_newer(source: str | None, rows: Mapping[str, str]) -> str:
    """What is stored of these metrics, and the rows of those that are not."""
    held: set[str] = set()
    if source:
        with _connection() as con:
            held = {name for (name,) in con.execute(f"select distinct metric from {source}").fetchall()}
    newer = [f"({sql})" for metric, sql in rows.items() if metric not in held]
    return "\nunion all by name\n".join([f"(from {source})"] * bool(source) + newer)


def _derived(contract: catalog.Contract) -> str:
    return "".join(f", {d.sql} as {d.name}" for d in contract.derived.values())


def derive(con: Connection) -> None:
    """Compute every rollup, the cells and both metric tables from the datasets. One pass, at publishing time."""
    for rollup in queries.rollups().values():
        con.execute(f"create table {rollup.name} as {rollup.sql}")
    for dataset in queries.cell_datasets():
        con.execute(_cells_table(dataset))
    con.execute(_METRICS_TABLE)
    con.execute(_ENTITIES_TABLE)
    for metric in queries.metrics().values():
        _derive_cells(con, metric)
        _derive_metric(con, metric)


def _derive_cells(con: Connection, metric: queries.Metric) -> None:
    if metric.records in queries.cell_datasets() and metric.kind in ("flow", "stock"):
        con.execute(f"insert into {queries.cells_of(metric.records)} {narrowing.cells(metric)}")


def _derive_metric(con: Connection, metric: queries.Metric) -> None:
    if metric.kind == "distinct":
        con.execute(f"insert into metric_entities {narrowing.from_records(metric)}")
    elif metric.kind != "ratio":
        in_cells = metric.records in queries.cell_datasets() and (
            metric.breakdown is None or metric.breakdown in catalog.contracts()[metric.records].cell_fields
        )
        rows = narrowing.from_cells(metric) if in_cells else narrowing.from_records(metric)
        con.execute(f"insert into metrics {rows}")


def _derive_what_is_newer(con: Connection, snapshot: catalog.Snapshot) -> None:
    """Compute what the program has learnt since the snapshot was published; the snapshot itself stays as it is."""
    for rollup in queries.rollups().values():
        # One that an older program made may lack a column by which it is filtered now.
        if rollup.name not in snapshot.resources or not set(rollup.by) <= set(column_types(con, rollup.name)):
            con.execute(f"create or replace table {rollup.name} as {rollup.sql}")
    for dataset in queries.cell_datasets():
        if queries.cells_of(dataset) not in snapshot.resources:
            con.execute(_cells_table(dataset))
    told = "select metric from metrics union select metric from metric_entities"
    known = {name for (name,) in con.execute(told).fetchall()}
    for metric in queries.metrics().values():
        if (metric.records and queries.cells_of(metric.records) not in snapshot.resources) or metric.id not in known:
            _derive_cells(con, metric)
        if metric.id not in known:
            _derive_metric(con, metric)


_KEYS = "metric varchar, month date, district_code varchar, industry_code varchar"
_METRICS_TABLE = f"create table metrics ({_KEYS}, breakdown varchar, value double)"
_ENTITIES_TABLE = f"create table metric_entities ({_KEYS}, breakdown varchar, entity varchar)"


def _cells_table(dataset: str) -> str:
    fields = "".join(f", {name} varchar" for name in catalog.contracts()[dataset].cell_fields)
    return f"create table {queries.cells_of(dataset)} ({_KEYS}{fields}, value double)"


def run(con: Connection, query: str | Query, /, picks: Picks = (), **values: object) -> pd.DataFrame:
    """The rows of a query, over the records that are picked. Values for params it does not declare are left out;
    a missing one is null.

    Raises duckdb.Error when the statement fails: a failed query is a bug and must be seen.
    """
    query = load_query(query) if isinstance(query, str) else query
    if query.is_saved:
        raise ValueError(f"{query.name} is an analyst's: it runs in dashboard.sandbox only")
    values = {name: bound(values.get(name)) for name in query.params}
    asked = narrowed(con, query.sql, query.reads, picks)
    return select(con, asked.sql, {**values, **asked.values})


# --- selections -------------------------------------------------------------------------------

SELECTIONS_KEPT = 48
# {(connection, selection): {table: the table that holds it over the selection}}, the least used first.
_selections: OrderedDict[tuple[Connection, Picks], dict[str, str]] = OrderedDict()
_one_selection = Lock()
_marks = count(1)


def narrowed(con: Connection, sql: str, reads: Sequence[str], picks: Picks) -> Narrowed:
    """The statement over what is picked. What a selection costs, metrics and aggregates, is computed once for all that
    read it."""
    if not picks:
        return Narrowed(sql)
    costly = [t for t in reads if t in queries.METRIC_TABLES or narrowing.is_computed_anew(t, picks)]
    return narrowing.narrow(sql, reads, picks, kept=_kept(con, picks, costly) if costly else {})


def _kept(con: Connection, picks: Picks, tables: Sequence[str]) -> dict[str, str]:
    """{table: the table that holds it over a selection}; the selection least used is dropped."""
    with _one_selection:
        held = _selections.setdefault((con, picks), {})
        _selections.move_to_end((con, picks))
        for table in tables:
            if table not in held:
                held[table] = _keep(con, table, picks)
        if len(_selections) > SELECTIONS_KEPT:
            (connection, _), dropped = _selections.popitem(last=False)
            with connection.cursor() as cursor:
                for name in dropped.values():
                    cursor.execute(f"drop table if exists {name}")
        return {table: held[table] for table in tables}


def _keep(con: Connection, table: str, picks: Picks) -> str:
    name = f"{table}_{next(_marks)}"
    asked = narrowing.narrow(f"select * from {table}", [table], picks, tuple(queries.metrics()))
    with con.cursor() as cursor:
        cursor.execute(f"create table {name} as {asked.sql}", dict(asked.values))
    return name


def select(con: Connection, sql: str, values: Mapping[str, object] | None = None) -> pd.DataFrame:
    """Rows of a statement of ours, with `$names` bound."""
    with con.cursor() as cursor:
        return cursor.execute(sql, dict(values or {})).df()


def keep(con: Connection, name: str, sql: str) -> None:
    """Rows of a statement of ours, kept as a table of the connection."""
    with con.cursor() as cursor:
        cursor.execute(f"create or replace table {name} as {sql}")


def column_types(con: Connection, table: str) -> dict[str, str]:
    """Columns of a table or view with their types."""
    return {name: kind for name, kind, *_ in tuples(con, f"describe {table}")}


def tuples(con: Connection, sql: str, values: Mapping[str, object] | None = None) -> list[tuple]:
    """Rows of a statement of ours as plain tuples: for a few rows ten times as fast as a frame."""
    with con.cursor() as cursor:
        return cursor.execute(sql, dict(values or {})).fetchall()


def bound(value: object) -> object:
    """Tuples of codes become lists; no code at all means no filter."""
    return (list(value) or None) if isinstance(value, tuple | list | set | frozenset) else value


def json_rows(rows: pd.DataFrame) -> list[list[object]]:
    """Rows as JSON has them: days as 2024-03-31 (no column of ours holds a time of day), missing as null."""
    plain = rows.copy()
    for name in plain.select_dtypes("datetime"):
        plain[name] = plain[name].dt.strftime("%Y-%m-%d")
    return json.loads(plain.to_json(orient="values", double_precision=10, force_ascii=False))
