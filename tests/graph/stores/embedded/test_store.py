"""The embedded store finds the same relationships and paths as a search of the plain records."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.columns.claims import claim_columns
from graph.model.errors import StoreError
from graph.model.records import Claim, Node, NodeFilter, Records
from graph.stores import paths
from graph.stores.base import group_claims
from graph.stores.embedded import adjacency as column_graph
from graph.stores.embedded import paths as column_paths
from graph.stores.embedded.store import EmbeddedStore
from tests import worlds

NAMES = [f"n{i}" for i in range(8)]
some = st.sets(st.sampled_from(NAMES), max_size=3)
quietly = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(params=[0, 1_000_000], ids=["by-neighbours", "by-masks"])
def store(request, monkeypatch) -> EmbeddedStore:
    """A store that always uses the same one of its two ways to find relationships."""
    monkeypatch.setattr(column_graph, "SCAN_RATIO", request.param)
    monkeypatch.setattr(column_paths, "FEW", 0)
    return EmbeddedStore()


@quietly
@given(worlds.graphs(), some, some)
def test_relationships_are_those_of_the_claims(store, world, near, far):
    store.load(world)
    every = group_claims(world.claims)
    found = store.relationships(NodeFilter(ids=frozenset(near)), NodeFilter(ids=frozenset(far)))
    assert store.relationships() == every
    assert found == tuple(r for r in every if (r.start in near and r.end in far) or (r.end in near and r.start in far))


@quietly
@given(worlds.graphs(), some, some, st.integers(1, 4), st.integers(1, 6), st.sampled_from([(), ("City",)]))
def test_paths_are_those_of_the_plain_walk(store, world, starts, ends, hops, limit, avoid_labels):
    store.load(world)
    labels = {node.id: node.label for node in world.nodes}
    adjacency = paths.adjacency_of(group_claims(world.claims))
    for types in (worlds.LINKS, ("LOCATED_IN", "MEMBER_OF")):
        ours = store.find_paths(starts, ends, types, max_hops=hops, limit=limit, avoid_labels=avoid_labels)
        plain = paths.find_paths(adjacency, starts, ends, types, hops, limit, lambda n: labels[n] not in avoid_labels)
        assert ours == plain


def test_relationships_stand_in_the_order_of_their_ids_where_one_id_begins_another():
    names = ["x", "x1", "x12", "x-", "x~", "武"]
    claims = [Claim(a, kind, b, "page") for a in names for b in names for kind in ("PART_OF", "SUPPORTS") if a != b]
    store = EmbeddedStore()
    store.load(worlds.records([Node(name, "Club", name) for name in names], claims))
    found = [r.id for r in store.relationships()]
    assert found == sorted(found) and len(found) == 60


def test_nodes_and_claims_may_come_in_any_order_and_as_columns():
    world = worlds.tiny()
    plain, turned = EmbeddedStore(), EmbeddedStore()
    plain.load(world)
    turned.load(Records(world.nodes[::-1], claim_columns(world.claims[::-1]), world.sources[::-1]))
    assert (turned.nodes(), turned.claims(), turned.sources()) == (plain.nodes(), plain.claims(), plain.sources())
    assert turned.load(world).added == 0


def test_a_claim_about_something_that_is_no_node_is_kept_and_stands_in_no_place():
    store = EmbeddedStore()
    claims = [Claim("a", "LOCATED_IN", "b", "page"), Claim("a", "VISITED", "beyond", "page")]
    store.load(worlds.records([Node("a", "City", "Aford"), Node("b", "Country", "Burg")], claims))
    assert {r.end for r in store.relationships(NodeFilter(within=frozenset("b")))} == {"b", "beyond"}
    assert store.relationships(NodeFilter(ids=frozenset(["beyond"]))) == ()


def test_networkx_gets_every_node_and_claim():
    world = worlds.tiny()
    store = EmbeddedStore()
    store.load(world)
    graph = store.graph
    assert {id: held["node"] for id, held in graph.nodes(data=True)} == {node.id: node for node in world.nodes}
    assert {key: claim for _, _, key, claim in graph.edges(keys=True, data="claim")} == {c.id: c for c in world.claims}
    assert graph.has_edge("hangzhou", "leeds") and not graph.has_edge("leeds", "hangzhou")


def test_ties_leave_out_what_is_no_node():
    world = worlds.tiny()
    store = EmbeddedStore()
    store.load(replace(world, nodes=tuple(node for node in world.nodes if node.id != "old-met")))
    number = {node.id: at for at, node in enumerate(store.nodes())}
    assert [len(ends) for ends in store.pair_indexes("SUCCEEDED_BY", number)] == [0, 0]


def test_only_the_last_loads_are_held_for_undoing():
    store = EmbeddedStore()
    for name in "abcde":
        store.load(Records((Node(name, "City", name),), (), ()))
    assert [(store.undo().number, store.nodes()[0].id) for _ in range(2)] == [(4, "d"), (3, "c")]
    with pytest.raises(StoreError, match="no load to undo"):
        store.undo()
