"""Name candidates: which unknown words of a question may be names. Only these can refuse a question.

A word may be a name if it has a capital in a text of mixed case, is a known place elsewhere, or is no English word and
follows a word such as "with", where a name must come. Any other unknown word is left out of the question.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from graph.model.text import fold
from graph.questions.spans import NameLookup, Span
from graph.questions.text.english_words import is_english

# Words after which a name must come.
BEFORE_NAMES = frozenset(
    ["with", "in", "to", "of", "from", "for", "about", "between", "versus", "vs", "via", "through"]
)
# Words after which a common word with a capital must be a name: "twinned with Reading".
BESIDE_PLACES = frozenset(["with", "in", "to", "of"])
SHORTEST_NAME = 3
REST = "rest"
# Kinds of spans that may be the second word of a name.
WORDS = ("unknown", "keyword", "stop")


def separate_words(
    spans: Sequence[Span], names: NameLookup, other_places: Collection[str], other_sites: Collection[str]
) -> list[Span]:
    """The spans, with unknown words that can't be names as "rest". Spelling is then corrected only in the others.

    `other_places` are names of places elsewhere. `other_sites` are words that make another item of the name before
    them, such as "castle" in "Leeds Castle".
    """
    mixed = is_mixed_case(spans)
    found: list[Span] = []
    at = 0
    while at < len(spans):
        beside = found[-1] if found else None
        after = spans[at]
        sites = other_places if _is_place(after, other_places, []) else other_sites
        if beside is not None and beside.kind == "name" and _makes_other_site(beside, after, mixed, sites):
            found[-1] = _other_site(beside, after)
            at += 1
            continue
        run = _run(spans, at)
        if not run:
            found.append(spans[at])
            at += 1
            continue
        if any(_is_place(span, other_places, found) for span in run) or _may_be_name(run, found, mixed=mixed):
            found += run
        else:
            found += [replace(s, kind=REST) if is_english(s.value, exact=True) else s for s in run]
        at += len(run)
    return found


def refuse_only_names(spans: Sequence[Span], other_places: Collection[str]) -> list[Span]:
    """The spans after spelling correction, with unknown words that can't be names as "rest"."""
    mixed = is_mixed_case(spans)
    content = [span for span in spans if span.kind != "stop"]
    found: list[Span] = []
    for span in spans:
        if span.kind == "unknown" and not (
            len(content) == 1
            or _is_place(span, other_places, found)
            or _is_other_site(span)
            or _may_be_name([span], found, mixed=mixed)
        ):
            span = replace(span, kind=REST)
        found.append(span)
    return found


def join_places_elsewhere(spans: Sequence[Span], text: str, names: NameLookup) -> list[Span]:
    """The spans, with a town in a country that it does not lie in as one unknown name: "Newcastle, Australia"."""
    found: list[Span] = []
    for span in spans:
        before = found[-1] if found else None
        joined = f"{before.text}, {span.text}" if before is not None else ""
        places = before is not None and before.kind == span.kind == "name" and span.value != "demonym"
        if before is not None and places and joined in text and names.is_elsewhere(before.ids, span.ids):
            found[-1] = Span("unknown", joined, fold(joined), suggestions=(fold(before.text),))
            continue
        found.append(span)
    return found


def is_mixed_case(spans: Sequence[Span]) -> bool:
    """Whether capitals tell names in this text: not all of its words have one."""
    words = [word for span in spans for word in span.text.split() if word[:1].isalpha()]
    capitals = sum(word[:1].isupper() for word in words)
    return capitals < len(words) or (len(words) < 3 and not all(word.isupper() for word in words))


def _run(spans: Sequence[Span], at: int) -> list[Span]:
    """The unknown spans from here on that belong together: all with a capital, or a single one without."""
    run: list[Span] = []
    for span in spans[at:]:
        if span.kind != "unknown" or (run and not (_is_capital(run[-1]) and _is_capital(span))):
            break
        run.append(span)
    return run


def _may_be_name(run: Sequence[Span], before: Sequence[Span], *, mixed: bool) -> bool:
    english = all(is_english(span.value, exact=True) for span in run)
    follows = bool(before) and before[-1].value in BEFORE_NAMES
    capital = mixed and any(map(_is_capital, run))
    if english:
        return capital and follows and before[-1].value in BESIDE_PLACES
    return any(len(span.value) >= SHORTEST_NAME for span in run) and (follows or capital)


def _is_place(span: Span, other_places: Collection[str], before: Sequence[Span]) -> bool:
    """Whether a word is a known place elsewhere; Bury or Sale only with a capital, or after "with", "in" or "to"."""
    cue = bool(before) and before[-1].value in BESIDE_PLACES
    return span.value in other_places and (_is_capital(span) or cue or not is_english(span.value, exact=True))


def _is_capital(span: Span) -> bool:
    return span.text[:1].isupper()


def _makes_other_site(name: Span, after: Span, mixed: bool, sites: Collection[str]) -> bool:
    """Whether a name and the word after it name something else: Leeds Castle is not Leeds."""
    if name.text.endswith(("'", "’", "'s", "’s")) or name.value == "demonym" or after.kind not in WORDS:
        return False
    if after.value in sites:
        return True
    return after.kind == "unknown" and (mixed and _is_capital(name) and _is_capital(after) and len(after.text) > 2)


def _other_site(name: Span, after: Span) -> Span:
    text = f"{name.text} {after.text}"
    return Span("unknown", text, fold(text), suggestions=(fold(name.text),))


def _is_other_site(span: Span) -> bool:
    return bool(span.suggestions) and span.value.startswith(f"{span.suggestions[0]} ")
