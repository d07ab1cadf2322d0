"""The state of the picture after each action: its nodes and their positions. No node moves unless the user asks.

A scene is computed from the scene before and one action, and cached. A click costs one action, and undo costs none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from graph.catalogue.catalogue import Catalogue
from graph.drawing.layout import Point, positions, settle
from graph.drawing.picture import rooms
from graph.explore.facets import Facets
from graph.explore.neighbourhood import Draft, Neighbourhood
from graph.explore.starts import Seed
from graph.explore.view import Filters
from graph.explore.visible import Link
from graph.model.records import Path, Relationship


@dataclass(frozen=True, slots=True)
class Scene:
    """The state after some actions: the nodes added to the start, those hidden, and the positions so far.

    `brought` are the added nodes. `opened` are pairs of a node and the nodes that opening it added. `limit` is the
    greatest number of nodes of the start to draw. `paths` are those found last, best evidenced first. `notes` say
    what the last action could not do.
    """

    limit: int
    brought: tuple[str, ...] = ()
    opened: tuple[tuple[str, tuple[str, ...]], ...] = ()
    hidden: frozenset[str] = frozenset()
    pinned: frozenset[str] = frozenset()
    positions: Mapping[str, Point] = field(default_factory=dict)
    paths: tuple[Path, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SceneContext:
    """What all scenes of one start share: the catalogue, the content of the start, and the tests of its links."""

    catalogue: Catalogue
    neighbourhood: Neighbourhood
    seed: Seed
    facets: Facets
    opened: Scene
    _wider: dict[str, Point] = field(default_factory=dict)

    def wider(self) -> Mapping[str, Point]:
        """Positions for every node of the start, around the first scene. Computed when first needed."""
        if not self._wider:
            self._wider.update(_around(self))
        return self._wider


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a scene shows under filters: nodes by rank, the links between them, and the number of nodes that pass."""

    nodes: tuple[str, ...]
    links: tuple[Link, ...]
    total: int


def build_context(catalogue: Catalogue, neighbourhood: Neighbourhood, seed: Seed, first: int) -> SceneContext:
    """Build the context of a start, with its first scene: its best-connected nodes, laid out together."""
    facets = Facets(catalogue, seed.possible, seed.reach, seed.groups)
    bare = SceneContext(catalogue, neighbourhood, seed, facets, Scene(first))
    return replace(bare, opened=Scene(first, positions=_laid(bare, seed.ranked[:first], {})))


def candidates(context: SceneContext, scene: Scene) -> Sequence[Relationship]:
    """Every link that may be drawn, as a draft, by id: those of the start, and those of the added nodes."""
    beside = context.neighbourhood.between(scene.brought, {*context.seed.ranked, *scene.brought})
    if not beside:
        return context.seed.links
    found = {r.id: r for r in (*context.seed.links, *beside)}
    return [found[key] for key in sorted(found)]


def drawn(context: SceneContext, scene: Scene, filters: Filters) -> Drawn:
    """What passes the filters and is not hidden. Nodes without a link are drawn only while there are no filters."""
    off = context.facets.hidden(filters)
    hides = {i for i in (*context.seed.ranked, *scene.brought) if i in scene.hidden or off(i)}
    links = [
        link
        for r in candidates(context, scene)
        if r.start not in hides and r.end not in hides and (link := context.facets.link(r, filters))
    ]
    linked = {end for link in links for end in (link.relationship.start, link.relationship.end)}
    kept = linked | set(context.seed.own) | ({*context.seed.ranked, *scene.brought} if filters.is_any else set())
    ranked = [i for i in context.seed.ranked if i in kept and i not in hides]
    brought = [i for i in scene.brought if i in kept and i not in hides]
    nodes = tuple(dict.fromkeys((*ranked[: scene.limit], *brought)))
    inside = set(nodes)
    among = [k for k in links if k.relationship.start in inside and k.relationship.end in inside]
    complete = context.neighbourhood.links(nodes) if any(isinstance(k.relationship, Draft) for k in among) else {}
    shown = tuple(_completed(context, link, complete, filters) for link in among)
    beyond = context.seed.total - len(context.seed.ranked) if filters.is_any else 0
    return Drawn(nodes, shown, len({*ranked, *brought}) + beyond)


def _completed(context: SceneContext, link: Link, complete: Mapping[str, Relationship], filters: Filters) -> Link:
    """The link with its complete claims, which are read only for links that are drawn."""
    if not isinstance(link.relationship, Draft):
        return link
    whole = complete[link.relationship.id]
    if len(whole.claims) == len(link.claims):  # every claim passes
        return replace(link, relationship=whole)
    return context.facets.test(whole, filters) or link


def positions_of(context: SceneContext, scene: Scene, nodes: Iterable[str]) -> dict[str, Point]:
    """The position of each node: where an action put it, otherwise its position in the whole start."""
    wider = {} if all(node in scene.positions for node in nodes) else context.wider()
    return {node: scene.positions[node] if node in scene.positions else wider[node] for node in nodes}


def bring(context: SceneContext, scene: Scene, nodes: Iterable[str], filters: Filters) -> Scene:
    """Return the scene with these nodes added near what they are linked to, and none of them hidden."""
    wanted = tuple(dict.fromkeys(nodes))
    here = positions_of(context, scene, drawn(context, scene, filters).nodes)
    fresh = tuple(i for i in wanted if i not in scene.brought)
    fixed = {**here, **scene.positions}
    laid = fixed if all(i in fixed for i in wanted) else _laid(context, [*fixed, *wanted], fixed)
    return replace(scene, brought=(*scene.brought, *fresh), hidden=scene.hidden - set(wanted), positions=laid)


def arranged(context: SceneContext, scene: Scene, filters: Filters) -> Scene:
    """Return the scene with new positions for all that is shown, except for pinned nodes."""
    shown = drawn(context, scene, filters).nodes
    fixed = {i: scene.positions[i] for i in shown if i in scene.pinned and i in scene.positions}
    # Added nodes that a filter leaves out now keep their positions: only the start's own nodes have others.
    away = set(scene.brought).difference(context.seed.ranked, shown)
    return replace(scene, positions={i: scene.positions[i] for i in away} | _laid(context, shown, fixed))


def _around(context: SceneContext) -> dict[str, Point]:
    """The first positions, and the other nodes of the start near what they are linked to."""
    placed = dict(context.opened.positions)
    rest = [i for i in context.seed.ranked if i not in placed]
    beside: dict[str, list[str]] = {i: [] for i in rest}
    for r in context.seed.links:
        for a, b in ((r.start, r.end), (r.end, r.start)):
            if a in beside and b in placed:
                beside[a].append(b)
    wanted = {i: np.mean([placed[b] for b in near], axis=0) if near else np.zeros(2) for i, near in beside.items()}
    return placed | settle(wanted, placed)


def _laid(context: SceneContext, ids: Iterable[str], fixed: Mapping[str, Point]) -> dict[str, Point]:
    wanted, known = dict.fromkeys(ids), context.neighbourhood
    fresh = wanted.keys() - set(context.seed.ranked)
    joined = (*context.seed.links, *known.between(fresh, wanted.keys()))
    pairs = {(r.start, r.end) for r in (*joined, *known.locations(wanted)) if r.start in wanted and r.end in wanted}
    nodes = [context.catalogue.nodes[i] for i in wanted]
    return positions(wanted, pairs, fixed=fixed or None, room=rooms(nodes))
