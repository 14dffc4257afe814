"""How a reading stands: changes in per cent, of shares in points, never per cent of per cents."""

from datetime import date

import pytest

from dashboard import queries, standing
from dashboard.metrics import Reading

SINCE, UNTIL = date(2024, 1, 1), date(2024, 12, 31)


def reading(metric, value, prior):
    return Reading(queries.metrics()[metric], "reported", value, SINCE, UNTIL, prior)


@pytest.mark.parametrize(
    ("metric", "value", "prior", "zh", "en", "mark", "sense"),
    [
        ("patents_granted", 110, 100, "+10.0%", "+10.0%", "▲", "good"),
        ("patents_granted", 90, 100, "−10.0%", "−10.0%", "▼", "bad"),
        ("patents_granted", 10000, 10001, "0.0%", "0.0%", "", ""),
        ("residents_per_station", 90, 100, "−10.0%", "−10.0%", "▼", "good"),
        # Not +20 %: a share that grows from a half to six tenths has gained ten points.
        ("push_hit_rate", 60.0, 50.0, "+10个百分点", "+10 points", "▲", "good"),
        ("push_hit_rate", 70.0, 71.43, "−1.43个百分点", "−1.43 points", "▼", "bad"),
        ("push_hit_rate", 70.0, 70.004, "0个百分点", "0 points", "", ""),
    ],
)
def test_a_change_is_told_in_per_cent_and_of_a_share_in_points(metric, value, prior, zh, en, mark, sense):
    one = reading(metric, value, prior)
    assert standing.change(one, "zh") == standing.Change(zh, mark, sense)
    assert standing.change(one, "en").words == en


@pytest.mark.parametrize(
    ("metric", "value", "prior", "compare", "zh", "en"),
    [
        ("patents_granted", 110, 100, "yoy", "同比增长10.0%", "up 10.0% year on year"),
        ("push_hit_rate", 60.0, 50.0, "yoy", "同比提高10个百分点", "up by 10 points year on year"),
        ("push_hit_rate", 48.5, 50.0, "previous", "环比下降1.5个百分点", "down by 1.5 points on the previous period"),
        ("push_hit_rate", 50.0, 50.0, "yoy", "同比持平", "unchanged year on year"),
        ("push_hit_rate", 60.0, 50.0, "none", "", ""),
        ("push_hit_rate", 60.0, None, "yoy", "", ""),
    ],
)
def test_the_phrase_says_the_same_in_a_sentence(metric, value, prior, compare, zh, en):
    one = reading(metric, value, prior)
    assert (standing.phrase(one, compare, "zh"), standing.phrase(one, compare, "en")) == (zh, en)


def test_where_nothing_is_compared_there_is_no_change():
    assert standing.change(reading("push_hit_rate", 60.0, None), "zh") is None
