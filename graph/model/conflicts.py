"""Conflicts between claims, found by six rules. A conflict names the claims; it does not decide which one is right.

date: start dates that cannot be equal.
holder: different organisations hold the same link.
tie: one source states a twinning, another source states a different agreement.
kind: a source gives a node another label than the graph does.
status: planned and done, or active and ended, in sources of the same date.
rank: a claim says "first" or "latest" although another link began earlier or later.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from graph.model.dates import certainly_before, may_be_equal, period, sort_key
from graph.model.records import Claim, Relationship
from graph.model.vocabulary import vocabulary

# Events within a relationship. The date of such an event is not the start of the relationship.
OCCURRENCES = frozenset({"renewed", "visited", "hosted", "announced", "anniversary", "ended"})
BEGINNINGS = frozenset({"signed", "began", "created", "joined"})
RULES = ("date", "holder", "tie", "kind", "status", "rank")


@dataclass(frozen=True, slots=True)
class Conflict:
    """The rule that the claims break, and the claims in claim-id order."""

    rule: str
    claims: tuple[Claim, ...]

    @property
    def ends(self) -> tuple[str, str]:
        """Subject and object of the first claim."""
        return self.claims[0].subject, self.claims[0].object


def conflicts(relationships: Iterable[Relationship]) -> tuple[Conflict, ...]:
    """All conflicts among these relationships, sorted by rule and then by ids. Each pair and rule occurs once.

    Include the relationships that let a node represent another one: a council its city, a successor its predecessor.
    """
    every = list(relationships)
    types = vocabulary().types
    same = {r.start: r.end for r in every if r.type in types.representatives}
    found: list[Conflict] = []
    pairs: dict[tuple[str, str], list[Claim]] = {}
    for relationship in every:
        claims = [c for c in relationship.claims if not (c.counterpart or c.subject_counterpart)]
        pairs.setdefault((relationship.start, relationship.end), []).extend(claims)
        found += _dates(claims)
    for claims in pairs.values():
        found += _holders([c for c in claims if c.type in types.partnerships], same)
        found += _kinds(claims)
        found += _statuses(claims)
    found += _ranks([c for r in every for c in r.claims if c.type in types.partnerships], same)
    return tuple(sorted(found, key=lambda c: (RULES.index(c.rule), c.ends, [x.id for x in c.claims])))


def disputed(relationships: Iterable[Relationship]) -> frozenset[str]:
    """The ids of the relationships that have a claim in a conflict."""
    every = list(relationships)
    claims = {claim.id for conflict in conflicts(every) for claim in conflict.claims}
    return frozenset(r.id for r in every if any(c.id in claims for c in r.claims)) if claims else frozenset()


def _conflict(rule: str, claims: Collection[Claim]) -> Conflict:
    return Conflict(rule, tuple(sorted(set(claims), key=lambda c: c.id)))


def _starts(claims: Iterable[Claim]) -> list[Claim]:
    return [c for c in claims if c.start and c.event not in OCCURRENCES and c.status != "planned"]


def _dates(claims: Iterable[Claim]) -> list[Conflict]:
    dated = [c for c in _starts(claims) if c.event != "inherited"]
    return [] if may_be_equal(c.start for c in dated) else [_conflict("date", dated)]


def _holders(claims: Iterable[Claim], same: Mapping[str, str]) -> list[Conflict]:
    held = [c for c in claims if c.held_by]
    return [_conflict("holder", held)] if len({same.get(c.held_by, c.held_by) for c in held}) > 1 else []


def _kinds(claims: Iterable[Claim]) -> list[Conflict]:
    """Conflicts of the rules tie and kind: another form of agreement, or another label for the object."""
    found = []
    types = vocabulary().types
    twinnings, partnerships = types.acting_as("twinning"), types.partnerships
    ties = [
        c for c in claims if c.type in twinnings or (c.type in partnerships and c.event in BEGINNINGS and _civic(c))
    ]
    ties = [c for c in ties if c.event not in OCCURRENCES and c.status != "planned"]
    if len({c.type for c in ties}) > 1:
        found.append(_conflict("tie", ties))
    if any(c.object_as for c in claims):
        found.append(_conflict("kind", [c for c in claims if c.type in twinnings or c.object_as]))
    return found


def _civic(claim: Claim) -> bool:
    """Whether the link is an agreement between cities, and not only an educational link between the same cities."""
    return claim.sectors != ("education",) or bool(claim.held_by)


def _statuses(claims: Iterable[Claim]) -> list[Conflict]:
    """Conflicts of the rule status: planned and done, or active and ended, in sources of the same date."""
    found = []
    planned = [c for c in claims if c.status == "planned"]
    for plan in planned:
        done = [
            c
            for c in claims
            if c.status != "planned"
            and c.type == plan.type
            and (c.event in ("renewed", "signed", "visited") or plan.type not in vocabulary().types.partnerships)
        ]
        done = [c for c in done if c.start and (not plan.as_of or not _before(c.start, plan.as_of))] or [
            c for c in done if c.source == plan.source
        ]
        if done:
            found.append(_conflict("status", [plan, *done]))
            break
    for one, other in (("active", "ended"), ("active", "dormant")):
        both = [c for c in claims if c.status in (one, other)]
        if (
            {c.status for c in both} == {one, other}
            and len({c.as_of for c in both}) == 1
            and len({c.type for c in both}) == 1
        ):
            found.append(_conflict("status", both))
    return found


def _before(first: str, second: str) -> bool:
    """Whether the first date is certainly before the second."""
    one, two = period(first), period(second)
    return bool(one and two and certainly_before(one, two))


def _ranks(claims: Iterable[Claim], same: Mapping[str, str]) -> list[Conflict]:
    """Conflicts of the rule rank: another link of the subject may have begun earlier ("first") or later ("latest")."""
    every = list(claims)
    found = []
    for ranked in (c for c in every if c.rank and c.start):
        rivals = [c for c in _starts(every) if _rivals(ranked, c, same)]
        if rivals:
            earliest = sorted(rivals, key=lambda c: sort_key(c.start))
            found.append(_conflict("rank", [ranked, *earliest]))
    return found


def _rivals(ranked: Claim, other: Claim, same: Mapping[str, str]) -> bool:
    ends = {same.get(end, end) for end in (other.subject, other.object)}
    formal = other.type == ranked.type or (_civic(other) and bool(other.counterpart))
    if ranked.subject not in ends or ends == {ranked.subject, ranked.object} or not formal:
        return False
    this, that = period(ranked.start), period(other.start)
    if this is None or that is None or this.earliest is None or that.earliest is None:
        return False
    if ranked.rank == "first":
        return that.earliest < this.earliest
    return this.latest is not None and that.earliest > this.latest
