"""Finding what the words of a question stand for: names of things, meanings, times; and saying which stand for nothing.

Longest match first, names before meanings; then spelling is mended with rapidfuzz, cautiously. Nothing is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from rapidfuzz import fuzz, process

from graph.questions.lexicon import Lexicon
from graph.questions.times import Span, span
from graph.text import fold

MAX_WORDS = 400
SURE, NEAR = 86.0, 70.0
SHORTEST_TO_MEND = 4
NUMBERS = dict(
    zip(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], range(1, 11), strict=True)
)
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*['’]?|[^\w\s]")


class Names(Protocol):
    """What linking needs to know of the graph: names and the words of its notes."""

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Folded names to ids."""
        ...

    @property
    def longest_name(self) -> int:
        """How many words the longest name has."""
        ...

    def speaks_of(self, word: str) -> bool:
        """Whether any note holds this word, in any ending."""
        ...


@dataclass(frozen=True, slots=True)
class Token:
    """One word as typed, folded, and without a possessive ending; `joined` when a hyphen ties it to the word before."""

    text: str
    folded: str
    bare: str
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of words that stands for one thing.

    kind: name, meaning, time, relation (before, since …), number, stop, keyword, outside, unknown.
    """

    kind: str
    text: str
    value: str = ""
    ids: tuple[str, ...] = ()
    span: Span | None = None
    number: int = 0
    mended: str = ""
    suggestions: tuple[str, ...] = field(default=())


def tokens(text: str) -> list[Token]:
    """The words of a text, at most 400; marks are dropped but for hyphens, which tie words together."""
    found: list[Token] = []
    joined = False
    end = -1
    for match in WORD.finditer(text):
        word = match[0]
        folded = fold(word)
        if not folded:
            joined = word in "-‐‑–" and match.start() == end
        else:
            bare = fold(re.sub(r"['’]s?$", "", word)) or folded
            for part in folded.split():
                found.append(
                    Token(
                        word,
                        part,
                        bare if " " not in folded else part,
                        joined and match.start() == end,
                    )
                )
            joined = False
        end = match.end()
    return found[:MAX_WORDS]


def link(text: str, names: Names, words: Lexicon, other_places: Collection[str] = ()) -> list[Chunk]:
    """The chunks of a text, in order, every word in one of them."""
    said = tokens(text)
    chunks: list[Chunk] = []
    at = 0
    while at < len(said):
        chunk, used = _longest(said, at, names, words)
        chunks.append(chunk)
        at += used
    return _mend(_whole_compounds(chunks, said), names, words, other_places)


def _longest(said: list[Token], at: int, names: Names, words: Lexicon) -> tuple[Chunk, int]:
    most = min(len(said) - at, max(names.longest_name, words.longest))
    for count in range(most, 0, -1):
        some = said[at : at + count]
        chunk = _known(some, names, words)
        if chunk and chunk.kind == "meaning" and _is_acronym(said, at) and some[0].folded in names.names:
            return Chunk("name", some[0].text, ids=names.names[some[0].folded]), 1
        if chunk:
            return chunk, count
    found = span([token.folded for token in said], at)
    if found:
        return Chunk("time", _text(said[at : at + found.words]), span=found), found.words
    return _single(said[at], names, words), 1


def _is_acronym(said: list[Token], at: int) -> bool:
    """Whether a word stands in capitals among others that do not: CIVIC is a project, civic is a sector."""
    return said[at].text.isupper() and len(said[at].text) > 2 and not all(t.text.isupper() for t in said)


def _known(some: list[Token], names: Names, words: Lexicon) -> Chunk | None:
    exact = " ".join(token.folded for token in some)
    bare = " ".join([*(token.folded for token in some[:-1]), some[-1].bare])
    if len(some) == 1 and exact in words.stop:
        return None
    for phrase in dict.fromkeys((bare, exact)):
        if phrase in names.names:
            return Chunk("name", _text(some), ids=names.names[phrase])
        if phrase in words.demonyms:
            return Chunk("name", _text(some), "demonym", names.names.get(fold(words.demonyms[phrase]), ()))
        if phrase in words.phrases:
            return Chunk("meaning", _text(some), words.phrases[phrase])
        if phrase in words.out_of_scope:
            return Chunk("outside", _text(some))
    if len(some) > 1 and exact in words.time:
        return Chunk("relation", _text(some), words.time[exact])
    return None


def _single(token: Token, names: Names, words: Lexicon) -> Chunk:
    if token.folded in NUMBERS or (token.folded.isdecimal() and len(token.folded) < 4):
        return Chunk("number", token.text, number=NUMBERS.get(token.folded) or int(token.folded))
    if token.folded in words.time and token.folded not in words.stop:
        return Chunk("relation", token.text, words.time[token.folded])
    if token.folded in words.stop:
        return Chunk("stop", token.text, token.folded)
    if len(token.folded) > 2 and names.speaks_of(token.folded):
        return Chunk("keyword", token.text, token.folded)
    return Chunk("unknown", token.text, token.folded)


def _whole_compounds(chunks: list[Chunk], said: list[Token]) -> list[Chunk]:
    """A hyphened name of which a part is unknown is unknown as a whole: Newcastle-under-Lyme is not Newcastle."""
    joined = {i for i, token in enumerate(said) if token.joined}
    groups: list[tuple[list[Chunk], int]] = []
    at = 0
    for chunk in chunks:
        length = len(tokens(chunk.text))
        if at in joined and groups:
            groups[-1][0].append(chunk)
        else:
            groups.append(([chunk], at))
        at += length
    made: list[Chunk] = []
    for group, _ in groups:
        if len(group) > 1 and any(c.kind == "unknown" for c in group) and not all(c.kind == "unknown" for c in group):
            text = "-".join(c.text for c in group)
            made.append(Chunk("unknown", text, fold(text)))
        else:
            made.extend(group)
    return made


def _mend(chunks: list[Chunk], names: Names, words: Lexicon, other_places: Collection[str]) -> list[Chunk]:
    """Join unknown words that stand together, and mend the spelling of those that are near one name or word only."""
    made: list[Chunk] = []
    for chunk in chunks:
        if chunk.kind == "unknown" and made and made[-1].kind == "unknown":
            before = made.pop()
            chunk = Chunk("unknown", f"{before.text} {chunk.text}", f"{before.value} {chunk.value}")
        made.append(chunk)
    return [_mended(c, names, words, other_places) if c.kind == "unknown" else c for c in made]


def _mended(chunk: Chunk, names: Names, words: Lexicon, other_places: Collection[str]) -> Chunk:
    if len(chunk.value) < SHORTEST_TO_MEND:
        return chunk
    near = process.extract(chunk.value, names.names.keys(), scorer=fuzz.ratio, score_cutoff=NEAR, limit=5)
    near_word = process.extractOne(chunk.value, words.phrases.keys(), scorer=fuzz.ratio, score_cutoff=SURE)
    suggestions = tuple(dict.fromkeys(str(name) for name, _, _ in near))
    if chunk.text.islower() and not (near and near[0][1] >= _sure(chunk.value)):
        small = process.extractOne(chunk.value, words.stop, scorer=fuzz.ratio, score_cutoff=SURE)
        if small and chunk.value not in other_places:
            return Chunk("stop", chunk.text, str(small[0]), mended=str(small[0]))
    if near_word and (not near or near_word[1] > near[0][1]) and len(chunk.value) > SHORTEST_TO_MEND:
        return Chunk("meaning", chunk.text, words.phrases[near_word[0]], mended=str(near_word[0]))
    if near and near[0][1] >= _sure(chunk.value) and chunk.value not in other_places:
        best = [str(name) for name, score, _ in near if score == near[0][1]]
        ids = tuple(sorted({i for name in best for i in names.names[name]}))
        return Chunk("name", chunk.text, ids=ids, mended=best[0])
    return replace(chunk, suggestions=suggestions)


def _sure(word: str) -> float:
    """One slip in a short word costs more of the ratio than in a long one."""
    return 80.0 if len(word) <= 6 else SURE


def _text(some: list[Token]) -> str:
    return " ".join(token.text for token in some)
