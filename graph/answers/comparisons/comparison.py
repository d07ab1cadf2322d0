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
from graph.answers.phrases import phrase
from graph.answers.wording import name_list, number_word
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
            phrase("comparison.needs_two"),
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
        return columns, rows, phrase("comparison.nothing", names=name_list(names))
    together = set.intersection(*(set(catalogue.above(i)) for i in found))
    where = [
        p for p in catalogue.chain(next(iter(found))) if p in together and catalogue.nodes.label(p) not in VAGUE_PLACES
    ]
    both = [phrase("comparison.both_in", place=catalogue.name(where[0]))] if where else []
    return columns, rows, phrase("comparison.common", names=name_list(names), shared="; ".join([*said, *both]))


def _compare(
    found: FindingsById, aspects: dict[str, Key], catalogue: Catalogue, citations: Citations
) -> tuple[tuple[str, ...], Sequence[Row], str]:
    names = [catalogue.name(i) for i in found]
    rows = compared_rows(found, aspects, citations)
    sentence = _countries_sentence(found, aspects, names)
    return ("aspect", *names), rows, sentence


def _countries_sentence(found: FindingsById, aspects: dict[str, Key], names: Sequence[str]) -> str:
    """In how many countries each has partners, and which; or how many links of the one aspect asked for."""
    aspect = "countries" if "countries" in aspects else next(iter(aspects))
    sides = []
    for node, name in zip(found, names, strict=True):
        keys = sorted(by_key(found[node], aspects[aspect]))
        noun = phrase("comparison.country" if len(keys) == 1 else "comparison.countries")
        listed = name_list(keys, 6) if keys else ""
        key = "comparison.side" if listed else "comparison.side_none"
        what = noun if aspect == "countries" else aspect
        sides.append(phrase(key, name=name, count=number_word(len(keys)), noun=what, names=listed))
    return f"{'; '.join(sides)}."
