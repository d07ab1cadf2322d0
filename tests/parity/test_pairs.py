"""Triples are the distinct (subject, type, object) of the claims."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import worlds


def test_each_pair_stands_once_as_it_is_stated(store):
    store.load(worlds.tiny())
    assert list(store.triples(("TWINNED_WITH", "SUCCEEDED_BY"))) == [
        ("leeds", "TWINNED_WITH", "hangzhou"),
        ("leeds", "TWINNED_WITH", "siegen"),
        ("morley", "TWINNED_WITH", "siegen"),
        ("newcastle", "TWINNED_WITH", "wuhan"),
        ("old-met", "SUCCEEDED_BY", "beckett"),
    ]


def test_no_types_and_unknown_types_give_no_pairs(store):
    assert list(store.triples(("TWINNED_WITH",))) == []
    store.load(worlds.tiny())
    assert list(store.triples(())) == list(store.triples(("DROP TABLE",))) == []


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds.graphs(), types=st.sets(st.sampled_from(["TWINNED_WITH", "MEMBER_OF", "LOCATED_IN"])))
def test_pairs_are_those_of_the_claims(new_store, world, types):
    store = new_store()
    store.load(world)
    assert list(store.triples(types)) == sorted(
        {(c.subject, c.type, c.object) for c in world.claims if c.type in types}
    )


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds.graphs(), type_=st.sampled_from(["TWINNED_WITH", "MEMBER_OF", "LOCATED_IN", "DROP TABLE"]))
def test_ties_are_the_pairs_as_numbers_of_nodes(new_store, world, type_):
    store = new_store()
    store.load(world)
    ids = [node.id for node in store.nodes()]
    subjects, objects = store.pair_indexes(type_, {node_id: at for at, node_id in enumerate(ids)})
    told = {frozenset((ids[one], ids[other])) for one, other in zip(subjects, objects, strict=True)}
    assert told == {frozenset((c.subject, c.object)) for c in world.claims if c.type == type_}
    if type_ != "TWINNED_WITH":
        pairs = {(ids[one], ids[other]) for one, other in zip(subjects, objects, strict=True)}
        assert pairs == {(subject, other) for subject, _, other in store.triples((type_,))}
