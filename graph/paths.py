"""Walking: paths of distinct nodes, shortest first, then by ids. One meaning for both stores."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import pairwise

from graph.model import Hop, Path, Relationship

Adjacency = dict[str, dict[str, list[Relationship]]]
Neighbours = Callable[[str], Iterable[str]]


def node_paths(
    starts: Collection[str],
    ends: Collection[str],
    neighbours: Neighbours,
    max_hops: int,
    limit: int,
) -> list[tuple[str, ...]]:
    """The first `limit` paths from any start to any end, by (hops, ids); no start or end stands inside a path.

    `neighbours` must give every node's neighbours in both directions; their order does not matter.
    """
    first, last = set(starts), set(ends) - set(starts)
    remaining = _distances(last, neighbours, max_hops)
    found: list[tuple[str, ...]] = []
    for hops in range(1, max_hops + 1):
        for start in sorted(first & remaining.keys()):
            for path in _walk((start,), hops, remaining, neighbours, first, last):
                found.append(path)
                if len(found) == limit:
                    return found
    return found


def _distances(ends: set[str], neighbours: Neighbours, max_hops: int) -> dict[str, int]:
    """How many hops each node within reach is from the nearest end; the bound that keeps the walk from wandering."""
    distance = dict.fromkeys(ends, 0)
    frontier = ends
    for hops in range(1, max_hops + 1):
        frontier = {near for node in frontier for near in neighbours(node)} - distance.keys()
        distance.update(dict.fromkeys(frontier, hops))
    return distance


def _walk(
    path: tuple[str, ...],
    hops: int,
    remaining: dict[str, int],
    neighbours: Neighbours,
    first: set[str],
    last: set[str],
) -> Iterator[tuple[str, ...]]:
    """Paths of just `hops` more hops, in the order of their ids."""
    for near in sorted(set(neighbours(path[-1]))):
        if near in path or near in first or remaining.get(near, hops) > hops - 1:
            continue
        if near in last:
            if hops == 1:
                yield (*path, near)
        elif hops > 1:
            yield from _walk((*path, near), hops - 1, remaining, neighbours, first, last)


def adjacency_of(relationships: Iterable[Relationship]) -> Adjacency:
    """Each node's relationships by type, at both of their ends."""
    adjacency: Adjacency = {}
    for relationship in relationships:
        for end in {relationship.start, relationship.end}:
            adjacency.setdefault(end, {}).setdefault(relationship.type, []).append(relationship)
    return adjacency


def find_paths(
    adjacency: Adjacency,
    starts: Collection[str],
    ends: Collection[str],
    types: Collection[str],
    max_hops: int,
    limit: int,
    passable: Callable[[str], bool] = lambda node: True,
) -> tuple[Path, ...]:
    """Paths by (hops, ids) over relationships of these types, each hop with all that joins its two nodes.

    Only `passable` nodes stand inside a path.
    """
    tips = {*starts, *ends}

    def beside(node: str) -> Iterable[Relationship]:
        by_type = adjacency.get(node, {})
        return (relationship for kind in types for relationship in by_type.get(kind, ()))

    def hop(a: str, b: str) -> Hop:
        return Hop(a, b, tuple(sorted((r for r in beside(a) if r.other(a) == b), key=lambda r: r.id)))

    def neighbours(node: str) -> Iterable[str]:
        return (near for r in beside(node) if (near := r.other(node)) in tips or passable(near))

    walked = node_paths(starts, ends, neighbours, max_hops, limit)
    return tuple(Path(tuple(hop(a, b) for a, b in pairwise(nodes))) for nodes in walked)
