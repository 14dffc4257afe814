"""How fast a deck leaves the room as a file.

    python -m benchmarks.decks [--repeat 5] [--keep FOLDER]

Prints the median time to write each file of a deck that is already shown, at demonstration size, beside the time to ask
everything in it anew; and in a real browser the time from a key to the frame that shows the next slide. Snapshots are
made in a temporary folder unless --keep names one.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from playwright.sync_api import sync_playwright

from dashboard import catalog
from dashboard.decks import showing, store
from dashboard.decks.shown import ShownDeck
from dashboard.outputs import bulletin, page, slides, workbook
from intake.demo import publish_demo
from tests.browser import chromium

SLIDES = 20


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.decks", description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=5, help="measurements of which the median is printed")
    parser.add_argument("--keep", help="a folder to keep the snapshots in, and to find them in again")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["DASHBOARD_DATA"] = asked.keep or temporary
        if not catalog.shelf().sound:
            publish_demo(folder=catalog.snapshots_folder(), progress=lambda step: None)
        powerpoint(asked.repeat)
        others(asked.repeat)
        changes(asked.repeat)
    return 0


def powerpoint(repeat: int) -> None:
    """Twenty slides of the four standing decks, template read anew each time."""
    deck = shown("monthly", "half-year", "expo", "financing", length=SLIDES)
    content = slides.write(deck)
    told(f"PowerPoint, {len(deck.slides)} slides, {len(content) / 1024:.0f} KB", lambda: slides.write(deck), repeat)


def others(repeat: int) -> None:
    """The half-year report in the other formats, and what it costs to ask its numbers."""
    deck = shown("half-year", length=10)
    told("asking the half-year report's numbers, warm", lambda: shown("half-year", length=10), repeat)
    for name, write in {"bulletin": bulletin.write, "workbook": workbook.write, "offline page": page.write}.items():
        told(f"{name}, {len(write(deck)) / 1024:.0f} KB", lambda write=write: write(deck), repeat)


# From the key to the second frame after it: by then the slide has been painted.
CHANGE = """key => new Promise((told) => {
  const began = performance.now()
  window.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }))
  requestAnimationFrame(() => requestAnimationFrame(() => told(performance.now() - began)))
})"""


def changes(repeat: int) -> None:
    """A deck on a full-HD screen, by the arrow keys, in a browser without an emulated graphics card."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder, "deck.html")
        file.write_bytes(page.write(shown("half-year", length=10)))
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1920, "height": 1080})
        tab.goto(file.as_uri())
        tab.wait_for_timeout(3000)
        took = [tab.evaluate(CHANGE, key) for _ in range(repeat) for key in [*["ArrowRight"] * 9, "Home"]]
        browser.close()
    print(f"slide change: median {statistics.median(took):.0f} ms, most {max(took):.0f} ms of {len(took)}")


def shown(*names: str, length: int, language: str = "zh") -> ShownDeck:
    """The slides of these decks one after the other, again from the first until there are that many."""
    shelf = catalog.shelf()
    decks = [showing.show(store.find(name), shelf, shelf.in_force, language) for name in names]
    found = islice(cycle(slide for deck in decks for slide in deck.slides), length)
    return replace(decks[0], slides=tuple(replace(slide, number=n) for n, slide in enumerate(found, 1)))


def told(what: str, act: Callable[[], object], repeat: int) -> None:
    times = []
    for _ in range(repeat):
        started = time.perf_counter()
        act()
        times.append(time.perf_counter() - started)
    print(f"{what}: {statistics.median(times):.2f} s")


if __name__ == "__main__":
    sys.exit(main())
