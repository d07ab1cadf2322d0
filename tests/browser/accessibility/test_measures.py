"""Tests of the measures themselves: each finds its problem and accepts correct pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

MEASURES = Path(__file__).with_name("measures.js").read_text(encoding="utf-8")
BUTTON = "<button style='width:90px;height:40px;{}'>{}</button>"


def measure(page: Page, body: str, name: str) -> Any:
    page.set_content(f"<!doctype html><html lang='en'><body style='margin:0'><main class='stMain'>{body}</main></html>")
    page.evaluate(MEASURES)
    return page.evaluate(f"__measures.{name}()")


@pytest.mark.parametrize(
    "style",
    [
        "width:50px;overflow:hidden;white-space:nowrap",
        "width:50px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis",
        "height:8px;overflow:clip",
        "width:50px;overflow:hidden;white-space:nowrap;display:grid;grid-template-columns:50px",
        "position:absolute;left:-40px",
    ],
)
def test_words_that_are_cut_are_found(page: Page, style: str) -> None:
    assert measure(page, f"<div style='{style}'><b>Words that go on and on</b></div>", "cut") == [
        "b. “Words that go on and on”"
    ]


@pytest.mark.parametrize(
    "style",
    [
        "width:50px",
        "width:50px;overflow:auto;white-space:nowrap",
        "width:1px;height:1px;overflow:hidden",
        "display:none",
    ],
)
def test_words_that_wrap_or_scroll_or_are_only_heard_are_not_cut(page: Page, style: str) -> None:
    assert measure(page, f"<div style='{style}'><b>Words that go on and on</b></div>", "cut") == []


def test_scrolling_sideways_is_found(page: Page) -> None:
    assert measure(page, "<div style='width:1500px'>Words</div>", "sideways") == 1500 - 1440
    assert measure(page, "<div style='width:1400px'>Words</div>", "sideways") == 0


def test_what_moves_is_found_if_it_is_ours(page: Page) -> None:
    slow, quick = "<p style='transition:opacity 200ms'>Slow</p>", "<p style='transition:opacity 1ms'>Quick</p>"
    assert measure(page, slow + f"<div class='stHtml'>{slow}{quick}</div>", "moving") == ["p. “Slow”"]


@pytest.mark.parametrize(("style", "shows"), [("outline:none", False), ("", True)])
def test_a_focus_that_does_not_show_is_found(page: Page, style: str, shows: bool) -> None:
    measure(page, BUTTON.format(style, "One") + BUTTON.format("", "Two"), "sideways")
    stops = []
    for _ in range(2):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("__measures.stop()"))
    assert [stop["name"] for stop in stops] == ["button. “One”", "button. “Two”"]
    assert stops[1]["shown"] == {"name": "button. “One”", "shows": shows}


@pytest.mark.parametrize(("top", "in_sight"), [(0, False), (30, True)])
def test_a_focus_under_something_else_is_found(page: Page, top: int, in_sight: bool) -> None:
    lid = "<div style='position:fixed;top:0;width:100%;height:60px;background:#fff'></div>"
    measure(page, BUTTON.format(f"position:absolute;top:{top}px", "One") + lid, "sideways")
    page.keyboard.press("Tab")
    assert page.evaluate("__measures.stop()")["in_sight"] is in_sight
