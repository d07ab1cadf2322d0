"""Loads are numbered and atomic, and can be undone."""

from dataclasses import replace

import pytest

from graph.model.errors import StoreError
from graph.model.records import Load, Records
from tests import worlds

EMPTY = Records((), (), ())


def test_an_empty_store_holds_nothing(store):
    assert (
        store.refresh(),
        store.nodes(),
        store.claims(),
        store.sources(),
        store.relationships(),
    ) == (0, (), (), (), ())


def test_what_was_loaded_comes_back_whole(store):
    world = worlds.tiny()
    assert store.load(world) == Load(1, len(world.nodes) + len(world.claims), 0)
    assert (store.nodes(), store.claims(), store.sources()) == (
        world.nodes,
        world.claims,
        world.sources,
    )


def test_the_same_load_again_changes_nothing(store):
    store.load(worlds.tiny())
    assert store.load(worlds.tiny()) == Load(1, 0, 0)
    assert store.refresh() == 1


def test_a_newer_load_brings_and_retires(store):
    world = worlds.tiny()
    store.load(world)
    gone = next(c for c in world.claims if c.type == "SUCCEEDED_BY")
    fewer = replace(world, claims=tuple(c for c in world.claims if c is not gone))
    assert store.load(fewer) == Load(2, 0, 1)
    assert store.claims() == fewer.claims


def test_a_changed_node_keeps_its_claims(store):
    world = worlds.tiny()
    store.load(world)
    renamed = replace(world, nodes=tuple(replace(n, name="Wǔhàn") if n.id == "wuhan" else n for n in world.nodes))
    assert store.load(renamed) == Load(2, 1, 1)
    assert (store.nodes(), store.claims()) == (renamed.nodes, world.claims)


def test_undo_goes_back_and_a_load_after_it_goes_on(store):
    world = worlds.tiny()
    store.load(world)
    store.load(EMPTY)
    assert store.claims() == ()
    assert store.undo().number == 1
    assert store.claims() == world.claims
    assert store.load(EMPTY).number == 2
    assert store.nodes() == ()


def test_undo_of_nothing_says_so(store):
    with pytest.raises(StoreError, match="no load to undo"):
        store.undo()


def test_a_load_that_comes_back_after_undo_is_whole(store):
    world = worlds.tiny()
    for records in (world, EMPTY, world):
        store.load(records)
    assert (store.nodes(), store.claims()) == (world.nodes, world.claims)
    store.undo()
    assert store.claims() == ()
    store.undo()
    assert store.claims() == world.claims


def test_notes_are_each_text_once(store):
    store.load(worlds.tiny())
    assert store.notes() == ("a sister school, city not stated",)
