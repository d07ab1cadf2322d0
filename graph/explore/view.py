"""A view of the graph as one immutable value: its start, the actions since, and its filters.

What the Explore page shows depends on the view and the load alone. The same view shows the same picture in another
browser, undo goes back to an earlier view, and an address or a file is a view in writing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from graph.drawing.layout import Point

FIRST = 150  # nodes drawn at first: as many as can be read at once
NEIGHBOURS = 20  # neighbours opened at a time


@dataclass(frozen=True, slots=True)
class Filters:
    """The links to show: for each facet only these values, or all but those; and the years in which a link was active.

    `only` and `off` are sorted pairs of a facet and its sorted values. Links without a date are shown unless `undated`
    is False.
    """

    only: tuple[tuple[str, tuple[str, ...]], ...] = ()
    off: tuple[tuple[str, tuple[str, ...]], ...] = ()
    since: int | None = None
    until: int | None = None
    undated: bool = True

    def chosen(self, facet: str) -> frozenset[str]:
        """The only values to show of a facet; empty for all."""
        return frozenset(dict(self.only).get(facet, ()))

    def dropped(self, facet: str) -> frozenset[str]:
        """The values of a facet that are switched off."""
        return frozenset(dict(self.off).get(facet, ()))

    @property
    def is_timed(self) -> bool:
        """Whether years are set."""
        return self.since is not None or self.until is not None

    @property
    def is_any(self) -> bool:
        """Whether these filters leave nothing out."""
        return self.undated and not (self.only or self.off or self.is_timed)

    def with_only(self, facet: str, values: frozenset[str]) -> Filters:
        """Return these filters with only these values of a facet; an empty set for all."""
        return replace(self, only=_with(self.only, facet, values))

    def with_off(self, facet: str, values: frozenset[str]) -> Filters:
        """Return these filters with these values of a facet switched off."""
        return replace(self, off=_with(self.off, facet, values))


def _with(
    pairs: tuple[tuple[str, tuple[str, ...]], ...], facet: str, values: frozenset[str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    changed = dict(pairs) | {facet: tuple(sorted(values))}
    return tuple(sorted((name, some) for name, some in changed.items() if some))


@dataclass(frozen=True, slots=True)
class Start:
    """The first content of a view.

    `kind` is a key of START_KINDS. "things": the links of `ids`; a place includes everything in it. "question": the
    answer to `text`. "compare": two items side by side. "dates": one item in two `years`. "whole": the whole graph.
    `first` is the number of nodes drawn at first.
    """

    kind: str = "whole"
    ids: tuple[str, ...] = ()
    text: str = ""
    years: tuple[int, int] = (0, 0)
    first: int = FIRST


@dataclass(frozen=True, slots=True)
class Action:
    """One action on the picture. `kind` is one of ACTION_KINDS.

    - open: show the next `most` neighbours of each of `ids`.
    - close: hide what opening `ids` added, and what is linked to them alone.
    - hide, show: hide `ids`, or show them again; show without ids shows everything hidden.
    - pin, unpin: keep `ids` in place when the picture is arranged, or release them.
    - move: put the one of `ids` at the point `at`.
    - paths: find the shortest paths between `ids`, or those through the node `through`.
    - between: find everything that connects `ids`.
    - arrange: give new positions to everything that is not pinned.
    - more: draw the first `most` nodes of the start.

    `filters` are those in force at the time, so that the action has the same effect when it is repeated.
    """

    kind: str
    ids: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    most: int = 0
    through: str = ""
    at: Point | None = None


@dataclass(frozen=True, slots=True)
class View:
    """A start, the actions since in their order, and the filters.

    Example, with an `Explorer` on a loaded graph:

        view = View(Start("things", ("geonames:2644688",)))  # Leeds
        view = view.then(Action("open", ("iso:CN",)))  # and the neighbours of China
        view = view.filtered(Filters(since=1990).with_only("kind", frozenset({"School"})))
        shown = ViewService(explorer).show(view)
    """

    start: Start = field(default_factory=Start)
    actions: tuple[Action, ...] = ()
    filters: Filters = field(default_factory=Filters)

    def then(self, action: Action) -> View:
        """Return this view after one more action. A second move of the same node replaces the first."""
        before = self.actions
        if action.kind == "move" and before and before[-1].kind == "move" and before[-1].ids == action.ids:
            before = before[:-1]
        return replace(self, actions=(*before, action))

    def filtered(self, filters: Filters) -> View:
        """Return this view with other filters."""
        return replace(self, filters=filters)
