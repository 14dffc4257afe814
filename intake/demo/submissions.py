"""Demonstration log of the seven districts' submissions, from 2024 on. All of it is made up: nothing is published of it.

It refuses to know about any real submission; what a submission's state is, is told by `dashboard.submissions`.
"""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from dashboard import catalog
from dashboard.submissions import duties, state_of

from . import calibrate as c
from .ledger import Ledger

# By district, in the order of districts.csv: the share of submissions that is never made, that comes late, and that is
# rejected at first.
NEVER = [0.00, 0.03, 0.01, 0.02, 0.04, 0.07, 0.05]
LATE = [0.05, 0.12, 0.07, 0.09, 0.14, 0.22, 0.18]
REJECTED = [0.04, 0.07, 0.05, 0.06, 0.08, 0.12, 0.10]
# Submissions improve over the year: the shares of the first and of the last month, times the above.
EARLY, NOW = 1.6, 0.6
ROWS = {"patents": 900, "trademarks": 2400, "financing": 20, "service_requests": 110, "stations": 22, "ip_cases": 60}
FIELDS = 11
INCOMPLETE = 0.11


def ledger() -> Ledger:
    """Every duty of every district; received when it was, judged on the day of the snapshot."""
    rng = c.stream("submissions")
    owed = [
        (place, code.code, duty, end)
        for place, code in enumerate(catalog.code_list("districts"))
        for duty in duties()
        for end in duty.period_ends(c.LAST.astype(date))
    ]
    columns = {
        "submission_id": pa.array([f"{code}-{duty.dataset}-{end:%Y-%m}" for _, code, duty, end in owed]),
        "district_code": pa.array([code for _, code, _, _ in owed]),
        "dataset": pa.array([duty.dataset for _, _, duty, _ in owed]),
        "period_end": pa.array([end for *_, end in owed]),
        "due_on": pa.array([duty.due_on(end) for _, _, duty, end in owed]),
        **_came(owed, rng),
        **_held(owed, rng),
        "entry": pa.nulls(len(owed), pa.string()),
    }
    return Ledger("submissions", columns, columns["period_end"], finish=_judged)


def _came(owed: list[tuple], rng: np.random.Generator) -> dict[str, pa.Array]:
    """`accepted_on` and `rejected_on`, working columns."""
    accepted, rejected = [], []
    for place, _, duty, end in owed:
        share = EARLY + (NOW - EARLY) * (end.month - 1) / 11
        never, late, refused = (rng.random(3) < np.array([NEVER[place], LATE[place], REJECTED[place]]) * share).tolist()
        in_time = 1 + int(rng.beta(2.5, 1.6) * (duty.due_days - 1))
        days = duty.due_days + 1 + int(min(rng.exponential(7), 40)) if late else in_time
        first = max(1, days - 1 - int(rng.integers(1, 6)))
        accepted.append(None if never else end + timedelta(days=days))
        # One in three of those never made was tried and given up.
        tried = (refused and days > first) or (never and rng.random() < 0.34)
        rejected.append(end + timedelta(days=first) if tried else None)
    return {"accepted_on": pa.array(accepted, pa.date32()), "rejected_on": pa.array(rejected, pa.date32())}


def _held(owed: list[tuple], rng: np.random.Generator) -> dict[str, pa.Array]:
    """Rows, values and findings of each, as they were accepted; `mended` are the errors of the rejected attempt."""
    size = np.array([ROWS.get(duty.dataset, 12) * (0.6 + 0.08 * end.month) for _, _, duty, end in owed])
    rows = np.maximum(1, rng.poisson(size * rng.uniform(0.7, 1.3, len(owed))))
    lacking = np.where(
        rng.random(len(owed)) < INCOMPLETE, rng.uniform(0.06, 0.2, len(owed)), rng.uniform(0, 0.04, len(owed))
    )
    expected = rows * FIELDS
    return {
        "submitted_rows": pa.array(rows),
        "values_expected": pa.array(expected),
        "values_filled": pa.array(expected - np.floor(expected * lacking).astype(int)),
        "warnings": pa.array(rng.poisson(np.minimum(1.5, 0.2 + rows / 400))),
        "mended": pa.array(1 + rng.poisson(2.5, len(owed))),
    }


def _judged(rows: pa.Table, as_of: date) -> pa.Table:
    """The state of each on that day; what had not come by then is not known yet."""
    judged = [_as_known(row, as_of) for row in rows.to_pylist()]
    return pa.Table.from_pylist(judged, schema=_schema(rows))


def _as_known(row: dict, as_of: date) -> dict:
    accepted, rejected = (day if day and day <= as_of else None for day in (row["accepted_on"], row["rejected_on"]))
    state = state_of(row["due_on"], accepted, rejected, as_of)
    errors = None if not (accepted or rejected) else 0 if accepted else row["mended"]
    held = {name: row[name] if accepted else None for name in ("submitted_rows", "values_expected", "values_filled")}
    findings = None if errors is None else errors + row["warnings"]
    return row | held | {"standing": state, "received_on": accepted or rejected, "errors": errors, "findings": findings}


def _schema(rows: pa.Table) -> pa.Schema:
    judged = [("standing", pa.string()), ("received_on", pa.date32()), ("errors", pa.int64()), ("findings", pa.int64())]
    return pa.schema([*((f.name, f.type) for f in rows.schema), *judged])
