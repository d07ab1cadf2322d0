"""The nodes of one load by id and label. A Node is built from its columns when it is first used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, ValuesView
from functools import cached_property
from heapq import merge, nsmallest
from typing import Any

from graph.columns.nodes import NodeColumns
from graph.model.records import Node, Scalar
from graph.model.text import fold_all, fold_uncached


class NodeIndex(Mapping[str, Node]):
    """Nodes by id, in order of id. Safe to share between threads: building a Node twice gives equal nodes."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        """Take the nodes of a store, sorted by id."""
        self._nodes = nodes
        self.ids: list[str] = self.column("id")
        self.number: Mapping[str, int] = {node_id: at for at, node_id in enumerate(self.ids)}
        self._made: dict[str, Node] = {}
        self._in_order: dict[str, list[str]] = {}

    def __getitem__(self, node_id: str) -> Node:
        found = self._made.get(node_id)
        if found is None:
            found = self._made[node_id] = self._nodes[self.number[node_id]]
        return found

    def __contains__(self, node_id: object) -> bool:
        return node_id in self.number

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)

    def prepare(self) -> None:
        """Read now what building the first Node would otherwise wait for."""
        for node_id in self.ids[:1]:
            self[node_id]

    def values(self) -> ValuesView[Node]:
        """All nodes, built in one pass."""
        if len(self._made) < len(self.ids):
            self._made = dict(zip(self.ids, self._nodes, strict=True))
        return self._made.values()

    def column(self, name: str) -> list[Any]:
        """One cell of each node, in order of id. Do not change the list."""
        if isinstance(self._nodes, NodeColumns):
            return self._nodes.column(name)
        return [getattr(node, name) for node in self._nodes]

    def aliases(self) -> Iterable[tuple[int, str]]:
        """Each alias, with the number of its node."""
        if isinstance(self._nodes, NodeColumns):
            return self._nodes.aliases()
        return ((at, alias) for at, node in enumerate(self._nodes) for alias in node.aliases)

    def property(self, name: str) -> Mapping[str, Scalar]:
        """The values of this property, by id, for the nodes that have it."""
        if isinstance(self._nodes, NodeColumns):
            return {self.ids[at]: value for at, value in self._nodes.property_values(name)}
        return {node.id: value for node in self._nodes for key, value in node.properties if key == name}

    def labels_with(self, name: str) -> frozenset[str]:
        """The labels of the nodes that have this property."""
        if isinstance(self._nodes, NodeColumns):
            return self._nodes.labels_with_property(name)
        return frozenset(map(self.label, self.property(name)))

    def ids_by_value(self, name: str) -> Iterator[tuple[str, list[str]]]:
        """The distinct texts of a property that has few values, each with the ids of its nodes."""
        if isinstance(self._nodes, NodeColumns):
            yield from ((text, list(map(self.ids.__getitem__, at))) for text, at in self._nodes.nodes_by_value(name))
            return
        found: dict[str, list[str]] = {}
        for node_id, text in self.property(name).items():
            found.setdefault(str(text), []).append(node_id)
        yield from found.items()

    def label(self, node_id: str) -> str:
        """The label of a node."""
        return self._labels[self.number[node_id]]

    def kind(self, node_id: str) -> str:
        """The everyday word for the kind of a node, or ""."""
        return self._kinds[self.number[node_id]]

    def of_labels(self, labels: Iterable[str]) -> frozenset[str]:
        """The ids of all nodes with these labels."""
        return frozenset().union(*(self._ids_by_label.get(label, ()) for label in labels))

    def by_name(self, ids: Iterable[str]) -> list[str]:
        """These ids, by folded name and then id."""
        names, number = self.folded, self.number
        return [node_id for _, node_id in sorted((names[number[i]], i) for i in ids)]

    def first_by_name(self, numbers: Sequence[int], most: int) -> list[str]:
        """The ids of the first of these numbers, by folded name and then id."""
        pairs = zip(map(self.folded.__getitem__, numbers), map(self.ids.__getitem__, numbers), strict=True)
        return [node_id for _, node_id in nsmallest(most, pairs)]

    def labelled(self, labels: Iterable[str]) -> Iterator[Node]:
        """Nodes with these labels, by name and then id."""
        return merge(*(map(self.__getitem__, self._ordered(label)) for label in dict.fromkeys(labels)), key=by_name)

    def _ordered(self, label: str) -> list[str]:
        """The ids of one label, by name and then id. Sorted on first use."""
        found = self._in_order.get(label)
        if found is None:
            found = self._in_order[label] = self.by_name(self.of_labels((label,)))
        return found

    @cached_property
    def folded(self) -> list[str]:
        """The folded name of each node, in order of id."""
        return fold_all(self.column("name"))

    @cached_property
    def _labels(self) -> list[str]:
        return self.column("label")

    @cached_property
    def _kinds(self) -> list[str]:
        return self.column("kind")

    @cached_property
    def _ids_by_label(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, list[str]] = {}
        for node_id, label in zip(self.ids, self._labels, strict=True):
            found.setdefault(label, []).append(node_id)
        return {label: frozenset(ids) for label, ids in found.items()}


class NodeNames(Mapping[str, str]):
    """Names by id, without a second copy of either."""

    def __init__(self, things: NodeIndex) -> None:
        self._number, self._names = things.number, things.column("name")

    def __getitem__(self, node_id: str) -> str:
        return str(self._names[self._number[node_id]])

    def __iter__(self) -> Iterator[str]:
        return iter(self._number)

    def __len__(self) -> int:
        return len(self._names)


def by_name(node: Node) -> tuple[str, str]:
    """The sort key of lists: folded name, then id."""
    return fold_uncached(node.name), node.id
