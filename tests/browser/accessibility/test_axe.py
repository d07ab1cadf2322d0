"""Tests of the axe check itself: what it finds, where it looks, and what an allowance covers."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.accessibility.axe import Allowance, allowances, violations

NAMELESS = '<button style="width:40px;height:40px"></button>'
WIDGETS = "https://docs.streamlit.io/develop/api-reference/"


def write(page: Page, body: str) -> None:
    page.set_content(f"<!doctype html><html lang='en'><title>A page</title><main><h1>A page</h1>{body}</main></html>")


def test_a_button_without_a_name_is_found(page: Page) -> None:
    write(page, NAMELESS)
    (found,) = violations(page)
    assert (found.rule, found.allowed_by) == ("button-name", -1)
    assert "Buttons must have discernible text" in str(found)
    assert NAMELESS.split(" ")[0] in str(found)


def test_a_page_without_fault_has_none(page: Page) -> None:
    write(page, "<p>Words.</p>")
    assert violations(page) == []


def test_it_looks_into_shadow_roots(page: Page) -> None:
    write(page, "<div class='stBidiComponent'></div>")
    page.locator(".stBidiComponent").evaluate(
        "(host, inner) => { host.attachShadow({ mode: 'open' }).innerHTML = inner; }", NAMELESS
    )
    (found,) = violations(page, [Allowance("button-name", "main", "", "")])
    assert (found.rule, found.allowed_by) == ("button-name", -1)


def test_a_target_smaller_than_24_pixels_beside_another_is_found(page: Page) -> None:
    small = "<button style='width:12px;height:12px;padding:0;border:0' aria-label='{}'></button>"
    write(page, small.format("one") + small.format("two"))
    assert {found.rule for found in violations(page)} == {"target-size"}


def test_an_allowance_covers_its_rule_in_its_widget_and_nothing_of_ours(page: Page) -> None:
    inside = f"<div class='stWidget'>{NAMELESS}</div>"
    ours = f"<div class='stWidget'><div class='stHtml'>{NAMELESS}</div></div>"
    write(page, inside + NAMELESS + ours)
    allowed = [Allowance("label", ".stWidget", "", ""), Allowance("button-name", ".stWidget", "", "")]
    assert [found.allowed_by for found in violations(page, allowed)] == [1, -1, -1]


def test_each_allowance_says_why_and_of_which_widget() -> None:
    for one in allowances():
        assert len(one.why.split()) > 5
        assert one.widget.startswith(WIDGETS)
        assert '[data-testid="st' in one.selector or ".st" in one.selector
