"""Finds a Chromium for the browser tests, or fetches one: `python -m tests.browser`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
PACKAGES = ("chromium", "fonts-noto-core", "fonts-noto-color-emoji")
FLAGS = (
    "--no-sandbox",  # it refuses to run as root otherwise, and visits nothing but our own pages
    "--disable-dev-shm-usage",  # containers give /dev/shm 64 MB
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HELP = "The browser tests need Chromium and an Arabic font: apt-get install " + " ".join(PACKAGES)


def found() -> str | None:
    """The browser there is, in the path or fetched by Playwright earlier."""
    here = next((path for name in NAMES if (path := shutil.which(name)) and _starts(path)), None)
    if here:
        return here
    with sync_playwright() as playwright:
        fetched = playwright.chromium.executable_path
    return fetched if Path(fetched).exists() else None


@contextmanager
def browser() -> Iterator[Browser]:
    """A running headless browser. Raises LookupError, with the line that helps, when there is none."""
    path = found()
    if path is None:
        raise LookupError(HELP)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield running
        finally:
            running.close()


def _starts(path: str) -> bool:
    """Whether it is a browser: Ubuntu's package puts a signpost to its snap in the same place."""
    return subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0  # noqa: S603


def _has_arabic() -> bool:
    """Whether a font with Arabic letters is installed; without fontconfig's list we cannot tell and do not mind."""
    lister = shutil.which("fc-list")
    if lister is None:
        return True
    listed = subprocess.run([lister, ":lang=ar", "family"], capture_output=True, text=True, check=False)  # noqa: S603
    return "Noto" in listed.stdout


def _by_apt() -> bool:
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return False
    _run(apt, "update", "-qq")  # an old list of packages may do as well
    return _run(apt, "install", "-y", "-qq", *PACKAGES) and found() is not None


def _by_playwright() -> bool:
    return _run(sys.executable, "-m", "playwright", "install", "chromium") and found() is not None


def _run(*command: str) -> bool:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, stdout=subprocess.DEVNULL, env=quiet, check=False)  # noqa: S603 - our own words
    return done.returncode == 0


def main() -> int:
    """Fetch what is missing; 1, with the one line that helps, when that cannot be done here.

    A browser without an Arabic font will do where nothing can be installed: the tests read words, not pictures.
    """
    if found() and _has_arabic():
        return 0
    if _by_apt() or found() or _by_playwright():
        return 0
    print(HELP, file=sys.stderr)  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main())
