"""Array helpers that the columns share: texts as numbers, distinct numbers, and ranges of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Int32Array = NDArray[np.int32]
Int64Array = NDArray[np.int64]


def factorize(words: Sequence[str], key: Any = None) -> tuple[list[str], Int32Array]:
    """The distinct words, sorted, and the index of each given word among them."""
    names = sorted(set(words), key=key)
    index = {name: at for at, name in enumerate(names)}
    return names, np.fromiter(map(index.__getitem__, words), np.int32, len(words))


def sorted_unique(numbers: Int64Array, *, nearly_sorted: bool = False) -> Int64Array:
    """The distinct numbers, sorted. Faster than `numpy.unique`, which builds a hash table.

    Set `nearly_sorted` for the numbers of a register, because a stable sort is faster for them.
    """
    ordered = np.sort(numbers, kind="stable" if nearly_sorted else None)
    once = np.ones(len(ordered), np.bool_)
    once[1:] = ordered[1:] != ordered[:-1]
    return ordered[once]


def concatenated_ranges(first: Int64Array, last: Int64Array) -> Int64Array:
    """All numbers of several ranges, one range after the other. Each range excludes its last number."""
    length = last - first
    ends = np.cumsum(length)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(first - (ends - length), length) + np.arange(total)
