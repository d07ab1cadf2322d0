"""The embedded store (default): the graph in memory, for up to some 50,000 nodes with ease, one process, no server.

The only store that imports networkx. A load builds a new graph beside the old and swaps it in; a graph is never
changed after that, so threads may share it. Adjacency by type stands beside the MultiDiGraph: it walks 8 to 47 times
faster.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import networkx as nx

from graph.errors import StoreError
from graph.model import ANY, Claim, Ends, Load, Node, Path, Records, Relationship, Source
from graph.paths import Adjacency, adjacency_of, find_paths
from graph.store import MAX_HOPS, MAX_PLACES, GraphStore, check_hops, relationships_of


@dataclass(frozen=True, slots=True)
class _Graph:
    """One load: the property graph, and the indexes that make it quick to walk."""

    number: int = 0
    graph: nx.MultiDiGraph[str] = field(default_factory=nx.MultiDiGraph)
    nodes: dict[str, Node] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    relationships: tuple[Relationship, ...] = ()
    adjacency: Adjacency = field(default_factory=dict)


def _build(number: int, records: Records) -> _Graph:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from((node.id, {"node": node}) for node in records.nodes)
    relationships = relationships_of(records.claims)
    for relationship in relationships:
        for claim in relationship.claims:
            graph.add_edge(relationship.start, relationship.end, key=claim.id, claim=claim)
    return _Graph(
        number,
        graph,
        nodes={node.id: node for node in sorted(records.nodes, key=lambda n: n.id)},
        claims={claim.id: claim for claim in sorted(records.claims, key=lambda c: c.id)},
        sources={source.id: source for source in sorted(records.sources, key=lambda s: s.id)},
        relationships=relationships,
        adjacency=adjacency_of(relationships),
    )


class NetworkXStore(GraphStore):
    """The graph in memory; the loads of this process can be undone one by one."""

    def __init__(self) -> None:
        """Start empty, as load 0."""
        self._loads: list[_Graph] = [_Graph()]
        self._now = self._loads[0]

    def load(self, records: Records) -> Load:
        """Build the new graph beside the old one, then swap."""
        before = self._now
        after = _build(before.number + 1, records)
        brought = retired = 0
        for old, new in ((before.nodes, after.nodes), (before.claims, after.claims)):
            brought += sum(old.get(key) != record for key, record in new.items())
            retired += sum(new.get(key) != record for key, record in old.items())
        if not brought and not retired and before.sources == after.sources:
            return Load(before.number, 0, 0)
        self._loads.append(after)
        self._now = after
        return Load(after.number, brought, retired)

    def undo(self) -> Load:
        """Swap the graph before back in."""
        if len(self._loads) == 1:
            raise StoreError("There is no load to undo", fix="Load something first")
        gone = self._loads.pop()
        self._now = self._loads[-1]
        return Load(self._now.number, 0, len(gone.claims))

    def refresh(self) -> int:
        """The number of the load in use."""
        return self._now.number

    def nodes(self) -> tuple[Node, ...]:
        """All nodes, by id."""
        return tuple(self._now.nodes.values())

    def sources(self) -> tuple[Source, ...]:
        """All sources, by id."""
        return tuple(self._now.sources.values())

    def claims(self, types: Collection[str] | None = None) -> tuple[Claim, ...]:
        """All claims of these types, by claim id."""
        return tuple(c for c in self._now.claims.values() if types is None or c.type in types)

    def notes(self) -> tuple[str, ...]:
        """Every distinct note and locator, sorted."""
        return tuple(sorted({text for c in self._now.claims.values() for text in (c.note, c.locator) if text}))

    def relationships(
        self, near: Ends = ANY, far: Ends = ANY, types: Collection[str] | None = None
    ) -> tuple[Relationship, ...]:
        """Walk from the smaller of the two sets, and keep what ends in the other."""
        now = self._now
        first, second = _resolve(now, near), _resolve(now, far)
        if first is None or (second is not None and len(second) < len(first)):
            first, second = second, first
        if first is None:
            return tuple(r for r in now.relationships if types is None or r.type in types)
        found: dict[str, Relationship] = {}
        for node in first:
            beside = now.adjacency.get(node, {})
            for kind in beside if types is None else types:
                for relationship in beside.get(kind, ()):
                    if second is None or relationship.other(node) in second:
                        found[relationship.id] = relationship
        return tuple(found[key] for key in sorted(found))

    def find_paths(
        self,
        starts: Collection[str],
        ends: Collection[str],
        types: Collection[str],
        *,
        max_hops: int = MAX_HOPS,
        limit: int = 25,
        around: Collection[str] = (),
    ) -> tuple[Path, ...]:
        """Walk the adjacency of these types, guided by the distance to the nearest end."""
        now = self._now

        def passable(node: str) -> bool:
            return now.nodes[node].label not in around

        return find_paths(now.adjacency, starts, ends, types, check_hops(max_hops), limit, passable)

    def close(self) -> None:
        """Nothing is held open."""


def _resolve(graph: _Graph, ends: Ends) -> set[str] | None:
    """The ids that `ends` stands for; None for any."""
    if ends == ANY:
        return None
    found = graph.nodes.keys() & ends.ids if ends.ids is not None else None
    if ends.within is not None:
        inside = _roll_up(graph, graph.nodes.keys() & ends.within, down=True)
        found = inside if found is None else found & inside
    if found is None:
        found = set(graph.nodes)
    if ends.labels is not None:
        found = {node for node in found if graph.nodes[node].label in ends.labels}
    if ends.containers:
        found |= _roll_up(graph, found | (graph.nodes.keys() & (ends.within or frozenset())), down=False)
    return found


def _roll_up(graph: _Graph, places: set[str], *, down: bool) -> set[str]:
    """These places and all that lies in them (down), or only what they lie in (up)."""
    frontier = set(places)
    found = set(places) if down else set()
    for _ in range(MAX_PLACES):
        frontier = {
            r.start if down else r.end
            for place in frontier
            for r in graph.adjacency.get(place, {}).get("LOCATED_IN", ())
            if (r.end if down else r.start) == place
        } - found
        if not frontier:
            break
        found = found | frontier
    return found
