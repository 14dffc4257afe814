"""The explorer in a real browser: a link opened cold, a heading and a number clicked."""

import pytest

pytestmark = pytest.mark.browser
FASTEST = "explorer?metric=valid_invention_patents&show=change&sort=-valid_invention_patents"


def table(page):
    """The words of the pivot table, as a screen reader gets them."""
    cells = page.locator('[data-testid="stDataFrame"]').first.locator("canvas td")
    cells.first.wait_for(state="attached")
    page.wait_for_timeout(400)
    return cells.all_inner_texts()


def test_an_explorer_link_opened_cold_reproduces_the_table(tab, browser):
    tab.open(FASTEST)
    bounds = tab.page.locator('[data-testid="stDataFrame"]').first.bounding_box()
    # The heading of the values: one click for largest first, another for smallest.
    for order in ("-valid_invention_patents%40value", "=valid_invention_patents%40value"):
        tab.page.mouse.click(bounds["x"] + 150, bounds["y"] + 15)
        tab.page.wait_for_url(f"**{order}*")
        tab.settle()
    shown = table(tab.page)
    assert shown[:2] == ["叙永县", "54"]
    cold = browser.new_page(viewport={"width": 1366, "height": 768})
    cold.goto(tab.page.url)
    assert table(cold) == shown
    cold.close()


def test_a_number_of_the_table_opens_the_records_that_make_it_up(tab):
    tab.open(FASTEST)
    bounds = tab.page.locator('[data-testid="stDataFrame"]').first.bounding_box()
    tab.page.mouse.click(bounds["x"] + 150, bounds["y"] + 35 + 15)
    tab.page.get_by_role("dialog").wait_for()
    tab.settle()
    assert "80件" in tab.page.get_by_role("dialog").inner_text()


def test_a_bar_of_the_figure_opens_its_records(tab):
    tab.open("explorer?metric=pledge_loans&row=lender&sort=-pledge_loans&top=3")
    first = table(tab.page)[:2]
    tab.page.get_by_role("group", name="知识产权质押贷款笔数 · ").first.focus()
    tab.page.keyboard.press("ArrowDown")
    tab.page.keyboard.press("Enter")
    tab.page.get_by_role("dialog").wait_for()
    tab.settle()
    assert f"{first[1]}笔" in tab.page.get_by_role("dialog").inner_text()
