"""The text that reports a wrong row: what is shown, the claims behind it, and room for what is right."""

from __future__ import annotations

from collections.abc import Iterable

from graph.answers.answer import Answer, Row
from graph.answers.wording import claim_ends
from graph.catalogue.catalogue import Catalogue
from graph.model.dates import date_text
from graph.model.records import Claim
from graph.model.vocabulary import vocabulary

RIGHT, SOURCE = "What is right instead:", "Source:"


def correction_text(answer: Answer, row: Row, catalogue: Catalogue) -> str:
    """Plain text to send to whoever keeps the data; its last lines are left to fill in."""
    cells = [f"  {name}: {cell}" for name, cell in zip(answer.columns, row.cells, strict=True) if cell]
    shown = ["Shown:", f"  certainty: {row.certainty}", *cells]
    parts = [f"Correction to Citylinks\n\nQuestion: {answer.question}\nRow: {row.cells[0]}", "\n".join(shown)]
    rests = list(_rests(answer, row, catalogue))
    parts += ["\n".join(["It rests on:", *rests])] if rests else []
    parts.append(f"{RIGHT}\n\n{SOURCE}")
    return "\n\n".join(parts) + "\n"


def _rests(answer: Answer, row: Row, catalogue: Catalogue) -> Iterable[str]:
    """Each claim of the row by what it says and its id, with every place in a source that it stands in."""
    drawn = {claim.id: claim for relationship in answer.relationships for claim in relationship.claims}
    drawn |= {claim.id: claim for placing in catalogue.location_claims_of(row.nodes).values() for claim in placing}
    for claim_id in row.claims:
        said = f"{_says(drawn[claim_id], catalogue)} " if claim_id in drawn else ""
        yield f"  - {said}(claim {claim_id})"
        yield from (f"    {citation}" for citation in answer.sources if claim_id in citation.claims)


def _says(claim: Claim, catalogue: Catalogue) -> str:
    """A claim as one plain statement with its date."""
    target, anchor = claim_ends(claim, catalogue)
    tie = vocabulary().types[claim.type].phrase(anchor)
    start = f", {claim.event or 'since'} {date_text(claim.start)}" if claim.start else ""
    return f"{target} {tie}{start}"
