"""Who holds rights, where and in which industry: fictitious holders in real districts and industrial chains.

It refuses to know what they hold.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

import numpy as np
import pyarrow as pa

from dashboard import catalog

from .calibrate import pick
from .ledger import coded

FIRST_YEAR, LAST_YEAR = 1990, 2027
# Share of each district, in the order of districts.csv (江阳 纳溪 龙马潭 泸县 合江 叙永 古蔺), then and now.
THEN = np.array([0.30, 0.12, 0.25, 0.13, 0.10, 0.05, 0.05])
NOW = np.array([0.33, 0.10, 0.26, 0.12, 0.08, 0.04, 0.07])
INDUSTRY_SHARE = {
    "baijiu": 0.26,
    "equipment": 0.15,
    "chemicals": 0.13,
    "electronics": 0.11,
    "medicine": 0.10,
    "food": 0.08,
    "building": 0.07,
    "energy": 0.05,
    "digital": 0.035,
    "nuclear_medicine": 0.008,
}
# What a district is known for, as a multiple of the city's share.
STRENGTHS = {
    "510502": {"baijiu": 1.3, "medicine": 1.5, "nuclear_medicine": 2.5},
    "510503": {"chemicals": 2.2, "food": 1.6},
    "510504": {"electronics": 2.2, "digital": 2.2, "equipment": 1.4},
    "510521": {"equipment": 1.5, "building": 1.8, "food": 1.4},
    "510522": {"energy": 1.8, "chemicals": 1.5, "food": 1.8},
    "510524": {"energy": 2.6, "food": 2.2, "building": 1.6},
    "510525": {"baijiu": 2.8, "food": 1.4},
}
MISSING_DISTRICT, MISSING_INDUSTRY = 0.012, 0.018
# How strongly rights gather in few hands: 1 is Zipf's law, 0 an even spread.
CONCENTRATED, SCATTERED = 1.4, 0.6


def district_codes() -> list[str]:
    return [c.code for c in catalog.code_list("districts")]


def industry_codes() -> list[str]:
    return [c.code for c in catalog.code_list("industries")]


def industry_names() -> list[str]:
    return [c.label.zh for c in catalog.code_list("industries")]


def district_shares() -> np.ndarray:
    """Years by districts, drifting from then to now."""
    now = np.clip((np.arange(FIRST_YEAR, LAST_YEAR + 1) - 2010) / 14, 0, 1)[:, None]
    return (1 - now) * THEN + now * NOW


def industry_shares() -> np.ndarray:
    """Districts by industries; rows add up to one."""
    shares = [
        [INDUSTRY_SHARE[industry] * STRENGTHS[district].get(industry, 1) for industry in industry_codes()]
        for district in district_codes()
    ]
    return np.array(shares) / np.sum(shares, axis=1, keepdims=True)


@cache
def fields(scheme: str) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Symbols of a scheme ('ipc' or 'nice'), and the first position and number of those of each industry."""
    with catalog.reference("ip_fields.csv").open(encoding="utf-8", newline="") as lines:
        rows = [r for r in csv.DictReader(lines) if r["scheme"] == scheme]
    of_industry = [[r["symbol"] for r in rows if r["industry_code"] == industry] for industry in industry_codes()]
    size = np.array([len(symbols) for symbols in of_industry])
    return list(chain.from_iterable(of_industry)), np.cumsum(size) - size, size


def rank(size: np.ndarray, strength: np.ndarray | float, rng: np.random.Generator) -> np.ndarray:
    """A rank below each size, the first ranks likelier than the last."""
    where = rng.random(len(size)) ** strength
    return np.minimum(np.exp(where * np.log(size + 1)).astype("int64") - 1, size - 1)


def draw_field(scheme: str, industry: np.ndarray, rng: np.random.Generator) -> tuple[list[str], np.ndarray]:
    """A symbol for each row, consistent with its industry: the list of symbols and the position in it."""
    symbols, first, size = fields(scheme)
    return symbols, first[industry] + rank(size[industry], 1.0, rng)


# --- holders ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pool:
    """The holders of one class: how many there are per district and industry, numbered from `first` in each cell."""

    prefix: str
    digits: int
    size: np.ndarray
    first: np.ndarray
    concentration: float

    @property
    def total(self) -> int:
        return int((self.first + self.size).max())

    def names(self) -> list[str]:
        return [f"{self.prefix}{number:0{self.digits}d}" for number in range(1, self.total + 1)]


def by_industry(prefix: str, total: float) -> Pool:
    """Holders that belong to one district and one industry."""
    size = np.maximum(1, np.round(total * NOW[:, None] * industry_shares())).astype("int64")
    return Pool(prefix, 4, size, (np.cumsum(size) - size.ravel()).reshape(size.shape), CONCENTRATED)


def by_district(prefix: str, digits: int, sizes: np.ndarray) -> Pool:
    """Holders that belong to one district and work in any industry."""
    first = np.cumsum(sizes) - sizes
    columns = len(industry_codes())
    return Pool(prefix, digits, np.tile(sizes[:, None], columns), np.tile(first[:, None], columns), SCATTERED)


@cache
def pools(scale: float) -> dict[str, Pool]:
    """Every class of holders, by code. The same firms file patents, own marks and borrow."""

    def everywhere(total: float) -> np.ndarray:
        return np.maximum(1, np.round(total * scale * NOW)).astype("int64")

    return {
        "enterprise": by_industry("示例企业", 3200 * scale),
        "university": by_district("示例大学", 2, np.array([3, 1, 2, 0, 0, 0, 0])),
        "institute": by_district("示例研究院", 2, np.array([4, 2, 3, 1, 1, 1, 1])),
        "public_body": by_district("示例机构", 3, everywhere(90)),
        "cooperative": by_district("示例合作社", 4, everywhere(600)[[3, 1, 6, 0, 2, 4, 5]]),
        "sole_trader": by_district("示例商户", 4, everywhere(2500)),
        "individual": by_district("示例个人", 4, everywhere(2000)),
    }


@dataclass(frozen=True)
class Holders:
    """Who, where and in which industry, for each row; positions in the lists of classes, districts and industries."""

    classes: list[str]
    class_index: np.ndarray
    names: pa.Array
    name_index: np.ndarray
    district: np.ndarray
    industry: np.ndarray
    no_district: np.ndarray
    no_industry: np.ndarray

    def columns(self, name: str) -> dict[str, pa.Array]:
        """The columns `name`, `name`_class, district_code and industry_code."""
        return {
            name: pa.DictionaryArray.from_arrays(pa.array(self.name_index.astype("int32")), self.names),
            f"{name}_class": coded(self.classes, self.class_index),
            "district_code": coded(district_codes(), self.district, self.no_district),
            "industry_code": coded(industry_codes(), self.industry, self.no_industry),
        }

    def taken(self, order: np.ndarray) -> "Holders":
        """The holders at these positions, each in the place of another."""
        names = ("class_index", "name_index", "district", "industry", "no_district", "no_industry")
        return replace(self, **{name: getattr(self, name)[order] for name in names})


def draw_holders(
    class_shares: Mapping[str, np.ndarray], group: np.ndarray, years: np.ndarray, scale: float, rng: np.random.Generator
) -> Holders:
    """A holder for each row; `class_shares` gives for each class its weight in every group, `years` shifts the districts."""
    chosen = [pools(scale)[name] for name in class_shares]
    size, first = np.stack([p.size for p in chosen]), np.stack([p.first for p in chosen])
    base = np.cumsum([0] + [p.total for p in chosen[:-1]])
    class_index = pick(np.stack(list(class_shares.values()), axis=1), group, rng)
    # A class that has no holders in a district is not drawn there.
    shares = (size[:, None, :, 0] > 0) * district_shares()[None]
    where = class_index.astype("int64") * shares.shape[1] + np.clip(years, FIRST_YEAR, LAST_YEAR) - FIRST_YEAR
    district = pick(shares.reshape(-1, shares.shape[2]), where, rng)
    industry = pick(industry_shares(), district, rng)
    cell = class_index, district, industry
    strength = np.array([p.concentration for p in chosen])[class_index]
    return Holders(
        classes=list(class_shares),
        class_index=class_index,
        names=pa.array(list(chain.from_iterable(p.names() for p in chosen)), pa.string()),
        name_index=base[class_index] + first[cell] + rank(size[cell], strength, rng),
        district=district,
        industry=industry,
        no_district=rng.random(len(years)) < MISSING_DISTRICT,
        no_industry=rng.random(len(years)) < MISSING_INDUSTRY,
    )
