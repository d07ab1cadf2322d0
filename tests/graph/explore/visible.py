"""The visible graph of small records: all nodes and links, at the positions of the layout."""

from __future__ import annotations

from collections.abc import Iterable

from graph.answers.answer import POSSIBLE, THROUGH_CITY
from graph.catalogue.catalogue import Catalogue
from graph.drawing.layout import positions
from graph.explore.view import View
from graph.explore.visible import Link, VisibleGraph, line_types
from graph.model.records import Records
from graph.stores.base import group_claims
from graph.stores.embedded.store import EmbeddedStore


def shown_of(records: Records, *, title: str = "All that is recorded", possible: Iterable[str] = ()) -> VisibleGraph:
    """Every node and relationship of the records. Those in `possible`, by id, are possible and through the city."""
    unsure = frozenset(possible)
    related = [r for r in group_claims(records.claims) if r.start != r.end]
    links = [r for r in related if r.type in line_types()]
    return VisibleGraph(
        View(),
        title,
        nodes=records.nodes,
        links=tuple(
            Link(r, POSSIBLE, THROUGH_CITY) if r.id in unsure else Link(r, is_dated=any(c.start for c in r.claims))
            for r in links
        ),
        locations=tuple(r for r in related if r.type == "LOCATED_IN"),
        positions=positions([n.id for n in records.nodes], [(r.start, r.end) for r in related]),
        unshown_neighbours={records.nodes[0].id: 3} if records.nodes else {},
        total=len(records.nodes) + 2,
    )


def catalogue_of(records: Records) -> Catalogue:
    """The catalogue of a store with these records alone."""
    with EmbeddedStore() as store:
        store.load(records)
        return Catalogue(store)
