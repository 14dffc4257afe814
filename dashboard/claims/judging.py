"""Whether a stated number stands: true, rounded, out of date, different, or not in the data."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from dashboard import catalog, metrics, queries, text
from dashboard.catalog import CITY, Shelf, Snapshot
from dashboard.claims import naming
from dashboard.claims.matching import Meant, meant
from dashboard.claims.naming import Subject
from dashboard.claims.reading import Stated
from dashboard.metrics import Reading
from dashboard.queries import Metric
from dashboard.reconcile.published import BEGINNING, Figure, Span, figures, span
from dashboard.scope import Scope, month_end

VERDICTS = ("differs", "out_of_date", "not_in_data", "rounded", "true")
# How far "about" and "nearly" reach, what "over" may understate, and what a round number may leave out.
ABOUT, NEARLY, UNDERSTATED, ROUND = 0.05, 0.10, 2.0, 0.01
# So many years back a number may have been the right one.
YEARS_BACK = 5


@dataclass(frozen=True)
class Evidence:
    """A value of a quantity: from the records of a snapshot, or as published where there are none."""

    value: float
    snapshot: str
    span: Span | None
    figure: Figure | None = None


@dataclass(frozen=True)
class Claim:
    """A stated number with its verdict; `evidence` is what it was compared with, `right` what should stand there."""

    meant: Meant
    verdict: str
    subject: Subject | None = None
    right: Evidence | None = None
    evidence: Evidence | None = None
    published: Figure | None = None

    @property
    def stated(self) -> Stated:
        return self.meant.stated

    @property
    def metric(self) -> Metric | None:
        return queries.metrics().get(self.subject.metric_id) if self.subject else None


def check(draft: str, snapshot: Snapshot, shelf: Shelf) -> tuple[Claim, ...]:
    """Every number of the draft with its verdict, in the order of the text."""
    order = catalog.snapshot_order
    older = [s for s in shelf.sound if order(s.id) < order(snapshot.id)]
    older.sort(key=lambda s: order(s.id), reverse=True)
    return tuple(_judged(one, snapshot, older) for one in meant(draft, snapshot))


def _judged(one: Meant, snapshot: Snapshot, older: list[Snapshot]) -> Claim:
    """Of quantities and periods as likely to be meant, those that the number is true of."""
    asked = [replace(one, spans=(window,)) for window in one.spans]
    told = [c for subject in one.subjects for each in asked if (c := _as_it_stands(each, subject, snapshot))]
    if fitting := [claim for claim in told if claim.verdict != "differs"]:
        return max(fitting, key=lambda claim: VERDICTS.index(claim.verdict))
    outdated = (_once_true(one, subject, snapshot, older) for subject in one.subjects)
    nothing = Claim(one, "not_in_data", one.subjects[0] if one.subjects else None)
    return next(filter(None, outdated), told[0] if told else nothing)


def _as_it_stands(one: Meant, subject: Subject, snapshot: Snapshot) -> Claim | None:
    """The number beside what stands in the data now; where it differs, with what was published instead."""
    right = _value(one, subject, snapshot)
    if right is None:
        return None
    if verdict := fits(one.stated, right.value):
        return Claim(one, verdict, subject, right, right)
    published = next((f for f in _published(one, subject, snapshot) if fits(one.stated, f.value)), None)
    return Claim(one, "differs", subject, right, right, published)


def _once_true(one: Meant, subject: Subject, snapshot: Snapshot, older: list[Snapshot]) -> Claim | None:
    """The number as one of an older snapshot or of an earlier year."""
    right = _value(one, subject, snapshot)
    found = (e for e in _outdated(one, subject, snapshot, older) if fits(one.stated, e.value))
    outdated = next(found, None)
    return Claim(one, "out_of_date", subject, right, outdated) if outdated else None


# --- values ---------------------------------------------------------------------------------------


def _value(one: Meant, subject: Subject, snapshot: Snapshot) -> Evidence | None:
    """What stands in the data for it: counted from records, else as published."""
    counted = _counted(one, subject, snapshot, one.span)
    if counted is not None or one.stated.change:
        return counted
    told = next(_published(one, subject, snapshot), None)
    return Evidence(told.value, snapshot.id, span(told, snapshot), told) if told else None


def _counted(one: Meant, subject: Subject, snapshot: Snapshot, window: Span) -> Evidence | None:
    """A metric in the window, or by how many per cent it changed over a year; None where it cannot be told."""
    metric = queries.metrics().get(subject.metric_id)
    if metric is None or (one.place != CITY and not (naming.is_district(one.place) and "district" in metric.by)):
        return None
    districts = () if one.place == CITY else (one.place,)
    scope = Scope(snapshot.id, window.since, month_end(window.until), districts=districts)
    reading = metrics.read(snapshot, [metric.id], scope, in_full=False)[metric.id]
    value = _change(reading, one.stated.unit) if one.stated.change else reading.value
    return None if value is None else Evidence(value, snapshot.id, Span(window.since, reading.through))


def _change(reading: Reading, unit: str) -> float | None:
    """By how many per cent, or by how many things or percentage points, it changed over the year."""
    if reading.change is None or (unit == "pp") != (reading.metric.unit.zh == "%" and unit != "%"):
        return None
    return round(reading.change * 100 if unit == "%" else reading.value - reading.prior, 6)


def _published(one: Meant, subject: Subject, snapshot: Snapshot) -> Iterator[Figure]:
    """Published figures of the quantity, place and period, the latest first."""
    return (f for f in _all_published(one, subject, snapshot) if _is_of(f, one, snapshot))


def _all_published(one: Meant, subject: Subject, snapshot: Snapshot) -> Iterator[Figure]:
    for figure in figures(snapshot):
        if naming.subject_of(figure) == subject and figure.geo_code == one.place and figure.value is not None:
            yield figure


def _is_of(figure: Figure, one: Meant, snapshot: Snapshot) -> bool:
    """Whether a figure speaks of the period that is meant; of other places every period will do that is not named."""
    if one.edition:
        return figure.period == one.edition
    if not figure.is_ours and not one.is_dated:
        return True
    told = span(figure, snapshot)
    if told is None:
        return figure.period_type != "event" or f"{one.span.until.year}" in figure.period
    return told.until.year == one.span.until.year


def _outdated(one: Meant, subject: Subject, snapshot: Snapshot, older: list[Snapshot]) -> Iterator[Evidence]:
    """What it was in older snapshots, in the same months of earlier years, and as published for earlier ones."""
    yield from filter(None, (_counted(one, subject, before, one.span) for before in older))
    before = (naming.earlier(one.span, years) for years in range(1, YEARS_BACK + 1))
    yield from filter(None, (_counted(one, subject, snapshot, window) for window in before))
    for figure in _all_published(one, subject, snapshot) if not one.stated.change else ():
        told = span(figure, snapshot)
        if told and told.until < one.span.until and not _is_of(figure, one, snapshot):
            yield Evidence(figure.value, snapshot.id, told, figure)


# --- comparing ------------------------------------------------------------------------------------


def fits(stated: Stated, value: float) -> str | None:
    """`true` where the number is the value, `rounded` where it says as much; None where it is another one."""
    claimed = stated.value * (stated.change or 1)
    if stated.bound == "exact":
        if abs(value - claimed) <= 1e-6 * max(1.0, abs(claimed)):
            return "true"
        return "rounded" if _is_rounding(stated, claimed, value) else None
    if stated.bound == "between":
        ends = sorted((claimed, stated.most * (stated.change or 1)))
        return "rounded" if ends[0] <= value <= ends[1] else None
    if claimed * value <= 0:
        return None
    ratio = value / claimed
    within = {
        "at_least": 1 - 1e-9 <= ratio <= UNDERSTATED,
        "odd": ratio >= 1 - 1e-9 and abs(value - claimed) < _last_place(stated),
        "below": 1 - NEARLY <= ratio <= 1 + 1e-9,
        "about": abs(ratio - 1) <= ABOUT,
    }[stated.bound]
    return "rounded" if within else None


def _is_rounding(stated: Stated, claimed: float, value: float) -> bool:
    """Whether the value rounds to the number: at its last digit, or at the zeros that it ends in (two or more)
    where little is lost."""
    if _round(value, stated.step) == Decimal(str(claimed)):
        return True
    zeros = _last_place(stated)
    return (
        zeros >= 100 * stated.step
        and _round(value, zeros) == Decimal(str(claimed))
        and abs(value / claimed - 1) <= ROUND
    )


def _last_place(stated: Stated) -> float:
    """The weight of the last digit that is no zero: 100 of 2600, 10,000 of 5.4万."""
    place = stated.step
    while stated.value and round(stated.value / place, 6) % 10 == 0:
        place *= 10
    return place


def _round(value: float, step: float) -> Decimal:
    """Half up, to a multiple of the step."""
    unit = Decimal(str(step))
    return (Decimal(str(value)) / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit


# --- words ----------------------------------------------------------------------------------------


def period_words(claim: Claim, found: Evidence | None, language: str) -> str:
    """The period of what a claim was compared with; an event is told by its year."""
    told = found.span if found else claim.meant.span
    if told is None:
        year = re.search(r"(19|20)\d{2}", found.figure.period)
        return text.bucket(date(int(year[0]), 1, 1), "year", language) if year else ""
    is_stock = claim.metric.is_level if claim.metric else told.since == BEGINNING
    return text.moment(told.until, language) if is_stock else text.period(told.since, told.until, language)
