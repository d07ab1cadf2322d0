"""Stories as files and on the stage: the time to export a story of nine slides, and to draw its next slide."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import graphs
from graph.answers.explorer import Explorer
from graph.explore.explorations import ViewService
from graph.explore.view import Start, View
from graph.export.handout import story_pdf
from graph.export.pptx_deck import story_pptx
from graph.model.data_folder import SHIPPED_DATA
from graph.stores.embedded.store import EmbeddedStore
from graph.stories.reader import read_stories
from graph.stories.stage_data import stage_story, view_slide
from graph.stories.story import Story
from loaders.curated.folder import read_curated
from tests import engines
from views.offline_page import offline_page

WANTED = {"html": 5.0, "pptx": 15.0, "next_stop": 0.2, "opened": 1.0}
# Until the next frame after the key press is painted.
NEXT = """async () => {
  const begun = performance.now();
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true }));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  return performance.now() - begun;
}"""


def measure() -> list[dict[str, object]]:
    """Each export of the Leeds story, from an empty cache, then the slowest of its next slides in a browser."""
    store = EmbeddedStore()
    store.load(read_curated(SHIPPED_DATA))
    story = read_stories(SHIPPED_DATA / "stories").stories["leeds"]

    def service() -> ViewService:
        return ViewService(Explorer(store))

    rows = [
        _timed("html", lambda: offline_page(story.title, story.audience, stage_story(story, service())).encode()),
        _timed("pptx", lambda: story_pptx(story, stage_story(story, service()))),
        _timed("pdf", lambda: story_pdf(story, stage_story(story, service()))),
    ]
    return [*rows, _next_stops(story, service()), _view_file()]


def _timed(kind: str, make: Callable[[], bytes]) -> dict[str, object]:
    began = time.perf_counter()
    made = make()
    seconds = round(time.perf_counter() - began, 2)
    row: dict[str, object] = {"export": kind, "seconds": seconds, "kb": len(made) // 1000}
    return row | ({"wanted": WANTED[kind], "met": "yes" if seconds <= WANTED[kind] else "no"} if kind in WANTED else {})


def _next_stops(story: Story, service: ViewService) -> dict[str, object]:
    try:
        with engines.chromium() as browser, tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "story.html"
            path.write_text(offline_page(story.title, story.audience, stage_story(story, service)), encoding="utf-8")
            page = browser.new_page(viewport={"width": 1920, "height": 1080})
            page.goto(path.as_uri())
            page.wait_for_selector(".stage[data-at]")
            times = []
            for _ in story.slides[1:]:
                page.wait_for_timeout(600)
                times.append(page.evaluate(NEXT) / 1000)
    except engines.Missing as error:
        return {"next_stop": f"not measured: {error}"}
    slowest = round(max(times), 3)
    met = "yes" if slowest <= WANTED["next_stop"] else "no"
    middle = round(statistics.median(times), 3)
    return {"next_stop": "drawn", "median_s": middle, "slowest_s": slowest, "wanted": WANTED["next_stop"], "met": met}


def _view_file() -> dict[str, object]:
    """A view of 300 nodes as one file: the time to write it, and to open it from disk until it is drawn."""
    store = EmbeddedStore()
    store.load(graphs.records(graphs.city(300)))
    service = ViewService(Explorer(store))
    began = time.perf_counter()
    made = offline_page("300", "", [view_slide(View(Start(first=300)), service)])
    row: dict[str, object] = {"export": "view of 300", "seconds": round(time.perf_counter() - began, 2)}
    try:
        with engines.chromium() as browser, tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "view.html"
            path.write_text(made, encoding="utf-8")
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            began = time.perf_counter()
            page.goto(path.as_uri())
            page.wait_for_selector(".network-canvas[data-drawn]")
            opened = round(time.perf_counter() - began, 2)
    except engines.Missing as error:
        return row | {"opened_s": f"not measured: {error}"}
    met = "yes" if opened <= WANTED["opened"] else "no"
    return row | {"kb": len(made) // 1000, "opened_s": opened, "wanted": WANTED["opened"], "met": met}
