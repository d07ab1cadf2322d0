"""Every source: what it is, its licence, and what it supports."""

from __future__ import annotations

from dataclasses import dataclass

from graph.answers.findings import Finding
from graph.answers.records.sections import Section, relationship_section
from graph.catalogue.catalogue import Catalogue
from graph.model.datasets import is_share_alike
from graph.model.records import Source
from graph.stores.base import GraphStore


@dataclass(frozen=True, slots=True)
class SourceUsage:
    """A source, the number of its claims, and the relationships it supports."""

    source: Source
    claims: int
    supports: Section


def source_usage(catalogue: Catalogue, store: GraphStore) -> tuple[SourceUsage, ...]:
    """All sources by id, each with the relationships it makes a claim about.

    In a large graph, links that only registers state are left out: locations, operations and parts.
    """
    found: dict[str, list[Finding]] = {source: [] for source in catalogue.sources}
    for relationship in catalogue.documented_relationships if catalogue.is_large else store.relationships():
        for c in relationship.claims:
            finding = Finding(relationship, c, c.subject, c.object, c.subject_counterpart, c.counterpart)
            found[c.source].append(finding)
    return tuple(
        SourceUsage(
            catalogue.sources[key], len(some), relationship_section(key, catalogue.sources[key].title, some, catalogue)
        )
        for key, some in sorted(found.items())
    )


def attribution(sources: list[Source]) -> str:
    """The notices that must go with data from these sources, one a line, sorted. Share-alike licences are marked."""
    lines = []
    for source in sorted(sources, key=lambda s: s.id):
        parts = [source.title, source.publisher if source.publisher != source.title else "", source.url]
        licence = source.licence or "cited, not copied; rights stay with the publisher"
        lines.append(f"{source.id}: {', '.join(filter(None, parts))}. Licence: {licence}.")
        if is_share_alike(source.licence):
            lines.append(f"  Share-alike: what is made with {source.id} must be shared under the same licence.")
    return "\n".join(lines) + "\n"
