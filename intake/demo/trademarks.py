"""Demonstration trademarks, drawn backwards from their registrations, with ten-year terms that are renewed or not.

It refuses to know about any real mark.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from . import calibrate as c
from . import mix
from .ledger import Correction, Ledger, coded, dates

# Registrations; 2022 and 2024 are published, 2025 is what is now pending.
REGISTERED = {
    2015: 2050, 2016: 2180, 2017: 2650, 2018: 4350, 2019: 5250, 2020: 5050, 2021: 6980, 2022: 6316, 2023: 4860,
    2024: 7708, 2025: 7500,
}  # fmt: skip
# In force at the end of the year; 2022 and 2024 are published, 2021 follows from the published growth of 2022.
IN_FORCE = {
    2014: 12097, 2015: 13987, 2016: 15987, 2017: 18437, 2018: 22557, 2019: 27527, 2020: 32247, 2021: 38807,
    2022: 44589, 2023: 48449, 2024: 54856,
}  # fmt: skip
WELL_KNOWN = 23
OPENING_YEARS = range(1993, 2015)
REFUSED_PER_REGISTRATION = 0.32
SEASON = np.array([0.95, 0.65, 1.05, 1.05, 1.05, 1.00, 0.95, 0.95, 1.00, 0.98, 1.12, 1.25])
CLASSES = {
    "enterprise": np.array([0.62]),
    "sole_trader": np.array([0.17]),
    "individual": np.array([0.12]),
    "cooperative": np.array([0.07]),
    "public_body": np.array([0.02]),
}
KINDS = ["ordinary", "collective", "certification"]
NEVER_RENEWED = -10_000


@dataclass(frozen=True)
class Marks:
    """Marks in the order of their numbers: filed, registered and ended (missing when they never will be)."""

    filed: np.ndarray
    registered: np.ndarray
    ended: np.ndarray
    # Whether a mark that ended had been renewed last time, and so was cancelled within a term.
    renewed: np.ndarray

    def __len__(self) -> int:
        return len(self.filed)


def ledger(scale: float) -> Ledger:
    """Everything filed up to the last snapshot; the opening stock holds only what was still in force."""
    rng = c.stream("trademarks")
    marks = _marks(scale, rng)
    owners = mix.draw_holders(CLASSES, np.zeros(len(marks), int), c.year_of(marks.filed), scale, rng)
    lag = c.delay(len(marks), rng)
    known = c.learned_on(marks.registered, lag)
    well_known = _well_known(scale, marks, owners, rng)
    columns = _words(owners, rng) | _dates(marks, rng) | owners.columns("owner") | {"well_known_on": dates(well_known)}
    learned = {
        "registered_on": dates(known),
        "ended_on": dates(c.learned_on(marks.ended, lag + 10)),
        "well_known_on": dates(np.maximum(well_known, known)),
    }
    known_from = dates(c.learned_on(marks.filed, c.delay(len(marks), rng, 12)))
    return Ledger("trademarks", columns, known_from, learned, (_placed_late(marks, rng),), _finish)


def _marks(scale: float, rng: np.random.Generator) -> Marks:
    registered, filed = _applications(scale, rng)
    order = np.flatnonzero(filed <= c.LAST)
    order = order[np.argsort(filed[order], kind="stable")]
    return Marks(filed[order], registered[order], *_ends(scale, registered[order], rng))


def _applications(scale: float, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Day registered (missing for refusals) and day filed."""
    growth = 1.13 ** np.arange(len(OPENING_YEARS))
    opening = dict(zip(OPENING_YEARS, c.apportion(round(IN_FORCE[2014] * scale), growth).tolist(), strict=True))
    yearly = c.scaled(REGISTERED, scale)
    months = [
        c.spread(counts, SEASON, rng) for counts in (opening | yearly, c.scaled(yearly, REFUSED_PER_REGISTRATION))
    ]
    registered, refused = (c.pick_day(m, c.trademark_gazette, rng) for m in months)
    decided = np.concatenate([registered, refused])
    # From filing to registration: over a year until 2017, seven to nine months from 2020 on.
    years = c.year_of(decided)
    low, high = np.interp(years, [2017, 2020], [330, 205]), np.interp(years, [2017, 2020], [500, 290])
    filed = c.earlier(decided, low, high, SEASON**2, rng)
    return np.concatenate([registered, np.full(len(refused), c.NEVER)]), filed


def _ends(scale: float, registered: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The day each mark ends, drawn year by year until the stock is met, and whether its last term was renewed."""
    ended, renewed = np.full(len(registered), c.NEVER), np.ones(len(registered), bool)
    year_registered = c.year_of(registered)
    in_force = c.scaled(IN_FORCE, scale)
    for year in sorted(REGISTERED.keys() & in_force.keys()):
        first, last = np.datetime64(f"{year}-01"), np.datetime64(f"{year}-12-31")
        alive = np.isnat(ended) & (registered <= last)
        age = year - year_registered
        term_ends = (age > 0) & (age % 10 == 0)
        # Most marks end by not being renewed; from their third year on they may be cancelled for lack of use.
        weight = np.where(term_ends, 40.0, np.where(age >= 3, 1.0, 0.1)) * (alive & (age > 0))
        gone = c.choose(weight, alive.sum() - in_force[year], rng)
        cancelled = c.pick_day(first + rng.integers(0, 12, len(gone)), c.workdays, rng)
        ended[gone] = np.where(term_ends[gone], _term_end(registered[gone], age[gone] // 10), cancelled)
        renewed[gone] = ~term_ends[gone]
    return ended, renewed


def _term_end(registered: np.ndarray, terms: np.ndarray) -> np.ndarray:
    """The last day of that ten-year term."""
    return c.later_by_months(registered, 120 * terms) - 1


def _well_known(scale: float, marks: Marks, owners: mix.Holders, rng: np.random.Generator) -> np.ndarray:
    """Old marks of firms in baijiu, food and medicine, in force to this day."""
    known_for = np.isin(owners.industry, [mix.industry_codes().index(i) for i in ("baijiu", "food", "medicine")])
    firm = owners.class_index == list(CLASSES).index("enterprise")
    old = (marks.registered < np.datetime64("2012-01-01")) & np.isnat(marks.ended)
    chosen = c.choose((old & firm & known_for).astype(float), round(WELL_KNOWN * scale), rng)
    since = np.full(len(marks), c.NEVER)
    since[chosen] = c.onto_workday(marks.registered[chosen] + rng.integers(1500, 4200, len(chosen)))
    return since


def _words(owners: mix.Holders, rng: np.random.Generator) -> dict[str, pa.Array]:
    """Number, wording, class and kind. Figurative marks have no wording."""
    count = len(owners.class_index)
    classes, nice = mix.draw_field("nice", owners.industry, rng)
    serial = pc.utf8_lpad(pc.cast(pa.array(np.arange(1, count + 1)), pa.string()), 5, "0")
    is_word = pa.array(rng.random(count) < 0.97)
    number = 1_000_000 + np.arange(count) * (81_000_000 // count)
    return {
        "registration_no": pc.cast(pa.array(number), pa.string()),
        "mark": pc.if_else(is_word, pc.binary_join_element_wise("示例商标", serial, ""), pa.scalar(None, pa.string())),
        "nice_class": pa.array(np.array(classes, "int64")[nice]),
        "kind": coded(KINDS, _kind(owners, rng)),
    }


def _dates(marks: Marks, rng: np.random.Generator) -> dict[str, pa.Array]:
    count = len(marks)
    in_time = rng.random(count) < 0.92
    lead = np.where(in_time, rng.integers(5, 330, count), -rng.integers(1, 150, count))
    return {
        "filed_on": dates(marks.filed),
        "registered_on": dates(marks.registered),
        "ended_on": dates(marks.ended),
        "not_renewed_on": dates(np.where(marks.renewed, c.NEVER, marks.ended)),
        # Days before the end of a term on which it is renewed; below zero in the six months of grace.
        "renewal_lead": pa.array(lead.astype("int16")),
    }


def _placed_late(marks: Marks, rng: np.random.Generator) -> Correction:
    """Districts that were looked up only after the first snapshot."""
    rows = np.flatnonzero((marks.filed >= np.datetime64("2022-01-01")) & (rng.random(len(marks)) < 0.012))
    always = np.full(len(rows), c.LONG_AGO)
    return Correction("district_code", rows, pa.nulls(len(rows), pa.string()), always, c.corrected_on(len(rows), rng))


def _kind(owners: mix.Holders, rng: np.random.Generator) -> np.ndarray:
    """Associations also register collective and certification marks."""
    public = owners.class_index == list(CLASSES).index("public_body")
    return np.where(public, rng.choice(3, len(public), p=[0.75, 0.1, 0.15]), 0)


def _finish(rows: pa.Table, as_of: date) -> pa.Table:
    """The end of the term that runs that day: marks in force have renewed in time, or are in their months of grace."""
    registered, ended, lapsing = (rows[n].to_numpy() for n in ("registered_on", "ended_on", "not_renewed_on"))
    until = np.where(np.isnat(ended), np.datetime64(as_of), ended)
    lead = np.where(np.isnat(lapsing), rows["renewal_lead"].to_numpy(), NEVER_RENEWED)
    terms = np.maximum(1, (c.year_of(until) - c.year_of(registered)) // 10)
    for _ in range(2):  # The term of this year may have been renewed, and the one of next year ahead of time.
        terms += _term_end(registered, terms) - lead <= until
    return rows.append_column("expires_on", dates(_term_end(registered, terms)))
