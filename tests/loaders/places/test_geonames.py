"""GeoNames files become places with their containing places by code. Curated and listed places keep their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model.data_folder import SHIPPED_DATA
from graph.model.records import Claim, Node, PatternClaim, Rejection
from loaders.base import Loader, LoaderRun, Record, RowWarning, Scope, SkippedRow
from loaders.files.probe import open_file
from loaders.places.gazetteer import Gazetteer
from loaders.places.geonames import CITIES, COUNTRIES, FIRST_LEVEL, GEONAMES, SECOND_LEVEL
from tests.loaders.samples import sample

COUNTRY_COLUMNS = (
    "#ISO\tISO3\tISO-Numeric\tfips\tCountry\tCapital\tArea(in sq km)\tPopulation\tContinent\ttld\tCurrencyCode\t"
    "CurrencyName\tPhone\tPostal Code Format\tPostal Code Regex\tLanguages\tgeonameid\tneighbours\tEquivalentFipsCode"
)


def country(code: str, iso3: str, name: str, continent: str, number: str = "1") -> str:
    return "\t".join((code, iso3, "0", "", name, *[""] * 3, continent, *[""] * 7, number, "", ""))


def town(number: str, name: str, others: str = "", **cells: str) -> str:
    """A row of a city file: by default an invented town in the Czech Republic."""
    return "\t".join((
        number, name, cells.get("plain", name), others, cells.get("latitude", "49.5"), cells.get("longitude", "16.5"),
        cells.get("feature", "P"), cells.get("code", "PPL"), cells.get("country", "CZ"), "", cells.get("first", "99"),
        cells.get("second", ""), "", "", "1200", "", "300", "Europe/Prague", "2024-02-01",
    ))  # fmt: skip


class Loaded:
    """The records of one loader for these lines."""

    def __init__(
        self, folder: Path, loader: Loader, *lines: str, places: Gazetteer | None = None, scope: Scope | None = None
    ) -> None:
        path = folder / "given.txt"
        path.write_text("\n".join((*lines, "")), encoding="utf-8")
        input_file = open_file(path)
        assert [found.kind for found in GEONAMES if found.recognises and found.recognises(input_file)] == [loader.kind]
        source = loader.source(input_file, loader.kind, "2026-11-25")
        self.run = LoaderRun(input_file, source, places or Gazetteer.read(SHIPPED_DATA), scope or Scope())
        assert loader.read
        self.records: list[Record] = list(loader.read(self.run))
        self.nodes = {record.id: record for record in self.records if isinstance(record, Node)}
        claims = [
            r.claim() if isinstance(r, PatternClaim) else r for r in self.records if isinstance(r, PatternClaim | Claim)
        ]
        self.placed = {(claim.subject, claim.object) for claim in claims}
        self.rejected = [record for record in self.records if isinstance(record, Rejection)]
        self.left_out = [record.reason for record in self.records if isinstance(record, SkippedRow)]
        self.remarks = [record for record in self.records if isinstance(record, RowWarning)]

    def places(self, *before: Loaded) -> Gazetteer:
        every = (*before, self)
        return Gazetteer.read(
            SHIPPED_DATA, [n for x in every for n in x.nodes.values()], [p for x in every for p in x.placed]
        )


@pytest.fixture
def divisions(tmp_path: Path) -> tuple[Loaded, Loaded]:
    """An invented region and district of the Czech Republic."""
    first = Loaded(tmp_path, FIRST_LEVEL, "CZ.99\tHorní Kraj\tHorni Kraj\t9000001")
    second = Loaded(tmp_path, SECOND_LEVEL, "CZ.99.0901\tOkres Dolany\tOkres Dolany\t9000002", places=first.places())
    return first, second


@pytest.fixture
def moravia(divisions: tuple[Loaded, Loaded]) -> Gazetteer:
    """The gazetteer after these were loaded."""
    return divisions[0].places(divisions[1])


def test_countries_are_read_behind_the_comments_and_keep_the_names_they_are_known_by(tmp_path: Path) -> None:
    lines = (
        "# A line of comment", "#", COUNTRY_COLUMNS, country("PL", "POL", "Republic of Somewhere", "EU"),
        country("AN", "ANT", "Netherlands Antilles", "NA", "8505032"), country("P1", "PXX", "Nowhere", "EU"),
    )  # fmt: skip
    given = Loaded(tmp_path, COUNTRIES, *lines)
    assert given.nodes["iso:PL"].name == "Poland"
    assert dict(given.nodes["iso:PL"].properties)["iso3"] == "POL"
    assert ("iso:PL", "geonames:6255148") in given.placed
    assert [r.field for r in given.rejected] == ["#ISO"]
    assert len(given.left_out) == 1
    assert given.run.rows_read == 3


def test_a_division_without_its_name_goes_by_its_plain_one(tmp_path: Path) -> None:
    first = Loaded(tmp_path, FIRST_LEVEL, "CZ.98\t\tDolni Kraj\t9000009")
    assert first.nodes["geonames:9000009"].name == "Dolni Kraj"


def test_countries_saved_again_as_a_table_are_known_by_their_columns(tmp_path: Path) -> None:
    given = Loaded(tmp_path, COUNTRIES, '"ISO","ISO3","Country","Continent"', '"PL","POL","Poland","EU"')
    assert ("iso:PL", "geonames:6255148") in given.placed


def test_divisions_lie_in_one_another_by_code(tmp_path: Path) -> None:
    first = Loaded(tmp_path, FIRST_LEVEL, "CZ.99\tHorní Kraj\tHorni Kraj\t9000001")
    assert first.placed == {("geonames:9000001", "iso:CZ")}
    assert first.nodes["geonames:9000001"].label == "Region"
    line = "CZ.99.0901\tOkres Dolany\tOkres Dolany\t9000002"
    assert Loaded(tmp_path, SECOND_LEVEL, line, places=first.places()).placed == {
        ("geonames:9000002", "geonames:9000001")
    }
    alone = Loaded(tmp_path, SECOND_LEVEL, line, line.replace("9000002", "9000003"))
    assert alone.placed == {("geonames:9000002", "iso:CZ"), ("geonames:9000003", "iso:CZ")}
    assert len(alone.remarks) == 1


def test_a_division_without_a_name_or_with_a_wrong_code_is_rejected(tmp_path: Path) -> None:
    given = Loaded(tmp_path, FIRST_LEVEL, "CZ.99\tKraj\tKraj\t9", "MC.00\t\t\t3", "XX\tName\tName\t7")
    assert [(r.line, r.field) for r in given.rejected] == [(2, "name"), (3, "code")]


def test_a_division_that_is_a_known_authority_is_that_authority(tmp_path: Path) -> None:
    leeds, gateshead = "GB.ENG.H3\tBorough\tBorough\t3333164", "GB.ENG.E5\tGateshead\tGateshead\t2648772"
    given = Loaded(tmp_path, SECOND_LEVEL, leeds, gateshead)
    assert set(given.nodes) == {"geonames:2644688", "gss:E08000037"}
    assert given.nodes["geonames:2644688"].name == "Leeds"
    assert given.placed == {("gss:E08000037", "gss:E11000007")}
    assert given.places().division("GB.ENG.H3") == "geonames:2644688"


def test_a_town_lies_in_the_smallest_division_that_is_loaded(
    tmp_path: Path, moravia: Gazetteer, divisions: tuple[Loaded, Loaded]
) -> None:
    given = Loaded(
        tmp_path, CITIES, town("9100001", "Dolany", second="0901"), town("9100002", "Lhota", second="7777"),
        town("9100003", "Kdesi", first="00"), places=moravia,
    )  # fmt: skip
    assert given.placed == {
        ("geonames:9100001", "geonames:9000002"), ("geonames:9100002", "geonames:9000001"),
        ("geonames:9100003", "iso:CZ"),
    }  # fmt: skip
    node = given.nodes["geonames:9100001"]
    assert (node.label, node.latitude, node.longitude) == ("City", 49.5, 16.5)
    known = given.places(*divisions)
    assert known.city("Dolany", country="Czechia").id == "geonames:9100001"
    assert known.city("Dolany, Horni Kraj").reasons == ("name", "region")
    assert not given.remarks


def test_files_that_somebody_gave_a_header_give_the_same(tmp_path: Path) -> None:
    first = Loaded(tmp_path, FIRST_LEVEL, "code;name;asciiname;geonameid", "CZ.99;Horní Kraj;Horni Kraj;9000001")
    second = Loaded(
        tmp_path, SECOND_LEVEL, "geonameid,code,name,asciiname", "9000002,CZ.99.0901,Okres Dolany,Okres Dolany"
    )
    assert set(first.nodes) == {"geonames:9000001"} and set(second.nodes) == {"geonames:9000002"}
    header = "geonameid name asciiname alternatenames latitude longitude feature_class feature_code country_code cc2"
    names = [*header.split(), "admin1_code", "admin2_code", *(f"other{n}" for n in range(7))]
    plain = Loaded(tmp_path, CITIES, town("9100001", "Dolany", "Dolanky"))
    headed = Loaded(tmp_path, CITIES, "\t".join(names), town("9100001", "Dolany", "Dolanky"))
    assert headed.nodes == plain.nodes and headed.placed == plain.placed


def test_a_copy_of_an_open_data_portal_has_both_coordinates_in_one_cell(tmp_path: Path) -> None:
    given = Loaded(
        tmp_path, CITIES,
        "Geoname ID;Name;ASCII Name;Alternate Names;Feature Class;Feature Code;Country Code;Admin1 Code;Coordinates",
        '9100001;Dolany;Dolany;Dolanky;P;PPL;CZ;99;"49.5, 16.5"', "9100002;Lhota;Lhota;;P;PPL;CZ;99;nowhere",
    )  # fmt: skip
    node = given.nodes["geonames:9100001"]
    assert (node.name, node.aliases, node.latitude, node.longitude) == ("Dolany", ("Dolanky",), 49.5, 16.5)
    assert [rejection.field for rejection in given.rejected] == ["latitude"]


def test_towns_loaded_without_divisions_lie_in_their_country_and_it_is_said_once(tmp_path: Path) -> None:
    given = Loaded(tmp_path, CITIES, town("9100001", "Dolany"), town("9100002", "Lhota"))
    assert given.placed == {("geonames:9100001", "iso:CZ"), ("geonames:9100002", "iso:CZ")}
    assert len(given.remarks) == 1


def test_a_curated_city_keeps_its_name_and_place_and_lies_not_in_itself(tmp_path: Path) -> None:
    divisions = Loaded(tmp_path, SECOND_LEVEL, "GB.ENG.H3\tBorough\tBorough\t3333164")
    rows = (
        town("2644688", "Loidis", country="GB", first="ENG", second="H3", latitude="1", longitude="1"),
        town("9100005", "Nether Leeds", country="GB", first="ENG", second="H3", code="PPLX"),
    )
    given = Loaded(tmp_path, CITIES, *rows, places=divisions.places())
    leeds = given.nodes["geonames:2644688"]
    assert (leeds.name, leeds.latitude) == ("Leeds", 53.79648)
    assert given.placed == {("geonames:9100005", "geonames:2644688")}
    assert given.nodes["geonames:9100005"].label == "District"


def test_what_is_gone_or_no_town_is_left_out_and_said(tmp_path: Path) -> None:
    rows = (
        town("1", "Alive"), town("2", "Ruin", code="PPLQ"), town("3", "Once", code="PPLH"),
        town("4", "Old Capital", code="PPLCH"), town("5", "Hill", feature="T", code="HLL"),
    )  # fmt: skip
    given = Loaded(tmp_path, CITIES, *rows)
    assert list(given.nodes) == ["geonames:1"]
    assert sorted(given.left_out) == ["abandoned, destroyed or historical"] * 3 + ["not a populated place"]


def test_bad_rows_are_rejected_and_every_row_is_accounted_for(tmp_path: Path) -> None:
    rows = (
        town("1", "Good"), town("x", "No number"), town("2", ""), town("3", "Nowhere", country="QQ"),
        town("4", "Off the globe", latitude="95"), town("5", "Half", longitude=""), "6\tTorn\trow",
    )  # fmt: skip
    given = Loaded(tmp_path, CITIES, *rows)
    assert [r.field for r in given.rejected] == ["geonameid", "name", "country code", "latitude", "latitude"]
    assert len(given.run.malformed_rows) == 1
    assert given.run.rows_read == len(given.nodes) + len(given.rejected) + len(given.run.malformed_rows) == 7


def test_own_scripts_and_accents_are_kept_before_the_many_transliterations(tmp_path: Path) -> None:
    spelt = ",".join(
        ["Ksiang", "KSI", "X/1", "Сян", "香城", *(f"Xiang {letter}" for letter in "abcdefghijklmnop"), "Xiäng"]
    )
    china = {"country": "CN", "latitude": "30", "longitude": "110"}
    given = Loaded(tmp_path, CITIES, town("9", "Alpha", **china), town("1", "Xiangcheng", spelt, **china))
    aliases = given.nodes["geonames:1"].aliases
    assert aliases[:2] == ("香城", "Xiäng")
    assert "Ksiang" in aliases
    assert not {"KSI", "X/1", "Сян", "Xiangcheng"} & set(aliases)
    assert len(aliases) == 12


def test_only_the_countries_and_places_asked_for_are_taken(tmp_path: Path, moravia: Gazetteer) -> None:
    rows = (town("1", "Dolany", second="0901"), town("2", "Lhota"), town("3", "Wien", country="AT"))
    czech = Loaded(tmp_path, CITIES, *rows, places=moravia, scope=Scope(countries=frozenset(("iso:CZ",))))
    assert list(czech.nodes) == ["geonames:1", "geonames:2"]
    within = Loaded(tmp_path, CITIES, *rows, places=moravia, scope=Scope(places=frozenset(("geonames:9000002",))))
    assert list(within.nodes) == ["geonames:1"]
    assert len(within.left_out) == 2


def test_loading_a_file_again_gives_the_same(tmp_path: Path, moravia: Gazetteer) -> None:
    rows = (town("1", "Dolany", second="0901"), town("2", "Lhota"))
    once = Loaded(tmp_path, CITIES, *rows, places=moravia)
    again = Loaded(tmp_path, CITIES, *rows, places=once.places())
    assert once.nodes == again.nodes


@pytest.mark.parametrize(
    ("name", "loader", "rows", "least"),
    [
        ("countryInfo_2020-02.txt", COUNTRIES, 252, 250),
        ("admin1CodesASCII_2020-06.txt", FIRST_LEVEL, 3955, 3955),
        ("admin2Codes_2020-06_slice.txt", SECOND_LEVEL, 1718, 1718),
    ],
)
def test_the_samples_are_recognised_and_read_to_the_last_row(name: str, loader: Loader, rows: int, least: int) -> None:
    input_file = open_file(sample(f"places/{name}"))
    assert [found.kind for found in GEONAMES if found.recognises and found.recognises(input_file)] == [loader.kind]
    run = LoaderRun(input_file, loader.source(input_file, loader.kind, "2026-11-25"), Gazetteer.read(SHIPPED_DATA))
    assert loader.read
    records = list(loader.read(run))
    assert run.rows_read == rows
    assert len({record.id for record in records if isinstance(record, Node)}) == least
    assert not run.malformed_rows


def test_no_file_of_another_kind_is_taken_for_one_of_these() -> None:
    for name in ("charities/cc-aoo-gss-iso-new.csv", "twinning/wikidata_p190_pairs_2016_two_hops.tsv"):
        input_file = open_file(sample(name))
        assert not [found.kind for found in GEONAMES if found.recognises and found.recognises(input_file)]
