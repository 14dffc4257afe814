"""A dataset together with when each part of it became known, so that it can be shown as of any day.

It refuses to know what the rows are about.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard import catalog

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


@dataclass(frozen=True)
class Correction:
    """Cells that showed something else from `since` to the day before `until` (dates of the register, not of events)."""

    column: str
    rows: np.ndarray
    shown: pa.Array
    since: np.ndarray
    until: np.ndarray

    def standing(self, as_of: date) -> np.ndarray:
        day = np.datetime64(as_of)
        return (self.since <= day) & (day < self.until)


def as_it_is(rows: pa.Table, as_of: date) -> pa.Table:
    return rows


@dataclass(frozen=True)
class Ledger:
    """All rows a dataset will ever hold, and since when each is known.

    `known_from` dates the row, `learned` dates single columns (null until then), `withdrawn_on` ends a row that
    should never have been entered. `finish` derives what depends on the day of the snapshot, such as a status or an
    outstanding amount.
    """

    dataset: str
    columns: Mapping[str, pa.Array]
    known_from: pa.Array
    learned: Mapping[str, pa.Array] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    finish: Callable[[pa.Table, date], pa.Table] = as_it_is
    withdrawn_on: pa.Array | None = None

    def known_on(self, as_of: date) -> pa.Table:
        """The rows as the register showed them that day, in exactly the contract's columns and types."""
        columns = {name: self._column(name, as_of) for name in self.columns}
        for correction in self.corrections:
            columns[correction.column] = _corrected(columns[correction.column], correction, as_of)
        return conform(self.dataset, self.finish(self._known_rows(pa.table(columns), as_of), as_of))

    def _column(self, name: str, as_of: date) -> pa.Array:
        values = self.columns[name]
        if name not in self.learned:
            return values
        return pc.if_else(pc.less_equal(self.learned[name], pa.scalar(as_of)), values, pa.scalar(None, values.type))

    def _known_rows(self, rows: pa.Table, as_of: date) -> pa.Table:
        known = pc.less_equal(self.known_from, pa.scalar(as_of))
        if self.withdrawn_on is not None:
            known = pc.and_(known, pc.fill_null(pc.greater(self.withdrawn_on, pa.scalar(as_of)), True))
        return rows if pc.all(known).as_py() else rows.filter(known)


def _corrected(values: pa.Array, correction: Correction, as_of: date) -> pa.Array:
    standing = correction.standing(as_of)
    mask = np.zeros(len(values), bool)
    mask[correction.rows[standing]] = True
    plain = values.dictionary_decode() if pa.types.is_dictionary(values.type) else values
    return pc.replace_with_mask(plain, pa.array(mask), correction.shown.filter(pa.array(standing)))


def conform(dataset: str, rows: pa.Table) -> pa.Table:
    """The contract's columns in its order and types; columns it does not name are working columns and fall away."""
    contract = catalog.contracts()[dataset]
    schema = pa.schema([(name, ARROW_TYPES[field.type]) for name, field in contract.fields.items()])
    return rows.select(schema.names).cast(schema).combine_chunks()


def dates(days: np.ndarray) -> pa.Array:
    """numpy days as arrow dates; NaT becomes null."""
    return pa.array(days.astype("datetime64[D]"))


def coded(codes: list[str], index: np.ndarray, missing: np.ndarray | None = None) -> pa.DictionaryArray:
    """A text column that repeats few values: each row's position in `codes`, null where `missing`."""
    return pa.DictionaryArray.from_arrays(pa.array(index.astype("int32"), mask=missing), pa.array(codes, pa.string()))


def stacked(parts: list[Mapping[str, pa.Array]]) -> dict[str, pa.Array]:
    """The rows of all parts under one another; a column that a part lacks is null there."""
    tables = [pa.table(dict(part)) for part in parts]
    whole = pa.concat_tables(tables, promote_options="default").unify_dictionaries().combine_chunks()
    return {name: whole[name].chunk(0) for name in whole.column_names}
