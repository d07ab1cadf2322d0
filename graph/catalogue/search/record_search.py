"""Search of the records of one load: every node, and every claim that does more than list what a register lists.

A claim by which a register only states where its entries lie, operate or belong has no text of its own. The text of
the entry says it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from graph.catalogue.locations import Locations
from graph.catalogue.nodes import NodeIndex, NodeNames
from graph.catalogue.places import Places
from graph.catalogue.register_links import Mask
from graph.catalogue.search.claim_words import ClaimReader
from graph.catalogue.search.node_words import PlaceTexts, node_columns
from graph.catalogue.search.record_match import RecordMatch
from graph.catalogue.search.record_text import claim_text, node_text
from graph.catalogue.search.word_index import Float32Array, TextColumn, WordIndex, WordScores
from graph.catalogue.themes import stem
from graph.columns.interning import Int32Array, Int64Array
from graph.model.records import Claim, Source
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from graph.stores.base import GraphStore

# The source kinds whose claims are all searched. Other sources list entries by the thousand.
WRITTEN = ("document", "reference")
# A pasted page has hundreds of words. The first ones are enough.
MOST_WORDS = 40
# Of more words than these, only the rarest are scored.
MOST_SCORED = 12
WEIGHTS = (2.0, 1.0, 0.5)


class RecordSearch:
    """Claims and nodes ranked by the words of a question. Safe to share between threads.

    The records are numbered: claims in order of id, then nodes in order of id. The index is built on first use.
    """

    def __init__(
        self,
        store: GraphStore,
        nodes: NodeIndex,
        sources: Mapping[str, Source],
        places: Places,
        locations: Locations,
        *,
        at_once: bool = True,
    ) -> None:
        """Take the parts of a catalogue. The claims are read `at_once`, or on first use."""
        self._store, self._nodes, self._sources = store, nodes, sources
        self._places, self._locations = places, locations
        self._names = NodeNames(nodes)
        if at_once:
            self._claims  # noqa: B018

    def find(
        self, words: Sequence[str], *, limit: int = 5, about: Collection[str] = (), types: Collection[str] = ()
    ) -> tuple[RecordMatch, ...]:
        """The best records with any of these words, best first; records of equal score in order of id.

        The words are as typed: a word also finds its other endings. `about` are ids: only nodes among them or inside
        them are found, and claims with such an end. `types` are relationship types: only claims of these are found.
        Of records with the same text only the best is given.
        """
        wanted = dict(_distinct(words))
        total = np.zeros(self._index.count, np.float32)
        for tokens in self._rarest(wanted.values()):
            found = self._scores(tokens)
            total[found.records] += found.scores
        total = np.round(total, 4)
        if about:
            total[~self._about(about)] = 0
        if types:
            total[~self._of_types(types)] = 0
        return tuple(self._matches(total, wanted, limit))

    def mentions(self, word: str) -> bool:
        """Whether any record has this word, with any ending."""
        tokens = fold(word).split()
        return bool(tokens) and len(self._scores(tokens).records) > 0

    def prepare(self) -> None:
        """Build the index now."""
        self.find(["word"], limit=1)

    def _rarest(self, wanted: Iterable[Sequence[str]]) -> list[Sequence[str]]:
        """The words that are scored, in the order of the question. A word that most records have decides little."""
        rarity = [(min(map(self._index.frequency, tokens)), at, tokens) for at, tokens in enumerate(wanted)]
        chosen = sorted(one for one in rarity if one[0])[:MOST_SCORED]
        return [tokens for _, _, tokens in sorted(chosen, key=lambda one: one[1])]

    def _scores(self, tokens: Sequence[str]) -> WordScores:
        """The records with all tokens of one typed word, such as "e-commerce"."""
        first, *rest = (self._index.scores(token) for token in tokens)
        for other in rest:
            both, one, two = np.intersect1d(first.records, other.records, assume_unique=True, return_indices=True)
            first = WordScores(both, first.scores[one] + other.scores[two])
        return first

    def _matches(self, total: Float32Array, wanted: Mapping[str, Sequence[str]], limit: int) -> Iterator[RecordMatch]:
        seen: set[str] = set()
        chosen: list[tuple[int, str]] = []
        for record in _best(total, limit * 4):
            text = self._text(record)
            if len(chosen) < limit and text not in seen:
                seen.add(text)
                chosen.append((record, text))
        sources = self._source_titles([record for record, _ in chosen])
        for record, text in chosen:
            kind, of_record, about = self._record(record)
            has = tuple(word for word, tokens in wanted.items() if all(self._index.has(t, record) for t in tokens))
            score = round(float(total[record]), 4)
            yield RecordMatch(kind, of_record, text, about, sources[record], has, score, len(wanted))

    def _record(self, record: int) -> tuple[str, str, tuple[str, ...]]:
        """The kind and id of a record, and the nodes that it is about."""
        if record >= len(self._claims):
            node_id = self._nodes.ids[record - len(self._claims)]
            return "node", node_id, (node_id,)
        claim = self._claims[record]
        ends = (claim.subject, claim.object, *filter(None, (claim.held_by,)))
        return "claim", claim.id, tuple(dict.fromkeys(ends))

    def _text(self, record: int) -> str:
        if record < len(self._claims):
            return claim_text(self._claims[record], self._names)
        node_id = self._nodes.ids[record - len(self._claims)]
        above = [self._nodes[place] for place in self._places.chain(node_id) if place in self._nodes]
        return node_text(self._nodes[node_id], above)

    def _source_titles(self, records: Sequence[int]) -> dict[int, str]:
        """The title of each record's source. The source of a node is that of the claim which says where it lies."""
        ids = {record: self._record(record)[1] for record in records if record >= len(self._claims)}
        located = self._locations.claims(ids.values()) if ids else {}
        found = {record: self._claims[record].source for record in records if record < len(self._claims)}
        for record, node_id in ids.items():
            near = self._places.deepest(self._places.parents.get(node_id, ()))
            claims = [claim for place in near for claim in located.get((node_id, place), ())]
            found[record] = claims[0].source if claims else ""
        return {record: self._sources[i].title if i in self._sources else "" for record, i in found.items()}

    def _about(self, about: Collection[str]) -> Mask:
        """A mask of the records about any of these nodes, or about what is inside them."""
        nodes = self._place_texts.inside(about)
        nodes[[self._nodes.number[i] for i in about if i in self._nodes]] = True
        claims = np.zeros(len(self._claims), np.bool_)
        for ends in self._claim_ends:
            claims |= nodes[ends] & (ends >= 0)
        return np.concatenate([claims, nodes])

    def _of_types(self, types: Collection[str]) -> Mask:
        chosen = np.zeros(self._index.count, np.bool_)
        chosen[: len(self._claims)] = [claim.type in types for claim in self._claims]
        return chosen

    @cached_property
    def _claims(self) -> Sequence[Claim]:
        """The claims that are searched, in order of id."""
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

    @cached_property
    def _index(self) -> WordIndex:
        count = len(self._claims)
        reader = ClaimReader(self._nodes, self._sources, self._places)
        fields: Iterable[Sequence[str]] = zip(*map(reader.words, self._claims), strict=True)
        each = np.arange(count, dtype=np.int32)
        columns = [TextColumn(texts, each, each, weight) for texts, weight in zip(fields, WEIGHTS, strict=False)]
        columns += node_columns(self._nodes, self._place_texts, count, WEIGHTS)
        return WordIndex(columns, count + len(self._nodes))


def _distinct(words: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Each word once, as typed, with its folded tokens. Words with the same stems are the same word."""
    seen: set[tuple[str, ...]] = set()
    for word in words:
        tokens = fold(word).split()[:MOST_WORDS]
        key = tuple(map(stem, tokens))
        if not key or key in seen:
            continue
        seen.add(key)
        yield word, tokens
        if len(seen) == MOST_WORDS:
            return


def _best(total: Float32Array, count: int) -> list[int]:
    """The records with the highest scores above zero, best first, then by number."""
    hits: Int64Array = np.flatnonzero(total)
    if len(hits) > count > 0:
        hits = hits[total[hits] >= np.partition(total[hits], -count)[-count]]
    order = np.lexsort((hits, -total[hits]))
    return [int(hit) for hit in hits[order][:count]]
