"""A path is a sequence of distinct nodes in either direction. Paths are sorted by hops and then by ids."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model.errors import StoreError
from graph.stores.embedded.store import EmbeddedStore
from tests import worlds

NAMES = [f"n{i}" for i in range(8)]


def test_shortest_first_then_by_ids(store):
    store.load(worlds.tiny())
    found = store.find_paths({"leeds"}, {"wuhan"}, worlds.LINKS)
    assert [p.nodes for p in found] == [("leeds", "network", "newcastle", "wuhan")]


def test_parallel_relationships_stand_together_on_the_hop(store):
    store.load(worlds.tiny())
    (path,) = store.find_paths({"leeds"}, {"siegen"}, worlds.LINKS)
    (hop,) = path.hops
    assert [r.type for r in hop.relationships] == ["PARTNERED_WITH", "TWINNED_WITH"]


def test_several_starts_and_ends(store):
    store.load(worlds.tiny())
    found = store.find_paths({"a-school", "b-school"}, {"wuhan", "hangzhou"}, worlds.LINKS, max_hops=1)
    assert [p.nodes for p in found] == [("a-school", "wuhan"), ("b-school", "wuhan")]


def test_a_thing_has_no_path_to_itself_and_none_to_strangers(store):
    store.load(worlds.tiny())
    assert store.find_paths({"leeds"}, {"leeds"}, worlds.LINKS) == ()
    assert store.find_paths({"leeds"}, {"nobody"}, worlds.LINKS) == ()
    assert store.find_paths({"leeds"}, {"island"}, worlds.LINKS) == ()


def test_a_limit_cuts_after_the_order_is_made(store):
    store.load(worlds.tiny())
    every = store.find_paths({"a-school"}, {"leeds"}, worlds.LINKS)
    assert store.find_paths({"a-school"}, {"leeds"}, worlds.LINKS, limit=1) == every[:1]


def test_nodes_to_go_around_stand_inside_no_path_but_may_end_one(store):
    store.load(worlds.tiny())
    assert store.find_paths({"leeds"}, {"wuhan"}, worlds.LINKS, avoid_labels=("Network",)) == ()
    (path,) = store.find_paths({"leeds"}, {"network"}, worlds.LINKS, avoid_labels=("Network",), max_hops=1)
    assert path.nodes == ("leeds", "network")


@pytest.mark.parametrize("hops", [0, 5])
def test_only_one_to_four_hops(store, hops):
    with pytest.raises(StoreError, match="1 to 4 hops"):
        store.find_paths({"leeds"}, {"wuhan"}, worlds.LINKS, max_hops=hops)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    world=worlds.graphs(),
    starts=st.sets(st.sampled_from(NAMES), max_size=2),
    ends=st.sets(st.sampled_from(NAMES), max_size=2),
    hops=st.integers(1, 4),
    limit=st.integers(1, 6),
    avoid_labels=st.sampled_from([(), ("City",), ("School", "Country")]),
)
def test_any_graph_gives_the_same_paths_as_the_embedded_store(
    new_store, world, starts, ends, hops, limit, avoid_labels
):
    store, reference = new_store(), EmbeddedStore()
    store.load(world)
    reference.load(world)
    for kinds in (worlds.LINKS, {"LOCATED_IN", "MEMBER_OF"}):
        limits = {"max_hops": hops, "limit": limit, "avoid_labels": avoid_labels}
        ours = store.find_paths(starts, ends, kinds, **limits)
        assert ours == reference.find_paths(starts, ends, kinds, **limits)
        for path in ours:
            assert len(set(path.nodes)) == len(path.nodes) <= hops + 1
            assert path.nodes[0] in starts and path.nodes[-1] in ends
