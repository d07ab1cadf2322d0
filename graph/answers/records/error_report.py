"""The text of an error report about a row: what is shown, the claims behind it, and room for the correct details."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.answers.answer import Answer, Row
from graph.answers.wording import claim_ends
from graph.catalogue.catalogue import Catalogue
from graph.model.dates import date_text
from graph.model.records import Claim
from graph.model.vocabulary import vocabulary

CORRECT_DETAILS, SOURCE = "Correct details:", "Source:"


def error_report(answer: Answer, row: Row, catalogue: Catalogue, places: Mapping[str, str] | None = None) -> str:
    """Plain text to send to whoever maintains the data. Its last lines are left for the sender to fill in.

    Args:
        answer: The answer that shows the row.
        row: The row that is wrong.
        catalogue: Names the ends of claims.
        places: File and line of each claim by its id, where they are known.
    """
    cells = [f"  {name}: {cell}" for name, cell in zip(answer.columns, row.cells, strict=True) if cell]
    shown = ["Shown:", f"  certainty: {row.certainty}", *cells]
    parts = [f"Error report for Citylinks\n\nQuestion: {answer.question}\nRow: {row.cells[0]}", "\n".join(shown)]
    claims = list(_claim_lines(answer, row, catalogue, places or {}))
    parts += ["\n".join(["Based on:", *claims])] if claims else []
    parts.append(f"{CORRECT_DETAILS}\n\n{SOURCE}")
    return "\n\n".join(parts) + "\n"


def shown_claims(answer: Answer, row: Row, catalogue: Catalogue) -> dict[str, Claim]:
    """The claims of an answer's relationships and those that place the row's nodes, by id."""
    claims = {claim.id: claim for relationship in answer.relationships for claim in relationship.claims}
    located = catalogue.location_claims_of(row.nodes).values()
    return claims | {claim.id: claim for group in located for claim in group}


def _claim_lines(answer: Answer, row: Row, catalogue: Catalogue, places: Mapping[str, str]) -> Iterable[str]:
    """Each claim of the row: what it says, its id, its file and line, and every citation that supports it."""
    claims = shown_claims(answer, row, catalogue)
    for claim_id in row.claims:
        said = f"{claim_sentence(claims[claim_id], catalogue)} " if claim_id in claims else ""
        place = f", {places[claim_id]}" if claim_id in places else ""
        yield f"  - {said}(claim {claim_id}{place})"
        yield from (f"    {citation}" for citation in answer.sources if claim_id in citation.claims)


def claim_sentence(claim: Claim, catalogue: Catalogue) -> str:
    """A claim as one plain statement with its date, without a full stop."""
    target, anchor = claim_ends(claim, catalogue)
    tie = vocabulary().types[claim.type].phrase(anchor)
    start = f", {claim.event or 'since'} {date_text(claim.start)}" if claim.start else ""
    return f"{target} {tie}{start}"
