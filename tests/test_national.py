"""The benchmark files of national size have the published headers and every quirk, and are the same on every run."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import national
from benchmarks.national.areas import COUNTRIES, authorities
from benchmarks.national.charities import areas_of_operation, charities
from benchmarks.national.headers import AREAS_OF_OPERATION, CHARITIES, SCHOOL_LINKS, SCHOOLS

SAMPLES = Path(__file__).parent.parent.parent / "shared" / "samples"
TINY = 0.01  # 500 schools, 1,700 charities, 5,000 areas
TORN = 40
samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the slices of published files are not beside the project")
Table = list[dict[str, str]]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> national.Files:
    return national.write(tmp_path_factory.mktemp("national"), TINY, torn=TORN)


@pytest.fixture(scope="module")
def schools(files: national.Files) -> Table:
    with files.schools.open(encoding="cp1252", newline="") as file:
        return list(csv.DictReader(file, restval=""))


@pytest.fixture(scope="module")
def links(files: national.Files) -> Table:
    with files.links.open(encoding="cp1252", newline="") as file:
        return list(csv.DictReader(file))


def lines(path: Path) -> list[list[str]]:
    """The rows of a text of the charity register as they are, including malformed ones."""
    return [line.split("\t") for line in path.read_bytes().decode("utf-8-sig").rstrip("\r\n").split("\r\n")]


@samples
def test_the_schools_header_is_the_published_one() -> None:
    with (SAMPLES / "schools" / "edubase-leeds_dev.csv").open(encoding="utf-8", newline="") as file:
        assert tuple(next(csv.reader(file))) == SCHOOLS
    published = next((SAMPLES / "schools").glob("links_edubasealldata*.csv"))
    with published.open(encoding="cp1252", newline="") as file:
        assert tuple(next(csv.reader(file))) == SCHOOL_LINKS


@samples
@pytest.mark.parametrize(("table", "ours"), [("Charity", CHARITIES), ("CharityAreaOfOperation", AREAS_OF_OPERATION)])
def test_the_charity_headers_are_those_of_the_data_definition(table: str, ours: tuple[str, ...]) -> None:
    with (SAMPLES / "charities" / "ccew-fields.csv").open(encoding="utf-8", newline="") as file:
        published = [row["Field"] for row in csv.DictReader(file) if row["Table"] == table]
    assert ["date_of_extract", *published] == list(ours)


@samples
def test_every_area_is_written_as_the_charity_register_writes_it() -> None:
    with (SAMPLES / "charities" / "cc-aoo-gss-iso-new.csv").open(encoding="utf-8-sig", newline="") as file:
        published = {(row["geographic_area_type"], row["geographic_area_description"]) for row in csv.DictReader(file)}
    written = {(r["geographic_area_type"], r["geographic_area_description"]) for r in areas_of_operation(3000, 1)}
    assert written <= published


def test_files_are_written_with_these_headers(files: national.Files) -> None:
    for path, header in ((files.schools, SCHOOLS), (files.links, SCHOOL_LINKS)):
        with path.open(encoding="cp1252", newline="") as file:
            assert tuple(next(csv.reader(file))) == header
    assert tuple(lines(files.charities)[0]) == CHARITIES
    assert tuple(lines(files.areas)[0]) == AREAS_OF_OPERATION


def test_the_same_seed_writes_the_same_bytes_and_another_seed_others(files: national.Files, tmp_path: Path) -> None:
    for name, seed in (("again", 1), ("other", 2)):
        (tmp_path / name).mkdir()
        made = national.write(tmp_path / name, TINY, seed, torn=TORN)
        for one, first in ((made.schools, files.schools), (made.charities, files.charities), (made.areas, files.areas)):
            assert (one.read_bytes() == first.read_bytes()) == (seed == 1)


def test_the_scale_says_how_many_rows_there_are(files: national.Files, schools: Table) -> None:
    assert len(schools) == national.SCHOOL_COUNT * TINY
    assert sum(1 for _ in charities(1700, 1)) == 1700
    assert sum(1 for _ in areas_of_operation(1700, 1)) == 5000
    assert national.CHARITY_COUNT / 1700 * 5000 == 500_000


def test_schools_are_in_the_encoding_of_the_register(files: national.Files) -> None:
    raw = files.schools.read_bytes()
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    assert "’" in raw.decode("cp1252")
    assert raw.count(b"\r\n") == raw.count(b"\n") == len(raw.splitlines())
    assert raw.startswith(b'"URN","LA (code)"')


def test_schools_have_their_dates_places_and_trusts_as_the_register_gives_them(schools: Table) -> None:
    whole = [row for row in schools if row["Town"]]
    assert any(row["OpenDate"] == "01-01-1900" for row in whole)
    assert {len(row["OpenDate"]) for row in whole} == {0, 10}
    closed = [row for row in whole if row["EstablishmentStatus (name)"] == "Closed"]
    assert closed and all(row["CloseDate"][2] == row["CloseDate"][5] == "-" for row in closed)
    assert all(not row["CloseDate"] for row in whole if row not in closed)
    trusts = {(row["Trusts (code)"], row["Trusts (name)"]) for row in whole if row["Trusts (code)"]}
    assert len(trusts) == len({code for code, _ in trusts}) > 5
    assert max(len(name) for _, name in trusts) == 40
    assert any(row["Federations (code)"] for row in whole)
    assert any(row["DistrictAdministrative (code)"] == "9999" and not row["Easting"] for row in whole)
    assert any(row["DistrictAdministrative (code)"] != row["GSSLACode (name)"] for row in whole if row["Easting"])
    for row in whole:
        if row["Easting"]:
            assert 0 <= int(row["Easting"]) < 700_000 and 0 <= int(row["Northing"]) < 700_000


def test_names_of_schools_are_borne_more_than_once_and_numbers_are_not(schools: Table) -> None:
    assert max(Counter(row["EstablishmentName"] for row in schools).values()) > 1
    assert len({row["URN"] for row in schools}) == len(schools)


def test_an_academy_follows_the_school_that_it_was(schools: Table, links: Table) -> None:
    by_urn = {row["URN"]: row for row in schools}
    after = [link for link in links if link["LinkType"] == "Successor"]
    assert len(after) == len(schools) // 10
    for link in after:
        old, new = by_urn[link["URN"]], by_urn[link["LinkURN"]]
        assert old["EstablishmentStatus (name)"] == "Closed"
        assert new["EstablishmentName"] == old["EstablishmentName"] == link["LinkName"]
    assert {(r["URN"], r["LinkURN"]) for r in links} >= {(r["LinkURN"], r["URN"]) for r in after}


def test_personal_columns_are_filled_in_so_that_a_loader_has_something_to_drop(
    files: national.Files, schools: Table
) -> None:
    for name in ("HeadFirstName", "HeadLastName", "TelephoneNum"):
        assert any(row[name] for row in schools)
    text = files.charities.read_text(encoding="utf-8-sig")
    assert "01632 960" in text and "office@" in text


def test_some_rows_are_torn_in_each_way(files: national.Files) -> None:
    with files.schools.open(encoding="cp1252", newline="") as file:
        widths = Counter(len(row) for row in csv.reader(file))
    assert widths == {140: 1 + 500 - 500 // TORN, 60: 500 // TORN}
    for path, count, records in ((files.charities, len(CHARITIES), 1700), (files.areas, len(AREAS_OF_OPERATION), 5000)):
        found = Counter(len(row) for row in lines(path))
        assert found[count] == 1 + records - records // TORN
        assert found[count + 1] > 0
        assert sum(found.values()) > 1 + records  # a line end inside a field makes two lines of one


def test_charities_are_linked_and_removed_as_the_register_says_it() -> None:
    made = list(charities(1700, 1))
    linked = [row for row in made if row["linked_charity_number"]]
    mains = {row["registered_charity_number"] for row in made if not row["linked_charity_number"]}
    assert linked and {row["registered_charity_number"] for row in linked} <= mains
    assert all(row["charity_type"] is None for row in linked)
    for row in made:
        assert (row["charity_registration_status"] == "Removed") == (row["date_of_removal"] is not None)
    assert len({row["organisation_number"] for row in made}) == len(made)
    activities = [str(row["charity_activities"]) for row in made if row["charity_activities"]]
    assert 120 < sum(map(len, activities)) / len(activities) < 300
    assert any(text.startswith('"') for text in activities)


def test_areas_of_every_kind_are_there_and_none_twice_for_one_charity() -> None:
    made = list(areas_of_operation(1700, 1))
    kinds = {row["geographic_area_type"] for row in made}
    assert kinds == {"Local Authority", "Region", "Country", "Continent", "Metropolitan Counties"}
    pairs = [(row["organisation_number"], row["geographic_area_description"]) for row in made]
    assert len(set(pairs)) == len(pairs)
    assert {row["organisation_number"] for row in made} == {row["organisation_number"] for row in charities(1700, 1)}
    in_country = [row for row in made if row["geographic_area_type"] == "Country"]
    assert all(row["parent_geographic_area_type"] == "Continent" for row in in_country)


def test_the_json_form_says_what_the_text_says_with_its_own_types(tmp_path: Path) -> None:
    main, areas = national.write_charities_json(tmp_path, TINY)
    assert main.read_bytes().startswith(b"\xef\xbb\xbf[{")
    rows = json.loads(main.read_text(encoding="utf-8-sig"))
    assert [tuple(row) for row in rows[:3]] == [CHARITIES] * 3
    assert [row["charity_name"] for row in rows] == [row["charity_name"] for row in charities(1700, 1)]
    assert rows[0]["date_of_extract"] == "2026-11-01T00:00:00"
    assert rows[0]["charity_insolvent"] is False and rows[0]["date_of_removal"] is None
    assert len(json.loads(areas.read_text(encoding="utf-8-sig"))) == 5000


def test_research_bodies_have_keys_that_check_and_parents_that_are_there(tmp_path: Path) -> None:
    rows = json.loads(national.write_research_bodies(tmp_path, 0.001).read_text(encoding="utf-8"))
    ids = [row["id"] for row in rows]
    assert len(set(ids)) == len(rows) == 110
    signs = "0123456789abcdefghjkmnpqrstvwxyz"
    for key in (id.removeprefix("https://ror.org/0") for id in ids):
        number = 0
        for sign in key[:6]:
            number = number * 32 + signs.index(sign)
        assert (number * 100 + int(key[6:])) % 97 == 1
    parents = [each for row in rows for each in row["relationships"]]
    assert parents and {each["id"] for each in parents} <= set(ids)
    assert {row["status"] for row in rows} == {"active", "inactive"}


def test_codes_of_places_are_given_once() -> None:
    every = authorities()
    assert len({one.code for one in every}) == len({one.gss for one in every}) == len(every) > 150
    assert len(dict(COUNTRIES)) == len(COUNTRIES) > 200
    leeds = next(one for one in every if one.code == 383)
    assert (leeds.gss, leeds.charities, leeds.parent) == (
        "E08000035",
        "Leeds City",
        ("Metropolitan Counties", "West Yorkshire"),
    )
