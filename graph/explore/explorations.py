"""The service behind the Explore page: computes what a view shows, and caches it."""

from __future__ import annotations

import hashlib
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from threading import RLock
from typing import Any, TypeVar

from graph.answers.explorer import Explorer
from graph.catalogue.catalogue import Catalogue
from graph.explore.actions import apply_action, unshown_counts, unshown_neighbours
from graph.explore.neighbourhood import Neighbourhood
from graph.explore.scene import Scene, SceneContext, build_context, candidates, drawn, positions_of
from graph.explore.scene_picture import drawing
from graph.explore.starts import seed
from graph.explore.view import Action, Start, View
from graph.explore.visible import VisibleGraph
from graph.model.conflicts import disputed
from graph.model.records import Relationship
from graph.model.validity import year_span

Made = TypeVar("Made")
GROUNDS, SCENES, SHOWN = 30, 1000, 60


class ViewService:
    """Computes what views show. Threads and sessions can share it, and a new load clears its caches.

    Example:
        service = ViewService(explorer)
        shown = service.show(View(Start("things", ("geonames:2644688",))))
        print(shown.title, len(shown.nodes), link_count_text(shown))
    """

    def __init__(self, explorer: Explorer) -> None:
        """Start with empty caches."""
        self.explorer = explorer
        self._lock = RLock()
        self._kept: dict[str, OrderedDict[Hashable, object]] = {}
        self._load = -1
        self._neighbourhood = Neighbourhood(explorer.store)

    def show(self, view: View) -> VisibleGraph:
        """The visible part of the graph, in the newest load."""
        catalogue = self._fresh()
        return self._once("shown", view, SHOWN, lambda: self._show(view, catalogue))

    def picture(self, view: View) -> Mapping[str, Any]:
        """The picture with its text version and table, as JSON. Callers must not change it."""
        catalogue = self._fresh()
        return self._once(
            "drawing", view, SHOWN, lambda: drawing(self.show(view), catalogue, self.conflicts(), _name(view))
        )

    def counts(self, view: View) -> dict[str, Counter[str]]:
        """For every facet, the number of links for each value, under all the other filters."""
        context, scene = self._context_of(view.start), self._scene(view.start, view.actions)
        count = context.facets.counts
        return self._once("counts", view, SHOWN, lambda: count(self._linked(context, scene), view.filters))

    def years(self, view: View) -> tuple[int, int] | None:
        """The first and last year of any link of the view, regardless of filters; None without dates."""
        context, scene = self._context_of(view.start), self._scene(view.start, view.actions)
        return year_span(c for r in self._linked(context, scene) for c in r.claims)

    def undated(self, view: View) -> int:
        """The number of links without a date, regardless of the years that are set."""
        context, scene = self._context_of(view.start), self._scene(view.start, view.actions)
        rest = replace(view.filters, since=None, until=None, undated=True)
        links = (context.facets.link(r, rest) for r in self._linked(context, scene))
        return sum(link is not None and not link.is_dated for link in links)

    def unshown_by_type(self, view: View, node: str) -> Counter[str]:
        """The number of neighbours of a node that are not shown, by the type of their link."""
        context, scene = self._context_of(view.start), self._scene(view.start, view.actions)
        far = unshown_neighbours(context, scene, node, view.filters)
        outlines = context.neighbourhood.outlines(node)
        return Counter(kind for start, kind, end, _ in outlines if (end if start == node else start) in far)

    def conflicts(self) -> frozenset[str]:
        """The ids of relationships whose sources disagree; of a large load among those that no register fills."""
        catalogue = self._fresh()
        every = self.explorer.store.relationships
        return self._once(
            "conflicts",
            catalogue.number,
            1,
            lambda: disputed(catalogue.documented_relationships if catalogue.is_large else every()),
        )

    def _linked(self, context: SceneContext, scene: Scene) -> Sequence[Relationship]:
        away = scene.hidden
        found = candidates(context, scene)
        return [r for r in found if r.start not in away and r.end not in away] if away else found

    def _show(self, view: View, catalogue: Catalogue) -> VisibleGraph:
        context, scene = self._context_of(view.start), self._scene(view.start, view.actions)
        found = drawn(context, scene, view.filters)
        return VisibleGraph(
            view,
            context.seed.title,
            tuple(catalogue.nodes[i] for i in found.nodes),
            found.links,
            context.neighbourhood.locations(found.nodes),
            positions_of(context, scene, found.nodes),
            unshown_counts(context, found.nodes, view.filters),
            found.total,
            (*context.seed.notes, *scene.notes),
            scene.paths,
            scene.hidden,
            scene.pinned,
        )

    def _context_of(self, start: Start) -> SceneContext:
        catalogue = self._fresh()

        def make() -> SceneContext:
            return build_context(catalogue, self._neighbourhood, seed(start, self.explorer, catalogue), start.first)

        return self._once("ground", start, GROUNDS, make)

    def has_effect(self, view: View, action: Action) -> bool:
        """Whether an action would change the picture."""
        after_it = self._scene(view.start, (*view.actions, action))
        return replace(after_it, notes=()) != replace(self._scene(view.start, view.actions), notes=())

    def _scene(self, start: Start, actions: tuple[Action, ...]) -> Scene:
        """Under one lock, because another session may evict cached scenes in the meantime."""
        with self._lock:
            return self._walk(start, actions)

    def _walk(self, start: Start, actions: tuple[Action, ...]) -> Scene:
        context = self._context_of(start)
        at = len(actions)
        while at and not self._has("scene", (start, actions[:at])):
            at -= 1
        scene = context.opened if not at else self._once("scene", (start, actions[:at]), SCENES, lambda: context.opened)
        for upto in range(at, len(actions)):
            make = partial(apply_action, context, scene, actions[upto])
            scene = self._once("scene", (start, actions[: upto + 1]), SCENES, make)
        return scene

    def _fresh(self) -> Catalogue:
        """The catalogue of the newest load. After a new load, the caches are cleared."""
        catalogue = self.explorer.catalogue
        with self._lock:
            if catalogue.number != self._load:
                self._kept, self._load = {}, catalogue.number
                self._neighbourhood = Neighbourhood(self.explorer.store)
        return catalogue

    def _has(self, what: str, key: Hashable) -> bool:
        return key in self._kept.get(what, {})

    def _once(self, what: str, key: Hashable, most: int, make: Callable[[], Made]) -> Made:
        """Return the cached value of this key, or compute it. The least recently used value is evicted."""
        with self._lock:
            kept = self._kept.setdefault(what, OrderedDict())
            if key not in kept:
                kept[key] = make()
            kept.move_to_end(key)
            while len(kept) > most:
                kept.popitem(last=False)
            return kept[key]  # type: ignore[return-value]


def _name(view: View) -> str:
    """The identity of a picture while it grows: a hash of its start."""
    return hashlib.sha256(repr(view.start).encode()).hexdigest()[:12]
