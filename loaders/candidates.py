"""Which two ids may be one thing: scored, with the reasons in words, for a person to decide.

Nothing is made one here. A name alone is listed last; what speaks against a pair is said too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product

import numpy as np

from graph.columns import claim_columns
from graph.desk import Candidate
from graph.model import Node, Records
from graph.text import fold
from graph.vocabulary import vocabulary
from loaders.cities import NEAR_KM, kilometres
from loaders.same_as import Decisions

Said = tuple[str, str, str]
# What each reason weighs. Chosen so that no single one but a register's own word reaches one half.
WEIGHTS = {
    "said": 0.8,
    "identifier": 0.6,
    "name": 0.4,
    "other name": 0.3,
    "place": 0.3,
    "country": 0.1,
    "near": 0.3,
    "postcode": 0.3,
    "website": 0.3,
}
AGAINST = {"place": 0.35, "label": 0.3, "far": 0.35}
MOST = 500
# A key that more than this many things share (a school chain's website) tells nothing apart.
CROWD = 12
IDENTIFIERS = ("charity number", "company number", "ukprn", "wikidata", "grid", "isni", "urn", "hesa", "geonames")
# Ids of registers whose numbers other registers hold as a property of this name.
OWN = {"geonames:": "geonames", "wikidata:": "wikidata", "GB-EDU-": "urn"}
# Ids by which tables name things that the graph has by another id: the property that holds the number.
HELD = {"GB-HESA-": "hesa", "grid.": "grid", "GB-UKPRN-": "ukprn", "GB-COH-": "company number"}
SMALL = frozenset(
    ("the", "of", "and", "for", "at", "in", "a", "limited", "ltd", "cio", "trust", "school", "primary", "academy")
)
OURS = "local:"
# To lie in one country says less than to lie in one city.
VAST = frozenset(("Country", "Continent", "World"))
FAR_KM = 100
SITE = re.compile(r"^(?:https?://)?(?:www\.)?([^/?#\s]+)")


def candidates(records: Records, said: Iterable[Said], decisions: Decisions) -> tuple[Candidate, ...]:
    """Pairs that are not decided yet, best first, then by ids; at most 500.

    `said` are pairs that an identifier table gives, with its reason. Two ids of one register, or of one list that has
    none, are two things there, and are no candidates, unless a table says otherwise.
    """
    ground = _Ground.of(records)
    told: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one, other, reason in said:
        for a, b in product(ground.holders(one), ground.holders(other)):
            if a != b:
                told[min(a, b), max(a, b)].append(reason)
    pairs = {pair for pair in ground.pairs() if ground.are_of_two(*pair)} | told.keys()
    decided = decisions.judge()
    made = (ground.candidate(a, b, told.get((a, b), [])) for a, b in pairs if not decided(a, b))
    return tuple(sorted(made, key=lambda c: (-c.score, c.a, c.b))[:MOST])


@dataclass(slots=True)
class _Ground:
    """What pairs are found by and judged on."""

    nodes: Mapping[str, Node]
    lies_in: Mapping[str, Collection[str]]
    lists: Mapping[str, Collection[str]]
    keys: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, records: Records) -> _Ground:
        made = cls({node.id: node for node in records.nodes}, _lies_in(records), _lists(records))
        for node in made.nodes.values():
            for key in _keys(node):
                made.keys[key].append(node.id)
        return made

    def holders(self, one: str) -> Collection[str]:
        """The node of this id; for a number that no node is named by, those that hold it as a property."""
        if one in self.nodes:
            return (one,)
        prefix = next((prefix for prefix in HELD if one.startswith(prefix)), "")
        if not prefix:
            return ()
        number = one if prefix == "grid." else one.removeprefix(prefix)
        return self.keys.get((HELD[prefix], fold(number).lstrip("0")), ())

    def pairs(self) -> set[tuple[str, str]]:
        """Pairs that share a name, a website, a postcode with a word of the name, or an identifier."""
        found: set[tuple[str, str]] = set()
        for (kind, _), ids in self.keys.items():
            if 1 < len(ids) <= CROWD:
                some = ((min(a, b), max(a, b)) for a, b in combinations(sorted(set(ids)), 2))
                found |= {pair for pair in some if kind != "postcode" or self._share_a_word(*pair)}
        return found

    def are_of_two(self, a: str, b: str) -> bool:
        """Whether two ids are of two registers. Ids of our own are of the lists that speak of them."""
        if not (a.startswith(OURS) and b.startswith(OURS)):
            return _register(a) != _register(b)
        lists = self.lists.get(a, ()), self.lists.get(b, ())
        return all(lists) and not set(lists[0]) & set(lists[1])

    def _share_a_word(self, a: str, b: str) -> bool:
        words = (set(fold(self.nodes[one].name).split()) - SMALL for one in (a, b))
        return bool(set.intersection(*words))

    def candidate(self, a: str, b: str, told: list[str]) -> Candidate:
        """The pair with its score and reasons."""
        first, second = self.nodes[a], self.nodes[b]
        parts = [(WEIGHTS["said"], reason) for reason in dict.fromkeys(told)]
        parts += [*_by_keys(first, second), *self._by_place(a, b), *_by_distance(first, second)]
        if _kind(first.label) != _kind(second.label):
            parts.append((-AGAINST["label"], f"against: a {first.label.lower()} and a {second.label.lower()}"))
        if len(parts) == 1 and parts[0][1].startswith("the same name"):
            parts[0] = (parts[0][0], f"{parts[0][1]}, and nothing else: a name alone proves nothing")
        score = min(1.0, max(0.0, sum(weight for weight, _ in parts)))
        return Candidate(a, b, round(score, 2), tuple(reason for _, reason in parts))

    def _by_place(self, a: str, b: str) -> Iterator[tuple[float, str]]:
        first, second = self.lies_in.get(a, ()), self.lies_in.get(b, ())
        common = (set(first) & self._all_above(second)) | (set(second) & self._all_above(first))
        nearer = {one for one in common if one in self.nodes and self.nodes[one].label not in VAST}
        if common:
            yield WEIGHTS["place" if nearer else "country"], f"both in {self._name(min(nearer or common))}"
        elif first and second:
            here, there = self._name(min(first)), self._name(min(second))
            yield -AGAINST["place"], f"against: one in {here}, the other in {there}"

    def _all_above(self, places: Collection[str]) -> set[str]:
        """These places and all that they lie in."""
        found: set[str] = set()
        waiting = list(places)
        while waiting:
            place = waiting.pop()
            if place not in found:
                found.add(place)
                waiting.extend(self.lies_in.get(place, ()))
        return found

    def _name(self, one: str) -> str:
        return self.nodes[one].name if one in self.nodes else one


def _kind(label: str) -> str:
    """What two things of one kind have in common: a city may be called a district elsewhere, a region is larger."""
    if label in vocabulary().places:
        return "City" if label == "District" else label
    return vocabulary().labels[label].group


def _register(one: str) -> str:
    """The register that an id is of: `GB-EDU`, `geonames`."""
    return one.split(":", 1)[0] if ":" in one else one.rpartition("-")[0]


def _lies_in(records: Records) -> dict[str, list[str]]:
    claims = claim_columns(records.claims).of_types(("LOCATED_IN",))
    ids, found = claims.ids.to_pylist(), defaultdict(list)
    for subject, place in zip(claims.rows.subject.tolist(), claims.rows.object.tolist(), strict=True):
        found[ids[subject]].append(ids[place])
    return found


def _lists(records: Records) -> dict[str, set[str]]:
    """The sources of what is said of each thing that has an id of ours."""
    claims = claim_columns(records.claims)
    ids = claims.ids.to_pylist()
    ours = np.fromiter((one.startswith(OURS) for one in ids), np.bool_, len(ids))
    found: dict[str, set[str]] = defaultdict(set)
    for column in (claims.rows.subject, claims.rows.object):
        which = ours[column] if len(ids) else np.zeros(0, np.bool_)
        for one, pattern in zip(column[which].tolist(), claims.rows.pattern[which].tolist(), strict=True):
            found[ids[one]].add(claims.patterns[pattern].source)
    return found


def _keys(node: Node) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys(map(fold, (node.name, *node.aliases))):
        if len(name) > 2:
            yield "name", name
    held = dict(node.properties)
    if website := _site(str(held.get("website", held.get("url", "")))):
        yield "website", website
    if postcode := fold(str(held.get("postcode", ""))).replace(" ", ""):
        yield "postcode", postcode
    for prefix, name in OWN.items():
        if node.id.startswith(prefix):
            yield name, fold(node.id.removeprefix(prefix)).lstrip("0")
    for name in IDENTIFIERS:
        if value := fold(str(held.get(name, ""))).lstrip("0"):
            yield name, value


def _site(address: str) -> str:
    found = SITE.match(address.strip().lower())
    return found[1] if found and "." in found[1] else ""


def _by_distance(first: Node, second: Node) -> Iterator[tuple[float, str]]:
    """How far two places are from each other, where both have coordinates."""
    are_places = {first.label, second.label} <= vocabulary().places
    away = kilometres((first.latitude, first.longitude), (second.latitude, second.longitude)) if are_places else None
    if away is not None and away <= NEAR_KM:
        yield WEIGHTS["near"], f"{max(1, round(away))} km apart"
    elif away is not None and away > FAR_KM:
        yield -AGAINST["far"], f"against: {round(away):,} km apart"


def _by_keys(first: Node, second: Node) -> Iterator[tuple[float, str]]:
    a, b = dict.fromkeys(_keys(first)), dict.fromkeys(_keys(second))
    names = [key for key in a if key in b and key[0] == "name"]
    if fold(first.name) == fold(second.name):
        yield WEIGHTS["name"], f"the same name, {first.name}"
    elif names:
        yield WEIGHTS["other name"], f"a name of both, one's former or other name: {names[0][1]}"
    for kind, value in a:
        if kind == "name" or (kind, value) not in b:
            continue
        if kind in ("website", "postcode"):
            yield WEIGHTS[kind], f"the same {kind}, {value}"
        else:
            yield WEIGHTS["identifier"], f"the same {kind}, {value}"
