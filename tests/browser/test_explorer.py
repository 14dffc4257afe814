"""Asking in a real browser: a question typed, a link opened cold, a heading and a number clicked."""

import pytest

pytestmark = pytest.mark.browser
FASTEST = "explorer?metric=valid_invention_patents&show=change&sort=-valid_invention_patents"


def ask(tab, typed):
    box = tab.page.get_by_role("combobox", name="提问")
    box.click()
    box.press_sequentially(typed)
    return box


def table(page):
    """The words of the pivot table, as a screen reader gets them."""
    cells = page.locator('[data-testid="stDataFrame"]').first.locator("canvas td")
    cells.first.wait_for(state="attached")
    page.wait_for_timeout(400)
    return cells.all_inner_texts()


@pytest.mark.parametrize("typed", ["有效发明增长", "ngqxyxfm", "grow fastest"])
def test_a_question_is_found_by_typing_and_opens_its_page_filtered(tab, typed):
    tab.open()
    box = ask(tab, typed)
    assert tab.page.get_by_role("option").all_inner_texts() == ["哪个区县有效发明增长最快？"]
    box.press("Enter")
    tab.page.wait_for_url("**/explorer?**")
    tab.settle()
    assert "show=change" in tab.page.url and "sort=-valid_invention_patents" in tab.page.url
    assert "2024年：按区县分的有效发明专利拥有量；同比变化" in tab.text
    assert table(tab.page)[:3] == ["古蔺县", "80", "33.3333"]
    assert tab.exceptions == []
    assert tab.foreign == []


def test_a_question_about_a_district_opens_a_page_of_the_menu_narrowed(tab):
    tab.open()
    ask(tab, "龙马潭发明")
    tab.page.get_by_role("option", name="龙马潭区近两年发明授权走势如何？").click()
    tab.page.wait_for_url("**/patents?**")
    tab.settle()
    assert "2023—2024年 · 龙马潭区 · 发明" in tab.text


def test_the_list_of_questions_is_walked_by_keys_and_closed_by_escape(tab):
    tab.open()
    box = ask(tab, "质押")
    options = tab.page.get_by_role("option")
    assert options.count() >= 3
    box.press("ArrowDown")
    assert options.nth(1).get_attribute("aria-selected") == "true"
    assert box.get_attribute("aria-activedescendant") == options.nth(1).get_attribute("id")
    box.press("Escape")
    assert not options.first.is_visible()
    assert box.get_attribute("aria-expanded") == "false"


def test_words_that_no_question_has_say_so(tab):
    tab.open()
    ask(tab, "weather")
    assert tab.page.get_by_text("没有匹配的问题").first.is_visible()


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
