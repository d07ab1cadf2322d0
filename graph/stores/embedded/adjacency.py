"""One load of the embedded store as arrays. Records are created on access.

A node is the index of its id among all sorted ids, so that indexes compare as ids do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.columns.claims import ClaimColumns
from graph.columns.interning import Int32Array, concatenated_ranges, factorize
from graph.columns.nodes import NodeColumns
from graph.model.records import ANY_NODE, Claim, Node, NodeFilter, Relationship
from graph.model.vocabulary import vocabulary
from graph.stores.base import CLAIM_ORDER, MAX_PLACES, RelationshipOutline

Mask = NDArray[np.bool_]
# How many relationship records are cached: a few pages of a large graph, or the whole shipped graph.
CACHED = 1 << 14
# A set with more than one relationship in this many is found by scanning all relationships.
SCAN_RATIO = 8


@dataclass(frozen=True, slots=True)
class RelationshipColumns:
    """Relationships sorted by id. The claims of relationship r are `claims[first[r] : first[r + 1]]`."""

    start: Int32Array
    type: Int32Array
    end: Int32Array
    first: NDArray[np.int64]
    claims: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.start)


class ColumnGraph:
    """The graph of one load. It never changes, so threads can share it. `nodes` must be sorted by id."""

    def __init__(self, nodes: Sequence[Node], claims: ClaimColumns) -> None:
        self.nodes, self.claims = nodes, claims
        rows, ids = claims.rows, claims.ids.to_pylist()
        node_ids = nodes.ids() if isinstance(nodes, NodeColumns) else [node.id for node in nodes]
        used = np.zeros(len(ids), np.bool_)
        used[rows.subject] = used[rows.object] = True
        known = set(node_ids)
        beyond = [ids[at] for at in np.flatnonzero(used) if ids[at] not in known]
        self.ids: list[str] = sorted(node_ids + beyond) if beyond else node_ids
        self.number: dict[str, int] = {id: at for at, id in enumerate(self.ids)}
        self.is_node = np.ones(len(self.ids), np.bool_)
        self.is_node[[self.number[id] for id in beyond]] = False
        self.label_names, self.label = factorize(self._labels())
        self.types, self._type_of = factorize(claims.pattern_types().tolist(), key=lambda name: f"{name}|")
        number = np.fromiter((self.number.get(id, -1) for id in ids), np.int32, len(ids))
        self.subject, self.object = number[rows.subject], number[rows.object]
        self.columns = self._grouped()
        # Relationships are sorted by id, so those that start at one node are adjacent. Their bounds, by node rank.
        self._starts_at = np.searchsorted(self._rank[self.columns.start], np.arange(len(self.ids) + 1))
        self._order = np.argsort(self.columns.end, kind="stable")
        self._ends_at = np.searchsorted(self.columns.end[self._order], np.arange(len(self.ids) + 1))
        self._cache: dict[int, Relationship] = {}

    def _labels(self) -> list[str]:
        """The label of each id; "" for an id that is not a node."""
        labels = self.nodes.labels() if isinstance(self.nodes, NodeColumns) else [node.label for node in self.nodes]
        if self.is_node.all():
            return labels
        given = iter(labels)
        return [next(given) if is_node else "" for is_node in self.is_node]

    def claim_types(self) -> Int32Array:
        """The type of each claim, as an index into `types`."""
        return self._type_of[self.claims.rows.pattern]

    def _grouped(self) -> RelationshipColumns:
        """Claims with the same ends and type as one relationship, sorted by `start|type|end`."""
        kind, count = self.claim_types(), len(self.ids)
        symmetric = np.array([vocabulary().types[name].symmetric for name in self.types], np.bool_)
        turned = (symmetric[kind] if len(symmetric) else np.zeros(0, np.bool_)) & (self.object < self.subject)
        start = np.where(turned, self.object, self.subject)
        end = np.where(turned, self.subject, self.object)
        self._rank = np.empty(count, np.int32)
        self._rank[sorted(range(count), key=[f"{id}|" for id in self.ids].__getitem__)] = np.arange(count)
        key = (self._rank[start].astype(np.int64) * max(len(self.types), 1) + kind) * max(count, 1) + end
        order = np.argsort(key, kind="stable")
        key = key[order]
        begins = np.ones(len(key), np.bool_)
        begins[1:] = key[1:] != key[:-1]
        first = np.flatnonzero(begins)
        one = order[first]
        return RelationshipColumns(start[one], kind[one], end[one], np.append(first, len(key)), order)

    def relationships(self, numbers: NDArray[np.int64]) -> tuple[Relationship, ...]:
        """The relationships at these indexes, each with its claims in claim-id order."""
        known, wanted = self._cache, numbers.tolist()
        found = [known.get(number) for number in wanted]
        missing = [number for number, held in zip(wanted, found, strict=True) if held is None]
        fresh = list(self._made(np.array(missing, np.int64))) if missing else []
        if len(known) + len(fresh) > CACHED:
            # A new dict, because another thread can be reading the old one.
            known = self._cache = {}
        known.update(zip(missing[:CACHED], fresh[:CACHED], strict=True))
        making = iter(fresh)
        return tuple(held or next(making) for held in found)

    def _made(self, numbers: NDArray[np.int64]) -> Iterator[Relationship]:
        every = self.columns
        first, last = every.first[numbers], every.first[numbers + 1]
        claims = self.claims.claims_at(every.claims[concatenated_ranges(first, last)])
        ends = (column[numbers].tolist() for column in (every.start, every.type, every.end))
        for start, kind, end, count in zip(*ends, (last - first).tolist(), strict=True):
            said = tuple(islice(claims, count))
            ordered = said if count == 1 else tuple(sorted(said, key=lambda c: c.id))
            yield Relationship(self.ids[start], self.types[kind], self.ids[end], ordered)

    def outlines(self, numbers: NDArray[np.int64]) -> Iterator[RelationshipOutline]:
        """The outlines of the relationships at these indexes. Each is created when the iterator reaches it."""
        every = self.columns
        first, last = every.first[numbers], every.first[numbers + 1]
        said, number = self.claims.distinct_contents(every.claims[concatenated_ranges(first, last)])
        begins = np.cumsum(last - first) - (last - first)
        alone = [(claim,) for claim in said]
        claims: list[tuple[Claim, ...]] = list(map(alone.__getitem__, number[begins].tolist()))
        for at in np.flatnonzero(last - first > 1).tolist():
            some = number[begins[at] : begins[at] + last[at] - first[at]].tolist()
            claims[at] = tuple(sorted(map(said.__getitem__, some), key=CLAIM_ORDER))
        starts, kinds, ends = (column[numbers].tolist() for column in (every.start, every.type, every.end))
        name, kind = self.ids.__getitem__, self.types.__getitem__
        return zip(map(name, starts), map(kind, kinds), map(name, ends), claims, strict=True)

    def type_mask(self, types: Collection[str] | None) -> Mask:
        """A mask of the relationships of these types."""
        if types is None:
            return np.ones(len(self.columns), np.bool_)
        wanted = np.array([name in types for name in self.types], np.bool_)
        return wanted[self.columns.type] if len(wanted) else np.zeros(0, np.bool_)

    def empty_mask(self) -> Mask:
        """A mask of no node, for the caller to fill."""
        return np.zeros(len(self.ids), np.bool_)

    def node_mask(self, ids: Iterable[str]) -> Mask:
        """A mask of the nodes among these ids."""
        made = self.empty_mask()
        made[[self.number[id] for id in ids if id in self.number]] = True
        return made & self.is_node

    def relationships_at(self, nodes: NDArray[Any]) -> NDArray[np.int64]:
        """The distinct relationships with an end among these nodes, sorted."""
        rank = self._rank[nodes]
        outward = concatenated_ranges(self._starts_at[rank], self._starts_at[rank + 1])
        inward = self._order[concatenated_ranges(self._ends_at[nodes], self._ends_at[nodes + 1])]
        return np.unique(np.concatenate((outward, inward)))

    def degree(self, nodes: NDArray[Any]) -> int:
        """The number of relationship ends at these nodes. A relationship within the set counts twice."""
        rank = self._rank[nodes]
        return int(
            (self._starts_at[rank + 1] - self._starts_at[rank]).sum()
            + (self._ends_at[nodes + 1] - self._ends_at[nodes]).sum()
        )

    def relationships_touching(self, nodes: Mask) -> NDArray[np.int64]:
        """The relationships with an end among the masked nodes, sorted."""
        numbers = np.flatnonzero(nodes)
        if self.degree(numbers) * SCAN_RATIO < len(self.columns):
            return self.relationships_at(numbers)
        return np.flatnonzero(nodes[self.columns.start] | nodes[self.columns.end])

    def between(self, near: NodeFilter, far: NodeFilter, types: Collection[str] | None) -> NDArray[np.int64]:
        """The relationships of these types between the two sets, in either direction, sorted."""
        first, second = self.filter_mask(near), self.filter_mask(far)
        if first is None or (second is not None and second.sum() < first.sum()):
            first, second = second, first
        if first is None:
            return np.flatnonzero(self.type_mask(types))
        found = self.relationships_touching(first)
        if types is not None:
            wanted = np.array([name in types for name in self.types], np.bool_)
            found = found[wanted[self.columns.type[found]]] if len(wanted) else found
        if second is not None:
            start, end = self.columns.start[found], self.columns.end[found]
            found = found[(first[start] & second[end]) | (first[end] & second[start])]
        return found

    def triples(self, types: Collection[str]) -> Iterable[tuple[str, str, str]]:
        """Each distinct (subject, type, object) of claims of these types, sorted. Iterate only once."""
        names = sorted(self.types)
        place = np.array([names.index(name) for name in self.types], np.int64)
        kind, count = self._type_of[self.claims.rows.pattern], max(len(self.ids), 1)
        wanted = np.array([name in types for name in self.types], np.bool_)
        at = np.flatnonzero(wanted[kind]) if len(wanted) else np.zeros(0, np.int64)
        keys = (self.subject[at].astype(np.int64) * max(len(names), 1) + place[kind[at]]) * count + self.object[at]
        rest, objects = np.divmod(np.unique(keys), count)
        subjects, kinds = np.divmod(rest, max(len(names), 1))
        columns = ((self.ids, subjects), (names, kinds), (self.ids, objects))
        return zip(*(map(words.__getitem__, numbers.tolist()) for words, numbers in columns), strict=True)

    def pair_indexes(self, type: str) -> tuple[Int32Array, Int32Array]:
        """The ends of the relationships of one type between nodes, as indexes into the nodes."""
        at = np.flatnonzero(self.type_mask((type,)))
        start, end = self.columns.start[at], self.columns.end[at]
        if self.is_node.all():
            return start, end
        place = (np.cumsum(self.is_node) - 1).astype(np.int32)
        known = self.is_node[start] & self.is_node[end]
        return place[start[known]], place[end[known]]

    def filter_mask(self, ends: NodeFilter) -> Mask | None:
        """A mask of the nodes that the filter selects; None for any node."""
        if ends == ANY_NODE:
            return None
        found = self.is_node if ends.ids is None else self.node_mask(ends.ids)
        roots = self.node_mask(ends.within or ())
        if ends.within is not None:
            found = found & self._rolled_up(roots, down=True)
        if ends.labels is not None:
            wanted = np.array([name in ends.labels for name in self.label_names], np.bool_)
            found = found & (wanted[self.label] if len(wanted) else False)
        if ends.containers:
            found = found | self._rolled_up(found | roots, down=False)
        return found

    @cached_property
    def _placed(self) -> tuple[Int32Array, Int32Array]:
        """What lies where: the starts and ends of location claims."""
        located = np.flatnonzero(self.type_mask((vocabulary().types.rollup,)))
        return self.columns.start[located], self.columns.end[located]

    def _rolled_up(self, places: Mask, *, down: bool) -> Mask:
        """With `down`, these places and all nodes in them. Otherwise only the places that contain them."""
        inner, outer = self._placed
        known, new = (outer, inner) if down else (inner, outer)
        frontier, found = places, places.copy() if down else self.empty_mask()
        for _ in range(MAX_PLACES):
            reached = self.empty_mask()
            reached[new[frontier[known]]] = True
            frontier = reached & ~found
            if not frontier.any():
                break
            found |= frontier
        return found
