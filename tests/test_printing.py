"""Printing: what is never opened, what is told when there is no browser or no font, and what ends in time.

What a real browser prints is looked at in tests/browser/test_printing.py.
"""

import subprocess
import sys

import pytest

from dashboard.catalog import ROOT
from dashboard.outputs import printing
from dashboard.outputs.printing import Look, NoBrowser, NoChineseFont, Unprinted

PAGE = "http://127.0.0.1:8501/patents?lang=zh"


@pytest.fixture(autouse=True)
def lock(tmp_path, monkeypatch):
    monkeypatch.setattr(printing, "LOCK", tmp_path / "lock")


@pytest.fixture
def browser(monkeypatch):
    monkeypatch.setattr(printing, "chromium", lambda: "/usr/bin/chromium")


def worker(monkeypatch, script):
    """Another process in the place of the one that drives the browser."""
    popen = subprocess.Popen
    monkeypatch.setattr(
        printing.subprocess, "Popen", lambda command, **rest: popen([sys.executable, "-c", script], **rest)
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "http://example.org:8501/",
        "file:///etc/passwd",
        "http://127.0.0.1.example.org/",
        "http://user@127.0.0.1:8501/",
        "http://10.0.0.1:8501/",
    ],
)
def test_only_this_machines_own_pages_are_opened(browser, url):
    with pytest.raises(ValueError, match="is not an address of this server"):
        printing.pdf_of_page(url)


def test_without_chromium_it_is_said_how_to_get_it(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("DASHBOARD_CHROMIUM", raising=False)
    with pytest.raises(NoBrowser) as refused:
        printing.png_of_page(PAGE)
    assert "apt-get install chromium" in refused.value.told.en
    assert "DASHBOARD_CHROMIUM" in refused.value.told.zh


def test_a_browser_can_be_named(monkeypatch):
    monkeypatch.setenv("DASHBOARD_CHROMIUM", sys.executable)
    assert printing.chromium() == sys.executable
    monkeypatch.setenv("DASHBOARD_CHROMIUM", "/no/such/browser")
    assert printing.chromium() is None


def test_without_a_chinese_font_nothing_is_printed(browser, monkeypatch):
    worker(monkeypatch, 'print(\'{"problem": "font"}\')')
    with pytest.raises(NoChineseFont, match="fonts-noto-cjk"):
        printing.pdf_of_page(PAGE)


def test_what_the_browser_says_last_is_told(browser, monkeypatch):
    worker(monkeypatch, "import sys; sys.exit('net::ERR_CONNECTION_REFUSED')")
    with pytest.raises(Unprinted, match="could not print: net::ERR_CONNECTION_REFUSED"):
        printing.pdf_of_page(PAGE)


def test_a_browser_that_hangs_is_ended(browser, monkeypatch):
    monkeypatch.setattr(printing, "SECONDS", 0.5)
    worker(monkeypatch, "import time; time.sleep(60)")
    with pytest.raises(Unprinted, match=r"it took longer than 0\.5 s"):
        printing.pdf_of_page(PAGE)


def test_one_browser_runs_at_a_time(browser, monkeypatch):
    monkeypatch.setattr(printing, "SECONDS", 0.2)
    with printing.FileLock(printing.LOCK), pytest.raises(Unprinted, match="Another print is under way"):
        printing.pdf_of_page(PAGE)


def test_a_page_that_fails_in_the_background_tells_why(monkeypatch):
    monkeypatch.setattr(printing, "chromium", lambda: None)
    job = printing.start_page(PAGE, "专利", printing.PDF, Look())
    assert job.wait(10)
    assert job.file is None
    assert job.failure.zh.startswith("生成PDF和图片需要Chromium浏览器")


def test_a_page_is_named_safely(monkeypatch):
    monkeypatch.setattr(printing, "png_of_page", lambda url, look, progress: b"png")
    job = printing.start_page(PAGE, "a/b: 2024", printing.PNG, Look())
    assert job.wait(10)
    assert (job.file.name, job.file.content) == ("a-b-2024.png", b"png")


def test_the_server_starts_without_what_drives_a_browser():
    script = "import sys, dashboard.outputs.printing; print('playwright' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "False", done.stderr
