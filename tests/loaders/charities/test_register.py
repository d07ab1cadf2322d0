"""The charity register's files become charities with places, without personal data."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model.errors import DataError
from loaders.base import Scope
from loaders.charities.entries import charity_id
from loaders.charities.extract import NOT_LOADED
from loaders.files.probe import open_file
from loaders.places.post_towns import PostTowns, district_and_area
from loaders.registry import recognise
from tests.loaders.charities.charity_files import LEEDS, NEWCASTLE, as_json, charity, loaded, of, places, table
from tests.loaders.samples import sample

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

SEARCH = {
    "Charity Number": "1000001", "Charity Subsidiary Number": "0", "Charity Name": "TYNE TEST TRUST",
    "Charity Address": "7 Made Up Street, Heaton, NEWCASTLE UPON TYNE", "Charity Postcode": "NE6 9ZZ",
    "Charity Constituency": "Newcastle upon Tyne East", "Phone": "0191 498 0000", "Email": "someone@example.org",
    "Website": "www.example.org", "Last Recorded Financial Year": "31/03/2023", "Last Recorded Income": "1200",
    "Charity Status": "Registered", "Charity Type": "CIO", "Activities": "Jo Bloggs runs it all.",
}  # fmt: skip

PERSONAL_VALUE = ("Jo Bloggs", "498 0000", "example.org>", "someone@", "Made Up Street", " 9ZZ")


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
        assert not [text for text in PERSONAL_VALUE if text in everything]
        assert made.warnings["not a valid website; left out"] == 2
    made = loaded(table(tmp_path, SEARCH, [{}], ","))
    assert not [text for text in PERSONAL_VALUE if text in repr((made.nodes, list(made.claims), made.remarks))]


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
    assert made.warnings == {"placeholder or invalid date for registered; left out": 1}


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


def test_a_search_export_gives_the_same_charities(tmp_path: Path) -> None:
    made = loaded(table(tmp_path, SEARCH, [{}], ","))
    node = charity(made)
    assert (node.name, node.kind) == ("TYNE TEST TRUST", "charitable incorporated organisation")
    assert dict(node.properties)["income of year to"] == "2023-03-31"
    assert [claim.object for claim in of(made, "LOCATED_IN")] == [NEWCASTLE]


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
