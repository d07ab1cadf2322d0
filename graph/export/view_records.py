"""What every file of a view holds, whatever its format: the view with its title, its records and its sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.catalogue.catalogue import Catalogue
from graph.explore.explorations import ViewService
from graph.explore.visible import VisibleGraph
from graph.model.datasets import licence_text
from graph.model.records import Claim, Records


@dataclass(frozen=True, slots=True)
class ViewExport:
    """A view to write as a file: what it shows, the service that draws it, and its title with the filters in words."""

    shown: VisibleGraph
    service: ViewService
    title: str

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the load that is shown."""
        return self.service.explorer.catalogue

    @property
    def source_lines(self) -> list[str]:
        """One line for each source: its title, id and licence."""
        return [
            ", ".join(filter(None, (f"{source.title} ({source.id})", licence_text(source.licence))))
            for source in records_of_view(self.shown, self.catalogue).sources
        ]


def records_of_view(shown: VisibleGraph, catalogue: Catalogue) -> Records:
    """The nodes shown, the claims of the links and placements shown, and the sources of these claims; each by id."""
    claims = sorted(_claims(shown), key=lambda claim: claim.id)
    return Records(
        nodes=tuple(sorted(shown.nodes, key=lambda node: node.id)),
        claims=tuple(claims),
        sources=tuple(catalogue.sources[key] for key in sorted({claim.source for claim in claims})),
    )


def _claims(shown: VisibleGraph) -> Iterator[Claim]:
    for relationship in (*shown.relationships, *shown.locations):
        yield from relationship.claims
