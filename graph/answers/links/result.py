"""What is recorded for a question of links: rows, notes on what stands beside them, or that there is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.answers.answer import CONFIRMED, Answer
from graph.answers.builder import COLUMNS, Citations, entries_marked, rows, with_findings
from graph.answers.counts import operations
from graph.answers.counts.operations import counts_places
from graph.answers.findings import Finding, select, selection
from graph.answers.large_results import beyond
from graph.answers.links.exclusions import apart, measured, of_all, within_itself
from graph.answers.row_order import by_place, called_by_sources, pair_rows, ranked
from graph.answers.summary import counted_once, filter_words, group_words, link_words, summary
from graph.answers.wording import (
    listed,
    plural,
    relationship_words,
    starts,
    thing,
)
from graph.catalogue.catalogue import CITY_LABELS, Catalogue
from graph.model.dates import Match, words
from graph.model.vocabulary import vocabulary
from graph.questions.question import Group, Question
from graph.stores.base import GraphStore

# Forms whose rows are relationships, and not the things asked for.
PAIRED = ("when", "duration", "evidence", "yesno")


def recorded(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """The links that the question names, as they are recorded; nothing is relaxed."""
    if counts_places(question):
        counted = operations.answer(question, catalogue, store)
        if counted is not None:
            return counted
    chosen = selection(question, catalogue, store)
    found, beside = apart(chosen.findings, question, catalogue)
    if question.undated:
        found = [f for f in found if not starts(f.relationship.claims)]
    if question.unlike:
        other = selection(replace(question, given=Group(ids=question.unlike), unlike=()), catalogue, store)
        linked = {f.near for f in other.findings} | (other.crowd.ids if other.crowd else set())
        found = [f for f in found if f.near not in linked]
    if question.also:
        members = replace(question, types=("MEMBER_OF", "PARTICIPATES_IN"), given=Group(ids=question.also), civic=False)
        within = selection(replace(members, asked=Group(), also=()), catalogue, store).findings
        found = [f for f in found if f.near in {m.near for m in within}]
    found = measured(of_all(found, question, catalogue), question)
    found, itself = within_itself(found, question, catalogue)
    dated = [f for f in found if f.timing is not Match.UNKNOWN]
    undated = [f for f in found if f.timing is Match.UNKNOWN]
    notes = (*_notes(question, catalogue, found, beside, undated), *_through_city(question, catalogue, store))
    if question.also:
        notes = (f"Counted is only what is in {listed([catalogue.name(i) for i in question.also])} too.", *notes)
    if not dated:
        return _nothing(question, catalogue, found, notes)
    wholes = sorted({catalogue.name(f.near) for f in itself if not f.near_unnamed})
    notes = (*notes, f"Also recorded with {listed(wholes)} as a whole, not counted.") if wholes else notes
    citations = Citations(catalogue)
    if question.by:
        return by_place(question, dated, catalogue, citations, notes)
    by_pair = (question.asked.is_any and question.given.is_any) or question.form in PAIRED
    made = pair_rows(dated, catalogue, citations) if by_pair else rows(dated, catalogue, citations)
    made = made if by_pair or question.order else entries_marked(made, catalogue)
    called: tuple[str, ...] = ()
    if question.order:
        called = called_by_sources(question, dated, catalogue)
        made, dated = ranked(question, made, dated)
        if not made:
            return _nothing(question, catalogue, found, (*notes, "None of these links has a recorded date."))
    more, said = beyond(question, chosen.crowd)
    notes = (*notes, *said, *_namesakes(dated, catalogue))
    sentence = " ".join((summary(question, dated, made, catalogue, beside, more), *called))
    answer = Answer(question.text, "answer", sentence, columns=COLUMNS, rows=tuple(made), notes=notes, more=more)
    return with_findings(answer, dated, catalogue, citations)


def _namesakes(found: Sequence[Finding], catalogue: Catalogue) -> tuple[str, ...]:
    """What is said of towns that have several entries, as lists that are not joined name them each."""
    return counted_once((f.near for f in found if not f.near_unnamed), catalogue)


def _notes(
    question: Question,
    catalogue: Catalogue,
    found: Sequence[Finding],
    beside: Sequence[Finding],
    undated: Sequence[Finding],
) -> tuple[str, ...]:
    notes = []
    if question.when or question.order:
        beside = ()
    plans = sorted(
        {
            relationship_words(replace(f.relationship, claims=(f.claim,)), catalogue)
            for f in beside
            if f.claim.status == "planned" and f.timing is not Match.UNKNOWN
        }
    )
    vague = sorted({_vague_thing(f, catalogue) for f in beside if f.claim.status != "planned"})
    if plans:
        notes.append(f"Planned, not counted: {listed(plans)}.")
    if vague:
        notes.append(f"Also recorded without a name, not counted: {listed(vague)}.")
    if undated and question.when:
        count = len({f.relationship.id for f in undated})
        notes.append(f"No date is recorded for {plural(count, 'more such link')}; not counted.")
    family = {i for i in (*question.asked.ids, *question.given.ids, *question.asked.places)}
    used = {end for f in found for end in (f.near, f.far)}
    for old in sorted((catalogue.family(family) - family) & used):
        notes.append(f"Links of {catalogue.name(old)} are included: {_succession(old, family, catalogue)}.")
    return tuple(notes)


def _through_city(question: Question, catalogue: Catalogue, store: GraphStore) -> tuple[str, ...]:
    """The city's own links to the same, said apart: they reach its schools through the city and are never counted."""
    cities = tuple(i for i in question.asked.places if catalogue.nodes.label(i) in CITY_LABELS)
    if not (cities and question.asked.labels) or set(question.asked.labels) <= vocabulary().places:
        return ()
    own = select(replace(question, asked=Group(ids=cities), civic=False), catalogue, store)
    own = [f for f in own if f.near in cities and f.claim.type in vocabulary().links]
    names = {catalogue.name(f.far) for f in own if not (f.near_unnamed or f.far_unnamed) and f.certainty == CONFIRMED}
    if not names:
        return ()
    city = listed([catalogue.name(i) for i in cities])
    return (f"Through the city, not counted: {city} itself has links to {listed(sorted(names))}.",)


def _vague_thing(finding: Finding, catalogue: Catalogue) -> str:
    """The unnamed end of a finding, whichever it is."""
    count = finding.claim.at_least
    if finding.near_unnamed:
        return thing(finding.near, finding.near_unnamed, catalogue, count)
    return thing(finding.far, finding.far_unnamed, catalogue, count)


def _succession(old: str, family: set[str], catalogue: Catalogue) -> str:
    now = catalogue.successors.get(old, set()) & family
    if now:
        return f"it was succeeded by {listed([catalogue.name(i) for i in sorted(now)])}"
    return f"it came after {listed([catalogue.name(i) for i in sorted(family)])}"


def _nothing(question: Question, catalogue: Catalogue, undated: Sequence[Finding], notes: tuple[str, ...]) -> Answer:
    """Said first that nothing is recorded, then what was searched and how fresh it is."""
    asked, given = group_words(question.asked, catalogue), group_words(question.given, catalogue)
    between = (
        f"between {asked} and {given}"
        if not (question.asked.is_any or question.given.is_any)
        else f"of {asked if question.given.is_any else given}"
    )
    newest = max((s.as_of for s in catalogue.sources.values() if s.as_of), default="")
    searched = (
        f"Searched {plural(len(catalogue.nodes), 'thing')} and {plural(len(catalogue.sources), 'source')}"
        + (f"; the newest speaks of {words(newest)}" if newest else "")
        + "."
    )
    lead = "Not recorded" if question.form == "yesno" else "Nothing is recorded"
    limits = filter_words(question, catalogue)
    between += f" that are in {listed([catalogue.name(i) for i in question.also])} too" if question.also else ""
    sentence = f"{lead}: no {link_words(question)} {between}{limits}."
    if question.types == ("PART_OF",) and between.startswith("between"):
        whole, part = (given, asked) if question.asked.ids or "School" in question.asked.labels else (asked, given)
        sentence = f"{lead}: that {part} {'are' if question.form != 'yesno' else 'is'} part of {whole}{limits}."
    if between.startswith("of anything"):
        sentence = f"{lead}: no {link_words(question)}{limits}."
    return Answer(question.text, "empty", sentence, notes=(*notes, searched))
