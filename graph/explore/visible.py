"""The visible part of the graph: the one source of the picture, the text version, the table and every export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.answers.answer import CONFIRMED, DIRECT
from graph.drawing.layout import Point
from graph.explore.view import View
from graph.model.records import Claim, Node, Path, Relationship
from graph.model.vocabulary import vocabulary


def line_types() -> tuple[str, ...]:
    """The relationship types that are drawn as lines: all but the one that says where a node lies."""
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
    """The nodes and links that are drawn, listed, counted and exported.

    `nodes` are ranked: the start first, then the best connected. `links` are ordered by relationship id, and both ends
    are among the nodes. `locations` are the LOCATED_IN relationships between the nodes; they are drawn as background
    and never counted. `positions` has a point for every node. `unshown_neighbours` counts, by node, the neighbours
    that pass the filters and are not shown. `total` is the number of nodes that pass, drawn or not. `paths` are those
    found last, best evidenced first. `hidden` and `pinned` are node ids.
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
        """The relationships of the links, with only the claims that pass."""
        return tuple(link.relationship for link in self.links)


def link_count_text(shown: VisibleGraph) -> str:
    """Count the links, and the structural ties that count as none, in words."""
    counted = sum(link.relationship.type in vocabulary().link_types for link in shown.links)
    rest = len(shown.links) - counted
    links = f"{counted} {'link' if counted == 1 else 'links'}"
    ties = f"{rest} other {'tie' if rest == 1 else 'ties'} (part, government, succession)"
    return f"{links} and {ties}" if rest else links
