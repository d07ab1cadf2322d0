"""Lists of CDP, C40 and Climate Mayors become memberships and pledges as of their date."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.networks.claims import parse_point
from tests.loaders.networks.network_lists import (
    BARCELONA,
    C40,
    CDP,
    DURBAN,
    LILLE,
    MELBOURNE,
    NEW_YORK,
    members,
    read,
    said,
    written,
)

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
    assert parse_point(text) == at


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
    assert any("read as CP1252" in reason for reason in made.warnings)
