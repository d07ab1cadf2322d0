"""Search of the records of one load: claims and nodes, ranked by the words of a question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np

from graph.catalogue.search.record_match import RecordMatch
from graph.catalogue.search.searched_records import SearchedRecords
from graph.catalogue.search.word_index import Float32Array, Postings, WordScores, frequency
from graph.catalogue.themes import stem
from graph.columns.interning import Int64Array
from graph.model.text import fold

# A pasted page has hundreds of words. The first ones are enough, and of them only the rarest are scored.
MOST_WORDS, MOST_SCORED = 40, 12
# So many claims about one relationship are given before all other records.
MOST_ALIKE = 2
# How many records are looked at for each that is given, because some have the same text or are alike.
LOOKED_AT = 8


class RecordSearch:
    """Claims and nodes by their words. Safe to share between threads. The index is built on first use."""

    def __init__(self, records: SearchedRecords) -> None:
        self._records = records

    def find(
        self, words: Sequence[str], *, limit: int = 5, about: Collection[str] = (), types: Collection[str] = ()
    ) -> tuple[RecordMatch, ...]:
        """The best records with any of these words, best first; records of equal score in order of id.

        The words are as typed: a word also finds its other endings. `about` are ids: only nodes among them or inside
        them are found, and claims with such an end. `types` are relationship types: only claims of these are found.
        Of records with the same text only the best is given, and of many claims about one relationship the best two,
        if other records are left.
        """
        look_up = self._records.index.look_up
        wanted = {word: [look_up(token) for token in tokens] for word, tokens in _distinct(words)}
        if not wanted or limit < 1:
            return ()
        total = np.zeros(self._records.index.count, np.float32)
        for tokens in _rarest(wanted.values()):
            found = self._scores(tokens)
            total[found.records] += found.scores
        total = np.round(total, 4)
        if about:
            total[~self._records.about(about)] = 0
        if types:
            total[~self._records.of_types(types)] = 0
        return tuple(self._matches(total, wanted, limit))

    def mentions(self, word: str) -> bool:
        """Whether any record has this word, with any ending."""
        tokens = [self._records.index.look_up(token) for token in fold(word).split()]
        return bool(tokens) and len(self._scores(tokens).records) > 0

    def rarity(self, word: str) -> float:
        """How much a word tells records apart: 0 if no record has it, about 0.7 if half of them do, more if few."""
        tokens = [self._records.index.look_up(token) for token in fold(word).split()]
        return self._rarity(min(map(frequency, tokens), default=0))

    def rarity_about(self, node_id: str) -> float:
        """The same for the records about a node or what is inside it."""
        return self._rarity(int(self._records.about([node_id]).sum()))

    def _rarity(self, count: int) -> float:
        total = self._records.index.count
        return float(np.log1p(max(total - count, 0) / count)) if count else 0.0

    def prepare(self) -> None:
        """Build the index now, and read what the first matches would otherwise wait for."""
        self.find(["city", "school"], limit=1)

    def _scores(self, tokens: Sequence[Postings]) -> WordScores:
        """The records with all tokens of one typed word, such as "e-commerce"."""
        first, *rest = map(self._records.index.scores, tokens)
        for other in rest:
            both, one, two = np.intersect1d(first.records, other.records, assume_unique=True, return_indices=True)
            first = WordScores(both, first.scores[one] + other.scores[two])
        return first

    def _matches(
        self, total: Float32Array, wanted: Mapping[str, Sequence[Postings]], limit: int
    ) -> Iterator[RecordMatch]:
        chosen = self._chosen(_best(total, limit * LOOKED_AT), limit)
        titles = self._records.source_titles(list(chosen))
        having = self._records.index.having
        numbers = np.array(list(chosen), np.int32)
        has = {word: np.all([having(token, numbers) for token in tokens], axis=0) for word, tokens in wanted.items()}
        for at, (record, text) in enumerate(chosen.items()):
            claim = self._records.claim(record)
            kind, of_record = ("claim", claim.id) if claim else ("node", self._records.node_id(record))
            words = tuple(word for word, there in has.items() if there[at])
            score = round(float(total[record]), 4)
            nodes = self._records.nodes_of(record)
            yield RecordMatch(kind, of_record, text, nodes, titles[record], words, score, len(wanted), claim)

    def _chosen(self, ranked: Sequence[int], limit: int) -> dict[int, str]:
        """The records to give, in their order, with their texts."""
        texts: dict[str, int] = {}
        for at in self._in_turn(ranked):
            if len(texts) == limit:
                break
            texts.setdefault(self._records.text(ranked[at]), at)
        return {ranked[at]: text for text, at in sorted(texts.items(), key=lambda one: one[1])}

    def _in_turn(self, ranked: Sequence[int]) -> Iterator[int]:
        """The places of these records in their order, but further claims about one relationship last."""
        alike: Counter[tuple[str, ...]] = Counter()
        later = []
        for at, record in enumerate(ranked):
            subject = self._records.subject_of(record)
            alike[subject] += 1
            if alike[subject] > MOST_ALIKE:
                later.append(at)
            else:
                yield at
        yield from later


def _rarest(wanted: Iterable[Sequence[Postings]]) -> list[Sequence[Postings]]:
    """The words that are scored, in the order of the question. A word that most records have decides little."""
    rarity = [(min(map(frequency, tokens)), at, tokens) for at, tokens in enumerate(wanted)]
    chosen = sorted((one for one in rarity if one[0]), key=lambda one: one[:2])[:MOST_SCORED]
    return [tokens for _, _, tokens in sorted(chosen, key=lambda one: one[1])]


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
    if len(hits) > count:
        hits = hits[total[hits] >= np.partition(total[hits], -count)[-count]]
    order = np.lexsort((hits, -total[hits]))
    return [int(hit) for hit in hits[order][:count]]
