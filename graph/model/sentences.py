"""A relationship as one plain sentence, for example "Leeds is twinned with Lille since 1968". Text without markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.model.dates import date_text, most_precise, sort_key
from graph.model.records import Claim, Relationship
from graph.model.relationship_types import AUXILIARIES
from graph.model.vocabulary import vocabulary

BEGINNINGS = ("began", "created", "joined")
# How an end that is several unnamed nodes begins.
SEVERAL = "at least "


def sentence(relationship: Relationship, names: Mapping[str, str]) -> str:
    """The relationship in the direction of its earliest claim.

    An unnamed end is written as recorded ("a school in Wuhan"). If claims give different dates, the earliest comes
    first and the others follow in brackets.
    """
    claims = _by_date(relationship.claims)
    ends = claims[0].subject, claims[0].object
    start, end = (_end(names.get(node, node), node, claims) for node in ends)
    begun = [c for c in claims if not _event(c)]
    said = set(most_precise(c.start for c in begun))
    times = list(dict.fromkeys(filter(None, (date_phrase(c) for c in begun if c.start in said or not c.start))))
    events = list(
        dict.fromkeys(filter(None, map(date_phrase, (c for c in claims if _event(c) and c.start not in said))))
    )
    kind = vocabulary().types[relationship.type]
    state = status_of(relationship)
    since = bool(times) and times[0].startswith("since") and bool(kind.perfect)
    verb = kind.plan if state == "planned" else kind.perfect if since else kind.forward
    if start.startswith(SEVERAL):
        verb = kind.forward_plural if verb == kind.forward else plural_verb(verb)
    text = " ".join([start, verb, end, *times[:1]])
    text += f" (also given: {', '.join(times[1:])})" if times[1:] else ""
    text += "".join(f", {event}" for event in events)
    return f"{text} ({state})" if state in ("planned", "dormant", "ended") else text


def claim_sentence(claim: Claim, names: Mapping[str, str]) -> str:
    """One claim as a plain sentence with a capital and a full stop, without its note."""
    return f"{capitalised(sentence(Relationship(claim.subject, claim.type, claim.object, (claim,)), names))}."


def capitalised(text: str) -> str:
    """The text with a capital first letter, and the rest as it is."""
    return text[:1].upper() + text[1:]


def plural_verb(verb: str) -> str:
    """The verb of several for one that begins with an auxiliary: "have been twinned with", "are to visit"."""
    first, _, rest = verb.partition(" ")
    return f"{AUXILIARIES.get(first, first)} {rest}"


def article(noun: str) -> str:
    """The article before a noun: "an" before a vowel."""
    return "an" if noun[:1].lower() in "aeio" else "a"


def date_phrase(claim: Claim) -> str:
    """The claim's dates in words: "since 1968", "in 2018", "from 1988/1989 to 2001", or "".

    The date of an event is not a start. For a renewal the text is "renewed 2012".
    """
    start, end = date_text(claim.start), date_text(claim.end)
    if _event(claim):
        return f"{claim.event} {start or end}" if start or end else ""
    if start.startswith(("from ", "until ")):
        return start
    if start and (vocabulary().types[claim.type].moment or claim.status == "planned"):
        return f"in {start}"
    if start and end:
        return f"from {start} to {end}"
    return f"since {start}" if start else f"until {end}" if end else ""


def _event(claim: Claim) -> bool:
    """Whether the claim's date is the date of an event after the start of the link."""
    return claim.event not in ("", *BEGINNINGS) and not vocabulary().types[claim.type].moment


def status_of(relationship: Relationship) -> str:
    """The status on which all claims agree that state one; "active" if they differ.

    Any other status replaces "planned". The result is "unknown" if no claim states a status.
    """
    stated = {claim.status for claim in relationship.claims} - {"unknown", ""}
    if len(stated) > 1:
        stated -= {"planned"}
    if stated == {"dormant", "ended"}:
        return "ended"
    return stated.pop() if len(stated) == 1 else "active" if stated else "unknown"


def _by_date(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: (sort_key(claim.start or claim.end), claim.id))


def _end(name: str, node: str, claims: Iterable[Claim]) -> str:
    """The name, or for example "a school in Wuhan" if every claim leaves the node there unnamed."""
    unnamed = [
        (claim.counterpart, claim.at_least or 1)
        if node == claim.object
        else (claim.subject_counterpart, 1 if claim.counterpart else claim.at_least or 1)
        for claim in claims
    ]
    if not all(label for label, _ in unnamed):
        return name
    label, count = vocabulary().labels[unnamed[0][0]], max(count for _, count in unnamed)
    if count > 1:
        return f"{SEVERAL}{count} {label.plural} in {name}"
    return f"{article(label.singular)} {label.singular} in {name}"
