"""The words of all notes: what a question may ask about that is no name and no word of the vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import product
from string import digits

from graph.catalogue.themes import stem
from graph.model.text import fold_all

LONG_WORD = 5
# Beyond so many texts, those that differ only by the number of a register's entry are read as one.
MANY_TEXTS, LONG_NUMBER = 20_000, 5


class NoteWords:
    """The words of texts that are read `at_once`, or when a word is first looked for."""

    def __init__(self, texts: Callable[[], Iterable[str]], *, at_once: bool) -> None:
        known = tuple(texts()) if at_once else None
        self._read = texts if known is None else lambda: known

    def mentions(self, word: str) -> bool:
        """Whether any note holds this folded word, or, for a longer one, the word in another ending."""
        return word in self._words or (len(word) >= LONG_WORD and bool(self._endings(word)))

    def mentions_phrase(self, first: str, second: str) -> bool:
        """Whether any note holds these two words, the one right after the other, in any ending."""
        pairs = product(self._endings(first), self._endings(second))
        return any(f" {one} {other} " in self._text for one, other in pairs)

    def _endings(self, word: str) -> list[str]:
        """The words of notes with the stem of this one. To stem a word takes long, so only those like it are."""
        wanted = stem(word)
        return [one for one in self._alike.get(_beginning(wanted), ()) if stem(one) == wanted]

    @cached_property
    def _text(self) -> str:
        """All texts, each a line of words between blanks."""
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
    """The letters that a word shares with its stem: the first two, of which the second may be y for i."""
    return word[:2].replace("y", "i")


def _without_number(text: str) -> str:
    bare = text.rstrip(digits)
    return bare if len(text) - len(bare) >= LONG_NUMBER else text
