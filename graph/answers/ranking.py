"""Which things have the most links: counted by the named things at the other end."""

from __future__ import annotations

from dataclasses import replace

from graph.answer import CONFIRMED, Answer, Row
from graph.answers.building import Citations, with_findings
from graph.answers.findings import VAGUE, Finding, select
from graph.answers.summary import filter_words, link_words
from graph.answers.wording import best_first, listed
from graph.catalogue import Catalogue
from graph.questions.question import Question
from graph.store import GraphStore

COLUMNS = ("name", "links", "with")
SHOWN = 10


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """Up to ten things of the set asked for (cities if none), most links first, then by name."""
    if question.by:
        return _by_place(question, catalogue, store)
    asked = question.asked if question.asked.labels else replace(question.asked, labels=("City",))
    found = select(replace(question, form="links", asked=asked, order=""), catalogue, store)
    grouped: dict[str, list[Finding]] = {}
    for finding in found:
        named = not (finding.near_unnamed or finding.far_unnamed)
        if named and finding.certainty == CONFIRMED and catalogue.nodes[finding.far].label not in VAGUE:
            grouped.setdefault(finding.near, []).append(finding)
    ranked = sorted(grouped, key=lambda n: (-len({f.far for f in grouped[n]}), catalogue.name(n)))
    if not ranked:
        return Answer(
            question.text, "empty", f"Nothing is recorded: no {link_words(question)}{filter_words(question)}."
        )
    citations = Citations(catalogue)
    rows = []
    for node in ranked[: question.top or SHOWN]:
        others = sorted({catalogue.name(f.far) for f in grouped[node]})
        claims = best_first({f.claim.id: f.claim for f in grouped[node]}.values())
        cells = (catalogue.name(node), str(len(others)), listed(others, 12))
        rows.append(Row(cells, nodes=(node,), claims=tuple(c.id for c in claims), sources=citations.cite(claims)))
    said = listed([f"{row.cells[0]} ({row.cells[1]})" for row in rows])
    sentence = f"Most {link_words(question)}{filter_words(question)} to named things: {said}."
    shown = [f for node in ranked[: len(rows)] for f in grouped[node]]
    whole = Answer(question.text, "answer", sentence, columns=COLUMNS, rows=tuple(rows))
    return with_findings(whole, shown, catalogue, citations)


def _by_place(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """Countries, or other places, by the number of named things in them that are linked to the given."""
    found = select(replace(question, form="links", order=""), catalogue, store)
    grouped: dict[str, list[Finding]] = {}
    for finding in found:
        place = catalogue.place_of(finding.near, question.by)
        if place and place != catalogue.place_of(finding.far, question.by) and not finding.near_unnamed:
            grouped.setdefault(place, []).append(finding)
    ranked = sorted(grouped, key=lambda p: (-len({f.near for f in grouped[p]}), catalogue.name(p)))
    if not ranked:
        return Answer(
            question.text, "empty", f"Nothing is recorded: no {link_words(question)}{filter_words(question)}."
        )
    citations = Citations(catalogue)
    rows = []
    for place in ranked[: question.top or SHOWN]:
        others = sorted({catalogue.name(f.near) for f in grouped[place]})
        claims = best_first({f.claim.id: f.claim for f in grouped[place]}.values())
        cells = (catalogue.name(place), str(len(others)), listed(others, 12))
        rows.append(Row(cells, nodes=(place,), claims=tuple(c.id for c in claims), sources=citations.cite(claims)))
    said = listed([f"{row.cells[0]} ({row.cells[1]}: {row.cells[2]})" for row in rows])
    whole = Answer(question.text, "answer", f"Most: {said}.", columns=COLUMNS, rows=tuple(rows))
    return with_findings(whole, [f for p in ranked[: len(rows)] for f in grouped[p]], catalogue, citations)
