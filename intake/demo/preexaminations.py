"""Demonstration pre-examinations of 2024, the first year of the branch centre, with the published number accepted.

Drawn from the day of acceptance forwards; what lies after the last snapshot is drawn as well and hidden by its date.
The three fields are numbered, since no source names them. It refuses to know about any real case.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from . import calibrate as c
from . import mix
from .ledger import Correction, Ledger, coded, dates, stacked

TYPES = ["invention", "utility_model", "design"]
TYPE_SHARE = [0.56, 0.33, 0.11]
FIELDS = ["field_1", "field_2", "field_3"]
FIELD_SHARE = [0.47, 0.33, 0.20]
# Cases whose acceptance was decided in 2024: 149 accepted is published. Those of December still wait for a decision.
ACCEPTED, REJECTED, WAITING = 149, 22, 9
# From the centre's first working weeks on, ever more: month by month.
SEASON = np.array([0.25, 0.35, 0.60, 0.75, 0.85, 0.95, 1.05, 1.05, 1.20, 1.15, 1.40, 1.50])
OPENED = np.datetime64("2024-01-02")
RESULTS, RESULT_SHARE = ["passed", "not_passed", "withdrawn"], [0.87, 0.09, 0.04]
REASONS = ["outside_fields", "not_registered", "documents", "filed_already", "other"]
REASON_SHARE = [0.40, 0.22, 0.25, 0.08, 0.05]
# Shortest and longest days of each stage; pre-examination and the way to the grant differ by type.
TO_DECISION, TO_FILING = (1, 9), (1, 15)
TO_RESULT = np.array([8, 5, 4]), np.array([40, 24, 16])
TO_GRANT = np.array([115, 45, 35]), np.array([450, 140, 115])
# Of every thirteen cases the documents of one go back for mending, which takes so many days more.
MENDED_EVERY, MENDING_DAYS = 13, 44
# Of what was filed so many in a hundred are refused by the national office in the end.
REFUSED = 0.05
# Mean days from filing to grant of the demonstration patents granted in 2023 (tests/test_demo_preexaminations.py).
ORDINARY_DAYS = {"invention": 822, "utility_model": 243, "design": 183}
ORDINARY_SOURCE = "演示专利登记数据:2023年授权专利自申请至授权的平均天数"
# Weight of each class of applicants, the same for every type: only registered organisations may ask.
CLASSES = {"enterprise": np.array([0.80]), "university": np.array([0.13]), "institute": np.array([0.07])}
# Every so many cases of spring one was entered twice, and the second entry withdrawn when found.
TWICE_EVERY = 15


@dataclass(frozen=True)
class Life:
    """The days of every case, in order of receipt; what does not come is missing, what is to come lies ahead."""

    received: np.ndarray
    accepted: np.ndarray
    rejected: np.ndarray
    examined: np.ndarray
    filed: np.ndarray
    granted: np.ndarray
    result: np.ndarray


def ledgers() -> list[Ledger]:
    """The cases, and the ordinary days that their time to grant is measured against."""
    return [_cases(), _ordinary()]


def _cases() -> Ledger:
    rng = c.stream("preexaminations")
    kind = rng.choice(3, ACCEPTED + REJECTED + WAITING, p=TYPE_SHARE)
    life, order = _life(kind, rng)
    kind, count = kind[order], len(order)
    columns = {
        "case_id": _numbers(count),
        **mix.draw_holders(CLASSES, np.zeros(count, int), c.year_of(life.received), 1, rng).columns("applicant"),
        "field_code": coded(FIELDS, rng.choice(3, count, p=FIELD_SHARE)),
        "patent_type": coded(TYPES, kind),
        "received_on": dates(life.received),
        "accepted_on": dates(life.accepted),
        "rejected_on": dates(life.rejected),
        "rejection_reason": _words(REASONS, rng.choice(5, count, p=REASON_SHARE), life.rejected),
        "examined_on": dates(life.examined),
        "result": _words(RESULTS, life.result, life.examined),
        "filed_on": dates(life.filed),
        "granted_on": dates(life.granted),
    }
    return _as_registered(columns, life, rng)


def _life(kind: np.ndarray, rng: np.random.Generator) -> tuple[Life, np.ndarray]:
    """Every case's days, sorted by receipt, and where each case stood before sorting."""
    decided = c.pick_day(c.spread({2024: ACCEPTED + REJECTED}, SEASON, rng), _after_opening, rng)
    late = c.LAST + 2 + np.arange(WAITING) % 3
    decision = np.concatenate([rng.permutation(decided), late])
    is_rejected = np.arange(len(kind)) >= ACCEPTED
    # Of those still waiting at the turn of the year one in three is turned down later.
    is_rejected[ACCEPTED + REJECTED :] = np.arange(WAITING) % 3 == 0
    accepted = np.where(is_rejected, c.NEVER, decision)
    rejected = np.where(is_rejected, decision, c.NEVER)
    received = np.maximum(c.onto_workday(decision - _days(*TO_DECISION, len(kind), rng)), OPENED)
    mending = MENDING_DAYS * (np.arange(len(kind)) % MENDED_EVERY == 5)
    examined = accepted + _days(TO_RESULT[0][kind], TO_RESULT[1][kind], len(kind), rng) + mending
    examined = np.maximum(c.onto_workday(examined), accepted)
    result = rng.choice(3, len(kind), p=RESULT_SHARE)
    filed = np.maximum(c.onto_workday(examined + _days(*TO_FILING, len(kind), rng)), examined)
    filed = np.where(result == RESULTS.index("passed"), filed, c.NEVER)
    granted = filed + _days(TO_GRANT[0][kind], TO_GRANT[1][kind], len(kind), rng)
    granted = np.where(rng.random(len(kind)) < REFUSED, c.NEVER, _next_gazette(granted))
    order = np.lexsort((decision, received))
    days = (received, accepted, rejected, examined, filed, granted, result)
    return Life(*(one[order] for one in days)), order


def _after_opening(days: np.ndarray) -> np.ndarray:
    """Working days from the second week of 2024 on: a decision takes days after the first request."""
    return c.workdays(days) & (days >= OPENED + 6)


def _days(low: np.ndarray | int, high: np.ndarray | int, count: int, rng: np.random.Generator) -> np.ndarray:
    """Whole days between two bounds, mostly nearer to the lower one, as waiting times are."""
    return (low + (np.asarray(high) - low) * rng.beta(1.8, 3.0, count)).astype(int)


def _next_gazette(days: np.ndarray) -> np.ndarray:
    """Grant notices appear on Tuesdays and Fridays: the next one from each day on."""
    ahead = np.array([1, 0, 2, 1, 0, 3, 2])
    return days + np.where(np.isnat(days), 0, ahead[c.weekday(days)])


def _numbers(count: int) -> pa.Array:
    number = pc.utf8_lpad(pc.cast(pa.array(np.arange(1, count + 1)), pa.string()), 4, "0")
    return pc.binary_join_element_wise("示例预审", "2024", number, "-")


def _words(codes: list[str], index: np.ndarray, event: np.ndarray) -> pa.Array:
    """The code of each row, as plain text so that it can be hidden until its event is known."""
    return coded(codes, index, np.isnat(event)).dictionary_decode()


# --- what the centre's list knows -------------------------------------------------------------


def _as_registered(columns: dict[str, pa.Array], life: Life, rng: np.random.Generator) -> Ledger:
    """With the few days that entries take, results that were mistaken at first, and cases that were entered twice."""
    count = len(life.received)
    lag = np.minimum(rng.exponential(3, count), 12).astype(int)
    shown_from = {
        "accepted_on": life.accepted, "rejected_on": life.rejected, "rejection_reason": life.rejected,
        "examined_on": life.examined, "result": life.examined, "filed_on": life.filed, "granted_on": life.granted,
    }  # fmt: skip
    known = {name: c.learned_on(days, lag) for name, days in shown_from.items()}
    twice = np.flatnonzero(life.received < np.datetime64("2024-06-01"))[7::TWICE_EVERY]
    rows = np.concatenate([np.arange(count), twice])
    withdrawn = np.concatenate([np.full(count, c.NEVER), np.datetime64("2024-08-05") + 41 * np.arange(len(twice))])
    first = _first_results(life.result, life.examined, known["result"])
    taken = {name: values.take(pa.array(rows)) for name, values in columns.items()}
    taken["case_id"] = pc.if_else(
        pa.array(np.arange(len(rows)) < count),
        taken["case_id"],
        pc.binary_join_element_wise(taken["case_id"], "2", "/"),
    )
    return Ledger(
        "preexaminations",
        taken,
        dates(c.learned_on(life.received, lag)[rows]),
        {name: dates(days[rows]) for name, days in known.items()},
        (first,),
        withdrawn_on=dates(withdrawn),
    )


def _first_results(result: np.ndarray, examined: np.ndarray, known: np.ndarray) -> Correction:
    """Two results of the summer were entered as withdrawn by the applicant, until somebody compared."""
    summer = (examined >= np.datetime64("2024-07-01")) & (examined < np.datetime64("2024-09-01"))
    rows = np.flatnonzero(summer & (result == RESULTS.index("not_passed")))[:2]
    until = np.datetime64("2024-10-14") + 20 * np.arange(len(rows))
    return Correction("result", rows, pa.array(["withdrawn"] * len(rows)), known[rows], until)


def _ordinary() -> Ledger:
    """One row a type, in force from the first day of 2024."""
    rows = [
        {
            "patent_type": pa.array([kind]),
            "applies_from": dates(np.array([np.datetime64("2024-01-01")])),
            "ordinary_days": pa.array([days]),
            "source_title": pa.array([ORDINARY_SOURCE]),
        }
        for kind, days in ORDINARY_DAYS.items()
    ]
    return Ledger("ordinary_grant_days", stacked(rows), dates(np.full(len(rows), c.LONG_AGO)))
