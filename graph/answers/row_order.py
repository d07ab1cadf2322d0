"""Rows in a certain order: one for each relationship, by date, or by the place of the targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.answers.answer import CONFIRMED, POSSIBLE, Answer, Row
from graph.answers.builder import COLUMNS, Citations, rows_by_target, with_evidence
from graph.answers.findings import Finding
from graph.answers.phrases import phrase
from graph.answers.summary import coverage_words, group_words, link_words
from graph.answers.wording import (
    best_first,
    claim_ends,
    count_phrase,
    date_words,
    end_words,
    name_list,
    relationship_words,
    start_dates,
    verb_phrase,
)
from graph.catalogue.catalogue import Catalogue
from graph.catalogue.reciprocity import attribution
from graph.model.dates import sort_key
from graph.model.vocabulary import vocabulary
from graph.questions.question import Question

LONGEST_INSIDE = 60  # characters


def source_rank_notes(question: Question, found: Sequence[Finding], catalogue: Catalogue) -> tuple[str, ...]:
    """What a source calls the first or the latest. This may differ from what the dates say."""
    rank = "first" if question.order == "first" else "latest"
    called = [f for f in found if f.claim.rank == rank]
    said = {(catalogue.sources[f.claim.source].title, relationship_words(f.relationship, catalogue)) for f in called}
    return tuple(f"“{title}” calls this the {rank}: {tie}." for title, tie in sorted(said))


def rows_by_relationship(found: Sequence[Finding], catalogue: Catalogue, citations: Citations) -> list[Row]:
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
        name = " – ".join(claim_ends(best, catalogue))
        row = rows_by_target(
            [replace(f, target=one.target, target_unnamed=one.target_unnamed) for f in kept],
            catalogue,
            citations,
        )[0]
        verbs = "; ".join(dict.fromkeys(verb_phrase(f.claim, f.claim.subject, "") for f in kept))
        row = replace(row, cells=(name, verbs, *row.cells[2:]))
        made.append(
            (
                min((sort_key(s) for s in start_dates(f.claim for f in kept)), default=sort_key("")),
                name,
                replace(row, certainty=CONFIRMED if sure else POSSIBLE),
            )
        )
    return [row for _, _, row in sorted(made, key=lambda m: (m[2].certainty != CONFIRMED, m[0], m[1]))]


def rank_by_date(question: Question, made: list[Row], found: list[Finding]) -> tuple[list[Row], list[Finding]]:
    """Rows by their earliest recorded start, as many as asked for. Undated rows are left out."""
    claims = {f.claim.id: f.claim for f in found}

    def dates(row: Row) -> list[str]:
        return start_dates(claims[i] for i in row.claims)

    ranked = sorted((row for row in made if dates(row)), key=lambda row: (sort_key(dates(row)[0]), row.cells))
    if question.order == "both" and len(ranked) > 1:
        ends = [ranked[0], ranked[-1]]
        return ends, [f for f in found if {f.claim.id} & {i for row in ends for i in row.claims}]
    if question.order == "last":
        ranked = sorted(ranked, key=lambda row: sort_key(dates(row)[0]), reverse=True)
    last = ranked[: question.top or 1][-1:]
    tied = [row for row in ranked if last and sort_key(dates(row)[0])[:3] == sort_key(dates(last[0])[0])[:3]]
    ranked = [*ranked[: question.top or 1], *(row for row in tied if row not in ranked[: question.top or 1])]
    kept = {i for row in ranked for i in row.claims}
    return ranked, [f for f in found if f.claim.id in kept]


def _place_words(row: Row) -> str:
    """A place with what is in it and since when: "Czech Republic (Brno, 1991)"."""
    inside = ", ".join(filter(None, (row.cells[1], row.cells[2])))
    return f"{row.cells[0]} ({inside})" if inside and len(inside) <= LONGEST_INSIDE else row.cells[0]


def answer_by_place(
    question: Question,
    found: Sequence[Finding],
    catalogue: Catalogue,
    citations: Citations,
    notes: tuple[str, ...],
) -> Answer:
    """One row for each country, or other place, of the targets, with the targets in it."""
    grouped: dict[str, list[Finding]] = {}
    for finding in found:
        place = catalogue.place_of(finding.target, question.by)
        if place:
            grouped.setdefault(place, []).append(finding)
    own = {place for i in question.anchor.ids for place in [catalogue.place_of(i, question.by)]}
    made, used = [], []
    for place in sorted(grouped, key=lambda p: (catalogue.name(p).casefold(), p)):
        if place in own and len(grouped) > 1:
            continue
        group = grouped[place]
        used.extend(group)
        things = sorted({end_words(f.target, f.target_unnamed, catalogue) for f in group})
        claims = [f.claim for f in group]
        sure = any(f.certainty == CONFIRMED for f in group)
        cells = (
            catalogue.name(place),
            name_list(things, 8),
            date_words(claims),
            "",
            attribution(claims, catalogue),
            "",
        )
        made.append(
            Row(
                cells,
                CONFIRMED if sure else POSSIBLE,
                nodes=(place, *sorted({f.target for f in group})),
                claims=tuple(dict.fromkeys(c.id for c in claims)),
                sources=citations.cite(best_first(claims)),
            )
        )
    names = [_place_words(row) for row in made]
    subject = (
        group_words(question.anchor, catalogue)
        if not question.anchor.is_any
        else group_words(question.target, catalogue)
    )
    noun = vocabulary().labels[question.by]
    where = f"{count_phrase(len(names), noun.singular, noun.plural)}: {name_list(names, 12)}"
    verb = "have" if len(question.anchor.ids) != 1 else "has"
    said = phrase("links.by_place", subject=subject, verb=verb, links=link_words(question), places=where)
    sentence = f"{said}{coverage_words(question, found)}"
    return with_evidence(
        Answer(question.text, "answer", sentence, columns=COLUMNS, rows=tuple(made), notes=notes),
        used,
        catalogue,
        citations,
    )
