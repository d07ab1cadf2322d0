"""An outline is a relationship whose claims have no subject, object and locator."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model.records import ANY_NODE, NodeFilter
from graph.stores.base import CLAIM_ORDER
from tests import worlds


def outlined(relationship):
    said = [replace(claim, subject="", object="", locator="") for claim in relationship.claims]
    return relationship.start, relationship.type, relationship.end, tuple(sorted(said, key=CLAIM_ORDER))


def test_what_is_said_by_a_register_is_one_object_for_all_of_it(store):
    nodes = [node for node in worlds.tiny().nodes if node.label == "School"]
    claims = [worlds.claim(n.id, "OPERATES_IN", "cn", start="2001", locator=f"row {n.id}") for n in nodes]
    store.load(worlds.records([*worlds.tiny().nodes], claims))
    made = list(store.outlines(types=("OPERATES_IN",)))
    assert [start for start, *_ in made] == sorted(node.id for node in nodes)
    assert len({id(claim) for *_, said in made for claim in said}) == 1


def test_an_outline_keeps_every_claim_even_where_two_say_the_same(store):
    nodes = [*worlds.tiny().nodes]
    store.load(worlds.records(nodes, [worlds.claim("leeds", "VISITED", "wuhan", locator=row) for row in ("1", "2")]))
    ((start, kind, end, said),) = store.outlines(NodeFilter(ids=frozenset({"wuhan"})))
    assert (start, kind, end, len(said)) == ("leeds", "VISITED", "wuhan", 2)


def test_nothing_loaded_and_nothing_chosen_give_no_outline(store):
    assert list(store.outlines()) == []
    store.load(worlds.tiny())
    assert list(store.outlines(NodeFilter(ids=frozenset()))) == list(store.outlines(types=())) == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds.graphs(), data=st.data())
def test_outlines_are_those_of_the_relationships(new_store, world, data):
    store = new_store()
    store.load(world)
    ids = st.frozensets(st.sampled_from([node.id for node in world.nodes] or ["none"]))
    ends = st.one_of(st.just(ANY_NODE), st.builds(NodeFilter, ids=ids), st.builds(NodeFilter, within=ids))
    near, far = data.draw(ends), data.draw(ends)
    types = data.draw(st.one_of(st.none(), st.sets(st.sampled_from(["TWINNED_WITH", "MEMBER_OF", "LOCATED_IN"]))))
    expected = [outlined(r) for r in store.relationships(near, far, types)]
    assert list(store.outlines(near, far, types)) == expected
