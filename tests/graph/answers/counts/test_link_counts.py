"""Questions with a number of links: more than one country, at least two networks, only one school."""

from __future__ import annotations

import pytest

from graph.answers.answer import Answer
from graph.answers.explorer import Explorer, chips
from graph.questions.revision.edits import confirmed_text, without_chip
from tests.graph.answers.test_register_questions import world
from tests.register_worlds import SIZES, opened


@pytest.fixture(scope="module", params=SIZES)
def loaded(request: pytest.FixtureRequest) -> Explorer:
    return opened(world(), request.param)


def named(answer: Answer) -> dict[str, str]:
    return {row.cells[0]: row.cells[1] for row in answer.rows}


HOLDERS = {
    "which charities in Leeds operate in more than one country": {"Aire Rice Fund": "2"},
    "which Leeds charities operate in at least two countries": {"Aire Rice Fund": "2"},
    "charities in Leeds working in two or more countries": {"Aire Rice Fund": "2"},
    "how many Leeds charities work in several countries": {"Aire Rice Fund": "2"},
    "which charities in Leeds operate in only one country": {"Calder Rice Fund": "1", "Wharfe Rice Fund": "1"},
    "which Leeds charities operate in fewer than two countries": {"Calder Rice Fund": "1", "Wharfe Rice Fund": "1"},
    "which Leeds charities work abroad in at least one country": {"Aire Rice Fund": "2", "Wharfe Rice Fund": "1"},
    "which registered charities in Leeds operate in just one country": {"Wharfe Rice Fund": "1"},
    "which charities operate in exactly one country outside Kenya": {"Aire Rice Fund": "1", "Calder Rice Fund": "1"},
    "which trusts have more than one school": {"Seven Becks Trust": "2"},
    "which federations have only one school": {"Two Mills Federation": "1"},
    "which cities have more than five twin towns": {"Leeds": "7"},
    "which cities are in at least three networks": {"Leeds": "4"},
    "which cities are twinned with more than one German city": {"Leeds": "2"},
    "which schools have links with more than one city": {},
}


@pytest.mark.parametrize("text", HOLDERS)
def test_what_is_tied_to_so_many_is_listed_with_the_number(loaded, text):
    answer = loaded.ask(text)
    assert named(answer) == HOLDERS[text], answer.sentence
    assert answer.status == ("answer" if HOLDERS[text] else "empty")
    assert all(row.claims and row.sources for row in answer.rows)
    assert {i for row in answer.rows for i in row.nodes} <= {node.id for node in answer.nodes}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "which Leeds charities operate in more than one country",
            "1 charity in Leeds operating in at least 2 countries: Aire Rice Fund (2).",
        ),
        ("which trusts have exactly two schools", "1 trust with exactly 2 schools: Seven Becks Trust (2)."),
        (
            "which charities in Leeds operate in more than 50 countries",
            "No charities in Leeds operating in at least 51 countries are recorded.",
        ),
        ("which cities are in over 1000 networks", "No cities linked to at least 1,001 networks are recorded."),
        ("which charity operates in the most countries", "Most countries: Aire Rice Fund (2), Calder Rice Fund (1)"),
        ("which city is in the most networks", "Most networks: Leeds (4)"),
    ],
)
def test_the_number_asked_for_is_said(loaded, text, sentence):
    assert loaded.ask(text).sentence.startswith(sentence)


def test_who_has_none_at_all_is_said_not_to_be_listed(loaded):
    assert "What has none on record is not among them." in loaded.ask("which federations have only one school").notes


@pytest.mark.parametrize("text", [*HOLDERS, "which charity operates in the most countries"])
def test_a_number_can_be_said_again(loaded, text):
    again = loaded.ask(loaded.say(loaded.understand(text)))
    assert again.as_json()["rows"] == loaded.ask(text).as_json()["rows"]


def test_the_number_is_a_chip_that_can_be_taken_away(loaded):
    question = loaded.understand("which charities in Leeds operate in more than one country")
    chip = next(chip for chip in chips(question, loaded.catalogue) if chip.field == "number")
    assert chip.text == "at least 2"
    said = confirmed_text(without_chip(question, chip), loaded.catalogue)
    assert said == "which charities in Leeds are operating in the most countries"
    assert named(loaded.ask(said)) == {"Aire Rice Fund": "2", "Calder Rice Fund": "1", "Wharfe Rice Fund": "1"}


def test_one_thing_asked_about_by_number_is_counted(loaded):
    assert loaded.ask("does Leeds have more than five twin cities").sentence.startswith(
        "Leeds has seven partner cities"
    )
    assert loaded.ask("does Leeds have more than three schools").sentence.startswith("5 schools in Leeds")


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("which charities registered since 2010 operate in more than one country", "more than one"),
        ("which partnerships involve more than one school", "more than one"),
        ("which charities operate in at least two countries according to Wikidata", "at least two"),
    ],
)
def test_a_number_that_cannot_be_kept_is_named_and_not_left_out(loaded, text, limit):
    answer = loaded.ask(text)
    assert (answer.status, answer.rows) == ("unknown", ())
    assert f"can't be asked together with “{limit}”" in answer.sentence
