"""Link counts: nodes by how many links they have, as in "in more than one country" or "at least two networks"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graph.catalogue.catalogue import Catalogue
from graph.catalogue.register_status import OPEN, OPENED
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from graph.questions.forms.draft import Draft
from graph.questions.forms.registers import is_group_of_schools
from graph.questions.interpretation import Interpretation, labels_of
from graph.questions.operators import NUMBER_LIMITS
from graph.questions.question import Group, Question
from graph.questions.spans import Span

# Meanings that can be counted: countries, schools, twin cities, memberships, links.
COUNTED = ("by:", "label:", "civic", "type:", "link")
COUNTABLE_FORMS = ("", "count", "list", "profile", "where")
# A number limit, followed by what is counted (@).
LIMITS = tuple(
    (re.compile(rf"(?<!\S)(?:{limit.words})(?: other| different| various)?(?: ~)?(?= @)"), limit.least, limit.most)
    for limit in NUMBER_LIMITS
)
SEVERAL = re.compile(r"(?<!\S)(?:several|multiple|numerous|various|many)(?: other| different)?(?: ~)?(?= @)")
MOST = re.compile(r"(?<!\S)the most(?: other| different)?(?: ~)?(?= @)")


@dataclass(frozen=True, slots=True)
class Limit:
    """How many of what one span counts are asked for. Without either number, the most are asked for."""

    text: str
    at: int
    least: int = 0
    most: int = 0
    as_year: bool = False  # four digits may be a year


def number_limit(spans: list[Span]) -> Limit | None:
    """The limit that a question sets to the number of links, or None."""
    said = " ".join(map(_as_pattern, spans))
    for pattern, least, most in (*LIMITS, (SEVERAL, None, None), (MOST, None, None)):
        found = pattern.search(said)
        if not found:
            continue
        first, last = (said[:end].count(" ") for end in found.span())
        text = " ".join(span.text for span in spans[first : last + 1])
        if pattern in (SEVERAL, MOST):
            return Limit(text, last + 1, 2 if pattern is SEVERAL else 0)
        span = next(span for span in spans[first:] if _number(span))
        fewest, greatest = (0 if more is None else _number(span) + more for more in (least, most))
        return Limit(text, last + 1, fewest, greatest, as_year=span.kind == "time")
    return None


def parse_link_count(draft: Draft) -> Question | None:
    """Read a question that limits how many links each node has.

    A limit that can't be combined with the rest is unsupported. Without it, another question would be answered.
    """
    question, reading, spans, catalogue = draft.question, draft.reading, draft.spans, draft.catalogue
    limit = number_limit(spans)
    if limit is None:
        return None
    question = replace(question, when=None) if limit.as_year else question
    target, anchor = _sides(limit, reading, spans, catalogue)
    if not target.labels and anchor.labels and len(anchor.places) == 1:  # "does Leeds have more than 100 schools"
        return replace(question, form="list", target=anchor)
    if not (target.labels or anchor.labels or reading.labelled) and len(reading.named) == 1:
        # "does Leeds have more than five twin cities" is answered with their number
        return replace(question, form="count", anchor=Group(ids=reading.named[0]))
    types = question.types
    placed = bool(set(anchor.labels) & vocabulary().place_labels)
    if not types and placed and set(target.labels) <= {"Charity"}:
        types = (vocabulary().types.operation,)  # "charities working in two or more countries"
    if is_group_of_schools(target, anchor):
        types = types or (vocabulary().types.part,)
    claim_limits = (question.sources, question.keywords, question.sectors, question.roles, question.events)
    beyond = claim_limits if placed and types == (vocabulary().types.operation,) else (question.excluded,)
    countable = bool(anchor.labels or question.civic or question.types or reading.has("link"))
    if not (target.labels and countable and draft.form in COUNTABLE_FORMS) or any(
        (question.when, question.order, question.unlinked_to, *beyond)
    ):
        return replace(question, unsupported=(*question.unsupported, limit.text))
    state = OPEN if question.state == OPENED and target.labels == ("Charity",) else question.state
    return replace(
        question, form="most", target=target, anchor=anchor, types=types, state=state,
        at_least=limit.least, at_most=limit.most, statuses=(), all_of=False, top=None,
    )  # fmt: skip


def _sides(limit: Limit, reading: Interpretation, spans: list[Span], catalogue: Catalogue) -> tuple[Group, Group]:
    """The nodes asked for, and what is counted. A named place limits what is counted."""
    part = next((one for one in spans[limit.at].value.split() if one.startswith(("by:", "label:"))), "")
    label = part.partition(":")[2]
    labels = labels_of(label) if label else ()
    of_label = [group for group in reading.labelled if labels and group.labels == labels]
    counted = of_label[-1] if of_label else Group(labels=labels)
    others = [group for group in reading.labelled if group is not counted]
    named = tuple(i for ids in reading.named for i in ids[:1])
    if named and all(map(catalogue.is_place, named)):
        counted = replace(counted, places=(*counted.places, *named)) if labels else Group(ids=named)
    elif named:
        return Group(), Group()
    return (others[0] if len(others) == 1 else Group()), counted


def _as_pattern(span: Span) -> str:
    """A span as one word of the patterns."""
    if _number(span):
        return "#"
    if span.kind == "meaning" and span.value.split()[0].startswith(COUNTED):
        return "@"
    return "~" if span.kind == "name" else fold(span.text).replace(" ", "_") or "_"


def _number(span: Span) -> int:
    """The number in a span, or 0. Elsewhere, four digits are read as a year."""
    return span.number or (int(span.text) if span.kind == "time" and span.text.isdecimal() else 0)
