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

Float32Array = NDArray[np.float32]
Float64Array = NDArray[np.float64]
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
    scores: Float64Array


class WordIndex:
    """Records by the words of their texts. Immutable after construction, and safe to share between threads."""

    def __init__(self, columns: Iterable[TextColumn], count: int) -> None:
        """Index this many records."""
        self.count = count
        numbers: dict[str, int] = {}
        parts = [_tokens(column, numbers) for column in columns]
        words, records, weights = (np.concatenate(part) for part in zip(*parts, strict=True))
        del parts
        words, self._records, self._weights = _summed(words, records, weights, count)
        self._first = np.searchsorted(words, np.arange(len(numbers) + 1)).astype(np.int64)
        lengths = np.bincount(self._records, self._weights, count)
        average = lengths.mean() if count else 0.0
        self._norms = SATURATION * (1 - LENGTH + LENGTH * lengths / (average or 1.0)).astype(np.float32)
        self._numbers = numbers
        self._stems = WordsByStem(numbers)

    def scores(self, word: str) -> WordScores:
        """The records that have this folded word with any ending, and what it adds to the score of each."""
        numbers = sorted(self._numbers[one] for one in self._stems.alike(word))
        pieces = [slice(self._first[number], self._first[number + 1]) for number in numbers]
        records = np.concatenate([self._records[piece] for piece in pieces] or [np.empty(0, np.int32)])
        weights = np.concatenate([self._weights[piece] for piece in pieces] or [np.empty(0, np.float32)])
        if len(pieces) > 1:
            summed = np.bincount(records, weights, self.count)
            records = np.flatnonzero(summed).astype(np.int32)
            weights = summed[records].astype(np.float32)
        rarity = np.log1p((self.count - len(records) + 0.5) / (len(records) + 0.5))
        saturated = weights * (SATURATION + 1) / (weights + self._norms[records])
        return WordScores(records, rarity * saturated.astype(np.float64))


def _tokens(column: TextColumn, numbers: dict[str, int]) -> tuple[Int32Array, Int32Array, Float32Array]:
    """The numbers of the words of a column, the record and the weight of each. Adds new words to `numbers`."""
    split = [text.split() for text in column.texts]
    ends = np.cumsum([0, *map(len, split)])
    words = np.fromiter((numbers.setdefault(w, len(numbers)) for text in split for w in text), np.int32, int(ends[-1]))
    first, last = ends[column.numbers], ends[column.numbers + 1]
    records = np.repeat(column.records, last - first)
    found = words[concatenated_ranges(first, last)]
    return found, records, np.full(len(found), column.weight, np.float32)


def _summed(
    words: Int32Array, records: Int32Array, weights: Float32Array, count: int
) -> tuple[Int64Array, Int32Array, Float32Array]:
    """Each pair of word and record once, in order, with the sum of its weights."""
    keys = words.astype(np.int64) * max(count, 1) + records
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    first = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.empty(0, np.int64)
    total = np.add.reduceat(weights[order], first) if len(keys) else weights
    word, record = np.divmod(keys[first], max(count, 1))
    return word, record.astype(np.int32), total.astype(np.float32)
