"""What a store must do. Both stores mean the same by it; tests/parity holds them to it.

Every method returns our own frozen records in the order stated. A store never matches names fuzzily and never sees a
question: it keeps claims, and finds them by id, label, place and type.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from operator import attrgetter
from types import TracebackType
from typing import Self

import numpy as np

from graph.columns.interning import Int32Array
from graph.model.errors import StoreError
from graph.model.records import ANY_NODE, Claim, Load, Node, NodeFilter, Path, Records, Relationship, Source
from graph.model.vocabulary import vocabulary

MAX_HOPS = 4
MAX_PLACES = 10
# The order of what an outline says; two claims that differ in nothing else may have been checked on two days.
CLAIM_ORDER: Callable[[Claim], tuple[str, str]] = attrgetter("id", "checked")
RelationshipOutline = tuple[str, str, str, tuple[Claim, ...]]


class GraphStore(ABC):
    """A property graph of claims, in numbered loads. Close it, or use it as a context manager."""

    @abstractmethod
    def load(self, records: Records) -> Load:
        """Make the graph hold just these records, as the next numbered load; all readers see it at once or not at all.

        A claim or node that is not among them is retired. Loading the same records again brings and retires nothing,
        and makes no new load.
        """

    @abstractmethod
    def undo(self) -> Load:
        """Go back to the load before. Raises StoreError when there is none."""

    @abstractmethod
    def refresh(self) -> int:
        """Pin the newest committed load for the reads that follow, and return its number; 0 for an empty store."""

    @abstractmethod
    def nodes(self) -> Sequence[Node]:
        """All nodes, by id."""

    @abstractmethod
    def sources(self) -> tuple[Source, ...]:
        """All sources, by id."""

    @abstractmethod
    def claims(self, types: Collection[str] | None = None) -> tuple[Claim, ...]:
        """All claims of these types (None: all), by claim id."""

    @abstractmethod
    def triples(self, types: Collection[str]) -> Iterable[tuple[str, str, str]]:
        """Every distinct (subject, type, object) that claims of these types state, in that order, sorted.

        What a reader needs who asks only what is related, without the claims that say so; a symmetric type may stand
        both ways.
        """

    def pair_indexes(self, type: str, number: Mapping[str, int]) -> tuple[Int32Array, Int32Array]:
        """The subjects and objects of the distinct pairs of one type, as numbers; what is no node is left out.

        `number` is the place of each id in the order of `nodes`. Of a symmetric type each pair may stand either way.
        """
        pairs = tuple(self.triples((type,)))
        ends = ((number.get(pair[end], -1) for pair in pairs) for end in (0, 2))
        one, other = (np.fromiter(numbers, np.int32, len(pairs)) for numbers in ends)
        known = (one >= 0) & (other >= 0)
        return one[known], other[known]

    @abstractmethod
    def notes(self) -> tuple[str, ...]:
        """Every distinct text that claims say in words (note and locator), sorted: what theme words are found in."""

    @abstractmethod
    def relationships(
        self, near: NodeFilter = ANY_NODE, far: NodeFilter = ANY_NODE, types: Collection[str] | None = None
    ) -> tuple[Relationship, ...]:
        """Relationships with one end in `near` and the other in `far`, either way round, by relationship id.

        Each holds all its claims. `types` None means all types. Roll-up follows LOCATED_IN for at most 10 steps.
        """

    @abstractmethod
    def outlines(
        self, near: NodeFilter = ANY_NODE, far: NodeFilter = ANY_NODE, types: Collection[str] | None = None
    ) -> Iterable[RelationshipOutline]:
        """The same relationships in the same order in outline: start, type, end, and what is said; to be read once.

        What is said are claims about "" and "", with no locator, by id: one object for all claims that say the same, so
        that a hundred thousand relationships of a register weigh little.
        """

    @abstractmethod
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
        """Paths of distinct nodes from any of `starts` to any of `ends`, walked in either direction.

        Ordered by hops, then node ids; `max_hops` is 1 to 4. Only the first and last node of a path are among the
        starts and ends; nodes of the labels `around` never stand inside one. A hop holds all relationships of these
        types between its two nodes.
        """

    @abstractmethod
    def close(self) -> None:
        """Let go of connections; reading afterwards is an error."""

    def __enter__(self) -> Self:
        """Use the store for the length of a with-block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the store."""
        self.close()


def stored_ends(claim: Claim) -> tuple[str, str]:
    """The ends in the order their relationship is stored: as stated, or smaller id first for a symmetric type."""
    if vocabulary().types[claim.type].symmetric and claim.object < claim.subject:
        return claim.object, claim.subject
    return claim.subject, claim.object


def group_claims(claims: Iterable[Claim]) -> tuple[Relationship, ...]:
    """Group claims by pair and type, in relationship-id order, the claims of each in claim-id order."""
    grouped: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        start, end = stored_ends(claim)
        grouped.setdefault((start, claim.type, end), []).append(claim)
    made = (
        Relationship(start, kind, end, tuple(sorted(group, key=lambda c: c.id)))
        for (start, kind, end), group in grouped.items()
    )
    return tuple(sorted(made, key=lambda r: r.id))


def group_outlines(said: Iterable[tuple[Claim, Iterable[Sequence[str]]]]) -> list[RelationshipOutline]:
    """Claims about nothing, each with the (subject, object) pairs of which it is said, as outlines in id order."""
    grouped: dict[tuple[str, str, str], list[Claim]] = {}
    for claim, pairs in said:
        symmetric = vocabulary().types[claim.type].symmetric
        for subject, thing in pairs:
            turned = symmetric and thing < subject
            ends = (thing, claim.type, subject) if turned else (subject, claim.type, thing)
            grouped.setdefault(ends, []).append(claim)
    return [(*ends, tuple(sorted(grouped[ends], key=CLAIM_ORDER))) for ends in sorted(grouped, key="|".join)]


def check_hops(max_hops: int) -> int:
    """The bound itself, if it is one that both stores keep. Raises StoreError otherwise."""
    if not 1 <= max_hops <= MAX_HOPS:
        raise StoreError(
            "A path cannot be that long",
            value=str(max_hops),
            expected=f"1 to {MAX_HOPS} hops",
            fix="Ask for fewer hops",
        )
    return max_hops
