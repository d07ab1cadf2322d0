"""Claims and nodes as columns are equal to the original claims and nodes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.columns.claims import CHUNK, claim_columns, concatenate_claims, count_changed_claims, related_pairs
from graph.columns.node_changes import count_changed_nodes, replace_nodes
from graph.columns.nodes import concatenate_nodes, node_columns
from graph.model.records import Claim, Node, PatternClaim

unhurried = settings(deadline=None)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
ids = st.sampled_from(["a", "ab", "a-", "geonames:1", "geonames:12", "武"])
claims = st.builds(
    Claim,
    ids,
    st.sampled_from(["TWINNED_WITH", "LOCATED_IN"]),
    ids,
    st.sampled_from(["page", "other"]),
    locator=words,
    at_least=st.none() | st.integers(0, 3),
    counts=st.lists(words, max_size=2).map(tuple),
    start=st.sampled_from(["", "1985"]),
    end=st.sampled_from(["", "1985"]),
    held_by=st.sampled_from(["", "a"]),
    note=words,
    checked=st.sampled_from(["", "2026"]),
)
said = st.builds(PatternClaim, claims, ids, ids, st.sampled_from(["", "2001"]), st.sampled_from(["", "2002"]), words)
scalars = words | st.integers() | st.booleans() | st.floats(allow_nan=False)
nodes = st.builds(
    Node,
    ids,
    st.sampled_from(["City", "School"]),
    words,
    st.lists(words, max_size=3).map(tuple),
    words,
    st.none() | st.floats(-90, 90),
    st.none() | st.floats(-180, 180),
    words,
    st.lists(st.tuples(words, scalars), max_size=3).map(tuple),
)


def as_claim(record: Claim | PatternClaim) -> Claim:
    return record.claim() if isinstance(record, PatternClaim) else record


def each_once(records: list[Claim]) -> list[Claim]:
    """The last claim of each id, in the original order."""
    last = {claim.id: at for at, claim in enumerate(records)}
    return [claim for at, claim in enumerate(records) if last[claim.id] == at]


@unhurried
@given(st.lists(claims | said, max_size=12))
def test_columns_hold_just_the_claims_that_were_given(records):
    columns, wanted = claim_columns(records), each_once([as_claim(r) for r in records])
    assert list(columns) == wanted and columns == wanted
    assert [columns[at] for at in range(len(columns))] == wanted
    assert [c.id for c in columns] == [c.id for c in wanted]
    assert columns[1:3] == tuple(wanted[1:3])


@unhurried
@given(st.lists(claims, max_size=12), st.sets(st.sampled_from(["TWINNED_WITH", "LOCATED_IN", "DROP"])))
def test_claims_are_chosen_by_type_and_place(records, types):
    columns, wanted = claim_columns(records), each_once(records)
    assert list(columns.of_types(types)) == [c for c in wanted if c.type in types]
    assert list(columns.select(np.arange(len(wanted)) % 2 == 0)) == wanted[::2]
    assert columns.notes() == {text for c in wanted for text in (c.note, c.locator) if text}


@unhurried
@given(st.lists(st.lists(claims | said, max_size=6), max_size=4))
def test_several_sets_are_joined_one_after_the_other(several):
    joined = concatenate_claims([claim_columns(records) for records in several])
    assert list(joined) == each_once([as_claim(r) for records in several for r in records])


@unhurried
@given(st.lists(claims, max_size=12), st.dictionaries(ids, ids, max_size=3))
def test_things_found_to_be_the_same_get_one_id_and_no_claim_about_themselves(records, names):
    def named(old: str) -> str:
        return names.get(old, old)

    renamed = [
        replace(c, subject=named(c.subject), object=named(c.object), held_by=named(c.held_by))
        for c in each_once(records)
        if named(c.subject) != named(c.object)
    ]
    assert list(claim_columns(records).with_ids_replaced(names)) == each_once(renamed)


@unhurried
@given(st.lists(claims, max_size=9), st.lists(claims, max_size=9), st.integers(0, 9))
def test_what_changed_is_counted_both_ways(before, after, shared):
    after = after + before[:shared]
    old, new = set(each_once(before)), set(each_once(after))
    counted = count_changed_claims(claim_columns(before), claim_columns(after))
    assert counted == (len(new - old), len(old - new))


@unhurried
@given(st.lists(st.lists(claims, max_size=9), min_size=1, max_size=3))
def test_what_is_related_to_what_is_compared_whatever_else_is_said(several):
    sets = related_pairs([claim_columns(records) for records in several])
    triples = [{(c.subject, c.type, c.object) for c in records} for records in several]
    assert [len(found) for found in sets] == [len(found) for found in triples]
    for numbers, found in zip(sets, triples, strict=True):
        assert len(np.intersect1d(numbers, sets[0])) == len(found & triples[0])


def test_more_claims_than_are_read_at_once_keep_their_order():
    pattern = Claim("", "OPERATES_IN", "", "register", status="active")
    columns = claim_columns(
        PatternClaim(pattern, f"c{at}", f"p{at % 7}", locator=str(at)) for at in range(2 * CHUNK + 3)
    )
    assert [int(claim.locator) for claim in columns] == list(range(2 * CHUNK + 3))
    assert len(columns.patterns) == 1
    assert (
        columns[-1]
        == PatternClaim(pattern, f"c{2 * CHUNK + 2}", f"p{(2 * CHUNK + 2) % 7}", locator=str(2 * CHUNK + 2)).claim()
    )


@unhurried
@given(st.lists(nodes, max_size=5))
def test_node_columns_hold_just_the_nodes_that_were_given(records):
    columns = node_columns(records)
    assert list(columns) == records and columns == records and columns == node_columns(records)
    assert [columns[at] for at in range(len(records))] == records
    assert columns[-2:] == tuple(records[-2:])
    assert (columns.ids(), columns.labels()) == ([n.id for n in records], [n.label for n in records])
    for ours, given_ in zip(columns, records, strict=True):
        assert [type(value) for _, value in ours.properties] == [type(value) for _, value in given_.properties]


@unhurried
@given(st.lists(st.lists(nodes, max_size=4), max_size=3), st.data())
def test_sets_of_nodes_are_joined_and_taken_in_any_order(several, data):
    whole, every = (
        concatenate_nodes([node_columns(records) for records in several]),
        [n for records in several for n in records],
    )
    assert list(whole) == every
    places = data.draw(st.lists(st.sampled_from(range(len(every))), max_size=6) if every else st.just([]))
    taken = whole.take_rows(np.array(places, np.int64))
    assert list(taken) == [every[at] for at in places] and taken[:1] == tuple(every[at] for at in places[:1])


def by_id(records: list[Node]) -> list[Node]:
    return sorted({node.id: node for node in records}.values(), key=lambda node: node.id)


def exactly(node: Node) -> tuple[Node, list[type]]:
    """A key for a node that distinguishes the property values 1, 1.0 and True."""
    return node, [type(value) for _, value in node.properties]


@unhurried
@given(st.lists(nodes), st.lists(nodes), st.sets(ids))
def test_nodes_that_changed_are_counted_both_ways_and_replaced_in_their_places(records, others, gone):
    before, new = by_id(records), by_id(others)
    away = gone | {node.id for node in new}
    after = by_id([node for node in before if node.id not in away] + new)
    made = replace_nodes(node_columns(before), away, new)
    assert made == after and made.ids() == [node.id for node in after]
    assert [list(made.property_values("n")) for _ in made] == [
        list(node_columns(after).property_values("n")) for _ in after
    ]
    kept = sum(exactly(a) == exactly(b) for a in before for b in after if a.id == b.id)
    for one, other in ((node_columns(before), made), (node_columns(before), node_columns(after))):
        assert count_changed_nodes(one, other) == (len(after) - kept, len(before) - kept)
