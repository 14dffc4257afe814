"""Exact totals from believable draws: shares are drawn freely, then apportioned so that they add up.

It refuses to know which totals are published. Days are numpy datetime64[D], months datetime64[M].
"""

from collections.abc import Callable, Mapping

import numpy as np

SEED = 510500
# The day on which everything that happened so far is known: the calibrated totals hold in this snapshot.
LAST = np.datetime64("2024-12-31")
FOREVER = np.datetime64("2200-01-01")
LONG_AGO = np.datetime64("1900-01-01")
NEVER = np.datetime64("NaT", "D")


def stream(dataset: str) -> np.random.Generator:
    """A generator of its own for each dataset, so that changing one leaves the others as they were."""
    return np.random.default_rng([SEED, *dataset.encode()])


def apportion(total: int, weights: np.ndarray) -> np.ndarray:
    """Whole numbers in proportion to the weights that add up to the total exactly (largest remainders)."""
    flat = np.asarray(weights, float).ravel()
    exact = flat / flat.sum() * total
    counts = np.floor(exact).astype("int64")
    short = int(total - counts.sum())
    counts[np.argsort(counts - exact, kind="stable")[:short]] += 1
    return counts.reshape(np.shape(weights))


def scaled(yearly: Mapping[int, float], scale: float) -> dict[int, int]:
    """The counts times the scale; what happened once still happens at the smallest scale."""
    return {year: max(round(count * scale), min(count, 1)) for year, count in yearly.items()}


def spread(yearly: Mapping[int, int], season: np.ndarray, rng: np.random.Generator, noise: float = 0.08) -> np.ndarray:
    """One month per event: each year's total over its months, seasonal and a little uneven."""
    months = [np.datetime64(f"{year}-01") + np.arange(12) for year in yearly]
    counts = [apportion(total, season * rng.lognormal(0, noise, 12)) for total in yearly.values()]
    return np.repeat(np.concatenate(months), np.concatenate(counts))


def pick_day(months: np.ndarray, allowed: Callable[[np.ndarray], np.ndarray], rng: np.random.Generator) -> np.ndarray:
    """A day inside each month, among the days that `allowed` keeps."""
    if not len(months):
        return months.astype("M8[D]")
    first, last = months.min(), months.max()
    days = np.arange(first.astype("M8[D]"), (last + 1).astype("M8[D]"))
    days = days[allowed(days)]
    size = np.bincount((days.astype("M8[M]") - first).astype(int))
    start = np.cumsum(size) - size
    nth = (months - first).astype(int)
    return days[start[nth] + (rng.random(len(months)) * size[nth]).astype(int)]


def weekday(days: np.ndarray) -> np.ndarray:
    """0 is Monday."""
    return (days.astype("M8[D]").astype(int) + 3) % 7


def workdays(days: np.ndarray) -> np.ndarray:
    return weekday(days) < 5


def patent_gazette(days: np.ndarray) -> np.ndarray:
    """Grant notices appear on Tuesdays and Fridays."""
    return np.isin(weekday(days), (1, 4))


def trademark_gazette(days: np.ndarray) -> np.ndarray:
    """Registration notices appear on the 7th, 14th, 21st and 28th."""
    return np.isin((days - days.astype("M8[M]")).astype(int) + 1, (7, 14, 21, 28))


def onto_workday(days: np.ndarray) -> np.ndarray:
    """Saturdays and Sundays move back to Friday."""
    return days - np.maximum(weekday(days) - 4, 0)


def month_number(days: np.ndarray) -> np.ndarray:
    """0 is January."""
    return days.astype("M8[M]").astype(int) % 12


def year_of(days: np.ndarray) -> np.ndarray:
    return days.astype("M8[Y]").astype(int) + 1970


def later_by_months(days: np.ndarray, months: np.ndarray | int) -> np.ndarray:
    """The same day so many months later, or the last day of a shorter month."""
    month = days.astype("M8[M]")
    there = month + months
    length = ((there + 1).astype("M8[D]") - there.astype("M8[D]")).astype(int)
    return there.astype("M8[D]") + np.minimum((days - month.astype("M8[D]")).astype(int), length - 1)


def earlier(
    days: np.ndarray, low: np.ndarray | int, high: np.ndarray | int, season: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """A working day `low` to `high` days before each day, drawn so that busy months are hit more often."""
    chosen, total = days, np.zeros(len(days))
    for _ in range(3):
        middle = (rng.random(len(days)) + rng.random(len(days))) / 2
        candidate = days - (low + (high - low) * middle).astype(int)
        weight = season[month_number(candidate)]
        total += weight
        chosen = np.where(rng.random(len(days)) * total < weight, candidate, chosen)
    return onto_workday(chosen)


def choose(weights: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """`count` different positions, likelier where the weight is larger, never where it is zero."""
    possible = np.flatnonzero(weights)
    if count > len(possible):
        raise ValueError(f"{count} wanted, {len(possible)} to choose from")
    if count <= 0:
        return possible[:0]
    waiting = rng.exponential(size=len(possible)) / weights[possible]
    return np.sort(possible[np.argpartition(waiting, count - 1)[:count]])


def pick(weights: np.ndarray, row: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """For each element a column of the weight table's row that it names."""
    steps = np.cumsum(weights, axis=1, dtype=float)
    steps /= steps[:, -1:]
    where = rng.random(len(row))
    choice = np.zeros(len(row), "uint8")
    for step in steps[:, :-1].T:
        choice += where > step[row]
    return choice


def delay(count: int, rng: np.random.Generator, days: float = 20) -> np.ndarray:
    """Reporting lags: a few days, mostly weeks, at worst four months."""
    return (3 + np.minimum(rng.exponential(days, count), 117)).astype(int)


def learned_on(event: np.ndarray, lag: np.ndarray) -> np.ndarray:
    """The day the register learns of an event; what happened until LAST is known by then."""
    known = event + lag
    return np.where((event <= LAST) & (known > LAST), LAST, known)


def corrected_on(count: int, rng: np.random.Generator) -> np.ndarray:
    """Days between the first and the last snapshot on which an earlier entry was put right."""
    return np.datetime64("2024-07-05") + rng.integers(0, 175, count)
