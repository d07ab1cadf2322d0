"""The UNESCO Creative Cities Network: the list as CSV, without countries, or by columns as JSON, with year and country.

The network calls a city by its name and its field ("City of Film"); that pair is its key here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Node
from loaders.json_items import columns_of, text_of, top_keys
from loaders.named_cities import NamedCities, slug
from loaders.network_claims import coordinates, joined
from loaders.opening import OpenedFile
from loaders.reading import LeftOut, Loader, Reading, Record, Remark
from loaders.rows import Row

CREATIVE = Node(
    "local:network:unesco-creative-cities-network", "Network", "UNESCO Creative Cities Network",
    ("UCCN", "UNESCO Creative Cities", "Creative Cities Network"), "network of cities",
)  # fmt: skip
YEAR = re.compile(r"(?:19|20)\d\d")
COLUMNS = ("City Name", "Country", "Latitude", "Longitude", "City Category", "Member since")


def creative_cities(reading: Reading) -> Iterator[Record]:
    """A membership for each city and field, since the year that the file gives; the same row again is left out."""
    yield CREATIVE
    cities = NamedCities(reading, "unesco")
    seen: set[tuple[str, ...]] = set()
    for row in _rows(reading):
        name, craft = row["City Name"], row["Category"] or row["City Category"]
        if not name:
            yield row.reject("City Name", "empty", "Give the city's name.")
            continue
        since = YEAR.fullmatch(row["Member since"])
        told = (name, craft, row["Country"], since[0] if since else "")
        if told in seen:
            yield LeftOut("the same city and field again")
            continue
        seen.add(told)
        country = reading.places.country(row["Country"]) or ""
        at = coordinates(row["Latitude"], row["Longitude"])
        city = cities.find(row, "City Name", name, country=country, at=at, key=f"{slug(name)} {craft}")
        if not cities.is_wanted(city):
            yield LeftOut()
            continue
        if row["Country"] and not country:
            yield Remark(row.file, row.line, "Country", row["Country"], "no country of this name is known")
        yield from city.records
        note = f"Creative city of {craft}." if craft else ""
        yield joined(reading, city.id, CREATIVE.id, "member", "culture", told[-1], locator=name, note=note)


def _rows(reading: Reading) -> Iterator[Row]:
    if not _by_columns(reading.opened):
        yield from reading.rows((*COLUMNS, "Category"))
        return
    for number, item in enumerate(reading.count(columns_of(reading.opened, COLUMNS)), 1):
        yield Row(reading.opened.name, number, {name: text_of(item.get(name)) for name in COLUMNS})


def _by_columns(opened: OpenedFile) -> bool:
    return opened.head.lstrip()[:1] == "{" and {"City Name", "City Category"} <= set(top_keys(opened))


LOADERS = (
    Loader(
        "creative-cities", "UNESCO Creative Cities Network, list of members", "UNESCO",
        "text UNESCO; facts cited", "https://www.unesco.org/en/creative-cities",
        columns=("City Name", "Category", "Link"), recognises=_by_columns, read=creative_cities,
        scopes=("place", "country"),
    ),
)  # fmt: skip
