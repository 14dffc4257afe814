"""What a reader does in a real browser: open, filter, click, switch the language, hold a phone."""

import pytest
from playwright.sync_api import expect

from dashboard.text import say
from dashboard.ui.frame import SECTIONS, UNLISTED
from tests import test_docs

pytestmark = pytest.mark.browser


def is_listed(path):
    return not path.startswith(UNLISTED)


def choose_district(tab, name):
    tab.page.get_by_role("combobox", name="全部区县").click()
    tab.page.get_by_role("option", name=name).click()
    tab.page.wait_for_url("**district=*")
    # Closing the list takes nothing back.
    tab.page.keyboard.press("Escape")
    tab.settle()


def test_a_tour_through_every_section_in_one_session_asks_nothing_of_any_other_host(tab):
    """Menu, filters, drawer, language: everything that could load something late."""
    tab.open()
    # The last page of each drop-down: every page is opened cold elsewhere.
    last = {SECTIONS.get(path.split("/")[0]): address for path, address, _, _ in test_docs.PAGES if is_listed(path)}
    for section, address in last.items():
        if section:
            tab.page.get_by_test_id("stTopNavSection").filter(has_text=say(section, "zh")).click()
        tab.page.locator(f'a[href$="/{address}"]').first.click()
        tab.settle()
        assert tab.exceptions == []
    tab.open("patents")
    tab.page.get_by_role("button", name="数据", exact=True).first.click()
    tab.settle()
    tab.page.keyboard.press("Escape")
    tab.page.get_by_text("English", exact=True).click()
    tab.settle()
    assert "Patents granted" in tab.text
    assert tab.foreign == []


def test_a_filter_stands_in_the_address_and_the_link_opened_cold_shows_the_same(tab, browser, root):
    tab.open("patents")
    choose_district(tab, "泸县")
    assert "district=510521" in tab.page.url
    shown = tab.page.locator('[data-testid="stMetricValue"]').all_inner_texts()
    cold = browser.new_page()
    cold.goto(tab.page.url)
    cold.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    # Cards come one after the other: what counts is what stands there in the end.
    expect(cold.locator('[data-testid="stMetricValue"]')).to_have_text(shown, timeout=20_000)
    cold.close()


def test_the_back_button_undoes_one_choice_at_a_time(tab):
    tab.open("patents")
    choose_district(tab, "泸县")
    choose_district(tab, "古蔺县")
    tab.page.wait_for_url("**510525*")
    assert "district=510521%2C510525" in tab.page.url
    tab.page.go_back()
    tab.settle(1500)
    assert tab.page.url.endswith("district=510521")
    assert "2024年 · 泸县\n" in tab.text
    tab.page.go_back()
    tab.settle(1500)
    assert "district" not in tab.page.url
    assert "全市" in tab.text


def test_clicking_a_district_bar_narrows_the_page_and_one_click_widens_it_again(tab):
    tab.open("patents")
    bar = tab.page.locator('[class*="st-key-rank-patents_granted"] .mark').first
    bar.scroll_into_view_if_needed()
    bar.click()
    tab.settle()
    assert "district=5105" in tab.page.url
    tab.page.get_by_role("button", name="清除筛选").click()
    tab.settle()
    assert "district=" not in tab.page.url


def test_a_figure_gives_its_rows_away_as_a_file_that_excel_opens_in_chinese(tab):
    tab.open("patents")
    tab.page.get_by_role("button", name="数据", exact=True).first.click()
    tab.settle()
    with tab.page.expect_download() as waiting:
        tab.page.get_by_role("dialog").get_by_role("button", name="下载 CSV").click()
    content = waiting.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert "2024-12-31" in waiting.value.suggested_filename


def test_sentence_cards_and_districts_of_the_overview_fit_one_screen_of_a_meeting_room(tab):
    tab.page.set_viewport_size({"width": 1920, "height": 1080})
    tab.open()
    # What a leader needs within ten seconds; the ways to the other fields of work follow below.
    districts = tab.page.get_by_text("边界来源").last.bounding_box()
    assert districts["y"] + districts["height"] <= 1080


def test_an_unknown_page_shows_the_overview_and_no_stack_trace(tab):
    tab.open("no-such-page")
    assert tab.exceptions == []
    assert "Traceback" not in tab.text


def test_clicking_a_part_of_a_waterfall_narrows_the_page_and_keeps_its_siblings_in_sight(tab):
    tab.open("why?metric=patents_filed&by=district,patent_type")
    figure = tab.page.locator('[class*="st-key-why-district"] .figure')
    figure.scroll_into_view_if_needed()
    figure.locator(".mark").nth(2).click()
    tab.page.wait_for_url("**district=5105*")
    tab.settle()
    assert "metric=patents_filed" in tab.page.url
    assert tab.exceptions == []
    assert figure.locator(".mark").count() > 5


def test_a_link_with_two_snapshots_opened_cold_shows_restated_points_and_both_figures(tab):
    tab.open("financing?snapshot=2024-12-31&versus=2024-09-30")
    assert "对比 2024-09-30" in tab.text
    assert "2024-09-30快照为1.48亿元，现为1.43亿元" in tab.text
    figure = tab.page.locator('[class*="st-key-figure-financing-disbursed"]')
    figure.scroll_into_view_if_needed()
    figure.get_by_text("自2024-09-30起更正").wait_for()
    tab.page.get_by_role("radio", name="当时口径").or_(tab.page.get_by_role("button", name="当时口径")).first.click()
    tab.page.wait_for_url("**snapshot=2024-09-30&versus=2024-12-31**")
    tab.settle()
    assert tab.exceptions == []
    assert "对比 2024-12-31" in tab.text


def test_a_cold_link_to_a_comparison_shows_both_sides_and_their_lines(tab):
    year = "2024-01..2024-12/2024-12-31"
    tab.open(f"compare?a=510502/{year}&b=510521/{year}&mode=index&metric=trademarks_new")
    assert tab.exceptions == []
    assert "江阳区 · 2024年" in tab.text and "泸县 · 2024年" in tab.text
    assert "2024年1月=100" in tab.text
    assert tab.foreign == []


def test_a_citation_copied_from_a_passport_opens_the_same_passport_cold(tab, browser):
    tab.open("patents?district=510502")
    tab.page.locator('[class*="st-key-passport-patents_granted"] button:visible').first.click()
    tab.settle()
    link = tab.page.locator('[data-testid="stCode"]').nth(1).inner_text().strip()
    assert "/?cite=lzip:patents_granted@" in link
    cold = browser.new_page()
    cold.goto(link)
    cold.wait_for_selector('[data-testid="stDialog"] [data-testid="stCode"]', timeout=60_000)
    assert cold.locator('[data-testid="stCode"]').nth(1).inner_text().strip() == link
    assert "district=510502" in cold.url
    cold.close()
