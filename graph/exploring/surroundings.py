"""What stands beside each node, read from the store once for a load and kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph.model import Ends, Path, Relationship
from graph.picture import PLACE
from graph.store import GraphStore

KEPT = 400_000  # relationships kept before all are let go


class Surroundings:
    """The relationships at each node, of all types; two threads may at worst read the same twice."""

    def __init__(self, store: GraphStore) -> None:
        """Read nothing yet."""
        self._store = store
        self._beside: dict[str, tuple[Relationship, ...]] = {}
        self._held = 0

    def read(self, node_ids: Iterable[str]) -> None:
        """Bring what is not here yet, in one call to the store; what was asked for just now is never let go."""
        asked = set(node_ids)
        missing = sorted(asked - self._beside.keys())
        if not missing:
            return
        found: dict[str, list[Relationship]] = {node: [] for node in missing}
        for relationship in self._store.relationships(Ends(ids=frozenset(missing))):
            for end in {relationship.start, relationship.end} & found.keys():
                found[end].append(relationship)
        if self._held > KEPT:
            self._beside = {node: self._beside[node] for node in asked & self._beside.keys()}
            self._held = sum(map(len, self._beside.values()))
        self._beside |= {node: tuple(some) for node, some in found.items()}
        self._held += sum(map(len, found.values()))

    def beside(self, node_id: str) -> tuple[Relationship, ...]:
        """All relationships of a node, by relationship id."""
        self.read([node_id])
        return self._beside[node_id]

    def links(self, node_id: str) -> list[Relationship]:
        """Those that are links, so not LOCATED_IN, and not of a thing with itself."""
        return [r for r in self.beside(node_id) if r.type != PLACE and r.start != r.end]

    def placings(self, node_ids: Collection[str]) -> list[Relationship]:
        """The LOCATED_IN relationships between any two of these nodes, by id."""
        self.read(node_ids)
        wanted = set(node_ids)
        found = {
            r.id: r
            for node in wanted
            for r in self._beside[node]
            if r.type == PLACE and r.start in wanted and r.end in wanted
        }
        return [found[key] for key in sorted(found)]

    def paths(
        self,
        starts: Collection[str],
        ends: Collection[str],
        types: Collection[str],
        max_hops: int,
        limit: int,
        around: Collection[str],
    ) -> tuple[Path, ...]:
        """Paths between two sets of nodes, as the store gives them."""
        return self._store.find_paths(starts, ends, types, max_hops=max_hops, limit=limit, around=around)
