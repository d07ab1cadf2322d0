"""A place's international links on one page, sector by sector, and what is missing. The sectors are document 000's."""

from __future__ import annotations

from dataclasses import dataclass, replace

from graph.answers.answer import Answer
from graph.answers.findings import Finding, select_findings, with_parent_sectors
from graph.answers.links import disputes
from graph.answers.nodes import profile
from graph.answers.records.sections import (
    Section,
    country_of,
    decade_of,
    kind_of,
    relationship_section,
    section,
    sections_by,
)
from graph.catalogue.catalogue import Catalogue
from graph.model.vocabulary import vocabulary
from graph.questions.question import Group, Question
from graph.stores.base import GraphStore

SECTORS = (
    "civic", "consular", "business", "civil-society", "education", "culture", "international-communities", "newcastles",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlaceSummary:
    """Everything recorded about one place. The number of each section is the number of its rows."""

    place: str
    lead: Answer
    sectors: tuple[Section, ...]
    unsorted: Section
    kinds: tuple[Section, ...]
    countries: tuple[Section, ...]
    decades: tuple[Section, ...]
    networks: Section
    conflicts: Answer
    undated: Section
    missing: tuple[str, ...]


def place_summary(place: str, catalogue: Catalogue, store: GraphStore) -> PlaceSummary:
    """The place's own links and those of organisations in it, with unnamed ones and plans."""
    question = Question(catalogue.name(place), anchor=Group(ids=(place,)))
    everything = replace(question, anchor=Group(places=(place,)))
    found = [f for f in select_findings(everything, catalogue, store) if not _within(f, place, catalogue)]
    sectors = tuple(_sector(name, found, catalogue) for name in SECTORS)
    loose = [f for f in found if not f.claim.sectors]
    memberships = vocabulary().types.memberships
    networks = [f for f in found if f.claim.type in memberships and _is_network(f, catalogue)]
    return PlaceSummary(
        place,
        lead=profile.answer(question, catalogue, store),
        sectors=sectors,
        unsorted=section("unsorted", "Without a sector", loose, catalogue),
        kinds=sections_by(found, lambda f: kind_of(f, catalogue), catalogue, "kind"),
        countries=sections_by(found, lambda f: country_of(f, catalogue), catalogue, "country"),
        decades=tuple(sorted(sections_by(found, decade_of, catalogue, "decade"), key=lambda s: s.title)),
        networks=section("networks", "Networks", networks, catalogue),
        conflicts=disputes.answer(replace(question, form="conflicts"), catalogue, store),
        undated=relationship_section("undated", "Without a date", _undated(found), catalogue),
        missing=_missing(sectors),
    )


def _within(finding: Finding, place: str, catalogue: Catalogue) -> bool:
    """Whether both ends lie in the place. A link inside the city is not international."""
    return all(end == place or place in catalogue.above(end) for end in (finding.target, finding.anchor))


def _is_network(finding: Finding, catalogue: Catalogue) -> bool:
    return "Network" in (finding.target_unnamed, catalogue.nodes[finding.target].label)


def _sector(name: str, found: list[Finding], catalogue: Catalogue) -> Section:
    mine = [f for f in found if name in with_parent_sectors(f.claim.sectors)]
    return section(name, vocabulary().sectors[name].title, mine, catalogue)


def _undated(found: list[Finding]) -> list[Finding]:
    """The findings of relationships that have no dated claim here."""
    dated = {f.relationship.id for f in found if f.claim.start}
    return [f for f in found if f.relationship.id not in dated]


def _missing(sectors: tuple[Section, ...]) -> tuple[str, ...]:
    """Sentences about the sectors that are empty, or in which nobody is named."""
    gaps = [f"Nothing is recorded under “{s.title}”." for s in sectors if not s.count]
    return (
        *gaps,
        *(
            f"No organisation is named under “{s.title}” yet."
            for s in sectors
            if s.count and not any(row.named for row in s.answer.rows)
        ),
    )
