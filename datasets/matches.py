"""Possible duplicates: pairs of ids with a score and reasons, for a person to review.

Nothing is merged here. A pair with only the same name gets a low score. Reasons against a pair are listed too.
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

StatedMatch = tuple[str, str, str]  # id, id, reason
# The weight of each reason. Only a match that a register states, or a shared identifier, reaches one half alone.
WEIGHTS = {
    "stated": 0.8,
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
MAX_CANDIDATES = 500
# A key that more nodes than this share, such as the website of a school chain, is ignored.
MAX_SHARING = 12
IDENTIFIERS = ("charity number", "company number", "ukprn", "wikidata", "grid", "isni", "urn", "hesa", "geonames")
# Prefixes of ids whose number other registers give as a property, and the name of the property.
OWN_NUMBERS = {"geonames:": "geonames", "wikidata:": "wikidata", "GB-EDU-": "urn"}
# Prefixes of ids that a table may use for a node with another id, and the property that contains the number.
ALTERNATIVE_IDS = {"GB-HESA-": "hesa", "grid.": "grid", "GB-UKPRN-": "ukprn", "GB-COH-": "company number"}
COMMON_WORDS = frozenset(
    ("the", "of", "and", "for", "at", "in", "a", "limited", "ltd", "cio", "trust", "school", "primary", "academy")
)
OWN_PREFIX = "local:"
# The same country is weaker evidence than the same city.
LARGE_AREAS = frozenset(("Country", "Continent", "World"))
FAR_KM = 100
WEBSITE = re.compile(r"^(?:https?://)?(?:www\.)?([^/?#\s]+)")


def candidates(records: Records, stated: Iterable[StatedMatch], decisions: Decisions) -> tuple[Candidate, ...]:
    """Return up to 500 pairs without a decision, highest score first, then by ids.

    `stated` are the pairs that an identifier table gives, each with its reason. Two ids of one register, or of one list
    without ids, are different items there. They are candidates only if a table states that they are the same.
    """
    index = _Pairs(records)
    reasons: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one, other, reason in stated:
        for a, b in product(index.ids_for(one), index.ids_for(other)):
            if a != b:
                reasons[min(a, b), max(a, b)].append(reason)
    pairs = {pair for pair in index.pairs() if index.are_of_two(*pair)} | reasons.keys()
    decided = decisions.decision_lookup()
    undecided = (index.candidate(a, b, reasons.get((a, b), [])) for a, b in pairs if not decided(a, b))
    return tuple(sorted(undecided, key=lambda c: (-c.score, c.a, c.b))[:MAX_CANDIDATES])


class _Pairs:
    """Indexes that find pairs and score them. Only nodes of a pair become `Node` objects."""

    def __init__(self, records: Records) -> None:
        self.nodes = NodeIndex(node_columns(records.nodes))
        self.lies_in, self.sources = _lies_in(records), _sources(records)
        self._ids_by_number: dict[str, dict[str, list[str]]] = {}

    def ids_for(self, one: str) -> Collection[str]:
        """The node with this id. If there is none, the nodes that have its number as a property."""
        if one in self.nodes:
            return (one,)
        prefix = next((prefix for prefix in ALTERNATIVE_IDS if one.startswith(prefix)), "")
        if not prefix:
            return ()
        kind, number = ALTERNATIVE_IDS[prefix], one if prefix == "grid." else one.removeprefix(prefix)
        if kind not in self._ids_by_number:
            found = self._ids_by_number[kind] = defaultdict(list)
            for owner, value in _values_of_kind(self.nodes, kind):
                found[value].append(owner)
        return self._ids_by_number[kind].get(_value(kind, number), ())

    def pairs(self) -> set[tuple[str, str]]:
        """Pairs that share a name, a website or an identifier, or a postcode and a word of the name."""
        found: set[tuple[str, str]] = set()
        for kind in ("name", "website", "postcode", *IDENTIFIERS):
            for ids in _groups_by_value(_values_of_kind(self.nodes, kind)):
                shared = combinations(sorted(ids), 2)
                found |= {pair for pair in shared if kind != "postcode" or self._share_a_name_word(*pair)}
        return found

    def are_of_two(self, a: str, b: str) -> bool:
        """Whether two ids belong to different registers. Our own ids belong to the sources of their claims."""
        if not (a.startswith(OWN_PREFIX) and b.startswith(OWN_PREFIX)):
            return _register(a) != _register(b)
        sources = self.sources.get(a, ()), self.sources.get(b, ())
        return all(sources) and not set(sources[0]) & set(sources[1])

    def _share_a_name_word(self, a: str, b: str) -> bool:
        words = (set(fold(self._name(one)).split()) - COMMON_WORDS for one in (a, b))
        return bool(set.intersection(*words))

    def candidate(self, a: str, b: str, stated_reasons: list[str]) -> Candidate:
        """Score a pair and list the reasons."""
        first, second = self.nodes[a], self.nodes[b]
        parts = [(WEIGHTS["stated"], reason) for reason in dict.fromkeys(stated_reasons)]
        parts += [*_by_keys(first, second), *self._by_place(a, b), *_by_distance(first, second)]
        if _kind(first.label) != _kind(second.label):
            parts.append((-AGAINST["label"], f"against: a {first.label.lower()} and a {second.label.lower()}"))
        if len(parts) == 1 and parts[0][1].startswith("the same name"):
            parts[0] = (parts[0][0], f"{parts[0][1]}, but nothing else matches")
        score = min(1.0, max(0.0, sum(weight for weight, _ in parts)))
        return Candidate(a, b, round(score, 2), tuple(reason for _, reason in parts))

    def _by_place(self, a: str, b: str) -> Iterator[tuple[float, str]]:
        first, second = self.lies_in.get(a, ()), self.lies_in.get(b, ())
        common = (set(first) & self._with_ancestors(second)) | (set(second) & self._with_ancestors(first))
        nearer = {one for one in common if one in self.nodes and self.nodes.label(one) not in LARGE_AREAS}
        if common:
            yield WEIGHTS["place" if nearer else "country"], f"both in {self._name(min(nearer or common))}"
        elif first and second:
            here, there = self._name(min(first)), self._name(min(second))
            yield -AGAINST["place"], f"against: one in {here}, the other in {there}"

    def _with_ancestors(self, places: Collection[str]) -> set[str]:
        """These places and all places that contain them."""
        found: set[str] = set()
        waiting = list(places)
        while waiting:
            place = waiting.pop()
            if place not in found:
                found.add(place)
                waiting.extend(self.lies_in.get(place, ()))
        return found

    def _name(self, one: str) -> str:
        number = self.nodes.number.get(one)
        return one if number is None else str(self.nodes.column("name")[number])


def _kind(label: str) -> str:
    """The kind to compare: another source may call a city a district, but a region is a larger place."""
    if label in vocabulary().place_labels:
        return "City" if label == "District" else label
    return vocabulary().labels[label].group


def _register(one: str) -> str:
    """The register of an id, for example `GB-EDU` or `geonames`."""
    return one.split(":", 1)[0] if ":" in one else one.rpartition("-")[0]


def _lies_in(records: Records) -> dict[str, list[str]]:
    """The places that directly contain each node."""
    claims = claim_columns(records.claims).of_types((vocabulary().types.rollup,))
    ids, found = claims.ids.to_pylist(), defaultdict(list)
    for subject, place in zip(claims.rows.subject.tolist(), claims.rows.object.tolist(), strict=True):
        found[ids[subject]].append(ids[place])
    return found


def _sources(records: Records) -> dict[str, set[str]]:
    """The sources of the claims about each node with one of our own ids."""
    claims = claim_columns(records.claims)
    ids = claims.ids.to_pylist()
    ours = np.fromiter((one.startswith(OWN_PREFIX) for one in ids), np.bool_, len(ids))
    found: dict[str, set[str]] = defaultdict(set)
    for column in (claims.rows.subject, claims.rows.object):
        which = ours[column] if len(ids) else np.zeros(0, np.bool_)
        for one, pattern in zip(column[which].tolist(), claims.rows.pattern[which].tolist(), strict=True):
            found[ids[one]].add(claims.patterns[pattern].source)
    return found


def _keys(node: Node) -> dict[tuple[str, str], None]:
    """The values that may match another node, each once, as (kind, value) in order."""
    properties = dict(node.properties)
    texts = (
        *(("name", name) for name in (node.name, *node.aliases)),
        ("website", properties.get("website", properties.get("url", ""))),
        ("postcode", properties.get("postcode", "")),
        *((kind, node.id.removeprefix(prefix)) for prefix, kind in OWN_NUMBERS.items() if node.id.startswith(prefix)),
        *((kind, properties.get(kind, "")) for kind in IDENTIFIERS),
    )
    return {(kind, value): None for kind, text in texts if (value := _value(kind, text))}


def _values_of_kind(nodes: NodeIndex, kind: str) -> Iterator[tuple[str, str]]:
    """The ids of all nodes with their values of one kind. `_keys` finds the same values in one node."""
    if kind == "name":
        yield from ((one, name) for one, name in zip(nodes.ids, nodes.folded, strict=True) if _is_long_enough(name))
        texts: Iterable[tuple[str, Scalar]] = ((nodes.ids[at], alias) for at, alias in nodes.aliases())
    elif kind == "website":
        texts = ({**nodes.property("url")} | {**nodes.property("website")}).items()
    else:
        prefix = next((prefix for prefix, name in OWN_NUMBERS.items() if name == kind), None)
        own = (one for one in nodes.ids if prefix and one.startswith(prefix))
        texts = chain(((one, one.removeprefix(prefix or "")) for one in own), nodes.property(kind).items())
    yield from ((one, value) for one, text in texts if (value := _value(kind, text)))


def _value(kind: str, raw: Scalar) -> str:
    """Normalise a value for comparison. Returns "" if it can't tell two nodes apart."""
    text = str(raw)
    if kind == "website":
        return _host_name(text)
    if kind == "postcode":
        return fold_uncached(text).replace(" ", "")
    plain = fold_uncached(text)
    return plain.lstrip("0") if kind != "name" else plain if _is_long_enough(plain) else ""


def _is_long_enough(name: str) -> bool:
    return len(name) > 2


def _groups_by_value(values: Iterable[tuple[str, str]]) -> Iterator[Collection[str]]:
    """Groups of ids that share a value, without values that too many nodes share."""
    first: dict[str, str] = {}
    several: dict[str, dict[str, None]] = {}
    for one, value in values:
        other = first.setdefault(value, one)
        if other != one:
            several.setdefault(value, {other: None})[one] = None
    return (ids for ids in several.values() if len(ids) <= MAX_SHARING)


def _host_name(address: str) -> str:
    found = WEBSITE.match(address.strip().lower())
    return found[1] if found and "." in found[1] else ""


def _by_distance(first: Node, second: Node) -> Iterator[tuple[float, str]]:
    """The reason for or against two places by their distance. Empty if one has no coordinates."""
    are_places = {first.label, second.label} <= vocabulary().place_labels
    km = kilometres((first.latitude, first.longitude), (second.latitude, second.longitude)) if are_places else None
    if km is not None and km <= NEAR_KM:
        yield WEIGHTS["near"], f"{max(1, round(km))} km apart"
    elif km is not None and km > FAR_KM:
        yield -AGAINST["far"], f"against: {round(km):,} km apart"


def _by_keys(first: Node, second: Node) -> Iterator[tuple[float, str]]:
    """The reasons for a pair by the values that both nodes have."""
    a, b = _keys(first), _keys(second)
    names = [key for key in a if key in b and key[0] == "name"]
    if fold(first.name) == fold(second.name):
        yield WEIGHTS["name"], f"the same name, {first.name}"
    elif names:
        yield WEIGHTS["other name"], f"both have the name {names[0][1]}, which is another or former name of one"
    for kind, value in a:
        if kind == "name" or (kind, value) not in b:
            continue
        if kind in ("website", "postcode"):
            yield WEIGHTS[kind], f"the same {kind}, {value}"
        else:
            yield WEIGHTS["identifier"], f"the same {kind}, {value}"
