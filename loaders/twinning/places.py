"""The places of a twinning: a known place with a certain match, an item of Wikidata, or a new place for review."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graph.model.distance import Coordinates, kilometres
from graph.model.records import Node, PatternClaim
from graph.model.text import fold
from loaders.base import LoaderRun, Record, in_scope
from loaders.places.city_matching import slug
from loaders.places.coordinates import NOWHERE

# Two mentions of one name in one country that are closer than this are one place.
NEAR_KM = 20
# Words in a name that show that the place is no city.
SAYS = {
    "District": {"district", "borough", "landkreis"},
    "Region": {"county", "province", "provinz", "prefecture", "oblast", "krai", "region", "voivodeship"},
}
NO_LABEL = "The file gives no name for this item of Wikidata."


@dataclass(frozen=True, slots=True)
class Mention:
    """A place as a row names it. `item` is a Wikidata id such as "Q1" or ""; `country` is an id or ""."""

    name: str
    item: str = ""
    country: str = ""
    at: Coordinates = NOWHERE
    aliases: tuple[str, ...] = ()
    label: str = ""
    properties: tuple[tuple[str, str], ...] = ()


class TwinPlaces:
    """Finds the place of a mention, and collects the nodes of new places.

    An item of Wikidata keeps its own id, so that only a reviewed decision merges it with a known place. A name is
    matched by coordinates or country, never alone.
    """

    def __init__(self, run: LoaderRun) -> None:
        self._known, self._scope = run.places, run.scope
        self._placed = run.pattern("LOCATED_IN")
        self._ids: dict[Mention, str] = {}
        self._near: dict[tuple[str, str], list[tuple[Coordinates, str]]] = defaultdict(list)
        self._nodes: dict[str, Mention] = {}
        self._countries: dict[str, str] = {}

    def country(self, text: str) -> str:
        """The id of a country by name or code; "" for an unknown one."""
        if text not in self._countries:
            self._countries[text] = self._known.country(text) or ""
        return self._countries[text]

    def nation(self, text: str) -> str:
        """The id of the country with a nation of this name: that of the United Kingdom for "Wales"; "" for none."""
        nation = self._known.node(self._known.area(text, scheme="name") or "") if text else None
        return next((claim.object for claim in nation[1]), "") if nation and nation[0].kind == "nation" else ""

    def identify(self, mention: Mention) -> str:
        """The id of the place of a mention."""
        if mention.item:
            return f"wikidata:{mention.item}"
        if mention not in self._ids:
            self._ids[mention] = self._sure(mention) or self._own(mention)
        return self._ids[mention]

    def keep(self, mention: Mention, place: str) -> bool:
        """Collect a place that isn't known yet. Returns whether it is the first mention of that place."""
        before = self._nodes.get(place)
        if before is None and self._is_known(mention, place):
            return False
        self._nodes[place] = _joined(before, mention) if before else mention
        return before is None

    def records(self) -> Iterator[Record]:
        """The collected places, each with a claim about its country."""
        for place, mention in self._nodes.items():
            note = NO_LABEL if mention.name == mention.item else ""
            label = mention.label or label_of(mention.name)
            yield Node(
                place, label, mention.name, mention.aliases, "", *mention.at, note=note, properties=mention.properties
            )
            if mention.country:
                yield PatternClaim(self._placed, place, mention.country, locator=mention.item or mention.name)

    def wanted(self, *mentions: Mention) -> bool | None:
        """Whether one of these is in scope; None if that can't be decided."""
        scope = self._scope
        if not (scope.places or scope.countries):
            return True
        countries = [mention.country for mention in mentions]
        places = {place for mention in mentions for place in self._may_be(mention)}
        if in_scope(scope, places, countries):
            return True
        vague = scope.countries and not all(countries)
        vague = vague or (scope.places and any(m.name == m.item or not (m.country or m.at[0]) for m in mentions))
        return None if vague else False

    def candidates(self, mention: Mention) -> tuple[str, ...]:
        """The ids of known places of that name, for review."""
        return self._known.city(html.unescape(mention.name)).candidates

    def _may_be(self, mention: Mention) -> set[str]:
        """The place and its ancestors. For an item they include those of the known place that its name matches."""
        places = {self.identify(mention), self._sure(mention)} - {""}
        return places.union(*map(self._known.ancestors, places))

    def _sure(self, mention: Mention) -> str:
        latitude, longitude = mention.at
        name = html.unescape(mention.name)
        return self._known.city(name, country=mention.country, latitude=latitude, longitude=longitude).id

    def _own(self, mention: Mention) -> str:
        """An id for a new place by its name and country, and by its coordinates if it has them.

        The coordinates are part of the id because another file can name another place of that name in that country.
        """
        name = html.unescape(mention.name)
        others = self._near[fold(name), mention.country]
        for at, place in others:
            if _are_near(at, mention.at):
                return place
        where = "" if mention.at[0] is None or mention.at[1] is None else _degrees(mention.at[0], mention.at[1])
        parts = (mention.country.removeprefix("iso:").lower(), slug(name), where)
        made = f"local:{label_of(mention.name).lower()}:{'-'.join(filter(None, parts))}"
        others.append((mention.at, made))
        return made

    def _is_known(self, mention: Mention, place: str) -> bool:
        return (not mention.item and not place.startswith("local:")) or self._known.node(place) is not None


def label_of(name: str) -> str:
    """The label by words in the name: District or Region, else City."""
    words = set(fold(name).split())
    return next((label for label, said in SAYS.items() if words & said), "City")


def without_footnotes(name: str) -> str:
    """A name of a Wikipedia list without marks such as [1], [a] or [note 2]."""
    return re.sub(r"\s*\[(?:\d+|[a-z]|(?:note|nb) \d+|citation needed)\]", "", name).strip()


def _joined(before: Mention, now: Mention) -> Mention:
    """Two mentions of one place combined. Values of the first count, unless they are missing."""
    return Mention(
        now.name if before.name == before.item else before.name,
        before.item,
        before.country or now.country,
        now.at if before.at == NOWHERE else before.at,
        before.aliases or now.aliases,
        before.label or now.label,
        before.properties or now.properties,
    )


def _are_near(one: Coordinates, other: Coordinates) -> bool:
    away = kilometres(one, other)
    return one == other if away is None else away <= NEAR_KM


def _degrees(latitude: float, longitude: float) -> str:
    """Coordinates to a tenth of a degree as part of an id: "53-8n-1-5w"."""
    north = f"{abs(latitude):.1f}{'n' if latitude >= 0 else 's'}"
    return f"{north}-{abs(longitude):.1f}{'e' if longitude >= 0 else 'w'}".replace(".", "-")
