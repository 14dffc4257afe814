"""Figures: what is drawn, in whose words and colours, and what is not hidden."""

import tomllib
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from dashboard import catalog, charts, palette
from dashboard.catalog import Code, Label
from dashboard.charts import axes, districts
from dashboard.queries import Column, Draw

TYPES = (
    Code("invention", Label("Invention", "发明")),
    Code("utility_model", Label("Utility model", "实用新型")),
    Code("design", Label("Design", "外观设计")),
)
PLACES = catalog.code_list("districts")
PATENTS = Label("patents", "件")
COLUMNS = {
    "month": Column("month", Label("Month", "月份")),
    "year": Column("year", Label("Year", "年份")),
    "patent_type": Column("patent_type", Label("Type", "专利类型"), None, TYPES),
    "district_code": Column("district_code", Label("District", "区县"), None, PLACES),
    "granted": Column("granted", Label("Granted", "授权量"), PATENTS),
    "earlier": Column("earlier", Label("Granted a year earlier", "上年同期授权量"), PATENTS),
    "share": Column("share", Label("Share", "占比")),
    "credit": Column("credit", Label("Credit line", "授信额"), Label("CNY", "元")),
    "disbursed": Column("disbursed", Label("Disbursed", "放款额"), Label("CNY", "元")),
    "bucket": Column("bucket", Label("Matures within", "距到期")),
    "applicant": Column("applicant", Label("Applicant", "申请人")),
    "hour": Column("hour", Label("Hour", "时段")),
    "hall": Column("hall", Label("Hall", "展馆")),
}
MONTHS = pd.to_datetime(["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"])
MONTHLY = pd.DataFrame({"month": MONTHS, "granted": [120, 80, 100, 30], "earlier": [90, 95, 99, 101]})
BY_TYPE = pd.DataFrame(
    {
        "month": MONTHS.repeat(2),
        "patent_type": ["design", "invention"] * 4,
        "granted": [10, 30, 20, 30, 25, 75, 5, 15],
    }
)
RANKED = pd.DataFrame(
    {
        "district_code": ["510502", "510504", None],
        "granted": [880.0, 720.0, 80.0],
        "earlier": [800.0, 900.0, 60.0],
        "share": [0.524, 0.429, 0.048],
    }
)
FINANCE = pd.DataFrame({"month": MONTHS, "credit": [2e7, 3e7, 4e7, 5e7], "disbursed": [1e7, 1.5e7, 2e7, 2.5e7]})
LADDER = pd.DataFrame({"bucket": ["30天内", "31–90天", "91–180天"], "disbursed": [8e6, 2.1e7, 3.3e7]})
HALLS = pd.DataFrame({"hour": [10, 9, 10], "hall": ["A", "B", "B"], "granted": [7, 5, 9]})
FALLS = pd.DataFrame(
    {"district_code": ["510500", "510502", None, "510504"], "granted": [90, 30, -20, 100],
     "is_level": [True, False, False, True]}
)  # fmt: skip
COHORTS = pd.DataFrame({"year": pd.to_datetime(["2023-01-01", "2024-01-01"]), "granted": [40, 60], "earlier": [30, 20]})
FIRST_QUARTER = date(2024, 3, 31)
# One draw line of every kind, with rows to draw.
DRAWN = {
    "line": (MONTHLY, "x=month y=granted prior=earlier"),
    "lines_by_day": (HALLS, "x=hour y=granted by=hall"),
    "area": (BY_TYPE, "x=month y=granted by=patent_type"),
    "bar": (BY_TYPE, "x=month y=granted by=patent_type"),
    "grouped": (FINANCE, "x=month y=credit,disbursed"),
    "ladder": (LADDER, "x=bucket y=disbursed"),
    "funnel": (COHORTS, "of=year y=granted,earlier grain=year"),
    "share": (BY_TYPE, "x=month y=granted by=patent_type"),
    "rank": (RANKED, "x=granted y=district_code share=share prior=earlier"),
    "heat": (HALLS, "x=hour y=hall z=granted"),
    "area_map": (RANKED, "value=granted code=district_code"),
    "waterfall": (FALLS, "x=granted y=district_code level=is_level"),
}


def drawn(kind, options=None, rows=None, language="zh", **facts):
    """The figure of a kind; its own rows and options unless others are given."""
    usual_rows, usual_options = DRAWN[kind]
    line = dict(pair.split("=", 1) for pair in (options or usual_options).split())
    rows = usual_rows if rows is None else rows
    return charts.figure(rows, Draw(kind, line), COLUMNS, language=language, **facts)


def named(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


# --- every kind -------------------------------------------------------------------------------


def test_every_kind_of_the_grammar_is_drawn_here():
    assert list(charts.GRAMMAR) == [
        *("line", "lines_by_day", "area", "bar", "grouped", "ladder", "funnel", "share", "rank", "heat", "area_map"),
        "waterfall",
    ]
    assert set(charts.GRAMMAR) == set(DRAWN)


@pytest.mark.parametrize("kind", DRAWN)
def test_no_rows_make_a_figure_without_traces(kind):
    figure = drawn(kind, rows=DRAWN[kind][0].iloc[:0], complete_through=FIRST_QUARTER)
    assert len(figure.data) == 0
    assert figure.layout.xaxis.visible is False


@pytest.mark.parametrize("kind", DRAWN)
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_is_valid_plotly(kind, dark, language):
    figure = drawn(kind, language=language, dark=dark, complete_through=FIRST_QUARTER, selected=frozenset({"510502"}))
    assert len(figure.data) > 0
    # Built without validation for speed; rebuilding it with validation raises on any wrong key.
    figure.__class__(figure.to_dict())


@pytest.mark.parametrize("kind", DRAWN)
def test_rows_of_missing_values_are_drawn_without_an_error(kind):
    rows, _ = DRAWN[kind]
    nothing = rows.assign(**{name: None for name in rows.columns if rows[name].dtype.kind in "if"})
    assert drawn(kind, rows=nothing).layout.height >= 150


@pytest.mark.parametrize("kind", DRAWN)
def test_the_page_prints_the_title_and_shows_through(kind):
    figure = drawn(kind)
    assert figure.layout.title.text is None
    assert figure.layout.paper_bgcolor == "rgba(0,0,0,0)"
    assert (figure.layout.clickmode, figure.layout.dragmode) == ("event+select", False)


@pytest.mark.parametrize("kind", DRAWN)
def test_nothing_in_a_figure_is_fetched(kind):
    figure = drawn(kind)
    assert {trace.type for trace in figure.data} <= {"scatter", "bar", "heatmap"}
    assert "http" not in figure.to_json()


def test_an_unknown_kind_names_those_that_exist():
    with pytest.raises(ValueError, match="draw pie`: there is no such kind; there are line, "):
        charts.figure(MONTHLY, Draw("pie", {}), COLUMNS, language="en")


def test_a_wrong_key_is_named():
    with pytest.raises(ValueError, match="lacking: y; unknown: z"):
        charts.figure(MONTHLY, Draw("line", {"x": "month", "z": "granted"}), COLUMNS, language="en")


def test_a_height_that_is_given_holds():
    assert drawn("rank", height=180).layout.height == 180


# --- words ------------------------------------------------------------------------------------


def test_codes_are_read_by_their_labels_in_both_languages():
    assert [t.name for t in drawn("bar").data] == ["发明", "外观设计"]
    assert [t.name for t in drawn("bar", language="en").data] == ["Invention", "Design"]


def test_a_missing_code_is_said_to_be_not_stated():
    assert drawn("rank").layout.yaxis.ticktext == ("江阳区", "龙马潭区", "未载明")
    assert drawn("rank", language="en").layout.yaxis.ticktext == ("Jiangyang", "Longmatan", "Not stated")


def test_an_empty_name_is_a_missing_one():
    rows = pd.DataFrame({"applicant": [""], "granted": [3]})
    assert drawn("rank", "x=granted y=applicant", rows).layout.yaxis.ticktext == ("未载明",)


def test_units_stand_in_axis_titles():
    assert drawn("line").layout.yaxis.title.text == "授权量（件）"
    assert drawn("line", language="en").layout.yaxis.title.text == "Granted (patents)"
    assert drawn("rank").layout.xaxis.title.text == "授权量（件）"
    assert drawn("share").layout.yaxis.title.text == "占比（%）"
    assert drawn("area_map").layout.legend.title.text == "件"


def test_ticks_have_no_units_and_large_ones_are_short():
    assert drawn("grouped").layout.yaxis.ticktext == ("0", "1,000万", "2,000万", "3,000万", "4,000万", "5,000万")
    assert drawn("grouped", language="en").layout.yaxis.ticktext == ("0", "10M", "20M", "30M", "40M", "50M")
    assert drawn("line").layout.yaxis.ticktext is None


def test_tooltips_are_exact_and_carry_the_unit():
    assert named(drawn("line"), "授权量").hovertemplate == "%{fullData.name}  %{y:,.0f}件<extra></extra>"
    assert named(drawn("line", language="en"), "Granted").hovertemplate.endswith("%{y:,.0f} patents<extra></extra>")
    assert named(drawn("grouped", language="en"), "Disbursed").hovertemplate.endswith("CNY %{y:,.0f}<extra></extra>")


def test_tooltips_name_the_period_at_the_grain():
    assert drawn("line").layout.xaxis.hoverformat == "%Y年%-m月"
    assert drawn("line", grain="quarter").layout.xaxis.hoverformat == "%Y年第%q季度"
    assert drawn("line", language="en", grain="quarter").layout.xaxis.hoverformat == "Q%q %Y"
    assert drawn("line", language="en").layout.xaxis.hoverformat == "%b %Y"


def test_a_query_may_fix_its_grain():
    figure = drawn("line", "x=month y=granted grain=year", grain="month")
    assert figure.layout.xaxis.hoverformat == "%Y年"


def test_names_from_files_are_shown_as_they_are_written():
    rows = pd.DataFrame({"applicant": ["A<base:Sup>x & Co"], "granted": [3]})
    figure = drawn("rank", "x=granted y=applicant", rows)
    assert figure.layout.yaxis.ticktext == ("A&lt;base:Sup&gt;x &amp; Co",)


def test_long_names_are_wrapped_and_never_cut():
    name = "四川省泸州市示例高新技术装备制造股份有限公司研究院"
    rows = pd.DataFrame({"applicant": [name], "granted": [3]})
    [shown] = drawn("rank", "x=granted y=applicant", rows).layout.yaxis.ticktext
    assert shown.replace("<br>", "") == name
    assert [len(line) for line in shown.split("<br>")] == [13, 12]


# --- colours ----------------------------------------------------------------------------------


def test_a_category_keeps_its_colour_when_others_are_filtered_out():
    everything = named(drawn("bar"), "外观设计").marker.color
    alone = named(drawn("bar", rows=BY_TYPE[BY_TYPE.patent_type == "design"]), "外观设计").marker.color
    assert everything == alone == "#c08318"


def test_a_code_without_a_meaning_of_its_own_takes_its_place_in_the_contract():
    assert palette.colour("second", ("first", "second")) == palette.CATEGORICAL[1]
    assert palette.colour("泸州某银行") == palette.colour("泸州某银行")
    assert palette.colour("2023") != palette.colour("2024")


def test_names_without_codes_never_share_a_colour_in_a_figure():
    names = [f"示例银行{number:02}" for number in range(10)]
    assert len(set(palette.colours(names).values())) == 10
    assert palette.colours(names)[names[0]] == palette.colour(names[0])


def test_districts_types_and_industries_have_a_colour_each():
    for codes in (PLACES, TYPES, catalog.code_list("industries")):
        assert len({palette.colour(c.code) for c in codes}) == len(codes)
        assert all(c.code in palette.TONE_OF_CODE for c in codes)


def test_lines_are_told_apart_without_colour():
    assert [t.marker.symbol for t in drawn("line", "x=month y=granted by=patent_type", BY_TYPE).data] == [
        "circle",
        "square",
    ]


@pytest.mark.parametrize("dark", [False, True])
def test_every_tone_stands_out_from_its_surface(dark):
    surface = palette.surface(dark)
    assert min(palette.contrast(pair[dark], surface.background) for pair in palette.TONES.values()) >= 3
    assert palette.contrast(surface.text, surface.panel) >= 7
    assert palette.contrast(surface.muted, surface.panel) >= 4.5


# --- incomplete periods -----------------------------------------------------------------------


def test_incomplete_bars_are_hatched():
    figure = drawn("bar", "x=month y=granted", MONTHLY, complete_through=FIRST_QUARTER)
    assert list(figure.data[0].marker.pattern.shape) == ["", "", "", "/"]


def test_an_incomplete_end_is_dashed_shaded_and_named():
    figure = drawn("line", complete_through=FIRST_QUARTER)
    dashed, solid, prior = figure.data
    assert (dashed.line.dash, list(dashed.y)) == ("dash", [120, 80, 100, 30])
    assert (solid.line.dash, list(solid.y)) == (None, [120, 80, 100])
    assert (prior.line.dash, prior.name) == ("dot", "上年同期授权量")
    assert [note.text for note in figure.layout.annotations] == ["数据未齐"]
    [band] = figure.layout.shapes
    assert (band.x0, band.x1) == ("2024-03-17", "2024-04-16")


def test_a_month_is_complete_on_its_last_day_only():
    assert len(drawn("line", complete_through=date(2024, 4, 29)).layout.shapes) == 1
    assert len(drawn("line", complete_through=date(2024, 4, 30)).layout.shapes) == 0


def test_a_quarter_of_which_a_month_is_missing_is_incomplete():
    quarters = pd.DataFrame({"month": pd.to_datetime(["2024-01-01", "2024-04-01"]), "granted": [300, 70]})
    figure = drawn("bar", "x=month y=granted", quarters, grain="quarter", complete_through=date(2024, 5, 31))
    assert list(figure.data[0].marker.pattern.shape) == ["", "/"]


def test_dates_that_lie_ahead_by_nature_are_not_incomplete():
    figure = drawn("bar", "x=month y=granted ahead=yes", MONTHLY, complete_through=date(2023, 12, 31))
    assert list(figure.data[0].marker.pattern.shape) == ["", "", "", ""]
    assert len(figure.layout.annotations) == 0


def test_the_end_of_an_incomplete_stack_is_striped():
    *stack, stripes = drawn("area", complete_through=FIRST_QUARTER).data
    assert [t.name for t in stack] == ["发明", "外观设计"]
    assert list(stripes.x) == ["2024-03-01", "2024-03-01", "2024-04-01", "2024-04-01"]
    assert list(stripes.y) == [0, 100, 20, 0]


def test_an_incomplete_column_of_a_heat_map_is_framed_and_named():
    figure = drawn("heat", "x=month y=patent_type z=granted", BY_TYPE, complete_through=FIRST_QUARTER)
    assert [(s.x0, s.x1) for s in figure.layout.shapes] == [(2.5, 3.5)]
    assert [note.text for note in figure.layout.annotations] == ["数据未齐"]


# --- kinds ------------------------------------------------------------------------------------


def test_series_come_in_the_order_of_the_contract():
    assert [t.name for t in drawn("area").data] == ["发明", "外观设计"]


def test_quantities_that_do_not_add_stand_side_by_side():
    figure = drawn("grouped")
    assert figure.layout.barmode == "group"
    assert [t.name for t in figure.data] == ["授信额", "放款额"]
    assert figure.layout.yaxis.title.text == "元"


def test_shares_make_a_whole_and_keep_the_quantity():
    invention, design = drawn("share").data
    assert list(invention.y) == [75.0, 60.0, 75.0, 75.0]
    assert list(design.y) == [25.0, 40.0, 25.0, 25.0]
    assert invention.customdata[0] == ["invention", "发明", "2024-01-01", 30]


def test_a_ranking_keeps_the_order_of_the_rows_and_writes_values_at_the_ends():
    figure = drawn("rank")
    assert figure.layout.yaxis.categoryarray == ("510502", "510504", "")
    assert figure.layout.yaxis.range == (2.5, -0.5)
    # A blank as wide as a digit keeps the shares in line.
    assert [a.text for a in figure.layout.annotations] == ["880 · 52.4%", "720 · 42.9%", "80 · \u20074.8%"]


def test_the_values_of_a_ranking_stand_in_a_column_of_the_margin():
    figure = drawn("rank")
    labels = figure.layout.annotations
    assert [(a.xref, a.x, a.xanchor, a.y) for a in labels] == [("paper", 1, "right", place) for place in range(3)]
    # Eleven half-width characters of 7.3 pixels, with a blank before and after them.
    assert {a.xshift for a in labels} == {81 + 12}
    assert figure.layout.margin.r == 81 + 18
    # The longest bar or mark ends before the plot does.
    assert figure.layout.xaxis.range == (0, 900 * 1.02)


def test_a_ranking_without_room_sets_long_names_small():
    rows = pd.DataFrame(
        {"applicant": ["四川省泸州市示例高新技术装备制造股份有限公司研究院", "某厂"], "granted": [3, 2]}
    )
    small, usual = drawn("rank", "x=granted y=applicant", rows, height=120).layout.yaxis.ticktext
    assert small.startswith('<span style="font-size:11px">四川省泸州市示例高新技术装<br>')
    assert usual == "某厂"
    assert "span" not in drawn("rank", "x=granted y=applicant", rows).layout.yaxis.ticktext[0]


def test_a_cell_without_a_row_is_missing_and_not_zero():
    colours, *_, touch = drawn("heat").data
    assert [list(line) for line in colours.z] == [[None, 7], [5, 9]]
    assert list(colours.x) == ["9", "10"]
    assert list(touch.marker.opacity) == [0.45, 0, 0, 0]
    assert (colours.zmin, colours.zmax) == (0, 9)
    assert "无数据" in touch.hovertemplate[0]


def test_the_values_of_cells_stand_in_the_ink_that_contrasts():
    inks = {t.textfont.color: list(t.text) for t in drawn("heat").data if t.type == "bar"}
    assert inks == {"#ffffff": ["7", "9"], "#1b2a38": ["5"]}
    dark = {t.textfont.color: list(t.text) for t in drawn("heat", dark=True).data if t.type == "bar"}
    assert dark == {"#1b2a38": ["7", "5", "9"]}


def test_the_values_of_cells_are_hidden_together_where_there_is_no_room():
    figure = drawn("heat", rows=HALLS.assign(granted=[7, 1234, 56]))
    assert (figure.layout.uniformtext.minsize, figure.layout.uniformtext.mode) == (9, "hide")
    assert sorted(len(word) for t in figure.data if t.type == "bar" for word in t.text) == [5, 5, 5]


def test_many_cells_have_a_colour_bar_instead_of_values():
    rows = pd.DataFrame([{"hour": hour, "hall": f"{hall}", "granted": 1} for hour in range(13) for hall in range(10)])
    colours, touch = drawn("heat", rows=rows).data
    assert (colours.type, touch.type) == ("heatmap", "scatter")
    assert colours.colorbar.title.text == "授权量（件）"


def test_a_shade_between_two_steps_is_mixed():
    assert palette.blend(("#000000", "#646464", "#ffffff"), 0.25) == "#323232"
    assert palette.blend(("#000000", "#646464", "#ffffff"), 1) == "#ffffff"


def test_the_nearest_bucket_of_a_ladder_is_the_darkest():
    shades = drawn("ladder").data[0].marker.color
    lights = [palette.contrast(shade, "#ffffff") for shade in shades]
    assert lights == sorted(lights, reverse=True)


def test_few_bars_say_their_values():
    assert list(drawn("ladder").data[0].text) == ["800万", "2,100万", "3,300万"]


@pytest.mark.parametrize("kind", ["line", "bar", "rank"])
def test_a_period_before_of_which_nothing_is_known_is_not_drawn(kind):
    rows, by = (RANKED, "x=granted y=district_code") if kind == "rank" else (MONTHLY, "x=month y=granted")
    figure = drawn(kind, f"{by} prior=earlier", rows.assign(earlier=None))
    assert [t.name for t in figure.data] == ["授权量"]
    assert figure.layout.showlegend is False


def test_a_count_has_whole_ticks_even_when_all_of_it_is_zero():
    for kind in ("bar", "line"):
        assert drawn(kind, "x=month y=granted", MONTHLY.assign(granted=0)).layout.yaxis.dtick == 1
    assert drawn("bar", "x=month y=granted", MONTHLY.assign(granted=0.25)).layout.yaxis.dtick is None


def test_a_line_far_above_zero_is_drawn_without_it():
    slow = MONTHLY.assign(granted=[5000, 5100, 5150, 5200], earlier=[4700, 4800, 4900, 5000])
    axis = drawn("line", rows=slow).layout.yaxis
    assert (axis.rangemode, axis.range) == ("normal", (4640, 5260))
    assert axis.ticktext == ("4,700", "4,800", "4,900", "5,000", "5,100", "5,200")
    bars = drawn("bar", "x=month y=granted prior=earlier", slow).layout.yaxis
    assert (bars.rangemode, bars.range) == ("tozero", None)


def test_a_line_near_zero_or_without_change_starts_at_zero():
    for values in ([60, 70, 80, 100], [3, 3, 3, 3]):
        axis = drawn("line", "x=month y=granted", MONTHLY.assign(granted=values)).layout.yaxis
        assert (axis.rangemode, axis.range) == ("tozero", None)


def test_ticks_that_would_read_the_same_are_written_in_full():
    close = MONTHLY.assign(granted=[520010, 520020, 520030, 520040])
    assert drawn("line", "x=month y=granted", close).layout.yaxis.ticktext == (
        *("520,010", "520,020", "520,030", "520,040"),
    )


# --- room -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["line", "area", "bar", "grouped", "share", "rank"])
def test_legends_stand_at_the_top_and_their_entries_flow(kind):
    figure = drawn(kind)
    legend = figure.layout.legend
    assert (legend.orientation, legend.xref, legend.yref, legend.y, legend.yanchor) == (
        *("h", "container", "container", 1, "top"),
    )
    # Plotly lets entries flow only when each is a group of its own.
    groups = [t.legendgroup for t in figure.data if t.showlegend is not False]
    assert legend.traceorder == "grouped"
    assert None not in groups
    assert len(set(groups)) == len(groups) == 2


def test_a_note_stands_between_the_legend_and_the_plot():
    figure = drawn("line", complete_through=FIRST_QUARTER, height=300)
    assert (figure.layout.annotations[0].yref, figure.layout.yaxis.domain) == ("y domain", (0, 0.929))
    alone = drawn("line", "x=month y=granted", complete_through=FIRST_QUARTER)
    assert (alone.layout.margin.t, alone.layout.yaxis.domain) == (28, None)


def test_an_axis_without_a_title_keeps_no_room_for_one():
    assert drawn("line").layout.xaxis.title.text is None


# --- selection --------------------------------------------------------------------------------


def test_what_is_not_selected_is_pale():
    figure = drawn("rank", selected=frozenset({"510504"}))
    assert list(figure.data[0].marker.opacity) == [0.35, 1.0, 0.35]


def test_a_stack_without_the_selected_code_is_pale_too():
    rows = pd.DataFrame(
        {
            "district_code": ["510502", "510504", "510504"],
            "patent_type": ["invention", "invention", "design"],
            "granted": [8, 5, 3],
        }
    )
    ranked = drawn("rank", "x=granted y=district_code by=patent_type", rows, selected=frozenset({"510502"}))
    assert list(named(ranked, "发明").marker.opacity) == [1.0, 0.35]
    assert list(named(ranked, "外观设计").marker.opacity) == [0.35]
    upright = drawn("bar", "x=district_code y=granted by=patent_type", rows, selected=frozenset({"design"}))
    assert list(named(upright, "发明").marker.opacity) == [0.35, 0.35]
    assert list(named(upright, "外观设计").marker.opacity) == [1.0]


def test_a_selection_that_is_not_in_the_figure_pales_nothing():
    figure = drawn("rank", selected=frozenset({"baijiu"}))
    assert list(figure.data[0].marker.opacity) == [1.0, 1.0, 1.0]


def test_a_click_hands_over_the_code_first_and_then_its_label():
    assert drawn("rank").data[0].customdata[0][:2] == ["510502", "江阳区"]
    assert drawn("line", "x=month y=granted by=patent_type", BY_TYPE).data[0].customdata[0][:2] == ["invention", "发明"]
    assert drawn("bar", "x=district_code y=granted", RANKED).data[0].customdata[1][:2] == ["510504", "龙马潭区"]
    assert drawn("heat").data[-1].customdata[0][:2] == ["A", "A"]


def test_a_click_anywhere_in_a_district_hands_over_that_district():
    found = [t for t in drawn("area_map").data if t.customdata]
    codes = {point[0] for trace in found for point in trace.customdata}
    assert codes == {"510502", "510503", "510504", "510521", "510522", "510524", "510525"}


def test_a_funnel_says_its_steps_with_their_share_of_the_first_and_stacks_the_years_they_began_in():
    figure = drawn("funnel")
    assert [(trace.meta, trace.customdata[0][0], trace.x[0]) for trace in figure.data] == [
        ("granted", "2023-01-01", 40), ("earlier", "2023-01-01", 30),
        ("granted", "2024-01-01", 60), ("earlier", "2024-01-01", 20),
    ]  # fmt: skip
    assert [note.text for note in figure.layout.annotations] == ["100 · 100.0%", "50 · \u200750.0%"]
    assert [trace.name for trace in figure.data if trace.showlegend] == ["2023年", "2024年"]
    assert figure.data[3].hovertemplate == "<b>上年同期授权量 · 2024年</b><br>%{x:,.0f}件 · 占比 33.3%<extra></extra>"


def test_a_funnel_of_one_year_needs_no_legend():
    figure = drawn("funnel", rows=COHORTS.iloc[1:])
    assert figure.layout.showlegend is False
    assert list(figure.layout.yaxis.ticktext) == ["授权量", "上年同期授权量"]


# --- district map -----------------------------------------------------------------------------


def test_the_map_draws_seven_districts_and_keeps_their_proportions():
    figure = drawn("area_map")
    assert len([t for t in figure.data if t.fill == "toself"]) == 7
    assert figure.layout.yaxis.scaleanchor == "x"
    assert figure.layout.yaxis.scaleratio == pytest.approx(1.14, abs=0.01)


def test_the_legend_of_the_map_gives_the_range_of_each_class():
    rows = pd.DataFrame({"district_code": [c.code for c in PLACES], "granted": [880, 310, 720, 240, 160, 90, 130]})
    figure = drawn("area_map", rows=rows)
    assert [t.name for t in figure.data if t.name] == ["90", "130–160", "240", "310–720", "880"]


def test_names_of_districts_on_a_small_map_stand_a_line_apart():
    notes = drawn("area_map", height=196).layout.annotations
    lats = [lat for district in districts.districts() for _, lat in district.ring]
    line = (max(lats) - min(lats)) / 176 * districts.LINE
    heights = {note.text: note.y for note in notes}
    assert heights["龙马潭区"] - heights["江阳区"] >= line - 1e-6
    assert heights["泸县"] - heights["龙马潭区"] >= line - 1e-6
    assert {note.y for note in drawn("area_map", height=900).layout.annotations} == {
        district.centre[1] for district in districts.districts()
    }


def test_a_district_without_a_value_is_hatched_and_never_zero():
    figure = drawn("area_map")
    naxi = next(t for t in figure.data if t.meta == "510503")
    assert (naxi.fillpattern.shape, naxi.fillcolor) == ("/", None)
    assert [t.name for t in figure.data if t.name] == ["720", "880", "无数据"]


def test_a_selected_district_is_outlined_over_its_neighbours():
    shapes = [t for t in drawn("area_map", selected=frozenset({"510502"})).data if t.meta]
    assert shapes[-1].meta == "510502"
    assert (shapes[-1].line.width, shapes[-1].line.color) == (3, palette.LIGHT.accent)


def test_neighbours_are_drawn_around_the_city_as_a_plain_ground():
    places = {"partner": Column("partner", Label("Partner", "通办地区"), None, catalog.code_list("service_partners"))}
    rows = pd.DataFrame({"partner": ["500153", "500116"], "granted": [76.0, 46.0]})
    draw = Draw("area_map", {"value": "granted", "code": "partner"})
    figure = charts.figure(rows, draw, COLUMNS | places, language="zh")
    outlines = [t for t in figure.data if t.fill == "toself"]
    assert len([t for t in outlines if t.meta is None]) == 7
    assert {t.meta for t in outlines} - {None} == {"500153", "500116", "500118"}
    yongchuan = next(t for t in outlines if t.meta == "500118")
    assert yongchuan.fillpattern.shape == "/"
    touched = {point[0] for trace in figure.data if trace.customdata for point in trace.customdata}
    assert touched == {"500153", "500116", "500118"}
    assert {a.text for a in figure.layout.annotations} == {"荣昌区", "江津区", "永川区", "泸州市"}


# --- theme ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def theme():
    path = Path(catalog.ROOT) / ".streamlit" / "config.toml"
    return tomllib.loads(path.read_text("utf-8"))["theme"]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_theme_and_the_charts_have_one_palette(theme, mode):
    dark = mode == "dark"
    said, surface = theme[mode], palette.surface(dark)
    assert said["primaryColor"] == surface.primary
    assert said["backgroundColor"] == surface.background
    assert said["secondaryBackgroundColor"] == surface.panel
    assert said["textColor"] == surface.text
    assert said["borderColor"] == surface.border
    assert said["dataframeBorderColor"] == surface.grid
    assert said["dataframeHeaderTextColor"] == surface.muted
    assert said["redColor"] == surface.accent
    assert tuple(said["chartCategoricalColors"]) == (palette.CATEGORICAL_DARK if dark else palette.CATEGORICAL)
    assert tuple(said["chartSequentialColors"]) == palette.sequential(dark)
    assert tuple(said["chartDivergingColors"]) == (palette.DIVERGING_DARK if dark else palette.DIVERGING)


def test_streamlit_takes_its_scales_only_with_ten_colours(theme):
    for mode in ("light", "dark"):
        assert len(theme[mode]["chartSequentialColors"]) == 10
        assert len(theme[mode]["chartDivergingColors"]) == 10


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_text_of_the_theme_can_be_read(theme, mode):
    said = theme[mode]
    inks = ("textColor", "linkColor", "dataframeHeaderTextColor", *(k for k in said if k.endswith("TextColor")))
    for ink in inks:
        assert palette.contrast(said[ink], said["backgroundColor"]) >= 4.5, ink
        assert palette.contrast(said[ink], said["secondaryBackgroundColor"]) >= 4.5, ink
    # Streamlit writes white on primary buttons.
    assert palette.contrast(said["primaryColor"], "#ffffff") >= 4.5


def test_pages_and_figures_ask_for_the_same_fonts_of_the_reader(theme):
    assert theme["font"] == theme["headingFont"] == axes.FONTS
    assert "http" not in theme["font"]


# --- restated -----------------------------------------------------------------------------------


def earlier(values, through=FIRST_QUARTER, **facts):
    return charts.Earlier("2024-09-30", tuple(values), through, **facts)


def test_a_restated_point_is_hollow_at_its_old_value_and_says_both():
    figure = drawn("line", "x=month y=granted", earlier=earlier([120, 75, 100, 99]))
    mark = named(figure, "自2024-09-30起更正")
    assert (mark.x, mark.y) == (("2024-02-01",), (75,))
    assert mark.marker.symbol == "circle-open"
    assert mark.customdata[0][3] == "2024-09-30快照为75，现为80（+5）"
    english = named(
        drawn("line", "x=month y=granted", language="en", earlier=earlier([120, 75, 100, 99])),
        "Restated since 2024-09-30",
    )
    assert english.customdata[0][3] == "was 75 in snapshot 2024-09-30, now 80 (+5)"


def test_periods_that_the_other_snapshot_did_not_know_are_not_restated():
    figure = drawn("line", "x=month y=granted", earlier=earlier([120, 80, 100, 5]))
    assert [trace.name for trace in figure.data] == ["授权量"]


def test_of_a_newer_snapshot_the_words_turn_round():
    figure = drawn("line", "x=month y=granted", language="en", earlier=earlier([121, 80, 100, 30], is_later=True))
    assert named(figure, "Restated in 2024-09-30").customdata[0][3] == "121 in snapshot 2024-09-30, here 120 (−1)"


@pytest.mark.parametrize("kind", ["bar", "area"])
def test_a_stack_is_marked_at_its_old_height_with_the_parts_that_differ(kind):
    # January as it was; in February one design was entered as an invention; of March one part was not there.
    figure = drawn(kind, earlier=earlier([10, 30, 19, 31, None, 75, 0, 0]))
    mark = named(figure, "自2024-09-30起更正")
    assert mark.y == (50, 75)
    assert mark.customdata[0][3] == "2024-09-30快照为50，现为50（0）<br>发明 −1 · 外观设计 +1"
    assert mark.customdata[1][3] == "2024-09-30快照为75，现为100（+25）<br>外观设计 +25"


def test_lines_are_marked_in_their_own_colours_under_one_entry_of_the_legend():
    figure = drawn("line", "x=month y=granted by=patent_type", BY_TYPE, earlier=earlier([9, 29, 20, 30, 25, 75, 0, 0]))
    marks = [trace for trace in figure.data if trace.marker.symbol == "circle-open"]
    assert [mark.showlegend for mark in marks] == [True, False]
    assert len({mark.marker.color for mark in marks}) == 2


def test_the_axis_of_a_high_line_makes_room_for_old_values():
    rows = MONTHLY.assign(granted=[1000, 1010, 1020, 1030])
    figure = drawn("line", "x=month y=granted", rows, earlier=earlier([900, 1010, 1020, 1030]))
    assert figure.layout.yaxis.range[0] <= 900


def test_categories_are_never_restated_points():
    figure = drawn("ladder", earlier=earlier([1, 2, 3]))
    assert len(figure.data) == 1


def test_an_empty_code_is_told_in_the_words_of_its_contract():
    blank = Column("level", Label("Level", "级别"), None, TYPES, Label("No level", "不分级"))
    rows = pd.DataFrame({"bucket": ["a", "b"], "level": ["design", None], "granted": [3, 2]})
    drawn = charts.figure(
        rows, Draw("rank", {"x": "granted", "y": "bucket", "by": "level"}), COLUMNS | {"level": blank}, language="zh"
    )
    assert {trace.name for trace in drawn.data} >= {"外观设计", "不分级"}
