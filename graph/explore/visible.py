"""What a view shows, the same for the picture, the outline, the table, the figures and every file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.answers.answer import CONFIRMED, DIRECT
from graph.drawing.layout import Point
from graph.explore.view import View
from graph.model.records import Claim, Node, Path, Relationship
from graph.model.vocabulary import vocabulary


def line_types() -> tuple[str, ...]:
    """The relationship types that are lines of a picture: all but the type that says where a node lies."""
    return tuple(name for name in vocabulary().types if name != vocabulary().types.rollup)


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship other than a location, with those of its claims that pass the filters.

    `certainty` and `reach` are two levels each, as on a row of an answer; `dated` is False where none of its claims
    says when; `group` is the side of a comparison it is on, or "".
    """

    relationship: Relationship
    certainty: str = CONFIRMED
    reach: str = DIRECT
    is_dated: bool = True
    group: str = ""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that pass, in claim-id order."""
        return self.relationship.claims


@dataclass(frozen=True, slots=True)
class VisibleGraph:
    """Just what is drawn, listed, counted and exported.

    `nodes` are in the order of rank (the start first, then the best linked); `links` by relationship id, both ends
    among the nodes; `placings` the location relationships between nodes, drawn as background and never counted.
    `places` has a point for every node. `more` says how many neighbours of a node pass the filters and are not
    shown. `of` is how many nodes pass, drawn or not; `title` says what is shown in one line. `paths` are those asked
    for last, best evidenced first; `hidden` and `pinned` are ids.
    """

    view: View
    title: str
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    locations: tuple[Relationship, ...]
    positions: Mapping[str, Point]
    unshown_neighbours: Mapping[str, int]
    total: int
    notes: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()
    hidden: frozenset[str] = frozenset()
    pinned: frozenset[str] = frozenset()

    @property
    def relationships(self) -> tuple[Relationship, ...]:
        """The links' relationships, with the claims that pass only."""
        return tuple(link.relationship for link in self.links)


def link_count_text(shown: VisibleGraph) -> str:
    """How many links are shown, and how many ties that count as none: "161 links and 18 other ties"."""
    counted = sum(link.relationship.type in vocabulary().link_types for link in shown.links)
    rest = len(shown.links) - counted
    links = f"{counted} {'link' if counted == 1 else 'links'}"
    ties = f"{rest} other {'tie' if rest == 1 else 'ties'} (part, government, succession)"
    return f"{links} and {ties}" if rest else links
