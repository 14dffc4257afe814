"""Fixtures that several test files share: tiny rows, a warehouse over them."""

import os
from datetime import date
from pathlib import Path

import pytest

from dashboard import warehouse

JAN, FEB, DEC = date(2024, 1, 1), date(2024, 2, 29), date(2024, 12, 31)


def shared(*parts: str) -> Path:
    """A file beside the clone that users do not have; a test that needs it says that it did not run."""
    folder = Path(os.environ.get("DASHBOARD_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    path = folder.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"did not run: {'/'.join(parts)} is not beside this clone")
    return path


@pytest.fixture(scope="session")
def empty():
    """A warehouse whose datasets are all empty."""
    return warehouse.over({})
