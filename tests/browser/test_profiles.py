"""From a page to the profile of a name, and back to the page narrowed to it, as a reader clicks."""

import re
from urllib.parse import unquote

import pytest

pytestmark = pytest.mark.browser


PROFILES = [
    "organisation?name=示例企业0001", "lender?name=示例银行01", "station?id=S001", "indication?name=合江荔枝", "district?id=510521",
]  # fmt: skip


@pytest.mark.parametrize("address", PROFILES)
def test_a_profile_opened_cold_asks_no_other_host_and_fits_a_phone(tab, address):
    tab.page.set_viewport_size({"width": 390, "height": 844})
    tab.open(address)
    assert tab.exceptions == []
    assert tab.foreign == []
    main = tab.page.locator('[data-testid="stMain"]')
    assert main.evaluate("e => e.scrollWidth - e.clientWidth") <= 1


def link(tab, words, at=0):
    """A link of the page itself, not of the menu."""
    return tab.page.locator('[data-testid="stPageLink-NavLink"]').filter(has_text=words).nth(at)


def test_an_applicant_leads_to_its_profile_and_from_there_back_to_the_patents_narrowed_to_it(tab):
    tab.open("patents?since=2023-01&until=2023-12")
    # Rankings of districts have a button of that name too, and stand sooner.
    head = tab.page.locator('[data-testid="stHorizontalBlock"]').filter(has_text="专利授权量前15位申请人").last
    head.get_by_role("button", name="档案").click()
    first = link(tab, "示例企业")
    name = first.inner_text()
    first.click()
    tab.page.wait_for_url("**/organisation?**")
    tab.settle()
    assert tab.exceptions == []
    assert f"name={name}" in unquote(tab.page.url) and "since=2023-01" in tab.page.url
    assert name in tab.text and "2023年" in tab.text
    granted = tab.page.locator('[data-testid="stMetricValue"]').first.inner_text()
    link(tab, "专利").click()
    tab.page.wait_for_url("**/patents?**")
    tab.settle()
    assert f"pick=organisation:{name}" in unquote(tab.page.url)
    assert tab.page.locator('[data-testid="stMetricValue"]').first.inner_text() == granted
    tab.page.go_back()
    tab.page.wait_for_url("**/organisation?**")
    tab.settle()
    assert name in tab.text


def test_a_peer_on_a_profile_opens_its_own_profile_in_the_same_tab(tab):
    tab.open("lender?name=示例银行01")
    peer = link(tab, "示例银行02")
    assert peer.get_attribute("target") in (None, "")
    peer.click()
    tab.page.get_by_role("heading", name="示例银行02").wait_for()
    tab.page.wait_for_url(lambda address: "name=示例银行02" in unquote(address))
    tab.page.go_back()
    tab.page.get_by_role("heading", name="示例银行01").wait_for()
    assert "name=示例银行01" in unquote(tab.page.url)


def test_a_typed_name_finds_its_organisation(tab):
    tab.open("organisation")
    box = tab.page.get_by_role("combobox", name=re.compile("输入单位名称"))
    box.click()
    box.press_sequentially("企业0001")
    box.press("Enter")
    tab.page.get_by_text("没有名称恰为“企业0001”的单位").wait_for()
    link(tab, "示例企业0001").click()
    tab.page.get_by_role("heading", name="示例企业0001").wait_for()
    assert tab.foreign == []
