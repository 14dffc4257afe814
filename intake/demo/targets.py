"""Targets: the published one, and targets made up for demonstration that say so; and the published figures as they are."""

import csv
from datetime import date

import numpy as np
import pyarrow as pa

from dashboard import catalog

from . import calibrate as c
from . import mix
from .ledger import ARROW_TYPES, Ledger, dates

INVENTED = "演示目标(非任何机构下达)"
# Value for 2024 and for 2025.
CITY = {
    "patents_granted": (2500, 2750),
    "valid_invention_patents": (1550, 1950),
    "high_value_invention_patents": (650, 780),
    "trademarks_new": (7000, 7800),
    "valid_trademarks": (54000, 60500),
    "pledge_financing_firms": (20, 24),
    "station_services_delivered": (40000, 46000),
    "geographical_indications": (42, 43),
    "valid_inventions_per_10k": (3.7, 4.5),
    "patent_prereviews_accepted": (150, 200),
    "patents_transferred": (540, 620),
    "cultivated_innovative_firms": (180, 205),
}
BY_DISTRICT = [
    "patents_granted", "valid_invention_patents", "patent_prereviews_accepted", "patents_transferred",
    "cultivated_innovative_firms",
]  # fmt: skip


def ledger() -> Ledger:
    """The targets of 2025 appear in the last snapshot of 2024 only, as they are set at the turn of the year."""
    with catalog.reference("targets.csv").open(encoding="utf-8", newline="") as lines:
        published = [row | {"is_demonstration": False} for row in csv.DictReader(lines)]
    rows = published + [row for metric, values in CITY.items() for row in _invented(metric, values)]
    columns = {
        name: pa.array([row.get(name) for row in rows]).cast(ARROW_TYPES[field.type])
        for name, field in catalog.contracts()["targets"].fields.items()
    }
    known_from = [c.LAST if row["starts_on"] > "2024-12-31" else c.LONG_AGO for row in rows]
    return Ledger("targets", columns, dates(np.array(known_from)))


def _invented(metric: str, values: tuple[float, ...]) -> list[dict]:
    """One row per year for the city and, where it makes sense, for the districts, which add up to it."""
    rows = []
    for year, value in zip((2024, 2025), values, strict=True):
        parts = {catalog.CITY: value}
        if metric in BY_DISTRICT:
            parts |= dict(zip(mix.district_codes(), c.apportion(int(value), mix.NOW).tolist(), strict=True))
        rows += [_row(metric, geo, date(year, 1, 1), date(year, 12, 31), part) for geo, part in parts.items()]
    return rows


def _row(metric: str, geo: str, starts_on: date, due_on: date, value: float) -> dict:
    return {
        "metric_id": metric,
        "geo_code": geo,
        "starts_on": starts_on.isoformat(),
        "due_on": due_on.isoformat(),
        "value": str(value),
        "is_demonstration": True,
        "source_title": INVENTED,
    }


def published_figures() -> Ledger:
    """`data/reference/published_figures.csv`, row by row."""
    return _file("published_figures")


def industry_classes() -> Ledger:
    """`data/reference/industry_classes.csv`, row by row."""
    return _file("industry_classes")


def _file(dataset: str) -> Ledger:
    with catalog.reference(f"{dataset}.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    columns = {
        name: pa.array([row[name] or None for row in rows], pa.string()).cast(ARROW_TYPES[field.type])
        for name, field in catalog.contracts()[dataset].fields.items()
    }
    return Ledger(dataset, columns, dates(np.full(len(rows), c.LONG_AGO)))
