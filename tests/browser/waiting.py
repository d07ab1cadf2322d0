"""Waiting in browser tests: for a state of the page, never for a fixed time, because machines differ in speed."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.engines import PATIENCE

# Animations of hidden elements are paused, and endless animations never finish: neither is waited for.
AT_REST = """
async () => {
  const frame = () => new Promise(requestAnimationFrame);
  for (;;) {
    await frame();
    await frame();
    const moving = document.getAnimations().filter((one) => one.playState === 'running'
      && one.effect.getComputedTiming().iterations < Infinity && one.effect.target.checkVisibility());
    if (!moving.length) return;
    await Promise.allSettled(moving.map((one) => one.finished));
  }
}
"""
LANDED = """
async (box) => {
  const frame = () => new Promise(requestAnimationFrame);
  let before;
  do {
    before = JSON.stringify(box.__map.view);
    for (let i = 0; i < 3; i++) await frame();
  } while (JSON.stringify(box.__map.view) !== before);
}
"""


def at_rest(page: Page) -> None:
    """Wait until all animations on the page have finished."""
    page.evaluate(AT_REST)


def still(page: Page) -> None:
    """Wait until the server has finished its run and the animations that follow have finished.

    Wait first for a result of the action: before it is there, the run may not have started.
    """
    running = page.locator("[data-test-script-state]")
    expect(running).to_have_attribute("data-test-script-state", "notRunning")
    at_rest(page)


def landed(box: Locator) -> None:
    """Wait until a map has stopped moving and is painted."""
    box.evaluate(LANDED)


def comes_to(page: Page, read: Callable[[], Any], wanted: object) -> None:
    """Read a value until it is as wanted. A failure shows the last value."""
    give_up = time.monotonic() + PATIENCE / 1000
    while (found := read()) != wanted and time.monotonic() < give_up:
        page.wait_for_timeout(50)
    assert found == wanted
