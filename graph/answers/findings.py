"""Findings: the claims that link a question's targets with its anchors, and how certain each one is.

One call to the store returns the candidates. The rest is decided here, so that all stores give the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from graph.answers.answer import CONFIRMED, POSSIBLE
from graph.answers.end_filters import EndFilter, end_filter, filter_mask, relationship_types, store_ends
from graph.answers.large_results import LargeResult, read_relationships, register_types
from graph.catalogue.catalogue import Catalogue
from graph.catalogue.register_links import Mask
from graph.catalogue.themes import claim_text, mentions, stem, stems
from graph.model.dates import Match
from graph.model.records import Claim, Relationship
from graph.model.validity import timing as claim_timing
from graph.model.vocabulary import vocabulary
from graph.questions.question import Question
from graph.stores.base import GraphStore

CITY_LIKE = ("City", "District", "Region")


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim that answers: the target, the anchor, and the labels of their unnamed nodes ("" for a named one)."""

    relationship: Relationship
    claim: Claim
    target: str
    anchor: str
    target_unnamed: str
    anchor_unnamed: str
    certainty: str = CONFIRMED
    timing: Match = Match.CERTAIN


@dataclass(frozen=True, slots=True)
class Selection:
    """Findings by relationship and claim id. Of a large result, only the first nodes have findings."""

    findings: list[Finding]
    large: LargeResult | None = None


def select_findings(question: Question, catalogue: Catalogue, store: GraphStore) -> list[Finding]:
    """All findings, by relationship and claim id. Findings outside the time limit are left out; undated ones are kept.

    In a large graph, links from registers are included only if the question asks for their types and the result is
    small. A comparison or ranking of only some of them would be wrong.
    """
    if catalogue.is_large and not set(question.types) & vocabulary().types.registers:
        return selection(question, catalogue, store, registers=False).findings
    chosen = selection(question, catalogue, store)
    if chosen.large is None:
        return chosen.findings
    registers = vocabulary().types.registers
    return [f for f in chosen.findings if f.claim.type not in registers]


def selection(question: Question, catalogue: Catalogue, store: GraphStore, *, registers: bool = True) -> Selection:
    """All findings, and the large result if there is one; without links from registers if `registers` is False."""
    target = end_filter(question.target, question, catalogue, other=question.anchor)
    anchor = end_filter(question.anchor, question, catalogue, other=question.target)
    anchor = replace(anchor, place_may_match=bool(anchor.places))
    target, anchor = (
        replace(side, wider_places=frozenset()) if other.any else side
        for side, other in ((target, anchor), (anchor, target))
    )
    types = relationship_types(question, catalogue)
    found: list[Finding] = []
    filled = register_types(types) if catalogue.is_large else frozenset()
    rest = [kind for kind in types if kind not in filled]
    relationships = store.relationships(store_ends(target), store_ends(anchor), rest) if rest else ()
    large = None
    if filled:
        masks = (
            (filter_mask(target, catalogue.register_links), filter_mask(anchor, catalogue.register_links))
            if registers
            else (None, None)
        )
        if question.state and registers:
            stand = catalogue.register_links.mask(catalogue.register_status.in_state(question.state))
            masks = (stand if masks[0] is None else masks[0] & stand, masks[1])
        if question.abroad and registers:
            home = home_countries(question, catalogue)
            away = ~(catalogue.register_links.inside(home) | catalogue.register_links.mask(_around(home, catalogue)))
            masks = (masks[0], away if masks[1] is None else masks[1] & away)
        if question.all_of and registers:
            masks = (_tied_to_each(masks[0], filled, question, catalogue), masks[1])
        asked = question if registers else replace(question, types=(), keywords=())
        listed, large = read_relationships(*masks, filled, asked, catalogue, store)
        relationships = tuple(sorted((*relationships, *listed), key=lambda r: r.id))
    for relationship in relationships:
        for claim in relationship.claims:
            found.extend(_oriented(relationship, claim, target, anchor, catalogue))
    if question.abroad:
        home = home_countries(question, catalogue)
        found = [
            f
            for f in found
            if not home & {f.anchor, *catalogue.above(f.anchor)} and f.anchor not in _around(home, catalogue)
        ]
    if question.state:
        standing = catalogue.register_status.in_state(question.state)
        found = [f for f in found if f.target in standing]
    if question.civic:
        found = [f for f in found if _is_civic(f, catalogue, named=not question.keywords)]
    found = [f for f in found if not is_excluded(f, question, catalogue)]
    if question.target.labels and not question.target.kinds:
        found = [f for f in found if f.target_unnamed or not catalogue.is_part(f.target)]
    kept = [finding for f in found if (finding := _filtered(f, question)) is not None]
    kept = _settled(kept, question)
    return Selection(_speaking(kept, question, catalogue), large)


def _settled(found: list[Finding], question: Question) -> list[Finding]:
    """The findings without undated claims of a link that another claim of the same relationship dates."""
    if question.when is None:
        return found
    return [f for f in found if f.timing is not Match.UNKNOWN or not _is_dated(f)]


def _is_dated(finding: Finding) -> bool:
    """Whether any claim of the relationship with the same kind of ends, named or not, has a date."""
    unnamed = bool(finding.target_unnamed or finding.anchor_unnamed)
    claims = finding.relationship.claims
    return any(c.start and bool(c.counterpart or c.subject_counterpart) == unnamed for c in claims)


def _tied_to_each(target: Mask | None, types: Iterable[str], question: Question, catalogue: Catalogue) -> Mask | None:
    """The nodes of a mask that are linked to something in each of the anchor's places, if there are several."""
    places = question.anchor.places
    for place in places if len(places) > 1 else ():
        one = replace(question.anchor, places=(place,))
        anchor = filter_mask(end_filter(one, question, catalogue, other=question.target), catalogue.register_links)
        tied = reduce(or_, (catalogue.register_links.linked(kind, target, anchor) for kind in sorted(types)))
        target = tied if target is None else target & tied
    return target


def home_countries(question: Question, catalogue: Catalogue) -> set[str]:
    """The countries of the target's places."""
    return {catalogue.place_of(place, "Country") for place in question.target.places} - {""}


def _around(home: set[str], catalogue: Catalogue) -> set[str]:
    """The places that contain these countries. A body that works worldwide or in Europe may work at home."""
    return {above for place in home for above in catalogue.above(place)}


def is_excluded(finding: Finding, question: Question, catalogue: Catalogue) -> bool:
    """Whether the target is one of the excluded nodes, or lies in one."""
    home = {i for i in question.anchor.ids if catalogue.is_place(i) and set(question.target.ids) & catalogue.above(i)}
    if not (home or question.excluded):
        return False
    where = {finding.target, *catalogue.above(finding.target)}
    return bool(where & (set(question.excluded) | home))


def _speaking(found: list[Finding], question: Question, catalogue: Catalogue) -> list[Finding]:
    """The findings that mention all of the question's theme words.

    If none does, those that mention the most words are returned, if that is at least half of them.
    """
    if not question.keywords:
        return found
    wanted = {stem(word) for word in question.keywords}
    scored = [(len(wanted & theme_stems(f, catalogue)), f) for f in found]
    best = max((score for score, _ in scored), default=0)
    if best * 2 < len(wanted) or not best:
        return []
    return [f for score, f in scored if score == best]


def theme_stems(finding: Finding, catalogue: Catalogue) -> frozenset[str]:
    """The stems of the claim's text and of the descriptions of its two ends."""
    ends = (catalogue.nodes[end] for end in (finding.target, finding.anchor))
    return stems(claim_text(finding.claim)).union(*(stems(f"{n.kind} {n.note} {n.name}") for n in ends))


def _oriented(
    relationship: Relationship, claim: Claim, target: EndFilter, anchor: EndFilter, catalogue: Catalogue
) -> Iterable[Finding]:
    """The claim read from the end that fits the target best; at most one finding."""
    fits: list[Finding] = []
    for at, away, at_unnamed, away_unnamed, called in (
        (claim.subject, claim.object, claim.subject_counterpart, claim.counterpart, ""),
        (claim.object, claim.subject, claim.counterpart, claim.subject_counterpart, claim.object_as),
    ):
        levels = (
            target.certainty_of(at, at_unnamed, catalogue, called),
            anchor.certainty_of(away, away_unnamed, catalogue),
        )
        sure_of_kind = not target.labels or levels[0] == CONFIRMED
        if all(levels) and CONFIRMED in levels and sure_of_kind:
            level = POSSIBLE if POSSIBLE in levels else CONFIRMED
            fits.append(Finding(relationship, claim, at, away, at_unnamed, away_unnamed, level))
    return sorted(fits, key=lambda f: f.certainty == POSSIBLE)[:1]


def _is_civic(finding: Finding, catalogue: Catalogue, *, named: bool) -> bool:
    """Whether both ends are towns or regions; with `named`, not unnamed nodes in them."""
    if finding.claim.counts:
        return True
    itself = not named or not (finding.target_unnamed or finding.anchor_unnamed)
    return itself and all(catalogue.nodes.label(end) in CITY_LIKE for end in (finding.target, finding.anchor))


def _filtered(finding: Finding, question: Question) -> Finding | None:
    claim = finding.claim
    if question.sectors and not with_parent_sectors(claim.sectors) & set(question.sectors):
        return None
    if question.agent and (finding.target if question.agent == "target" else finding.anchor) != claim.subject:
        return None
    signed = "signatory" in question.roles and claim.event == "signed"
    if question.roles and claim.role not in question.roles and not signed:
        return None
    if question.events and claim.event not in question.events and not mentions(claim, question.events):
        return None
    if question.statuses and claim.status not in question.statuses:
        return None
    if question.sources and claim.source not in question.sources:
        return None
    if question.when is None:
        return finding
    when = question.when
    timing = claim_timing(claim, when.period, when.relation, start_only=question.start_only)
    if timing is Match.NO:
        return None
    certainty = POSSIBLE if timing is Match.POSSIBLE else finding.certainty
    return replace(finding, timing=timing, certainty=certainty)


def with_parent_sectors(sectors: Iterable[str]) -> set[str]:
    """These sectors and the wider sectors that contain them."""
    known = vocabulary().sectors
    return {one for sector in sectors for one in (sector, known[sector].within) if one}
