"""What is not recorded about the links of named nodes: dates, names, ends, a second source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.answers.answer import Answer, Row
from graph.answers.builder import COLUMNS, Citations, with_evidence
from graph.answers.findings import Finding
from graph.answers.links import about
from graph.answers.phrases import phrase
from graph.answers.row_order import rows_by_relationship
from graph.answers.summary import group_words
from graph.answers.wording import name_list, start_dates
from graph.catalogue.catalogue import Catalogue
from graph.model.records import Relationship
from graph.questions.question import Question
from graph.stores.base import GraphStore

LACKS = 2  # column of dates, which says what each link lacks


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """One row for each link of the named nodes, with what no source gives of it."""
    found = [f for f in about.related(question, catalogue, store) if f.claim.status != "planned"]
    names = group_words(question.anchor, catalogue)
    if not found:
        return Answer(question.text, "empty", phrase("missing.nothing", names=names))
    citations = Citations(catalogue)
    rows = [_with_lacks(row, found) for row in rows_by_relationship(found, catalogue, citations)]
    relationships = {f.relationship.id: f.relationship for f in found}.values()
    lacks = list(dict.fromkeys(one for r in relationships for one in _lacks(r)))
    sentence = phrase("missing.found", names=names, lacks=name_list(lacks, word="or"))
    made = Answer(question.text, "answer", sentence, columns=COLUMNS, rows=tuple(rows))
    return with_evidence(made, found, catalogue, citations)


def _lacks(relationship: Relationship) -> list[str]:
    claims = relationship.claims
    made = [] if start_dates(claims) else [phrase("missing.start")]
    made += [] if any(c.end for c in claims) else [phrase("missing.end")]
    made += [phrase("missing.name")] if all(c.counterpart or c.subject_counterpart for c in claims) else []
    made += [phrase("missing.second_source")] if len({c.source for c in claims}) < 2 else []
    made += [phrase("missing.partner_word")] if all(c.asserted_by == "third party" for c in claims) else []
    return made


def _with_lacks(row: Row, found: Sequence[Finding]) -> Row:
    relationship = next(f.relationship for f in found if f.claim.id in row.claims)
    lacks = phrase("missing.row", lacks=name_list(_lacks(relationship), word="and"))
    cells = list(row.cells)
    cells[LACKS] = "; ".join(filter(None, (cells[LACKS], lacks)))
    return replace(row, cells=tuple(cells))
