"""The places with the most schools, the trusts with the most: all counted, the first few of each named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from graph.answers.answer import Answer, Row
from graph.answers.builder import Citations
from graph.answers.end_filters import anchor_mask, target_mask
from graph.answers.large_results import LISTED
from graph.answers.members import members
from graph.answers.phrases import phrase
from graph.answers.summary import group_words, number_words
from graph.answers.wording import name_list
from graph.catalogue.catalogue import Catalogue
from graph.model.records import Claim, NodeFilter
from graph.model.vocabulary import vocabulary
from graph.questions.place_filters import NOWHERE
from graph.questions.question import Question
from graph.stores.base import GraphStore

COLUMNS = ("name", "how many", "for example")
SHOWN, EXAMPLES = 10, 3
Tally = Mapping[str, list[str]]


def is_tally(question: Question) -> bool:
    """Whether the question asks what contains the most nodes of a kind, by location or by parts."""
    limits = (question.when, question.sources, question.statuses, question.keywords, question.sectors, question.by)
    if not (question.target.labels and question.anchor.labels) or any(limits) or question.anchor.ids:
        return False
    bodies = not set(question.anchor.labels) & {*vocabulary().place_labels, *NOWHERE}
    placed = set(question.target.labels) <= vocabulary().place_labels and not question.types
    return bodies and (placed or question.types == (vocabulary().types.part,))


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """Up to ten targets, most first, then by name; all with enough of them, if a number is asked for."""
    every = _of_wholes(question, catalogue) if question.types else _in_places(question, catalogue)
    counted = {i: some for i, some in every.items() if question.wants(len(some))}
    things = group_words(question.anchor, catalogue)
    few = group_words(question.anchor, catalogue, question.at_most or question.at_least)
    with_things = f"with {number_words(question)} {few}" if question.is_numbered else f"with {things}"
    if not counted:
        who = group_words(question.target, catalogue)
        return Answer(question.text, "empty", phrase("outcomes.none", things=f"{who} {with_things}"))
    order = sorted(counted, key=lambda i: (-len(counted[i]), catalogue.name(i), i))
    shown = order[: LISTED if question.is_numbered else question.top or SHOWN]
    number = catalogue.nodes.number
    some = {i: catalogue.nodes.first_by_name([number[one] for one in counted[i]], EXAMPLES) for i in shown}
    said_of = _claims([one for few in some.values() for one in few], shown, question, catalogue, store)
    citations = Citations(catalogue)
    rows = []
    for i in shown:
        claims = [
            claim for one in some[i] for claim in said_of.get(one, ()) if question.types == () or claim.object == i
        ]
        cells = (catalogue.name(i), f"{len(counted[i]):,}", name_list([catalogue.name(one) for one in some[i]]))
        ids = tuple(claim.id for claim in claims)
        rows.append(Row(cells, nodes=(i, *some[i]), claims=ids, sources=citations.cite(claims)))
    named = [f"{row.cells[0]} ({row.cells[1]})" for row in rows]
    sentence = f"Most {things}: {name_list(named, SHOWN)}."
    if question.is_numbered:
        who = group_words(question.target, catalogue, len(order))
        sentence = f"{len(order):,} {who} {with_things}: {name_list(named, 12, len(order) - len(shown))}."
    notes: tuple[str, ...] = (f"The first {len(shown)} of {len(order):,} are listed; what is closed is counted too.",)
    if question.is_numbered and len(shown) == len(order):
        notes = ("What is closed is counted too.",)
    notes += ("What has none on record is not among them.",) if question.at_most else ()
    nodes = sorted({i for row in rows for i in row.nodes})
    return Answer(
        question.text, "answer", sentence,
        columns=COLUMNS, rows=tuple(rows), notes=notes, sources=citations.all(),
        nodes=tuple(catalogue.nodes[i] for i in nodes), more=len(order) - len(shown) if question.is_numbered else 0,
    )  # fmt: skip


def _claims(
    some: Sequence[str], shown: Sequence[str], question: Question, catalogue: Catalogue, store: GraphStore
) -> Mapping[str, Sequence[Claim]]:
    """The claims that say where these examples lie, or what they are part of."""
    if not question.types:
        return catalogue.location_claims_of(some)
    found: dict[str, list[Claim]] = {}
    for relationship in store.relationships(
        NodeFilter(ids=frozenset(some)), NodeFilter(ids=frozenset(shown)), question.types
    ):
        found.setdefault(relationship.start, []).extend(relationship.claims)
    return found


def _in_places(question: Question, catalogue: Catalogue) -> Tally:
    """The anchors that lie in each target place."""
    wanted = set(members(question.target, catalogue))
    given = list(members(question.anchor, catalogue))
    homes = list(map(catalogue.parents.get, given))
    places_of = {
        parents: wanted & {up for parent in parents for up in (parent, *catalogue.above(parent))}
        for parents in set(homes)
        if parents
    }
    found: dict[str, list[str]] = {}
    for one, parents in zip(given, homes, strict=True):
        for place in places_of[parents] if parents else ():
            found.setdefault(place, []).append(one)
    return found


def _of_wholes(question: Question, catalogue: Catalogue) -> Tally:
    """The anchors that are part of each target."""
    ties = catalogue.register_links
    asked, given = target_mask(question, catalogue), anchor_mask(question, catalogue)
    parts, wholes = ties.ends(vocabulary().types.part)
    kept = np.ones(len(parts), np.bool_)
    for mask, end in ((asked, wholes), (given, parts)):
        kept &= True if mask is None else mask[end]
    found: dict[str, list[str]] = {}
    for part, whole in zip(parts[kept].tolist(), wholes[kept].tolist(), strict=True):
        found.setdefault(ties.ids[whole], []).append(ties.ids[part])
    return found
