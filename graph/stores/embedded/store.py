"""The embedded store (default): the graph in memory, up to a country's registers; one process, no server.

A load builds a new graph beside the old and swaps it in; a graph is never changed after that, so threads may share it.
It is held as columns of numbers (`graph.stores.embedded.adjacency`): 800,000 claims as edges of NetworkX would take
gigabytes. Who wants to compute with NetworkX asks for `graph`, and gets its MultiDiGraph, made then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from graph.columns.claims import claim_columns, count_changed_claims
from graph.columns.interning import Int32Array
from graph.columns.node_changes import count_changed_nodes
from graph.columns.nodes import NodeColumns
from graph.model.errors import StoreError
from graph.model.records import ANY_NODE, Claim, Load, Node, NodeFilter, Path, Records, Relationship, Source
from graph.stores.base import MAX_HOPS, GraphStore, RelationshipOutline, check_hops
from graph.stores.embedded.adjacency import ColumnGraph
from graph.stores.embedded.paths import find_paths

# So many loads before the one in use can be undone: of a country's registers each takes some 130 MB.
UNDO_LIMIT = 2


@dataclass(frozen=True, slots=True)
class _Loaded:
    """One load: its number, the graph, and the sources by id."""

    number: int
    graph: ColumnGraph
    sources: dict[str, Source]


def _build(number: int, records: Records) -> _Loaded:
    return _Loaded(
        number,
        ColumnGraph(_sorted(records.nodes), claim_columns(records.claims)),
        {source.id: source for source in sorted(records.sources, key=lambda s: s.id)},
    )


def _sorted(nodes: Sequence[Node]) -> Sequence[Node]:
    """The nodes by id, each id once."""
    ids = nodes.ids() if isinstance(nodes, NodeColumns) else [node.id for node in nodes]
    if all(a < b for a, b in pairwise(ids)):
        return nodes if isinstance(nodes, NodeColumns) else tuple(nodes)
    by_id = dict(zip(ids, nodes, strict=True))
    return tuple(by_id[id] for id in sorted(by_id))


class NetworkXStore(GraphStore):
    """The graph in memory; the last loads of this process can be undone one by one."""

    def __init__(self) -> None:
        """Start empty, as load 0."""
        self._loads = [_build(0, Records((), (), ()))]
        self._now = self._loads[0]

    @property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The load in use as NetworkX has it: nodes with their record as `node`, claims as edges by id, with `claim`.

        A claim of a symmetric type goes from the smaller id to the larger. Made anew each time it is asked for.
        """
        made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        made.add_nodes_from((node.id, {"node": node}) for node in self._now.graph.nodes)
        for relationship in self.relationships():
            for claim in relationship.claims:
                made.add_edge(relationship.start, relationship.end, key=claim.id, claim=claim)
        return made

    def load(self, records: Records) -> Load:
        """Build the new graph beside the old one, then swap."""
        before = self._now
        after = _build(before.number + 1, records)
        nodes, claims = (
            _changed_nodes(before.graph.nodes, after.graph.nodes),
            count_changed_claims(before.graph.claims, after.graph.claims),
        )
        brought, retired = (a + b for a, b in zip(nodes, claims, strict=True))
        if not brought and not retired and before.sources == after.sources:
            return Load(before.number, 0, 0)
        self._loads = [*self._loads[-UNDO_LIMIT:], after]
        self._now = after
        return Load(after.number, brought, retired)

    def undo(self) -> Load:
        """Swap the graph before back in."""
        if len(self._loads) == 1:
            raise StoreError("There is no load to undo", fix="Load something first")
        gone = self._loads.pop()
        self._now = self._loads[-1]
        return Load(self._now.number, 0, len(gone.graph.claims))

    def refresh(self) -> int:
        """The number of the load in use."""
        return self._now.number

    def nodes(self) -> Sequence[Node]:
        """All nodes, by id; of registers as columns, each made when it is asked for."""
        return self._now.graph.nodes

    def sources(self) -> tuple[Source, ...]:
        """All sources, by id."""
        return tuple(self._now.sources.values())

    def claims(self, types: Collection[str] | None = None) -> tuple[Claim, ...]:
        """All claims of these types, by claim id."""
        every = self._now.graph.claims
        return tuple(sorted(every if types is None else every.of_types(types), key=lambda c: c.id))

    def triples(self, types: Collection[str]) -> Iterable[tuple[str, str, str]]:
        """Each subject, type and object once, sorted."""
        return self._now.graph.triples(types)

    def pair_indexes(self, type: str, number: Mapping[str, int]) -> tuple[Int32Array, Int32Array]:
        """The columns themselves, which are numbered so already."""
        return self._now.graph.pair_indexes(type)

    def notes(self) -> tuple[str, ...]:
        """Every distinct note and locator, sorted."""
        return tuple(sorted(self._now.graph.claims.notes()))

    def relationships(
        self, near: NodeFilter = ANY_NODE, far: NodeFilter = ANY_NODE, types: Collection[str] | None = None
    ) -> tuple[Relationship, ...]:
        """Look from the smaller of the two sets, and keep what ends in the other."""
        graph = self._now.graph
        return graph.relationships(graph.between(near, far, types))

    def outlines(
        self, near: NodeFilter = ANY_NODE, far: NodeFilter = ANY_NODE, types: Collection[str] | None = None
    ) -> Iterable[RelationshipOutline]:
        """The same relationships, of whose claims none is made."""
        graph = self._now.graph
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
        """Walk the columns of these types, guided by the distance to the nearest end."""
        return find_paths(self._now.graph, starts, ends, types, check_hops(max_hops), limit, avoid_labels)

    def close(self) -> None:
        """Nothing is held open."""


def _changed_nodes(before: Sequence[Node], after: Sequence[Node]) -> tuple[int, int]:
    """How many nodes `after` has that `before` has not in just this form, and the other way round."""
    if not (len(before) and len(after)):
        return len(after), len(before)
    if before is after:
        return 0, 0
    if isinstance(before, NodeColumns) and isinstance(after, NodeColumns):
        return count_changed_nodes(before, after)
    old, new = ({node.id: node for node in nodes} for nodes in (before, after))
    kept = sum(new.get(id) == node for id, node in old.items())
    return len(new) - kept, len(old) - kept
