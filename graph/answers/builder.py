"""Functions that build an Answer: numbered citations, rows from findings, and the subgraph behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.answers.answer import CONFIRMED, DIRECT, POSSIBLE, Answer, Citation, Row
from graph.answers.findings import Finding
from graph.answers.phrases import phrase
from graph.answers.wording import anchor_words, best_first, date_words, end_words, status_words, verb_phrase
from graph.catalogue.catalogue import Catalogue
from graph.catalogue.names.homonyms import surplus_entries
from graph.catalogue.reciprocity import attribution
from graph.model.dates import date_text
from graph.model.records import Claim, Node, Relationship
from graph.model.text import fold
from graph.model.vocabulary import vocabulary

COLUMNS = ("name", "link", "since", "status", "who says so", "what is recorded")
LONGEST_NOTE = 220
MOST_NOTES = 3
MOST_LABELS = 6
# The labels that "places" means in a question.
PLACES = ("City", "District", "Region")


class Citations:
    """The numbered citations of an answer, in the order in which they are first cited."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._found: dict[tuple[str, str, str, str], tuple[int, dict[str, None]]] = {}

    def cite(self, claims: Iterable[Claim]) -> tuple[int, ...]:
        """The numbers of the citations of these claims, ascending."""
        numbers = set()
        for claim in claims:
            key = (claim.source, claim.locator, claim.asserted_by, claim.as_of)
            number, ids = self._found.setdefault(key, (len(self._found) + 1, {}))
            ids[claim.id] = None
            numbers.add(number)
        return tuple(sorted(numbers))

    def all(self) -> tuple[Citation, ...]:
        """Every citation, by number."""
        return tuple(
            Citation(
                number,
                self._catalogue.sources[source],
                locator,
                asserted_by,
                date_text(as_of),
                tuple(ids),
            )
            for (source, locator, asserted_by, as_of), (number, ids) in self._found.items()
        )


def rows_by_target(findings: Sequence[Finding], catalogue: Catalogue, citations: Citations) -> list[Row]:
    """One row for each target, confirmed rows first, then by type and name.

    A row is confirmed if at least one of its findings is.
    """
    grouped: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        grouped.setdefault((finding.target, finding.target_unnamed), []).append(finding)
    made = []
    for (target, unnamed), group in grouped.items():
        sure = [f for f in group if f.certainty == CONFIRMED]
        made.append((target, unnamed, sure or group, CONFIRMED if sure else POSSIBLE))
    order = list(vocabulary().types)
    made.sort(
        key=lambda r: (
            r[3] != CONFIRMED,
            bool(r[1]),
            min(order.index(f.claim.type) for f in r[2]),
            fold(catalogue.name(r[0])),
            r[0],
            r[1],
        )
    )
    return [
        target_row(target, unnamed, group, certainty, catalogue, citations)
        for target, unnamed, group, certainty in made
    ]


def mark_duplicates(made: Sequence[Row], catalogue: Catalogue) -> list[Row]:
    """The rows, with those marked as duplicates that may be about the same node as another confirmed row."""
    twice = surplus_entries(
        (row.nodes[0] for row in made if row.certainty == CONFIRMED and row.named and row.nodes), catalogue
    )
    return [replace(row, duplicate=row.named and row.nodes[:1] != () and row.nodes[0] in twice) for row in made]


def target_row(
    target: str,
    unnamed: str,
    group: Sequence[Finding],
    certainty: str,
    catalogue: Catalogue,
    citations: Citations,
) -> Row:
    """The row of one target, with everything it is linked to."""
    claims = [f.claim for f in group]
    count = max((c.at_least or 0 for c in claims), default=0) or None
    told = sorted(best_first(claims), key=lambda c: not c.start)
    notes = list(dict.fromkeys(c.note for c in told if c.note))[:MOST_NOTES]
    cells = (
        end_words(target, unnamed, catalogue, count),
        _links(group, catalogue),
        date_words(claims),
        status_words(claims),
        attribution(claims, catalogue),
        shortened(" ".join(notes)),
    )
    return Row(
        cells,
        certainty,
        DIRECT,
        nodes=tuple(dict.fromkeys((target, *(f.anchor for f in group)))),
        claims=tuple(dict.fromkeys(c.id for c in claims)),
        sources=citations.cite(best_first(claims)),
        named=not unnamed,
    )


def _links(group: Sequence[Finding], catalogue: Catalogue) -> str:
    """How the target is linked to each anchor: "is twinned with and is partnered with Lille; …"."""
    verbs: dict[str, list[str]] = {}
    whole: list[str] = []
    for finding in _by_date(group):
        claim, other = finding.claim, anchor_words(finding, catalogue)
        held = claim.held_by and claim.held_by not in (claim.subject, claim.object)
        said = verb_phrase(claim, finding.target, other)
        if held:
            whole.append(phrase("links.through", link=said, body=catalogue.name(claim.held_by)))
        elif said.endswith(f" {other}"):
            verbs.setdefault(other, []).append(said.removesuffix(f" {other}"))
        else:
            whole.append(said)
    tied = [f"{' and '.join(dict.fromkeys(some))} {other}" for other, some in verbs.items()]
    return "; ".join(dict.fromkeys((*tied, *whole)))


def shortened(text: str) -> str:
    """A note cut to the length of a cell."""
    return text if len(text) <= LONGEST_NOTE else text[: LONGEST_NOTE - 1].rsplit(" ", 1)[0] + "…"


def _by_date(group: Sequence[Finding]) -> list[Finding]:
    order = list(vocabulary().types)
    return sorted(group, key=lambda f: (f.claim.status == "planned", order.index(f.claim.type), f.anchor, f.claim.id))


def subgraph(
    findings: Iterable[Finding], catalogue: Catalogue
) -> tuple[tuple[Node, ...], tuple[Relationship, ...], frozenset[str]]:
    """The nodes and relationships of the findings, and the ids of relationships that are only possible."""
    found = list(findings)
    relationships = {f.relationship.id: f.relationship for f in found}
    sure = {f.relationship.id for f in found if f.certainty == CONFIRMED}
    ids = {end for r in relationships.values() for end in (r.start, r.end)}
    return (
        tuple(catalogue.nodes[i] for i in sorted(ids)),
        tuple(relationships[key] for key in sorted(relationships)),
        frozenset(relationships.keys() - sure),
    )


def with_evidence(answer: Answer, findings: Sequence[Finding], catalogue: Catalogue, citations: Citations) -> Answer:
    """The answer with its citations and the subgraph of the claims in its rows."""
    spoken = {claim for row in answer.rows for claim in row.claims}
    nodes, relationships, possible = subgraph((f for f in findings if f.claim.id in spoken), catalogue)
    return replace(answer, nodes=nodes, relationships=relationships, possible=possible, sources=citations.all())


def label_words(labels: Sequence[str], count: int = 2) -> str:
    """Labels in words: "school" or "schools", "schools and universities"."""
    known = vocabulary().labels
    if tuple(labels) == PLACES:
        return "place" if count == 1 else "places"
    if len(labels) > MOST_LABELS:
        return "organisation" if count == 1 else "organisations"
    said = [known[label].singular if count == 1 else known[label].plural for label in labels]
    return " and ".join(said)
