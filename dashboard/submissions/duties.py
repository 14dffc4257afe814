"""The submission calendar: what every district owes, how often, and by when. `data/reference/submission_calendar.csv`."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dashboard import catalog
from dashboard.quality.freshness import MONTHS
from dashboard.scope import month_end, months_later


@dataclass(frozen=True)
class Duty:
    """A dataset owed for every period that ends on or after `since`, `due_days` after each period's end."""

    dataset: str
    cadence: str
    due_days: int
    since: date

    def due_on(self, period_end: date) -> date:
        """The last day on which the period's submission is in time."""
        return period_end + timedelta(days=self.due_days)

    def next_end(self, period_end: date) -> date:
        """The end of the period after that one."""
        return month_end(months_later(period_end, MONTHS[self.cadence]))

    def period_ends(self, through: date) -> Iterator[date]:
        """The last days of the periods that are over on that day, oldest first."""
        end = self.since
        while end <= through:
            yield end
            end = self.next_end(end)


@cache
def duties() -> tuple[Duty, ...]:
    """The calendar, in the order of the file."""
    with catalog.reference("submission_calendar.csv").open(encoding="utf-8-sig", newline="") as lines:
        return tuple(
            Duty(row["code"], row["cadence"], int(row["due_days"]), date.fromisoformat(row["since"]))
            for row in csv.DictReader(lines)
        )
