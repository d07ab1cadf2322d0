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
ASKING_WORDS = ("which", "where", "when", "what", "with", "from", "between", "have", "does", "there", "about")
SMALL = frozenset(["of", "the", "and", "in", "for", "a", "an", "on", "to", "with", "at", "by", "upon", "from"])
WINDOW = 2
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*['’]?|[^\w\s]")


class Names(Protocol):
    """What linking needs to know of the graph: names and the words of its notes."""

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Folded names to ids."""
        ...

    @property
    def parts(self) -> Mapping[str, str]:
        """Runs of words that stand in the name of one thing only, to its id."""
        ...

    @property
    def kinds(self) -> Mapping[str, str]:
        """Everyday kinds of thing to their meaning: "primary school" to "label:School kind:primary school"."""
        ...

    @property
    def longest_name(self) -> int:
        """How many words the longest name has."""
        ...

    def speaks_of(self, word: str) -> bool:
        """Whether any note holds this word, or a longer one in another ending."""
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
    said = [_same(token, words) for token in tokens(text)]
    chunks: list[Chunk] = []
    at = 0
    while at < len(said):
        chunk, used = _longest(said, at, names, words)
        chunks.append(chunk)
        at += used
    found = _themes(_whole_compounds(chunks, said), names)
    return _mend(_capitals(found, names), names, words, other_places)


def _capitals(chunks: list[Chunk], names: Names) -> list[Chunk]:
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
            near = process.extractOne(word, names.names.keys(), scorer=fuzz.ratio, score_cutoff=_sure(word))
            if near:
                made[at] = Chunk("unknown", chunk.text, word)
    return made


def _same(token: Token, words: Lexicon) -> Token:
    """The token, with the word that the notes use for it."""
    word = words.synonyms.get(token.folded)
    return replace(token, folded=word, bare=word) if word else token


def _themes(chunks: list[Chunk], names: Names) -> list[Chunk]:
    """A word of a theme stays one beside another: "English lessons" are not of England, nor "coal mining" a project."""
    made = list(chunks)
    for at, chunk in enumerate(chunks):
        word = fold(chunk.text)
        before = at > 0 and made[at - 1].kind == "keyword"
        after = at + 1 < len(chunks) and chunks[at + 1].kind == "keyword"
        of_place = chunk.value == "demonym" and after
        of_sector = chunk.value.startswith("sector:") and (before or after)
        of_kind = chunk.value.startswith("label:") and before
        if (of_place or of_sector or of_kind) and " " not in word and names.speaks_of(word):
            made[at] = Chunk("keyword", chunk.text, word)
    return made


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
    if len(some) == 1 and exact in words.stop and exact not in words.phrases:
        return None
    for phrase in dict.fromkeys((bare, exact)):
        if phrase in names.names:
            return Chunk("name", _text(some), ids=names.names[phrase])
        if phrase in words.demonyms:
            return Chunk("name", _text(some), "demonym", names.names.get(fold(words.demonyms[phrase]), ()))
        if phrase in names.kinds:
            return Chunk("meaning", _text(some), names.kinds[phrase])
        if phrase in words.phrases:
            return Chunk("meaning", _text(some), words.phrases[phrase])
        if phrase in names.parts and _is_telling(phrase.split(), words):
            return Chunk("name", _text(some), ids=(names.parts[phrase],))
        if phrase in words.out_of_scope:
            return Chunk("outside", _text(some))
    if len(some) > 1 and exact in words.time:
        return Chunk("relation", _text(some), words.time[exact])
    return None


def _is_telling(part: list[str], words: Lexicon) -> bool:
    """Whether a part of a name may stand for it: it begins and ends in no small word, and means nothing else."""
    return not ({part[0], part[-1]} & SMALL or any(word in words.phrases for word in part))


def _single(token: Token, names: Names, words: Lexicon) -> Chunk:
    if token.folded in NUMBERS or (token.folded.isdecimal() and len(token.folded) < 4):
        return Chunk("number", token.text, number=NUMBERS.get(token.folded) or int(token.folded))
    if token.folded in words.time and token.folded not in words.stop:
        return Chunk("relation", token.text, words.time[token.folded])
    if token.folded in words.stop or token.bare in words.stop:
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
            near = process.extractOne(text, names.names.keys(), scorer=fuzz.ratio, score_cutoff=SURE + 4)
            if near and len(str(near[0]).split()) == len(text.split()) > 1:
                shown = " ".join(c.text for c in chunks[first : last + 1])
                name = str(near[0])
                return Chunk("name", shown, ids=names.names[name], mended=name), first, last
    return None


def _mended(chunk: Chunk, names: Names, words: Lexicon, other_places: Collection[str]) -> Chunk:
    if len(chunk.value) < SHORTEST_TO_MEND:
        return chunk
    near = process.extract(chunk.value, names.names.keys(), scorer=fuzz.ratio, score_cutoff=NEAR, limit=5)
    near_word = process.extractOne(chunk.value, words.phrases.keys(), scorer=fuzz.ratio, score_cutoff=SURE)
    suggestions = tuple(dict.fromkeys(str(name) for name, _, _ in near))
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
    return replace(chunk, suggestions=suggestions)


def _sure(word: str) -> float:
    """One slip in a short word costs more of the ratio than in a long one."""
    return 80.0 if len(word) <= 6 else SURE


def _text(some: list[Token]) -> str:
    return " ".join(token.text for token in some)
