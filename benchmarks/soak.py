"""The wall left alone: whether memory stays flat over many turns, and whether it outlasts a server that is gone.

    python -m benchmarks.soak [--minutes 10] [--turns 4] [--refresh 1] [--down 20]

Boards are turned `--turns` times a second and the server is asked for the snapshot every `--refresh` seconds, so ten
minutes hold as many turns as half a day of the wall and as many refreshes as ten hours. Half-way the server is stopped
for `--down` seconds. Prints a line a minute, then what grew; `--minutes 4320` is the three days themselves.
"""

import argparse
import contextlib
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from intake.demo import publish_demo
from tests.browser import chromium
from tests.browser.conftest import BROWSER_FLAGS, free_port, serve

SHOWN = '[data-testid="wall"] .board.shown'
STATE = """() => {
  const { wall } = globalThis.luzhouWall;
  return { heard: Date.now() - wall.heard, lost: wall.find(".lost").textContent, place: wall.place };
}"""
LIMIT = 1.15


@dataclass(frozen=True)
class Reading:
    """What is held after a collection: bytes of the script's heap, nodes and listeners of the page, kilobytes of the
    server's memory (0 where the system does not tell)."""

    heap: float
    nodes: float
    listeners: float
    server: int = 0


def read(page: Page) -> Reading:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("HeapProfiler.collectGarbage")
    held = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    session.detach()
    return Reading(held["JSHeapUsedSize"], held["Nodes"], held["JSEventListeners"], _server_memory())


def _server_memory() -> int:
    """Resident kilobytes of the server that this process has started."""
    for pid in _children():
        status = Path(f"/proc/{pid}/status")
        if "dashboard.ui.serve" in Path(f"/proc/{pid}/cmdline").read_text("utf-8") and status.is_file():
            return int(status.read_text("utf-8").split("VmRSS:")[1].split()[0])
    return 0


def _children() -> list[str]:
    lists = Path("/proc/self/task").glob("*/children")
    return [pid for found in lists for pid in found.read_text("utf-8").split()]


def turn(page: Page, seconds: float, turns: float) -> int:
    """Turn the boards so many times a second for a while; returns how often."""
    ends, done = time.monotonic() + seconds, 0
    while time.monotonic() < ends:
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(1000 / turns)
        done += 1
    return done


def until_heard(page: Page, seconds: float = 90) -> float | None:
    """Seconds until the wall has heard of the server again; None when it has not."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        with contextlib.suppress(Exception):  # the page may be starting anew
            if not page.evaluate(STATE)["lost"]:
                return time.monotonic() - started
        page.wait_for_timeout(500)
    return None


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10, help="how long it runs")
    parser.add_argument("--turns", type=float, default=4, help="turns of a board a second")
    parser.add_argument("--refresh", type=float, default=1, help="seconds between two words of the server")
    parser.add_argument("--down", type=float, default=20, help="seconds without a server, half-way")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        publish_demo(folder=Path(temporary) / "snapshots", progress=lambda step: None)
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=BROWSER_FLAGS)
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        passed = _soak(page, Path(temporary), asked)
        browser.close()
    return 0 if passed else 1


def _soak(page: Page, root: Path, asked: argparse.Namespace) -> bool:
    port, half = free_port(), asked.minutes * 30
    with contextlib.contextmanager(serve)(root, port) as address:
        page.goto(f"{address}/wall?every=300&refresh={asked.refresh:g}")
        page.wait_for_selector(SHOWN)
        page.evaluate("window.sameDocument = true")
        turn(page, min(30, half / 4), asked.turns)  # what is compiled and cached at first is not a leak
        before, turned = _minutes(page, half, asked.turns)
    page.wait_for_timeout(asked.down * 1000)
    lost = page.evaluate(STATE)["lost"]
    print(f"| server stopped | {lost or 'not noticed'} | | | |", flush=True)
    with contextlib.contextmanager(serve)(root, port):
        back = until_heard(page)
        reloaded = not page.evaluate("Boolean(window.sameDocument)")
        print(f"| server started | back after {back or 0:.0f} s{', page anew' if reloaded else ''} | | | |", flush=True)
        after, more = _minutes(page, half, asked.turns)
    flat = [grown <= LIMIT for grown in _growth("first half", before) + _growth("second half", after)]
    print(f"{turned + more} turns; outage {'told' if lost else 'not told'}, {'survived' if back else 'not survived'}")
    return all(flat) and bool(lost) and back is not None


def _minutes(page: Page, seconds: float, turns: float) -> tuple[list[Reading], int]:
    """Readings at the start and after each minute, and how many turns there were."""
    found, turned = [read(page)], 0
    print("\n| turns | heap MB | nodes | listeners | server MB |\n|---|---|---|---|---|")
    ends = time.monotonic() + seconds
    while (left := ends - time.monotonic()) > 1:
        turned += turn(page, min(60, left), turns)
        found.append(now := read(page))
        told = (turned, f"{now.heap / 1e6:.1f}", f"{now.nodes:.0f}", f"{now.listeners:.0f}", f"{now.server / 1e3:.0f}")
        print("|", " | ".join(map(str, told)), "|", flush=True)
    return found, turned


def _growth(name: str, readings: list[Reading]) -> list[float]:
    """Last over first, of each quantity that was read."""
    first, last = readings[0], readings[-1]
    grown = {
        field: getattr(last, field) / (getattr(first, field) or 1) for field in ("heap", "nodes", "listeners", "server")
    }
    print(f"{name}: " + ", ".join(f"{field} ×{times:.2f}" for field, times in grown.items()))
    return list(grown.values())


if __name__ == "__main__":
    sys.exit(main())
