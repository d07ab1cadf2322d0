"""Measures one page in the browser: time until its picture is still, frame rate while dragging, and bytes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Page
from playwright.sync_api import TimeoutError as OutOfTime

PROBE = (Path(__file__).parent / "drawn.js").read_text(encoding="utf-8")
DONE = '[data-test-script-state="notRunning"]:has([data-testid="stElementContainer"])'
QUIET = 2.0  # seconds without a drawn frame, after which the picture counts as still
DRAG = 3.0  # seconds of dragging


class Traffic:
    """Bytes that a page has received, by websocket and by HTTP, and how often it asked another host."""

    def __init__(self, page: Page, session: CDPSession) -> None:
        self.websocket = self.http = 0.0
        self.outside = 0
        page.on("websocket", lambda socket: socket.on("framereceived", self._frame))
        page.on("request", lambda request: self._asked(request.url))
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._loaded)

    @property
    def kilobytes(self) -> float:
        """All bytes received, in units of 1000 bytes."""
        return (self.websocket + self.http) / 1000

    def _frame(self, data: str | bytes) -> None:
        self.websocket += len(data)

    def _loaded(self, event: dict[str, float]) -> None:
        self.http += event["encodedDataLength"]

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        self.outside += parts.scheme in ("http", "https") and parts.hostname != "127.0.0.1"


@contextmanager
def watched(browser: Browser, bare: str) -> Iterator[tuple[Page, CDPSession, Traffic]]:
    """A new page with the probe. It opens the bare address first, so that Streamlit's own scripts are cached."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        context.add_init_script(PROBE)
        page = context.new_page()
        page.goto(bare)
        settle(page)
        session = context.new_cdp_session(page)
        yield page, session, Traffic(page, session)
    finally:
        context.close()


def settle(page: Page) -> None:
    """Wait until Streamlit has run the page's script to its end."""
    page.wait_for_selector(DONE, timeout=120_000, state="attached")


def measure(browser: Browser, bare: str, url: str, cap: float, *, dragged: bool) -> dict[str, object]:
    """Open `url` and measure it. `cap` is how many seconds it may take to be still.

    Returns:
        still_s: From opening to the last frame before two quiet seconds; absent if not still within the cap.
        first_s: To the first frame that shows something; absent if there was none.
        drag_fps: Frames drawn in a second while the picture is dragged; heap_mb: after collecting garbage.
        sent_kb: Received on opening, of it socket_kb by websocket; outside: requests to another host, all refused.
    """
    with watched(browser, bare) as (page, session, traffic):
        page.goto(url, wait_until="commit")
        row: dict[str, object] = {}
        try:
            page.wait_for_function(f"__drawn.isStill({QUIET * 1000})", polling=200, timeout=(cap + QUIET) * 1000)
            row["still_s"] = round(page.evaluate("__drawn.last") / 1000, 2)
        except OutOfTime:
            row["note"] = f"not still within {cap:.0f} s"
        row["sent_kb"] = round(traffic.kilobytes)
        row["socket_kb"] = round(traffic.websocket / 1000)
        row["outside"] = traffic.outside
        if first := page.evaluate("__drawn.first"):
            row["first_s"] = round(first / 1000, 2)
        else:
            row["note"] = _problem(page) or f"nothing drawn within {cap:.0f} s"
        if dragged and first:
            row["drag_fps"] = drag(page)
        if dragged:
            row["heap_mb"] = heap(session)
        return row


def _problem(page: Page) -> str:
    """The error that the page shows for its script, or ""."""
    said = page.locator('[data-testid="stException"]').all_inner_texts()
    return " ".join(said[0].split())[:120] if said else ""


def drag(page: Page) -> float:
    """Frames per second while the background is dragged, from its lower left corner."""
    box = page.evaluate("__drawn.box()")
    x, y = box["x"] + 75, box["y"] + box["height"] - 30
    page.mouse.move(x, y)
    page.mouse.down()
    frames, began = page.evaluate("__drawn.frames"), time.monotonic()
    moves = 0
    while time.monotonic() - began < DRAG:
        moves += 1
        page.mouse.move(x + moves * 7 % 300, y - moves * 5 % 200)
    drawn = page.evaluate("__drawn.frames") - frames
    seconds = time.monotonic() - began
    page.mouse.up()
    return round(float(drawn) / seconds, 1)


def heap(session: CDPSession) -> float:
    """The JavaScript memory of the whole page after garbage collection, in units of 1,000,000 bytes."""
    session.send("HeapProfiler.enable")
    session.send("HeapProfiler.collectGarbage")
    return round(float(session.send("Runtime.getHeapUsage")["usedSize"]) / 1e6, 1)
