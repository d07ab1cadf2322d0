"""The text version and the table contain what the picture shows, and everything works with a keyboard."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Page, expect

from tests.browser.explore.page_actions import HEADLINE, drawn, explore, reach, settled
from tests.browser.waiting import at_rest, still


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
    expect(page.locator(".node-card h3")).to_have_text("Wuhan")
    expect(page.locator(".listing tr.is-selected").first).to_contain_text("Wuhan")
    page.locator(".listing td button", has_text="Henan").first.click()
    expect(page.locator(".node-card h4").first).to_contain_text("Henan")
    expect(item).to_have_attribute("aria-selected", "false")


def test_by_keyboard_alone_the_question_is_answered_a_node_opened_its_source_read_and_it_is_exported(
    page: Page, app_url: str
) -> None:
    """Answer the headline question from a fresh page without a pointer."""
    canvas = explore(page, app_url, "whole=1")
    reach(page, "input[aria-label^='Start from']")
    page.keyboard.type(HEADLINE)
    page.keyboard.press("Enter")
    expect(page.locator(".view-title")).to_contain_text(HEADLINE)
    expect(page.locator(".view-notes")).to_contain_text("Broadwood Primary and West Jesmond Primary")
    settled(page, canvas, 7)
    reach(page, ".vis-network")
    page.keyboard.press("n")
    expect(page.locator(".say")).to_contain_text("Broadwood Primary, primary school in Newcastle upon Tyne")
    page.keyboard.press("Enter")
    expect(page.locator(".say")).to_contain_text("more shown")
    expect(canvas).not_to_have_attribute("data-drawn", "7")
    still(page)
    reach(page, "[role=tree] [role=treeitem][tabindex='0']")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    card = page.locator(".node-card")
    expect(card.locator(".claims li").first).to_contain_text("Source: ")
    reach(page, ".claims a", back=False)
    reach(page, ".st-key-explore_export button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="JSON", exact=True)).to_be_visible()
    at_rest(page)
    reach(page, "[class*=st-key-explore_file_json] button")
    with page.expect_download() as got:
        page.keyboard.press("Enter")
    data = json.loads(got.value.path().read_text(encoding="utf-8"))
    assert {node["name"] for node in data["nodes"]} >= {"Broadwood Primary", "West Jesmond Primary", "Wuhan"}


def test_by_keyboard_two_things_are_selected(page: Page, app_url: str) -> None:
    explore(page, app_url)
    reach(page, ".vis-network")
    for key in ("n", "Space", "n", "x"):
        page.keyboard.press(key)
    expect(page.locator(".node-card h3")).to_have_text("2 items selected")
