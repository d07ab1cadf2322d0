"""Conflicting claims, each with its source and the rule that found the conflict."""

from __future__ import annotations

from functools import lru_cache

from graph.answers.answer import Answer, Row
from graph.answers.builder import Citations
from graph.answers.end_filters import relationship_types
from graph.answers.phrases import phrase
from graph.answers.wording import best_first, claim_ends, count_phrase, date_words, name_list, verb_phrase
from graph.catalogue.catalogue import Catalogue
from graph.catalogue.reciprocity import attribution
from graph.model.conflicts import Conflict, conflicts
from graph.model.dates import date_text
from graph.model.records import Claim
from graph.questions.question import Question
from graph.stores.base import GraphStore, group_claims

COLUMNS = ("about", "disagree on", "the claims", "shown first", "who says so")
WORDS = {
    "date": "when it began",
    "holder": "who holds it",
    "tie": "what kind of tie it is",
    "kind": "what kind of thing it is",
    "status": "whether it is done",
    "rank": "whether it is the first or latest",
}


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """All conflicts, or those of the named nodes."""
    wanted = catalogue.family((*question.anchor.ids, *question.target.ids))
    found = [
        c
        for c in _every(catalogue, store)
        if not wanted or wanted & {end for x in c.claims for end in (x.subject, x.object)}
    ]
    if question.types:
        found = [c for c in found if {x.type for x in c.claims} & set(relationship_types(question, catalogue))]
    if question.sources:
        found = [c for c in found if {x.source for x in c.claims} & set(question.sources)]
    if not found:
        named = [catalogue.name(i) for i in (*question.anchor.ids, *question.target.ids)]
        about = f" about {name_list(list(dict.fromkeys(named)))}" if named else ""
        return Answer(question.text, "empty", phrase("outcomes.none", things=f"conflicting claims{about}"))
    citations = Citations(catalogue)
    rows = tuple(_row(conflict, catalogue, citations) for conflict in found)
    relationships = group_claims(c for conflict in found for c in conflict.claims)
    ids = sorted({end for r in relationships for end in (r.start, r.end)})
    pairs = list(dict.fromkeys(row.cells[0] for row in rows))
    sentence = f"{count_phrase(len(rows), 'conflict')} recorded, all claims kept: {name_list(pairs, 12)}."
    return Answer(
        question.text,
        "answer",
        sentence,
        columns=COLUMNS,
        rows=rows,
        sources=citations.all(),
        notes=(
            "Shown first: a party's own word before a third party's, then the newest source, then the earliest start.",
        ),
        nodes=tuple(catalogue.nodes[i] for i in ids),
        relationships=relationships,
    )


def _every(catalogue: Catalogue, store: GraphStore) -> tuple[Conflict, ...]:
    """All conflicts. In a large graph, links that only registers state are not compared; the rest is found once."""
    if not catalogue.is_large:
        return conflicts(store.relationships())
    return _written(catalogue)


@lru_cache(maxsize=2)
def _written(catalogue: Catalogue) -> tuple[Conflict, ...]:
    return conflicts(catalogue.documented_relationships)


def _row(conflict: Conflict, catalogue: Catalogue, citations: Citations) -> Row:
    ordered = sorted(best_first(conflict.claims), key=lambda c: not (c.rank and conflict.rule == "rank"))
    first = ordered[0]
    about = " and ".join(claim_ends(first, catalogue))
    said = dict.fromkeys(claim_words(c, catalogue) for c in ordered)
    return Row(
        (
            about,
            WORDS[conflict.rule],
            " / ".join(said),
            claim_words(first, catalogue),
            attribution(conflict.claims, catalogue),
        ),
        nodes=tuple(dict.fromkeys(end for c in ordered for end in (c.subject, c.object))),
        claims=tuple(c.id for c in ordered),
        sources=citations.cite(ordered),
    )


def claim_words(claim: Claim, catalogue: Catalogue) -> str:
    """One claim in words, with its holder, date and rank, and what the source calls the other end."""
    subject, other = claim_ends(claim, catalogue)
    said = f"{subject} {verb_phrase(claim, claim.subject, other)}"
    parts = [f"called a {claim.object_as.lower()}"] if claim.object_as else []
    parts += [f"through {catalogue.name(claim.held_by)}"] if claim.held_by else []
    parts += [f"called the {claim.rank}"] if claim.rank else []
    dated = date_words([claim]) or date_text(claim.start)
    parts += [dated] if dated else []
    return said + (f" ({', '.join(parts)})" if parts else "")
