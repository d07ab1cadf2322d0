"""The record pages in a real browser: sections open, rows lead to their sources, on any screen size."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.waiting import still

PATHS = ("place", "profile?node=GB-EDU-131203", "profile?node=geonames:2644688", "health", "sources")
FOLDED = (390, 844)


def visit(page: Page, app_url: str, path: str) -> None:
    page.goto(f"{app_url}/{path}")
    expect(page.locator(".page-title")).to_be_visible()
    still(page)


def section(page: Page, words: str) -> Locator:
    return page.locator("details").filter(has=page.locator("summary p", has_text=re.compile(rf"^\d+ {words}")))


def number(opened: Locator) -> int:
    return int(opened.locator("summary strong").inner_text())


def open_section(page: Page, words: str) -> Locator:
    """Open a section with the keyboard."""
    found = section(page, words)
    found.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(found.locator("table")).to_be_visible()
    still(page)
    return found


def sideways(page: Page) -> int:
    return page.evaluate(
        "Math.max(...['html', '.stMain'].map(q => document.querySelector(q)).map(e => e.scrollWidth - e.clientWidth))"
    )


def test_a_number_of_a_place_opens_and_a_row_leads_to_its_source(page: Page, app_url: str) -> None:
    visit(page, app_url, "place")
    expect(page.locator("h1")).to_have_text("Newcastle upon Tyne")
    opened = open_section(page, "under “Civic links”")
    expect(opened.locator("tbody tr")).to_have_count(number(opened))
    mark = opened.locator("tbody tr", has_text="Taiyuan").locator(".sources-of a").first
    mark.click()
    entry = page.locator(f"[id='{(mark.get_attribute('href') or '').removeprefix('#')}']")
    expect(entry).to_be_in_viewport()
    entry.get_by_role("link", name="About").click()
    expect(page.locator(".source-entry.is-selected h2")).to_contain_text("Newcastle Council Sister City")


def test_a_row_of_an_answer_leads_to_the_line_it_was_read_from(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/?q={quote('which Newcastle schools link to Wuhan')}")
    page.get_by_role("link", name="Evidence: Broadwood Primary").click()
    expect(page.locator("h1")).to_have_text("Where this comes from")
    expect(page.locator(".evidence").first).to_contain_text(re.compile(r"data/claims\.csv, line \d+"))
    page.locator(".written-row").first.get_by_role("link", name="Broadwood Primary").click()
    expect(page.locator("h1")).to_have_text("Broadwood Primary")


def test_what_is_open_opens_elsewhere(page: Page, app_url: str) -> None:
    visit(page, app_url, "place?place=geonames:2644688")
    opened = open_section(page, "France")
    rows = opened.locator("tbody").inner_text()
    expect(page).to_have_url(re.compile("place-country-france=true"))
    page.reload()
    expect(section(page, "France").locator("tbody")).to_have_text(re.compile(re.escape(rows.split("\t")[0])))
    expect(page.locator("h1")).to_have_text("Leeds")


def test_a_place_is_chosen_by_name(page: Page, app_url: str) -> None:
    visit(page, app_url, "place")
    page.get_by_role("combobox", name="Place").fill("Leeds")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Leeds")
    expect(page).to_have_url(re.compile("2644688"))


def test_the_profile_of_a_school_by_its_address(page: Page, app_url: str) -> None:
    visit(page, app_url, "profile?node=GB-EDU-131203")
    expect(page.locator("h1")).to_have_text("West Jesmond Primary")
    expect(page.locator(".network-canvas[data-drawn]")).to_be_visible()
    mark = page.locator(".sources-of a").first
    mark.click()
    expect(page.locator(f"[id='{(mark.get_attribute('href') or '').removeprefix('#')}']")).to_be_in_viewport()
    page.locator(".facts").get_by_role("link", name="Newcastle upon Tyne", exact=True).click()
    expect(page.locator("h1")).to_have_text("Newcastle upon Tyne")


def test_a_question_of_a_profile_is_asked(page: Page, app_url: str) -> None:
    visit(page, app_url, "profile?node=GB-EDU-131203")
    asked = page.locator(".questions a").first.inner_text()
    page.locator(".questions a").first.click()
    expect(page.get_by_label("Your question")).to_have_value(asked)


def test_an_unknown_id_leads_to_the_nearest(page: Page, app_url: str) -> None:
    visit(page, app_url, "profile?node=" + quote("GB-EDU-13120<b>"))
    expect(page.locator(".lead")).to_contain_text("GB-EDU-13120<b>")
    page.locator(".nearest a", has_text="West Jesmond Primary").click()
    expect(page.locator("h1")).to_have_text("West Jesmond Primary")


def test_what_is_selected_in_the_picture_leads_to_its_profile(page: Page, app_url: str) -> None:
    visit(page, app_url, "profile?node=GB-EDU-131203")
    canvas = page.locator(".network-canvas[data-drawn]")
    spot = canvas.evaluate("e => e.__network.canvasToDOM(e.__network.getPositions(['iso:CN'])['iso:CN'])")
    canvas.click(position={"x": spot["x"] + 1, "y": spot["y"] + 1})
    page.locator(".node-card").get_by_role("link", name="China").click()
    expect(page.locator("h1")).to_have_text("China")


def test_the_numbers_of_data_health_open(page: Page, app_url: str) -> None:
    visit(page, app_url, "health")
    for words in ("Conflicts", "One side only", "Without coordinates"):
        opened = open_section(page, words)
        expect(opened.locator("tbody tr")).to_have_count(number(opened))


def test_every_source_is_listed_and_the_notices_download(page: Page, app_url: str) -> None:
    visit(page, app_url, "sources")
    expect(page.locator(".source-entry")).to_have_count(8)
    opened = open_section(page, "relationships are based on 000")
    expect(opened.locator("tbody tr")).to_have_count(number(opened))
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the notices").click()
    assert "GeoNames" in download.value.path().read_text(encoding="utf-8")


def test_the_pages_are_in_the_navigation(page: Page, app_url: str) -> None:
    visit(page, app_url, "place")
    for name, heading in (("Data health", "Data health"), ("Sources", "Sources"), ("Profile", "Newcastle upon Tyne")):
        page.get_by_role("link", name=name, exact=True).first.click()
        expect(page.locator("h1")).to_have_text(heading)


@pytest.mark.parametrize("path", PATHS)
def test_a_phone_scrolls_down_only(page: Page, app_url: str, path: str) -> None:
    page.set_viewport_size({"width": FOLDED[0], "height": FOLDED[1]})
    visit(page, app_url, path)
    summary = page.locator("summary").first
    if summary.count():
        summary.click()
        expect(page.locator("details[open] table").first).to_be_visible()
        still(page)
    assert sideways(page) == 0
    levels = page.locator("h1, h2, h3").evaluate_all("all => all.map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
