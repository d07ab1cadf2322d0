"""The Add data page in a real browser: preview, load and undo; leaving and returning; two sessions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.model.data_folder import SHIPPED_DATA
from tests import engines
from tests.browser.add_data.page_actions import LINKS, MEMBERS, explain, file, give, map_by, press
from tests.browser.waiting import still
from tests.views.add_data.page_actions import copied

MEGABYTE = 1_000_000


@pytest.fixture
def adding_url(tmp_path: Path) -> Iterator[str]:
    """An app with its own folders, which accepts files of up to one megabyte."""
    data = copied(SHIPPED_DATA, tmp_path / "data")
    settings = {"CITYLINKS_DATA": str(data), "CITYLINKS_HOME": str(tmp_path / "home")}
    with engines.app(tmp_path, STREAMLIT_SERVER_MAX_UPLOAD_SIZE="1", **settings) as url:
        yield f"{url}/add-data"


def opened(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.locator("h1")).to_have_text("Add data")
    still(page)


def go(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.locator("h1")).to_have_text(name)
    still(page)


def test_a_file_too_large_is_refused_unread_and_the_terminal_is_named(page: Page, adding_url: str) -> None:
    opened(page, adding_url)
    give(page, file("large.csv", MEMBERS + "Eurocities,Leeds,,,\n" * (2 * MEGABYTE // 20)))
    chip = page.locator('[data-testid="stFileChip"]')
    expect(chip).to_have_attribute("aria-invalid", "true")
    told = page.locator(".largest")
    expect(told).to_have_text(re.compile("^Load a file of more than 1 MB in the terminal.*citylinks load PATH$"))
    expect(told).to_have_css("font-weight", "600")
    press(page, "Preview", ".is-problem")
    expect(page.locator(".is-problem")).to_contain_text("Load a file of more than 1 MB in the terminal")


def test_a_file_given_twice_is_loaded_once(page: Page, adding_url: str) -> None:
    opened(page, adding_url)
    give(page, file("members.csv", MEMBERS), file("members (1).csv", MEMBERS))
    press(page, "Preview", "[role=alert]")
    expect(page.get_by_role("alert")).to_contain_text("This file has been chosen twice")
    press(page, "Load", ".message")
    expect(page.locator(".source-entry")).to_have_count(1)


def test_what_was_previewed_and_written_is_there_when_the_page_is_returned_to(page: Page, adding_url: str) -> None:
    opened(page, adding_url)
    explain(page)
    page.get_by_label("Publisher").fill("Our office")
    page.keyboard.press("Tab")
    expect(page.locator(".is-outdated")).to_be_visible()
    still(page)
    press(page, "Preview", ".preview", which=1)
    go(page, "Sources")
    go(page, "Add data")
    expect(page.get_by_label("Publisher")).to_have_value("Our office")
    expect(page.get_by_label("Prefix of the ID")).to_have_value("GB-EDU-")
    press(page, "Load", ".message")
    expect(page.locator(".message")).to_have_text("Loaded: links.csv.")
    expect(page.locator(".source-entry")).to_contain_text("Our office")


def test_a_mapping_is_saved_and_run_again(page: Page, adding_url: str) -> None:
    opened(page, adding_url)
    explain(page)
    with page.expect_download() as got:
        page.get_by_role("button", name="Save the mapping").click()
    assert got.value.suggested_filename == "friendship-links.toml"
    saved = got.value.path().read_text(encoding="utf-8")
    page.reload()
    opened(page, adding_url)
    give(page, file("links-2.csv", LINKS + "Oak Primary,900002,Leeds,Brno,Czech Republic,2004\n"))
    press(page, "Preview", ".samples")
    map_by(page, saved)
    expect(page.locator(".preview")).to_contain_text("2 rows read = 2 accepted + 0 rejected")


def test_the_rejected_rows_are_taken_along(page: Page, adding_url: str) -> None:
    opened(page, adding_url)
    give(page, file("torn.csv", MEMBERS + "=cmd()\n"))
    press(page, "Preview", ".preview")
    with page.expect_download() as got:
        page.get_by_role("button", name=re.compile("^Rejected rows")).click()
    header, row = got.value.path().read_text(encoding="utf-8").splitlines()
    assert header == "file,line,field,value,reason,fix"
    assert row.startswith("torn.csv,5,")


def test_two_sessions_see_what_the_other_does(page: Page, adding_url: str, browser: Browser) -> None:
    opened(page, adding_url)
    context = engines.context(browser)
    other = context.new_page()
    opened(other, adding_url)
    give(page, file("members.csv", MEMBERS))
    press(page, "Preview", ".preview")
    press(page, "Load", ".message")
    expect(page.locator(".message")).to_have_text("Loaded: members.csv.")
    press(other, "Preview", ".source-entry")
    expect(other.locator(".source-entry")).to_contain_text("members.csv")
    page.get_by_label(re.compile("^Your name or team")).fill("The office")
    page.keyboard.press("Tab")
    expect(page.locator(".message")).to_have_count(0)
    still(page)
    press(page, "Keep separate", ".message")
    expect(page.locator(".message")).to_contain_text("are not the same")
    press(other, "Preview", "summary:has-text('Decisions: 10')")
    other.locator("summary", has_text="Decisions: 10").click()
    expect(other.get_by_text("not the same, by The office")).to_be_visible()
    press(other, "Undo decision", ".message")
    expect(other.locator(".message")).to_contain_text("Decision undone")
    context.close()


def test_a_second_press_comes_too_late_to_take_anything_else_back(page: Page, adding_url: str) -> None:
    opened(page, adding_url)
    for name, text in (("members.csv", MEMBERS), ("others.csv", MEMBERS.replace("Eurocities", "Energy Cities"))):
        give(page, file(name, text))
        press(page, "Preview", ".preview")
        press(page, "Load", ".message")
        expect(page.locator(".message")).to_have_text(f"Loaded: {name}.")
    page.get_by_role("button", name="Undo last load: Loaded others.csv").dblclick()
    expect(page.locator(".message")).to_have_text("Undone: Loaded others.csv.")
    still(page)
    expect(page.locator(".source-entry")).to_have_count(1)
