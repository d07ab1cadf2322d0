"""Relationships are found by their ends: by id, label, and place with roll-up."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model.records import NodeFilter
from graph.stores.embedded.store import EmbeddedStore
from tests import worlds


def of(*ids, **more):
    return NodeFilter(ids=frozenset(ids), **more)


def inside(*places, **more):
    return NodeFilter(within=frozenset(places), **more)


def ids(found):
    return [(r.start, r.type, r.end) for r in found]


def test_a_symmetric_relationship_is_stored_once_and_read_both_ways(store):
    store.load(worlds.tiny())
    for near, far in ((of("leeds"), of("hangzhou")), (of("hangzhou"), of("leeds"))):
        assert ids(store.relationships(near, far)) == [("hangzhou", "TWINNED_WITH", "leeds")]


def test_parallel_claims_stand_together_and_none_is_lost(store):
    store.load(worlds.tiny())
    (twinning,) = store.relationships(of("newcastle"), of("wuhan"), {"TWINNED_WITH"})
    assert sorted(c.start for c in twinning.claims) == ["1985", "2008"]


def test_roll_up_goes_through_three_levels(store):
    store.load(worlds.tiny())
    found = store.relationships(inside("newcastle"), inside("asia"), worlds.LINKS)
    assert {(r.start, r.end) for r in found} == {
        ("a-school", "wuhan"),
        ("b-school", "wuhan"),
        ("c-school", "cn"),
        ("newcastle", "wuhan"),
    }


def test_containers_bring_the_places_above(store):
    store.load(worlds.tiny())
    found = store.relationships(inside("newcastle", labels=frozenset({"School"})), inside("wuhan", containers=True))
    assert ids(found) == [
        ("a-school", "PARTNERED_WITH", "wuhan"),
        ("b-school", "PARTNERED_WITH", "wuhan"),
        ("c-school", "PARTNERED_WITH", "cn"),
        ("c-school", "VISITED", "cn"),
    ]


def test_two_cities_that_share_only_a_country_have_no_relationship(store):
    store.load(worlds.tiny())
    assert store.relationships(of("wuhan"), of("hangzhou")) == ()


def test_unknown_ids_types_and_labels_find_nothing(store):
    store.load(worlds.tiny())
    assert store.relationships(of("nowhere")) == ()
    assert store.relationships(NodeFilter(labels=frozenset({"Dragon"}))) == ()
    assert store.relationships(types={"DROP TABLE"}) == ()


def test_an_empty_set_of_ends_is_not_any(store):
    store.load(worlds.tiny())
    assert store.relationships(of()) == ()


def test_by_label_alone(store):
    store.load(worlds.tiny())
    found = store.relationships(NodeFilter(labels=frozenset({"Network"})), types=worlds.LINKS)
    assert ids(found) == [("leeds", "MEMBER_OF", "network"), ("newcastle", "MEMBER_OF", "network")]


ends = st.builds(
    NodeFilter,
    ids=st.none() | st.frozensets(st.sampled_from([f"n{i}" for i in range(8)]), max_size=3),
    labels=st.none() | st.frozensets(st.sampled_from(["City", "School", "Country"]), max_size=2),
    within=st.none() | st.frozensets(st.sampled_from([f"n{i}" for i in range(4)]), max_size=2),
    containers=st.booleans(),
)
types = st.none() | st.frozensets(st.sampled_from(["TWINNED_WITH", "MEMBER_OF", "LOCATED_IN"]))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds.graphs(), asked=st.lists(st.tuples(ends, ends, types), min_size=6, max_size=6))
def test_any_graph_gives_the_same_relationships_as_the_embedded_store(new_store, world, asked):
    store, reference = new_store(), EmbeddedStore()
    store.load(world)
    reference.load(world)
    for near, far, kinds in asked:
        assert store.relationships(near, far, kinds) == reference.relationships(near, far, kinds)
