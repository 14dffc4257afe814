"""Pushes recorded on the page become rows of the dataset `pushes` when a snapshot is published.

A row of an imported file for the same demand, offer and day stands before the ledger's. Rows of the ledger that an
earlier snapshot holds are told anew, so that an outcome learnt since, or a push taken back, comes through. The ledger
itself is only read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from dashboard import catalog
from dashboard.catalog import Label, Snapshot, Source
from dashboard.matching import pushes
from dashboard.matching.pushes import Push

if TYPE_CHECKING:
    from intake.publish import Delivery

DATASET = "pushes"
TITLE = "pushes/ledger.jsonl"


def due(root: Path, as_of: date, *, is_demonstration: bool) -> tuple[Push, ...]:
    """Pushes of the ledger, taken back or not, that a snapshot of that day knows of."""
    told = pushes.read(root).pushes
    return tuple(p for p in told if p.pushed_on <= as_of and p.is_demonstration == is_demonstration)


def with_ledger(
    deliveries: Mapping[str, "Delivery"], recorded: Sequence[Push], parent: Snapshot | None
) -> Mapping[str, "Delivery"]:
    """The deliveries; with one of no rows where pushes are recorded and none are delivered."""
    from intake.publish import Delivery

    if not recorded or DATASET in deliveries:
        return deliveries
    carried = parent.resources.get(DATASET) if parent else None
    return {**deliveries, DATASET: Delivery(_no_rows(), (), carried and carried.complete_through, mode="merge")}


def _no_rows() -> pa.Table:
    fields = catalog.contracts()[DATASET].fields.values()
    return pa.table({f.name: pa.array([], _ARROW[f.sql_type]) for f in fields})


_ARROW = {
    "varchar": pa.string(),
    "date": pa.date32(),
    "bigint": pa.int64(),
    "double": pa.float64(),
    "boolean": pa.bool_(),
}


def fold(rows: pa.Table, delivery: "Delivery", recorded: Sequence[Push], root: Path) -> tuple[pa.Table, "Delivery"]:
    """The rows with the ledger's pushes among them, and the delivery with the ledger among its sources."""
    if not recorded:
        return rows, delivery
    delivered = set(delivery.rows.column("push_no").to_pylist())
    own = {push.push_no: push for push in recorded if push.push_no not in delivered}
    kept = [row for row in rows.to_pylist() if _stands(row, own.get(row["push_no"]))]
    numbers = {row["push_no"] for row in kept}
    told = {(row["demand_no"], row["offer_no"], row["pushed_on"]) for row in kept}
    added = [p for no, p in own.items() if not p.undone and no not in numbers and p.what not in told]
    together = [*kept, *({name: getattr(push, name) for name in rows.column_names} for push in added)]
    left_out = len(recorded) - len(added)
    source = Source(TITLE, catalog.sha256_of(pushes.path(root)), len(recorded), len(added), left_out)
    return pa.Table.from_pylist(together, schema=rows.schema), replace(delivery, sources=(*delivery.sources, source))


def _stands(row: Mapping, own: Push | None) -> bool:
    """Whether a row stands before the ledger's own push of that number: it does when a file told a later outcome."""
    if own is None:
        return True
    return not own.undone and (row["outcome_on"] or date.min) > (own.outcome_on or date.min)


def is_ledger(source: Source) -> bool:
    return source.title == TITLE


def told(snapshot: Snapshot) -> Label | None:
    """How many pushes of the ledger the snapshot holds; None where it holds none."""
    resource = snapshot.resources.get(DATASET)
    source = next((s for s in resource.sources if is_ledger(s)), None) if resource else None
    if source is None:
        return None
    return Label(
        f"pushes recorded on the page: {source.rows_published:,} of {source.rows_in:,} are in it",
        f"页面登记的推送 {source.rows_in:,} 条，计入 {source.rows_published:,} 条",
    )
