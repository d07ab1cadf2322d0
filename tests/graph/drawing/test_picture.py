"""The picture of an answer: its content, its looks, and plain data without markup."""

from __future__ import annotations

import json

import pytest

from graph.drawing.picture import picture, wrapped
from graph.model.records import Node
from graph.model.sentences import sentence, status_of
from graph.stores.base import group_claims
from tests import pictures
from tests.pictures import claim
from tests.worlds import tiny

NAMES = {"leeds": "Leeds", "lille": "Lille", "uk": "United Kingdom", "net": "The Network"}
NODES = [
    Node("leeds", "City", "Leeds"),
    Node("lille", "City", "Lille"),
    Node("net", "Network", "The Network"),
]


def drawn(*claims, **more):  # type: ignore[no-untyped-def]
    return picture(NODES, group_claims(claims), **more)


def only_edge(*claims, **more):  # type: ignore[no-untyped-def]
    (edge,) = drawn(*claims, **more)["edges"]
    return edge


def said(*claims):  # type: ignore[no-untyped-def]
    (relationship,) = group_claims(claims)
    return sentence(relationship, NAMES)


def test_it_is_json_and_the_same_every_time() -> None:
    nodes, relationships, possible = pictures.answer()
    one = picture(nodes, relationships, possible=possible)
    other = picture(nodes[::-1], relationships[::-1], possible=possible)
    assert json.loads(json.dumps(one)) == one == other


def test_every_node_has_shape_colour_word_and_place() -> None:
    world = tiny()
    shown = picture(world.nodes, group_claims(world.claims))
    assert len(shown["nodes"]) == len(world.nodes)
    for node in shown["nodes"]:
        assert node["shape"] in shown["shapes"]
        assert node["colour"].startswith("#")
        assert node["kind"]
        assert isinstance(node["x"], float)


def test_a_pair_is_one_line_with_the_number_of_its_links() -> None:
    edge = only_edge(
        claim("leeds", "TWINNED_WITH", "lille", start="1968"),
        claim("lille", "SUPPORTS", "leeds"),
        claim("leeds", "LOCATED_IN", "lille"),
    )
    assert (edge["count"], edge["marks"]) == (2, ["several"])
    assert len(edge["relationships"]) == len(edge["text"]) == 3


@pytest.mark.parametrize(
    ("statuses", "line"),
    [
        (["planned"], "planned"),
        (["ended"], "past"),
        (["dormant", "ended"], "past"),
        (["ended", "unknown"], "past"),
        (["planned", "active"], "active"),
        (["ended", "active"], "active"),
        (["unknown"], "active"),
    ],
)
def test_the_line_says_the_status(statuses: list[str], line: str) -> None:
    claims = [claim("leeds", "TWINNED_WITH", "lille", status=s, note=str(i)) for i, s in enumerate(statuses)]
    assert only_edge(*claims)["line"] == line
    assert (status_of(group_claims(claims)[0]) == "active") == (statuses[-1] == "active")


def test_links_of_different_status_on_one_line_are_drawn_solid() -> None:
    edge = only_edge(
        claim("leeds", "TWINNED_WITH", "lille", status="ended"),
        claim("leeds", "SUPPORTS", "lille"),
    )
    assert edge["dash"] == []
    assert edge["line"] == "active"


def test_a_possible_link_is_dotted_and_says_so() -> None:
    nodes, relationships, possible = pictures.answer()
    edges = picture(nodes, relationships, possible=possible)["edges"]
    dotted = [edge for edge in edges if edge["line"] == "possible"]
    assert {r for edge in dotted for r in edge["relationships"]} == possible
    assert all("possible, not confirmed" in edge["text"][0] for edge in dotted)


def test_lying_in_a_place_is_background_and_no_link() -> None:
    shown = drawn(claim("leeds", "LOCATED_IN", "lille"))
    assert shown["edges"][0]["line"] == "place"
    assert {node["links"] for node in shown["nodes"]} == {0}


def test_a_third_partys_word_is_marked_only_where_no_party_says_it() -> None:
    third = claim("leeds", "TWINNED_WITH", "lille", asserted_by="third party")
    assert only_edge(third)["marks"] == ["third_party"]
    assert only_edge(third, claim("leeds", "TWINNED_WITH", "lille"))["marks"] == []


def test_a_conflict_is_marked() -> None:
    twinning = claim("leeds", "TWINNED_WITH", "lille")
    edge = only_edge(twinning, conflicts=frozenset({"leeds|TWINNED_WITH|lille"}))
    assert edge["marks"] == ["conflict"]


def test_the_legend_lists_only_what_is_present() -> None:
    nodes, relationships, possible = pictures.answer()
    words = [e["words"] for e in picture(nodes, relationships, possible=possible)["legend"]]
    assert words == ["country", "city", "school", "recorded link", "possible, not confirmed", "located in"]
    assert picture([], [])["legend"] == []


def test_kinds_that_look_alike_share_a_legend_entry() -> None:
    nodes = [Node("a", "Country", "A"), Node("b", "Region", "B")]
    assert [e["words"] for e in picture(nodes, [])["legend"]] == ["country or region"]


def test_nodes_grow_with_their_links_within_a_factor_of_two() -> None:
    nodes, relationships, _ = pictures.crowd()
    sizes = [node["size"] for node in picture(nodes, relationships)["nodes"]]
    assert min(sizes) < max(sizes) <= 2 * min(sizes)


def test_markup_in_names_stays_text() -> None:
    nodes, relationships, _ = pictures.markup()
    shown = picture(nodes, relationships)
    assert {node["name"] for node in shown["nodes"]} == {node.name for node in nodes}
    assert any(pictures.MARKUP in edge["text"][0] for edge in shown["edges"])


def test_a_relationship_with_an_end_that_is_not_shown_is_left_out() -> None:
    assert drawn(claim("leeds", "TWINNED_WITH", "elsewhere"))["edges"] == []


def test_places_can_be_kept_while_a_picture_grows() -> None:
    kept = {"leeds": (5.0, 6.0)}
    shown = drawn(claim("leeds", "TWINNED_WITH", "lille"), fixed=kept, identity="same")
    leeds = next(node for node in shown["nodes"] if node["id"] == "leeds")
    assert (leeds["x"], leeds["y"], shown["id"]) == (5.0, 6.0, "same")


def test_the_source_is_said_with_the_link() -> None:
    edge = only_edge(claim("leeds", "TWINNED_WITH", "lille"), source_of={"page": "A page"}.get)
    assert edge["text"] == ["Leeds is twinned with Lille. Source: A page"]


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"start": "1968"}, "Leeds has been twinned with Lille since 1968"),
        ({"start": "1988/1989"}, "Leeds has been twinned with Lille since 1988/1989"),
        ({"start": "193X", "end": "1990"}, "Leeds is twinned with Lille from the 1930s to 1990"),
        ({"end": "1990", "status": "ended"}, "Leeds is twinned with Lille until 1990 (ended)"),
        ({"start": "2012", "event": "renewed"}, "Leeds is twinned with Lille, renewed 2012"),
        ({"start": "2027", "status": "planned"}, "Leeds is to be twinned with Lille in 2027 (planned)"),
        ({"counterpart": "School"}, "Leeds is twinned with a school in Lille"),
        (
            {"counterpart": "School", "at_least": 3},
            "Leeds is twinned with at least 3 schools in Lille",
        ),
    ],
)
def test_a_link_reads_as_a_sentence(more: dict[str, object], text: str) -> None:
    assert said(claim("leeds", "TWINNED_WITH", "lille", **more)) == text


def test_a_symmetric_link_reads_as_it_was_said() -> None:
    assert said(claim("lille", "TWINNED_WITH", "leeds", counterpart="School")) == (
        "Lille is twinned with a school in Leeds"
    )


def test_dates_that_differ_are_all_said() -> None:
    text = said(
        claim("leeds", "TWINNED_WITH", "lille", start="1970"),
        claim("leeds", "TWINNED_WITH", "lille", start="1968"),
    )
    assert text == "Leeds has been twinned with Lille since 1968 (also given: since 1970)"


def test_a_renewal_is_not_another_start() -> None:
    text = said(
        claim("leeds", "TWINNED_WITH", "lille", start="2012", event="renewed"),
        claim("leeds", "TWINNED_WITH", "lille", start="1968", event="began"),
    )
    assert text == "Leeds has been twinned with Lille since 1968, renewed 2012"


def test_a_visit_happens_on_a_date() -> None:
    assert said(claim("leeds", "VISITED", "lille", start="2018-05")) == ("Leeds visited Lille in May 2018")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Leeds", ["Leeds"]),
        ("Newcastle upon Tyne", ["Newcastle upon", "Tyne"]),
        ("武汉市第一中学国际交流中心", ["武汉市第一中学国际", "交流中心"]),
        ("one two " * 20, ["one two one two", "one two one two", "one two one two…"]),
        ("", [""]),
    ],
)
def test_long_names_are_broken_into_lines(name: str, lines: list[str]) -> None:
    assert wrapped(name, 18).split("\n") == lines
