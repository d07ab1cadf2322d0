"""The catalogue: one load of the graph, indexed in Python by id, name, place and lineage.

It is built from a store when the store is opened and after each load, so that names match in the same way on every
store. What only some questions need is read when the first of them is asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from graph.catalogue.dataset_sources import loaded_sources, matching_sources, shortest_names
from graph.catalogue.kinds import CITY_LABELS, description, kind_phrases
from graph.catalogue.lineage import WHOLE, Lineage
from graph.catalogue.locations import Locations
from graph.catalogue.names.index import NameIndex
from graph.catalogue.nodes import NodeIndex, NodeNames, by_name
from graph.catalogue.note_words import NoteWords
from graph.catalogue.places import Places
from graph.catalogue.register_links import Mask, RegisterLinks
from graph.catalogue.register_status import RegisterStatus
from graph.catalogue.search.record_search import RecordSearch
from graph.catalogue.search.searched_records import SearchedRecords
from graph.catalogue.themes import stem, stems
from graph.model.data_folder import data_file, read_once
from graph.model.records import Claim, Node, NodeFilter, Relationship, Source
from graph.model.text import fold, fold_uncached
from graph.model.vocabulary import vocabulary
from graph.stores.base import GraphStore

__all__ = ["CITY_LABELS", "WHOLE", "Catalogue", "by_name"]
# From this many nodes on, what only a few questions need is read when one of them is asked.
LARGE = 20_000


@read_once("reference/other_places.txt")
def other_places() -> frozenset[str]:
    """Folded names of places that the graph may lack, so that "Hunan" is not taken for a misspelt Wuhan."""
    lines = data_file("reference/other_places.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line) for line in lines if not line.startswith("#"))


class Catalogue:
    """The index of one load. Immutable after construction, and safe to share between threads."""

    def __init__(self, store: GraphStore) -> None:
        """Read the nodes, sources, places and successions of the store's pinned load."""
        self._store = store
        self.number = store.refresh()
        self.nodes = NodeIndex(store.nodes())
        self.titles: Mapping[str, str] = NodeNames(self.nodes)
        self.sources: dict[str, Source] = {source.id: source for source in store.sources()}
        self.datasets = loaded_sources(self.sources.values())
        self.is_large = len(self.nodes) > LARGE
        self._places = vocabulary().place_labels
        types = vocabulary().types
        pairs = list(store.triples((types.rollup, types.part, types.succession)))
        self.places = Places((subject, other) for subject, kind, other in pairs if kind == types.rollup)
        self.lineage = Lineage(self.nodes, (pair for pair in pairs if pair[1] != types.rollup))
        self._locations = Locations(store, self.places.parents)
        self._names = NameIndex(self.nodes, self.links if self.datasets else None)
        self.names: Mapping[str, tuple[str, ...]] = self._names.ids
        self.longest_name = self._names.longest
        said = set(zip(*map(self.nodes.column, ("kind", "label", "note")), strict=True))
        self.kinds = kind_phrases((kind, label) for kind, label, _ in said if kind)
        noted = {f"{kind} {note}" for kind, _, note in said}
        self._note_words = NoteWords(lambda: (*store.notes(), *noted), at_once=not self.is_large)
        parts = (store, self.nodes, self.sources, self.places, self._locations)
        self.search = RecordSearch(SearchedRecords(*parts, at_once=not self.is_large))
        self.other_places = frozenset(place for place in other_places() if place not in self.names)

    @cached_property
    def links(self) -> Counter[str]:
        """The number of relationships of each node that has any. With loaded datasets, without what registers fill."""
        types = vocabulary().types
        left_out = types.registers if self.datasets else {types.rollup}
        found: set[tuple[str, str, str]] = set()
        for subject, kind, other in self._store.triples([t for t in types if t not in left_out]):
            turned = types[kind].symmetric and other < subject
            found.add((other, kind, subject) if turned else (subject, kind, other))
        return Counter(end for first, _, second in found for end in (first, second))

    @cached_property
    def register_links(self) -> RegisterLinks:
        """The relationships that registers fill, as columns. Only for a large graph; built on first use."""
        return RegisterLinks(self.nodes, self._store)

    @cached_property
    def register_status(self) -> RegisterStatus:
        """Which nodes are open or closed according to their registers."""
        return RegisterStatus(self.nodes)

    @cached_property
    def documented_operations(self) -> tuple[frozenset[str], frozenset[str]]:
        """Operations between nodes that are known beyond a register: the ids of the subjects, and of the objects.

        A node is known if it has other links, or is a place.
        """
        subjects, objects = self.register_links.ends(vocabulary().types.operation)
        known = self.register_links.mask(self.links) | self.register_links.with_labels(self._places)
        chosen = known[subjects]
        ids = self.register_links.ids
        return frozenset(ids[at] for at in subjects[chosen]), frozenset(ids[at] for at in objects[chosen])

    def first_by_name(self, things: Mask, most: int) -> list[Node]:
        """The first nodes of a set, by name and then id."""
        return [self.nodes[i] for i in self.nodes.first_by_name(np.flatnonzero(things).tolist(), most)]

    @cached_property
    def documented_relationships(self) -> tuple[Relationship, ...]:
        """All relationships except those that registers fill, with the successions of their ends."""
        types = vocabulary().types
        kinds = [kind for kind in types if kind not in types.registers]
        found = self._store.relationships(types=kinds)
        ends = frozenset(end for r in found for end in (r.start, r.end))
        later = frozenset(i for end in ends for i in self.successors.get(end, ()))
        succeeded = (
            self._store.relationships(NodeFilter(ids=ends), NodeFilter(ids=later), (types.succession,)) if later else ()
        )
        return (*found, *succeeded)

    def of_labels(self, labels: Iterable[str]) -> frozenset[str]:
        """The ids of all nodes with these labels."""
        return self.nodes.of_labels(labels)

    def prepare(self) -> None:
        """Read now what the first questions would otherwise wait for. For a small graph that is only the search."""
        self.search.prepare()
        if not self.is_large:
            return
        self.notes_mention("anyword")
        self.only_node_named("any word")
        self.nodes.prepare()
        for kind in sorted(vocabulary().types.registers):
            self.register_links.ends(kind)
        self.register_links.with_kinds(frozenset())
        self.documented_operations  # noqa: B018
        self.register_status.prepare()

    def is_other_place(self, text: str) -> bool:
        """Whether this is the name of a real place that the graph lacks."""
        return fold(text) in self.other_places

    def notes_mention(self, word: str) -> bool:
        """Whether any note contains this folded word. A longer word may have another ending."""
        return self._note_words.mentions(word)

    def notes_mention_phrase(self, first: str, second: str) -> bool:
        """Whether any note contains these two words side by side, with any endings."""
        return self._note_words.mentions_phrase(first, second)

    def only_node_named(self, words: str) -> str:
        """The id of the only node with this phrase of two or more folded words in its name; "" for none or several."""
        return self._names.only_node_named(words)

    def nodes_with_word(self, word: str) -> list[str]:
        """The sorted ids of nodes with this folded word in a name. Empty for a word that is in thousands of names."""
        return sorted({i for name in self._names.names_with(word) for i in self.names[name]})

    def has_register_matches(self, words: str) -> bool:
        """Whether nodes that are known only from a register have this phrase in a name too."""
        return self._names.has_register_matches(words)

    def nodes_mentioning(self, word: str) -> frozenset[str]:
        """The ids of nodes with this folded word in a name, or with any ending in their note."""
        return frozenset((*self.nodes_with_word(word), *self._nodes_by_stem.get(stem(word), ())))

    @cached_property
    def _nodes_by_stem(self) -> Mapping[str, set[str]]:
        """Stems of the words of notes on nodes, to the ids of the nodes."""
        noted: dict[str, list[str]] = {}
        for node_id, note in zip(self.nodes, self.nodes.column("note"), strict=True):
            if note:
                noted.setdefault(note, []).append(node_id)
        found: dict[str, set[str]] = {}
        for note, ids in noted.items():
            for theme in stems(note):
                found.setdefault(theme, set()).update(ids)
        return found

    def sources_matching(self, words: str) -> tuple[str, ...]:
        """The ids of the sources that these folded words name: by id, title or publisher, or by part of these."""
        return matching_sources(words, self.sources.values())

    def sources_published_by(self, word: str) -> tuple[str, ...]:
        """The ids of the sources whose publisher has exactly this folded name: "wikidata"."""
        return tuple(i for i, source in self.sources.items() if fold_uncached(source.publisher) == word)

    def source_names(self, ids: Sequence[str]) -> list[str]:
        """Names for these sources in a question: as few as name exactly these sources."""
        return shortest_names(ids, self.sources)

    def is_elsewhere(self, ids: Collection[str], places: Collection[str]) -> bool:
        """Whether these are towns, and the others are countries or regions that none of them lies in."""
        towns, wide = ({self.nodes.label(i) for i in some} for some in (ids, places))
        kinds = towns <= set(CITY_LABELS) and wide <= {"Country", "Region"}
        return kinds and not any(self.above(i) & set(places) for i in ids)

    def network_with(self, word: str) -> str:
        """The id of the only network with this folded word in its name; "" for none or several."""
        found = [i for i in self.nodes_with_word(word) if self.nodes.label(i) == "Network"]
        return found[0] if len(found) == 1 else ""

    def is_known(self, ids: Iterable[str]) -> bool:
        """Whether any of these is more than an entry in a loaded register. Always true without loaded registers."""
        return self._names.is_known(ids)

    def best_linked(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The node with by far the most links, alone. All of them if none leads, or if no dataset is loaded."""
        return self._names.best_linked(ids)

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every folded name, to compare spelling with."""
        return self._names.all

    @property
    def known_names(self) -> tuple[str, ...]:
        """The folded names that a misspelt word is corrected to without asking."""
        return self._names.known

    def name(self, node_id: str) -> str:
        """The node's name, or the id itself if it is not in this load."""
        return node.name if (node := self.nodes.get(node_id)) else node_id

    def is_place(self, node_id: str) -> bool:
        """Whether the node is a place that can contain other nodes."""
        return self.nodes.label(node_id) in self._places

    @property
    def parents(self) -> Mapping[str, tuple[str, ...]]:
        """The places one step above each node."""
        return self.places.parents

    def above(self, node_id: str) -> frozenset[str]:
        """All places that contain this node, without the node itself."""
        return self.places.above(node_id)

    def inside(self, places: Iterable[str]) -> set[str]:
        """These places and everything in them."""
        return set().union(*map(self.places.inside, places))

    def counts_inside(self, place: str) -> Counter[str]:
        """The number of nodes of each label in a place."""
        if self.is_large:
            ties = self.register_links
            return Counter(ties.counts_by_label(ties.inside((place,)) & ~ties.mask((place,))))
        return Counter(self.nodes.label(i) for i in self.inside((place,)) - {place})

    @property
    def successors(self) -> Mapping[str, set[str]]:
        """The direct successors of each node."""
        return self.lineage.successors

    def family(self, node_ids: Iterable[str]) -> set[str]:
        """These nodes with their predecessors, and with their successors of the same label."""
        return self.lineage.family(node_ids)

    def place_of(self, node_id: str, label: str) -> str:
        """The id of the place of this label that the node is or lies in: "" for none, the smallest id of several."""
        if node_id in self.nodes and self.nodes.label(node_id) == label:
            return node_id
        return min((place for place in self.above(node_id) if self.nodes.label(place) == label), default="")

    def chain(self, node_id: str) -> list[str]:
        """The places above, nearest first: a city, its region, its country, its continent."""
        return self.places.chain(node_id)

    def location_claims(self, node_id: str) -> list[Claim]:
        """The claims that say where a node lies, most direct place first."""
        return self.location_claims_of((node_id,))[node_id]

    def location_claims_of(self, node_ids: Collection[str]) -> dict[str, list[Claim]]:
        """The same for several nodes, read together."""
        found = self._locations.claims(node_ids)
        return {i: [c for p in self.places.deepest(self.parents.get(i, ())) for c in found[i, p]] for i in node_ids}

    def homes(self, node_id: str) -> list[str]:
        """The city or district that an organisation lies in. Empty for a place."""
        if self.is_place(node_id):
            return []
        return [place for place in self.chain(node_id) if self.nodes.label(place) in CITY_LABELS]

    def labelled(self, labels: Iterable[str]) -> Iterator[Node]:
        """Nodes with these labels, by name and then id."""
        return self.nodes.labelled(labels)

    def is_part(self, node_id: str) -> bool:
        """Whether a node is part of another of its own label: a faculty is not a further university."""
        return self.lineage.is_part(node_id)

    def describe(self, node_id: str) -> str:
        """Kind and place in a few words: "city in Hubei, China"."""
        return description(self.nodes[node_id], [self.nodes[place] for place in self.chain(node_id)])
