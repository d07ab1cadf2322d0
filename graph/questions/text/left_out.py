"""Words left out: the words of a question that its typed form does not use. They are shown, so that none is dropped."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from graph.model.text import fold
from graph.questions.lexicon import Lexicon
from graph.questions.question import Group, Question
from graph.questions.spans import Span

# Meanings that choose the form of a question or the reading of its words, and so are always used.
ALWAYS_USED = frozenset(
    ["link", "yes", "more", "than", "unnamed", "view", "most", "parts", "source", "civic", "label", "kind"]
)
# Meanings to the attribute of Question that holds their values.
VALUED = {
    "type": "types", "sector": "sectors", "role": "roles", "event": "events", "status": "statuses",
    "keyword": "keywords", "order": "order", "state": "state", "form": "form",
}  # fmt: skip
# Forms whose answers do not look at the words of notes.
UNFILTERED = frozenset(["path", "profile", "kind", "where", "located", "compare", "common", "fact", "standing"])
FLAGS = {
    "through": "through", "except": "excluded", "undated": "undated", "abroad": "abroad", "by": "by", "per": "per",
    "top": "top",
}  # fmt: skip


def left_out_words(spans: Sequence[Span], question: Question, words: Lexicon) -> tuple[str, ...]:
    """The texts of the spans that the question does not use, in order, each once. Small words are never shown."""
    if question.is_refused:
        return ()
    named = _ids(question)
    texts = (span.text for span in spans if not _is_used(span, question, named, words))
    return tuple(dict.fromkeys(texts))


def content_words(spans: Sequence[Span], words: Lexicon, *, labels: bool = False) -> tuple[str, ...]:
    """The folded words to search the records for: all but names, times, numbers and small words, each once.

    Words for labels, such as "schools", only if `labels` is True.
    """
    apart = ("view:", "by:") if labels else ("view:", "by:", "label:")
    texts = (
        fold(span.text)
        for span in spans
        if span.value == "demonym"
        or (
            span.kind not in ("name", "time", "number", "relation", "source", "unknown_source")
            and not span.value.startswith(apart)
            and span.value not in ("link", "civic")
            and (span.value == "form:about" or not span.value.startswith("form:"))
        )
    )
    return tuple(dict.fromkeys(word for text in texts for word in text.split() if word not in words.small))


def _is_used(span: Span, question: Question, named: Collection[str], words: Lexicon) -> bool:
    if span.kind == "name":
        return not span.ids or bool(set(span.ids) & set(named))
    if span.kind == "meaning":
        return _is_meaning_used(span, question)
    if span.kind == "time":
        return question.when is not None or bool(question.state) or question.is_numbered
    if span.kind == "number":
        return question.top is not None or question.is_numbered or question.when is not None
    if span.kind == "keyword":
        filtered = span.value in question.keywords and question.form not in UNFILTERED
        return filtered or question.form in ("about", "number") or set(fold(span.text).split()) <= words.small
    if span.kind in ("stop", "relation", "rest"):
        return span.kind == "relation" or set(fold(span.text).split()) <= words.small
    return True


def _is_meaning_used(span: Span, question: Question) -> bool:
    """Whether any part of a meaning is in the question."""
    for part in span.value.split():
        name, _, value = part.partition(":")
        if name in ALWAYS_USED or (name in FLAGS and getattr(question, FLAGS[name])):
            return True
        if name in VALUED:
            held = getattr(question, VALUED[name])
            values = set(value.split(","))
            if (
                name == "form"
                or held == "both"
                or (held == value if isinstance(held, str) else bool(values & set(held)))
            ):
                return True
        if name not in VALUED and name not in FLAGS:
            return True
    return False


def _ids(question: Question) -> set[str]:
    groups: tuple[Group, ...] = (question.target, question.anchor)
    ids = {i for group in groups for i in (*group.ids, *group.places)}
    others = (question.through, question.excluded, question.unlinked_to, question.also_in, question.relative_to)
    return ids.union(*others)
