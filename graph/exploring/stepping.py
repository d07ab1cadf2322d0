"""One step of a view: the scene after it, from the scene before. A step that no longer fits changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graph.exploring.joining import between, shortest
from graph.exploring.scene import Ground, Scene, arranged, bring, drawn
from graph.exploring.view import NEIGHBOURS, Filters, Step
from graph.text import fold

Stepping = Callable[[Ground, Scene, Step], Scene]


def after(ground: Ground, scene: Scene, step: Step) -> Scene:
    """The scene after a step. Ids that are not recorded are passed over; they may have been renamed since."""
    known = replace(step, ids=tuple(i for i in step.ids if i in ground.catalogue.nodes))
    cleared = replace(scene, notes=())
    return STEPS[step.kind](ground, cleared, known)


def neighbours(ground: Ground, scene: Scene, node: str, filters: Filters) -> list[str]:
    """What could be opened beside a node: not shown yet, best evidenced first, then by name and id."""
    shown = set(drawn(ground, scene, filters).nodes)
    return _waiting(ground, shown, node, filters)


def _waiting(ground: Ground, shown: set[str], node: str, filters: Filters) -> list[str]:
    weight = _weights(ground, shown, node, filters)
    name = ground.catalogue.name
    return sorted(weight, key=lambda i: (-weight[i], fold(name(i)), i))


def _weights(ground: Ground, shown: set[str], node: str, filters: Filters) -> dict[str, int]:
    """How many claims lead to each neighbour that is not shown."""
    weight: dict[str, int] = {}
    for relationship in ground.surroundings.links(node):
        far = relationship.other(node)
        if far in shown or ground.facets.hides(far, filters):
            continue
        link = ground.facets.link(relationship, filters)
        if link:
            weight[far] = weight.get(far, 0) + len(link.claims)
    return weight


def more(ground: Ground, nodes: tuple[str, ...], filters: Filters) -> dict[str, int]:
    """How many neighbours of each shown node pass the filters and are not shown; nodes without any are left out."""
    ground.surroundings.read(nodes)
    shown = set(nodes)
    counts = {node: len(_weights(ground, shown, node, filters)) for node in nodes}
    return {node: count for node, count in counts.items() if count}


def _open(ground: Ground, scene: Scene, step: Step) -> Scene:
    ground.surroundings.read(step.ids)
    for node in step.ids:
        shown = neighbours(ground, scene, node, step.filters)[: step.most or NEIGHBOURS]
        brought = bring(ground, scene, (node, *shown), step.filters)
        scene = replace(brought, opened=(*scene.opened, (node, tuple(shown))))
    return scene


def _close(ground: Ground, scene: Scene, step: Step) -> Scene:
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


def _hide(ground: Ground, scene: Scene, step: Step) -> Scene:
    return replace(scene, hidden=scene.hidden | set(step.ids))


def _show(ground: Ground, scene: Scene, step: Step) -> Scene:
    if not step.ids:
        return replace(scene, hidden=frozenset())
    return bring(ground, scene, step.ids, step.filters)


def _pin(ground: Ground, scene: Scene, step: Step) -> Scene:
    return replace(scene, pinned=scene.pinned | set(step.ids))


def _unpin(ground: Ground, scene: Scene, step: Step) -> Scene:
    return replace(scene, pinned=scene.pinned - set(step.ids))


def _move(ground: Ground, scene: Scene, step: Step) -> Scene:
    if step.at is None:
        return scene
    return replace(scene, places={**scene.places, **dict.fromkeys(step.ids, step.at)})


def _paths(ground: Ground, scene: Scene, step: Step) -> Scene:
    found, note = shortest(ground, step)
    ids = tuple(dict.fromkeys(i for path in found for i in path.nodes))
    return replace(bring(ground, scene, ids, step.filters), paths=found, notes=(note,))


def _between(ground: Ground, scene: Scene, step: Step) -> Scene:
    found, note = between(ground, step)
    ids = tuple(dict.fromkeys((*step.ids, *(i for path in found for i in path.nodes))))
    return replace(bring(ground, scene, ids, step.filters), paths=found, notes=(note,))


def _arrange(ground: Ground, scene: Scene, step: Step) -> Scene:
    return arranged(ground, scene, step.filters)


def _more(ground: Ground, scene: Scene, step: Step) -> Scene:
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
