"""A view shows the same nodes, links, positions, numbers and paths on every store."""

from __future__ import annotations

from graph.answers.explorer import Explorer
from graph.explore.address import to_query
from graph.explore.explorations import ViewService
from graph.explore.view import Action, Filters, Start, View
from graph.model.data_folder import SHIPPED_DATA
from loaders.curated.folder import read_curated

LEEDS, NEWCASTLE = "geonames:2644688", "geonames:2641673"
SCHOOLS = Filters().with_only("kind", frozenset({"School"}))
VIEWS = [
    View(),
    View(filters=Filters(since=1950, until=1990)),
    View(Start("things", (NEWCASTLE,))).then(Action("open", ("iso:CN",))).then(Action("close", (NEWCASTLE,))),
    View(Start("things", ("GB-EDU-108468",))).then(Action("open", (NEWCASTLE,), SCHOOLS, most=3)),
    View(Start("question", text="which Newcastle schools link to Wuhan")),
    View(Start("compare", (NEWCASTLE, LEEDS)), filters=SCHOOLS),
    View(Start("dates", (LEEDS,), years=(1970, 2000))),
    View().then(Action("paths", (LEEDS, "iso:CN"))).then(Action("between", (LEEDS, NEWCASTLE, "geonames:1791247"))),
    View().then(Action("move", (LEEDS,), at=(1, 2))).then(Action("pin", (LEEDS,))).then(Action("arrange")),
]


def test_every_view_is_shown_alike(store, explorer):
    store.load(read_curated(SHIPPED_DATA))
    ours, reference = ViewService(Explorer(store)), ViewService(explorer)
    for view in VIEWS:
        assert ours.show(view) == reference.show(view), to_query(view)
        assert ours.counts(view) == reference.counts(view), to_query(view)
        assert ours.years(view) == reference.years(view), to_query(view)
