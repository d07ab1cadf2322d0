"""The printed map: readable names, a note for everything missing, plain text, and nothing from the network."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from graph.answers.explorer import Explorer
from graph.drawing.svg.labels import node_box
from graph.explore.explorations import ViewService
from graph.explore.view import Start, View
from graph.model.records import Node
from graph.worldmap.map_svg import seen
from graph.worldmap.page_svg import map_svg
from graph.worldmap.positions import LEVELS
from graph.worldmap.world_map import FRAMES, world_map
from tests import pictures, worlds
from tests.graph.drawing.svg.test_document import TEXTS, overlap, tags, words
from tests.graph.explore.visible import catalogue_of, shown_of

MADE = date(2026, 7, 30)
DRAWN = {"svg", "title", "rect", "g", "path", "circle", "text", "line"}


def curated(explorer: Explorer, *ids: str) -> dict[str, Any]:
    service = ViewService(explorer)
    shown = service.show(View(Start("things", ids)) if ids else View())
    return world_map(shown, explorer.catalogue, conflicts=service.conflicts())


def of_nodes(*nodes: Node) -> dict[str, Any]:
    records = worlds.records(list(nodes), [])
    return world_map(shown_of(records), catalogue_of(records))


def page(data: dict[str, Any], **more: Any) -> ElementTree.Element:
    given = {"title": "A map", "made": MADE, "sources": ["A page, A council"]} | more
    return ElementTree.fromstring(map_svg(data, **given))  # noqa: S314 - our own file


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("level", LEVELS)
def test_no_name_covers_another_or_a_dot_or_leaves_the_frame(explorer: Explorer, frame: str, level: str) -> None:
    view = seen(curated(explorer), frame, level, 1520, 940)
    assert not [pair for pair in combinations(view.labels.values(), 2) if overlap(*pair)]
    dots = [node_box(one) for one in view.dots]
    assert not [box for box in view.labels.values() for one in dots if overlap(box, one)]
    assert all(b[0] >= 0 and b[1] >= 0 and b[2] <= view.width and b[3] <= view.height for b in view.labels.values())
    assert view.labels


def test_every_thing_that_is_not_drawn_is_named(explorer: Explorer) -> None:
    data = curated(explorer)
    for frame in FRAMES:
        said = " ".join(words(page(data, frame=frame)))
        view = seen(data, frame, "auto", 1520, 1520 * 0.62)
        for name in [*(one["name"] for one in data["missing"]), *(one["name"] for one in view.outside)]:
            assert name in said
        assert f"{len(data['apart'])} links have an end that is not on the map" in said


def test_the_legend_lists_just_what_is_drawn(explorer: Explorer) -> None:
    data = curated(explorer, "geonames:2644688")
    said = words(page(data, level="city", frame="europe"))
    assert {"continent or country", "city or district", "recorded link"} <= set(said)
    assert not {"school", "university", "located in"} & set(said)
    assert "university" in words(page(data, level="thing"))


def test_title_day_sources_and_the_land_are_named(explorer: Explorer) -> None:
    said = words(page(curated(explorer), title="Leeds in the world"))
    assert said[0] == "Leeds in the world" and "Made on 30 July 2026" in said
    assert said[-2:] == ["A page, A council", "Land: Natural Earth, public domain."]


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS, TEXTS, st.integers(1, 2000))
def test_any_text_is_text_and_never_markup(title: str, name: str, missing: str, width: int) -> None:
    data = of_nodes(Node("a", "City", name, latitude=50.0, longitude=8.0), Node("b", "City", missing))
    assert set(tags(page(data, title=title, sources=[name], width=width))) <= DRAWN


def test_markup_in_a_name_is_shown_as_it_is_written() -> None:
    point = {"latitude": 50.0, "longitude": 8.0}
    root = page(of_nodes(Node("a", "City", pictures.MARKUP, **point), Node("b", "Club", pictures.IMAGE)))
    said = "".join(words(root))
    assert pictures.MARKUP.replace(" ", "") in said.replace(" ", "")
    assert pictures.IMAGE in said


def test_nothing_runs_and_nothing_comes_from_elsewhere(explorer: Explorer) -> None:
    root = page(curated(explorer))
    attributes = {(name, value) for one in root.iter() for name, value in one.attrib.items()}
    assert not [name for name, _ in attributes if name.startswith("on") or "href" in name or name == "style"]
    assert not [value for _, value in attributes if "url(" in value or "//" in value]


def test_an_empty_map_says_so() -> None:
    assert "Nothing in this frame has coordinates." in words(page(of_nodes()))


def test_the_same_map_gives_the_same_page(explorer: Explorer) -> None:
    one, other = (map_svg(curated(explorer), title="A", made=MADE, sources=[]) for _ in range(2))
    assert one == other


def test_a_browser_draws_all_text_of_the_map_within_the_page(browser: Browser, explorer: Explorer) -> None:
    tab = browser.new_page()
    tab.set_content(f"<body style='margin: 0'>{map_svg(curated(explorer), title='W' * 90, made=MADE, sources=['A'])}")
    beyond = tab.evaluate(
        """() => {
            const page = document.querySelector('svg').getBoundingClientRect();
            const texts = [...document.querySelectorAll('svg text')];
            return texts.map((one) => [one.textContent, one.getBoundingClientRect()])
                .filter(([, b]) => b.left < 0 || b.top < 0 || b.right > page.width || b.bottom > page.height)
                .map(([text]) => text);
        }"""
    )
    count = tab.locator("svg text").count()
    tab.close()
    assert count > 20
    assert beyond == []
