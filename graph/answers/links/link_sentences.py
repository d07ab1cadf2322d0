"""The sentence about links: lists, counts, dates, one pair of nodes, and what is only possible."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answers.answer import CONFIRMED, POSSIBLE, Row
from graph.answers.findings import Finding
from graph.answers.links.date_sentences import (
    capital,
    dates_sentence,
    found_relationships,
    partner_words,
    ranking_sentence,
)
from graph.answers.phrases import phrase
from graph.answers.summary import coverage_words, filter_words, group_words, link_words
from graph.answers.wording import (
    end_words,
    name_list,
    number_word,
    relationship_words,
    start_dates,
)
from graph.catalogue.catalogue import Catalogue
from graph.catalogue.themes import stem, stems
from graph.model.dates import Match, date_text, sort_key
from graph.model.vocabulary import vocabulary
from graph.questions.question import Question

# Up to this many names are given with their years.
DATED = 8
NAMED = 12
# Up to this many rows, what the claims say about a theme is the whole answer.
FEW = 2
LONGEST_NOTES = 240  # characters


def links_sentence(
    question: Question,
    found: Sequence[Finding],
    rows: Sequence[Row],
    catalogue: Catalogue,
    beside: Sequence[Finding] = (),
    more: int = 0,
) -> str:
    """The answer in one or two sentences.

    `beside` are findings that are not counted but may state a number. `more` is how many nodes are counted and have no
    row.
    """
    sure = [row for row in rows if row.certainty == CONFIRMED]
    possible = [row for row in rows if row.certainty == POSSIBLE]
    if question.order:
        return ranking_sentence(question, rows)
    if question.form in ("when", "duration"):
        return dates_sentence(question, found, catalogue)
    themed = _theme_notes(question, found)
    if themed and len(sure) <= FEW:
        return themed
    stated = _stated_total(question, [*found, *beside])
    if stated:
        return stated
    said = [_list(question, found, sure, catalogue, more)] if sure else []
    said += [themed] if themed and themed not in said[0] else []
    said += [coverage_words(question, [*found, *beside]).strip()]
    said += [_possible(question, found, possible, bool(sure), catalogue)] if possible else []
    text = " ".join(filter(None, said))
    return phrase("yesno.yes_list", text=text[:1].lower() + text[1:]) if question.form == "yesno" and sure else text


def _stated_total(question: Question, found: Sequence[Finding]) -> str:
    """What a source says about the members of a network, if it counts them and names only a few."""
    one = len(question.anchor.ids) == 1 and question.target.is_any and not (question.when or question.sectors)
    counted = [f.claim for f in found if f.claim.counts and f.claim.note and f.claim.at_least]
    return counted[0].note if question.form == "count" and one and len(counted) == 1 else ""


def _theme_notes(question: Question, found: Sequence[Finding]) -> str:
    """What the best claims say about the theme that is asked for; "" without a theme."""
    unnamed = question.form == "count" and all(f.target_unnamed for f in found)
    if not question.keywords or not (unnamed or question.form in ("links", "list")):
        return ""
    wanted = {stem(word) for word in question.content}
    notes = {f.claim.note: len(wanted & stems(f.claim.note)) for f in found if f.claim.note}
    best = sorted(notes, key=lambda note: (-notes[note], -len(note)))[:2]
    return " ".join(best) if sum(map(len, best)) <= LONGEST_NOTES else "".join(best[:1])


def _list(question: Question, found: Sequence[Finding], rows: Sequence[Row], catalogue: Catalogue, more: int) -> str:
    if question.form == "evidence":
        titles = {f"“{catalogue.sources[f.claim.source].title}”" for f in found}
        return phrase("links.evidence", sources=name_list(sorted(titles)), links=_pairs(found, catalogue))
    if question.target.is_any and question.anchor.is_any:
        return phrase("links.pairs", count=capital(_links_count(question, len(rows))), names=_names(rows, found, 0))
    counted = [row for row in rows if not row.duplicate]
    if not more and _is_short(question, found):
        return f"{_pairs(found, catalogue)}{filter_words(question, catalogue)}."
    if _is_pair(question, found):
        return f"{_pairs(found, catalogue)}{filter_words(question, catalogue)}."
    if question.target.is_any:
        return _partners(question, found, counted, catalogue, more)
    return _set(question, found, counted, catalogue, more)


def _is_short(question: Question, found: Sequence[Finding]) -> bool:
    """Whether one or two links of organisations in a place are said whole."""
    rolled = question.anchor.places and not question.anchor.labels
    return bool(rolled) and not question.target.labels and len(found_relationships(found)) <= 2


def _is_pair(question: Question, found: Sequence[Finding]) -> bool:
    named = bool(question.target.ids) and not question.target.labels
    return named and {f.target for f in found} <= set(question.target.ids) and not question.anchor.is_any


def _pairs(found: Sequence[Finding], catalogue: Catalogue) -> str:
    """Up to three relationships as statements, the surest kind first."""
    order = list(vocabulary().types)
    ordered = sorted(found_relationships(found), key=lambda r: order.index(r.type))
    statements = list(dict.fromkeys(relationship_words(r, catalogue) for r in ordered))
    return "; ".join(statements[:3])


def _partners(
    question: Question, found: Sequence[Finding], rows: Sequence[Row], catalogue: Catalogue, more: int
) -> str:
    """The sentence for everything linked to a node: "Leeds has six partner cities: Siegen (1966), …"."""
    given = capital(group_words(question.anchor, catalogue))
    named = [row for row in rows if row.named]
    count = len(named) + more
    words = partner_words(question, count)
    limits = filter_words(question, catalogue)
    unnamed = [row.cells[0] for row in rows if not row.named]
    verb = "have" if len(question.anchor.ids) > 1 or not question.anchor.ids else "has"
    if named and not limits and _has_verb(question, found):
        kind = vocabulary().types[found[0].claim.type]
        forward = found[0].target == found[0].claim.subject
        text = f"{_names(named, found, more)} {kind.phrase(given, forward=forward, plural=count != 1)}."
        return f"{text} {phrase('links.and_unnamed', names=name_list(unnamed, 4))}" if unnamed else text
    if not named:
        return phrase("links.only_unnamed", given=given, verb=verb, names=name_list(unnamed, NAMED), limits=limits)
    text = phrase(
        "links.partners",
        given=given,
        verb=verb,
        count=number_word(count),
        partners=words,
        limits=limits,
        names=_names(named, found, more),
    )
    return f"{text} {phrase('links.and_unnamed', names=name_list(unnamed, 4))}" if unnamed else text


def _has_verb(question: Question, found: Sequence[Finding]) -> bool:
    """Whether all links are of one type with a direction, which says more than "has links"."""
    types = {f.claim.type for f in found}
    one_type = bool(question.types) and len(types) == 1 and not types & vocabulary().types.partnerships
    directed = one_type and question.form != "count"
    return directed and len({f.target == f.claim.subject for f in found}) == 1 and found[0].claim.status != "planned"


def _links_count(question: Question, count: int) -> str:
    names = link_words(question)
    kinds = [vocabulary().types[t] for t in question.types]
    noun = kinds[0].noun if count == 1 and len(kinds) == 1 else "link" if count == 1 else names
    return f"{number_word(count)} {noun}"


def _set(question: Question, found: Sequence[Finding], rows: Sequence[Row], catalogue: Catalogue, more: int) -> str:
    """The sentence for a set: "Two schools in Newcastle upon Tyne are partnered with Wuhan: …"."""
    limits = filter_words(question, catalogue)
    count = len(rows) + more
    names = _names(rows, found, more)
    things = group_words(question.target, catalogue, count)
    if all(f.target_unnamed for f in found):
        notes = list(dict.fromkeys(f.claim.note for f in found if f.claim.note))
        if notes:
            return " ".join(notes[:2])
        return phrase("links.unnamed_set", statements=_unnamed(found, catalogue), limits=limits)
    if question.anchor.is_any:
        verb = "has" if count == 1 else "have"
        noun = link_words(question)
        return phrase(
            "links.set_alone", count=capital(number_word(count)), things=things, verb=verb, links=noun, limits=limits,
            names=names,
        )  # fmt: skip
    given = group_words(question.anchor, catalogue)
    tie = _tie(question, found, given, count)
    wide = [catalogue.name(i) for i in question.target.ids if catalogue.is_place(i)]
    if wide and not question.target.labels:
        things = phrase("links.in_place" if count == 1 else "links.in_place_many", place=name_list(wide))
    elif not (question.target.labels or question.target.places):
        return f"{name_list([row.cells[0] for row in rows], NAMED, more)} {tie}{limits}."
    return phrase("links.set", count=capital(number_word(count)), things=things, tie=tie, limits=limits, names=names)


def _unnamed(found: Sequence[Finding], catalogue: Catalogue) -> str:
    statements = []
    for f in found:
        start = end_words(f.target, f.target_unnamed, catalogue, f.claim.at_least or 1)
        end = end_words(f.anchor, f.anchor_unnamed, catalogue)
        kind = vocabulary().types[f.claim.type]
        many = (f.claim.at_least or 1) > 1
        statements.append(f"{start} {kind.phrase(end, forward=f.target == f.claim.subject, plural=many)}")
    return capital("; ".join(list(dict.fromkeys(statements))[:3]))


def _tie(question: Question, found: Sequence[Finding], given: str, count: int) -> str:
    """The verb between target and anchor, in the direction of most claims: "visited China"."""
    one = count == 1
    if "planned" in question.statuses or all(f.claim.status == "planned" for f in found):
        return phrase("links.planned_one" if one else "links.planned", links=link_words(question), given=given)
    types = {f.claim.type for f in found}
    kinds = set(question.types) if len(question.types) == 1 else types
    if len(kinds) == 1 and not question.roles:
        kind = vocabulary().types[kinds.pop()]
        forward = sum(f.target == f.claim.subject for f in found) * 2 >= len(found)
        return kind.phrase(given, forward=forward, plural=not one)
    if types <= vocabulary().types.partnerships:
        return phrase("links.partner_of" if one else "links.partners_of", given=given)
    return phrase("links.linked_to" if one else "links.linked_to_many", given=given)


def _possible(
    question: Question, found: Sequence[Finding], rows: Sequence[Row], is_more: bool, catalogue: Catalogue
) -> str:
    names = name_list([row.cells[0] for row in rows], NAMED)
    why = why_possible(found, question, catalogue)
    key = "links.possible_more" if is_more else "links.possible"
    count = capital(number_word(len(rows)))
    return phrase(key if len(rows) != 1 else f"{key}_one", count=count, names=names, why=why)


def why_possible(found: Sequence[Finding], question: Question, catalogue: Catalogue) -> str:
    """Why the uncertain findings are only possible answers."""
    why = [f for f in found if f.certainty == POSSIBLE]
    if question.when and all(f.timing is Match.POSSIBLE for f in why):
        return phrase("links.why_time")
    wide = sorted(
        {catalogue.name(f.anchor) for f in why if f.anchor_unnamed} or {catalogue.name(f.anchor) for f in why}
    )
    return phrase("links.why_place", places=name_list(wide))


def _names(rows: Sequence[Row], found: Sequence[Finding], more: int) -> str:
    """The names of rows, with their years if all is short enough to be said; the oldest first."""
    if len(rows) > DATED or more:
        return name_list([row.cells[0] for row in rows], NAMED, more)
    claims = {f.claim.id: f.claim for f in found}
    dates = [start_dates(claims[i] for i in row.claims if i in claims) for row in rows]
    years = [date_text(some[0]) if some else "" for some in dates]
    if not any(years):
        return name_list([row.cells[0] for row in rows], NAMED)
    ordered = sorted(zip(rows, dates, years, strict=True), key=lambda r: sort_key(r[1][0] if r[1] else ""))
    return name_list([f"{row.cells[0]} ({year})" if year else row.cells[0] for row, _, year in ordered], NAMED)
