"""What became what, and what is a part of what: the things that are one thing under several names."""

from __future__ import annotations

from collections.abc import Iterable

from graph.catalogue.nodes import Things
from graph.catalogue.places import reach
from graph.stores.base import MAX_PLACES

# Labels of which a part is not another one; a working group of a network is a network of its own.
WHOLE = ("University",)
Pairs = Iterable[tuple[str, str, str]]


class Families:
    """Successions and parts of one load, one step each way. Immutable after it is made."""

    def __init__(self, things: Things, pairs: Pairs) -> None:
        """Read (subject, PART_OF or SUCCEEDED_BY, object), each once."""
        self._things = things
        self.successors: dict[str, set[str]] = {}
        self.predecessors: dict[str, set[str]] = {}
        self.wholes: dict[str, set[str]] = {}
        self.parts: dict[str, set[str]] = {}
        for subject, kind, other in pairs:
            onward, back = (self.wholes, self.parts) if kind == "PART_OF" else (self.successors, self.predecessors)
            onward.setdefault(subject, set()).add(other)
            back.setdefault(other, set()).add(subject)

    def of(self, node_ids: Iterable[str]) -> set[str]:
        """These nodes, all that they succeeded, and what they became, where that is the same kind of thing.

        A renamed university is one with its new name; a borough that went into a city is not the whole city.
        """
        found: set[str] = set()
        for node_id in node_ids:
            label = self._things.label(node_id)
            later = {i for i in reach(self.successors, (node_id,), MAX_PLACES) if self._things.label(i) == label}
            found |= {i for one in later for i in reach(self.predecessors, (one,), MAX_PLACES)}
        return found

    def is_part(self, node_id: str) -> bool:
        """Whether a node is a part of something of its own label: a faculty is no further university."""
        label = self._things.label(node_id)
        return label in WHOLE and any(self._things.label(w) == label for w in self.wholes.get(node_id, ()))
