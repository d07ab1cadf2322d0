"""What several nodes share and how they differ: linked nodes, countries and sectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.answers.answer import Answer, Row
from graph.answers.builder import Citations, with_evidence
from graph.answers.comparisons import set_comparison
from graph.answers.comparisons.aspects import (
    FindingsById,
    Key,
    aspects_of,
    by_key,
    compared_rows,
    links_of,
    shared_rows,
)
from graph.answers.end_filters import VAGUE_PLACES
from graph.answers.wording import name_list
from graph.catalogue.catalogue import Catalogue
from graph.questions.question import Group, Question
from graph.stores.base import GraphStore


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """One row for each aspect; for "common", only what all of them have."""
    question = replace(question, keywords=())  # what they share has no theme
    ids = question.anchor.ids
    if question.anchor.labels:
        return set_comparison.answer(question, catalogue, store)
    if len(ids) < 2:
        return Answer(
            question.text,
            "out_of_scope",
            "A comparison needs two things that are in the data.",
            suggestions=("What do Leeds and Newcastle have in common?",),
        )
    found = {i: links_of(question, Group(ids=(i,)), catalogue, store) for i in ids}
    citations = Citations(catalogue)
    build = _common if question.form == "common" else _compare
    columns, rows, sentence = build(found, aspects_of(question, catalogue), catalogue, citations)
    used = {c for row in rows for c in row.claims}
    shown = [f for i in ids for f in found[i] if f.claim.id in used]
    if not rows:
        return Answer(question.text, "empty", sentence)
    whole = Answer(question.text, "answer", sentence, columns=columns, rows=tuple(rows))
    return with_evidence(whole, shown, catalogue, citations)


def _common(
    found: FindingsById, aspects: dict[str, Key], catalogue: Catalogue, citations: Citations
) -> tuple[tuple[str, ...], Sequence[Row], str]:
    names = [catalogue.name(i) for i in found]
    rows, said = shared_rows(found, aspects, catalogue, citations)
    columns = ("shared", "as", *(f"by {name}" for name in names))
    if not rows:
        return columns, rows, f"Nothing is recorded: {name_list(names)} share no {name_list(list(aspects))}."
    together = set.intersection(*(set(catalogue.above(i)) for i in found))
    where = [
        p for p in catalogue.chain(next(iter(found))) if p in together and catalogue.nodes.label(p) not in VAGUE_PLACES
    ]
    said = [f"both in {catalogue.name(where[0])}", *said] if where else said
    return columns, rows, f"{name_list(names)} have in common — {'; '.join(said)}."


def _compare(
    found: FindingsById, aspects: dict[str, Key], catalogue: Catalogue, citations: Citations
) -> tuple[tuple[str, ...], Sequence[Row], str]:
    names = [catalogue.name(i) for i in found]
    rows = compared_rows(found, aspects, citations)
    counts = [
        f"{name} {len(by_key(found[i], next(iter(aspects.values()))))}" for i, name in zip(found, names, strict=True)
    ]
    sentence = f"{name_list(names)} compared, by their own links to named things: {', '.join(counts)}."
    return ("aspect", *names), rows, sentence
