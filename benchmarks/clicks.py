"""Expanding our picture by clicks: the time until neighbours are drawn, the bytes sent, and whether a node moved."""

from __future__ import annotations

import random
import statistics
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Browser, Page

from benchmarks.graphs import Made
from benchmarks.page_load import settle, watched
from graph.model.vocabulary import vocabulary

CLICKS = 10
PAUSE = 800  # milliseconds after a click in which movements and bytes are measured

# The nodes of the open picture by id, with their position and whether their badge for hidden neighbours is clickable.
STANDING = """() => {
  const find = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.__network) return element;
      const inside = element.shadowRoot && find(element.shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  const box = find(document);
  const frame = box.getBoundingClientRect();
  const standing = Object.entries(box.__network.getPositions()).map(([id, place]) => {
    const { x, y } = box.__network.canvasToDOM(place);
    const seen = x > 10 && y > 10 && x < frame.width - 10 && y < Math.min(frame.height, innerHeight - frame.y) - 10;
    const { badges } = box.__picture;
    const badge = badges.find((one) => one.id === id);
    const at = badge && { x: badge.left + badge.width / 2, y: badge.top + badge.height / 2 };
    const near = (one) => Math.abs(one.left - badge.left) < 40 && Math.abs(one.top - badge.top) < 30;
    const free = at && !box.__network.getNodeAt(at) && !badges.some((one) => one !== badge && near(one));
    const pressed = { bx: frame.x + (at?.x ?? 0), by: frame.y + (at?.y ?? 0) };
    return [id, { x: frame.x + x, y: frame.y + y, seen: Boolean(seen && free), ...pressed }];
  });
  globalThis.__box = box;
  return Object.fromEntries(standing);
}"""

# The time from releasing the mouse button to the end of the first frame with more nodes.
LISTEN = """() => {
  const before = Number(__box.dataset.drawn);
  globalThis.__took = null;
  let began = 0;
  addEventListener('pointerup', (event) => { began = event.timeStamp; }, { capture: true, once: true });
  const watch = new MutationObserver(() => {
    if (Number(__box.dataset.drawn) <= before) return;
    globalThis.__took = performance.now() - began;
    watch.disconnect();
  });
  watch.observe(__box, { attributes: true, attributeFilter: ['data-drawn'] });
}"""


def measure(browser: Browser, bare: str, url: str, made: Made) -> list[dict[str, object]]:
    """Open `url`, which shows a part of the graph, and open CLICKS nodes in it; one row for the clicks together."""
    chance = random.Random(1)
    beside = _neighbours(made)
    done: set[str] = set()
    rows = []
    with watched(browser, bare) as (page, _, traffic):
        page.goto(url, wait_until="commit")
        page.wait_for_function("__drawn.isStill(1000)", polling=200, timeout=60_000)
        first = len(page.evaluate(STANDING))
        for _ in range(CLICKS):
            page.get_by_role("button", name="Fit", exact=True).click()
            page.mouse.move(2, 2)  # outside the picture, so that no card covers it
            page.wait_for_timeout(500)
            before = page.evaluate(STANDING)
            more = sorted(
                id for id, at in before.items() if at["seen"] and beside[id] - before.keys() and id not in done
            )
            if not more:
                break
            chosen = chance.choices(more, [len(beside[id] - before.keys()) for id in more])[0]
            done.add(chosen)
            received = traffic.kilobytes
            took = _click(page, before[chosen])
            after = page.evaluate(STANDING)
            rows.append((took, traffic.kilobytes - received, _moved(before, after)))
        last = len(page.evaluate(STANDING))
    times, sizes, moves = zip(*rows, strict=True)
    return [
        {
            "graph": made.name,
            "clicks": len(rows),
            "nodes": f"{first} to {last}",
            "median_ms": round(statistics.median(times)),
            "slowest_ms": round(max(times)),
            "median_kb": round(statistics.median(sizes), 1),
            "most_kb": round(max(sizes), 1),
            "moved_px": round(max(moves), 1),
        }
    ]


def _neighbours(made: Made) -> dict[str, set[str]]:
    beside: dict[str, set[str]] = {id: set() for id, _, _ in made.nodes}
    for start, kind, end in made.links:
        if kind in vocabulary().link_types:
            beside[start].add(end)
            beside[end].add(start)
    return beside


def _click(page: Page, at: Mapping[str, float]) -> float:
    """Milliseconds until the new nodes are drawn."""
    page.evaluate(LISTEN)
    page.mouse.click(at["bx"], at["by"])
    page.wait_for_function("__took !== null", polling=50, timeout=30_000)
    settle(page)
    page.wait_for_timeout(PAUSE)
    took: float = page.evaluate("__took")
    return took


def _moved(before: Mapping[str, Any], after: Mapping[str, Any]) -> float:
    """The largest movement of a node on the screen, in pixels."""
    return max(
        max(abs(after[id]["x"] - at["x"]), abs(after[id]["y"] - at["y"])) if id in after else float("inf")
        for id, at in before.items()
    )
