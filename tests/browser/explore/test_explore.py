"""The Explore page in a real browser: the picture stays still, and every action can be undone."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests import engines
from tests.browser.explore.page_actions import BROADWOOD, CHINA, WUHAN, at, drawn, explore, select, settled, tool
from tests.browser.waiting import comes_to, still
from tests.views.components.test_network import places


def test_a_double_click_opens_neighbours_and_nothing_moves(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url)
    before, count = places(canvas), drawn(canvas)
    canvas.dblclick(position=at(canvas, CHINA))
    settled(page, canvas, count + 5)
    after = places(canvas)
    assert {node: after[node] for node in before} == before
    expect(page.locator(".say")).to_contain_text("5 more shown")
    tool(page, "Undo").click()
    settled(page, canvas, count)
    assert places(canvas) == before
    tool(page, "Redo").click()
    settled(page, canvas, count + 5)
    assert places(canvas) == after


def test_a_double_click_opens_once_however_late_the_page_comes_to_see_to_it(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url)
    count = drawn(canvas)
    page.evaluate(
        "document.addEventListener('pointerup', () => { for (const at = Date.now(); Date.now() - at < 700; ); }, true)"
    )
    canvas.dblclick(position=at(canvas, CHINA))
    settled(page, canvas, count + 5)
    expect(page.locator(".say")).to_contain_text("5 more shown")
    expect(page).to_have_url(re.compile("do=open%3Biso%3ACN$"))


def test_selecting_moves_nothing_and_the_panel_tells_of_it(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url)
    before = places(canvas)
    select(canvas, WUHAN)
    card = page.locator(".node-card")
    expect(card.get_by_role("heading", name="Wuhan")).to_be_visible()
    expect(card).to_contain_text("city in Hubei, China")
    assert places(canvas) == before


def test_a_badge_says_what_is_not_shown_and_brings_it(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url)
    count, spot = drawn(canvas), places(canvas)[CHINA]
    canvas.click(position={"x": spot["x"] + 20, "y": spot["y"] - 16})
    settled(page, canvas, count + 5)


def test_what_is_dragged_stays_and_undo_brings_it_back(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url)
    before, box = places(canvas), canvas.bounding_box()
    assert box
    start = before[WUHAN]
    page.mouse.move(box["x"] + start["x"], box["y"] + start["y"])
    page.mouse.down()
    page.mouse.move(box["x"] + start["x"] + 60, box["y"] + start["y"] + 30, steps=4)
    page.mouse.up()
    expect(tool(page, "Undo")).to_be_enabled()
    moved = places(canvas)[WUHAN]
    assert moved["x"] - start["x"] > 40
    canvas.dblclick(position=at(canvas, CHINA))
    settled(page, canvas, len(before) + 5)
    assert places(canvas)[WUHAN] == moved
    tool(page, "Undo").click()
    settled(page, canvas, len(before))
    tool(page, "Undo").click()
    expect(tool(page, "Undo")).to_be_disabled()
    comes_to(page, lambda: places(canvas), before)


def test_notes_that_come_and_go_move_nothing(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url)
    tool(page, "Zoom in").click()
    select(canvas, WUHAN, BROADWOOD)
    before = places(canvas)
    canvas.evaluate("e => { e.__same = true; }")
    tool(page, "Shortest paths").click()
    expect(page.locator(".view-notes")).to_contain_text("shortest path")
    tool(page, "Undo").click()
    expect(page.locator(".view-notes")).to_have_count(0)
    box = page.get_by_label("Start from a name or a question")
    box.fill("qqxxzz")
    box.press("Enter")
    expect(page.get_by_role("status").filter(has_text="The view has not changed")).to_be_visible()
    assert canvas.evaluate("e => e.__same")
    after = places(canvas)
    assert {node: after[node] for node in before} == before
    expect(page.locator(".node-card h3")).to_have_text("2 items selected")


def test_quick_acts_are_all_done(page: Page, app_url: str) -> None:
    explore(page, app_url)
    page.locator(".legend button").evaluate_all("all => all.slice(0, 3).forEach(button => button.click())")
    expect(page.locator(".legend button[aria-pressed=false]")).to_have_count(3)


def test_a_selection_right_after_an_act_does_not_take_the_act_back(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url)
    count = drawn(canvas)
    select(canvas, CHINA)
    expect(page.locator(".node-card h3")).to_have_text("China")
    canvas.evaluate(
        "async (canvas, id) => { const root = canvas.closest('.network');"
        " root.querySelector('[data-action=hide]').click(); await new Promise(setTimeout);"
        " citylinksNetwork.select(root, [id]); }",
        WUHAN,
    )
    expect(page.locator(".node-card h3")).to_have_text("Wuhan")
    settled(page, canvas, count - 1)
    expect(tool(page, "Show 1 hidden")).to_be_visible()


def test_what_opening_brought_is_put_away_again(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url)
    count = drawn(canvas)
    canvas.dblclick(position=at(canvas, CHINA))
    settled(page, canvas, count + 5)
    tool(page, "Collapse").click()
    settled(page, canvas, count)


def test_another_page_and_back_by_the_menu_keeps_the_view(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url)
    count = drawn(canvas)
    canvas.dblclick(position=at(canvas, CHINA))
    settled(page, canvas, count + 5)
    page.get_by_role("link", name="Sources").click()
    expect(page.locator(".page-title")).to_contain_text("Sources")
    page.get_by_role("link", name="Explore").click()
    settled(page, page.locator(".network-canvas[data-drawn]"), count + 5)
    expect(page).to_have_url(re.compile("do=open"))


def test_an_undo_stops_the_years_and_takes_back_what_was_done_before(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url)
    count = drawn(canvas)
    select(canvas, CHINA)
    tool(page, "Hide").click()
    settled(page, canvas, count - 1)
    expect(tool(page, "Show 1 hidden")).to_be_visible()
    page.get_by_role("button", name="Play").click()
    expect(canvas).not_to_have_attribute("data-drawn", str(count - 1))
    tool(page, "Undo").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    settled(page, canvas, count)


def test_hidden_things_are_counted_and_come_back(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url)
    count = drawn(canvas)
    select(canvas, WUHAN)
    tool(page, "Hide").click()
    settled(page, canvas, count - 1)
    tool(page, "Show 1 hidden").click()
    settled(page, canvas, count)


def test_the_browsers_back_and_forward_walk_through_the_view(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url)
    count = drawn(canvas)
    canvas.dblclick(position=at(canvas, CHINA))
    settled(page, canvas, count + 5)
    page.go_back()
    settled(page, canvas, count)
    expect(tool(page, "Redo")).to_be_enabled()
    page.go_forward()
    settled(page, canvas, count + 5)


def test_an_address_shows_the_same_in_another_browser(page: Page, app_url: str, browser: Browser) -> None:
    canvas = explore(page, app_url)
    count = drawn(canvas)
    canvas.dblclick(position=at(canvas, CHINA))
    settled(page, canvas, count + 5)
    select(canvas, WUHAN)
    tool(page, "Hide").click()
    settled(page, canvas, count + 4)
    other = engines.context(browser, viewport={"width": 1440, "height": 900})
    try:
        elsewhere = other.new_page()
        elsewhere.goto(page.url)
        again = elsewhere.locator(".network-canvas[data-drawn]")
        expect(again).to_be_visible()
        still(elsewhere)
        expect(elsewhere.locator(".count")).to_have_text(page.locator(".count").inner_text())
        stored = "e => Object.keys(e.__network.getPositions()).sort()"
        assert again.evaluate(stored) == canvas.evaluate(stored)
        assert spread(again) == spread(canvas)
    finally:
        other.close()


def spread(canvas: Locator) -> list[list[int]]:
    """Positions relative to the extent of the picture, so that they do not depend on the zoom."""
    spots = places(canvas)
    xs, ys = [p["x"] for p in spots.values()], [p["y"] for p in spots.values()]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    return [
        [round(100 * (spots[i]["x"] - min(xs)) / wide), round(100 * (spots[i]["y"] - min(ys)) / high)]
        for i in sorted(spots)
    ]
