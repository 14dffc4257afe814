"""What a district's profile says beyond queries: where it stands by every signed metric, and its towns.

It knows nothing of how a profile looks.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import pandas as pd

from dashboard import catalog, metrics, queries
from dashboard.catalog import Snapshot
from dashboard.metrics import Reading
from dashboard.scope import Scope

# Datasets that name organisations.
NAMING = (
    "patents",
    "trademarks",
    "financing",
    "patent_transactions",
    "listings",
    "demands",
    "patent_products",
    "stock_reviews",
    "preexaminations",
    "recognitions",
    "legal_services",
    "service_requests",
    "expo_exhibitors",
)
# {query of an organisation's records: the facts that count them}.
HELD = {
    "profiles/organisation_patents": ("patents", "joint"),
    "profiles/organisation_trademarks": ("marks",),
    "profiles/contracts": ("contracts",),
    "profiles/organisation_prereviews": ("prereviews",),
    "profiles/organisation_transactions": ("given", "offered", "received"),
    "profiles/organisation_listings": ("listings",),
    "profiles/organisation_demands": ("demands",),
    "profiles/organisation_products": ("products",),
    "profiles/organisation_reviews": ("reviews",),
    "profiles/organisation_titles": ("titles",),
    "profiles/organisation_legal_services": ("checkups", "letters"),
    "profiles/organisation_requests": ("requests",),
}
SUBJECTS = (
    "patents",
    "trademarks",
    "geographical_indications",
    "financing",
    "patent_transactions",
    "patent_products",
    "stock_reviews",
    "listings",
    "demands",
    "pushes",
    "stations",
    "station_services",
    "preexaminations",
    "recognitions",
    "ip_cases",
    "legal_services",
    "service_requests",
    "published_figures",
)


@dataclass(frozen=True)
class Standing:
    """A district by one metric: its reading, its rank among the districts that have a value, its share of the city."""

    reading: Reading
    rank: int | None
    among: int
    share: float | None


def records_held(facts: Mapping[str, object]) -> dict[str, int | None]:
    """{query: how many records of an organisation it lists, by its facts}; events come last and are not counted.

    One record can stand behind two facts, as when a patent is given to its giver: then their number is not known.
    """
    found: dict[str, int | None] = {}
    for name, counted in HELD.items():
        present = [int(facts[fact] or 0) for fact in counted]
        found[name] = None if len([count for count in present if count]) > 1 else sum(present)
    return found | {"profiles/organisation_events": None}


def _place(dataset: str) -> int:
    """Where a subject stands; one that has no place of its own comes last."""
    return SUBJECTS.index(dataset) if dataset in SUBJECTS else len(SUBJECTS)


def standings(snapshot: Snapshot, district: str, scope: Scope) -> list[Standing]:
    """A district by every metric that can follow one and that this snapshot holds, by subject."""
    followed = [m.id for m in queries.metrics().values() if "district" in m.by]
    followed.sort(key=lambda name: _place(queries.metrics()[name].reads[0]))
    readings = metrics.read(snapshot, followed, replace(scope, districts=(district,)))
    present = [r for r in readings.values() if all(name in snapshot.resources for name in r.metric.reads)]
    return [_standing(snapshot, district, scope, reading) for reading in present]


def _standing(snapshot: Snapshot, district: str, scope: Scope, reading: Reading) -> Standing:
    rows = metrics.ranking(snapshot, reading.metric.id, replace(scope, districts=())).dropna(subset="value")
    own = rows[rows["district_code"] == district]
    if own.empty:
        return Standing(reading, None, len(rows), None)
    value, share = own["value"].iloc[0], own["share"].iloc[0]
    better = rows["value"] < value if reading.metric.better == "down" else rows["value"] > value
    # Equal values share a rank; a quantity without a good direction is ranked by size.
    return Standing(reading, int(better.sum()) + 1, len(rows), None if pd.isna(share) else float(share))


@cache
def towns() -> dict[str, tuple[str, ...]]:
    """{district code: the names of its towns and subdistricts}, as the national list of divisions has them."""
    found: dict[str, list[str]] = {}
    with catalog.reference("luzhou_towns.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["adcode"], []).append(row["name"])
    return {code: tuple(names) for code, names in found.items()}


def with_every_town(rows: pd.DataFrame, district: str) -> pd.DataFrame:
    """Stations and services by town (columns town, stations, services), completed by the towns that have no station.

    Towns that only the records name come last: they are spelt otherwise, or merged since.
    """
    listed = towns().get(district, ())
    names = [*listed, *(name for name in rows["town"] if name not in listed)]
    found = rows.set_index("town").reindex(names).rename_axis("town").reset_index()
    return found.assign(stations=found["stations"].fillna(0).astype("int64"))
