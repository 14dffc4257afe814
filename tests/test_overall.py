"""Where signed metrics stand together: how many rose and fell, how many keep pace, in one sentence."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard import queries
from dashboard.catalog import Resource, Snapshot
from dashboard.metrics import Progress, Reading
from dashboard.scope import Scope
from dashboard.sentences.overall import overall

YEAR = Scope("2024-12-31", date(2024, 1, 1), date(2024, 12, 31))


@pytest.fixture
def snapshot(tmp_path):
    held = {"patents": Resource("patents", "dataset", (), 1, date(2024, 12, 31), 1)}
    return Snapshot("2024-12-31", tmp_path, None, "", True, held)


def goal(done, *, due=1.0, is_demonstration=True):
    return Progress(done * 100, 100, date(2024, 1, 1), date(2024, 12, 31), done, due, is_demonstration, "")


def reading(metric, value, prior, progress=None):
    through = date(2024, 12, 31)
    return Reading(queries.metrics()[metric], "reported", value, YEAR.since, through, prior, progress=progress)


READINGS = [
    reading("patents_granted", 2610.0, 2960.0, goal(1.04)),
    reading("valid_invention_patents", 1605.0, 1312.0, goal(0.9, due=0.6, is_demonstration=False)),
    reading("geographical_indications", 41.0, 41.0, goal(0.5)),
    reading("expo_visitors", 220_000.0, None),
]


def test_rises_and_falls_and_targets_are_counted_and_what_lags_is_named(snapshot):
    told = overall(snapshot, READINGS, YEAR)
    assert told.text == (
        "2024年全市3项主要指标同比1项上升、1项持平、1项下降；3项指标设有目标（2项为演示目标），1项已完成、1项慢于进度（地理标志）。"
    )
    assert told.values == {"compared": 3, "aimed": 3}
    assert overall(snapshot, READINGS, replace(YEAR, language="en")).text == (
        "In 2024 in the city, 3 metrics compared year on year: 1 up, 1 level, 1 down; "
        "3 with a target (2 for demonstration): 1 reached, 1 behind pace (geographical indications)."
    )


def test_where_nothing_lags_and_all_targets_are_set_by_somebody_it_says_so(snapshot):
    told = overall(snapshot, READINGS[1:2], replace(YEAR, districts=("510502",)))
    assert told.text == "2024年江阳区1项主要指标同比1项上升；1项指标设有目标，均不慢于进度。"


def test_without_comparison_and_target_nothing_is_said(snapshot):
    assert overall(snapshot, READINGS[3:], YEAR) is None
