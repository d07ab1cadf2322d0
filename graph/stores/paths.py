"""Path search that both stores share: paths of distinct nodes, sorted by number of hops and then by ids."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import pairwise
from typing import Protocol, TypeVar

from graph.model.records import Hop, Path, Relationship

Adjacency = dict[str, dict[str, list[Relationship]]]
# A node's id, or its index among all sorted ids. The search only compares them.
NodeKey = TypeVar("NodeKey")


class SearchSpace(Protocol[NodeKey]):
    """The graph of one search: starts, ends, and the nodes that a path can contain."""

    def starts(self, hops: int) -> Iterable[NodeKey]:
        """The starts, sorted. Starts that have no end within `hops` hops can be left out."""

    def steps(self, place: NodeKey, hops: int) -> Iterable[NodeKey]:
        """The next nodes of a path that has `hops` hops left, sorted and distinct. No start is among them.

        With one hop left, these are the adjacent ends. Otherwise they are adjacent nodes that a path can contain; those
        that have no end within `hops - 1` hops can be left out to shorten the search.
        """


def node_paths(space: SearchSpace[NodeKey], max_hops: int, limit: int) -> list[tuple[NodeKey, ...]]:
    """The first `limit` paths from any start to any end, by (hops, ids), without starts or ends inside."""
    found: list[tuple[NodeKey, ...]] = []
    for hops in range(1, max_hops + 1):
        for start in space.starts(hops):
            for path in _walk((start,), hops, space):
                found.append(path)
                if len(found) == limit:
                    return found
    return found


def _walk(path: tuple[NodeKey, ...], hops: int, space: SearchSpace[NodeKey]) -> Iterator[tuple[NodeKey, ...]]:
    """All continuations of a path by exactly `hops` hops, in the order of their ids."""
    for near in space.steps(path[-1], hops):
        if near in path:
            continue
        if hops == 1:
            yield (*path, near)
        else:
            yield from _walk((*path, near), hops - 1, space)


def adjacency_of(relationships: Iterable[Relationship]) -> Adjacency:
    """The relationships of each node, by type. A relationship is listed at both ends."""
    adjacency: Adjacency = {}
    for relationship in relationships:
        for end in {relationship.start, relationship.end}:
            adjacency.setdefault(end, {}).setdefault(relationship.type, []).append(relationship)
    return adjacency


class _RelationshipSpace:
    """A search space over relationship records."""

    def __init__(
        self,
        adjacency: Adjacency,
        starts: Collection[str],
        ends: Collection[str],
        types: Collection[str],
        passable: Callable[[str], bool],
    ) -> None:
        self._adjacency, self._types, self._passable = adjacency, types, passable
        self._first, self._last = set(starts), set(ends) - set(starts)
        self._within = [self._last]  # at index n: the nodes that have an end within n hops

    def starts(self, hops: int) -> list[str]:
        return sorted(self._first & self._reach(hops))

    def steps(self, place: str, hops: int) -> list[str]:
        near = {relationship.other(place) for relationship in self.relationships_at(place)}
        if hops == 1:
            return sorted(near & self._last)
        return sorted(one for one in near & self._reach(hops - 1) if self._is_inside(one))

    def relationships_at(self, node: str) -> Iterable[Relationship]:
        by_type = self._adjacency.get(node, {})
        return (relationship for kind in self._types for relationship in by_type.get(kind, ()))

    def hop(self, a: str, b: str) -> Hop:
        return Hop(a, b, tuple(sorted((r for r in self.relationships_at(a) if r.other(a) == b), key=lambda r: r.id)))

    def _is_inside(self, node: str) -> bool:
        return node not in self._first and node not in self._last and self._passable(node)

    def _reach(self, hops: int) -> set[str]:
        while len(self._within) <= hops:
            known = self._within[-1]
            crossed = (node for node in known if node in self._last or self._is_inside(node))
            self._within.append(known | {r.other(node) for node in crossed for r in self.relationships_at(node)})
        return self._within[hops]


def find_paths(
    adjacency: Adjacency,
    starts: Collection[str],
    ends: Collection[str],
    types: Collection[str],
    max_hops: int,
    limit: int,
    passable: Callable[[str], bool] = lambda node: True,
) -> tuple[Path, ...]:
    """Paths sorted by (hops, ids) over relationships of these types. A hop has all relationships between its nodes.

    Only `passable` nodes can be inside a path.
    """
    space = _RelationshipSpace(adjacency, starts, ends, types, passable)
    walked = node_paths(space, max_hops, limit)
    return tuple(Path(tuple(space.hop(a, b) for a, b in pairwise(nodes))) for nodes in walked)
