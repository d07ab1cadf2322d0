"""Matches cities named in a list to known places. A city without a certain match becomes a new place for review."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from graph.model.distance import Coordinates
from graph.model.records import Claim, Node, PatternClaim
from graph.model.text import fold, fold_uncached
from loaders.base import CityMatch, LoaderRun, PlaceLookup, Record, RowWarning, in_scope
from loaders.files.rows import Row
from loaders.files.tables import is_mojibake
from loaders.places.city_names import is_larger, plain_name, spellings, split_state
from loaders.places.coordinates import NOWHERE

OWN = "added as a new place for review"
NO_COUNTRY = f"no known country is given, and a name alone can't be matched; {OWN}"
NOT_SURE = f"places of this name are known, but none could be matched with certainty; {OWN}"
NOT_KNOWN = f"no place of this name is known (load a GeoNames file of cities first to add it); {OWN}"
MOJIBAKE = "garbled letters in the source (UTF-8 read as CP1252); kept as published"
BRITAIN = "iso:GB"


def slug(text: str) -> str:
    """Letters, digits and hyphens for a local id. A name in another script gives ten characters of its hash."""
    plain = unicodedata.normalize("NFKD", fold(text)).encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return made if made and len(made) >= len(fold(text)) // 2 else hashlib.sha256(fold(text).encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class MatchedPlace:
    """The place that a row names. `records` create it if it is new; `within` is its id and its ancestors."""

    id: str
    records: tuple[Record, ...]
    within: frozenset[str]


class CityMatcher:
    """Matches the cities in the rows of one file.

    A city without a certain match becomes a new place. Its id contains the scheme of the list, because two lists that
    write the same name may mean two places.
    """

    def __init__(self, run: LoaderRun, scheme: str = "") -> None:
        """`scheme` is part of the ids of new places. It is the same for every file of one publisher."""
        self._places: PlaceLookup = run.places
        self._scope = run.scope
        self._scheme = scheme or slug(run.source.id)
        self._placed: Claim = run.pattern("LOCATED_IN")
        self._created: set[str] = set()
        self._found: dict[tuple[object, ...], tuple[CityMatch, frozenset[str]]] = {}

    def find(
        self,
        row: Row,
        field: str,
        name: str,
        *,
        country: str = "",
        region: str = "",
        at: Coordinates = NOWHERE,
        key: str = "",
        label: str = "City",
        text: str = "",
    ) -> MatchedPlace:
        """The place of a row. `country` is an id or ""; `key` is the list's own key of the city, if it has one.

        `name` is the value of `field`, and is looked up unchanged first. `text` is a description of the city: if no
        country is given, a country named in the text decides. The text is not stored.
        """
        asked = (name, country, region, at, text)
        if asked not in self._found:
            found = self._resolved(name, country, region, at) if country or not text else self._told(name, at, text)
            ancestors = self._places.ancestors(found.id) if found.id else frozenset(filter(None, (country,)))
            self._found[asked] = found, ancestors
        found, ancestors = self._found[asked]
        misread = [RowWarning(row.file, row.line, field, name, MOJIBAKE)] if is_mojibake(name) else []
        if found.id:
            return MatchedPlace(found.id, tuple(misread), ancestors | {found.id})
        short, state = split_state(plain_name(name), country)
        parts = (self._scheme, key or f"{country.removeprefix('iso:')} {state or region} {short}")
        place = f"local:{label.lower()}:{'-'.join(map(slug, parts))}"
        why = NO_COUNTRY if not country else NOT_SURE if found.candidates else NOT_KNOWN
        records: list[Record] = [*misread, RowWarning(row.file, row.line, field, name, why)]
        if place not in self._created:
            self._created.add(place)
            aliases = (short,) if state else ()
            records.append(
                Node(place, label, plain_name(name), aliases, label.lower(), latitude=at[0], longitude=at[1])
            )
            if country:
                records.append(PatternClaim(self._placed, place, country, locator=name))
        return MatchedPlace(place, tuple(records), ancestors | {place})

    def is_wanted(self, *places: MatchedPlace) -> bool:
        """Whether one of these places is in scope."""
        within = frozenset[str]().union(*(place.within for place in places))
        return in_scope(self._scope, within, within)

    def _resolved(self, name: str, country: str, region: str, at: Coordinates) -> CityMatch:
        """The certain match by coordinates, country and region; for a UK authority by its name."""
        if not country:
            return self._places.city(name, region=region, latitude=at[0], longitude=at[1])
        near: tuple[str, ...] = ()
        for spelt, state in spellings(name, country, region):
            found = self._places.city(spelt, country=country, region=state, latitude=at[0], longitude=at[1])
            if not found.id and state:
                found = self._in_no_state(self._places.city(spelt, country=country, latitude=at[0], longitude=at[1]))
            if found.id and not (is_larger(name) and spelt != name):
                return found
            near = near or found.candidates
        area = self._places.area(name, scheme="name") if country == BRITAIN else None
        return (
            CityMatch(area, ("name", "country"))
            if area and country in self._places.ancestors(area)
            else CityMatch("", (), near)
        )

    def _told(self, name: str, at: Coordinates, text: str) -> CityMatch:
        """The match by coordinates, else the only place of this name whose country the text names."""
        found = self._resolved(name, "", "", at)
        if found.id or at != NOWHERE:
            return found
        said = f" {fold_uncached(text)} ".replace(f" {fold(name)} ", " ")
        fits = {place for place in found.candidates if any(f" {nation} " in said for nation in self._nations(place))}
        return CityMatch(fits.pop(), ("name", "its country in the text")) if len(fits) == 1 else found

    def _nations(self, place: str) -> set[str]:
        """The folded names of a place's country, without names of up to three letters, which may be words."""
        countries = (ancestors for ancestors in self._places.ancestors(place) if ancestors.startswith("iso:"))
        return {fold(name) for country in countries for name in self._places.names(country) if len(name) > 3}

    def _in_no_state(self, found: CityMatch) -> CityMatch:
        """The match, if the curated data puts the city directly in its country, as with New York."""
        known = self._places.node(found.id) if self._places.is_curated(found.id) else None
        directly = known and all(claim.object.startswith("iso:") for claim in known[1])
        return found if directly else CityMatch(candidates=found.candidates)
