"""View services on test data, and views of it."""

from __future__ import annotations

from graph.answers.explorer import Explorer
from graph.explore.explorations import ViewService
from graph.explore.view import Filters, Start, View
from graph.explore.visible import VisibleGraph
from graph.model.records import Records
from graph.stores.embedded.store import EmbeddedStore

LEEDS, NEWCASTLE, WUHAN = "geonames:2644688", "geonames:2641673", "geonames:1791247"
NAMES = ("Leeds", "Newcastle upon Tyne")
HEADLINE = "which Newcastle schools link to Wuhan"


def service_of(world: Records) -> ViewService:
    store = EmbeddedStore()
    store.load(world)
    return ViewService(Explorer(store))


def ids(shown: VisibleGraph) -> set[str]:
    return {node.id for node in shown.nodes}


def things(*names: str) -> View:
    return View(Start("things", names))


def only(**values: str) -> Filters:
    made = Filters()
    for facet, value in values.items():
        made = made.with_only(facet, frozenset({value}))
    return made
