"""Waterfalls: each bar begins where the one before ended, the last level is reached, signs are read without colour."""

import pandas as pd
import pytest

from dashboard import charts, palette
from dashboard.catalog import Code, Label
from dashboard.queries import Column, Draw

NAMES = (
    Code("@before", Label("Before", "对比期")),
    Code("510502", Label("Jiangyang", "江阳区")),
    Code("510521", Label("Luxian", "泸县")),
    Code("@others", Label("Others (5)", "其余5项")),
    Code("@now", Label("Now", "本期")),
)
COLUMNS = {
    "part": Column("part", Label("Part", "构成"), None, NAMES),
    "amount": Column("amount", Label("Granted", "授权量"), Label("patents", "件")),
}
DRAW = Draw("waterfall", {"x": "amount", "y": "part", "level": "is_level"})


def rows(*amounts, parts=None):
    """Lines of a waterfall whose first and last amounts are levels."""
    names = parts or [code.code for code in NAMES]
    levels = [place in (0, len(amounts) - 1) for place in range(len(amounts))]
    return pd.DataFrame({"part": names[: len(amounts)], "amount": amounts, "is_level": levels})


def drawn(found, language="zh", draw=DRAW, **facts):
    return charts.figure(found, draw, COLUMNS, language=language, **facts)


USUAL = rows(40, 30, -50, 5, 25)


def bars(figure, name):
    return next(trace for trace in figure.data if trace.type == "bar" and trace.name == name)


def test_each_bar_begins_where_the_one_before_ended_and_the_last_level_is_reached():
    figure = drawn(USUAL)
    levels, up, down = figure.data[:3]
    assert (list(levels.base), list(levels.x), list(levels.y)) == ([0, 0], [40, 25], ["@before", "@now"])
    assert (list(up.base), list(up.x), list(up.y)) == ([40, 20], [30, 5], ["510502", "@others"])
    assert (list(down.base), list(down.x), list(down.y)) == ([70], [-50], ["510521"])


def test_what_adds_and_what_takes_away_differ_in_colour_sign_and_word():
    figure = drawn(USUAL)
    assert bars(figure, "▲ 拉动").marker.color == palette.LIGHT.primary
    assert bars(figure, "▼ 下拉").marker.color == palette.LIGHT.accent
    assert bars(drawn(USUAL, "en"), "▼ Takes away").hovertemplate == (
        "<b>%{customdata[1]}</b><br>▼ %{customdata[3]:,.0f} patents<extra></extra>"
    )
    assert [a.text for a in figure.layout.annotations] == ["40", "▲ 30", "▼ 50", "▲ 5", "25"]


def test_amounts_are_written_as_the_rows_word_them():
    worded = USUAL.assign(words=["40.0", "30.0", "50.0", "5.0", "25.0"])
    figure = drawn(worded, draw=Draw("waterfall", {**DRAW.options, "words": "words"}))
    assert [a.text for a in figure.layout.annotations] == ["40.0", "▲ 30.0", "▼ 50.0", "▲ 5.0", "25.0"]


def test_lines_lead_from_each_bar_to_the_next():
    connectors = drawn(USUAL).data[-1]
    assert list(connectors.x) == [40, 40, None, 70, 70, None, 20, 20, None, 25, 25, None]
    assert list(connectors.y)[:5] == ["@before", "510502", None, "510502", "510521"]
    assert connectors.hoverinfo == "skip"


def test_lines_are_read_from_top_to_bottom_in_the_order_of_the_rows():
    axis = drawn(USUAL).layout.yaxis
    assert axis.range == (4.5, -0.5)
    assert axis.ticktext == ("对比期", "江阳区", "泸县", "其余5项", "本期")


def test_an_axis_that_starts_above_zero_says_so():
    figure = drawn(rows(2960, -122, -103, -125, 2610))
    assert figure.layout.xaxis.range[0] > 2000
    assert figure.layout.xaxis.title.text == "件 · 横轴起点为2,400"
    levels = figure.data[0]
    assert (list(levels.base), list(levels.x)) == ([2400, 2400], [560, 210])
    assert [point[3] for point in levels.customdata] == [2960, 2610], "the tooltip keeps the level itself"


def test_a_change_as_large_as_the_level_is_drawn_from_zero():
    figure = drawn(rows(40, 30, -50, 5, 25))
    assert figure.layout.xaxis.range[0] <= 0
    assert figure.layout.xaxis.title.text == "件"


def test_moves_below_zero_stay_in_the_plot():
    low, high = drawn(rows(10, -30, 25, 0, 5)).layout.xaxis.range
    assert low < -20 and high > 10


def test_a_click_hands_over_the_code_of_the_part():
    assert [point[0] for point in bars(drawn(USUAL), "▲ 拉动").customdata] == ["510502", "@others"]


def test_a_selected_part_stands_out_and_the_levels_stay():
    figure = drawn(USUAL, selected=frozenset({"510502"}))
    assert list(bars(figure, "▲ 拉动").marker.opacity) == [1, 0.35]
    assert list(figure.data[0].marker.opacity) == [1, 1]


@pytest.mark.parametrize("number", [1, 40])
def test_few_and_many_parts_have_a_line_each(number):
    names = ["@before", *(f"示例企业{n:04}" for n in range(number)), "@now"]
    figure = drawn(rows(0, *[1] * number, number, parts=names))
    assert len(figure.layout.yaxis.tickvals) == number + 2
    assert figure.layout.height >= 20 * (number + 2)


def test_a_part_that_is_missing_moves_nothing():
    figure = drawn(rows(1, None, 5, 0, 6))
    assert list(figure.data[0].x) == [1, 6]
    assert list(bars(figure, "▲ 拉动").y) == ["510521", "@others"]
