"""Path search over arrays. A hub with 100,000 relationships takes one array operation."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from graph.model.records import Hop, Path
from graph.stores.embedded.adjacency import ColumnGraph, Mask
from graph.stores.paths import node_paths

# Above this number of next nodes, those without another way on are dropped before each is tried.
FEW = 50


class _ColumnSpace:
    """A search space over node indexes. `_within[n]` marks the nodes that have an end within n hops."""

    def __init__(
        self,
        graph: ColumnGraph,
        starts: Collection[str],
        ends: Collection[str],
        types: Collection[str],
        avoid_labels: Collection[str],
    ) -> None:
        self._graph = graph
        self._first = self._numbers(starts)
        self._last = self._numbers(ends) & ~self._first
        self._usable = graph.type_mask(types)
        barred = np.array([name in avoid_labels for name in graph.label_names], np.bool_)
        self._inside: Mask = ~(self._first | self._last | (barred[graph.label] if len(barred) else False))
        self._within = [self._last]

    def _numbers(self, ids: Collection[str]) -> Mask:
        made = self._graph.empty_mask()
        made[[self._graph.number[id] for id in ids if id in self._graph.number]] = True
        return made

    def starts(self, hops: int) -> list[int]:
        found: list[int] = np.flatnonzero(self._first & self._reach(hops)).tolist()
        return found

    def steps(self, place: int, hops: int) -> list[int]:
        found = self._beside(place)
        start, end = self._graph.columns.start[found], self._graph.columns.end[found]
        near = np.where(start == place, end, start)
        wanted = self._last if hops == 1 else self._inside & self._reach(hops - 1)
        near = np.unique(near[wanted[near]])
        if hops > 2 and len(near) > FEW:
            near = near[self._going_on(near, hops - 1, place)]
        steps: list[int] = near.tolist()
        return steps

    def _going_on(self, nodes: NDArray[np.int64], hops: int, place: int) -> Mask:
        """Which of these nodes can be continued other than back to `place`. At a hub most nodes can not."""
        graph, found = self._graph, self._graph.relationships_at(nodes)
        found = found[self._usable[found]]
        onward = self._inside & self._reach(hops - 1)
        onward[place] = False
        start, end = graph.columns.start[found], graph.columns.end[found]
        made = graph.empty_mask()
        made[start[onward[end]]] = made[end[onward[start]]] = True
        return made[nodes]

    def hop(self, a: int, b: int) -> Hop:
        graph = self._graph
        fewer = min(a, b, key=lambda one: graph.degree(np.array([one])))
        found = self._beside(fewer)
        start, end = graph.columns.start[found], graph.columns.end[found]
        found = found[((start == a) & (end == b)) | ((start == b) & (end == a))]
        return Hop(graph.ids[a], graph.ids[b], graph.relationships(found))

    def _beside(self, place: int) -> NDArray[np.int64]:
        found = self._graph.relationships_at(np.array([place]))
        return found[self._usable[found]]

    def _reach(self, hops: int) -> Mask:
        """The nodes that have an end within `hops` hops over nodes that a path can contain."""
        while len(self._within) <= hops:
            known = self._within[-1]
            found = self._graph.relationships_touching(known & (self._last | self._inside))
            found = found[self._usable[found]]
            reached = known.copy()
            reached[self._graph.columns.start[found]] = reached[self._graph.columns.end[found]] = True
            self._within.append(reached)
        return self._within[hops]


def find_paths(
    graph: ColumnGraph,
    starts: Collection[str],
    ends: Collection[str],
    types: Collection[str],
    max_hops: int,
    limit: int,
    avoid_labels: Collection[str],
) -> tuple[Path, ...]:
    """Paths as `graph.stores.paths` defines them. Nodes with a label of `avoid_labels` are never inside a path."""
    space = _ColumnSpace(graph, starts, ends, types, avoid_labels)
    walked = node_paths(space, max_hops, limit)
    return tuple(Path(tuple(space.hop(a, b) for a, b in pairwise(nodes))) for nodes in walked)
