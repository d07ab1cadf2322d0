"""Matches the name of a city by coordinates, country or region. A name alone never matches."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from graph.model.distance import Coordinates, kilometres
from graph.model.records import Node
from graph.model.text import fold
from loaders.base import CityMatch
from loaders.places.countries import name_key
from loaders.places.states import states_by_code

# Two gazetteers place the centre of one city up to this far apart; two cities of one name are hardly ever so close.
# If the country fits too, twice the distance: a list may give the centre of the whole municipality (Rome: 44 km).
NEAR_KM = 25
LABELS = ("City", "District")
IN_BRACKETS = re.compile(r"^(?P<name>.+?)\s*\((?P<where>[^()]+)\)$")


class PlaceHierarchy(Protocol):
    """The lookups that matching needs from the gazetteer."""

    def country(self, text: str) -> str | None:
        """The id of a country."""

    def ancestors(self, place_id: str) -> frozenset[str]:
        """All places that contain a place."""

    def names(self, place_id: str) -> tuple[str, ...]:
        """The names of a place."""


class CityIndex:
    """Index of cities and districts by folded name and alias."""

    def __init__(self, nodes: Iterable[Node], curated: frozenset[str], geography: PlaceHierarchy) -> None:
        """Index the nodes that are cities or districts, and ignore others."""
        self._known = {node.id: node for node in nodes if node.label in LABELS}
        self._curated, self._geography = curated, geography
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for node in self._known.values():
            for name in {fold(name) for name in (node.name, *node.aliases)}:
                self._by_name[name].append(node.id)

    def find(self, name: str, country: str, region: str, at: Coordinates) -> CityMatch:
        """Match a name in this country and region, at these coordinates; each may be "" or None."""
        wheres = [("country", country)] if country.strip() else []
        wheres += [("region", region)] if region.strip() else []
        named = self._by_name.get(fold(name), [])
        if not named:
            name, where = _parted(name)
            wheres += [("region", where)] if where else []
            named = self._by_name.get(fold(name), [])
        fits: dict[str, tuple[str, ...]] = {}
        for near in (NEAR_KM, 2 * NEAR_KM) if wheres else (NEAR_KM,):
            fits = fits or {place: reasons for place in named if (reasons := self._reasons(place, wheres, at, near))}
        return self._chosen(fits, name) or CityMatch(candidates=tuple(sorted(fits or named)))

    def _reasons(self, place: str, wheres: list[tuple[str, str]], at: Coordinates, near: int) -> tuple[str, ...]:
        """What supports a place beyond its name; () if nothing does or something contradicts it."""
        reasons = ["name"]
        for kind, where in wheres:
            if not self._lies(place, kind, where):
                return ()
            reasons.append(kind)
        known = self._known[place].latitude, self._known[place].longitude
        away = kilometres(known, at)
        if away is not None:
            turned = kilometres(known, _turned(at))
            if away > near and (turned is None or turned > NEAR_KM):
                return ()
            how = "" if away <= near else ", longitude before latitude"
            reasons.append(f"within {max(1, round(away if away <= near else turned or 0))} km{how}")
        return tuple(reasons) if len(reasons) > 1 else ()

    def _lies(self, place: str, kind: str, where: str) -> bool:
        ancestors = self._geography.ancestors(place)
        country = self._geography.country(where)
        if country in ancestors:
            return True
        # "CA" is California or Canada: the one that contains the place. If both contain a namesake, nothing matches.
        for nation, state in states_by_code(where).items() if kind == "region" else ():
            if nation in ancestors and any(
                name_key(state) == name_key(n) for up in ancestors for n in self._geography.names(up)
            ):
                return True
        if kind == "country" and country:
            return False
        key = name_key(where)
        if key == fold(self._known[place].kind):
            return True
        return any(key == name_key(name) for up in ancestors for name in self._geography.names(up))

    def _chosen(self, fits: dict[str, tuple[str, ...]], name: str) -> CityMatch | None:
        """The only fit; of several the curated one of exactly that name, else the only city among districts."""
        curated = {place for place in fits.keys() & self._curated if fold(self._known[place].name) == fold(name)}
        cities = {place for place in fits if self._known[place].label == "City"}
        for among, why in ((set(fits), ()), (curated, ("curated",)), (cities, ("the only city",))):
            if len(among) == 1:
                chosen = among.pop()
                return CityMatch(chosen, (*fits[chosen], *why))
        return None


def _parted(name: str) -> tuple[str, str]:
    """Split off the part after the last comma or in brackets: "Lincoln, England", "Perth (Australia)"."""
    if found := IN_BRACKETS.match(name.strip()):
        return found["name"], found["where"]
    before, comma, after = name.rpartition(",")
    return (before, after.strip()) if comma else (name, "")


def _turned(at: Coordinates) -> Coordinates:
    """The coordinates swapped, if they are valid that way."""
    latitude, longitude = at
    return (longitude, latitude) if longitude is not None and abs(longitude) <= 90 else (None, None)
