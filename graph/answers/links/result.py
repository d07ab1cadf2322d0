"""The recorded links of a question: rows and notes, or that nothing is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.answers.answer import CONFIRMED, Answer
from graph.answers.builder import COLUMNS, Citations, mark_duplicates, rows_by_target, with_evidence
from graph.answers.counts import groups, operations_by_place
from graph.answers.counts.operations_by_place import is_by_place
from graph.answers.findings import Finding, select_findings, selection, theme_stems
from graph.answers.large_results import overflow
from graph.answers.links.exclusions import relative_to_tie, separate_uncounted, separate_whole_places, tied_to_all
from graph.answers.links.link_sentences import links_sentence
from graph.answers.links.publishers import publisher_sentence
from graph.answers.phrases import phrase
from graph.answers.row_order import answer_by_place, rank_by_date, rows_by_relationship, source_rank_notes
from graph.answers.summary import duplicate_notes, filter_words, group_words, link_words
from graph.answers.wording import (
    count_phrase,
    end_words,
    name_list,
    relationship_words,
    start_dates,
)
from graph.catalogue.catalogue import CITY_LABELS, Catalogue
from graph.catalogue.themes import stem
from graph.model.dates import Match, date_text
from graph.model.vocabulary import vocabulary
from graph.questions.question import Group, Question
from graph.stores.base import GraphStore, group_claims

# Forms whose rows are relationships, not targets.
PAIRED = ("when", "duration", "evidence", "yesno")


def recorded_links(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """The links that the question names, exactly as asked."""
    if is_by_place(question):
        counted = operations_by_place.answer(question, catalogue, store)
        if counted is not None:
            return counted
    chosen = selection(question, catalogue, store)
    found, beside = separate_uncounted(chosen.findings, question, catalogue)
    if question.undated:
        found = [f for f in found if not start_dates(f.relationship.claims)]
    if question.unlinked_to:
        other = selection(replace(question, anchor=Group(ids=question.unlinked_to), unlinked_to=()), catalogue, store)
        linked = {f.target for f in other.findings} | (other.large.ids if other.large else set())
        found = [f for f in found if f.target not in linked]
    if question.also_in:
        types = tuple(sorted(vocabulary().types.memberships))
        members = replace(question, types=types, anchor=Group(ids=question.also_in), civic=False)
        within = selection(replace(members, target=Group(), also_in=()), catalogue, store).findings
        found = [f for f in found if f.target in {m.target for m in within}]
    found = relative_to_tie(tied_to_all(found, question, catalogue), question)
    found, itself = separate_whole_places(found, question, catalogue)
    dated = [f for f in found if f.timing is not Match.UNKNOWN]
    undated = [f for f in found if f.timing is Match.UNKNOWN]
    notes = (*_notes(question, catalogue, found, beside, undated), *_through_city(question, catalogue, store))
    if question.also_in:
        notes = (f"Counted is only what is in {name_list([catalogue.name(i) for i in question.also_in])} too.", *notes)
    plans = [f for f in beside if f.claim.status == "planned" and f.timing is not Match.UNKNOWN]
    if not dated and plans and not (question.when or question.also_in):
        return _planned(question, plans, catalogue)
    if not dated:
        return _nothing(question, catalogue, found, notes)
    wholes = sorted({catalogue.name(f.target) for f in itself if not f.target_unnamed})
    notes = (*notes, f"Also recorded with {name_list(wholes)} as a whole, not counted.") if wholes else notes
    citations = Citations(catalogue)
    if question.per:
        counted = groups.answer(question, dated, catalogue, notes)
        if counted is not None:
            return counted
    if question.by:
        return answer_by_place(question, dated, catalogue, citations, notes)
    if question.order:
        dated = [f for f in dated if not (f.target_unnamed or f.anchor_unnamed)] or dated
    by_pair = (question.target.is_any and question.anchor.is_any) or question.form in PAIRED
    made = rows_by_relationship(dated, catalogue, citations) if by_pair else rows_by_target(dated, catalogue, citations)
    made = made if by_pair or question.order else mark_duplicates(made, catalogue)
    if question.order:
        notes = (*notes, *source_rank_notes(question, dated, catalogue))
        made, dated = rank_by_date(question, made, dated)
        if not made:
            return _nothing(question, catalogue, found, (*notes, "None of these links has a recorded date."))
    more, said = overflow(question, chosen.large)
    notes = (*notes, *said, *_namesakes(dated, catalogue))
    sentence = links_sentence(question, dated, made, catalogue, beside, more)
    missing = _missing_words(question, dated, catalogue)
    answer = Answer(
        question.text, "answer", sentence,
        columns=COLUMNS, rows=tuple(made), notes=notes, more=more, left_out=missing,
    )  # fmt: skip
    detail = publisher_sentence((f.claim for f in dated), catalogue)
    return replace(with_evidence(answer, dated, catalogue, citations), detail=detail)


def _missing_words(question: Question, found: Sequence[Finding], catalogue: Catalogue) -> tuple[str, ...]:
    """The words of the question that are not used, with the theme words that none of the findings mentions."""
    if not question.keywords:
        return question.left_out
    mentioned = frozenset[str]().union(*(theme_stems(f, catalogue) for f in found))
    return (*question.left_out, *(word for word in question.keywords if stem(word) not in mentioned))


def _planned(question: Question, plans: Sequence[Finding], catalogue: Catalogue) -> Answer:
    """The answer if there are plans only. A plan is no link, so nothing is counted."""
    citations = Citations(catalogue)
    rows = rows_by_relationship(plans, catalogue, citations)
    sentence = phrase(
        "links.only_planned",
        plans=name_list([relationship_words(group_claims([f.claim])[0], catalogue) for f in plans], 3),
    )
    made = Answer(question.text, "answer", sentence, columns=COLUMNS, rows=tuple(rows))
    detail = publisher_sentence((f.claim for f in plans), catalogue)
    return replace(with_evidence(made, plans, catalogue, citations), detail=detail)


def _namesakes(found: Sequence[Finding], catalogue: Catalogue) -> tuple[str, ...]:
    """The note about towns with several entries."""
    return duplicate_notes((f.target for f in found if not f.target_unnamed), catalogue)


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
        notes.append(f"Planned, not counted: {name_list(plans)}.")
    if vague:
        notes.append(f"Also recorded without a name, not counted: {name_list(vague)}.")
    if undated and question.when:
        count = len({f.relationship.id for f in undated})
        notes.append(f"No date is recorded for {count_phrase(count, 'more such link')}; not counted.")
    family = {i for i in (*question.target.ids, *question.anchor.ids, *question.target.places)}
    used = {end for f in found for end in (f.target, f.anchor)}
    for old in sorted((catalogue.family(family) - family) & used):
        notes.append(f"Links of {catalogue.name(old)} are included: {_succession(old, family, catalogue)}.")
    return tuple(notes)


def _through_city(question: Question, catalogue: Catalogue, store: GraphStore) -> tuple[str, ...]:
    """The note about the city's own links to the anchor. They are never counted for its organisations."""
    cities = tuple(i for i in question.target.places if catalogue.nodes.label(i) in CITY_LABELS)
    if not (cities and question.target.labels) or set(question.target.labels) <= vocabulary().place_labels:
        return ()
    own = select_findings(replace(question, target=Group(ids=cities), civic=False), catalogue, store)
    own = [f for f in own if f.target in cities and f.claim.type in vocabulary().link_types]
    names = {
        catalogue.name(f.anchor) for f in own if not (f.target_unnamed or f.anchor_unnamed) and f.certainty == CONFIRMED
    }
    if not names:
        return ()
    city = name_list([catalogue.name(i) for i in cities])
    return (f"Through the city, not counted: {city} itself has links to {name_list(sorted(names))}.",)


def _vague_thing(finding: Finding, catalogue: Catalogue) -> str:
    """The unnamed end of a finding, in words."""
    count = finding.claim.at_least
    if finding.target_unnamed:
        return end_words(finding.target, finding.target_unnamed, catalogue, count)
    return end_words(finding.anchor, finding.anchor_unnamed, catalogue, count)


def _succession(old: str, family: set[str], catalogue: Catalogue) -> str:
    now = catalogue.successors.get(old, set()) & family
    if now:
        return f"it was succeeded by {name_list([catalogue.name(i) for i in sorted(now)])}"
    return f"it came after {name_list([catalogue.name(i) for i in sorted(family)])}"


def _nothing(question: Question, catalogue: Catalogue, undated: Sequence[Finding], notes: tuple[str, ...]) -> Answer:
    """The answer that nothing is recorded, with what was searched and how new it is."""
    asked, given = group_words(question.target, catalogue), group_words(question.anchor, catalogue)
    between = (
        f"between {asked} and {given}"
        if not (question.target.is_any or question.anchor.is_any)
        else f"of {asked if question.anchor.is_any else given}"
    )
    newest = max((s.as_of for s in catalogue.sources.values() if s.as_of), default="")
    entries = count_phrase(len(catalogue.nodes), "entry", "entries")
    sources = count_phrase(len(catalogue.sources), "source")
    dated = phrase("links.newest_source", date=date_text(newest)) if newest else ""
    searched = phrase("links.searched", entries=entries, sources=sources, newest=dated)
    limits = filter_words(question, catalogue)
    between += (
        f" that are in {name_list([catalogue.name(i) for i in question.also_in])} too" if question.also_in else ""
    )
    what = f"{link_words(question)} {between}{limits}"
    if question.types == (vocabulary().types.part,) and between.startswith("between"):
        whole, part = (given, asked) if question.target.ids or "School" in question.target.labels else (asked, given)
        are = "are" if question.form != "yesno" else "is"
        return Answer(
            question.text, "empty",
            phrase("links.no_part", part=part, verb=are, whole=whole, limits=limits), notes=(*notes, searched),
        )  # fmt: skip
    if between.startswith("of anything"):
        what = f"{link_words(question)}{limits}"
    # With several limits the words may mean more than was understood, so nothing is denied.
    several = question.left_out or question.events or question.roles or len(question.anchor.ids) > 1
    sentence = phrase("links.no_match" if several else "links.none", links=what)
    return Answer(question.text, "empty", sentence, notes=(*notes, searched))
