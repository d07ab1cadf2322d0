"""The world map in a real browser: it draws, follows network and table, and works without a server."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from graph.answers.explorer import Explorer
from graph.explore.explorations import ViewService
from graph.explore.view import Start, View
from graph.model.records import Node
from graph.worldmap.world_map import world_map
from tests import engines, pictures, worlds
from tests.browser.accessibility.axe import violations
from tests.browser.explore.page_actions import explore
from tests.browser.waiting import at_rest, comes_to, landed, still
from tests.graph.explore.visible import catalogue_of, shown_of
from views.components.world_map.script import map_script

NEWCASTLE, LEEDS, WUHAN, CHINA = "geonames:2641673", "geonames:2644688", "geonames:1791247", "iso:CN"
BROADWOOD = "GB-EDU-108468"


def mapped(page: Page, app_url: str, query: str = f"things={LEEDS}") -> Locator:
    page.goto(f"{app_url}/explore?{query}")
    expect(page.locator(".network-canvas[data-drawn]")).to_be_visible()
    still(page)
    page.get_by_role("radio", name="Map", exact=True).click()
    box = page.locator(".map-box[data-dots]")
    expect(box).to_be_visible()
    still(page)
    return box


def dot(page: Page, dot_id: str) -> Locator:
    return page.locator(f'.map-dot[data-dot="{dot_id}"]')


def overlapping(box: Locator) -> list[str]:
    """The names that overlap another name on the screen."""
    found: list[str] = box.evaluate(
        """(box) => {
            const names = [...box.querySelectorAll('.map-name')];
            const shown = names.filter((one) => one.getAttribute('display') !== 'none');
            const spots = shown.map((one) => {
                const [b, m] = [one.getBBox(), one.transform.baseVal[0].matrix];
                return [one.textContent, m.e + b.x, m.f + b.y, m.e + b.x + b.width, m.f + b.y + b.height];
            });
            return spots.flatMap((a, i) => spots.slice(0, i)
                .filter((b) => a[1] < b[3] - 1 && a[3] > b[1] + 1 && a[2] < b[4] - 3 && a[4] > b[2] + 3)
                .map((b) => `${a[0]} covers ${b[0]}`));
        }"""
    )
    return found


# ---- on the Explore page


def test_the_map_holds_the_same_things_and_lists_what_it_cannot_place(page: Page, app_url: str) -> None:
    box = mapped(page, app_url)
    members = box.evaluate("e => [...e.__map.dots.values()].flatMap((dot) => dot.members).length")
    missing = page.locator(".map-missing li")
    shown = int(re.findall(r"\d+", page.locator(".count").inner_text())[0])
    assert members + missing.count() == shown
    expect(page.locator(".map-missing summary")).to_have_text(f"Not on the map: {missing.count()} without coordinates")
    expect(missing.filter(has_text="Eurocities,").first).to_contain_text("no place recorded that it lies in")
    expect(page.locator(".map-elsewhere")).to_contain_text("placed at the middle of its outline")


@pytest.mark.parametrize("width, height", [(1440, 900), (1920, 1080), (390, 844)])
def test_names_never_cover_one_another(page: Page, app_url: str, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    box = mapped(page, app_url, "whole=1")
    for button in ("World", "Europe", "Fit"):
        page.get_by_role("button", name=button, exact=True).click()
        landed(box)
        assert overlapping(box) == []
    for level in ("country", "city", "thing"):
        page.locator(".map-level").select_option(level)
        expect(box).to_have_attribute("data-level", level)
        landed(box)
        assert overlapping(box) == []


def test_zooming_in_goes_from_countries_to_cities_to_things(page: Page, app_url: str) -> None:
    box = mapped(page, app_url, "whole=1")
    expect(box).to_have_attribute("data-level", "country")
    expect(dot(page, "iso:GB")).to_be_visible()
    page.get_by_role("button", name="Europe", exact=True).click()
    expect(box).to_have_attribute("data-level", "city")
    expect(dot(page, LEEDS)).to_be_visible()
    box.focus()
    dot(page, NEWCASTLE).click()
    for _ in range(12):
        page.mouse.wheel(0, -200)
    expect(box).to_have_attribute("data-level", "thing")
    expect(dot(page, BROADWOOD)).to_be_visible()
    page.keyboard.press("w")
    expect(box).to_have_attribute("data-level", "country")


def test_selecting_on_the_map_selects_in_the_outline_and_the_panel(page: Page, app_url: str) -> None:
    box = mapped(page, app_url, f"things={NEWCASTLE}")
    page.locator("summary", has_text="Text version").click()
    dot(page, WUHAN).click()
    expect(page.locator(".node-card h3")).to_have_text("Wuhan")
    expect(page.locator(".say")).to_contain_text("Selected: Wuhan, city")
    item = page.locator("[role=tree] > [role=treeitem]", has_text="Wuhan").first
    expect(item).to_have_attribute("aria-selected", "true")
    page.locator("summary", has_text="Table").click()
    expect(page.locator(".listing tr.is-selected").first).to_contain_text("Wuhan")
    page.get_by_role("radio", name="Network", exact=True).click()
    canvas = page.locator(".network-canvas")
    expect(canvas).to_be_visible()
    expect(item).to_have_attribute("aria-selected", "true")
    expect(box).to_have_count(0)


def test_the_map_hides_the_buttons_that_only_the_network_uses(page: Page, app_url: str) -> None:
    mapped(page, app_url, f"things={NEWCASTLE}")
    tidy_up = page.get_by_role("button", name="Tidy up", exact=True)
    expect(tidy_up).to_be_hidden()
    page.get_by_role("radio", name="Network", exact=True).click()
    expect(tidy_up).to_be_visible()


def test_selecting_in_the_table_selects_on_the_map(page: Page, app_url: str) -> None:
    mapped(page, app_url, f"things={NEWCASTLE}")
    page.locator("summary", has_text="Table").click()
    page.locator(".listing td button", has_text="Taiyuan").first.click()
    expect(page.locator(".node-card h3")).to_contain_text("Taiyuan")
    chosen = page.locator(".map-lines > g > .map-line[stroke='var(--mark)']")
    expect(chosen).to_have_count(1)
    expect(chosen.locator("xpath=..")).to_have_attribute("data-line", re.compile("1793511"))


def test_a_line_of_the_map_opens_the_claims_of_all_that_it_stands_for(page: Page, app_url: str) -> None:
    box = mapped(page, app_url, f"things={NEWCASTLE}")
    spot = box.evaluate(
        """(box) => {
            const group = box.querySelector('[data-line*="1791247"]');
            const at = group.firstElementChild.getPointAtLength(group.firstElementChild.getTotalLength() * 0.15);
            return { x: at.x, y: at.y };
        }"""
    )
    box.click(position=spot)
    card = page.locator(".node-card").first
    expect(card.locator(".claims a").first).to_have_attribute("href", re.compile("sources"))
    for school in ("Broadwood Primary", "West Jesmond Primary"):
        expect(page.locator(".node-card h4", has_text=school).first).to_be_visible()


def test_network_and_map_keep_view_selection_and_places(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url)
    stored = "e => JSON.stringify([e.__network.getPositions(), e.__network.getScale()])"
    before, url = canvas.evaluate(stored), page.url
    page.get_by_role("radio", name="Map", exact=True).click()
    expect(page.locator(".map-box[data-dots]")).to_be_visible()
    expect(canvas).to_be_hidden()
    still(page)
    page.get_by_role("radio", name="Network", exact=True).click()
    expect(canvas).to_be_visible()
    still(page)
    assert canvas.evaluate(stored) == before
    assert page.url == url


def test_the_years_filter_the_map_too_and_its_zoom_stays(page: Page, app_url: str) -> None:
    box = mapped(page, app_url)
    page.get_by_role("button", name="Europe", exact=True).click()
    landed(box)
    view, lines = box.evaluate("e => e.__map.view"), box.get_attribute("data-lines") or ""
    page.get_by_label("without a date").uncheck()
    until = page.get_by_label("To", exact=True)
    until.focus()
    for _ in range(50):
        page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"to=\d{4}"))
    expect(box).not_to_have_attribute("data-lines", lines)
    still(page)
    assert box.evaluate("e => e.__map.view") == view
    lines = box.get_attribute("data-lines") or ""
    page.get_by_role("button", name="Play").click()
    expect(box).not_to_have_attribute("data-lines", lines)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    still(page)
    assert box.evaluate("e => e.__map.view") == view


def test_by_keyboard_alone_a_city_is_found_and_selected(page: Page, app_url: str) -> None:
    box = mapped(page, app_url, f"things={NEWCASTLE}")
    box.focus()
    said = page.locator(".say")
    for _ in range(12):
        page.keyboard.press("n")
        if "Wuhan" in said.inner_text():
            break
    expect(said).to_contain_text("Wuhan, city")
    page.keyboard.press("Enter")
    expect(page.locator(".node-card h3")).to_have_text("Wuhan")
    before = box.evaluate("e => e.__map.view.k")
    page.keyboard.press("+")
    comes_to(page, lambda: box.evaluate("e => e.__map.view.k") > before, True)
    page.keyboard.press("0")
    page.keyboard.press("Escape")
    expect(page.locator(".node-card")).to_have_count(0)


def test_a_type_of_link_is_set_apart_by_its_word(page: Page, app_url: str) -> None:
    box = mapped(page, app_url)
    button = page.locator(".map-types").get_by_role("button", name=re.compile("^twinnings"))
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    dim = box.locator(".map-lines > g.is-dim")
    expect(dim).not_to_have_count(0)
    at_rest(page)
    assert dim.count() < int(box.get_attribute("data-lines") or 0)
    button.click()
    expect(dim).to_have_count(0)


def test_dragging_moves_the_map_and_the_wheel_scrolls_the_page_until_it_is_in_use(page: Page, app_url: str) -> None:
    box = mapped(page, app_url)
    box.scroll_into_view_if_needed()
    before = box.evaluate("e => e.__map.view")
    spot = box.bounding_box()
    assert spot
    page.mouse.move(spot["x"] + 60, spot["y"] + 150)
    page.mouse.wheel(0, 60)
    comes_to(page, lambda: (box.bounding_box() or spot)["y"], spot["y"] - 60)
    assert box.evaluate("e => e.__map.view") == before
    spot = box.bounding_box()
    assert spot
    page.mouse.move(spot["x"] + 60, spot["y"] + 150)
    page.mouse.down()
    page.mouse.move(spot["x"] + 160, spot["y"] + 150, steps=4)
    page.mouse.up()
    after = box.evaluate("e => e.__map.view")
    assert before["x"] - after["x"] == pytest.approx(100 / before["k"], rel=0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_map(page: Page, app_url: str, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    mapped(page, app_url)
    assert [str(one) for one in violations(page) if one.allowed_by < 0] == []


def test_the_map_is_saved_as_a_picture(page: Page, app_url: str) -> None:
    mapped(page, app_url)
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as got:
        page.get_by_role("button", name="SVG map", exact=True).click()
    text = got.value.path().read_text(encoding="utf-8")
    assert "Land: Natural Earth, public domain." in text and "Hangzhou" in text


# ---- without a server


def alone(page: Page, folder: Path, data: dict[str, Any]) -> Locator:
    """A page from disk with one script and its data."""
    plain = json.dumps(data).replace("<", "\\u003c")
    file = folder / "map.html"
    file.write_text(
        f"<!doctype html><html lang='en'><meta charset='utf-8'><title>Map</title><section id='m'></section>"
        f"<script>{map_script()}</script><script>window.said = [];"
        f"citylinksMap.show(document.getElementById('m'), {plain}, {{ select: (ids) => said.push(ids) }});</script>",
        encoding="utf-8",
    )
    page.goto(file.as_uri())
    box = page.locator(".map-box[data-dots]")
    expect(box).to_be_visible()
    return box


def test_a_file_on_disk_shows_the_map_and_asks_for_nothing(page: Page, tmp_path: Path, explorer: Explorer) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    shown = ViewService(explorer).show(View(Start("things", (LEEDS,))))
    alone(page, tmp_path, world_map(shown, explorer.catalogue, identity="m", frame="europe"))
    dot(page, LEEDS).click()
    assert page.evaluate("said.at(-1).includes('geonames:2644688')")
    expect(page.locator(".map-say")).to_contain_text("Selected: Leeds")
    assert asked == [page.url]
    page.evaluate("citylinksMap.choose(document.getElementById('m'), ['geonames:2832495'])")
    expect(dot(page, "geonames:2832495").locator(".is-ring")).to_have_attribute("display", "inline")
    page.evaluate("citylinksMap.close(document.getElementById('m'))")
    expect(page.locator(".map-box")).to_have_count(0)


def test_markup_in_names_is_shown_as_text(page: Page, tmp_path: Path) -> None:
    evil = pictures.MARKUP + pictures.IMAGE
    nodes = [
        Node("a", "City", evil, latitude=50.0, longitude=8.0),
        Node("b", "City", "B", latitude=40.0, longitude=80.0),
        Node("c", "Club", evil),
    ]
    claims = [worlds.claim("a", "TWINNED_WITH", "b"), worlds.claim("b", "PARTNERED_WITH", "c")]
    records = worlds.records(nodes, claims)
    box = alone(page, tmp_path, world_map(shown_of(records), catalogue_of(records), identity="m"))
    box.focus()
    page.keyboard.press("n")
    page.keyboard.press("n")
    for part in (".map-card", ".map-missing", ".map-apart"):
        assert page.locator(f"{part} :is(script, img, b, i)").count() == 0
    expect(page.locator(".map-missing li")).to_contain_text(pictures.MARKUP)
    assert page.evaluate("document.scripts.length") == 2


def test_less_motion_is_honoured(browser: Browser, tmp_path: Path, explorer: Explorer) -> None:
    context = engines.context(browser, reduced_motion="reduce")
    page = context.new_page()
    shown = ViewService(explorer).show(View())
    box = alone(page, tmp_path, world_map(shown, explorer.catalogue, identity="m"))
    scales = box.evaluate(
        """async (box) => {
            document.querySelector('[data-frame=europe]').click();
            const seen = [box.__map.view.k];
            for (let i = 0; i < 4; i++) { await new Promise(requestAnimationFrame); seen.push(box.__map.view.k); }
            return seen;
        }"""
    )
    names = box.locator(".map-dot").first.evaluate("e => getComputedStyle(e).animationName")
    context.close()
    assert len(set(scales)) == 1
    assert names == "none"
