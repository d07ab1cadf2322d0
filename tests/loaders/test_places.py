"""Names and codes of registers lead to the right place, or to none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Node
from graph.vocabulary import DATA
from loaders.areas import Areas
from loaders.countries import Countries
from loaders.curated import read_curated
from loaders.known_places import Places
from tests.loaders.place_samples import sample, sample_rows

PLACES = Places.read(DATA)
LEEDS, NEWCASTLE, LONDON = "geonames:2644688", "geonames:2641673", "geonames:2643743"
# In the published vocabulary this name stands beside another county's code, or one name beside a successor's codes.
OTHER_CODE = {"Hertfordshire", "Cumbria", "Northamptonshire", "Bournemouth", "Poole"}

COUNTRY_HEADER = "code,iso3,name,aliases,continent\n"
AREA_HEADER = "gss,former,dfe,label,name,aliases,kind,within,geonames,place\n"


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
        place = PLACES.operating(kind, name)
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
            place = PLACES.operating("Country", name)
            assert place and f"iso:{code}" in {place, *PLACES.above(place)}, name


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
    assert PLACES.operating(kind, name) == place


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


# ---- cities


def town(number: int, name: str, at: tuple[float, float] | None = None, *aliases: str, label: str = "City") -> Node:
    latitude, longitude = at or (None, None)
    return Node(f"geonames:{number}", label, name, aliases, "", latitude, longitude)


def gazetteer(*towns: tuple[Node, str]) -> Places:
    alabama, australia = Node("geonames:41", "Region", "Alabama"), Node("geonames:42", "Region", "New South Wales")
    parents = [(alabama.id, "iso:US"), (australia.id, "iso:AU"), *((node.id, above) for node, above in towns)]
    return Places.read(DATA, [alabama, australia, *(node for node, _ in towns)], parents)


def test_a_name_alone_never_resolves_and_names_the_candidate() -> None:
    found = PLACES.city("Leeds")
    assert (found.id, found.candidates) == ("", (LEEDS,))
    assert PLACES.city("Atlantis", country="Greece").candidates == ()


@pytest.mark.parametrize("country", ["GB", "iso:GB", "United Kingdom"])
def test_a_city_resolves_by_name_and_country(country: str) -> None:
    found = PLACES.city("LEEDS", country=country)
    assert (found.id, found.reasons) == (LEEDS, ("name", "country"))
    assert PLACES.city("Newcastle", country="Australia").id == ""


def test_own_scripts_former_names_and_accents_lead_to_the_city() -> None:
    assert PLACES.city("武汉", country="中国").id == "geonames:1791247"
    assert PLACES.city("Brunn", country="Czechia").id == PLACES.city("Brno", country="CZ").id == "geonames:3078610"


def test_coordinates_decide_and_speak_against_a_namesake() -> None:
    assert PLACES.city("Melbourne", latitude=-37.8, longitude=144.9).id == "geonames:2158177"
    assert PLACES.city("Melbourne", latitude=28.08, longitude=-80.6).id == ""
    assert PLACES.city("Melbourne", country="Australia", latitude=28.08, longitude=-80.6).id == ""


def test_a_name_with_its_region_or_country_after_a_comma_must_lie_there() -> None:
    birmingham = town(1, "Birmingham", (33.52, -86.8))
    places = gazetteer((birmingham, "geonames:41"), (town(2, "Newcastle", (-32.9, 151.8)), "geonames:42"))
    assert places.city("Birmingham, Alabama").id == "geonames:1"
    assert places.city("Birmingham, Alabama", country="US").id == "geonames:1"
    assert places.city("Birmingham, Alabama", country="GB").id == ""
    assert places.city("Birmingham, England").id == "gss:E08000025"
    assert places.city("Newcastle, New South Wales").id == "geonames:2"
    assert places.city("Newcastle", country="Australia", region="New South Wales").id == "geonames:2"
    assert places.city("Newcastle, Ohio").id == ""
    assert places.city("Bexley (London borough)").id == "gss:E09000004"
    assert places.city("Leeds (West Yorkshire)").id == LEEDS


def test_the_letters_of_a_state_behind_a_name_are_as_good_as_its_name() -> None:
    places = gazetteer((town(1, "Birmingham", (33.52, -86.8)), "geonames:41"))
    # AL is Albania too; the town lies in Alabama.
    assert places.city("Birmingham, AL").id == places.city("Birmingham, AL", country="US").id == "geonames:1"
    assert places.city("Birmingham, OR").id == places.city("Birmingham, AL", country="GB").id == ""
    albanian = gazetteer(
        (town(1, "Birmingham", (33.52, -86.8)), "geonames:41"), (town(3, "Birmingham", (41.3, 19.8)), "iso:AL")
    )
    assert albanian.city("Birmingham, AL").candidates == ("geonames:1", "geonames:3")


def test_two_towns_of_one_name_in_one_country_are_left_open_with_both_named() -> None:
    places = gazetteer((town(1, "Newport", (40.0, -90.0)), "iso:US"), (town(2, "Newport", (41.5, -71.3)), "iso:US"))
    found = places.city("Newport", country="US")
    assert (found.id, found.candidates) == ("", ("geonames:1", "geonames:2"))
    assert places.city("Newport", country="US", latitude=41.4, longitude=-71.3).id == "geonames:2"


def test_a_country_that_fits_lets_a_large_citys_middle_be_farther_off() -> None:
    places = gazetteer((town(1, "Roma", (41.89, 12.48)), "iso:IT"), (town(2, "Roma", (-26.57, 148.78)), "iso:AU"))
    assert places.city("Roma", country="Italy", latitude=41.53, longitude=12.29).id == "geonames:1"
    assert places.city("Roma", latitude=41.53, longitude=12.29).id == ""
    assert places.city("Roma", country="Italy", latitude=41.0, longitude=12.29).id == ""


def test_of_two_that_a_country_lets_be_farther_off_the_near_one_is_meant() -> None:
    places = gazetteer((town(1, "Newport", (40.0, -90.0)), "iso:US"), (town(2, "Newport", (40.35, -90.0)), "iso:US"))
    assert places.city("Newport", country="US", latitude=40.05, longitude=-90.0).id == "geonames:1"


def test_coordinates_the_wrong_way_round_are_known_by_where_they_lead() -> None:
    places = gazetteer((town(1, "South Bend", (41.68, -86.25)), "iso:US"))
    found = places.city("South Bend", country="US", latitude=-86.2532, longitude=41.6754)
    assert (found.id, found.reasons[-1]) == ("geonames:1", "within 1 km, longitude before latitude")


def test_the_curated_city_of_that_very_name_comes_before_a_village_but_not_by_another_name() -> None:
    villages = (town(1, "Leeds", (51.25, 0.61)), "iso:GB"), (town(2, "Newcastle", (52.43, -3.11)), "iso:GB")
    places = gazetteer(*villages)
    assert places.city("Leeds", country="GB").id == LEEDS
    assert places.city("Leeds", country="GB", latitude=51.25, longitude=0.6).id == "geonames:1"
    assert places.city("Newcastle", country="GB").candidates == ("geonames:2", NEWCASTLE)


def test_a_city_comes_before_the_district_that_shares_its_name() -> None:
    places = gazetteer((town(1, "York", (53.96, -1.08)), "gss:E06000014"))
    assert places.city("York", country="GB").id == "geonames:1"
    assert PLACES.city("York", country="GB").id == "gss:E06000014"


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_gives_an_answer_and_never_a_city_by_its_name_alone(name: str, other: str) -> None:
    assert PLACES.operating(other, name) is None or PLACES.node(str(PLACES.operating(other, name)))
    assert PLACES.area(name) is None or PLACES.area(name) in PLACES.areas.known
    assert PLACES.city(name.replace(",", "").replace("(", "")).id == ""
    assert PLACES.country(name) is None or PLACES.country(name) in PLACES.countries.known


# ---- nodes and what they lie in


def test_a_curated_place_comes_as_it_is_curated_with_the_same_claims() -> None:
    records = read_curated(DATA)
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
        assert "geonames:6295630" in PLACES.above(place), place
        assert place not in PLACES.above(place)
    assert PLACES.node("GB-EDU-100000") is None


def test_leeds_lies_in_west_yorkshire_and_a_borough_in_london() -> None:
    assert "gss:E11000006" in PLACES.above(LEEDS)
    assert LONDON in PLACES.above("gss:E09000007")


def test_a_gazetteers_place_comes_with_what_it_lies_in() -> None:
    shown = gazetteer((town(1, "Selma"), "geonames:41")).node("geonames:1")
    assert shown and shown[0].name == "Selma"
    assert [claim.object for claim in shown[1]] == ["geonames:41"]


def test_a_folder_without_these_files_is_given_those_of_the_project(tmp_path: Path) -> None:
    for name in ("sources", "places", "bodies", "claims"):
        (tmp_path / f"{name}.csv").write_text((DATA / f"{name}.csv").read_text(encoding="utf-8"), encoding="utf-8")
    assert Places.read(tmp_path).country("Japan") == "iso:JP"


# ---- mistakes in the files


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        ("XYZ,XYZ,Nowhere,,geonames:1", "code", "two capitals"),
        ("AA,AA,Nowhere,,geonames:1", "iso3", "three capitals"),
        ("FR,FRX,Again,,geonames:1", "code", "used twice"), ("AA,AAA,,,geonames:1", "name", "empty"),
        ("AA,AAA,Nowhere,,", "continent", "empty"),
        ("AA,AAA,Nowhere,Gaul;FRANCE,geonames:1", "aliases", "'france' is a name"),
    ],
)  # fmt: skip
def test_a_wrong_country_row_is_left_out_and_says_what_to_mend(
    tmp_path: Path, row: str, field: str, reason: str
) -> None:
    path = tmp_path / "countries.csv"
    path.write_text(f"{COUNTRY_HEADER}FR,FRA,France,,geonames:6255148\n{row}\n", encoding="utf-8")
    read = Countries(path)
    assert list(read.known) == ["iso:FR"]
    assert [(r.line, r.field) for r in read.rejections] == [(3, field)]
    assert reason in read.rejections[0].reason


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (",,,Region,Nowhere,,,iso:GB,,", "gss"), ("E0800003,,,Region,Nowhere,,,iso:GB,,", "gss"),
        ("E08000099,,38,Region,Nowhere,,,iso:GB,,", "dfe"), ("E08000099,,383,Region,Nowhere,,,iso:GB,,", "dfe"),
        ("E08000099,E08000035,,Region,Nowhere,,,iso:GB,,", "former"), ("E08000099,,,Town,Nowhere,,,iso:GB,,", "label"),
        ("E08000099,,,Region,,,,iso:GB,,", "name"), ("E08000099,,,Region,Nowhere,leeds,,iso:GB,,", "aliases"),
        ("E08000099,,,Region,Nowhere,,,gss:E99999999,,", "within"),
        ("E08000099,,,Region,Nowhere,,,iso:GB,x1,", "geonames"),
        ("E08000099,,,Region,Nowhere,,,iso:GB,,Leeds", "place"),
    ],
)  # fmt: skip
def test_a_wrong_area_row_is_left_out_and_says_what_to_mend(tmp_path: Path, row: str, field: str) -> None:
    path = tmp_path / "areas.csv"
    path.write_text(f"{AREA_HEADER}E08000035,,383,City,Leeds,,,iso:GB,,{LEEDS}\n{row}\n", encoding="utf-8")
    read = Areas(path)
    assert list(read.known) == [LEEDS]
    assert [(r.line, r.field) for r in read.rejections] == [(3, field)]
    assert read.rejections[0].fix


def test_a_place_that_lies_nowhere_known_is_told(tmp_path: Path) -> None:
    for name in ("sources", "places", "bodies", "claims", "countries"):
        (tmp_path / f"{name}.csv").write_text((DATA / f"{name}.csv").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "areas.csv").write_text(f"{AREA_HEADER}E08000099,,,Region,Nowhere,,,geonames:77,,\n", encoding="utf-8")
    assert any("gss:E08000099 lies in 'geonames:77'" in problem for problem in Places.read(tmp_path).problems())
