"""Words beside a name that belong to it: "G20 smart cities" is the G20 Global Smart Cities Alliance, and no cities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.model.text import fold
from graph.questions.spans import NameLookup, Span

# A short name such as "University of Leeds" shares its words with too much.
SHORTEST_TITLE = 3  # words
FEWEST_BESIDE, MOST_BESIDE = 2, 4  # words
WORDS = ("meaning", "keyword", "unknown", "rest", "stop")
# Meanings of words that ask for a list, and rarely belong to a name.
ASKED_FOR = ("label:", "type:", "link", "civic", "form:")


def join_name_words(spans: Sequence[Span], names: NameLookup) -> list[Span]:
    """The spans, with each name and the words of its title beside it as one span."""
    found: list[Span] = []
    at = 0
    while at < len(spans):
        span = spans[at]
        if span.kind != "name" or span.is_ambiguous or len(span.ids) != 1 or span.value == "demonym":
            found.append(span)
            at += 1
            continue
        longer, used = _longer_name(spans, at, names)
        if not used:
            longer, used = span, _words_of_title(spans, at, names)
        if used:
            longer = replace(longer, text=" ".join(s.text for s in spans[at : at + used + 1]))
        found.append(longer)
        at += used + 1
    return found


def _words_of_title(spans: Sequence[Span], at: int, names: NameLookup) -> int:
    """How many spans after a name have only words of its title that the name itself does not have."""
    title = _words(names.titles.get(spans[at].ids[0], ""))
    if len(title) < SHORTEST_TITLE:
        return 0
    left = title - _words(spans[at].text)
    count = 0
    for span in spans[at + 1 :]:
        if span.kind not in WORDS or not _words(span.text) <= left:
            break
        count += 1
    return count


def _longer_name(spans: Sequence[Span], at: int, names: NameLookup) -> tuple[Span, int]:
    """The only node whose name has this name and the words after it, and how many spans these are."""
    beside: list[Span] = []
    for span in spans[at + 1 : at + 1 + MOST_BESIDE]:
        if span.kind not in WORDS:
            break
        beside.append(span)
    while len(beside) >= FEWEST_BESIDE:
        said = _words(" ".join(span.text for span in (spans[at], *beside)))
        if not all(span.value.startswith(ASKED_FOR) for span in beside):
            ids = {i for name in names.known_names if said <= _words(name) for i in names.names.get(name, ())}
            if len(ids) == 1 and ids != set(spans[at].ids):
                return replace(spans[at], ids=tuple(ids)), len(beside)
        beside.pop()
    return spans[at], 0


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())
