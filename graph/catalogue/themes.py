"""Words of notes, compared by their stems: what "who works on waste management" looks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

import snowballstemmer

from graph.model.records import Claim
from graph.model.text import fold

_STEMMER = snowballstemmer.stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one folded English word. "hosting" and "hosted" have the same one."""
    return str(_STEMMER.stemWord(word))


@lru_cache(maxsize=65536)
def stems(text: str) -> frozenset[str]:
    """The stems of a text's words."""
    return frozenset(stem(word) for word in fold(text).split())


def claim_text(claim: Claim) -> str:
    """All words of a claim that a question may use: note, place in the source, event, role, sectors, counts."""
    return " ".join((claim.note, claim.locator, claim.event, claim.role, *claim.sectors, *claim.counts))


def mentions(claim: Claim, words: tuple[str, ...]) -> bool:
    """Whether a claim contains all these folded words, with any endings."""
    return {stem(word) for word in words} <= stems(claim_text(claim))


class WordsByStem:
    """Words, found by their stem. Only words that begin alike are stemmed, because stemming is slow."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = words

    def alike(self, word: str) -> list[str]:
        """The words with the same stem as this folded word."""
        wanted = stem(word)
        return [one for one in self._by_beginning.get(_beginning(wanted), ()) if stem(one) == wanted]

    @cached_property
    def _by_beginning(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self._words:
            found.setdefault(_beginning(word), []).append(word)
        return found


def _beginning(word: str) -> str:
    """The letters that a word shares with its stem: the first two. The second may be y for i."""
    return word[:2].replace("y", "i")
