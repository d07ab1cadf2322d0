"""The answer from the search of the records: the records that have most of the question's words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

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
from graph.questions.lexicon import lexicon
from graph.questions.question import Question
from graph.stores.base import GraphStore, group_claims

SEARCHED, SHOWN = 24, 8
LONGEST_SENTENCE = 260  # characters
PLAN = 1.0  # a plan counts so much less than what is so
NAME = 2.0  # a name counts so many times as much as a word that is as rare
YEAR = 4  # digits
RAREST = 3.5  # a word in one record of thirty; a rarer one counts no more, so that two words outweigh one


def matches(question: Question, catalogue: Catalogue, *, limit: int = SEARCHED) -> tuple[RecordMatch, ...]:
    """The records with words of the question, best first; about its names and what is in them, if it has any."""
    ids, asked = named(question), wanted(question, catalogue)
    names = [word for i in ids for word in fold(catalogue.name(i)).split()]
    words = tuple(dict.fromkeys((*asked, *names)))
    if not words:
        return ()
    near = catalogue.search.find(words, limit=limit, about=ids)
    content = {stem(word) for word in asked}
    best = max((len(shared_words(m, content)) for m in near), default=0)
    if not ids or best == len(content):
        return near
    far = catalogue.search.find(words, limit=limit)
    return (*near, *(m for m in far if len(shared_words(m, content)) > best and m not in near))


def wanted(question: Question, catalogue: Catalogue) -> tuple[str, ...]:
    """The words to look for, besides the names and their parts: those with content, and years."""
    names = {word for i in named(question) for word in fold(catalogue.name(i)).split()}
    years = fold(question.when.text).split() if question.when else []
    kinds = (word for group in (question.target, question.anchor) for kind in group.kinds for word in kind.split())
    words = (*question.content, *kinds, *(word for word in years if word.isdecimal() and len(word) == YEAR))
    return tuple(noted(word) for word in words if word not in names)


def noted(word: str) -> str:
    """The word that notes use for this one."""
    return lexicon().synonyms.get(word, word)


def named(question: Question) -> tuple[str, ...]:
    """The ids of all nodes and places that the question names."""
    groups = (question.anchor, question.target)
    ids = (i for group in groups for i in (*group.ids, *group.places))
    return tuple(dict.fromkeys((*ids, *question.through, *question.also_in)))


class RecordAnswer(NamedTuple):
    """An answer from the records, and how much of the question its sentence explains.

    `words` are the stems that the sentence has. `has_names`: it is about all names of the question.
    """

    answer: Answer
    weight: float
    words: frozenset[str]
    has_names: bool


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> RecordAnswer | None:
    """The best records as an answer; None if no record has a word of the question besides its names."""
    weights = Weights(question, catalogue)
    found = [m for m in matches(question, catalogue) if shared_words(m, weights.stems)]
    if not found:
        return None
    ranked = sorted(found, key=lambda m: _order(m, question, weights))
    # Records about none of the names only help if no better one is about a name.
    chosen = [m for m in ranked if weights.names_in([m]) or not weights.names_in(ranked[:1])][:SHOWN]
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
    used = frozenset[str]().union(*(shared_words(m, weights.stems) for m in chosen))
    typed = {noted(word): word for word in question.content}
    left = tuple(typed.get(word, word) for word in wanted(question, catalogue) if stem(word) not in used)
    said = _said(chosen, weights.stems, catalogue)
    sentence = " ".join(said.values())
    made = Answer(question.text, "answer", sentence, columns=COLUMNS, rows=tuple(rows))
    made = with_evidence(replace(made, left_out=left), findings, catalogue, citations)
    tie = ""
    if len(named(question)) > 1 and findings:
        tie = about.tie_sentence(about.related(question, catalogue, store), findings, catalogue)
    publisher = publisher_sentence((f.claim for f in findings[:1]), catalogue)
    made = replace(made, detail=" ".join(filter(None, (tie, publisher))))
    words = frozenset[str]().union(*(shared_words(chosen[at], weights.stems) for at in said))
    names = weights.names_in(chosen[at] for at in said)
    return RecordAnswer(made, names + weights.words(words), words, names >= weights.names)


def _order(match: RecordMatch, question: Question, weights: Weights) -> tuple[object, ...]:
    """The record that explains most of the question first; a plan after what is so, unless plans are asked for."""
    planned = match.claim is not None and match.claim.status == "planned" and "planned" not in question.statuses
    return (-weights.of(match) + PLAN * planned, -match.score)


class Weights:
    """How much of a question a record explains: the rarity of the words and names that it has."""

    def __init__(self, question: Question, catalogue: Catalogue) -> None:
        """Weigh the words and the names of a question. Words that only hold questions together weigh nothing."""
        stop = lexicon().stop
        self._catalogue = catalogue
        words = wanted(question, catalogue)
        self.stems = {stem(word) for word in words}
        self._words = {stem(w): 0.0 if w in stop else min(catalogue.search.rarity(w), RAREST) for w in words}
        self._names = {i: NAME * catalogue.search.rarity_about(i) for i in named(question)}

    def of(self, match: RecordMatch) -> float:
        """The weight of the words and names that a record has."""
        return self.names_in([match]) + self.words(shared_words(match, self.stems))

    def words(self, stems: Iterable[str]) -> float:
        """The weight of these words of the question."""
        return sum(self._words.get(one, 0.0) for one in sorted(stems))

    def names_in(self, matches: Iterable[RecordMatch]) -> float:
        """The weight of the names that any of these records is about."""
        ends = {node for match in matches for node in match.nodes}
        around = {up for node in ends for up in (node, *self._catalogue.above(node))}
        return sum(weight for i, weight in self._names.items() if i in around)

    @property
    def total(self) -> float:
        """The most that records may explain."""
        return self.names + self.words(self.stems)

    @property
    def names(self) -> float:
        """The weight of all names of the question."""
        return sum(self._names.values())


def shared_words(match: RecordMatch, content: Collection[str]) -> frozenset[str]:
    """The stems of the question that a record has."""
    return frozenset(stem(part) for word in match.words for part in fold(word).split()) & frozenset(content)


def _said(chosen: Sequence[RecordMatch], content: Collection[str], catalogue: Catalogue) -> dict[int, str]:
    """The text of the best record, and of the next one if it has further words of the question, by their place."""
    said: dict[int, str] = {}
    used = frozenset[str]()
    for at, match in enumerate(chosen[:3]):
        shared = shared_words(match, content)
        text = _text(match, catalogue)
        length = sum(map(len, said.values()))
        if said and (shared <= used or length + len(text) > LONGEST_SENTENCE or text in said.values()):
            continue
        said[at], used = text, used | shared
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
