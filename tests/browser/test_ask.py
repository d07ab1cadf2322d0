"""The Ask page in a real browser, starting with the headline question."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests import engines
from tests.browser.waiting import at_rest, comes_to, still

HEADLINE = "which Newcastle schools link to Wuhan"
CONFIRMED = ("Broadwood Primary", "West Jesmond Primary")
POSSIBLE = ("Moorside Primary", "Ravenswood Primary", "Wingrove Primary")
CANVAS = ".network-canvas[data-drawn]"


def ask(page: Page, app_url: str, question: str = "") -> None:
    page.goto(f"{app_url}/?q={quote(question)}" if question else app_url)
    expect(page.get_by_label("Your question")).to_have_value(question)
    page.wait_for_function("globalThis.__citylinksSlash && globalThis.__citylinksOffers?.listening")
    still(page)


def names(page: Page, certainty: str) -> list[str]:
    return page.locator(f"tr.is-{certainty} th").all_inner_texts()


def is_painted(page: Page) -> bool:
    """Whether more than 2,000 pixels of the picture are painted."""
    painted: bool = page.locator(f"{CANVAS} canvas").evaluate(
        "c => { const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        " let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n > 2000; }"
    )
    return painted


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
    expect(page.locator(".answer h2")).to_contain_text("Two schools")
    still(page)
    assert names(page, "confirmed") == list(CONFIRMED)
    assert names(page, "possible") == list(POSSIBLE)
    expect(page.locator(CANVAS)).to_be_visible()
    comes_to(page, lambda: is_painted(page), True)
    expect(page).to_have_url(re.compile("q=which"))
    heard = page.get_by_role("status").filter(has_text="Two schools in Newcastle upon Tyne")
    expect(heard).to_have_count(1)
    expect(page.locator("[id^=source-]").first).to_contain_text("Newcastle Council Sister City")


def test_its_address_gives_the_same_answer_elsewhere(page: Page, browser: Browser, app_url: str) -> None:
    ask(page, app_url, HEADLINE)
    sentence = page.locator(".answer").inner_text()
    elsewhere = engines.context(browser)
    other = elsewhere.new_page()
    other.goto(page.url)
    expect(other.locator(".answer h2")).to_be_visible()
    still(other)
    assert other.locator(".answer").inner_text() == sentence
    elsewhere.close()


def test_back_goes_to_the_last_question(page: Page, app_url: str) -> None:
    ask(page, app_url, HEADLINE)
    box = page.get_by_label("Your question")
    box.fill("partners of Leeds")
    box.press("Enter")
    expect(page.locator(".answer h2")).to_contain_text("Leeds")
    page.go_back()
    expect(page.locator(".answer h2")).to_contain_text("Two schools")
    expect(box).to_have_value(HEADLINE)


def test_a_click_in_the_picture_opens_a_card(page: Page, app_url: str) -> None:
    ask(page, app_url, HEADLINE)
    canvas = page.locator(CANVAS)
    expect(canvas).to_be_visible()
    at_rest(page)
    spot = canvas.evaluate(
        "e => e.__network.canvasToDOM(e.__network.getPositions(['geonames:1791247'])['geonames:1791247'])"
    )
    canvas.click(position={"x": spot["x"] + 1, "y": spot["y"] + 1})
    expect(page.locator(".node-card h3")).to_have_text("Wuhan")
    expect(page.locator(".node-card")).to_contain_text("city in Hubei, China")
    expect(page.locator(".node-card li")).to_have_count(2)


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


# ---- chips, autocomplete, follow-ups, error reports


def choose(page: Page, label: str, name: str) -> None:
    """Write a name into the focused list, and choose it."""
    box = page.get_by_role("combobox", name=label)
    expect(box).to_be_focused()
    box.fill(name)
    expect(page.get_by_role("option", name=name, exact=True)).to_be_visible()
    expect(box).to_have_attribute("aria-activedescendant", re.compile("option"))
    box.press("Enter")


def test_a_chip_is_changed_by_keyboard(page: Page, app_url: str) -> None:
    ask(page, app_url, HEADLINE)
    page.get_by_role("button", name="linked to: Wuhan").press("Enter")
    choose(page, "Name", "Taiyuan")
    expect(page.get_by_label("Your question")).to_have_value(
        "which schools in Newcastle upon Tyne are linked to Taiyuan"
    )
    expect(page.get_by_role("button", name="linked to: Taiyuan")).to_be_visible()
    expect(page).to_have_url(re.compile("Taiyuan"))


def test_an_opened_chip_is_entered_at_its_field_however_late_that_comes(page: Page, app_url: str) -> None:
    ask(page, app_url, HEADLINE)
    late: list[str] = []

    def come_late(route: Route) -> None:
        late.append(route.request.url)
        page.wait_for_timeout(1500)
        route.continue_()

    page.route("**/static/js/*.js", come_late)
    page.get_by_role("button", name="linked to: Wuhan").press("Enter")
    expect(page.get_by_role("combobox", name="Name")).to_be_focused()
    assert late


def test_a_chip_is_taken_away_and_back_brings_it(page: Page, app_url: str) -> None:
    ask(page, app_url, "twins of Leeds before 1970")
    page.get_by_role("button", name="time: before 1970").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("button", name="time: before 1970")).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("button", name="time: before 1970")).to_be_visible()


def test_a_name_is_offered_while_written_and_taken_by_keyboard(page: Page, app_url: str) -> None:
    ask(page, app_url)
    box = page.locator(".st-key-ask_question input")
    box.click()
    page.keyboard.type("partners of wuh")
    first = page.get_by_role("option").first
    expect(first).to_have_text("Wuhancity in Hubei, China")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "ask-offers-0")
    page.keyboard.press("Enter")
    expect(box).to_have_value("partners of Wuhan")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator(".answer h2")).to_contain_text("Wuhan")
    expect(page).to_have_url(re.compile("q=partners"))


def test_enter_on_no_choice_asks_the_text_as_written(page: Page, app_url: str) -> None:
    ask(page, app_url)
    box = page.locator(".st-key-ask_question input")
    box.click()
    page.keyboard.type("everything about lil")
    expect(page.get_by_role("option").first).to_contain_text("Lille")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(box).to_have_value("everything about lil")
    page.keyboard.type("l")
    expect(page.get_by_role("option").first).to_contain_text("Lille")
    page.keyboard.press("Enter")
    expect(page.locator(".answer h2")).to_be_visible()
    expect(box).to_have_value("everything about lill")


def test_a_saved_question_is_offered_and_asked(page: Page, app_url: str) -> None:
    ask(page, app_url)
    page.locator(".st-key-ask_question input").click()
    page.keyboard.type("oldest partnerships")
    page.get_by_role("option", name="top 3 oldest partnerships of Leeds").click()
    expect(page.locator(".answer h2")).to_contain_text("The oldest are Siegen")


def test_offers_come_while_the_key_is_being_pressed(page: Page, app_url: str) -> None:
    ask(page, app_url)
    box = page.locator(".st-key-ask_question input")
    box.click()
    offered = box.evaluate(
        "box => { box.value = 'which schools in newc'; box.setSelectionRange(21, 21);"
        " box.dispatchEvent(new Event('input', { bubbles: true }));"
        " return document.querySelectorAll('#ask-offers li').length; }"
    )
    assert offered > 0  # before anything else could happen; how many milliseconds that is, `make bench` measures


def test_a_follow_up_says_what_it_became(page: Page, app_url: str) -> None:
    ask(page, app_url, "which cities are twinned with Leeds")
    box = page.get_by_label("Follow-up question")
    box.fill("in Germany?")
    box.press("Enter")
    expect(page.locator(".completed")).to_contain_text("which cities in Germany are twinned with Leeds")
    expect(page.locator(".answer h2")).to_contain_text("Dortmund")
    expect(page.locator(".answer h2")).to_be_in_viewport()
    expect(page.get_by_label("Your question")).to_have_value("which cities in Germany are twinned with Leeds")
    expect(page).to_have_url(re.compile("Germany"))


def test_a_saved_question_is_filled(page: Page, app_url: str) -> None:
    ask(page, app_url)
    page.get_by_text("Saved questions", exact=True).click()
    expect(page.get_by_role("combobox", name="Place")).to_be_visible()
    at_rest(page)  # an expander that still opens takes no keys
    page.get_by_role("combobox", name="Place").click()
    choose(page, "Place", "Taiyuan")
    expect(page.locator(".filled")).to_have_text("“which Newcastle upon Tyne schools link to Taiyuan”")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("button", name="linked to: Taiyuan")).to_be_visible()


def test_a_wrong_row_leads_to_a_correction(page: Page, app_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, app_url, HEADLINE)
    for name in (CONFIRMED[0], POSSIBLE[0]):
        page.get_by_role("button", name=f"Report an error: {name}").click()
        expect(page.locator(".error-report")).to_contain_text(f"Row: {name}")
        still(page)
        page.get_by_role("button", name="Copy report").click()
        expect(page.get_by_text("Copied", exact=True)).to_be_visible()
        assert "Correct details:" in page.evaluate("navigator.clipboard.readText()")
        page.keyboard.press("Escape")
        expect(page.locator(".error-report")).to_have_count(0)


@pytest.mark.parametrize("width", [1260, 1280, 1366, 1440, 820, 390])
def test_the_way_to_a_correction_is_in_sight_beside_long_notes(page: Page, app_url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    ask(page, app_url, HEADLINE)
    for name in (CONFIRMED[0], POSSIBLE[0]):
        button = page.get_by_role("button", name=f"Report an error: {name}")
        button.scroll_into_view_if_needed()
        ends = button.evaluate("b => [b, b.closest('.table')].map(e => e.getBoundingClientRect().right)")
        assert ends[0] <= ends[1], ends
    assert page.locator(".table").evaluate("t => t.scrollWidth - t.clientWidth") == 0


def test_the_address_is_copied(page: Page, app_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, app_url, HEADLINE)
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_what_was_asked_before_is_asked_again(page: Page, app_url: str) -> None:
    ask(page, app_url, HEADLINE)
    box = page.get_by_label("Your question")
    box.fill("partners of Leeds")
    box.press("Enter")
    page.get_by_text("Earlier questions (1)").click()
    page.get_by_role("button", name=HEADLINE).click()
    expect(page.locator(".answer h2")).to_contain_text("Two schools")


@pytest.mark.parametrize("question", [HEADLINE, "which schools in Leedzzs link to Wuhxxn"])
def test_what_can_be_pressed_is_large_enough(page: Page, app_url: str, question: str) -> None:
    ask(page, app_url, question)
    expect(page.locator(".answer h2")).to_be_visible()
    sizes = page.locator(".stMain button:visible").evaluate_all(
        "all => all.map(b => [b.textContent, b.getBoundingClientRect()]).filter(([t, r]) => r.width > 0)"
        ".map(([t, r]) => [t, r.width, r.height])"
    )
    assert [one for one in sizes if min(one[1:]) < 24] == []
