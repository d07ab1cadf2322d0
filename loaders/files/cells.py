"""Checks and parsing of single cells: ids, lists, dates, counts and coordinates."""

from __future__ import annotations

import re

from graph.model.dates import EXPECTED, period
from graph.model.errors import DataError
from graph.model.records import Rejection
from loaders.files.rows import Row

# An id of a node: a register's prefix and key (GB-CHC-1234, geonames:2641673), or local:<label>:<slug>.
ID = re.compile(
    r"(?:[A-Za-z]+(?:-[A-Za-z]+)+-[A-Za-z0-9]+(?:-[0-9]+)?|(?:geonames|iso|wikidata|gss|gias-group):\w+|local:[a-z]+:[a-z0-9-]+)"
)


def listed(cell: str) -> tuple[str, ...]:
    """The values of a cell, separated by semicolons."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def bad_date(row: Row, *fields: str) -> Rejection | None:
    """A rejection for the first of these fields that isn't an EDTF date."""
    for field in fields:
        try:
            period(row[field])
        except DataError:
            return row.reject(field, "not a date", f"Write {EXPECTED}.")
    return None


def bad_number(row: Row) -> Rejection | None:
    """A rejection for an invalid `at_least` or `counts`."""
    if row["at_least"] and not (row["at_least"].isascii() and row["at_least"].isdigit() and int(row["at_least"])):
        return row.reject("at_least", "not a number from 1", "Write how many are meant at least, as digits.")
    for count in listed(row["counts"]):
        if not re.fullmatch(r"[a-z][a-z -]* (?:=|>=|>|<=|<) \d+", count):
            return row.reject("counts", f"{count!r} is not a count", "Write it as: cities >= 190; countries = 39.")
    return None


def coordinates_of(row: Row) -> tuple[float | None, float | None] | Rejection:
    """Latitude and longitude, both None if empty; or a rejection of invalid coordinates."""
    if not row["latitude"] and not row["longitude"]:
        return None, None
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
    except ValueError:
        return row.reject(
            "latitude",
            "not a pair of numbers",
            "Give both latitude and longitude in decimal degrees.",
        )
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return row.reject("latitude", "outside the globe", "Latitude is -90 to 90, longitude -180 to 180.")
    return latitude, longitude
