"""Words of notes, compared by their stems: what "who works on waste management" looks for."""

from __future__ import annotations

from functools import lru_cache

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
