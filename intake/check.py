"""Typed rows against the contract's rules, by pandera: required, limits, patterns, orders of dates, keys.

What a cell says is settled before (`values`); here only typed values are compared. Each rule is a named
pandera check; its failure cases come back as rows and are worded as findings.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
import pandera.pandas as pandera
import pyarrow as pa

from dashboard.catalog import Contract, Field, Label
from intake.wording import Problem, problem

ARROW_TYPES = {
    "text": pa.string(),
    "code": pa.string(),
    "date": pa.date32(),
    "month": pa.date32(),
    "hour": pa.int64(),
    "integer": pa.int64(),
    "decimal": pa.float64(),
    "boolean": pa.bool_(),
}
# The day before is what Excel shows for an empty cell; nothing in any register is older.
EARLIEST = date(1900, 1, 3)
FURTHEST = timedelta(days=30 * 366)
_NOTHING = Label("", "")


@dataclass(frozen=True)
class Broken:
    """Rows (positions in the table) in which a field breaks a rule."""

    field: str
    problem: Problem
    rows: list[int]


def table(contract: Contract, columns: Mapping[str, list]) -> pa.Table:
    """Exactly the contract's fields, in its order and types."""
    arrays = [pa.array(columns[name], ARROW_TYPES[f.type]) for name, f in contract.fields.items()]
    return pa.table(arrays, names=list(contract.fields))


def broken_rules(contract: Contract, rows: pa.Table, as_of: date) -> Iterator[Broken]:
    """Every rule of the contract that some row breaks, except the key's."""
    frame = rows.to_pandas(date_as_object=False)
    checks = {name: list(_checks(f, contract, frame, as_of)) for name, f in contract.fields.items()}
    schema = pandera.DataFrameSchema(
        {
            name: pandera.Column(nullable=not f.required, checks=[check for check, _ in checks[name]])
            for name, f in contract.fields.items()
        }
    )
    failed = _failures(schema, frame)
    for name, f in contract.fields.items():
        if missing := failed.pop((name, "not_nullable"), None):
            yield Broken(name, problem("required", field=f.label), missing)
        for check, worded in checks[name]:
            if positions := failed.pop((name, check.name), None):
                yield Broken(name, worded, positions)
    assert not failed, f"pandera reported rules without words: {list(failed)}"


def _failures(schema: pandera.DataFrameSchema, frame: pd.DataFrame) -> dict[tuple[str, str], list[int]]:
    """Positions of the rows that break each named check of each column."""
    try:
        schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        grouped = cases.groupby(["column", "check"], sort=False)["index"]
        return {key: sorted({int(position) for position in positions}) for key, positions in grouped}
    return {}


def _checks(f: Field, contract: Contract, frame: pd.DataFrame, as_of: date) -> Iterator[tuple[pandera.Check, Problem]]:
    if f.type in ("date", "month"):
        yield from _date_limits(f, as_of)
    else:
        yield from _limits(f)
    if "pattern" in f.rules:
        yield _named(pandera.Check.str_matches(f.rules["pattern"], name="pattern")), problem("pattern", field=f.label)
    if other := f.rules.get("required_with"):
        given = frame[other].notna()
        check = pandera.Check(lambda column: column.notna() | ~given, name="required_with", ignore_na=False)
        yield _named(check), problem("required_with", field=f.label, other=contract.fields[other].label)


def _date_limits(f: Field, as_of: date) -> Iterator[tuple[pandera.Check, Problem]]:
    earliest = date.fromisoformat(f.rules.get("min", EARLIEST.isoformat()))
    worded = problem("too_early", limit=earliest, reason=_reason(f))
    yield _named(pandera.Check.ge(pd.Timestamp(earliest), name="too_early")), worded
    latest = as_of + FURTHEST if f.rules.get("future") else as_of
    rule = "too_far" if f.rules.get("future") else "after_as_of"
    yield _named(pandera.Check.le(pd.Timestamp(latest), name=rule)), problem(rule, limit=as_of)


def _limits(f: Field) -> Iterator[tuple[pandera.Check, Problem]]:
    if "min" in f.rules:
        worded = problem("below_min", limit=f.rules["min"], reason=_reason(f))
        yield _named(pandera.Check.ge(f.rules["min"], name="below_min")), worded
    if "max" in f.rules:
        worded = problem("above_max", limit=f.rules["max"], reason=_reason(f))
        yield _named(pandera.Check.le(f.rules["max"], name="above_max")), worded


def _named(check: pandera.Check) -> pandera.Check:
    """Failure cases carry a check's `error`; make that the rule's name."""
    check.error = check.name
    return check


def _reason(f: Field) -> Label:
    said = f.rules.get("min_reason")
    return Label(f" ({said['en']})", f"（{said['zh']}）") if said else _NOTHING


def out_of_order(contract: Contract, columns: Mapping[str, list]) -> Iterator[tuple[str, str, int]]:
    """Rows whose day lies before the day it must not precede: (field, other field, row)."""
    for f in contract.fields.values():
        other = f.rules.get("not_before")
        if not other:
            continue
        for row, (day, bound) in enumerate(zip(columns[f.name], columns[other], strict=True)):
            if day is not None and bound is not None and day < bound:
                yield f.name, other, row


def repeated_keys(contract: Contract, rows: pa.Table) -> Iterator[tuple[int, int]]:
    """Rows whose key an earlier row has already: (row, that earlier row). Missing parts of a key are equal."""
    keys = rows.select(list(contract.key)).to_pandas()
    again = keys.duplicated(keep="first")
    if not again.any():
        return
    first: dict[tuple, int] = {}
    parts = [rows.column(name).to_pylist() for name in contract.key]
    for row, key in enumerate(zip(*parts, strict=True)):
        if key in first:
            yield row, first[key]
        else:
            first[key] = row
