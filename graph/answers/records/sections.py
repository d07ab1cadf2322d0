"""Sections of a record page: findings with a title and a number that opens the rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from graph.answers.answer import Answer, Row
from graph.answers.builder import COLUMNS, Citations, rows_by_target, with_evidence
from graph.answers.end_filters import VAGUE_PLACES
from graph.answers.findings import Finding
from graph.answers.large_results import LISTED
from graph.answers.row_order import rows_by_relationship
from graph.answers.wording import start_dates
from graph.catalogue.catalogue import Catalogue, by_name
from graph.model.dates import period, sort_key
from graph.model.records import Node
from graph.model.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Section:
    """A titled answer. Its count includes rows that are not listed. `key` names it on its page."""

    key: str
    title: str
    answer: Answer
    explanation: str = ""
    unlisted: int = 0

    @property
    def count(self) -> int:
        """The number of rows, including those that are not listed."""
        return len(self.answer.rows) + self.unlisted


def section(
    key: str,
    title: str,
    findings: Sequence[Finding],
    catalogue: Catalogue,
    explanation: str = "",
    *,
    by_date: bool = False,
) -> Section:
    """Findings as rows by their target; with `by_date`, the oldest first and undated ones last."""
    citations = Citations(catalogue)
    made = rows_by_target(findings, catalogue, citations)
    if by_date:
        claims = {f.claim.id: f.claim for f in findings}
        made.sort(key=lambda row: sort_key(next(iter(start_dates(claims[i] for i in row.claims)), "")))
    status = "answer" if made else "empty"
    whole = Answer(title, status, title, columns=COLUMNS, rows=tuple(made))
    return Section(key, title, with_evidence(whole, findings, catalogue, citations), explanation)


def relationship_section(
    key: str, title: str, findings: Sequence[Finding], catalogue: Catalogue, explanation: str = ""
) -> Section:
    """Findings as one row for each relationship, oldest first."""
    citations = Citations(catalogue)
    made = rows_by_relationship(findings, catalogue, citations)
    status = "answer" if made else "empty"
    whole = Answer(title, status, title, columns=COLUMNS, rows=tuple(made))
    return Section(key, title, with_evidence(whole, findings, catalogue, citations), explanation)


def node_section(key: str, title: str, nodes: Collection[Node], catalogue: Catalogue, explanation: str = "") -> Section:
    """Nodes by name, each with the source of its location. Only the first LISTED are rows; all are counted."""
    first = nsmallest(LISTED, nodes, key=by_name) if len(nodes) > LISTED else sorted(nodes, key=by_name)
    placing, citations = catalogue.location_claims_of([node.id for node in first]), Citations(catalogue)
    made = tuple(
        Row(
            (node.name, catalogue.describe(node.id)),
            nodes=(node.id,),
            claims=tuple(claim.id for claim in placing[node.id]),
            sources=citations.cite(placing[node.id]),
        )
        for node in first
    )
    status, columns, unlisted = "answer" if made else "empty", ("name", "what it is"), len(nodes) - len(first)
    whole = Answer(title, status, title, columns=columns, rows=made, sources=citations.all())
    said = (explanation, f"The first {LISTED:,} by name are listed." if unlisted else "")
    return Section(key, title, whole, " ".join(filter(None, said)), unlisted)


def sections_by(
    findings: Iterable[Finding], key: Callable[[Finding], str], catalogue: Catalogue, prefix: str
) -> tuple[Section, ...]:
    """One section for each key, largest first, then by title. Findings without a key are left out."""
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        if title := key(finding):
            grouped.setdefault(title, []).append(finding)
    made = [section(f"{prefix}:{title}", title, group, catalogue) for title, group in grouped.items()]
    return tuple(sorted(made, key=lambda s: (-s.count, s.title)))


def kind_of(finding: Finding, catalogue: Catalogue) -> str:
    """The plural of the target's label, named or unnamed."""
    label = finding.target_unnamed or catalogue.nodes[finding.target].label
    return "" if label in VAGUE_PLACES else vocabulary().labels[label].plural


def country_of(finding: Finding, catalogue: Catalogue) -> str:
    """The target's country; "" if it has none, or if it is the anchor's country."""
    there = catalogue.place_of(finding.target, "Country")
    return catalogue.name(there) if there and there != catalogue.place_of(finding.anchor, "Country") else ""


def decade_of(finding: Finding) -> str:
    """The decade in which the claim says the link began, if that is certain; "no date" for none."""
    dated = start_dates([finding.claim])
    span = period(dated[0]) if dated else None
    if span is None or span.earliest is None:
        return "no date"
    decade = span.earliest.year // 10 * 10
    if span.latest is None or span.latest.year >= decade + 10:
        return "several decades possible"
    return f"{decade}s"
