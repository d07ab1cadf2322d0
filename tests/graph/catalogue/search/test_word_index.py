"""The index scores by BM25 over stems, as a plain computation over all records does."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.catalogue.search.word_index import LENGTH, SATURATION, TextColumn, WordIndex, frequency
from graph.catalogue.themes import WordsByStem, stem

WORDS = ["school", "schools", "twin", "twinned", "twinning", "leeds", "city", "cities", "brno", "dying", "use", "using"]
Texts = list[tuple[str, str]]
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


def index_of(records: Texts) -> WordIndex:
    """An index of two fields; a word of the first counts twice."""
    each = np.arange(len(records), dtype=np.int32)
    fields = zip(*records, strict=True) if records else ((), ())
    return WordIndex(
        [TextColumn(one, each, each, weight) for one, weight in zip(fields, (2.0, 1.0), strict=True)], len(records)
    )


def plain_scores(records: Texts, word: str) -> dict[int, float]:
    """The same from the definition of BM25."""
    counts = [
        Counter({w: 2 * n for w, n in Counter(one.split()).items()}) + Counter(two.split()) for one, two in records
    ]
    found = {at: sum(n for w, n in count.items() if stem(w) == stem(word)) for at, count in enumerate(counts)}
    found = {at: count for at, count in found.items() if count}
    average = sum(count.total() for count in counts) / len(counts)
    rarity = math.log(1 + (len(records) - len(found) + 0.5) / (len(found) + 0.5))
    return {
        at: rarity * n * (SATURATION + 1) / (n + SATURATION * (1 - LENGTH + LENGTH * counts[at].total() / average))
        for at, n in found.items()
    }


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=12), st.sampled_from([*WORDS, "pandas"]))
def test_scores_are_those_of_bm25(records: Texts, word: str) -> None:
    index = index_of(records)
    postings = index.look_up(word)
    found = index.scores(postings)
    wanted = plain_scores(records, word)
    assert found.records.tolist() == sorted(wanted)
    assert dict(zip(found.records.tolist(), found.scores.tolist(), strict=True)) == pytest.approx(wanted, rel=1e-4)
    every = np.arange(len(records), dtype=np.int32)
    assert np.flatnonzero(index.having(postings, every)).tolist() == sorted(wanted)
    assert (frequency(postings) > 0) == bool(wanted)


def test_a_column_can_give_a_record_several_texts_or_none() -> None:
    records, numbers = np.array([0, 0, 2], np.int32), np.array([0, 1, 1], np.int32)
    index = WordIndex([TextColumn(["leeds", "brno", "lille"], records, numbers, 1.0)], 3)
    assert index.look_up("lille") == []
    assert index.scores(index.look_up("leeds")).records.tolist() == [0]
    assert index.scores(index.look_up("brno")).records.tolist() == [0, 2]


def test_an_index_of_nothing_finds_nothing() -> None:
    assert index_of([]).scores(index_of([]).look_up("leeds")).records.tolist() == []


@given(st.frozensets(st.text("abceiny", min_size=1, max_size=7) | st.sampled_from(WORDS), max_size=30), st.data())
def test_all_words_with_the_stem_of_a_word_are_found(words: frozenset[str], data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(sorted(words) or WORDS))
    assert WordsByStem(words).alike(word) == sorted(one for one in words if stem(one) == stem(word))
