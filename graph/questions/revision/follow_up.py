"""Follow-ups: "and in Germany?" keeps the rest of the question before it and becomes a whole question."""

from __future__ import annotations

from dataclasses import replace

from graph.catalogue.catalogue import Catalogue
from graph.model.text import fold
from graph.questions.forms.table import FORMS
from graph.questions.question import Group, Question

OPENINGS = ("and", "what about", "how about", "also", "but", "only", "just", "now", "same for", "or")


def is_follow_up(text: str) -> bool:
    """Whether a text begins like a follow-up."""
    folded = fold(text)
    return any(folded == opening or folded.startswith(f"{opening} ") for opening in OPENINGS)


def merge_follow_up(before: Question, after: Question, catalogue: Catalogue) -> Question:
    """The question before, with the parts that the follow-up names replaced."""
    merged = replace(
        before,
        text=after.text,
        unknown=after.unknown,
        unknown_sources=after.unknown_sources,
        unsupported=after.unsupported,
        out_of_scope=after.out_of_scope,
        spelling_suggestions=after.spelling_suggestions,
    )
    merged = replace(
        merged,
        types=after.types or before.types,
        civic=after.civic or before.civic,
        sectors=after.sectors or before.sectors,
        roles=after.roles or before.roles,
        events=after.events or before.events,
        statuses=after.statuses or before.statuses,
        keywords=after.keywords or before.keywords,
        sources=after.sources or before.sources,
        when=after.when or before.when,
        order=after.order or before.order,
        top=after.top or before.top,
        by=after.by or before.by,
    )
    if FORMS[after.form].replaces_form:
        merged = replace(merged, form=after.form)
    labels = after.target.labels or after.anchor.labels
    if labels:
        merged = replace(merged, target=replace(merged.target, labels=labels))
    for name in (*after.target.places, *after.target.ids, *after.anchor.places, *after.anchor.ids):
        merged = _put(merged, name, catalogue)
    return merged


def _put(question: Question, name: str, catalogue: Catalogue) -> Question:
    """The question with a node in place of one of the same label, or else as target."""
    target, anchor = _instead(question.target, name, catalogue), _instead(question.anchor, name, catalogue)
    if target is not None:
        return replace(question, target=target)
    if anchor is not None:
        return replace(question, anchor=anchor)
    if question.form in ("profile", "where", "kind") or (question.anchor.is_any and not question.target.is_any):
        return replace(question, anchor=Group(ids=(name,)))
    if question.target.labels:
        return replace(question, target=replace(question.target, places=(name,)))
    return replace(question, target=Group(ids=(name,)))


def _instead(group: Group, name: str, catalogue: Catalogue) -> Group | None:
    """The group with a node in place of one of the same label; None if it has none."""
    kind = catalogue.nodes.label(name)
    if any(catalogue.nodes.label(i) == kind for i in group.places):
        return replace(group, places=(name,))
    if any(catalogue.nodes.label(i) == kind for i in group.ids):
        return replace(group, ids=(name,))
    return None
