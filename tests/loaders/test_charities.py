"""The charity register's files become charities, where they are, where they work and what they merged into."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import DataError
from graph.model import Claim, Node
from graph.vocabulary import DATA
from loaders.charity_entries import charity_id
from loaders.charity_extract import NOT_LOADED
from loaders.extracting import Extract, extract
from loaders.kinds import recognise
from loaders.known_places import Places
from loaders.opening import open_file
from loaders.post_towns import PostTowns, district_and_area
from loaders.reading import Reading, Scope
from tests.loaders.place_samples import sample, sample_rows

NEWCASTLE, LEEDS = "geonames:2641673", "geonames:2644688"
MAIN = {
    "date_of_extract": "2024-05-13", "organisation_number": "1", "registered_charity_number": "1000001",
    "linked_charity_number": "0", "charity_name": "TYNE TEST TRUST", "charity_type": "Trust",
    "charity_registration_status": "Registered", "date_of_registration": "1990-02-03 00:00:00", "date_of_removal": "",
    "latest_acc_fin_period_end_date": "2023-03-31 00:00:00", "latest_income": "1200.00",
    "charity_contact_address1": "7 Made Up Street", "charity_contact_address2": "Heaton",
    "charity_contact_address3": "NEWCASTLE UPON TYNE", "charity_contact_address4": "", "charity_contact_address5": "",
    "charity_contact_postcode": "NE6 9ZZ", "charity_contact_phone": "0191 498 0000",
    "charity_contact_email": "someone@example.org", "charity_contact_web": "www.example.org",
    "charity_company_registration_number": "1234567", "charity_activities": "Jo Bloggs runs it all.",
    "charity_gift_aid": "True",
}  # fmt: skip
AREA = {
    "date_of_extract": "2024-05-13", "organisation_number": "1", "registered_charity_number": "1000001",
    "linked_charity_number": "0", "geographic_area_type": "Country", "geographic_area_description": "China",
    "parent_geographic_area_type": "Continent", "parent_geographic_area_description": "Asia", "welsh_ind": "False",
}  # fmt: skip
SEARCH = {
    "Charity Number": "1000001", "Charity Subsidiary Number": "0", "Charity Name": "TYNE TEST TRUST",
    "Charity Address": "7 Made Up Street, Heaton, NEWCASTLE UPON TYNE", "Charity Postcode": "NE6 9ZZ",
    "Charity Constituency": "Newcastle upon Tyne East", "Phone": "0191 498 0000", "Email": "someone@example.org",
    "Website": "www.example.org", "Last Recorded Financial Year": "31/03/2023", "Last Recorded Income": "1200",
    "Charity Status": "Registered", "Charity Type": "CIO", "Activities": "Jo Bloggs runs it all.",
}  # fmt: skip
MERGER = {
    "transferor_name": "Old Trust", "transferor_regno": "200001", "transferor_subno": "0",
    "transferee_name": "New Trust", "transferee_regno": "1000001", "transferee_subno": "0",
    "date_vesting_declaration": "2008-05-02 00:00:00", "date_property_transferred": "2008-07-01 00:00:00",
    "date_merger_registered": "2009-01-01 00:00:00",
}  # fmt: skip
PERSONAL = ("Jo Bloggs", "498 0000", "example.org>", "someone@", "Made Up Street", " 9ZZ")


@cache
def places() -> Places:
    return Places.read(DATA)


def loaded(path: Path, scope: Scope | None = None) -> Extract:
    opened = open_file(path)
    loader = recognise(opened)
    source = loader.source(opened, "register", "2026-11-25")
    made = extract(Reading(opened, source, places(), scope or Scope()), loader)
    assert made.accepted + made.rejected + made.left_out.total() == made.read
    return made


def table(folder: Path, fields: Mapping[str, str], rows: Iterable[Mapping[str, str]], delimiter: str = "\t") -> Path:
    path = folder / f"publicextract{len(list(folder.iterdir()))}.txt"
    quote = "" if delimiter == "\t" else '"'
    lines = [list(fields), *([{**fields, **row}[field] for field in fields] for row in rows)]
    text = "\r\n".join(delimiter.join(f"{quote}{cell}{quote}" for cell in line) for line in lines)
    path.write_text(f"{text}\r\n", encoding="utf-8-sig", newline="")
    return path


def as_json(folder: Path, fields: Mapping[str, object], rows: Iterable[Mapping[str, object]]) -> Path:
    path = folder / f"publicextract{len(list(folder.iterdir()))}.json"
    path.write_text(json.dumps([{**fields, **row} for row in rows]), encoding="utf-8-sig")
    return path


def charity(made: Extract, number: str = "1000001") -> Node:
    return made.nodes[f"GB-CHC-{number}"]


def of(made: Extract, kind: str) -> list[Claim]:
    return [claim for claim in made.claims if claim.type == kind and claim.subject.startswith("GB-CHC")]


def test_a_charity_keeps_its_name_dates_and_numbers(tmp_path: Path) -> None:
    made = loaded(table(tmp_path, MAIN, [{}]))
    assert made.source.as_of == "2024-05-13"
    node = charity(made)
    assert (node.label, node.name, node.kind) == ("Charity", "TYNE TEST TRUST", "charitable trust")
    assert dict(node.properties) == {
        "charity number": "1000001", "status": "Registered", "registered": "1990-02-03", "postcode district": "NE6",
        "website": "www.example.org", "company number": "01234567", "income": 1200, "income of year to": "2023-03-31",
    }  # fmt: skip
    (placed,) = of(made, "LOCATED_IN")
    assert (placed.object, placed.status, placed.as_of) == (NEWCASTLE, "active", "2024-05-13")
    assert placed.note == "By the post town of its contact address."


def test_text_and_json_say_the_same(tmp_path: Path) -> None:
    rows: list[dict[str, str]] = [{}, {"registered_charity_number": "1000002", "charity_name": "LEEDS TEST"}]
    numbers = [{**row, "registered_charity_number": 1000001 + at, "linked_charity_number": 0, "latest_income": 1200.0,
                "date_of_extract": "2024-05-13T00:00:00", "date_of_registration": "1990-02-03T00:00:00",
                "date_of_removal": None} for at, row in enumerate(rows)]  # fmt: skip
    text, other = loaded(table(tmp_path, MAIN, rows)), loaded(as_json(tmp_path, MAIN, numbers))
    assert text.nodes == other.nodes
    assert text.source.as_of == other.source.as_of
    assert list(text.claims) == list(other.claims)


def test_nothing_personal_is_kept(tmp_path: Path) -> None:
    odd = {"registered_charity_number": "1000003", "charity_contact_web": "someone@example.org"}
    phone = {"registered_charity_number": "1000004", "charity_contact_web": "0191 498 0000"}
    name = {"registered_charity_number": "1000005", "charity_contact_postcode": "Jo Bloggs", "latest_income": "Jo"}
    rows = [{}, odd, phone, name, {"registered_charity_number": "Jo", "charity_contact_address5": "Jo Bloggs"}]
    for path in (table(tmp_path, MAIN, rows), as_json(tmp_path, MAIN, rows)):
        made = loaded(path)
        everything = repr((made.nodes, list(made.claims), made.rejections, made.remarks, made.sources))
        assert not [text for text in PERSONAL if text in everything]
        assert made.remarked["not a website: left out"] == 2
    made = loaded(table(tmp_path, SEARCH, [{}], ","))
    assert not [text for text in PERSONAL if text in repr((made.nodes, list(made.claims), made.remarks))]


def test_a_removed_charity_is_kept_and_what_it_says_has_ended(tmp_path: Path) -> None:
    removed = {"charity_registration_status": "Removed", "date_of_removal": "2011-04-05 00:00:00"}
    made = loaded(table(tmp_path, MAIN, [removed]))
    held = dict(charity(made).properties)
    assert (held["status"], held["removed"]) == ("Removed", "2011-04-05")
    assert [(claim.status, claim.end) for claim in of(made, "LOCATED_IN")] == [("ended", "2011-04-05")]


def test_a_linked_charity_is_part_of_its_main_one(tmp_path: Path) -> None:
    linked = {"linked_charity_number": "2", "charity_name": "LINKED FUND", "charity_type": ""}
    made = loaded(table(tmp_path, MAIN, [{}, linked]))
    assert charity(made, "1000001-2").kind == "linked charity"
    assert [(c.subject, c.object) for c in of(made, "PART_OF")] == [("GB-CHC-1000001-2", "GB-CHC-1000001")]


def test_dummy_dates_are_not_recorded(tmp_path: Path) -> None:
    made = loaded(table(tmp_path, MAIN, [{"date_of_registration": "1900-01-01 00:00:00"}]))
    assert "registered" not in dict(charity(made).properties)
    assert made.remarked == {"a dummy or no date for registered: left out": 1}


def test_rows_that_cannot_be_charities_are_rejected(tmp_path: Path) -> None:
    rows = [
        {}, {"charity_name": "AGAIN"}, {"registered_charity_number": "1000009", "charity_name": " \u200b"},
        {"registered_charity_number": "", "charity_name": "NO NUMBER"}, {"registered_charity_number": "0"},
        {"registered_charity_number": "1000010", "linked_charity_number": "x"},
    ]  # fmt: skip
    made = loaded(table(tmp_path, MAIN, rows))
    assert [(r.line, r.field, r.reason) for r in made.rejections] == [
        (3, "registered_charity_number", "used twice, first in line 2"),
        (4, "charity_name", "empty"),
        (5, "registered_charity_number", "not a charity number"),
        (6, "registered_charity_number", "not a charity number"),
        (7, "linked_charity_number", "not a charity number"),
    ]
    assert (made.read, made.accepted) == (6, 1)


def test_torn_rows_are_rejected_and_the_rest_is_kept(tmp_path: Path) -> None:
    rows = [
        {}, {"registered_charity_number": "2", "charity_activities": "a tab\tin a text"},
        {"registered_charity_number": "3", "charity_activities": "a line\r\nbreak"},
        {"registered_charity_number": "4", "charity_name": 'THE "OPEN QUOTE'},
    ]  # fmt: skip
    made = loaded(table(tmp_path, MAIN, rows))
    assert [name for name in made.nodes if name.startswith("GB-CHC")] == ["GB-CHC-1000001", "GB-CHC-4"]
    assert (made.read, made.rejected) == (5, 3)
    assert {r.line for r in made.rejections} == {3, 4, 5}


def test_misread_letters_are_shown_and_remarked_and_others_are_not(tmp_path: Path) -> None:
    names = ("CAFÃ‰ TRUST", "CAFÉ TRUST", "ASSOCIAÇÃO DE SÃO JOÃO", "NULL\x00 TRUST", "ZERO\u200b WIDTH")
    made = loaded(
        table(
            tmp_path, MAIN, [{"registered_charity_number": str(at), "charity_name": n} for at, n in enumerate(names, 1)]
        )
    )
    kept = [charity(made, str(at)).name for at in range(1, 6)]
    assert kept == ["CAFÃ‰ TRUST", "CAFÉ TRUST", "ASSOCIAÇÃO DE SÃO JOÃO", "NULL\ufffd TRUST", "ZERO WIDTH"]
    assert [remark.line for remark in made.remarks] == [2, 5]


@pytest.mark.parametrize(("address", "postcode", "constituency", "place"), [
    ("1 X Road, Newcastle-upon-Tyne, Tyne and Wear", "NE6 9ZZ", "", NEWCASTLE),
    ("1 X Road, NEWCASTLE UPON TYNE", "", "", NEWCASTLE),
    ("1 X Road, GOSFORTH, NEWCASTLE", "NE3 9ZZ", "", NEWCASTLE),
    ("1 X Road, Newcastle", "ST5 1AA", "", "gss:E07000195"),
    ("1 X Road, Newcastle", "", "", ""),
    ("1 X Road, Newcastle", "BT33 0AA", "", ""),
    ("1 X Road, NEWCASTLE UPON TYNE", "LS1 1AA", "", ""),
    ("1 X Road, NEWCASTLE UPON TYNE", "NE15 9ZZ", "Hexham", ""),
    ("1 X Road, NEWCASTLE UPON TYNE", "NE6 9ZZ", "Newcastle upon Tyne East and Wallsend", NEWCASTLE),
    ("1 X Road, NEWCASTLE UPON TYNE, South Shields, Tyne and Wear", "NE33 9ZZ", "", ""),
    ("Leeds House, Leeds Road, Bradford", "BD1 1AA", "", "gss:E08000032"),
    ("1 X Road, LEEDS", "LS1 1AA", "Leeds Central and Headingley", LEEDS),
    ("1 X Road, London", "SE1 9ZZ", "Bermondsey and Old Southwark", "geonames:2643743"),
    ("1 X Road, Ashford, Middlesex", "TW15 1AA", "", ""),
    ("", "", "", ""),
])  # fmt: skip
def test_a_post_town_places_a_charity_when_nothing_speaks_against_it(
    address: str, postcode: str, constituency: str, place: str
) -> None:
    found = PostTowns(places()).find(address, district_and_area(postcode)[1], constituency)
    assert found.place == place
    assert bool(found.reason) != bool(place)


def test_a_scope_takes_the_charities_of_a_place_and_what_is_linked_to_them(tmp_path: Path) -> None:
    nowhere = {"charity_contact_address2": "", "charity_contact_address3": "", "charity_contact_postcode": ""}
    rows = [
        {"linked_charity_number": "1", "charity_name": "LINKED HERE", **nowhere}, {},
        {"registered_charity_number": "2", "charity_contact_address3": "LEEDS", "charity_contact_postcode": "LS1 1AA"},
        {"registered_charity_number": "2", "linked_charity_number": "1", **nowhere},
    ]  # fmt: skip
    made = loaded(table(tmp_path, MAIN, rows), Scope(places=frozenset({NEWCASTLE})))
    assert {name for name in made.nodes if name.startswith("GB-CHC")} == {"GB-CHC-1000001", "GB-CHC-1000001-1"}
    assert made.left_out.total() == 2
    england = loaded(table(tmp_path, MAIN, rows), Scope(places=frozenset({"geonames:6269131"})))
    assert england.accepted == 4


def test_operating_in_a_place_is_no_partnership(tmp_path: Path) -> None:
    rows = [
        {}, {"geographic_area_type": "Local Authority", "geographic_area_description": "Leeds City"},
        {"geographic_area_description": "Dubai"}, {"geographic_area_description": "Abu Dhabi"},
        {"geographic_area_type": "Continent", "geographic_area_description": "Africa"},
    ]  # fmt: skip
    for path in (table(tmp_path, AREA, rows), as_json(tmp_path, AREA, rows)):
        made = loaded(path)
        assert {claim.type for claim in made.claims} == {"OPERATES_IN", "LOCATED_IN"}
        assert {claim.object for claim in of(made, "OPERATES_IN")} >= {"iso:CN", LEEDS, "geonames:6255146"}
        assert len(of(made, "OPERATES_IN")) == 5
        assert "GB-CHC-1000001" not in made.nodes
        assert made.source.as_of == "2024-05-13"


def test_an_unknown_area_is_rejected_with_the_nearest(tmp_path: Path) -> None:
    rows = [{}, {"geographic_area_description": "Chinaa"}, {"registered_charity_number": "n/a"}]
    made = loaded(table(tmp_path, AREA, rows))
    assert [(r.field, r.reason) for r in made.rejections] == [
        ("geographic_area_description", "no country of this name is known"),
        ("registered_charity_number", "not a charity number"),
    ]
    assert "China" in made.rejections[0].fix


def test_a_scope_of_countries_takes_the_areas_in_them_alone(tmp_path: Path) -> None:
    rows = [
        {}, {"geographic_area_description": "India"},
        {"geographic_area_type": "Continent", "geographic_area_description": "Asia"},
        {"geographic_area_type": "Local Authority", "geographic_area_description": "Leeds City"},
    ]  # fmt: skip
    path = table(tmp_path, AREA, rows)
    made = loaded(path, Scope(countries=frozenset({"iso:CN", "iso:GB"})))
    assert [claim.object for claim in of(made, "OPERATES_IN")] == ["iso:CN", LEEDS]
    assert made.left_out.total() == 2
    whose = loaded(path, Scope(places=frozenset({NEWCASTLE})))
    assert (whose.accepted, sum(whose.remarked.values())) == (4, 1)


def test_every_area_of_the_register_is_known() -> None:
    rows = sample_rows("charities/cc-aoo-gss-iso-new.csv")
    unknown = {
        (row["geographic_area_type"], row["geographic_area_description"])
        for row in rows
        if not places().operating(row["geographic_area_type"], row["geographic_area_description"])
    }
    assert not unknown


def test_a_search_export_gives_the_same_charities(tmp_path: Path) -> None:
    made = loaded(table(tmp_path, SEARCH, [{}], ","))
    node = charity(made)
    assert (node.name, node.kind) == ("TYNE TEST TRUST", "charitable incorporated organisation")
    assert dict(node.properties)["income of year to"] == "2023-03-31"
    assert [claim.object for claim in of(made, "LOCATED_IN")] == [NEWCASTLE]


def test_a_merger_is_a_succession_from_the_day_the_property_passed(tmp_path: Path) -> None:
    made = loaded(table(tmp_path, MERGER, [{"transferor_subno": "03"}], ","))
    (claim,) = made.claims
    assert (claim.subject, claim.type, claim.object) == ("GB-CHC-200001-3", "SUCCEEDED_BY", "GB-CHC-1000001")
    assert (claim.start, claim.event) == ("2008-07-01", "merged")
    assert charity(made).name == "New Trust"


def test_bodies_without_a_number_are_kept_where_they_received_and_not_where_they_gave(tmp_path: Path) -> None:
    none = {"transferor_name": "Jo Bloggs", "transferor_regno": "", "transferor_subno": ""}
    body = {"transferee_name": "University of Testing (exempt)", "transferee_regno": ".", "transferee_subno": "0"}
    bracket = {"transferor_name": "Other Trust ( 200002)", "transferor_regno": "0", "transferor_subno": ""}
    made = loaded(table(tmp_path, MERGER, [none, body, bracket], ","))
    assert made.rejected == 1
    assert "Bloggs" not in repr((made.nodes, made.rejections, made.remarks))
    assert made.nodes["local:charity:university-of-testing-exempt"].label == "Charity"
    assert charity(made, "200002").name == "Other Trust"


def test_mergers_that_say_nothing_are_rejected(tmp_path: Path) -> None:
    own = {"transferee_regno": "200001"}
    blank = {"transferor_name": "", "transferor_regno": "", "transferor_subno": ""}
    made = loaded(table(tmp_path, MERGER, [{}, {}, own, blank], ","))
    assert [(r.line, r.field) for r in made.rejections] == [
        (3, "transferor_name"), (4, "transferee_regno"), (5, "transferor_name"),
    ]  # fmt: skip
    renamed = loaded(table(tmp_path, MERGER, [{}, {"transferor_name": "Elder Fund"}], ","))
    assert (renamed.accepted, sum(renamed.remarked.values()), charity(renamed, "200001").name) == (2, 1, "Old Trust")
    undated = loaded(table(tmp_path, MERGER, [{"date_property_transferred": ""}], ","))
    assert [claim.start for claim in undated.claims] == [""]


def test_a_merger_that_a_table_of_relationships_calls_the_same_is_a_succession(tmp_path: Path) -> None:
    names = {"transferor_name": "org_name_a", "transferee_name": "org_name_b"}
    row = {"org_id_a": "GB-CHC-200001", "org_id_b": "GB-CHC-1000001", "relationship": "sameas"}
    made = loaded(table(tmp_path, row | {names.get(name, name): value for name, value in MERGER.items()}, [{}], ","))
    assert [(c.subject, c.type, c.object) for c in made.claims] == [("GB-CHC-200001", "SUCCEEDED_BY", "GB-CHC-1000001")]
    assert made.same_as == []


def test_mergers_as_published_hold_the_numbers_in_the_names(tmp_path: Path) -> None:
    older = "Name of transferring charity (transferor) and charity number (if any)"
    newer = "Name of receiving charity (transferee) and charity number (if any)"
    row = {older: "Old (East) Trust (200001)    Old Fund (200002-1)", newer: "New Trust (1000001)",
           "Date property transferred": "01/07/2008"}  # fmt: skip
    made = loaded(table(tmp_path, row, [{}, {older: "Jo Bloggs (unregistered)"}], ","))
    assert [(c.subject, c.object, c.start) for c in made.claims] == [
        ("GB-CHC-200001", "GB-CHC-1000001", "2008-07-01"), ("GB-CHC-200002-1", "GB-CHC-1000001", "2008-07-01"),
    ]  # fmt: skip
    assert charity(made, "200001").name == "Old (East) Trust"
    assert "Bloggs" not in repr((made.nodes, made.rejections, made.remarks))


def test_with_a_scope_mergers_name_no_charity(tmp_path: Path) -> None:
    made = loaded(table(tmp_path, MERGER, [{}], ","), Scope(places=frozenset({NEWCASTLE})))
    assert (len(made.nodes), len(made.claims)) == (0, 1)


@pytest.mark.parametrize("name", NOT_LOADED)
@pytest.mark.parametrize("form", ["txt", "json"])
def test_other_tables_of_the_extract_are_refused_with_a_reason(tmp_path: Path, name: str, form: str) -> None:
    fields, why = NOT_LOADED[name]
    row = dict.fromkeys(("organisation_number", "registered_charity_number", "linked_charity_number", *fields), "1")
    row["charity_name"] = "TEST"
    path = table(tmp_path, row, [{}]) if form == "txt" else as_json(tmp_path, row, [{}])
    with pytest.raises(DataError) as refused:
        recognise(open_file(path))
    assert refused.value.fix == why
    assert name in refused.value.what


def test_trustees_are_refused_as_personal_data() -> None:
    assert "Personal data of trustees is never loaded" in NOT_LOADED["charity_trustee"][1]


@given(number=st.text(max_size=9), linked=st.text(max_size=4))
def test_an_id_is_made_of_numbers_or_not_at_all(number: str, linked: str) -> None:
    made = charity_id(number, linked)
    assert not made or made.removeprefix("GB-CHC-").replace("-", "").isdecimal()


CELL = st.text(st.characters(exclude_characters="\t\r\n", codec="utf-8"), max_size=20)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.fixed_dictionaries({field: CELL for field in MAIN}), max_size=4))
def test_whatever_cells_hold_the_numbers_add_up(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    made = loaded(table(tmp_path, MAIN, [{}, *rows]))
    assert made.accepted >= 1


@pytest.mark.parametrize(("name", "kind", "read", "accepted"), [
    ("ccew_search_export_north_east_2024_dev.csv", "ccew-search", 158, 158),
    ("ccew-register-of-mergers_dev.csv", "ccew-mergers", 1500, 1394),
])  # fmt: skip
def test_the_sample_files_load_and_their_numbers_add_up(name: str, kind: str, read: int, accepted: int) -> None:
    made = loaded(sample(f"charities/{name}"))
    assert (made.loader.kind, made.read, made.accepted) == (kind, read, accepted)


def test_the_newcastle_charities_of_the_sample_are_those_whose_address_is_surely_there() -> None:
    made = loaded(sample("charities/ccew_search_export_north_east_2024_dev.csv"))
    there = {claim.subject for claim in of(made, "LOCATED_IN") if claim.object == NEWCASTLE}
    assert len(there) == 66
    assert {"GB-CHC-220256", "GB-CHC-1077785"} <= there, "one says NEWCASTLE UPON TYNE, one a bare NEWCASTLE in NE3"
    assert not {"GB-CHC-228414", "GB-CHC-1078611"} & there, "in Northumberland; in South Shields"


@pytest.mark.parametrize("name", ["ccew-fields.csv", "cc-aoo-gss-iso-new.csv"])
def test_descriptions_of_the_register_are_refused(name: str) -> None:
    with pytest.raises(DataError, match="reference material"):
        recognise(open_file(sample(f"charities/{name}")))
