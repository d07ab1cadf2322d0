"""All countries: codes, names in registers and other scripts, and continents. Reads data/reference/countries.csv."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.model.records import Node, Rejection
from graph.model.text import fold
from loaders.files.cells import listed
from loaders.files.rows import Row, read_rows

COLUMNS = ("code", "iso3", "name", "aliases", "continent")
# OpenStreetMap and UNESCO write a country in each of its languages: "België / Belgique / Belgien".
LANGUAGES = re.compile(r"\s+[/|–-]\s+|/")


@dataclass(frozen=True, slots=True)
class Country:
    """A country of ISO 3166-1, or Kosovo. `continent` is the id of a place."""

    code: str
    iso3: str
    name: str
    aliases: tuple[str, ...]
    continent: str

    @property
    def id(self) -> str:
        """The id of its node."""
        return f"iso:{self.code}"

    @property
    def node(self) -> Node:
        """Its node."""
        return Node(self.id, "Country", self.name, self.aliases, "country")


class Countries:
    """The countries of one file. Finds a country by code or by a name in the file, and never by similarity."""

    def __init__(self, path: Path) -> None:
        """Read the file. Bad rows become rejections. Raises DataError for a file that can't be used."""
        self.known: dict[str, Country] = {}
        self.rejections: list[Rejection] = []
        self._by_name: dict[str, str] = {}
        for row in read_rows(path, COLUMNS):
            made = row if isinstance(row, Rejection) else self._country(row)
            if isinstance(made, Rejection):
                self.rejections.append(made)
                continue
            self.known[made.id] = made
            self._by_name |= dict.fromkeys(_spellings(made), made.id)
        self._codes = {code: c.id for c in self.known.values() for code in (c.code, c.iso3, c.id)}

    def __iter__(self) -> Iterator[Country]:
        return iter(self.known.values())

    def find(self, text: str) -> str | None:
        """The id of a country by code in capitals, or by name; also "Korea, Republic of" and "Éire / Ireland"."""
        return self._codes.get(text.strip()) or self._named(text) or self._turned(text) or self._in_languages(text)

    def _named(self, text: str) -> str | None:
        return self._by_name.get(name_key(text))

    def _turned(self, text: str) -> str | None:
        before, comma, after = text.partition(",")
        return self._named(f"{after} {before}") if comma else None

    def _in_languages(self, text: str) -> str | None:
        parts = LANGUAGES.split(text)
        found = {country for part in parts if len(parts) > 1 and (country := self._named(part))}
        return found.pop() if len(found) == 1 else None

    def _country(self, row: Row) -> Country | Rejection:
        made = Country(row["code"], row["iso3"], row["name"], listed(row["aliases"]), row["continent"])
        if not re.fullmatch(r"[A-Z]{2}", made.code) or made.id in self.known:
            return row.reject("code", "not two capitals, or used twice", "Write the code of ISO 3166-1: GB.")
        if not re.fullmatch(r"[A-Z]{3}", made.iso3) or any(c.iso3 == made.iso3 for c in self):
            return row.reject("iso3", "not three capitals, or used twice", "Write the code of ISO 3166-1: GBR.")
        if not made.name:
            return row.reject("name", "empty", "Give the everyday English name.")
        if not made.continent:
            return row.reject("continent", "empty", "Name the continent by its id, as geonames:6255148 for Europe.")
        taken = next((name for name in _spellings(made) if name in self._by_name), "")
        if taken:
            other = self.known[self._by_name[taken]].name
            return row.reject("aliases", f"{taken!r} is a name of {other} too", "A name leads to one country: drop it.")
        return made


def name_key(text: str) -> str:
    """A key that is equal for spellings of one name: folded, "&" as "and", no leading "the"."""
    return fold(text.replace("&", " and ")).removeprefix("the ")


def _spellings(country: Country) -> list[str]:
    return [name_key(name) for name in (country.name, *country.aliases)]
