"""A picture as SVG: complete, readable, in plain text, and without anything from the network."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from graph.answers.explorer import Explorer
from graph.drawing.picture import picture
from graph.drawing.svg.document import svg
from graph.drawing.svg.labels import node_box
from graph.drawing.svg.picture import plan
from graph.drawing.svg.text_metrics import lines_within, width_of
from graph.model.records import Node
from graph.stores.base import group_claims
from tests import pictures, worlds

MADE = date(2026, 7, 30)
NAMESPACE = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "title", "rect", "g", "path", "line", "circle", "text"}
TEXTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from([pictures.MARKUP, "武汉市" * 40, "a\x00b\x0b\x1f", "half \ud83d", "]]>", "\n\r\t", "x" * 300]),
)


def drawn(drawing: pictures.Drawing) -> dict[str, Any]:
    nodes, relationships, possible = drawing
    return picture(nodes, relationships, possible=possible)


def page(shown: dict[str, Any], **more: Any) -> ElementTree.Element:
    given = {"title": "A picture", "made": MADE, "sources": ["A page, A council"]} | more
    return ElementTree.fromstring(svg(shown, **given))  # noqa: S314 - our own file


def tags(root: ElementTree.Element) -> list[str]:
    return [one.tag.removeprefix(NAMESPACE) for one in root.iter()]


def words(root: ElementTree.Element) -> list[str]:
    """Every visible line of text, without the halos of names."""
    hidden = {one for group in root.iter() if group.get("aria-hidden") for one in group.iter()}
    return [one.text or "" for one in root.iter(f"{NAMESPACE}text") if one not in hidden]


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


@pytest.mark.parametrize("count", [20, 150, 400, 1600])
def test_no_name_covers_another_or_a_node_and_those_left_out_are_counted(count: int) -> None:
    shown = drawn(pictures.crowd(count))
    labels = plan(shown).labels
    assert not [pair for pair in combinations(labels.values(), 2) if overlap(*pair)]
    nodes = [node_box(node) for node in shown["nodes"]]
    assert not [box for box in labels.values() for node in nodes if overlap(box, node)]
    said = [text for text in words(page(shown)) if "left out" in text]
    left_out = len(shown["nodes"]) - len(labels)
    assert [int(text.split()[0]) for text in said] == ([left_out] if left_out else [])


def test_a_name_left_out_would_cover_something_wherever_it_stood() -> None:
    nodes = [Node(f"n{i}", "City", f"City {i}") for i in range(9)]
    fixed = {f"n{i}": (25.0 * (i % 3), 25.0 * (i // 3)) for i in range(9)}
    crowded = picture(nodes, (), fixed=fixed)
    assert "n4" not in plan(crowded).labels  # the middle one
    assert re.search(r"\b[1-8] names left out, because there is no space", " ".join(words(page(crowded))))
    assert len(plan(picture(nodes, ())).labels) == 9


def test_every_name_of_the_curated_graph_has_room(explorer: Explorer) -> None:
    shown = picture(explorer.store.nodes(), explorer.store.relationships())
    assert plan(shown).labels.keys() == {node["id"] for node in shown["nodes"]}
    root = page(shown)
    assert not [text for text in words(root) if "left out" in text]
    assert {line for node in shown["nodes"] for line in node["label"].split("\n")} <= set(words(root))


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.lists(TEXTS, max_size=3), TEXTS, st.integers(1, 2000))
def test_any_text_is_text_and_stays_on_the_page(title: str, sources: list[str], name: str, width: int) -> None:
    nodes = [Node("a", "City", name), Node("b", "City", "B")]
    root = page(picture(nodes, ()), title=title, sources=sources, width=width)
    assert set(tags(root)) <= DRAWN
    right, bottom = (float(part) for part in root.attrib["viewBox"].split()[2:])
    for one in root.findall(f"{NAMESPACE}text"):  # those outside the picture, which has a scale of its own
        size, bold = float(one.attrib["font-size"]), "font-weight" in one.attrib
        if "text-anchor" not in one.attrib:
            assert float(one.attrib["x"]) + width_of(one.text or "", size, bold=bold) <= right
        assert size <= float(one.attrib["y"]) < bottom - 0.25 * size


def test_markup_in_a_name_is_shown_as_it_is_written() -> None:
    root = page(drawn(pictures.markup()), title=pictures.MARKUP, sources=[pictures.IMAGE])
    assert set(tags(root)) <= DRAWN
    said = "".join(words(root))
    assert [part for part in (pictures.MARKUP, pictures.IMAGE, "</p>Plain") if part not in said] == []
    assert root.findtext(f"{NAMESPACE}title") == pictures.MARKUP


def test_nothing_runs_and_nothing_comes_from_elsewhere() -> None:
    root = page(drawn(pictures.crowd(60)))
    attributes = {(name, value) for one in root.iter() for name, value in one.attrib.items()}
    assert not [name for name, _ in attributes if name.startswith("on") or "href" in name or name == "style"]
    assert not [value for _, value in attributes if "url(" in value or "//" in value]


def test_title_day_and_sources_stand_on_the_page_in_order() -> None:
    sources = ["GeoNames, CC BY 4.0", "A page, A council"]
    said = words(page(drawn(pictures.answer()), title="Schools and Wuhan", sources=sources))
    assert said[:2] == ["Schools and Wuhan", "Made on 30 July 2026"]
    assert said[-3:] == ["Sources", *sources]


def test_a_long_source_is_wrapped_and_all_of_it_there() -> None:
    source = "A very long title of a page that nobody could set on one line " * 9 + "https://example.org/" + "a" * 300
    said = words(page(drawn(pictures.answer()), sources=[source], width=600))
    assert "".join(said[said.index("Sources") + 1 :]).replace(" ", "") == source.replace(" ", "")


def test_the_legend_lists_just_what_is_in_the_picture() -> None:
    said = words(page(drawn(pictures.answer()), sources=[]))
    looks = ["country", "city", "school"]
    assert said[said.index("country") :] == [*looks, "recorded link", "possible, not confirmed", "located in"]


def test_the_legend_leaves_out_what_is_switched_off() -> None:
    shown = drawn(pictures.answer())
    off = drawn(pictures.crowd(60))["legend"]
    assert {entry["kind"] for entry in off} == {"node", "line", "mark"}
    more = shown | {"legend": [*shown["legend"], *(entry for entry in off if entry not in shown["legend"])]}
    assert words(page(more)) == words(page(shown))


def test_parallel_links_are_one_line_with_their_number_and_a_dispute_has_its_sign() -> None:
    nodes = [Node("leeds", "City", "Leeds"), Node("lille", "City", "Lille")]
    claims = [pictures.claim("leeds", kind, "lille") for kind in ("TWINNED_WITH", "PARTNERED_WITH", "SUPPORTS")]
    shown = picture(nodes, group_claims(claims), conflicts=frozenset(["leeds|TWINNED_WITH|lille"]))
    root = page(shown)
    (inner,) = [one for one in root.findall(f"{NAMESPACE}g") if one.find(f"{NAMESPACE}line") is not None]
    assert len(inner.findall(f"{NAMESPACE}line")) == 1
    assert {"3", "≠"} <= {one.text for one in inner.findall(f"{NAMESPACE}text")}
    assert len(inner.findall(f"{NAMESPACE}circle")) == 2


def test_what_is_possible_is_dotted_and_what_is_planned_dashed() -> None:
    world = worlds.tiny()
    links = group_claims(c for c in world.claims if c.type in worlds.LINKS)
    unsure = frozenset(["c-school|PARTNERED_WITH|cn", "c-school|VISITED|cn"])
    root = page(picture(world.nodes, links, possible=unsure))
    dashes = {one.get("stroke-dasharray") for one in root.iter(f"{NAMESPACE}line")}
    assert {None, "2 6"} <= dashes
    planned = group_claims([pictures.claim("leeds", "TWINNED_WITH", "siegen", status="planned")])
    lines = page(picture(world.nodes, planned)).iter(f"{NAMESPACE}line")
    assert [one.get("stroke-dasharray") for one in lines] == ["9 6", "9 6"]  # the link and its sign in the legend


def test_a_mark_is_covered_by_no_node_where_its_line_has_room() -> None:
    nodes = [Node("a", "City", "A"), Node("b", "City", "B"), Node("c", "City", "C")]
    claims = [pictures.claim("a", "TWINNED_WITH", "b", asserted_by="third party")]
    fixed = {"a": (0.0, 0.0), "b": (600.0, 0.0), "c": (300.0, 0.0)}
    (mark,) = plan(picture(nodes, group_claims(claims), fixed=fixed)).marks
    assert not [one for one in picture(nodes, (), fixed=fixed)["nodes"] if overlap(mark.box, node_box(one))]
    fixed["c"] = (300.0, 400.0)
    (mark,) = plan(picture(nodes, group_claims(claims), fixed=fixed)).marks
    assert (mark.x, mark.y) == (300.0, 0.0)


def test_nothing_shown_is_said() -> None:
    assert "Nothing is shown" in words(page(picture([], [])))


def test_a_picture_that_needs_more_makes_the_page_wider_and_no_name_smaller() -> None:
    small, large = drawn(pictures.answer()), drawn(pictures.crowd(150))
    assert page(small, width=1000).get("width") == "1000"
    root = page(large, width=1000)
    assert float(root.attrib["width"]) > 1000
    (inner,) = [one for one in root.findall(f"{NAMESPACE}g") if one.find(f"{NAMESPACE}line") is not None]
    assert inner.attrib["transform"].endswith("scale(1.0000)")


def test_the_same_picture_gives_the_same_page() -> None:
    shown = drawn(pictures.crowd(40))
    first, second = (svg(shown, title="A", made=MADE, sources=[]) for _ in range(2))
    assert first == second


@given(st.text(max_size=80), st.floats(20, 400))
def test_lines_hold_every_letter_and_fit(text: str, room: float) -> None:
    lines = lines_within(text, 14, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width_of(line, 14) <= room for line in lines)


def test_a_browser_draws_no_part_beyond_the_page(browser: Browser, explorer: Explorer) -> None:
    store = explorer.store
    whole = svg(
        picture(store.nodes(), store.relationships()),
        title="武汉市 and " + "MMMM WWWW " * 30,
        made=MADE,
        sources=["W" * 400, "@" * 300, "A page"],
    )
    tab = browser.new_page()
    tab.set_content(f"<body style='margin: 0'>{whole}")
    beyond = tab.evaluate(
        """() => {
            const svg = document.querySelector('svg').getBoundingClientRect();
            return [...document.querySelectorAll('svg text, svg path, svg circle, svg line')]
                .map((part) => [part.textContent, part.getBoundingClientRect()])
                .filter(([, b]) => b.left < 0 || b.top < 0 || b.right > svg.width || b.bottom > svg.height)
                .map(([text]) => text);
        }"""
    )
    count = tab.locator("svg text").count()
    tab.close()
    assert count > 2 * len(store.nodes())
    assert beyond == []
