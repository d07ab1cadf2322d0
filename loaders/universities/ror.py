"""Universities and research bodies from ROR, schema 1 and 2: names, places, identifiers and relationships."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.model.records import Claim, Node, PatternClaim, Rejection, Scalar
from loaders.base import Loader, LoaderRun, Record, RowWarning, SkippedRow, in_scope
from loaders.files.json_items import items, objects, text_of, top_keys
from loaders.files.probe import InputFile
from loaders.places.coordinates import NOWHERE, parse_coordinates

KEY = re.compile(r"(?:https?://)?(?:www\.)?ror\.org/(0[a-z0-9]{6}\d\d)")
STARTS = re.compile(r'"id"\s*:\s*"(?:https?:)?[/\\]*ror\.org')
# From the type in ROR to the label. If a record has several types, the first one in this order counts. ROR defines
# "education" as "a university or similar institution". Hospitals and funders do or fund research.
LABELS = {
    "education": "University", "healthcare": "ResearchBody", "nonprofit": "Charity", "company": "Business",
    "government": "GovernmentBody", "archive": "ResearchBody", "facility": "ResearchBody", "other": "ResearchBody",
    "funder": "ResearchBody",
}  # fmt: skip
SCHOOL = re.compile(r"\b(?:primary|elementary|secondary|grammar|high|middle) school\b", re.I)
# From the type of relationship to the type of claim, and whether the record is its object. ROR's "related" is skipped,
# because it doesn't say how.
RELATIONSHIPS = {
    "parent": ("PART_OF", False), "child": ("PART_OF", True),
    "successor": ("SUCCEEDED_BY", False), "predecessor": ("SUCCEEDED_BY", True),
}  # fmt: skip
IDENTIFIERS = ("grid", "isni", "wikidata")


def bodies(run: LoaderRun) -> Iterator[Record]:
    """A node for each record, with its places, parents, parts, successors and predecessors.

    Both records state a relationship, and it becomes one claim. The other end can be outside the file.
    """
    builder = _RecordBuilder(run)
    seen: dict[str, int] = {}
    # A response of the register's API has the records under "items".
    prefix = "items.item" if "items" in top_keys(run.input_file) else "item"
    for number, record in enumerate(run.count(items(run.input_file, prefix)), 1):
        found = KEY.fullmatch(text_of(record.get("id")))
        names = _names(record)
        if bad := _bad(record, found, names, seen):
            yield Rejection(run.input_file.name, number, *bad)
            continue
        assert found  # noqa: S101  # _bad has rejected other ids
        seen[found[1]] = number
        yield from builder.body(number, found[1], names, record)


def _bad(
    record: Mapping[str, Any], found: re.Match[str] | None, names: list[str], seen: Mapping[str, int]
) -> tuple[str, str, str, str] | None:
    """Field, value, reason and fix of a record that is rejected; None for a good one."""
    shown = text_of(record.get("id"))[:80]
    if not found:
        return "id", shown, "no id of ROR", "Copy the record from the register: https://ror.org/ and nine signs."
    if not names:
        return "names", shown, "no name", "Copy the record's names from the register."
    if first := seen.get(found[1]):
        return "id", shown, f"record {first} has the same id", "Remove one of the two."
    return None


@dataclass(frozen=True, slots=True)
class _Location:
    """The location of a body: the id of the city or "", the id of the country or "", and coordinates of the city."""

    place: str
    country: str
    nation: str
    name: str
    latitude: float | None
    longitude: float | None


class _RecordBuilder:
    """Creates the records of one file, with each city and each relationship once."""

    def __init__(self, run: LoaderRun) -> None:
        self._reading, self._places = run, run.places
        self._located = run.pattern("LOCATED_IN")
        self._relationship_patterns: dict[tuple[str, str], Claim] = {
            (kind, status): run.pattern(kind, status=status)
            for kind in ("PART_OF", "SUCCEEDED_BY")
            for status in ("active", "ended")
        }
        self._cities: set[str] = set()
        self._seen_relationships: set[tuple[str, str, str]] = set()
        self._above: dict[str, frozenset[str]] = {}

    def body(self, number: int, key: str, names: list[str], record: Mapping[str, Any]) -> Iterator[Record]:
        """The node and the claims of one record."""
        locations = [self._location(*details) for details in _located(record)]
        scope = self._reading.scope
        near = (one for location in locations for one in (location.place, *self._up(location)))
        if not in_scope(scope, near if scope.places else (), [location.country for location in locations]):
            yield SkippedRow()
            return
        body = f"XI-ROR-{key}"
        yield _node(body, names, record, locations[0] if locations else None)
        for location in locations:
            yield from self._city(location)
            if lies_in := location.place or location.country:
                yield PatternClaim(self._located, body, lies_in, locator=f"ROR {key}")
        if not any(location.place or location.country for location in locations):
            file = self._reading.input_file.name
            yield RowWarning(file, number, "locations", key, "no known place; kept without a place")
        yield from self._belongs(body, key, record)

    def _location(self, details: Mapping[str, Any], country: object, nation: object, name: object) -> _Location:
        number = text_of(details.get("id"))
        at = parse_coordinates(text_of(details.get("lat")), text_of(details.get("lng")))
        in_country = self._places.country(text_of(country)) or ""
        # Only the nations of the United Kingdom are known by name. Elsewhere only the country is certain.
        in_nation = (self._places.area(text_of(nation), scheme="name") or "") if in_country == "iso:GB" else ""
        place = self._places.canonical_id(f"geonames:{number}") if number.isdigit() and text_of(name) else ""
        return _Location(place, in_country, in_nation, text_of(name), *(at or NOWHERE))

    def _up(self, location: _Location) -> frozenset[str]:
        one = location.place if self._places.node(location.place) else location.nation or location.country
        if one not in self._above:
            self._above[one] = self._places.ancestors(one) | {one}
        return self._above[one]

    def _city(self, location: _Location) -> Iterator[Record]:
        """The city of a record, if it is new. Known places are added elsewhere."""
        place = location.place
        if not place or place in self._cities:
            return
        self._cities.add(place)
        if self._places.node(place):
            return
        yield Node(place, "City", location.name, (), "city", location.latitude, location.longitude)
        if lies_in := location.nation or location.country:
            yield PatternClaim(self._located, place, lies_in, locator=place)

    def _belongs(self, body: str, key: str, record: Mapping[str, Any]) -> Iterator[Record]:
        status = "active" if text_of(record.get("status")).lower() in ("active", "") else "ended"
        for tie in objects(record.get("relationships")):
            kind, turned = RELATIONSHIPS.get(text_of(tie.get("type")).lower(), ("", False))
            other = KEY.fullmatch(text_of(tie.get("id")))
            if not kind or not other or other[1] == key:
                continue
            ends = (f"XI-ROR-{other[1]}", body) if turned else (body, f"XI-ROR-{other[1]}")
            if (kind, *ends) not in self._seen_relationships:
                self._seen_relationships.add((kind, *ends))
                # A closed body is no longer part of another. Its succession stays active.
                pattern = self._relationship_patterns[kind, status if kind == "PART_OF" else "active"]
                yield PatternClaim(pattern, *ends, locator=f"ROR {key}")


def _names(record: Mapping[str, Any]) -> list[str]:
    """The display name, then all other names, each once. Schema 2 has one list, schema 1 four fields."""
    if "names" in record:
        listed = objects(record["names"])
        ordered = sorted(listed, key=lambda each: "ror_display" not in _list(each.get("types")))
        found = [each.get("value") for each in ordered]
    else:
        others = [each for field in ("aliases", "acronyms") for each in _list(record.get(field))]
        found = [record.get("name"), *others, *(each.get("label") for each in objects(record.get("labels")))]
    return list(dict.fromkeys(filter(None, map(text_of, found))))


def _located(record: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], object, object, object]]:
    """For each location: id and coordinates, country code, name of the subdivision, name of the city."""
    for location in objects(record.get("locations")):
        geonames = _object(location.get("geonames_details"))
        details = {"id": location.get("geonames_id"), "lat": geonames.get("lat"), "lng": geonames.get("lng")}
        yield details, geonames.get("country_code"), geonames.get("country_subdivision_name"), geonames.get("name")
    country = _object(record.get("country")).get("country_code")
    for address in objects(record.get("addresses")):
        city = _object(address.get("geonames_city"))
        details = {"id": city.get("id"), "lat": address.get("lat"), "lng": address.get("lng")}
        nation = _object(city.get("geonames_admin1")).get("name")
        yield details, country, nation, city.get("city") or address.get("city")


def _node(body: str, names: list[str], record: Mapping[str, Any], location: _Location | None) -> Node:
    types = [text_of(kind).lower() for kind in _list(record.get("types"))]
    kind = next((kind for kind in LABELS if kind in types), "other")
    label = "School" if kind == "education" and SCHOOL.search(names[0]) else LABELS[kind]
    status = text_of(record.get("status")).lower()
    note = "" if status in ("active", "") else f"ROR marks it as {status}."
    at = (location.latitude, location.longitude) if location else (None, None)
    # "Other" adds nothing to the label.
    word = "" if kind == "other" else kind
    return Node(body, label, names[0], tuple(names[1:]), word, *at, note, tuple(_properties(record, status)))


def _properties(record: Mapping[str, Any], status: str) -> Iterator[tuple[str, Scalar]]:
    links = _list(record.get("links"))
    sites = (link.get("value") for link in objects(links) if link.get("type") == "website")
    details = {
        "status": status,
        "established": record.get("established"),
        "website": text_of(next(sites, None)) or next((text_of(link) for link in links if isinstance(link, str)), ""),
        "domains": ", ".join(filter(None, map(text_of, _list(record.get("domains"))))),
        **dict(_identifiers(record.get("external_ids"))),
    }
    for key, value in details.items():
        if kept := value if isinstance(value, int) and not isinstance(value, bool) else text_of(value):
            yield key, kept


def _identifiers(external_ids: object) -> Iterator[tuple[str, str]]:
    """GRID, ISNI and Wikidata ids: the preferred one of each, else the first. In schema 1 they are an object."""
    listed = [(text_of(each.get("type")), each) for each in objects(external_ids)]
    for kind, value in [*listed, *_object(external_ids).items()]:
        every = _object(value).get("all")
        first = _object(value).get("preferred") or next(iter(_list(every)), every)
        if kind.lower() in IDENTIFIERS and text_of(first):
            yield kind.lower(), text_of(first)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_ror(input_file: InputFile) -> bool:
    return input_file.head.lstrip()[:1] in ("[", "{") and bool(STARTS.search(input_file.head))


LOADERS = (
    Loader(
        "ror", "Research Organization Registry", "Research Organization Registry", "CC0", "https://ror.org/",
        recognises=_is_ror,
        shape="JSON of records whose id begins with https://ror.org/",
        read=bodies, scopes=("place", "country"),
        note="The relationship \"related\" of ROR is not loaded, because it doesn't say how.",
    ),
)  # fmt: skip
