"""A view of the graph as one value: where it starts, what was done since, and what is filtered out.

Everything an explorer sees follows from its view and the load: the same view shows the same picture in another
browser, a view before it is an undo, and its address and its file are two spellings of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from graph.drawing.layout import Point

START_KINDS = ("things", "question", "compare", "dates", "whole")
FACETS = ("kind", "type", "sector", "status", "certainty", "reach", "place", "holder", "source", "group")
ACTION_KINDS = ("open", "close", "hide", "show", "pin", "unpin", "move", "paths", "between", "arrange", "more")
FIRST = 150  # things drawn at first: what can be read at once
NEIGHBOURS = 20  # how many neighbours open at a time


@dataclass(frozen=True, slots=True)
class Filters:
    """What is kept: for each facet only these values, or all but those; and the years in which a link held.

    `only` and `off` are sorted pairs of facet and sorted values. A link without a date is kept unless `undated` is
    False, and stands apart.
    """

    only: tuple[tuple[str, tuple[str, ...]], ...] = ()
    off: tuple[tuple[str, tuple[str, ...]], ...] = ()
    since: int | None = None
    until: int | None = None
    undated: bool = True

    def chosen(self, facet: str) -> frozenset[str]:
        """The values kept of a facet; empty for all."""
        return frozenset(dict(self.only).get(facet, ()))

    def dropped(self, facet: str) -> frozenset[str]:
        """The values of a facet that are not kept."""
        return frozenset(dict(self.off).get(facet, ()))

    @property
    def is_timed(self) -> bool:
        """Whether years are asked for."""
        return self.since is not None or self.until is not None

    @property
    def is_any(self) -> bool:
        """Whether nothing is filtered out."""
        return self.undated and not (self.only or self.off or self.is_timed)

    def with_only(self, facet: str, values: frozenset[str]) -> Filters:
        """These filters, keeping only these values of a facet; none for all."""
        return replace(self, only=_with(self.only, facet, values))

    def with_off(self, facet: str, values: frozenset[str]) -> Filters:
        """These filters, without these values of a facet."""
        return replace(self, off=_with(self.off, facet, values))


def _with(
    pairs: tuple[tuple[str, tuple[str, ...]], ...], facet: str, values: frozenset[str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    made = dict(pairs) | {facet: tuple(sorted(values))}
    return tuple(sorted((name, kept) for name, kept in made.items() if kept))


@dataclass(frozen=True, slots=True)
class Start:
    """Where a view begins.

    `kind` is one of STARTS: the links of `ids` (a place with all that lies in it), of a question's answer (`text`),
    of two places side by side (`compare`), of a place between two years (`dates`), or the whole graph. `first` is
    how many things are drawn at first.
    """

    kind: str = "whole"
    ids: tuple[str, ...] = ()
    text: str = ""
    years: tuple[int, int] = (0, 0)
    first: int = FIRST


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that was done to the picture: `kind` is one of STEPS.

    open: the next `most` neighbours of each of `ids`; close: puts away what opening them brought and what
    is linked to them alone.
    hide and show (of no ids: all that is hidden); pin and unpin. move: puts the one of `ids` at `at`.
    paths: the shortest paths between `ids`, or through the place or thing `through`; between: all that joins them.
    arrange: all that is shown finds new places, pinned things excepted. more: draws the first `most` of the start.

    `filters` are those in force when it was done, so that doing it again does the same.
    """

    kind: str
    ids: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    most: int = 0
    through: str = ""
    at: Point | None = None


@dataclass(frozen=True, slots=True)
class View:
    """What is explored: a start, the steps since in their order, and the filters."""

    start: Start = field(default_factory=Start)
    actions: tuple[Action, ...] = ()
    filters: Filters = field(default_factory=Filters)

    def then(self, action: Action) -> View:
        """This view after one more step; moving a thing twice is moving it once."""
        before = self.actions
        if action.kind == "move" and before and before[-1].kind == "move" and before[-1].ids == action.ids:
            before = before[:-1]
        return replace(self, actions=(*before, action))

    def filtered(self, filters: Filters) -> View:
        """This view with other filters."""
        return replace(self, filters=filters)
