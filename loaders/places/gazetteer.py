"""The gazetteer: all known places, found by code or name. A name without a certain match stays unresolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from graph.model.data_folder import file_in
from graph.model.records import Claim, Node, Rejection, Source
from loaders.base import CityMatch
from loaders.places.areas import Area, Areas
from loaders.places.cities import CityIndex
from loaders.places.countries import Countries, name_key
from loaders.places.loaded_places import DIVISION_CODE, CuratedPlaces, LoadedPlaces, curated_places, loaded_places

__all__ = ["DIVISION_CODE", "Gazetteer"]

# The sources of countries.csv and areas.csv. Sources of the curated folder with the same id replace them.
GEONAMES = Source("geonames", "gazetteer", "GeoNames", "GeoNames", "https://www.geonames.org/", "CC BY 4.0")
REFERENCE = Source("reference", "reference", "General knowledge added by the curators", "Citylinks", licence="CC0")
ONS = Source(
    "ons", "register", "Register of Geographic Codes", "Office for National Statistics",
    "https://geoportal.statistics.gov.uk/", "OGL v3.0", retrieved="2026-11-25",
    note="Codes and names of the nations, regions, counties and local authorities of the United Kingdom.",
)  # fmt: skip


class Gazetteer:
    """The known places: curated places, all countries, areas of the UK, and gazetteers that were loaded before.

    It never guesses. `rejections` are the rows of countries.csv and areas.csv that can't be used.
    """

    def __init__(self, countries: Countries, areas: Areas, curated: CuratedPlaces, loaded: LoadedPlaces) -> None:
        """Use `read` to create one."""
        self.countries, self.areas = countries, areas
        self.rejections: tuple[Rejection, ...] = (*countries.rejections, *areas.rejections)
        self._curated, self._loaded = curated, loaded
        told = {claim.source for claims in curated.placings.values() for claim in claims}
        known = {source.id: source for source in (GEONAMES, REFERENCE, ONS)} | dict(curated.sources)
        self._source = {key: known[key] for key in sorted({GEONAMES.id, REFERENCE.id, ONS.id, *told})}
        self.sources = tuple(self._source.values())
        self._operating: dict[tuple[str, str], str | None] = {}
        self._continents = {
            name_key(name): node.id
            for node in (*curated.nodes.values(), *(area.node for area in areas))
            if node.label == "Continent"
            for name in (node.name, *node.aliases)
        }

    @classmethod
    def read(cls, data_folder: Path, nodes: Iterable[Node] = (), parents: Iterable[tuple[str, str]] = ()) -> Gazetteer:
        """Read the known places. A folder without countries.csv or areas.csv uses the files of the project.

        `nodes` are the City, Region and District nodes of loaded gazetteers; `parents` are pairs (place, place that
        contains it). Raises DataError for a file that can't be used.
        """
        countries, areas = (file_in(data_folder, name) for name in ("reference/countries.csv", "reference/areas.csv"))
        held = loaded_places(nodes, parents)
        return cls(Countries(countries), Areas(areas), curated_places(data_folder), held)

    def country(self, text: str) -> str | None:
        """The id of a country by ISO code in capitals (CN, CHN) or by one of its names."""
        return self.countries.find(text)

    def continent(self, text: str) -> str | None:
        """The id of a continent by its English name."""
        return self._continents.get(name_key(text))

    def area(self, text: str, *, scheme: str = "") -> str | None:
        """The id of an area by code or name.

        `scheme` is "gss" for a current or former code of the ONS, "dfe" for a code of the Department for Education,
        "name" for a name as registers write it, "" for a code of the ONS or a name.
        """
        areas = self.areas
        if scheme == "dfe":
            return areas.by_dfe.get(text.strip())
        found = areas.by_gss.get(text.strip()) if scheme in ("", "gss") else None
        return found or (areas.named(text) if scheme in ("", "name") else None)

    def canonical_id(self, place_id: str) -> str:
        """The project's id of a GeoNames place, because a division there can be a listed local authority."""
        return place_id if place_id in self._curated.nodes else self.areas.by_geonames.get(place_id, place_id)

    def is_authoritative(self, place_id: str) -> bool:
        """Whether a place is curated, a country or a listed area. Loaded files don't change its name."""
        return place_id in self._curated.nodes or place_id in self.countries.known or place_id in self.areas.known

    def is_curated(self, place_id: str) -> bool:
        """Whether a place is in the curated folder, so that the graph has it and its location already."""
        return place_id in self._curated.nodes

    def division(self, code: str) -> str | None:
        """The id of an administrative division by its GeoNames code ("GB.ENG", "GB.ENG.H3"), if it is loaded."""
        return self._loaded.divisions.get(code)

    def problems(self) -> Iterator[str]:
        """The problems of countries.csv and areas.csv, one text for each."""
        yield from map(str, self.rejections)
        for file, id_, within in (
            *(("countries.csv", country.id, country.continent) for country in self.countries),
            *(("areas.csv", area.id, area.within) for area in self.areas),
        ):
            if not self.is_authoritative(within):
                yield f"{file}: {id_} lies in {within!r}, which is no known place. Name one of places.csv or areas.csv."

    def area_of_operation(self, kind: str, description: str) -> str | None:
        """The id of the place that a charity's area of operation names.

        `kind` and `description` are geographic_area_type and geographic_area_description of the register.
        """
        asked = (kind, description)
        if asked not in self._operating:
            self._operating[asked] = self._operates(name_key(kind), description)
        return self._operating[asked]

    def _operates(self, kind: str, description: str) -> str | None:
        if kind == "continent":
            return self.continent(description)
        if kind == "country":
            return self.country(description) or self.area(description, scheme="name")
        return self.area(description, scheme="name")

    def city(
        self,
        name: str,
        *,
        country: str = "",
        region: str = "",
        latitude: float | None = None,
        longitude: float | None = None,
    ) -> CityMatch:
        """The city of this name at these coordinates, or the only one in this country or region.

        `country` is an id, a code or a name. In "Birmingham, Alabama" and "Bexley (London borough)" the name itself
        states the region or kind that must fit. A name alone never matches.
        """
        return self._cities.find(name, country, region, (latitude, longitude))

    def node(self, place_id: str) -> tuple[Node, tuple[Claim, ...]] | None:
        """A place and its claims of location, each from one of `sources`; None for an unknown place."""
        area = self.areas.known.get(place_id)
        country = self.countries.known.get(place_id)
        listed = country or area
        node = self._curated.nodes.get(place_id) or (listed.node if listed else self._loaded.nodes.get(place_id))
        if node is None:
            return None
        claims = list(self._curated.placings.get(place_id, ()))
        if area:
            claims.append(self._placing(place_id, area.within, _told_by(area), area.gss))
        if not claims and country:
            claims.append(self._placing(place_id, country.continent, GEONAMES))
        if not claims:
            claims.extend(
                self._placing(place_id, parent, GEONAMES) for parent in self._loaded.parents.get(place_id, ())
            )
        return node, tuple(claims)

    def ancestors(self, place_id: str) -> frozenset[str]:
        """The ids of all places that contain a place."""
        found: set[str] = set()
        waiting = [place_id]
        while waiting:
            place = waiting.pop()
            beyond = [claim.object for claim in self._curated.placings.get(place, ())]
            if place in self.areas.known:
                beyond.append(self.areas.known[place].within)
            if place in self.countries.known:
                beyond.append(self.countries.known[place].continent)
            waiting.extend(up for up in (*beyond, *self._loaded.parents.get(place, ())) if up not in found)
            found.update(waiting)
        return frozenset(found)

    def names(self, place_id: str) -> tuple[str, ...]:
        """All names of a place, the everyday name first; () for an unknown place."""
        found = self.node(place_id)
        return (found[0].name, *found[0].aliases) if found else ()

    def country_names(self, country_id: str) -> tuple[str, ...]:
        """The names of a country in data/reference/countries.csv, the everyday one first; () for no country."""
        country = self.countries.known.get(country_id)
        return (country.name, *country.aliases) if country else ()

    def listed_names(self) -> Iterator[str]:
        """The everyday names of all countries, then of all areas of the United Kingdom."""
        yield from (country.name for country in self.countries)
        yield from (area.name for area in self.areas)

    @cached_property
    def _cities(self) -> CityIndex:
        """The index of cities, built on first use: most datasets name no city."""
        known = {area.id: area.node for area in self.areas} | dict(self._loaded.nodes) | dict(self._curated.nodes)
        return CityIndex(known.values(), frozenset(self._curated.nodes), self)

    def _placing(self, place: str, within: str, source: Source, locator: str = "") -> Claim:
        told = self._source[source.id]
        return Claim(
            place, "LOCATED_IN", within, told.id, locator=locator or place, status="active",
            asserted_by="third party", as_of=told.as_of or told.retrieved, checked=told.retrieved,
        )  # fmt: skip


def _told_by(area: Area) -> Source:
    if area.gss:
        return ONS
    return REFERENCE if area.id.startswith("local:") else GEONAMES
