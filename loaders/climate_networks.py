"""Cities that report to CDP, with the members of C40 among them; and the Climate Mayors of the United States.

The year of a file is the day it speaks of; none of these says since when a city has been there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Node, Said
from graph.text import fold
from loaders.city_names import is_larger, without_state
from loaders.named_cities import NamedCities
from loaders.network_claims import joined, point
from loaders.opening import OpenedFile
from loaders.reading import LeftOut, Loader, Reading, Record, Remark
from loaders.rows import Row
from loaders.states import state
from loaders.tables import Table, header_of

C40 = Node(
    "local:network:c40-cities", "Network", "C40 Cities", ("C40", "C40 Cities Climate Leadership Group"),
    "network of cities",
)  # fmt: skip
CDP = Node(
    "local:project:cdp-cities-reporting", "Project", "CDP cities reporting",
    ("CDP", "CDP Cities", "CDP-ICLEI Track"), "climate reporting",
)  # fmt: skip
MAYORS = Node("local:network:climate-mayors", "Network", "Climate Mayors", (), "network of mayors")
COVENANT = Node(
    "local:network:global-covenant-of-mayors", "Network", "Global Covenant of Mayors for Climate and Energy",
    ("GCoM", "Global Covenant of Mayors"), "network of mayors",
)  # fmt: skip
# CDP has written its headings in more than one way; here they are in small letters without signs.
ACCOUNT = ("accountnumber", "accountno", "organizationnumber", "organisationnumber")
ORGANIZATION = ("organization", "organisation", "organizationname", "organisationname")
CITY = ("cityshortname", "city", "cityname")
COUNTRY = ("country", "countryarea")
LOCATION = ("citylocation",)
YEARS = ("reportingyear", "yearreportedtocdp")
# What a city is a member of where a column says yes.
MEMBERSHIPS = ((C40, ("c40", "c40city")), (COVENANT, ("gcomcity",)))
# A file of CDP has one of these too; many a list has a number, a city and a country.
TELLING = (*LOCATION, *YEARS, "cdpregion", "c40", "c40city", "gcomcity")
YEAR = re.compile(r"(?:19|20)\d\d")
YES = ("c40", "yes", "true", "1")


class Headings:
    """The columns of one file by what they say."""

    def __init__(self, opened: OpenedFile) -> None:
        """Read the header."""
        self._columns = {re.sub(r"[^a-z0-9]", "", name.lower()): name for name in reversed(header_of(opened))}

    def of(self, *words: str) -> tuple[str, ...]:
        """The file's columns for these words, in the order of the words."""
        return tuple(self._columns[word] for word in words if word in self._columns)


def cdp(reading: Reading) -> Iterator[Record]:
    """A city's reporting to CDP, and its membership of C40 and of the Covenant of Mayors where the file has these."""
    yield CDP
    cities = NamedCities(reading, "cdp")
    reports = reading.pattern("PARTICIPATES_IN", role="participant", sectors=("environment",))
    headings = Headings(reading.opened)
    accounts, names, countries = headings.of(*ACCOUNT), headings.of(*CITY, *ORGANIZATION), headings.of(*COUNTRY)
    longer, location = headings.of(*ORGANIZATION, "cityname"), headings.of(*LOCATION)
    networks = [(network, headings.of(*words)) for network, words in MEMBERSHIPS]
    flags = tuple(column for _, columns in networks for column in columns)
    seen: set[str] = set()
    for row in reading.rows((*accounts, *names, *countries, *location, *flags)):
        account = first(row, accounts)
        field = next((name for name in names if row[name]), "")
        if not field:
            yield row.reject(names[0], "empty", "Give the city's name.")
            continue
        if not account:
            yield row.reject(accounts[0], "empty", "Give the number that CDP gave the city.")
            continue
        if account in seen:
            yield LeftOut("a further line of a city that is in the file already")
            continue
        seen.add(account)
        country = reading.places.country(first(row, countries)) or ""
        # "City of Columbus, OH" tells which Columbus; the column with the short name doesn't.
        region = without_state(first(row, longer), country)[1]
        city = cities.find(
            row, field, row[field], country=country, region=region,
            at=point(first(row, location)), key=account, label="Region" if is_larger(row[field]) else "City",
        )  # fmt: skip
        if not cities.is_wanted(city):
            yield LeftOut()
            continue
        if first(row, countries) and not country:
            yield Remark(row.file, row.line, countries[0], row[countries[0]], "no country of this name is known")
        yield from city.records
        yield Said(reports, city.id, CDP.id, locator=f"account {account}")
        for network, columns in networks:
            if fold(first(row, columns)) in YES:
                yield network
                yield joined(reading, city.id, network.id, "member", "environment", locator=f"account {account}")


def climate_mayors(reading: Reading) -> Iterator[Record]:
    """A membership for each city of the list; further pledges of one city are left out."""
    yield MAYORS
    cities = NamedCities(reading, "climate mayors")
    seen: set[str] = set()
    for row in reading.rows(("name", "country", "iso", "state")):
        name = row["name"]
        if not name:
            yield row.reject("name", "empty", "Give the city's name.")
            continue
        if name in seen:
            yield LeftOut("a further pledge of a city that is in the file already")
            continue
        seen.add(name)
        country = reading.places.country(row["iso"]) or reading.places.country(row["country"]) or ""
        region = without_state(name, country)[1] or state(row["state"], country)
        city = cities.find(row, "name", name, country=country, region=region)
        if not cities.is_wanted(city):
            yield LeftOut()
            continue
        yield from city.records
        yield joined(reading, city.id, MAYORS.id, "signatory", "environment", locator=name)


def first(row: Row, names: tuple[str, ...]) -> str:
    """The first of these cells that is not empty; "" for none."""
    return next((row[name] for name in names if row[name]), "")


def _is_cdp(opened: OpenedFile) -> bool:
    """Whether it has cities; the answers to all questions name who asks them of whom, and no city."""
    headings = Headings(opened)
    of_cities = headings.of(*CITY) or (headings.of("questionnaire") and "Cities" in opened.head)
    return bool(of_cities) and all(headings.of(*words) for words in (ACCOUNT, COUNTRY, TELLING))


def _reported(opened: OpenedFile) -> str:
    """The year of the report, in the first row."""
    years = Headings(opened).of(*YEARS)
    if not years:
        return ""
    row = next((row for row in Table(opened).rows(years) if isinstance(row, Row)), None)
    found = YEAR.search(first(row, years)) if row else None
    return found[0] if found else ""


LOADERS = (
    Loader(
        "cdp-cities", "CDP, cities that report", "CDP", "CDP open data terms", "https://data.cdp.net/",
        recognises=_is_cdp, read=cdp, dated=_reported, scopes=("place", "country"),
    ),
    Loader(
        "climate-mayors", "Climate Mayors, pledges", "Climate Mayors", "none stated", "https://climatemayors.org/",
        columns=("name", "raw_commitment", "iso"), read=climate_mayors, scopes=("place", "country"),
    ),
)  # fmt: skip
