"""The words of all notes: what a question may ask about that is no name and no word of the vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import pairwise
from string import digits

from graph.text import folded
from graph.themes import stem

LONG_WORD = 5
# Beyond so many texts, those that differ only by the number of a register's entry are read as one.
MANY_TEXTS, LONG_NUMBER = 20_000, 5


class Spoken:
    """The words of texts that are read `at_once`, or when a word is first looked for."""

    def __init__(self, texts: Callable[[], Iterable[str]], *, at_once: bool) -> None:
        known = tuple(texts()) if at_once else None
        self._read = texts if known is None else lambda: known

    def speaks_of(self, word: str) -> bool:
        """Whether any note holds this folded word, or, for a longer one, the word in another ending."""
        return word in self._words or (len(word) >= LONG_WORD and stem(word) in self._themes)

    def speaks_of_both(self, first: str, second: str) -> bool:
        """Whether any note holds these two words, the one right after the other, in any ending."""
        return (stem(first), stem(second)) in self._pairs

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        texts = set(self._read())
        if len(texts) > MANY_TEXTS:
            texts = set(map(_without_number, texts))
        return tuple({folded(text) for text in texts})

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for text in self._texts for word in text.split())

    @cached_property
    def _themes(self) -> frozenset[str]:
        return frozenset(map(stem, self._words))

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset(pair for text in self._texts for pair in pairwise(map(stem, text.split())))


def _without_number(text: str) -> str:
    bare = text.rstrip(digits)
    return bare if len(text) - len(bare) >= LONG_NUMBER else text
