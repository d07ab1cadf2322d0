"""Whether things of registers are open or closed, and when they opened and closed, as the registers say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from graph.catalogue.nodes import NodeIndex
from graph.model.records import Scalar
from graph.model.text import fold

OPEN, CLOSED, OPENED, CLOSING = "open", "closed", "opened", "closing"
# What registers call the day that a thing began and ended, and the folded words for its standing today.
STATUS = "status"
BEGUN, ENDED = ("opened", "registered", "established"), ("closed", "removed")
GONE = frozenset({"closed", "removed", "inactive", "withdrawn"})
NOT_YET, NO_LONGER = "proposed to open", "open but proposed to close"
# Of so many things, all that the registers say is read together.
FEW = 2000


class RegisterStatus:
    """Of one load; read from the things' own properties when it is first asked for."""

    def __init__(self, nodes: NodeIndex) -> None:
        self._nodes = nodes

    def prepare(self) -> None:
        """Read now which labels registers tell of, and what is closed, which most of their questions look at."""
        self.covers(())
        self.in_state(CLOSED)

    def in_state(self, state: str) -> Mapping[str, str]:
        """The ids of what is or has OPENED, is CLOSED, OPEN or CLOSING, each with the day of that, or ""."""
        if state == CLOSING:
            return self._closing
        if state == OPENED:
            return self._begun
        return self._gone if state == CLOSED else self._open

    def opened_on(self, node_id: str) -> str:
        """The day that a thing opened or was registered, or ""."""
        return _first(dict(self._nodes[node_id].properties), BEGUN)

    def closed_on(self, node_id: str) -> str:
        """The day that a thing closed or was removed, or ""."""
        return _first(dict(self._nodes[node_id].properties), ENDED)

    def count_closed(self, ids: Sequence[str]) -> int:
        """How many of these are closed; of a few each is looked at by itself."""
        if len(ids) > FEW:
            return sum(i in self._gone for i in ids)
        return sum(map(self._is_closed, ids))

    def _is_closed(self, node_id: str) -> bool:
        said = dict(self._nodes[node_id].properties)
        return fold(str(said.get(STATUS, ""))) in GONE or any(name in said for name in ENDED)

    def covers(self, labels: Iterable[str]) -> bool:
        """Whether any register says of things of these labels how they stand."""
        return not self._told.isdisjoint(labels)

    @cached_property
    def _told(self) -> frozenset[str]:
        return frozenset().union(*map(self._nodes.labels_with, (STATUS, *BEGUN, *ENDED)))

    @cached_property
    def _begun(self) -> Mapping[str, str]:
        return self._dates(BEGUN)

    @cached_property
    def _gone(self) -> Mapping[str, str]:
        """Those that a register says are closed, whether or not it says when."""
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
