"""Stories on the pages: presented with a clicker, with live questions, made from answers and views, downloaded."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import comes_to, still

HEADLINE = "which Newcastle schools link to Wuhan"


def present(page: Page, app_url: str, story: str = "newcastle") -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(f"{app_url}/present?story={story}")
    expect(page.locator(".stage[data-at]")).to_be_visible()
    still(page)


def at(page: Page, slide: str) -> None:
    expect(page.locator(".stage")).to_have_attribute("data-at", slide)


@pytest.mark.parametrize("story", ["leeds", "newcastle"])
def test_every_stop_of_a_story_is_played(page: Page, app_url: str, story: str) -> None:
    present(page, app_url, story)
    count = int(page.locator(".place").inner_text().split()[-1])
    assert 7 <= count <= 9
    for number in range(1, count + 1):
        at(page, str(number))
        expect(page.locator(".stage h1")).not_to_be_empty()
        expect(page.locator(".caption.is-problem")).to_have_count(0)
        shown = page.locator(".stage .show > :visible")
        expect(shown.first).to_be_visible()
        page.keyboard.press("PageDown")


def test_nothing_of_the_pages_menus_is_seen(page: Page, app_url: str) -> None:
    present(page, app_url)
    expect(page.get_by_role("link", name="Ask", exact=True)).to_be_hidden()
    comes_to(page, page.locator(".stage").bounding_box, {"x": 0, "y": 0, "width": 1920, "height": 1080})


def test_a_question_from_the_hall_is_answered_and_the_story_goes_on(page: Page, app_url: str) -> None:
    present(page, app_url)
    page.keyboard.press("3")
    page.keyboard.press("l")
    page.keyboard.type("when did Leeds twin with Lille")
    page.keyboard.press("Enter")
    at(page, "live")
    expect(page.locator(".caption")).to_contain_text("1968")
    page.keyboard.press("Escape")
    at(page, "3")
    page.keyboard.press("l")
    page.keyboard.type("partners of Qqxzy")
    page.keyboard.press("Enter")
    at(page, "live")
    expect(page.locator(".caption")).to_contain_text("Qqxzy")
    page.keyboard.press("PageDown")
    at(page, "4")
    page.keyboard.press("?")
    page.get_by_role("link", name="Back to the stories").click()
    asked = page.locator(".slides", has_text="when did Leeds twin with Lille")
    expect(asked).to_be_visible()
    with page.expect_download() as got:
        page.get_by_role("button", name="Handout (PDF)").locator("visible=true").click()
    assert got.value.path().read_bytes().startswith(b"%PDF")


def test_a_story_that_is_not_there_is_said(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/present?story=atlantis")
    expect(page.get_by_text("No story is called “atlantis”.")).to_be_visible()
    expect(page.get_by_role("link", name="Leeds and its partners abroad")).to_be_visible()


def test_an_answer_and_a_view_become_stops_that_are_moved_edited_saved_and_opened(page: Page, app_url: str) -> None:
    page.goto(f"{app_url}/?q={quote(HEADLINE)}")
    page.get_by_role("button", name="Add to story").click()
    expect(page.get_by_text("Added to “My story”")).to_be_visible()
    page.get_by_role("link", name="Explore", exact=True).click()
    expect(page.locator(".view-title")).to_have_text("The whole graph")
    page.locator(".st-key-explore_add button").click()
    expect(page.get_by_text("which now has 2 slides")).to_be_visible()
    page.get_by_role("link", name="Stories").click()
    slides = page.locator(".st-key-stories_draft summary")
    expect(slides).to_contain_text([f"1. {HEADLINE}", "2. The whole graph"])
    slides.nth(1).click()
    page.get_by_role("button", name="Up", exact=True).locator("visible=true").click()
    expect(slides).to_contain_text(["1. The whole graph", f"2. {HEADLINE}"])
    with page.expect_download() as got:
        page.get_by_role("button", name="Save story").click()
    saved = got.value.path().read_bytes()
    assert b"The whole graph" in saved
    still(page)
    page.goto(f"{app_url}/stories")  # a new session: the browser has stored the story
    expect(slides).to_contain_text(["1. The whole graph", f"2. {HEADLINE}"])
    still(page)  # a file given while the page is being drawn goes to an uploader that is then replaced
    upload = page.locator("input[type=file]")
    upload.set_input_files({"name": "bad.toml", "mimeType": "application/toml", "buffer": b"title = ["})
    expect(page.get_by_role("alert").filter(has_text="bad")).to_be_visible()
    upload.set_input_files({"name": "story.toml", "mimeType": "application/toml", "buffer": saved})
    expect(slides).to_contain_text(["1. The whole graph", f"2. {HEADLINE}"])


def test_the_file_of_a_story_plays_without_a_server(page: Page, app_url: str, tmp_path: Path) -> None:
    page.goto(f"{app_url}/stories")
    page.get_by_role("button", name="Download").first.click()
    with page.expect_download() as got:
        page.get_by_role("button", name=re.compile("Web page")).click()
    path = tmp_path / "story.html"
    got.value.save_as(path)
    assert path.stat().st_size < 5_000_000
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri())
    at(page, "1")
    for number in range(2, 10):
        page.keyboard.press("PageDown")
        at(page, str(number))
    assert requests == [path.as_uri()]


def test_a_map_says_what_has_no_room_for_its_name_and_what_is_not_on_it(page: Page, app_url: str) -> None:
    present(page, app_url, "leeds")
    expect(page.locator(".dates")).to_contain_text("without a name: ")
    present(page, app_url, "newcastle")
    page.keyboard.press("6")
    expect(page.locator(".dates")).to_contain_text("not on the map: Confucius Institute")
