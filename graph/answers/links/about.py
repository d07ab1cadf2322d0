"""What links are about: why, what for, what came of them, what they do. The claims that say most of it come first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import log

from graph.answers.answer import Answer, Row
from graph.answers.builder import COLUMNS, Citations, target_row, with_evidence
from graph.answers.findings import Finding, select_findings
from graph.answers.links.publishers import publisher_sentence
from graph.answers.phrases import phrase
from graph.answers.wording import name_list, relationship_words, start_dates
from graph.catalogue.catalogue import CITY_LABELS, Catalogue
from graph.catalogue.themes import claim_text, stem, stems
from graph.model.dates import Match, sort_key
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from graph.questions.question import Group, Question
from graph.stores.base import GraphStore, group_claims

SHOWN = 8  # rows
# Words that ask why a link is there: its twinning says so.
REASONS = frozenset(["why", "reason", "reasons", "purpose", "special", "important", "background"])
# Words that ask how a link began.
BEGINNINGS = frozenset(["start", "started", "begin", "began", "begun", "beginning", "origin", "origins", "first"])
LONGEST_SENTENCE = 260  # characters of the first sentence


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer | None:
    """The claims about the named nodes, best match of the question's words first; None if nothing is recorded."""
    found = related(question, catalogue, store)
    if not found:
        return None
    ranked = rank(found, question, catalogue)
    if BEGINNINGS & set(fold(question.text).split()):
        ranked.sort(key=lambda r: sort_key(next(iter(start_dates([r[2].claim])), "")))
    shown = [f for _, _, f in ranked[:SHOWN]]
    used = frozenset[str]().union(*(shared for _, shared, _ in ranked[:SHOWN]))
    unused = {word for text in (*question.left_out, *question.keywords) for word in fold(text).split()}
    missing = tuple(word for word in question.content if word in unused and stem(word) not in used)
    citations = Citations(catalogue)
    rows = [_row(finding, catalogue, citations) for finding in shown]
    sentence = _sentence([f for score, _, f in ranked[:2] if score == ranked[0][0] or not used], catalogue)
    if missing and not used and not question.is_open:
        sentence = f"{phrase('about.nothing', words=name_list(list(missing), word='or'))} {sentence}"
    made = Answer(question.text, "answer", sentence, columns=COLUMNS, rows=tuple(rows), left_out=missing)
    detail = " ".join(
        filter(None, (tie_sentence(found, shown, catalogue), publisher_sentence([shown[0].claim], catalogue)))
    )
    return replace(with_evidence(made, shown, catalogue, citations), detail=detail)


def tie_sentence(found: Sequence[Finding], shown: Sequence[Finding], catalogue: Catalogue) -> str:
    """The dated twinning behind the claims, if the first of them does not give it."""
    twinnings = vocabulary().types.acting_as("twinning")
    ends = {shown[0].target, shown[0].anchor}
    ties = {f.relationship.id: f.relationship for f in found if f.claim.type in twinnings and f.claim.start}
    near = [r for r in ties.values() if {r.start, r.end} & ends.union(*map(catalogue.above, ends))]
    if shown[0].relationship in ties.values() or len(near) != 1:
        return ""
    return f"{relationship_words(near[0], catalogue)}."


def related(question: Question, catalogue: Catalogue, store: GraphStore) -> list[Finding]:
    """All claims about the named nodes and what is in them; between two names, those that join them, if any do."""
    ids = tuple(dict.fromkeys((*question.anchor.ids, *question.target.ids)))
    types = tuple(vocabulary().types.listed)
    labels, places = (
        question.target.labels or question.anchor.labels,
        (*question.target.places, *question.anchor.places),
    )
    groups = [_wide(i, catalogue) for i in ids] + [Group(places=(place,)) for place in places]
    if len(groups) > 1:
        between = Question("", anchor=groups[0], target=groups[1], types=types, when=question.when)
        found = _dated(select_findings(between, catalogue, store))
        return _each_once(found)
    one = groups[:1] or ([Group(labels=labels)] if labels else [])
    if not one:
        themed = Question("", keywords=question.keywords, sectors=question.sectors, when=question.when)
        return _each_once(_dated(select_findings(themed, catalogue, store)))
    asked = (Question("", anchor=group, types=types, when=question.when) for group in one)
    return _each_once(f for q in asked for f in _dated(select_findings(q, catalogue, store)))


def _dated(found: list[Finding]) -> list[Finding]:
    """The findings in the time asked about; the undated ones only if there are no others."""
    return [f for f in found if f.timing is not Match.UNKNOWN] or found


def rank(
    found: Sequence[Finding], question: Question, catalogue: Catalogue
) -> list[tuple[float, frozenset[str], Finding]]:
    """The findings with their score and the stems shared with the question, best first. Rare words count for more."""
    wanted = {stem(word) for word in question.content}
    first = bool(REASONS & set(fold(question.text).split()))
    texts = [(f, _stems(f, catalogue) & wanted) for f in found]
    often = Counter(one for _, shared in texts for one in shared)
    scored = [
        (sum(log(1 + len(texts) / often[one]) for one in sorted(shared)), frozenset(shared), f) for f, shared in texts
    ]
    return sorted(
        scored, key=lambda s: (-s[0], s[2].claim.status == "planned", *_importance(s[2], catalogue, reasons=first))
    )


def _importance(finding: Finding, catalogue: Catalogue, *, reasons: bool) -> tuple[object, ...]:
    claim = finding.claim
    order = list(vocabulary().types)
    cities = all(catalogue.nodes.label(end) in CITY_LABELS for end in (finding.anchor, finding.target))
    twinned = claim.type in vocabulary().types.acting_as("twinning")
    unnamed = bool(finding.target_unnamed or finding.anchor_unnamed)
    length = -len(claim.note)
    return (
        not claim.note,
        not cities,
        twinned != reasons,
        claim.type in vocabulary().types.acting_as("support"),
        unnamed,
        not claim.start,
        length,
        order.index(claim.type),
        claim.id,
    )


def _stems(finding: Finding, catalogue: Catalogue) -> frozenset[str]:
    ends = (catalogue.nodes[end] for end in (finding.target, finding.anchor))
    known = vocabulary()
    counted = (known.labels[label].plural for label in (finding.target_unnamed, finding.anchor_unnamed) if label)
    words = " ".join((known.types[finding.claim.type].forward, *counted))
    return stems(f"{claim_text(finding.claim)} {words}").union(*(stems(f"{n.kind} {n.note} {n.name}") for n in ends))


def _sentence(best: Sequence[Finding], catalogue: Catalogue) -> str:
    """The notes of the best claims, as many as can be said at once; the link of a claim without a note."""
    said = ""
    for finding in best:
        claim = finding.claim
        note = claim.note or f"{relationship_words(group_claims([claim])[0], catalogue)}."
        if said and (len(said) + len(note) > LONGEST_SENTENCE or note in said):
            break
        said = f"{said} {note}".strip()
    return said


def _row(finding: Finding, catalogue: Catalogue, citations: Citations) -> Row:
    return target_row(finding.target, finding.target_unnamed, [finding], finding.certainty, catalogue, citations)


def _wide(node_id: str, catalogue: Catalogue) -> Group:
    """A place with what is in it and the place that it became part of, or another node alone."""
    if not catalogue.is_place(node_id):
        return Group(ids=(node_id,))
    return Group(places=(node_id, *sorted(catalogue.successors.get(node_id, ()))))


def _each_once(found: Iterable[Finding]) -> list[Finding]:
    return list({f.claim.id: f for f in found}.values())
