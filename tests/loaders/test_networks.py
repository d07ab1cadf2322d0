"""Lists of networks become memberships as of their date; a city that is not sure is a place of its own, no guess."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from graph.model import Claim, Node
from graph.vocabulary import DATA
from loaders.city_names import is_larger, plain_name, readings
from loaders.curated import read_curated
from loaders.extracting import Extract, extract
from loaders.kinds import recognise
from loaders.known_places import Places
from loaders.network_claims import point
from loaders.networks import KNOWN
from loaders.opening import open_file
from loaders.reading import Reading, Scope
from tests.loaders.place_samples import sample

LILLE, DURBAN, NEW_YORK, BARCELONA, MELBOURNE = (
    "geonames:2998324", "geonames:1007311", "geonames:5128581", "geonames:3128760", "geonames:2158177",
)  # fmt: skip
CREATIVE = "local:network:unesco-creative-cities-network"
C40, CDP = "local:network:c40-cities", "local:project:cdp-cities-reporting"
OHIO, INDIANA = (Node(f"geonames:{n}", "Region", name, kind="state") for n, name in ((1, "Ohio"), (2, "Indiana")))
# Two cities of one name in one country, as a gazetteer loaded before brings them.
NAMESAKES = (
    Node("geonames:11", "City", "Columbus", latitude=39.96, longitude=-83.0),
    Node("geonames:12", "City", "Columbus", latitude=39.2, longitude=-85.92),
    Node("geonames:13", "City", "Sobral", latitude=-3.69, longitude=-40.35),
)
ABOVE = (
    ("geonames:11", OHIO.id), ("geonames:12", INDIANA.id), (OHIO.id, "iso:US"), (INDIANA.id, "iso:US"),
    ("geonames:13", "iso:BR"),
)  # fmt: skip


@cache
def places(*, with_gazetteer: bool = False) -> Places:
    return Places.read(DATA, (OHIO, INDIANA, *NAMESAKES), ABOVE) if with_gazetteer else Places.read(DATA)


def read(path: Path, scope: Scope | None = None, *, with_gazetteer: bool = False) -> Extract:
    opened = open_file(path)
    loader = recognise(opened)
    source = loader.source(opened, f"{loader.kind}-{opened.series}", "2026-11-25")
    made = extract(Reading(opened, source, places(with_gazetteer=with_gazetteer), scope or Scope()), loader)
    assert made.read == made.accepted + made.rejected + made.left_out.total()
    return made


def written(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def said(made: Extract, kind: str, network: str = "") -> list[Claim]:
    return [claim for claim in made.claims if claim.type == kind and network in ("", claim.object)]


def members(made: Extract, network: str, kind: str = "MEMBER_OF") -> list[str]:
    return [claim.subject for claim in said(made, kind, network)]


# ---- UNESCO Creative Cities

CSV = "City Name,Category,Description,Link"


def creative_json(folder: Path, *rows: tuple[str, str, str, float, float, str]) -> Path:
    names = ("City Name", "Country", "City Category", "Latitude", "Longitude", "Member since")
    columns = {name: {str(n): row[at] for n, row in enumerate(rows)} for at, name in enumerate(names)}
    path = folder / "creative_2024-02.json"
    path.write_text(json.dumps(columns | {"City URL": {}, "Added Value": {"0": "Ask Zebedee Quillfeather"}}))
    return path


def test_a_creative_city_is_a_member_since_the_year_given_as_of_the_day_of_the_file(tmp_path: Path) -> None:
    made = read(creative_json(tmp_path, ("Barcelona", "España", "Literature", 41.38, 2.17, "2015")))
    [claim] = said(made, "MEMBER_OF")
    assert (claim.subject, claim.object, claim.start, claim.as_of) == (BARCELONA, CREATIVE, "2015", "2024-02")
    assert (claim.note, claim.sectors, claim.asserted_by) == (
        "Creative city of Literature.",
        ("culture",),
        "third party",
    )
    assert "Quillfeather" not in str(made)


@pytest.mark.parametrize("since", ["Member since not found", "", "15"])
def test_a_year_that_is_none_is_not_recorded(tmp_path: Path, since: str) -> None:
    made = read(creative_json(tmp_path, ("Barcelona", "España", "Literature", 41.38, 2.17, since)))
    assert [claim.start for claim in said(made, "MEMBER_OF")] == [""]


def test_a_country_in_its_own_script_is_known(tmp_path: Path) -> None:
    made = read(creative_json(tmp_path, ("Wuhan", "中国", "Design", 30.59, 114.3, "2017")))
    assert members(made, CREATIVE) == ["geonames:1791247"]


def test_a_city_without_a_country_is_never_found_by_its_name_alone(tmp_path: Path) -> None:
    made = read(written(tmp_path, "creative.csv", CSV, "Durban,Literature,Long text,https://example.org/durban"))
    assert members(made, CREATIVE) == ["local:city:unesco-durban-literature"]
    assert any("a name alone does not tell" in reason for reason in made.remarked)


def test_two_cities_of_one_name_in_two_fields_are_two_and_both_lists_name_the_same(tmp_path: Path) -> None:
    listed = read(
        written(tmp_path, "creative.csv", CSV, "Granada,Design,x,y", "Granada,Literature,x,y", "Granada,Design,x,y")
    )
    assert members(listed, CREATIVE) == ["local:city:unesco-granada-design", "local:city:unesco-granada-literature"]
    assert dict(listed.left_out) == {"the same city and field again": 1}
    by_columns = read(creative_json(tmp_path, ("Granada", "España", "Literature", 37.17, -3.6, "2014")))
    assert members(by_columns, CREATIVE) == ["local:city:unesco-granada-literature"]


def test_a_city_far_from_its_namesake_is_not_taken_for_it(tmp_path: Path) -> None:
    made = read(creative_json(tmp_path, ("Barcelona", "España", "Film", 28.1, -15.4, "2015")))
    assert members(made, CREATIVE) == ["local:city:unesco-barcelona-film"]
    assert any("not surely this one" in reason for reason in made.remarked)


def test_a_row_without_a_name_is_rejected(tmp_path: Path) -> None:
    made = read(written(tmp_path, "creative.csv", CSV, ",Design,x,y", "Granada,Design,x,y"))
    assert [(r.line, r.field, r.reason) for r in made.rejections] == [(2, "City Name", "empty")]


def test_what_the_list_says_of_a_city_tells_its_country_and_is_not_kept(tmp_path: Path) -> None:
    durban = "Durban,Literature,A port of South Africa; ask Zebedee Quillfeather.,x"
    elsewhere = "Barcelona,Literature,Twinned with towns of Peru and Barcelona Spain itself says no more.,x"
    made = read(written(tmp_path, "creative.csv", CSV, durban, elsewhere.replace("Spain", "")))
    assert members(made, CREATIVE) == [DURBAN, "local:city:unesco-barcelona-literature"]
    assert "Quillfeather" not in str(made) and "Peru" not in str(made)


def test_a_country_that_a_citys_own_name_holds_tells_nothing(tmp_path: Path) -> None:
    made = read(written(tmp_path, "creative.csv", CSV, "Mexico City,Design,Mexico City is large.,x"))
    assert members(made, CREATIVE) == ["local:city:unesco-mexico-city-design"]
    told = read(written(tmp_path, "creative.csv", CSV, "Mexico City,Design,Mexico City is the capital of Mexico.,x"))
    assert members(told, CREATIVE) == ["geonames:3530597"]


@pytest.mark.parametrize(
    "text",
    [
        '{"0": {"0": {"City Name": "Granada", "Category": "Design"}, "1": {"City Name": "Hamar", "Category": "Film"}}}',
        '{"City Name": "Granada", "Category": "Design"}\n{"City Name": "Hamar", "Category": "Film"}',
        '[{"City Name": "Granada", "Category": "Design"}, {"City Name": "Hamar", "Category": "Film"}]',
    ],
)
def test_a_list_of_cities_as_json_is_read_however_they_are_put_together(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cities.json"
    path.write_text(text, encoding="utf-8")
    made = read(path)
    assert members(made, CREATIVE) == ["local:city:unesco-granada-design", "local:city:unesco-hamar-film"]
    assert (made.loader.kind, made.read, made.accepted) == ("creative-cities-names", 2, 2)


def test_a_table_with_the_networks_own_headings_is_known(tmp_path: Path) -> None:
    header = "City,Country,Creative Field,Year of designation"
    made = read(written(tmp_path, "uccn.csv", header, "Barcelona,Spain,Literature,2015.0"))
    assert [(claim.subject, claim.start) for claim in said(made, "MEMBER_OF")] == [(BARCELONA, "2015")]


def test_a_list_without_countries_is_another_dataset_than_one_with_them(tmp_path: Path) -> None:
    without = read(written(tmp_path, "creative.csv", CSV, "Barcelona,Literature,x,y"))
    having = read(creative_json(tmp_path, ("Barcelona", "España", "Literature", 41.38, 2.17, "2015")))
    assert (without.loader.kind, having.loader.kind) == ("creative-cities-names", "creative-cities")


# ---- CDP and C40

CDP_2016 = "Account Number,City Name,Country,City Short Name,C40,Reporting Year,City Location"
CDP_2021 = "Year Reported to CDP,Account Number,Organization,City,Country,Access,City Location"


def test_a_city_reports_to_cdp_and_is_in_c40_where_the_file_says_so(tmp_path: Path) -> None:
    made = read(
        written(
            tmp_path,
            "cdp.csv",
            CDP_2016,
            '1,City of Durban,South Africa,Durban,C40,2016,"(-29.86, 31.02)"',
            '2,City of Melbourne,Australia,Melbourne,,2016,"(-37.81, 144.96)"',
        )
    )
    assert members(made, CDP, "PARTICIPATES_IN") == [DURBAN, MELBOURNE]
    assert members(made, C40) == [DURBAN]
    assert {claim.as_of for claim in said(made, "PARTICIPATES_IN")} == {"2016"}
    assert {claim.start for claim in made.claims} == {""}


def test_a_file_without_the_column_c40_says_nothing_of_c40(tmp_path: Path) -> None:
    made = read(written(tmp_path, "cdp.csv", CDP_2021, "2021,1,City of Durban,Durban,South Africa,public,"))
    assert C40 not in made.nodes
    assert made.source.as_of == "2021"


def test_the_state_behind_the_name_of_the_government_tells_namesakes_apart(tmp_path: Path) -> None:
    path = written(
        tmp_path, "cdp.csv", CDP_2021,
        '2021,1,"City of Columbus, OH",Columbus,United States of America,public,',
        '2021,2,"City of Columbus, IN",,United States of America,public,',
        "2021,3,City of Columbus,Columbus,United States of America,public,",
        "2021,4,City of Columbus,Columbus,United States of America,public,POINT (-83.0 39.96)",
        '2021,5,"City of Columbus, GA",Columbus,United States of America,public,',
        "2021,6,Prefeitura de Sobral,,Brazil,public,",
    )  # fmt: skip
    made = read(path, with_gazetteer=True)
    assert members(made, CDP, "PARTICIPATES_IN") == [
        "geonames:11", "geonames:12", "local:city:cdp-3", "geonames:11", "local:city:cdp-5", "geonames:13",
    ]  # fmt: skip


def test_two_accounts_of_one_name_are_two_cities_and_keep_their_ids_from_year_to_year(tmp_path: Path) -> None:
    rows = ["2021,840918,Prefeitura de Pilões,,Brazil,public,", "2021,7,Prefeitura de Pilões,,Brazil,public,"]
    made = read(written(tmp_path, "cdp.csv", CDP_2021, *rows))
    turned = read(written(tmp_path, "cdp_2.csv", CDP_2021, *reversed(rows)))
    assert members(made, CDP, "PARTICIPATES_IN") == ["local:city:cdp-840918", "local:city:cdp-7"]
    assert made.nodes["local:city:cdp-7"] == turned.nodes["local:city:cdp-7"]
    assert made.nodes["local:city:cdp-7"].name == "Pilões"


def test_an_authority_of_the_united_kingdom_is_found_and_a_county_is_no_city(tmp_path: Path) -> None:
    made = read(
        written(
            tmp_path,
            "cdp.csv",
            CDP_2021,
            "2021,1,Essex County Council,,United Kingdom of Great Britain and Northern Ireland,public,",
            '2021,2,"Dane County, WI",,United States of America,public,',
        )
    )
    essex, dane = members(made, CDP, "PARTICIPATES_IN")
    assert made.nodes[essex].name == "Essex"
    assert essex.startswith("gss:")
    assert (dane, made.nodes[dane].label, made.nodes[dane].name) == ("local:region:cdp-2", "Region", "Dane County, WI")


def test_a_city_is_in_c40_and_the_covenant_where_the_newer_columns_say_yes(tmp_path: Path) -> None:
    header = "Organization Number,Organization Name,City,Country/Area,CDP Region,C40 City,GCoM City"
    rows = ("1,City of Durban,Durban,South Africa,Africa,Yes,Yes", "2,City of Barcelona,Barcelona,Spain,Europe,No,")
    made = read(written(tmp_path, "2023_Cities.csv", header, *rows))
    assert (made.loader.kind, members(made, CDP, "PARTICIPATES_IN")) == ("cdp-cities", ["geonames:1007311", BARCELONA])
    assert members(made, C40) == members(made, "local:network:global-covenant-of-mayors") == ["geonames:1007311"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Year.Reported.to.CDP,Account.Number,Organization,City,Country,CDP.Region",
         "2021,1,City of Durban,Durban,South Africa,Africa"),
        ("Questionnaire,Year Reported to CDP,Account Number,Organization,Country,CDP Region,Question Number",
         "Cities 2020,2020,1,City of Durban,South Africa,Africa,0.1",
         "Cities 2020,2020,1,City of Durban,South Africa,Africa,0.5"),
    ],
)  # fmt: skip
def test_other_files_of_cdp_say_who_reported_too(tmp_path: Path, lines: tuple[str, ...]) -> None:
    made = read(written(tmp_path, "cdp.csv", *lines))
    assert members(made, CDP, "PARTICIPATES_IN") == ["geonames:1007311"]
    assert made.read == made.accepted + made.left_out.total() == len(lines) - 1


@pytest.mark.parametrize("heading", ["Account Number", "Account number", "Account No"])
def test_cdp_is_known_under_the_headings_of_other_years(tmp_path: Path, heading: str) -> None:
    header = CDP_2016.replace("Account Number", heading)
    made = read(written(tmp_path, "cdp.csv", header, "1,City of Durban,South Africa,Durban,Yes,2017,"))
    assert members(made, C40) == [DURBAN]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("(51.5, -0.1)", (51.5, -0.1)),
        ("POINT (-0.1 51.5)", (51.5, -0.1)),
        ("point(-0.1 51.5)", (51.5, -0.1)),
        ("(0, 0)", (None, None)),
        ("(91, 0)", (None, None)),
        ("somewhere", (None, None)),
        ("", (None, None)),
    ],
)
def test_a_location_is_read_in_both_its_orders(text: str, at: tuple[float | None, float | None]) -> None:
    assert point(text) == at


# ---- Climate Mayors

PLEDGES = "name,country,iso,state,raw_commitment"


def test_a_mayor_pledges_once_and_the_state_is_part_of_the_place(tmp_path: Path) -> None:
    made = read(
        written(
            tmp_path, "mayors_2022.csv", PLEDGES,
            '"Columbus, OH",United States of America,USA,OH,a', '"Columbus, OH",United States of America,USA,OH,b',
            '"Columbus, GA",United States of America,USA,GA2,c',
            '"New York City, NY",United States of America,USA,NY,d',
        ),
        with_gazetteer=True,
    )  # fmt: skip
    assert members(made, "local:network:climate-mayors") == [
        "geonames:11", "local:city:climate-mayors-us-georgia-columbus", NEW_YORK,
    ]  # fmt: skip
    assert made.left_out.total() == 1


def test_a_pledge_is_to_the_network_that_its_source_names(tmp_path: Path) -> None:
    header = "name,country,entity_type,iso,region,state,raw_commitment,data_source"
    made = read(
        written(
            tmp_path, "covenant.csv", header, "Barcelona,Spain,City,ESP,Europe,NA,x,EUCovenantofMayors2022",
            "Lille,France,City,FRA,Europe,NA,x,GCoM2022", "Lille,France,City,FRA,Europe,NA,y,SomeOther2022",
        )
    )  # fmt: skip
    assert made.loader.kind == "climate-pledges"
    assert members(made, "local:network:covenant-of-mayors-europe") == [BARCELONA]
    assert members(made, "local:network:global-covenant-of-mayors") == [LILLE]
    assert members(made, "local:network:climate-mayors") == []
    assert (made.accepted, made.left_out.total()) == (2, 1)


def test_mojibake_is_shown_and_not_repaired(tmp_path: Path) -> None:
    made = read(written(tmp_path, "mayors.csv", PLEDGES, '"San JosÃ©, CA",United States of America,USA,CA,a'))
    assert [node.name for node in made.nodes.values() if node.id.startswith("local:city:")] == ["San JosÃ©, CA"]
    assert any("read as CP1252" in reason for reason in made.remarked)


# ---- how cities are written


@pytest.mark.parametrize(
    ("name", "country", "wanted"),
    [
        ("Albany, NY", "iso:US", ("Albany", "New York")),
        ("City of Richmond, BC", "iso:CA", ("Richmond", "British Columbia")),
        ("Prefeitura de Sobral", "iso:BR", ("Sobral", "")),
        ("Prefeitura do município de Paiçandu", "iso:BR", ("Paiçandu", "")),
        ("Municipalidad Distrital de La Molina", "iso:PE", ("La Molina", "")),
        ("Comune di Bologna", "iso:IT", ("Bologna", "")),
        ("Landeshauptstadt Magdeburg", "iso:DE", ("Magdeburg", "")),
        ("Stadt Zürich", "iso:CH", ("Zürich", "")),
        ("Aarhus Kommune", "iso:DK", ("Aarhus", "")),
        ("Hanamaki City", "iso:JP", ("Hanamaki", "")),
        ("Ashoro-Town", "iso:JP", ("Ashoro", "")),
        ("Dunedin City Council", "iso:NZ", ("Dunedin", "")),
        ("Bhopal Municipal Corporation", "iso:IN", ("Bhopal", "")),
    ],
)
def test_the_office_and_the_state_are_told_from_the_name(name: str, country: str, wanted: tuple[str, str]) -> None:
    assert wanted in list(readings(name, country))


@pytest.mark.parametrize(
    ("name", "country", "never"),
    [
        ("Iowa City", "iso:US", "Iowa"),
        ("Perth, CA", "iso:AU", "Perth"),
        ("Stadtlohn", "iso:DE", "lohn"),
        ("Council", "iso:US", ""),
        ("City of London", "", "of London"),
    ],
)
def test_what_belongs_to_a_name_stays(name: str, country: str, never: str) -> None:
    assert never not in [spelt for spelt, _ in readings(name, country)]


def test_a_county_keeps_its_whole_name() -> None:
    assert is_larger("Dane County, WI")
    assert not is_larger("Countyville")
    assert not is_larger("Región Metropolitana de Santiago")
    assert plain_name("Essex County Council") == "Essex County Council"


# ---- a list of our own form

PLAIN = "network,member,role,since,source,country"


def test_a_plain_list_says_who_is_in_which_network_in_which_role_and_where_it_stands(tmp_path: Path) -> None:
    made = read(
        written(
            tmp_path,
            "members.csv",
            PLAIN,
            "Eurocities,Lille,member,1998,annual report p. 4,France",
            "Eurocities,geonames:2644688,Chair,,,",
            "C40,Durban,,,,South Africa",
            "C40,Durban,,,,South Africa",
            "Bridges,Nowhere,,1985~,,",
        )
    )
    found = {(c.subject, c.object, c.role, c.start, c.locator) for c in said(made, "MEMBER_OF")}
    assert found == {
        (LILLE, "local:network:eurocities", "member", "1998", "annual report p. 4"),
        ("geonames:2644688", "local:network:eurocities", "chair", "", "row 3"),
        (DURBAN, C40, "", "", "row 4"),
        ("local:city:network-members-members-nowhere", "local:network:bridges", "", "1985~", "row 6"),
    }
    assert dict(made.left_out) == {"the same row again": 1}


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        (",Lille,,,,France", "network", "empty"),
        ("Eurocities,,,,,France", "member", "empty"),
        ("Eurocities,Lille,boss,,,France", "role", "not a role"),
        ("Eurocities,Lille,,soon,,France", "since", "not a date"),
        ("Eurocities,a@b.example,,,,France", "member", "an e-mail address or telephone number is personal data"),
        (
            "Eurocities,Lille,,,ring 0113 496 0000,France",
            "source",
            "an e-mail address or telephone number is personal data",
        ),
    ],
)
def test_a_membership_that_can_not_be_used_is_rejected(tmp_path: Path, row: str, field: str, reason: str) -> None:
    made = read(written(tmp_path, "members.csv", PLAIN, "Eurocities,Lille,,,,France", row))
    [rejection] = made.rejections
    assert (rejection.field, rejection.reason, rejection.line) == (field, reason, 3)
    assert "496" not in rejection.value
    assert "@" not in rejection.value


@pytest.mark.parametrize("header", ["Network,Member,Role,Since,Source,Country", "network,member,since,country"])
def test_a_plain_list_with_capitals_or_fewer_columns_is_one(tmp_path: Path, header: str) -> None:
    row = ",".join({"since": "1991", "country": "France", "member": "Lille", "network": "Eurocities"}.get(
        name.lower(), "") for name in header.split(","))  # fmt: skip
    made = read(written(tmp_path, "members.csv", header, row))
    assert [(c.subject, c.start) for c in said(made, "MEMBER_OF")] == [("geonames:2998324", "1991")]


def test_a_member_without_a_country_is_found_by_its_region_or_coordinates(tmp_path: Path) -> None:
    header = "network,member,since,region,latitude,longitude"
    rows = ("N,Columbus,2001,Ohio,,", "N,Columbus,2002,,39.2,-85.9", "N,Columbus,2003,,,", "N,Columbus,2004,Utah,,")
    made = read(written(tmp_path, "members.csv", header, *rows), with_gazetteer=True)
    own = [c.subject for c in said(made, "MEMBER_OF")][2:]
    assert [c.subject for c in said(made, "MEMBER_OF")][:2] == ["geonames:11", "geonames:12"]
    assert all(one.startswith("local:city:") for one in own)


def test_an_unknown_country_is_said_and_the_membership_kept(tmp_path: Path) -> None:
    made = read(written(tmp_path, "members.csv", PLAIN, "Eurocities,Lille,,,,Atlantis"))
    assert made.remarked["no country of this name is known"] == 1
    assert members(made, "local:network:eurocities") == ["local:city:network-members-members-lille"]


def test_only_what_lies_in_the_places_and_countries_asked_for_is_taken(tmp_path: Path) -> None:
    path = written(tmp_path, "members.csv", PLAIN, "N,Lille,,,,France", "N,Durban,,,,South Africa", "N,Sedan,,,,France")
    by_country = read(path, Scope(countries=frozenset({"iso:FR"})))
    assert members(by_country, "local:network:n") == [LILLE, "local:city:network-members-members-fr-sedan"]
    assert members(read(path, Scope(places=frozenset({DURBAN}))), "local:network:n") == [DURBAN]


def test_networks_that_the_evidence_names_already_have_its_ids() -> None:
    curated = {node.id: node for node in read_curated(DATA).nodes if node.label == "Network"}
    for node in KNOWN.values():
        for other in curated.values():
            if {node.name, *node.aliases} & {other.name, *other.aliases}:
                assert node.id == other.id


# ---- the samples


@pytest.mark.parametrize(
    ("name", "counts", "types"),
    [
        ("cdp_2016_citywide_emissions_c40_flag.csv", (187, 187, 0, 0), {"PARTICIPATES_IN": 187, "MEMBER_OF": 54}),
        ("cdp_2021_citywide_emissions.csv", (989, 989, 0, 0), {"PARTICIPATES_IN": 989}),
        ("climate_mayors_2022.csv", (178, 58, 0, 120), {"MEMBER_OF": 58}),
        ("unesco_creative_cities_2024-02_dev.json", (200, 153, 0, 47), {"MEMBER_OF": 153}),
        ("unesco_creative_cities_2024-10_dev.csv", (220, 220, 0, 0), {"MEMBER_OF": 220}),
    ],
)
def test_the_published_lists_load_with_numbers_that_add_up(
    name: str, counts: tuple[int, ...], types: dict[str, int]
) -> None:
    made = read(sample(f"networks/{name}"))
    assert (made.read, made.accepted, made.rejected, made.left_out.total()) == counts
    found = Counter(claim.type for claim in made.claims)
    del found["LOCATED_IN"]
    assert found == types
    ends = {end for claim in made.claims for end in (claim.subject, claim.object)}
    assert ends <= made.nodes.keys()
    assert "no country of this name is known" not in made.remarked
