"""Questions about registers: what opened or closed, trusts with their schools, and partners within networks."""

from __future__ import annotations

from dataclasses import replace

from graph.catalogue.catalogue import Catalogue
from graph.catalogue.kinds import GROUPS
from graph.catalogue.register_status import CLOSED, OPEN, OPENED
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from graph.questions.interpretation import Interpretation
from graph.questions.question import Group, Question
from graph.questions.spans import Span

# Labels whose registers say whether they are open, and the forms that may ask so.
REGISTERED = frozenset({"School", "Charity", "University"})
ACADEMIES = frozenset({"academy", "academies"})
ACADEMY_TRUST = "academy trust"
STATUS_FORMS = ("", "count", "when", "list", "profile", "where")


def parse_register_status(
    question: Question, target: Group, anchor: Group, form: str, spans: list[Span], catalogue: Catalogue
) -> Question:
    """Read what opened or closed, if nothing else is asked. With a link, the state is a limit."""
    listed = target.labels and set(target.labels) <= REGISTERED
    single = target.is_any and bool(anchor.ids) and {catalogue.nodes.label(i) for i in anchor.ids} <= REGISTERED
    state = question.state
    if not state and question.order and listed and anchor.is_any and catalogue.register_status.covers(target.labels):
        state = OPENED  # the oldest school
    if single and form in ("when", "duration") and _asks_beginning(question, anchor, form, spans, catalogue):
        return replace(question, form="standing", state=OPENED, types=(), target=target, anchor=anchor, dated=True)
    tied = question.types or question.civic or question.sectors or question.roles or question.keywords
    if state and ((listed and anchor.is_any) or single) and not tied and form in STATUS_FORMS:
        if form == "when" and state == OPEN:
            state = OPENED
        elif state == OPENED and target.labels == ("Charity",) and not (question.when or question.order):
            state = OPEN  # registered charities
        return replace(question, form="standing", state=state, target=target, anchor=anchor, dated=form == "when")
    unknown = () if listed else tuple(span.text for span in spans if span.value == f"state:{CLOSED}")
    return replace(question, state=state if listed and not anchor.is_any else "", unknown=(*question.unknown, *unknown))


def asks_if_open(question: Question, target: Group, anchor: Group, spans: list[Span], catalogue: Catalogue) -> bool:
    """Whether "is it still open" is asked of what no register has: an institute, a project."""
    asked = any(fold(span.text) in ("is", "are", "still open", "still exist", "still exists") for span in spans)
    labels = {catalogue.nodes.label(i) for i in (*anchor.ids, *target.ids)}
    others = question.types or question.statuses or question.keywords or target.labels or anchor.labels
    return question.state == OPEN and asked and bool(labels) and not (labels & REGISTERED or others)


def _asks_beginning(question: Question, anchor: Group, form: str, spans: list[Span], catalogue: Catalogue) -> bool:
    """Whether the beginning of a registered node is asked for: "when was it founded", "how old is it".

    A charity may have the name of a partnership, which has a beginning of its own.
    """
    old = form == "duration" and not question.types and any(fold(span.text).startswith("how old") for span in spans)
    labels = {catalogue.nodes.label(i) for i in anchor.ids}
    is_covered = catalogue.register_status.covers(labels) and "Charity" not in labels
    founded = bool(question.types) and set(question.types) <= vocabulary().types.acting_as("foundation")
    return (old or founded) and (is_covered or any(map(catalogue.register_status.opened_on, anchor.ids)))


def trusts_with_schools(target: Group, anchor: Group, question: Question) -> tuple[Group, Group]:
    """Read trusts and federations of a place as those with schools there, because registers only locate schools."""
    if anchor.is_any and target.places and target.kinds and set(target.kinds) <= GROUPS and not question.types:
        return replace(target, places=()), Group(labels=("School",), places=target.places)
    return target, anchor


def schools_of_trusts(
    target: Group, anchor: Group, question: Question, spans: list[Span], catalogue: Catalogue
) -> Group:
    """Read academies as the schools of academy trusts, if the graph has such trusts."""
    said = any(fold(span.text) in ACADEMIES and span.value == "label:School" for span in spans)
    known = ACADEMY_TRUST in catalogue.kinds and target.labels == ("School",)
    if (
        said
        and known
        and anchor.is_any
        and not (question.types or question.civic or question.sectors or question.state)
    ):
        return Group(labels=("Charity",), kinds=(ACADEMY_TRUST,))
    return anchor


def merge_kind(first: Group, second: Group) -> list[Group]:
    """One group from two, if the second only names the kind: "which Leeds schools are special schools"."""
    if first.labels != second.labels or first.kinds or not second.kinds or second.places:
        return [first, second]
    return [replace(first, kinds=second.kinds)]


def is_group_of_schools(group: Group, others: Group) -> bool:
    """Whether these are trusts or federations, asked about together with schools."""
    return bool(GROUPS & set(group.kinds)) and others.labels == ("School",)


def limit_to_networks(
    question: Question, named: list[tuple[str, ...]], catalogue: Catalogue
) -> tuple[Question, list[tuple[str, ...]]]:
    """Limit the partners of a city to a network that is also named: "which partner cities of Leeds are in C40"."""
    networks = [ids for ids in named if ids and catalogue.nodes.label(ids[0]) == "Network"]
    if not question.civic or len(named) != 2 or len(networks) != 1:
        return question, named
    memberships = vocabulary().types.memberships
    types = tuple(kind for kind in question.types if kind not in memberships)
    return replace(question, also_in=networks[0], types=types), [ids for ids in named if ids not in networks]


def requested_state(reading: Interpretation, spans: list[Span]) -> str:
    """The state that is asked for. "Close" only counts at the end of a question: "when did it close"."""
    closing = bool(spans) and fold(spans[-1].text) == "close" and reading.has("form")
    return CLOSED if closing else next(iter(reading.values("state")), "")
