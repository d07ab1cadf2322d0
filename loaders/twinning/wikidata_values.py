"""Parses values of Wikidata in query results and entities: items, labels, coordinates, times."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.model.dates import period
from graph.model.distance import Coordinates
from graph.model.errors import DataError
from loaders.places.coordinates import parse_coordinates

ITEM = re.compile(r"<?(?:https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/|wd:)?(Q[1-9]\d*)>?")
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@[\w-]+|\^\^\S+)?')
ESCAPE = re.compile(r"\\(.)")
ESCAPED = {"n": " ", "t": " ", "r": " "}
POINT = re.compile(r"point\s*\(\s*([+-]?\d+(?:\.\d+)?)\s+([+-]?\d+(?:\.\d+)?)\s*\)", re.IGNORECASE)
TIME = re.compile(r"\+?0*([1-9]\d{3})(?:-(\d\d)(?:-(\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?)?)?")
# "Some value" (unknown), as JSON, CSV and the URLs of the query service write it.
SOME_VALUE = re.compile(r"_:\w+|t\d{4,}|<?https?://(?:www\.)?wikidata\.org/\.well-known/genid/\w+>?")
# Precisions of https://www.wikidata.org/wiki/Help:Dates#Precision
CENTURY, DECADE, YEAR, MONTH, DAY = 7, 8, 9, 10, 11


def item_id(text: str) -> str:
    """The id of an item, such as "Q1", from a URL or on its own; "" for anything else."""
    found = ITEM.fullmatch(text)
    return found[1] if found else ""


def unquoted(text: str) -> str:
    """A cell without the quotes, language, datatype or angle brackets of the verbose TSV format."""
    if text[:1] == '"' and (found := LITERAL.fullmatch(text)):
        return ESCAPE.sub(lambda escape: ESCAPED.get(escape[1], escape[1]), found[1]).strip()
    if text[:1] == "<" and text[-1:] == ">":
        return text[1:-1]
    return text


def is_unknown_value(text: str) -> bool:
    """Whether this is Wikidata's "unknown value"."""
    return SOME_VALUE.fullmatch(text) is not None


def parse_point(text: str) -> Coordinates | None:
    """Latitude and longitude of "Point(longitude latitude)"; None for anything else and for invalid coordinates."""
    found = POINT.fullmatch(unquoted(text))
    return parse_coordinates(found[2], found[1]) if found else None


@lru_cache(maxsize=65536)
def edtf(time: str, precision: str = "") -> str | None:
    """A time in EDTF, no more precise than in Wikidata; None if it can't be expressed.

    Results without a precision write a year as the first of January, and a month as its first day. So such dates
    become a year or a month.
    """
    found = TIME.fullmatch(time)
    if not found:
        return None
    year, month, day = (part or "00" for part in found.groups())
    if precision:
        try:
            grain = round(float(precision))
        except ValueError:
            return None
    elif (month, day) == ("01", "01"):
        grain = YEAR
    else:
        grain = MONTH if day == "01" else DAY
    return _checked(_at_grain(year, month, day, grain))


def _at_grain(year: str, month: str, day: str, grain: int) -> str:
    """The date cut to a precision; "" if it is coarser than a century."""
    if grain < CENTURY:
        return ""
    if grain == CENTURY:
        # The 19th century ends with 1900.
        return f"{(int(year) - 1) // 100:02}XX"
    if grain == DECADE:
        return f"{year[:3]}X"
    if grain == YEAR or month == "00":
        return year
    return f"{year}-{month}" if grain == MONTH or day == "00" else f"{year}-{month}-{day}"


def _checked(date: str) -> str | None:
    try:
        return date if period(date) else None
    except DataError:
        return None
