"""How far each dataset is complete against how far it was promised to be, judged on the snapshot's own day."""

from dataclasses import dataclass
from datetime import date, timedelta

from dashboard import catalog
from dashboard.catalog import Contract, Snapshot
from dashboard.scope import month_end, months_later

MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}


@dataclass(frozen=True)
class Freshness:
    """A dataset's standing: `promised` is the last period end that was due, `next_due` the day the next one is;
    `late` counts the days since the day that was missed, 0 when none was."""

    dataset: str
    cadence: str
    complete: date
    promised: date
    next_due: date
    late: int


def standing(contract: Contract, complete: date, on: date) -> Freshness:
    """A dataset that is complete through a day, on another day."""
    promise = contract.promised
    ahead = _period_end_after(complete, promise.cadence)
    due = ahead + timedelta(days=promise.due_days)
    promised = _last_period_end(on - timedelta(days=promise.due_days), promise.cadence)
    return Freshness(contract.id, promise.cadence, complete, promised, due, max(0, (on - due).days))


def freshness(snapshot: Snapshot) -> list[Freshness]:
    """Every dataset of the snapshot with a promise, the latest first."""
    known = catalog.contracts()
    found = [
        standing(known[name], min(resource.complete_through, snapshot.as_of), snapshot.as_of)
        for name, resource in snapshot.datasets.items()
        if name in known and known[name].promised and resource.complete_through
    ]
    return sorted(found, key=lambda f: (-f.late, f.next_due, f.dataset))


def _last_period_end(day: date, cadence: str) -> date:
    """The last day of the last period that is over on that day."""
    size = MONTHS[cadence]
    end = month_end(months_later(day, (size - 1) - (day.month - 1) % size))
    return end if end <= day else month_end(months_later(end, -size))


def _period_end_after(day: date, cadence: str) -> date:
    return month_end(months_later(_last_period_end(day, cadence), MONTHS[cadence]))
