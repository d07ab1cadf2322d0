"""The list of Creative Cities becomes memberships. A city without a certain match becomes a new place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.loaders.networks.network_lists import (
    BARCELONA,
    DURBAN,
    members,
    read,
    said,
    written,
)

CREATIVE = "local:network:unesco-creative-cities-network"

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
    assert any("a name alone can't be matched" in reason for reason in made.warnings)


def test_two_cities_of_one_name_in_two_fields_are_two_and_both_lists_name_the_same(tmp_path: Path) -> None:
    listed = read(
        written(tmp_path, "creative.csv", CSV, "Granada,Design,x,y", "Granada,Literature,x,y", "Granada,Design,x,y")
    )
    assert members(listed, CREATIVE) == ["local:city:unesco-granada-design", "local:city:unesco-granada-literature"]
    assert dict(listed.left_out) == {"duplicate row: the same city and field": 1}
    by_columns = read(creative_json(tmp_path, ("Granada", "España", "Literature", 37.17, -3.6, "2014")))
    assert members(by_columns, CREATIVE) == ["local:city:unesco-granada-literature"]


def test_a_city_far_from_its_namesake_is_not_taken_for_it(tmp_path: Path) -> None:
    made = read(creative_json(tmp_path, ("Barcelona", "España", "Film", 28.1, -15.4, "2015")))
    assert members(made, CREATIVE) == ["local:city:unesco-barcelona-film"]
    assert any("none could be matched with certainty" in reason for reason in made.warnings)


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
