"""Areas that registers name: nations, regions, counties and local authorities of the UK, and places without ISO code.

Reads data/reference/areas.csv.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.model.records import Node, Rejection
from graph.model.vocabulary import vocabulary
from loaders.files.cells import listed
from loaders.files.rows import Row, did_you_mean, read_rows
from loaders.places.countries import name_key

COLUMNS = ("gss", "former", "dfe", "label", "name", "aliases", "kind", "within", "geonames", "place")
GSS = re.compile(r"[EKNSW]\d{8}")
PLACE = re.compile(r"geonames:\d+|iso:[A-Z]{2}|gss:[EKNSW]\d{8}|local:[a-z]+:[a-z0-9-]+")
# What registers put around the name of a local authority: "Leeds City", "London Borough of Camden", "Bristol, City of".
AROUND = re.compile(
    r"^(?:(?:(?:city and (?:county|borough|district)|city|county|(?:(?:county|london|royal|metropolitan) )?borough"
    r"|lb|rb|council) of (?:the )?)|(?:lb|rb) )"
    r"|(?: (?:city and county|city|county) of)$"
    r"|(?: (?:city|county borough|metropolitan borough|metropolitan district|london borough|royal borough|borough))?"
    r"(?: (?:city|county|borough|district)? ?council)$"
    r"|(?: (?:city|county borough|metropolitan borough|corporation|cc|mbc|mdc|lbc|bc|dc))$"
)
OFFICE = re.compile(r" (?:corporation|council)$")
COUNTY = re.compile(r"\b(?:county|cc)\b")
# Words for the council of a city, borough or district. A county council has none of them.
SMALLER = re.compile(r"\b(?:city|borough|district|lb|rb|mbc|mdc|lbc|bc|dc)\b")


@dataclass(frozen=True, slots=True)
class Area:
    """One area. `former` are its former GSS codes, `dfe` its codes of the Department for Education; each may be ().

    `geonames` is the id of the same authority among the second-level divisions of GeoNames, or "".
    """

    id: str
    gss: str
    former: tuple[str, ...]
    dfe: tuple[str, ...]
    label: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    within: str
    geonames: str

    @property
    def node(self) -> Node:
        """Its node."""
        return Node(self.id, self.label, self.name, self.aliases, self.kind)


class Areas:
    """The areas of one file. Finds an area by GSS code, DfE code, or a name as registers write it."""

    def __init__(self, path: Path) -> None:
        """Read the file. Bad rows become rejections. Raises DataError for a file that can't be used."""
        self.known: dict[str, Area] = {}
        self.rejections: list[Rejection] = []
        self.by_gss: dict[str, str] = {}
        self.by_dfe: dict[str, str] = {}
        self.by_geonames: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        self._plain: dict[str, str] = {}
        rows = list(read_rows(path, COLUMNS))
        ids = {_id(row) for row in rows if isinstance(row, Row)}
        for row in rows:
            made = row if isinstance(row, Rejection) else self._area(row, ids)
            if isinstance(made, Rejection):
                self.rejections.append(made)
            else:
                self._keep(made)

    def __iter__(self) -> Iterator[Area]:
        return iter(self.known.values())

    def named(self, text: str) -> str | None:
        """The id of an area by name or alias, with or without words such as "City of …" and "… County Council"."""
        key = name_key(text)
        plain = AROUND.sub("", key)
        # "City of London" is a full name, and London is another place.
        whole = self._by_name.get(key) or self._plain.get(OFFICE.sub("", key))
        return whole or self._plain.get(plain) or self._by_other_name(key, plain)

    def _by_other_name(self, key: str, plain: str) -> str | None:
        """By an alias inside the words of an office, if these fit. Durham had a city council, and is a county."""
        found = self.known.get(self._by_name.get(plain, "")) if plain != key else None
        if found:
            words = key.replace(plain, " ", 1)
            is_county = found.label == "Region"
            if (SMALLER.search(words) and is_county) or (COUNTY.search(words) and not is_county):
                return None
            return found.id
        return self._by_name.get(_unsaid(key))

    def _keep(self, area: Area) -> None:
        self.known[area.id] = area
        self.by_gss |= dict.fromkeys(_codes(area), area.id)
        self.by_dfe |= dict.fromkeys(area.dfe, area.id)
        self._by_name |= dict.fromkeys(map(name_key, (area.name, *area.aliases)), area.id)
        self._plain[name_key(area.name)] = area.id
        if area.geonames:
            self.by_geonames[f"geonames:{area.geonames}"] = area.id

    def _area(self, row: Row, ids: set[str]) -> Area | Rejection:
        made = Area(
            _id(row), row["gss"], listed(row["former"]), listed(row["dfe"]), row["label"], row["name"],
            listed(row["aliases"]), row["kind"], row["within"], row["geonames"],
        )  # fmt: skip
        return _unfit(row, made, ids) or self._taken(row, made) or made

    def _taken(self, row: Row, area: Area) -> Rejection | None:
        """A rejection if another area has the same code or name."""
        for field, values, known in (
            ("gss", [area.id], self.known),
            ("former", _codes(area), self.by_gss),
            ("dfe", area.dfe, self.by_dfe),
            ("geonames", [f"geonames:{area.geonames}"], self.by_geonames),
            ("aliases", map(name_key, (area.name, *area.aliases)), self._by_name),
        ):
            for value in values:
                if value in known:
                    return row.reject(field, f"{value!r} is another area's too", "Each leads to one area: drop one.")
        return None


def _id(row: Row) -> str:
    return row["place"] or f"gss:{row['gss']}"


def _codes(area: Area) -> Iterable[str]:
    return (area.gss, *area.former) if area.gss else area.former


def _unsaid(key: str) -> str:
    return key.removeprefix("throughout ")


def _unfit(row: Row, area: Area, ids: set[str]) -> Rejection | None:
    """A rejection for the first invalid cell."""
    if not area.gss and not row["place"]:
        return row.reject("gss", "neither code nor place", "Give the GSS code, or as place the id of this place.")
    for code in _codes(area):
        if not GSS.fullmatch(code):
            return row.reject("gss", f"{code!r} is no GSS code", "Write a letter and 8 digits, as E08000035.")
    for code in area.dfe:
        if not re.fullmatch(r"\d{3}", code):
            return row.reject("dfe", f"{code!r} is no DfE code", "A DfE code of a local authority has 3 digits: 383.")
    if not PLACE.fullmatch(area.id):
        return row.reject("place", "not an id", "Write a prefix and key such as geonames:2644688.")
    if area.geonames and not area.geonames.isdecimal():
        return row.reject("geonames", "not a number", "Write the number of the place in GeoNames: 3333164.")
    if area.label not in vocabulary().labels:
        return row.reject("label", "not a label", did_you_mean(area.label, vocabulary().labels))
    if not area.name:
        return row.reject("name", "empty", "Give the name as people say it.")
    if not PLACE.fullmatch(area.within) or (area.within.startswith("gss:") and area.within not in ids):
        return row.reject("within", "no such area", "Name the next larger place by its id: gss:E11000006, or iso:GB.")
    return None
