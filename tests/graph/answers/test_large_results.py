"""Large graphs are read in another way but give the same answers. Small graphs are treated as large here."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers import large_results
from graph.answers.explorer import Explorer
from graph.answers.records.data_checks import data_checks
from graph.answers.records.node_summary import node_summary
from graph.catalogue import catalogue, locations
from graph.catalogue.names.index import NameIndex
from graph.catalogue.register_status import RegisterStatus
from graph.model.data_folder import SHIPPED_DATA
from graph.model.records import Claim, Node, Records, Source
from graph.model.text import _folded, fold, fold_all, fold_uncached
from graph.stores.embedded.store import EmbeddedStore
from loaders.curated.folder import read_curated

LISTED = (Path(__file__).parents[2] / "questions.txt").read_text(encoding="utf-8").splitlines()
REGISTER = Source("funds", "dataset", "Register of funds", as_of="2026-10-01")


@pytest.fixture
def large(monkeypatch) -> None:
    """Treat every graph as a large one."""
    monkeypatch.setattr(catalogue, "LARGE", 0)
    monkeypatch.setattr(locations, "FEW", 0)


def opened(nodes=(), claims=(), sources=()) -> Explorer:
    curated = read_curated(SHIPPED_DATA)
    store = EmbeddedStore()
    store.load(Records((*curated.nodes, *nodes), (*curated.claims, *claims), (*curated.sources, *sources)))
    return Explorer(store)


def funds(count: int, where: str = "iso:ZA") -> Explorer:
    """The curated graph and a register of funds that all lie and operate in one country."""
    nodes = [Node(f"GB-CHC-{9000000 + at}", "Charity", f"Fund {at:04}", (), "charity") for at in range(count)]
    pairs = [(node.id, type_) for node in nodes for type_ in ("LOCATED_IN", "OPERATES_IN")]
    claims = [Claim(node, type_, where, "funds", locator=f"fund {node[-7:]}") for node, type_ in pairs]
    return opened(nodes, claims, [REGISTER])


@given(st.text())
def test_plain_text_folds_as_any_other_does(text):
    assert fold_uncached(text) == _folded(text) == fold(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_folds_as_any_other_does(text):
    assert fold_uncached(text) == _folded(text)


@given(st.lists(st.one_of(st.text(), st.text(st.characters(max_codepoint=127)))))
def test_many_texts_fold_as_each_does(texts):
    assert fold_all(texts) == [fold(text) for text in texts]


@pytest.mark.parametrize("text", LISTED)
def test_a_graph_taken_for_large_answers_the_same(large, explorer, text):
    ours = opened().ask(text).as_json()
    assert ours["rows"] == explorer.ask(text).as_json()["rows"]
    assert ours["sentence"] == explorer.ask(text).as_json()["sentence"]


def test_a_catalogue_made_ready_answers_the_same(large):
    plain, ready = funds(30), funds(30)
    ready.prepare()
    for text in ("which charities operate in South Africa", "coal", "fund 0003", "charities in South Africa"):
        assert ready.ask(text).as_json() == plain.ask(text).as_json()


def test_a_question_reads_nothing_whole_that_was_made_ready(large, monkeypatch):
    ready = funds(30)
    ready.prepare()
    for whole in ("nodes", "sources", "notes", "triples", "pair_indexes"):
        monkeypatch.setattr(ready.store, whole, lambda *_: pytest.fail("read when it was asked"))
    monkeypatch.setattr(RegisterStatus, "_dates", lambda *_: pytest.fail("read when it was asked"))
    for text in (
        "which charities operate in South Africa",
        "which charities were removed",
        "charities in South Africa",
    ):
        assert ready.ask(text).status in ("answer", "empty")


def test_a_crowd_is_counted_whole_and_listed_up_to_a_limit(large, monkeypatch):
    monkeypatch.setattr(large_results, "LISTED", 10)
    answer = funds(25).ask("which charities operate in South Africa")
    assert answer.sentence.startswith("25 charities operate in South Africa")
    assert [row.cells[0] for row in answer.rows] == [f"Fund {at:04}" for at in range(10)]
    assert "The first 10 of 25 are listed, by name." in answer.notes
    assert "and 15 more" in answer.sentence


def test_a_list_is_counted_whole_and_listed_up_to_a_limit():
    answer = funds(600).ask("charities in South Africa")
    assert answer.sentence.startswith("600 charities in South Africa")
    assert len(answer.rows) == large_results.LISTED
    assert answer.notes[0] == "The first 500 of 600 are listed, by name."


def test_what_lies_in_a_place_is_counted_whole_and_listed_up_to_a_limit():
    on = funds(600)
    inside = {section.key: section for section in node_summary("iso:ZA", on.catalogue, on.store).inside}
    assert inside["Charity"].count == 600
    assert [row.cells[0] for row in inside["Charity"].answer.rows] == [f"Fund {at:04}" for at in range(500)]
    assert inside["Charity"].explanation == "The first 500 by name are listed."


def test_what_registers_say_of_all_they_list_is_no_matter_for_a_steward(large):
    found, before = ({s.key: s for s in data_checks(on.catalogue, on.store)} for on in (funds(30), opened()))
    assert {key: section.count for key, section in found.items()} == {
        key: section.count for key, section in before.items()
    }


def test_what_works_where_it_lies_is_no_link_of_that_place(large, explorer):
    text = "who is linked to South Africa"
    assert funds(30).ask(text).rows == explorer.ask(text).rows


def test_a_register_does_not_make_a_path(large):
    answer = funds(30, "geonames:2644688").ask("how is Fund 0003 connected to Durban")
    assert not any("GB-CHC-9000004" in path.nodes for path in answer.paths)


def test_the_better_known_of_two_namesakes_is_meant():
    links = {"linked": 9, "also": 1}
    nodes = [Node("linked", "City", "Newcastle upon Tyne", ("Newcastle",)), Node("also", "City", "Newcastle")]
    assert NameIndex(nodes).ids["newcastle"] == ("also",)
    assert NameIndex(nodes, links).ids["newcastle"] == ("linked",)
    assert NameIndex(nodes, {"linked": 9, "also": 3}).ids["newcastle"] == ("also",)


def test_a_part_of_a_name_means_the_known_thing_or_the_only_one():
    names = ("St Mary's High School", "St Mary's Primary School", "Beck Lane School")
    nodes = [Node(str(at), "School", name) for at, name in enumerate(names)]
    assert NameIndex(nodes).only_node_named("st marys") == ""
    assert NameIndex(nodes).only_node_named("beck lane") == "2"
    assert NameIndex(nodes, {"1": 1}).only_node_named("st marys") == "1"
    assert NameIndex(nodes, {"1": 1}).has_register_matches("st marys")


@given(st.lists(st.text("ab ", min_size=1, max_size=9), min_size=1, max_size=6))
def test_a_part_is_found_as_if_every_name_were_read(names):
    nodes = [Node(str(at), "School", name) for at, name in enumerate(names)]
    found = NameIndex(nodes)
    for words in {run for name in found.ids for run in runs(name.split())} - found.ids.keys():
        holders = {i for name, ids in found.ids.items() if f" {words} " in f" {name} " for i in ids}
        assert found.only_node_named(words) == (min(holders) if len(holders) == 1 else "")


def runs(words: list[str]) -> set[str]:
    return {" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 2, len(words) + 1)}
