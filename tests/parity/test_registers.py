"""Every store answers questions about registers in the same way, as a small graph and as a large one."""

import json

import pytest

from graph.answers.explorer import Explorer
from graph.catalogue import catalogue, locations
from graph.stores.embedded.store import EmbeddedStore
from graph.stores.neo4j.store import Neo4jStore
from tests.graph.answers import test_loaded_data, test_register_questions
from tests.graph.answers.nodes import test_facts

ABOUT_LISTS = (
    "which schools in Leeds are in a trust",
    "which schools in Leeds are in a federation",
    "which Newcastle charities operate in China",
    "which N8 universities are in Leeds",
    "who is Brno twinned with according to Wikidata",
    "who is Brno twinned with according to Wikidata and Wikipedia",
    "list the academy trusts",
    "which countries does Tyne Rice Fund operate in",
    "tell me about Moorside Primary",
    "tell me about Moorside Primary in Borough 3",
    "how many schools are in Leeds",
    "everything about China",
    "path between Beck Lane School and Wuhan",
)
ABOUT_REGISTERS = (
    "which schools in Leeds closed",
    "which schools in Leeds opened since 2010",
    "when did Quarry Lane School close",
    "which trusts have schools in Leeds",
    "which trust is Beck Lane School in",
    "which charities in Leeds operate in Kenya and Ghana",
    "which country do most charities operate in",
    "which trust has the most schools",
    "the oldest school in Leeds",
    "is Durban a creative town",
    "who is Musterstadt twinned with",
    "who is linked to Europe",
    "compare Leeds and Newcastle",
    "compare Leeds and Newcastle charities",
    "which charities in Leeds operate in more than one country",
    "which charity operates in the most countries",
    "which trusts have at least two schools",
    "which cities are in at least two networks",
    "how many schools are there in Leeds and Newcastle",
    "which trusts have schools in both Leeds and Newcastle",
    "what do the schools of Leeds and Newcastle have in common",
)
ABOUT_FACTS = (
    "what is the income of Aire Rice Fund",
    "income of Wharfe Rice Fund",
    "website of the University of the Becks",
    "when was the University of the Becks founded",
    "which charities have an income over £1 million",
    "biggest charity in Leeds",
    "UKPRN of Beck Lane School",
    "who is the head of Beck Lane School",
)


@pytest.mark.parametrize("size", ["as it is", "taken for a large one"])
@pytest.mark.parametrize(
    ("world", "questions"),
    [
        (test_loaded_data.world, ABOUT_LISTS),
        (test_register_questions.world, ABOUT_REGISTERS),
        (test_facts.world, ABOUT_FACTS),
    ],
    ids=["lists", "registers", "facts"],
)
def test_what_was_loaded_is_answered_alike(store, world, questions, size, monkeypatch):
    if size != "as it is":
        monkeypatch.setattr(catalogue, "LARGE", 0)
        monkeypatch.setattr(locations, "FEW", 0)
    embedded = EmbeddedStore()
    for one in (store, embedded):
        one.load(world())
    asked, reference = Explorer(store), Explorer(embedded)
    for text in questions:
        ours, theirs = (json.dumps(one.ask(text).as_json(), ensure_ascii=False) for one in (asked, reference))
        assert ours == theirs, text


def test_once_registers_are_learnt_no_question_takes_more_than_five_round_trips(store, monkeypatch):
    if not isinstance(store, Neo4jStore):
        return  # the embedded store has no round trips
    monkeypatch.setattr(catalogue, "LARGE", 0)
    monkeypatch.setattr(locations, "FEW", 0)
    for world, questions in ((test_register_questions.world, ABOUT_REGISTERS), (test_facts.world, ABOUT_FACTS)):
        store.load(world())
        asked = Explorer(store)
        for text in questions:
            asked.ask(text)
        for text in questions:
            before = store.round_trips
            asked.ask(text)
            assert store.round_trips - before <= 5, text
