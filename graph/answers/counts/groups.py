"""Links counted in groups: per country, per city, per decade, per sector, per source, per kind of link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from graph.answers.answer import CONFIRMED, Answer, Row
from graph.answers.builder import Citations, with_evidence
from graph.answers.findings import Finding
from graph.answers.phrases import phrase
from graph.answers.summary import group_words, link_words
from graph.answers.wording import best_first, end_words, name_list, start_dates
from graph.catalogue.catalogue import Catalogue
from graph.model.dates import period
from graph.model.vocabulary import vocabulary
from graph.questions.question import Question

COLUMNS = ("name", "how many", "which")
NAMED = 8
Key = Callable[[Finding], Sequence[str]]


def answer(
    question: Question, found: Sequence[Finding], catalogue: Catalogue, notes: tuple[str, ...] = ()
) -> Answer | None:
    """One row for each group with its number of items or links, most first; None for a group of another kind."""
    key = _key(question, catalogue)
    sure = [f for f in found if f.certainty == CONFIRMED]
    if key is None or not sure:
        return None
    groups: dict[str, dict[str, list[Finding]]] = {}
    for finding in sure:
        for name in key(finding):
            groups.setdefault(name, {}).setdefault(_counted(finding, question, catalogue), []).append(finding)
    if not groups:
        return None
    citations = Citations(catalogue)
    in_order = question.per == "decade"
    order = sorted(groups, key=lambda name: (0 if in_order else -len(groups[name]), name))
    rows = tuple(_row(name, groups[name], citations) for name in order)
    of = group_words(question.target, catalogue) if question.target.labels else link_words(question)
    counts = name_list([f"{name} ({len(groups[name]):,})" for name in order], NAMED)
    sentence = phrase("groups.counts", things=f"{of[:1].upper()}{of[1:]}", by=_by_words(question), counts=counts)
    made = Answer(question.text, "answer", sentence, columns=COLUMNS, rows=rows, notes=notes)
    return with_evidence(made, sure, catalogue, citations)


def _key(question: Question, catalogue: Catalogue) -> Key | None:
    known = vocabulary()
    if question.per in known.place_labels:
        own = question.target.labels and question.form == "count"
        return lambda f: _place(f.target, question.per, catalogue) if own else _far_place(f, question.per, catalogue)
    keys: dict[str, Key] = {
        "decade": _decades,
        "sector": lambda f: [known.sectors[s].title for s in f.claim.sectors],
        "source": lambda f: [catalogue.sources[f.claim.source].title],
        "type": lambda f: [known.types[f.claim.type].plural],
        "label": lambda f: [known.labels[f.target_unnamed or catalogue.nodes.label(f.target)].plural],
    }
    return keys.get(question.per)


def _place(node: str, label: str, catalogue: Catalogue) -> list[str]:
    place = catalogue.place_of(node, label)
    return [catalogue.name(place)] if place else []


def _far_place(finding: Finding, label: str, catalogue: Catalogue) -> list[str]:
    place, own = (catalogue.place_of(end, label) for end in (finding.target, finding.anchor))
    return [catalogue.name(place)] if place and place != own else []


def _decades(finding: Finding) -> list[str]:
    begun = start_dates([finding.claim])
    span = period(begun[0]) if begun else None
    if span is None or span.earliest is None:
        return []
    return [f"{span.earliest.year // 10 * 10}s"]


def _counted(finding: Finding, question: Question, catalogue: Catalogue) -> str:
    """What is counted: the item that is asked for, or the link."""
    name = end_words(finding.target, finding.target_unnamed, catalogue, finding.claim.at_least or 1)
    if question.target.labels or not question.anchor.is_any:
        return name
    return f"{name} – {end_words(finding.anchor, finding.anchor_unnamed, catalogue)}"


def _by_words(question: Question) -> str:
    labels = vocabulary().labels
    return labels[question.per].singular if question.per in labels else phrase(f"groups.{question.per}")


def _row(name: str, group: dict[str, list[Finding]], citations: Citations) -> Row:
    findings = [f for some in group.values() for f in some]
    claims = best_first({f.claim.id: f.claim for f in findings}.values())
    nodes = tuple(dict.fromkeys(f.target for f in findings))
    cells = (name, str(len(group)), name_list(sorted(group), NAMED))
    return replace(Row(cells, nodes=nodes, claims=tuple(c.id for c in claims)), sources=citations.cite(claims))
