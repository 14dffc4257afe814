"""The process that drives the machine's Chromium: one job, then it ends. See dashboard.outputs.printing, which starts it.

python -m dashboard.outputs.browser JOB.json     progress as lines `done total`; the last line tells what became of it

It knows no deck and no Streamlit session, only addresses: a file of ours, or a page of our own server.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Route, sync_playwright

# Maps are WebGL, and servers have no graphics card.
FLAGS = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--hide-scrollbars")
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
SLIDE = {"width": 1920, "height": 1080}
SLIDE_PAGE = {"width": "13.333in", "height": "7.5in"}
SCREEN = {"width": 1366, "height": 900}
# A page longer than this would be an image that nothing opens.
LONGEST = 16_000
# A4 lying: between its margins it is as wide as this at this scale, and a page's headline and first figures fit on it.
SHEET_WIDE = 1464
SHEET = {"format": "A4", "landscape": True, "scale": 0.72, "print_background": True}
MARGIN = {"top": "10mm", "bottom": "14mm", "left": "9mm", "right": "9mm"}
# Without a font for them, all Chinese signs are the same box.
READS_CHINESE = """() => {
  const drawn = (sign) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 40 })
    const pen = canvas.getContext("2d")
    pen.font = "32px sans-serif"
    pen.fillText(sign, 4, 34)
    return pen.getImageData(0, 0, 40, 40).data.join()
  }
  return drawn("泸") !== drawn("酒")
}"""
# What is for acting and not for reading stays on the screen; a block is not cut by the end of a sheet.
PAPER = """
[data-testid="stToolbar"], [data-testid="stHeader"], [data-testid="stStatusWidget"], .st-key-take, .st-key-find,
.luzhou-tip { display: none !important; }
[data-testid="stMainBlockContainer"] { padding-top: 0.5rem !important; }
"""
# A page scrolls within itself; on sheets it must not.
SHEETS = """
html, body, #root, [data-testid="stApp"], [data-testid="stAppViewContainer"], [data-testid="stMain"] {
  position: static !important; height: auto !important; overflow: visible !important; display: block !important;
}
[data-testid="stMainBlockContainer"] { padding: 0 SIDE !important; max-width: none !important; }
[data-testid="stLayoutWrapper"], [data-testid="stElementContainer"], [data-testid="stColumn"] { break-inside: avoid; }
h1, h2, h3, h4 { break-after: avoid; }
"""
TALL = """() => {
  const main = document.querySelector('[data-testid="stMain"]')
  return main ? main.scrollHeight : document.documentElement.scrollHeight
}"""


def main(path: str) -> int:
    """Do the job of that file."""
    job = json.loads(Path(path).read_text("utf-8"))
    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=job["browser"], args=[*FLAGS, *sandbox])
        try:
            outcome = JOBS[job["act"]](browser, job)
        finally:
            browser.close()
    print(json.dumps(outcome), flush=True)
    return 0


@contextmanager
def _page(browser, job: dict, size: dict, sharpness: float = 1) -> Iterator[Page]:  # noqa: ANN001 - Playwright's
    """A page of the job's address that reaches nothing else."""
    context: BrowserContext = browser.new_context(
        viewport=size,
        device_scale_factor=sharpness,
        color_scheme="dark" if job["dark"] else "light",
        locale=job["locale"],
        service_workers="block",
    )
    context.set_default_timeout(job["seconds"] * 1000)
    context.route("**/*", lambda route: _ours_only(route, job["url"]))
    try:
        yield context.new_page()
    finally:
        context.close()


def _ours_only(route: Route, address: str) -> None:
    asked, ours = urlsplit(route.request.url), urlsplit(address)
    if asked.scheme in ("data", "blob", "file") or asked.netloc == ours.netloc:
        route.continue_()
    else:
        route.abort()


# --- decks ------------------------------------------------------------------------------------


def _open_deck(page: Page, job: dict) -> bool:
    page.goto(f"{job['url']}#{'dark' if job['dark'] else 'light'}")
    page.wait_for_function("() => globalThis.shown?.ready()")
    return page.evaluate(READS_CHINESE)


def _deck_pdf(browser, job: dict) -> dict:  # noqa: ANN001
    with _page(browser, job, {"width": 1280, "height": 720}) as page:
        if not _open_deck(page, job):
            return {"problem": "font"}
        _tell(1, 2)
        page.pdf(path=job["out"], print_background=True, prefer_css_page_size=True, tagged=True, **SLIDE_PAGE)
        _tell(2, 2)
    return {}


def _deck_png(browser, job: dict) -> dict:  # noqa: ANN001
    with _page(browser, job, SLIDE) as page:
        if not _open_deck(page, job):
            return {"problem": "font"}
        for i, name in enumerate(job["names"]):
            page.evaluate("i => shown.go(i)", i)
            page.screenshot(path=str(Path(job["out"], name)), style=".course { display: none }", animations="disabled")
            _tell(i + 1, len(job["names"]))
    return {}


# --- pages of the server ----------------------------------------------------------------------


def _open_page(page: Page, job: dict) -> bool:
    page.goto(job["url"])
    _settle(page)
    _tell(1, 3)
    page.add_style_tag(content=PAPER)
    return page.evaluate(READS_CHINESE)


def _settle(page: Page) -> None:
    """Until the script has run, and what it shows has kept its height for a while."""
    page.wait_for_selector(IDLE)
    page.wait_for_function(
        """() => {
          const main = document.querySelector('[data-testid="stMain"]')
          const busy = document.querySelector('[data-testid="stSkeleton"], [data-test-script-state="running"]')
          const held = `${main?.scrollHeight} ${document.querySelectorAll("[data-drawn]").length}`
          const same = !busy && held === globalThis.held
          globalThis.still = same ? globalThis.still + 1 : 0
          globalThis.held = held
          return globalThis.still >= 4
        }""",
        polling=250,
    )


def _whole(page: Page) -> None:
    """All of the page in sight: figures out of sight are drawn when they come into sight."""
    width = page.viewport_size["width"]
    page.set_viewport_size({"width": width, "height": min(page.evaluate(TALL), LONGEST)})
    _settle(page)


def _page_pdf(browser, job: dict) -> dict:  # noqa: ANN001
    with _page(browser, job, SCREEN | {"width": SHEET_WIDE}) as page:
        if not _open_page(page, job):
            return {"problem": "font"}
        _whole(page)
        _tell(2, 3)
        # As on the screen: the sheet is as wide as the view, so nothing wraps anew.
        page.emulate_media(media="screen")
        # The dark of a page ends where the sheet's margin begins: words keep away from that edge.
        page.add_style_tag(content=SHEETS.replace("SIDE", "14px" if job["dark"] else "0"))
        foot = job["foot"].replace("&", "&amp;").replace("<", "&lt;")
        page.pdf(
            path=job["out"],
            margin=MARGIN,
            display_header_footer=True,
            header_template="<span></span>",
            footer_template=f'<div style="width:100%;margin:0 9mm;font:7pt sans-serif;color:#55677a;display:flex">'
            f'<span style="flex:1">{foot}</span><span class="pageNumber"></span>&nbsp;/&nbsp;'
            f'<span class="totalPages"></span></div>',
            **SHEET,
        )
        _tell(3, 3)
    return {}


def _page_png(browser, job: dict) -> dict:  # noqa: ANN001
    with _page(browser, job, SCREEN, sharpness=1.5) as page:
        if not _open_page(page, job):
            return {"problem": "font"}
        _whole(page)
        _tell(2, 3)
        page.screenshot(path=job["out"], animations="disabled")
        _tell(3, 3)
    return {}


def _tell(done: int, total: int) -> None:
    print(done, total, flush=True)


JOBS = {"deck_pdf": _deck_pdf, "deck_png": _deck_png, "page_pdf": _page_pdf, "page_png": _page_png}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
