"""Demonstration pledge loans and equity contributions, with the published totals of 2024.

Firms are those of the other datasets. It refuses to know about any real bank or contract.
"""

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.states import Gap

from . import calibrate as c
from . import mix
from .ledger import Correction, Ledger, coded, dates, stacked

# Loans, firms and 10,000 yuan disbursed; firms and amount of 2024 are published ("over" 197 million).
LOANS = {2015: 2, 2016: 3, 2017: 4, 2018: 5, 2019: 6, 2020: 9, 2021: 12, 2022: 15, 2023: 20, 2024: 26}
BORROWERS = {2015: 2, 2016: 3, 2017: 3, 2018: 4, 2019: 5, 2020: 7, 2021: 9, 2022: 12, 2023: 15, 2024: 19}
DISBURSED = {2015: 600, 2016: 850, 2017: 1200, 2018: 1900, 2019: 2700, 2020: 4300, 2021: 6200, 2022: 8400, 2023: 12800,
             2024: 19700}  # fmt: skip
# Equity contracts and firms; the firms of 2024 are published.
CONTRIBUTIONS = {2018: 3, 2019: 6, 2020: 10, 2021: 17, 2022: 27, 2023: 42, 2024: 68}
CONTRIBUTORS = {2018: 3, 2019: 6, 2020: 9, 2021: 15, 2022: 25, 2023: 38, 2024: 63}
SEASON = np.array([0.75, 0.45, 1.05, 0.85, 0.95, 1.30, 0.85, 0.90, 1.15, 0.90, 1.25, 1.60])
TEN_THOUSAND = 10_000
LENDERS = [f"示例银行{n:02d}" for n in range(1, 11)] + ["示例小贷公司01"]
LENDER_SHARE = np.array([0.22, 0.18, 0.14, 0.11, 0.09, 0.07, 0.06, 0.05, 0.03, 0.02, 0.03])
COLLATERAL = ["patent", "trademark", "gi", "mixed"]
COLLATERAL_SHARE = {"pledge": [0.62, 0.19, 0.05, 0.14], "equity": [0.84, 0.10, 0.0, 0.06]}
KINDS = ["pledge", "equity"]
TERM_MONTHS, TERM_SHARE = np.array([6, 12, 18, 24, 36]), [0.05, 0.75, 0.05, 0.08, 0.07]


def ledger(scale: float) -> Ledger:
    """Loans first, then contributions; each kind in the order of signature."""
    rng = c.stream("financing")
    loans = _contracts("pledge", c.scaled(LOANS, scale), c.scaled(BORROWERS, scale), scale, rng)
    equity = _contracts("equity", c.scaled(CONTRIBUTIONS, scale), c.scaled(CONTRIBUTORS, scale), scale, rng)
    life, extension = _life(loans["signed_on"].to_numpy(zero_copy_only=False), scale, rng)
    value = rng.lognormal(13.6, 0.8, len(equity["signed_on"])).round(-4)
    told = pa.array(np.maximum(value, 50_000), mask=_is_withheld(equity["signed_on"]))
    both = stacked([loans | life, equity | {"equity_amount_cny": told}])
    signed = both["signed_on"].to_numpy(zero_copy_only=False)
    repaid = both["repaid_on"].to_numpy(zero_copy_only=False)
    known_from = c.learned_on(signed, c.delay(len(signed), rng, 12))
    repaid_known = c.learned_on(repaid, c.delay(len(repaid), rng, 8))
    # Of the contracts of spring 2024 one in ten was registered twice, and the second entry withdrawn when found.
    twice = np.flatnonzero((signed >= np.datetime64("2024-01-01")) & (signed < np.datetime64("2024-06-01")))[4::10]
    rows = np.concatenate([np.arange(len(signed)), twice])
    withdrawn = np.concatenate([np.full(len(signed), c.NEVER), _found_on(twice)])
    columns = {name: values.take(pa.array(rows)) for name, values in both.items()}
    columns["contract_no"] = pc.if_else(
        pa.array(np.arange(len(rows)) < len(signed)),
        columns["contract_no"],
        pc.binary_join_element_wise(columns["contract_no"], "2", "/"),
    )
    return Ledger(
        "financing",
        columns,
        dates(known_from[rows]),
        {"repaid_on": dates(repaid_known[rows])},
        (extension, _first_amounts(loans | life)),
        _finish,
        dates(withdrawn),
    )


def _first_amounts(loans: dict[str, pa.Array]) -> Correction:
    """Of recent loans one in six was entered with its credit line as what was disbursed, until somebody compared."""
    signed = loans["signed_on"].to_numpy(zero_copy_only=False)
    credit, disbursed = (loans[f"{name}_amount_cny"].to_numpy() for name in ("credit", "disbursed"))
    recent = (signed >= np.datetime64("2023-07-01")) & (signed < np.datetime64("2024-09-01"))
    rows = np.flatnonzero(recent & (credit > 1.05 * disbursed))[2::6]
    return Correction(
        "disbursed_amount_cny", rows, pa.array(credit[rows]), np.full(len(rows), c.LONG_AGO), _found_on(rows)
    )


def _found_on(rows: np.ndarray) -> np.ndarray:
    """Days between the first and the last snapshot, told by the rows alone: nothing else is drawn differently."""
    return np.datetime64("2024-08-15") + 97 * rows % 130


def _is_withheld(signed_on: pa.Array) -> np.ndarray:
    """Of 2024 the first contribution's value is not disclosed, so that a total with a gap can be seen."""
    year = c.year_of(signed_on.to_numpy(zero_copy_only=False))
    return np.arange(len(year)) == np.argmax(year == 2024)


def gaps(rows: pa.Table) -> tuple[Gap, ...]:
    """What the contributions without a value say instead."""
    lacking = rows.filter(pc.and_(pc.equal(rows["kind"], "equity"), pc.is_null(rows["equity_amount_cny"])))
    numbers = lacking["contract_no"].to_pylist()
    return tuple(Gap("financing", number, "equity_amount_cny", "withheld", "保密") for number in numbers)


# --- who signs, and when ----------------------------------------------------------------------


def _contracts(
    kind: str, contracts: dict[int, int], firms: dict[int, int], scale: float, rng: np.random.Generator
) -> dict[str, pa.Array]:
    """Contracts of one kind in order of signature, by exactly so many firms a year."""
    signed = np.sort(c.pick_day(c.spread(contracts, SEASON, rng, noise=0.2), c.workdays, rng))
    pool = mix.pools(scale)["enterprise"]
    firm = np.concatenate([_firms(firms[year], contracts[year], pool, rng) for year in contracts])
    cell = np.searchsorted(np.cumsum(pool.size), firm, side="right")
    district, industry = np.divmod(cell, pool.size.shape[1])
    count = len(signed)
    number = pc.utf8_lpad(pc.cast(pa.array(_running_number(signed)), pa.string()), 4, "0")
    year = pc.cast(pa.array(c.year_of(signed)), pa.string())
    word = {"pledge": "示例质押", "equity": "示例入股"}[kind]
    return {
        "contract_no": pc.binary_join_element_wise(word, year, number, "-"),
        "kind": coded(KINDS, np.full(count, KINDS.index(kind))),
        "firm": pa.DictionaryArray.from_arrays(pa.array(firm.astype("int32")), pa.array(pool.names())),
        "district_code": coded(mix.district_codes(), district, rng.random(count) < mix.MISSING_DISTRICT),
        "industry_code": coded(mix.industry_codes(), industry, rng.random(count) < mix.MISSING_INDUSTRY),
        "collateral_kind": coded(COLLATERAL, rng.choice(4, count, p=COLLATERAL_SHARE[kind])),
        "collateral_count": pa.array(1 + rng.poisson(2.4, count)),
        "signed_on": dates(signed),
    }


def _firms(firms: int, contracts: int, pool: mix.Pool, rng: np.random.Generator) -> np.ndarray:
    """Who signs each contract of a year: every firm once, then some again. Leading firms are likelier."""
    size = pool.size.ravel()
    standing = np.concatenate([np.arange(one) for one in size])
    chosen = c.choose(np.repeat(size**0.6, size) / (standing + 3.0), firms, rng)
    again = rng.choice(chosen, contracts - firms)
    return rng.permutation(np.concatenate([chosen, again]))


def _running_number(signed: np.ndarray) -> np.ndarray:
    """1, 2, 3 … within each year; the days are sorted."""
    year = c.year_of(signed)
    return np.arange(len(year)) - np.searchsorted(year, year) + 1


# --- how a loan lives -------------------------------------------------------------------------


def _life(signed: np.ndarray, scale: float, rng: np.random.Generator) -> tuple[dict[str, pa.Array], Correction]:
    """Amounts, terms and repayment of the loans; registered ≥ credit ≥ disbursed."""
    count = len(signed)
    disbursed = _disbursed(c.year_of(signed), scale, rng) * TEN_THOUSAND
    credit = _rounded_up(disbursed * rng.choice([1.0, 1.0, 1.1, 1.25, 1.5], count))
    registered = _rounded_up(credit * rng.uniform(1.0, 1.6, count))
    months = rng.choice(TERM_MONTHS, count, p=TERM_SHARE)
    first_due = c.later_by_months(signed, months)
    # Of every twenty loans one is prolonged by half a year and one is repaid late, so that both always occur.
    turn = np.arange(count) % 20
    prolonged, late, early = turn == 7, turn == 13, np.isin(turn, (2, 12))
    matures = np.where(prolonged, c.later_by_months(first_due, 6), first_due)
    shift = np.where(
        late, rng.integers(60, 240, count), np.where(early, -rng.integers(30, 120, count), -rng.integers(0, 8, count))
    )
    rate = np.interp(c.year_of(signed), [2015, 2020, 2024], [5.3, 4.6, 3.8]) + rng.normal(0, 0.3, count)
    subsidised = (rng.random(count) < 0.45) & (c.year_of(signed) >= 2019)
    subsidy = (disbursed * months / 12 * 0.012).round(-2)
    life = {
        "lender": coded(LENDERS, rng.choice(len(LENDERS), count, p=LENDER_SHARE)),
        "matures_on": dates(matures),
        "repaid_on": dates(matures + shift),
        "registered_amount_cny": pa.array(registered),
        "credit_amount_cny": pa.array(credit),
        "disbursed_amount_cny": pa.array(disbursed.astype(float)),
        "rate_pct": pa.array(np.clip(rate, 3.0, 5.5).round(2)),
        "subsidy_cny": pa.array(subsidy, mask=~subsidised),
        "by_instalments": pa.array(rng.random(count) < 0.3),
    }
    rows = np.flatnonzero(prolonged)
    shown = Correction("matures_on", rows, dates(first_due[rows]), np.full(len(rows), c.LONG_AGO), first_due[rows])
    return life, shown


def _disbursed(year: np.ndarray, scale: float, rng: np.random.Generator) -> np.ndarray:
    """In 10,000 yuan: each year's total over its loans, none below 500,000 yuan."""
    amounts = np.empty(len(year), "int64")
    for one, total in c.scaled(DISBURSED, scale).items():
        loans = np.flatnonzero(year == one)
        amounts[loans] = 50 + c.apportion(max(total - 50 * len(loans), 0), rng.lognormal(0, 0.7, len(loans)))
    return amounts


def _rounded_up(amount: np.ndarray) -> np.ndarray:
    """To the next 100,000 yuan, as contracts do."""
    return np.ceil(amount / 100_000) * 100_000


def _finish(rows: pa.Table, as_of: date) -> pa.Table:
    """What is still owed that day: nothing once repaid, a tenth less each quarter if paid by instalments."""
    signed = rows["signed_on"].to_numpy()
    quarters = (np.datetime64(as_of) - signed).astype(int) // 91
    left = np.where(rows["by_instalments"].fill_null(False).to_numpy(), 1 - np.minimum(0.1 * quarters, 0.9), 1)
    owed = pc.multiply(rows["disbursed_amount_cny"], pa.array(left))
    owed = pc.if_else(rows["repaid_on"].is_valid(), pc.multiply(owed, 0.0), pc.round(owed))
    return rows.append_column("outstanding_amount_cny", owed)
