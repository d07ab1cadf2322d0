"""Common English words, which tell a word from a name: "stuff" is left out of a question, "Gelsenkirchen" is not."""

from __future__ import annotations

from graph.model.data_folder import data_file, read_once

ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "ly")
SHORTEST = 3  # letters of a word without an ending


@read_once("reference/english_words.txt")
def english_words() -> frozenset[str]:
    """The common words of data/reference/english_words.txt, in small letters."""
    lines = data_file("reference/english_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def is_english(folded: str, *, exact: bool = False) -> bool:
    """Whether each of these folded words is a common English word; with any usual ending, unless `exact`."""
    known = english_words()
    return all(word in known or (not exact and any(base in known for base in _bases(word))) for word in folded.split())


def _bases(word: str) -> list[str]:
    ends = (ending for ending in ENDINGS if word.endswith(ending) and len(word) - len(ending) >= SHORTEST)
    return [word.removesuffix(ending) for ending in ends]
