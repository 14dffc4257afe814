"""A served dashboard over the demonstration snapshots, and a browser that looks at it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, sync_playwright

from dashboard.catalog import ROOT
from tests.browser import chromium

# Software rendering: the map is WebGL, and test machines have no graphics card.
BROWSER_FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


@dataclass
class Tab:
    """A browser tab that remembers every request that left the server's own host, and every figure that its script
    complained of in the console."""

    page: Page
    root: str
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.page.on("request", self._note)
        self.page.on("console", self._hear)

    def _hear(self, message):
        if "could not be drawn" in message.text:
            self.complaints.append(message.text)

    def _note(self, request):
        if not request.url.startswith((self.root, "data:", "blob:", self.root.replace("http", "ws"))):
            self.foreign.append(request.url)

    def open(self, address=""):
        self.page.goto(f"{self.root}/{address}")
        self.settle()
        return self

    def settle(self, pause=400):
        """Until the script has run and the figures have been drawn: what is drawn later moves what is below it."""
        self.page.wait_for_timeout(pause)
        self.page.wait_for_selector(IDLE, timeout=60_000)
        self.page.wait_for_timeout(pause)
        for _ in range(40):
            if self.is_drawn:
                break
            self.page.wait_for_timeout(100)

    @property
    def is_drawn(self):
        """Whether no figure of the page is still to come."""
        return self.page.locator(".figure").count() == self.page.locator(".figure svg").count()

    @property
    def text(self):
        return self.page.inner_text('[data-testid="stMain"]')

    @property
    def exceptions(self):
        return [e.inner_text() for e in self.page.query_selector_all('[data-testid="stException"]')]


@pytest.fixture(scope="session")
def browser():
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.HOW)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        yield launched
        launched.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(data_root, port=None):
    """Start the server as `make run` does, over another data root; yields its address."""
    port = port or free_port()
    command = [sys.executable, "-m", "dashboard.ui.serve", "--server.port", str(port),
               "--server.address", "127.0.0.1"]  # fmt: skip
    server = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "DASHBOARD_DATA": str(data_root)}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    root = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{root}/_stcore/health", server)
        yield root
    finally:
        server.terminate()
        server.wait(10)


def _wait(address, server, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server ended before it answered"
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"{address} did not answer within {seconds} s")


@pytest.fixture(scope="session")
def root(demo_root):
    """Address of a dashboard over the demonstration snapshots."""
    yield from serve(demo_root)


@pytest.fixture
def tab(browser, root):
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN", accept_downloads=True)
    yield Tab(context.new_page(), root)
    context.close()
