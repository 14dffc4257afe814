"""The element that draws figures: what it hands to pages, and that its script knows what charts may use."""

import json
import re

from dashboard.charts.lines import MARKERS
from dashboard.ui import plot


def test_the_script_is_one_module_with_one_way_in_and_fetches_nothing():
    script = plot.script()
    assert script.count("export default function") == 1
    assert not re.search(r"^import |https?://|fetch\(", script, re.MULTILINE)


def test_every_symbol_of_a_series_can_be_drawn():
    """The script lists its symbols one a line; `line-ns-open` is drawn as the outline of `line-ns`."""
    known = set(re.findall(r'^  "?([a-z-]+)"?: \(r\) =>', plot.script(), re.MULTILINE))
    others = {"line-ns", "line-ew", "line-ne", "square-x"}
    assert {*MARKERS, *others} <= known


def test_an_event_is_read_from_the_state_of_its_figure_and_from_no_other(monkeypatch):
    said = {"act": "select", "part": "mark", "code": "510502", "x": None}
    monkeypatch.setattr(plot.st, "session_state", {"rank": {"event": said}, "trend": {}})
    assert plot.event_of("rank") == said
    assert plot.event_of("trend") is None
    assert plot.event_of("map") is None


def test_a_figure_of_its_own_carries_no_script_worth_mentioning():
    """Streamlit sends the script of an element with every element on every run."""
    assert len(plot.STUB) < 1000
    assert len(json.dumps(plot.script())) > 30_000
