"""Groups: items with more links to each other than to the rest (Louvain's method, fixed seed)."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from graph.analysis.adjacency import Adjacency, adjacency, exclusion_notes, non_bridges
from graph.analysis.measure import NODES, Measure, MeasureResult, ResultRow, measure_result
from graph.analysis.names import distinct_titles, name_order
from graph.analysis.scope import counted_links
from graph.catalogue.catalogue import Catalogue
from graph.explore.visible import VisibleGraph

GROUPS = Measure(
    "groups",
    "Groups",
    "Items with more links to each other than to the rest. A group is named after its best-connected member.",
    ("group", "items"),
    NODES,
)
SEED = 7
APART = "in no group"
METHOD = f"Found with Louvain's method (modularity, seed {SEED}). Several links between two items count once."
ORDER = "Largest first, then by name of the best-connected member. Items in no group come last."


def communities(shown: VisibleGraph, catalogue: Catalogue) -> MeasureResult:
    """Count every shown item once: in its group, or in the last row, for items in no group."""
    near = adjacency(shown)
    order = name_order(catalogue)
    groups = {min(g, key=lambda i: (-len(near[i].keys() & g), order(i))): g for g in _groups(near, non_bridges(shown))}
    heads = sorted(groups, key=lambda i: (-len(groups[i]), order(i)))
    names = distinct_titles(heads, catalogue)
    rows = [_row(f"around {names[head]}", head, groups[head], shown) for head in heads]
    rest = {node.id for node in shown.nodes}.difference(*groups.values())
    if rows and rest:
        rows.append(_row(APART, "", rest, shown))
    none = "No two named items are linked here, so there are no groups."
    return measure_result(GROUPS, shown, rows, (METHOD, *exclusion_notes(shown), ORDER), none=none)


def _groups(near: Adjacency, barred: Iterable[str]) -> list[set[str]]:
    ids = [i for i in near if i not in barred]
    # Numbers in id order, because the order of a set of strings differs on every run.
    number = {i: at for at, i in enumerate(ids)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from((number[i], number[o]) for i in ids for o in sorted(near[i]) if i < o and o in number)
    if not graph:
        return []
    return [{ids[at] for at in group} for group in nx.community.louvain_communities(graph, seed=SEED)]


def _row(name: str, head: str, members: set[str], shown: VisibleGraph) -> ResultRow:
    within = (r.id for r in (link.relationship for link in counted_links(shown)) if {r.start, r.end} <= members)
    return ResultRow(name, str(len(members)), head, tuple(sorted(members)), tuple(sorted(within)))
