"""The links that registers fill in a large graph, as columns of numbers, to count what is too much to read.

A set of nodes is a mask: an array with one truth value for each node, in order of id. None stands for any node.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.catalogue.nodes import NodeIndex
from graph.columns.interning import Int32Array, Int64Array, factorize, sorted_unique
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from graph.stores.base import MAX_PLACES, GraphStore

Mask = NDArray[np.bool_]


class RegisterLinks:
    """The pairs of each relationship type, read on first use. Safe to share between threads."""

    def __init__(self, things: NodeIndex, store: GraphStore) -> None:
        self.ids = things.ids
        self._number = things.number
        self._label_names, self._labels = factorize(things.column("label"))
        self._nodes = things
        self._store = store
        self._ends: dict[str, tuple[Int32Array, Int32Array]] = {}

    def ends(self, kind: str) -> tuple[Int32Array, Int32Array]:
        """The subjects and the objects of all pairs of one type."""
        found = self._ends.get(kind)
        if found is None:
            found = self._ends[kind] = self._store.pair_indexes(kind, self._number)
        return found

    def mask(self, ids: Iterable[str]) -> Mask:
        """A mask of these nodes."""
        made = np.zeros(len(self.ids), np.bool_)
        made[[self._number[i] for i in ids if i in self._number]] = True
        return made

    def inside(self, places: Iterable[str]) -> Mask:
        """A mask of these places and everything in them."""
        things, of = self.ends(vocabulary().types.rollup)
        found = frontier = self.mask(places)
        for _ in range(MAX_PLACES):
            reached = np.zeros(len(self.ids), np.bool_)
            reached[things[frontier[of]]] = True
            frontier = reached & ~found
            if not frontier.any():
                break
            found = found | frontier
        return found

    def with_labels(self, labels: frozenset[str]) -> Mask:
        """A mask of all nodes with these labels."""
        return np.array([name in labels for name in self._label_names], np.bool_)[self._labels]

    def with_kinds(self, kinds: frozenset[str]) -> Mask:
        """A mask of all nodes of these folded everyday kinds."""
        names, numbers = self._kinds
        return np.array([fold(name) in kinds for name in names], np.bool_)[numbers]

    @cached_property
    def _kinds(self) -> tuple[list[str], Int32Array]:
        return factorize(self._nodes.column("kind"))

    def linked(self, kind: str, near: Mask | None, far: Mask | None) -> Mask:
        """A mask of the nodes of `near` that are linked with any node of `far`, in either direction."""
        subjects, objects = self.ends(kind)
        found = np.zeros(len(self.ids), np.bool_)
        for one, other in ((subjects, objects), (objects, subjects)):
            found[one if far is None else one[far[other]]] = True
        return found if near is None else found & near

    def pairs(self, kind: str, near: Mask, far: Mask | None) -> Int64Array:
        """Each node of `near` with each node of `far` that it is linked with, as numbers in order of their ids."""
        subjects, objects = self.ends(kind)
        found = []
        for one, other in ((subjects, objects), (objects, subjects)):
            kept = near[one] if far is None else near[one] & far[other]
            found.append(one[kept].astype(np.int64) * len(self.ids) + other[kept])
        return sorted_unique(np.concatenate(found))

    def first_of_each(self, pairs: Int64Array, each: int) -> Int64Array:
        """The first few pairs of each node."""
        things = pairs // len(self.ids)
        return pairs[np.arange(len(pairs)) - np.searchsorted(things, things) < each]

    def ids_of_pairs(self, pairs: Int64Array) -> tuple[frozenset[str], frozenset[str]]:
        """The ids of the nodes of `near` in these pairs, and of the nodes that they are linked with."""
        things, others = (sorted_unique(numbers).tolist() for numbers in np.divmod(pairs, len(self.ids)))
        return frozenset(map(self.ids.__getitem__, things)), frozenset(map(self.ids.__getitem__, others))

    def counts_by_label(self, things: Mask) -> dict[str, int]:
        """The number of nodes of each label in a mask."""
        counts = np.bincount(self._labels[things], minlength=len(self._label_names)).tolist()
        return dict(zip(self._label_names, counts, strict=True))

    def ids_in(self, things: Mask) -> list[str]:
        """The sorted ids of a mask."""
        return [self.ids[at] for at in np.flatnonzero(things).tolist()]
