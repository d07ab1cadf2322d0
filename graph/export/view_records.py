"""What a view shows, as records: what every file of it holds, whatever its format."""

from __future__ import annotations

from collections.abc import Iterator

from graph.catalogue.catalogue import Catalogue
from graph.explore.visible import Shown
from graph.model.records import Claim, Records


def records_of_view(shown: Shown, catalogue: Catalogue) -> Records:
    """The shown nodes, the claims of links and placings that pass, and the sources that these claims rest on."""
    claims = sorted(_claims(shown), key=lambda claim: claim.id)
    return Records(
        nodes=tuple(sorted(shown.nodes, key=lambda node: node.id)),
        claims=tuple(claims),
        sources=tuple(catalogue.sources[key] for key in sorted({claim.source for claim in claims})),
    )


def _claims(shown: Shown) -> Iterator[Claim]:
    for relationship in (*shown.relationships, *shown.placings):
        yield from relationship.claims
