"""The Chromium that browser tests drive: $CHROMIUM, one on the PATH, or one that is fetched now.

python -m tests.browser.chromium    makes sure that there is one, or says how to get one and fails
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW = (
    "Browser tests need Chromium and none could be found or fetched. Install one of\n"
    "  Debian, Ubuntu:  sudo apt-get install chromium\n"
    "  Fedora:          sudo dnf install chromium\n"
    "  macOS, Windows:  Google Chrome, then CHROMIUM=/path/to/it\n"
    "and run `make test` again."
)


def find() -> str | None:
    """Path of a Chromium to drive, or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named) or (named if Path(named).is_file() else None)
    return next((path for path in map(shutil.which, NAMES) if path), None) or _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def fetch() -> str | None:
    """Get a Chromium by whatever this machine allows; each attempt may fail, the last word is find()."""
    attempts = [[sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]]
    if shutil.which("apt-get"):
        root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        attempts.append([*root, "apt-get", "install", "-y", "chromium"])
    for command in attempts:
        print("fetching a browser:", " ".join(command), flush=True)
        subprocess.run(command, check=False, stdin=subprocess.DEVNULL)
        if path := find():
            return path
    return None


def main() -> int:
    path = find() or fetch()
    print(f"browser tests drive {path}" if path else HOW, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
