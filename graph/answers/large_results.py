"""Results with thousands of nodes: counted in full, and read and listed up to a limit.

This applies only to links from registers. Links that somebody recorded one by one are always read.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from operator import or_

from graph.catalogue.catalogue import Catalogue
from graph.catalogue.register_links import Mask, RegisterLinks
from graph.model.records import NodeFilter, Relationship
from graph.model.vocabulary import vocabulary
from graph.questions.question import Question
from graph.stores.base import GraphStore

LISTED = 500
# How many pairs are read for one answer. If there are more, EACH pairs of each node are read.
MOST_PAIRS, EACH = 1500, 3


@dataclass(frozen=True, slots=True, eq=False)
class LargeResult:
    """The nodes of registers that match, and the first of them by name, which are read and listed.

    `truncated` is True if only some links of each listed node are read.
    """

    ties: RegisterLinks
    nodes: Mask
    listed: frozenset[str]
    truncated: bool = False

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all nodes."""
        return frozenset(self.ties.ids_in(self.nodes))

    @property
    def count(self) -> int:
        """The number of nodes."""
        return int(self.nodes.sum())

    @property
    def more(self) -> int:
        """The number of nodes that are counted and not listed."""
        return self.count - len(self.listed)


def read_relationships(
    near: Mask | None,
    far: Mask | None,
    types: Collection[str],
    question: Question,
    catalogue: Catalogue,
    store: GraphStore,
) -> tuple[tuple[Relationship, ...], LargeResult | None]:
    """The relationships of registers between two sets, up to the limit, and the large result if there is one.

    A body's operation in the place where it lies is not a link of that place, unless the question asks for operations.
    Theme words are looked for in names and notes of nodes, not in the claims of registers.
    """
    ties = catalogue.register_links
    if question.keywords:
        named = ties.mask(i for word in question.keywords for i in catalogue.nodes_mentioning(word))
        near = named if near is None else near & named
    if near is None and far is None and vocabulary().types.operation not in question.types:
        return described_relationships(types, catalogue, store), None
    found = {kind: ties.linked(kind, near, far) for kind in sorted(types)}
    if near is None and far is not None:
        placing = (vocabulary().types.operation, vocabulary().types.rollup)
        found |= {kind: found[kind] & ~far for kind in found if kind in placing}
    nears = reduce(or_, found.values())
    kept = _first(nears, catalogue)
    listed = ties.mask(kept)
    pairs = {kind: ties.pairs(kind, some & listed, far) for kind, some in found.items()}
    truncated = sum(map(len, pairs.values())) > MOST_PAIRS
    made = {r.id: r for r in described_relationships(types, catalogue, store)}
    if question.keywords and len(catalogue.links) <= MOST_PAIRS:  # nodes with links may have notes on their location
        known = NodeFilter(ids=frozenset(catalogue.links).union(*map(catalogue.above, catalogue.links)))
        made |= {r.id: r for r in store.relationships(known, known, types)}
    for kind, some in pairs.items():
        one, other = ties.ids_of_pairs(ties.first_of_each(some, EACH) if truncated else some)
        if one:
            made |= {r.id: r for r in store.relationships(NodeFilter(ids=one), NodeFilter(ids=other), (kind,))}
    large = LargeResult(ties, nears, frozenset(kept), truncated) if truncated or nears.sum() > LISTED else None
    return tuple(made[key] for key in sorted(made)), large


def described_relationships(
    types: Collection[str], catalogue: Catalogue, store: GraphStore
) -> tuple[Relationship, ...]:
    """Operations that more than a register describes. Their claims may have an unnamed end."""
    subjects, objects = catalogue.documented_operations
    operation = vocabulary().types.operation
    if operation not in types or not subjects:
        return ()
    return store.relationships(NodeFilter(ids=subjects), NodeFilter(ids=objects), (operation,))


def register_types(types: Collection[str]) -> frozenset[str]:
    """Those of the types that registers fill."""
    return vocabulary().types.registers & frozenset(types)


def overflow(question: Question, large: LargeResult | None) -> tuple[int, tuple[str, ...]]:
    """How many nodes an answer counts beyond its rows, and the notes about it.

    Dates and other details of claims are known only of the nodes that were read. If the question limits them, nothing
    is counted beyond the rows.
    """
    if large is None:
        return 0, ()
    limits = (question.when, question.sources, question.statuses, question.events, question.roles, question.sectors)
    if any(limits) or question.undated or question.unlinked_to or question.order or question.by:
        return 0, (f"Looked through the first {len(large.listed):,} by name, of {large.count:,} that registers list.",)
    said = [f"The first {len(large.listed):,} of {large.count:,} are listed, by name."] if large.more else []
    said += [f"Of what each of them is tied to, at most {EACH} are listed."] if large.truncated else []
    return large.more, tuple(said)


def left_out_notes(large: LargeResult | None) -> tuple[str, ...]:
    """The note for a large result that is not part of an answer."""
    return (f"Not among these: {large.count:,} things that registers list.",) if large else ()


def _first(things: Mask, catalogue: Catalogue) -> list[str]:
    """The ids of the first nodes by name, up to the limit."""
    if things.sum() <= LISTED:
        return catalogue.register_links.ids_in(things)
    return [node.id for node in catalogue.first_by_name(things, LISTED)]
