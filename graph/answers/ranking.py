"""Which things have the most links, counted by the named things at the other end; or which countries do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.answer import CONFIRMED, Answer, Row
from graph.answers import counting, tallies
from graph.answers.building import Citations, with_findings
from graph.answers.findings import Finding, select
from graph.answers.sides import VAGUE
from graph.answers.summary import filter_words, group_words, link_words
from graph.answers.wording import best_first, listed
from graph.catalogue import Catalogue
from graph.questions.question import Question
from graph.store import GraphStore

COLUMNS = ("name", "links", "with")
SHOWN = 10
# A thing that is ranked, and the named thing that one of its links is with.
Ranked = Iterable[tuple[str, str, Finding]]


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """Up to ten things of the set asked for (cities if none), most links first, then by name."""
    counted_whole = counting.answer(question, catalogue, store) if counting.counts_places(question) else None
    if counted_whole is not None:
        return counted_whole
    if tallies.tallies(question):
        return tallies.answer(question, catalogue, store)
    counted: dict[str, dict[str, list[Finding]]] = {}
    pairs = _by_place if question.by else _by_thing
    for node, other, finding in pairs(question, catalogue, store):
        counted.setdefault(node, {}).setdefault(catalogue.name(other), []).append(finding)
    ties = f"{link_words(question)}{filter_words(question, catalogue)}"
    if not counted:
        return Answer(question.text, "empty", f"Nothing is recorded: no {ties}.")
    ranked = sorted(counted, key=lambda n: (-len(counted[n]), catalogue.name(n)))[: question.top or SHOWN]
    citations = Citations(catalogue)
    rows = [_row(node, counted[node], catalogue, citations) for node in ranked]
    said = listed([f"{row.cells[0]} ({row.cells[1]}{f': {row.cells[2]}' if question.by else ''})" for row in rows])
    what = group_words(question.given, catalogue) if question.given.labels else f"{ties} to named things"
    whole = Answer(question.text, "answer", f"Most {what}: {said}.", columns=COLUMNS, rows=tuple(rows))
    shown = [f for node in ranked for some in counted[node].values() for f in some]
    return with_findings(whole, shown, catalogue, citations)


def _by_thing(question: Question, catalogue: Catalogue, store: GraphStore) -> Ranked:
    """Each thing asked for, with what it is linked to."""
    asked = question.asked if question.asked.labels else replace(question.asked, labels=("City",))
    for f in select(replace(question, form="links", asked=asked, order=""), catalogue, store):
        named = not (f.near_unnamed or f.far_unnamed) and catalogue.nodes.label(f.far) not in VAGUE
        if named and f.certainty == CONFIRMED:
            yield f.near, f.far, f


def _by_place(question: Question, catalogue: Catalogue, store: GraphStore) -> Ranked:
    """The country, or other place, of each thing that the given one is linked to, but its own."""
    for f in select(replace(question, form="links", order=""), catalogue, store):
        place = catalogue.place_of(f.near, question.by)
        if place not in ("", f.near, catalogue.place_of(f.far, question.by)) and not f.near_unnamed:
            yield place, f.near, f


def _row(node: str, others: dict[str, list[Finding]], catalogue: Catalogue, citations: Citations) -> Row:
    claims = best_first({f.claim.id: f.claim for some in others.values() for f in some}.values())
    cells = (catalogue.name(node), str(len(others)), listed(sorted(others), 12))
    return Row(cells, nodes=(node,), claims=tuple(c.id for c in claims), sources=citations.cite(claims))
