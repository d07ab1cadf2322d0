"""What is recorded for a question of links: rows, notes on what stands beside them, or that there is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.answer import CONFIRMED, POSSIBLE, Answer, Row
from graph.answers.building import COLUMNS, Citations, rows, with_findings
from graph.answers.findings import Finding, select
from graph.answers.summary import coverage, filter_words, group_words, link_words, summary
from graph.answers.wording import (
    best_first,
    both_ends,
    listed,
    plural,
    reading,
    relationship_words,
    since,
    starts,
    thing,
)
from graph.catalogue import CITY_LABELS, Catalogue
from graph.dates import Match, period, sort_key, words
from graph.questions.question import Group, Question
from graph.reciprocity import whose_word
from graph.store import GraphStore
from graph.vocabulary import vocabulary

# Forms whose rows are relationships, and not the things asked for.
PAIRED = ("when", "duration", "evidence", "yesno")


def recorded(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """The links that the question names, as they are recorded; nothing is relaxed."""
    found, beside = _apart(select(question, catalogue, store), question, catalogue)
    if question.undated:
        found = [f for f in found if not starts(f.relationship.claims)]
    if question.unlike:
        other = select(replace(question, given=Group(ids=question.unlike), unlike=()), catalogue, store)
        found = [f for f in found if f.near not in {o.near for o in other}]
    found = _measured(_of_all(found, question, catalogue), question)
    found, itself = _within_itself(found, question, catalogue)
    dated = [f for f in found if f.timing is not Match.UNKNOWN]
    undated = [f for f in found if f.timing is Match.UNKNOWN]
    notes = (*_notes(question, catalogue, found, beside, undated), *_through_city(question, catalogue, store))
    if not dated:
        return _nothing(question, catalogue, found, notes)
    wholes = sorted({catalogue.name(f.near) for f in itself if not f.near_unnamed})
    notes = (*notes, f"Also recorded with {listed(wholes)} as a whole, not counted.") if wholes else notes
    citations = Citations(catalogue)
    if question.by:
        return _by_place(question, dated, catalogue, citations, notes)
    by_pair = (question.asked.is_any and question.given.is_any) or question.form in PAIRED
    made = pair_rows(dated, catalogue, citations) if by_pair else rows(dated, catalogue, citations)
    called: tuple[str, ...] = ()
    if question.order:
        called = _called(question, dated, catalogue)
        made, dated = _ranked(question, made, dated)
        if not made:
            return _nothing(question, catalogue, found, (*notes, "None of these links has a recorded date."))
    sentence = " ".join((summary(question, dated, made, catalogue, beside), *called))
    answer = Answer(question.text, "answer", sentence, columns=COLUMNS, rows=tuple(made), notes=notes)
    return with_findings(answer, dated, catalogue, citations)


def _within_itself(
    found: list[Finding], question: Question, catalogue: Catalogue
) -> tuple[list[Finding], list[Finding]]:
    """A country asked about is not one of the things in it, where there are others."""
    places = {i for i in question.asked.ids if catalogue.is_place(i)}
    others = [f for f in found if f.near not in places]
    listing = question.form in ("links", "count") and places and not question.asked.labels
    return (others, [f for f in found if f.near in places]) if others and listing else (found, [])


def _measured(found: list[Finding], question: Question) -> list[Finding]:
    """Those that certainly began before, or after, the tie with another thing did."""
    relation, other = question.measured
    marks = starts(f.claim for f in found if f.near == other and f.claim.type == "TWINNED_WITH") if other else []
    mark = period(marks[0]) if marks else None
    if mark is None:
        return found
    kept = []
    for finding in found:
        own = period(next(iter(starts([finding.claim])), ""))
        first, second = (own, mark) if relation == "before" else (mark, own)
        if (
            own
            and finding.near != other
            and first
            and second
            and first.latest
            and second.earliest
            and first.latest < second.earliest
        ):
            kept.append(finding)
    return kept


def _of_all(found: list[Finding], question: Question, catalogue: Catalogue) -> list[Finding]:
    """For things of several given ones ("projects of Leeds and Lille") those tied to each, if there are any."""
    if len(question.given.ids) < 2 or not question.asked.labels:
        return found
    tied: dict[str, set[str]] = {}
    for finding in found:
        reached = {finding.far, *catalogue.above(finding.far)} & set(question.given.ids)
        tied.setdefault(finding.near, set()).update(reached)
    both = {near for near, reached in tied.items() if reached == set(question.given.ids)}
    return [f for f in found if f.near in both] if both or question.all_of else found


def _called(question: Question, found: Sequence[Finding], catalogue: Catalogue) -> tuple[str, ...]:
    """What a source itself calls the first or latest: it may not be what the dates say."""
    rank = "first" if question.order == "first" else "latest"
    called = [f for f in found if f.claim.rank == rank]
    said = {(catalogue.sources[f.claim.source].title, relationship_words(f.relationship, catalogue)) for f in called}
    return tuple(f"“{title}” calls this the {rank}: {tie}." for title, tie in sorted(said))


def _apart(found: Sequence[Finding], question: Question, catalogue: Catalogue) -> tuple[list[Finding], list[Finding]]:
    """Findings, and those that stand beside them: plans, unless asked for, and links to the world at large."""

    def beside(finding: Finding) -> bool:
        planned = finding.claim.status == "planned" and "planned" not in question.statuses and not question.events
        vague = any(catalogue.nodes[end].label == "World" for end in (finding.near, finding.far))
        return planned or (vague and not question.sectors and not question.keywords)

    kept, aside = [f for f in found if not beside(f)], [f for f in found if beside(f)]
    body = question.given.ids and not any(catalogue.is_place(i) for i in question.given.ids)
    plans = [f for f in aside if f.claim.status == "planned" and f.claim.type not in ("TWINNED_WITH", "PARTNERED_WITH")]
    if plans and not kept and question.types:
        return plans, [f for f in aside if f not in plans]
    named = [f for f in kept if not f.near_unnamed or (body and question.asked.is_any)]
    return (named, aside + [f for f in kept if f not in named]) if named else (kept, aside)


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
    cities = tuple(i for i in question.asked.places if catalogue.nodes[i].label in CITY_LABELS)
    if not (cities and question.asked.labels) or set(question.asked.labels) <= vocabulary().places:
        return ()
    own = select(replace(question, asked=Group(ids=cities), civic=False), catalogue, store)
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
    sentence = f"{lead}: no {link_words(question)} {between}{filter_words(question)}."
    if between.startswith("of anything"):
        sentence = f"{lead}: no {link_words(question)}{filter_words(question)}."
    return Answer(question.text, "empty", sentence, notes=(*notes, searched))


def pair_rows(found: Sequence[Finding], catalogue: Catalogue, citations: Citations) -> list[Row]:
    """One row for each relationship, oldest first."""
    grouped: dict[str, list[Finding]] = {}
    for finding in found:
        grouped.setdefault(finding.relationship.id, []).append(finding)
    made = []
    for group in grouped.values():
        sure = [f for f in group if f.certainty == CONFIRMED]
        kept = sure or group
        best = best_first(f.claim for f in kept)[0]
        one = next(f for f in kept if f.claim is best)
        name = " – ".join(both_ends(best, catalogue))
        row = rows(
            [replace(f, near=one.near, near_unnamed=one.near_unnamed) for f in kept],
            catalogue,
            citations,
        )[0]
        verbs = "; ".join(dict.fromkeys(reading(f.claim, f.claim.subject, "") for f in kept))
        row = replace(row, cells=(name, verbs, *row.cells[2:]))
        made.append(
            (
                min((sort_key(s) for s in starts(f.claim for f in kept)), default=sort_key("")),
                name,
                replace(row, certainty=CONFIRMED if sure else POSSIBLE),
            )
        )
    return [row for _, _, row in sorted(made, key=lambda m: (m[2].certainty != CONFIRMED, m[0], m[1]))]


def _ranked(question: Question, made: list[Row], found: list[Finding]) -> tuple[list[Row], list[Finding]]:
    """Rows by their earliest recorded start, as many as asked; undated ones can't be ranked."""
    claims = {f.claim.id: f.claim for f in found}

    def dates(row: Row) -> list[str]:
        return starts(claims[i] for i in row.claims)

    ranked = sorted((row for row in made if dates(row)), key=lambda row: (sort_key(dates(row)[0]), row.cells))
    if question.order == "last":
        ranked = sorted(ranked, key=lambda row: sort_key(dates(row)[0]), reverse=True)
    last = ranked[: question.top or 1][-1:]
    tied = [row for row in ranked if last and sort_key(dates(row)[0])[:3] == sort_key(dates(last[0])[0])[:3]]
    ranked = [*ranked[: question.top or 1], *(row for row in tied if row not in ranked[: question.top or 1])]
    kept = {i for row in ranked for i in row.claims}
    return ranked, [f for f in found if f.claim.id in kept]


def _by_place(
    question: Question,
    found: Sequence[Finding],
    catalogue: Catalogue,
    citations: Citations,
    notes: tuple[str, ...],
) -> Answer:
    """Rows by the country (or other place) that the asked things lie in, each with what is there."""
    grouped: dict[str, list[Finding]] = {}
    for finding in found:
        place = catalogue.place_of(finding.near, question.by)
        if place:
            grouped.setdefault(place, []).append(finding)
    own = {place for i in question.given.ids for place in [catalogue.place_of(i, question.by)]}
    made, used = [], []
    for place in sorted(grouped, key=lambda p: (catalogue.name(p).casefold(), p)):
        if place in own and len(grouped) > 1:
            continue
        group = grouped[place]
        used.extend(group)
        things = sorted({thing(f.near, f.near_unnamed, catalogue) for f in group})
        claims = [f.claim for f in group]
        sure = any(f.certainty == CONFIRMED for f in group)
        cells = (
            catalogue.name(place),
            listed(things, 8),
            since(claims),
            "",
            whose_word(claims, catalogue),
            "",
        )
        made.append(
            Row(
                cells,
                CONFIRMED if sure else POSSIBLE,
                nodes=(place, *sorted({f.near for f in group})),
                claims=tuple(dict.fromkeys(c.id for c in claims)),
                sources=citations.cite(best_first(claims)),
            )
        )
    names = [row.cells[0] for row in made]
    subject = (
        group_words(question.given, catalogue) if not question.given.is_any else group_words(question.asked, catalogue)
    )
    noun = vocabulary().labels[question.by]
    where = f"{plural(len(names), noun.singular, noun.plural)}: {listed(names, 12)}"
    sentence = f"{subject} is recorded with {link_words(question)} in {where}.{coverage(question, found)}"
    return with_findings(
        Answer(question.text, "answer", sentence, columns=COLUMNS, rows=tuple(made), notes=notes),
        used,
        catalogue,
        citations,
    )
