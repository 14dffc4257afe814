"""Receipts against duties: how every district stands with every dataset and period on a day. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard import catalog
from dashboard.submissions.duties import Duty, duties
from dashboard.submissions.receipts import Quality, Receipt

NO_QUALITY = Quality()
ON_TIME, LATE, REJECTED, MISSING, NOT_DUE = "on_time", "late", "rejected", "missing", "not_due"


@dataclass(frozen=True)
class Standing:
    """One duty of one district for one period: a row of the dataset `submissions`."""

    district: str
    dataset: str
    period_end: date
    due_on: date
    state: str
    received_on: date | None = None
    quality: Quality = NO_QUALITY
    entry: str | None = None

    @property
    def id(self) -> str:
        return f"{self.district}-{self.dataset}-{self.period_end:%Y-%m}"


def state_of(due_on: date, accepted_on: date | None, rejected_on: date | None, on: date) -> str:
    """How a submission stands on a day; what is not due yet is nobody's failure, a rejected one is no submission."""
    if accepted_on:
        return ON_TIME if accepted_on <= due_on else LATE
    if rejected_on:
        return REJECTED
    return MISSING if on > due_on else NOT_DUE


def standings(received: Sequence[Receipt], as_of: date, on: date) -> Iterator[Standing]:
    """Of every period over by `as_of`, judged on the day `on`; receipts are given oldest first."""
    for district in catalog.code_list("districts"):
        own = [r for r in received if r.district == district.code and r.received_on <= on]
        for duty in duties():
            held = [r for r in own if duty.dataset in r.datasets]
            for period_end in duty.period_ends(as_of):
                yield _standing(district.code, duty, period_end, held, on)


def _standing(district: str, duty: Duty, period_end: date, held: Sequence[Receipt], on: date) -> Standing:
    """The first accepted one says when it came. What it was like is told by the latest made for this very period, so that
    a mended one improves it.
    """
    covering = [r for r in held if r.covers(period_end)]
    accepted = [r for r in covering if r.is_accepted]
    rejected = [r for r in covering if not r.is_accepted]
    due_on = duty.due_on(period_end)
    state = state_of(
        due_on,
        accepted[0].received_on if accepted else None,
        rejected[-1].received_on if rejected else None,
        on,
    )
    if not covering:
        return Standing(district, duty.dataset, period_end, due_on, state)
    for_it = [r for r in accepted if r.as_of < duty.next_end(period_end)]
    telling = (for_it or accepted[:1] or rejected)[-1]
    received_on = (accepted or rejected[-1:])[0].received_on
    quality = telling.datasets[duty.dataset]
    return Standing(district, duty.dataset, period_end, due_on, state, received_on, quality, telling.entry)
