"""Fixtures that several test files share."""

import os
from pathlib import Path

import pytest

from dashboard import warehouse


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


@pytest.fixture(scope="session")
def demo_root(tmp_path_factory):
    """A data root with the three demonstration snapshots, published once for the whole run."""
    from intake.demo import publish_demo

    root = tmp_path_factory.mktemp("demo")
    publish_demo(folder=root / "snapshots", progress=lambda step: None)
    return root
