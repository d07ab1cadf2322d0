"""Facts from registers, such as income and website, and facts that are left out on purpose."""

from __future__ import annotations

import pytest

from graph.answers.answer import Answer
from graph.answers.explorer import Explorer
from graph.model.records import Claim, Node, Records, Source
from tests.register_worlds import SIZES, opened, with_curated

LEEDS = "geonames:2644688"
SOURCES = (Source("charities", "dataset", "Register of charities", "Charity Board", as_of="2026-11-01"),)


def charity(number: int, name: str, **said: str | int) -> Node:
    told = tuple((key.replace("_", " "), value) for key, value in said.items())
    return Node(f"GB-CHC-{number}", "Charity", name, (), "charity", properties=told)


NODES = (
    charity(9000001, "Aire Rice Fund", income=2_500_000, income_of_year_to="2026-03-31", website="www.rice.example"),
    charity(9000002, "Wharfe Rice Fund", income=1_000_000, income_of_year_to="2025-12-31"),
    charity(9000003, "Calder Rice Fund", income=0, company_number="01234567"),
    charity(9000004, "Nidd Rice Fund"),
    Node("GB-EDU-900001", "School", "Beck Lane School", (), "primary school", properties=(("postcode", "LS1 1AA"),)),
    Node("XI-ROR-900001", "University", "University of the Becks", properties=(("established", 1904),)),
    Node("GB-EDU-900002", "University", "University of the Becks", properties=(("website", "becks.example"),)),
)


def says(type_: str, *pairs: tuple[str, str]) -> tuple[Claim, ...]:
    return tuple(Claim(a, type_, b, "charities", f"entry {a}", asserted_by="third party") for a, b in pairs)


CLAIMS = (
    *says("LOCATED_IN", *((node.id, LEEDS) for node in NODES if node.id != "GB-CHC-9000002")),
    *says("OPERATES_IN", ("GB-CHC-9000002", "iso:GB")),
)


def world() -> Records:
    """The curated graph and invented entries of registers."""
    return with_curated(NODES, CLAIMS, SOURCES)


@pytest.fixture(scope="module", params=SIZES)
def loaded(request: pytest.FixtureRequest) -> Explorer:
    return opened(world(), request.param)


def named(answer: Answer) -> dict[str, str]:
    return {row.cells[0]: row.cells[2] for row in answer.rows}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "what is the income of Aire Rice Fund",
            "The latest income of Aire Rice Fund is £2,500,000, of the year to 31 March 2026.",
        ),
        ("how much money does Calder Rice Fund have", "The latest income of Calder Rice Fund is £0."),
        ("Aire Rice Fund's website", "The website of Aire Rice Fund is www.rice.example."),
        ("what's the postcode of Beck Lane School?", "The postcode of Beck Lane School is LS1 1AA."),
        ("what is the charity number of Nidd Rice Fund", "The charity number of Nidd Rice Fund is 9000004."),
        ("URN of Beck Lane School", "The URN of Beck Lane School is 900001."),
        ("company number of Calder Rice Fund", "The company number of Calder Rice Fund is 01234567."),
        ("website of the University of the Becks", "The website of University of the Becks is becks.example."),
        ("when was the University of the Becks founded", "University of the Becks was established in 1904."),
        ("how old is the University of the Becks", "University of the Becks was established in 1904."),
    ],
)
def test_what_a_register_says_of_a_thing_is_told_with_its_source(loaded, text, sentence):
    answer = loaded.ask(text)
    assert (answer.status, answer.sentence) == ("answer", sentence)
    assert all(row.sources and row.claims for row in answer.rows)
    assert {citation.source.id for citation in answer.sources} == {"charities"}


@pytest.mark.parametrize(
    ("text", "sentence", "note"),
    [
        ("income of Nidd Rice Fund", "Not recorded: the income of Nidd Rice Fund.", "It is recorded of charities"),
        ("website of Leeds United", "Not recorded: the website of Leeds United.", "of universities and charities"),
        ("UKPRN of Beck Lane School", "Not recorded: the UKPRN of Beck Lane School.", "of nothing that is loaded"),
    ],
)
def test_what_is_not_recorded_is_said_with_of_what_it_is(loaded, text, sentence, note):
    answer = loaded.ask(text)
    assert (answer.status, answer.sentence, answer.rows) == ("empty", sentence, ())
    assert any(note in said for said in answer.notes)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("who is the head of West Jesmond Primary", "Names of people are left out on purpose"),
        ("who is the headteacher of Beck Lane School?", "Names of people are left out on purpose"),
        ("trustees of Aire Rice Fund", "Names of people are left out on purpose"),
        ("how many pupils has West Jesmond Primary", "Numbers of pupils and students are not kept"),
        ("how many students does the University of the Becks have", "Numbers of pupils and students are not kept"),
        ("biggest school in Leeds", "Numbers of pupils and students are not kept"),
        ("phone number of Beck Lane School", "Telephone numbers and e-mail addresses are left out on purpose"),
        ("address of the University of the Becks", "Street addresses are left out"),
        ("Ofsted rating of Beck Lane School", "Inspections, results and age ranges are not kept"),
    ],
)
def test_what_is_left_out_is_said_to_be_and_no_links_are_told_instead(loaded, text, said):
    answer = loaded.ask(text)
    assert (answer.status, answer.rows) == ("out_of_scope", ())
    assert answer.sentence.startswith(said)


INCOMES = {"Aire Rice Fund": "£2,500,000", "Calder Rice Fund": "£0"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("income of charities in Leeds", INCOMES),
        ("biggest charity in Leeds", INCOMES),
        ("the largest charities", {"Aire Rice Fund": "£2,500,000", "Wharfe Rice Fund": "£1,000,000"} | INCOMES),
        ("top 1 charities in Leeds by income", {"Aire Rice Fund": "£2,500,000"}),
        ("which Leeds charities have an income over £1 million", {"Aire Rice Fund": "£2,500,000"}),
        (
            "charities with an income of at least 1,000,000",
            {"Aire Rice Fund": "£2,500,000"} | {"Wharfe Rice Fund": "£1,000,000"},
        ),
        ("how many charities have an income over a million", {"Aire Rice Fund": "£2,500,000"}),
        ("charities in Leeds with income under 100k", {"Calder Rice Fund": "£0"}),
        ("websites of universities in Leeds", {"University of the Becks": "becks.example"}),
    ],
)
def test_what_is_said_of_a_set_is_listed_most_first(loaded, text, expected):
    answer = loaded.ask(text)
    assert named(answer) == expected, answer.sentence
    again = loaded.ask(loaded.say(loaded.understand(text)))
    assert named(again) == expected, loaded.say(loaded.understand(text))


def test_of_how_many_it_is_recorded_is_said(loaded):
    assert "Income is recorded of 2 of 3 charities in Leeds; the others can't be ranked." in (
        loaded.ask("biggest charity in Leeds").notes
    )
    answer = loaded.ask("which Leeds charities have an income over £1 million")
    assert answer.sentence == "1 charity in Leeds with an income over £1,000,000: Aire Rice Fund (£2,500,000)."


def test_a_name_that_is_not_known_is_said_to_be_none(loaded):
    answer = loaded.ask("income of the Zzyzx Qwertz Fund")
    assert answer.status == "unknown" and "Zzyzx Qwertz" in answer.sentence


@pytest.mark.parametrize(
    "text",
    [
        "which Newcastle schools have hosted pupils from China",
        "did the headteacher of Moorside Primary visit China",
        "which website says that Leeds is twinned with Lille",
        "how many students went from Leeds to Durban",
        "who heads the Eurocities working group",
    ],
)
def test_words_that_say_more_keep_their_meaning(loaded, text):
    assert loaded.understand(text).form != "fact"
