"""Comparisons: which is older, which has more, and the organisations of several places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.model.text import fold
from graph.questions.forms.draft import ASKING, Draft
from graph.questions.interpretation import WIDE, Interpretation, organisation_labels
from graph.questions.question import Group, Question
from graph.questions.spans import Span

DATED = frozenset(["older", "newer", "before", "after", "earlier", "later", "first"])
RANKED = frozenset(["older", "newer", "earlier", "later", "first", "oldest", "newest"])


def correct_names(draft: Draft) -> Question | None:
    """Correct which names are compared. Always returns None.

    A single name is not compared. A name to go through, or to date by, is the anchor if the question names no other.
    """
    reading = draft.reading
    if draft.form in ("common", "compare") and len(reading.named) < 2:
        draft.form = ""
    if reading.through and not reading.named:
        reading.named, reading.within, reading.wide, reading.placed = [reading.through], [False], [False], [False]
        draft.question = replace(draft.question, through=())
    if reading.relative_to[1] and draft.spans and draft.first in ASKING:
        reading.named.append((reading.relative_to[1],))
        reading.either, draft.question = True, replace(draft.question, relative_to=("", ""))
    return None


def parse_comparison(draft: Draft) -> Question | None:
    """Read two names and a word that ranks them: which is older, which came first, which has more."""
    question, reading, spans, form = draft.question, draft.reading, draft.spans, draft.form
    ids = tuple(i for some in reading.named for i in some)
    said = {word for span in spans for word in fold(span.text).split()}
    dated = reading.has("order") or bool(said & DATED)
    if len(reading.named) < 2 or question.when or form in ("path", "evidence", "gaps"):
        return None
    if not (said & RANKED or fold(spans[0].text) in ASKING):
        dated = False
    if form == "compare" and "when" in reading.values("form"):
        return replace(question, form="dates", anchor=Group(ids=ids), order="")
    if reading.has("more") and reading.either:
        return replace(question, form="compare", anchor=Group(ids=ids))
    if dated and (reading.either or "than" in said):
        return replace(question, form="dates", anchor=Group(ids=ids), order="")
    return None


def parse_set_comparison(draft: Draft) -> Question | None:
    """Read organisations of one kind in several places: "compare Leeds and Newcastle schools".

    If a country is named too ("… that work in Kenya"), only links to that country count.
    """
    question, reading, spans, catalogue = draft.question, draft.reading, draft.spans, draft.catalogue
    form = draft.form if draft.form in ("common", "compare") else "compare" if _has_more(reading, spans) else ""
    groups = reading.labelled
    kinds = {(group.labels, group.kinds) for group in groups}
    if not form or len(kinds) != 1 or not set(groups[0].labels) <= organisation_labels():
        return None
    placed = tuple(place for group in groups for place in group.places)
    if form == "common" and not placed:
        return None  # asks what they share, not who shares it: "which universities do Leeds and Durban share"
    places = dict.fromkeys((*placed, *(i for ids in reading.named for i in ids[:1])))
    if not all(map(catalogue.is_place, places)):
        return None
    wide = [i for i in places if catalogue.nodes.label(i) in WIDE]
    beside = tuple(wide) if len(wide) < len(places) and not set(wide) & set(placed) else ()
    sides = _in_order((i for i in places if i not in beside), spans)
    if len(sides) < 2:
        return None
    anchor = Group(ids=sides, labels=groups[0].labels, kinds=groups[0].kinds)
    return replace(question, form=form, target=Group(places=beside), anchor=anchor, all_of=False, agent="")


def _has_more(reading: Interpretation, spans: list[Span]) -> bool:
    """Whether two places are compared by number: "… more schools, Leeds or Newcastle", "… more schools than Leeds"."""
    than = next((at for at, span in enumerate(spans) if span.value == "than"), len(spans))
    counted = than + 1 < len(spans) and spans[than + 1].kind == "number"
    return reading.has("more") and not counted and (reading.either or than < len(spans))


def _in_order(ids: Iterable[str], spans: list[Span]) -> tuple[str, ...]:
    """These ids in the order of the question."""
    said = [i for span in spans for i in span.ids]
    return tuple(sorted(ids, key=said.index))
