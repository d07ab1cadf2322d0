"""Comparisons of the schools, charities or universities of several places, on invented registers."""

from __future__ import annotations

import pytest

from graph.answers.explorer import Explorer
from graph.model.records import Claim, Node, Records, Source
from tests.register_worlds import SIZES, opened, with_curated

LEEDS, NEWCASTLE, BRNO = "geonames:2644688", "geonames:2641673", "geonames:3078610"
SOURCES = (Source("register", "dataset", "Register of bodies", "Board of Registers", as_of="2026-10-01"),)
GROUP = "local:network:redbrick-group"
NODES = (
    *(Node(f"GB-CHC-90{at}", "Charity", f"Rice Fund {at}", (), "charity") for at in range(6)),
    Node("GB-EDU-901", "School", "Weir Lane School", (), "closed primary school", properties=(("status", "Closed"),)),
    *(Node(f"XI-ROR-90{at}", "University", f"University of Beck {at}", (), "university") for at in range(2)),
    Node(GROUP, "Network", "Redbrick Group"),
    *(Node(id, "Country", name, (), "country") for id, name in (("iso:KE", "Kenya"), ("iso:GH", "Ghana"))),
)


def says(type_: str, *pairs: tuple[str, str], **more: str) -> list[Claim]:
    return [Claim(a, type_, b, "register", asserted_by="third party", **more) for a, b in pairs]


CLAIMS = (
    *says("LOCATED_IN", *((f"GB-CHC-90{at}", LEEDS if at < 4 else NEWCASTLE) for at in range(6))),
    *says("LOCATED_IN", ("GB-EDU-901", LEEDS), ("XI-ROR-900", LEEDS), ("XI-ROR-901", NEWCASTLE)),
    *says("OPERATES_IN", ("GB-CHC-900", "iso:KE"), ("GB-CHC-901", "iso:KE"), ("GB-CHC-904", "iso:KE")),
    *says("OPERATES_IN", ("GB-CHC-902", "iso:GH")),
    *says("MEMBER_OF", ("XI-ROR-900", GROUP), ("XI-ROR-901", GROUP), role="member"),
)


def world() -> Records:
    """The curated graph and the invented registers."""
    return with_curated(NODES, CLAIMS, SOURCES)


@pytest.fixture(scope="module", params=SIZES)
def loaded(request: pytest.FixtureRequest) -> Explorer:
    return opened(world(), request.param)


SAID_ALIKE = {
    "compare Leeds and Newcastle schools": "School",
    "compare schools in Leeds with schools in Newcastle": "School",
    "compare the schools of Leeds and Newcastle": "School",
    "Leeds schools vs Newcastle schools": "School",
    "which has more schools, Leeds or Newcastle": "School",
    "does Leeds have more schools than Newcastle": "School",
    "are there more schools in Leeds than in Newcastle?": "School",
    "compare the universities of Leeds and Newcastle": "University",
    "compare charities in Leeds and Newcastle": "Charity",
}


@pytest.mark.parametrize("text", SAID_ALIKE)
def test_however_it_is_said_the_bodies_of_the_places_are_compared(loaded, text):
    question = loaded.understand(text)
    assert (question.form, question.anchor.labels) == ("compare", (SAID_ALIKE[text],))
    assert question.anchor.ids == (LEEDS, NEWCASTLE)


def test_schools_are_counted_and_compared_by_their_own_links_not_their_citys(loaded):
    answer = loaded.ask("compare Leeds and Newcastle schools")
    assert answer.columns == ("aspect", "Leeds", "Newcastle upon Tyne")
    rows = {row.cells[0]: row.cells[1:] for row in answer.rows}
    assert rows["how many"] == ("2, 1 of them closed or removed", "5")
    assert "Bambisanani Partnership" in rows["linked to"][0] and "Lille" not in rows["countries"][0]
    assert "unnamed schools in Wuhan" in rows["linked to"][1] and "Hangzhou" not in answer.text
    assert "2 in Leeds and 5 in Newcastle upon Tyne" in answer.sentence
    assert all(row.claims and row.sources for row in answer.rows)


def test_charities_are_compared_by_where_they_operate(loaded):
    answer = loaded.ask("compare Leeds and Newcastle charities")
    rows = {row.cells[0]: row.cells[1:] for row in answer.rows}
    assert rows["countries they operate in"] == ("Kenya (2) and Ghana (1)", "Kenya (1)")
    assert "By the countries they operate in: Leeds 2, Newcastle upon Tyne 1." in answer.sentence
    assert {"iso:KE", "iso:GH"} <= {node.id for node in answer.nodes}


def test_a_country_beside_the_places_limits_what_is_compared(loaded):
    answer = loaded.ask("compare charities in Leeds and Newcastle that work in Ghana")
    rows = {row.cells[0]: row.cells[1:] for row in answer.rows}
    assert rows["countries they operate in"] == ("Ghana (1)", "nothing")
    assert "1 in Leeds and 0 in Newcastle upon Tyne operate in Ghana" in answer.sentence


def test_what_the_bodies_of_two_places_share_is_listed(loaded):
    answer = loaded.ask("what do the universities of Leeds and Newcastle have in common")
    assert "Redbrick Group" in [row.cells[0] for row in answer.rows]
    answer = loaded.ask("what do charities in Leeds and Newcastle have in common")
    assert [row.cells for row in answer.rows] == [("Kenya", "countries they operate in", "2", "1")]


def test_places_without_such_bodies_are_said_to_have_none(loaded):
    answer = loaded.ask("compare charities in Lille and Brno")
    assert (answer.status, answer.sentence) == ("empty", "No charities in Lille or Brno are recorded.")


@pytest.mark.parametrize(
    "text",
    [
        *SAID_ALIKE,
        "compare charities in Leeds and Newcastle that work in Ghana",
        "compare primary schools in Leeds, Newcastle and Brno",
        "what do charities in Leeds and Newcastle have in common",
    ],
)
def test_a_comparison_of_sets_can_be_said_again(loaded, text):
    again = loaded.ask(loaded.say(loaded.understand(text)))
    assert again.as_json()["rows"] == loaded.ask(text).as_json()["rows"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("which universities do Leeds and Durban have in common", "common"),
        ("which schools in Leeds have more than one link to China", "most"),
        ("who has more twin cities, Leeds or Newcastle", "compare"),
    ],
)
def test_other_questions_of_two_places_keep_their_meaning(loaded, text, form):
    question = loaded.understand(text)
    assert question.form == form and not question.anchor.labels
