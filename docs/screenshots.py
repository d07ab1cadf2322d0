"""Takes the pictures of the README: `make screenshots`.

Each picture carries the menu that the page showed, so that a test can tell whether the app has changed since.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import Page, expect

from tests import engines
from tests.browser.waiting import still
from tests.views.components.test_network import places

expect.set_options(timeout=engines.PATIENCE)

FOLDER = Path(__file__).resolve().parent / "pictures"
LEEDS, BRNO = "geonames:2644688", "geonames:3078610"
MENU = "menu"
"""The name under which a picture keeps the titles of the menu, one a line."""


def ask(page: Page, url: str) -> None:
    """The Ask page with the answer to the first question of the README."""
    page.goto(f"{url}/?q=which+Newcastle+schools+link+to+Wuhan")
    expect(page.locator(".network-canvas[data-drawn]")).to_be_visible()


def explore(page: Page, url: str) -> None:
    """The Explore page with the links of Leeds, and the evidence of one item."""
    page.goto(f"{url}/explore?things={LEEDS}")
    canvas = page.locator(".network-canvas[data-drawn]")
    expect(canvas).to_be_visible()
    still(page)
    canvas.click(position=places(canvas)[BRNO])


def stories(page: Page, url: str) -> None:
    """A slide of the Leeds story on the stage."""
    page.goto(f"{url}/present?story=leeds")
    expect(page.locator(".stage")).to_be_visible()
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")


PICTURES: dict[str, Callable[[Page, str], None]] = {"ask": ask, "explore": explore, "stories": stories}


def take(page: Page, url: str, name: str) -> bytes:
    """One picture as PNG, with the menu of the app in it."""
    page.goto(url)
    links = page.get_by_test_id("stTopNavLink")
    expect(links.first).to_be_visible()
    menu = [text.strip() for text in links.all_inner_texts()]
    PICTURES[name](page, url)
    page.wait_for_timeout(1_500)
    image = Image.open(io.BytesIO(page.screenshot())).quantize(256)
    note = PngInfo()
    note.add_itxt(MENU, "\n".join(menu))
    png = io.BytesIO()
    image.save(png, "PNG", optimize=True, pnginfo=note)
    return png.getvalue()


def main() -> None:
    """Start the app on the shipped data, and write every picture."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home, engines.app(Path(home)) as url, engines.chromium() as browser:
        for name in PICTURES:
            page = engines.context(browser, viewport={"width": 1440, "height": 900}).new_page()
            (FOLDER / f"{name}.png").write_bytes(take(page, url, name))
            print(FOLDER / f"{name}.png")
            page.close()


if __name__ == "__main__":
    main()
