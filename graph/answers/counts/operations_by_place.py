"""In which countries, or other places, many bodies operate. All are counted; evidence is read for the first ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.answers.answer import Answer, Row
from graph.answers.builder import COLUMNS, Citations, with_evidence
from graph.answers.end_filters import anchor_mask, target_mask
from graph.answers.findings import Finding
from graph.answers.summary import group_words
from graph.answers.wording import best_first, count_phrase, name_list, status_words
from graph.catalogue.catalogue import Catalogue
from graph.catalogue.reciprocity import attribution
from graph.columns.interning import sorted_unique
from graph.model.records import NodeFilter, Relationship
from graph.model.vocabulary import vocabulary
from graph.questions.question import Question
from graph.stores.base import GraphStore

# How many bodies of each place are named, with their claims.
NAMED = 5


def is_by_place(question: Question) -> bool:
    """Whether the question asks for the places in which a set of bodies operates."""
    limits = (
        question.when,
        question.sources,
        question.statuses,
        question.keywords,
        question.sectors,
        question.unlinked_to,
    )
    whole = bool(question.by and question.target.labels) and question.anchor.is_any
    return whole and question.types == (vocabulary().types.operation,) and not any(limits)


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer | None:
    """One row for each place with the number of targets that operate there, most first; None if there are none."""
    where, things = operations_by_place(question, catalogue)
    if not things:
        return None
    order = sorted(things, key=lambda place: (-len(things[place]), catalogue.name(place), place))
    named = {place: catalogue.nodes.first_by_name(things[place].tolist(), NAMED) for place in order}
    read = operation_findings({i for some in named.values() for i in some}, store)
    citations = Citations(catalogue)
    noun = vocabulary().labels[question.by]
    made: list[Row] = []
    found: list[Finding] = []
    for place in order:
        some = [f for i in named[place] for f in read.get(i, ()) if where.get(f.anchor) == place]
        claims = [f.claim for f in some]
        count = len(things[place])
        names = name_list([catalogue.name(i) for i in named[place]], NAMED, count - len(named[place]))
        cells = (
            catalogue.name(place),
            f"{count:,}: {names}",
            "",
            status_words(claims),
            attribution(claims, catalogue),
            "",
        )
        nodes = (place, *named[place])
        ids = tuple(dict.fromkeys(c.id for c in claims))
        made.append(Row(cells, nodes=nodes, claims=ids, sources=citations.cite(best_first(claims))))
        found += some
    shown = [f"{catalogue.name(place)} ({len(things[place]):,})" for place in order]
    who = group_words(question.target, catalogue)
    number = count_phrase(len(order), noun.singular, noun.plural)
    sentence = f"{who[:1].upper()}{who[1:]} operate in {number}: {name_list(shown, 12)}."
    notes = (f"Counted by {question.by.lower()}, most first; at most {NAMED} of each are named.",)
    whole = Answer(question.text, "answer", sentence, columns=COLUMNS, rows=tuple(made), notes=notes)
    return with_evidence(whole, found, catalogue, citations)


@dataclass(frozen=True, slots=True, eq=False)
class OperationPairs:
    """The distinct pairs of a place and a body that operates in it, as numbers, sorted by place, then by body.

    `where` is the place of each node that a body operates in. `pairs` holds the numbers of places, then of bodies.
    """

    where: Mapping[str, str]
    places: Sequence[str]
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]]


def operation_pairs(question: Question, label: str, catalogue: Catalogue) -> OperationPairs:
    """The places of a label in which the targets operate; only places inside the anchor, if there is one."""
    ties = catalogue.register_links
    subjects, objects = ties.ends(vocabulary().types.operation)
    for mask, end in ((target_mask(question, catalogue), 0), (anchor_mask(question, catalogue), 1)):
        if mask is not None:
            chosen = mask[(subjects, objects)[end]]
            subjects, objects = subjects[chosen], objects[chosen]
    if question.excluded:
        chosen = ~ties.inside(question.excluded)[objects]
        subjects, objects = subjects[chosen], objects[chosen]
    used = np.zeros(len(ties.ids), np.bool_)
    used[objects] = True
    numbers = np.flatnonzero(used)
    found = [catalogue.place_of(ties.ids[number], label) for number in numbers.tolist()]
    places = sorted(set(found) - {""})
    at = {place: number for number, place in enumerate(places)}
    place_of = np.full(len(ties.ids), -1, np.int64)
    place_of[numbers] = [at.get(place, -1) for place in found]
    kept = place_of[objects] >= 0
    keys = sorted_unique(place_of[objects[kept]] * len(ties.ids) + subjects[kept])
    where = dict(zip(map(ties.ids.__getitem__, numbers.tolist()), found, strict=True))
    which, things = np.divmod(keys, len(ties.ids))
    return OperationPairs(where, places, (which, things))


def operations_by_place(
    question: Question, catalogue: Catalogue
) -> tuple[Mapping[str, str], Mapping[str, NDArray[np.int64]]]:
    """The place of each node that is operated in, and the numbers of the targets by place.

    The label of the places is the question's `by`.
    """
    found = operation_pairs(question, question.by, catalogue)
    which, things = found.pairs
    parts = np.split(things, np.searchsorted(which, np.arange(1, len(found.places)))) if found.places else []
    return found.where, dict(zip(found.places, parts, strict=True))


def operation_findings(ids: set[str], store: GraphStore) -> Mapping[str, list[Finding]]:
    """Where these bodies operate, by body."""
    found: dict[str, list[Finding]] = {}
    relationships: Sequence[Relationship] = store.relationships(
        NodeFilter(ids=frozenset(ids)), types=(vocabulary().types.operation,)
    )
    for relationship in relationships:
        for claim in relationship.claims:
            if claim.subject in ids:
                finding = Finding(relationship, claim, claim.subject, claim.object, "", "")
                found.setdefault(claim.subject, []).append(finding)
    return found
