"""The answer from the search of the records: the records that have most of the question's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.answers.answer import Answer, Row
from graph.answers.builder import COLUMNS, Citations, target_row, with_evidence
from graph.answers.findings import Finding
from graph.answers.links import about
from graph.answers.links.publishers import publisher_sentence
from graph.answers.wording import end_words, relationship_words
from graph.catalogue.catalogue import Catalogue
from graph.catalogue.search.record_match import RecordMatch
from graph.catalogue.themes import stem
from graph.model.records import Claim
from graph.model.text import fold
from graph.questions.question import Question
from graph.stores.base import GraphStore, group_claims

SEARCHED, SHOWN = 24, 8
LONGEST_SENTENCE = 260  # characters


def matches(question: Question, catalogue: Catalogue, *, limit: int = SEARCHED) -> tuple[RecordMatch, ...]:
    """The records with words of the question, best first; about its names and what is in them, if it has any."""
    ids = named(question)
    names = [word for i in ids for word in fold(catalogue.name(i)).split()]
    words = tuple(dict.fromkeys((*question.content, *names)))
    if not words:
        return ()
    near = catalogue.search.find(words, limit=limit, about=ids)
    content = {stem(word) for word in question.content}
    best = max((len(_shared(m, content)) for m in near), default=0)
    if not ids or best == len(content):
        return near
    far = catalogue.search.find(words, limit=limit)
    return (*near, *(m for m in far if len(_shared(m, content)) > best and m not in near))


def named(question: Question) -> tuple[str, ...]:
    """The ids of all nodes and places that the question names."""
    groups = (question.anchor, question.target)
    ids = (i for group in groups for i in (*group.ids, *group.places))
    return tuple(dict.fromkeys((*ids, *question.through, *question.also_in)))


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer | None:
    """The best records as an answer; None if no record has a word of the question besides its names."""
    content = {stem(word) for word in question.content}
    found = [m for m in matches(question, catalogue) if _shared(m, content)]
    if not found:
        return None
    chosen = sorted(found, key=lambda m: _order(m, question, content, catalogue))[:SHOWN]
    citations = Citations(catalogue)
    rows, findings = [], []
    for match in chosen:
        claim = match.claim
        if claim is None:
            rows.append(_node_row(match, catalogue, citations))
            continue
        finding = _finding(claim)
        findings.append(finding)
        row = target_row(claim.subject, claim.subject_counterpart, [finding], finding.certainty, catalogue, citations)
        rows.append(replace(row, cells=(_pair(claim, catalogue), *row.cells[1:])))
    used = frozenset[str]().union(*(_shared(m, content) for m in chosen))
    left = tuple(word for word in question.content if stem(word) not in used)
    sentence = _sentence(chosen, content, catalogue)
    made = Answer(question.text, "answer", sentence, columns=COLUMNS, rows=tuple(rows))
    made = with_evidence(replace(made, left_out=left), findings, catalogue, citations)
    tie = ""
    if len(named(question)) > 1 and findings:
        tie = about.tie_sentence(about.related(question, catalogue, store), findings, catalogue)
    publisher = publisher_sentence((f.claim for f in findings[:1]), catalogue)
    return replace(made, detail=" ".join(filter(None, (tie, publisher))))


def _order(match: RecordMatch, question: Question, content: set[str], catalogue: Catalogue) -> tuple[object, ...]:
    """More of the names first, then more of the words; a plan after what is so, unless plans are asked for."""
    around = {up for node in match.nodes for up in (node, *catalogue.above(node))}
    names = sum(i in around for i in named(question))
    planned = match.claim is not None and match.claim.status == "planned" and "planned" not in question.statuses
    return (-names - 1.5 * len(_shared(match, content)), planned, -match.score)


def _shared(match: RecordMatch, content: set[str]) -> frozenset[str]:
    return frozenset(stem(part) for word in match.words for part in fold(word).split()) & content


def _sentence(chosen: Sequence[RecordMatch], content: set[str], catalogue: Catalogue) -> str:
    """The best record, and the next one if it has further words of the question."""
    said, used = "", set[str]()
    for match in chosen[:3]:
        shared = _shared(match, content)
        text = _text(match, catalogue)
        if said and (shared <= used or len(said) + len(text) > LONGEST_SENTENCE or text in said):
            continue
        said, used = f"{said} {text}".strip(), used | shared
    return said


def _text(match: RecordMatch, catalogue: Catalogue) -> str:
    claim = match.claim
    if claim is None:
        return match.text
    return claim.note or f"{relationship_words(group_claims([claim])[0], catalogue)}."


def _finding(claim: Claim) -> Finding:
    relationship = group_claims([claim])[0]
    return Finding(relationship, claim, claim.subject, claim.object, claim.subject_counterpart, claim.counterpart)


def _pair(claim: Claim, catalogue: Catalogue) -> str:
    return f"{end_words(claim.subject, claim.subject_counterpart, catalogue, 1)} – " + end_words(
        claim.object, claim.counterpart, catalogue, claim.at_least or 1
    )


def _node_row(match: RecordMatch, catalogue: Catalogue, citations: Citations) -> Row:
    placing = catalogue.location_claims(match.id)
    node = catalogue.nodes[match.id]
    cells = (node.name, catalogue.describe(match.id), "", "", "", node.note)
    return Row(cells, nodes=(match.id,), claims=tuple(c.id for c in placing), sources=citations.cite(placing))
