"""The aspects of a comparison (links, countries, sectors), and the rows for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from graph.answers.answer import Row
from graph.answers.builder import Citations
from graph.answers.end_filters import VAGUE_PLACES
from graph.answers.findings import Finding, select_findings
from graph.answers.summary import link_words
from graph.answers.wording import best_first, end_words, name_list
from graph.catalogue.catalogue import Catalogue
from graph.model.vocabulary import vocabulary
from graph.questions.question import Group, Question
from graph.stores.base import GraphStore

Key = Callable[[Finding], Sequence[str]]
# The findings of each node compared, by its id.
FindingsById = Mapping[str, Sequence[Finding]]


def links_of(question: Question, side: Group, catalogue: Catalogue, store: GraphStore) -> list[Finding]:
    """The links of one of the nodes compared, read from their other ends; only in the question's places, if any."""
    about = replace(question, form="links", target=Group(places=question.target.places), anchor=side)
    found = select_findings(about, catalogue, store)
    return [f for f in found if f.claim.status != "planned" and catalogue.nodes.label(f.target) not in VAGUE_PLACES]


def aspects_of(question: Question, catalogue: Catalogue) -> dict[str, Key]:
    """The function of each aspect that gives the keys of one finding. A named aspect is the only one.

    Comparisons of sets include unnamed ends, because a school's partner is seldom named.
    """

    def linked_end(finding: Finding) -> Sequence[str]:
        if finding.target_unnamed and not question.anchor.labels:
            return ()
        return (end_words(finding.target, finding.target_unnamed, catalogue),)

    def country(finding: Finding) -> Sequence[str]:
        there = catalogue.place_of(finding.target, "Country")
        own = catalogue.place_of(finding.anchor, "Country")
        return (catalogue.name(there),) if there and there != own else ()

    def sector(finding: Finding) -> Sequence[str]:
        return tuple(vocabulary().sectors[s].title for s in finding.claim.sectors)

    if question.by:
        return {"countries": country}
    if question.types or question.civic:
        return {link_words(question): linked_end}
    return {"linked to": linked_end, "countries": country, "themes": sector}


def by_key(findings: Sequence[Finding], key: Key) -> dict[str, list[Finding]]:
    """Findings by each of their keys."""
    made: dict[str, list[Finding]] = {}
    for finding in findings:
        for one in key(finding):
            made.setdefault(one, []).append(finding)
    return made


def shared_rows(
    found: FindingsById, aspects: Mapping[str, Key], catalogue: Catalogue, citations: Citations
) -> tuple[list[Row], list[str]]:
    """One row for each node, country and sector that all have, and the same in words, by aspect."""
    rows, said = [], []
    for aspect, key in aspects.items():
        sides = {i: by_key(findings, key) for i, findings in found.items()}
        shared = sorted(set.intersection(*(set(side) for side in sides.values())), key=str.casefold)
        if shared:
            said.append(f"{aspect} ({name_list(shared, 8)})")
        for one in shared:
            cells = (
                one,
                aspect,
                *("; ".join(sorted({catalogue.name(f.target) for f in side[one]}))[:120] for side in sides.values()),
            )
            rows.append(_row(cells, [f for side in sides.values() for f in side[one]], citations))
    return rows, said


def compared_rows(found: FindingsById, aspects: Mapping[str, Key], citations: Citations) -> list[Row]:
    """One row for each aspect, with what each side has."""
    rows = []
    for aspect, key in aspects.items():
        sides = [by_key(findings, key) for findings in found.values()]
        cells = (aspect, *(name_list(sorted(side, key=str.casefold), 30) for side in sides))
        rows.append(_row(cells, [f for side in sides for some in side.values() for f in some[:1]], citations))
    return rows


def _row(cells: tuple[str, ...], findings: Sequence[Finding], citations: Citations) -> Row:
    claims = best_first({f.claim.id: f.claim for f in findings}.values())
    return Row(
        cells,
        nodes=tuple(dict.fromkeys(f.target for f in findings)),
        claims=tuple(c.id for c in claims),
        sources=citations.cite(claims),
    )
