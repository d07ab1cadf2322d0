"""Who states a link: both partners, one partner, or only a third-party source."""

from __future__ import annotations

from collections.abc import Iterable

from graph.catalogue.catalogue import Catalogue
from graph.model.records import Claim
from graph.model.vocabulary import vocabulary


def asserting_ends(claims: Iterable[Claim], catalogue: Catalogue) -> tuple[str, ...]:
    """The ends of these claims that state them in a source of their own, or in a source of their successor."""
    found = set()
    for claim in claims:
        if claim.asserted_by != "party":
            continue
        speaker = catalogue.sources[claim.source].speaks_for
        for end in (claim.subject, claim.object):
            if speaker and (speaker in catalogue.family((end,)) or speaker in catalogue.above(end)):
                found.add(end)
    return tuple(sorted(found))


def attribution(claims: Iterable[Claim], catalogue: Catalogue) -> str:
    """Who says so: both partners, one of them, or a third-party source.

    Partners are only distinguished for twinnings and partnerships, which either end could state.
    """
    every = list(claims)
    asserted = {c.asserted_by for c in every}
    if asserted == {"third party"}:
        return "third-party source"
    partnerships = vocabulary().types.partnerships
    mutual = [c for c in every if c.type in partnerships and not (c.counterpart or c.subject_counterpart)]
    if mutual and len(mutual) == len(every):
        names = asserting_ends(mutual, catalogue)
        ends = {end for c in mutual for end in (c.subject, c.object)}
        if len(ends) == 2 and names:
            both = "according to both partners"
            return both if len(names) == 2 else f"according to {catalogue.name(names[0])} only"
    return "according to one of the partners" if asserted == {"party"} else "a partner and a third-party source"
