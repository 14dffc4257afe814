"""What the log of submissions keeps: one JSON a submission under `submissions/` of the data root, its findings beside it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dashboard import catalog

# Days are days of the bureau, wherever the server stands.
HERE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Quality:
    """What one dataset's files held. None where the log, written by an older program, does not say."""

    rows: int | None = None
    expected: int | None = None
    filled: int | None = None
    errors: int | None = None
    findings: int | None = None


@dataclass(frozen=True)
class Receipt:
    """One submission: for which day, when it came, whether it was accepted, and each dataset's quality."""

    district: str
    as_of: date
    received_on: date
    is_accepted: bool
    datasets: Mapping[str, Quality] = field(hash=False)
    entry: str | None = None
    received_at: datetime | None = None
    is_demonstration: bool = False
    snapshot: str | None = None
    errors: int = 0
    warnings: int = 0
    is_of_one_period: bool = False

    def covers(self, period_end: date) -> bool:
        """A submission holds the district's whole part as of its day, so it covers every period that was over by then;
        one that a snapshot tells of a period covers that one."""
        return self.as_of == period_end if self.is_of_one_period else self.as_of >= period_end

    @property
    def findings_file(self) -> Path | None:
        """The workbook that tells what to mend, where it is still there."""
        path = log_folder() / f"{self.entry}.xlsx" if self.entry else None
        return path if path and path.is_file() else None


def log_folder() -> Path:
    """The log of submissions; outside of the snapshots, so that no publish touches it."""
    return catalog.data_root() / "submissions"


def receipts(folder: Path | None = None) -> tuple[Receipt, ...]:
    """Every submission that the log has settled, oldest first; one that is under way, or was cut off, is none yet."""
    found = (_read(path) for path in sorted((folder or log_folder()).glob("*.json")))
    return tuple(receipt for receipt in found if receipt)


def _read(path: Path) -> Receipt | None:
    """None for an entry that is not settled, or that somebody has damaged: one bad file hides no other."""
    try:
        papers = json.loads(path.read_text("utf-8"))
        if papers["outcome"] not in ("accepted", "rejected"):
            return None
        return receipt_of(papers, path.stem)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def receipt_of(papers: Mapping, entry: str) -> Receipt:
    """The receipt that an entry's papers make. Raises KeyError or ValueError when they are not an entry's."""
    at, as_of = datetime.fromisoformat(papers["received_at"]), date.fromisoformat(papers["as_of"])
    told = papers.get("quality", {})
    return Receipt(
        district=papers["district"],
        as_of=as_of,
        # A rehearsal stands for a day in the past; the day on which it is held says nothing.
        received_on=as_of if papers["is_demonstration"] else at.astimezone(HERE).date(),
        is_accepted=papers["outcome"] == "accepted",
        datasets={name: Quality(**told.get(name, {})) for name in papers["datasets"]},
        entry=entry,
        received_at=at,
        is_demonstration=papers["is_demonstration"],
        snapshot=papers.get("snapshot"),
        errors=papers["findings"]["errors"],
        warnings=papers["findings"]["warnings"],
    )
