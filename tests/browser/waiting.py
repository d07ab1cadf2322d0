"""How tests in a browser wait: until what is promised is there, never for a while, however slow the machine is."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.engines import PATIENCE

# What is folded away stands still until it is opened; what moves for ever is not waited for.
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
    """Wait until what moves on the page has arrived."""
    page.evaluate(AT_REST)


def still(page: Page) -> None:
    """Wait until the server has said everything, and what that moved has arrived.

    First wait for something that the act brings: before it is there, the server may not have begun.
    """
    running = page.locator("[data-test-script-state]")
    expect(running).to_have_attribute("data-test-script-state", "notRunning")
    at_rest(page)


def landed(box: Locator) -> None:
    """Wait until a map has ended its flight and painted where it came to."""
    box.evaluate(LANDED)


def comes_to(page: Page, read: Callable[[], Any], wanted: object) -> None:
    """Read again and again until it is what is wanted; a failure tells what was read last."""
    give_up = time.monotonic() + PATIENCE / 1000
    while (found := read()) != wanted and time.monotonic() < give_up:
        page.wait_for_timeout(50)
    assert found == wanted
