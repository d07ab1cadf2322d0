"""Questions for the kind of a named node, and for where it lies."""

from __future__ import annotations

from dataclasses import replace
from itertools import dropwhile

from graph.catalogue.catalogue import Catalogue
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from graph.questions.forms.draft import LINKING, Draft
from graph.questions.interpretation import Interpretation
from graph.questions.question import Group, Question
from graph.questions.spans import Span

BEING = ("is", "are", "was", "were")


def parse_containment(draft: Draft) -> Question | None:
    """Read whether one named node lies in another: "is Morley in Leeds"."""
    question, reading, catalogue = draft.question, draft.reading, draft.catalogue
    if len(reading.named) != 2 or reading.labelled or draft.first not in BEING or reading.has(*LINKING):
        return None
    where = [ids for ids, inside in zip(reading.named, reading.within, strict=True) if inside]
    if where != reading.named[1:] or not catalogue.is_place(where[0][0]) or question.keywords or question.when:
        return None
    return replace(question, form="located", anchor=Group(ids=reading.named[0]), target=Group(ids=where[0]))


def parse_location(draft: Draft) -> Question | None:
    """Read a question for the kind of a named node, for its location, or for its place of a label."""
    _correct_origin(draft)
    question, reading, form, catalogue = draft.question, draft.reading, draft.form, draft.catalogue
    named, labelled, spans = reading.named, reading.labelled, draft.spans
    if form == "where" and not labelled and len(named) == 2:
        inner = sorted(named, key=lambda ids: -len(catalogue.above(ids[0])) if ids else 1)[0]
        return replace(question, form="where", anchor=Group(ids=inner))
    if _asks_which_kind(spans):
        ids = tuple(span.ids[0] for span in spans if span.kind == "name" and span.ids)
        return replace(question, form="kind", anchor=Group(ids=ids)) if ids else None
    if named and _asks_kind(spans):
        return replace(question, form="kind", anchor=Group(ids=named[0]))
    if len(named) != 1 or draft.is_linking:
        return None
    among = any(c.value == "any" for c in spans) or reading.listed
    if draft.first in BEING and not among and any(not group.places for group in labelled):
        return replace(question, form="kind", anchor=Group(ids=named[0]))
    body = bool(named[0]) and catalogue.nodes.label(named[0][0]) in ("Network", "Project") and spans[-1].value != "in"
    by = _place_label(reading, catalogue, named[0], body or form not in ("", "where", "kind"))
    return replace(question, form="where", by=by, anchor=Group(ids=named[0])) if by else None


def _asks_kind(spans: list[Span]) -> bool:
    """Whether the question begins "is X a city": its first name is followed by a label."""
    parts = [span for span in spans[:5] if span.value not in ("a", "an", "the")]
    begins = len(parts) > 2 and fold(parts[0].text) in BEING and parts[1].kind == "name"
    return begins and parts[2].value.startswith("label:") and spans[2].value in ("a", "an", "the")


def _asks_which_kind(spans: list[Span]) -> bool:
    """Whether the question is "are X and Y cities", or "is X a city or a province": names, and then only labels."""
    parts = [span for span in spans if span.value not in ("a", "an", "the", "and")]
    if not parts or fold(parts[0].text) not in BEING:
        return False
    rest = list(dropwhile(lambda span: span.kind == "name", parts[1:]))
    labels = [span for span in rest if span.value != "or"]
    return (
        len(rest) < len(parts) - 1 and 1 < len(labels) < len(rest) and all(s.value.startswith("label:") for s in labels)
    )


def _correct_origin(draft: Draft) -> None:
    """Correct "where did the visitors come from", which asks for the record of the visit and not for a place."""
    came = {"come", "comes", "came"} & set(fold(draft.question.text).split())
    if draft.first == "where" and vocabulary().types.acting_as("visit") & set(draft.question.types) and came:
        draft.form, draft.question = "evidence", replace(draft.question, types=())


def _place_label(reading: Interpretation, catalogue: Catalogue, ids: tuple[str, ...], is_other: bool) -> str:
    """The label of the place that is asked for, or "". `is_other`: the words name another form."""
    labelled = reading.labelled
    kind = labelled[0].labels if labelled and set(labelled[0].labels) <= vocabulary().place_labels else ()
    if kind and len(labelled) == 1 and not (labelled[0].places or is_other or reading.within[0]):
        return kind[0]
    if kind and labelled[0].places and not reading.within[0] and set(labelled[0].places) <= catalogue.above(ids[0]):
        return kind[0]
    return "" if is_other else next(iter(reading.values("by")), "")
