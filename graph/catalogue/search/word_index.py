"""An index of words over many short texts, ranked by BM25.

The postings are three arrays, 8 bytes for each word of each record. Words are folded when they are added, and stemmed
when they are looked up: stemming every word of a country's registers would take longer than all the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.catalogue.themes import WordsByStem
from graph.columns.interning import Int32Array, Int64Array, concatenated_ranges
from graph.columns.words import SplitTexts, split_texts

Float32Array = NDArray[np.float32]
# A word and its other endings, each a part of the list of postings.
Postings = Sequence[slice]
# The usual constants of BM25: how soon more of one word counts no more, and how much a long text counts less.
SATURATION, LENGTH = 1.2, 0.5


class TextColumn(NamedTuple):
    """Folded texts of one kind, and which record has which of them: two arrays of the same length.

    A record can have several of the texts, and several records the same. A word with weight 2 counts as if the record
    had it twice.
    """

    texts: Sequence[str]
    records: Int32Array
    numbers: Int32Array
    weight: float


class WordScores(NamedTuple):
    """The records that have a word, in order of number, and the score of each."""

    records: Int32Array
    scores: Float32Array


class WordIndex:
    """Records by the words of their texts. Immutable after construction, and safe to share between threads."""

    def __init__(self, columns: Iterable[TextColumn], count: int) -> None:
        """Index this many records."""
        self.count = count
        given = list(columns)
        split = split_texts([text for column in given for text in column.texts])
        begins = np.cumsum([0, *(len(column.texts) for column in given)])
        parts = [_postings(column, split, begin) for column, begin in zip(given, begins.tolist(), strict=False)]
        tokens, records, weights = (np.concatenate(part) for part in zip(*parts, strict=True))
        del parts
        tokens, self._records, self._weights = _summed(tokens, records, weights, count)
        self._first = np.searchsorted(tokens, np.arange(len(split.words) + 1)).astype(np.int64)
        lengths = np.bincount(self._records, self._weights, count)
        average = lengths.mean() if count else 0.0
        self._norms = (SATURATION * (1 - LENGTH + LENGTH * lengths / (average or 1.0))).astype(np.float32)
        self._numbers = {word: at for at, word in enumerate(split.words) if word}
        self._stems = WordsByStem(self._numbers)

    def look_up(self, word: str) -> Postings:
        """Where the records with this folded word are, with any ending."""
        numbers = (self._numbers[one] for one in self._stems.alike(word))
        pieces = (slice(int(self._first[number]), int(self._first[number + 1])) for number in numbers)
        return [piece for piece in pieces if piece.start < piece.stop]

    def having(self, postings: Postings, records: Int32Array) -> NDArray[np.bool_]:
        """A mask of these records: which of them have the word."""
        found = np.zeros(len(records), np.bool_)
        for piece in postings:
            listed = self._records[piece]
            found |= listed[np.searchsorted(listed[:-1], records)] == records
        return found

    def scores(self, postings: Postings) -> WordScores:
        """The records that have the word, and what it adds to the score of each."""
        if len(postings) == 1:
            records, weights = self._records[postings[0]], self._weights[postings[0]]
        else:
            records, weights = self._merged(postings)
        rarity = np.float32(np.log1p((self.count - len(records) + 0.5) / (len(records) + 0.5)))
        return WordScores(records, weights * (rarity * np.float32(SATURATION + 1)) / (weights + self._norms[records]))

    def _merged(self, postings: Postings) -> tuple[Int32Array, Float32Array]:
        """The records of several endings, each once, with the sum of its weights."""
        if not postings:
            return np.empty(0, np.int32), np.empty(0, np.float32)
        records, weights = (np.concatenate([of[p] for p in postings]) for of in (self._records, self._weights))
        summed = np.bincount(records, weights, self.count)
        found = np.flatnonzero(summed).astype(np.int32)
        return found, summed[found].astype(np.float32)


def frequency(postings: Postings) -> int:
    """How many records have the word. A record with two endings of it counts twice."""
    return sum(piece.stop - piece.start for piece in postings)


def _postings(column: TextColumn, split: SplitTexts, begin: int) -> tuple[Int32Array, Int32Array, Float32Array]:
    """The words of a column, the record and the weight of each. `begin` is the number of its first text."""
    first, last = split.ends[column.numbers + begin], split.ends[column.numbers + begin + 1]
    records = np.repeat(column.records, last - first)
    tokens = split.tokens[concatenated_ranges(first, last)]
    return tokens, records, np.full(len(tokens), column.weight, np.float32)


def _summed(
    tokens: Int32Array, records: Int32Array, weights: Float32Array, count: int
) -> tuple[Int64Array, Int32Array, Float32Array]:
    """Each pair of word and record once, in order, with the sum of its weights."""
    keys = tokens.astype(np.int64) * max(count, 1) + records
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    first = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.empty(0, np.int64)
    total = np.add.reduceat(weights[order], first) if len(keys) else weights
    word, record = np.divmod(keys[first], max(count, 1))
    return word, record.astype(np.int32), total.astype(np.float32)
