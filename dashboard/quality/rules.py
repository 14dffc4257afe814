"""Rules across tables through time: what each found in every snapshot, what is new and what is resolved."""

from dataclasses import dataclass

import pandas as pd

from dashboard import catalog, queries, warehouse
from dashboard.catalog import Label, Snapshot
from dashboard.quality import evidence

SNAPSHOTS_SHOWN = 8


@dataclass(frozen=True)
class History:
    """A rule: rows found by snapshot (None where it was not yet checked), rows new and resolved since the one before."""

    rule: str
    title: Label
    severity: str
    found: tuple[tuple[str, int | None], ...]
    new: int | None
    resolved: int | None

    @property
    def rows(self) -> int:
        return self.found[-1][1] or 0


def history(snapshots: tuple[Snapshot, ...], snapshot: Snapshot, before: Snapshot | None) -> list[History]:
    """Every rule, those that block publishing first, then by rows found. The snapshot's own rows are looked for anew;
    older counts are those of its papers, as they were published."""
    earlier = [s for s in snapshots if catalog.snapshot_order(s.id) < catalog.snapshot_order(snapshot.id)]
    shown = sorted(earlier, key=lambda s: catalog.snapshot_order(s.id))[-SNAPSHOTS_SHOWN + 1 :]
    told = [_history(rule, shown, snapshot, before) for rule in queries.checks()]
    return sorted(told, key=lambda h: (h.severity != "error", -h.rows, h.rule))


def _history(rule: str, shown: list[Snapshot], snapshot: Snapshot, before: Snapshot | None) -> History:
    header, rows = queries.checks()[rule], _broken(rule, snapshot)
    published = [(s.id, next((c.rows for c in s.checks if c.rule == rule), None)) for s in shown]
    new = resolved = None
    if before is not None:
        now, then = _identities(rows), _identities(_broken(rule, before))
        new, resolved = len(now - then), len(then - now)
    found = (*published, (snapshot.id, len(rows)))
    return History(rule, header.label("title"), header.one("severity"), found, new, resolved)


def _broken(rule: str, snapshot: Snapshot) -> pd.DataFrame:
    asked = evidence.of_rule(rule, snapshot.as_of)
    return warehouse.select(warehouse.open_snapshot(snapshot), asked.sql, asked.values)


def _identities(rows: pd.DataFrame) -> set[tuple]:
    """What names a row: everything in it but amounts, so that a loan that is still overdue is the same one."""
    named = rows.select_dtypes(exclude=["floating"])
    return set(named.astype(str).itertuples(index=False, name=None))
