"""What is asked of registers: what opened or closed, trusts by their schools, networks that limit partners."""

from __future__ import annotations

from dataclasses import replace

from graph.catalogue.catalogue import Catalogue
from graph.catalogue.kinds import GROUPS
from graph.catalogue.register_status import CLOSED, OPEN, OPENED
from graph.model.text import fold
from graph.questions.interpretation import Reading
from graph.questions.question import Group, Question
from graph.questions.spans import Chunk

# Labels of which registers say whether they are open, and the forms that may ask so.
REGISTERED = frozenset({"School", "Charity", "University"})
ACADEMIES = frozenset({"academy", "academies"})
ACADEMY_TRUST = "academy trust"
STANDING = ("", "count", "when", "list", "profile", "where")


def standing(
    question: Question, asked: Group, given: Group, form: str, chunks: list[Chunk], catalogue: Catalogue
) -> Question:
    """What opened or closed, where that is all that is asked of things of registers; beside a tie it is a limit."""
    listed = asked.labels and set(asked.labels) <= REGISTERED
    single = asked.is_any and bool(given.ids) and {catalogue.nodes.label(i) for i in given.ids} <= REGISTERED
    state = question.state
    if not state and question.order and listed and given.is_any and catalogue.standing.is_told(asked.labels):
        state = OPENED  # the oldest school
    if single and form in ("when", "duration") and _asks_beginning(question, given, form, chunks, catalogue):
        return replace(question, form="standing", state=OPENED, types=(), asked=asked, given=given, dated=True)
    tied = question.types or question.civic or question.sectors or question.roles or question.keywords
    if state and ((listed and given.is_any) or single) and not tied and form in STANDING:
        if form == "when" and state == OPEN:
            state = OPENED
        elif state == OPENED and asked.labels == ("Charity",) and not (question.when or question.order):
            state = OPEN  # registered charities
        return replace(question, form="standing", state=state, asked=asked, given=given, dated=form == "when")
    unknown = () if listed else tuple(chunk.text for chunk in chunks if chunk.value == f"state:{CLOSED}")
    return replace(question, state=state if listed and not given.is_any else "", unknown=(*question.unknown, *unknown))


def _asks_beginning(question: Question, given: Group, form: str, chunks: list[Chunk], catalogue: Catalogue) -> bool:
    """Whether it is asked when a thing of a register began: "when was it founded", "how old is it".

    What a charity is called may be a partnership too, and have begun as such.
    """
    old = form == "duration" and not question.types and any(fold(chunk.text).startswith("how old") for chunk in chunks)
    labels = {catalogue.nodes.label(i) for i in given.ids}
    told = catalogue.standing.is_told(labels) and "Charity" not in labels
    founded = question.types == ("FOUNDED",)
    return (old or founded) and (told or any(map(catalogue.standing.begun, given.ids)))


def of_schools(asked: Group, given: Group, question: Question) -> tuple[Group, Group]:
    """Trusts and federations of a place are those with schools in it: a register says where schools are alone."""
    if given.is_any and asked.places and asked.kinds and set(asked.kinds) <= GROUPS and not question.types:
        return replace(asked, places=()), Group(labels=("School",), places=asked.places)
    return asked, given


def of_academies(asked: Group, given: Group, question: Question, chunks: list[Chunk], catalogue: Catalogue) -> Group:
    """What academies are to be tied to: they are the schools of academy trusts, where a register tells of such."""
    said = any(fold(chunk.text) in ACADEMIES and chunk.value == "label:School" for chunk in chunks)
    known = ACADEMY_TRUST in catalogue.kinds and asked.labels == ("School",)
    if said and known and given.is_any and not (question.types or question.civic or question.sectors or question.state):
        return Group(labels=("Charity",), kinds=(ACADEMY_TRUST,))
    return given


def one_kind(first: Group, second: Group) -> list[Group]:
    """Two groups as one where the second only says what kind they are: "which Leeds schools are special schools"."""
    if first.labels != second.labels or first.kinds or not second.kinds or second.places:
        return [first, second]
    return [replace(first, kinds=second.kinds)]


def is_group_of_schools(group: Group, others: Group) -> bool:
    """Whether these are trusts or federations, asked about together with schools."""
    return bool(GROUPS & set(group.kinds)) and others.labels == ("School",)


def within_networks(
    question: Question, named: list[tuple[str, ...]], catalogue: Catalogue
) -> tuple[Question, list[tuple[str, ...]]]:
    """A network beside a city whose partners are asked for limits them: "which partner cities of Leeds are in C40"."""
    networks = [ids for ids in named if ids and catalogue.nodes.label(ids[0]) == "Network"]
    if not question.civic or len(named) != 2 or len(networks) != 1:
        return question, named
    types = tuple(kind for kind in question.types if kind not in ("MEMBER_OF", "PARTICIPATES_IN"))
    return replace(question, also=networks[0], types=types), [ids for ids in named if ids not in networks]


def state_of(reading: Reading, chunks: list[Chunk]) -> str:
    """How things are to stand; "close" means so at the end of a question alone: "when did it close"."""
    closing = bool(chunks) and fold(chunks[-1].text) == "close" and reading.has("form")
    return CLOSED if closing else next(iter(reading.values("state")), "")
