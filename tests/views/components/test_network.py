"""The picture in a real browser: it is drawn, does not move, works by keyboard, and never treats data as markup."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import engines, pictures
from tests.browser.waiting import still

APP = Path(__file__).parent / "apps" / "picture.py"
CANVAS = ".network-canvas"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a tiny app with one picture."""
    home = tmp_path_factory.mktemp("picture")
    with engines.app(home, script=APP, PYTHONPATH=str(engines.ROOT)) as url:
        yield url


def show(page: Page, address: str, query: str = "picture=answer") -> Locator:
    page.goto(f"{address}/?{query}")
    canvas = page.locator(CANVAS)
    expect(canvas).to_have_attribute("data-drawn", "8" if "answer" in query else "3")
    still(page)
    return canvas


def places(canvas: Locator) -> dict[str, Any]:
    """Return the places of the nodes on the screen."""
    found: dict[str, Any] = canvas.evaluate(
        "e => { const n = e.__network, p = n.getPositions();"
        " return Object.fromEntries(Object.keys(p).map(id => [id, n.canvasToDOM(p[id])])); }"
    )
    return found


def click(page: Page, canvas: Locator, spot: dict[str, float]) -> None:
    canvas.click(position={"x": spot["x"] + 1, "y": spot["y"] + 1})


def test_a_picture_is_drawn(page: Page, address: str) -> None:
    canvas = show(page, address)
    colours = canvas.locator("canvas").evaluate(
        "c => new Set(new Uint32Array(c.getContext('2d').getImageData(0, 0, c.width, c.height).data.buffer)).size"
    )
    assert colours > 20


def test_a_click_selects_and_nothing_moves(page: Page, address: str) -> None:
    canvas = show(page, address)
    before = places(canvas)
    click(page, canvas, before["geonames:1791247"])
    expect(page.get_by_text("selected: geonames:1791247")).to_be_visible()
    expect(page.locator(".say")).to_have_text("Selected: Wuhan, city, 2 links shown")
    assert places(canvas) == before
    page.get_by_role("button", name="Again").click()
    expect(page.get_by_text("runs: 3")).to_be_visible()
    still(page)
    assert places(canvas) == before


def test_a_line_can_be_selected(page: Page, address: str) -> None:
    canvas = show(page, address)
    at = places(canvas)
    ends = at["local:school:Broadwood"], at["geonames:1791247"]
    click(page, canvas, {axis: (ends[0][axis] + ends[1][axis]) / 2 - 1 for axis in "xy"})
    expect(page.locator(".say")).to_have_text("Selected: Broadwood Primary is partnered with a school in Wuhan")
    expect(page.get_by_text("selected: geonames:1791247|local:school:Broadwood")).to_be_visible()


def test_the_keyboard_steps_and_selects(page: Page, address: str) -> None:
    canvas = show(page, address)
    frame = canvas.get_by_role("application")
    page.get_by_role("button", name="Save as PNG").focus()
    page.keyboard.press("Tab")
    expect(frame).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator(".say")).to_have_text("Broadwood Primary, school, 1 link shown")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".say")).to_have_text("China, country, 3 links shown")
    page.keyboard.press("p")
    page.keyboard.press("Enter")
    expect(page.get_by_text("selected: local:school:Broadwood")).to_be_visible()
    scale = canvas.evaluate("e => e.__network.getScale()")
    page.keyboard.press("+")
    assert canvas.evaluate("e => e.__network.getScale()") > scale
    page.keyboard.press("0")
    assert canvas.evaluate("e => e.__network.getScale()") == pytest.approx(scale)


def test_what_was_dragged_stays_when_the_picture_grows(page: Page, address: str) -> None:
    canvas = show(page, address)
    start, box = places(canvas)["iso:CN"], canvas.bounding_box()
    assert box
    page.mouse.move(box["x"] + start["x"], box["y"] + start["y"])
    page.mouse.down()
    page.mouse.move(box["x"] + start["x"] - 90, box["y"] + start["y"] - 40, steps=5)
    page.mouse.up()
    before = places(canvas)
    assert before["iso:CN"] != start
    page.get_by_text("Grow").click()
    expect(canvas).to_have_attribute("data-drawn", "9")
    still(page)
    after = places(canvas)
    assert {name: after[name] for name in before} == before


def test_another_picture_is_drawn_afresh(page: Page, address: str) -> None:
    canvas = show(page, address)
    click(page, canvas, places(canvas)["iso:CN"])
    expect(page.get_by_text("selected: iso:CN")).to_be_visible()
    page.get_by_text("Other").click()
    expect(canvas).to_have_attribute("data-drawn", "3")
    expect(page.get_by_text("selected: None")).to_be_visible()
    still(page)
    assert_inside(canvas)


def test_a_picture_behind_a_tab_fits_when_it_comes_forward(page: Page, address: str) -> None:
    page.goto(f"{address}/?picture=answer&tabs=1")
    page.get_by_role("tab", name="Picture").click()
    canvas = page.locator(CANVAS)
    expect(canvas).to_have_attribute("data-drawn", "8")
    still(page)
    assert_inside(canvas)


def assert_inside(canvas: Locator) -> None:
    box = canvas.bounding_box()
    assert box
    spots = places(canvas).values()
    assert all(0 < spot["x"] < box["width"] and 0 < spot["y"] < box["height"] for spot in spots)
    assert max(s["x"] for s in spots) - min(s["x"] for s in spots) > box["width"] / 2


def test_a_picture_that_comes_when_its_place_is_gone_is_not_drawn(page: Page, address: str) -> None:
    show(page, address)
    drawn = page.evaluate(
        """async () => {
            const deflated = new Blob(['{}']).stream().pipeThrough(new CompressionStream('deflate'));
            const data = await new Response(deflated).arrayBuffer();
            const root = document.createElement('section');
            const shown = citylinksNetwork.show(root, { data });
            citylinksNetwork.close(root);
            await shown;
            return root.childElementCount;
        }"""
    )
    assert drawn == 0


def test_names_that_look_like_markup_stay_text(page: Page, address: str) -> None:
    canvas = show(page, address, "picture=markup")
    for node, spot in places(canvas).items():
        canvas.hover(position={"x": spot["x"] + 1, "y": spot["y"] + 1})
        name = canvas.evaluate("(e, id) => e.__picture.drawn.get(id).name", node)
        expect(page.locator(".card p").first).to_have_text(name)
    click(page, canvas, places(canvas)["b"])
    expect(page.locator(".say")).to_contain_text(pictures.IMAGE)
    expect(page.locator(".card p").first).to_have_text(pictures.IMAGE)
    assert page.locator(".network script, .network img").count() == 0
    assert page.evaluate("window.stolen") is None


def test_the_picture_is_saved_as_png(page: Page, address: str) -> None:
    show(page, address)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as PNG").click()
    assert download.value.suggested_filename == "citylinks.png"
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
