"""Paths over columns: the ground of one search, where a hub with 100,000 relationships is one step."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from graph.model.records import Hop, Path
from graph.stores.embedded.adjacency import ColumnGraph, Mask
from graph.stores.paths import node_paths

# So many steps are tried one by one; of more, those are tried that lead on.
FEW = 50


class _Columns:
    """Things as numbers: what may be passed through, and what has an end within 0, 1, 2... hops."""

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
        self._usable = graph.typed(types)
        barred = np.array([name in avoid_labels for name in graph.label_names], np.bool_)
        self._inside: Mask = ~(self._first | self._last | (barred[graph.label] if len(barred) else False))
        self._within = [self._last]

    def _numbers(self, ids: Collection[str]) -> Mask:
        made = self._graph.none()
        made[[self._graph.number[id] for id in ids if id in self._graph.number]] = True
        return made

    def starts(self, hops: int) -> list[int]:
        found: list[int] = np.flatnonzero(self._first & self._reach(hops)).tolist()
        return found

    def steps(self, place: int, hops: int) -> list[int]:
        found = self._beside(place)
        start, end = self._graph.all.start[found], self._graph.all.end[found]
        near = np.where(start == place, end, start)
        wanted = self._last if hops == 1 else self._inside & self._reach(hops - 1)
        near = np.unique(near[wanted[near]])
        if hops > 2 and len(near) > FEW:
            near = near[self._going_on(near, hops - 1, place)]
        steps: list[int] = near.tolist()
        return steps

    def _going_on(self, things: NDArray[np.int64], hops: int, place: int) -> Mask:
        """Which of these have another way on than back to the place: most of what lies at a hub has none."""
        graph, found = self._graph, self._graph.beside(things)
        found = found[self._usable[found]]
        onward = self._inside & self._reach(hops - 1)
        onward[place] = False
        start, end = graph.all.start[found], graph.all.end[found]
        made = graph.none()
        made[start[onward[end]]] = made[end[onward[start]]] = True
        return made[things]

    def hop(self, a: int, b: int) -> Hop:
        graph = self._graph
        fewer = min(a, b, key=lambda one: graph.degree(np.array([one])))
        found = self._beside(fewer)
        start, end = graph.all.start[found], graph.all.end[found]
        found = found[((start == a) & (end == b)) | ((start == b) & (end == a))]
        return Hop(graph.ids[a], graph.ids[b], graph.relationships(found))

    def _beside(self, place: int) -> NDArray[np.int64]:
        found = self._graph.beside(np.array([place]))
        return found[self._usable[found]]

    def _reach(self, hops: int) -> Mask:
        """What has an end within so many hops, as far as a path may go."""
        while len(self._within) <= hops:
            known = self._within[-1]
            found = self._graph.touching(known & (self._last | self._inside))
            found = found[self._usable[found]]
            reached = known.copy()
            reached[self._graph.all.start[found]] = reached[self._graph.all.end[found]] = True
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
    """Paths by (hops, ids), as `graph.stores.paths` means them; nodes of the labels `around` never stand inside one."""
    ground = _Columns(graph, starts, ends, types, avoid_labels)
    walked = node_paths(ground, max_hops, limit)
    return tuple(Path(tuple(ground.hop(a, b) for a, b in pairwise(nodes))) for nodes in walked)
