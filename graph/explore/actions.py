"""The actions of a view: each one computes the next scene. An action that no longer applies changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graph.explore.paths import between, shortest
from graph.explore.ranking import first_of
from graph.explore.scene import Scene, SceneContext, arranged, bring, drawn
from graph.explore.view import NEIGHBOURS, Action, Filters

ApplyAction = Callable[[SceneContext, Scene, Action], Scene]


def apply_action(context: SceneContext, scene: Scene, action: Action) -> Scene:
    """Return the scene after an action. Unknown ids are ignored, because a later load may have replaced them."""
    known = replace(action, ids=tuple(i for i in action.ids if i in context.catalogue.nodes))
    cleared = replace(scene, notes=())
    return APPLY[action.kind](context, cleared, known)


def unshown_neighbours(context: SceneContext, scene: Scene, node: str, filters: Filters) -> dict[str, int]:
    """The neighbours of a node that pass and are not shown, each with the number of claims that link to it."""
    return _neighbour_weights(context, set(drawn(context, scene, filters).nodes), filters)(node)


def _neighbour_weights(context: SceneContext, shown: set[str], filters: Filters) -> Callable[[str], dict[str, int]]:
    """Return a function that gives the same for any node."""
    passing, hides = context.facets.passing(filters), context.facets.hidden(filters)

    def weights(node: str) -> dict[str, int]:
        found: dict[str, int] = {}
        for outline in context.neighbourhood.outlines(node):
            start, _, end, _ = outline
            far = end if start == node else start
            if far not in shown and not hides(far) and (claims := passing(outline)):
                found[far] = found.get(far, 0) + claims
        return found

    return weights


def unshown_counts(context: SceneContext, nodes: tuple[str, ...], filters: Filters) -> dict[str, int]:
    """Count, for each shown node, the neighbours that pass the filters and are not shown. Zeros are omitted."""
    context.neighbourhood.read(nodes)
    shown = set(nodes)
    weights = _neighbour_weights(context, shown, filters)
    if filters.is_any:
        counts = {node: len(context.neighbourhood.neighbours(node) - shown) for node in nodes}
    else:
        counts = {node: len(weights(node)) for node in nodes}
    return {node: count for node, count in counts.items() if count}


def _open(context: SceneContext, scene: Scene, action: Action) -> Scene:
    context.neighbourhood.read(action.ids)
    for node in action.ids:
        unshown = unshown_neighbours(context, scene, node, action.filters)
        shown = first_of(unshown, action.most or NEIGHBOURS, context.catalogue)
        brought = bring(context, scene, (node, *shown), action.filters)
        scene = replace(brought, opened=(*scene.opened, (node, tuple(shown))))
    return scene


def _close(context: SceneContext, scene: Scene, action: Action) -> Scene:
    """Hide what opening added (unless another open node added it too), and what is linked to the closed nodes alone."""
    near: dict[str, set[str]] = {}
    for link in drawn(context, scene, action.filters).links:
        a, b = link.relationship.start, link.relationship.end
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    closed = set(action.ids)
    still_open = {i for node, some in scene.opened if node not in closed for i in some}
    brought = {i for node, some in scene.opened if node in closed for i in some} - still_open
    alone = {i for node in closed for i in near.get(node, ()) if near[i] <= closed}
    away = (alone | brought) - {*closed, *context.seed.own, *scene.pinned}
    left = tuple(pair for pair in scene.opened if pair[0] not in closed)
    return replace(scene, hidden=scene.hidden | away, opened=left)


def _hide(context: SceneContext, scene: Scene, action: Action) -> Scene:
    return replace(scene, hidden=scene.hidden | set(action.ids))


def _show(context: SceneContext, scene: Scene, action: Action) -> Scene:
    if not action.ids:
        return replace(scene, hidden=frozenset())
    return bring(context, scene, action.ids, action.filters)


def _pin(context: SceneContext, scene: Scene, action: Action) -> Scene:
    return replace(scene, pinned=scene.pinned | set(action.ids))


def _unpin(context: SceneContext, scene: Scene, action: Action) -> Scene:
    return replace(scene, pinned=scene.pinned - set(action.ids))


def _move(context: SceneContext, scene: Scene, action: Action) -> Scene:
    if action.at is None:
        return scene
    return replace(scene, positions={**scene.positions, **dict.fromkeys(action.ids, action.at)})


def _paths(context: SceneContext, scene: Scene, action: Action) -> Scene:
    found, note = shortest(context, action)
    ids = tuple(dict.fromkeys(i for path in found for i in path.nodes))
    return replace(bring(context, scene, ids, action.filters), paths=found, notes=(note,))


def _between(context: SceneContext, scene: Scene, action: Action) -> Scene:
    found, note = between(context, action)
    ids = tuple(dict.fromkeys((*action.ids, *(i for path in found for i in path.nodes))))
    return replace(bring(context, scene, ids, action.filters), paths=found, notes=(note,))


def _arrange(context: SceneContext, scene: Scene, action: Action) -> Scene:
    return arranged(context, scene, action.filters)


def _more(context: SceneContext, scene: Scene, action: Action) -> Scene:
    return replace(scene, limit=max(scene.limit, action.most))


APPLY: dict[str, ApplyAction] = {
    "open": _open,
    "close": _close,
    "hide": _hide,
    "show": _show,
    "pin": _pin,
    "unpin": _unpin,
    "move": _move,
    "paths": _paths,
    "between": _between,
    "arrange": _arrange,
    "more": _more,
}
