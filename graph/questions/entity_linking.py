"""Entity linking: which names, meanings and times the words of a question stand for, and which words are unknown.

The longest match wins, and names come before meanings. Spelling is corrected afterwards, cautiously. No word is lost.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import takewhile

from graph.model.text import fold
from graph.questions.lexicon import Lexicon
from graph.questions.spans import NameLookup, Span, Token, joined_text, tokens
from graph.questions.spelling import correct_spelling, restore_names
from graph.questions.text.name_candidates import join_places_elsewhere, refuse_only_names, separate_words
from graph.questions.text.name_words import join_name_words
from graph.questions.times import LAST_CENTURY, TimeSpan, time_span

# The meaning of the words before a source: "according to".
SOURCE_CUE = "source"
LONGEST_TITLE = 16
# Up to this many words, a word that is a name and a meaning is the name: "civic".
SHORT = 3
NUMBERS = {"fifteen": 15, "twenty": 20, "twentyfive": 25, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60} | dict(
    zip(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], range(1, 11), strict=True)
)
SMALL = frozenset(["of", "the", "and", "in", "for", "a", "an", "on", "to", "with", "at", "by", "upon", "from"])


def link_entities(text: str, names: NameLookup, words: Lexicon, other_places: Collection[str] = ()) -> list[Span]:
    """The spans of a text, in order. Every word is in exactly one span."""
    said = [_with_synonym(token, words) for token in tokens(text)]
    longest = max(names.longest_name, words.longest)
    spans: list[Span] = []
    at = 0
    while at < len(said):
        span, used = _longest(said, at, longest, names, words)
        spans.append(span)
        at += used
        if span.value == SOURCE_CUE:
            told, used = _sources_named(said, at, names, words)
            spans.extend(told)
            at += used
    spans = join_places_elsewhere(spans, text, names)
    found = restore_names(_keep_note_words(_join_compounds(spans, said), names), names)
    found = join_name_words(found, names)
    possible = separate_words(found, names, other_places, words.other_sites)
    return refuse_only_names(correct_spelling(possible, names, words, other_places), other_places)


def _sources_named(said: list[Token], at: int, names: NameLookup, words: Lexicon) -> tuple[list[Span], int]:
    """The spans of the sources named from here on, and how many words they take. An unknown source gets a span too."""
    made: list[Span] = []
    first = at
    while at < len(said):
        count, ids = _source(said, at, names)
        if not ids and not made:
            text = list(takewhile(lambda token: token.folded not in words.stop, said[at + _article(said, at) :]))
            count = _article(said, at) + len(text)
            made = [Span("unknown_source", joined_text(said[at : at + count]))] if text else []
            return made, count if text else 0
        made.append(Span("source", joined_text(said[at : at + count]), ids=ids))
        at += count
        if at >= len(said) or said[at].folded not in ("and", "or") or not _source(said, at + 1, names)[1]:
            break
        made.append(Span("stop", said[at].text))
        at += 1
    return made, at - first


def _source(said: list[Token], at: int, names: NameLookup) -> tuple[int, tuple[str, ...]]:
    """How many words from here name a source, and its ids. The longest name wins."""
    skipped = _article(said, at)
    for count in range(min(len(said) - at, LONGEST_TITLE), skipped, -1):
        ids = names.sources_matching(" ".join(token.folded for token in said[at + skipped : at + count]))
        if ids:
            return count, ids
    return 0, ()


def _article(said: list[Token], at: int) -> int:
    return int(at < len(said) and said[at].folded in ("the", "a", "an", "document", "source", "dataset"))


def _with_synonym(token: Token, words: Lexicon) -> Token:
    """The token with its word replaced by the synonym that notes use."""
    word = words.synonyms.get(token.folded)
    return replace(token, folded=word, bare=word, is_synonym=True) if word else token


def _keep_note_words(spans: list[Span], names: NameLookup) -> list[Span]:
    """Keep words of notes together: "English lessons" are not about England, and "coal mining" is not a project."""
    made = list(spans)
    for at, span in enumerate(spans):
        word = fold(span.text)
        before = at > 0 and made[at - 1].kind == "keyword"
        after = at + 1 < len(spans) and spans[at + 1].kind == "keyword"
        of_place = span.value == "demonym" and after and names.notes_mention_phrase(word, fold(spans[at + 1].text))
        of_sector = span.value.startswith("sector:") and (before or after)
        beside = names.notes_mention_phrase(word, fold(spans[at + 1].text)) if after else False
        of_kind = span.value.startswith("label:") and (before or beside)
        if (of_place or of_sector or of_kind) and " " not in word and names.notes_mention(word):
            made[at] = Span("keyword", span.text, word)
    return made


def _longest(said: list[Token], at: int, longest: int, names: NameLookup, words: Lexicon) -> tuple[Span, int]:
    if [token.folded for token in said[at : at + 2]] == ["last", "century"]:
        return Span("time", joined_text(said[at : at + 2]), time=TimeSpan(LAST_CENTURY, 2)), 2
    most = min(len(said) - at, longest)
    for count in range(most, 0, -1):
        some = said[at : at + count]
        span = _known(some, names, words, is_long=len(said) > SHORT)
        if span and span.kind == "meaning" and _is_acronym(said, at) and some[0].folded in names.names:
            return Span("name", some[0].text, ids=names.names[some[0].folded]), 1
        if span:
            return span, count
    found = time_span([token.folded for token in said], at)
    if found:
        return Span("time", joined_text(said[at : at + found.words]), time=found), found.words
    return _single(said[at], names, words), 1


def _is_acronym(said: list[Token], at: int) -> bool:
    """Whether a word is in capitals and the others are not: CIVIC is a project, civic is a sector."""
    return said[at].text.isupper() and len(said[at].text) > 2 and not all(t.text.isupper() for t in said)


def _known(some: list[Token], names: NameLookup, words: Lexicon, *, is_long: bool) -> Span | None:
    exact = " ".join(token.folded for token in some)
    bare = " ".join([*(token.folded for token in some[:-1]), some[-1].bare])
    if len(some) == 1 and exact in words.stop and exact not in words.phrases:
        return None
    if len(some) == 1 and some[0].is_synonym and names.notes_mention(exact):
        return Span("keyword", some[0].text, exact)  # "pensioners" are older people, not the oldest link
    if is_long and some[0].text.islower() and exact in words.phrases and _are_acronyms(exact, names):
        return Span("meaning", joined_text(some), words.phrases[exact])
    for phrase in dict.fromkeys((bare, exact)):
        if several := _one_of_several(phrase, joined_text(some), names, words):
            return several
        ids = names.names.get(phrase, ())
        if ids and names.is_known(ids):
            return Span("name", joined_text(some), ids=ids)
        if found := _of_place(words.demonyms.get(phrase, ""), joined_text(some), names, words):
            return found
        if phrase in names.kinds:
            return Span("meaning", joined_text(some), names.kinds[phrase])
        if phrase in words.phrases:
            return Span("meaning", joined_text(some), words.phrases[phrase])
        outside = phrase in words.out_of_scope
        part = names.only_node_named(phrase) if not ids and len(some) > 1 and _is_telling(phrase.split(), words) else ""
        part = part or (
            names.network_with(phrase) if not ids and _is_half_telling(phrase.split(), names, words) else ""
        )
        ids = (part,) if part else ids
        if ids and (names.is_known(ids) or not (outside or _is_said_otherwise(some, names, words))):
            meant = fold(names.titles[part]) if part and names.has_register_matches(phrase) else ""
            return Span("name", joined_text(some), ids=ids, corrected=meant)
        if outside:
            return Span("out_of_scope", joined_text(some))
    if len(some) > 1 and exact in words.time:
        return Span("relation", joined_text(some), words.time[exact])
    return None


def _are_acronyms(phrase: str, names: NameLookup) -> bool:
    """Whether a phrase names only nodes whose names are one word in capitals: "civic" and CIVIC."""
    titles = [names.titles[i] for i in names.names.get(phrase, ())]
    return bool(titles) and all(title.isupper() and title.isalpha() for title in titles)


def _one_of_several(phrase: str, text: str, names: NameLookup, words: Lexicon) -> Span | None:
    """A name with several meanings, with those in the graph: "Korea" is South Korea or North Korea."""
    ids = tuple(dict.fromkeys(i for name in words.ambiguous_names.get(phrase, ()) for i in names.names.get(name, ())))
    meant = fold(names.titles[ids[0]]) if len(ids) == 1 else ""
    return Span("name", text, ids=ids, corrected=meant, is_ambiguous=len(ids) > 1) if ids else None


def _of_place(place: str, text: str, names: NameLookup, words: Lexicon) -> Span | None:
    """The place that an adjective means, if it is in the graph."""
    several = _one_of_several(fold(place), text, names, words)
    if several:
        return replace(several, value="demonym")
    ids = names.names.get(fold(place), ())
    return Span("name", text, "demonym", ids) if place and ids else None


def _is_telling(part: list[str], words: Lexicon) -> bool:
    """Whether part of a name identifies it: no small word at either end, and no meaning of its own."""
    return not ({part[0], part[-1]} & SMALL or any(word in words.phrases for word in part))


def _is_half_telling(part: list[str], names: NameLookup, words: Lexicon) -> bool:
    """Whether two words may identify a network although one has a meaning of its own: "creative cities"."""
    known = (words.phrases, words.stop, words.demonyms, names.names, SMALL)
    return len(part) == 2 and part[1] in words.phrases and not any(part[0] in some for some in known)


def _is_coded(word: str) -> bool:
    """Whether a word has both letters and digits, as N8 and C40 have."""
    return any(c.isdigit() for c in word) and any(c.isalpha() for c in word)


def _is_said_otherwise(some: list[Token], names: NameLookup, words: Lexicon) -> bool:
    """Whether each word has a meaning of its own and none is capitalised, so that no name is meant.

    A register contains almost every name. "newcastle schools" are schools in Newcastle, though an athletic association
    may have this name.
    """
    if all(token.text[:1].isupper() for token in some if token.folded not in SMALL):
        return False
    known = (words.phrases, words.stop, words.demonyms, words.time, names.kinds, NUMBERS)
    return all(
        any(word in meanings for meanings in known) or names.is_known(names.names.get(word, ()))
        for word in (token.bare for token in some)
    )


def _single(token: Token, names: NameLookup, words: Lexicon) -> Span:
    if token.folded in NUMBERS or (token.folded.isdecimal() and len(token.folded) < 4):
        return Span("number", token.text, number=NUMBERS.get(token.folded) or int(token.folded))
    if token.folded in words.time and token.folded not in words.stop:
        return Span("relation", token.text, words.time[token.folded])
    if token.folded in words.stop or token.bare in words.stop:
        return Span("stop", token.text, token.folded)
    network = names.network_with(token.folded) if _is_coded(token.folded) else ""
    if network:
        return Span("name", token.text, ids=(network,))
    published = names.sources_published_by(token.folded)
    if published:
        return Span("source", token.text, ids=published)
    if len(token.folded) > 2 and names.notes_mention(token.folded):
        return Span("keyword", token.text, token.folded)
    return Span("unknown", token.text, token.bare)


def _join_compounds(spans: list[Span], said: list[Token]) -> list[Span]:
    """Treat a hyphenated name with an unknown part as unknown: Newcastle-under-Lyme is not Newcastle."""
    joined = {i for i, token in enumerate(said) if token.joined}
    groups: list[tuple[list[Span], int]] = []
    at = 0
    for span in spans:
        length = len(tokens(span.text))
        if at in joined and groups:
            groups[-1][0].append(span)
        else:
            groups.append(([span], at))
        at += length
    made: list[Span] = []
    for group, _ in groups:
        if len(group) > 1 and any(c.kind == "unknown" for c in group) and not all(c.kind == "unknown" for c in group):
            text = "-".join(c.text for c in group)
            made.append(Span("unknown", text, fold(text)))
        else:
            made.extend(group)
    return made
