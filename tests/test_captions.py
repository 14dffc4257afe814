"""What stands below figures: among others, what a ranking of districts leaves out."""

import re

import pytest

from dashboard import captions, catalog, metrics, queries
from dashboard.scope import default_scope


@pytest.fixture(scope="module")
def snapshot(demo_root):
    return catalog.shelf(demo_root / "snapshots").in_force


def test_districts_and_what_states_none_add_up_to_the_city(snapshot):
    scope, metric = default_scope(snapshot), queries.metrics()["patents_granted"]
    told = captions.unplaced(metric, scope, snapshot)
    rows = metrics.ranking(snapshot, metric.id, scope)
    city = metrics.read(snapshot, [metric.id], scope)[metric.id].value
    assert re.fullmatch(r"另有\d+件未载明区县", told)
    assert rows["value"].sum() + int(re.search(r"\d+", told)[0]) == city


def test_of_a_share_no_rest_is_told(snapshot):
    assert captions.unplaced(queries.metrics()["high_value_share"], default_scope(snapshot), snapshot) is None
