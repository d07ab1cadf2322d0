"""Finding what the words of a question stand for: names of things, meanings, times; and saying which stand for nothing.

Longest match first, names before meanings; then spelling is mended with rapidfuzz, cautiously. Nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from graph.questions.chunks import Chunk, Names, Token, joined_text, tokens
from graph.questions.lexicon import Lexicon
from graph.questions.mending import as_names, mend
from graph.questions.times import span
from graph.text import fold

NUMBERS = {"fifteen": 15, "twenty": 20, "twentyfive": 25, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60} | dict(
    zip(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], range(1, 11), strict=True)
)
SMALL = frozenset(["of", "the", "and", "in", "for", "a", "an", "on", "to", "with", "at", "by", "upon", "from"])


def link(text: str, names: Names, words: Lexicon, other_places: Collection[str] = ()) -> list[Chunk]:
    """The chunks of a text, in order, every word in one of them."""
    said = [_same(token, words) for token in tokens(text)]
    longest = max(names.longest_name, words.longest)
    chunks: list[Chunk] = []
    at = 0
    while at < len(said):
        chunk, used = _longest(said, at, longest, names, words)
        chunks.append(chunk)
        at += used
    found = _themes(_whole_compounds(chunks, said), names)
    return mend(as_names(found, names), names, words, other_places)


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
        of_place = chunk.value == "demonym" and after and names.speaks_of_both(word, fold(chunks[at + 1].text))
        of_sector = chunk.value.startswith("sector:") and (before or after)
        beside = names.speaks_of_both(word, fold(chunks[at + 1].text)) if after else False
        of_kind = chunk.value.startswith("label:") and (before or beside)
        if (of_place or of_sector or of_kind) and " " not in word and names.speaks_of(word):
            made[at] = Chunk("keyword", chunk.text, word)
    return made


def _longest(said: list[Token], at: int, longest: int, names: Names, words: Lexicon) -> tuple[Chunk, int]:
    most = min(len(said) - at, longest)
    for count in range(most, 0, -1):
        some = said[at : at + count]
        chunk = _known(some, names, words)
        if chunk and chunk.kind == "meaning" and _is_acronym(said, at) and some[0].folded in names.names:
            return Chunk("name", some[0].text, ids=names.names[some[0].folded]), 1
        if chunk:
            return chunk, count
    found = span([token.folded for token in said], at)
    if found:
        return Chunk("time", joined_text(said[at : at + found.words]), span=found), found.words
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
            return Chunk("name", joined_text(some), ids=names.names[phrase])
        if phrase in words.demonyms:
            return Chunk("name", joined_text(some), "demonym", names.names.get(fold(words.demonyms[phrase]), ()))
        if phrase in names.kinds:
            return Chunk("meaning", joined_text(some), names.kinds[phrase])
        if phrase in words.phrases:
            return Chunk("meaning", joined_text(some), words.phrases[phrase])
        if phrase in names.parts and _is_telling(phrase.split(), words):
            return Chunk("name", joined_text(some), ids=(names.parts[phrase],))
        if phrase in words.out_of_scope:
            return Chunk("outside", joined_text(some))
    if len(some) > 1 and exact in words.time:
        return Chunk("relation", joined_text(some), words.time[exact])
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
