"""Brokers: the items on the shortest routes between other items (exact betweenness centrality)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import rustworkx as rx

from graph.analysis.adjacency import adjacency, exclusion_notes, non_bridges
from graph.analysis.measure import Measure, MeasureResult, ResultRow, measure_result
from graph.analysis.names import distinct_titles, name_order
from graph.answers.wording import count_phrase
from graph.catalogue.catalogue import Catalogue
from graph.explore.visible import VisibleGraph

BROKERS = Measure(
    "brokers",
    "Brokers",
    "How often this item lies on the shortest route between two others.",
    ("item", "pairs of other items"),
)
SHARED = "Where several shortest routes join a pair, each counts as its share: one of two routes is half a pair."
ORDER = "Largest first, then by name."
# One thread adds in a fixed order, so that the last digits are the same on every run.
ONE_THREAD = 10**9
DIGITS = 6


def brokers(shown: VisibleGraph, catalogue: Catalogue) -> MeasureResult:
    """One row for each item on a route, with its own links to named items."""
    near = adjacency(shown)
    pairs = [(one, other) for one, others in near.items() for other in others if one < other]
    shares = betweenness([node.id for node in shown.nodes], pairs, non_bridges(shown))
    order = name_order(catalogue)
    ranked = sorted((i for i, share in shares.items() if share), key=lambda i: (-shares[i], order(i)))
    names = distinct_titles(shares, catalogue)
    every = (len(shown.nodes) - 1) * (len(shown.nodes) - 2) // 2
    rows = [ResultRow(names[i], f"{_share_text(shares[i])} of {every:,}", i, links=_links(near[i])) for i in ranked]
    summary = []
    if ranked:
        share = shares[ranked[0]]
        summary = [
            f"Of {every:,} pairs of other items, linked or not, {_share_text(share)} have their shortest route "
            f"through {names[ranked[0]]} ({_percent(share / every)}).",
            f"On no such route: {len(shares) - len(ranked)} of {count_phrase(len(shares), 'item')}.",
        ]
    none = "No route of two links is shown, so no item lies between two others."
    return measure_result(BROKERS, shown, rows, (*summary, SHARED, *exclusion_notes(shown), ORDER), none=none)


def betweenness(ids: Iterable[str], pairs: Iterable[tuple[str, str]], barred: Collection[str] = ()) -> dict[str, float]:
    """For each id, the number of pairs of other ids whose shortest route it lies on, rounded to 6 digits.

    Several shortest routes share the one that their pair counts. Links have no direction and no weight. `barred` ids
    begin and end routes, and never lie inside one. Pairs must be distinct, of two different ids among `ids`.
    """
    order = sorted(ids)
    graph: rx.PyDiGraph[None, None] = rx.PyDiGraph()
    # A barred id is two nodes: routes leave one and reach the other, so that none passes through it.
    leaves = {i: graph.add_node(None) for i in order}
    reached = leaves | {i: graph.add_node(None) for i in order if i in barred}
    near: dict[str, list[str]] = {i: [] for i in order}
    for one, other in sorted(pairs):
        near[one].append(other)
        near[other].append(one)
        graph.add_edges_from_no_data([(leaves[one], reached[other]), (leaves[other], reached[one])])
    counted = rx.digraph_betweenness_centrality(graph, normalized=False, parallel_threshold=ONE_THREAD)
    returned = dict.fromkeys(order, 0.0)
    for i in order:
        # A route from one half of a barred id to the other joins it with itself, which is no pair.
        through = [other for other in near[i] if other not in barred] if i in barred else []
        for other in through:
            returned[other] += 1 / len(through)
    return {i: round((counted[leaves[i]] - returned[i]) / 2, DIGITS) + 0.0 for i in order}


def _links(neighbours: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    return tuple(sorted(link for links in neighbours.values() for link in links))


def _share_text(share: float) -> str:
    text = f"{share:,.1f}"
    return "under 0.1" if text == "0.0" else text.removesuffix(".0")


def _percent(part: float) -> str:
    return "under 1%" if part < 0.01 else f"{part:.0%}"
