"""Cities that report to CDP, with the members of C40 among them; and the Climate Mayors of the United States.

Claims are as of the year of the file. None of these files says when a city joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model.records import Node, PatternClaim
from graph.model.text import fold
from loaders.base import Loader, LoaderRun, Record, RowWarning, SkippedRow
from loaders.files.probe import InputFile
from loaders.files.rows import Row
from loaders.files.tables import Table, header_of
from loaders.networks.claims import membership, parse_point
from loaders.places.city_matching import CityMatcher
from loaders.places.city_names import is_larger, split_state
from loaders.places.states import state_name

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
EUROPEAN = Node(
    "local:network:covenant-of-mayors-europe", "Network", "Covenant of Mayors – Europe",
    ("EU Covenant of Mayors", "Covenant of Mayors"), "network of mayors",
)  # fmt: skip
# The column with the source of a pledge, and the beginnings of its values.
SOURCE = "data_source"
PLEDGED = {
    "climatemayors": MAYORS, "eucovenant": EUROPEAN, "eucom": EUROPEAN, "globalcovenant": COVENANT, "gcom": COVENANT,
    "c40": C40,
}  # fmt: skip
# CDP has changed its headings over the years. Here they are in lower case without punctuation.
ACCOUNT = ("accountnumber", "accountno", "organizationnumber", "organisationnumber")
ORGANIZATION = ("organization", "organisation", "organizationname", "organisationname")
CITY = ("cityshortname", "city", "cityname")
COUNTRY = ("country", "countryarea")
LOCATION = ("citylocation",)
YEARS = ("reportingyear", "yearreportedtocdp")
# The networks that a city is a member of if a column says yes.
MEMBERSHIPS = ((C40, ("c40", "c40city")), (COVENANT, ("gcomcity",)))
# A file of CDP also has one of these columns. Many other lists have a number, a city and a country.
TELLING = (*LOCATION, *YEARS, "cdpregion", "c40", "c40city", "gcomcity")
YEAR = re.compile(r"(?:19|20)\d\d")
YES = ("c40", "yes", "true", "1")


class Headings:
    """The columns of one file by their normalised headings."""

    def __init__(self, input_file: InputFile) -> None:
        """Read the header."""
        self._columns = {re.sub(r"[^a-z0-9]", "", name.lower()): name for name in reversed(header_of(input_file))}

    def of(self, *words: str) -> tuple[str, ...]:
        """The columns for these headings, in the order of the headings."""
        return tuple(self._columns[word] for word in words if word in self._columns)


def cdp(run: LoaderRun) -> Iterator[Record]:
    """Claims that a city reports to CDP, and that it is in C40 or the Covenant of Mayors if the file says so."""
    yield CDP
    cities = CityMatcher(run, "cdp")
    reports = run.pattern("PARTICIPATES_IN", role="participant", sectors=("environment",))
    headings = Headings(run.input_file)
    accounts, names, countries = headings.of(*ACCOUNT), headings.of(*CITY, *ORGANIZATION), headings.of(*COUNTRY)
    longer, location = headings.of(*ORGANIZATION, "cityname"), headings.of(*LOCATION)
    networks = [(network, headings.of(*words)) for network, words in MEMBERSHIPS]
    flags = tuple(column for _, columns in networks for column in columns)
    seen: set[str] = set()
    for row in run.rows((*accounts, *names, *countries, *location, *flags)):
        account = first_filled(row, accounts)
        field = next((name for name in names if row[name]), "")
        if not field:
            yield row.reject(names[0], "empty", "Give the city's name.")
            continue
        if not account:
            yield row.reject(accounts[0], "empty", "Give the number that CDP gave the city.")
            continue
        if account in seen:
            yield SkippedRow("another line for a city that is already in the file")
            continue
        seen.add(account)
        country = run.places.country(first_filled(row, countries)) or ""
        # "City of Columbus, OH" identifies the city; the column with the short name doesn't.
        region = split_state(first_filled(row, longer), country)[1]
        city = cities.find(
            row, field, row[field], country=country, region=region,
            at=parse_point(first_filled(row, location)), key=account,
            label="Region" if is_larger(row[field]) else "City",
        )  # fmt: skip
        if not cities.is_wanted(city):
            yield SkippedRow()
            continue
        if first_filled(row, countries) and not country:
            yield RowWarning(row.file, row.line, countries[0], row[countries[0]], "no country of this name is known")
        yield from city.records
        yield PatternClaim(reports, city.id, CDP.id, locator=f"account {account}")
        for network, columns in networks:
            if fold(first_filled(row, columns)) in YES:
                yield network
                yield membership(run, city.id, network.id, "member", "environment", locator=f"account {account}")


def pledges(run: LoaderRun) -> Iterator[Record]:
    """A membership for each city and the network of its pledge; further pledges are skipped.

    A file without the column of sources has pledges to the Climate Mayors.
    """
    cities = CityMatcher(run, "climate mayors" if _is_of_mayors(run.input_file) else "climate pledges")
    is_told = SOURCE in header_of(run.input_file)
    seen: set[tuple[str, ...]] = set()
    for row in run.rows(("name", "country", "entity_type", "iso", "state", SOURCE)):
        name = row["name"]
        network = pledged_to(row[SOURCE]) if is_told else MAYORS
        if not name:
            yield row.reject("name", "empty", "Give the city's name.")
            continue
        if network is None:
            yield SkippedRow("a pledge to an initiative that isn't a known network of cities")
            continue
        if (name, row["country"], row["state"], network.id) in seen:
            yield SkippedRow("another pledge of a city that is already in the file")
            continue
        seen.add((name, row["country"], row["state"], network.id))
        country = run.places.country(row["iso"]) or run.places.country(row["country"]) or ""
        region = split_state(name, country)[1] or state_name(row["state"], country)
        label = "Region" if is_larger(name) or fold(row["entity_type"]) == "region" else "City"
        city = cities.find(row, "name", name, country=country, region=region, label=label)
        if not cities.is_wanted(city):
            yield SkippedRow()
            continue
        yield network
        yield from city.records
        yield membership(run, city.id, network.id, "signatory", "environment", locator=name)


def pledged_to(source: str) -> Node | None:
    """The network named by the source of a pledge, such as "ClimateMayors2022"; None for another source."""
    flat = re.sub(r"[^a-z0-9]", "", source.lower())
    return next((network for begins, network in PLEDGED.items() if flat.startswith(begins)), None)


def first_filled(row: Row, names: tuple[str, ...]) -> str:
    """The first of these cells that isn't empty; "" if all are."""
    return next((row[name] for name in names if row[name]), "")


def _is_cdp(input_file: InputFile) -> bool:
    """Whether the file lists cities. The files with answers to all questions don't."""
    headings = Headings(input_file)
    of_cities = headings.of(*CITY) or (headings.of("questionnaire") and "Cities" in input_file.head)
    return bool(of_cities) and all(headings.of(*words) for words in (ACCOUNT, COUNTRY, TELLING))


def _reported(input_file: InputFile) -> str:
    """The year of the report in the first row, or ""."""
    years = Headings(input_file).of(*YEARS)
    if not years:
        return ""
    row = next((row for row in Table(input_file).rows(years) if isinstance(row, Row)), None)
    found = YEAR.search(first_filled(row, years)) if row else None
    return found[0] if found else ""


def _has_pledges(input_file: InputFile) -> bool:
    return {"name", "raw_commitment", "iso"} <= set(header_of(input_file))


def _is_of_mayors(input_file: InputFile) -> bool:
    return _has_pledges(input_file) and (SOURCE not in header_of(input_file) or "ClimateMayors" in input_file.head)


LOADERS = (
    Loader(
        "cdp-cities", "CDP, cities that report", "CDP", "CDP open data terms", "https://data.cdp.net/",
        recognises=_is_cdp,
        shape="columns of an account number, a city, a country and a year or membership",
        read=cdp, date_in=_reported, scopes=("place", "country"),
    ),
    Loader(
        "climate-mayors", "Climate Mayors, pledges", "Climate Mayors", "none stated", "https://climatemayors.org/",
        recognises=_is_of_mayors,
        shape="the columns name, raw_commitment and iso, with pledges to Climate Mayors",
        read=pledges, scopes=("place", "country"),
    ),
    Loader(
        "climate-pledges", "Pledges of cities to climate networks", "Data-Driven EnviroLab", "none stated",
        recognises=_has_pledges,
        shape="the columns name, raw_commitment and iso",
        read=pledges, scopes=("place", "country"),
    ),
)  # fmt: skip
