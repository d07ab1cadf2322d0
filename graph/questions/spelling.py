"""Spelling correction with rapidfuzz: names first, then words. A word that is not similar to just one stays unknown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from rapidfuzz import fuzz, process

from graph.model.text import fold
from graph.questions.lexicon import Lexicon
from graph.questions.spans import NameLookup, Span

SURE = 86.0


NEAR = 70.0


SHORTEST_TO_MEND = 4


ASKING_WORDS = ("which", "where", "when", "what", "with", "from", "between", "have", "does", "there", "about")


WINDOW = 2


def restore_names(spans: list[Span], names: NameLookup) -> list[Span]:
    """Read a capitalised word among small ones as a name: "twins of Leads" means a misspelt city, not a leader."""
    if any(c.text.isupper() or (c.text.istitle() and c.kind in ("stop", "keyword")) for c in spans[1:]):
        return spans
    made = list(spans)
    for at, span in enumerate(spans[1:], 1):
        word = fold(span.text)
        if span.kind == "meaning" and span.text.istitle() and " " not in word and not span.value.startswith("label:"):
            near = process.extractOne(word, names.known_names, scorer=fuzz.ratio, score_cutoff=_sure(word))
            if near:
                made[at] = Span("unknown", span.text, word)
    return made


def correct_spelling(spans: list[Span], names: NameLookup, words: Lexicon, other_places: Collection[str]) -> list[Span]:
    """Join unknown words side by side, and correct those that are similar to only one name or word."""
    made: list[Span] = []
    for span in spans:
        if span.kind == "unknown" and made and made[-1].kind == "unknown" and not made[-1].suggestions:
            before = made.pop()
            span = Span("unknown", f"{before.text} {span.text}", f"{before.value} {span.value}")
        made.append(span)
    mended: list[Span] = []
    at = 0
    while at < len(made):
        open_span = made[at].kind == "unknown" and not made[at].suggestions  # suggestions: another site of a known name
        wide = _mended_with_neighbours(made, at, names) if open_span else None
        if wide:
            span, first, last = wide
            mended = [*mended[: len(mended) - (at - first)], span]
            at = last + 1
            continue
        mended.append(_mended(made[at], names, words, other_places) if open_span else made[at])
        at += 1
    return mended


def _mended_with_neighbours(spans: list[Span], at: int, names: NameLookup) -> tuple[Span, int, int] | None:
    """A long name with one misspelt word, "west jesmund primary", with the positions of its first and last span."""
    for first in range(max(0, at - WINDOW), at + 1):
        for last in range(min(len(spans) - 1, at + WINDOW), at - 1, -1):
            if last == first:
                continue
            text = " ".join(fold(c.text) for c in spans[first : last + 1])
            near = process.extractOne(text, names.known_names, scorer=fuzz.ratio, score_cutoff=SURE + 4)
            if near and len(str(near[0]).split()) == len(text.split()) > 1:
                shown = " ".join(c.text for c in spans[first : last + 1])
                name = str(near[0])
                return Span("name", shown, ids=names.names[name], corrected=name), first, last
    return None


def _mended(span: Span, names: NameLookup, words: Lexicon, other_places: Collection[str]) -> Span:
    if len(span.value) < SHORTEST_TO_MEND:
        return span
    near = process.extract(span.value, names.known_names, scorer=fuzz.ratio, score_cutoff=NEAR, limit=5)
    near_word = process.extractOne(span.value, words.phrases.keys(), scorer=fuzz.ratio, score_cutoff=SURE)
    sure = bool(near) and near[0][1] >= _sure(span.value) and span.value not in other_places
    if span.text.islower() and not sure:
        small = process.extractOne(span.value, ASKING_WORDS, scorer=fuzz.ratio, score_cutoff=SURE)
        if small and span.value not in other_places:
            return Span("stop", span.text, str(small[0]), corrected=str(small[0]))
    if near_word and not sure and len(span.value) > SHORTEST_TO_MEND:
        return Span("meaning", span.text, words.phrases[near_word[0]], corrected=str(near_word[0]))
    if sure:
        best = [str(name) for name, score, _ in near if score == near[0][1]]
        ids = tuple(sorted({i for name in best for i in names.names[name]}))
        return Span("name", span.text, ids=ids, corrected=best[0])
    if names.known_names is not names.all_names:
        near = process.extract(span.value, names.all_names, scorer=fuzz.ratio, score_cutoff=NEAR, limit=5)
    return replace(span, suggestions=tuple(dict.fromkeys(str(name) for name, _, _ in near)))


def _sure(word: str) -> float:
    """The ratio above which a correction is certain. One wrong letter costs a short word more than a long one."""
    return 80.0 if len(word) <= 6 else SURE
