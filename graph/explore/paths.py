"""Paths in the picture: all shortest paths between nodes, best evidenced first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from graph.answers.links.path import extended, path_ends
from graph.answers.wording import count_phrase, name_list
from graph.explore.scene import SceneContext
from graph.explore.view import Action, Filters
from graph.explore.visible import line_types
from graph.model.records import Hop, Path
from graph.stores.base import MAX_HOPS

# Places are no bridges: two cities are not linked because both have a partner in China.
NO_BRIDGES = ("World", "Continent", "Country", "Region")
READ = 400  # paths read from the store for one pair
KEPT = 25  # paths shown
MOST_PAIRS = 45  # the pairs of ten nodes


def shortest(context: SceneContext, action: Action) -> tuple[tuple[Path, ...], str]:
    """All shortest paths between any two ids of the action, under its filters, and one sentence that counts them."""
    if note := _lacking(context, action):
        return (), note
    pairs = list(combinations(action.ids, 2))[:MOST_PAIRS]
    found = [path for start, end in pairs for path in _between_two(context, start, end, action)]
    return _said(context, found, action, "shortest path")


def between(context: SceneContext, action: Action) -> tuple[tuple[Path, ...], str]:
    """Everything that connects the ids: every path of at most two hops, or the shortest where there is none."""
    if note := _lacking(context, action):
        return (), note
    found: list[Path] = []
    for start, end in list(combinations(action.ids, 2))[:MOST_PAIRS]:
        near = _kept(context, _walk(context, {start}, {end}, 2, action.filters), action)
        found += near or _between_two(context, start, end, action)
    return _said(context, found, action, "path")


def _lacking(context: SceneContext, action: Action) -> str:
    """What the action lacks, as a sentence; "" if nothing."""
    if action.through and action.through not in context.catalogue.nodes:
        return f"Not recorded: {action.through}."
    return "" if len(action.ids) > 1 else "Choose two items to find the paths between them."


def _between_two(context: SceneContext, start: str, end: str, action: Action) -> list[Path]:
    """The paths with the fewest hops that pass. Longer ones are searched only if there are none.

    If the two ids are not connected, a path may also begin or end at anything in the place: at a school of the city.
    """
    names = context.catalogue
    own = names.family([start]), names.family([end])
    for starts, ends in (own, (path_ends([start], names), path_ends([end], names))):
        for hops in range(1, MAX_HOPS + 1):
            walked = _walk(context, starts - ends, ends - starts, hops, action.filters)
            kept = _kept(context, [p for p in walked if len(p.hops) == hops], action)
            if kept:
                return extended(kept, [start], [end], names)
    return []


def _walk(context: SceneContext, starts: set[str], ends: set[str], hops: int, filters: Filters) -> Sequence[Path]:
    types = filters.chosen("type") or (set(line_types()) - filters.dropped("type"))
    return context.neighbourhood.paths(starts, ends, sorted(types), hops, READ, NO_BRIDGES)


def _kept(context: SceneContext, paths: Iterable[Path], action: Action) -> list[Path]:
    """Keep paths with a passing link on every hop, and through the requested node; with the passing links only."""
    made = []
    for path in paths:
        hops = [_hop(context, hop, action.filters) for hop in path.hops]
        if all(hop.relationships for hop in hops) and _goes_through(context, path, action.through):
            made.append(Path(tuple(hops)))
    return made


def _hop(context: SceneContext, hop: Hop, filters: Filters) -> Hop:
    links = (context.facets.test(r, filters) for r in hop.relationships)
    return Hop(hop.start, hop.end, tuple(link.relationship for link in links if link))


def _goes_through(context: SceneContext, path: Path, through: str) -> bool:
    inner = path.nodes[1:-1]
    return not through or any(through == i or through in context.catalogue.above(i) for i in inner)


def _said(context: SceneContext, found: list[Path], action: Action, words: str) -> tuple[tuple[Path, ...], str]:
    names = name_list([context.catalogue.name(i) for i in action.ids])
    ordered = sorted({p.nodes: p for p in found}.values(), key=lambda p: (*evidence(p), len(p.hops), p.nodes))
    kept = tuple(ordered[:KEPT])
    through = f" through {context.catalogue.name(action.through)}" if action.through in context.catalogue.nodes else ""
    if not kept:
        return (), f"No path between {names}{through} is recorded within {MAX_HOPS} steps."
    more = f", of which {KEPT} are shown" if len(ordered) > KEPT else ""
    return kept, f"{count_phrase(len(ordered), words)} between {names}{through}{more}."


def evidence(path: Path) -> tuple[int, int, int]:
    """Sort key: unnamed ends, then hops with third-party claims alone, then the fewest claims on a hop."""
    hops = [[c for r in hop.relationships for c in r.claims] for hop in path.hops]
    unnamed = sum(all(c.counterpart or c.subject_counterpart for c in claims) for claims in hops)
    third = sum(all(c.asserted_by == "third party" for c in claims) for claims in hops)
    return unnamed, third, -min(map(len, hops))
