"""Neo4j, a browser and the running app for the tests.

Each is a context manager. It raises `Missing`, with what to install, if its program is not available.
"""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, BrowserType, Error, sync_playwright

from graph.stores.neo4j import local_server

ROOT = Path(__file__).parent.parent
PATIENCE = 60_000  # milliseconds for an action on a page: only protects against a hang
BROWSER_NAMES = (
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
BROWSER_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
# The browser makes no requests of its own, so that every request comes from the page.
BROWSER_FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
]


class Missing(Exception):
    """A program for the tests is not available. The message says what to install."""


@contextmanager
def neo4j() -> Iterator[str]:
    """The URL of the Neo4j server that NEO4J_URI names, or else of a temporary local server."""
    if named := os.environ.get("NEO4J_URI"):
        yield named
        return
    try:
        server = local_server.start()
    except local_server.ServerError as error:
        raise Missing(f"{error} Or name a running server in NEO4J_URI.") from error
    with server:
        yield server.url


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser: an installed one, else one from Debian, else one from Playwright."""
    with sync_playwright() as playwright:
        browser = _launch_any(playwright.chromium)
        yield browser
        browser.close()


def context(browser: Browser, **options: Any) -> BrowserContext:
    """A separate browser session with a timeout for slow machines."""
    made = browser.new_context(**options)
    made.set_default_timeout(PATIENCE)
    return made


def _launch_any(kind: BrowserType) -> Browser:
    reasons = []
    for step in (_installed, _from_debian, _from_playwright):
        try:
            for executable in step():
                try:
                    return _launch(kind, executable)
                except Error as error:
                    reasons.append(f"{executable or 'its own'}: {error.message.splitlines()[0]}")
        except (Missing, OSError, subprocess.SubprocessError) as error:
            reasons.append(str(error))
    raise Missing(f"Install Chrome, Chromium or Edge. Tried: {'; '.join(dict.fromkeys(reasons))}.")


def _launch(kind: BrowserType, executable: str | None) -> Browser:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return kind.launch(
        executable_path=executable,
        headless=True,
        args=[*BROWSER_FLAGS, *(["--no-sandbox"] if is_root else [])],
        timeout=180_000,
    )


def _installed() -> Sequence[str | None]:
    on_path = [path for name in BROWSER_NAMES if (path := shutil.which(name))]
    found = on_path + [place for place in BROWSER_PLACES if Path(place).exists()]
    if not found:
        raise Missing("no Chrome, Chromium or Edge is installed")
    return found


def _from_debian() -> Sequence[str | None]:
    release = Path("/etc/os-release")
    if not release.exists() or "ID=debian" not in release.read_text().splitlines():
        raise Missing("not on Debian")
    if os.geteuid() != 0:
        raise Missing("not root, so Debian's chromium cannot be installed")
    fast = ["-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20"]
    _run(["apt-get", *fast, "update"], limit=300)
    packages = ["chromium", "fonts-liberation", "fonts-wqy-microhei"]  # fonts with Latin and Chinese letters
    _run(["apt-get", *fast, "install", "-y", "--no-install-recommends", *packages], limit=900)
    return _installed()


def _from_playwright() -> Sequence[str | None]:
    _run([sys.executable, "-m", "playwright", "install", "chromium"], limit=900)
    return [None]


def _run(command: list[str], *, limit: float) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=limit, check=False)
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines() or ["it said nothing"]
        told = [line for line in lines if "error" in line.lower()] or lines
        raise Missing(f"`{' '.join(command)}` failed: {told[-1].strip()}")


@contextmanager
def app(folder: Path, script: Path = ROOT / "app.py", **settings: str) -> Iterator[str]:
    """Start the app, or another script, on a free loopback port and return its URL.

    Its environment contains only `settings`, so it uses the embedded store. Its home is `folder`, which also gets its
    log, `app.log`.
    """
    port = free_port()
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true"]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    log = folder / "app.log"
    with log.open("w") as words:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**kept, "HOME": str(folder), **settings},
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
        )
    try:
        _wait_for_app(process, f"http://127.0.0.1:{port}/_stcore/health", log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for_app(process: subprocess.Popen[bytes], health: str, log: Path) -> None:
    give_up = time.monotonic() + 240  # only protects against a hang
    while process.poll() is None and time.monotonic() < give_up:
        try:
            with urllib.request.urlopen(health, timeout=5):  # noqa: S310 - our own loopback URL
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The app did not start. The end of its log:\n{log.read_text()[-2000:]}")


def free_port() -> int:
    """Return a port on the loopback address that nobody listens on.

    It is none of those that a connection is given, so that none takes it before a server does.
    """
    for port in random.sample(range(20_000, 32_000), 100):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("100 ports were tried, and none is free")
