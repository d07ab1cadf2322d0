"""Questions that limit a set by place: "schools do we have in Leeds", "schools in Leeds and Newcastle"."""

from __future__ import annotations

import pytest

from graph.answers.explorer import Explorer
from graph.catalogue import catalogue, locations
from graph.model.records import Claim, Node, Records
from graph.stores.embedded.store import EmbeddedStore
from tests.graph.answers.test_register_questions import LEEDS, says, world

NEWCASTLE, DURBAN = "geonames:2641673", "geonames:1007311"


def schools() -> Records:
    """The invented registers, with a trust that has schools in two cities."""
    made = world()
    nodes = (
        Node("GB-EDU-900011", "School", "Ouseburn Lane School", (), "primary school"),
        Node("GB-EDU-900012", "School", "Byker Lane School", (), "primary school"),
        Node("gias-group:9003", "Charity", "Four Bridges Trust", (), "academy trust"),
    )
    claims: tuple[Claim, ...] = (
        *says("schools", "LOCATED_IN", ("GB-EDU-900011", NEWCASTLE), ("GB-EDU-900012", NEWCASTLE)),
        *says("schools", "PART_OF", ("GB-EDU-900011", "gias-group:9001"), ("GB-EDU-900012", "gias-group:9003")),
    )
    return Records((*made.nodes, *nodes), (*made.claims, *claims), made.sources)


@pytest.fixture(scope="module", params=["as it is", "taken for a large one"])
def loaded(request: pytest.FixtureRequest) -> Explorer:
    store = EmbeddedStore()
    store.load(schools())
    with pytest.MonkeyPatch.context() as patch:
        if request.param != "as it is":
            patch.setattr(catalogue, "LARGE", 0)
            patch.setattr(locations, "FEW", 0)
        return Explorer(store)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("how many schools do we have in Leeds", (LEEDS,)),
        ("what schools have you got in Leeds?", (LEEDS,)),
        ("what schools does Leeds have", (LEEDS,)),
        ("how many schools has Leeds got", (LEEDS,)),
        ("which schools are still there in Leeds", (LEEDS,)),
        ("how many schools are there in Leeds and Newcastle", (LEEDS, NEWCASTLE)),
        ("list the schools in both Leeds and Newcastle", (LEEDS, NEWCASTLE)),
        ("Leeds and Newcastle schools", (LEEDS, NEWCASTLE)),
        ("schools in Leeds or in Newcastle", (LEEDS, NEWCASTLE)),
    ],
)
def test_things_of_a_place_are_listed_however_they_are_said_to_be_there(loaded, text, places):
    question = loaded.understand(text)
    assert (question.form, question.target.labels, question.target.places) == ("list", ("School",), places)
    assert question.anchor.is_any
    again = loaded.ask(loaded.say(question))
    assert again.as_json()["rows"] == loaded.ask(text).as_json()["rows"]


def test_what_lies_in_two_places_is_counted_together(loaded):
    counts = [len(loaded.ask(f"schools in {where}").rows) for where in ("Leeds", "Newcastle", "Leeds and Newcastle")]
    assert counts[2] == counts[0] + counts[1]


def test_two_places_limit_what_is_linked(loaded):
    answer = loaded.ask("which schools in Leeds and Newcastle are linked to China")
    assert {"West Jesmond Primary", "Broadwood Primary"} <= {row.cells[0] for row in answer.rows}


@pytest.mark.parametrize(
    "text",
    [
        "which trusts have schools in both Leeds and Newcastle",
        "which trusts have schools in Leeds and Newcastle",
        "do any trusts have schools in Leeds and Newcastle",
    ],
)
def test_a_trust_of_two_places_has_schools_in_each(loaded, text):
    rows = loaded.ask(text).rows
    assert rows and all("Seven Becks Trust" in row.cells[0] for row in rows)


@pytest.mark.parametrize(
    "text",
    [
        "which Leeds schools have no trust",
        "schools in Leeds without a trust",
        "which schools in Leeds are not in any trust",
        "which schools in Leeds are not in a trust",
    ],
)
def test_schools_without_a_trust_are_those_that_are_in_none(loaded, text):
    assert {row.cells[0] for row in loaded.ask(text).rows} == {
        "Ford Lane School", "Mill Lane School", "St Mary's High School Menston",
    }  # fmt: skip


def test_academies_are_the_schools_of_academy_trusts(loaded, explorer):
    answer = loaded.ask("how many academies are there in Leeds")
    assert answer.sentence == "Two schools in Leeds are part of academy trusts: Beck Lane School and Weir Lane School."
    assert explorer.ask("how many academies are there in Leeds").sentence.startswith("1 school in Leeds")


def test_a_kind_of_school_that_is_not_loaded_is_none_and_no_theme(loaded):
    answer = loaded.ask("list the nursery schools in Newcastle")
    assert answer.sentence == "No nursery schools in Newcastle upon Tyne are recorded."


def test_things_without_a_link_of_a_kind_are_called_by_what_they_are(loaded):
    sentence = loaded.ask("which Leeds schools have no university link").sentence
    assert " schools in Leeds without a recorded link of universities: " in sentence


def test_a_trust_of_either_place_has_schools_in_one(loaded):
    answer = loaded.ask("which trusts have schools in Leeds or Newcastle")
    assert [row.cells[0] for row in answer.rows] == ["Four Bridges Trust", "Seven Becks Trust"]


@pytest.mark.parametrize(
    ("text", "asked", "given"),
    [
        ("links between schools in Newcastle and Leeds", NEWCASTLE, LEEDS),
        ("which schools in Newcastle and Durban are linked", NEWCASTLE, DURBAN),
    ],
)
def test_two_sides_of_a_tie_stay_two(loaded, text, asked, given):
    question = loaded.understand(text)
    assert (question.target.places, question.anchor.ids) == ((asked,), (given,))
