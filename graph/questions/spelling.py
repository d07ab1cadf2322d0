"""Mending spelling with rapidfuzz, cautiously: names first, then words; what is not near one thing stays unknown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from rapidfuzz import fuzz, process

from graph.model.text import fold
from graph.questions.lexicon import Lexicon
from graph.questions.spans import Chunk, Names

SURE = 86.0


NEAR = 70.0


SHORTEST_TO_MEND = 4


ASKING_WORDS = ("which", "where", "when", "what", "with", "from", "between", "have", "does", "there", "about")


WINDOW = 2


def as_names(chunks: list[Chunk], names: Names) -> list[Chunk]:
    """A word in capitals amid small ones is a name: "twins of Leads" means no leader but a misspelt city."""
    if any(c.text.isupper() or (c.text.istitle() and c.kind in ("stop", "keyword")) for c in chunks[1:]):
        return chunks
    made = list(chunks)
    for at, chunk in enumerate(chunks[1:], 1):
        word = fold(chunk.text)
        if (
            chunk.kind == "meaning"
            and chunk.text.istitle()
            and " " not in word
            and not chunk.value.startswith("label:")
        ):
            near = process.extractOne(word, names.known_names, scorer=fuzz.ratio, score_cutoff=_sure(word))
            if near:
                made[at] = Chunk("unknown", chunk.text, word)
    return made


def mend(chunks: list[Chunk], names: Names, words: Lexicon, other_places: Collection[str]) -> list[Chunk]:
    """Join unknown words that stand together, and mend the spelling of those that are near one name or word only."""
    made: list[Chunk] = []
    for chunk in chunks:
        if chunk.kind == "unknown" and made and made[-1].kind == "unknown":
            before = made.pop()
            chunk = Chunk("unknown", f"{before.text} {chunk.text}", f"{before.value} {chunk.value}")
        made.append(chunk)
    mended: list[Chunk] = []
    at = 0
    while at < len(made):
        wide = _mended_with_neighbours(made, at, names) if made[at].kind == "unknown" else None
        if wide:
            chunk, first, last = wide
            mended = [*mended[: len(mended) - (at - first)], chunk]
            at = last + 1
            continue
        mended.append(_mended(made[at], names, words, other_places) if made[at].kind == "unknown" else made[at])
        at += 1
    return mended


def _mended_with_neighbours(chunks: list[Chunk], at: int, names: Names) -> tuple[Chunk, int, int] | None:
    """A long name with one word misspelt: "west jesmund primary". Gives also the first and last chunk."""
    for first in range(max(0, at - WINDOW), at + 1):
        for last in range(min(len(chunks) - 1, at + WINDOW), at - 1, -1):
            if last == first:
                continue
            text = " ".join(fold(c.text) for c in chunks[first : last + 1])
            near = process.extractOne(text, names.known_names, scorer=fuzz.ratio, score_cutoff=SURE + 4)
            if near and len(str(near[0]).split()) == len(text.split()) > 1:
                shown = " ".join(c.text for c in chunks[first : last + 1])
                name = str(near[0])
                return Chunk("name", shown, ids=names.names[name], mended=name), first, last
    return None


def _mended(chunk: Chunk, names: Names, words: Lexicon, other_places: Collection[str]) -> Chunk:
    if len(chunk.value) < SHORTEST_TO_MEND:
        return chunk
    near = process.extract(chunk.value, names.known_names, scorer=fuzz.ratio, score_cutoff=NEAR, limit=5)
    near_word = process.extractOne(chunk.value, words.phrases.keys(), scorer=fuzz.ratio, score_cutoff=SURE)
    sure = bool(near) and near[0][1] >= _sure(chunk.value) and chunk.value not in other_places
    if chunk.text.islower() and not sure:
        small = process.extractOne(chunk.value, ASKING_WORDS, scorer=fuzz.ratio, score_cutoff=SURE)
        if small and chunk.value not in other_places:
            return Chunk("stop", chunk.text, str(small[0]), mended=str(small[0]))
    if near_word and not sure and len(chunk.value) > SHORTEST_TO_MEND:
        return Chunk("meaning", chunk.text, words.phrases[near_word[0]], mended=str(near_word[0]))
    if sure:
        best = [str(name) for name, score, _ in near if score == near[0][1]]
        ids = tuple(sorted({i for name in best for i in names.names[name]}))
        return Chunk("name", chunk.text, ids=ids, mended=best[0])
    if names.known_names is not names.all_names:
        near = process.extract(chunk.value, names.all_names, scorer=fuzz.ratio, score_cutoff=NEAR, limit=5)
    return replace(chunk, suggestions=tuple(dict.fromkeys(str(name) for name, _, _ in near)))


def _sure(word: str) -> float:
    """One slip in a short word costs more of the ratio than in a long one."""
    return 80.0 if len(word) <= 6 else SURE
