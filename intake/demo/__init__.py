"""Demonstration data: fictitious firms in a real city, deterministic, adding up to every published figure.

`register` draws everything once; `as_known_on` shows it as the registers knew it on a day, so that later
snapshots revise earlier ones a little. It refuses to know how snapshots are stored.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa

from dashboard import catalog
from intake.publish import Delivery, publish

from . import (
    commercialisation,
    expo,
    financing,
    indications,
    matching,
    patents,
    preexaminations,
    protection,
    recognitions,
    services,
    stations,
    targets,
    trademarks,
)
from .ledger import Ledger

SNAPSHOTS = (date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31))
# Datasets that lag; the others are complete on the day of the snapshot.
COMPLETE_THROUGH = {
    "patents": (date(2024, 4, 30), date(2024, 7, 31), date(2024, 12, 31)),
    "trademarks": (date(2024, 4, 30), date(2024, 7, 31), date(2024, 12, 31)),
    "service_requests": (date(2024, 5, 31), date(2024, 8, 31), date(2024, 12, 31)),
    "station_services": (date(2024, 5, 31), date(2024, 8, 31), date(2024, 11, 30)),
    "patent_transactions": (date(2024, 5, 31), date(2024, 8, 31), date(2024, 12, 31)),
    "patent_products": (date(2024, 5, 31), date(2024, 8, 31), date(2024, 12, 31)),
    "listings": (date(2024, 5, 31), date(2024, 8, 31), date(2024, 12, 31)),
    "demands": (date(2024, 5, 31), date(2024, 8, 31), date(2024, 12, 31)),
}
# Datasets of which some values are withheld or illegible: what their cells say instead.
GAPS = {
    "financing": financing.gaps,
    "patent_transactions": commercialisation.gaps,
    "ip_cases": protection.gaps,
}
# Datasets that are a file of data/reference, whole.
FROM_FILES = {
    "published_figures": "published_figures.csv",
    "expo_editions": "expo_editions.csv",
    "service_items": "service_items.csv",
    "ladder": "ladder.csv",
    "industry_classes": "industry_classes.csv",
}

Register = Mapping[str, Ledger]


def register(scale: float = 1) -> Register:
    """Everything that is ever known, by dataset.

    `scale` multiplies patents, trademarks and financing contracts. Stations, expo counts and what is
    put to use stay as they are: their number follows from places, months and halls, or is published.
    """
    filed = patents.ledger(scale)
    drawn = [
        filed,
        trademarks.ledger(scale),
        financing.ledger(scale),
        indications.ledger(),
        *expo.ledgers(),
        *stations.ledgers(),
        *protection.ledgers(),
        *commercialisation.ledgers(),
        *services.ledgers(),
        *preexaminations.ledgers(),
        *recognitions.ledgers(scale),
        *matching.ledgers(filed),
        targets.ledger(),
        targets.published_figures(),
        targets.industry_classes(),
    ]
    return {one.dataset: one for one in drawn}


def as_known_on(register: Register, as_of: date) -> dict[str, pa.Table]:
    """Each dataset's rows as known that day, in its contract's columns and types."""
    return {dataset: ledger.known_on(as_of) for dataset, ledger in register.items()}


def publish_demo(
    scale: float = 1,
    folder: Path | None = None,
    progress: Callable[[str], None] = print,
    snapshots: Sequence[date] = SNAPSHOTS,
) -> list[catalog.Snapshot]:
    """Draw the register once and publish it as known on each day, oldest first."""
    progress(f"scale {scale:g}")
    drawn = register(scale)
    return [_publish_as_of(drawn, as_of, scale, folder, progress) for as_of in sorted(snapshots)]


def _publish_as_of(
    drawn: Register, as_of: date, scale: float, folder: Path | None, progress: Callable[[str], None]
) -> catalog.Snapshot:
    known = as_known_on(drawn, as_of)
    # A dataset of which nothing is known yet is missing, not empty.
    deliveries = {name: _delivery(name, rows, as_of, scale) for name, rows in known.items() if rows.num_rows}
    return publish(deliveries, as_of=as_of, is_demonstration=True, folder=folder, progress=progress)


def _delivery(dataset: str, rows: pa.Table, as_of: date, scale: float) -> Delivery:
    days = dict(zip(SNAPSHOTS, COMPLETE_THROUGH.get(dataset, ()), strict=False))
    gaps = GAPS[dataset](rows) if dataset in GAPS else ()
    return Delivery(rows, (_source(dataset, rows.num_rows, scale),), days.get(as_of, as_of), gaps=gaps)


def _source(dataset: str, rows: int, scale: float) -> catalog.Source:
    """A reference file is its own source; what is drawn has the program as its source."""
    if dataset in FROM_FILES:
        path = catalog.reference(FROM_FILES[dataset])
        return catalog.Source(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), rows, rows)
    return catalog.Source(f"演示数据生成器 intake/demo(规模 {scale:g})", _program(), rows, rows)


def _program() -> str:
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
