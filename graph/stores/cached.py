"""A store that caches relationships for one question, because a question can read the same ones several times."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from graph.model.records import ANY_NODE, NodeFilter, Relationship
from graph.stores.base import GraphStore


class _CachedStore:
    """Delegates to a store and caches the relationships that it returns."""

    def __init__(self, store: GraphStore, *, all_types: bool) -> None:
        self._store, self._all_types = store, all_types
        self._read: dict[tuple[NodeFilter, NodeFilter, frozenset[str] | None], tuple[Relationship, ...]] = {}

    def relationships(
        self, near: NodeFilter = ANY_NODE, far: NodeFilter = ANY_NODE, types: Collection[str] | None = None
    ) -> tuple[Relationship, ...]:
        if self._all_types and types is not None:
            wanted = frozenset(types)
            return tuple(r for r in self.relationships(near, far) if r.type in wanted)
        key = (near, far, None if types is None else frozenset(types))
        if key not in self._read:
            self._read[key] = self._store.relationships(near, far, types)
        return self._read[key]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def cached_store(store: GraphStore, *, all_types: bool = False) -> GraphStore:
    """The same store, which reads each set of relationships once. Use it for one question only.

    With `all_types`, relationships of all types are read together: right for a small graph, where a question that is
    asked again with other types then needs no further round trip.
    """
    return cast(GraphStore, _CachedStore(store, all_types=all_types))
