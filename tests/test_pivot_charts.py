"""What an answer of the explorer is drawn as: only what adds is stacked, and every mark knows what it stands for."""

from datetime import date

import pytest

from dashboard import charts, pivot_charts
from dashboard.pivot import Pivot
from tests.test_explorer import YEARS, ask, con  # noqa: F401 - fixtures

FLOW, STOCK, RATIO, DISTINCT = "pledge_loans", "valid_invention_patents", "high_value_share", "pledge_financing_firms"


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        (Pivot((FLOW,)), ("rank", "bar")),
        (Pivot((FLOW,), show="change"), ("bar",)),
        (Pivot((FLOW,), ("year",)), ("bar", "line")),
        (Pivot((FLOW,), column="year"), ("line", "bar", "heat")),
        (Pivot((DISTINCT,), column="year"), ("line", "heat")),
        (Pivot((FLOW,), ("lender",), "collateral_kind"), ("heat", "rank")),
        (Pivot((RATIO,), ("district",), "applicant_class"), ("heat",)),
        (Pivot((RATIO,), ("district",), "applicant_class", show="change"), ()),
        (Pivot((FLOW,), ()), ()),
    ],
)
def test_only_numbers_that_add_are_stacked_and_no_change_is_ranked_from_zero(asked, kinds):
    assert pivot_charts.kinds(asked) == kinds


def test_a_line_is_drawn_for_each_row_over_the_columns(ask):  # noqa: F811
    [drawing] = pivot_charts.drawings(ask(STOCK, rows=("applicant_class",), column="year", scope=YEARS), "zh")
    assert (drawing.draw.kind, drawing.draw.options) == ("line", {"x": "time", "y": "value", "by": "first"})
    assert drawing.rows[["first", "time", "value"]].values.tolist()[:2] == [
        ["enterprise", date(2022, 1, 1), 1.0], ["university", date(2022, 1, 1), 0.0],
    ]  # fmt: skip


def test_totals_and_the_rest_are_no_marks(ask):  # noqa: F811
    [drawing] = pivot_charts.drawings(ask(FLOW, rows=("lender",), top=1), "zh")
    assert drawing.rows[["first", "value"]].values.tolist() == [["工行", 3.0]]


@pytest.mark.parametrize("kind", ["heat", "line", "bar"])
def test_a_mark_tells_what_it_stands_for(ask, kind):  # noqa: F811
    [drawing] = pivot_charts.drawings(ask(FLOW, column="year", scope=YEARS, chart=kind), "zh")
    assert drawing.draw.kind == kind
    codes = pivot_charts.codes_of(drawing, {"act": "open", "code": "510521", "x": "2024-01-01"})
    assert codes == {"district": "510521", "year": "2024-01-01"}
    assert pivot_charts.codes_of(drawing, {}) is None


@pytest.mark.parametrize(
    ("rows", "column", "show"),
    [(("district",), None, "value"), (("district", "applicant_class"), "year", "value"), (("year",), None, "change"),
     (("district",), "applicant_class", "share"), (("organisation", "year"), None, "value")],
)  # fmt: skip
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_drawing_can_be_drawn(ask, rows, column, show, language):  # noqa: F811
    answer = ask("inventions_granted", rows=rows, column=column, show=show, scope=YEARS)
    drawn = pivot_charts.drawings(answer, language)
    assert drawn
    for drawing in drawn:
        made = charts.figure(drawing.rows, drawing.draw, drawing.columns, language=language, grain="year")
        assert made["data"]
