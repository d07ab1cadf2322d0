"""The UNESCO Creative Cities Network: a table, or JSON by columns or by cities, with or without year and country.

The network designates a city in a creative field ("City of Film"). City and field together are the key of a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from graph.model.records import Node
from loaders.base import Loader, LoaderRun, Record, RowWarning, SkippedRow
from loaders.files.json_items import (
    column_rows,
    first_item,
    is_json,
    is_json_array,
    items,
    text_of,
    top_keys,
    top_values,
)
from loaders.files.probe import InputFile
from loaders.files.rows import Row
from loaders.files.tables import header_of
from loaders.networks.claims import membership
from loaders.places.city_matching import CityMatcher, slug
from loaders.places.coordinates import coordinates_or_nowhere

CREATIVE = Node(
    "local:network:unesco-creative-cities-network", "Network", "UNESCO Creative Cities Network",
    ("UCCN", "UNESCO Creative Cities", "Creative Cities Network"), "network of cities",
)  # fmt: skip
# A spreadsheet that stores a year as a number can write it as 2015.0.
YEAR = re.compile(r"((?:19|20)\d\d)(?:\.0)?")
COLUMNS = ("City Name", "Country", "Latitude", "Longitude", "Category", "City Category", "Member since", "Description")
# From headings in lower case without punctuation to the columns above. A creative field has its own column.
NAMES = frozenset(("cityname", "city", "creativecity"))
FIELDS = frozenset(("citycategory", "creativefield", "creativefields", "creativecityof", "fieldofcreativity"))
HEADINGS = {
    **dict.fromkeys(NAMES, "City Name"),
    **dict.fromkeys((*FIELDS, "category"), "City Category"),
    **dict.fromkeys(("country", "memberstate", "countryname"), "Country"),
    **dict.fromkeys(("latitude", "lat"), "Latitude"),
    **dict.fromkeys(("longitude", "lon", "lng", "long"), "Longitude"),
    **dict.fromkeys(
        ("membersince", "year", "designationyear", "yearofdesignation", "yearofmembership", "since"), "Member since"
    ),
    "description": "Description",
}


def creative_cities(run: LoaderRun) -> Iterator[Record]:
    """A membership for each city and field, since the year in the file; duplicate row is left out."""
    yield CREATIVE
    cities = CityMatcher(run, "unesco")
    seen: set[tuple[str, ...]] = set()
    for row in _rows(run):
        name, craft = row["City Name"], row["Category"] or row["City Category"]
        if not name:
            yield row.reject("City Name", "empty", "Give the city's name.")
            continue
        since = YEAR.fullmatch(row["Member since"])
        row_key = (name, craft, row["Country"], since[1] if since else "")
        if row_key in seen:
            yield SkippedRow("duplicate row: the same city and field")
            continue
        seen.add(row_key)
        country = run.places.country(row["Country"]) or ""
        at = coordinates_or_nowhere(row["Latitude"], row["Longitude"])
        key = f"{slug(name)} {craft}"
        city = cities.find(row, "City Name", name, country=country, at=at, key=key, text=row["Description"])
        if not cities.is_wanted(city):
            yield SkippedRow()
            continue
        if row["Country"] and not country:
            yield RowWarning(row.file, row.line, "Country", row["Country"], "no country of this name is known")
        yield from city.records
        note = f"Creative city of {craft}." if craft else ""
        yield membership(run, city.id, CREATIVE.id, "member", "culture", row_key[-1], locator=name, note=note)


def _rows(run: LoaderRun) -> Iterator[Row]:
    input_file = run.input_file
    if not is_json(input_file):
        columns = _columns(input_file)
        for row in run.rows(tuple(columns)):
            cells = {columns[name]: value for name, value in row.cells.items() if value}
            yield Row(row.file, row.line, cells)
        return
    found = column_rows(input_file, COLUMNS) if _by_columns(input_file) else _cities(input_file)
    for number, item in enumerate(run.count(found), 1):
        yield Row(input_file.name, number, {name: text_of(item.get(name)) for name in COLUMNS})


def _cities(input_file: InputFile) -> Iterator[dict[str, Any]]:
    """The cities of a JSON array, of JSON lines, or of objects nested by number."""
    if is_json_array(input_file) or "City Name" in top_keys(input_file):
        yield from items(input_file)
        return
    for value in top_values(input_file):
        inside = value if isinstance(value, dict) and "City Name" not in value else {"": value}
        yield from (city if isinstance(city, dict) else {} for city in inside.values())


def _columns(input_file: InputFile) -> dict[str, str]:
    """The columns of a table that are read, each with its name in COLUMNS."""
    flat = {name: re.sub(r"[^a-z]", "", name.lower()) for name in header_of(input_file)}
    return {name: HEADINGS[word] for name, word in flat.items() if word in HEADINGS}


def _by_columns(input_file: InputFile) -> bool:
    first = first_item(input_file)
    return isinstance(first.get("City Name"), dict) and "City Category" in first


def _told(input_file: InputFile) -> set[str]:
    """The column names that a list of the network has; empty for a file without cities and creative fields."""
    if not is_json(input_file):
        flat = {re.sub(r"[^a-z]", "", name.lower()) for name in header_of(input_file)}
        is_one = flat & NAMES and (flat & FIELDS or {"cityname", "category", "link"} <= flat)
        return set(_columns(input_file).values()) if is_one else set()
    found: Any = first_item(input_file)
    for _ in range(3):
        if isinstance(found, dict) and "City Name" in found:
            return set(found) if {"Category", "City Category"} & set(found) else set()
        found = next(iter(found.values()), None) if isinstance(found, dict) else None
    return set()


def _has_countries(input_file: InputFile) -> bool:
    return "Country" in _told(input_file)


def _has_names_alone(input_file: InputFile) -> bool:
    row_key = _told(input_file)
    return bool(row_key) and "Country" not in row_key


# A list without countries matches fewer places. It has its own kind, so that it never replaces a list with countries.
LOADERS = tuple(
    Loader(
        kind, title, "UNESCO", "text UNESCO; facts cited", "https://www.unesco.org/en/creative-cities",
        recognises=recognises, shape=shape, read=creative_cities, scopes=("place", "country"),
    )
    for kind, title, recognises, shape in (
        ("creative-cities", "UNESCO Creative Cities Network, list of members", _has_countries,
         "columns or keys of cities, countries and creative fields"),
        ("creative-cities-names", "UNESCO Creative Cities Network, list without countries", _has_names_alone,
         "columns or keys of cities and creative fields, without countries"),
    )
)  # fmt: skip
