"""The schools register becomes schools in an authority by its code, never by the name of a town, and without people."""

from __future__ import annotations

import csv
import io
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from datasets.run_loader import LoaderOutput, run_loader
from graph.model.data_folder import SHIPPED_DATA
from graph.model.errors import DataError
from graph.model.records import Claim, Node
from loaders.base import LoaderRun, Scope
from loaders.files.probe import open_file
from loaders.places.gazetteer import Gazetteer
from loaders.registry import all_loaders, recognise
from tests.loaders.samples import sample

LEEDS, NEWCASTLE = "geonames:2644688", "geonames:2641673"
# As published in 2019, cut down; in 2023 "InspectorateName (name)" means what "Inspectorate (name)" meant before.
HEADER = [
    "URN", "LA (code)", "LA (name)", "EstablishmentNumber", "EstablishmentName", "TypeOfEstablishment (code)",
    "TypeOfEstablishment (name)", "EstablishmentStatus (code)", "EstablishmentStatus (name)", "OpenDate", "CloseDate",
    "PhaseOfEducation (code)", "PhaseOfEducation (name)", "TrustSchoolFlag (name)", "Trusts (code)", "Trusts (name)",
    "Federations (code)", "Federations (name)", "UKPRN", "Town", "Postcode", "SchoolWebsite", "TelephoneNum",
    "HeadTitle (name)", "HeadFirstName", "HeadLastName", "InspectorateName (name)", "DistrictAdministrative (code)",
    "GSSLACode (name)", "Easting", "Northing", "UPRN",
]  # fmt: skip
USUAL = {
    "URN": "900001", "LA (code)": "383", "LA (name)": "Leeds", "EstablishmentNumber": "2001",
    "EstablishmentName": "Ash Primary School", "TypeOfEstablishment (code)": "01",
    "TypeOfEstablishment (name)": "Community school", "EstablishmentStatus (code)": "1",
    "EstablishmentStatus (name)": "Open", "PhaseOfEducation (code)": "2", "PhaseOfEducation (name)": "Primary",
    "TrustSchoolFlag (name)": "Not applicable", "Town": "Leeds", "Postcode": "LS1 1AA",
    "TelephoneNum": "01130000000", "HeadTitle (name)": "Dr", "HeadFirstName": "Zebedee", "HeadLastName": "Quillfeather",
    "GSSLACode (name)": "E08000035", "DistrictAdministrative (code)": "E08000035", "Easting": "429872",
    "Northing": "435419",
}  # fmt: skip
CLOSED = {"EstablishmentStatus (code)": "2", "EstablishmentStatus (name)": "Closed"}


@cache
def places() -> Gazetteer:
    return Gazetteer.read(SHIPPED_DATA)


def table(header: list[str], *rows: dict[str, str]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([row.get(name, "") for name in header] for row in rows)
    return text.getvalue()


def read(path: Path, scope: Scope | None = None) -> LoaderOutput:
    input_file = open_file(path)
    loader = recognise(input_file)
    source = loader.source(input_file, loader.kind, "2026-11-25")
    made = run_loader(LoaderRun(input_file, source, places(), scope or Scope()), loader)
    assert made.read == made.accepted + made.rejected + made.left_out.total()
    return made


def given(folder: Path, *rows: dict[str, str], scope: Scope | None = None, encoding: str = "cp1252") -> LoaderOutput:
    """The output for a register with these rows. Each row changes some cells of a standard school."""
    path = folder / "edubasealldata20240105.csv"
    path.write_bytes(table(HEADER, *(USUAL | row for row in rows)).encode(encoding))
    return read(path, scope)


def school(made: LoaderOutput, urn: str = "900001") -> Node:
    return made.nodes[f"GB-EDU-{urn}"]


def said(made: LoaderOutput, kind: str, urn: str = "900001") -> list[Claim]:
    return [claim for claim in made.claims if claim.type == kind and claim.subject == f"GB-EDU-{urn}"]


def test_a_school_has_its_name_kind_point_and_what_tells_it_from_others(tmp_path: Path) -> None:
    made = given(tmp_path, {"OpenDate": "01-09-2004", "SchoolWebsite": "www.ash.example", "UKPRN": "10000001"})
    node = school(made)
    assert (node.label, node.name, node.kind) == ("School", "Ash Primary School", "primary school")
    assert node.latitude == pytest.approx(53.814, abs=0.001)
    assert node.longitude == pytest.approx(-1.548, abs=0.001)
    assert dict(node.properties) == {
        "postcode": "LS1 1AA", "status": "Open", "type": "Community school", "phase": "Primary",
        "website": "www.ash.example", "ukprn": "10000001", "establishment number": "383/2001", "opened": "2004-09-01",
    }  # fmt: skip
    (claim,) = said(made, "LOCATED_IN")
    assert (claim.object, claim.status, claim.start, claim.as_of) == (LEEDS, "active", "", "2024-01-05")
    assert claim.locator == "URN 900001"


def test_a_cut_that_gives_names_without_codes_says_as_much(tmp_path: Path) -> None:
    header = [name for name in HEADER if not name.endswith("(code)") or name.startswith("LA")]
    path = tmp_path / "schools.csv"
    path.write_text(table(header, USUAL, USUAL | CLOSED | {"URN": "900002", "CloseDate": "31-08-2010"}))
    made = read(path)
    assert (made.loader.kind, school(made).kind, school(made, "900002").kind) == (
        "gias", "primary school", "closed primary school",
    )  # fmt: skip
    assert [(c.status, c.end) for c in said(made, "LOCATED_IN", "900002")] == [("ended", "2010-08-31")]


def test_no_head_and_no_telephone_is_kept_anywhere(tmp_path: Path) -> None:
    made = given(tmp_path, {}, {"URN": "none"}, {"URN": "900002", "LA (code)": "999", "GSSLACode (name)": ""})
    everything = repr((made.nodes, list(made.claims), made.rejections, made.remarks, made.sources))
    assert not [word for word in ("Zebedee", "Quillfeather", "01130000000", "Dr'") if word in everything]


def test_a_school_lies_in_its_authority_by_code_whatever_its_town_is_called(tmp_path: Path) -> None:
    made = given(tmp_path, {"LA (code)": "391", "Town": "Leeds", "LA (name)": "Leeds"})
    assert [claim.object for claim in said(made, "LOCATED_IN")] == [NEWCASTLE]


def test_where_the_code_of_the_authority_is_unknown_those_of_the_ons_say_it(tmp_path: Path) -> None:
    by_authority = {"LA (code)": "999", "GSSLACode (name)": "E08000021"}
    by_district = {"LA (code)": "999", "GSSLACode (name)": "X999999", "DistrictAdministrative (code)": "E08000035"}
    made = given(tmp_path, by_authority, by_district | {"URN": "900002"})
    assert [claim.object for claim in said(made, "LOCATED_IN")] == [NEWCASTLE]
    assert [claim.object for claim in said(made, "LOCATED_IN", "900002")] == [LEEDS]


@pytest.mark.parametrize("code", ["702", "704", "708", "000", "0", "998", ""])
def test_a_school_of_no_known_authority_is_kept_without_a_place_and_said_so(tmp_path: Path, code: str) -> None:
    made = given(
        tmp_path, {"LA (code)": code, "GSSLACode (name)": "", "DistrictAdministrative (code)": "9999", "Town": "Leeds"}
    )
    assert not said(made, "LOCATED_IN")
    assert school(made).name == "Ash Primary School"
    assert [(remark.line, remark.field, remark.value) for remark in made.remarks] == [(2, "LA (code)", code)]


def test_five_schools_called_moorside_primary_are_five(tmp_path: Path) -> None:
    codes = ["391", "383", "355", "357", "306"]
    rows = [
        {"URN": f"90000{n}", "LA (code)": code, "EstablishmentName": "Moorside Primary School", "GSSLACode (name)": ""}
        for n, code in enumerate(codes)
    ]
    made = given(tmp_path, *rows)
    found = [node.id for node in made.nodes.values() if node.name == "Moorside Primary School"]
    assert len(found) == 5
    located = {claim.object for claim in made.claims if claim.subject in found}
    assert located == {places().area(code, scheme="dfe") for code in codes}


def test_a_closed_school_is_kept_and_marked(tmp_path: Path) -> None:
    made = given(tmp_path, CLOSED | {"CloseDate": "31-08-1992", "Trusts (code)": "77", "Trusts (name)": "Elm Trust"})
    assert school(made).kind == "closed primary school"
    assert dict(school(made).properties)["status"] == "Closed"
    assert dict(school(made).properties)["closed"] == "1992-08-31"
    for kind in ("LOCATED_IN", "PART_OF"):
        assert [(claim.status, claim.end) for claim in said(made, kind)] == [("ended", "1992-08-31")]


def test_a_school_that_is_to_close_is_open_and_one_that_is_to_open_is_proposed(tmp_path: Path) -> None:
    closing = {"EstablishmentStatus (code)": "3", "EstablishmentStatus (name)": "Open, but proposed to close"}
    coming = {"EstablishmentStatus (code)": "4", "EstablishmentStatus (name)": "Proposed to open", "URN": "900002"}
    made = given(tmp_path, closing | {"CloseDate": "31-08-2030"}, coming)
    assert school(made).kind == "primary school"
    assert [(claim.status, claim.end) for claim in said(made, "LOCATED_IN")] == [("active", "")]
    assert school(made, "900002").kind == "proposed primary school"
    assert [claim.status for claim in said(made, "LOCATED_IN", "900002")] == ["planned"]


@pytest.mark.parametrize("date", ["01-01-1900", "31/08/1992", "31-02-1992", "1992", "soon"])
def test_a_dummy_or_a_text_that_is_no_date_is_taken_as_not_recorded(tmp_path: Path, date: str) -> None:
    made = given(tmp_path, CLOSED | {"CloseDate": date})
    assert [(claim.status, claim.end) for claim in said(made, "LOCATED_IN")] == [("ended", "")]
    assert "closed" not in dict(school(made).properties)
    assert [(remark.field, remark.value) for remark in made.remarks] == [("CloseDate", date)]


@pytest.mark.parametrize(("east", "north", "told"), [("", "", 0), ("0", "0", 0), ("x", "1", 1), ("9999999", "5", 1)])
def test_without_a_grid_reference_there_are_no_coordinates(tmp_path: Path, east: str, north: str, told: int) -> None:
    made = given(tmp_path, {"Easting": east, "Northing": north})
    assert (school(made).latitude, school(made).longitude) == (None, None)
    assert len(made.remarks) == told


@pytest.mark.parametrize(
    ("code", "phase", "kind"),
    [
        ("05", "4", "secondary school"),
        ("34", "2", "primary school"),
        ("44", "0", "special school"),
        ("11", "0", "independent school"),
        ("18", "6", "further education college"),
        ("15", "1", "nursery school"),
        ("27", "0", ""),
    ],
)
def test_the_kind_of_a_school_is_an_everyday_word(tmp_path: Path, code: str, phase: str, kind: str) -> None:
    made = given(tmp_path, {"TypeOfEstablishment (code)": code, "PhaseOfEducation (code)": phase})
    assert school(made).kind == kind
    assert school(made).label == "School"


def test_a_higher_education_institution_is_a_university(tmp_path: Path) -> None:
    made = given(tmp_path, {"TypeOfEstablishment (code)": "29", "PhaseOfEducation (code)": "0"})
    assert school(made).label == "University"


def test_schools_of_one_trust_are_part_of_one_thing_and_a_federation_is_another(tmp_path: Path) -> None:
    academy = {
        "TrustSchoolFlag (name)": "Supported by a multi-academy trust", "Trusts (code)": "77",
        "Trusts (name)": "Elm Academy Trust",
    }  # fmt: skip
    supported = {"TrustSchoolFlag (name)": "Supported by a trust", "Trusts (code)": "78", "Trusts (name)": "Oak Trust"}
    made = given(
        tmp_path,
        academy,
        academy | {"URN": "900002", "Federations (code)": "79", "Federations (name)": "Fir Federation"},
        supported | {"URN": "900003"},
    )
    groups = {id: node for id, node in made.nodes.items() if id.startswith("gias-group:")}
    assert {id: (node.label, node.name, node.kind) for id, node in groups.items()} == {
        "gias-group:77": ("Charity", "Elm Academy Trust", "academy trust"),
        "gias-group:78": ("Charity", "Oak Trust", "school trust"),
        "gias-group:79": ("Charity", "Fir Federation", "federation"),
    }
    assert {claim.object for claim in said(made, "PART_OF", "900002")} == {"gias-group:77", "gias-group:79"}
    assert [claim.object for claim in said(made, "PART_OF")] == ["gias-group:77"]


def test_a_trust_without_a_code_or_name_is_left_out_and_said_so(tmp_path: Path) -> None:
    made = given(tmp_path, {"Trusts (name)": "Elm Trust"}, {"URN": "900002", "Trusts (code)": "77"})
    assert not [claim for claim in made.claims if claim.type == "PART_OF"]
    assert [remark.field for remark in made.remarks] == ["Trusts (name)", "Trusts (code)"]
    assert made.accepted == 2


def test_a_row_that_cannot_be_a_school_is_rejected_with_its_line_and_a_remedy(tmp_path: Path) -> None:
    made = given(tmp_path, {}, {"URN": "Q1"}, {"URN": "900002", "EstablishmentName": ""}, {"URN": "900001"})
    assert [(r.line, r.field, r.reason) for r in made.rejections] == [
        (3, "URN", "not a number"),
        (4, "EstablishmentName", "empty"),
        (5, "URN", "used twice, first in line 2"),
    ]
    assert all(rejection.fix for rejection in made.rejections)


def test_only_the_schools_of_the_authority_or_place_asked_for_are_taken(tmp_path: Path) -> None:
    rows: list[dict[str, str]] = [{}, {"URN": "900002", "LA (code)": "391"}, {"URN": "bad", "LA (code)": "391"}]
    wishes = [
        Scope(authorities=frozenset(["383"])),
        Scope(places=frozenset([LEEDS])),
        Scope(places=places().ancestors(LEEDS) - places().ancestors(NEWCASTLE)),
    ]
    for scope in wishes:
        made = given(tmp_path, *rows, scope=scope)
        assert [id for id in made.nodes if id.startswith("GB-EDU")] == ["GB-EDU-900001"]
        assert (made.rejected, made.left_out.total()) == (0, 2)


def test_a_name_misread_before_is_shown_as_it_stands_and_remarked(tmp_path: Path) -> None:
    made = given(tmp_path, {"EstablishmentName": "St Ashâ€™s"}, {"URN": "900002", "EstablishmentName": "École Élm"})
    assert school(made).name == "St Ashâ€™s"
    assert school(made, "900002").name == "École Élm"
    assert [(remark.line, remark.field) for remark in made.remarks] == [(2, "EstablishmentName")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_encoding_makes_no_difference(tmp_path: Path, encoding: str) -> None:
    made = given(tmp_path, {"EstablishmentName": "St Ash’s"}, encoding=encoding)
    assert school(made).name == "St Ash’s"


def test_columns_go_by_name_in_whatever_order_and_optional_ones_may_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "edubase.csv"
    path.write_text(table([name for name in reversed(HEADER) if not name.startswith(("Trusts", "East"))], USUAL))
    made = read(path)
    assert school(made).name == "Ash Primary School"
    assert school(made).latitude is None


def test_a_field_too_many_in_every_row_loads_nothing(tmp_path: Path) -> None:
    path = tmp_path / "edubase.csv"
    lines = table(HEADER, USUAL, USUAL | {"URN": "900002"}).splitlines()
    path.write_text("\n".join([lines[0], *(f"{line},extra" for line in lines[1:])]))
    with pytest.raises(DataError, match="nothing to load"):
        read(path)


def test_the_short_list_places_no_school_because_a_town_tells_no_place(tmp_path: Path) -> None:
    path = tmp_path / "schools-2021.csv"
    path.write_text(
        "urn,name,town,postcode,lead_school,open_date,close_date\n"
        '900001,Ash Primary School,Newcastle,ST5 1AA,false,"",""\n'
        "900002,Elm Primary School,Newcastle,NE1 1AA,false,01-09-1999,31-08-2015\n"
        '900002,Elm Primary School,Newcastle,NE1 1AA,false,"",""\n'
        'x,Fir Primary School,Newcastle,NE1 1AA,false,"",""\n'
    )
    made = read(path)
    assert list(made.claims) == []
    assert dict(school(made).properties) == {"postcode": "ST5 1AA", "town": "Newcastle"}
    assert school(made, "900002").kind == "closed school"
    assert dict(school(made, "900002").properties)["closed"] == "2015-08-31"
    assert [remark.field for remark in made.remarks] == ["town"]
    assert made.rejected == 2


def test_the_short_list_can_tell_no_authority_and_no_place() -> None:
    scopes = {loader.kind: set(loader.scopes) for loader in all_loaders()}
    assert (scopes["dfe-schools"], scopes["gias"]) == (set(), {"la", "place"})


def test_the_list_of_types_is_refused_as_reference_material(tmp_path: Path) -> None:
    path = tmp_path / "types.csv"
    path.write_text("establishment-type-group-code,establishment-type-group-name,type-of-establishment-code\n1,A,18\n")
    with pytest.raises(DataError, match=r"reference material.*reference list of establishment types"):
        recognise(open_file(path))


def test_the_leeds_slice_of_the_register_loads_whole() -> None:
    made = read(sample("schools/edubase-leeds_dev.csv"))
    assert (made.read, made.accepted, made.rejected) == (516, 516, 0)
    schools = [id for id in made.nodes if id.startswith("GB-EDU-")]
    assert len(schools) == 516
    placed = Counter(claim.object for claim in made.claims if claim.type == "LOCATED_IN" and claim.subject in schools)
    assert placed == {LEEDS: 516}
    status = Counter(claim.status for claim in made.claims if claim.type == "LOCATED_IN" and claim.subject in schools)
    assert status == {"ended": 311, "active": 205}
    assert sum(claim.type == "PART_OF" for claim in made.claims) == 96
    assert sum(made.nodes[id].latitude is None for id in schools) == 6


def test_the_register_of_2019_loads_by_the_same_names() -> None:
    made = read(sample("schools/edubase_2019_header_4rows.csv"))
    assert (made.read, made.accepted) == (4, 4)
    assert {node.kind for id, node in made.nodes.items() if id.startswith("GB-EDU")} == {
        "primary school", "secondary school", "all-through school",
    }  # fmt: skip


def test_the_short_list_of_2021_loads_whole_and_places_nothing() -> None:
    made = read(sample("schools/dfe_schools_newcastle_leeds_2021.csv"))
    assert (made.read, made.accepted, len(made.nodes), len(made.claims)) == (1175, 1175, 1175, 0)
    moorside = [node.id for node in made.nodes.values() if node.name.startswith("Moorside")]
    assert len(moorside) == len(set(moorside)) >= 5


def test_the_published_list_of_types_is_refused() -> None:
    with pytest.raises(DataError, match="reference material"):
        recognise(open_file(sample("schools/gias_establishment_types_20250422.csv")))
