"""Brokers: what stands on the shortest chains between other things (betweenness, exact)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import rustworkx as rx

from graph.analysis.chain_steps import closed, set_aside, steps
from graph.analysis.measure import About, Figure, Metric, metric
from graph.analysis.titles import by_name, titles
from graph.answers.wording import count_phrase
from graph.catalogue.catalogue import Catalogue
from graph.explore.visible import VisibleGraph

ABOUT = About(
    "brokers",
    "Brokers",
    "How often the shortest chain between two other things here runs through it.",
    ("thing", "pairs of other things"),
)
SHARED = "Where several shortest chains join a pair, each counts for its share: one of two chains is half a pair."
ORDER = "Largest first, then by name."
# One thread adds in one order, so that the last digits are the same on every run.
ONE_THREAD = 10**9
DIGITS = 6


def brokers(shown: VisibleGraph, catalogue: Catalogue) -> Metric:
    """Every thing that stands on a chain, its door the links that it has with named things."""
    near = steps(shown)
    pairs = [(one, other) for one, others in near.items() for other in others if one < other]
    found = betweenness([node.id for node in shown.nodes], pairs, closed(shown))
    order = by_name(catalogue)
    ranked = sorted((i for i, share in found.items() if share), key=lambda i: (-found[i], order(i)))
    names = titles(found, catalogue)
    every = (len(shown.nodes) - 1) * (len(shown.nodes) - 2) // 2
    figures = [Figure(names[i], f"{_said(found[i])} of {every:,}", i, links=_links(near[i])) for i in ranked]
    said = []
    if ranked:
        share = found[ranked[0]]
        said = [
            f"Of {every:,} pairs of other things, joined or not, {_said(share)} have their shortest chain "
            f"run through {names[ranked[0]]} ({_percent(share / every)}).",
            f"On no such chain: {len(found) - len(ranked)} of {count_phrase(len(found), 'thing')}.",
        ]
    none = "No chain of two steps is shown, so nothing stands between two other things."
    return metric(ABOUT, shown, figures, (*said, SHARED, *set_aside(shown), ORDER), none=none)


def betweenness(ids: Iterable[str], pairs: Iterable[tuple[str, str]], closed: Collection[str] = ()) -> dict[str, float]:
    """For each id, in how many pairs of other ids it stands on the shortest chain, to 6 digits.

    Several shortest chains share the one that their pair counts. Links have no direction and no weight; `closed` ids
    begin and end chains and never stand inside one. Pairs must be distinct, of two different ids among `ids`.
    """
    order = sorted(ids)
    graph: rx.PyDiGraph[None, None] = rx.PyDiGraph()
    # A closed id is two nodes, one that chains leave and one that they reach, so that none runs through.
    leaves = {i: graph.add_node(None) for i in order}
    reached = leaves | {i: graph.add_node(None) for i in order if i in closed}
    near: dict[str, list[str]] = {i: [] for i in order}
    for one, other in sorted(pairs):
        near[one].append(other)
        near[other].append(one)
        graph.add_edges_from_no_data([(leaves[one], reached[other]), (leaves[other], reached[one])])
    counted = rx.digraph_betweenness_centrality(graph, normalized=False, parallel_threshold=ONE_THREAD)
    returned = dict.fromkeys(order, 0.0)
    for i in order:
        # A chain from one half of a closed id to the other joins it with itself: no pair.
        through = [other for other in near[i] if other not in closed] if i in closed else []
        for other in through:
            returned[other] += 1 / len(through)
    return {i: round((counted[leaves[i]] - returned[i]) / 2, DIGITS) + 0.0 for i in order}


def _links(beside: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    return tuple(sorted(link for links in beside.values() for link in links))


def _said(share: float) -> str:
    text = f"{share:,.1f}"
    return "under 0.1" if text == "0.0" else text.removesuffix(".0")


def _percent(part: float) -> str:
    return "under 1%" if part < 0.01 else f"{part:.0%}"
