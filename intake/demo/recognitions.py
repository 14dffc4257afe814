"""Demonstration titles of fictitious firms, schools, bases and centres: how firms climb from innovative SME upward.

The numbers of 2024 are published, those before and the split by rung are made up. It refuses to know what a title asks
for: the criteria are a dataset of their own.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from dashboard import catalog

from . import calibrate as c
from . import mix
from .ledger import ARROW_TYPES, Correction, Ledger, dates

# Firms that enter the ladder, climb it and fall off it: 184 stand on its SME rungs at the end of 2024, as published.
ENTER = {2021: 75, 2022: 36, 2023: 39, 2024: 40}
FALL = {2022: 2, 2023: 2, 2024: 2}
CLIMB = {"srdi": {2022: 16, 2023: 22, 2024: 28}, "little_giant": {2023: 3, 2024: 5}}
# The IP rungs: firms that no SME title fits, and firms that climb to them from the rung below.
STRONG = {2021: (1, 0), 2022: (1, 0), 2023: (0, 2), 2024: (0, 1)}
NATIONAL = {2021: (4, 0), 2022: (2, 0), 2023: (1, 1), 2024: (1, 1)}
# Of the firms of 2021 two bear the higher of the two national titles.
DEMONSTRATIONS = 2
CERTIFICATES = {2021: 6, 2022: 8, 2023: 10, 2024: 12}
# What is granted beside the ladder, by year; the last years add up to the published stocks and flows.
SCHOOLS = {2021: 1, 2022: 1, 2023: 1, 2024: 1}
BASES = {2021: 2, 2022: 2, 2023: 3, 2024: 2}
CENTRES = {2024: 1}
AWARDS = {2021: 2, 2022: 1, 2023: 2, 2024: 3}
SME = ("innovative_sme", "srdi", "little_giant")
# The day of a title's batch within each year.
DAY = {
    "innovative_sme": "06-18",
    "srdi": "11-20",
    "little_giant": "07-15",
    "ip_strong_firm": "10-16",
    "national_ip_advantage": "09-05",
    "national_ip_demonstration": "09-05",
    "ip_education_school": "11-08",
    "trade_secret_base": "04-23",
    "high_value_patent_centre": "05-28",
    "china_patent_award": "07-24",
}
LEVEL = dict.fromkeys(DAY, "provincial") | {
    "little_giant": "national",
    "national_ip_advantage": "national",
    "national_ip_demonstration": "national",
    "china_patent_award": "national",
}
HOLDER = dict.fromkeys(DAY, "firm") | {
    "ip_education_school": "school",
    "trade_secret_base": "base",
    "high_value_patent_centre": "centre",
    "china_patent_award": "patent",
}
VALID_YEARS = 3
# Titles of 2021 that nobody has reviewed by the last snapshot, so that the check finds something.
UNREVIEWED = 3


@dataclass(frozen=True)
class Firm:
    """A fictitious organisation with its place; positions in the lists of districts and industries.

    `weight` says how likely it is to be chosen: those that hold most rights of their district and chain are likelier.
    """

    name: str
    district: int
    industry: int | None
    weight: float = 1.0


@dataclass(frozen=True)
class Title:
    kind: str
    firm: Firm
    year: int
    recognised_on: np.datetime64
    ended_on: np.datetime64 = c.NEVER
    ended_because: str | None = None

    @property
    def is_open(self) -> bool:
        return self.ended_because is None


def ledgers(scale: float) -> list[Ledger]:
    """Titles and the criteria of the ladder. Titles keep their number at any scale: the figures are published."""
    return [_titles(max(scale, 1.0)), criteria()]


def criteria() -> Ledger:
    """The file of demonstration criteria as it is."""
    fields = catalog.contracts()["ladder"].fields
    with catalog.reference("ladder.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    columns = {name: pa.array([row[name] for row in rows]).cast(ARROW_TYPES[f.type]) for name, f in fields.items()}
    return Ledger("ladder", columns, dates(np.full(len(rows), c.LONG_AGO)))


def _titles(scale: float) -> Ledger:
    rng = c.stream("recognitions")
    ladder = _sme_ladder(_leading(scale, 190, rng), rng)
    titles = ladder + _ip_rungs(ladder, _largest(scale), rng)
    titles += _certificates(titles, rng) + _beside(_leading(scale, 60, rng), rng)
    return _ledger(sorted(titles, key=lambda t: (t.recognised_on, t.kind, t.firm.name)), rng)


# --- who ---------------------------------------------------------------------------------------


def _leading(scale: float, count: int, rng: np.random.Generator) -> list[Firm]:
    """So many firms in random order, by their weights."""
    pool = mix.pools(scale)["enterprise"]
    weights = _weights(pool)
    chosen = c.choose(weights, count, rng)
    return [_firm(pool, int(number), weights) for number in rng.permutation(chosen)]


def _weights(pool: mix.Pool) -> np.ndarray:
    size = pool.size.ravel()
    standing = np.concatenate([np.arange(one) for one in size])
    return np.repeat(size**0.8, size) / (standing + 1.5) ** 1.4


def _largest(scale: float) -> list[Firm]:
    """The first firm of each district and chain, larger cells first: too large for an SME title."""
    pool = mix.pools(scale)["enterprise"]
    weights = _weights(pool)
    first = pool.first.ravel()[np.argsort(-pool.size.ravel(), kind="stable")]
    return [_firm(pool, int(number), weights) for number in first]


def _firm(pool: mix.Pool, number: int, weights: np.ndarray) -> Firm:
    cell = int(np.searchsorted(np.cumsum(pool.size), number, side="right"))
    district, industry = divmod(cell, pool.size.shape[1])
    return Firm(f"{pool.prefix}{number + 1:0{pool.digits}d}", district, industry, float(weights[number]))


# --- the ladder --------------------------------------------------------------------------------


def _sme_ladder(firms: Sequence[Firm], rng: np.random.Generator) -> list[Title]:
    """Year by year: some climb, some fall off, some enter. A higher title ends the lower one on its day."""
    waiting, titles = list(firms), []
    for year, entering in ENTER.items():
        for kind, below in (("little_giant", "srdi"), ("srdi", "innovative_sme")):
            for title in _some(titles, below, year, CLIMB[kind].get(year, 0), rng):
                day = _day(kind, year)
                titles[titles.index(title)] = replace(title, ended_on=day, ended_because="replaced")
                titles.append(Title(kind, title.firm, year, day))
        for nth, title in enumerate(_some(titles, SME[0], year, FALL.get(year, 0), rng)):
            why = ("lapsed", "withdrawn")[nth % 2]
            titles[titles.index(title)] = replace(title, ended_on=_day("srdi", year) + 21, ended_because=why)
        titles += [_entry(waiting.pop(), year) for _ in range(entering)]
    return titles


def _entry(firm: Firm, year: int) -> Title:
    return Title("innovative_sme", firm, year, _day("innovative_sme", year))


def _some(titles: Iterable[Title], kind: str, year: int, count: int, rng: np.random.Generator) -> list[Title]:
    """So many of the titles of a kind that stand and are at least a year old."""
    standing = [t for t in titles if t.kind == kind and t.is_open and t.year < year]
    return [standing[place] for place in _places([t.firm for t in standing], count, rng)]


def _places(firms: Sequence[Firm], count: int, rng: np.random.Generator) -> np.ndarray:
    """So many different positions in the list, by the firms' weights."""
    return c.choose(np.array([firm.weight for firm in firms]), count, rng)


def _ip_rungs(ladder: Sequence[Title], largest: Sequence[Firm], rng: np.random.Generator) -> list[Title]:
    """IP-strong and national firms; they keep the SME title that they have."""
    held = {t.firm for t in ladder}
    waiting = iter([firm for firm in largest if firm not in held])
    strong = _reached("ip_strong_firm", STRONG, waiting, [t for t in ladder if t.kind in SME[1:]], rng)
    national = _reached("national_ip_advantage", NATIONAL, waiting, strong, rng)
    higher = [replace(title, kind="national_ip_demonstration") for title in national[:DEMONSTRATIONS]]
    return [*strong, *higher, *national[DEMONSTRATIONS:]]


def _reached(
    kind: str,
    yearly: dict[int, tuple[int, int]],
    waiting: Iterable[Firm],
    below: Sequence[Title],
    rng: np.random.Generator,
) -> list[Title]:
    """Each year's titles: to firms without an earlier one, and to holders of an older title of the rung below."""
    titles: list[Title] = []
    for year, (fresh, climbing) in yearly.items():
        reached = {t.firm for t in titles}
        able = [t.firm for t in below if t.year < year and t.is_open and t.firm not in reached]
        climbers = [able[place] for place in _places(able, climbing, rng)]
        firms = [next(waiting) for _ in range(fresh)] + climbers
        titles += [Title(kind, firm, year, _day(kind, year)) for firm in firms]
    return titles


def _certificates(titles: Sequence[Title], rng: np.random.Generator) -> list[Title]:
    """Certified management systems: IP-strong and national firms, half the little giants, then other firms."""
    giants = [t.firm for t in titles if t.kind == "little_giant"][::2]
    first = list(dict.fromkeys([*(t.firm for t in titles if t.kind not in SME), *giants]))
    others = [firm for firm in dict.fromkeys(t.firm for t in titles) if firm not in first]
    firms = iter(first + [others[place] for place in rng.permutation(len(others))])
    days = c.pick_day(c.spread(CERTIFICATES, np.ones(12), rng, noise=0.3), c.workdays, rng)
    return [Title("management_certificate", next(firms), int(c.year_of(day)), day) for day in days]


# --- beside the ladder -------------------------------------------------------------------------


def _beside(firms: Sequence[Firm], rng: np.random.Generator) -> list[Title]:
    """Schools, bases, the centre at a university and the patents that won an award."""
    schools = [Firm(f"示例学校{n:02d}", int(d), None) for n, d in enumerate(rng.choice(7, 4, replace=False), 1)]
    centre = [Firm("示例大学01", 0, mix.industry_codes().index("medicine"))]
    return [
        *_yearly("ip_education_school", SCHOOLS, schools),
        *_yearly("trade_secret_base", BASES, firms),
        *_yearly("high_value_patent_centre", CENTRES, centre),
        *_yearly("china_patent_award", AWARDS, firms[sum(BASES.values()) :]),
    ]


def _yearly(kind: str, yearly: dict[int, int], holders: Sequence[Firm]) -> list[Title]:
    years = [year for year, count in yearly.items() for _ in range(count)]
    return [Title(kind, holder, year, _day(kind, year)) for year, holder in zip(years, holders, strict=False)]


def _day(kind: str, year: int) -> np.datetime64:
    return c.onto_workday(np.array([f"{year}-{DAY[kind]}"], "M8[D]"))[0]


# --- as the bureau's list knows it --------------------------------------------------------------


def _ledger(titles: Sequence[Title], rng: np.random.Generator) -> Ledger:
    recognised = np.array([t.recognised_on for t in titles])
    ended = np.array([t.ended_on for t in titles])
    first_end, ends = _validity(titles)
    known = c.learned_on(recognised, c.delay(len(titles), rng, 12))
    # Who ended a title learns of it with the title that replaced it, or some weeks later.
    learned = dates(c.learned_on(ended, c.delay(len(titles), rng, 8)))
    columns = {
        "recognition_no": pa.array(_numbers(titles)),
        "kind": pa.array([t.kind for t in titles]),
        "holder": pa.array([t.firm.name for t in titles]),
        "holder_kind": pa.array([HOLDER.get(t.kind, "firm") for t in titles]),
        "level": pa.array([_level(t) for t in titles]),
        "district_code": pa.array([mix.district_codes()[t.firm.district] for t in titles]),
        "industry_code": pa.array([_industry(t.firm) for t in titles]),
        "batch": pa.array([_batch(t) for t in titles]),
        "recognised_on": dates(recognised),
        "ends_on": dates(ends),
        "ended_on": dates(ended),
        "ended_because": pa.array([t.ended_because for t in titles]),
    }
    renewed = np.flatnonzero(first_end < ends)
    shown = Correction("ends_on", renewed, dates(first_end[renewed]), _always(renewed), first_end[renewed])
    corrections = (shown, _publicity(titles, recognised))
    return Ledger("recognitions", columns, dates(known), {"ended_on": learned, "ended_because": learned}, corrections)


def _publicity(titles: Sequence[Title], recognised: np.ndarray) -> Correction:
    """Of the innovative SMEs of 2024 every eighth was entered with the day of publicity, ten days early, at first."""
    rows = np.array([n for n, t in enumerate(titles) if t.kind == SME[0] and t.year == 2024])[3::8]
    until = np.datetime64("2024-08-15") + 31 * np.arange(len(rows))
    return Correction("recognised_on", rows, dates(recognised[rows] - 10), _always(rows), until)


def _always(rows: np.ndarray) -> np.ndarray:
    return np.full(len(rows), c.LONG_AGO)


def _validity(titles: Sequence[Title]) -> tuple[np.ndarray, np.ndarray]:
    """(the last day as first granted, the last day after the review); none for titles that do not expire."""
    expires = np.array([t.kind in (*SME, "management_certificate") for t in titles])
    recognised = np.array([t.recognised_on for t in titles])
    first = c.later_by_months(recognised, 12 * VALID_YEARS) - 1
    standing = [n for n, t in enumerate(titles) if t.is_open and expires[n] and first[n] <= c.LAST]
    reviewed = np.zeros(len(titles), bool)
    reviewed[standing[UNREVIEWED:]] = True
    prolonged = c.later_by_months(recognised, 24 * VALID_YEARS) - 1
    return np.where(expires, first, c.NEVER), np.where(expires, np.where(reviewed, prolonged, first), c.NEVER)


def _numbers(titles: Sequence[Title]) -> list[str]:
    """Running numbers within each year; the titles are in the order of their days."""
    counted: dict[int, int] = {}
    numbers = []
    for title in titles:
        counted[title.year] = counted.get(title.year, 0) + 1
        numbers.append(f"示例认定-{title.year}-{counted[title.year]:03d}")
    return numbers


def _level(title: Title) -> str | None:
    """Bases of one year are the province's, the others the city's; a certificate has no level."""
    if title.kind == "trade_secret_base":
        return "provincial" if title.year % 3 == 0 else "municipal"
    return LEVEL.get(title.kind)


def _industry(firm: Firm) -> str | None:
    return None if firm.industry is None else mix.industry_codes()[firm.industry]


def _batch(title: Title) -> str | None:
    return None if title.kind == "management_certificate" else f"{title.year}年第1批"
