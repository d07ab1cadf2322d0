"""Groups of findings with a title and a number that opens: what the place, profile and health pages are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from graph.answer import Answer
from graph.answers.arranging import pair_rows
from graph.answers.building import COLUMNS, Citations, rows, with_findings
from graph.answers.findings import Finding
from graph.answers.sides import VAGUE
from graph.answers.wording import starts
from graph.catalogue import Catalogue
from graph.dates import period, sort_key
from graph.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Section:
    """A titled answer; its number is the number of its rows, and `key` names it on its page and in a URL."""

    key: str
    title: str
    answer: Answer
    explained: str = ""

    @property
    def count(self) -> int:
        """How many rows stand behind the number."""
        return len(self.answer.rows)


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
