"""The sentences about when links began: one date, several, the oldest and the newest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from graph.answers.answer import Row
from graph.answers.findings import Finding
from graph.answers.phrases import phrase
from graph.answers.summary import group_words
from graph.answers.wording import event_words, name_list, number_word, relationship_words, start_dates
from graph.catalogue.catalogue import Catalogue
from graph.model.dates import date_text, period, sort_key
from graph.model.records import Claim, Relationship
from graph.model.vocabulary import vocabulary
from graph.questions.question import Question

NAMED = 12


def found_relationships(found: Iterable[Finding]) -> list[Relationship]:
    """The relationships of these findings, with only the claims that were found. Named and unnamed ends stay apart."""
    groups: dict[tuple[str, bool], list[Finding]] = {}
    for f in found:
        groups.setdefault((f.relationship.id, bool(f.target_unnamed or f.anchor_unnamed)), []).append(f)
    return [
        replace(some[0].relationship, claims=tuple(dict.fromkeys(f.claim for f in some))) for some in groups.values()
    ]


def dates_sentence(question: Question, found: Sequence[Finding], catalogue: Catalogue) -> str:
    """When the links began, or that no date is recorded."""
    order = list(vocabulary().types)
    relationships = found_relationships(sorted(found, key=lambda f: sort_key(f.claim.start)))
    dated = [r for r in relationships if start_dates(r.claims)]
    if not dated:
        pairs = name_list(list(dict.fromkeys(relationship_words(r, catalogue) for r in relationships)), 2)
        if any(event_words([f.claim]) for f in found):
            return f"{pairs}."
        return phrase("links.no_date", links=pairs)
    if (question.target.is_any or question.target.labels) and len(dated) > 2:
        return _dated_partners(question, found, catalogue)
    dated.sort(key=lambda r: (order.index(r.type), sort_key(start_dates(r.claims)[0])))
    said = [relationship_words(r, catalogue) + _length(question, start_dates(r.claims)) for r in dated]
    rest = phrase("links.and_more", count=len(said) - 3) if len(said) > 3 else ""
    return f"{'; '.join(said[:3])}{rest}."


def _dated_partners(question: Question, found: Sequence[Finding], catalogue: Catalogue) -> str:
    """The named nodes linked to the anchor, each with its earliest start, oldest first."""
    claims: dict[str, list[Claim]] = {}
    for f in found:
        if not f.target_unnamed:
            claims.setdefault(f.target, []).append(f.claim)
    dates = {target: starts[0] for target, some in claims.items() if (starts := start_dates(some))}
    ordered = sorted(dates, key=lambda i: (sort_key(dates[i]), catalogue.name(i)))
    names = name_list([f"{catalogue.name(i)} ({date_text(dates[i])})" for i in ordered], NAMED)
    given = capital(group_words(question.anchor, catalogue)) if not question.anchor.is_any else ""
    if not given:
        return phrase("links.dates", names=names)
    verb = "have" if len(question.anchor.ids) > 1 else "has"
    return phrase(
        "links.partners", given=given, verb=verb, count=number_word(len(ordered)),
        partners=partner_words(question, len(ordered)), limits="", names=names,
    )  # fmt: skip


def _length(question: Question, begun: Sequence[str]) -> str:
    """How long ago the link began, in whole years that are certain; "" for other questions."""
    span = period(begun[0]) if begun else None
    if question.form != "duration" or span is None or span.latest is None:
        return ""
    years = date.today().year - span.latest.year
    exact = span.earliest is not None and span.earliest.year == span.latest.year
    return phrase("links.years_about" if exact else "links.years_at_least", years=years if exact else years - 1)


def ranking_sentence(question: Question, rows: Sequence[Row]) -> str:
    """The oldest, the newest, or both, with their dates."""
    if question.order == "both" and len(rows) > 1:
        first, last = (f"{row.cells[0]} ({row.cells[2]})" for row in (rows[0], rows[-1]))
        return phrase("links.oldest_and_newest", first=first, last=last)
    key = "links.oldest" if question.order == "first" else "links.newest"
    names = [f"{row.cells[0]} ({row.cells[2]})" if row.cells[2] else row.cells[0] for row in rows]
    return phrase(key if len(names) == 1 else f"{key}_many", names=name_list(names, NAMED))


def partner_words(question: Question, count: int) -> str:
    """The noun for what is linked: "partner cities", "partners", "links"."""
    if question.civic:
        return phrase("links.partner_city" if count == 1 else "links.partner_cities")
    if question.types and set(question.types) <= vocabulary().types.acting_as("twinning"):
        return phrase("links.twin" if count == 1 else "links.twins")
    if set(question.types) & vocabulary().types.partnerships:
        return phrase("links.partner" if count == 1 else "links.partners_noun")
    return phrase("links.link" if count == 1 else "links.links_noun")


def capital(text: str) -> str:
    """The text with a capital."""
    return text[:1].upper() + text[1:]
