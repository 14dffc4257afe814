"""Geographical indications: the names that public sources give, and entries without a name for those they only count."""

import csv

import numpy as np
import pyarrow as pa

from dashboard import catalog

from . import calibrate as c
from .ledger import Ledger, dates

PUBLISHED = 41
UNNAMED_SOURCE = "公开资料只计数,未列名"


def ledger() -> Ledger:
    """Forty-one entries; days of registration that no source gives stay missing."""
    with catalog.reference("geographical_indications.csv").open(encoding="utf-8", newline="") as lines:
        named = list(csv.DictReader(lines))
    rows = named + [_unnamed(number) for number in range(len(named) + 1, PUBLISHED + 1)]

    def text(column: str) -> pa.Array:
        return pa.array([row.get(column) or None for row in rows], pa.string())

    columns = {
        "name": text("name"),
        "register": text("register"),
        "registration_no": text("registration_no"),
        "registered_on": text("registered_on").cast(pa.date32()),
        "first_registered_on": pa.nulls(len(rows), pa.date32()),
        "product_class": text("product_class"),
        "country": pa.nulls(len(rows), pa.string()),
        "district_code": text("district_code"),
        "industry_code": text("industry_code"),
        "ended_on": pa.nulls(len(rows), pa.date32()),
        "name_is_sourced": pa.array([row in named for row in rows]),
        "source": text("source"),
    }
    return Ledger("geographical_indications", columns, dates(np.full(len(rows), c.LONG_AGO)))


def _unnamed(number: int) -> dict[str, str]:
    return {"name": f"未列名地理标志 {number}", "register": "unstated", "source": UNNAMED_SOURCE}
