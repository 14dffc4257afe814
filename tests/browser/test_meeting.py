"""A meeting in a real browser: pinned to its snapshot, a question from the floor and back, minutes that come again."""

import os
import shutil

import pytest

from tests.browser.conftest import Tab, serve

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def data(demo_root, tmp_path_factory):
    """A data root of our own: meetings write minutes, and snapshots are published in it."""
    root = tmp_path_factory.mktemp("meeting")
    shutil.copytree(demo_root / "snapshots", root / "snapshots", copy_function=os.link)
    return root


@pytest.fixture(scope="module")
def served(data):
    yield from serve(data)


@pytest.fixture
def room(browser, served):
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    yield Tab(context.new_page(), served)
    context.close()


def present(room, more=""):
    room.open(f"meeting?deck=monthly{more}")
    room.page.locator("dialog.meeting .slide.on").wait_for()
    return room


def shown(room):
    """What stands on the slide."""
    return room.page.locator(".slide.on").first.inner_text()


def count(room):
    return room.page.locator(".slide.on .count").inner_text()


def publish(data, snapshot):
    """Another snapshot beside the others, in one step."""
    staging = data / "snapshots" / ".staging-test"
    shutil.copytree(data / "snapshots" / "2024-12-31", staging, copy_function=os.link)
    staging.rename(data / "snapshots" / snapshot)


def ask(room, *names):
    room.page.keyboard.press("q")
    for name in names:
        room.page.locator(".floor").get_by_role("button", name=name, exact=True).click()
    room.page.locator(".floor .told.answered").wait_for()


def test_the_deck_fills_the_screen_says_what_it_is_pinned_to_and_asks_no_other_host(room):
    present(room)
    box = room.page.locator("dialog.meeting").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 1366, 768)
    assert room.page.locator(".pinned").inner_text().startswith("会议锁定快照2024-12-31 · 自")
    # Nothing of the page lies over the slide: the menu least of all.
    top = "[...Array(14).keys()].map((i) => document.elementFromPoint(i * 100, 10).dataset.testid)"
    assert set(room.page.evaluate(top)) == {"stBidiComponentIsolated"}
    assert room.exceptions == []
    assert room.foreign == []


def test_keys_lead_through_the_deck_and_the_address_follows(room):
    present(room)
    told = []
    for key in ("ArrowRight", "End", "Home", "3"):
        room.page.keyboard.press(key)
        told.append(count(room))
    assert told == ["2 / 12", "12 / 12", "1 / 12", "3 / 12"]
    assert "slide=3" in room.page.url
    room.page.reload()
    room.page.locator("dialog.meeting .slide.on").wait_for()
    assert count(room) == "3 / 12"


def test_a_question_from_the_floor_is_answered_on_the_slide_and_one_key_goes_back(room):
    present(room, "&slide=3")
    own = shown(room)
    ask(room, "泸县", "2023年")
    assert room.page.locator(".slide.on .asked").inner_text() == "2023年 · 泸县"
    assert shown(room) != own and "2023年 · 泸县" in shown(room)
    room.page.keyboard.press("Escape")
    # At once: nobody is asked.
    assert shown(room) == own
    assert not room.page.locator(".floor").is_visible()


def test_going_on_ends_the_question_and_the_deck_is_as_it_was(room):
    present(room, "&slide=3")
    own = shown(room)
    ask(room, "古蔺县")
    room.page.keyboard.press("ArrowRight")
    room.page.keyboard.press("ArrowLeft")
    assert shown(room) == own
    room.page.keyboard.press("q")
    pressed = room.page.locator('.floor [aria-pressed="true"]').all_inner_texts()
    assert pressed == ["全市", "同本页", "全部"]


def test_a_snapshot_published_meanwhile_changes_nothing_until_the_meeting_ends(room, data):
    present(room, "&slide=3")
    own = shown(room)
    with room.page.expect_popup() as waiting:
        room.page.keyboard.press("n")
    presenter = waiting.value
    publish(data, "2025-01-31")
    try:
        ask(room, "泸县")
        assert "快照 2024-12-31" in shown(room)
        room.page.keyboard.press("Escape")
        assert shown(room) == own
        assert presenter.locator(".hint").inner_text() == "快照2025-01-31已发布，会议结束后启用。"
        assert "2025-01-31" not in room.page.locator("dialog.meeting").inner_text()
        room.page.mouse.move(600, 300)
        room.page.get_by_role("button", name="结束会议").click()
        room.page.locator("dialog.meeting").wait_for(state="detached")
        room.settle()
        assert "snapshot=2025-01-31" in room.page.url
        assert room.exceptions == []
    finally:
        shutil.rmtree(data / "snapshots" / "2025-01-31")


def test_a_decision_comes_back_on_the_same_slide_in_the_next_meeting_until_it_is_settled(room, browser, served):
    present(room, "&slide=2")
    room.page.keyboard.press("m")
    room.page.keyboard.type("各区县每月10日前报送 q m 3")
    room.page.get_by_label("决定").check()
    room.page.get_by_placeholder("责任人").fill("办公室")
    room.page.locator('.minutes input[type="date"]').fill("2024-11-30")
    room.page.locator("textarea").press("Control+Enter")
    room.page.locator(".minutes .entry").wait_for()
    assert count(room) == "2 / 12"
    assert "已过" in room.page.locator(".minutes .told").inner_text()
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    later = present(Tab(context.new_page(), served), "&slide=2")
    entry = later.page.locator(".former .entry")
    assert "各区县每月10日前报送 q m 3" in entry.inner_text()
    assert "办公室 · 时限2024年11月30日 · 今日早前" in entry.inner_text()
    assert "逾期" in entry.inner_text()
    later.page.keyboard.press("3")
    assert not later.page.locator(".former").is_visible()
    later.page.keyboard.press("2")
    entry.get_by_role("button", name="办结").click()
    later.page.locator(".former .entry.settled").wait_for()
    context.close()
    last = present(room, "&slide=2")
    assert last.page.locator(".former .entry.settled").count() == 1


def test_what_is_refused_stays_in_the_form_with_the_reason(room):
    present(room, "&slide=4")
    room.page.keyboard.press("m")
    room.page.get_by_placeholder("责任人").fill("办公室")
    room.page.get_by_role("button", name="保存").click()
    room.page.locator(".minutes .told.refused").wait_for()
    assert "内容为空" in room.page.locator(".minutes .told").inner_text()
    assert room.page.get_by_placeholder("责任人").input_value() == "办公室"


@pytest.mark.parametrize("width", [1920, 390])
def test_in_the_dark_nothing_runs_out_of_the_side_of_the_screen(browser, served, width):
    size = {"width": width, "height": 844}
    context = browser.new_context(viewport=size, locale="zh-CN", color_scheme="dark")
    room = present(Tab(context.new_page(), served), "&slide=2")
    room.page.keyboard.press("q")
    body = room.page.locator("dialog.meeting > .room")
    assert body.evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    assert body.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(16, 27, 39)"
    context.close()
