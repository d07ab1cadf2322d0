"""Which places have the most schools, which trusts do: registers counted whole, and the first few of each named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from graph.answer import Answer, Row
from graph.answers.building import Citations
from graph.answers.members import members
from graph.answers.sides import asked_mask, given_mask
from graph.answers.summary import group_words
from graph.answers.wording import listed
from graph.catalogue import Catalogue
from graph.questions.question import Question
from graph.store import GraphStore
from graph.vocabulary import vocabulary

COLUMNS = ("name", "how many", "what it is")
SHOWN = 10


def tallies(question: Question) -> bool:
    """Whether it is asked what has the most things of a kind, by where these lie or what they are part of."""
    limits = (question.when, question.sources, question.statuses, question.keywords, question.sectors, question.by)
    if not (question.asked.labels and question.given.labels) or any(limits) or question.given.ids:
        return False
    bodies = not set(question.given.labels) & vocabulary().places
    placed = set(question.asked.labels) <= vocabulary().places and not question.types
    return bodies and (placed or question.types == ("PART_OF",))


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """Up to ten things of the set asked for, most first, then by name."""
    counted = _in_places(question, catalogue) if not question.types else _of_wholes(question, catalogue)
    things = group_words(question.given, catalogue)
    if not counted:
        who = group_words(question.asked, catalogue)
        return Answer(question.text, "empty", f"Nothing is recorded: no {who} with {things}.")
    order = sorted(counted, key=lambda i: (-counted[i], catalogue.name(i), i))
    shown = order[: question.top or SHOWN]
    citations = Citations(catalogue)
    placings = catalogue.placing_of(shown)
    rows = tuple(
        Row(
            (catalogue.name(i), f"{counted[i]:,}", catalogue.describe(i)),
            nodes=(i,),
            claims=tuple(claim.id for claim in placings[i]),
            sources=citations.cite(placings[i]),
        )
        for i in shown
    )
    said = listed([f"{catalogue.name(i)} ({counted[i]:,})" for i in shown], SHOWN)
    notes = (f"The first {len(shown)} of {len(order):,} are listed; what is closed is counted too.",)
    return Answer(
        question.text, "answer", f"Most {things}: {said}.",
        columns=COLUMNS, rows=rows, notes=notes, sources=citations.all(),
        nodes=tuple(catalogue.nodes[i] for i in sorted(shown)),
    )  # fmt: skip


def _in_places(question: Question, catalogue: Catalogue) -> Mapping[str, int]:
    """How many of the given things lie in each place asked for."""
    wanted = set(members(question.asked, catalogue))
    homes = Counter(catalogue.parents.get(i, ()) for i in members(question.given, catalogue))
    found: Counter[str] = Counter()
    for parents, count in homes.items():
        for place in _all(parents, catalogue) & wanted:
            found[place] += count
    return found


def _all(parents: Iterable[str], catalogue: Catalogue) -> set[str]:
    return {above for parent in parents for above in (parent, *catalogue.above(parent))}


def _of_wholes(question: Question, catalogue: Catalogue) -> Mapping[str, int]:
    """How many of the given things are part of each thing asked for."""
    ties = catalogue.ties
    asked, given = asked_mask(question, catalogue), given_mask(question, catalogue)
    parts, wholes = ties.ends("PART_OF")
    kept = np.ones(len(parts), np.bool_)
    for mask, end in ((asked, wholes), (given, parts)):
        kept &= True if mask is None else mask[end]
    wholes = wholes[kept]
    counts = np.bincount(wholes, minlength=len(ties.ids))
    found: Sequence[int] = np.flatnonzero(counts).tolist()
    return {ties.ids[at]: int(counts[at]) for at in found}
