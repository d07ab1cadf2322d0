"""Words for findings: names, dates, verbs in both directions, lists and numbers. Plain text without markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.answers.findings import Finding
from graph.catalogue.catalogue import Catalogue
from graph.model.conflicts import OCCURRENCES
from graph.model.dates import date_text, most_precise, sort_key
from graph.model.records import Claim, Relationship
from graph.model.sentences import sentence
from graph.model.vocabulary import vocabulary

FEW_NAMES = 6
NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def name_list(names: Sequence[str], most: int = FEW_NAMES, beyond: int = 0, word: str = "and") -> str:
    """Names as "A, B and C", or with another last word.

    A long list is cut and says how many more there are, including `beyond` names that are not in the list.
    """
    shown = list(names[:most])
    if len(names) > most or beyond:
        return ", ".join(shown) + f" and {len(names) - len(shown) + beyond:,} more"
    return f" {word} ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))) if shown else "nothing"


def number_word(count: int) -> str:
    """A number as people say it: "six" up to ten, then digits."""
    return NUMBER_WORDS[count] if 0 <= count < len(NUMBER_WORDS) else f"{count:,}"


def count_phrase(count: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 school", "2 schools"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def end_words(node: str, unnamed: str, catalogue: Catalogue, count: int | None = None) -> str:
    """A node's name, or "a school in Wuhan, not named" for an unnamed node in it."""
    if not unnamed:
        return catalogue.name(node)
    label = vocabulary().labels[unnamed]
    if count and count > 1:
        said = f"at least {count} {label.plural}"
    else:
        said = with_article(label.singular) if count else f"unnamed {label.plural}"
    if catalogue.nodes.label(node) == "World":
        return f"{said}, place not stated"
    return f"{said} in {catalogue.name(node)}" + (", not named" if count else "")


def claim_ends(claim: Claim, catalogue: Catalogue) -> tuple[str, str]:
    """Subject and object of a claim in words."""
    return (
        end_words(claim.subject, claim.subject_counterpart, catalogue, None if claim.counterpart else claim.at_least),
        end_words(claim.object, claim.counterpart, catalogue, claim.at_least),
    )


def verb_phrase(claim: Claim, start: str, end: str) -> str:
    """The claim from one end, without that end: "is twinned with Lille", "has Leeds as a member"."""
    types = vocabulary().types
    kind = types[claim.type]
    is_plan = claim.status == "planned" and start == claim.subject
    said = f"{kind.plan} {end}".rstrip() if is_plan else kind.phrase(end, forward=start == claim.subject)
    if claim.role and claim.role not in types.usual_roles:
        said += f" (as {claim.role})" if start == claim.subject else f" ({claim.role})"
    return f"{said} (planned)" if claim.status == "planned" else said


def with_article(word: str) -> str:
    """The word with its article: "a university", "an office"."""
    return f"{'an' if word[:1] in 'aeio' else 'a'} {word}"


def anchor_words(finding: Finding, catalogue: Catalogue) -> str:
    """The anchor of a finding in words."""
    return end_words(finding.anchor, finding.anchor_unnamed, catalogue, finding.claim.at_least)


def start_dates(claims: Iterable[Claim]) -> list[str]:
    """The distinct recorded starts, earliest first. Later events of a relationship are not among them.

    The year of an inherited link is left out if its own start is recorded. A visit, a foundation or a succession
    happens on its date.
    """
    moments = vocabulary().types.moments
    dated = [
        c for c in claims if c.start and (c.event not in OCCURRENCES or c.type in moments) and c.status != "planned"
    ]
    own = [c for c in dated if c.event != "inherited"] or dated
    return most_precise(c.start for c in own)


def event_words(claims: Iterable[Claim]) -> list[str]:
    """Later events with their dates: "renewed February 2021"."""
    every = list(claims)
    begun = {start for start in start_dates(every)}
    said = {
        (c.start, c.event)
        for c in every
        if c.start and c.start not in begun and (c.event in OCCURRENCES or c.event == "inherited")
    }
    return [f"{event} {date_text(start)}" for start, event in sorted(said, key=lambda s: sort_key(s[0]))]


def date_words(claims: Sequence[Claim]) -> str:
    """Dates as the sources give them. Starts that differ are all given; starts of several types name their type."""
    by_type: dict[str, list[Claim]] = {}
    for claim in claims:
        by_type.setdefault(claim.type, []).append(claim)
    dated = {
        kind: " or ".join(map(date_text, start_dates(some))) for kind, some in by_type.items() if start_dates(some)
    }
    if len(set(dated.values())) == 1:
        said = [next(iter(dated.values()))]
    else:
        order = vocabulary().types
        said = [f"{dated[kind]} ({order[kind].noun})" for kind in order if kind in dated]
    return "; ".join((*said, *event_words(claims)))


def status_words(claims: Iterable[Claim]) -> str:
    """The status in the newest claim that states one, with the date of that claim's source."""
    every = list(claims)
    known = [c for c in every if c.status not in ("unknown", "planned")]
    if every and all(c.status == "planned" for c in every):
        known = every
    if not known:
        return ""
    newest = max(known, key=lambda c: (c.as_of, c.id))
    return newest.status + (f" (as of {date_text(newest.as_of)})" if newest.as_of else "")


def best_first(claims: Iterable[Claim]) -> list[Claim]:
    """Claims in the order in which they are shown: by a party, then the newest source, then the earliest start."""
    ordered = sorted(claims, key=lambda c: (sort_key(c.start), c.id))
    ordered.sort(key=lambda c: c.as_of, reverse=True)
    return sorted(ordered, key=lambda c: c.asserted_by != "party")


def relationship_words(relationship: Relationship, catalogue: Catalogue) -> str:
    """One relationship as a sentence without its full stop: "Leeds has been twinned with Lille since 1968"."""
    return sentence(relationship, catalogue.titles)
