"""Lists of twin towns in the format of Wikipedia: country, city and sister city by name, and a start if given."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from graph.model.dates import period
from graph.model.errors import DataError
from graph.model.records import Rejection
from loaders.base import LoaderRun, Record, RowWarning, SkippedRow
from loaders.files.probe import InputFile
from loaders.files.rows import Row
from loaders.files.tables import Table, header_of
from loaders.places.states import country_of_state, states_by_code
from loaders.twinning.places import Mention, TwinPlaces, without_footnotes
from loaders.twinning.wikidata_results import TwinningClaims, is_label_result, is_query_result

PARTNER = re.compile(
    r"(?:sister|twin)(?:ned)?[ _]?(?:city|town|cities|towns|place|with|community|communities)?", re.IGNORECASE
)
CITY = re.compile(
    r"city|town|municipality|place|settlement|commune|(?:local[ _])?(?:community|authority)|u\.?s\.?[ _]city",
    re.IGNORECASE,
)
NAME = re.compile(r"name", re.IGNORECASE)
COUNTRY = re.compile(r"country", re.IGNORECASE)
PARTNER_COUNTRY = re.compile(
    r"(?:sister|twin|partner)(?:ned)?(?:[ _]?(?:city|town|place))?[ _]?country"
    r"|country[ _]of[ _].*(?:sister|twin|partner).*",
    re.IGNORECASE,
)
SINCE = re.compile(
    r"(?:twinned |linked )?since|twinned (?:in|on)|(?:established|signed|formed)(?: in| on)?"
    r"|(?:year|date)(?: of)? (?:established|twinned|twinning|signed|formed|linked)",
    re.IGNORECASE,
)
YEAR = re.compile(r"year", re.IGNORECASE)
# Separators of several sisters in one cell. A comma is none: "Portland, Oregon" is one city.
SEVERAL = re.compile(r"[;|•]")
QUOTED = re.compile(r"""'([^']*)'|"([^"]*)\"""")
NO_DATE = "not a year or a date, treated as not recorded"
# Names of countries that are also names of places elsewhere: "Savannah, Georgia" is in the United States.
TWO_MEANINGS = ("Georgia", "Luxembourg", "Niger")


WHEN = re.compile(r"((?:1[89]|20)\d\d(?:-\d\d(?:-\d\d)?)?)(?:\.0)?")
# Rows that are checked if a heading does not say what a column means.
LOOKED_AT = 500


class _Columns(NamedTuple):
    country: str
    city: str
    partner: str
    partner_country: str
    since: str


def is_twin_list(input_file: InputFile) -> bool:
    """Whether the headings name columns of countries, cities and sisters."""
    if input_file.is_workbook or is_query_result(input_file) or is_label_result(input_file):
        return False
    columns = _named(input_file)
    return bool(columns.city and columns.partner and (columns.country or columns.partner_country))


def twin_list(run: LoaderRun) -> Iterator[Record]:
    """A claim for each row, then the places.

    The country belongs to the listed city, unless its column follows the sister. A sister is matched if her own country
    or region is given in a column or after her name. Otherwise each name becomes one new place.
    """
    columns = _columns(run.input_file)
    statements = TwinningClaims(run)
    for row in run.rows([name for name in columns if name]):
        city, partner = without_footnotes(row[columns.city]), without_footnotes(row[columns.partner])
        if not city or not partner:
            field = columns.partner if city else columns.city
            yield row.reject(field, "empty", "Give the place's name.")
            continue
        listed = Mention(city, country=statements.places.country(row[columns.country]))
        made: list[Record] = []
        start = _when(row[columns.since])
        for name in filter(None, map(str.strip, _several(partner))):
            sister = Mention(name, country=_country_of(name, row[columns.partner_country], statements.places))
            made += statements.claims(row, (listed, sister), (columns.city, columns.partner), start)
        made = _of_one_row(made)
        if any(isinstance(record, tuple) for record in made):
            for field, kept in ((columns.city, city), (columns.partner, partner)):
                if row[field] != kept:
                    yield RowWarning(row.file, row.line, field, row[field], "a footnote mark was removed")
            if row[columns.since] and not start:
                yield RowWarning(row.file, row.line, columns.since, row[columns.since], NO_DATE)
        yield from made
    yield from statements.places.records()


def _of_one_row(made: list[Record]) -> list[Record]:
    """The records of several sisters in one cell. The row is skipped or rejected only if no sister gives a claim."""
    said: list[Record] = [record for record in made if not isinstance(record, SkippedRow | Rejection)]
    return said or made[:1]


def _country_of(name: str, given: str, places: TwinPlaces) -> str:
    """The id of the country in a column, or after the last comma of the name, directly or by a state; "" for none.

    A code after the comma can be that of a state: "Sacramento, CA" is not in Canada.
    """
    behind = name.rpartition(",")[2].strip() if "," in name else ""
    if given or behind in TWO_MEANINGS:
        return places.country(given)
    states, country = (
        states_by_code(behind),
        places.country(behind) or country_of_state(behind) or places.nation(behind),
    )
    return country if not states else next(iter(states)) if not country and len(states) == 1 else ""


def _several(cell: str) -> list[str]:
    """The sisters of a cell. A list in Python syntax ("['Lille, France', 'Brno']") has them in quotes."""
    if cell.startswith("[") and cell.endswith("]"):
        return [one or other for one, other in QUOTED.findall(cell)] or [cell]
    # A semicolon can end an HTML entity: "St&amp;John".
    return [cell] if "&" in cell else SEVERAL.split(cell)


def _when(cell: str) -> str:
    """A year, month or day in EDTF; "" for anything else."""
    found = WHEN.fullmatch(cell)
    with suppress(DataError):
        return found[1] if found and period(found[1]) else ""
    return ""


def _named(input_file: InputFile) -> _Columns:
    """The columns by their headings alone."""
    header = header_of(input_file)

    def first(*patterns: re.Pattern[str]) -> str:
        return next((name for pattern in patterns for name in header if pattern.fullmatch(name.replace("_", " "))), "")

    return _Columns(first(COUNTRY), first(CITY, NAME), first(PARTNER), first(PARTNER_COUNTRY), first(SINCE, YEAR))


def _columns(input_file: InputFile) -> _Columns:
    """The columns. Where a heading is ambiguous, the first rows decide.

    A country after the sister is hers, unless every city with several sisters has them in one country, its own. A
    column "year" is the start of the link if its values differ; otherwise it can be the year of the list.
    """
    columns, header = _named(input_file), header_of(input_file)
    found = (row for row in Table(input_file).rows([name for name in columns if name]) if isinstance(row, Row))
    rows = list(islice(found, LOOKED_AT))
    if YEAR.fullmatch(columns.since) and len(rows) > 1 and len({row[columns.since] for row in rows}) == 1:
        columns = columns._replace(since="")
    if columns.partner_country or header.index(columns.country) < header.index(columns.partner):
        return columns
    countries: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        countries[row[columns.city]].append(row[columns.country])
    several = [countries_of for countries_of in countries.values() if len(countries_of) > 1]
    if several and all(len(set(countries_of)) == 1 for countries_of in several):
        return columns
    return columns._replace(country="", partner_country=columns.country)
