"""Brokers, groups and shared partners, with results known by hand and from NetworkX."""

from __future__ import annotations

from itertools import combinations
from random import Random

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.brokers import betweenness, brokers
from graph.analysis.communities import APART, communities
from graph.analysis.shared_partners import LIMIT, shared_partners
from graph.model.records import Node
from tests.graph.analysis.worlds import named, pair, two_clusters, world

PAIRS = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1]), max_size=25)


def texts(pairs: set[tuple[int, int]]) -> list[tuple[str, str]]:
    return [(str(a), str(b)) for a, b in pairs]


def graph_of(pairs: set[tuple[int, int]]) -> nx.Graph:
    graph = nx.Graph(texts(pairs))
    graph.add_nodes_from(map(str, range(10)))
    return graph


# ---- betweenness


@given(PAIRS)
@settings(max_examples=150, deadline=None)
def test_betweenness_is_that_of_networkx(pairs: set[tuple[int, int]]) -> None:
    expected = nx.betweenness_centrality(graph_of(pairs), normalized=False)
    assert betweenness(map(str, range(10)), texts(pairs)) == pytest.approx(expected, abs=1e-6)


@given(PAIRS, st.sets(st.integers(0, 9), max_size=5))
@settings(max_examples=150, deadline=None)
def test_no_chain_runs_through_what_is_closed(pairs: set[tuple[int, int]], closed: set[int]) -> None:
    """Count one route at a time: all shortest routes between each pair that avoid barred nodes."""
    graph, barred = graph_of(pairs), set(map(str, closed))
    expected = dict.fromkeys(graph, 0.0)
    for one, other in combinations(graph, 2):
        passable = graph.subgraph((set(graph) - barred) | {one, other})
        if nx.has_path(passable, one, other):
            chains = list(nx.all_shortest_paths(passable, one, other))
            for inner in (i for chain in chains for i in chain[1:-1]):
                expected[inner] += 1 / len(chains)
    assert betweenness(map(str, range(10)), texts(pairs), barred) == pytest.approx(expected, abs=1e-5)


def test_betweenness_of_a_larger_graph_is_that_of_networkx() -> None:
    graph = nx.gnm_random_graph(200, 420, seed=5)
    pairs = [(str(a), str(b)) for a, b in graph.edges]
    expected = {str(i): share for i, share in nx.betweenness_centrality(graph, normalized=False).items()}
    assert betweenness(map(str, graph), pairs) == pytest.approx(expected, abs=1e-5)


# ---- brokers


def test_the_two_ends_of_a_bridge_are_the_brokers() -> None:
    metric = brokers(*two_clusters())
    # c is between a, b on one side and x, y, z on the other: 6 of the 15 pairs of the 6 other nodes.
    assert [(f.name, f.value) for f in metric.rows] == [("c", "6 of 15"), ("x", "6 of 15")]
    assert metric.rows[0].links == ("a|PARTNERED_WITH|c", "b|PARTNERED_WITH|c", "c|PARTNERED_WITH|x")
    assert "Of 15 pairs of other items, linked or not, 6 have their shortest route through c (40%)." in metric.note
    assert "On no such route: 5 of 7 items." in metric.note


def test_two_equal_chains_share_their_pair() -> None:
    square = world(named(*"abcd"), [pair(*e) for e in ("ab", "bc", "cd", "ad")])
    assert [(f.name, f.value) for f in brokers(*square).rows] == [(i, "0.5 of 3") for i in "abcd"]


def test_several_links_between_two_things_are_one_step_and_each_a_door() -> None:
    claims = [pair("a", "b"), pair("b", "c")]
    more = [*claims, *(c.__class__(c.subject, "TWINNED_WITH", c.object, c.source) for c in claims[:1])]
    once, twice = (brokers(*world(named(*"abc"), some)).rows for some in (claims, more))
    assert [f.value for f in once] == [f.value for f in twice] == ["1 of 1"]
    assert len(once[0].links) == 2 and len(twice[0].links) == 3


def test_a_shared_country_joins_no_one_and_a_shared_city_does() -> None:
    schools = named("s", "t", label="School")
    for label, found in (("Country", []), ("Region", []), ("World", []), ("City", ["place"])):
        metric = brokers(*world([*schools, *named("place", label=label)], [pair("s", "place"), pair("t", "place")]))
        assert [f.name for f in metric.rows] == found


def test_an_unnamed_end_is_no_step_unless_another_claim_names_it() -> None:
    things = named("s", "t", "wuhan", label="City")
    vague = [pair("s", "wuhan", counterpart="School"), pair("t", "wuhan", counterpart="School")]
    metric = brokers(*world(things, vague))
    assert metric.rows == () and "No route" in metric.note
    metric = brokers(*world(things, [*vague, pair("s", "wuhan"), pair("t", "wuhan")]))
    assert [f.name for f in metric.rows] == ["wuhan"]


# ---- groups


def test_two_clusters_and_an_island_are_two_groups_and_one_in_none() -> None:
    metric = communities(*two_clusters())
    assert [(f.name, f.value, f.nodes, len(f.links)) for f in metric.rows] == [
        ("around a", "3", ("a", "b", "c"), 3),
        ("around x", "3", ("x", "y", "z"), 3),
        (APART, "1", ("island",), 0),
    ]
    assert "Louvain" in metric.note and "seed 7" in metric.note


def test_a_group_is_named_by_its_best_linked_member() -> None:
    star = world(named("hub", "a", "b", "c"), [pair("hub", i) for i in "abc"])
    assert [(f.name, f.node) for f in communities(*star).rows] == [("around hub", "hub")]


def test_groups_around_things_of_one_name_are_told_apart() -> None:
    nodes = [Node(i, "Club", "Ash") for i in "abcd"]
    names = [f.name for f in communities(*world(nodes, [pair("a", "b"), pair("c", "d")])).rows]
    assert names == ["around Ash (a)", "around Ash (c)"]


# ---- shared partners


def test_partners_are_shared_by_things_of_one_kind_only() -> None:
    nodes = [*named("leeds", "lille", label="City"), *named("school", label="School"), *named("n", "m")]
    claims = [pair(i, "n") for i in ("leeds", "lille", "school")] + [pair("leeds", "m"), pair("lille", "m")]
    metric = shared_partners(*world(nodes, [*claims, pair("leeds", "lille")]))
    found = [(f.name, f.other, f.value, f.nodes) for f in metric.rows]
    # n and m share Leeds and Lille the other way round
    assert found == [("leeds", "lille", "2", ("m", "n")), ("m", "n", "2", ("leeds", "lille"))]
    assert metric.rows[0].links == (
        "leeds|PARTNERED_WITH|m", "leeds|PARTNERED_WITH|n", "lille|PARTNERED_WITH|m", "lille|PARTNERED_WITH|n",
    )  # fmt: skip


def test_a_city_and_a_country_are_not_of_one_kind() -> None:
    nodes = [*named("brno", label="City"), *named("cn", label="Country"), *named("n")]
    assert shared_partners(*world(nodes, [pair("brno", "n"), pair("cn", "n")])).rows == ()


def test_a_country_that_both_have_a_link_with_is_no_shared_partner() -> None:
    nodes = [*named("leeds", "lille", label="City"), *named("cn", label="Country"), *named("n")]
    claims = [pair(city, other) for city in ("leeds", "lille") for other in ("cn", "n")]
    assert [(f.value, f.nodes) for f in shared_partners(*world(nodes, claims)).rows] == [("1", ("n",))]


def test_only_the_first_fifty_pairs_are_listed_and_the_note_says_of_how_many() -> None:
    clubs = named(*(f"c{i:02}" for i in range(12)), label="Club")
    metric = shared_partners(*world([*clubs, *named("n")], [pair(c.id, "n") for c in clubs]))
    assert len(metric.rows) == LIMIT and "The first 50 of 66 pairs are listed." in metric.note
    assert (metric.rows[0].name, metric.rows[0].other) == ("c00", "c01")


@given(PAIRS)
@settings(max_examples=60, deadline=None)
def test_shared_partners_are_the_neighbours_that_both_have(pairs: set[tuple[int, int]]) -> None:
    clubs = named(*map(str, range(10)), label="Club")
    graph = graph_of(pairs)
    shared = {(a, b): set(nx.common_neighbors(graph, a, b)) for a, b in combinations(sorted(graph), 2)}
    figures = shared_partners(*world(clubs, [pair(*p) for p in texts(pairs)])).rows
    found = {(f.node, f.other_node): set(f.nodes) for f in figures}
    best = sorted((p for p in shared if shared[p]), key=lambda p: (-len(shared[p]), p))[:LIMIT]
    assert list(found) == best and all(found[p] == shared[p] for p in best)


def test_a_crowd_of_a_thousand_is_measured() -> None:
    chance = Random(3)
    ids = [f"n{i:04}" for i in range(1000)]
    claims = [pair(*chance.sample(ids, 2)) for _ in range(2000)]
    made = world(named(*ids), claims)
    assert len(brokers(*made).rows) > 500
    assert sum(int(f.value) for f in communities(*made).rows) == 1000
