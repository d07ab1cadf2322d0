"""Every node in every kind of question that fits it, and any text at all, gets a valid answer."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.answers.answer import STATUSES, Answer
from graph.answers.explorer import Explorer
from graph.answers.wording import number_word
from graph.model.data_folder import SHIPPED_DATA
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from graph.questions.grammar import parse_question
from graph.questions.lexicon import lexicon
from graph.questions.library import library
from graph.questions.revision.rendering import render_question
from graph.stores.embedded.store import EmbeddedStore
from loaders.curated.folder import read_curated

LISTED = (Path(__file__).parents[2] / "questions.txt").read_text(encoding="utf-8").splitlines()
ANY_NODE = ("answer", "empty")
KINDS = {
    "{name}": ("answer",),
    "tell me about {name}": ("answer",),
    "everything about {name}": ("answer",),
    "{name} partners": ANY_NODE,
    "who is {name} linked with?": ANY_NODE,
    "WHICH CITIES ARE LINKED TO {name}": ANY_NODE,
    "which schools are linked to {name}": ANY_NODE,
    "which universities have links with {name}": ANY_NODE,
    "networks of {name}": ANY_NODE,
    "how many links does {name} have": ANY_NODE,
    "when did {name} start its partnerships": ANY_NODE,
    "oldest link of {name}": ANY_NODE,
    "links of {name} before 1990": ANY_NODE,
    "what started after 2000 for {name}": ANY_NODE,
    "where is {name}": ANY_NODE,
    "what kind of thing is {name}": ("answer",),
    "how is {name} connected to Leeds": ANY_NODE,
    "path between Wuhan and {name}": ANY_NODE,
    "what do {name} and Leeds have in common": ANY_NODE,
    "compare {name} with Lille": ANY_NODE,
    "where does it say that {name} is linked to Leeds": ANY_NODE,
    "what is the evidence for {name}": ANY_NODE,
    "planned links of {name}": ANY_NODE,
    "which conflicting claims are there about {name}": ANY_NODE,
    "which countries is {name} linked to": ANY_NODE,
    "who supports {name}": ANY_NODE,
    "who visited {name}": ANY_NODE,
    "education links of {name}": ANY_NODE,
    "is {name} linked to Leeds?": ANY_NODE,
}


@cache
def shipped() -> Explorer:
    store = EmbeddedStore()
    store.load(read_curated(SHIPPED_DATA))
    return Explorer(store)


def check(answer: Answer) -> None:
    """Check what holds for every answer."""
    assert answer.status in STATUSES
    assert answer.sentence.strip() and answer.text.strip() and len(answer.text) <= 8000
    assert all(len(row.cells) == len(answer.columns) for row in answer.rows)
    # An empty answer has rows only for what is nearest: conditions that are not met, a plan, or a number not recorded.
    nearest = bool(answer.checked) or "planned" in answer.text or answer.status == "out_of_scope"
    assert not answer.rows or answer.status == "answer" or nearest
    numbers = {citation.number for citation in answer.sources}
    assert all(set(row.sources) <= numbers for row in answer.rows)
    ids = {node.id for node in answer.nodes}
    assert all({r.start, r.end} <= ids for r in answer.relationships)
    json.dumps(answer.as_json())


@pytest.mark.parametrize("template", KINDS)
def test_every_thing_can_be_asked_about(template):
    explorer = shipped()
    for node in explorer.catalogue.nodes.values():
        text = template.format(name=node.name)
        answer = explorer.ask(text)
        check(answer)
        assert answer.status in KINDS[template], (text, answer.status, answer.sentence)
        named = {fold(node.name)} | {fold(explorer.catalogue.name(i)) for i in explorer.catalogue.family((node.id,))}
        assert any(name in fold(f"{answer.text} {' '.join(c.text for c in answer.understood)}") for name in named), text


def test_every_name_and_alias_leads_to_its_thing():
    explorer = shipped()
    for node in explorer.catalogue.nodes.values():
        for name in (node.name, *node.aliases, node.name.lower(), node.name.upper()):
            answer = explorer.ask(f"tell me about {name}")
            assert answer.status in ("answer", "ambiguous"), (name, answer.sentence)
            assert node.name in answer.text or answer.status == "ambiguous", name


@pytest.mark.parametrize("text", LISTED)
def test_what_was_understood_can_be_said_and_asked_again(text):
    explorer = shipped()
    question = parse_question(text, explorer.catalogue, lexicon())
    again = explorer.ask(render_question(question, explorer.catalogue))
    answer = explorer.ask(text)
    assert (again.status, [r.cells for r in again.rows]) == (answer.status, [r.cells for r in answer.rows])


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
@example("")
@example("x" * 10_000)
@example("Leeds " * 2000)
@example("\x00\x07\ud800\u202eLeeds")
@example("<script>alert(1)</script> Leeds <img src=x onerror=alert(1)>")
@example("MATCH (n) DETACH DELETE n //")
@example("'; DROP TABLE nodes; --")
@example("{{7*7}} ${7*7} %(x)s {name} %s")
@example("../../etc/passwd")
@example("=HYPERLINK(1)")
@example("مدينة ليدز Leeds")
@example("🙂🙂🙂 Wuhan")
@example("and")
@example("between and and between")
def test_any_text_gives_a_valid_answer(text):
    check(shipped().ask(text))


WORDS = sorted({*(w for line in LISTED for w in line.split()), *lexicon().phrases, *lexicon().stop})


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=9))
@example(["by city", "chain"])
@example(["per country", "where is"])
def test_any_words_of_questions_in_any_order_give_a_valid_answer(words):
    check(shipped().ask(" ".join(words)))


def test_an_unknown_word_is_named_and_the_rest_is_not_answered():
    for text in ("which Gateshead schools link to Wuhan", "is Leeds twinned with Hunan", "Newcastle Falcons partners"):
        answer = shipped().ask(text)
        assert answer.status == "unknown" and answer.rows == ()
        assert any(word in answer.sentence for word in ("Gateshead", "Hunan", "Falcons"))


def test_yes_or_not_recorded_but_never_no():
    explorer = shipped()
    for a in explorer.catalogue.labelled(["City"]):
        answer = explorer.ask(f"is {a.name} twinned with Leeds?")
        assert answer.sentence.startswith(("Yes", "Not recorded", "No twinnings between")), answer.sentence
        assert answer.sentence.startswith("Yes") or "recorded" in answer.sentence


def test_a_number_in_a_sentence_is_the_number_of_rows():
    answer = shipped().ask("how many partner cities does Leeds have")
    assert f"{number_word(len(answer.rows))} partner cities" in answer.sentence


def test_all_labels_can_be_listed():
    explorer = shipped()
    for label in vocabulary().labels.values():
        answer = explorer.ask(f"list the {label.plural}")
        now = explorer.catalogue
        members = [n for n in now.labelled([label.name]) if n.id not in now.successors and not now.is_part(n.id)]
        assert len(answer.rows) == len(members), label.name


def test_a_follow_up_keeps_the_rest_of_the_question_before():
    explorer = shipped()
    answer = explorer.ask("and in Germany?", previous="which cities is Leeds twinned with")
    assert {row.cells[0] for row in answer.rows} == {"Dortmund", "Siegen"}
    assert explorer.ask(answer.question).rows == answer.rows


def test_what_is_suggested_can_be_asked_as_it_stands():
    explorer = shipped()
    for text in LISTED:
        for suggestion in explorer.ask(text).suggestions:
            plain = suggestion.removeprefix("Did you mean ").rstrip("?")
            assert explorer.ask(plain).status in ("answer", "empty", "ambiguous"), (text, suggestion)


@pytest.mark.parametrize("saved", library(), ids=lambda saved: saved.title)
def test_a_saved_question_is_answered_with_its_defaults(saved):
    answer = shipped().ask(saved.filled())
    assert answer.status in ANY_NODE and "{" not in answer.question
    for blank in saved.blanks:
        assert blank.default in blank.choices(shipped().catalogue)
