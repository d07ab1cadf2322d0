"""Questions of a council about registers: openings, closures, trusts, operations, and lists that only name towns."""

from __future__ import annotations

import pytest

from graph.answers.answer import Answer
from graph.answers.explorer import Explorer
from graph.answers.nodes import listings
from graph.model.records import Claim, Node, Records, Source
from graph.questions.revision.rephrasing import name_choices
from graph.stores.embedded.store import EmbeddedStore
from tests.register_worlds import SIZES, opened, with_curated

LEEDS, DURBAN, DORTMUND, GERMANY = "geonames:2644688", "geonames:1007311", "geonames:2935517", "iso:DE"
CREATIVE, RUSSELL = "local:network:creative-towns", "local:network:redbrick-group"
SOURCES = (
    Source("schools", "dataset", "Register of schools", "Department for Schools", as_of="2026-10-01"),
    Source("charities", "dataset", "Register of charities", "Charity Board", as_of="2026-11-01"),
    Source("wiki-1", "dataset", "Wikidata: results of a query", "Wikidata", as_of="2026-09"),
    Source("wiki-2", "dataset", "Wikidata: pairs of items", "Wikidata"),
    Source("list", "dataset", "Lists of twin towns", "Wikipedia"),
    Source("members", "dataset", "Members of networks", "Networks"),
)


def school(number: int, name: str, kind: str = "primary school", **dates: str) -> Node:
    status = dates.pop("status", "Closed" if "closed" in dates else "Open")
    return Node(f"GB-EDU-{number}", "School", name, (), kind, properties=(("status", status), *dates.items()))


def charity(number: int, name: str, **dates: str) -> Node:
    status = "Removed" if "removed" in dates else "Registered"
    said = (("status", status), *dates.items())
    return Node(f"GB-CHC-{number}", "Charity", name, (), "charitable trust", properties=said)


NODES = (
    school(900001, "Beck Lane School", opened="2012-09-01"),
    school(900002, "Mill Lane School", opened="1974-09-01", status="Open, but proposed to close"),
    school(900003, "Quarry Lane School", "closed primary school", opened="1950", closed="2011-08-31"),
    school(900004, "Weir Lane School", "closed secondary school", closed="2019-08-31"),
    Node(
        "GB-EDU-900005", "School", "Ford Lane School", (), "closed primary school", properties=(("status", "Closed"),)
    ),
    Node("gias-group:9001", "Charity", "Seven Becks Trust", (), "academy trust"),
    Node("gias-group:9002", "Charity", "Two Mills Federation", (), "federation"),
    charity(9000001, "Aire Rice Fund", registered="1999-05-01"),
    charity(9000002, "Wharfe Rice Fund", registered="2016-05-01"),
    charity(9000003, "Calder Rice Fund", registered="1980", removed="2020-01-31"),
    Node(CREATIVE, "Network", "Creative Towns Network", ("Creative Towns",)),
    Node(RUSSELL, "Network", "Redbrick Group", (), "group of universities"),
    Node("XI-ROR-900001", "University", "University of the Becks", (), "university"),
    Node("GB-EDU-900009", "University", "University of the Becks", (), "university"),
    Node("wikidata:Q900001", "City", "Musterstadt"),
    Node("local:city:musterstadt", "City", "Musterstadt"),
    Node("local:city:de-musterstadt", "City", "Musterstadt", (), "", 51.0, 9.0),
    Node("local:city:de-neuort-1", "City", "Neuort", (), "", 51.0, 9.0),
    Node("local:city:de-neuort-2", "City", "Neuort", (), "", 53.0, 9.0),
    *(Node(f"local:city:altort-{at}", "City", "Altort") for at in (1, 2)),
    Node("local:city:kenya", "City", "Kenya"),
    *(Node(id, "Country", name, (), "country") for id, name in (("iso:KE", "Kenya"), ("iso:GH", "Ghana"))),
)


def says(source: str, type_: str, *pairs: tuple[str, str], **more: str) -> list[Claim]:
    return [Claim(a, type_, b, source, asserted_by="third party", **more) for a, b in pairs]


CLAIMS = (
    *says("schools", "LOCATED_IN", *((f"GB-EDU-90000{at}", LEEDS) for at in (1, 2, 9)), status="active"),
    *says("schools", "LOCATED_IN", *((f"GB-EDU-90000{at}", LEEDS) for at in (3, 4, 5)), status="ended"),
    *says("schools", "PART_OF", ("GB-EDU-900001", "gias-group:9001"), status="active"),
    *says("schools", "PART_OF", ("GB-EDU-900004", "gias-group:9001"), status="ended", end="2019-08-31"),
    *says("schools", "PART_OF", ("GB-EDU-900002", "gias-group:9002"), status="active"),
    *says("schools", "SUCCEEDED_BY", ("GB-EDU-900003", "GB-EDU-900001")),
    *says("charities", "LOCATED_IN", *((f"GB-CHC-900000{at}", LEEDS) for at in (1, 2, 3))),
    *says("charities", "OPERATES_IN", ("GB-CHC-9000001", "iso:KE"), ("GB-CHC-9000002", "iso:KE")),
    *says("charities", "OPERATES_IN", ("GB-CHC-9000001", "iso:GH"), ("GB-CHC-9000003", LEEDS)),
    *says("members", "LOCATED_IN", ("XI-ROR-900001", LEEDS)),
    *says("members", "MEMBER_OF", ("XI-ROR-900001", RUSSELL), (DURBAN, CREATIVE), role="member"),
    *says("list", "LOCATED_IN", ("local:city:de-musterstadt", GERMANY)),
    *says("list", "LOCATED_IN", ("local:city:de-neuort-1", GERMANY), ("local:city:de-neuort-2", GERMANY)),
    *says("list", "LOCATED_IN", ("local:city:altort-1", GERMANY), ("local:city:altort-2", GERMANY)),
    *says("wiki-1", "TWINNED_WITH", ("wikidata:Q900001", LEEDS)),
    *says("wiki-2", "TWINNED_WITH", ("local:city:musterstadt", LEEDS), (DORTMUND, LEEDS)),
    *says("list", "TWINNED_WITH", ("local:city:de-musterstadt", DORTMUND)),
)


def world() -> Records:
    """The curated graph and the invented registers."""
    return with_curated(NODES, CLAIMS, SOURCES)


@pytest.fixture(scope="module", params=SIZES)
def loaded(request: pytest.FixtureRequest) -> Explorer:
    """The curated graph and the invented registers, read as a small graph and as a large one."""
    return opened(world(), request.param)


def names(answer: Answer) -> list[str]:
    return [row.cells[0] for row in answer.rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("which schools in Leeds closed", ["Ford Lane School", "Quarry Lane School", "Weir Lane School"]),
        ("which Leeds schools have closed since 2015", ["Weir Lane School"]),
        ("which primary schools in Leeds closed", ["Ford Lane School", "Quarry Lane School"]),
        ("which Leeds schools are primary schools", ["Beck Lane School", "Mill Lane School"]),
        ("how many schools in Leeds are open", ["Beck Lane School", "Mill Lane School"]),
        ("which schools in Leeds opened since 2000", ["Beck Lane School"]),
        ("which schools in Leeds opened before 1980", ["Quarry Lane School", "Mill Lane School"]),
        ("oldest school in Leeds", ["Quarry Lane School"]),
        ("newest school in Leeds", ["Beck Lane School"]),
        ("which charities in Leeds were removed", ["Calder Rice Fund"]),
        ("which Leeds charities were registered since 2010", ["Wharfe Rice Fund"]),
        ("charities registered in Leeds", ["Aire Rice Fund", "Wharfe Rice Fund"]),
        ("which trusts have schools in Leeds", ["Seven Becks Trust"]),
        ("which academy trusts are in Leeds", ["Seven Becks Trust"]),
        ("how many federations are there in Leeds", ["Two Mills Federation"]),
        ("which trust is Beck Lane School in", ["Seven Becks Trust"]),
        ("which open schools in Leeds are in a trust", ["Beck Lane School"]),
        ("which closed schools in Leeds are in a trust", ["Weir Lane School"]),
        ("which trust has the most schools in Leeds", ["Seven Becks Trust"]),
        ("which schools in Leeds are proposed to close", ["Mill Lane School"]),
        ("which charities in Leeds operate in Kenya or Ghana", ["Aire Rice Fund", "Wharfe Rice Fund"]),
        ("which charities in Leeds operate in Kenya and Ghana", ["Aire Rice Fund"]),
        ("which Leeds charities operate abroad", ["Aire Rice Fund", "Wharfe Rice Fund"]),
        ("how many charities in Leeds work overseas", ["Aire Rice Fund", "Wharfe Rice Fund"]),
        ("which countries do Leeds charities operate in", ["Kenya", "Ghana", "United Kingdom"]),
        ("which country do most charities in Leeds operate in", ["Kenya", "Ghana", "United Kingdom"]),
        ("do any Leeds charities work in Kenya", ["Aire Rice Fund – Kenya", "Wharfe Rice Fund – Kenya"]),
        ("which of Leeds's twin towns are creative towns", ["Durban"]),
        ("which partner cities of Leeds are in the Creative Towns Network", ["Durban"]),
        ("which cities are creative towns", ["Durban"]),
        ("which networks is the University of the Becks a member of", ["Redbrick Group"]),
    ],
)
def test_what_a_register_says_is_answered(loaded, text, expected):
    answer = loaded.ask(text)
    assert answer.status == "answer", answer.sentence
    assert sorted(names(answer)) == sorted(expected)
    if "countr" not in text:
        assert {node.id for node in answer.nodes} >= {row.nodes[0] for row in answer.rows}


def test_the_days_of_opening_and_closing_stand_in_rows_and_sentence(loaded):
    answer = loaded.ask("which schools in Leeds closed since 2000")
    assert answer.columns == ("name", "what it is", "opened", "closed", "became")
    cells = {row.cells[0]: row.cells[2:] for row in answer.rows}
    assert cells["Quarry Lane School"] == ("1950", "31 August 2011", "Beck Lane School")
    assert "Quarry Lane School (31 August 2011)" in answer.sentence
    assert "Of 1 more no date is recorded; not counted." in answer.notes
    assert {citation.source.id for citation in answer.sources} == {"schools"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("is Beck Lane School still open", "Yes: Beck Lane School opened on 1 September 2012."),
        ("is Weir Lane School open", "No: Weir Lane School closed on 31 August 2019."),
        ("is Weir Lane School closed", "Yes: Weir Lane School closed on 31 August 2019."),
        ("is Beck Lane School closed", "No: Beck Lane School opened on 1 September 2012 and is open."),
        ("when did Beck Lane School open", "Beck Lane School opened on 1 September 2012."),
        ("when did Weir Lane School close", "Weir Lane School closed on 31 August 2019."),
        ("when did Ford Lane School close", "Not recorded: when Ford Lane School closed."),
        (
            "when was Calder Rice Fund removed",
            "Calder Rice Fund was registered in 1980 and was removed from its register on 31 January 2020.",
        ),
        ("is Beck Lane School in a trust", "Yes: Beck Lane School is part of Seven Becks Trust."),
        ("is Mill Lane School in a trust", "It is not recorded that Mill Lane School is part of academy trusts."),
    ],
)
def test_how_one_thing_stands_is_said(loaded, text, sentence):
    assert loaded.ask(text).sentence == sentence


def test_where_no_register_tells_it_is_said_that_it_is_not_recorded(explorer):
    answer = explorer.ask("which schools in Leeds closed")
    assert answer.status == "empty"
    assert answer.sentence.startswith("Not recorded: no loaded register says which schools are open")


def test_closed_schools_in_a_list_are_said_to_be_closed(loaded):
    answer = loaded.ask("how many schools are in Leeds")
    assert answer.sentence.startswith("5 schools in Leeds")
    assert "Of these, 2 are closed or removed from their register." in answer.notes


def test_operations_are_counted_by_country_most_first(loaded):
    answer = loaded.ask("which countries do Leeds charities operate in")
    assert answer.sentence == "Charities in Leeds operate in 3 countries: Kenya (2), Ghana (1) and United Kingdom (1)."
    assert answer.rows[0].cells[1] == "2: Aire Rice Fund and Wharfe Rice Fund"
    assert len(answer.rows[0].claims) == 2 and answer.rows[0].sources


def test_a_source_is_called_by_its_publisher_where_that_means_just_these(loaded):
    answer = loaded.ask("who is Leeds twinned with according to Wikidata")
    assert "(according to Wikidata)" in answer.sentence
    assert {citation.source.id for citation in answer.sources} == {"wiki-1", "wiki-2"}
    one = loaded.ask("who is Leeds twinned with according to Wikidata pairs of items")
    assert "(according to Wikidata: pairs of items)" in one.sentence
    assert loaded.ask("does Wikidata say that Leeds is twinned with Dortmund").sentence.startswith("Yes")
    assert loaded.ask("does Wikipedia say that Leeds is twinned with Dortmund").status == "empty"


def test_entries_of_one_town_are_looked_through_together_and_said_to_be_several(loaded):
    answer = loaded.ask("who is Musterstadt twinned with")
    assert sorted(names(answer)) == ["Dortmund", "Leeds"]
    assert "3 entries are called Musterstadt and may be one; all were looked through." in answer.notes
    back = loaded.ask("who is Leeds twinned with according to Wikidata")
    assert names(back).count("Musterstadt") == 2
    assert "Several entries of one name that may be one are counted once: Musterstadt (2)." in back.notes
    assert back.sentence == "Leeds has two twinning partners (according to Wikidata): Dortmund and Musterstadt."
    assert [(row.cells[0], row.duplicate) for row in back.rows if row.duplicate] == [("Musterstadt", True)]
    assert sum(not row.duplicate for row in back.rows) == 2


def test_a_university_that_registers_list_twice_is_counted_once(loaded):
    answer = loaded.ask("which universities are in Leeds")
    assert answer.sentence.count("University of the Becks") == 1
    assert "Several entries of one name that may be one are counted once: University of the Becks (2)." in answer.notes
    assert sum(not row.duplicate for row in answer.rows) == int(answer.sentence.split()[0]) == len(answer.rows) - 1
    assert [row["again"] for row in answer.as_json()["rows"]].count(True) == 1


def test_of_a_long_list_the_sentence_counts_what_is_named_and_what_is_more(loaded, monkeypatch):
    monkeypatch.setattr(listings, "LISTED", 4)
    answer = loaded.ask("list all the cities")
    count = int(answer.sentence.split()[0])
    named = sum(not row.duplicate for row in answer.rows)
    assert answer.sentence.endswith(f"and {count - named} more.") and answer.more == count - named


def test_a_limit_to_a_network_is_said_where_nothing_is_left(loaded):
    answer = loaded.ask("which partner cities of Leeds are in the Redbrick Group")
    assert answer.sentence.startswith("No city partnerships of Leeds that are in Redbrick Group too are recorded.")


def test_towns_of_one_name_that_lie_apart_are_still_several(loaded):
    assert loaded.ask("who is Neuort twinned with").status == "ambiguous"
    assert loaded.ask("who is Altort twinned with").status == "ambiguous"


def test_a_country_is_meant_before_a_village_of_its_name(loaded):
    assert loaded.understand("which charities operate in Kenya").anchor.ids == ("iso:KE",)


@pytest.mark.parametrize(
    "text",
    [
        "which schools in Leeds closed since 2015",
        "which schools in Leeds are open",
        "which schools in Leeds are proposed to close",
        "is Mill Lane School proposed to close",
        "which Leeds charities operate abroad",
        "which trust has the most schools in Leeds",
        "oldest school in Leeds",
        "is Beck Lane School still open",
        "when did Weir Lane School close",
        "which closed schools in Leeds are in a trust",
        "which partner cities of Leeds are in the Creative Towns Network",
        "which trusts have schools in Leeds",
        "who is Leeds twinned with according to Wikidata",
    ],
)
def test_what_was_understood_can_be_said_again(loaded, text):
    said = loaded.say(loaded.understand(text))
    assert loaded.ask(said).as_json()["rows"] == loaded.ask(text).as_json()["rows"], said


def test_a_network_that_has_no_such_member_is_no_path(loaded):
    answer = loaded.ask("is Leeds a creative town")
    assert answer.status == "empty" and answer.sentence.startswith("No memberships")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("which city has the most schools", "Most schools: Leeds (5) and Newcastle upon Tyne (5)."),
        ("which trusts have the most schools", "Most schools: Seven Becks Trust (2)."),
        ("which cities have the most charities", "Most charities: Leeds (3)."),
    ],
)
def test_the_most_of_what_registers_list_is_counted(loaded, text, sentence):
    answer = loaded.ask(text)
    assert answer.sentence == sentence
    assert all(
        set(row.nodes) <= {node.id for node in answer.nodes} and row.claims and row.sources for row in answer.rows
    )


def test_trusts_of_schools_are_no_charities_of_a_list(loaded):
    answer = loaded.ask("list the charities")
    assert "Aire Rice Fund" in names(answer) and "Seven Becks Trust" not in names(answer)
    assert "Not counted: 2 trusts and federations of schools." in answer.notes
    assert names(loaded.ask("list the academy trusts")) == ["Seven Becks Trust"]


@pytest.mark.parametrize(
    ("text", "status", "word"),
    [
        ("which charities near Leeds operate in Kenya", "out_of_scope", "near"),
        ("which schools in Leeds in a trust have links abroad", "unknown", "abroad"),
    ],
)
def test_a_limit_that_cannot_be_kept_is_named_and_not_left_out(
    loaded: Explorer, text: str, status: str, word: str
) -> None:
    answer = loaded.ask(text)
    assert answer.status == status
    assert word in answer.sentence


def test_either_of_two_is_said_with_or_and_asked_again_gives_the_same(loaded: Explorer) -> None:
    answer = loaded.ask("which charities in Leeds operate in Kenya or Ghana")
    assert "Kenya or Ghana" in answer.sentence
    again = loaded.ask(loaded.say(loaded.understand(answer.question)))
    assert again.rows == answer.rows


@pytest.fixture(scope="module")
def countries() -> Explorer:
    """The invented registers, with countries that share a short name."""
    both = (("iso:KR", "South Korea"), ("iso:KP", "North Korea"), ("iso:CG", "Republic of the Congo"))
    records = world()
    store = EmbeddedStore()
    extra = tuple(Node(id, "Country", name, ("Congo",) if id == "iso:CG" else (), "country") for id, name in both)
    works = tuple(says("charities", "OPERATES_IN", ("GB-CHC-9000001", "iso:KR")))
    store.load(Records((*records.nodes, *extra), (*records.claims, *works), records.sources))
    return Explorer(store)


@pytest.mark.parametrize(
    "text", ["Korea", "which charities in Leeds operate in Korea", "Korean charities", "Korean links"]
)
def test_a_short_name_of_two_countries_asks_which_is_meant(countries: Explorer, text: str) -> None:
    answer = countries.ask(text)
    assert answer.status == "ambiguous" and answer.rows == ()
    assert "South Korea (country) and North Korea (country)" in answer.sentence
    assert answer.suggestions == ("South Korea", "North Korea")


def test_which_of_two_countries_is_meant_may_be_said(countries: Explorer) -> None:
    assert names(countries.ask("which charities in Leeds operate in South Korea")) == ["Aire Rice Fund"]
    assert names(countries.ask("South Korean charities")) == names(countries.ask("charities in South Korea"))
    question = countries.understand("which charities in Leeds operate in Korea")
    offered = [said for _, said in name_choices(question.text, question.ambiguous, countries.catalogue)]
    assert names(countries.ask(offered[0])) == ["Aire Rice Fund"]


def test_a_short_name_is_taken_for_the_only_one_recorded_and_said_so(countries: Explorer, explorer: Explorer) -> None:
    answer = countries.ask("who is linked to the Congo")
    assert "“Congo” was taken as Republic of the Congo." in answer.notes
    assert explorer.ask("Korea").status == "empty"
