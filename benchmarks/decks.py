"""How fast a deck leaves the room as a file.

    python -m benchmarks.decks [--repeat 5] [--keep FOLDER]

Prints the median time to write each file of a deck that is already shown, at demonstration size. Snapshots are made in
a temporary folder unless --keep names one.
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

from dashboard import catalog
from dashboard.decks import showing, store
from dashboard.decks.shown import ShownDeck
from dashboard.outputs import slides
from intake.demo import publish_demo

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
    return 0


def powerpoint(repeat: int) -> None:
    """Twenty slides of the four standing decks, template read anew each time."""
    deck = shown("monthly", "half-year", "expo", "financing", length=SLIDES)
    content = slides.write(deck)
    told(f"PowerPoint, {len(deck.slides)} slides, {len(content) / 1024:.0f} KB", lambda: slides.write(deck), repeat)


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
