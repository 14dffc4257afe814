"""Demonstration requests for the items of the cross-province list, and the list itself, whose items no source names.

How many requests came is not published anywhere: all of them are made up. It refuses to know about any real request.
"""

import csv

import numpy as np
import pyarrow as pa

from dashboard import catalog

from . import calibrate as c
from . import mix
from .ledger import ARROW_TYPES, Correction, Ledger, coded, dates

YEARLY = {2021: 520, 2022: 640, 2023: 810, 2024: 1180}
# Cross-province requests exist since the list was published; the day is not known, the year is 2024.
ACROSS = np.arange(np.datetime64("2024-03"), np.datetime64("2025-01"))
ACROSS_BY_MONTH = [6, 8, 11, 12, 15, 16, 19, 18, 22, 25]
SEASON = np.array([0.85, 0.55, 1.15, 1.20, 1.05, 1.05, 0.95, 0.90, 1.10, 0.90, 1.15, 1.15])
# Working days promised for each item, and how often it is asked for: a few make most of the work.
PROMISED = np.array([1, 1, 3, 5, 5, 10, 3, 7, 5, 15, 10, 3, 20, 5, 10, 15, 7, 20, 5, 10])
ASKED = 1 / (np.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 9, 14]) + 2.0)
NEW_ITEMS = 2
CHANNELS = ["window", "online", "cross_province"]
# Share of requests that come online, by year.
ONLINE = np.array([0.34, 0.41, 0.50, 0.58])
# Share handled within the promise, by year.
KEPT = np.array([0.90, 0.925, 0.945, 0.96])
DIRECTIONS, INCOMING = ["incoming", "outgoing"], 0.55
VISITORS = 60
PARTNER_SHARE = [0.40, 0.33, 0.27]
# Districts at the border with Chongqing (泸县, 合江) take most of what comes across, in the order of districts.csv.
BORDER = np.array([0.18, 0.05, 0.17, 0.34, 0.20, 0.03, 0.03])
OUTCOMES, OUTCOME_SHARE = ["completed", "refused", "withdrawn"], [0.955, 0.03, 0.015]
RATED, RATING_SHARE = 0.55, [0.01, 0.01, 0.05, 0.23, 0.70]


def ledgers() -> list[Ledger]:
    return [_items(), _requests(c.stream("service_requests"))]


def _items() -> Ledger:
    """`data/reference/service_items.csv`, row by row."""
    with catalog.reference("service_items.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row | {"item_code": row["code"]} for row in csv.DictReader(lines)]
    columns = {
        name: pa.array([row[name] or None for row in rows], pa.string()).cast(ARROW_TYPES[field.type])
        for name, field in catalog.contracts()["service_items"].fields.items()
    }
    return Ledger("service_items", columns, dates(np.full(len(rows), c.LONG_AGO)))


def _requests(rng: np.random.Generator) -> Ledger:
    """In the order of receipt; what came across the province's border is drawn with everything else."""
    own = c.pick_day(c.spread(YEARLY, SEASON, rng), c.workdays, rng)
    across = c.pick_day(np.repeat(ACROSS, ACROSS_BY_MONTH), c.workdays, rng)
    order = np.argsort(np.concatenate([own, across]), kind="stable")
    received = np.concatenate([own, across])[order]
    is_across = (np.arange(len(order)) >= len(own))[order]
    item = _item(received, rng)
    handled = _handled(received, PROMISED[item], rng)
    known_from = c.learned_on(received, c.delay(len(order), rng, 4))
    settled = dates(np.maximum(c.learned_on(handled, c.delay(len(order), rng, 3)), known_from))
    columns = {
        "request_id": pa.array([f"示例办件-{c.year_of(received)[n]}-{n + 1:05d}" for n in range(len(order))]),
        "item_code": coded([one.code for one in catalog.code_list("service_items")], item),
        "channel": coded(CHANNELS, _channel(received, is_across, rng)),
        **_parties(is_across, rng),
        "received_on": dates(received),
        "promised_days": pa.array(PROMISED[item]),
        "handled_on": dates(handled),
        "outcome": coded(OUTCOMES, rng.choice(len(OUTCOMES), len(order), p=OUTCOME_SHARE)),
        "satisfaction": _ratings(len(order), rng),
    }
    learned = dict.fromkeys(("handled_on", "outcome", "satisfaction"), settled)
    return Ledger("service_requests", columns, dates(known_from), learned, _first_entries(columns, received))


def _item(received: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The last two are asked for from 2024 on."""
    before = np.concatenate([ASKED[:-NEW_ITEMS], np.zeros(NEW_ITEMS)])
    return c.pick(np.stack([before, ASKED]), (c.year_of(received) >= 2024).astype(int), rng)


def _channel(received: np.ndarray, is_across: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    online = rng.random(len(received)) < ONLINE[c.year_of(received) - min(YEARLY)]
    return np.where(is_across, CHANNELS.index("cross_province"), online.astype(int))


def _parties(is_across: np.ndarray, rng: np.random.Generator) -> dict[str, pa.Array]:
    """Who asks and where; firms from Chongqing stand in no other dataset and have names of their own."""
    count, pool = len(is_across), mix.pools(1)["enterprise"]
    places = np.arange(len(BORDER))
    at_home, at_border = (rng.choice(places, count, p=share / share.sum()) for share in (mix.NOW, BORDER))
    district = np.where(is_across, at_border, at_home)
    firm = pool.first[district, 0] + mix.rank(pool.size.sum(axis=1)[district], 1.0, rng)
    direction = (rng.random(count) >= INCOMING).astype(int)
    visits = is_across & (direction == DIRECTIONS.index("incoming"))
    own, visitors = pool.names(), rng.integers(1, VISITORS + 1, count)
    applicant = [f"示例渝企{visitors[n]:04d}" if visits[n] else own[firm[n]] for n in range(count)]
    partners = [one.code for one in catalog.code_list("service_partners")]
    return {
        "applicant": pa.array(applicant),
        "district_code": coded(mix.district_codes(), district, rng.random(count) < mix.MISSING_DISTRICT),
        "partner_code": coded(partners, rng.choice(len(partners), count, p=PARTNER_SHARE), ~is_across),
        "direction": coded(DIRECTIONS, direction, ~is_across),
    }


def _handled(received: np.ndarray, promised: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Most within the promise, the others up to eight working days after it."""
    count = len(received)
    kept = rng.random(count) < KEPT[c.year_of(received) - min(YEARLY)]
    early = np.floor((promised + 1) * rng.beta(2.2, 1.8, count)).astype(int)
    late = promised + 1 + np.minimum(rng.exponential(3.5, count), 7).astype(int)
    return np.busday_offset(received, np.where(kept, np.minimum(early, promised), late), roll="backward")


def _ratings(count: int, rng: np.random.Generator) -> pa.Array:
    points = 1 + rng.choice(len(RATING_SHARE), count, p=RATING_SHARE)
    return pa.array(points, mask=rng.random(count) >= RATED)


def _first_entries(columns: dict[str, pa.Array], received: np.ndarray) -> tuple[Correction, ...]:
    """Of this year's cross-province requests one in nine was first entered as a request at the window."""
    is_across = np.array(columns["channel"].to_pylist()) == "cross_province"
    rows = np.flatnonzero(is_across & (received < np.datetime64("2024-09-01")))[3::9]
    since, until = np.full(len(rows), c.LONG_AGO), np.datetime64("2024-07-10") + 53 * rows % 150
    nothing = pa.nulls(len(rows), pa.string())
    return (
        Correction("channel", rows, pa.array(["window"] * len(rows)), since, until),
        Correction("partner_code", rows, nothing, since, until),
        Correction("direction", rows, nothing, since, until),
    )
