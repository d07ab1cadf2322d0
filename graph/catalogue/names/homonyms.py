"""Nodes of the same name that may be one node under several entries.

A list of names says nothing about a city but its name, so nothing is merged here. A question searches all the
entries, and its answer says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from graph.catalogue.catalogue import Catalogue
from graph.model.distance import kilometres
from graph.model.records import Node
from graph.model.text import fold

# Kilometres within which two towns of the same name may be one.
NEAR = 25
# Labels that several lists bring entries for, without a shared id.
REPEATED = frozenset({"City", "University"})
LIST = "local"


def may_be_same(ids: Sequence[str], catalogue: Catalogue) -> bool:
    """Whether nodes of the same name may be one town or one university, because nothing known distinguishes them."""
    schemes = [scheme for i in ids if (scheme := _scheme(i)) != LIST]
    if len(set(schemes)) < len(schemes):
        return False  # Two numbers in one register are two nodes.
    nodes = [catalogue.nodes[i] for i in ids]
    if len({fold(node.name) for node in nodes}) > 1:
        return False
    if all(node.label == "University" for node in nodes):
        return bool(set.intersection(*(set(catalogue.homes(i)) for i in ids)))
    if not all(node.label == "City" for node in nodes):
        return False
    placed = [node for node in nodes if node.latitude is not None or node.id in catalogue.parents]
    countries = {catalogue.place_of(node.id, "Country") for node in placed} - {""}
    return len(countries) <= 1 and all(_are_near(*pair) for pair in combinations(placed, 2))


def best_linked_first(ids: Sequence[str], catalogue: Catalogue) -> tuple[str, ...]:
    """These ids, best-known entry first: most links, then an entry with a known place."""
    return tuple(sorted(ids, key=lambda i: (-catalogue.links[i], i not in catalogue.parents, i)))


def repeated_names(ids: Sequence[str], catalogue: Catalogue) -> dict[str, int]:
    """The names that several of these nodes have, with how many."""
    names = [catalogue.name(i) for i in ids]
    return {name: names.count(name) for name in names if names.count(name) > 1}


def repeated_entries(ids: Iterable[str], catalogue: Catalogue) -> dict[str, list[str]]:
    """The towns and universities with several entries among these that may be the same, by name."""
    bearers: dict[str, list[str]] = {}
    for i in sorted(set(ids)):
        if catalogue.nodes.label(i) in REPEATED:
            bearers.setdefault(catalogue.name(i), []).append(i)
    return {name: some for name, some in bearers.items() if len(some) > 1 and may_be_same(some, catalogue)}


def surplus_entries(ids: Iterable[str], catalogue: Catalogue) -> frozenset[str]:
    """The entries that repeat another entry among these."""
    return frozenset(i for some in repeated_entries(ids, catalogue).values() for i in some[1:])


def _scheme(id: str) -> str:
    """The register that an id is from, such as geonames or XI-ROR; LIST for a place that only a list names."""
    return LIST if id.startswith(f"{LIST}:") else id.rpartition(":" if ":" in id else "-")[0]


def _are_near(one: Node, other: Node) -> bool:
    away = kilometres((one.latitude, one.longitude), (other.latitude, other.longitude))
    return away is not None and away <= NEAR
