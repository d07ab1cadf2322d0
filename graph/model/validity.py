"""Whether a link held within some years, in three values: what the dates of its claims say, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph.model.dates import Match, Period, period
from graph.model.records import Claim
from graph.model.vocabulary import vocabulary

# The date of such an event lies within the life of a link, whose beginning may be earlier.
WITHIN = frozenset({"renewed", "announced", "anniversary"})
PAST = frozenset({"dormant", "ended"})


def whole_years(since: int | None, until: int | None) -> Period:
    """Whole years, both ends included; None is open."""
    return Period(date(since, 1, 1) if since else None, date(until, 12, 31) if until else None)


def active_during(claim: Claim, years: Period) -> Match:
    """Whether the claim says that its link held at some time within the years; UNKNOWN where it gives no date.

    A visit or a founding is in the years of its date alone. Any other link begins at its start and lasts until its
    end; of one that is over, but without a date of its end, no time after its start is sure.
    """
    start, end = period(claim.start), period(claim.end)
    if start is None and end is None:
        return Match.UNKNOWN
    if vocabulary().types[claim.type].moment and start is not None:
        return start.match(years)
    began = _began(start, years) if claim.event not in WITHIN else _was_there(start, years)
    lasted = _lasted(end, years, over=claim.status in PAST)
    if Match.NO in (began, lasted):
        return Match.NO
    return Match.CERTAIN if began is lasted is Match.CERTAIN else Match.POSSIBLE


def _began(start: Period | None, years: Period) -> Match:
    """Whether it had begun before the years were over."""
    if years.latest is None:
        return Match.CERTAIN
    if start is None or start.earliest is None:
        return Match.POSSIBLE
    if start.earliest > years.latest:
        return Match.NO
    return Match.CERTAIN if start.latest is not None and start.latest <= years.latest else Match.POSSIBLE


def _was_there(seen: Period | None, years: Period) -> Match:
    """The same for a date at which it was already there: it may have begun long before."""
    return Match.POSSIBLE if _began(seen, years) is Match.NO else _began(seen, years)


def _lasted(end: Period | None, years: Period, *, over: bool) -> Match:
    """Whether it was still there when the years began."""
    if years.earliest is None:
        return Match.CERTAIN
    if end is None:
        return Match.POSSIBLE if over else Match.CERTAIN
    if end.latest is not None and end.latest < years.earliest:
        return Match.NO
    return Match.CERTAIN if end.earliest is not None and end.earliest >= years.earliest else Match.POSSIBLE


def year_span(claims: Iterable[Claim]) -> tuple[int, int] | None:
    """The first and the last year that any of the claims names for certain; None where none has a date."""
    found = [p for c in claims for p in (period(c.start), period(c.end)) if p is not None]
    years = [day.year for p in found for day in (p.earliest, p.latest) if day is not None and 1 < day.year < 9999]
    return (min(years), max(years)) if years else None
