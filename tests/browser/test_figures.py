"""What a reader does with a figure: point, click, brush, walk by keys, tap, scroll, print."""

import re

import pytest

pytestmark = pytest.mark.browser

RANK = '[class*="st-key-rank-patents_granted"] .figure'
TREND = '[class*="st-key-figure-patents-granted_trend"] .figure'
HEAT = '[class*="st-key-figure-patents-granted_by_district_and_year"] .figure'
TIP = ".luzhou-tip .tip"
DRAWN = "e => e.getRootNode().host.dataset.drawn"


def figure(tab, selector):
    found = tab.page.locator(selector)
    found.scroll_into_view_if_needed()
    found.locator("svg").wait_for()
    return found


def place(found, across, down):
    """A point of a figure, as parts of its width and height."""
    box = found.bounding_box()
    return box["x"] + across * box["width"], box["y"] + down * box["height"]


def test_a_click_on_a_bar_narrows_the_page_and_a_second_click_widens_it_again(tab):
    tab.open("patents")
    figure(tab, RANK).locator(".mark").first.click()
    tab.page.wait_for_url("**district=510502*")
    tab.settle()
    tab.page.mouse.move(5, 5)
    figure(tab, RANK).locator(".mark").first.click()
    tab.page.wait_for_url(lambda url: "district=" not in url)


def test_the_tooltip_says_a_place_with_all_its_series_in_full(tab):
    tab.open("patents")
    tab.page.mouse.move(*place(figure(tab, TREND), 0.5, 0.6))
    tip = tab.page.locator(TIP)
    assert re.search(r"2024年\d月", tip.inner_text())
    for series in ("发明", "实用新型", "外观设计", "对比期"):
        assert re.search(rf"{series}\s+[\d,]+件", tip.inner_text())
    tab.page.mouse.move(5, 5)
    assert not tip.is_visible()


def test_a_part_of_a_stacked_bar_selects_its_own_series(tab):
    tab.open("patents")
    # The middle part of a bar is the utility models', whichever tooltip the parts share.
    figure(tab, TREND).locator(".mark").nth(14).click()
    tab.page.wait_for_url("**pick=patent_type*utility_model*")


def test_an_entry_of_the_legend_selects_a_series(tab):
    tab.open("patents")
    figure(tab, TREND).get_by_role("button", name="发明").click()
    tab.page.wait_for_url(re.compile("pick=patent_type(:|%3A)invention"))


def test_a_double_click_opens_the_records_behind_a_mark(tab):
    tab.open("patents")
    figure(tab, RANK).locator(".mark").nth(2).dblclick()
    dialog = tab.page.get_by_role("dialog")
    dialog.wait_for()
    assert "专利授权量" in dialog.inner_text()


def test_a_drag_along_time_sets_the_period(tab):
    tab.open("patents")
    found = figure(tab, TREND)
    tab.page.mouse.move(*place(found, 0.3, 0.5))
    tab.page.mouse.down()
    tab.page.mouse.move(*place(found, 0.4, 0.5))
    tab.page.mouse.move(*place(found, 0.6, 0.5))
    assert re.search(r"2024年\d月 – 2024年\d月", tab.page.locator(TIP).inner_text())
    tab.page.mouse.up()
    tab.page.wait_for_url("**within=2024-01..2024-12*")
    assert re.search(r"since=2024-0\d", tab.page.url)


def test_a_figure_is_read_and_chosen_from_by_keys_alone(tab):
    tab.open("patents")
    found = figure(tab, RANK)
    found.focus()
    tab.page.keyboard.press("ArrowDown")
    tab.page.keyboard.press("ArrowDown")
    live = tab.page.locator('[class*="st-key-rank-patents_granted"] .live')
    assert live.inner_text().startswith("龙马潭区")
    assert "回车键筛选" in live.inner_text()
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**district=510504*")
    tab.settle()
    assert found.evaluate("e => e.getRootNode().activeElement === e")


def test_the_key_o_opens_the_records_and_shift_with_arrows_brushes(tab):
    tab.open("patents")
    found = figure(tab, TREND)
    found.focus()
    tab.page.keyboard.press("ArrowRight")
    tab.page.keyboard.down("Shift")
    tab.page.keyboard.press("ArrowRight")
    tab.page.keyboard.press("ArrowRight")
    tab.page.keyboard.up("Shift")
    tab.page.wait_for_url("**within=*")
    tab.settle()
    figure(tab, HEAT).focus()
    tab.page.keyboard.press("ArrowRight")
    tab.page.keyboard.press("o")
    tab.page.get_by_role("dialog").wait_for()


def test_escape_lets_go_of_a_mark_first_and_then_clears_what_was_selected(tab):
    tab.open("patents?district=510521")
    found = figure(tab, RANK)
    found.focus()
    tab.page.keyboard.press("ArrowDown")
    tab.page.keyboard.press("Escape")
    tab.settle()
    assert "district=510521" in tab.page.url
    tab.page.keyboard.press("Escape")
    tab.page.wait_for_url(lambda url: "district=" not in url)


def test_escape_in_a_list_closes_the_list_and_clears_nothing(tab):
    tab.open("patents?district=510521")
    tab.page.get_by_test_id("stPopoverButton").first.click()
    tab.page.get_by_test_id("stPopoverBody").wait_for()
    tab.page.keyboard.press("Escape")
    tab.settle()
    assert "district=510521" in tab.page.url


def test_a_tap_says_what_is_there_and_offers_what_can_be_done(browser, root):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{root}/patents")
    mark = page.locator(RANK).locator(".mark").first
    mark.wait_for()
    mark.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    mark.tap()
    assert "江阳区" in page.locator(TIP).inner_text()
    assert "district=" not in page.url
    page.locator(TIP).get_by_role("button", name="筛选").tap()
    page.wait_for_url("**district=510502*")
    context.close()


def test_figures_below_the_fold_are_there_when_scrolled_to_and_when_printed(tab):
    """Whether the browser was idle or not: all of them are drawn before a print, and one that is scrolled to at once."""
    tab.page.add_init_script("window.requestIdleCallback = () => 1")
    tab.open("patents")
    last = tab.page.locator(HEAT)
    assert last.locator("svg").count() == 0
    last.scroll_into_view_if_needed()
    last.locator("svg").wait_for()
    tab.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.page.locator(".figure").count() == tab.page.locator(".figure svg").count() >= 11


def test_a_figure_that_did_not_change_is_not_drawn_again(tab):
    tab.open("patents")
    found = figure(tab, HEAT)
    before = found.evaluate(DRAWN)
    tab.page.get_by_text("不比较", exact=True).click()
    tab.settle()
    assert found.evaluate(DRAWN) == before
    assert int(figure(tab, TREND).evaluate(DRAWN)) > 1


def test_without_the_script_that_draws_a_figure_is_its_words(tab):
    tab.page.add_init_script(
        "Object.defineProperty(globalThis, 'luzhouFigures', {get: () => ({coming: new Promise(() => {})})})"
    )
    tab.page.goto(f"{tab.root}/patents")
    tab.settle()
    words = tab.page.locator('[class*="st-key-rank-patents_granted"] p')
    assert words.inner_text() == "各区县专利授权量"


@pytest.mark.parametrize("address", ["patents", "financing"])
def test_figures_are_drawn_anew_by_month_quarter_and_year_without_a_word_from_the_console(tab, address):
    tab.page.set_viewport_size({"width": 1366, "height": 4000})
    tab.open(address)
    for grain in ("季", "年"):
        tab.page.get_by_test_id("stButtonGroup").get_by_text(grain, exact=True).click()
        tab.settle()
        assert tab.is_drawn and tab.page.locator(".figure").count() > 0
    assert tab.complaints == []


OUTSIDE = """found => {
    const frame = found.getBoundingClientRect();
    const places = [...found.querySelectorAll("svg text")].map(words => [words, words.getBoundingClientRect()]);
    return places.filter(([, at]) => at.left < frame.left - 1 || at.right > frame.right + 1).map(([w]) => w.textContent);
}"""


@pytest.mark.parametrize("name", ["by_industry", "flows_by_class", "flows_by_place"])
def test_long_names_stay_inside_the_figure_on_a_phone(tab, name):
    tab.page.set_viewport_size({"width": 390, "height": 844})
    tab.open("commercialisation?lang=en")
    assert figure(tab, f'[class*="st-key-figure-commercialisation-{name}"] .figure').evaluate(OUTSIDE) == []


def test_names_under_a_figure_stand_level_in_smaller_letters_or_over_two_lines_before_they_slant(tab):
    tab.page.set_viewport_size({"width": 390, "height": 844})
    tab.open("protection?lang=en")
    found = figure(tab, '[class*="st-key-figure-protection-open_by_age"] .figure')
    assert found.locator("svg text[transform*=rotate]").count() == 0
    assert found.locator("svg text", has_text="Up to 30").locator("tspan").all_text_contents() == ["Up to 30", "days"]
