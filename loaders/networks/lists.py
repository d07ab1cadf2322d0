"""Loaders for networks of cities: published lists, and a simple format for any other network."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model.dates import EXPECTED, period
from graph.model.errors import DataError
from graph.model.records import Node, Rejection
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from loaders.base import Loader, LoaderRun, Record, RowWarning, SkippedRow
from loaders.files.cells import ID
from loaders.files.personal_data import reject_personal_value
from loaders.files.probe import InputFile
from loaders.files.rows import Row, did_you_mean
from loaders.files.tables import header_of
from loaders.networks import climate, creative_cities
from loaders.networks.claims import membership
from loaders.networks.climate import C40, COVENANT, EUROPEAN, MAYORS
from loaders.networks.creative_cities import CREATIVE
from loaders.places.city_matching import CityMatcher, MatchedPlace, slug
from loaders.places.coordinates import coordinates_or_nowhere

COLUMNS = ("network", "member", "role", "since", "source")
# Optional columns that identify the city.
WHERE = ("country", "region", "latitude", "longitude")
KNOWN = {
    fold(name): node for node in (CREATIVE, C40, MAYORS, COVENANT, EUROPEAN) for name in (node.name, *node.aliases)
}


def members(run: LoaderRun) -> Iterator[Record]:
    """Memberships from a list with the columns `network,member,role,since,source` and optional places.

    A member is the name of a city, or an id. One of role, since and source is enough; headings can have capitals. The
    value of `source` becomes the locator of the claim. Duplicate rows are skipped.
    """
    cities = CityMatcher(run)
    seen: set[tuple[str, ...]] = set()
    columns = tuple(name for name in header_of(run.input_file) if name.lower() in (*COLUMNS, *WHERE))
    for written in run.rows(columns):
        row = Row(written.file, written.line, {name.lower(): value for name, value in written.cells.items()})
        if bad := _bad(row):
            yield bad
            continue
        row_key = tuple(row[name] for name in (*COLUMNS, *WHERE))
        if row_key in seen:
            yield SkippedRow("duplicate row")
            continue
        seen.add(row_key)
        country = run.places.country(row["country"]) or ""
        member = _member(cities, row, country, run)
        if not cities.is_wanted(member):
            yield SkippedRow()
            continue
        if row["country"] and not country:
            yield RowWarning(row.file, row.line, "country", row["country"], "no country of this name is known")
        network = KNOWN.get(fold(row["network"]))
        network = network or Node(f"local:network:{slug(row['network'])}", "Network", row["network"])
        yield network
        yield from member.records
        role, locator = fold(row["role"]), row["source"] or f"row {row.line}"
        yield membership(run, member.id, network.id, role, since=row["since"], locator=locator)


def _member(cities: CityMatcher, row: Row, country: str, run: LoaderRun) -> MatchedPlace:
    name = row["member"]
    if ID.fullmatch(name):
        return MatchedPlace(name, (), run.places.ancestors(name) | {name})
    at = coordinates_or_nowhere(row["latitude"], row["longitude"])
    return cities.find(row, "member", name, country=country, region=row["region"], at=at)


def _bad(row: Row) -> Rejection | None:
    if personal := reject_personal_value(row, *COLUMNS):
        return personal
    for field in ("network", "member"):
        if not row[field]:
            return row.reject(field, "empty", f"Give the {field}.")
    roles = vocabulary().values["role"]
    if row["role"] and fold(row["role"]) not in roles:
        return row.reject("role", "not a role", did_you_mean(fold(row["role"]), roles))
    try:
        period(row["since"])
    except DataError:
        return row.reject("since", "not a date", f"Write {EXPECTED}, or leave it empty.")
    return None


def _is_list(input_file: InputFile) -> bool:
    """Whether there are columns of networks and members, and one of role, since or source."""
    header = {name.lower() for name in header_of(input_file)}
    return {"network", "member"} <= header and bool(header & {"role", "since", "source"})


LOADERS = (
    *creative_cities.LOADERS,
    *climate.LOADERS,
    Loader(
        "network-members", "Members of a network, a list of our own form", "not named", "not given",
        recognises=_is_list,
        shape="the columns network and member, with one of role, since or source",
        read=members, scopes=("place", "country"),
    ),
)  # fmt: skip
