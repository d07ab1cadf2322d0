"""Which places contain which nodes, for one load.

Most nodes of a register lie in one of a few hundred places. So the places above are cached by place, not by node.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from threading import Lock

from graph.stores.base import MAX_PLACES

# A place with more nodes than this is cached, for the last few places used. A country contains almost everything.
MANY_INSIDE, KEPT = 1000, 8
NOTHING: frozenset[str] = frozenset()


class Places:
    """`parents` are the places one step up, `children` the nodes one step down. Safe to share between threads."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Read pairs of node and place, each once."""
        self.parents: dict[str, tuple[str, ...]] = {}
        self.children: dict[str, list[str]] = {}
        alone: dict[str, tuple[str]] = {}
        for thing, place in pairs:
            before = self.parents.get(thing)
            self.parents[thing] = (*before, place) if before else alone.setdefault(place, (place,))
            self.children.setdefault(place, []).append(thing)
        self._above: dict[tuple[str, ...], frozenset[str]] = {}
        self._inside: OrderedDict[str, frozenset[str]] = OrderedDict()
        self._lock = Lock()

    def above(self, node_id: str) -> frozenset[str]:
        """All places that contain a node, without the node itself."""
        parents = self.parents.get(node_id)
        if not parents:
            return NOTHING
        found = self._above.get(parents)
        if found is None:
            found = self._above[parents] = frozenset(reach(self.parents, parents, MAX_PLACES - 1))
        return found - {node_id} if node_id in found else found

    def inside(self, place: str) -> frozenset[str]:
        """A place and everything in it."""
        with self._lock:
            found = self._inside.get(place)
            if found is not None:
                self._inside.move_to_end(place)
                return found
        found = frozenset(reach(self.children, (place,), MAX_PLACES))
        if len(found) > MANY_INSIDE:
            with self._lock:
                self._inside[place] = found
                while len(self._inside) > KEPT:
                    self._inside.popitem(last=False)
        return found

    def chain(self, node_id: str) -> list[str]:
        """The places above, nearest first: a city, its region, its country, its continent."""
        return self.deepest(self.above(node_id))

    def deepest(self, places: Iterable[str]) -> list[str]:
        """Places by how many others contain them, most first, then by id."""
        return sorted(places, key=lambda place: (-len(self.above(place)), place))


def reach(steps: Mapping[str, Sequence[str]] | Mapping[str, set[str]], start: Iterable[str], most: int) -> set[str]:
    """The start and every node reached from it in at most this many steps."""
    found = set(start)
    frontier = set(found)
    for _ in range(most):
        nearer: set[str] = set()
        for node in frontier:
            nearer.update(steps.get(node, ()))
        frontier = nearer - found
        if not frontier:
            break
        found |= frontier
    return found
