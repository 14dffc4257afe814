"""Two snapshots record by record: added, removed, changed, and in which fields.

Records are matched by the contract's key. A hash of each row finds the few that differ, in one pass over both; only
these are compared field by field. A dataset whose files are the same (an unchanged one is carried forward) is not
read. It knows nothing of metrics, words or pages.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import pandas as pd

from dashboard import catalog, warehouse
from dashboard.catalog import Contract, Snapshot
from dashboard.warehouse import Connection

SIDES = ("then", "now")
CHANGES = ("added", "removed", "changed")
PAGE_SIZE = 50


@dataclass(frozen=True, eq=False)
class Pair:
    """An earlier and a later snapshot. As a key it is which they are, not all that their papers say."""

    then: Snapshot
    now: Snapshot

    @property
    def _key(self) -> tuple[tuple[str, str], ...]:
        return tuple((str(s.folder), s.created) for s in (self.then, self.now))

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pair) and self._key == other._key


@dataclass(frozen=True)
class DatasetChange:
    """How a dataset differs. `state` says whether it was compared: "missing_then", "missing_now", "missing" and
    "unchanged" datasets have no pages. `fields` counts the changed records by field, most first; fields that only one
    of the two snapshots stores are named and not compared."""

    dataset: str
    state: str
    rows: tuple[int, int]
    added: int = 0
    removed: int = 0
    changed: int = 0
    fields: tuple[tuple[str, int], ...] = ()
    only_then: tuple[str, ...] = ()
    only_now: tuple[str, ...] = ()

    @property
    def differing(self) -> int:
        """How many records differ."""
        return self.added + self.removed + self.changed


@dataclass(frozen=True)
class Comparison:
    """Two snapshots in one connection. Of each dataset it keeps the records that differ as they are in either
    (`gone_<dataset>`, `come_<dataset>`) and their differing cells (`changes_<dataset>`)."""

    pair: Pair
    con: Connection
    datasets: dict[str, DatasetChange]


_one_comparison = Lock()


def compare(pair: Pair, datasets: Iterable[str] | None = None) -> Comparison:
    """Every dataset (or these) of two snapshots. Kept: snapshots never change."""
    names = tuple(catalog.contracts()) if datasets is None else tuple(datasets)
    with _one_comparison:
        return _compared(pair, names)


@lru_cache(maxsize=4)
def _compared(pair: Pair, names: tuple[str, ...]) -> Comparison:
    con = warehouse.open_pair(pair.then, pair.now)
    found = {name: _dataset(con, pair, catalog.contracts()[name]) for name in names}
    return Comparison(pair, con, found)


def forget() -> None:
    """Drop what is remembered of pairs; only a benchmark needs it."""
    _compared.cache_clear()


def _dataset(con: Connection, pair: Pair, contract: Contract) -> DatasetChange:
    held = [s.resources.get(contract.id) for s in (pair.then, pair.now)]
    rows = tuple(r.rows if r else 0 for r in held)
    if None in held:
        state = "missing" if held == [None, None] else "missing_then" if held[0] is None else "missing_now"
        _keep_none(con, contract)
        return DatasetChange(contract.id, state, rows, added=rows[1], removed=rows[0])
    if [f.sha256 for f in held[0].files] == [f.sha256 for f in held[1].files]:
        _keep_none(con, contract)
        return DatasetChange(contract.id, "unchanged", rows)
    kinds = [warehouse.column_types(con, f"{side}_{contract.id}") for side in SIDES]
    common = _common(*kinds)
    _keep_what_differs(con, contract, common)
    _keep_changes(con, contract, common)
    counts = {"added": 0, "removed": 0, "changed": 0} | _counts(con, contract)
    only_then, only_now = (tuple(n for n in one if n not in other) for one, other in (kinds, kinds[::-1]))
    return DatasetChange(
        contract.id, "compared", rows, **counts, fields=_fields(con, contract), only_then=only_then, only_now=only_now
    )


def _common(then: dict[str, str], now: dict[str, str]) -> dict[str, str]:
    """{field: how it is compared} of the fields that both store; one whose type has changed is compared as written."""
    return {
        name: "{0}." + name if kind == now[name] else "{0}." + name + "::varchar"
        for name, kind in then.items()
        if name in now
    }


# --- what differs -----------------------------------------------------------------------------


def record_of(contract: Contract, table: str = "") -> str:
    """The key of a record as one text, in SQL."""
    dot = f"{table}." if table else ""
    return f"concat_ws(' · ', {', '.join(f'{dot}{name}' for name in contract.key)})"


def _same(contract: Contract, one: str, other: str) -> str:
    """Whether two rows are the same record."""
    return " and ".join(f"{one}.{name} is not distinct from {other}.{name}" for name in contract.key)


def _keep_none(con: Connection, contract: Contract) -> None:
    for side, kept in zip(SIDES, ("gone", "come"), strict=True):
        warehouse.keep(con, f"{kept}_{contract.id}", f"select * from {side}_{contract.id} where false")
    _keep_changes(con, contract, {})


def _keep_what_differs(con: Connection, contract: Contract, common: dict[str, str]) -> None:
    """`gone_` and `come_`: the rows of either snapshot whose record differs in the other, or is not there."""
    keys = ", ".join(contract.key)
    told = ", ".join(how.format("held") for how in common.values())
    hashed = [f"select {keys}, hash({told}) as told from {side}_{contract.id} held" for side in SIDES]
    either = ", ".join(f"coalesce(one.{name}, other.{name}) as {name}" for name in contract.key)
    warehouse.keep(
        con,
        "differing",
        f"select {either} from ({hashed[0]}) one full join ({hashed[1]}) other on {_same(contract, 'one', 'other')}"
        " where one.told is distinct from other.told",
    )
    for side, kept in zip(SIDES, ("gone", "come"), strict=True):
        warehouse.keep(
            con,
            f"{kept}_{contract.id}",
            f"select held.* from {side}_{contract.id} held"
            f" semi join differing on {_same(contract, 'held', 'differing')}",
        )


def _keep_changes(con: Connection, contract: Contract, common: dict[str, str]) -> None:
    """`changes_`: a row for each cell that changed, and one for each record that is new or no longer there."""
    gone, come, same = f"gone_{contract.id}", f"come_{contract.id}", _same(contract, "gone", "come")
    nothing = "null::varchar as field, null::varchar as was, null::varchar as became"
    parts = [
        f"select 'added' as change, {record_of(contract)} as record, {nothing} from {come} come"
        f" anti join {gone} gone on {same}",
        f"select 'removed', {record_of(contract)}, {nothing} from {gone} gone anti join {come} come on {same}",
        *(
            f"select 'changed', {record_of(contract, 'come')}, '{name}', gone.{name}::varchar, come.{name}::varchar"
            f" from {come} come join {gone} gone on {same}"
            f" where {how.format('gone')} is distinct from {how.format('come')}"
            for name, how in common.items()
            if name not in contract.key
        ),
    ]
    warehouse.keep(con, f"changes_{contract.id}", "\nunion all\n".join(parts))


def _counts(con: Connection, contract: Contract) -> dict[str, int]:
    sql = f"select change, count(distinct record) from changes_{contract.id} group by all"
    return dict(warehouse.tuples(con, sql))


def _fields(con: Connection, contract: Contract) -> tuple[tuple[str, int], ...]:
    sql = (
        f"select field, count(*) as records from changes_{contract.id} where field is not null"
        " group by all order by records desc, field"
    )
    return tuple(warehouse.tuples(con, sql))


# --- pages of changes -------------------------------------------------------------------------

_FOUND = """
where ($change is null or change = $change)
  and ($field is null or field = $field)
  and ($search is null or contains(lower(concat_ws(' ', record, was, became)), lower($search)))
"""


def changes(
    comparison: Comparison,
    dataset: str,
    *,
    change: str | None = None,
    field: str | None = None,
    search: str | None = None,
    size: int | None = PAGE_SIZE,
    skip: int = 0,
) -> pd.DataFrame:
    """A page of a compared dataset's changes: change, record, field, was, became; all of them when `size` is None."""
    limit = f"limit {int(size)} offset {int(skip)}" if size is not None else ""
    sql = f"select * from changes_{dataset} {_FOUND} order by record, change, field {limit}"
    return warehouse.select(comparison.con, sql, {"change": change, "field": field, "search": search})


def count(
    comparison: Comparison,
    dataset: str,
    *,
    change: str | None = None,
    field: str | None = None,
    search: str | None = None,
) -> int:
    """How many rows the pages have in all."""
    values = {"change": change, "field": field, "search": search}
    return warehouse.tuples(comparison.con, f"select count(*) from changes_{dataset} {_FOUND}", values)[0][0]
