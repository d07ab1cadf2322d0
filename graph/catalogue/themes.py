"""Words of notes, compared by their stems: what "who works on waste management" looks for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import cached_property, lru_cache

import snowballstemmer

from graph.model.records import Claim
from graph.model.text import fold

# Sorts after every letter.
LAST = "\U0010ffff"
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
    """Distinct words, found by their stem. Only words that begin alike are stemmed, because stemming is slow."""

    def __init__(self, words: Collection[str]) -> None:
        self._words = words

    def alike(self, word: str) -> list[str]:
        """The words with the same stem as this folded word, sorted."""
        wanted = stem(word)
        beginning = _beginning(wanted)
        comparable, ordered = self._ordered
        first, last = (bisect_left(comparable, text) for text in (beginning, f"{beginning}{LAST}"))
        found = {one for one in ordered[first:last] if stem(one) == wanted}
        return sorted(found | {word} if word in self._words else found)

    @cached_property
    def _ordered(self) -> tuple[Sequence[str], Sequence[str]]:
        """The words as they are compared, sorted, and the words in the same order."""
        ordered = sorted(self._words, key=_comparable)
        return list(map(_comparable, ordered)), ordered


def _beginning(stem: str) -> str:
    """What a stem shares with all its words. Its last letter can be another in a word, and an "e" can be lacking."""
    return _comparable(stem[:-1] if len(stem) > 3 or stem.endswith("e") else stem)


def _comparable(text: str) -> str:
    """The text with each "y" as "i", because a stem can end in either."""
    return text.replace("y", "i")
