"""The dataset `submissions`, computed anew on every publish from the log, the calendar and what the base has of it.

It refuses to know how submissions are examined.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import duckdb
import pyarrow as pa

from dashboard import catalog
from dashboard.catalog import Contract, Snapshot, Source
from dashboard.submissions import LATE, ON_TIME, Quality, Receipt, Standing, duties, receipts, standings
from dashboard.submissions.receipts import HERE
from intake import check
from intake.importing import Examination
from intake.publish import Delivery

DATASET = "submissions"


def delivery(
    as_of: date, base: Snapshot | None, is_demonstration: bool, also: Sequence[Receipt] = (), on: date | None = None
) -> Delivery | None:
    """The log folded into a delivery, `also` being receipts that it does not have yet; None where nothing was ever
    submitted. Entries of rehearsals count in demonstration snapshots only, real ones in real ones."""
    known = [*_carried(base), *(r for r in receipts() if r.is_demonstration == is_demonstration), *also]
    if not known:
        return None
    # A rehearsal is judged on the day that its files stand for, whenever it is held.
    on = as_of if is_demonstration else max(on or datetime.now(HERE).date(), as_of)
    rows = table(standings(sorted(known, key=lambda r: r.received_on), as_of, on))
    digest = hashlib.sha256(repr(sorted(map(repr, known))).encode()).hexdigest()
    source = Source("submissions/", digest, rows.num_rows, rows.num_rows)
    return Delivery(rows, (source,), complete_through(as_of, on))


def complete_through(as_of: date, on: date) -> date:
    """The last day of the last month of which nothing can come in time any more."""
    ends = {end: all(d.due_on(end) < on for d in duties() if end in set(d.period_ends(as_of))) for end in _ends(as_of)}
    return max((end for end, over in ends.items() if over), default=as_of)


def _ends(as_of: date) -> set[date]:
    return {end for duty in duties() for end in duty.period_ends(as_of)}


def quality_of(contract: Contract, examination: Examination) -> Quality:
    """What one dataset's files of a submission held; a cell is expected where its contract says so."""
    asked = [f for f in contract.fields.values() if f.expected_where != "false"]
    derived = "".join(f", {d.sql} as {d.name}" for d in contract.derived.values())
    expected = " + ".join(f"count(*) filter (where {f.expected_where})" for f in asked)
    filled = " + ".join(f"count(*) filter (where ({f.expected_where}) and {f.name} is not null)" for f in asked)
    with duckdb.connect(":memory:") as con:
        con.register("delivered", examination.rows)
        counts = con.execute(f"select {expected}, {filled} from (select *{derived} from delivered)").fetchone()
    found = examination.findings
    return Quality(examination.rows.num_rows, *counts, found.errors, found.errors + found.warnings)


def table(found: Iterable[Standing]) -> pa.Table:
    """Standings as the contract's rows."""
    rows = [_row(standing) for standing in found]
    contract = catalog.contracts()[DATASET]
    return check.table(contract, {name: [row[name] for row in rows] for name in contract.fields})


def _row(standing: Standing) -> dict[str, object]:
    quality = standing.quality
    return {
        "submission_id": standing.id,
        "district_code": standing.district,
        "dataset": standing.dataset,
        "period_end": standing.period_end,
        "due_on": standing.due_on,
        "standing": standing.state,
        "received_on": standing.received_on,
        "submitted_rows": quality.rows,
        "values_expected": quality.expected,
        "values_filled": quality.filled,
        "errors": quality.errors,
        "findings": quality.findings,
        "entry": standing.entry,
    }


def _carried(base: Snapshot | None) -> list[Receipt]:
    """What the base knows of earlier submissions, so that none is lost with a log that was moved away, and
    the standing of districts that submit nothing now stays what it was."""
    stored = base.resources.get(DATASET) if base else None
    if not stored:
        return []
    with duckdb.connect(":memory:") as con:
        rows = con.execute(
            "select district_code, period_end, received_on, standing, dataset, submitted_rows, values_expected,"
            " values_filled, errors, findings, entry from read_parquet($paths) where received_on is not null"
            " order by received_on",
            {"paths": [str(base.folder / f.path) for f in stored.files]},
        ).fetchall()
    return [
        Receipt(
            district,
            period_end,
            received_on,
            stands in (ON_TIME, LATE),
            {dataset: Quality(*told)},
            entry,
            is_of_one_period=True,
        )
        for district, period_end, received_on, stands, dataset, *told, entry in rows
    ]
