"""Groups of findings with a title and a number that opens: what the place, profile and health pages are made of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from graph.answers.answer import Answer, Row
from graph.answers.builder import COLUMNS, Citations, rows, with_findings
from graph.answers.findings import Finding
from graph.answers.large_results import LISTED
from graph.answers.row_order import pair_rows
from graph.answers.sides import VAGUE
from graph.answers.wording import starts
from graph.catalogue.catalogue import Catalogue, by_name
from graph.model.dates import period, sort_key
from graph.model.records import Node
from graph.model.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Section:
    """A titled answer; its number is that of its rows and of those left out, and `key` names it on its page."""

    key: str
    title: str
    answer: Answer
    explained: str = ""
    left_out: int = 0

    @property
    def count(self) -> int:
        """How many rows stand behind the number, or would if all were listed."""
        return len(self.answer.rows) + self.left_out


def section(
    key: str,
    title: str,
    findings: Sequence[Finding],
    catalogue: Catalogue,
    explained: str = "",
    *,
    by_date: bool = False,
) -> Section:
    """Findings as rows by their other end; `by_date`: the oldest first, undated last."""
    citations = Citations(catalogue)
    made = rows(findings, catalogue, citations)
    if by_date:
        claims = {f.claim.id: f.claim for f in findings}
        made.sort(key=lambda row: sort_key(next(iter(starts(claims[i] for i in row.claims)), "")))
    status = "answer" if made else "empty"
    whole = Answer(title, status, title, columns=COLUMNS, rows=tuple(made))
    return Section(key, title, with_findings(whole, findings, catalogue, citations), explained)


def pair_section(
    key: str, title: str, findings: Sequence[Finding], catalogue: Catalogue, explained: str = ""
) -> Section:
    """Findings as one row for each relationship, oldest first."""
    citations = Citations(catalogue)
    made = pair_rows(findings, catalogue, citations)
    status = "answer" if made else "empty"
    whole = Answer(title, status, title, columns=COLUMNS, rows=tuple(made))
    return Section(key, title, with_findings(whole, findings, catalogue, citations), explained)


def things_section(key: str, title: str, nodes: Collection[Node], catalogue: Catalogue, explained: str = "") -> Section:
    """Things by name, each with the source that says where it lies; of very many the first are listed, all counted."""
    first = nsmallest(LISTED, nodes, key=by_name) if len(nodes) > LISTED else sorted(nodes, key=by_name)
    placing, citations = catalogue.placing_of([node.id for node in first]), Citations(catalogue)
    made = tuple(
        Row(
            (node.name, catalogue.describe(node.id)),
            nodes=(node.id,),
            claims=tuple(claim.id for claim in placing[node.id]),
            sources=citations.cite(placing[node.id]),
        )
        for node in first
    )
    status, columns, left_out = "answer" if made else "empty", ("name", "what it is"), len(nodes) - len(first)
    whole = Answer(title, status, title, columns=columns, rows=made, sources=citations.all())
    said = (explained, f"The first {LISTED:,} by name are listed." if left_out else "")
    return Section(key, title, whole, " ".join(filter(None, said)), left_out)


def tally(
    findings: Iterable[Finding], key: Callable[[Finding], str], catalogue: Catalogue, prefix: str
) -> tuple[Section, ...]:
    """Sections by a key, largest first, then by title; findings without a key are left out."""
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        if title := key(finding):
            grouped.setdefault(title, []).append(finding)
    made = [section(f"{prefix}:{title}", title, group, catalogue) for title, group in grouped.items()]
    return tuple(sorted(made, key=lambda s: (-s.count, s.title)))


def kind_of(finding: Finding, catalogue: Catalogue) -> str:
    """The plural of the other end's label, named or unnamed."""
    label = finding.near_unnamed or catalogue.nodes[finding.near].label
    return "" if label in VAGUE else vocabulary().labels[label].plural


def country_of(finding: Finding, catalogue: Catalogue) -> str:
    """The other end's country; "" where it lies in none, or in the same one as the given end."""
    there = catalogue.place_of(finding.near, "Country")
    return catalogue.name(there) if there and there != catalogue.place_of(finding.far, "Country") else ""


def decade_of(finding: Finding) -> str:
    """The decade in which the claim says that it began, where that is certain; "no date" for none."""
    dated = starts([finding.claim])
    span = period(dated[0]) if dated else None
    if span is None or span.earliest is None:
        return "no date"
    decade = span.earliest.year // 10 * 10
    if span.latest is None or span.latest.year >= decade + 10:
        return "several decades possible"
    return f"{decade}s"
