"""Findings that are not counted: plans, links to the whole world, and unnamed nodes."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answers.findings import Finding
from graph.answers.wording import (
    start_dates,
)
from graph.catalogue.catalogue import Catalogue
from graph.model.dates import Match, certainly_before, period
from graph.model.vocabulary import vocabulary
from graph.questions.question import Question


def separate_whole_places(
    found: list[Finding], question: Question, catalogue: Catalogue
) -> tuple[list[Finding], list[Finding]]:
    """Split findings: a country that is asked about is not one of its own members, if there are others."""
    places = {i for i in question.target.ids if catalogue.is_place(i)}
    others = [f for f in found if f.target not in places]
    listing = question.form in ("links", "count") and places and not question.target.labels
    return (others, [f for f in found if f.target in places]) if others and listing else (found, [])


def relative_to_tie(found: list[Finding], question: Question) -> list[Finding]:
    """The findings that certainly began before, or after, the twinning with another node did."""
    relation, other = question.relative_to
    twinnings = vocabulary().types.acting_as("twinning")
    marks = start_dates(f.claim for f in found if f.target == other and f.claim.type in twinnings) if other else []
    mark = period(marks[0]) if marks else None
    if mark is None:
        return found
    kept = []
    for finding in found:
        own = period(next(iter(start_dates([finding.claim])), ""))
        if own is None or finding.target == other:
            continue
        first, second = (own, mark) if relation == "before" else (mark, own)
        if certainly_before(first, second):
            kept.append(finding)
    return kept


def tied_to_all(found: list[Finding], question: Question, catalogue: Catalogue) -> list[Finding]:
    """For targets of several anchors ("projects of Leeds and Lille"), those linked to each of them, if any are."""
    wanted = set(question.anchor.ids) or set(question.anchor.places if question.all_of else ())
    if len(wanted) < 2 or question.anchor.any_of or not question.target.labels:
        return found
    tied: dict[str, set[str]] = {}
    for finding in found:
        reached = {finding.anchor, *catalogue.above(finding.anchor)} & wanted
        tied.setdefault(finding.target, set()).update(reached)
    both = {target for target, reached in tied.items() if reached == wanted}
    return [f for f in found if f.target in both] if both or question.all_of else found


def separate_uncounted(
    found: Sequence[Finding], question: Question, catalogue: Catalogue
) -> tuple[list[Finding], list[Finding]]:
    """Split findings into counted and uncounted ones: plans, unless asked for, and links to the whole world."""

    def beside(finding: Finding) -> bool:
        planned = finding.claim.status == "planned" and "planned" not in question.statuses and not question.events
        vague = any(catalogue.nodes.label(end) == "World" for end in (finding.target, finding.anchor))
        return planned or (vague and not question.sectors and not question.keywords)

    kept, aside = [f for f in found if not beside(f)], [f for f in found if beside(f)]
    vague = [f for f in aside if f.claim.status != "planned"]
    if vague and not kept and question.target.labels:
        return vague, [f for f in aside if f.claim.status == "planned"]
    body = question.anchor.ids and not any(catalogue.is_place(i) for i in question.anchor.ids)
    partnerships = vocabulary().types.partnerships
    plans = [f for f in aside if f.claim.status == "planned" and f.claim.type not in partnerships]
    if plans and not kept and question.types:
        kept_aside = {id(f) for f in plans}
        return plans, [f for f in aside if id(f) not in kept_aside]
    if body and question.target.is_any:
        return kept, aside
    if question.form in ("when", "duration") and question.sectors:
        return kept, aside
    named = [f for f in kept if not f.target_unnamed and not (question.when and f.timing is Match.UNKNOWN)]
    if question.when and not named:
        return kept, aside
    named = [f for f in kept if not f.target_unnamed]
    return (named, aside + [f for f in kept if f.target_unnamed]) if named else (kept, aside)
