"""The rows that a finding stands on: a statement over a snapshot and the words of its columns, read page by page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from dashboard import catalog, queries, states, warehouse
from dashboard.catalog import Code, Contract, Label
from dashboard.queries import Column
from dashboard.warehouse import Connection

PAGE_SIZE = 50


@dataclass(frozen=True)
class Evidence:
    """Which rows: `sql` with what it binds, and how its columns are called."""

    title: Label
    sql: str
    columns: Mapping[str, Column] = field(hash=False)
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
    note: Label | None = None


def of_query(name: str, **values: object) -> Evidence:
    """The rows of a query of `queries/quality`."""
    query = queries.load_query(name)
    bound = {param: values.get(param) for param in query.params}
    return Evidence(query.title, query.sql, _worded(query.columns), bound, query.note)


def of_rule(rule: str, as_of: date) -> Evidence:
    """The rows that break a rule across tables."""
    header = queries.checks()[rule]
    values = {"as_of": as_of} if "$as_of" in header.sql else {}
    return Evidence(header.label("title"), header.sql, _worded(queries.columns_of_check(rule)), values)


def of_dataset(contract: Contract, condition: str, **values: object) -> Evidence:
    """The records of a dataset that a condition of ours picks out."""
    columns = {f.name: Column(f.name, f.label, f.unit, f.codes) for f in contract.fields.values()}
    sql = f"select {', '.join(columns)} from {contract.id} where {condition} order by {', '.join(contract.key)}"
    return Evidence(contract.label, sql, columns, values)


def total(con: Connection, evidence: Evidence) -> int:
    return warehouse.tuples(con, f"select count(*) from (\n{evidence.sql}\n)", evidence.values)[0][0]


def page(con: Connection, evidence: Evidence, *, size: int = PAGE_SIZE, skip: int = 0) -> pd.DataFrame:
    """One page of the rows, in the statement's order."""
    sql = f"select * from (\n{evidence.sql}\n) limit {int(size)} offset {int(skip)}"
    return warehouse.select(con, sql, evidence.values)


def _worded(columns: Mapping[str, Column]) -> dict[str, Column]:
    """Columns that hold ids of ours, read in words."""
    known = {
        "metric": _metric_codes,
        "metric_id": _metric_codes,
        "field": _field_codes,
        "state": _state_codes,
    }
    return {
        name: Column(name, c.label, c.unit, known[name]()) if name in known and not c.codes else c
        for name, c in columns.items()
    }


def _metric_codes() -> tuple[Code, ...]:
    return tuple(Code(m.id, m.title) for m in queries.metrics().values())


def _field_codes() -> tuple[Code, ...]:
    return tuple(Code(f"{c.id}.{f.name}", f.label) for c in catalog.contracts().values() for f in c.fields.values())


def _state_codes() -> tuple[Code, ...]:
    return tuple(Code(s.id, s.shown) for s in states.STATES.values())
