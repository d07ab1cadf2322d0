"""The words by which nodes are found: names, other names, kind, note, and the places that contain them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from graph.catalogue.nodes import NodeIndex
from graph.catalogue.places import Places
from graph.catalogue.register_links import Mask
from graph.catalogue.search.word_index import TextColumn
from graph.columns.interning import Int32Array, factorize
from graph.model.text import fold_all
from graph.model.vocabulary import vocabulary


class PlaceTexts:
    """Which places contain which nodes. Most nodes of a register lie in one of a few hundred sets of places."""

    def __init__(self, nodes: NodeIndex, places: Places) -> None:
        """Number the distinct sets of places one step above a node."""
        numbers: dict[tuple[str, ...], int] = {}
        found = (numbers.setdefault(places.parents.get(i, ()), len(numbers)) for i in nodes.ids)
        self.numbers: Int32Array = np.fromiter(found, np.int32, len(nodes))
        self.above = [frozenset().union(parents, *map(places.above, parents)) for parents in numbers]
        named = (" ".join(nodes[place].name for place in sorted(above) if place in nodes) for above in self.above)
        self.texts = fold_all(list(named))

    def inside(self, places: Iterable[str]) -> Mask:
        """A mask of the nodes inside any of these places."""
        wanted = frozenset(places)
        chosen: Mask = np.array([not wanted.isdisjoint(above) for above in self.above], np.bool_)[self.numbers]
        return chosen


def node_columns(
    nodes: NodeIndex, places: PlaceTexts, first: int, weights: tuple[float, float, float]
) -> list[TextColumn]:
    """The words of all nodes; the record of the first node has the number `first`."""
    each = np.arange(len(nodes), dtype=np.int32)
    aliases = list(nodes.aliases())
    named = np.fromiter((at for at, _ in aliases), np.int32, len(aliases))
    called = fold_all([alias for _, alias in aliases])
    notes, of_note = factorize(nodes.column("note"))
    kinds, of_kind = factorize([f"{kind} {label}" for kind, label in _kinds(nodes)])
    main, more, around = weights
    return [
        TextColumn(nodes.folded, each + first, each, main),
        TextColumn(called, named + first, np.arange(len(called), dtype=np.int32), more),
        TextColumn(fold_all(notes), each + first, of_note, more),
        TextColumn(fold_all(kinds), each + first, of_kind, more),
        TextColumn(places.texts, each + first, places.numbers, around),
    ]


def _kinds(nodes: NodeIndex) -> Iterable[tuple[str, str]]:
    labels = {name: label.singular for name, label in vocabulary().labels.items()}
    return ((kind, labels[label]) for kind, label in zip(nodes.column("kind"), nodes.column("label"), strict=True))
