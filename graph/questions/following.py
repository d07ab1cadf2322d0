"""A follow-up ("and in Germany?") keeps the rest of the question before it, visibly: it becomes one whole question."""

from __future__ import annotations

from dataclasses import replace

from graph.catalogue import Catalogue
from graph.questions.question import Group, Question
from graph.text import fold

OPENINGS = ("and", "what about", "how about", "also", "but", "only", "just", "now", "same for", "or")


def is_follow_up(text: str) -> bool:
    """Whether a text begins like a follow-up."""
    folded = fold(text)
    return any(folded == opening or folded.startswith(f"{opening} ") for opening in OPENINGS)


def follow(before: Question, after: Question, catalogue: Catalogue) -> Question:
    """The question before, with what the follow-up names put in the place of what it is like."""
    merged = replace(before, text=after.text, unknown=after.unknown, outside=after.outside, near=after.near)
    for field in ("types", "sectors", "roles", "events", "statuses", "keywords", "when", "order", "top", "by"):
        value = getattr(after, field)
        if value:
            merged = replace(merged, **{field: value})
    if after.civic:
        merged = replace(merged, civic=True)
    if after.form in ("count", "when", "duration", "evidence"):
        merged = replace(merged, form=after.form)
    labels = after.asked.labels or after.given.labels
    if labels:
        merged = replace(merged, asked=replace(merged.asked, labels=labels))
    for name in (*after.asked.places, *after.asked.ids, *after.given.places, *after.given.ids):
        merged = _put(merged, name, catalogue)
    return merged


def _put(question: Question, name: str, catalogue: Catalogue) -> Question:
    """The thing in the place of one of its kind; else of what was asked for."""
    kind = catalogue.nodes[name].label
    for side in ("asked", "given"):
        group: Group = getattr(question, side)
        for field in ("places", "ids"):
            if any(catalogue.nodes[i].label == kind for i in getattr(group, field)):
                return replace(question, **{side: replace(group, **{field: (name,)})})
    if question.form in ("profile", "where", "kind"):
        return replace(question, given=Group(ids=(name,)))
    if question.asked.is_any and catalogue.is_place(name):
        return replace(question, asked=Group(ids=(name,)))
    if question.given.is_any:
        return replace(question, given=Group(ids=(name,)))
    field = "places" if question.asked.labels else "ids"
    return replace(question, asked=replace(question.asked, **{field: (name,)}))
