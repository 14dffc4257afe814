"""The SQL workspace in a real browser: typing, completion, Ctrl+Enter, a cold link; nothing is fetched from outside."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
COUNTED = "select patent_type, count(*) as granted\nfrom patents\nwhere granted_on between $since and $until\ngroup by all\norder by granted desc"


def typed(tab, text):
    tab.page.click(".cm-content")
    tab.page.keyboard.press("Control+A")
    tab.page.keyboard.type(text)


def in_editor(tab):
    return "\n".join(line.inner_text() for line in tab.page.query_selector_all(".cm-line"))


def test_ctrl_enter_runs_what_was_typed_and_puts_it_into_the_address(tab):
    tab.open("sql?lang=en")
    tab.page.wait_for_selector(".cm-content")
    typed(tab, "select 40 + 2 as answer")
    tab.page.keyboard.press("Control+Enter")
    tab.settle(1500)
    assert "1 row ·" in tab.text
    assert "sql=select+40+%2B+2+as+answer" in tab.page.url
    assert tab.exceptions == []
    assert tab.foreign == []


def test_the_button_runs_what_was_typed_just_before(tab):
    tab.open("sql?lang=en")
    tab.page.wait_for_selector(".cm-content")
    typed(tab, "select * from nowhere")
    tab.page.get_by_role("button", name="Run", exact=True).click()
    tab.settle(1500)
    assert "There is no table “nowhere” in this snapshot." in tab.text


def test_completion_offers_the_columns_of_the_table_with_their_meaning(tab):
    tab.open("sql")
    tab.page.wait_for_selector(".cm-content")
    typed(tab, "from patents select appl")
    # The list follows the typing.
    offered = tab.page.locator(".cm-tooltip-autocomplete")
    expect(offered).to_contain_text("applicant", timeout=20_000)
    expect(offered).to_contain_text("申请人")
    tab.page.keyboard.press("Control+A")
    tab.page.keyboard.type("select metric from metrics where metric = 'pledge")
    tab.page.wait_for_timeout(400)
    assert "质押" in tab.page.inner_text(".cm-tooltip-autocomplete")


def test_a_cold_link_shows_the_statement_and_its_answer(tab):
    tab.open(f"sql?lang=en&since=2023-01&until=2023-12&sql={quote(COUNTED)}")
    tab.settle(1500)
    assert in_editor(tab) == COUNTED
    assert "3 rows" in tab.text
    assert "$since = 2023-01-01 · $until = 2023-12-31" in tab.text


def test_an_example_replaces_the_text_and_ctrl_z_brings_it_back(tab):
    tab.open("sql?lang=en")
    tab.page.wait_for_selector(".cm-content")
    typed(tab, "select 'mine'")
    tab.settle(1200)
    tab.page.get_by_role("button", name="Put an example into the editor").click()
    tab.settle(800)
    assert "from patents" in in_editor(tab)
    tab.page.click(".cm-content")
    tab.page.keyboard.press("Control+Z")
    assert in_editor(tab) == "select 'mine'"
