"""The words of all notes: what a question may mention beyond names and the vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import product
from string import digits

from graph.catalogue.themes import WordsByStem
from graph.model.text import fold_all

LONG_WORD = 5
# Beyond this many texts, texts that differ only in the number of a register's entry are read as one.
MANY_TEXTS, LONG_NUMBER = 20_000, 5


class NoteWords:
    """The words of texts. The texts are read `at_once`, or when a word is first looked up."""

    def __init__(self, texts: Callable[[], Iterable[str]], *, at_once: bool) -> None:
        known = tuple(texts()) if at_once else None
        self._read = texts if known is None else lambda: known

    def mentions(self, word: str) -> bool:
        """Whether any note contains this folded word. A longer word may have another ending."""
        return word in self._words or (len(word) >= LONG_WORD and bool(self._by_stem.alike(word)))

    def mentions_phrase(self, first: str, second: str) -> bool:
        """Whether any note contains these two words side by side, with any endings."""
        pairs = product(self._by_stem.alike(first), self._by_stem.alike(second))
        return any(f" {one} {other} " in self._text for one, other in pairs)

    @cached_property
    def _text(self) -> str:
        """All texts, one a line, with a blank before and after each word."""
        texts = set(self._read())
        if len(texts) > MANY_TEXTS:
            texts = set(map(_without_number, texts))
        return "\n".join(f" {text} " for text in set(fold_all(tuple(texts))))

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._text.split())

    @cached_property
    def _by_stem(self) -> WordsByStem:
        return WordsByStem(self._words)


def _without_number(text: str) -> str:
    bare = text.rstrip(digits)
    return bare if len(text) - len(bare) >= LONG_NUMBER else text
