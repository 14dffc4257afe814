"""Demonstration patents, drawn backwards from their grants: filing, publication, examination, grant, lapse.

The future is drawn as well and hidden by the snapshot's date; that is what is still pending. It refuses to know
about any real application.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from . import calibrate as c
from . import mix, patent_texts
from .ledger import Correction, Ledger, coded, dates

TYPES = ["invention", "utility_model", "design"]
INVENTION, UTILITY, DESIGN = range(3)
# All grants; 2022 and 2024 are published (published_figures.csv), from 2025 on they are what is now pending.
GRANTED = {
    2009: 62, 2010: 820, 2011: 980, 2012: 1240, 2013: 1420, 2014: 1560, 2015: 1880, 2016: 1830, 2017: 1960, 2018: 2480,
    2019: 2610, 2020: 3420, 2021: 4480, 2022: 3591, 2023: 2960, 2024: 2610, 2025: 2650, 2026: 2700, 2027: 2750,
}  # fmt: skip
INVENTIONS = {
    2009: 62, 2010: 48, 2011: 55, 2012: 64, 2013: 72, 2014: 86, 2015: 120, 2016: 118, 2017: 125, 2018: 128,
    2019: 135, 2020: 165, 2021: 205, 2022: 258, 2023: 342, 2024: 398, 2025: 420, 2026: 440, 2027: 460,
}  # fmt: skip
# Inventions in force at the end of the year; 2022 and 2024 are published.
IN_FORCE = {
    2009: 62, 2010: 104, 2011: 148, 2012: 190, 2013: 228, 2014: 268, 2015: 352, 2016: 430, 2017: 512, 2018: 590,
    2019: 668, 2020: 765, 2021: 893, 2022: 1059, 2023: 1312, 2024: 1605,
}  # fmt: skip
# Of these, high-value; 2022 is published.
HIGH_VALUE = {
    2010: 12, 2011: 18, 2012: 26, 2013: 36, 2014: 50, 2015: 68, 2016: 92, 2017: 124, 2018: 164,
    2019: 212, 2020: 268, 2021: 335, 2022: 413, 2023: 522, 2024: 641,
}  # fmt: skip
# Applications refused or withdrawn, for every invention granted in the same year.
REFUSED_PER_GRANT = 1.1
DESIGN_SHARE = 0.32
SEASON = np.array([0.90, 0.60, 0.98, 0.97, 1.00, 1.08, 0.98, 0.98, 1.04, 1.00, 1.20, 1.45])
# Weight of each class of applicants for inventions, utility models and designs.
CLASSES = {
    "enterprise": np.array([0.66, 0.74, 0.72]),
    "university": np.array([0.19, 0.09, 0.03]),
    "institute": np.array([0.05, 0.03, 0.01]),
    "public_body": np.array([0.02, 0.03, 0.01]),
    "individual": np.array([0.08, 0.11, 0.23]),
}
STRATEGIC = ["electronics", "digital", "medicine", "nuclear_medicine", "equipment", "chemicals"]
REASONS = ["strategic_industry", "overseas_family", "over_ten_years", "high_pledge", "award"]
FIELD, ABROAD, TEN_YEARS, HIGH_PLEDGE, AWARD = range(5)
STATUSES = ["filed", "published", "examination", "granted", "rejected", "withdrawn", "lapsed", "expired", "invalidated",
            "change_recorded"]  # fmt: skip
FILED, PUBLISHED, EXAMINATION, GRANT, REJECTED, WITHDRAWN, LAPSED, EXPIRED, INVALIDATED, CHANGED = range(10)
# What the register learns of after it has happened.
EVENTS = ("announced_on", "examined_on", "refused_on", "granted_on", "changed_on", "ended_on", "high_value_on")
# What designs of a chain are commonly filed in; classes that serve several chains speak for none.
LOCARNO = {
    "baijiu": "09-01", "energy": "13-03", "chemicals": "07-01", "medicine": "24-01", "nuclear_medicine": "24-01",
    "equipment": "15-09", "building": "25-01", "food": "01-01", "electronics": "14-03", "digital": "14-04",
}  # fmt: skip
# Shortest and longest examination: inventions 18 to 36 months, utility models 6 to 10, designs 4 to 8.
EXAMINATION_DAYS = np.array([548, 183, 122]), np.array([1095, 304, 243])


@dataclass(frozen=True)
class Applications:
    """Applications in the order of their numbers; granted or refused is missing, and both lie ahead while pending."""

    kind: np.ndarray
    filed: np.ndarray
    granted: np.ndarray
    refused: np.ndarray

    def __len__(self) -> int:
        return len(self.kind)

    @property
    def decided(self) -> np.ndarray:
        return np.where(np.isnat(self.granted), self.refused, self.granted)


def ledger(scale: float) -> Ledger:
    """Everything filed up to the last snapshot."""
    rng = c.stream("patents")
    applications = _applications(scale, rng)
    holders = mix.draw_holders(CLASSES, applications.kind, c.year_of(applications.filed), scale, rng)
    columns = {
        "application_no": application_numbers(applications.kind, applications.filed),
        "patent_type": coded(TYPES, applications.kind),
        **holders.columns("applicant"),
        "co_applicants": _co_applicants(holders, rng),
        "ipc": _symbols(applications.kind, holders.industry, rng),
    }
    columns["locarno"] = _locarno(applications.kind, holders.industry)
    symbol = columns["ipc"].indices.fill_null(0).to_numpy()
    columns |= patent_texts.columns(applications.kind, holders.industry, symbol)
    columns |= _rights(applications, holders.industry, scale, rng)
    ended = columns["ended_on"].to_numpy(zero_copy_only=False)
    columns |= _procedure(applications, ended, rng)
    lag = c.delay(len(applications), rng)
    learned = {name: dates(c.learned_on(columns[name].to_numpy(zero_copy_only=False), lag)) for name in EVENTS}
    known_from = dates(c.learned_on(applications.filed, c.delay(len(applications), rng, 12)))
    corrections = _corrections(applications, ended, learned["granted_on"], rng)
    return Ledger("patents", columns, known_from, learned, corrections, _finish)


def _applications(scale: float, rng: np.random.Generator) -> Applications:
    kind, granted, refused = _decisions(scale, rng)
    low, high = EXAMINATION_DAYS
    filed = c.earlier(np.where(np.isnat(granted), refused, granted), low[kind], high[kind], SEASON**2, rng)
    order = np.flatnonzero(filed <= c.LAST)
    order = order[np.lexsort((kind[order], filed[order]))]
    return Applications(kind[order], filed[order], granted[order], refused[order])


def _decisions(scale: float, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Type, day granted and day refused of every application that is ever decided; one of the days is missing."""
    inventions = c.scaled(INVENTIONS, scale)
    others = {year: total - inventions[year] for year, total in c.scaled(GRANTED, scale).items()}
    designs = c.scaled(others, DESIGN_SHARE)
    yearly = inventions, {year: others[year] - designs[year] for year in others}, designs
    granted = [c.pick_day(c.spread(counts, SEASON, rng), c.patent_gazette, rng) for counts in yearly]
    months = c.spread(c.scaled(inventions, REFUSED_PER_GRANT), SEASON, rng)
    refused = c.pick_day(months, c.workdays, rng)
    kind = np.repeat(np.array([*range(3), INVENTION], "uint8"), [*map(len, granted), len(refused)])
    granted = np.concatenate([*granted, np.full(len(refused), c.NEVER)])
    return kind, granted, np.concatenate([np.full(len(granted) - len(refused), c.NEVER), refused])


# --- how rights end and gain value ------------------------------------------------------------


def _rights(
    applications: Applications, industry: np.ndarray, scale: float, rng: np.random.Generator
) -> dict[str, pa.Array]:
    """When each right ends, when its term would, and since when it is high-value and why."""
    filed, kind = applications.filed, applications.kind
    expires = c.later_by_months(filed, 12 * _term_years(kind, filed))
    ended = _fees_unpaid(applications, expires, rng)
    inventions = np.flatnonzero((kind == INVENTION) & ~np.isnat(applications.granted))
    strategic = np.isin(industry[inventions], [mix.industry_codes().index(i) for i in STRATEGIC])
    stock = _invention_stock(filed[inventions], applications.granted[inventions], strategic, scale, rng)
    ended[inventions] = stock.ended
    high_value, reason = np.full(len(filed), c.NEVER), np.zeros(len(filed), "uint8")
    high_value[inventions], reason[inventions] = stock.high_value, stock.reason
    return {
        "ended_on": dates(ended),
        "expires_on": dates(np.where(np.isnat(applications.granted), c.NEVER, expires)),
        "high_value_on": dates(high_value),
        "high_value_reason": coded(REASONS, reason, np.isnat(high_value)),
    }


def _term_years(kind: np.ndarray, filed: np.ndarray) -> np.ndarray:
    """20 for inventions, 10 for utility models, 15 for designs filed under the law of June 2021 and 10 before."""
    new_law = filed >= np.datetime64("2021-06-01")
    return np.where(kind == INVENTION, 20, np.where((kind == DESIGN) & new_law, 15, 10))


def _fees_unpaid(applications: Applications, expires: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The anniversary on which a utility model or design lapses, at the latest the end of its term."""
    years = 1 + rng.geometric(0.13, len(applications))
    lapses = np.minimum(c.later_by_months(applications.filed, 12 * np.minimum(years, 20)), expires)
    return np.where((applications.kind == INVENTION) | np.isnat(applications.granted), c.NEVER, lapses)


@dataclass(frozen=True)
class _Stock:
    """Granted inventions, and what the years have done to them so far (the arrays are filled year by year)."""

    filed: np.ndarray
    granted: np.ndarray
    strategic: np.ndarray
    ended: np.ndarray
    high_value: np.ndarray
    reason: np.ndarray


def _invention_stock(
    filed: np.ndarray, granted: np.ndarray, strategic: np.ndarray, scale: float, rng: np.random.Generator
) -> _Stock:
    """Lets inventions lapse and gain high value, year by year, until both stocks are met at every year's end."""
    none = np.full(len(filed), c.NEVER)
    stock = _Stock(filed, granted, strategic, none, none.copy(), np.zeros(len(filed), "uint8"))
    in_force, high_value = c.scaled(IN_FORCE, scale), c.scaled(HIGH_VALUE, scale)
    for year in HIGH_VALUE:
        _lapse(stock, year, in_force[year], rng)
        _gain_value(stock, year, high_value[year], rng)
    return stock


def _lapse(stock: _Stock, year: int, remaining: int, rng: np.random.Generator) -> None:
    """High-value inventions are seldom given up; fees are due on the anniversary of filing."""
    alive = np.isnat(stock.ended) & (c.year_of(stock.granted) <= year)
    older = alive & (c.year_of(stock.granted) < year)
    gone = c.choose(older * np.where(np.isnat(stock.high_value), 1.0, 0.2), alive.sum() - remaining, rng)
    stock.ended[gone] = c.later_by_months(stock.filed[gone], 12 * (year - c.year_of(stock.filed[gone])))


def _gain_value(stock: _Stock, year: int, wanted: int, rng: np.random.Generator) -> None:
    """At the grant for the field or a family abroad, on the tenth birthday for the age, later for a pledge or an award."""
    alive = np.isnat(stock.ended) & (c.year_of(stock.granted) <= year)
    plain = np.isnat(stock.high_value)
    new, ten = c.year_of(stock.granted) == year, c.year_of(stock.filed) + 10 == year
    weight = (alive & plain) * np.where(new, 1 + 2 * stock.strategic, np.where(ten, 2, 0.1))
    chosen = c.choose(weight, wanted - (alive & ~plain).sum(), rng)
    new, ten, strategic = new[chosen], ten[chosen], stock.strategic[chosen]
    some_day = c.pick_day(np.datetime64(f"{year}-01") + rng.integers(0, 12, len(chosen)), c.workdays, rng)
    birthday = c.later_by_months(stock.filed[chosen], 120)
    stock.high_value[chosen] = np.where(new, stock.granted[chosen], np.where(ten, birthday, some_day))
    later = np.where(rng.random(len(chosen)) < 0.7, HIGH_PLEDGE, AWARD)
    stock.reason[chosen] = np.where(new, np.where(strategic, FIELD, ABROAD), np.where(ten, TEN_YEARS, later))


# --- numbers and words ------------------------------------------------------------------------


def application_numbers(kind: np.ndarray, filed: np.ndarray) -> pa.Array:
    """Twelve digits (year, type, serial) and the check digit; rows must be in filing order within a type."""
    year = c.year_of(filed)
    group = year * 10 + kind + 1
    serial = np.empty(len(group), "int64")
    for one in np.unique(group):
        members = np.flatnonzero(group == one)
        serial[members] = 20_001 + np.arange(len(members)) * (9_900_000 // len(members))
    number = group * 10_000_000 + serial
    return pc.binary_join_element_wise(
        pc.cast(pa.array(number), pa.string()), pa.array(list("0123456789X")).take(pa.array(check_digit(number))), "."
    )


def check_digit(number: np.ndarray) -> np.ndarray:
    """Weights 2 to 9 repeating from the left over twelve digits, modulo 11; ten is written X."""
    total = np.zeros(len(number), "int64")
    for place, weight in enumerate([2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]):
        total += number // 10 ** (11 - place) % 10 * weight
    return total % 11


def _co_applicants(holders: mix.Holders, rng: np.random.Generator) -> pa.Array:
    """Few have one: universities a firm, all others a university."""
    universities = [f"示例大学{n:02d}" for n in range(1, 7)]
    firms = [f"示例企业{n:04d}" for n in range(1, 41)]
    count = len(holders.class_index)
    is_university = holders.class_index == list(CLASSES).index("university")
    partner = np.where(is_university, 6 + rng.integers(0, len(firms), count), rng.integers(0, 6, count))
    return coded(universities + firms, partner, rng.random(count) > 0.06)


def _symbols(kind: np.ndarray, industry: np.ndarray, rng: np.random.Generator) -> pa.Array:
    """Designs have none."""
    symbols, symbol = mix.draw_field("ipc", industry, rng)
    return coded(symbols, symbol, kind == DESIGN)


def _locarno(kind: np.ndarray, industry: np.ndarray) -> pa.Array:
    """Designs alone have one: a class that designs of their chain are commonly filed in."""
    return coded([LOCARNO[chain] for chain in mix.industry_codes()], industry, kind != DESIGN)


# --- what the register knows ------------------------------------------------------------------


def _procedure(applications: Applications, ended: np.ndarray, rng: np.random.Generator) -> dict[str, pa.Array]:
    """The days of publication, examination, decision and change, and what kind of end it was or will be."""
    count, is_invention = len(applications), applications.kind == INVENTION
    granted, decided = applications.granted, applications.decided
    published = np.minimum(applications.filed + rng.integers(120, 545, count), decided - 90)
    examined = np.minimum(published + rng.integers(10, 75, count), decided - 30)
    changed = np.where(rng.random(count) < 0.03, granted + rng.integers(60, 900, count), c.NEVER)
    still_in_force = changed < np.where(np.isnat(ended), c.FOREVER, ended)
    return {
        "filed_on": dates(applications.filed),
        "announced_on": dates(np.where(is_invention, published, granted)),
        "examined_on": dates(np.where(is_invention, examined, c.NEVER)),
        "granted_on": dates(granted),
        "refused_on": dates(applications.refused),
        "changed_on": dates(np.where(still_in_force, changed, c.NEVER)),
        "was_refused": coded(STATUSES, np.where(rng.random(count) < 0.45, REJECTED, WITHDRAWN)),
        "was_invalidated": pa.array(rng.random(count) < 0.01),
    }


def _corrections(
    applications: Applications, ended: np.ndarray, granted_known: pa.Array, rng: np.random.Generator
) -> tuple[Correction, ...]:
    """Recent grants first entered under another day, districts looked up late, and lapses that were restored."""
    filed, granted, count = applications.filed, applications.granted, len(applications)
    recent = (granted >= np.datetime64("2023-07-01")) & (granted <= c.LAST)
    slipped = np.flatnonzero(recent & (rng.random(count) < 0.01))
    unplaced = np.flatnonzero((filed >= np.datetime64("2022-01-01")) & (rng.random(count) < 0.015))
    in_force = (granted < np.datetime64("2023-01-01")) & (np.isnat(ended) | (ended > c.LAST))
    restored = np.flatnonzero(in_force & (rng.random(count) < 0.006))
    first_entry = granted[slipped] - rng.integers(7, 40, len(slipped))
    known = granted_known.to_numpy(zero_copy_only=False)[slipped]
    lapsed = np.datetime64("2024-02-01") + rng.integers(0, 180, len(restored))
    nowhere, always = pa.nulls(len(unplaced), pa.string()), np.full(len(unplaced), c.LONG_AGO)
    return (
        Correction("granted_on", slipped, dates(first_entry), known, c.corrected_on(len(slipped), rng)),
        Correction("district_code", unplaced, nowhere, always, c.corrected_on(len(unplaced), rng)),
        Correction("ended_on", restored, dates(lapsed), lapsed + 20, c.corrected_on(len(restored), rng)),
    )


def _finish(rows: pa.Table, as_of: date) -> pa.Table:
    """The last legal event that is known, and what hangs on it."""
    day = {name: rows[name].to_numpy() for name in ("filed_on", "expires_on", *EVENTS)}
    expired = day["ended_on"] == day["expires_on"]
    end = np.where(expired, EXPIRED, np.where(rows["was_invalidated"].to_numpy(), INVALIDATED, LAPSED))
    refusal = rows["was_refused"].combine_chunks().indices.to_numpy()
    steps = {"announced_on": PUBLISHED, "examined_on": EXAMINATION, "refused_on": refusal, "granted_on": GRANT,
             "changed_on": CHANGED, "ended_on": end}  # fmt: skip
    status, since = np.full(rows.num_rows, FILED), day["filed_on"]
    for event, reached in steps.items():
        known = ~np.isnat(day[event])
        status, since = np.where(known, reached, status), np.where(known, day[event], since)
    shown = rows.append_column("legal_status", coded(STATUSES, status)).append_column("legal_status_on", dates(since))
    return _hidden_until(_hidden_until(shown, "expires_on", "granted_on"), "high_value_reason", "high_value_on")


def _hidden_until(rows: pa.Table, column: str, event: str) -> pa.Table:
    """The column, null while the event is not known."""
    values = rows[column]
    plain = values.cast(pa.string()) if pa.types.is_dictionary(values.type) else values
    shown = pc.if_else(rows[event].is_valid(), plain, pa.scalar(None, plain.type))
    return rows.set_column(rows.schema.get_field_index(column), column, shown)
