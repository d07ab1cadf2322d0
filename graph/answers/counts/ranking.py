"""The nodes with the most links, counted by the named nodes at the other end; or the countries with the most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.answers.answer import CONFIRMED, Answer, Row
from graph.answers.builder import Citations, with_evidence
from graph.answers.counts import operating_bodies, operations_by_place, tallies
from graph.answers.end_filters import VAGUE_PLACES, end_filter
from graph.answers.findings import Finding, is_excluded, select_findings
from graph.answers.large_results import LISTED
from graph.answers.phrases import phrase
from graph.answers.summary import filter_words, group_words, link_words, number_words
from graph.answers.wording import best_first, name_list
from graph.catalogue.catalogue import Catalogue
from graph.model.vocabulary import vocabulary
from graph.questions.forms.type_words import verb_words
from graph.questions.question import Group, Question
from graph.stores.base import GraphStore

COLUMNS = ("name", "links", "with")
SHOWN = 10
NONE = "What has none on record is not among them."
# A node that is ranked, the named node at the other end of one of its links, and the finding.
RankedPairs = Iterable[tuple[str, str, Finding]]


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """Up to ten targets (cities if none are named), most links first, then by name."""
    counted_whole = (
        operations_by_place.answer(question, catalogue, store) if operations_by_place.is_by_place(question) else None
    )
    if counted_whole is not None:
        return counted_whole
    if tallies.is_tally(question):
        return tallies.answer(question, catalogue, store)
    if operating_bodies.is_spread(question):
        return operating_bodies.answer(question, catalogue, store)
    counted: dict[str, dict[str, list[Finding]]] = {}
    far_place = set(question.anchor.labels) <= vocabulary().place_labels and question.anchor.labels
    pairs = _by_far_place if far_place else _by_place if question.by else _by_thing
    for node, other, finding in pairs(question, catalogue, store):
        counted.setdefault(node, {}).setdefault(catalogue.name(other), []).append(finding)
    counted = {node: others for node, others in counted.items() if question.wants(len(others))}
    ties = f"{link_words(question)}{filter_words(question, catalogue)}"
    if not counted:
        return Answer(question.text, "empty", phrase("outcomes.none", things=_wanted(question, catalogue, 2) or ties))
    order = sorted(counted, key=lambda n: (-len(counted[n]), catalogue.name(n)))
    ranked = order[: LISTED if question.is_numbered else question.top or SHOWN]
    citations = Citations(catalogue)
    rows = [_row(node, counted[node], catalogue, citations) for node in ranked]
    names = [f"{row.cells[0]} ({row.cells[1]}{f': {row.cells[2]}' if question.by else ''})" for row in rows]
    what = group_words(question.anchor, catalogue) if question.anchor.labels else f"{ties} to named things"
    sentence = f"Most {what}: {name_list(names)}."
    if question.is_numbered:
        listing = name_list(names, 12, len(order) - len(ranked))
        sentence = f"{len(order):,} {_wanted(question, catalogue, len(order))}: {listing}."
    notes = (NONE,) if question.at_most else ()
    more = len(order) - len(ranked) if question.is_numbered else 0
    whole = Answer(question.text, "answer", sentence, columns=COLUMNS, rows=tuple(rows), notes=notes, more=more)
    shown = [f for node in ranked for some in counted[node].values() for f in some]
    return with_evidence(whole, shown, catalogue, citations)


def _wanted(question: Question, catalogue: Catalogue, count: int) -> str:
    """What is asked for by number, in words: "cities linked to at least 2 networks"; "" if there is no number."""
    if not question.is_numbered:
        return ""
    things = group_words(question.target, catalogue, count)
    if question.anchor.labels:
        given = group_words(question.anchor, catalogue, question.at_most or question.at_least)
        return f"{things} {verb_words(question)} {number_words(question)} {given}{filter_words(question, catalogue)}"
    to = f" with {group_words(question.anchor, catalogue)}" if question.anchor.ids else ""
    return f"{things} with {number_words(question)} {link_words(question)}{to}{filter_words(question, catalogue)}"


def _by_thing(question: Question, catalogue: Catalogue, store: GraphStore) -> RankedPairs:
    """Each target with each node that it is linked to."""
    asked = question.target if question.target.labels else replace(question.target, labels=("City",))
    for f in _both_ways(replace(question, form="links", target=asked, order=""), catalogue, store):
        named = not (f.target_unnamed or f.anchor_unnamed) and catalogue.nodes.label(f.anchor) not in VAGUE_PLACES
        if named and _is_sure(f):
            yield f.target, f.anchor, f


def _by_far_place(question: Question, catalogue: Catalogue, store: GraphStore) -> RankedPairs:
    """Each target with the countries, or other places, of its links, other than its own."""
    label = question.anchor.labels[0]
    wide = replace(question, form="links", anchor=Group(places=question.anchor.places), order="")
    for f in _both_ways(wide, catalogue, store):
        place = catalogue.place_of(f.anchor, label)
        if place not in ("", catalogue.place_of(f.target, label)) and not f.target_unnamed and _is_sure(f):
            yield f.target, place, f


def _both_ways(question: Question, catalogue: Catalogue, store: GraphStore) -> Iterable[Finding]:
    """The findings from both ends, if both are asked for: two twinned cities each have the twinning."""
    target = end_filter(question.target, question, catalogue, other=question.anchor)
    anchor = end_filter(question.anchor, question, catalogue, other=question.target)
    for f in select_findings(question, catalogue, store):
        yield f
        turned = replace(
            f, target=f.anchor, anchor=f.target, target_unnamed=f.anchor_unnamed, anchor_unnamed=f.target_unnamed
        )
        fits = (
            target.certainty_of(turned.target, turned.target_unnamed, catalogue),
            anchor.certainty_of(turned.anchor, turned.anchor_unnamed, catalogue),
        )
        if set(fits) == {CONFIRMED} and not (question.agent or is_excluded(turned, question, catalogue)):
            yield turned


def _is_sure(finding: Finding) -> bool:
    return finding.certainty == CONFIRMED and finding.claim.status != "planned"


def _by_place(question: Question, catalogue: Catalogue, store: GraphStore) -> RankedPairs:
    """The country, or other place, of each node linked to the anchor, other than the anchor's own."""
    for f in select_findings(replace(question, form="links", order=""), catalogue, store):
        place = catalogue.place_of(f.target, question.by)
        if place not in ("", f.target, catalogue.place_of(f.anchor, question.by)) and not f.target_unnamed:
            yield place, f.target, f


def _row(node: str, others: dict[str, list[Finding]], catalogue: Catalogue, citations: Citations) -> Row:
    claims = best_first({f.claim.id: f.claim for some in others.values() for f in some}.values())
    cells = (catalogue.name(node), str(len(others)), name_list(sorted(others), 12))
    return Row(cells, nodes=(node,), claims=tuple(c.id for c in claims), sources=citations.cite(claims))
