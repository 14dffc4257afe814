"""What moved between two snapshots besides what happened: rows that vanished, fields that emptied, codes that shifted.

A shift of a coded field is measured by the population stability index of its shares over the last twelve complete
months: the sum over codes of (share now - share then) x ln(share now / share then). Up to 0.1 counts as stable,
from 0.25 on as another population.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import log

from dashboard import catalog, warehouse
from dashboard.catalog import Contract, Snapshot
from dashboard.quality import completeness
from dashboard.scope import months_later

STABLE, SHIFTED = 0.1, 0.25
# Fewer records than this have no distribution to speak of.
FEWEST = 50


@dataclass(frozen=True)
class Drift:
    """One thing that differs: of a dataset its `rows`, of a field its `empty` cells (%) or the `shift` of its codes.

    `size` is the relative change of rows, the percentage points of empty cells, or the index; `code` is the one that
    moved most.
    """

    dataset: str
    field: str | None
    kind: str
    before: float | None
    now: float | None
    size: float
    code: str | None = None


@dataclass(frozen=True)
class Profile:
    """A dataset in a snapshot: rows, by field the records that lack it and those that should have it, and records by
    code of the last twelve complete months."""

    rows: int
    empty: dict[str, tuple[int, int]]
    codes: dict[str, dict[str, int]]


def between(before: Snapshot, now: Snapshot) -> list[Drift]:
    """All differences of the datasets that both hold, in the order of contracts."""
    both = [c for c in catalog.contracts().values() if c.id in before.datasets and c.id in now.datasets]
    return [
        found
        for contract in both
        for found in compared(contract, profile(before, contract.id), profile(now, contract.id))
    ]


def compared(contract: Contract, then: Profile, now: Profile) -> Iterator[Drift]:
    """What differs between two profiles of a dataset."""
    yield Drift(contract.id, None, "rows", then.rows, now.rows, now.rows / then.rows - 1 if then.rows else 0.0)
    for name in now.empty:
        if all(p.empty[name][1] for p in (then, now)):
            shares = [100 * p.empty[name][0] / p.empty[name][1] for p in (then, now)]
            yield Drift(contract.id, name, "empty", *shares, shares[1] - shares[0])
    for name in now.codes:
        totals = [sum(p.codes[name].values()) for p in (then, now)]
        if min(totals) >= FEWEST:
            size, code = shift(then.codes[name], now.codes[name])
            shares = [100 * p.codes[name].get(code, 0) / total for p, total in zip((then, now), totals, strict=True)]
            yield Drift(contract.id, name, "shift", *shares, size, code)


def shift(then: dict[str, int], now: dict[str, int]) -> tuple[float, str]:
    """The population stability index, and the code that adds most to it. A code that is not there counts for half
    a record, as its logarithm would have no end."""
    parts = {}
    totals = sum(then.values()), sum(now.values())
    for code in sorted({*then, *now}):
        was, has = (max(counts.get(code, 0), 0.5) / total for counts, total in zip((then, now), totals, strict=True))
        parts[code] = (has - was) * log(has / was)
    return sum(parts.values()), max(parts, key=parts.get)


@lru_cache(maxsize=256)
def profile(snapshot: Snapshot, dataset: str) -> Profile:
    """What a dataset is like in a snapshot; nothing in it ever changes, so it is looked at once."""
    con, contract = warehouse.open_snapshot(snapshot), catalog.contracts()[dataset]
    counted = completeness.fields(con, contract)
    empty = {row.field: (row.lacking, row.expected) for row in counted.itertuples(index=False)}
    coded = [name for name in contract.fields if contract.codes(name)]
    rows = warehouse.tuples(con, f"select count(*) from {dataset}")[0][0]
    return Profile(rows, empty, _codes(con, contract, coded, snapshot))


def _codes(
    con: warehouse.Connection, contract: Contract, coded: list[str], snapshot: Snapshot
) -> dict[str, dict[str, int]]:
    through: date = snapshot.complete_through([contract.id])
    window = f"{contract.dated} between $since and $until" if contract.dated else "true"
    values = {"since": months_later(through, -11), "until": through} if contract.dated else {}
    found: dict[str, dict[str, int]] = {}
    for name in coded:
        # What is left out is a matter of empty cells.
        sql = f"select {name}::varchar, count(*) from {contract.id} where {window} and {name} is not null group by all"
        found[name] = dict(warehouse.tuples(con, sql, values))
    return found
