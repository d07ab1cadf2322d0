"""A city that a list names: the known place where that is sure, else a place of its own, to be reviewed."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from graph.model import Claim, Node, Said
from graph.text import fold
from loaders.known_places import Places
from loaders.reading import Reading, Record, Remark
from loaders.rows import Row

# Namesakes further apart than this, in degrees, are two places.
APART = 0.25
UNSURE = "not sure which place this is; kept as a place of its own until somebody decides"


def slug(text: str) -> str:
    """Letters, digits and hyphens for an id of ours; for a name in another script a few letters of its hash."""
    plain = unicodedata.normalize("NFKD", fold(text)).encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return made if made and len(made) >= len(fold(text)) // 2 else hashlib.sha256(fold(text).encode()).hexdigest()[:10]


class NamedCities:
    """Finds each city once; a name that is not sure gets one node for each country, or region, it is said to be in."""

    def __init__(self, reading: Reading) -> None:
        self._places: Places = reading.places
        self._placed: Claim = reading.pattern("LOCATED_IN")
        self._brought: dict[str, tuple[float | None, float | None]] = {}
        self._found: dict[tuple[object, ...], str] = {}

    def find(
        self,
        row: Row,
        field: str,
        name: str,
        *,
        country: str = "",
        at: tuple[float | None, float | None] = (None, None),
    ) -> Iterator[Record | str]:
        """The records that the city needs, and last its id. `country` is an id or ""; `at` latitude and longitude."""
        key = (fold(name), country, at)
        if key not in self._found:
            found = self._places.city(name, country=country, latitude=at[0], longitude=at[1])
            self._found[key] = found.id
        if sure := self._found[key]:
            yield sure
            return
        yield Remark(row.file, row.line, field, name, UNSURE)
        place = self._own(name, country, at)
        if place not in self._brought:
            self._brought[place] = at
            yield Node(place, "City", name, kind="city", latitude=at[0], longitude=at[1])
            if country:
                yield Said(self._placed, place, country, locator=name)
        yield place

    def _own(self, name: str, country: str, at: tuple[float | None, float | None]) -> str:
        """An id of ours; a namesake in the same country that lies elsewhere gets its coordinates into the id."""
        parts = [country.removeprefix("iso:").lower(), slug(name)]
        place = f"local:city:{'-'.join(filter(None, parts))}"
        there = self._brought.get(place, at)
        if None in (*there, *at) or all(abs(a - b) < APART for a, b in zip(there, at, strict=True) if a and b):
            return place
        return f"{place}-{round((at[0] or 0) * 10) + 900}-{round((at[1] or 0) * 10) + 1800}"
