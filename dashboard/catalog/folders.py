"""Where things lie: the project, the data root, the reference files."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def data_root() -> Path:
    """The folder that holds `snapshots/`: $DASHBOARD_DATA, or the project's own `data/`."""
    return Path(os.environ.get("DASHBOARD_DATA") or ROOT / "data")


def snapshots_folder() -> Path:
    return data_root() / "snapshots"


def reference(name: str) -> Path:
    """A small sourced file that is kept in git."""
    return ROOT / "data" / "reference" / name
