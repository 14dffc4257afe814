"""Published targets: each that a metric measures has its progress, the others are named and not counted as missed."""

import csv
from dataclasses import replace

import pytest

from dashboard import catalog
from dashboard.reconcile.homes import homes
from dashboard.reconcile.targets import published_targets
from dashboard.scope import default_scope
from tests.test_pages import opened, words_of


@pytest.fixture(scope="module")
def snapshot(demo_root):
    return catalog.shelf(demo_root / "snapshots").in_force


@pytest.fixture(scope="module")
def found(snapshot):
    return {t.figure.metric_id: t for t in published_targets(snapshot, default_scope(snapshot))}


def targets_of_the_city():
    with catalog.reference("published_figures.csv").open(encoding="utf-8-sig", newline="") as lines:
        return [r for r in csv.DictReader(lines) if r["metric_id"].startswith("target_") and r["geo_code"] == "510500"]


@pytest.mark.parametrize("row", targets_of_the_city(), ids=lambda row: row["metric_id"])
def test_every_target_of_the_city_is_shown_and_has_its_pace_where_a_metric_exists(found, row):
    target = found[row["metric_id"]]
    if target.reading:
        progress = target.reading.progress
        assert target.reading.metric.id == homes()[row["metric_id"]].counted_as
        assert (progress.target, f"{progress.due_on}") == (float(row["value"]), row["period"])
        assert not progress.is_demonstration


def test_what_nobody_measures_comes_last_without_a_value(found):
    without = {name for name, target in found.items() if target.reading is None}
    assert without == set(list(found)[-2:]) == {"target_ip_talent", "target_ip_service_staff"}
    assert found["target_ip_talent"].title.zh == "知识产权管理、专业人才"


def test_targets_are_of_the_city_whatever_is_chosen(snapshot, found):
    scope = replace(default_scope(snapshot), districts=("510521",), industries=("baijiu",))
    narrowed = {t.figure.metric_id: t for t in published_targets(snapshot, scope)}
    assert narrowed["target_ip_strong_firms"].reading.value == found["target_ip_strong_firms"].reading.value == 5


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("zh", ["已公布目标", "— 无记录 · 目标 ≥ 400人", "期限2025年12月31日"]),
        ("en", ["Published targets", "— No records"]),
    ],
)
def test_the_overview_tells_every_published_target(demo_root, monkeypatch, language, told):
    app = opened("", demo_root, monkeypatch, lang=language)
    assert not app.exception
    assert [words for words in told if words not in words_of(app)] == []
