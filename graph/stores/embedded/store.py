"""The embedded store (default): the graph in the memory of one process, up to the size of a country's registers.

A load builds a new graph and then replaces the old one. A graph never changes, so threads can share it. The graph is
stored as arrays (`graph.stores.embedded.adjacency`), because 800,000 claims as NetworkX edges would take gigabytes. To
compute with NetworkX, use the property `graph`, which builds a MultiDiGraph.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from graph.columns.claims import claim_columns, count_changed_claims
from graph.columns.interning import Int32Array
from graph.columns.node_changes import count_changed_nodes
from graph.columns.nodes import NodeColumns
from graph.model.errors import StoreError
from graph.model.records import ANY_NODE, Claim, Load, Node, NodeFilter, Path, Records, Relationship, Source
from graph.stores.base import MAX_HOPS, GraphStore, RelationshipOutline, check_hops
from graph.stores.embedded.adjacency import ColumnGraph
from graph.stores.embedded.paths import find_paths

if TYPE_CHECKING:
    import networkx as nx

# How many earlier loads can be undone. A load of a country's registers takes about 130 MB.
UNDO_LIMIT = 2


@dataclass(frozen=True, slots=True)
class _LoadedGraph:
    """One load: its number, its graph, and its sources by id."""

    number: int
    graph: ColumnGraph
    sources: dict[str, Source]


def _build(number: int, records: Records) -> _LoadedGraph:
    return _LoadedGraph(
        number,
        ColumnGraph(_sorted(records.nodes), claim_columns(records.claims)),
        {source.id: source for source in sorted(records.sources, key=lambda s: s.id)},
    )


def _sorted(nodes: Sequence[Node]) -> Sequence[Node]:
    """The nodes sorted by id, each id once."""
    ids = nodes.ids() if isinstance(nodes, NodeColumns) else [node.id for node in nodes]
    if all(a < b for a, b in pairwise(ids)):
        return nodes if isinstance(nodes, NodeColumns) else tuple(nodes)
    by_id = dict(zip(ids, nodes, strict=True))
    return tuple(by_id[id] for id in sorted(by_id))


class EmbeddedStore(GraphStore):
    """The graph in memory. The last loads of this process can be undone one by one."""

    def __init__(self) -> None:
        """Create an empty store, which is load 0."""
        self._loads = [_build(0, Records((), (), ()))]
        self._current = self._loads[0]

    @property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The current load as a NetworkX graph, built on each access.

        A node has its record as attribute `node`. A claim is an edge with the claim id as key and the attribute
        `claim`. A claim of a symmetric type goes from the smaller id to the larger.
        """
        import networkx as nx

        made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        made.add_nodes_from((node.id, {"node": node}) for node in self._current.graph.nodes)
        for relationship in self.relationships():
            for claim in relationship.claims:
                made.add_edge(relationship.start, relationship.end, key=claim.id, claim=claim)
        return made

    def load(self, records: Records) -> Load:
        """Build the new graph, then replace the old one."""
        before = self._current
        after = _build(before.number + 1, records)
        nodes, claims = (
            _changed_nodes(before.graph.nodes, after.graph.nodes),
            count_changed_claims(before.graph.claims, after.graph.claims),
        )
        brought, retired = (a + b for a, b in zip(nodes, claims, strict=True))
        if not brought and not retired and before.sources == after.sources:
            return Load(before.number, 0, 0)
        self._loads = [*self._loads[-UNDO_LIMIT:], after]
        self._current = after
        return Load(after.number, brought, retired)

    def undo(self) -> Load:
        """Use the previous graph again."""
        if len(self._loads) == 1:
            raise StoreError("There is no load to undo", fix="Load something first")
        gone = self._loads.pop()
        self._current = self._loads[-1]
        return Load(self._current.number, 0, len(gone.graph.claims))

    def refresh(self) -> int:
        """The number of the current load."""
        return self._current.number

    def nodes(self) -> Sequence[Node]:
        """All nodes, sorted by id. Nodes of registers are columns, and each Node is created on access."""
        return self._current.graph.nodes

    def sources(self) -> tuple[Source, ...]:
        """All sources, sorted by id."""
        return tuple(self._current.sources.values())

    def claims(self, types: Collection[str] | None = None, sources: Collection[str] | None = None) -> tuple[Claim, ...]:
        """All claims of these types from these sources, sorted by claim id."""
        chosen = self._current.graph.claims
        chosen = chosen if types is None else chosen.of_types(types)
        if sources is not None:
            chosen = chosen.of_patterns(np.array([pattern.source in sources for pattern in chosen.patterns], np.bool_))
        return tuple(sorted(chosen, key=lambda c: c.id))

    def triples(self, types: Collection[str]) -> Iterable[tuple[str, str, str]]:
        """Each distinct (subject, type, object), sorted."""
        return self._current.graph.triples(types)

    def pair_indexes(self, type: str, number: Mapping[str, int]) -> tuple[Int32Array, Int32Array]:
        """The arrays of the graph, which have the same indexes as `number`."""
        return self._current.graph.pair_indexes(type)

    def notes(self) -> tuple[str, ...]:
        """Every distinct note and locator, sorted."""
        return tuple(sorted(self._current.graph.claims.notes()))

    def relationships(
        self, near: NodeFilter = ANY_NODE, far: NodeFilter = ANY_NODE, types: Collection[str] | None = None
    ) -> tuple[Relationship, ...]:
        """Start from the smaller of the two sets, and keep the relationships that end in the other."""
        graph = self._current.graph
        return graph.relationships(graph.between(near, far, types))

    def outlines(
        self, near: NodeFilter = ANY_NODE, far: NodeFilter = ANY_NODE, types: Collection[str] | None = None
    ) -> Iterable[RelationshipOutline]:
        """The same relationships, without creating their claims."""
        graph = self._current.graph
        return graph.outlines(graph.between(near, far, types))

    def find_paths(
        self,
        starts: Collection[str],
        ends: Collection[str],
        types: Collection[str],
        *,
        max_hops: int = MAX_HOPS,
        limit: int = 25,
        avoid_labels: Collection[str] = (),
    ) -> tuple[Path, ...]:
        """Search the arrays of these types, guided by the distance to the nearest end."""
        return find_paths(self._current.graph, starts, ends, types, check_hops(max_hops), limit, avoid_labels)

    def close(self) -> None:
        """Do nothing, because no connection is open."""


def _changed_nodes(before: Sequence[Node], after: Sequence[Node]) -> tuple[int, int]:
    """How many nodes of `after` are new or different, and how many of `before` are gone or different."""
    if not (len(before) and len(after)):
        return len(after), len(before)
    if before is after:
        return 0, 0
    if isinstance(before, NodeColumns) and isinstance(after, NodeColumns):
        return count_changed_nodes(before, after)
    old, new = ({node.id: node for node in nodes} for nodes in (before, after))
    kept = sum(new.get(id) == node for id, node in old.items())
    return len(new) - kept, len(old) - kept
