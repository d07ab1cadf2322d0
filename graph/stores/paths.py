"""Walking: paths of distinct nodes, shortest first, then by ids. One meaning for both stores."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import pairwise
from typing import Protocol, TypeVar

from graph.model.records import Hop, Path, Relationship

Adjacency = dict[str, dict[str, list[Relationship]]]
# A node's id, or its place among all ids sorted: a walk asks only which of two comes first.
Place = TypeVar("Place")


class SearchSpace(Protocol[Place]):
    """Where paths are looked for: from some starts to some ends, over what may stand inside."""

    def starts(self, hops: int) -> Iterable[Place]:
        """The starts, sorted; those that have no end within so many hops may be left out."""

    def steps(self, place: Place, hops: int) -> Iterable[Place]:
        """Where a path that has `hops` hops to go may go on to, sorted, each once; no start is among them.

        With one hop to go, the ends beside this place. Else neighbours that may stand inside a path; those that have
        no end within `hops - 1` hops may be left out, which keeps the walk from wandering.
        """


def node_paths(ground: SearchSpace[Place], max_hops: int, limit: int) -> list[tuple[Place, ...]]:
    """The first `limit` paths from any start to any end, by (hops, ids); no start or end stands inside a path."""
    found: list[tuple[Place, ...]] = []
    for hops in range(1, max_hops + 1):
        for start in ground.starts(hops):
            for path in _walk((start,), hops, ground):
                found.append(path)
                if len(found) == limit:
                    return found
    return found


def _walk(path: tuple[Place, ...], hops: int, ground: SearchSpace[Place]) -> Iterator[tuple[Place, ...]]:
    """Paths of just `hops` more hops, in the order of their ids."""
    for near in ground.steps(path[-1], hops):
        if near in path:
            continue
        if hops == 1:
            yield (*path, near)
        else:
            yield from _walk((*path, near), hops - 1, ground)


def adjacency_of(relationships: Iterable[Relationship]) -> Adjacency:
    """Each node's relationships by type, at both of their ends."""
    adjacency: Adjacency = {}
    for relationship in relationships:
        for end in {relationship.start, relationship.end}:
            adjacency.setdefault(end, {}).setdefault(relationship.type, []).append(relationship)
    return adjacency


class _Adjacent:
    """The ground of relationships that are at hand as such."""

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
        self._within = [self._last]  # by hops: what has an end so near

    def starts(self, hops: int) -> list[str]:
        return sorted(self._first & self._reach(hops))

    def steps(self, place: str, hops: int) -> list[str]:
        near = {relationship.other(place) for relationship in self.beside(place)}
        if hops == 1:
            return sorted(near & self._last)
        return sorted(one for one in near & self._reach(hops - 1) if self._is_inside(one))

    def beside(self, node: str) -> Iterable[Relationship]:
        by_type = self._adjacency.get(node, {})
        return (relationship for kind in self._types for relationship in by_type.get(kind, ()))

    def hop(self, a: str, b: str) -> Hop:
        return Hop(a, b, tuple(sorted((r for r in self.beside(a) if r.other(a) == b), key=lambda r: r.id)))

    def _is_inside(self, node: str) -> bool:
        return node not in self._first and node not in self._last and self._passable(node)

    def _reach(self, hops: int) -> set[str]:
        while len(self._within) <= hops:
            known = self._within[-1]
            crossed = (node for node in known if node in self._last or self._is_inside(node))
            self._within.append(known | {r.other(node) for node in crossed for r in self.beside(node)})
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
    """Paths by (hops, ids) over relationships of these types, each hop with all that joins its two nodes.

    Only `passable` nodes stand inside a path.
    """
    ground = _Adjacent(adjacency, starts, ends, types, passable)
    walked = node_paths(ground, max_hops, limit)
    return tuple(Path(tuple(ground.hop(a, b) for a, b in pairwise(nodes))) for nodes in walked)
