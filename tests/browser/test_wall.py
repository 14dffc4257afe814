"""The wall in a real browser: it fills its screen, turns by itself, follows new data, outlasts a lost server."""

import contextlib

import pytest

from benchmarks import soak
from tests.browser.conftest import Tab, free_port, serve

pytestmark = pytest.mark.browser
BOARDS = [
    "overview", "patents", "preexamination", "trademarks", "cultivation", "commercialisation", "financing", "expo",
    "protection", "services", "stations",
]  # fmt: skip
# Boxes of text that are narrower or lower than what they hold.
CLIPPED = """() => {
  const root = document.querySelector('[data-testid="wall"]').shadowRoot;
  const boxes = [...root.querySelectorAll(".board.shown *, .now *, .foot *")].filter(
    (e) => !(e instanceof SVGElement) && getComputedStyle(e).display !== "inline" && !e.hidden);
  return boxes.filter((e) => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 14)
    .map((e) => `${e.className}: ${e.textContent.trim().slice(0, 60)}`);
}"""
# How far the page runs over its window, and how the stage lies in it.
LIES = """() => {
  const stage = document.querySelector('[data-testid="wall"]').shadowRoot.querySelector(".stage").getBoundingClientRect();
  const page = document.documentElement;
  return [page.scrollWidth - innerWidth, page.scrollHeight - innerHeight, stage.left, stage.top, stage.width, stage.height];
}"""
WHICH = (
    """() => document.querySelector('[data-testid="wall"]').shadowRoot.querySelector(".board.shown").dataset.board"""
)


def words(page, part):
    return page.locator(f'[data-testid="wall"] {part}').inner_text()


@pytest.fixture
def opened(browser, root):
    """Opens the wall in a window of a size."""
    contexts = []

    def open_wall(query="", size=(1920, 1080), at=root):
        context = browser.new_context(viewport=dict(zip(("width", "height"), size, strict=True)), locale="zh-CN")
        contexts.append(context)
        tab = Tab(context.new_page(), at)
        tab.page.goto(f"{at}/wall?every=300&{query}")
        tab.page.wait_for_selector(soak.SHOWN, timeout=60_000)
        return tab

    yield open_wall
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("size", "stage"), [
    ((1920, 1080), [0, 0, 1920, 1080]), ((3840, 2160), [0, 0, 3840, 2160]), ((1280, 1024), [0, 152, 1280, 720]),
])  # fmt: skip
def test_every_board_fills_its_screen_with_nothing_clipped_and_asks_no_other_host(opened, size, stage, language):
    tab = opened(f"lang={language}", size)
    assert tab.page.evaluate(LIES) == [0, 0, *stage]
    for board in BOARDS:
        assert tab.page.evaluate(WHICH) == board
        assert tab.page.evaluate(CLIPPED) == []
        tab.page.keyboard.press("ArrowRight")
    assert tab.exceptions == []
    assert tab.foreign == []


def test_it_says_its_snapshot_and_that_the_data_are_a_demonstration_and_hides_the_hand(opened):
    page = opened("boards=patents").page
    assert words(page, ".demonstration") == "演示数据"
    assert words(page, ".snapshot") == "快照 2024-12-31"
    assert words(page, ".board.shown .left .tile:nth-child(2) .number") == "2,610"
    assert page.locator('[data-testid="wall"]').evaluate("e => getComputedStyle(e).cursor") == "none"
    # Opened anew from its address it follows the data still.
    assert "snapshot=" not in page.url


def test_boards_turn_by_themselves_by_keys_and_not_while_paused(opened):
    page = opened("every=5&boards=stations,patents,nothing").page
    page.keyboard.press(" ")
    assert words(page, ".paused") == "已暂停，按空格键继续"
    assert words(page, ".faults").startswith("nothing：没有名为“nothing”的看板")
    page.wait_for_timeout(6000)
    assert page.evaluate(WHICH) == "stations"
    page.keyboard.press(" ")
    page.wait_for_function(f"() => ({WHICH})() === 'patents'", timeout=8000)
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(WHICH) == "stations"


def test_it_is_opened_from_a_deck_follows_the_data_and_is_left_by_going_back(tab):
    tab.open("decks?deck=monthly&snapshot=2024-09-30")
    tab.page.get_by_role("button", name="大屏").click()
    tab.page.wait_for_selector(soak.SHOWN)
    assert words(tab.page, ".snapshot") == "快照 2024-12-31"
    # The wall is one step of the history: none that would lead back to it.
    assert tab.page.url.endswith("/wall")
    tab.page.go_back()
    tab.page.wait_for_url("**/decks**")
    tab.page.locator('[data-testid="wall"]').wait_for(state="detached")
    tab.settle()
    assert tab.exceptions == []


def test_boards_change_without_a_fade_for_those_who_ask_for_less_motion(opened):
    page = opened().page
    page.emulate_media(reduced_motion="reduce")
    faded = "e => getComputedStyle(e).transitionDuration"
    assert page.locator(soak.SHOWN).evaluate(faded) == "0s"


def test_a_newer_snapshot_comes_by_itself_unless_the_address_names_one(browser, opened, demo_root, tmp_path):
    snapshots = tmp_path / "snapshots"
    snapshots.mkdir()
    for name in ("2024-06-30", "2024-09-30"):
        (snapshots / name).symlink_to(demo_root / "snapshots" / name)
    with contextlib.contextmanager(serve)(tmp_path) as address:
        page = opened("refresh=1", at=address).page
        pinned = opened("refresh=1&snapshot=2024-09-30", at=address).page
        page.keyboard.press("ArrowRight")
        assert words(page, ".snapshot") == "快照 2024-09-30"
        (snapshots / "2024-12-31").symlink_to(demo_root / "snapshots" / "2024-12-31")
        page.get_by_text("快照 2024-12-31").locator("visible=true").last.wait_for()
        assert page.evaluate(WHICH) == "patents"
        pinned.wait_for_timeout(2500)
        assert words(pinned, ".snapshot") == "快照 2024-09-30"


def test_over_many_turns_nothing_grows_and_a_lost_server_is_outlasted(opened, demo_root):
    """Three days in short; `python -m benchmarks.soak` is longer."""
    port = free_port()
    with contextlib.contextmanager(serve)(demo_root, port) as address:
        page = opened("refresh=1", at=address).page
        soak.turn(page, 4, 20)
        before = soak.read(page)
        turned = soak.turn(page, 12, 20)
        after = soak.read(page)
    assert turned > 50
    assert after.heap < before.heap * 1.15
    assert after.nodes <= before.nodes * 1.05
    assert after.listeners <= before.listeners + 5
    page.locator(".lost", has_text="数据为2024-12-31快照").wait_for(timeout=20_000)
    page.keyboard.press("ArrowRight")
    assert page.evaluate(CLIPPED) == []
    with contextlib.contextmanager(serve)(demo_root, port):
        assert soak.until_heard(page) is not None
        assert words(page, ".snapshot") == "快照 2024-12-31"
