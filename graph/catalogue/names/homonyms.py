"""Things of one name that may be one thing under several entries, and are asked about together.

Lists of names say no more of a city than what it is called. Nothing is joined here: a question looks through all the
entries, and its answer says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from graph.catalogue.catalogue import Catalogue
from graph.model.distance import kilometres
from graph.model.records import Node
from graph.model.text import fold

# Kilometres within which two towns of one name are taken for one.
NEAR = 25
# Of these, lists that are not joined bring entries of their own.
REPEATED = frozenset({"City", "University"})
LIST = "local"


def may_be_same(ids: Sequence[str], catalogue: Catalogue) -> bool:
    """Whether these things of one name may be one town, or one university: nothing that is known sets them apart."""
    schemes = [scheme for i in ids if (scheme := _scheme(i)) != LIST]
    if len(set(schemes)) < len(schemes):
        return False  # what has two numbers in one register is two things
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
    """The entry with most to it first: most links, then one whose place is known."""
    return tuple(sorted(ids, key=lambda i: (-catalogue.links[i], i not in catalogue.parents, i)))


def repeated_names(ids: Sequence[str], catalogue: Catalogue) -> dict[str, int]:
    """The names that more than one of these things bears, and how many."""
    names = [catalogue.name(i) for i in ids]
    return {name: names.count(name) for name in names if names.count(name) > 1}


def repeated_entries(ids: Iterable[str], catalogue: Catalogue) -> dict[str, list[str]]:
    """The towns and universities among these that have several entries, by name: nothing known sets those apart."""
    bearers: dict[str, list[str]] = {}
    for i in sorted(set(ids)):
        if catalogue.nodes.label(i) in REPEATED:
            bearers.setdefault(catalogue.name(i), []).append(i)
    return {name: some for name, some in bearers.items() if len(some) > 1 and may_be_same(some, catalogue)}


def surplus_entries(ids: Iterable[str], catalogue: Catalogue) -> frozenset[str]:
    """The entries among these that name what another names already."""
    return frozenset(i for some in repeated_entries(ids, catalogue).values() for i in some[1:])


def _scheme(id: str) -> str:
    """The register that an id is from: geonames, XI-ROR; LIST for a place that a list alone names."""
    return LIST if id.startswith(f"{LIST}:") else id.rpartition(":" if ":" in id else "-")[0]


def _are_near(one: Node, other: Node) -> bool:
    away = kilometres((one.latitude, one.longitude), (other.latitude, other.longitude))
    return away is not None and away <= NEAR
