"""Decks in a real browser: filled from a page, saved, sent as a link, reordered; on a phone nothing is wider."""

import pytest

from tests.browser.conftest import Tab, serve

pytestmark = pytest.mark.browser
TITLES = "h5"


@pytest.fixture(scope="module")
def own(demo_root, tmp_path_factory):
    """Address of a dashboard with the demonstration snapshots and decks of its own."""
    root = tmp_path_factory.mktemp("decks")
    (root / "snapshots").symlink_to(demo_root / "snapshots")
    yield from serve(root)


@pytest.fixture
def desk(browser, own):
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN", accept_downloads=True)
    yield Tab(context.new_page(), own)
    context.close()


def press(tab, name, **where):
    tab.page.get_by_role("button", name=name, exact=True, **where).first.click()
    tab.settle()


def begun(tab):
    """A deck of a figure and a card of the patents page, narrowed to a district."""
    tab.open("patents?district=510502")
    tab.page.locator(".st-key-data-patents-granted_trend button").first.click()
    tab.settle()
    press(tab, "加入汇报")
    tab.page.locator(".st-key-deck-add-card-patents_granted button").first.click()
    tab.settle()


def saved(tab, name):
    begun(tab)
    press(tab, "汇报（2）")
    tab.page.get_by_label("汇报名称").fill(name)
    press(tab, "保存汇报")
    tab.page.wait_for_url("**/decks?deck=**")
    tab.settle()


def slides(page):
    page.locator(TITLES).first.wait_for()
    return [title.replace("\n", " ") for title in page.locator(TITLES).all_inner_texts()]


def test_a_figure_and_a_card_become_a_deck_that_opens_by_link_in_a_fresh_browser(desk, browser):
    saved(desk, "江阳区专利情况")
    assert slides(desk.page) == ["1 专利授权走势（按类型）", "2 专利授权量"]
    assert desk.text.count("2024年 · 江阳区") == 2
    fresh = Tab(browser.new_page(viewport={"width": 1366, "height": 768}), desk.root)
    fresh.page.goto(desk.page.url.partition("&")[0])
    fresh.settle()
    assert slides(fresh.page) == slides(desk.page)
    assert "894件" in fresh.text
    assert desk.exceptions == fresh.exceptions == []
    assert desk.foreign == fresh.foreign == []
    fresh.page.close()


def test_slides_are_reordered_by_keys(desk):
    saved(desk, "按键排序")
    press(desk, "编辑")
    desk.page.get_by_role("button", name="↓", exact=True).first.focus()
    desk.page.keyboard.press("Enter")
    desk.settle()
    assert slides(desk.page) == ["1 专利授权量", "2 专利授权走势（按类型）"]
    press(desk, "保存修改")
    desk.page.reload()
    desk.settle()
    assert slides(desk.page) == ["1 专利授权量", "2 专利授权走势（按类型）"]


def test_what_is_typed_on_a_slide_shows_when_the_sheet_is_closed(desk):
    saved(desk, "改写结论")
    press(desk, "编辑")
    desk.page.get_by_role("button", name="编辑", exact=True).nth(1).click()
    desk.settle()
    desk.page.get_by_label("自行撰写（替代自动结论） · 中文").fill("发明占比上升。")
    desk.page.get_by_label("Close").click()
    desk.settle()
    assert "发明占比上升。" in desk.text
    assert "修改尚未保存" in desk.text


@pytest.mark.parametrize("address", ["decks", "decks?deck=monthly", "decks?deck=expo&lang=en"])
def test_on_a_phone_nothing_is_wider_than_the_screen(browser, own, address):
    tab = Tab(browser.new_page(viewport={"width": 390, "height": 844}), own).open(address)
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert tab.exceptions == []
    tab.page.close()
