"""The interface of all stores. tests/parity checks that every store returns the same results.

Every method returns immutable records in the order that its docstring states. A store finds claims by id, label, place
and type. It does not match names and knows nothing of questions.
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
# The order of the claims of an outline. Two claims can differ only in the date on which they were checked.
CLAIM_ORDER: Callable[[Claim], tuple[str, str]] = attrgetter("id", "checked")
RelationshipOutline = tuple[str, str, str, tuple[Claim, ...]]


class GraphStore(ABC):
    """A property graph of claims, in numbered loads. Close a store after use, or use it as a context manager.

    >>> from graph.model.records import Records
    >>> from graph.stores.factory import open_store
    >>> leeds, lille = Node("geonames:2644688", "City", "Leeds"), Node("geonames:2998324", "City", "Lille")
    >>> twinning = Claim(leeds.id, "TWINNED_WITH", lille.id, "leeds-page", start="1968")
    >>> records = Records((leeds, lille), (twinning,), (Source("leeds-page", "document", "Leeds: twin cities"),))
    >>> with open_store("memory") as store:
    ...     load = store.load(records)
    ...     store.relationships(NodeFilter(ids=frozenset({lille.id})))[0].claims[0].start
    '1968'
    >>> load
    Load(number=1, added=3, removed=0)
    """

    @abstractmethod
    def load(self, records: Records) -> Load:
        """Replace the graph by these records, as the next numbered load. Readers see all of the load or none of it.

        Nodes and claims that are not among the records are removed. Loading the same records again changes nothing and
        makes no new load.
        """

    @abstractmethod
    def undo(self) -> Load:
        """Go back to the previous load. Raises StoreError if there is none."""

    @abstractmethod
    def refresh(self) -> int:
        """Use the newest committed load for all further reads, and return its number. 0 means an empty store."""

    @abstractmethod
    def nodes(self) -> Sequence[Node]:
        """All nodes, sorted by id."""

    @abstractmethod
    def sources(self) -> tuple[Source, ...]:
        """All sources, sorted by id."""

    @abstractmethod
    def claims(self, types: Collection[str] | None = None, sources: Collection[str] | None = None) -> tuple[Claim, ...]:
        """All claims of these types from these sources (None: all), sorted by claim id."""

    @abstractmethod
    def triples(self, types: Collection[str]) -> Iterable[tuple[str, str, str]]:
        """Every distinct (subject, type, object) of the claims of these types, sorted.

        For readers that need only what is related, not the claims. A symmetric type can occur in both directions.
        """

    def pair_indexes(self, type: str, number: Mapping[str, int]) -> tuple[Int32Array, Int32Array]:
        """The subjects and objects of the distinct pairs of one type, as indexes into `nodes`.

        `number` is the index of each id. Pairs with an id that is not a node are left out. A pair of a symmetric type
        can have either direction.
        """
        pairs = tuple(self.triples((type,)))
        ends = ((number.get(pair[end], -1) for pair in pairs) for end in (0, 2))
        one, other = (np.fromiter(numbers, np.int32, len(pairs)) for numbers in ends)
        known = (one >= 0) & (other >= 0)
        return one[known], other[known]

    @abstractmethod
    def notes(self) -> tuple[str, ...]:
        """Every distinct note and locator of the claims, sorted. Words of a theme are searched in them."""

    @abstractmethod
    def relationships(
        self, near: NodeFilter = ANY_NODE, far: NodeFilter = ANY_NODE, types: Collection[str] | None = None
    ) -> tuple[Relationship, ...]:
        """Relationships with one end in `near` and the other in `far`, in either direction, sorted by relationship id.

        Each has all its claims. `types` None means all types. Roll-up follows LOCATED_IN for at most 10 steps.
        """

    @abstractmethod
    def outlines(
        self, near: NodeFilter = ANY_NODE, far: NodeFilter = ANY_NODE, types: Collection[str] | None = None
    ) -> Iterable[RelationshipOutline]:
        """The same relationships in the same order, each as start, type, end and claim contents. Iterate only once.

        Claim contents are claims without subject, object and locator, sorted by id. Claims of the same content share
        one object, so that 100,000 relationships of a register need little memory.
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
        """Paths of distinct nodes from any of `starts` to any of `ends`. A hop can go in either direction.

        Sorted by number of hops, then by node ids. `max_hops` is 1 to 4. Only the first and the last node of a path
        are among the starts and ends. Nodes with a label of `avoid_labels` can only be first or last. A hop has all
        relationships of these types between its two nodes.
        """

    @abstractmethod
    def close(self) -> None:
        """Close all connections. Reading from a closed store is an error."""

    def __enter__(self) -> Self:
        """Return the store itself."""
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
    """The two ends in stored order: subject and object, or the smaller id first for a symmetric type."""
    if vocabulary().types[claim.type].symmetric and claim.object < claim.subject:
        return claim.object, claim.subject
    return claim.subject, claim.object


def group_claims(claims: Iterable[Claim]) -> tuple[Relationship, ...]:
    """The relationships of these claims, sorted by relationship id; the claims of each are sorted by claim id."""
    grouped: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        start, end = stored_ends(claim)
        grouped.setdefault((start, claim.type, end), []).append(claim)
    relationships = (
        Relationship(start, kind, end, tuple(sorted(group, key=lambda c: c.id)))
        for (start, kind, end), group in grouped.items()
    )
    return tuple(sorted(relationships, key=lambda r: r.id))


def group_outlines(contents: Iterable[tuple[Claim, Iterable[Sequence[str]]]]) -> list[RelationshipOutline]:
    """Outlines in id order, from claim contents and the (subject, object) pairs of each."""
    grouped: dict[tuple[str, str, str], list[Claim]] = {}
    for claim, pairs in contents:
        symmetric = vocabulary().types[claim.type].symmetric
        for subject, other in pairs:
            reversed_ = symmetric and other < subject
            ends = (other, claim.type, subject) if reversed_ else (subject, claim.type, other)
            grouped.setdefault(ends, []).append(claim)
    return [(*ends, tuple(sorted(grouped[ends], key=CLAIM_ORDER))) for ends in sorted(grouped, key="|".join)]


def check_hops(max_hops: int) -> int:
    """Return the limit if it is allowed. Raises StoreError otherwise."""
    if not 1 <= max_hops <= MAX_HOPS:
        raise StoreError(
            "A path can't be that long",
            value=str(max_hops),
            expected=f"1 to {MAX_HOPS} hops",
            fix="Ask for fewer hops",
        )
    return max_hops
