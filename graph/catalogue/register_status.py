"""Whether nodes of registers are open or closed, and when they opened and closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from graph.catalogue.nodes import NodeIndex
from graph.model.records import Scalar
from graph.model.text import fold

OPEN, CLOSED, OPENED, CLOSING = "open", "closed", "opened", "closing"
# The properties that registers use for the first and the last day, and the folded words for "closed".
STATUS = "status"
BEGUN, ENDED = ("opened", "registered", "established"), ("closed", "removed")
GONE = frozenset({"closed", "removed", "inactive", "withdrawn"})
NOT_YET, NO_LONGER = "proposed to open", "open but proposed to close"
# Above this many nodes, the properties of all nodes are read together.
FEW = 2000


class RegisterStatus:
    """Register status for one load, read from the properties of the nodes on first use."""

    def __init__(self, nodes: NodeIndex) -> None:
        self._nodes = nodes

    def prepare(self) -> None:
        """Read now which labels registers cover, and which nodes are closed. Most questions need both."""
        self.covers(())
        self.in_state(CLOSED)

    def in_state(self, state: str) -> Mapping[str, str]:
        """The ids of the nodes in a state (OPENED, CLOSED, OPEN or CLOSING), each with the day it began, or ""."""
        if state == CLOSING:
            return self._closing
        if state == OPENED:
            return self._begun
        return self._gone if state == CLOSED else self._open

    def opened_on(self, node_id: str) -> str:
        """The day that a node opened or was registered, or ""."""
        return _first(dict(self._nodes[node_id].properties), BEGUN)

    def closed_on(self, node_id: str) -> str:
        """The day that a node closed or was removed, or ""."""
        return _first(dict(self._nodes[node_id].properties), ENDED)

    def count_closed(self, ids: Sequence[str]) -> int:
        """How many of these are closed. A few are looked up one by one."""
        if len(ids) > FEW:
            return sum(i in self._gone for i in ids)
        return sum(map(self._is_closed, ids))

    def _is_closed(self, node_id: str) -> bool:
        said = dict(self._nodes[node_id].properties)
        return fold(str(said.get(STATUS, ""))) in GONE or any(name in said for name in ENDED)

    def covers(self, labels: Iterable[str]) -> bool:
        """Whether any register gives a status for nodes with these labels."""
        return not self._told.isdisjoint(labels)

    @cached_property
    def _told(self) -> frozenset[str]:
        return frozenset().union(*map(self._nodes.labels_with, (STATUS, *BEGUN, *ENDED)))

    @cached_property
    def _begun(self) -> Mapping[str, str]:
        return self._dates(BEGUN)

    @cached_property
    def _gone(self) -> Mapping[str, str]:
        """The nodes that a register lists as closed, with or without a date."""
        gone = (ids for word, ids in self._nodes.ids_by_value(STATUS) if fold(word) in GONE)
        return {node_id: "" for ids in gone for node_id in ids} | dict(self._dates(ENDED))

    @cached_property
    def _open(self) -> Mapping[str, str]:
        said = (ids for word, ids in self._nodes.ids_by_value(STATUS) if fold(word) != NOT_YET)
        begun, gone = self._begun, self._gone
        return {i: begun.get(i, "") for ids in said for i in ids if i not in gone}

    @cached_property
    def _closing(self) -> Mapping[str, str]:
        return {i: "" for word, ids in self._nodes.ids_by_value(STATUS) if fold(word) == NO_LONGER for i in ids}

    def _dates(self, names: Iterable[str]) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for name in names:
            for node_id, value in self._nodes.property(name).items():
                found.setdefault(node_id, str(value))
        return found


def _first(properties: Mapping[str, Scalar], names: Iterable[str]) -> str:
    return next((str(properties[name]) for name in names if name in properties), "")
