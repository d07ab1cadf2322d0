"""Whether a link was in force, began or ended in a period, in three values, according to the dates of its claims.

Every part of the tool decides this here: questions, the years of Explore, the comparison of two years, stories and
exports. A plan is never in force. An event in the life of a link, such as a renewal, is not its beginning.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph.model.dates import Match, Period, period
from graph.model.records import Claim
from graph.model.vocabulary import vocabulary

# Events that happen while a link exists. The link may have begun earlier.
WITHIN = frozenset({"renewed", "announced", "anniversary"})
PAST = frozenset({"dormant", "ended"})
IN_FORCE, BEGAN, ENDED = "in_force", "began", "ended"


def timing(claim: Claim, years: Period, relation: str, *, start_only: bool = False) -> Match:
    """Whether the claim's link was in force, began or ended in the years. `relation` is one of the constants above.

    With `start_only`, the date of a later event counts as no date of a beginning.
    """
    if relation == IN_FORCE:
        return active_during(claim, years)
    if relation == ENDED:
        return ended_during(claim, years)
    return began_during(claim, years, start_only=start_only)


def began_during(claim: Claim, years: Period, *, start_only: bool = False) -> Match:
    """Whether the date of the claim lies in the years; a later event only counts if `start_only` is False."""
    start = period("" if start_only and claim.event in WITHIN else claim.start)
    return Match.UNKNOWN if start is None else start.match(years)


def ended_during(claim: Claim, years: Period) -> Match:
    """Whether the link ended in the years. UNKNOWN if the claim has no end."""
    end = period(claim.end)
    return Match.UNKNOWN if end is None else end.match(years)


def whole_years(since: int | None, until: int | None) -> Period:
    """A period of whole years, both ends included. None means no limit on that side."""
    return Period(date(since, 1, 1) if since else None, date(until, 12, 31) if until else None)


def active_during(claim: Claim, years: Period) -> Match:
    """Whether the link of a claim existed at some time in the years. UNKNOWN if the claim has no date.

    A plan does not exist yet. A
    visit or a foundation exists on its date only. Any other link lasts from its start to its end. If a link has
    ended and its end date is not recorded, every time after its start is only possible.
    """
    start, end = period(claim.start), period(claim.end)
    if start is None and end is None:
        return Match.UNKNOWN
    if claim.status == "planned":
        return Match.NO
    if vocabulary().types[claim.type].moment and start is not None:
        return start.match(years)
    began = _began(start, years) if claim.event not in WITHIN else _was_there(start, years)
    lasted = _lasted(end, years, over=claim.status in PAST)
    if Match.NO in (began, lasted):
        return Match.NO
    return Match.CERTAIN if began is lasted is Match.CERTAIN else Match.POSSIBLE


def _began(start: Period | None, years: Period) -> Match:
    """Whether the link began before the end of the years."""
    if years.latest is None:
        return Match.CERTAIN
    if start is None or start.earliest is None:
        return Match.POSSIBLE
    if start.earliest > years.latest:
        return Match.NO
    return Match.CERTAIN if start.latest is not None and start.latest <= years.latest else Match.POSSIBLE


def _was_there(seen: Period | None, years: Period) -> Match:
    """The same for a date on which the link already existed. It may have begun much earlier."""
    return Match.POSSIBLE if _began(seen, years) is Match.NO else _began(seen, years)


def _lasted(end: Period | None, years: Period, *, over: bool) -> Match:
    """Whether the link still existed at the start of the years."""
    if years.earliest is None:
        return Match.CERTAIN
    if end is None:
        return Match.POSSIBLE if over else Match.CERTAIN
    if end.latest is not None and end.latest < years.earliest:
        return Match.NO
    return Match.CERTAIN if end.earliest is not None and end.earliest >= years.earliest else Match.POSSIBLE


def year_span(claims: Iterable[Claim]) -> tuple[int, int] | None:
    """The first and the last year in the dates of the claims. None if no claim has a date."""
    found = [p for c in claims for p in (period(c.start), period(c.end)) if p is not None]
    years = [day.year for p in found for day in (p.earliest, p.latest) if day is not None and 1 < day.year < 9999]
    return (min(years), max(years)) if years else None
