"""Lineage: successions, and parts of a whole. Nodes that are one organisation under several names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.catalogue.nodes import NodeIndex
from graph.catalogue.places import reach
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from graph.stores.base import MAX_PLACES

# Labels whose parts are not counted as further nodes. A working group of a network is a network of its own.
WHOLE = ("University",)
Pairs = Iterable[tuple[str, str, str]]


class Lineage:
    """The successions and parts of one load, one step each way. Immutable after construction."""

    def __init__(self, nodes: NodeIndex, pairs: Pairs) -> None:
        """Read triples of subject, type (part or succession) and object, each once."""
        self._nodes = nodes
        self.successors: dict[str, set[str]] = {}
        self.predecessors: dict[str, set[str]] = {}
        self.wholes: dict[str, set[str]] = {}
        self.parts: dict[str, set[str]] = {}
        part = vocabulary().types.part
        for subject, kind, other in pairs:
            onward, back = (self.wholes, self.parts) if kind == part else (self.successors, self.predecessors)
            onward.setdefault(subject, set()).add(other)
            back.setdefault(other, set()).add(subject)

    def family(self, node_ids: Iterable[str]) -> set[str]:
        """These nodes with their predecessors, and with their successors of the same label.

        A renamed university is the same as its new name. A borough that was merged into a city is not the whole city.
        """
        found: set[str] = set()
        for node_id in node_ids:
            label = self._nodes.label(node_id)
            later = {i for i in reach(self.successors, (node_id,), MAX_PLACES) if self._nodes.label(i) == label}
            found |= {i for one in later for i in reach(self.predecessors, (one,), MAX_PLACES)}
        return found

    def is_part(self, node_id: str) -> bool:
        """Whether a node is part of another of its own label: a faculty is not a further university."""
        label = self._nodes.label(node_id)
        return label in WHOLE and any(self._nodes.label(w) == label for w in self.wholes.get(node_id, ()))

    def current_id(self, old: str, names: Mapping[str, tuple[str, ...]]) -> str:
        """The recorded node that replaced an id which is no longer recorded; "" when none or several did.

        Follows successions over several steps, and nodes that list the old id among their aliases. `names`
        maps folded names to ids.
        """
        now = old
        for _ in range(MAX_PLACES):
            if now in self._nodes:
                return now
            later = self.successors.get(now, set()) or self._with_alias(now, names)
            if len(later) != 1:
                return ""
            now = min(later)
        return ""

    def _with_alias(self, old: str, names: Mapping[str, tuple[str, ...]]) -> set[str]:
        return {i for i in names.get(fold(old), ()) if old in self._nodes[i].aliases}
