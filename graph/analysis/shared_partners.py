"""Shared partners: pairs of things of one kind that are linked with the same other things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from heapq import nsmallest
from itertools import combinations

from graph.analysis.chain_steps import Steps, closed, set_aside, steps
from graph.analysis.measure import THINGS, About, Figure, Metric, metric
from graph.analysis.titles import by_name, titles
from graph.answers.links.path import NO_BRIDGES
from graph.catalogue.catalogue import Catalogue
from graph.explore.visible import VisibleGraph
from graph.model.vocabulary import vocabulary

ABOUT = About(
    "shared",
    "Shared partners",
    "Pairs of one kind, as two cities or two schools, and how many things here both of them are linked with.",
    ("thing", "and", "shared partners"),
    counted=THINGS,
)
LIMIT = 50  # pairs listed
ORDER = "Most shared first, then by the two names."


def shared_partners(shown: VisibleGraph, catalogue: Catalogue) -> Metric:
    """The first 50 pairs; a pair may be linked with each other too, which is not counted."""
    near = steps(shown)
    ranked = sorted(near, key=by_name(catalogue))
    counted = Counter(_pairs(ranked, near, shown))
    top = nsmallest(LIMIT, counted, key=lambda pair: (-counted[pair], pair))
    barred = closed(shown)
    names = titles((ranked[at] for pair in top for at in pair), catalogue)
    figures = [_figure(ranked[one], ranked[other], near, barred, names) for one, other in top]
    listed = f"The first {LIMIT} of {len(counted):,} pairs are listed." if len(counted) > LIMIT else ""
    none = "No two things of one kind are linked with the same thing here."
    return metric(ABOUT, shown, figures, (listed, *set_aside(shown), ORDER), none=none)


def _pairs(ranked: list[str], near: Steps, shown: VisibleGraph) -> Iterator[tuple[int, int]]:
    """Each pair once for every partner it shares, as two places in `ranked`, the smaller first."""
    barred = closed(shown)
    place = {i: at for at, i in enumerate(ranked)}
    labels = vocabulary().labels
    # A city and a country are not of one kind, though both are places.
    kind = {node.id: (labels[node.label].group, node.label in NO_BRIDGES) for node in shown.nodes}
    for partner in near.keys() - barred:
        kinds: dict[tuple[str, bool], list[int]] = {}
        for i in near[partner]:
            kinds.setdefault(kind[i], []).append(place[i])
        for alike in kinds.values():
            yield from combinations(sorted(alike), 2)


def _figure(one: str, other: str, near: Steps, barred: frozenset[str], names: dict[str, str]) -> Figure:
    shared = sorted((near[one].keys() & near[other].keys()) - barred)
    links = sorted(link for i in (one, other) for partner in shared for link in near[i][partner])
    return Figure(names[one], str(len(shared)), one, tuple(shared), tuple(links), names[other], other)
