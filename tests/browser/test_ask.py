"""The whole app in a real browser: the headline question, typed by a person."""

from __future__ import annotations

from itertools import pairwise
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

HEADLINE = "which Newcastle schools link to Wuhan"
CONFIRMED = ("Broadwood Primary", "West Jesmond Primary")
POSSIBLE = ("Moorside Primary", "Ravenswood Primary", "Wingrove Primary")
CANVAS = ".network-canvas[data-drawn]"

expect.set_options(timeout=30_000)  # a guard against a hang, not a promise of speed


def ask(page: Page, app_url: str, question: str = "") -> None:
    page.goto(f"{app_url}/?q={quote(question)}" if question else app_url)
    expect(page.get_by_label("Your question")).to_have_value(question, timeout=60_000)
    still(page)


def still(page: Page) -> None:
    """Wait until the page has all of the answer."""
    running = page.locator("[data-test-script-state]")
    expect(running).to_have_attribute("data-test-script-state", "notRunning")


def names(page: Page, certainty: str) -> list[str]:
    return page.locator(f"tr.is-{certainty} th").all_inner_texts()


def coloured(page: Page) -> int:
    """How many pixels of the picture are not its background."""
    return page.locator(f"{CANVAS} canvas").evaluate(
        "c => { const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        " let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n; }"
    )


def sideways(page: Page) -> int:
    return page.evaluate(
        "Math.max(...['html', '.stMain'].map(q => document.querySelector(q)).map(e => e.scrollWidth - e.clientWidth))"
    )


def test_the_headline_question_typed(page: Page, app_url: str) -> None:
    ask(page, app_url)
    page.keyboard.press("/")
    expect(page.get_by_label("Your question")).to_be_focused()
    page.keyboard.type(HEADLINE)
    page.keyboard.press("Enter")
    expect(page.locator(".answer h2")).to_contain_text("2 schools")
    still(page)
    assert names(page, "confirmed") == list(CONFIRMED)
    assert names(page, "possible") == list(POSSIBLE)
    expect(page.locator(CANVAS)).to_be_visible()
    assert coloured(page) > 2000
    assert "q=which" in page.url
    heard = page.get_by_role("status").filter(has_text="2 schools in Newcastle upon Tyne")
    expect(heard).to_have_count(1)
    expect(page.locator("[id^=source-]").first).to_contain_text("Newcastle Council Sister City")


def test_its_address_gives_the_same_answer_elsewhere(page: Page, browser: Browser, app_url: str) -> None:
    ask(page, app_url, HEADLINE)
    sentence = page.locator(".answer").inner_text()
    elsewhere = browser.new_context()
    other = elsewhere.new_page()
    other.goto(page.url)
    expect(other.locator(".answer h2")).to_be_visible(timeout=60_000)
    assert other.locator(".answer").inner_text() == sentence
    elsewhere.close()


def test_back_goes_to_the_last_question(page: Page, app_url: str) -> None:
    ask(page, app_url, HEADLINE)
    box = page.get_by_label("Your question")
    box.fill("partners of Leeds")
    box.press("Enter")
    expect(page.locator(".answer h2")).to_contain_text("Leeds")
    page.go_back()
    expect(page.locator(".answer h2")).to_contain_text("2 schools")
    expect(box).to_have_value(HEADLINE)


def test_a_click_in_the_picture_opens_a_card(page: Page, app_url: str) -> None:
    ask(page, app_url, HEADLINE)
    canvas = page.locator(CANVAS)
    spot = canvas.evaluate(
        "e => e.__network.canvasToDOM(e.__network.getPositions(['geonames:1791247'])['geonames:1791247'])"
    )
    canvas.click(position={"x": spot["x"] + 1, "y": spot["y"] + 1})
    expect(page.locator(".thing h3")).to_have_text("Wuhan")
    expect(page.locator(".thing")).to_contain_text("city in Hubei, China")
    expect(page.locator(".thing li")).to_have_count(2)


def test_the_answer_is_copied_with_its_sources(page: Page, app_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, app_url, HEADLINE)
    page.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(HEADLINE)
    assert "Sources:" in copied
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    assert "Moorside Primary" in download.value.path().read_text(encoding="utf-8-sig")


def test_a_misspelt_place_is_said(page: Page, app_url: str) -> None:
    ask(page, app_url, "which Newcastle schools link to Wuhaan")
    expect(page.locator(".notes")).to_contain_text("“Wuhaan” was taken as Wuhan.")


def test_a_question_of_markup_is_shown_as_text(page: Page, app_url: str) -> None:
    question = "partners of <script>window.stolen=1</script><img src=x onerror=window.stolen=1>"
    ask(page, app_url, question)
    expect(page.locator(".answer h2")).to_be_visible()
    expect(page.get_by_label("Your question")).to_have_value(question)
    assert page.locator(".stMain script, .stMain img").count() == 0
    assert page.evaluate("window.stolen") is None


@pytest.mark.parametrize("question", ["", HEADLINE, "conflicts", "which schools link to Brazil"])
@pytest.mark.parametrize("size", [(390, 844), (1366, 768)])
def test_fits_the_screen(page: Page, app_url: str, question: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    ask(page, app_url, question)
    if question:
        heading = page.locator(".answer h2")
        expect(heading).to_be_in_viewport(ratio=1)
    assert sideways(page) == 0


def test_headings_are_in_order(page: Page, app_url: str) -> None:
    ask(page, app_url, HEADLINE)
    expect(page.locator(".answer h2")).to_be_visible()
    levels = page.locator("h1, h2, h3").evaluate_all("all => all.map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
