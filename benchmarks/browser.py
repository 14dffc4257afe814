"""Times in a real browser: from a click on a filter or a mark to the last repaint, and opening a page cold."""

import contextlib
import statistics
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import chromium
from tests.browser.conftest import BROWSER_FLAGS, IDLE, serve

PAGES = ("", "patents", "trademarks", "expo", "financing", "stations")
# Watches the page: when it was clicked, and what changed when. A figure notes on its element that it has been drawn. Left
# out are the tables that a canvas keeps for screen readers, a copy that follows a fifth of a second after the paint.
WATCH = """
() => {
  window.started = null;
  window.changes = [];
  window.watcher?.disconnect();
  window.watcher = new MutationObserver((records) => {
    const seen = records.map((r) => (r.target.nodeType === 1 ? r.target : r.target.parentElement));
    const targets = seen.filter((e) => e && !e.closest("canvas"));
    if (targets.length) requestAnimationFrame(() => window.changes.push([performance.now(), targets]));
  });
  window.watcher.observe(document.querySelector('[data-testid="stMain"]'),
                         {subtree: true, childList: true, attributes: true, characterData: true});
  const start = (event) => { window.started ??= event.timeStamp; };
  addEventListener("click", start, {capture: true, once: true});
}
"""
# Milliseconds from the click to the last change of what is on the screen, and of anything.
READ = """
() => {
  const isSeen = (e) => { const r = e.getBoundingClientRect(); return r.bottom > 0 && r.top < innerHeight; };
  const after = (changes) => Math.max(0, ...changes.map(([time]) => time)) - window.started;
  return [after(window.changes.filter(([, targets]) => targets.some(isSeen))), after(window.changes)];
}
"""


def measure(root: Path, repeat: int) -> None:
    """Print the times of every page over a data root, medians in milliseconds."""
    print("\n| page | filter: screen | page | mark: screen | page | cold open |")
    print("|---|---|---|---|---|---|")
    with contextlib.contextmanager(serve)(root) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=BROWSER_FLAGS)
        _open(browser, f"{address}/")  # The first visitor pays for imports; it is not counted.
        for page in PAGES:
            cold = statistics.median(_open(browser, f"{address}/{page}") for _ in range(3))
            told = [*_repaints(browser, f"{address}/{page}", _another_period, repeat),
                    *_repaints(browser, f"{address}/{page}", _another_mark, repeat), cold]  # fmt: skip
            print(f"| /{page} |", " | ".join("—" if t is None else f"{t:.0f}" for t in told), "|", flush=True)
        browser.close()


def _open(browser, address: str) -> float:
    """Milliseconds from the address to a page whose script has run, in a fresh browser profile."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    tab = context.new_page()
    started = time.perf_counter()
    tab.goto(address)
    tab.wait_for_selector(IDLE)
    tab.wait_for_selector('[data-testid="stMetricValue"], [data-drawn], [data-testid="stDataFrame"]')
    took = (time.perf_counter() - started) * 1000
    context.close()
    return took


def _repaints(browser, address: str, act, repeat: int) -> tuple[float | None, float | None]:
    """Median times from a click to the last change on the screen and on the page; None where there is nothing to click."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    tab = context.new_page()
    tab.goto(address)
    tab.wait_for_selector(IDLE)
    tab.wait_for_timeout(1500)
    # The first click of a tab pays for code that the browser has not compiled yet.
    times = [act(tab, turn) for turn in range(repeat + 1)][1:]
    context.close()
    screens, pages = zip(*filter(None, times), strict=True) if any(times) else ((), ())
    return (statistics.median(screens), statistics.median(pages)) if screens else (None, None)


def _another_period(tab: Page, turn: int) -> tuple[float, float] | None:
    """Choose another year in the period's menu, or another edition where the page has no period."""
    periods = tab.get_by_test_id("stPopoverButton").filter(has_text="20")
    if periods.count():
        periods.first.click()
        choices = tab.get_by_test_id("stPopoverBody").locator("button")
    else:
        choices = tab.get_by_role("main").get_by_test_id("stButtonGroup").filter(has_text="2").locator("button")
    another = choices.nth(1 + turn % 2)
    another.wait_for()
    times = _clicked(tab, another.click)
    tab.keyboard.press("Escape")
    tab.wait_for_timeout(100)
    return times


def _another_mark(tab: Page, turn: int) -> tuple[float, float] | None:
    """Click a mark of the first figure whose marks select: one, then another, so that each click changes the page."""
    figure = tab.locator('.figure[data-selects="true"]').first
    if not figure.count():
        return None
    marks = figure.locator(".mark")
    marks.first.scroll_into_view_if_needed()
    chosen = marks.nth(turn % min(2, marks.count()))
    return _clicked(tab, lambda: chosen.click(force=True))


def _clicked(tab: Page, act) -> tuple[float, float]:
    tab.wait_for_timeout(400)
    tab.evaluate(WATCH)
    act()
    tab.wait_for_timeout(50)
    tab.wait_for_selector(IDLE)
    tab.wait_for_timeout(700)
    return tuple(tab.evaluate(READ))
