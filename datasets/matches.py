"""Which two ids may be one thing: scored, with the reasons in words, for a person to decide.

Nothing is made one here. A name alone is listed last; what speaks against a pair is said too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, combinations, product

import numpy as np

from datasets.decisions import Decisions
from graph.catalogue.nodes import NodeIndex
from graph.columns.claims import claim_columns
from graph.columns.nodes import node_columns
from graph.model.datasets import Candidate
from graph.model.distance import kilometres
from graph.model.records import Node, Records, Scalar
from graph.model.text import fold, fold_uncached
from graph.model.vocabulary import vocabulary
from loaders.places.cities import NEAR_KM

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
    ground = _Ground(records)
    told: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one, other, reason in said:
        for a, b in product(ground.holders(one), ground.holders(other)):
            if a != b:
                told[min(a, b), max(a, b)].append(reason)
    pairs = {pair for pair in ground.pairs() if ground.are_of_two(*pair)} | told.keys()
    decided = decisions.decision_lookup()
    made = (ground.candidate(a, b, told.get((a, b), [])) for a, b in pairs if not decided(a, b))
    return tuple(sorted(made, key=lambda c: (-c.score, c.a, c.b))[:MOST])


class _Ground:
    """What pairs are found by and judged on. Only what is in a pair is made into a node."""

    def __init__(self, records: Records) -> None:
        self.things = NodeIndex(node_columns(records.nodes))
        self.lies_in, self.lists = _lies_in(records), _lists(records)
        self._holders: dict[str, dict[str, list[str]]] = {}

    def holders(self, one: str) -> Collection[str]:
        """The node of this id; for a number that no node is named by, those that hold it as a property."""
        if one in self.things:
            return (one,)
        prefix = next((prefix for prefix in HELD if one.startswith(prefix)), "")
        if not prefix:
            return ()
        kind, number = HELD[prefix], one if prefix == "grid." else one.removeprefix(prefix)
        if kind not in self._holders:
            found = self._holders[kind] = defaultdict(list)
            for holder, value in _borne(self.things, kind):
                found[value].append(holder)
        return self._holders[kind].get(_value(kind, number), ())

    def pairs(self) -> set[tuple[str, str]]:
        """Pairs that share a name, a website, a postcode with a word of the name, or an identifier."""
        found: set[tuple[str, str]] = set()
        for kind in ("name", "website", "postcode", *IDENTIFIERS):
            for ids in _sharing(_borne(self.things, kind)):
                some = combinations(sorted(ids), 2)
                found |= {pair for pair in some if kind != "postcode" or self._share_a_word(*pair)}
        return found

    def are_of_two(self, a: str, b: str) -> bool:
        """Whether two ids are of two registers. Ids of our own are of the lists that speak of them."""
        if not (a.startswith(OURS) and b.startswith(OURS)):
            return _register(a) != _register(b)
        lists = self.lists.get(a, ()), self.lists.get(b, ())
        return all(lists) and not set(lists[0]) & set(lists[1])

    def _share_a_word(self, a: str, b: str) -> bool:
        words = (set(fold(self._name(one)).split()) - SMALL for one in (a, b))
        return bool(set.intersection(*words))

    def candidate(self, a: str, b: str, told: list[str]) -> Candidate:
        """The pair with its score and reasons."""
        first, second = self.things[a], self.things[b]
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
        nearer = {one for one in common if one in self.things and self.things.label(one) not in VAST}
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
        number = self.things.number.get(one)
        return one if number is None else str(self.things.column("name")[number])


def _kind(label: str) -> str:
    """What two things of one kind have in common: a city may be called a district elsewhere, a region is larger."""
    if label in vocabulary().place_labels:
        return "City" if label == "District" else label
    return vocabulary().labels[label].group


def _register(one: str) -> str:
    """The register that an id is of: `GB-EDU`, `geonames`."""
    return one.split(":", 1)[0] if ":" in one else one.rpartition("-")[0]


def _lies_in(records: Records) -> dict[str, list[str]]:
    claims = claim_columns(records.claims).of_types((vocabulary().types.rollup,))
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


def _keys(node: Node) -> dict[tuple[str, str], None]:
    """By what a node may be found to be another: the kind of each key and its value, each once."""
    held = dict(node.properties)
    said = (
        *(("name", name) for name in (node.name, *node.aliases)),
        ("website", held.get("website", held.get("url", ""))),
        ("postcode", held.get("postcode", "")),
        *((kind, node.id.removeprefix(prefix)) for prefix, kind in OWN.items() if node.id.startswith(prefix)),
        *((kind, held.get(kind, "")) for kind in IDENTIFIERS),
    )
    return {(kind, value): None for kind, text in said if (value := _value(kind, text))}


def _borne(things: NodeIndex, kind: str) -> Iterator[tuple[str, str]]:
    """The keys of one kind that all nodes have, as `_keys` finds them in one, with their ids."""
    if kind == "name":
        yield from ((one, name) for one, name in zip(things.ids, things.folded, strict=True) if _tells(name))
        said: Iterable[tuple[str, Scalar]] = ((things.ids[at], alias) for at, alias in things.aliases())
    elif kind == "website":
        said = ({**things.property("url")} | {**things.property("website")}).items()
    else:
        prefix = next((prefix for prefix, name in OWN.items() if name == kind), None)
        own = (one for one in things.ids if prefix and one.startswith(prefix))
        said = chain(((one, one.removeprefix(prefix or "")) for one in own), things.property(kind).items())
    yield from ((one, value) for one, text in said if (value := _value(kind, text)))


def _value(kind: str, said: Scalar) -> str:
    """A key as it is compared; "" for what tells nothing."""
    text = str(said)
    if kind == "website":
        return _site(text)
    if kind == "postcode":
        return fold_uncached(text).replace(" ", "")
    plain = fold_uncached(text)
    return plain.lstrip("0") if kind != "name" else plain if _tells(plain) else ""


def _tells(name: str) -> bool:
    return len(name) > 2


def _sharing(borne: Iterable[tuple[str, str]]) -> Iterator[Collection[str]]:
    """The ids that share a key, but for keys that a crowd shares."""
    first: dict[str, str] = {}
    several: dict[str, dict[str, None]] = {}
    for one, value in borne:
        other = first.setdefault(value, one)
        if other != one:
            several.setdefault(value, {other: None})[one] = None
    return (ids for ids in several.values() if len(ids) <= CROWD)


def _site(address: str) -> str:
    found = SITE.match(address.strip().lower())
    return found[1] if found and "." in found[1] else ""


def _by_distance(first: Node, second: Node) -> Iterator[tuple[float, str]]:
    """How far two places are from each other, where both have coordinates."""
    are_places = {first.label, second.label} <= vocabulary().place_labels
    away = kilometres((first.latitude, first.longitude), (second.latitude, second.longitude)) if are_places else None
    if away is not None and away <= NEAR_KM:
        yield WEIGHTS["near"], f"{max(1, round(away))} km apart"
    elif away is not None and away > FAR_KM:
        yield -AGAINST["far"], f"against: {round(away):,} km apart"


def _by_keys(first: Node, second: Node) -> Iterator[tuple[float, str]]:
    a, b = _keys(first), _keys(second)
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
