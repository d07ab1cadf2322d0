"""Data checks: what a maintainer of the data should look at. Each number opens its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from graph.answers.answer import Answer, Row
from graph.answers.findings import Finding
from graph.answers.links import disputes
from graph.answers.records.sections import Section, node_section, relationship_section
from graph.answers.wording import start_dates
from graph.catalogue.catalogue import Catalogue
from graph.catalogue.reciprocity import asserting_ends
from graph.model.dates import period
from graph.model.records import Node, Relationship
from graph.model.vocabulary import vocabulary
from graph.questions.question import Question
from graph.stores.base import GraphStore

CHECKED_YEARS = 2


def data_checks(catalogue: Catalogue, store: GraphStore, *, years: int = CHECKED_YEARS) -> tuple[Section, ...]:
    """Every check, in the order of the page. `years` is how old the last check of a claim may be.

    In a large graph, links that only registers state are not checked.
    """
    kinds = vocabulary().link_types
    every = catalogue.documented_relationships if catalogue.is_large else store.relationships(types=kinds)
    links = [relationship for relationship in every if relationship.type in kinds]
    linked, sectors = _joined(store)
    limit = date.today().replace(year=date.today().year - years, day=1)
    checks = _checks(catalogue, limit, years)
    made = [
        relationship_section(key, title, [f for r in links if fits(r) for f in _findings(r)], catalogue, explanation)
        for key, title, explanation, fits in checks
    ]
    disputed = disputes.answer(Question("conflicts", form="conflicts"), catalogue, store)
    return (
        Section("conflicts", "Conflicts", disputed, "Claims about the same link that disagree. All of them are shown."),
        *made,
        node_section("unlinked", "Without a link", _unlinked(linked, catalogue), catalogue, "Items with no links."),
        node_section("unplaced", "Without coordinates", _unplaced(catalogue), catalogue, "Places with no coordinates."),
        _sectors(sectors),
    )


Check = tuple[str, str, str, Callable[[Relationship], bool]]


def _checks(catalogue: Catalogue, limit: date, years: int) -> tuple[Check, ...]:
    """Key, title, explanation and rule of each check of links."""
    return (
        ("undated", "No date", "Links with no start date.", lambda r: not start_dates(r.claims)),
        ("unnamed", "Unnamed", "Links with an unnamed end.", _unnamed),
        ("one-source", "One source only", "Links stated by one source only.", _one_source),
        ("third-party", "Third-party source only", "Links confirmed by neither partner.", _third_party),
        (
            "one-side",
            "One side only",
            "Twinnings according to one of the partners only.",
            lambda r: _one_side(r, catalogue),
        ),
        (
            "unchecked",
            f"Not checked for {years} years",
            "Links whose claims have not been checked since then.",
            lambda r: all(_before(c.checked, limit) for c in r.claims),
        ),
    )


def _findings(relationship: Relationship) -> Iterable[Finding]:
    for claim in relationship.claims:
        yield Finding(relationship, claim, claim.subject, claim.object, claim.subject_counterpart, claim.counterpart)


def _unnamed(relationship: Relationship) -> bool:
    return all(c.counterpart or c.subject_counterpart for c in relationship.claims)


def _one_source(relationship: Relationship) -> bool:
    return len({c.source for c in relationship.claims}) == 1


def _third_party(relationship: Relationship) -> bool:
    return all(c.asserted_by == "third party" for c in relationship.claims)


def _one_side(relationship: Relationship, catalogue: Catalogue) -> bool:
    return (
        relationship.type in vocabulary().types.acting_as("twinning")
        and len(asserting_ends(relationship.claims, catalogue)) == 1
    )


def _before(checked: str, limit: date) -> bool:
    span = period(checked)
    return span is None or span.latest is None or span.latest < limit


def _joined(store: GraphStore) -> tuple[set[str], set[str]]:
    """The ends of all links, and the sectors of their claims."""
    ends: set[str] = set()
    filed: set[tuple[str, ...]] = set()
    for start, _, end, claims in store.outlines(types=vocabulary().link_types):
        ends.add(start)
        ends.add(end)
        filed.update(claim.sectors for claim in claims)
    return ends, {sector for sectors in filed for sector in sectors}


def _unlinked(linked: set[str], catalogue: Catalogue) -> list[Node]:
    used = linked.union(*(catalogue.above(end) for end in linked))
    return [node for node in catalogue.nodes.values() if node.id not in used]


def _unplaced(catalogue: Catalogue) -> list[Node]:
    drawn = vocabulary().place_labels - {"World", "Continent"}
    return [n for n in catalogue.nodes.values() if n.label in drawn and n.latitude is None]


def _sectors(used: set[str]) -> Section:
    """The sectors of the vocabulary that no claim names."""
    rows = tuple(Row((s.title, name)) for name, s in vocabulary().sectors.items() if name not in used)
    title = "Empty sectors"
    whole = Answer(title, "answer" if rows else "empty", title, columns=("sector", "name in the vocabulary"), rows=rows)
    return Section("sectors", title, whole, "Sectors of the vocabulary without a claim.")
