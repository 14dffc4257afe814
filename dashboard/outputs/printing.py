"""PDF and PNG, exactly as seen, by the Chromium that the machine has.

The browser runs in a process of its own (dashboard.outputs.browser), one on the whole machine at a time and for a
minute at most, so no reader waits for another's print. It opens files that we wrote and pages of our own server on the
loopback address, nothing else.
"""

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from dashboard import catalog
from dashboard.catalog import Label
from dashboard.decks.shown import ShownDeck
from dashboard.outputs.files import File, Progress
from dashboard.outputs.jobs import Job
from dashboard.outputs.problem import Problem

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS = 60
LOOPBACK = ("127.0.0.1", "localhost", "::1")
LOCK = Path(gettempdir()) / "luzhou-dashboard-printing.lock"
UNSAFE = re.compile(r"[^\w-]+")
PDF, PNG = "application/pdf", "image/png"
LOCALES = {"zh": "zh-CN", "en": "en-GB"}


class NoBrowser(Problem):
    """There is no Chromium to print with."""

    def __init__(self) -> None:
        super().__init__(
            "PDF and images need Chromium, and this server has none. Install it (Debian, Ubuntu: apt-get install "
            "chromium), or set DASHBOARD_CHROMIUM to its path. PowerPoint, Word, Excel and HTML work without.",
            "生成PDF和图片需要Chromium浏览器，本服务器尚未安装。请安装（Debian、Ubuntu：apt-get install chromium），"
            "或用环境变量DASHBOARD_CHROMIUM指明其路径。PowerPoint、Word、Excel和HTML不受影响。",
        )


class NoChineseFont(Problem):
    """The browser has no font with Chinese signs."""

    def __init__(self) -> None:
        super().__init__(
            "This server has no Chinese font, so Chinese words would be printed as boxes. Install one (Debian, Ubuntu: "
            "apt-get install fonts-noto-cjk) and try again.",
            "本服务器没有中文字体，导出的汉字将显示为方框。请安装中文字体（Debian、Ubuntu：apt-get install "
            "fonts-noto-cjk）后重试。",
        )


class Unprinted(Problem):
    """The browser did not finish, or another print did not end in time."""


@dataclass(frozen=True)
class Look:
    """How a page is printed: light or dark, and in which language its dates are."""

    language: str = "zh"
    dark: bool = False


def chromium() -> str | None:
    """The path of the browser: $DASHBOARD_CHROMIUM, else one on the PATH; None where there is none."""
    named = os.environ.get("DASHBOARD_CHROMIUM")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None)


# --- decks ------------------------------------------------------------------------------------


def pdf_of_deck(shown: ShownDeck, *, progress: Progress | None = None, dark: bool = False) -> bytes:
    """A page a slide, 16:9, with words that can be searched and copied."""
    with TemporaryDirectory() as folder:
        out = Path(folder, "deck.pdf")
        _run("deck_pdf", _written(shown, folder), out, Look(shown.language, dark), progress)
        return out.read_bytes()


def images_of_deck(shown: ShownDeck, *, progress: Progress | None = None, dark: bool = False) -> bytes:
    """A PNG of 1920×1080 a slide, named by number and title, in a zip."""
    names = [f"{slide.number:02}_{UNSAFE.sub('-', slide.title)}.png" for slide in shown.slides]
    look = Look(shown.language, dark)
    with TemporaryDirectory() as folder:
        _run("deck_png", _written(shown, folder), Path(folder), look, progress, more={"names": names})
        zipped = io.BytesIO()
        with zipfile.ZipFile(zipped, "w", zipfile.ZIP_STORED) as images:
            for name in names:
                images.write(Path(folder, name), name)
        return zipped.getvalue()


def _written(shown: ShownDeck, folder: str) -> str:
    """The deck as a file to open: what is printed is what it shows."""
    from dashboard.outputs import page

    path = Path(folder, "deck.html")
    path.write_bytes(page.write(shown))
    return path.as_uri()


# --- pages ------------------------------------------------------------------------------------


def pdf_of_page(url: str, look: Look | None = None, *, foot: str = "", progress: Progress | None = None) -> bytes:
    """A page of our own server as its link shows it, on lying A4; `foot` stands under every sheet."""
    with TemporaryDirectory() as folder:
        out = Path(folder, "page.pdf")
        _run("page_pdf", _ours(url), out, look or Look(), progress, more={"foot": foot})
        return out.read_bytes()


def png_of_page(url: str, look: Look | None = None, *, progress: Progress | None = None) -> bytes:
    """A page of our own server as its link shows it, as one image of its whole length."""
    with TemporaryDirectory() as folder:
        out = Path(folder, "page.png")
        _run("page_png", _ours(url), out, look or Look(), progress)
        return out.read_bytes()


def start_page(url: str, name: str, mime: str, look: Look, *, foot: str = "") -> Job:
    """Begin to print a page of our own server, as MIME says; returns at once. `name` is the file's, without suffix."""
    job = Job()

    def told(done: int, total: int) -> None:
        job.done = done / total

    def make() -> bytes:
        if mime == PDF:
            return pdf_of_page(url, look, foot=foot, progress=told)
        return png_of_page(url, look, progress=told)

    def run() -> None:
        try:
            job.file = File(f"{UNSAFE.sub('-', name)}.{'pdf' if mime == PDF else 'png'}", mime, make())
        except Problem as problem:
            job.failure = problem.told
        except Exception as error:  # a thread's error reaches nobody else
            job.failure = Label(f"the page could not be printed: {error}", f"页面未能导出：{error}")
        finally:
            job.end()

    threading.Thread(target=run, daemon=True).start()
    return job


def _ours(url: str) -> str:
    """The address, if it is one of this machine's own. Raises ValueError for any other."""
    parts = urlsplit(url)
    if parts.scheme != "http" or parts.hostname not in LOOPBACK or parts.username:
        raise ValueError(f"{url!r} is not an address of this server: only http://127.0.0.1 is printed.")
    return url


# --- the process ------------------------------------------------------------------------------


def _run(
    act: str, url: str, out: Path, look: Look, progress: Progress | None, *, more: Mapping[str, object] | None = None
) -> None:
    """Have the job done, waiting for others before it. Raises a Problem that says why it was not."""
    path = chromium()
    if path is None:
        raise NoBrowser
    job = {
        "act": act,
        "url": url,
        "out": str(out),
        "dark": look.dark,
        "locale": LOCALES[look.language],
        "browser": path,
        "seconds": SECONDS,
        **(more or {}),
    }
    try:
        with FileLock(LOCK, timeout=SECONDS):
            _outcome(_worked(job, progress))
    except Timeout:
        raise Unprinted(
            "Another print is under way and has not ended within a minute. Try again.",
            "另一导出任务正在进行，一分钟内未完成，请稍后重试。",
        ) from None


def _worked(job: Mapping[str, object], progress: Progress | None) -> dict:
    """What the process says of the job in the end; ended with all it started when its time is over."""
    with TemporaryDirectory() as folder:
        asked, faults = Path(folder, "job.json"), Path(folder, "faults")
        asked.write_text(json.dumps(job), "utf-8")
        # What the browser leaves behind when it is ended goes with the folder.
        around = {**os.environ, "TMPDIR": folder}
        command = [sys.executable, "-m", "dashboard.outputs.browser", str(asked)]
        with (
            faults.open("w") as written,
            subprocess.Popen(
                command, cwd=catalog.ROOT, env=around, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=written,
                text=True, encoding="utf-8", start_new_session=True,
            ) as worker,
        ):  # fmt: skip
            timer = threading.Timer(SECONDS, _end, [worker])
            timer.start()
            told = _listened(worker, progress)
            timer.cancel()
        words = faults.read_text("utf-8").strip().rpartition("\n")[2]
    return {"problem": "unprinted", "words": words} if told is None else told


def _listened(worker: subprocess.Popen, progress: Progress | None) -> dict | None:
    for line in worker.stdout:
        match line.split():
            case [done, total] if done.isdigit() and total.isdigit():
                if progress:
                    progress(int(done), int(total))
            case _:
                return json.loads(line)
    return None


def _end(worker: subprocess.Popen) -> None:
    """The browser ends when the pipe to its driver does."""
    os.killpg(worker.pid, signal.SIGKILL)


def _outcome(told: dict) -> None:
    match told.get("problem"):
        case None:
            return
        case "font":
            raise NoChineseFont
        case _:
            words = told["words"] or f"it took longer than {SECONDS} s"
            raise Unprinted(
                f"The browser could not print: {words}. Try again; if it happens again, try fewer slides.",
                f"浏览器未能完成导出：{words}。请重试；如仍失败，请减少页数。",
            )
