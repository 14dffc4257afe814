"""Files submitted in the browser: the only part of the served application that knows intake."""

from datetime import date

from dashboard.catalog import Code, Snapshot


def submitting() -> None:
    """A steward submits a district's files: see `steward`."""
    # Examining brings in large libraries, which no other page waits for.
    from dashboard.ui.submitting import steward

    steward.submitting()


def demonstration_findings(
    snapshot: Snapshot, district: Code, dataset: str, period_end: date, errors: int, warnings: int, language: str
) -> bytes:
    """The findings file of a demonstration submission, which no file was ever sent for."""
    from intake.demo import findings

    return findings.workbook(snapshot, district, dataset, period_end, errors, warnings, language)
