"""Follow-ups: "and in Germany?" keeps the rest of the question before it and becomes a whole question."""

from __future__ import annotations

from dataclasses import replace

from graph.catalogue.catalogue import Catalogue
from graph.model.text import fold
from graph.questions.forms.table import FORMS
from graph.questions.question import Group, Question, TimeLimit

OPENINGS = ("and", "what about", "how about", "also", "but", "only", "just", "now", "same for", "or")


# Words that stand for what the question before was about.
PRONOUNS = frozenset(
    ["it", "its", "they", "them", "their", "that", "those", "these", "this", "there", "he", "she", "both", "two"]
)
PLACES = frozenset(["City", "Region", "Country"])
LONGEST_OPERATOR = 6  # words of a follow-up that only changes the question before
# Forms that a follow-up gives to the question before, besides those of the table of forms.
OPEN_FORMS = frozenset(["about", "missing", "where", "common", "compare"])


def has_pronoun(text: str) -> bool:
    """Whether a word of a text stands for what was asked before."""
    return bool(PRONOUNS & set(fold(text).split()))


def refers_back(text: str, question: Question) -> bool:
    """Whether a question without a name of its own asks about the question before: "who says so?", "is it active?"."""
    groups = (question.target, question.anchor)
    if any(group.ids or group.places for group in groups) or question.unknown:
        return False
    words = fold(text).split()
    if not words:
        return False
    labelled = any(group.labels for group in groups)
    return bool(PRONOUNS & set(words)) or (len(words) <= LONGEST_OPERATOR and not labelled)


def follow_on(before: Question, after: Question, text: str, catalogue: Catalogue) -> Question:
    """A later question of the same text as a whole question: "which cities is Leeds twinned with, and what for?".

    If it has a pronoun and asks for other items, it keeps from the question before only what the pronoun stands for.
    """
    ids = dict.fromkeys((*before.target.ids, *before.anchor.ids, *before.target.places, *before.anchor.places))
    own = (*after.anchor.ids, *after.target.ids)
    if not (ids and has_pronoun(text) and (after.target.labels or len(own) == 1)):
        return merge_follow_up(before, after, catalogue)
    if len(own) == 1 and not after.target.labels:
        return replace(after, anchor=Group(ids=own), target=Group(ids=tuple(ids)[:1]))
    telling = [i for i in ids if catalogue.nodes.label(i) not in PLACES] or list(ids)
    form = "links" if after.form == "list" else after.form
    return replace(after, form=form, anchor=Group(ids=tuple(telling[:1])))


def is_complete(question: Question) -> bool:
    """Whether a question says what it asks for, so that it needs no question before it."""
    groups = (question.target, question.anchor)
    says_what = question.types or question.civic or question.sectors or question.events or question.fact
    return bool(says_what or any(group.labels for group in groups))


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
        when=_later_time(before, after),
        order=after.order or before.order,
        top=after.top or before.top,
        by=after.by or before.by,
        per=after.per or before.per,
        view=after.view or before.view,
        content=tuple(dict.fromkeys((*before.content, *after.content))),
        left_out=after.left_out,
        is_open=after.is_open or before.is_open,
    )
    if after.form == "sources":  # "who says so?" is about the question before, not about all sources
        merged = replace(merged, form="evidence")
    checked = after.form == "yesno" and (after.statuses or after.when or after.types)
    if FORMS[after.form].replaces_form or after.form in OPEN_FORMS or checked:
        merged = replace(merged, form=after.form)
    labels = after.target.labels or after.anchor.labels
    if labels:
        merged = replace(merged, target=replace(merged.target, labels=labels))
    for name in (*after.target.places, *after.target.ids, *after.anchor.places, *after.anchor.ids):
        merged = _put(merged, name, catalogue)
    return merged


def _later_time(before: Question, after: Question) -> TimeLimit | None:
    """The time of a follow-up, with the meaning of the time before: "and in 1970?" after "partners in 1990"."""
    if after.when is None or before.when is None:
        return after.when or before.when
    single = after.when.text.split(" ", 1)[0].lower() in ("in", "during", "by")
    return replace(after.when, relation=before.when.relation) if single else after.when


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
