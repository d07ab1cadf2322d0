"""The service behind the Explore page: a view goes in, what it shows comes out. Kept, so nothing is made twice."""

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
from graph.explore.actions import after, more, neighbours
from graph.explore.neighbourhood import Surroundings
from graph.explore.scene import Scene, SearchSpace, candidates, drawn, ground_of, places_of
from graph.explore.scene_picture import drawing
from graph.explore.starts import seed
from graph.explore.view import Start, Step, View
from graph.explore.visible import Shown
from graph.model.conflicts import disputed
from graph.model.records import Relationship
from graph.model.validity import year_span

Made = TypeVar("Made")
GROUNDS, SCENES, SHOWN = 30, 1000, 60


class Explorations:
    """Shows views of one explorer's store. Safe to share between threads and sessions; a new load starts anew."""

    def __init__(self, explorer: Explorer) -> None:
        """Make nothing yet."""
        self.explorer = explorer
        self._lock = RLock()
        self._kept: dict[str, OrderedDict[Hashable, object]] = {}
        self._load = -1
        self._surroundings = Surroundings(explorer.store)

    def show(self, view: View) -> Shown:
        """What the view shows in the newest load."""
        catalogue = self._fresh()
        return self._once("shown", view, SHOWN, lambda: self._show(view, catalogue))

    def drawing(self, view: View) -> Mapping[str, Any]:
        """The picture of what the view shows, with its outline and table; not to be changed."""
        catalogue = self._fresh()
        return self._once(
            "drawing", view, SHOWN, lambda: drawing(self.show(view), catalogue, self.conflicts(), _name(view))
        )

    def counts(self, view: View) -> dict[str, Counter[str]]:
        """For every facet, how many links of the view each value has, under all its other filters."""
        ground, scene = self._ground(view.start), self._scene(view.start, view.steps)
        count = ground.facets.counts
        return self._once("counts", view, SHOWN, lambda: count(self._linked(ground, scene), view.filters))

    def years(self, view: View) -> tuple[int, int] | None:
        """The first and last year that a link of the view is dated with, whatever is filtered; None without dates."""
        ground, scene = self._ground(view.start), self._scene(view.start, view.steps)
        return year_span(c for r in self._linked(ground, scene) for c in r.claims)

    def undated(self, view: View) -> int:
        """How many links of the view have no date, whatever its years: those that stand apart."""
        ground, scene = self._ground(view.start), self._scene(view.start, view.steps)
        rest = replace(view.filters, since=None, until=None, undated=True)
        links = (ground.facets.link(r, rest) for r in self._linked(ground, scene))
        return sum(link is not None and not link.dated for link in links)

    def waiting(self, view: View, node: str) -> Counter[str]:
        """How many neighbours of a node are not shown, by the type of their link."""
        ground, scene = self._ground(view.start), self._scene(view.start, view.steps)
        far = neighbours(ground, scene, node, view.filters)
        outlines = ground.surroundings.outlines(node)
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

    def _linked(self, ground: SearchSpace, scene: Scene) -> Sequence[Relationship]:
        away = scene.hidden
        found = candidates(ground, scene)
        return [r for r in found if r.start not in away and r.end not in away] if away else found

    def _show(self, view: View, catalogue: Catalogue) -> Shown:
        ground, scene = self._ground(view.start), self._scene(view.start, view.steps)
        found = drawn(ground, scene, view.filters)
        return Shown(
            view,
            ground.seed.title,
            tuple(catalogue.nodes[i] for i in found.nodes),
            found.links,
            ground.surroundings.placings(found.nodes),
            places_of(ground, scene, found.nodes),
            more(ground, found.nodes, view.filters),
            found.of,
            (*ground.seed.notes, *scene.notes),
            scene.paths,
            scene.hidden,
            scene.pinned,
        )

    def _ground(self, start: Start) -> SearchSpace:
        catalogue = self._fresh()

        def make() -> SearchSpace:
            return ground_of(catalogue, self._surroundings, seed(start, self.explorer, catalogue), start.first)

        return self._once("ground", start, GROUNDS, make)

    def leads_on(self, view: View, step: Step) -> bool:
        """Whether a step changes anything of the picture."""
        after_it = self._scene(view.start, (*view.steps, step))
        return replace(after_it, notes=()) != replace(self._scene(view.start, view.steps), notes=())

    def _scene(self, start: Start, steps: tuple[Step, ...]) -> Scene:
        """Held together: what is kept may be let go by another session meanwhile."""
        with self._lock:
            return self._walk(start, steps)

    def _walk(self, start: Start, steps: tuple[Step, ...]) -> Scene:
        ground = self._ground(start)
        at = len(steps)
        while at and not self._has("scene", (start, steps[:at])):
            at -= 1
        scene = ground.opened if not at else self._once("scene", (start, steps[:at]), SCENES, lambda: ground.opened)
        for upto in range(at, len(steps)):
            make = partial(after, ground, scene, steps[upto])
            scene = self._once("scene", (start, steps[: upto + 1]), SCENES, make)
        return scene

    def _fresh(self) -> Catalogue:
        """The names of the newest load; what was kept of the one before is let go."""
        catalogue = self.explorer.catalogue
        with self._lock:
            if catalogue.number != self._load:
                self._kept, self._load = {}, catalogue.number
                self._surroundings = Surroundings(self.explorer.store)
        return catalogue

    def _has(self, what: str, key: Hashable) -> bool:
        return key in self._kept.get(what, {})

    def _once(self, what: str, key: Hashable, most: int, make: Callable[[], Made]) -> Made:
        """What was made for this key, or is made now; of many, the one longest unused is let go."""
        with self._lock:
            kept = self._kept.setdefault(what, OrderedDict())
            if key not in kept:
                kept[key] = make()
            kept.move_to_end(key)
            while len(kept) > most:
                kept.popitem(last=False)
            return kept[key]  # type: ignore[return-value]


def _name(view: View) -> str:
    """What stays the same while one picture grows: its start."""
    return hashlib.sha256(repr(view.start).encode()).hexdigest()[:12]
