"""The stage in a real browser: a deck's file opened from the disk, moved through by keys, fingers and clicks."""

from pathlib import Path

import pytest

from dashboard import catalog
from dashboard.catalog import Label
from dashboard.decks import showing, store
from dashboard.decks.deck import Slide, View
from dashboard.outputs import page

pytestmark = pytest.mark.browser

SHADOW = "document.querySelector('.luzhou-stage').shadowRoot"
# Slides of the monthly briefing, and the one that cannot be shown.
LAST = 13
# The slide that stands there on the second frame after a key.
CHANGE = """key => new Promise((told) => {
  window.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }))
  requestAnimationFrame(() => requestAnimationFrame(() => {
    told(parseInt(SHADOW.querySelector(".slide.on .count").textContent))
  }))
})""".replace("SHADOW", SHADOW)
# Words of a slide that run over its edge, or are smaller than that many pixels.
CLIPPED = """() => {
  const slide = SHADOW.querySelector(".slide.on")
  const { right, bottom } = slide.getBoundingClientRect()
  return [...slide.querySelectorAll("p, h2, h3, td, text, span")].filter((e) => {
    const box = e.getBoundingClientRect()
    return box.width && (box.right > right + 1 || box.bottom > bottom + 1)
  }).map((e) => e.textContent)
}""".replace("SHADOW", SHADOW)


@pytest.fixture(scope="module")
def file(demo_root, tmp_path_factory):
    """The monthly briefing and a slide that cannot be shown, as the file that leaves the room."""
    shelf = catalog.shelf(demo_root / "snapshots")
    deck = store.find("monthly")
    gone = Slide("gone", Label("Gone", "已删"), (View(query="patents/gone"),), notes=Label("Skip it.", "本页略过。"))
    deck = type(deck)(**{**vars(deck), "slides": (*deck.slides, gone)})
    path = tmp_path_factory.mktemp("stage") / "briefing.html"
    path.write_bytes(page.write(showing.show(deck, shelf, shelf.in_force, "zh")))
    return path


class Shown:
    """The file in a tab; what was asked of any network, and what went wrong."""

    def __init__(self, tab, path: Path, hash: str = "light"):
        self.tab, self.asked, self.errors = tab, [], []
        tab.on("request", lambda request: self.asked.append(request.url))
        tab.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        tab.on("pageerror", lambda error: self.errors.append(str(error)))
        tab.goto(f"{path.as_uri()}#{hash}")
        tab.wait_for_function("() => globalThis.shown?.ready()")

    def press(self, *keys):
        for key in keys:
            self.tab.keyboard.press(key)
        return self

    @property
    def at(self):
        return self.tab.evaluate("shown.at + 1")

    @property
    def title(self):
        """The title that is really seen."""
        return self.tab.evaluate(
            f"[...{SHADOW}.querySelectorAll('.slide')].filter((s) => getComputedStyle(s).visibility === 'visible')"
            ".map((s) => s.getAttribute('aria-label')).join(' | ')"
        )

    def classes(self):
        return self.tab.evaluate(f"{SHADOW}.querySelector('.stage').className").split()


@pytest.fixture
def opened(browser, file):
    contexts = []

    def open_file(width=1366, height=768, hash="light", **options):
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, **options))
        return Shown(contexts[-1].new_page(), file, hash)

    yield open_file
    for context in contexts:
        context.close()


def test_it_opens_from_the_disk_and_asks_nothing_of_any_network(opened, file):
    shown = opened()
    shown.press("End", "Home", "d", "o", "o", "i", "Escape", "t")
    assert shown.asked == [file.as_uri()]
    assert shown.errors == []


def test_keys_move(opened):
    shown = opened()
    places = []
    for key in ("ArrowRight", "PageDown", " ", "ArrowLeft", "PageUp", "End", "ArrowRight", "Home", "ArrowLeft"):
        places.append(shown.press(key).at)
    assert places == [2, 3, 4, 3, 2, LAST, LAST, 1, 1]


def test_one_slide_is_seen_and_told_by_number_and_title(opened):
    shown = opened().press("ArrowRight")
    assert shown.title == f"第2页，共{LAST}页: 专利授权走势"
    assert shown.tab.evaluate(f"{SHADOW}.querySelector('.stage > .live').textContent") == shown.title


def test_a_number_jumps_and_one_that_is_no_slide_does_not(opened):
    shown = opened()
    assert shown.press("5").at == 5
    assert shown.press("0", "Enter").at == 5
    assert shown.press("1", "4", "Enter").at == 5


def test_the_overview_shows_all_and_a_click_chooses(opened):
    shown = opened().press("o")
    thumbnails = shown.tab.locator(".slide")
    boxes = [thumbnails.nth(i).bounding_box() for i in range(LAST)]
    assert len({box["x"] for box in boxes}) == 4, "four in a row"
    assert {round(box["width"] / box["height"], 1) for box in boxes} == {1.8}
    thumbnails.nth(6).click()
    assert (shown.at, "overview" in shown.classes()) == (7, False)


def test_every_slide_is_made_before_it_is_asked_for_and_stands_on_the_next_frame(opened):
    """What makes a change fast; how fast it is, `benchmarks.decks` measures."""
    shown = opened(1920, 1080)
    assert [shown.tab.evaluate(CHANGE, key) for key in ["ArrowRight", "End", "Home"]] == [2, LAST, 1]
    assert shown.asked == shown.asked[:1], "nothing is loaded for it"


def test_dark_is_another_drawing(opened):
    shown = opened()
    ink = f"{SHADOW}.querySelector('.slide.on .finding')"
    light = shown.tab.evaluate(f"getComputedStyle({ink}).color")
    shown.press("d")
    assert shown.tab.evaluate(f"getComputedStyle({ink}).color") != light
    assert "dark" in shown.classes()
    assert opened(hash="dark").classes() == ["stage", "dark"]


def test_a_figure_is_read_by_mouse_and_by_keys(opened):
    shown = opened(hash="2&light")
    box = shown.tab.locator(".slide.on .figure").first.bounding_box()
    shown.tab.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.6)
    told = shown.tab.locator(".luzhou-tip .tip")
    assert "实用新型" in told.inner_text()
    shown.tab.locator(".slide.on .figure").first.focus()
    shown.press("End")
    assert "2024年12月" in told.inner_text()
    assert shown.at == 2, "the keys of a figure are its own"
    shown.press("Escape", "Escape", "ArrowRight")
    assert shown.at == 3


def test_figures_are_shown_as_tables(opened):
    shown = opened(hash="2&light").press("t")
    assert shown.tab.locator(".slide.on table").count() == 2
    assert shown.press("t").tab.locator(".slide.on table").count() == 0


def test_the_screen_is_blanked_and_comes_back(opened):
    shown = opened().press("b")
    assert shown.title == ""
    assert shown.press(" ").at == 1
    assert shown.title.startswith("第1页")


def test_another_answer_stands_on_a_slide_until_escape(opened):
    shown = opened()
    shown.tab.evaluate(
        "shown.setSlide(0, { ...scene_of(1), title: '泸县' }, '泸县呢？')".replace(
            "scene_of(1)", "JSON.parse(document.getElementById('scene').textContent).slides[1]"
        )
    )
    assert shown.tab.locator(".slide.on .asked").inner_text() == "泸县呢？"
    shown.press("Escape")
    assert shown.tab.locator(".slide.on .asked").count() == 0
    assert shown.title == f"第1页，共{LAST}页: 总体情况"


def test_the_presenters_window_follows_and_moves_the_slides(opened):
    shown = opened(hash=f"{LAST - 1}&light")
    with shown.tab.expect_popup() as popped:
        shown.press("n")
    presenter = popped.value
    presenter.locator(".now .slide").wait_for()
    assert "本页略过" not in presenter.locator(".notes").inner_text()
    presenter.keyboard.press("ArrowRight")
    presenter.get_by_text("本页略过。").wait_for()
    assert shown.at == LAST
    assert presenter.locator(".next").inner_text() == "已是最后一页"
    assert presenter.locator(".elapsed").inner_text().startswith("00:0")
    assert shown.errors == []


def test_a_view_that_cannot_be_shown_says_why_in_its_place(opened):
    shown = opened(hash=f"{LAST}&light")
    assert "此图表无法显示" in shown.tab.locator(".slide.on .broken").inner_text()


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (1024, 768)])
def test_nothing_runs_over_the_edge_of_a_slide(opened, size):
    shown = opened(*size)
    for number in range(1, LAST + 1):
        assert shown.tab.evaluate(CLIPPED) == [], f"slide {number}"
        shown.press("ArrowRight")


def test_a_table_that_is_too_wide_keeps_its_words_whole_and_counts_the_columns_left_out(opened):
    shown = opened(1366, 768)
    shown.press("7", "Enter")
    cells = shown.tab.locator(".slide.on table td")
    assert "尚差" in " ".join(cells.all_inner_texts())
    assert cells.evaluate_all("all => all.every((e) => e.scrollWidth <= e.clientWidth + 1)")
    assert "列未列出" in shown.tab.locator(".slide.on .more").inner_text()


def test_a_finding_is_legible_across_a_room(opened):
    shown = opened(1920, 1080)
    for number in range(1, LAST):
        sizes = shown.tab.evaluate(
            f"[...{SHADOW}.querySelectorAll('.slide.on :is(.finding, .further)')]"
            ".map((e) => parseFloat(getComputedStyle(e).fontSize))"
        )
        assert min(sizes) >= 28, f"slide {number}"
        shown.press("ArrowRight")


def test_on_a_phone_a_slide_is_a_column_to_scroll(opened):
    shown = opened(390, 844, is_mobile=True, has_touch=True)
    for number in range(1, LAST + 1):
        wide, smallest = shown.tab.evaluate(
            f"""() => {{ const slide = {SHADOW}.querySelector(".slide.on")
            const sizes = [...slide.querySelectorAll("p, h2, h3, span")].map((e) => parseFloat(getComputedStyle(e).fontSize))
            return [slide.scrollWidth, Math.min(...sizes)] }}"""
        )
        assert wide <= 390, f"slide {number}"
        assert smallest >= 11, f"slide {number}"
        shown.tab.evaluate("shown.go(shown.at + 1)")
