"""GraphML and GEXF hold what is shown, read back unchanged, and have the notices of their sources."""

from __future__ import annotations

import io
import json
import re
from dataclasses import fields, replace
from datetime import date
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.answers.records.source_usage import attribution
from graph.explore.visible import VisibleGraph
from graph.export.graph_files import gexf, graphml
from graph.model.records import Claim, Node, Records, Source
from tests import worlds
from tests.graph.explore.visible import catalogue_of, shown_of

MADE = date(2026, 7, 30)
HOSTILE = (
    '<script>alert("x")</script>',
    "]]></data><node id='n1'/>",
    "&amp; &#0; &lt;",
    "a\x00b\x1fc\x7f\x85",
    "half \ud83d of a pair \udc00",
    "noncharacters \ufffe\uffff",
    "line\nline\r\nline\rtab\t",
    "  blanks  ",
    "\n",
    "=cmd|' /C calc'!A0",
    "武汉市 🏙 Brnó שלום",
    "\"double\" and 'single'",
    "1234567890123456",
    "true",
    "None",
)
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=12))
# A claim with an unpaired surrogate can't be built; a node can.
SAID = st.one_of(st.sampled_from([text for text in HOSTILE if "\ud83d" not in text]), st.text(max_size=12))
# Fields whose attribute has another name, in both formats and in GEXF alone, as the docstring of graph_files lists.
NODE_NAMES = {"label": "node_label"}
CLAIM_NAMES = {"id": "claim", "source": "source_id"}
GEXF_NAMES = CLAIM_NAMES | {"type": "relationship_type", "start": "start_date", "end": "end_date"}


def carried(value: object) -> object:
    """Return a value as XML 1.0 can hold it: its texts without forbidden characters."""
    if isinstance(value, (tuple, list)):
        return [carried(one) for one in value]
    return (
        re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", value)
        if isinstance(value, str)
        else value
    )


def from_graphml(file: bytes) -> Any:
    return nx.read_graphml(io.BytesIO(file), edge_key_type=str, force_multigraph=True)


def from_gexf(file: bytes) -> Any:
    return nx.read_gexf(io.BytesIO(file))


def assert_says(data: dict[str, Any], record: Node | Claim, names: dict[str, str], left_out: set[str]) -> None:
    """Check that each field of the record is an attribute, or is empty and absent."""
    for name in {f.name for f in fields(record)} - left_out:
        value, given = getattr(record, name), data.get(names.get(name, name))
        if value in ("", None, ()):
            assert given is None, name
        elif isinstance(value, tuple):
            assert carried(json.loads(given)) == carried(value), name
        else:
            assert given == carried(value), name


def assert_reads_back(shown: VisibleGraph, read: Any, claim_names: dict[str, str]) -> None:
    assert read.is_directed()
    assert set(read.nodes) == {carried(node.id) for node in shown.nodes}
    for node in shown.nodes:
        data = read.nodes[carried(node.id)]
        assert_says(data, node, NODE_NAMES, {"id"})
        assert data["label"] == carried(node.name or node.id)
        assert (data["x"], data["y"]) == shown.positions[node.id]
    edges = {data["claim"]: (start, end, data) for start, end, data in read.edges(data=True)}
    assert read.number_of_edges() == len(edges)
    levels: dict[str, tuple[object, ...]] = {
        c.id: (link.certainty, link.reach, link.is_dated) for link in shown.links for c in link.claims
    }
    claims = [c for r in (*shown.relationships, *shown.locations) for c in r.claims]
    assert edges.keys() == {c.id for c in claims}
    for said in claims:
        start, end, data = edges[said.id]
        assert (start, end) == (carried(said.subject), carried(said.object))
        assert_says(data, said, claim_names, {"subject", "object"})
        given = tuple(data.get(name) for name in ("certainty", "reach", "dated"))
        assert given == levels.get(said.id, (None, None, None))


@st.composite
def hostile_records(draw: st.DrawFn) -> Records:
    """Return random worlds in which nodes and claims have arbitrary texts."""
    world = draw(worlds.graphs())
    nodes = [
        Node(
            node.id,
            node.label,
            draw(TEXTS),
            aliases=tuple(draw(st.lists(TEXTS, max_size=2))),
            kind=draw(TEXTS),
            latitude=draw(st.one_of(st.none(), st.integers(-90, 90), st.floats(-90, 90))),
            note=draw(TEXTS),
            properties=draw(st.sampled_from([(), (("a", 1), ("b", True), ("c", 2.5), ("d", HOSTILE[0]))])),
        )
        for node in world.nodes
    ]
    claims = [
        replace(
            said,
            locator=draw(SAID),
            note=draw(SAID),
            counts=tuple(draw(st.lists(SAID, max_size=2))),
            at_least=draw(st.sampled_from([None, 0, 1, 12])),
            end=draw(st.sampled_from(["", "2001", "1988/1989"])),
        )
        for said in world.claims
    ]
    sources = [replace(source, title=draw(TEXTS), url=draw(TEXTS)) for source in world.sources]
    return replace(worlds.records(nodes, claims), sources=tuple(sources))


@settings(max_examples=60, deadline=None)
@given(hostile_records(), TEXTS)
def test_any_graph_reads_back_the_same_from_graphml(records: Records, title: str) -> None:
    shown = shown_of(records, title=title)
    read = from_graphml(graphml(shown, catalogue_of(records), created=MADE))
    assert_reads_back(shown, read, CLAIM_NAMES)
    assert {key for *_, key in read.edges(keys=True)} == {data["claim"] for *_, data in read.edges(data=True)}
    assert read.graph.get("title", "") == carried(title)


@settings(max_examples=60, deadline=None)
@given(hostile_records(), TEXTS)
def test_any_graph_reads_back_the_same_from_gexf(records: Records, title: str) -> None:
    shown = shown_of(records, title=title)
    read = from_gexf(gexf(shown, catalogue_of(records), created=MADE))
    assert_reads_back(shown, read, GEXF_NAMES)
    assert read.graph.get("name", "") == carried(title)
    assert {data["id"] for *_, data in read.edges(data=True)} == {data["claim"] for *_, data in read.edges(data=True)}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_id_is_still_one_node_with_its_claims(text: str) -> None:
    claims = [] if "\ud83d" in text else [worlds.claim(text, "TWINNED_WITH", "b")]
    records = worlds.records([Node(text, "City", text), Node("b", "City", "B")], claims)
    shown, catalogue = shown_of(records), catalogue_of(records)
    assert_reads_back(shown, from_graphml(graphml(shown, catalogue)), CLAIM_NAMES)
    assert_reads_back(shown, from_gexf(gexf(shown, catalogue)), GEXF_NAMES)


def test_parallel_claims_are_edges_of_their_own_and_bear_their_source() -> None:
    world = worlds.tiny()
    shown = shown_of(world)
    for read in (from_graphml(graphml(shown, catalogue_of(world))), from_gexf(gexf(shown, catalogue_of(world)))):
        pair = list(read.get_edge_data("newcastle", "wuhan").values())
        assert {data["source_title"] for data in pair} == {"A page", "Another page"}
        assert {data.get("source_licence") for data in pair} == {"all rights reserved", None}


def test_a_possible_link_says_so_on_each_of_its_claims() -> None:
    world = worlds.tiny()
    shown = shown_of(world, possible=["c-school|PARTNERED_WITH|cn"])
    read = from_graphml(graphml(shown, catalogue_of(world)))
    levels = {data["type"]: (data["certainty"], data["reach"]) for data in read["c-school"]["cn"].values()}
    assert levels == {"PARTNERED_WITH": ("possible", "through the city"), "VISITED": ("confirmed", "direct")}


def test_a_link_of_a_comparison_says_its_side() -> None:
    world = worlds.tiny()
    shown = shown_of(world)
    first, *rest = shown.links
    shown = replace(shown, links=(replace(first, group="Leeds & Lille"), *rest))
    mine = {claim.id for claim in first.claims}
    for read in (from_graphml(graphml(shown, catalogue_of(world))), from_gexf(gexf(shown, catalogue_of(world)))):
        groups = {data["claim"]: data.get("group") for *_, data in read.edges(data=True)}
        assert {claim for claim, group in groups.items() if group} == mine
        assert {groups[claim] for claim in mine} == {"Leeds & Lille"}


def test_the_notices_the_day_and_the_title_go_with_each_file() -> None:
    world = worlds.tiny()
    licensed = Source("page", "document", "A page", licence="CC BY-SA 4.0", url="https://example.org/?a=1&b=2")
    world = replace(world, sources=(worlds.OTHER, licensed))
    shown, catalogue = shown_of(world), catalogue_of(world)
    whole = from_graphml(graphml(shown, catalogue, created=MADE)).graph
    notices = attribution(list(world.sources))
    assert "Share-alike" in notices
    assert (whole["title"], whole["made"], whole["attribution"]) == ("All that is recorded", "2026-07-30", notices)
    meta = nx.readwrite.gexf.ElementTree(file=io.BytesIO(gexf(shown, catalogue, created=MADE))).getroot()[0]
    assert meta.get("lastmodifieddate") == "2026-07-30"
    assert [child.text for child in meta if child.tag.endswith("description")] == [notices]


def test_a_source_that_nothing_shown_rests_on_is_not_named() -> None:
    world = worlds.tiny()
    mine = replace(world, claims=tuple(c for c in world.claims if c.source == "page"))
    whole = from_graphml(graphml(shown_of(mine), catalogue_of(world))).graph
    assert "A page" in whole["attribution"] and "Another page" not in whole["attribution"]


def test_gexf_is_static_and_stands_the_same_way_up() -> None:
    world = worlds.tiny()
    shown = shown_of(world)
    read = from_gexf(gexf(shown, catalogue_of(world)))
    assert read.graph["mode"] == "static"  # the dates of a claim are not a timeline of the format
    for node, (x, y) in shown.positions.items():
        assert read.nodes[node]["viz"]["position"] == {"x": x, "y": -y, "z": 0.0}


def test_nothing_shown_is_an_empty_graph() -> None:
    nothing, catalogue = shown_of(Records((), (), ())), catalogue_of(worlds.tiny())
    assert len(from_graphml(graphml(nothing, catalogue))) == len(from_gexf(gexf(nothing, catalogue))) == 0


def test_the_same_view_gives_the_same_bytes() -> None:
    world = worlds.tiny()
    for write in (graphml, gexf):
        first, second = (write(shown_of(world), catalogue_of(world), created=MADE) for _ in range(2))
        assert first == second
