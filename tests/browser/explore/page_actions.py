"""Actions for the tests of the Explore page: open a view, select, press, wait until nothing moves."""

from __future__ import annotations

from playwright.sync_api import Download, Locator, Page, expect

from tests.browser.waiting import still
from tests.views.components.test_network import places

NEWCASTLE, LEEDS, WUHAN, CHINA = "geonames:2641673", "geonames:2644688", "geonames:1791247", "iso:CN"
BROADWOOD = "GB-EDU-108468"
HEADLINE = "which Newcastle schools link to Wuhan"


def explore(page: Page, app_url: str, query: str = f"things={NEWCASTLE}") -> Locator:
    page.goto(f"{app_url}/explore?{query}")
    canvas = page.locator(".network-canvas[data-drawn]")
    expect(canvas).to_be_visible()
    still(page)
    return canvas


def drawn(canvas: Locator) -> int:
    return int(canvas.get_attribute("data-drawn") or 0)


def at(canvas: Locator, node: str) -> dict[str, float]:
    spot = places(canvas)[node]
    return {"x": spot["x"] + 1, "y": spot["y"] + 1}


def select(canvas: Locator, *nodes: str) -> None:
    for number, node in enumerate(nodes):
        canvas.click(position=at(canvas, node), modifiers=["Control"] if number else [])
    said = f"Selected: {len(nodes)} items" if len(nodes) > 1 else "Selected: "
    expect(canvas.page.locator(".say")).to_contain_text(said)


def tool(page: Page, name: str) -> Locator:
    return page.locator(".toolbars").get_by_role("button", name=name, exact=True)


def download(page: Page, name: str) -> Download:
    button = page.get_by_role("button", name=name, exact=True)
    if not button.is_visible():
        page.get_by_role("button", name="Export").click()
    with page.expect_download() as got:
        button.click()
    return got.value


def settled(page: Page, canvas: Locator, count: int) -> None:
    expect(canvas).to_have_attribute("data-drawn", str(count))
    still(page)


def reach(page: Page, selector: str, *, back: bool = True) -> None:
    """Press Tab until an element that matches the selector has the focus, also inside shadow roots."""
    inside = (
        "s => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;"
        " return Boolean(e?.matches?.(s)); }"
    )
    for _ in range(220):
        if page.evaluate(inside, selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never comes to {selector}")
