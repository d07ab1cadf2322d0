"""The records of one load that are searched: every node, and every claim that does more than list entries.

A claim by which a register only states where its entries lie, operate or belong has no text of its own. The text of
the entry says it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np

from graph.catalogue.locations import Locations
from graph.catalogue.nodes import NodeIndex, NodeNames
from graph.catalogue.places import Places
from graph.catalogue.register_links import Mask
from graph.catalogue.search.claim_words import ClaimReader
from graph.catalogue.search.node_words import PlaceTexts, node_columns
from graph.catalogue.search.record_text import claim_text, node_text
from graph.catalogue.search.word_index import TextColumn, WordIndex
from graph.columns.interning import Int32Array
from graph.model.records import Claim, Source
from graph.model.vocabulary import vocabulary
from graph.stores.base import GraphStore, stored_ends

# The source kinds whose claims are all searched. Other sources list entries by the thousand.
WRITTEN = ("document", "reference")
# How much a word counts in names and notes; in types, kinds and other names; in the places around and the source.
WEIGHTS = (2.0, 1.0, 0.5)


class SearchedRecords:
    """Records by number: claims in order of id, then nodes in order of id. Safe to share between threads."""

    def __init__(
        self,
        store: GraphStore,
        nodes: NodeIndex,
        sources: Mapping[str, Source],
        places: Places,
        locations: Locations,
        *,
        at_once: bool,
    ) -> None:
        """Take the parts of a catalogue. The claims are read `at_once`, or on first use."""
        self._store, self._nodes, self._sources = store, nodes, sources
        self._places, self._locations = places, locations
        self._names = NodeNames(nodes)
        if at_once:
            self._claims  # noqa: B018

    def claim(self, record: int) -> Claim | None:
        """The claim of this number; None for a node."""
        return self._claims[record] if record < len(self._claims) else None

    def node_id(self, record: int) -> str:
        """The id of the node of this number."""
        return self._nodes.ids[record - len(self._claims)]

    def nodes_of(self, record: int) -> tuple[str, ...]:
        """The ids of the nodes that a record is about: itself, or the ends of a claim and who holds it."""
        claim = self.claim(record)
        ends = (claim.subject, claim.object, claim.held_by) if claim else (self.node_id(record),)
        return tuple(dict.fromkeys(filter(None, ends)))

    def subject_of(self, record: int) -> tuple[str, ...]:
        """What claims of one relationship have in common: its ends and type. For a node its id."""
        claim = self.claim(record)
        return (*stored_ends(claim), claim.type) if claim else (self.node_id(record),)

    def text(self, record: int) -> str:
        """The record in one or two sentences."""
        claim = self.claim(record)
        if claim:
            return claim_text(claim, self._names)
        node_id = self.node_id(record)
        above = [self._nodes[place] for place in self._places.chain(node_id) if place in self._nodes]
        return node_text(self._nodes[node_id], above)

    def source_titles(self, records: Sequence[int]) -> dict[int, str]:
        """The title of each record's source. The source of a node is that of the claim which says where it lies."""
        nodes = {record: self.node_id(record) for record in records if not self.claim(record)}
        located = self._locations.claims(nodes.values()) if nodes else {}
        found = {record: claim.source for record in records if (claim := self.claim(record))}
        for record, node_id in nodes.items():
            near = self._places.deepest(self._places.parents.get(node_id, ()))
            found[record] = next((c.source for place in near for c in located.get((node_id, place), ())), "")
        return {record: self._sources[i].title if i in self._sources else "" for record, i in found.items()}

    def about(self, nodes: Iterable[str]) -> Mask:
        """A mask of the records about any of these nodes, or about what is inside them."""
        wanted = frozenset(nodes)
        chosen = self._place_texts.inside(wanted)
        chosen[[self._nodes.number[i] for i in wanted if i in self._nodes]] = True
        claims = np.zeros(len(self._claims), np.bool_)
        for ends in self._claim_ends:
            claims |= chosen[ends] & (ends >= 0)
        return np.concatenate([claims, chosen])

    def of_types(self, types: Collection[str]) -> Mask:
        """A mask of the claims of these types."""
        return np.array([*(claim.type in types for claim in self._claims), *[False] * len(self._nodes)], np.bool_)

    @cached_property
    def index(self) -> WordIndex:
        """The words of all records."""
        count = len(self._claims)
        reader = ClaimReader(self._nodes, self._sources, self._places)
        fields: Iterable[Sequence[str]] = zip(*map(reader.words, self._claims), strict=True)
        each = np.arange(count, dtype=np.int32)
        columns = [TextColumn(texts, each, each, weight) for texts, weight in zip(fields, WEIGHTS, strict=False)]
        columns += node_columns(self._nodes, self._place_texts, count, WEIGHTS)
        return WordIndex(columns, count + len(self._nodes))

    @cached_property
    def _claims(self) -> Sequence[Claim]:
        written = frozenset(i for i, source in self._sources.items() if source.kind in WRITTEN)
        kinds = vocabulary().types
        listed = [kind for kind in kinds if kind not in kinds.registers]
        found = [*self._store.claims(sources=written)] if written else []
        if others := self._sources.keys() - written:
            found += self._store.claims(listed, others)
        return sorted(found, key=lambda claim: (claim.id, claim.checked))

    @cached_property
    def _claim_ends(self) -> tuple[Int32Array, ...]:
        """The numbers of the subjects, objects and holders of the claims; -1 for none."""
        number = self._nodes.number
        return tuple(
            np.fromiter((number.get(getattr(c, name), -1) for c in self._claims), np.int32, len(self._claims))
            for name in ("subject", "object", "held_by")
        )

    @cached_property
    def _place_texts(self) -> PlaceTexts:
        return PlaceTexts(self._nodes, self._places)
