"""The links at each node, read from the store once per load and cached: as outlines, or as claims where shown.

A country may have a hundred thousand neighbours. They are counted and ranked by their outlines. Claims are read only
for links between nodes in the picture.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.explore.visible import line_types
from graph.model.records import Claim, NodeFilter, Path, Relationship
from graph.model.vocabulary import vocabulary
from graph.stores.base import GraphStore, RelationshipOutline

MAX_OUTLINES = 400_000  # cached outlines; beyond this number the cache is cleared
JOINED = 20  # sets of nodes whose joining links are cached
Columns = tuple[list[str], list[str], list[str], list[tuple[Claim, ...]]]


@dataclass(frozen=True, slots=True)
class Draft(Relationship):
    """A link for tests and counts. Its claims have content, but neither ends nor locators."""


class Neighbourhood:
    """The links at each node. Two threads may read the same links twice, which does no harm."""

    def __init__(self, store: GraphStore) -> None:
        """Start with empty caches."""
        self._store = store
        # By node the columns of its outlines: hundreds of thousands of tuples would be looked through for waste.
        self._beside: dict[str, Columns] = {}
        self._held = 0
        self._drafts: OrderedDict[Hashable, tuple[Relationship, ...]] = OrderedDict()
        self._joined: OrderedDict[Hashable, tuple[Relationship, ...]] = OrderedDict()

    def read(self, node_ids: Iterable[str]) -> Mapping[str, Columns]:
        """Return the outlines at these nodes. Missing ones are read in one call to the store.

        The nodes of this call are never evicted.
        """
        asked, beside = set(node_ids), self._beside
        missing = asked - beside.keys()
        if not missing:
            return beside
        found: dict[str, Columns] = {node: ([], [], [], []) for node in missing}
        for start, kind, end, said in self._store.outlines(NodeFilter(ids=frozenset(missing)), types=line_types()):
            for node in (start, end) if start != end else ():
                if node in found:
                    starts, kinds, ends, claims = found[node]
                    starts.append(start)
                    kinds.append(kind)
                    ends.append(end)
                    claims.append(said)
        if self._held > MAX_OUTLINES:
            beside = {node: beside[node] for node in asked & beside.keys()}
        # Another dict, as some other thread may be reading this one.
        beside = self._beside = beside | found
        self._held = sum(len(starts) for starts, *_ in beside.values())
        return beside

    def outlines(self, node_id: str) -> Iterator[RelationshipOutline]:
        """All links of a node by relationship id, without locations and without links to itself."""
        return zip(*self.read([node_id])[node_id], strict=True)

    def neighbours(self, node_id: str) -> set[str]:
        """The ids of the neighbours."""
        starts, _, ends, _ = self.read([node_id])[node_id]
        return {*starts, *ends} - {node_id}

    def between(self, some: Collection[str], others: Collection[str]) -> tuple[Relationship, ...]:
        """The links between the two sets, as drafts, by id."""
        key = frozenset(some), frozenset(others)
        return _once(self._drafts, key, lambda: self._between(*key))

    def _between(self, some: frozenset[str], others: frozenset[str]) -> tuple[Relationship, ...]:
        if not (some and others):
            return ()
        return tuple(drafts(self._store.outlines(NodeFilter(ids=some), NodeFilter(ids=others), line_types())))

    def links(self, node_ids: Collection[str]) -> dict[str, Relationship]:
        """The links among these nodes, with their claims, by relationship id."""
        return {r.id: r for r in self._among(node_ids) if r.type != vocabulary().types.rollup and r.start != r.end}

    def locations(self, node_ids: Collection[str]) -> tuple[Relationship, ...]:
        """The location relationships among these nodes, by id."""
        return tuple(r for r in self._among(node_ids) if r.type == vocabulary().types.rollup)

    def _among(self, node_ids: Collection[str]) -> tuple[Relationship, ...]:
        ends = NodeFilter(ids=frozenset(node_ids))
        return _once(self._joined, ends, lambda: self._store.relationships(ends, ends) if ends.ids else ())

    def paths(
        self,
        starts: Collection[str],
        ends: Collection[str],
        types: Collection[str],
        max_hops: int,
        limit: int,
        avoid_labels: Collection[str],
    ) -> tuple[Path, ...]:
        """Paths between two sets of nodes, as the store gives them."""
        return self._store.find_paths(starts, ends, types, max_hops=max_hops, limit=limit, avoid_labels=avoid_labels)


def drafts(outlines: Iterable[RelationshipOutline]) -> Iterator[Draft]:
    """The links of these outlines, without links of a node to itself."""
    return (Draft(*outline) for outline in outlines if outline[0] != outline[2])


def _once(
    kept: OrderedDict[Hashable, tuple[Relationship, ...]], key: Hashable, read: Callable[[], tuple[Relationship, ...]]
) -> tuple[Relationship, ...]:
    """Return the cached value of this key, or read it. The oldest value is evicted."""
    found = kept.get(key)
    if found is None:
        found = kept[key] = read()
        while len(kept) > JOINED:
            kept.popitem(last=False)
    return found
