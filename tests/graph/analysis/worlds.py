"""Views for the tests of analysis: all of some records, and worlds with known results."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from graph.catalogue.catalogue import Catalogue
from graph.explore.view import View
from graph.explore.visible import Link, VisibleGraph, line_types
from graph.model.records import Claim, Node, Records
from graph.model.vocabulary import vocabulary
from graph.stores.base import group_claims
from graph.stores.embedded.store import EmbeddedStore
from tests.worlds import claim, graphs, records

World = tuple[VisibleGraph, Catalogue]


def shown_of(whole: Records) -> World:
    """Everything in the records, drawn at one point, with its catalogue."""
    store = EmbeddedStore()
    store.load(whole)
    locations = group_claims(c for c in whole.claims if c.type == "LOCATED_IN")
    linked = group_claims(c for c in whole.claims if c.type in line_types())
    shown = VisibleGraph(
        view=View(),
        title="all",
        nodes=whole.nodes,
        links=tuple(map(Link, linked)),
        locations=locations,
        positions={node.id: (0.0, 0.0) for node in whole.nodes},
        unshown_neighbours={},
        total=len(whole.nodes),
    )
    return shown, Catalogue(store)


def world(nodes: list[Node], claims: list[Claim]) -> World:
    return shown_of(records(nodes, claims))


def links_of(shown: VisibleGraph) -> list[str]:
    """The ids of the relationships that count as links in the vocabulary."""
    return [r.id for r in shown.relationships if vocabulary().types[r.type].link]


def named(*ids: str, label: str = "Network") -> list[Node]:
    """Nodes whose names are their ids."""
    return [Node(i, label, i) for i in ids]


def pair(one: str, other: str, source: str = "page", **more: object) -> Claim:
    return claim(one, "PARTNERED_WITH", other, source, **more)


def two_clusters() -> World:
    """Two triangles, a-b-c and x-y-z, joined by one link between c and x, and an island."""
    ends = ("ab", "bc", "ac", "xy", "yz", "xz", "cx")
    return world(named(*"abcxyz", "island"), [pair(*e) for e in ends])


def turned(shown: VisibleGraph) -> VisibleGraph:
    """The same view in reverse order."""
    return replace(shown, nodes=shown.nodes[::-1], links=shown.links[::-1], locations=shown.locations[::-1])


DATES = st.sampled_from(["", "1985", "193X", "1985~", "1988/1989", "1989/1990", "1945/..", "../1980", "2021-02"])
SECTORS = st.lists(st.sampled_from(list(vocabulary().sectors)), max_size=3, unique=True).map(tuple)
UNNAMED = st.sampled_from(["", "", "", "School", "City"])
STATUSES = st.sampled_from(["", "active", "planned", "ended"])
LINK_TYPES = st.sampled_from(["TWINNED_WITH", "PARTNERED_WITH", "MEMBER_OF", "VISITED", "PART_OF", "SUCCEEDED_BY"])


@st.composite
def many_worlds(draw: st.DrawFn) -> World:
    """Random records with every special case: dates, sectors, unnamed ends, plans, equal names."""
    base = draw(graphs())
    nodes = [replace(n, name=draw(st.sampled_from(["Newcastle", "Ash", "Özil", n.id]))) for n in base.nodes]
    ends = st.sampled_from([n.id for n in nodes])
    claims = list(base.claims)
    for _ in range(draw(st.integers(0, 12))):
        one, other = draw(st.tuples(ends, ends).filter(lambda e: e[0] != e[1]))
        said = {
            "start": draw(DATES),
            "sectors": draw(SECTORS),
            "counterpart": draw(UNNAMED),
            "subject_counterpart": draw(UNNAMED),
            "status": draw(STATUSES) or "unknown",
        }
        claims.append(claim(one, draw(LINK_TYPES), other, **said))
    return shown_of(records(nodes, claims))
