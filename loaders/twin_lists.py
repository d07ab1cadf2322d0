"""Lists of twin towns as Wikipedia keeps them: country, city, sister; names only, no date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from graph.model import Rejection
from loaders.opening import OpenedFile
from loaders.reading import LeftOut, Reading, Record, Remark
from loaders.states import by_letters, country_of
from loaders.tables import header_of
from loaders.twin_places import Mention, TwinPlaces, without_footnotes
from loaders.wikidata_results import Statements, is_label_result, is_query_result

PARTNER = re.compile(r"(?:sister|twin)(?:ned)?[ _]?(?:city|town|cities|towns)?", re.IGNORECASE)
CITY = re.compile(r"city|town|municipality|place|settlement", re.IGNORECASE)
COUNTRY = re.compile(r"country", re.IGNORECASE)
PARTNER_COUNTRY = re.compile(r"(?:sister|twin|partner)(?:[ _]?(?:city|town))?[ _]?country", re.IGNORECASE)
# What parts several sisters in one cell. A comma doesn't: "Portland, Oregon" is one.
SEVERAL = re.compile(r"[;|•]")
# Names of countries that name a part of another country too: "Savannah, Georgia" is in the United States.
TWO_MEANINGS = ("Georgia", "Luxembourg", "Niger")


class _Columns(NamedTuple):
    country: str
    city: str
    partner: str
    partner_country: str


def is_twin_list(opened: OpenedFile) -> bool:
    """Whether there are columns of countries, of cities and of sisters, by their names."""
    if opened.is_workbook or is_query_result(opened) or is_label_result(opened):
        return False
    columns = _columns(opened)
    return bool(columns.country and columns.city and columns.partner)


def twin_list(reading: Reading) -> Iterator[Record]:
    """A claim for each row, then the places.

    The country is the listed city's. A sister resolves where her own country or region is given, in a column or behind
    her name; else she is a place of her own, one for each name.
    """
    columns = _columns(reading.opened)
    statements = Statements(reading)
    for row in reading.rows([name for name in columns if name]):
        city, partner = without_footnotes(row[columns.city]), without_footnotes(row[columns.partner])
        if not city or not partner:
            field = columns.partner if city else columns.city
            yield row.reject(field, "empty", "Give the place's name.")
            continue
        listed = Mention(city, country=statements.places.country(row[columns.country]))
        made: list[Record] = []
        # A semicolon may end what stands for a letter: "St&amp;John".
        names = [partner] if "&" in partner else SEVERAL.split(partner)
        for name in filter(None, map(str.strip, names)):
            sister = Mention(name, country=_country_of(name, row[columns.partner_country], statements.places))
            made += statements.say(row, (listed, sister), (columns.city, columns.partner))
        made = _of_one_row(made)
        if any(isinstance(record, tuple) for record in made):
            for field, kept in ((columns.city, city), (columns.partner, partner)):
                if row[field] != kept:
                    yield Remark(row.file, row.line, field, row[field], "a footnote's mark was taken off")
        yield from made
    yield from statements.places.records()


def _of_one_row(made: list[Record]) -> list[Record]:
    """What several sisters in one cell gave: the row is left out or rejected only where none of them says anything."""
    said: list[Record] = [record for record in made if not isinstance(record, LeftOut | Rejection)]
    return said or made[:1]


def _country_of(name: str, given: str, places: TwinPlaces) -> str:
    """The country that a column gives, or that stands behind the last comma, or that a part of it does; "" for none.

    Letters behind the comma may be those of a state: "Sacramento, CA" is not in Canada.
    """
    behind = name.rpartition(",")[2].strip() if "," in name else ""
    if given or behind in TWO_MEANINGS:
        return places.country(given)
    states, country = by_letters(behind), places.country(behind) or country_of(behind) or places.nation(behind)
    return country if not states else next(iter(states)) if not country and len(states) == 1 else ""


def _columns(opened: OpenedFile) -> _Columns:
    header = header_of(opened)

    def first(pattern: re.Pattern[str]) -> str:
        return next((name for name in header if pattern.fullmatch(name)), "")

    return _Columns(*map(first, (COUNTRY, CITY, PARTNER, PARTNER_COUNTRY)))
