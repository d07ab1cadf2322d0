"""Shared partners: pairs of items of the same kind that are linked with the same other items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from heapq import nsmallest
from itertools import combinations

from graph.analysis.adjacency import Adjacency, adjacency, exclusion_notes, non_bridges
from graph.analysis.measure import NODES, Measure, MeasureResult, ResultRow, measure_result
from graph.analysis.names import distinct_titles, name_order
from graph.answers.links.path import NO_BRIDGES
from graph.catalogue.catalogue import Catalogue
from graph.explore.visible import VisibleGraph
from graph.model.vocabulary import vocabulary

SHARED_PARTNERS = Measure(
    "shared",
    "Shared partners",
    "Pairs of the same kind, such as two cities or two schools, and how many items here are linked with both.",
    ("item", "and", "shared partners"),
    NODES,
)
LIMIT = 50  # pairs listed
ORDER = "Most shared first, then by the two names."


def shared_partners(shown: VisibleGraph, catalogue: Catalogue) -> MeasureResult:
    """The first 50 pairs. A link between the two of a pair is not counted."""
    near = adjacency(shown)
    ranked = sorted(near, key=name_order(catalogue))
    counts = Counter(_pairs(ranked, near, shown))
    top = nsmallest(LIMIT, counts, key=lambda pair: (-counts[pair], pair))
    barred = non_bridges(shown)
    names = distinct_titles((ranked[at] for pair in top for at in pair), catalogue)
    rows = [_row(ranked[one], ranked[other], near, barred, names) for one, other in top]
    listed = f"The first {LIMIT} of {len(counts):,} pairs are listed." if len(counts) > LIMIT else ""
    none = "No two items of the same kind are linked with the same item here."
    return measure_result(SHARED_PARTNERS, shown, rows, (listed, *exclusion_notes(shown), ORDER), none=none)


def _pairs(ranked: list[str], near: Adjacency, shown: VisibleGraph) -> Iterator[tuple[int, int]]:
    """Yield a pair once for every partner it shares, as two indexes of `ranked`, the smaller first."""
    barred = non_bridges(shown)
    index = {i: at for at, i in enumerate(ranked)}
    labels = vocabulary().labels
    # A city and a country are not of the same kind, though both are places.
    kind = {node.id: (labels[node.label].group, node.label in NO_BRIDGES) for node in shown.nodes}
    for partner in near.keys() - barred:
        kinds: dict[tuple[str, bool], list[int]] = {}
        for i in near[partner]:
            kinds.setdefault(kind[i], []).append(index[i])
        for alike in kinds.values():
            yield from combinations(sorted(alike), 2)


def _row(one: str, other: str, near: Adjacency, barred: frozenset[str], names: dict[str, str]) -> ResultRow:
    shared = sorted((near[one].keys() & near[other].keys()) - barred)
    links = sorted(link for i in (one, other) for partner in shared for link in near[i][partner])
    return ResultRow(names[one], str(len(shared)), one, tuple(shared), tuple(links), names[other], other)
