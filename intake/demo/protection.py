"""Demonstration IP cases, legal check-ups and advice letters, with the published totals of 2024.

No case is a real one and none has parties. Cases of earlier years and the split by district, procedure, outcome and
region are invented: only the totals of 2024 are published. It refuses to know about the cases that the press names.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard import catalog
from dashboard.states import Gap

from . import calibrate as c
from . import mix
from .ledger import Correction, Ledger, coded, dates

KINDS = ["patent_infringement", "trademark", "patent_passing_off", "gi", "copyright", "trade_secret"]
# Cases accepted by year and kind; 492 in 2024, of them 410 patent disputes, are published.
ACCEPTED = {
    2020: [114, 35, 8, 3, 1, 1],
    2021: [162, 41, 9, 3, 2, 1],
    2022: [238, 47, 8, 5, 2, 2],
    2023: [321, 52, 12, 5, 4, 2],
    2024: [410, 58, 11, 7, 3, 3],
}
# Patent disputes closed by year in a special procedure; those of 2024 are published.
SPECIAL = {
    "infringement_opinion": {2021: 3, 2022: 9, 2023: 14, 2024: 18},
    "judicial_confirmation": {2022: 1, 2023: 1, 2024: 2},
    "arbitration": {2023: 1, 2024: 2},
}
PROCEDURES = ["administrative_ruling", "mediation", "penalty", *SPECIAL]
RULED = 0.58
# Median days from acceptance to closing of a ruling, a mediation and a penalty, and how widely they scatter.
DAYS = np.array([64, 31, 78])
SCATTER = 0.52
OUTCOMES = ["infringement_found", "no_infringement", "settled", "withdrawn", "fined", "transferred"]
OUTCOME_SHARE = np.array([
    [0.47, 0.21, 0.12, 0.20, 0, 0],
    [0, 0, 0.78, 0.22, 0, 0],
    [0, 0.04, 0, 0.05, 0.84, 0.07],
    [0.62, 0.38, 0, 0, 0, 0],
    [0, 0, 1, 0, 0, 0],
    [0.6, 0, 0.4, 0, 0, 0],
])  # fmt: skip
JOINT = 0.16
# Neighbours are met more often; in the order of cooperating_regions.csv, without "other".
REGION_SHARE = np.array([0.14, 0.15, 0.12, 0.13, 0.06, 0.05, 0.16, 0.09, 0.03, 0.04, 0.03])
GOODS = ["liquor", "labels", "packaging", "food", "other"]
GOODS_SHARE = [0.42, 0.18, 0.16, 0.12, 0.12]
UNITS = ["bottle", "piece", "kilogram"]
UNIT_OF_GOODS = np.array([0, 1, 1, 2, 1])
TYPICAL_QUANTITY = np.array([260, 3000, 1800, 420, 150])
SEASON = np.array([0.90, 0.55, 1.15, 1.20, 1.05, 1.10, 0.95, 0.95, 1.15, 0.90, 1.15, 0.95])
# Check-ups and firms checked by year, and letters; the firms and the letters of 2024 are published.
CHECKUPS = {2022: 24, 2023: 43, 2024: 61}
CHECKED = {2022: 22, 2023: 38, 2024: 54}
LETTERS = {2022: 12, 2023: 19, 2024: 31}


def ledgers() -> list[Ledger]:
    return [_cases(c.stream("ip_cases")), _services(c.stream("legal_services"))]


def gaps(rows: pa.Table) -> tuple[Gap, ...]:
    """Penalty cases whose value is not disclosed say so."""
    lacking = rows.filter(pc.and_(pc.equal(rows["procedure"], "penalty"), pc.is_null(rows["value_cny"])))
    return tuple(Gap("ip_cases", number, "value_cny", "withheld", "保密") for number in lacking["case_id"].to_pylist())


# --- cases --------------------------------------------------------------------------------------


def _cases(rng: np.random.Generator) -> Ledger:
    """Cases in the order of acceptance."""
    accepted, kind = _accepted(rng)
    count = len(accepted)
    procedure = _ordinary_procedure(kind, rng)
    closed = np.maximum(c.onto_workday(accepted + _days(procedure, rng)), accepted)
    procedure = _with_special(procedure, kind, c.year_of(closed), rng)
    district = rng.choice(len(mix.NOW), count, p=mix.NOW / mix.NOW.sum())
    columns = {
        "case_id": pa.array(_numbers("示例案", accepted)),
        "kind": coded(KINDS, kind),
        "procedure": coded(PROCEDURES, procedure),
        "district_code": coded(mix.district_codes(), district, rng.random(count) < mix.MISSING_DISTRICT),
        "industry_code": coded(
            mix.industry_codes(),
            c.pick(mix.industry_shares(), district, rng),
            rng.random(count) < mix.MISSING_INDUSTRY,
        ),
        "accepted_on": dates(accepted),
        "closed_on": dates(closed),
        "outcome": coded(OUTCOMES, c.pick(OUTCOME_SHARE, procedure, rng)),
        "cooperating_region": _regions(procedure, rng),
        **_goods(procedure, accepted, rng),
    }
    known = dates(c.learned_on(closed, c.delay(count, rng, 9)))
    value = columns["value_cny"].to_numpy(zero_copy_only=False)
    return Ledger(
        "ip_cases",
        columns,
        dates(c.learned_on(accepted, c.delay(count, rng, 6))),
        {"closed_on": known, "outcome": known},
        (_first_values(value, accepted), _first_kinds(kind, accepted)),
    )


def _accepted(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Day and kind of every case, each kind with its own total in every year."""
    days, kinds = [], []
    for kind in range(len(KINDS)):
        yearly = {year: counts[kind] for year, counts in ACCEPTED.items()}
        days.append(c.pick_day(c.spread(yearly, SEASON, rng, noise=0.15), c.workdays, rng))
        kinds.append(np.full(len(days[-1]), kind))
    accepted, kind = np.concatenate(days), np.concatenate(kinds)
    order = np.argsort(accepted, kind="stable")
    return accepted[order], kind[order]


def _ordinary_procedure(kind: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Disputes are ruled on or mediated; all other cases are matters of a penalty."""
    dispute = np.where(rng.random(len(kind)) < RULED, 0, 1)
    return np.where(kind == 0, dispute, PROCEDURES.index("penalty"))


def _with_special(
    procedure: np.ndarray, kind: np.ndarray, closed_in: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Of the patent disputes closed in a year exactly as many went a special way as that year counts."""
    chosen = procedure.copy()
    for name, yearly in SPECIAL.items():
        # Court confirmation follows a mediation; opinions and arbitrations stand in the place of a ruling.
        before = PROCEDURES.index("mediation" if name == "judicial_confirmation" else "administrative_ruling")
        for year, count in yearly.items():
            possible = (kind == 0) & (chosen == before) & (closed_in == year)
            chosen[c.choose(possible.astype(float), count, rng)] = PROCEDURES.index(name)
    return chosen


def _days(procedure: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return np.clip(DAYS[procedure] * rng.lognormal(0, SCATTER, len(procedure)), 5, 400).astype(int)


def _numbers(word: str, days: np.ndarray) -> list[str]:
    """word-year-0001, 0002 … within each year; the days are sorted."""
    year = c.year_of(days)
    nth = np.arange(len(year)) - np.searchsorted(year, year) + 1
    return [f"{word}-{y}-{n:04d}" for y, n in zip(year, nth, strict=True)]


def _regions(procedure: np.ndarray, rng: np.random.Generator) -> pa.Array:
    """With which region a case was handled: penalties and rulings only."""
    codes = [one.code for one in catalog.code_list("cooperating_regions")][: len(REGION_SHARE)]
    alone = (rng.random(len(procedure)) >= JOINT) | ~np.isin(procedure, (0, 2))
    return coded(codes, rng.choice(len(codes), len(procedure), p=REGION_SHARE / REGION_SHARE.sum()), alone)


def _goods(procedure: np.ndarray, accepted: np.ndarray, rng: np.random.Generator) -> dict[str, pa.Array]:
    """What was seized in most penalty cases, and what every one of them is worth; a few values are not disclosed."""
    count = len(procedure)
    penalty = procedure == PROCEDURES.index("penalty")
    nothing = ~penalty | (rng.random(count) < 0.2)
    goods = rng.choice(len(GOODS), count, p=GOODS_SHARE)
    quantity = np.maximum((TYPICAL_QUANTITY[goods] * rng.lognormal(0, 0.9, count)).astype("int64"), 5)
    value = np.maximum(rng.lognormal(10.6, 0.9, count).round(-2), 1000)
    penalties = np.flatnonzero(penalty & (c.year_of(accepted) >= 2023))
    withheld = np.zeros(count, bool)
    withheld[penalties[11::40]] = True
    return {
        "goods_kind": coded(GOODS, goods, nothing),
        "goods_quantity": pa.array(quantity, mask=nothing),
        "goods_unit": coded(UNITS, UNIT_OF_GOODS[goods], nothing),
        "value_cny": pa.array(value, mask=~penalty | withheld),
    }


def _first_values(value: np.ndarray, accepted: np.ndarray) -> Correction:
    """Of recent penalty cases one in seven was first entered with an estimate, until the goods were appraised."""
    recent = (accepted >= np.datetime64("2024-01-01")) & (accepted < np.datetime64("2024-09-01"))
    rows = np.flatnonzero(recent & ~np.isnan(value))[3::7]
    estimate = pa.array((value[rows] * 0.7).round(-2))
    return Correction("value_cny", rows, estimate, np.full(len(rows), c.LONG_AGO), _found_on(rows))


def _first_kinds(kind: np.ndarray, accepted: np.ndarray) -> Correction:
    """A few cases of passing off were entered as trademark cases first."""
    recent = (accepted >= np.datetime64("2024-01-01")) & (accepted < np.datetime64("2024-09-01"))
    rows = np.flatnonzero(recent & (kind == KINDS.index("patent_passing_off")))[1::3]
    return Correction(
        "kind", rows, pa.array(["trademark"] * len(rows)), np.full(len(rows), c.LONG_AGO), _found_on(rows)
    )


def _found_on(rows: np.ndarray) -> np.ndarray:
    """Days between the first and the last snapshot, told by the rows alone: nothing else is drawn differently."""
    return np.datetime64("2024-08-15") + 97 * rows % 130


# --- legal services -----------------------------------------------------------------------------


def _services(rng: np.random.Generator) -> Ledger:
    """Check-ups and letters, by day."""
    pool = mix.pools(1)["enterprise"]
    checked = np.concatenate([_firms(CHECKED[year], CHECKUPS[year], pool, rng) for year in CHECKUPS])
    advised = np.concatenate([_firms(count, count, pool, rng) for count in LETTERS.values()])
    served = np.concatenate([_served(CHECKUPS, rng), _served(LETTERS, rng)])
    kind = np.repeat([0, 1], [len(checked), len(advised)])
    firm = np.concatenate([checked, advised])
    order = np.argsort(served, kind="stable")
    served, kind, firm = served[order], kind[order], firm[order]
    district, industry = np.divmod(np.searchsorted(np.cumsum(pool.size), firm, side="right"), pool.size.shape[1])
    columns = {
        "service_id": pa.array(_numbers("示例法服", served)),
        "kind": coded(["checkup", "advice_letter"], kind),
        "firm": pa.DictionaryArray.from_arrays(pa.array(firm.astype("int32")), pa.array(pool.names())),
        "district_code": coded(mix.district_codes(), district),
        "industry_code": coded(mix.industry_codes(), industry),
        "served_on": dates(served),
    }
    return Ledger("legal_services", columns, dates(c.learned_on(served, c.delay(len(served), rng, 8))))


def _served(yearly: dict[int, int], rng: np.random.Generator) -> np.ndarray:
    """The days of a year's services, in order, so that each year's firms meet its own days."""
    return np.sort(c.pick_day(c.spread(yearly, SEASON, rng, noise=0.25), c.workdays, rng))


def _firms(firms: int, services: int, pool: mix.Pool, rng: np.random.Generator) -> np.ndarray:
    """Who is served each time in a year: every firm once, then some again. Small firms are as likely as leading ones."""
    chosen = c.choose(np.ones(pool.total), firms, rng)
    return rng.permutation(np.concatenate([chosen, rng.choice(chosen, services - firms)]))
