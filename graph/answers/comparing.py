"""What several things share, and how they differ: the same things, the same countries, the same networks and themes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from graph.answer import Answer, Row
from graph.answers.building import Citations, with_findings
from graph.answers.findings import Finding, select
from graph.answers.sides import VAGUE
from graph.answers.summary import link_words
from graph.answers.wording import best_first, listed
from graph.catalogue import Catalogue
from graph.questions.question import Group, Question
from graph.store import GraphStore
from graph.vocabulary import vocabulary

Key = Callable[[Finding], Sequence[str]]


def answer(question: Question, catalogue: Catalogue, store: GraphStore) -> Answer:
    """A row for each aspect; for "common" only what all of them have."""
    ids = question.given.ids
    if len(ids) < 2:
        return Answer(
            question.text,
            "out_of_scope",
            "A comparison needs two things that are in the data.",
            suggestions=("What do Leeds and Newcastle have in common?",),
        )
    found = {i: _links(question, i, catalogue, store) for i in ids}
    citations = Citations(catalogue)
    build = _common if question.form == "common" else _compare
    columns, rows, sentence = build(found, _aspects(question, catalogue), catalogue, citations)
    used = {c for row in rows for c in row.claims}
    shown = [f for i in ids for f in found[i] if f.claim.id in used]
    if not rows:
        return Answer(question.text, "empty", sentence)
    whole = Answer(question.text, "answer", sentence, columns=columns, rows=tuple(rows))
    return with_findings(whole, shown, catalogue, citations)


def _links(question: Question, node: str, catalogue: Catalogue, store: GraphStore) -> list[Finding]:
    about = replace(question, form="links", asked=Group(places=question.asked.places), given=Group(ids=(node,)))
    found = select(about, catalogue, store)
    return [f for f in found if f.claim.status != "planned" and catalogue.nodes.label(f.near) not in VAGUE]


def _aspects(question: Question, catalogue: Catalogue) -> dict[str, Key]:
    """What things are compared by: each gives the keys of one finding. One that was named is the only one."""

    def far(finding: Finding) -> Sequence[str]:
        return () if finding.near_unnamed else (catalogue.name(finding.near),)

    def country(finding: Finding) -> Sequence[str]:
        there = catalogue.place_of(finding.near, "Country")
        own = catalogue.place_of(finding.far, "Country")
        return (catalogue.name(there),) if there and there != own else ()

    def sector(finding: Finding) -> Sequence[str]:
        return tuple(vocabulary().sectors[s].title for s in finding.claim.sectors)

    if question.by:
        return {"countries": country}
    if question.types or question.civic:
        return {link_words(question): far}
    return {"linked to": far, "countries": country, "sectors": sector}


def _keys(findings: Sequence[Finding], key: Key) -> dict[str, list[Finding]]:
    made: dict[str, list[Finding]] = {}
    for finding in findings:
        for one in key(finding):
            made.setdefault(one, []).append(finding)
    return made


def _common(
    found: dict[str, list[Finding]], aspects: dict[str, Key], catalogue: Catalogue, citations: Citations
) -> tuple[tuple[str, ...], list[Row], str]:
    names = [catalogue.name(i) for i in found]
    rows, said = [], []
    for aspect, key in aspects.items():
        sides = {i: _keys(findings, key) for i, findings in found.items()}
        shared = sorted(set.intersection(*(set(side) for side in sides.values())), key=str.casefold)
        if shared:
            said.append(f"{aspect}: {listed(shared, 8)}")
        for one in shared:
            cells = (
                one,
                aspect,
                *("; ".join(sorted({catalogue.name(f.near) for f in side[one]}))[:120] for side in sides.values()),
            )
            rows.append(_row(cells, [f for side in sides.values() for f in side[one]], citations))
    columns = ("shared", "as", *(f"by {name}" for name in names))
    if not rows:
        return (
            columns,
            rows,
            f"Nothing is recorded: {listed(names)} share no {listed(list(aspects))}.",
        )
    together = set.intersection(*(set(catalogue.above(i)) for i in found))
    where = [p for p in catalogue.chain(next(iter(found))) if p in together and catalogue.nodes.label(p) not in VAGUE]
    said = [f"both in {catalogue.name(where[0])}", *said] if where else said
    return columns, rows, f"{listed(names)} have in common — {'; '.join(said)}."


def _compare(
    found: dict[str, list[Finding]], aspects: dict[str, Key], catalogue: Catalogue, citations: Citations
) -> tuple[tuple[str, ...], list[Row], str]:
    names = [catalogue.name(i) for i in found]
    rows = []
    for aspect, key in aspects.items():
        sides = {i: _keys(findings, key) for i, findings in found.items()}
        cells = (aspect, *(listed(sorted(side, key=str.casefold), 30) for side in sides.values()))
        rows.append(
            _row(
                cells,
                [f for side in sides.values() for some in side.values() for f in some[:1]],
                citations,
            )
        )
    counts = [
        f"{name} {len(_keys(found[i], next(iter(aspects.values()))))}" for i, name in zip(found, names, strict=True)
    ]
    sentence = f"{listed(names)} compared, by their own links to named things: {', '.join(counts)}."
    return ("aspect", *names), rows, sentence


def _row(cells: tuple[str, ...], findings: Sequence[Finding], citations: Citations) -> Row:
    claims = best_first({f.claim.id: f.claim for f in findings}.values())
    return Row(
        cells,
        nodes=tuple(dict.fromkeys(f.near for f in findings)),
        claims=tuple(c.id for c in claims),
        sources=citations.cite(claims),
    )
