"""The rank of nodes: the best connected first, then by name and id. In a large set only the top is sorted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import nsmallest

from graph.catalogue.catalogue import Catalogue
from graph.model.text import fold_uncached


def degrees(ties: Iterable[tuple[str, str]], also: Iterable[str] = ()) -> dict[str, int]:
    """The number of ties of each node, given by their two ends. A tie of a node with itself does not count."""
    found = dict.fromkeys(also, 0)
    for one, other in ties:
        if one != other:
            found[one] = found.get(one, 0) + 1
            found[other] = found.get(other, 0) + 1
    return found


def first_of(weights: Mapping[str, int], most: int, catalogue: Catalogue) -> list[str]:
    """The first `most` by weight, the heaviest first, then by folded name and id."""
    if len(weights) <= most:
        return sorted(weights, key=lambda i: (-weights[i], _name(i, catalogue)))
    if most < 1:
        return []
    least = sorted(weights.values(), reverse=True)[most - 1]
    above = [i for i, weight in weights.items() if weight > least]
    above.sort(key=lambda i: (-weights[i], _name(i, catalogue)))
    level = (i for i, weight in weights.items() if weight == least)
    return above + nsmallest(most - len(above), level, key=lambda i: _name(i, catalogue))


def _name(node_id: str, catalogue: Catalogue) -> tuple[str, str]:
    return fold_uncached(catalogue.name(node_id)), node_id
