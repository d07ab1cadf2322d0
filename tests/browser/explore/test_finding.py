"""The Explore page: starts, paths, filters, years, analysis, files, and invalid input."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from urllib.parse import quote

import networkx as nx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.explore.page_actions import (
    BROADWOOD,
    CHINA,
    HEADLINE,
    LEEDS,
    NEWCASTLE,
    WUHAN,
    at,
    download,
    drawn,
    explore,
    select,
    settled,
    tool,
)
from tests.browser.test_pages import sideways
from tests.browser.waiting import still
from tests.views.components.test_network import places


def test_paths_between_two_selected_are_told_as_sentences(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url)
    select(canvas, WUHAN, CHINA)
    select(canvas, BROADWOOD)
    select(canvas, WUHAN, BROADWOOD)
    tool(page, "Shortest paths").click()
    expect(page.locator(".view-notes")).to_contain_text("shortest path")
    path = page.locator("[class*=st-key-explore_path_0] button")
    expect(path).to_contain_text("Broadwood Primary")
    path.click()
    expect(page.locator(".say")).to_contain_text("Selected:")


def test_a_line_opens_its_claims_with_their_sources(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url, f"q={quote(HEADLINE)}")
    spots = places(canvas)
    canvas.click(position={axis: spots[WUHAN][axis] * 0.6 + spots[BROADWOOD][axis] * 0.4 for axis in "xy"})
    card = page.locator(".node-card")
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
    still(page)
    page.locator("summary", has_text="Table").click()
    expect(page.locator(".listing th[scope=rowgroup]")).to_contain_text("No date recorded:")
    undated = page.get_by_label("without a date")
    apart = int(re.findall(r"\d+", page.locator(".listing th[scope=rowgroup]").inner_text())[0])
    assert f"{apart} links without a date" in page.locator(".years").inner_text()
    undated.uncheck()
    expect(page.locator(".listing th[scope=rowgroup]")).to_have_count(0)


def test_play_goes_through_the_years_and_leaves_one_way_back(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url, f"things={LEEDS}")
    count, before, length = drawn(canvas), page.url, page.evaluate("history.length")
    page.get_by_role("button", name="Play").click()
    expect(canvas).not_to_have_attribute("data-drawn", str(count))
    for _ in range(2):
        expect(page.locator(".span")).not_to_have_text(page.locator(".span").inner_text())
    assert page.url == before
    page.get_by_role("button", name="Pause").click()
    expect(page).to_have_url(re.compile(r"to=\d{4}"))
    assert page.evaluate("history.length") == length + 1
    page.go_back()
    expect(page.locator(".span")).to_contain_text("any time")


def test_a_comparison_marks_what_is_shared(page: Page, app_url: str) -> None:
    explore(page, app_url, f"compare={NEWCASTLE},{LEEDS}")
    shared = page.locator(".legend").get_by_role("button", name="shared by both")
    expect(shared).to_be_visible()
    shared.click()
    expect(page.locator(".count")).to_contain_text(re.compile("Showing"))
    expect(page.locator(".legend button[aria-pressed=false]")).to_have_count(1)


def test_every_way_to_start_shows_something(page: Page, app_url: str) -> None:
    explore(page, app_url, "whole=1")
    page.get_by_role("button", name="Compare places").click()
    page.get_by_role("button", name="Show comparison").click()
    expect(page.locator(".view-title")).to_have_text("Newcastle upon Tyne and Leeds side by side")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Compare years").click()
    page.get_by_role("button", name="Show comparison").click()
    expect(page.locator(".view-title")).to_have_text("Leeds: 1980 and 2020")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Whole graph").click()
    expect(page.locator(".view-title")).to_have_text("The whole graph")
    box = page.get_by_label("Start from a name or a question")
    box.fill("wuhan")
    box.press("Enter")
    expect(page.locator(".view-title")).to_have_text("Wuhan and organisations in Wuhan")
    box.fill("qqxxzz")
    box.press("Enter")
    expect(page.get_by_role("status").filter(has_text="The view has not changed")).to_be_visible()
    expect(page.locator(".view-title")).to_have_text("Wuhan and organisations in Wuhan")


def test_a_view_is_saved_and_opened(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url)
    count = drawn(canvas)
    canvas.dblclick(position=at(canvas, CHINA))
    settled(page, canvas, count + 5)
    page.get_by_role("button", name="Share and save").click()
    with page.expect_download() as got:
        page.get_by_role("button", name="Save view").click()
    saved = got.value.path().read_bytes()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Whole graph").click()
    expect(page.locator(".view-title")).to_have_text("The whole graph")
    page.get_by_role("button", name="Share and save").click()
    upload = page.locator(".stFileUploader input[type=file], [data-testid=stFileUploaderDropzoneInput]").first
    still(page)  # a file given while the page is still being drawn goes to a box that is then replaced
    upload.set_input_files({"name": "view.json", "mimeType": "application/json", "buffer": b"{}"})
    expect(page.get_by_role("alert").filter(has_text="This file does not contain a view")).to_be_visible()
    upload.set_input_files({"name": "view.json", "mimeType": "application/json", "buffer": saved})
    expect(page.locator(".view-title")).to_have_text("Newcastle upon Tyne and organisations in Newcastle upon Tyne")
    settled(page, canvas, count + 5)


def test_files_hold_just_what_is_shown(page: Page, app_url: str) -> None:
    canvas = explore(page, app_url, f"q={quote(HEADLINE)}")
    names = set(places(canvas))
    graph = nx.read_graphml(
        io.BytesIO(download(page, "GraphML").path().read_bytes()), edge_key_type=str, force_multigraph=True
    )
    assert set(graph) == names
    packed = zipfile.ZipFile(download(page, "CSV (zipped folder)").path())
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
        ("do=explode;a", "This address does not describe a view"),
        ("things=atlantis", "Not recorded: atlantis"),
        ("view=%25", "does not describe a view"),
    ],
)
def test_a_broken_address_is_said_and_the_page_works(page: Page, app_url: str, query: str, words: str) -> None:
    page.goto(f"{app_url}/explore?{query}")
    expect(page.get_by_text(words).first).to_be_visible()
    page.get_by_role("button", name="Whole graph").click()
    expect(page.locator(".view-title")).to_have_text("The whole graph")
    expect(page.get_by_text("does not describe a view")).to_have_count(0)


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
    expect(page.locator(".figure-details li")).to_have_count(count)
    expect(page.locator(".say")).to_contain_text("Selected:")
    expect(page.locator("[data-testid=stVegaLiteChart]")).to_be_visible()
