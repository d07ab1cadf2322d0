"""Whether things of registers are open or closed, and when they opened and closed, as the registers say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from graph.model import Scalar
from graph.text import fold
from graph.things import Things

OPEN, CLOSED, OPENED = "open", "closed", "opened"
# What registers call the day that a thing began and ended, and the folded words for its standing today.
BEGUN, ENDED = ("opened", "registered", "established"), ("closed", "removed")
GONE = frozenset({"closed", "removed", "inactive", "withdrawn"})
NOT_YET = "proposed to open"


class Standing:
    """Of one load; read from the things' own properties when it is first asked for."""

    def __init__(self, things: Things) -> None:
        self._things = things

    def of(self, state: str) -> Mapping[str, str]:
        """The ids of what is or has OPENED, is CLOSED or OPEN, each with the day that it opened or closed, or ""."""
        if state == OPENED:
            return self._begun
        return self._gone if state == CLOSED else self._open

    def begun(self, node_id: str) -> str:
        """The day that a thing opened or was registered, or ""."""
        return _first(dict(self._things[node_id].properties), BEGUN)

    def ended(self, node_id: str) -> str:
        """The day that a thing closed or was removed, or ""."""
        return _first(dict(self._things[node_id].properties), ENDED)

    def is_told(self, labels: Iterable[str]) -> bool:
        """Whether any register says of things of these labels how they stand."""
        return not self._told.isdisjoint(labels)

    @cached_property
    def _told(self) -> frozenset[str]:
        dated = (*self._begun, *self._gone)
        return frozenset(map(self._things.label, dated)) | frozenset(map(self._things.label, self._open))

    @cached_property
    def _begun(self) -> Mapping[str, str]:
        return self._dates(BEGUN)

    @cached_property
    def _gone(self) -> Mapping[str, str]:
        """Those that a register says are closed, whether or not it says when."""
        said = self._things.property("status")
        gone = {word for word in set(said.values()) if fold(str(word)) in GONE}
        return {node_id: "" for node_id, word in said.items() if word in gone} | dict(self._dates(ENDED))

    @cached_property
    def _open(self) -> Mapping[str, str]:
        said = self._things.property("status")
        planned = {word for word in set(said.values()) if fold(str(word)) == NOT_YET}
        begun, gone = self._begun, self._gone
        return {i: begun.get(i, "") for i, word in said.items() if word not in planned and i not in gone}

    def _dates(self, names: Iterable[str]) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for name in names:
            for node_id, value in self._things.property(name).items():
                found.setdefault(node_id, str(value))
        return found


def _first(properties: Mapping[str, Scalar], names: Iterable[str]) -> str:
    return next((str(properties[name]) for name in names if name in properties), "")
