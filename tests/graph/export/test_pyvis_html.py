"""A picture as one HTML file from pyvis: it works offline, requests nothing, and runs no text from the data."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from graph.answers.explorer import Explorer
from graph.drawing.picture import picture
from graph.export.pyvis_html import pyvis_page
from graph.stores.base import group_claims
from tests import pictures
from tests.conftest import Watched
from tests.graph.stories import hostile

WORST = ("Hub", *hostile.NAMES[1:], "href", f"{hostile.LINK}href{hostile.SCRIPT}", "</script><script>stolen=1</script>")
RAW = ("<script>stolen", "<img src=x", "<a href=", "</script><script>stolen")


def drawn(names: tuple[str, ...] = WORST) -> dict[str, Any]:
    made = hostile.records(names)
    return picture(made.nodes, group_claims(made.claims))


def opened(page: Page, watched: Watched, folder: Path, html: str) -> list[str]:
    """Open the file from disk. Return the texts of dialogs, and check that only the file was requested."""
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    (folder / "picture.html").write_text(html, encoding="utf-8")
    address = (folder / "picture.html").as_uri()
    page.goto(address)
    page.wait_for_function("() => window.network && network.body.container.querySelector('canvas')")
    assert {url for url in asked if not url.startswith("data:")} == {address}
    watched.strangers.clear()  # the file itself
    return said


def point_at(page: Page, x: float, y: float) -> str:
    """Return the tooltip at the pointer."""
    box = page.locator("canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 2, box["y"] + 2)
    page.mouse.move(box["x"] + x, box["y"] + y, steps=3)
    page.wait_for_function("() => document.querySelector('.vis-tooltip')?.style.visibility === 'visible'")
    return page.locator(".vis-tooltip").inner_text()


def test_hostile_names_are_text_on_the_page_and_beside_the_pointer(
    page: Page, watched: Watched, tmp_path: Path
) -> None:
    shown = drawn()
    dialogs = opened(page, watched, tmp_path, pyvis_page(shown, title=hostile.TITLE + hostile.CONTROL))
    assert page.locator("h1").inner_text() == hostile.TITLE + hostile.PRINTED
    assert page.title() == hostile.TITLE + hostile.PRINTED
    labels = page.evaluate("() => nodes.get().map((node) => node.label)")
    assert labels == [node["label"] for node in shown["nodes"]]
    for number, node in enumerate(shown["nodes"]):
        at = page.evaluate("(id) => network.canvasToDOM(network.getPositions()[id])", number)
        said = point_at(page, at["x"], at["y"])
        assert hostile.bare(said) == hostile.bare(f"{node['name']}{node['kind']}")
    assert page.locator("body a, body img:not([src^='data:'])").count() == 0
    assert page.evaluate("() => window.stolen") is None and dialogs == []


def test_a_line_says_its_sentence_as_it_is_written(page: Page, watched: Watched, tmp_path: Path) -> None:
    opened(page, watched, tmp_path, pyvis_page(drawn(("Hub", hostile.LINK)), title="Two"))
    middle = """() => {
      const at = Object.values(network.getPositions()).map((place) => network.canvasToDOM(place));
      return { x: (at[0].x + at[1].x) / 2, y: (at[0].y + at[1].y) / 2 };
    }"""
    at = page.evaluate(middle)
    assert hostile.LINK in point_at(page, at["x"], at["y"])


def test_no_name_or_id_stands_in_the_file_as_markup() -> None:
    shown = drawn()
    html = pyvis_page(shown, title=hostile.TITLE)
    assert not [raw for raw in RAW if raw in html]
    assert not [node["id"] for node in shown["nodes"] if node["id"] in html]
    assert "popup.innerHTML" not in html and "\\ue000" not in html.split("new vis.DataSet", 1)[1]


def test_nothing_is_loaded_and_nothing_could_be() -> None:
    html = pyvis_page(drawn(), title="A picture")
    assert not re.findall(r"<(?:link|script|img)\b[^>]*\b(?:href|src)\s*=\s*[\"'](?!data:)", html)
    assert re.findall(r'<meta http-equiv="Content-Security-Policy" content="default-src &#x27;none&#x27;', html)
    assert html.startswith('<!DOCTYPE html>\n<html lang="en">')


def test_the_sources_stand_at_the_foot_as_text() -> None:
    html = pyvis_page(drawn(), title="Sourced", sources=["A list <b>, CC BY-SA 4.0 (share-alike)"])
    assert "<h2>Sources</h2><ul><li>A list &lt;b&gt;, CC BY-SA 4.0 (share-alike)</li></ul></body>" in html
    assert "Sources" not in pyvis_page(drawn(), title="None").split("<body>")[1].split("<script")[0]


def test_things_stand_at_their_places_and_nothing_moves(page: Page, watched: Watched, tmp_path: Path) -> None:
    shown = drawn()
    opened(page, watched, tmp_path, pyvis_page(shown, title="Still"))
    places = page.evaluate("() => network.getPositions()")
    for i, node in enumerate(shown["nodes"]):
        assert abs(places[str(i)]["x"] - node["x"]) <= 1 and abs(places[str(i)]["y"] - node["y"]) <= 1
    page.wait_for_timeout(300)
    assert page.evaluate("() => network.getPositions()") == places


def test_the_whole_graph_is_drawn_with_its_legend(
    explorer: Explorer, page: Page, watched: Watched, tmp_path: Path
) -> None:
    shown = picture(explorer.store.nodes(), explorer.store.relationships())
    html = pyvis_page(shown, title="All")
    assert len(html) < 2_000_000
    opened(page, watched, tmp_path, html)
    assert page.evaluate("() => nodes.length") == len(shown["nodes"])
    assert page.evaluate("() => edges.length") == len(shown["edges"])
    said = page.locator("li").all_inner_texts()
    assert [text.strip() for text in said] == [entry["words"] for entry in shown["legend"]]
    inked = """() => {
      const canvas = document.querySelector('canvas');
      const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
      return data.some((value, i) => i % 4 === 3 && value > 0);
    }"""
    page.wait_for_function(inked)


def test_a_picture_of_nothing_is_a_page_with_its_title(page: Page, watched: Watched, tmp_path: Path) -> None:
    opened(page, watched, tmp_path, pyvis_page(picture([], []), title="Nothing"))
    assert page.locator("h1").inner_text() == "Nothing" and page.locator("li").count() == 0


def test_a_mark_is_said_on_its_line() -> None:
    nodes, links, _ = pictures.crowd(60)
    shown = picture(nodes, links)
    third = sum(edge["marks"] == ["third_party"] for edge in shown["edges"])
    assert third and pyvis_page(shown, title="Marks").count('"label": "\\u25cb"') == third
