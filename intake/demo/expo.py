"""The GI expo: editions as published, and fictitious exhibitors, visits and sales that add up to the published totals.

Only the third edition has published visits and sales; the others have none here either.
"""

import csv
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from dashboard import catalog

from . import calibrate as c
from . import mix
from .ledger import Correction, Ledger, coded, dates, stacked

HELD = 3
VISITS, ONSITE_CNY, ONLINE_CNY, ONLINE_ORDERS = 220_000, 41_000_000, 6_000_000, 43_000
# The halls of the third edition, and how visits and sales fall on them.
HALLS = ["主宾国馆(西班牙)", "中欧地理标志馆", "白酒馆", "特色产区馆", "综合馆", "主题县馆(古蔺)"]
HALL_VISITS = np.array([0.13, 0.16, 0.25, 0.19, 0.17, 0.10])
HALL_SALES = np.array([0.08, 0.13, 0.42, 0.16, 0.13, 0.08])
DAYS = np.datetime64("2024-09-20") + np.arange(3)
DAY_SHARE = np.array([0.32, 0.41, 0.27])
HOURS = np.arange(9, 18)
HOUR_SHARE = np.array([0.09, 0.15, 0.16, 0.09, 0.10, 0.15, 0.14, 0.08, 0.04])
CLASSES = ["general", "trade", "exhibitor", "guest"]
# By day: trade visitors and guests come first, the public at the weekend.
CLASS_SHARE = np.array([[0.62, 0.25, 0.09, 0.04], [0.80, 0.11, 0.08, 0.01], [0.83, 0.08, 0.08, 0.01]])
PRODUCTS = ["白酒", "茶叶", "水果", "调味品", "畜禽产品", "工艺品", "进口葡萄酒", "进口食品"]
PRODUCT_SALES = np.array([0.38, 0.13, 0.10, 0.09, 0.08, 0.06, 0.09, 0.07])
# "Over 60 %" is published for the third edition.
GI_SHARE = 0.64
# The first so many of these took part in an edition; which ones is not published beyond the guests of honour.
COUNTRIES = [
    "中国", "意大利", "西班牙", "法国", "德国", "葡萄牙", "希腊", "匈牙利", "波兰", "比利时", "荷兰", "奥地利", "捷克",
    "保加利亚", "罗马尼亚", "塞尔维亚", "俄罗斯", "泰国", "越南", "马来西亚", "老挝", "斯里兰卡", "韩国", "日本", "中国香港",
    "中国澳门", "新西兰", "澳大利亚", "智利", "阿根廷", "巴西", "南非", "肯尼亚", "埃塞俄比亚", "土耳其", "格鲁吉亚", "印度尼西亚",
    "菲律宾", "柬埔寨", "尼泊尔",
]  # fmt: skip
COUNTRY_SHARE = np.array([0.86] + [0.14 / (n + 2) ** 0.8 / 9 for n in range(len(COUNTRIES) - 1)])
LOCAL_SHARE = 0.32
# Numbers of exhibitors; those from abroad have a hundred for each country.
FIRST_FOREIGN, NUMBERS = 4000, 9000


def ledgers() -> list[Ledger]:
    rng = c.stream("expo")
    with catalog.reference("expo_editions.csv").open(encoding="utf-8", newline="") as lines:
        editions = list(csv.DictReader(lines))
    return [_editions(editions), _exhibitors(editions, rng), _visits(rng), _sales(rng)]


def _editions(editions: list[dict[str, str]]) -> Ledger:
    """As published; before it opened, the third was planned on 40,000 m², and the fourth was not announced."""
    contract = catalog.contracts()["expo_editions"]
    kinds = {"integer": pa.int64(), "decimal": pa.float64(), "date": pa.date32()}
    columns = {
        name: pa.array([e[name] or None for e in editions], pa.string()).cast(kinds.get(field.type, pa.string()))
        for name, field in contract.fields.items()
    }
    known_from = np.array([c.LAST if e["status"] == "planned" else c.LONG_AGO for e in editions])
    third = np.array([int(e["edition"]) == HELD for e in editions]).nonzero()[0]
    before = (_until_held("status", third, pa.array(["planned"])), _until_held("area_m2", third, pa.array([40_000.0])))
    return Ledger("expo_editions", columns, dates(known_from), corrections=before)


def _until_held(column: str, rows: np.ndarray, shown: pa.Array) -> Correction:
    """What stood there before the third edition closed."""
    return Correction(column, rows, shown, np.full(len(rows), c.LONG_AGO), np.full(len(rows), DAYS[-1]))


# --- exhibitors -------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Exhibitors:
    """What stays the same from edition to edition, by the exhibitor's number."""

    is_local: np.ndarray
    district: np.ndarray
    is_gi_related: np.ndarray


def _exhibitors(editions: list[dict[str, str]], rng: np.random.Generator) -> Ledger:
    people = _Exhibitors(
        rng.random(NUMBERS) < LOCAL_SHARE,
        rng.choice(len(mix.NOW), NUMBERS, p=mix.NOW / mix.NOW.sum()),
        rng.random(NUMBERS) < GI_SHARE,
    )
    columns = stacked([_of_edition(edition, people, rng) for edition in editions])
    edition = columns["edition"].to_numpy()
    third = np.flatnonzero(edition == HELD)
    announced = np.where(edition == HELD, np.datetime64("2024-03-15") + rng.integers(0, 180, len(edition)), c.LONG_AGO)
    known_from = np.where(edition > HELD, c.LAST, announced)
    shown = _until_held("status", third, pa.array(["planned"] * len(third)))
    learned = {"products": dates(np.where(edition == HELD, DAYS[-1], c.LONG_AGO))}
    return Ledger("expo_exhibitors", columns, dates(known_from), learned, (shown,))


def _of_edition(edition: dict[str, str], people: _Exhibitors, rng: np.random.Generator) -> dict[str, pa.Array]:
    """Exactly the published numbers of exhibitors, countries and products; most exhibitors come again."""
    number, count, countries = (int(edition[name]) for name in ("edition", "exhibitors", "countries"))
    of_country = 1 + c.apportion(count - countries, COUNTRY_SHARE[:countries])
    country = np.repeat(np.arange(countries), of_country)
    # Each country has its own run of names; a third of them are new in every edition.
    nth = np.arange(count) - np.searchsorted(country, country) + (number - 1) * of_country[country] // 3
    who = np.where(country == 0, nth + 1, FIRST_FOREIGN + country * 100 + nth)
    local = (country == 0) & people.is_local[who]
    return {
        "edition": pa.array(np.full(count, number)),
        "exhibitor": pa.array([f"示例展商{n:04d}" for n in who]),
        "country": coded(COUNTRIES, country),
        "district_code": coded(mix.district_codes(), people.district[who], ~local),
        "hall": _halls(number, country, rng),
        "products": _products(edition["products"], count, rng),
        "is_gi_related": pa.array(people.is_gi_related[who]),
        "status": coded(["confirmed", "planned"], np.full(count, int(edition["status"] == "planned"))),
    }


def _halls(number: int, country: np.ndarray, rng: np.random.Generator) -> pa.Array:
    """Halls are published for the third edition only."""
    count = len(country)
    hall = 2 + rng.choice(4, count, p=[0.36, 0.3, 0.22, 0.12])
    hall = np.where(country > 0, 1, hall)
    hall = np.where(country == COUNTRIES.index("西班牙"), 0, hall)
    return coded(HALLS, hall, np.full(count, number != HELD))


def _products(total: str, count: int, rng: np.random.Generator) -> pa.Array:
    if not total:
        return pa.nulls(count, pa.int64())
    return pa.array(1 + c.apportion(int(total) - count, rng.lognormal(0, 0.8, count)))


# --- visits and sales -------------------------------------------------------------------------


def _grid(*sizes: int) -> list[np.ndarray]:
    """The positions along each axis of every cell of a table."""
    return [axis.ravel() for axis in np.meshgrid(*map(np.arange, sizes), indexing="ij")]


def _visits(rng: np.random.Generator) -> Ledger:
    """Three days, hours 9 to 17, six halls, four classes; the last afternoon thins out."""
    day, hour, hall, kind = _grid(len(DAYS), len(HOURS), len(HALLS), len(CLASSES))
    weight = DAY_SHARE[day] * HOUR_SHARE[hour] * HALL_VISITS[hall] * CLASS_SHARE[day, kind]
    weight *= np.where((day == 2) & (hour >= 6), 0.55, 1)
    # Baijiu fills in the afternoon, the guest country right after the opening.
    weight *= np.where((hall == 2) & (hour >= 5), 1.35, 1) * np.where((hall == 0) & (hour <= 2), 1.3, 1)
    weight *= rng.lognormal(0, 0.12, len(weight))
    columns = {
        "edition": pa.array(np.full(len(day), HELD)),
        "visited_on": dates(DAYS[day]),
        "hour": pa.array(HOURS[hour]),
        "hall": coded(HALLS, hall),
        "visitor_class": coded(CLASSES, kind),
        "visits": pa.array(c.apportion(VISITS, weight)),
    }
    return Ledger("expo_visits", columns, dates(DAYS[day] + 1))


def _sales(rng: np.random.Generator) -> Ledger:
    """On site by hall, online without one. Orders are published online only; no edition's contracts are."""
    day, hall, product = _grid(len(DAYS), len(HALLS), len(PRODUCTS))
    on_site = DAY_SHARE[day] * HALL_SALES[hall] * PRODUCT_SALES[product] * rng.lognormal(0, 0.3, len(day))
    online_day, online_product = _grid(len(DAYS), len(PRODUCTS))
    orders = c.apportion(ONLINE_ORDERS, PRODUCT_SALES[online_product] * rng.lognormal(0, 0.2, len(online_day)))
    online = orders * rng.lognormal(0, 0.25, len(orders))
    count = len(day) + len(orders)
    is_online = np.arange(count) >= len(day)
    columns = {
        "edition": pa.array(np.full(count, HELD)),
        "sold_on": dates(DAYS[np.concatenate([day, online_day])]),
        "channel": coded(["on_site", "online"], is_online),
        "hall": coded(HALLS, np.concatenate([hall, np.zeros(len(orders), int)]), is_online),
        "product_class": coded(PRODUCTS, np.concatenate([product, online_product])),
        "orders": pa.array(np.concatenate([np.zeros(len(day), int), orders]), mask=~is_online),
        "amount_cny": pa.array(
            np.concatenate([c.apportion(ONSITE_CNY // 100, on_site) * 100.0, c.apportion(ONLINE_CNY, online)])
        ),
    }
    return Ledger("expo_sales", columns, dates(np.full(count, DAYS[-1] + 3)))
