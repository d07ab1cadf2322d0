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
