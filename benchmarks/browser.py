"""Times in a real browser: from a filter's click to the last repainted chart, and opening a page cold."""

import contextlib
import statistics
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import chromium
from tests.browser.conftest import BROWSER_FLAGS, IDLE, serve

PAGES = ("", "patents", "trademarks", "expo", "financing", "stations")
# Watches the page from the click on: the time of the last change of any chart, card or table.
WATCH = """
() => {
  window.lastPaint = performance.now();
  window.watcher?.disconnect();
  window.watcher = new MutationObserver(() => { window.lastPaint = performance.now(); });
  window.watcher.observe(document.querySelector('[data-testid="stMain"]'),
                         {subtree: true, childList: true, attributes: true, characterData: true});
  window.started = performance.now();
}
"""


def measure(root: Path, repeat: int) -> None:
    """Print both times for every page over a data root."""
    print("\n| page | filter to last repaint, median ms | of which the script, ms | cold open, ms |")
    print("|---|---|---|---|")
    with contextlib.contextmanager(serve)(root) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=BROWSER_FLAGS)
        _open(browser, f"{address}/")  # The first visitor pays for imports; it is not counted.
        for page in PAGES:
            cold = statistics.median(_open(browser, f"{address}/{page}") for _ in range(3))
            repaint, script = _filter(browser, f"{address}/{page}", repeat)
            print(f"| /{page} | {repaint:.0f} | {script:.0f} | {cold:.0f} |")
        browser.close()


def _open(browser, address: str) -> float:
    """Milliseconds from the address to a page whose script has run, in a fresh browser profile."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    tab = context.new_page()
    started = time.perf_counter()
    tab.goto(address)
    tab.wait_for_selector(IDLE)
    tab.wait_for_selector('[data-testid="stMetricValue"], [data-testid="stPlotlyChart"], [data-testid="stDataFrame"]')
    took = (time.perf_counter() - started) * 1000
    context.close()
    return took


def _filter(browser, address: str, repeat: int) -> tuple[float, float]:
    """Median milliseconds from a click on the comparison to the last change on the page, and to the script's end."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    tab = context.new_page()
    tab.goto(address)
    tab.wait_for_selector(IDLE)
    tab.wait_for_timeout(1500)
    repaints, scripts = [], []
    for turn in range(repeat):
        painted, script = _click(tab, turn)
        repaints.append(painted)
        scripts.append(script)
    context.close()
    return statistics.median(repaints), statistics.median(scripts)


def _click(tab: Page, turn: int) -> tuple[float, float]:
    """Choose another year in the period's menu, or another edition where the page has no period."""
    periods = tab.get_by_test_id("stPopoverButton")
    if periods.count():
        periods.first.click()
        choices = tab.get_by_test_id("stPopoverBody").locator("button")
    else:
        choices = tab.get_by_role("main").get_by_test_id("stButtonGroup").filter(has_text="2").locator("button")
    another = choices.nth(1 + turn % 2)
    another.wait_for()
    tab.evaluate(WATCH)
    another.click()
    tab.wait_for_timeout(30)
    tab.wait_for_selector(IDLE)
    script = tab.evaluate("performance.now() - window.started")
    tab.wait_for_timeout(700)
    painted = tab.evaluate("window.lastPaint - window.started")
    tab.keyboard.press("Escape")
    tab.wait_for_timeout(100)
    return painted, script
