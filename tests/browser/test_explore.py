"""The Explore page in a real browser: nothing jumps, everything goes back, and the words say what the picture says."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from urllib.parse import quote

import networkx as nx
import pytest
from playwright.sync_api import Browser, Download, Locator, Page, expect

from tests.browser.test_pages import sideways
from tests.views.test_network import places

NEWCASTLE, LEEDS, WUHAN, CHINA = "geonames:2641673", "geonames:2644688", "geonames:1791247", "iso:CN"
BROADWOOD = "GB-EDU-108468"
HEADLINE = "which Newcastle schools link to Wuhan"


def explore(page: Page, app_url: str, query: str = f"things={NEWCASTLE}") -> Locator:
    page.goto(f"{app_url}/explore?{query}")
    canvas = page.locator(".network-canvas[data-drawn]")
    expect(canvas).to_be_visible(timeout=60_000)
    return canvas


def drawn(canvas: Locator) -> int:
    return int(canvas.get_attribute("data-drawn") or 0)


def at(canvas: Locator, node: str) -> dict[str, float]:
    spot = places(canvas)[node]
    return {"x": spot["x"] + 1, "y": spot["y"] + 1}


def select(canvas: Locator, *nodes: str) -> None:
    for number, node in enumerate(nodes):
        canvas.click(position=at(canvas, node), modifiers=["Control"] if number else [])
    said = f"Selected: {len(nodes)} things" if len(nodes) > 1 else "Selected: "
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
    page.wait_for_timeout(150)


# ---- nothing jumps, everything goes back


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


def test_selecting_moves_nothing_and_the_panel_tells_of_it(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url)
    before = places(canvas)
    select(canvas, WUHAN)
    card = page.locator(".thing")
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
    page.wait_for_timeout(300)
    assert places(canvas) == before


def test_notes_that_come_and_go_move_nothing(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url)
    tool(page, "Zoom in").click()
    select(canvas, WUHAN, BROADWOOD)
    before = places(canvas)
    canvas.evaluate("e => { e.__same = true; }")
    tool(page, "Shortest paths").click()
    expect(page.locator(".explored-notes")).to_contain_text("shortest path")
    tool(page, "Undo").click()
    expect(page.locator(".explored-notes")).to_have_count(0)
    box = page.get_by_label("Start from a name or a question")
    box.fill("qqxxzz")
    box.press("Enter")
    expect(page.get_by_role("status").filter(has_text="The view stays as it was")).to_be_visible()
    assert canvas.evaluate("e => e.__same")
    after = places(canvas)
    assert {node: after[node] for node in before} == before
    expect(page.locator(".thing h3")).to_have_text("2 things selected")


def test_quick_acts_are_all_done(page: Page, app_url: str) -> None:
    explore(page, app_url)
    page.locator(".legend button").evaluate_all("all => all.slice(0, 3).forEach(button => button.click())")
    expect(page.locator(".legend button[aria-pressed=false]")).to_have_count(3)


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
    expect(tool(page, "Show 1 hidden")).to_be_visible()
    page.get_by_role("button", name="Play").click()
    page.wait_for_timeout(900)
    tool(page, "Undo").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    settled(page, canvas, count)


def test_by_keyboard_two_things_are_selected(page: Page, app_url: str) -> None:
    explore(page, app_url)
    reach(page, ".vis-network")
    for key in ("n", "Space", "n", "x"):
        page.keyboard.press(key)
    expect(page.locator(".thing h3")).to_have_text("2 things selected")


def test_a_comparison_marks_what_is_shared(page: Page, app_url: str) -> None:
    explore(page, app_url, f"compare={NEWCASTLE},{LEEDS}")
    shared = page.locator(".legend").get_by_role("button", name="shared by both")
    expect(shared).to_be_visible()
    shared.click()
    expect(page.locator(".count")).to_contain_text(re.compile("Showing"))
    expect(page.locator(".legend button[aria-pressed=false]")).to_have_count(1)


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
    other = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        elsewhere = other.new_page()
        elsewhere.goto(page.url)
        again = elsewhere.locator(".network-canvas[data-drawn]")
        expect(again).to_be_visible(timeout=60_000)
        expect(elsewhere.locator(".count")).to_have_text(page.locator(".count").inner_text())
        stored = "e => Object.keys(e.__network.getPositions()).sort()"
        assert again.evaluate(stored) == canvas.evaluate(stored)
        assert spread(again) == spread(canvas)
    finally:
        other.close()


def spread(canvas: Locator) -> list[list[int]]:
    """Where things stand to one another, whatever the zoom: each as a share of the picture's width and height."""
    spots = places(canvas)
    xs, ys = [p["x"] for p in spots.values()], [p["y"] for p in spots.values()]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    return [
        [round(100 * (spots[i]["x"] - min(xs)) / wide), round(100 * (spots[i]["y"] - min(ys)) / high)]
        for i in sorted(spots)
    ]


# ---- paths, filters, years


def test_paths_between_two_selected_are_told_as_sentences(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url)
    select(canvas, WUHAN, CHINA)
    select(canvas, BROADWOOD)
    select(canvas, WUHAN, BROADWOOD)
    tool(page, "Shortest paths").click()
    expect(page.locator(".explored-notes")).to_contain_text("shortest path")
    path = page.locator("[class*=st-key-explore_path_0] button")
    expect(path).to_contain_text("Broadwood Primary")
    path.click()
    expect(page.locator(".say")).to_contain_text("Selected:")


def test_a_line_opens_its_claims_with_their_sources(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url, f"q={quote(HEADLINE)}")
    spots = places(canvas)
    canvas.click(position={axis: spots[WUHAN][axis] * 0.6 + spots[BROADWOOD][axis] * 0.4 for axis in "xy"})
    card = page.locator(".thing")
    expect(card.locator("h4")).to_contain_text("Broadwood Primary is partnered with a school in Wuhan")
    expect(card.locator(".claims a").first).to_have_attribute("href", re.compile("sources"))


def test_the_legend_switches_a_kind_off_and_on(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url)
    count, before = drawn(canvas), places(canvas)
    schools = page.locator(".legend").get_by_role("button", name="school")
    schools.click()
    expect(schools).to_have_attribute("aria-pressed", "false")
    settled(page, canvas, count - 5 - 1)  # Confucius: linked to nothing else
    assert all(before[node] == place for node, place in places(canvas).items())
    page.locator(".legend").get_by_role("button", name="school").click()
    settled(page, canvas, count)


def test_a_filter_keeps_as_many_links_as_it_says(page: Page, app_url: str) -> None:
    explore(page, app_url)
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("combobox", name="Type of link").click()
    option = page.get_by_role("option", name=re.compile("^twinnings"))
    count = int(re.findall(r"\d+", option.inner_text())[0])
    option.click()
    expect(page.locator(".count")).to_contain_text(f": {count} link")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    chip = page.get_by_role("button", name=re.compile("only twinnings"))
    chip.click()
    expect(chip).to_have_count(0)


def test_years_filter_links_and_keep_undated_ones_apart(page: Page, app_url: str) -> None:
    explore(page, app_url, f"things={LEEDS}")
    until = page.get_by_label("To", exact=True)
    until.focus()
    for _ in range(40):
        page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"to=\d{4}"))
    page.locator("summary", has_text="Table").click()
    expect(page.locator(".listing th[scope=rowgroup]")).to_contain_text("No date recorded:")
    undated = page.get_by_label("without a date")
    apart = int(re.findall(r"\d+", page.locator(".listing th[scope=rowgroup]").inner_text())[0])
    assert f"{apart} links without a date" in page.locator(".years").inner_text()
    undated.uncheck()
    expect(page.locator(".listing th[scope=rowgroup]")).to_have_count(0)


def test_play_goes_through_the_years_and_leaves_one_way_back(page: Page, app_url: str) -> None:
    explore(page, app_url, f"things={LEEDS}")
    before, length = page.url, page.evaluate("history.length")
    page.get_by_role("button", name="Play").click()
    page.wait_for_timeout(3000)
    assert page.url == before
    page.get_by_role("button", name="Pause").click()
    expect(page).to_have_url(re.compile(r"to=\d{4}"))
    assert page.evaluate("history.length") == length + 1
    page.go_back()
    expect(page.locator(".span")).to_contain_text("any time")


# ---- the text twin


def test_outline_table_and_picture_hold_the_same(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url)
    reach(page, ".vis-network")
    items = page.locator("[role=tree] > [role=treeitem]")
    expect(items).to_have_count(drawn(canvas))
    page.locator("summary", has_text="Table").click()
    rows = page.locator(".listing tr[data-edge]")
    said = [int(n) for n in re.findall(r"(\d+) (?:other )?(?:link|tie)", page.locator(".count").inner_text())]
    expect(rows).to_have_count(sum(said))
    expect(page.locator(".listing caption")).to_contain_text(f"{said[0]} links")


def test_selecting_in_one_selects_in_all(page: Page, app_url: str) -> None:
    explore(page, app_url)
    reach(page, ".vis-network")
    page.locator("summary", has_text="Table").click()
    item = page.locator("[role=tree] > [role=treeitem]", has_text="Wuhan").first
    item.locator(".line").first.click()
    expect(item).to_have_attribute("aria-selected", "true")
    expect(page.locator(".say")).to_contain_text("Selected: Wuhan")
    expect(page.locator(".thing h3")).to_have_text("Wuhan")
    expect(page.locator(".listing tr.is-selected").first).to_contain_text("Wuhan")
    page.locator(".listing td button", has_text="Henan").first.click()
    expect(page.locator(".thing h4").first).to_contain_text("Henan")
    expect(item).to_have_attribute("aria-selected", "false")


def test_by_keyboard_alone_the_question_is_answered_a_node_opened_its_source_read_and_it_is_exported(
    page: Page, app_url: str
) -> None:
    """The headline question, from a fresh page, with no pointer."""
    canvas = explore(page, app_url, "whole=1")
    reach(page, "input[placeholder^='Start from']")
    page.keyboard.type(HEADLINE)
    page.keyboard.press("Enter")
    expect(page.locator(".explored")).to_contain_text(HEADLINE)
    expect(page.locator(".explored-notes")).to_contain_text("Broadwood Primary and West Jesmond Primary")
    settled(page, canvas, 7)
    reach(page, ".vis-network")
    page.keyboard.press("n")
    expect(page.locator(".say")).to_contain_text("Broadwood Primary, primary school in Newcastle upon Tyne")
    page.keyboard.press("Enter")
    expect(page.locator(".say")).to_contain_text("more shown")
    assert drawn(canvas) > 7
    reach(page, "[role=tree] [role=treeitem][tabindex='0']")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    card = page.locator(".thing")
    expect(card.locator(".claims li").first).to_contain_text("Source: ")
    reach(page, ".claims a", back=False)
    reach(page, ".st-key-explore_export button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="JSON", exact=True)).to_be_visible()
    page.wait_for_timeout(300)
    reach(page, "[class*=st-key-explore_file_json] button")
    with page.expect_download() as got:
        page.keyboard.press("Enter")
    data = json.loads(got.value.path().read_text(encoding="utf-8"))
    assert {node["name"] for node in data["nodes"]} >= {"Broadwood Primary", "West Jesmond Primary", "Wuhan"}


def reach(page: Page, selector: str, *, back: bool = True) -> None:
    """Press Tab until what the selector names has the focus, through shadow roots; then on from the top of the page."""
    inside = (
        "s => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;"
        " return Boolean(e?.matches?.(s)); }"
    )
    for _ in range(220):
        if page.evaluate(inside, selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never comes to {selector}")


# ---- starts, files, rubbish


def test_every_way_to_start_shows_something(page: Page, app_url: str) -> None:
    explore(page, app_url, "whole=1")
    page.get_by_role("button", name="Compare two").click()
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator(".explored")).to_have_text("Newcastle upon Tyne and Leeds side by side")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Two years").click()
    page.get_by_role("button", name="Compare the years").click()
    expect(page.locator(".explored")).to_have_text("Leeds: 1980 and 2020")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Whole graph").click()
    expect(page.locator(".explored")).to_have_text("The whole graph")
    box = page.get_by_label("Start from a name or a question")
    box.fill("wuhan")
    box.press("Enter")
    expect(page.locator(".explored")).to_have_text("Wuhan and what lies there")
    box.fill("qqxxzz")
    box.press("Enter")
    expect(page.get_by_role("status").filter(has_text="The view stays as it was")).to_be_visible()
    expect(page.locator(".explored")).to_have_text("Wuhan and what lies there")


def test_a_view_is_saved_and_opened(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url)
    count = drawn(canvas)
    canvas.dblclick(position=at(canvas, CHINA))
    settled(page, canvas, count + 5)
    page.get_by_role("button", name="Save or open").click()
    with page.expect_download() as got:
        page.get_by_role("button", name="Save view").click()
    saved = got.value.path().read_bytes()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Whole graph").click()
    expect(page.locator(".explored")).to_have_text("The whole graph")
    page.get_by_role("button", name="Save or open").click()
    upload = page.locator(".stFileUploader input[type=file], [data-testid=stFileUploaderDropzoneInput]").first
    upload.set_input_files({"name": "view.json", "mimeType": "application/json", "buffer": b"{}"})
    expect(page.get_by_role("alert").filter(has_text="This file holds no view")).to_be_visible()
    upload.set_input_files({"name": "view.json", "mimeType": "application/json", "buffer": saved})
    expect(page.locator(".explored")).to_have_text("Newcastle upon Tyne and what lies there")
    settled(page, canvas, count + 5)


def test_files_hold_just_what_is_shown(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url, f"q={quote(HEADLINE)}")
    names = set(places(canvas))
    graph = nx.read_graphml(
        io.BytesIO(download(page, "GraphML").path().read_bytes()), edge_key_type=str, force_multigraph=True
    )
    assert set(graph) == names
    packed = zipfile.ZipFile(download(page, "CSV (a folder, zipped)").path())
    nodes = csv.DictReader(io.StringIO(packed.read("nodes.csv").decode("utf-8-sig")))
    assert {row["id"] for row in nodes} == names
    assert "ATTRIBUTION.txt" in packed.namelist()
    picture = download(page, "SVG picture").path().read_text(encoding="utf-8")
    assert "West Jesmond" in picture
    page.keyboard.press("Escape")
    with page.expect_download() as got:
        tool(page, "Save as PNG").click()
    assert got.value.path().read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("do=explode;a", "This address names no view"),
        ("things=atlantis", "Not recorded: atlantis"),
        ("view=%25", "names no view"),
    ],
)
def test_a_broken_address_is_said_and_the_page_works(page: Page, app_url: str, query: str, words: str) -> None:
    page.goto(f"{app_url}/explore?{query}")
    expect(page.get_by_text(words).first).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Whole graph").click()
    expect(page.locator(".explored")).to_have_text("The whole graph")
    expect(page.get_by_text("names no view")).to_have_count(0)


@pytest.mark.parametrize("size", [(390, 844), (720, 450), (1440, 900)])
def test_the_page_fits_the_screen(page: Page, app_url: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    explore(page, app_url, f"q={quote(HEADLINE)}")
    assert sideways(page) == 0


def test_a_number_of_the_analysis_opens_what_it_counts(page: Page, app_url: str) -> None:
    explore(page, app_url)
    page.get_by_text("Links by year", exact=True).click()
    row = page.locator(".figures tbody tr", has_text=re.compile("^2012"))
    number = row.get_by_role("button")
    count = int(number.inner_text())
    number.click()
    expect(page.locator(".behind li")).to_have_count(count)
    expect(page.locator(".say")).to_contain_text("Selected:")
    expect(page.locator("[data-testid=stVegaLiteChart]")).to_be_visible()
