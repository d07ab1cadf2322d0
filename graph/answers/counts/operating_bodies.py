"""Which bodies operate in the most countries. All are counted; evidence is read for the first ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from graph.answers.answer import Answer, Row
from graph.answers.builder import Citations, with_evidence
from graph.answers.counts.operations_by_place import OperationPairs, operation_findings, operation_pairs
from graph.answers.findings import Finding, home_countries
from graph.answers.large_results import EACH, LISTED
from graph.answers.phrases import phrase
from graph.answers.summary import group_words, number_words
from graph.answers.wording import best_first, name_list
from graph.catalogue.catalogue import Catalogue
from graph.model.vocabulary import vocabulary
from graph.questions.question import Group, Question
from graph.stores.base import GraphStore

COLUMNS = ("name", "how many", "which")
SHOWN, NAMED = 10, 12
Counts = NDArray[np.int64]


def is_spread(question: Question) -> bool:
    """Whether the question asks in how many places bodies operate, without a limit that only a claim can test."""
    limits = (question.when, question.sources, question.statuses, question.keywords, question.sectors, question.roles)
    placed = len(question.anchor.labels) == 1 and set(question.anchor.labels) <= vocabulary().place_labels
    return placed and question.types == (vocabulary().types.operation,) and not question.anchor.ids and not any(limits)


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """The targets that operate in the number of places asked for, most first, then by name."""
    label = vocabulary().labels[question.anchor.labels[0]]
    where = replace(question, anchor=Group(places=question.anchor.places))
    found = _wanted(operation_pairs(where, label.name, catalogue), question, catalogue)
    counts = np.bincount(found.pairs[1], minlength=len(catalogue.register_links.ids))
    kept = counts >= max(1, question.at_least)
    kept &= counts <= question.at_most if question.at_most else True
    every = int(kept.sum())
    things = group_words(question.target, catalogue, every)
    there = f" in {name_list([catalogue.name(i) for i in question.anchor.places])}" if question.anchor.places else ""
    there += " abroad" if question.abroad else ""
    there += f" outside {name_list([catalogue.name(i) for i in question.excluded])}" if question.excluded else ""
    noun = label.singular if (question.at_most or question.at_least) == 1 else label.plural
    tie = f"operating in {number_words(question)} {noun}{there}"
    if not every:
        return Answer(question.text, "empty", phrase("outcomes.none", things=f"{things} {tie}"))
    shown = _first(kept, counts, LISTED if question.is_numbered else question.top or SHOWN, catalogue)
    citations = Citations(catalogue)
    rows, read = _rows(shown, found, catalogue, store, citations)
    named = [f"{row.cells[0]} ({row.cells[1]})" for row in rows]
    sentence = f"{every:,} {things} {tie}: {name_list(named, 12, every - len(rows))}."
    if not question.is_numbered:
        sentence = f"Most {noun}{there}: {name_list(named, SHOWN)}."
    notes: tuple[str, ...] = (
        (f"The first {len(rows):,} of {every:,} are listed, most first.",) if len(rows) < every else ()
    )
    notes += ("What has none on record is not among them.",) if question.at_most else ()
    whole = Answer(question.text, "answer", sentence, columns=COLUMNS, rows=tuple(rows), notes=tuple(notes))
    whole = replace(whole, more=every - len(rows) if question.is_numbered else 0)
    return with_evidence(whole, read, catalogue, citations)


def _wanted(found: OperationPairs, question: Question, catalogue: Catalogue) -> OperationPairs:
    """The pairs of targets in the state asked for; with "abroad", only those in other countries."""
    which, things = found.pairs
    kept = np.ones(len(which), np.bool_)
    if question.state:
        kept &= catalogue.register_links.mask(catalogue.register_status.in_state(question.state))[things]
    if question.abroad:
        home = home_countries(question, catalogue)
        kept &= ~np.array([place in home for place in found.places], np.bool_)[which]
    return replace(found, pairs=(which[kept], things[kept]))


def _first(kept: NDArray[np.bool_], counts: Counts, most: int, catalogue: Catalogue) -> list[int]:
    """The numbers of the first targets, most places first, then by name."""
    numbers = np.flatnonzero(kept)
    if len(numbers) > most:
        least = np.partition(counts[numbers], -most)[-most]
        surely = numbers[counts[numbers] > least]
        ties = numbers[counts[numbers] == least]
        number = catalogue.nodes.number
        few = catalogue.nodes.first_by_name(ties.tolist(), most - len(surely))
        numbers = np.concatenate((surely, np.array([number[i] for i in few], np.int64)))
    names, ids = catalogue.nodes.folded, catalogue.register_links.ids
    return sorted(numbers.tolist(), key=lambda at: (-int(counts[at]), names[at], ids[at]))


def _rows(
    shown: list[int], found: OperationPairs, catalogue: Catalogue, store: GraphStore, citations: Citations
) -> tuple[list[Row], list[Finding]]:
    """One row for each of these, with the places it operates in and the evidence for a few of them."""
    ids = catalogue.register_links.ids
    which, things = found.pairs
    chosen = np.zeros(len(ids), np.bool_)
    chosen[shown] = True
    places: dict[int, list[str]] = {}
    for place, thing in zip(which[chosen[things]].tolist(), things[chosen[things]].tolist(), strict=True):
        places.setdefault(thing, []).append(found.places[place])
    said = operation_findings({ids[at] for at in shown}, store)
    rows, read = [], []
    for at in shown:
        ordered = sorted(places[at], key=catalogue.name)
        some = [f for f in said.get(ids[at], ()) if found.where.get(f.anchor) in ordered[:EACH]]
        claims = best_first(f.claim for f in some)
        cells = (catalogue.name(ids[at]), f"{len(ordered):,}", name_list([catalogue.name(i) for i in ordered], NAMED))
        nodes = tuple(dict.fromkeys((ids[at], *(f.anchor for f in some))))
        rows.append(Row(cells, nodes=nodes, claims=tuple(c.id for c in claims), sources=citations.cite(claims)))
        read += some
    return rows, read
