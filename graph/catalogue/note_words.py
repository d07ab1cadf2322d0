"""The words of all notes: what a question may mention beyond names and the vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import product
from string import digits

from graph.catalogue.themes import stem
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
        return word in self._words or (len(word) >= LONG_WORD and bool(self._endings(word)))

    def mentions_phrase(self, first: str, second: str) -> bool:
        """Whether any note contains these two words side by side, with any endings."""
        pairs = product(self._endings(first), self._endings(second))
        return any(f" {one} {other} " in self._text for one, other in pairs)

    def _endings(self, word: str) -> list[str]:
        """The words of notes with the same stem. Only words that begin alike are stemmed, because stemming is slow."""
        wanted = stem(word)
        return [one for one in self._alike.get(_beginning(wanted), ()) if stem(one) == wanted]

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
    def _alike(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self._words:
            found.setdefault(_beginning(word), []).append(word)
        return found


def _beginning(word: str) -> str:
    """The letters that a word shares with its stem: the first two. The second may be y for i."""
    return word[:2].replace("y", "i")


def _without_number(text: str) -> str:
    bare = text.rstrip(digits)
    return bare if len(text) - len(bare) >= LONG_NUMBER else text
