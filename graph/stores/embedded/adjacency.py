"""One load of the embedded store as columns: relationships as numbers, walked by numbers, made into records on demand.

Each thing is the number of its id among all ids sorted, so that numbers compare as ids do.
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
# Relationships that stay made: a few pages' worth, or the whole graph as shipped.
REMEMBERED = 1 << 14
# A set whose relationships are more than this share of all is looked for among all of them at once.
MANY = 8


@dataclass(frozen=True, slots=True)
class Grouped:
    """Relationships in the order of their ids, and the claims of each: `claims[first[r] : first[r + 1]]`."""

    start: Int32Array
    type: Int32Array
    end: Int32Array
    first: NDArray[np.int64]
    claims: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.start)


class ColumnGraph:
    """Never changed once it is made; safe to share between threads. `nodes` must be sorted by id."""

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
        self.types, self._type_of = factorize(claims.types().tolist(), key=lambda name: f"{name}|")
        number = np.fromiter((self.number.get(id, -1) for id in ids), np.int32, len(ids))
        self.subject, self.object = number[rows.subject], number[rows.object]
        self.all = self._grouped()
        # By rank of a thing where the relationships that start there begin: in the order of ids they stand together.
        self._starts_at = np.searchsorted(self._rank[self.all.start], np.arange(len(self.ids) + 1))
        self._order = np.argsort(self.all.end, kind="stable")
        self._ends_at = np.searchsorted(self.all.end[self._order], np.arange(len(self.ids) + 1))
        self._remembered: dict[int, Relationship] = {}

    def _labels(self) -> list[str]:
        """The label of each thing; "" for one that is no node."""
        labels = self.nodes.labels() if isinstance(self.nodes, NodeColumns) else [node.label for node in self.nodes]
        if self.is_node.all():
            return labels
        given = iter(labels)
        return [next(given) if is_node else "" for is_node in self.is_node]

    def claim_types(self) -> Int32Array:
        """The number of each claim's type."""
        return self._type_of[self.claims.rows.pattern]

    def _grouped(self) -> Grouped:
        """Claims with the same ends and type as one relationship, sorted as `start|type|end` is."""
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
        return Grouped(start[one], kind[one], end[one], np.append(first, len(key)), order)

    def relationships(self, numbers: NDArray[np.int64]) -> tuple[Relationship, ...]:
        """The relationships of these numbers, each with its claims in claim-id order."""
        known, wanted = self._remembered, numbers.tolist()
        found = [known.get(number) for number in wanted]
        missing = [number for number, held in zip(wanted, found, strict=True) if held is None]
        fresh = list(self._made(np.array(missing, np.int64))) if missing else []
        if len(known) + len(fresh) > REMEMBERED:
            # Another dict, as some other thread may be reading this one.
            known = self._remembered = {}
        known.update(zip(missing[:REMEMBERED], fresh[:REMEMBERED], strict=True))
        making = iter(fresh)
        return tuple(held or next(making) for held in found)

    def _made(self, numbers: NDArray[np.int64]) -> Iterator[Relationship]:
        every = self.all
        first, last = every.first[numbers], every.first[numbers + 1]
        claims = self.claims.at(every.claims[concatenated_ranges(first, last)])
        ends = (column[numbers].tolist() for column in (every.start, every.type, every.end))
        for start, kind, end, count in zip(*ends, (last - first).tolist(), strict=True):
            said = tuple(islice(claims, count))
            ordered = said if count == 1 else tuple(sorted(said, key=lambda c: c.id))
            yield Relationship(self.ids[start], self.types[kind], self.ids[end], ordered)

    def outlines(self, numbers: NDArray[np.int64]) -> Iterator[RelationshipOutline]:
        """The relationships of these numbers in outline, each made as it is taken."""
        every = self.all
        first, last = every.first[numbers], every.first[numbers + 1]
        said, number = self.claims.alike(every.claims[concatenated_ranges(first, last)])
        begins = np.cumsum(last - first) - (last - first)
        alone = [(claim,) for claim in said]
        claims: list[tuple[Claim, ...]] = list(map(alone.__getitem__, number[begins].tolist()))
        for at in np.flatnonzero(last - first > 1).tolist():
            some = number[begins[at] : begins[at] + last[at] - first[at]].tolist()
            claims[at] = tuple(sorted(map(said.__getitem__, some), key=CLAIM_ORDER))
        starts, kinds, ends = (column[numbers].tolist() for column in (every.start, every.type, every.end))
        name, kind = self.ids.__getitem__, self.types.__getitem__
        return zip(map(name, starts), map(kind, kinds), map(name, ends), claims, strict=True)

    def typed(self, types: Collection[str] | None) -> Mask:
        """A mask of the relationships of these types."""
        if types is None:
            return np.ones(len(self.all), np.bool_)
        wanted = np.array([name in types for name in self.types], np.bool_)
        return wanted[self.all.type] if len(wanted) else np.zeros(0, np.bool_)

    def none(self) -> Mask:
        """The empty set of things, to be filled."""
        return np.zeros(len(self.ids), np.bool_)

    def some(self, ids: Iterable[str]) -> Mask:
        """The nodes among these ids."""
        made = self.none()
        made[[self.number[id] for id in ids if id in self.number]] = True
        return made & self.is_node

    def beside(self, things: NDArray[Any]) -> NDArray[np.int64]:
        """The relationships with an end among these numbers, sorted, each once."""
        rank = self._rank[things]
        outward = concatenated_ranges(self._starts_at[rank], self._starts_at[rank + 1])
        inward = self._order[concatenated_ranges(self._ends_at[things], self._ends_at[things + 1])]
        return np.unique(np.concatenate((outward, inward)))

    def degree(self, things: NDArray[Any]) -> int:
        """How many relationships end at these numbers, one within the set counted at both ends."""
        rank = self._rank[things]
        return int(
            (self._starts_at[rank + 1] - self._starts_at[rank]).sum()
            + (self._ends_at[things + 1] - self._ends_at[things]).sum()
        )

    def touching(self, things: Mask) -> NDArray[np.int64]:
        """The relationships with an end in this set, sorted."""
        numbers = np.flatnonzero(things)
        if self.degree(numbers) * MANY < len(self.all):
            return self.beside(numbers)
        return np.flatnonzero(things[self.all.start] | things[self.all.end])

    def between(self, near: NodeFilter, far: NodeFilter, types: Collection[str] | None) -> NDArray[np.int64]:
        """The relationships of these types with one end in either set, either way round, sorted."""
        first, second = self.resolved(near), self.resolved(far)
        if first is None or (second is not None and second.sum() < first.sum()):
            first, second = second, first
        if first is None:
            return np.flatnonzero(self.typed(types))
        found = self.touching(first)
        if types is not None:
            wanted = np.array([name in types for name in self.types], np.bool_)
            found = found[wanted[self.all.type[found]]] if len(wanted) else found
        if second is not None:
            start, end = self.all.start[found], self.all.end[found]
            found = found[(first[start] & second[end]) | (first[end] & second[start])]
        return found

    def triples(self, types: Collection[str]) -> Iterable[tuple[str, str, str]]:
        """Each subject, type and object of claims of these types once, sorted; to be read once."""
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
        """The ends of the relationships of one type between nodes, as places among the nodes."""
        at = np.flatnonzero(self.typed((type,)))
        start, end = self.all.start[at], self.all.end[at]
        if self.is_node.all():
            return start, end
        place = (np.cumsum(self.is_node) - 1).astype(np.int32)
        known = self.is_node[start] & self.is_node[end]
        return place[start[known]], place[end[known]]

    def resolved(self, ends: NodeFilter) -> Mask | None:
        """The set that `ends` stands for; None for any."""
        if ends == ANY_NODE:
            return None
        found = self.is_node if ends.ids is None else self.some(ends.ids)
        roots = self.some(ends.within or ())
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
        located = np.flatnonzero(self.typed((vocabulary().types.rollup,)))
        return self.all.start[located], self.all.end[located]

    def _rolled_up(self, places: Mask, *, down: bool) -> Mask:
        """These places and all that lies in them (down), or only what they lie in (up)."""
        inner, outer = self._placed
        known, new = (outer, inner) if down else (inner, outer)
        frontier, found = places, places.copy() if down else self.none()
        for _ in range(MAX_PLACES):
            reached = self.none()
            reached[new[frontier[known]]] = True
            frontier = reached & ~found
            if not frontier.any():
                break
            found |= frontier
        return found
