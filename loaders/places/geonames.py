"""GeoNames: countries, first- and second-level divisions, and populated places. Codes say which place contains which.

Curated places, countries and listed areas keep their own names. A second-level division of the UK that is a local
authority becomes that authority. Divisions must be loaded before towns, so that a town lies in its district.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from graph.model.records import Claim, Node, PatternClaim, Rejection
from graph.model.text import fold
from loaders.base import Loader, LoaderRun, PlaceLookup, Record, RowWarning, SkippedRow, in_scope
from loaders.files.cells import coordinates_of
from loaders.files.probe import InputFile
from loaders.files.rows import Row
from loaders.files.tables import delimiter_of, header_of
from loaders.places.gazetteer import DIVISION_CODE

DIVISION_COLUMNS = ("code", "name", "asciiname", "geonameid")
COUNTRY_COLUMNS = ("#ISO", "ISO", "ISO3", "Country", "Continent", "geonameid")
# Both coordinates in one cell, as in the copy on an open data portal.
POINT = "coordinates"
TELLING = {"ISO", "ISO3", "Country", "Continent"}
PLACE_COLUMNS = (
    "geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature class", "feature code",
    "country code", "cc2", "admin1 code", "admin2 code", "admin3 code", "admin4 code", "population", "elevation", "dem",
    "timezone", "modification date",
)  # fmt: skip
WANTED = (*PLACE_COLUMNS[:9], *PLACE_COLUMNS[10:12])
# https://download.geonames.org/export/dump/readme.txt
CONTINENTS = {
    "AF": "geonames:6255146", "AS": "geonames:6255147", "EU": "geonames:6255148", "NA": "geonames:6255149",
    "OC": "geonames:6255151", "SA": "geonames:6255150", "AN": "geonames:6255152",
}  # fmt: skip
# Feature codes: abandoned, destroyed and historical places, and former capitals.
GONE = frozenset(("PPLH", "PPLQ", "PPLW", "PPLCH"))
DISTRICTS = frozenset(("PPLX",))
# A large city has over a hundred names in GeoNames. Most are transliterations that no user would type.
MOST_ALIASES = 12
SIGNS = re.compile(r"[A-Z]{2,4}|.*[/\\@].*|.*\d.*")


def countries(run: LoaderRun) -> Iterator[Record]:
    """A Country node for each row of countryInfo.txt, in its continent."""
    pattern = run.pattern("LOCATED_IN")
    for row in run.rows(COUNTRY_COLUMNS, line=_header_line(run.input_file) or 1):
        code = row["#ISO"] or row["ISO"]
        if code.startswith("#"):
            yield SkippedRow("a line of comment")
        elif not re.fullmatch(r"[A-Z]{2}", code):
            yield row.reject("#ISO", "not a country code", "Compare the line with the file as published.")
        elif not in_scope(run.scope, countries=[f"iso:{code}"]):
            yield SkippedRow()
        elif run.places.is_authoritative(f"geonames:{row['geonameid']}"):
            yield SkippedRow("a former country; it is listed in areas.csv")
        elif not row["Country"]:
            yield row.reject("Country", "empty", "A place needs a name.")
        else:
            coded = ((DIVISION_CODE, code), ("iso3", row["ISO3"]))
            node = Node(f"iso:{code}", "Country", row["Country"], kind="country", properties=coded)
            yield from _placed(run.places, node, pattern, CONTINENTS.get(row["Continent"], ""))


def divisions(run: LoaderRun) -> Iterator[Record]:
    """A Region node for each row of admin1CodesASCII.txt or admin2Codes.txt, in its parent division or its country."""
    pattern = run.pattern("LOCATED_IN")
    missing = False
    for row in _rows(run, DIVISION_COLUMNS, DIVISION_COLUMNS):
        code, country = row["code"], f"iso:{row['code'][:2]}"
        level = code.count(".")
        if not re.fullmatch(r"[A-Z]{2}\.[^.]+(\.[^.]+)?", code) or not row["geonameid"].isdecimal():
            yield row.reject("code", "not the code of a division", "A row is: GB.ENG, name, plain name, number.")
            continue
        name = row["name"] or row["asciiname"]
        if not name:
            yield row.reject("name", "empty", "A place needs a name.")
            continue
        place = run.places.canonical_id(f"geonames:{row['geonameid']}")
        parent = run.places.division(code.rpartition(".")[0]) if level == 2 else None
        if not in_scope(run.scope, [place, parent or ""], [country]):
            yield SkippedRow()
            continue
        if level == 2 and not parent and not missing:
            missing = True
            yield _no_division(row, "code", code)
        plain = (row["asciiname"],) if fold(row["asciiname"]) != fold(name) else ()
        kind = "second-level division" if level == 2 else "first-level division"
        node = Node(place, "Region", name, plain, kind, properties=((DIVISION_CODE, code),))
        yield from _placed(run.places, node, pattern, parent or country)


def populated_places(run: LoaderRun) -> Iterator[Record]:
    """A City node for each populated place (District for a section of one), in the smallest loaded division."""
    pattern = run.pattern("LOCATED_IN")
    missing = False
    for row in _rows(run, PLACE_COLUMNS, WANTED):
        made = _unfit(row, run.places) or coordinates_of(row)
        if isinstance(made, SkippedRow | Rejection):
            yield made
            continue
        place = f"geonames:{row['geonameid']}"
        ancestors = _above(row, run.places, place)
        if not in_scope(run.scope, (place, *ancestors), [ancestors[-1]]):
            yield SkippedRow()
            continue
        if len(ancestors) == 1 and row["admin1 code"] not in ("", "00") and not missing:
            missing = True
            yield _no_division(row, "admin1 code", row["admin1 code"])
        label = "District" if row["feature code"] in DISTRICTS else "City"
        aliases = _aliases(row, _scripts(run.places, ancestors[-1]))
        kind = "section of a town" if label == "District" else "populated place"
        yield from _placed(run.places, Node(place, label, row["name"], aliases, kind, *made), pattern, ancestors[0])


def _rows(run: LoaderRun, columns: tuple[str, ...], wanted: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a file as published, without a header; or of a copy with a header, by its headings."""
    headings = _headings(run.input_file)
    if "geonameid" not in headings:
        yield from run.rows(wanted, columns=columns)
        return
    there = {headings[flat]: name for name in (*wanted, POINT) if (flat := name.replace(" ", "")) in headings}
    for row in run.rows(tuple(there)):
        cells = {there[column]: cell for column, cell in row.cells.items()}
        if point := cells.get(POINT, ""):
            cells["latitude"], _, cells["longitude"] = (part.strip() for part in point.partition(","))
        yield Row(row.file, row.line, cells)


def _headings(input_file: InputFile) -> dict[str, str]:
    """The columns of the first line, keyed by their names in lower case without blanks and punctuation."""
    return {re.sub(r"[\W_]", "", name.lower()): name for name in reversed(header_of(input_file))}


def _placed(places: PlaceLookup, node: Node, pattern: Claim, parent: str) -> Iterator[Record]:
    """The node and its location. An authoritative place keeps its name and claims, and gains the codes of the file."""
    known = places.node(node.id) if places.is_authoritative(node.id) else None
    if known is None:
        yield node
        if parent:
            yield PatternClaim(pattern, node.id, parent, locator=node.id)
        return
    settled, placings = known
    yield replace(settled, properties=(*settled.properties, *node.properties))
    if not places.is_curated(node.id):
        yield from (source for source in places.sources if source.id in {claim.source for claim in placings})
        yield from placings


def _unfit(row: Row, places: PlaceLookup) -> Rejection | SkippedRow | None:
    """Why a row of a city file is rejected or skipped; None if it is a place."""
    if not row["geonameid"].isdecimal():
        return row.reject("geonameid", "not a number", "Compare the line with the file as published.")
    if row["feature class"] != "P":
        return SkippedRow("not a populated place")
    if row["feature code"] in GONE:
        return SkippedRow("abandoned, destroyed or historical")
    if not row["name"]:
        return row.reject("name", "empty", "A place needs a name.")
    if not places.country_names(f"iso:{row['country code']}"):
        return row.reject("country code", "not a country", "A code of countries.csv is wanted: GB.")
    return None


def _above(row: Row, places: PlaceLookup, place: str) -> tuple[str, ...]:
    """The loaded places that contain a place, the smallest first and the country last."""
    country, first, second = row["country code"], row["admin1 code"], row["admin2 code"]
    codes = (f"{country}.{first}.{second}", f"{country}.{first}")
    found = (above for code in codes if (above := places.division(code)) not in (None, place))
    return (*(above for above in found if above), f"iso:{country}")


def _no_division(row: Row, field: str, code: str) -> RowWarning:
    return RowWarning(
        row.file, row.line, field, code,
        "the division above is not loaded, so this and others lie directly in their country (load admin1CodesASCII.txt"
        " and admin2Codes.txt first, then this file again)",
    )  # fmt: skip


def _aliases(row: Row, scripts: frozenset[str]) -> tuple[str, ...]:
    """Other names of a place: first those in its country's scripts, then Latin with accents, then plain Latin."""
    kept: dict[str, tuple[int, str]] = {}
    name = fold(row["name"])
    for other in (row["asciiname"], *map(str.strip, row["alternatenames"].split(","))):
        key = fold(other)
        if not key or key == name or key in kept or SIGNS.fullmatch(other):
            continue
        script = "LATIN" if other.isascii() else _script(other)
        if script == "LATIN":
            kept[key] = (1 + other.isascii(), other)
        elif script in scripts:
            kept[key] = (0, other)
    return tuple(other for _, other in sorted(kept.values(), key=lambda ranked: ranked[0])[:MOST_ALIASES])


def _scripts(places: PlaceLookup, country: str) -> frozenset[str]:
    return _scripts_of(places.country_names(country))


@lru_cache(maxsize=512)
def _scripts_of(names: tuple[str, ...]) -> frozenset[str]:
    """The scripts of a country's names. LATIN is among them, but `_aliases` handles Latin names before it looks."""
    return frozenset(map(_script, names))


def _script(text: str) -> str:
    """The script of the first letter by its Unicode name (LATIN, CJK, CYRILLIC); "" without letters."""
    letter = next((character for character in text if character.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""


def _header_line(input_file: InputFile) -> int:
    """The line of countryInfo.txt with the column names, after its comments; 0 for another file.

    A copy that was saved again as a table has no comments and no "#" before the first name.
    """
    lines = input_file.head.splitlines()
    return next((at for at, line in enumerate(lines, 1) if set(re.split("[\t,;]", _plain(line))) >= TELLING), 0)


def _plain(line: str) -> str:
    return line.replace('"', "").removeprefix("#")


def _first_fields(input_file: InputFile) -> list[str]:
    return next((line.split("\t") for line in input_file.head.splitlines() if line.strip()), [])


def _is_division(input_file: InputFile, level: int) -> bool:
    fields = _first_fields(input_file)
    if set(_headings(input_file)) == set(DIVISION_COLUMNS):
        second = next(csv.reader(input_file.head.splitlines()[1:2], delimiter=delimiter_of(input_file)), [])
        cells = dict(zip(header_of(input_file), second, strict=False))
        return bool(re.fullmatch(r"[A-Z]{2}" + r"\.[^.]+" * level, cells.get(_headings(input_file)["code"], "")))
    if len(fields) != len(DIVISION_COLUMNS) or not fields[3].strip().isdecimal():
        return False
    return bool(re.fullmatch(r"[A-Z]{2}" + r"\.[^.]+" * level, fields[0]))


def _is_populated(input_file: InputFile) -> bool:
    fields, headings = _first_fields(input_file), set(_headings(input_file))
    if {"geonameid", "name", "featureclass", "countrycode"} <= headings:
        return {"latitude", "longitude"} <= headings or POINT in headings
    return len(fields) == len(PLACE_COLUMNS) and fields[0].isdecimal() and len(fields[6]) == 1


LICENCE = "CC BY 4.0"
ADDRESS = "https://www.geonames.org/"

COUNTRIES = Loader(
    "geonames-countries", "GeoNames: countries", "GeoNames", LICENCE, ADDRESS,
    recognises=lambda input_file: bool(_header_line(input_file)), read=countries, scopes=("country",),
    shape="countryInfo.txt: a heading line with ISO, ISO3, Country and Continent",
)  # fmt: skip
FIRST_LEVEL = Loader(
    "geonames-admin1", "GeoNames: first-level divisions", "GeoNames", LICENCE, ADDRESS,
    recognises=lambda input_file: _is_division(input_file, 1), read=divisions, scopes=("country", "place"),
    shape="admin1CodesASCII.txt: four columns, the first a code such as GB.ENG",
)  # fmt: skip
SECOND_LEVEL = Loader(
    "geonames-admin2", "GeoNames: second-level divisions", "GeoNames", LICENCE, ADDRESS,
    recognises=lambda input_file: _is_division(input_file, 2), read=divisions, scopes=("country", "place"),
    shape="admin2Codes.txt: four columns, the first a code such as GB.ENG.H3",
)  # fmt: skip
CITIES = Loader(
    "geonames-cities", "GeoNames: cities, towns and villages", "GeoNames", LICENCE, ADDRESS,
    recognises=_is_populated, read=populated_places, scopes=("country", "place"),
    shape="cities500.txt and the like: 19 columns split by tabs, or headings such as geonameid and feature class",
)  # fmt: skip
GEONAMES = (COUNTRIES, FIRST_LEVEL, SECOND_LEVEL, CITIES)
