"""Networks of cities: UNESCO Creative Cities, CDP and C40, Climate Mayors, and a plain list for any other.

The year of a file is the day it speaks of; only a column that says so gives the year a city joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.dates import period
from graph.errors import DataError
from graph.model import Claim, Node, Rejection, Said
from graph.text import fold
from loaders.checking import ID
from loaders.json_items import columns_of, top_keys
from loaders.named_cities import NamedCities, slug
from loaders.opening import OpenedFile
from loaders.reading import LeftOut, Loader, Reading, Record, Remark, in_scope
from loaders.rows import Row, nearest
from loaders.tables import Table, clean_cell

CREATIVE = Node(
    "local:network:unesco-creative-cities-network", "Network", "UNESCO Creative Cities Network",
    ("UCCN", "UNESCO Creative Cities", "Creative Cities Network"), "network of cities",
)  # fmt: skip
C40 = Node(
    "local:network:c40-cities",
    "Network",
    "C40 Cities",
    ("C40", "C40 Cities Climate Leadership Group"),
    "network of cities",
)
CDP = Node(
    "local:project:cdp-cities-reporting", "Project", "CDP cities reporting",
    ("CDP", "CDP Cities", "CDP-ICLEI Track"), "climate reporting",
)  # fmt: skip
MAYORS = Node("local:network:climate-mayors", "Network", "Climate Mayors", (), "network of mayors")
YEAR = re.compile(r"(?:19|20)\d\d")
POINT = re.compile(r"\(\s*(-?\d+(?:\.\d+)?)[,\s]+(-?\d+(?:\.\d+)?)\s*\)")
# What a city government puts before the city's name; other languages are left as they stand.
OFFICE = re.compile(r"^(?:the\s+)?(?:city|town|municipality|city government|city council|government)\s+of\s+", re.I)
REPORTED = ("Reporting Year", "Year Reported to CDP")
ROLES = ("member", "chair", "secretariat", "founder", "signatory", "participant", "partner")


def creative_cities(reading: Reading) -> Iterator[Record]:
    """A membership for each row: the list as CSV (no country), or by columns as JSON (with country and year)."""
    yield CREATIVE
    cities = NamedCities(reading)
    seen: set[tuple[str, str]] = set()
    for row in _creative_rows(reading):
        name, craft = row["City Name"], row["Category"] or row["City Category"]
        if not name:
            yield row.reject("City Name", "empty", "Give the city's name.")
            continue
        if (name, craft) in seen:
            yield LeftOut("the same city and field again")
            continue
        seen.add((name, craft))
        country = reading.places.country(row["Country"]) or ""
        if not in_scope(reading.scope, countries=[country]):
            yield LeftOut()
            continue
        if row["Country"] and not country:
            yield Remark(row.file, row.line, "Country", row["Country"], "no country of this name is known")
        since = YEAR.fullmatch(row["Member since"])
        place = ""
        for made in cities.find(row, "City Name", name, country=country, at=_at(row["Latitude"], row["Longitude"])):
            if isinstance(made, str):
                place = made
            else:
                yield made
        said = reading.pattern(
            "MEMBER_OF", role="member", sectors=("culture",), note=f"Creative city of {craft}." if craft else ""
        )
        yield Said(said, place, CREATIVE.id, since[0] if since else "", locator=name)


def _creative_rows(reading: Reading) -> Iterator[Row]:
    if reading.opened.head.lstrip()[:1] != "{":
        yield from reading.rows(("City Name", "Category"))
        return
    wanted = ("City Name", "Country", "Latitude", "Longitude", "City Category", "Member since")
    for number, item in enumerate(reading.count(columns_of(reading.opened, wanted)), 1):
        cells = {name: clean_cell(str(item.get(name, "") or "")) for name in wanted}
        yield Row(reading.opened.name, number, cells)


def cdp(reading: Reading) -> Iterator[Record]:
    """A city's reporting to CDP, and its membership of C40 where the file has that column."""
    yield CDP
    yield C40
    cities = NamedCities(reading)
    reports = reading.pattern("PARTICIPATES_IN", role="participant", sectors=("environment",))
    member = reading.pattern("MEMBER_OF", role="member", sectors=("environment",))
    seen: set[str] = set()
    wanted = (
        "Account Number",
        "Organization",
        "City",
        "City Name",
        "City Short Name",
        "Country",
        "C40",
        "City Location",
    )
    for row in reading.rows(wanted):
        name = row["City Short Name"] or row["City"] or OFFICE.sub("", row["City Name"] or row["Organization"])
        if not name:
            yield row.reject("City Name", "empty", "Give the city's name.")
            continue
        account = row["Account Number"] or name
        if account in seen:
            yield LeftOut("a further line of a city that is in the file already")
            continue
        country = reading.places.country(row["Country"]) or ""
        if not in_scope(reading.scope, countries=[country]):
            yield LeftOut()
            continue
        seen.add(account)
        for made in cities.find(row, "City", name, country=country, at=_point(row["City Location"])):
            if not isinstance(made, str):
                yield made
                continue
            yield Said(reports, made, CDP.id, locator=f"account {account}")
            if fold(row["C40"]) in ("c40", "yes", "true"):
                yield Said(member, made, C40.id, locator=f"account {account}")


def climate_mayors(reading: Reading) -> Iterator[Record]:
    """A membership for each city of the list; further pledges of one city are left out."""
    yield MAYORS
    cities = NamedCities(reading)
    member = reading.pattern("MEMBER_OF", role="signatory", sectors=("environment",))
    seen: set[str] = set()
    for row in reading.rows(("name", "country", "iso")):
        country = reading.places.country(row["iso"]) or reading.places.country(row["country"]) or ""
        if not row["name"]:
            yield row.reject("name", "empty", "Give the city's name.")
        elif row["name"] in seen:
            yield LeftOut("a further pledge of a city that is in the file already")
        elif not in_scope(reading.scope, countries=[country]):
            yield LeftOut()
        else:
            seen.add(row["name"])
            for made in cities.find(row, "name", row["name"], country=country):
                yield Said(member, made, MAYORS.id, locator=row["name"]) if isinstance(made, str) else made


def members(reading: Reading) -> Iterator[Record]:
    """A plain list `network,member,role,since,source`, with `country` if wanted; a member is a name, or an id.

    Whatever stands under `source` becomes the claim's locator.
    """
    cities = NamedCities(reading)
    brought: set[str] = set()
    patterns: dict[str, Claim] = {}
    for row in reading.rows(("network", "member", "role", "since", "source", "country")):
        bad = _bad_membership(row)
        if bad:
            yield bad
            continue
        country = reading.places.country(row["country"]) or ""
        if not in_scope(reading.scope, countries=[country]):
            yield LeftOut()
            continue
        network = f"local:network:{slug(row['network'])}"
        if network not in brought:
            brought.add(network)
            yield Node(network, "Network", row["network"])
        role = fold(row["role"])
        said = patterns.setdefault(role, reading.pattern("MEMBER_OF", role=role))
        if ID.fullmatch(row["member"]):
            yield Said(said, row["member"], network, row["since"], locator=row["source"])
            continue
        for made in cities.find(row, "member", row["member"], country=country):
            yield Said(said, made, network, row["since"], locator=row["source"]) if isinstance(made, str) else made


def _bad_membership(row: Row) -> Rejection | None:
    for field in ("network", "member"):
        if not row[field]:
            return row.reject(field, "empty", f"Give the {field}.")
    if row["role"] and fold(row["role"]) not in ROLES:
        return row.reject("role", "not a role", nearest(fold(row["role"]), ROLES))
    try:
        period(row["since"])
    except DataError:
        return row.reject("since", "not a date", "Write a year or a day, as 1985 or 2021-02-05, or leave it empty.")
    return None


def _at(latitude: str, longitude: str) -> tuple[float | None, float | None]:
    try:
        made = float(latitude), float(longitude)
    except ValueError:
        return None, None
    return made if -90 <= made[0] <= 90 and -180 <= made[1] <= 180 else (None, None)


def _point(text: str) -> tuple[float | None, float | None]:
    """Latitude and longitude of "(51.5, -0.1)", and of "POINT (-0.1 51.5)", which has them the other way round."""
    found = POINT.search(text)
    if not found:
        return None, None
    return _at(found[2], found[1]) if text.upper().startswith("POINT") else _at(found[1], found[2])


def _reported(opened: OpenedFile) -> str:
    """The year of the report, in the first row."""
    row = next((r for r in Table(opened).rows(REPORTED) if isinstance(r, Row)), None)
    found = YEAR.search(row[REPORTED[0]] or row[REPORTED[1]]) if row else None
    return found[0] if found else ""


def _is_creative(opened: OpenedFile) -> bool:
    return {"City Name", "City Category"} <= set(top_keys(opened))


LOADERS = (
    Loader(
        "creative-cities", "UNESCO Creative Cities Network, list of members", "UNESCO",
        "text UNESCO; facts cited", "https://www.unesco.org/en/creative-cities",
        columns=("City Name", "Category", "Link"), recognises=_is_creative, read=creative_cities, scopes=("country",),
    ),
    Loader(
        "cdp-cities", "CDP, city-wide emissions: reporting cities", "CDP", "CDP open data terms",
        "https://data.cdp.net/", columns=("Account Number", "Country", "City Location"), read=cdp,
        dated=_reported, scopes=("country",),
    ),
    Loader(
        "climate-mayors", "Climate Mayors, pledges", "Climate Mayors", "none stated", "https://climatemayors.org/",
        columns=("name", "raw_commitment", "iso"), read=climate_mayors, scopes=("country",),
    ),
    Loader(
        "network-members", "Members of a network, a list of our own form", "not named", "not given",
        columns=("network", "member", "role", "since", "source"), read=members, scopes=("country",),
    ),
)  # fmt: skip
