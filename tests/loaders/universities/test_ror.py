"""Records of ROR become universities and research bodies with places and relationships."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from datasets.run_loader import LoaderOutput, run_loader
from graph.columns.claims import ClaimColumns
from graph.model.data_folder import SHIPPED_DATA
from graph.model.errors import DataError
from graph.model.vocabulary import vocabulary
from loaders.base import LoaderRun, Scope
from loaders.files.probe import open_file
from loaders.places.gazetteer import Gazetteer
from loaders.registry import recognise
from tests.loaders.samples import sample

LEEDS, ENGLAND = "geonames:2644688", "geonames:6269131"
COLUMNS = (
    "UKPRN", "PROVIDER_NAME", "VIEW_NAME", "ALIAS", "TOWN", "POSTCODE", "WEBSITE_URL", "GROUPS", "LONGITUDE",
    "LATITUDE", "HESA_ID",
)  # fmt: skip


def loaded(path: Path, scope: Scope | None = None, kind: str = "") -> LoaderOutput:
    input_file = open_file(path)
    loader = recognise(input_file, kind)
    source = loader.source(input_file, loader.kind, "2026-11-25")
    made = run_loader(LoaderRun(input_file, source, Gazetteer.read(SHIPPED_DATA), scope or Scope()), loader)
    assert made.read == made.accepted + made.rejected + made.left_out.total()
    return made


def said(claims: ClaimColumns, kind: str) -> set[tuple[str, str]]:
    return {(claim.subject, claim.object) for claim in claims if claim.type == kind}


def city(number: int, name: str, country: str, **told: Any) -> dict[str, Any]:
    details = {"name": name, "country_code": country, "country_name": "", "lat": 50.5, "lng": 7.5} | told
    return {"geonames_id": number, "geonames_details": details}


def record(key: str, name: str = "Ashby University", **told: Any) -> dict[str, Any]:
    """An invented record in schema 2.1."""
    plain = {
        "id": f"https://ror.org/{key}", "names": [{"value": name, "types": ["ror_display", "label"], "lang": "en"}],
        "types": ["education"], "status": "active", "locations": [city(2644688, "Leeds", "GB")], "relationships": [],
        "external_ids": [], "links": [], "domains": [], "established": None,
    }  # fmt: skip
    return plain | told


def tie(kind: str, key: str) -> dict[str, str]:
    return {"type": kind, "id": f"https://ror.org/{key}", "label": "Another"}


def ror(folder: Path, *records: object, scope: Scope | None = None) -> LoaderOutput:
    path = folder / "v2.1-2026-02-03-ror-data.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    return loaded(path, scope)


A, B, C = "012345678", "0abcdef12", "0zyxwvu99"


def test_a_record_becomes_a_body_with_its_names_and_what_it_may_be_joined_by(tmp_path: Path) -> None:
    names = [
        {"value": "AU", "types": ["acronym"], "lang": None},
        {"value": "Ashby University", "types": ["label", "ror_display"], "lang": "en"},
        {"value": "Université d’Ashby", "types": ["label"], "lang": "fr"},
        {"value": "AU", "types": ["alias"], "lang": None},
    ]
    ids = [
        {"type": "grid", "all": ["grid.1.2"], "preferred": "grid.1.2"},
        {"type": "isni", "all": ["0000 0001", "0000 0002"], "preferred": None},
        {"type": "wikidata", "all": ["Q1", "Q2"], "preferred": "Q2"},
        {"type": "fundref", "all": ["5"], "preferred": None},
    ]
    links = [{"type": "wikipedia", "value": "http://w"}, {"type": "website", "value": "https://ashby.example"}]
    made = ror(
        tmp_path, record(A, names=names, external_ids=ids, links=links, established=1901, domains=["ashby.example"])
    )
    node = made.nodes[f"XI-ROR-{A}"]
    assert (node.label, node.name, node.aliases) == ("University", "Ashby University", ("AU", "Université d’Ashby"))
    assert dict(node.properties) == {
        "status": "active", "established": 1901, "website": "https://ashby.example", "domains": "ashby.example",
        "grid": "grid.1.2", "isni": "0000 0001", "wikidata": "Q2",
    }  # fmt: skip
    assert made.source.as_of == "2026-02-03" and made.loader.licence == "CC0"


@pytest.mark.parametrize(("latitude", "longitude"), [(1e30, 5), (True, 5), (999, 999), ("north", 5), (None, 5)])
def test_coordinates_off_the_globe_are_not_taken(tmp_path: Path, latitude: Any, longitude: Any) -> None:
    place = city(99000001, "Ashby", "FR", lat=latitude, lng=longitude)
    made = ror(tmp_path, record(A, locations=[place]))
    assert {(node.latitude, node.longitude) for node in made.nodes.values() if node.name.startswith("Ashby")} == {
        (None, None)
    }


def test_schema_1_says_the_same(tmp_path: Path) -> None:
    older = {
        "id": f"https://ror.org/{A}", "name": "Ashby University", "aliases": ["Ashby"], "acronyms": ["AU"],
        "labels": [{"label": "Université d’Ashby", "iso639": "fr"}], "types": ["Education"], "status": "inactive",
        "established": 1901, "links": ["https://ashby.example"], "email_address": "rector@ashby.example",
        "addresses": [{"lat": 50.5, "lng": 7.5, "geonames_city": {"id": 99000001, "city": "Ashby"}}],
        "country": {"country_code": "FR", "country_name": "France"},
        "external_ids": {"GRID": {"preferred": "grid.1.2", "all": "grid.1.2"}, "ISNI": {"all": ["7"]}},
        "relationships": [{"type": "Parent", "label": "Another", "id": f"https://ror.org/{B}"}],
    }  # fmt: skip
    made = ror(tmp_path, older)
    node = made.nodes[f"XI-ROR-{A}"]
    assert (node.label, node.kind, node.aliases) == ("University", "education", ("Ashby", "AU", "Université d’Ashby"))
    assert dict(node.properties) == {
        "status": "inactive", "established": 1901, "website": "https://ashby.example", "grid": "grid.1.2", "isni": "7",
    }  # fmt: skip
    assert {(f"XI-ROR-{A}", "geonames:99000001"), ("geonames:99000001", "iso:FR")} <= said(made.claims, "LOCATED_IN")
    assert said(made.claims, "PART_OF") == {(f"XI-ROR-{A}", f"XI-ROR-{B}")}
    assert "rector" not in repr(made.nodes)


def test_a_body_lies_in_the_known_city_and_a_city_not_known_is_made_of_the_record(tmp_path: Path) -> None:
    made = ror(
        tmp_path,
        record(A),
        record(B, locations=[city(99000001, "Ashby", "GB", country_subdivision_name="England")]),
        record(C, locations=[city(99000002, "Birk", "DE", country_subdivision_name="England"), city(0, "", "FR")]),
    )
    places = said(made.claims, "LOCATED_IN")
    assert {(f"XI-ROR-{A}", LEEDS), (f"XI-ROR-{B}", "geonames:99000001"), ("geonames:99000001", ENGLAND)} <= places
    assert {(f"XI-ROR-{C}", "geonames:99000002"), ("geonames:99000002", "iso:DE"), (f"XI-ROR-{C}", "iso:FR")} <= places
    assert made.nodes[LEEDS].name == "Leeds" and made.nodes[LEEDS].latitude != 50.5
    assert (made.nodes["geonames:99000001"].label, made.nodes["geonames:99000001"].latitude) == ("City", 50.5)


def test_a_tie_told_from_both_ends_is_one_claim_and_a_vague_one_is_none(tmp_path: Path) -> None:
    made = ror(
        tmp_path,
        record(A, relationships=[tie("child", B), tie("predecessor", C), tie("related", B), tie("parent", A)]),
        record(B, relationships=[tie("parent", A), tie("Other", C)]),
        record(C, status="withdrawn", relationships=[tie("successor", A)]),
    )
    ties = [claim for claim in made.claims if claim.type in ("PART_OF", "SUCCEEDED_BY")]
    assert [(c.subject, c.type, c.object) for c in ties] == [
        (f"XI-ROR-{B}", "PART_OF", f"XI-ROR-{A}"),
        (f"XI-ROR-{C}", "SUCCEEDED_BY", f"XI-ROR-{A}"),
    ]
    assert (made.nodes[f"XI-ROR-{C}"].note, dict(made.nodes[f"XI-ROR-{C}"].properties)["status"]) == (
        "ROR marks it as withdrawn.",
        "withdrawn",
    )


def test_a_body_that_has_come_to_an_end_is_no_active_part(tmp_path: Path) -> None:
    made = ror(tmp_path, record(A, status="inactive", relationships=[tie("parent", B), tie("successor", C)]))
    assert {c.type: c.status for c in made.claims if c.subject == f"XI-ROR-{A}" and c.type != "LOCATED_IN"} == {
        "PART_OF": "ended", "SUCCEEDED_BY": "active",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("types", "name", "label", "kind"),
    [
        (["education", "funder"], "Ashby Institute", "University", "education"),
        (["education"], "Ashby High School", "School", "education"),
        (["company"], "Ashby Ltd", "Business", "company"),
        (["funder", "government"], "Ministry of Tides", "GovernmentBody", "government"),
        (["archive"], "Ashby Library", "ResearchBody", "archive"),
        (["healthcare", "funder"], "Ashby Hospital", "ResearchBody", "healthcare"),
        (["facility"], "Ashby Laboratory", "ResearchBody", "facility"),
        (["other"], "Ashby Consortium", "ResearchBody", ""),
        (["Nonprofit"], "Friends of Ashby", "Charity", "nonprofit"),
    ],
)
def test_the_label_follows_what_ror_calls_a_body(
    tmp_path: Path, types: list[str], name: str, label: str, kind: str
) -> None:
    node = ror(tmp_path, record(A, name, types=types)).nodes[f"XI-ROR-{A}"]
    assert (node.label, node.kind) == (label, kind)


def test_records_without_id_or_name_and_second_ones_are_rejected_with_their_number(tmp_path: Path) -> None:
    made = ror(tmp_path, record(A), record("12"), record(B, names=[]), record(A, "Again"), None, record(C, " "))
    assert (made.read, made.accepted, made.rejected) == (6, 1, 5)
    told = {(rejection.line, rejection.field): rejection.reason for rejection in made.rejections}
    assert told == {
        (2, "id"): "no id of ROR", (3, "names"): "no name", (4, "id"): "record 1 has the same id",
        (5, "id"): "no id of ROR", (6, "names"): "no name",
    }  # fmt: skip


@pytest.mark.parametrize("odd", [None, 5, "text", [None, 5, "text"], {"a": {"all": 5}}, [{"type": ["x"], "types": 4}]])
def test_fields_of_another_shape_are_passed_over(tmp_path: Path, odd: object) -> None:
    fields = ("types", "status", "locations", "relationships", "external_ids", "links", "domains", "established")
    strange: dict[str, Any] = record(A) | dict.fromkeys(fields, odd)
    made = ror(tmp_path, strange, record(B, locations=[city(1, "", "")]))
    assert made.accepted == 2
    assert made.warnings["no known place; kept without a place"] == 2


def test_only_the_places_and_countries_asked_for_are_taken(tmp_path: Path) -> None:
    records = (record(A), record(B, locations=[city(99000001, "Ashby", "GB", country_subdivision_name="England")]),
               record(C, locations=[city(3078610, "Brno", "CZ")]))  # fmt: skip
    asked = {
        Scope(places=frozenset({LEEDS})): {A},
        Scope(places=frozenset({ENGLAND})): {A, B},
        Scope(countries=frozenset({"iso:CZ"})): {C},
        Scope(places=frozenset({"geonames:6255148"})): {A, B, C},
    }
    for scope, keys in asked.items():
        made = ror(tmp_path, *records, scope=scope)
        assert {node for node in made.nodes if node.startswith("XI-ROR-")} == {f"XI-ROR-{key}" for key in keys}
        assert made.left_out.total() == 3 - len(keys)


def test_a_dump_is_read_out_of_its_zip_file_and_a_single_record_too(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "v2.1-2026-02-03-ror-data.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("v2.1-2026-02-03-ror-data.json", json.dumps([record(A), record(B)]))
    assert loaded(tmp_path / "v2.1-2026-02-03-ror-data.zip").accepted == 2
    (tmp_path / "one.json").write_text(json.dumps(record(A)), encoding="utf-8")
    assert loaded(tmp_path / "one.json").accepted == 1


def test_an_answer_of_the_registers_api_holds_records_too(tmp_path: Path) -> None:
    path = tmp_path / "search.json"
    path.write_text(json.dumps({"number_of_results": 2, "items": [record(A), record(B)]}), encoding="utf-8")
    made = loaded(path)
    assert (made.read, made.accepted) == (2, 2)


def test_of_a_dump_that_breaks_off_the_whole_records_are_kept_and_it_is_held_back(tmp_path: Path) -> None:
    path = tmp_path / "ror.json"
    path.write_text(json.dumps([record(A), record(B)])[:-40], encoding="utf-8")
    made = loaded(path)
    assert (made.read, made.accepted, made.rejected) == (2, 1, 1)
    assert (made.rejections[0].line, made.rejections[0].value) == (2, "")
    assert "is cut off" in made.rejections[0].reason and "half a file" in made.guard


def test_a_dump_without_one_whole_record_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ror.json"
    path.write_text(json.dumps([record(A)])[:-40], encoding="utf-8")
    with pytest.raises(DataError, match="is cut off"):
        loaded(path)


def providers(folder: Path, *rows: str, scope: Scope | None = None) -> LoaderOutput:
    path = folder / "providers.csv"
    path.write_text("\n".join((",".join(COLUMNS), *rows, "")), encoding="utf-8")
    return loaded(path, scope)


ASHBY = (
    '10000001,"UNIVERSITY OF ASHBY, THE",University of Ashby,,LEEDS,LS1 1AA,http://a.example,'
    '"N8_Research_Partnership, 1994_Group",-1.55,53.8,0999'
)
BIRK = "10000002,BIRK COLLEGE,,,Nowhere-on-Sea,,,N8_Research_Partnership,,,"


def test_a_provider_lies_in_its_town_and_is_a_member_of_its_groups(tmp_path: Path) -> None:
    made = providers(tmp_path, ASHBY)
    node = made.nodes["GB-UKPRN-10000001"]
    assert (node.label, node.name, node.aliases) == (
        "University",
        "University of Ashby",
        ("UNIVERSITY OF ASHBY, THE",),
    )
    assert dict(node.properties) == {
        "ukprn": "10000001", "hesa": "0999", "postcode": "LS1 1AA", "website": "http://a.example",
    }  # fmt: skip
    assert (node.id, LEEDS) in said(made.claims, "LOCATED_IN")
    assert said(made.claims, "MEMBER_OF") == {
        (node.id, "local:network:n8-research-partnership"), (node.id, "local:network:1994-group"),
    }  # fmt: skip
    assert all(claim.start == "" for claim in made.claims)


def test_the_n8_is_known_by_its_short_name(tmp_path: Path) -> None:
    network = providers(tmp_path, ASHBY, BIRK).nodes["local:network:n8-research-partnership"]
    assert (network.label, network.name) == ("Network", "N8 Research Partnership")
    assert "N8" in network.aliases


def test_a_town_that_is_not_surely_known_leaves_the_country(tmp_path: Path) -> None:
    made = providers(tmp_path, BIRK)
    assert ("GB-UKPRN-10000002", "iso:GB") in said(made.claims, "LOCATED_IN")
    assert [(remark.field, remark.value) for remark in made.remarks] == [("TOWN", "Nowhere-on-Sea")]


def test_providers_without_number_or_name_and_second_ones_are_rejected(tmp_path: Path) -> None:
    made = providers(tmp_path, ASHBY, "x,A,A,,LEEDS,,,,,,", "10000003,,,,LEEDS,,,,,,", ASHBY)
    assert (made.accepted, [(r.line, r.field) for r in made.rejections]) == (
        1,
        [(3, "UKPRN"), (4, "VIEW_NAME"), (5, "UKPRN")],
    )


def test_only_providers_of_the_place_asked_for_are_taken(tmp_path: Path) -> None:
    for place, left_out in ((LEEDS, 1), (ENGLAND, 1), ("iso:GB", 0)):
        made = providers(tmp_path, ASHBY, BIRK, scope=Scope(places=frozenset({place})))
        assert made.left_out.total() == left_out


def test_the_real_research_bodies_load(tmp_path: Path) -> None:
    made = loaded(sample("universities/ror_v2_partner_cities_dev.json"))
    assert (made.read, made.accepted, len(made.remarks)) == (346, 346, 0)
    bodies = [node for node in made.nodes.values() if node.id.startswith("XI-ROR-")]
    assert len(bodies) == 346
    assert {node.label for node in made.nodes.values()} <= set(vocabulary().labels)
    assert ("XI-ROR-024mrxd33", LEEDS) in said(made.claims, "LOCATED_IN")
    placed = {subject for subject, _ in said(made.claims, "LOCATED_IN")}
    assert {node.id for node in bodies} <= placed
    assert (len(said(made.claims, "PART_OF")), len(said(made.claims, "SUCCEEDED_BY"))) == (477, 19)


def test_the_real_providers_tell_which_n8_universities_are_in_leeds(tmp_path: Path) -> None:
    made = loaded(sample("universities/learning-providers-plus.csv"))
    assert (made.read, made.accepted) == (166, 166)
    members = {a for a, network in said(made.claims, "MEMBER_OF") if network == "local:network:n8-research-partnership"}
    in_leeds = {a for a, place in said(made.claims, "LOCATED_IN") if place == LEEDS}
    assert len(members) == 8
    assert [made.nodes[one].name for one in members & in_leeds] == ["University of Leeds"]
