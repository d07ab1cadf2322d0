"""A simple list gives memberships of networks. The published lists load with numbers that add up."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from graph.model.data_folder import SHIPPED_DATA
from loaders.base import Scope
from loaders.curated.folder import read_curated
from tests.loaders.networks.network_lists import (
    C40,
    DURBAN,
    LILLE,
    members,
    read,
    said,
    written,
)
from tests.loaders.samples import sample

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
    assert dict(made.left_out) == {"duplicate row": 1}


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
    assert made.warnings["no country of this name is known"] == 1
    assert members(made, "local:network:eurocities") == ["local:city:network-members-members-lille"]


def test_only_what_lies_in_the_places_and_countries_asked_for_is_taken(tmp_path: Path) -> None:
    path = written(tmp_path, "members.csv", PLAIN, "N,Lille,,,,France", "N,Durban,,,,South Africa", "N,Sedan,,,,France")
    by_country = read(path, Scope(countries=frozenset({"iso:FR"})))
    assert members(by_country, "local:network:n") == [LILLE, "local:city:network-members-members-fr-sedan"]
    assert members(read(path, Scope(places=frozenset({DURBAN}))), "local:network:n") == [DURBAN]


def test_a_network_that_the_evidence_names_already_has_its_id(tmp_path: Path) -> None:
    eurocities = "local:network:eurocities"
    assert eurocities in {node.id for node in read_curated(SHIPPED_DATA).nodes}
    made = read(written(tmp_path, "own.csv", PLAIN, "Eurocities,Lille,member,,p1,France"))
    assert members(made, eurocities) == [LILLE]


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
    assert "no country of this name is known" not in made.warnings
