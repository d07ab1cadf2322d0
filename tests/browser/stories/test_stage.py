"""A story played from an offline file with the keys of a clicker."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from graph.answers.explorer import Explorer
from graph.explore.explorations import ViewService
from graph.explore.view import Start, View
from graph.stories.stage_data import stage_story, view_slide
from graph.stories.story import Slide, Story
from tests.browser.accessibility.axe import violations
from tests.browser.waiting import at_rest
from tests.pictures import IMAGE, MARKUP
from views.offline_page import offline_page

HEADLINE = "which Newcastle schools link to Wuhan"
NEWCASTLE, LEEDS, WUHAN = "geonames:2641673", "geonames:2644688", "geonames:1791247"


def things(node: str, first: int = 25) -> View:
    return View(Start("things", (node,), first=first))


STORY = Story(
    f"A story {MARKUP}",
    f"for a hall {IMAGE}",
    (
        Slide("Newcastle", "What is recorded of it.", "Say this.\n\nAnd this.", view=things(NEWCASTLE)),
        Slide("Schools and Wuhan", "Two schools, perhaps three more.", "Wait.", question=HEADLINE, emphasise=(WUHAN,)),
        Slide(f"Leeds {MARKUP}", f"As a list {IMAGE}", f"Note {MARKUP}", look="table", view=things(LEEDS, 10)),
        Slide("Nowhere", "Nothing.", question="partners of Qqxzy"),
    ),
)


@pytest.fixture(scope="module")
def file(explorer: Explorer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("story") / "story.html"
    path.write_text(
        offline_page(STORY.title, STORY.audience, stage_story(STORY, ViewService(explorer))), encoding="utf-8"
    )
    return path


@pytest.fixture
def played(page: Page, file: Path) -> Page:
    page.set_viewport_size({"width": 1920, "height": 1080})
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(file.as_uri())
    expect(page.locator(".stage")).to_have_attribute("data-at", "1")
    expect(page.locator(".network-canvas")).to_have_attribute("data-drawn", "23")
    assert requests == [file.as_uri()]
    return page


def at(page: Page, slide: str) -> None:
    expect(page.locator(".stage")).to_have_attribute("data-at", slide)


def go(page: Page, slide: int) -> None:
    """Go to a slide by its digit, more than a second after the last digit."""
    page.wait_for_timeout(1050)
    page.keyboard.press(str(slide))
    at(page, str(slide))
    at_rest(page)


def places(page: Page) -> dict[str, Any]:
    return page.locator(".network-canvas").evaluate(
        "e => { const n = e.__network, p = n.getPositions();"
        " return Object.fromEntries(Object.keys(p).map(id => [id, n.canvasToDOM(p[id])])); }"
    )


def test_the_keys_of_a_clicker_walk_all_stops(played: Page) -> None:
    for key, slide in [
        ("PageDown", "2"),
        ("ArrowRight", "3"),
        ("Space", "4"),
        ("PageDown", "4"),
        ("PageUp", "3"),
        ("ArrowLeft", "2"),
        ("Home", "1"),
        ("3", "3"),
        ("End", "4"),
        ("1", "1"),
    ]:
        if key.isdigit():
            go(played, int(key))
        else:
            played.keyboard.press(key)
        at(played, slide)


def test_digits_pressed_within_a_second_are_one_number(played: Page) -> None:
    press = """([key, timeStamp]) => {
      const event = new KeyboardEvent('keydown', { key, bubbles: true });
      Object.defineProperty(event, 'timeStamp', { value: timeStamp });
      document.dispatchEvent(event);
    }"""
    for key, when, slide in [("0", 5000, "1"), ("3", 5900, "3"), ("2", 7000, "2"), ("1", 7900, "2")]:
        played.evaluate(press, [key, when])
        at(played, slide)


def test_what_two_stops_share_keeps_its_place_on_the_screen(played: Page) -> None:
    before = places(played)
    played.keyboard.press("PageDown")
    expect(played.locator(".network-canvas")).to_have_attribute("data-drawn", "7")
    after = places(played)
    shared = before.keys() & after.keys()
    assert len(shared) > 3
    assert {node: after[node] for node in shared} == {node: before[node] for node in shared}


def test_the_next_stop_is_drawn_in_the_next_frame(played: Page) -> None:
    shown = played.evaluate(
        "async () => { document.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true }));"
        " for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);"
        " return ['.stage', '.network-canvas'].map((name) => ({ ...document.querySelector(name).dataset })); }"
    )
    assert (shown[0]["at"], shown[1]["drawn"]) == ("2", "7")  # `make bench` measures the milliseconds


def test_black_hides_everything_and_comes_back(played: Page) -> None:
    played.keyboard.press("b")
    expect(played.locator(".black")).to_be_visible()
    played.keyboard.press("b")
    expect(played.locator(".black")).to_be_hidden()


def test_a_click_opens_the_evidence(played: Page) -> None:
    played.keyboard.press("PageDown")
    expect(played.locator(".network-canvas")).to_have_attribute("data-drawn", "7")
    at_rest(played)
    spot = places(played)[WUHAN]
    played.locator(".network-canvas").click(position={"x": spot["x"] + 1, "y": spot["y"] + 1})
    evidence = played.locator(".evidence")
    expect(evidence.get_by_role("heading").first).to_contain_text("Wuhan")
    expect(evidence.locator("li").first).to_contain_text("Newcastle Council Sister City Partnerships in China")
    played.keyboard.press("Escape")
    expect(evidence).to_be_hidden()


def test_a_name_is_found_in_any_stop(played: Page) -> None:
    played.keyboard.press("PageDown")
    played.keyboard.press("/")
    played.keyboard.type("lille")
    expect(played.locator(".find li").first).to_contain_text("Lille")
    played.keyboard.press("Enter")
    at(played, "3")
    expect(played.locator(".network .say")).to_contain_text("Selected: Lille")


def test_a_table_is_real_text(played: Page) -> None:
    played.keyboard.press("3")
    rows = played.locator(".list tbody tr")
    expect(rows.first).to_be_visible()
    assert rows.count() > 5


def test_a_stop_without_an_answer_says_so_and_the_story_goes_on(played: Page) -> None:
    played.keyboard.press("End")
    expect(played.locator(".caption")).to_contain_text("Qqxzy")
    expect(played.locator(".network")).to_be_hidden()
    played.keyboard.press("PageUp")
    at(played, "3")


def test_markup_is_shown_as_text(played: Page) -> None:
    assert played.title() == STORY.title
    played.keyboard.press("3")
    expect(played.locator("h1")).to_have_text(f"Leeds {MARKUP}")
    expect(played.locator(".caption")).to_have_text(f"As a list {IMAGE}")
    assert played.locator(".stage script, .stage img").count() == 0
    assert played.evaluate("window.stolen") is None


def test_no_rule_of_accessibility_is_broken(played: Page) -> None:
    for slide in range(1, 5):
        go(played, slide)
        found = violations(played)
        assert not found, "\n".join(map(str, found))


def test_the_speaker_has_notes_the_next_stop_and_a_clock(played: Page) -> None:
    with played.expect_popup() as opened:
        played.keyboard.press("s")
    speaker = opened.value
    expect(speaker.locator("#notes p")).to_have_text(["Say this.", "And this."])
    expect(speaker.locator("#next")).to_have_text("Next: Schools and Wuhan")
    expect(speaker.locator("#clock")).to_contain_text("since the start")
    played.keyboard.press("PageDown")
    expect(speaker.locator("#notes")).to_have_text("Wait.")
    speaker.keyboard.press("PageDown")
    at(played, "3")


def test_a_whole_view_is_one_file_to_look_round_in(page: Page, explorer: Explorer, tmp_path: Path) -> None:
    service, path = ViewService(explorer), tmp_path / "view.html"
    path.write_text(offline_page("The whole graph", "", [view_slide(View(), service)]), encoding="utf-8")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri())
    count = len(service.show(View()).nodes)
    expect(page.locator(".network-canvas")).to_have_attribute("data-drawn", str(count))
    page.get_by_role("button", name="Zoom in").click()
    page.keyboard.press("/")
    page.keyboard.type("wuhan")
    page.keyboard.press("Enter")
    expect(page.locator(".network .say")).to_contain_text("Selected: Wuhan")
    expect(page.locator(".evidence li").first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    expect(page.locator(".map-dot").first).to_be_visible()
    page.keyboard.press("t")
    expect(page.locator(".list tbody tr")).to_have_count(len(service.show(View()).links))
    assert violations(page) == []
    assert requests == [path.as_uri()]


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 768), (1366, 768)])
def test_nothing_is_cut(played: Page, size: tuple[int, int]) -> None:
    played.set_viewport_size({"width": size[0], "height": size[1]})
    for slide in range(1, 5):
        go(played, slide)
        cut = played.evaluate(
            "[...document.querySelectorAll('.stage h1, .stage .caption, .stage footer, .stage .legend')]"
            ".filter(e => e.getClientRects().length).filter(e => { const r = e.getBoundingClientRect();"
            " return r.right > innerWidth + 1 || r.bottom > innerHeight + 1 || r.left < -1 || r.top < -1 })"
            ".map(e => e.className || e.tagName)"
        )
        assert cut == []
