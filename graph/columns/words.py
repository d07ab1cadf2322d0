"""Splitting of many texts into words, each word a number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

import numpy as np
import pyarrow.compute as pc  # type: ignore[import-untyped]

from graph.columns.arrow_arrays import int32_numbers, string_array
from graph.columns.interning import Int32Array, Int64Array


class SplitTexts(NamedTuple):
    """The words of texts: text `at` has the words with the numbers `tokens[ends[at]:ends[at + 1]]`."""

    words: list[str]
    tokens: Int32Array
    ends: Int64Array


def split_texts(texts: Sequence[str]) -> SplitTexts:
    """Split folded texts, whose words are separated by one space. An empty text has no words."""
    lists = pc.split_pattern(string_array(texts), " ")
    encoded = lists.flatten().dictionary_encode()
    tokens, ends = int32_numbers(encoded.indices), int32_numbers(lists.offsets)
    words = cast(list[str], encoded.dictionary.to_pylist())
    if "" not in words:
        return SplitTexts(words, tokens, ends.astype(np.int64))
    real = tokens != words.index("")
    return SplitTexts(words, tokens[real], np.concatenate([[0], np.cumsum(real)])[ends])
