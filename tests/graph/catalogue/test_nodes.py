"""The catalogue indexes nodes alike, whether a store has them as columns or as records."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.catalogue import note_words, register_status
from graph.catalogue.names import phrase_index
from graph.catalogue.names.phrase_index import PhraseIndex
from graph.catalogue.nodes import NodeIndex, NodeNames
from graph.catalogue.note_words import NoteWords
from graph.catalogue.register_status import RegisterStatus
from graph.catalogue.themes import stem
from graph.columns.nodes import node_columns
from graph.model.records import Node
from graph.model.text import fold

unhurried = settings(deadline=None)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
values = words | st.integers() | st.booleans() | st.floats(allow_nan=False)
properties = st.lists(st.tuples(words, values), max_size=2, unique_by=lambda pair: pair[0])
nodes = st.builds(
    Node,
    st.sampled_from(["a", "b", "c", "d", "e"]),
    st.sampled_from(["City", "School"]),
    words,
    st.lists(words, max_size=3).map(tuple),
    words,
    st.none() | st.floats(-90, 90),
    note=words,
    properties=properties.map(tuple),
)
some = st.lists(nodes, max_size=5, unique_by=lambda node: node.id).map(lambda all: sorted(all, key=lambda n: n.id))


@unhurried
@given(some)
def test_a_thing_is_its_node_however_it_is_asked_for(given):
    for things in (NodeIndex(given), NodeIndex(node_columns(given))):
        assert {i: things[i] for i in things} == {node.id: node for node in given}
        assert list(things.values()) == given
        assert {i: things.label(i) for i in things} == {node.id: node.label for node in given}
        assert dict(NodeNames(things)) == {node.id: node.name for node in given}
        assert [(things.ids[at], alias) for at, alias in things.aliases()] == [
            (node.id, alias) for node in given for alias in node.aliases
        ]


@unhurried
@given(some)
def test_columns_give_each_node_by_its_place(given):
    columns = node_columns(given)
    assert [columns[at] for at in range(len(given))] == given


@unhurried
@given(some, st.integers(0, 5))
def test_things_are_listed_by_name_then_id(given, most):
    things = NodeIndex(node_columns(given))
    ordered = [node.id for node in sorted(given, key=lambda n: (fold(n.name), n.id))]
    assert things.by_name(things) == ordered
    assert things.first_by_name(range(len(given)), most) == ordered[:most]
    assert [n.id for n in things.labelled(("City",))] == [i for i in ordered if things.label(i) == "City"]


def test_what_is_not_there_is_no_thing():
    things = NodeIndex([Node("a", "City", "Aa")])
    assert "b" not in things
    with pytest.raises(KeyError):
        things["b"]


@unhurried
@given(st.lists(st.text("ab ", min_size=1, max_size=9).map(fold), min_size=3, max_size=9, unique=True), st.data())
def test_a_run_of_words_is_found_the_same_in_the_text_and_by_the_index(names, data):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(phrase_index, "MOST_BEARERS", 2)
        words = data.draw(st.sampled_from(["a", "b", "a b", "b a", "ab a", "aab", "a a"]))
        read = PhraseIndex(names)
        said = set(read.names_with(words)), read.are_common(words)
        patch.setattr(phrase_index, "FEW_LOOKS", 0)
        indexed = PhraseIndex(names)
        assert said == (set(indexed.names_with(words)), indexed.are_common(words))


NOTES = (
    "Dying industries, lies and ties; skies over the tying of knots, hosted in 2011",
    "a hosting city; gently idle; only early news; sisters' partnerships and universities",
    "policies, police, polytechnics, young people, youth exchanges, yearly, yes",
)


@pytest.mark.parametrize("word", sorted({word for note in NOTES for word in fold(note).split()} | {"host", "die"}))
def test_a_word_is_found_in_any_ending(word):
    found = NoteWords(lambda: NOTES, at_once=True)
    every = {one for note in NOTES for one in fold(note).split()}
    stems = set(map(stem, every))
    assert found.mentions(word) == (word in every or (len(word) >= note_words.LONG_WORD and stem(word) in stems))


def test_two_words_are_found_side_by_side_in_any_ending():
    found = NoteWords(lambda: NOTES, at_once=True)
    assert found.mentions_phrase("host", "cities")
    assert found.mentions_phrase("young", "people")
    assert not found.mentions_phrase("people", "young")
    assert not found.mentions_phrase("hosted", "people")


@unhurried
@given(some)
def test_a_property_is_what_the_nodes_say(given):
    names = {name for node in given for name, _ in node.properties} | {"none has this"}
    for things in (NodeIndex(given), NodeIndex(node_columns(given))):
        for name in names:
            assert things.property(name) == {
                node.id: dict(node.properties)[name] for node in given if name in dict(node.properties)
            }


@unhurried
@given(some)
def test_things_are_grouped_by_what_a_property_says(given):
    texts = [replace(node, properties=(("status", node.kind),)) if node.kind else node for node in given]
    expected: dict[str, list[str]] = {}
    for node in texts:
        if "status" in dict(node.properties):
            expected.setdefault(node.kind, []).append(node.id)
    for things in (NodeIndex(texts), NodeIndex(node_columns(texts))):
        assert dict(things.ids_by_value("status")) == expected


@pytest.mark.parametrize("few", [0, 100])
def test_what_is_closed_is_counted_the_same_one_by_one_and_together(few, monkeypatch):
    monkeypatch.setattr(register_status, "FEW", few)
    said = ((), (("status", "Closed"),), (("status", "Open"),), (("removed", "2020-01-31"),), (("status", "Removed"),))
    given = [Node(str(at), "School", "A school", properties=pairs) for at, pairs in enumerate(said)]
    for things in (NodeIndex(given), NodeIndex(node_columns(given))):
        assert RegisterStatus(things).count_closed(list(things)) == 3
        assert RegisterStatus(things).covers(("School",)) and not RegisterStatus(things).covers(("City",))
