"""Questions about loaded registers and lists: invented data added to the curated graph."""

from __future__ import annotations

import json

import pytest

from graph.answers.answer import Answer
from graph.answers.explorer import Explorer
from graph.model.data_folder import SHIPPED_DATA
from graph.model.records import Claim, Node, Records, Source
from graph.questions.revision.choices import chip_edits
from graph.questions.revision.edits import confirmed_text, without_chip
from graph.stores.embedded.store import EmbeddedStore
from loaders.curated.folder import read_curated

LEEDS, NEWCASTLE, BRNO, CHINA = "geonames:2644688", "geonames:2641673", "geonames:3078610", "iso:CN"
N8 = "local:network:n8-research-partnership"
LOADED = (
    Source("schools", "dataset", "Register of schools", "Department for Schools", as_of="2026-10-01"),
    Source("charities", "dataset", "Register of charities", "Charity Board", as_of="2026-11-01"),
    Source("twins-1", "dataset", "Wikidata twinned places", "Wikidata", as_of="2026-09"),
    Source("twins-2", "dataset", "List of twin towns", "Wikipedia"),
    Source("members", "dataset", "Members of research networks", "N8"),
)
NODES = (
    Node("GB-EDU-900001", "School", "Beck Lane School", (), "primary school"),
    Node("GB-EDU-900002", "School", "Mill Lane School", (), "primary school"),
    Node("GB-EDU-900003", "School", "Quay Lane School", (), "primary school"),
    Node("gias-group:9001", "Charity", "Seven Becks Trust", (), "academy trust"),
    Node("gias-group:9002", "Charity", "Two Mills Federation", (), "federation"),
    Node("GB-CHC-9000001", "Charity", "Tyne Rice Fund", (), "charity"),
    Node("GB-CHC-9000002", "Charity", "Aire Rice Fund", (), "charity"),
    Node("GB-CHC-9000003", "Charity", "Leeds Twin Cities", (), "charity"),
    Node("GB-CHC-9000004", "Charity", "Link", (), "charity"),
    Node("GB-CHC-9000005", "Charity", "Newcastle Schools", (), "charity"),
    Node("XI-ROR-900001", "University", "University of the Becks", (), "university"),
    Node("XI-ROR-900002", "University", "University of the Quay", (), "university"),
    Node(N8, "Network", "N8 Research Partnership"),
    Node("wikidata:Q900001", "City", "Musterstadt"),
    Node("wikidata:Q900002", "City", "Beispielburg"),
    *(Node(f"GB-EDU-91000{at}", "School", "Moorside Primary", (), "primary school") for at in range(5)),
    *(Node(f"gss:E0900000{at}", "District", f"Borough {at}") for at in range(5)),
)


def says(source: str, type_: str, *pairs: tuple[str, str], **more: str) -> list[Claim]:
    return [Claim(a, type_, b, source, asserted_by="third party", **more) for a, b in pairs]


CLAIMS = (
    *says("schools", "LOCATED_IN", ("GB-EDU-900001", LEEDS), ("GB-EDU-900002", LEEDS), ("GB-EDU-900003", NEWCASTLE)),
    *says("schools", "LOCATED_IN", *((f"GB-EDU-91000{at}", f"gss:E0900000{at}") for at in range(5))),
    *says("schools", "LOCATED_IN", *((f"gss:E0900000{at}", "iso:GB") for at in range(5))),
    *says("schools", "PART_OF", ("GB-EDU-900001", "gias-group:9001"), ("GB-EDU-900003", "gias-group:9001")),
    *says("schools", "PART_OF", ("GB-EDU-900002", "gias-group:9002")),
    *says("charities", "LOCATED_IN", ("GB-CHC-9000001", NEWCASTLE), ("GB-CHC-9000002", LEEDS)),
    *says(
        "charities", "OPERATES_IN", ("GB-CHC-9000001", CHINA), ("GB-CHC-9000002", CHINA), ("GB-CHC-9000001", "iso:FR")
    ),
    *says("members", "LOCATED_IN", ("XI-ROR-900001", LEEDS), ("XI-ROR-900002", NEWCASTLE)),
    *says("members", "MEMBER_OF", ("XI-ROR-900001", N8), ("XI-ROR-900002", N8), role="member"),
    *says("twins-1", "TWINNED_WITH", (BRNO, LEEDS), (BRNO, "wikidata:Q900001"), start="1964"),
    *says("twins-2", "TWINNED_WITH", (BRNO, "wikidata:Q900002"), start="1970"),
)


def world() -> Records:
    """The curated graph and the invented registers."""
    curated = read_curated(SHIPPED_DATA)
    return Records((*curated.nodes, *NODES), (*curated.claims, *CLAIMS), (*curated.sources, *LOADED))


@pytest.fixture(scope="module")
def loaded() -> Explorer:
    store = EmbeddedStore()
    store.load(world())
    return Explorer(store)


def names(answer: Answer) -> set[str]:
    return {row.cells[0] for row in answer.rows}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("which schools in Leeds are in a trust", {"Beck Lane School"}),
        ("which Leeds schools are part of an academy trust", {"Beck Lane School"}),
        ("which schools in Leeds are in a federation", {"Mill Lane School"}),
        ("which Newcastle charities operate in China", {"Tyne Rice Fund"}),
        ("which charities in Leeds operate in China?", {"Aire Rice Fund"}),
        ("which N8 universities are in Leeds", {"University of the Becks"}),
        ("who is Brno twinned with according to Wikidata", {"Leeds", "Musterstadt"}),
        ("who is Brno twinned with according to the List of twin towns", {"Beispielburg"}),
        ("list the academy trusts", {"Seven Becks Trust"}),
        ("which countries does Tyne Rice Fund operate in", {"China", "France"}),
    ],
)
def test_what_was_loaded_is_answered(loaded, text, expected):
    answer = loaded.ask(text)
    assert answer.status == "answer", answer.sentence
    assert names(answer) == expected


def test_a_source_is_kept_in_words_and_in_a_chip_that_can_be_changed(loaded):
    question = loaded.understand("who is Brno twinned with according to Wikidata")
    assert question.sources == ("twins-1",)
    said = loaded.say(question)
    assert loaded.understand(said).sources == ("twins-1",)
    assert names(loaded.ask(said)) == {"Leeds", "Musterstadt"}
    chip = next(c for c in loaded.ask(question.text).understood if c.field == "source")
    assert chip.value == "twins-1"
    (edit,) = chip_edits(chip, question, loaded.catalogue)
    assert {"twins-1", "twins-2"} <= {choice.value for choice in edit.choices}
    alone = loaded.ask(confirmed_text(without_chip(question, chip), loaded.catalogue))
    assert names(alone) > {"Leeds", "Musterstadt"}


def test_sources_that_disagree_are_each_asked_alone_or_together(loaded):
    both = loaded.ask("who is Brno twinned with according to Wikidata and Wikipedia")
    assert {"Musterstadt", "Beispielburg"} <= names(both)
    shown = loaded.ask("who is Brno twinned with according to Wikidata")
    assert {citation.source.id for citation in shown.sources} == {"twins-1"}


def test_a_source_that_is_not_there_is_said_to_be_none(loaded):
    answer = loaded.ask("who is Brno twinned with according to Encarta")
    assert answer.status == "unknown" and answer.rows == ()
    assert "No source is called “Encarta”" in answer.sentence
    assert "Register of schools (schools)" in answer.sentence


def test_a_follow_up_may_name_the_source(loaded):
    answer = loaded.ask("and according to Wikipedia?", previous="who is Brno twinned with")
    assert names(answer) == {"Beispielburg"}


def test_every_answer_says_what_it_searched(loaded, explorer):
    assert explorer.ask("Leeds twin cities").searched == ("the 4 documents",)
    answer = loaded.ask("Leeds twin cities")
    assert answer.searched == (
        "the 4 documents",
        "Register of charities (as of 1 November 2026)",
        "Members of research networks",
        "Register of schools (as of 1 October 2026)",
        "Wikidata twinned places (as of September 2026)",
        "List of twin towns",
    )
    assert json.loads(json.dumps(answer.as_json()))["searched"] == list(answer.searched)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("which newcastle schools link to Wuhan", {"West Jesmond Primary", "Broadwood Primary"}),
        ("leeds twin cities", {"Brno", "Dortmund", "Durban", "Hangzhou", "Lille", "Siegen"}),
    ],
)
def test_a_name_in_a_register_takes_no_word_of_a_question_away(loaded, text, reading):
    assert reading <= names(loaded.ask(text))


def test_a_thing_of_a_register_is_found_by_its_name(loaded):
    for text in ("tell me about Newcastle Schools", "Seven Becks Trust", "tell me about seven becks"):
        answer = loaded.ask(text)
        assert answer.status == "answer" and (answer.rows or "No link" in answer.sentence), text


def test_schools_of_one_name_are_as_many_as_there_are(loaded):
    bearers = loaded.catalogue.names["moorside primary"]
    assert len([i for i in bearers if i.startswith("GB-EDU-91000")]) == 5
    answer = loaded.ask("tell me about Moorside Primary")
    assert answer.status == "ambiguous"
    assert all(f"Borough {at}" in answer.sentence for at in range(5))
    one = loaded.ask("tell me about Moorside Primary in Borough 3")
    assert one.status == "answer" and "GB-EDU-910003" in {node.id for node in one.nodes}
    assert all(loaded.ask(f"tell me about {text}").status == "answer" for text in answer.suggestions)


def test_what_was_searched_is_shown_where_more_than_the_documents_was(loaded, explorer):
    assert explorer.ask("Leeds twin cities").searched_words == ""
    assert "Register of schools (as of 1 October 2026)" in loaded.ask("Leeds twin cities").searched_words
