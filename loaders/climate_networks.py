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
# CDP has written its headings in more than one way.
ACCOUNT = ("Account Number", "Account number", "Account No", "Account No.")
NAMES = ("City Short Name", "City", "City Name", "Organization", "Organisation")
YEARS = ("Reporting Year", "Year Reported to CDP", "Reporting year")
WHERE = ("Country", "City Location")
YEAR = re.compile(r"(?:19|20)\d\d")
YES = ("c40", "yes", "true")


def cdp(reading: Reading) -> Iterator[Record]:
    """A city's reporting to CDP, and its membership of C40 where the file has that column."""
    yield CDP
    cities = NamedCities(reading, "cdp")
    reports = reading.pattern("PARTICIPATES_IN", role="participant", sectors=("environment",))
    seen: set[str] = set()
    for row in reading.rows((*ACCOUNT, *NAMES, *WHERE, "C40")):
        account = first(row, ACCOUNT)
        field = next((name for name in NAMES if row[name]), "")
        if not field:
            yield row.reject("City", "empty", "Give the city's name.")
            continue
        if not account:
            yield row.reject(ACCOUNT[0], "empty", "Give the number that CDP gave the city.")
            continue
        if account in seen:
            yield LeftOut("a further line of a city that is in the file already")
            continue
        seen.add(account)
        country = reading.places.country(row["Country"]) or ""
        # "City of Columbus, OH" tells which Columbus; the column with the short name doesn't.
        region = without_state(row["Organization"] or row["City Name"], country)[1]
        city = cities.find(
            row, field, row[field], country=country, region=region,
            at=point(row["City Location"]), key=account, label="Region" if is_larger(row[field]) else "City",
        )  # fmt: skip
        if not cities.is_wanted(city):
            yield LeftOut()
            continue
        if row["Country"] and not country:
            yield Remark(row.file, row.line, "Country", row["Country"], "no country of this name is known")
        yield from city.records
        yield Said(reports, city.id, CDP.id, locator=f"account {account}")
        if fold(row["C40"]) in YES:
            yield C40
            yield joined(reading, city.id, C40.id, "member", "environment", locator=f"account {account}")


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
    header = set(header_of(opened))
    return bool(header & set(ACCOUNT) and header & set(NAMES)) and header.issuperset(WHERE)


def _reported(opened: OpenedFile) -> str:
    """The year of the report, in the first row."""
    if not set(YEARS) & set(header_of(opened)):
        return ""
    row = next((row for row in Table(opened).rows(YEARS) if isinstance(row, Row)), None)
    found = YEAR.search(first(row, YEARS)) if row else None
    return found[0] if found else ""


LOADERS = (
    Loader(
        "cdp-cities", "CDP, cities that report", "CDP", "CDP open data terms", "https://data.cdp.net/",
        columns=("Account Number", *WHERE), recognises=_is_cdp, read=cdp, dated=_reported, scopes=("place", "country"),
    ),
    Loader(
        "climate-mayors", "Climate Mayors, pledges", "Climate Mayors", "none stated", "https://climatemayors.org/",
        columns=("name", "raw_commitment", "iso"), read=climate_mayors, scopes=("place", "country"),
    ),
)  # fmt: skip
