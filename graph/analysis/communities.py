"""Groups: things that have more links with each other than with the rest (Louvain's method, fixed seed)."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from graph.analysis.chain_steps import Steps, closed, set_aside, steps
from graph.analysis.measure import THINGS, About, Figure, Metric, metric
from graph.analysis.scope import counted
from graph.analysis.titles import by_name, titles
from graph.catalogue.catalogue import Catalogue
from graph.explore.visible import VisibleGraph

ABOUT = About(
    "groups",
    "Groups",
    "Things that are linked with each other more than with the rest; a group is named by its best linked member.",
    ("group", "things"),
    counted=THINGS,
)
SEED = 7
APART = "in no group"
METHOD = f"Found by Louvain's method (modularity, seed {SEED}); several links between two things count once."
ORDER = "Largest first, then by the name of the best linked member; what is in no group stands last."


def communities(shown: VisibleGraph, catalogue: Catalogue) -> Metric:
    """Every shown thing once: in its group, or in the last figure, of what is in no group."""
    near = steps(shown)
    order = by_name(catalogue)
    groups = {min(g, key=lambda i: (-len(near[i].keys() & g), order(i))): g for g in _groups(near, closed(shown))}
    heads = sorted(groups, key=lambda i: (-len(groups[i]), order(i)))
    names = titles(heads, catalogue)
    figures = [_figure(f"around {names[head]}", head, groups[head], shown) for head in heads]
    rest = {node.id for node in shown.nodes}.difference(*groups.values())
    if figures and rest:
        figures.append(_figure(APART, "", rest, shown))
    none = "No two named things are linked here, so there is no group."
    return metric(ABOUT, shown, figures, (METHOD, *set_aside(shown), ORDER), none=none)


def _groups(near: Steps, closed: Iterable[str]) -> list[set[str]]:
    ids = [i for i in near if i not in closed]
    # Numbers in id order: sets of text are walked in another order on every run.
    number = {i: at for at, i in enumerate(ids)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from((number[i], number[o]) for i in ids for o in sorted(near[i]) if i < o and o in number)
    if not graph:
        return []
    return [{ids[at] for at in group} for group in nx.community.louvain_communities(graph, seed=SEED)]


def _figure(name: str, head: str, members: set[str], shown: VisibleGraph) -> Figure:
    within = (r.id for r in (link.relationship for link in counted(shown)) if {r.start, r.end} <= members)
    return Figure(name, str(len(members)), head, tuple(sorted(members)), tuple(sorted(within)))
