"""A sparkline says what its values say, in a few hundred bytes."""

import re
from xml.etree import ElementTree

from dashboard.charts.sparks import sparkline


def test_bars_stand_on_zero_and_the_tallest_fills_the_height():
    drawn = sparkline([0, 5, 10], bars=True, ink="#123456")
    assert [float(h) for h in re.findall(r"v-([\d.]+)", drawn)] == [0.5, 11.0, 22.0]


def test_a_line_runs_between_its_own_bounds_and_marks_its_end():
    drawn = sparkline([100, 110, 105], bars=False, ink="#123456")
    path = re.findall(r'<path d="M([^"Z]+)" fill="none"', drawn)[0]
    assert path == "3.0 25.0L120.0 3.0L237.0 14.0"
    assert 'cx="237.0" cy="14.0"' in drawn


def test_equal_values_are_a_flat_line_and_no_division_by_zero():
    assert "3.0 25.0L120.0 25.0L237.0 25.0" in sparkline([41, 41, 41], bars=False, ink="#123456")


def test_it_is_well_formed_and_small():
    drawn = sparkline(range(24), bars=False, ink="#123456")
    assert ElementTree.fromstring(drawn).tag.endswith("svg")
    assert len(drawn) < 1200
