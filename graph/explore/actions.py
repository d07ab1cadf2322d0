"""One step of a view: the scene after it, from the scene before. A step that no longer fits changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graph.explore.paths import between, shortest
from graph.explore.ranking import first_of
from graph.explore.scene import Scene, SearchSpace, arranged, bring, drawn
from graph.explore.view import NEIGHBOURS, Filters, Step

Stepping = Callable[[SearchSpace, Scene, Step], Scene]


def after(ground: SearchSpace, scene: Scene, step: Step) -> Scene:
    """The scene after a step. Ids that are not recorded are passed over; they may have been renamed since."""
    known = replace(step, ids=tuple(i for i in step.ids if i in ground.catalogue.nodes))
    cleared = replace(scene, notes=())
    return STEPS[step.kind](ground, cleared, known)


def neighbours(ground: SearchSpace, scene: Scene, node: str, filters: Filters) -> dict[str, int]:
    """What could be opened beside a node, as it is not shown yet, each with the number of claims that lead to it."""
    return _weighing(ground, set(drawn(ground, scene, filters).nodes), filters)(node)


def _weighing(ground: SearchSpace, shown: set[str], filters: Filters) -> Callable[[str], dict[str, int]]:
    """For any node, its neighbours that pass and are not shown, with the number of claims that lead to each."""
    passing, hides = ground.facets.passing(filters), ground.facets.hidden(filters)

    def weights(node: str) -> dict[str, int]:
        found: dict[str, int] = {}
        for outline in ground.surroundings.outlines(node):
            start, _, end, _ = outline
            far = end if start == node else start
            if far not in shown and not hides(far) and (claims := passing(outline)):
                found[far] = found.get(far, 0) + claims
        return found

    return weights


def more(ground: SearchSpace, nodes: tuple[str, ...], filters: Filters) -> dict[str, int]:
    """How many neighbours of each shown node pass the filters and are not shown; nodes without any are left out."""
    ground.surroundings.read(nodes)
    shown = set(nodes)
    weights = _weighing(ground, shown, filters)
    if filters.is_any:
        counts = {node: len(ground.surroundings.neighbours(node) - shown) for node in nodes}
    else:
        counts = {node: len(weights(node)) for node in nodes}
    return {node: count for node, count in counts.items() if count}


def _open(ground: SearchSpace, scene: Scene, step: Step) -> Scene:
    ground.surroundings.read(step.ids)
    for node in step.ids:
        waiting = neighbours(ground, scene, node, step.filters)
        shown = first_of(waiting, step.most or NEIGHBOURS, ground.catalogue)
        brought = bring(ground, scene, (node, *shown), step.filters)
        scene = replace(brought, opened=(*scene.opened, (node, tuple(shown))))
    return scene


def _close(ground: SearchSpace, scene: Scene, step: Step) -> Scene:
    """Put away what opening brought, unless something else brought it too, and what is linked to it alone."""
    beside: dict[str, set[str]] = {}
    for link in drawn(ground, scene, step.filters).links:
        a, b = link.relationship.start, link.relationship.end
        beside.setdefault(a, set()).add(b)
        beside.setdefault(b, set()).add(a)
    closed = set(step.ids)
    held = {i for node, some in scene.opened if node not in closed for i in some}
    brought = {i for node, some in scene.opened if node in closed for i in some} - held
    alone = {i for node in closed for i in beside.get(node, ()) if beside[i] <= closed}
    away = (alone | brought) - {*closed, *ground.seed.own, *scene.pinned}
    left = tuple(pair for pair in scene.opened if pair[0] not in closed)
    return replace(scene, hidden=scene.hidden | away, opened=left)


def _hide(ground: SearchSpace, scene: Scene, step: Step) -> Scene:
    return replace(scene, hidden=scene.hidden | set(step.ids))


def _show(ground: SearchSpace, scene: Scene, step: Step) -> Scene:
    if not step.ids:
        return replace(scene, hidden=frozenset())
    return bring(ground, scene, step.ids, step.filters)


def _pin(ground: SearchSpace, scene: Scene, step: Step) -> Scene:
    return replace(scene, pinned=scene.pinned | set(step.ids))


def _unpin(ground: SearchSpace, scene: Scene, step: Step) -> Scene:
    return replace(scene, pinned=scene.pinned - set(step.ids))


def _move(ground: SearchSpace, scene: Scene, step: Step) -> Scene:
    if step.at is None:
        return scene
    return replace(scene, places={**scene.places, **dict.fromkeys(step.ids, step.at)})


def _paths(ground: SearchSpace, scene: Scene, step: Step) -> Scene:
    found, note = shortest(ground, step)
    ids = tuple(dict.fromkeys(i for path in found for i in path.nodes))
    return replace(bring(ground, scene, ids, step.filters), paths=found, notes=(note,))


def _between(ground: SearchSpace, scene: Scene, step: Step) -> Scene:
    found, note = between(ground, step)
    ids = tuple(dict.fromkeys((*step.ids, *(i for path in found for i in path.nodes))))
    return replace(bring(ground, scene, ids, step.filters), paths=found, notes=(note,))


def _arrange(ground: SearchSpace, scene: Scene, step: Step) -> Scene:
    return arranged(ground, scene, step.filters)


def _more(ground: SearchSpace, scene: Scene, step: Step) -> Scene:
    return replace(scene, first=max(scene.first, step.most))


STEPS: dict[str, Stepping] = {
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
