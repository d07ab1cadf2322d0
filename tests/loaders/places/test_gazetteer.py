"""Names and codes of registers lead to the right place or to none, and a place to all that contain it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.model.data_folder import SHIPPED_DATA
from loaders.curated.folder import read_curated
from loaders.places.gazetteer import Gazetteer
from tests.loaders.places.gazetteers import LEEDS, LONDON, NEWCASTLE, PLACES, gazetteer, town
from tests.loaders.samples import sample, sample_rows

# In the published vocabulary this name has another county's code, or one name has a successor's codes.
OTHER_CODE = {"Hertfordshire", "Cumbria", "Northamptonshire", "Bournemouth", "Poole"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CN", "CN"), ("CHN", "CN"), ("iso:CN", "CN"), ("China", "CN"), ("中国", "CN"),
        ("People's Republic of China", "CN"),
        ("Czech Republic", "CZ"), ("Czechia", "CZ"), ("Česko", "CZ"), ("Republic of Korea", "KR"),
        ("Korea (South)", "KR"), ("Korea, Republic of", "KR"), ("Iran, Islamic Republic of", "IR"),
        ("Côte d'Ivoire", "CI"), ("COTE D’IVOIRE", "CI"), ("Ivory Coast", "CI"), ("The Gambia", "GM"),
        ("Trinidad & Tobago", "TT"), ("Congo (Democratic Republic)", "CD"), ("Congo", "CG"),
        ("Taiwan, Greater China", "TW"),
        ("België / Belgique / Belgien", "BE"), ("Suomi / Finland", "FI"), ("Schweiz/Suisse/Svizzera/Svizra", "CH"),
        ("UK", "GB"), ("Kosovo", "XK"), ("Burma", "MM"), ("Occupied Palestinian Territories", "PS"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_codes_and_its_many_names(text: str, code: str) -> None:
    assert PLACES.country(text) == f"iso:{code}"


@pytest.mark.parametrize("text", ["", "cn", "Chin", "Korea", "Atlantis", "France / Spain", "England", "Africa", "No"])
def test_what_is_no_country_or_more_than_one_is_left_open(text: str) -> None:
    assert PLACES.country(text) is None


def test_every_country_of_iso_3166_is_there_once_with_its_continent() -> None:
    rows = sample("places/countryInfo_2020-02.txt").read_text(encoding="utf-8").splitlines()
    published = {cells[0]: cells[1] for line in rows if not line.startswith("#") and (cells := line.split("\t"))}
    gone = {"CS", "AN"}
    assert {c.code: c.iso3 for c in PLACES.countries} == {k: v for k, v in published.items() if k not in gone}


def test_the_data_files_of_places_have_nothing_to_mend() -> None:
    assert list(PLACES.problems()) == []
    assert len(PLACES.countries.known) == 250


@pytest.mark.parametrize(
    ("text", "scheme", "place"),
    [
        ("383", "dfe", LEEDS), ("391", "dfe", NEWCASTLE), ("390", "dfe", "gss:E08000037"),
        ("681", "dfe", "gss:W06000015"),
        ("835", "dfe", "gss:E06000059"), ("E08000035", "gss", LEEDS), ("E08000020", "gss", "gss:E08000037"),
        ("E92000001", "", "geonames:6269131"), ("E12000001", "gss", "local:region:north-east-england"),
        ("Leeds City", "name", LEEDS), ("Newcastle Upon Tyne City", "name", NEWCASTLE), ("Leeds", "name", LEEDS),
        ("City Of London", "name", "gss:E09000001"), ("London", "name", LONDON), ("Greater London", "", LONDON),
        ("Bristol, City of", "name", "gss:E06000023"), ("Herefordshire, County of", "name", "gss:E06000019"),
        ("Durham County Council", "name", "gss:E06000047"), ("Hull City Council", "name", "gss:E06000010"),
        ("Bradford Metropolitan District Council", "name", "gss:E08000032"), ("Gateshead MBC", "name", "gss:E08000037"),
        ("City of London Corporation", "name", "gss:E09000001"), ("Camden LBC", "name", "gss:E09000007"),
        ("London Borough of Camden", "name", "gss:E09000007"), ("Gateshead Council", "name", "gss:E08000037"),
        ("Telford & Wrekin", "name", "gss:E06000020"), ("St Helens", "name", "gss:E08000013"),
        ("Durham", "name", "gss:E06000047"), ("Rhondda Cynon Taff", "name", "gss:W06000016"),
        ("King's Lynn and West Norfolk", "name", "gss:E07000146"), ("Newcastle-under-Lyme", "name", "gss:E07000195"),
    ],
)  # fmt: skip
def test_an_area_is_known_by_code_and_as_registers_write_it(text: str, scheme: str, place: str) -> None:
    assert PLACES.area(text, scheme=scheme) == place


@pytest.mark.parametrize(
    ("text", "scheme"),
    [("383", ""), ("383", "gss"), ("999", "dfe"), ("9999", "gss"), ("X999999", "gss"), ("Newcastle", "name"),
     ("Richmond", "name"), ("City of Durham", "name"), ("Durham City Council", "name"),
     ("Newcastle City Council", "name"), ("", "name"), ("E08000035", "name")],
)  # fmt: skip
def test_an_area_that_is_not_meant_is_not_found(text: str, scheme: str) -> None:
    assert PLACES.area(text, scheme=scheme) is None


def test_all_local_authorities_of_england_and_wales_have_their_dfe_code() -> None:
    now = [a for a in PLACES.areas if a.dfe and not a.kind.startswith(("former", "county, without"))]
    assert sum(a.gss.startswith("E") for a in now) == 153
    assert sum(a.gss.startswith("W") for a in now) == 22
    kinds = [a.kind for a in PLACES.areas]
    assert (kinds.count("council area"), sum(a.gss.startswith("N09") for a in PLACES.areas)) == (32, 11)


def test_every_area_of_operation_of_the_register_resolves_to_a_place_that_can_be_shown() -> None:
    rows = sample_rows("charities/cc-aoo-gss-iso-new.csv")
    countries = {row["geographic_area_description"] for row in rows if row["geographic_area_type"] == "Country"}
    assert (len(rows), len(countries)) == (469, 275)
    for row in rows:
        kind, name = row["geographic_area_type"], row["geographic_area_description"]
        place = PLACES.area_of_operation(kind, name)
        assert place, f"{kind} {name}"
        shown = PLACES.node(place)
        assert shown and shown[1], f"{kind} {name} has no place above it"
        if row["GSS"] and name not in OTHER_CODE:
            assert PLACES.area(row["GSS"], scheme="gss") == place, name


def test_a_country_of_the_register_is_the_country_or_lies_in_it() -> None:
    elsewhere = {"British Antarctic Territory", "Netherlands Antilles", "Ceuta", "Melilla"}
    for row in sample_rows("charities/cc-aoo-gss-iso-new.csv"):
        name, code = row["geographic_area_description"], row["ISO3166-1"]
        if row["geographic_area_type"] == "Country" and code and name not in elsewhere:
            place = PLACES.area_of_operation("Country", name)
            assert place and f"iso:{code}" in {place, *PLACES.ancestors(place)}, name


@pytest.mark.parametrize(
    ("kind", "name", "place"),
    [
        ("Region", "Throughout England", "geonames:6269131"), ("Region", "Throughout London", LONDON),
        ("Region", "Throughout England And Wales", "gss:K04000001"), ("Continent", "Antarctica", "geonames:6255152"),
        ("Country", "Antarctica", "iso:AQ"), ("Country", "Dubai", "geonames:292224"), ("Country", "Georgia", "iso:GE"),
        ("Metropolitan Counties", "West Midlands", "gss:E11000005"), ("Local Authority", "Leeds City", LEEDS),
    ],
)  # fmt: skip
def test_an_area_of_operation_is_read_with_its_kind(kind: str, name: str, place: str) -> None:
    assert PLACES.area_of_operation(kind, name) == place


def test_schools_samples_name_authorities_that_are_known_and_agree_on_name_and_code() -> None:
    for name in ("schools/edubase-leeds_dev.csv", "schools/edubase_2019_header_4rows.csv"):
        for row in sample_rows(name):
            place = PLACES.area(row["LA (code)"], scheme="dfe")
            assert place and place == PLACES.area(row["LA (name)"], scheme="name")
            for column in ("DistrictAdministrative (code)", "GSSLACode (name)"):
                assert PLACES.area(row[column], scheme="gss") in (place, None), row[column]


def test_the_country_spellings_of_networks_and_twinning_lists_are_known() -> None:
    columns = json.loads(sample("networks/unesco_creative_cities_2024-02_dev.json").read_text(encoding="utf-8"))
    spelt = set(columns["Country"].values())
    for name, column, delimiter in (
        ("networks/cdp_2016_citywide_emissions_c40_flag.csv", "Country", ","),
        ("networks/cdp_2021_citywide_emissions.csv", "Country", ","),
        ("twinning/wikidata_sparql_uk.tsv", "destination_countryLabel", "\t"),
        ("twinning/wikipedia_sister_cities_uk_cn_za_cz_2025.csv", "country", ","),
    ):
        spelt |= {row[column] for row in sample_rows(name, delimiter)}
    assert {text for text in spelt if text and not PLACES.country(text)} == set()


def test_a_curated_place_comes_as_it_is_curated_with_the_same_claims() -> None:
    records = read_curated(SHIPPED_DATA)
    shown = PLACES.node(LEEDS)
    assert shown and shown[0] == next(node for node in records.nodes if node.id == LEEDS)
    ours = {claim.id for claim in shown[1] if claim.source != "ons"}
    assert ours and ours <= {claim.id for claim in records.claims}


def test_every_place_leads_upward_to_the_world_by_claims_of_named_sources() -> None:
    sources = {source.id for source in PLACES.sources}
    for place in (*PLACES.areas.known, *PLACES.countries.known):
        shown = PLACES.node(place)
        assert shown and shown[1]
        assert all(c.subject == place and c.type == "LOCATED_IN" and c.source in sources for c in shown[1])
        assert "geonames:6295630" in PLACES.ancestors(place), place
        assert place not in PLACES.ancestors(place)
    assert PLACES.node("GB-EDU-100000") is None


def test_leeds_lies_in_west_yorkshire_and_a_borough_in_london() -> None:
    assert "gss:E11000006" in PLACES.ancestors(LEEDS)
    assert LONDON in PLACES.ancestors("gss:E09000007")


def test_a_gazetteers_place_comes_with_what_it_lies_in() -> None:
    shown = gazetteer((town(1, "Selma"), "geonames:41")).node("geonames:1")
    assert shown and shown[0].name == "Selma"
    assert [claim.object for claim in shown[1]] == ["geonames:41"]


def test_a_folder_without_these_files_is_given_those_of_the_project(tmp_path: Path) -> None:
    for name in ("sources", "places", "bodies", "claims"):
        (tmp_path / f"{name}.csv").write_text(
            (SHIPPED_DATA / f"{name}.csv").read_text(encoding="utf-8"), encoding="utf-8"
        )
    assert Gazetteer.read(tmp_path).country("Japan") == "iso:JP"
