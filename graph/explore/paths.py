"""Paths of a picture: all shortest ones between things, told as sentences, best evidenced first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from graph.answers.links.path import extended, path_ends
from graph.answers.wording import count_phrase, name_list
from graph.explore.scene import SearchSpace
from graph.explore.view import Filters, Step
from graph.explore.visible import line_types
from graph.model.records import Hop, Path
from graph.stores.base import MAX_HOPS

# Places are no bridges: two cities are not linked because both have a partner in China.
NO_BRIDGES = ("World", "Continent", "Country", "Region")
READ = 400  # paths read from the store for one pair
KEPT = 25  # paths shown
MOST_PAIRS = 45  # of a set of ten things


def shortest(ground: SearchSpace, step: Step) -> tuple[tuple[Path, ...], str]:
    """All shortest paths between each two of the step's things, under its filters; and one line that says so."""
    if note := _lacking(ground, step):
        return (), note
    pairs = list(combinations(step.ids, 2))[:MOST_PAIRS]
    found = [path for start, end in pairs for path in _between_two(ground, start, end, step)]
    return _said(ground, found, step, "shortest path")


def between(ground: SearchSpace, step: Step) -> tuple[tuple[Path, ...], str]:
    """All that joins the things of a set: every path of at most two hops, and the shortest where there is none."""
    if note := _lacking(ground, step):
        return (), note
    found: list[Path] = []
    for start, end in list(combinations(step.ids, 2))[:MOST_PAIRS]:
        near = _kept(ground, _walk(ground, {start}, {end}, 2, step.filters), step)
        found += near or _between_two(ground, start, end, step)
    return _said(ground, found, step, "path")


def _lacking(ground: SearchSpace, step: Step) -> str:
    """What is missing to look for paths at all; "" for nothing."""
    if step.through and step.through not in ground.catalogue.nodes:
        return f"Not recorded: {step.through}."
    return "" if len(step.ids) > 1 else "Two things are needed to look for what joins them."


def _between_two(ground: SearchSpace, start: str, end: str, step: Step) -> list[Path]:
    """The paths of the fewest hops that pass; longer ones are only looked for where there is none.

    Where the two themselves are not joined, a place stands for what lies in it: a path may begin at a school of the
    city that was chosen.
    """
    names = ground.catalogue
    own = names.family([start]), names.family([end])
    for starts, ends in (own, (path_ends([start], names), path_ends([end], names))):
        for hops in range(1, MAX_HOPS + 1):
            walked = _walk(ground, starts - ends, ends - starts, hops, step.filters)
            kept = _kept(ground, [p for p in walked if len(p.hops) == hops], step)
            if kept:
                return extended(kept, [start], [end], names)
    return []


def _walk(ground: SearchSpace, starts: set[str], ends: set[str], hops: int, filters: Filters) -> Sequence[Path]:
    types = filters.chosen("type") or (set(line_types()) - filters.dropped("type"))
    return ground.surroundings.paths(starts, ends, sorted(types), hops, READ, NO_BRIDGES)


def _kept(ground: SearchSpace, paths: Iterable[Path], step: Step) -> list[Path]:
    """Paths with a link that passes on every hop, through the place or thing asked for; only the links that pass."""
    made = []
    for path in paths:
        hops = [_hop(ground, hop, step.filters) for hop in path.hops]
        if all(hop.relationships for hop in hops) and _goes_through(ground, path, step.through):
            made.append(Path(tuple(hops)))
    return made


def _hop(ground: SearchSpace, hop: Hop, filters: Filters) -> Hop:
    links = (ground.facets.test(r, filters) for r in hop.relationships)
    return Hop(hop.start, hop.end, tuple(link.relationship for link in links if link))


def _goes_through(ground: SearchSpace, path: Path, through: str) -> bool:
    inner = path.nodes[1:-1]
    return not through or any(through == i or through in ground.catalogue.above(i) for i in inner)


def _said(ground: SearchSpace, found: list[Path], step: Step, words: str) -> tuple[tuple[Path, ...], str]:
    names = name_list([ground.catalogue.name(i) for i in step.ids])
    ordered = sorted({p.nodes: p for p in found}.values(), key=lambda p: (*evidence(p), len(p.hops), p.nodes))
    kept = tuple(ordered[:KEPT])
    through = f" through {ground.catalogue.name(step.through)}" if step.through in ground.catalogue.nodes else ""
    if not kept:
        return (), f"No path between {names}{through} is recorded within {MAX_HOPS} steps."
    more = f", of which {KEPT} are shown" if len(ordered) > KEPT else ""
    return kept, f"{count_phrase(len(ordered), words)} between {names}{through}{more}."


def evidence(path: Path) -> tuple[int, int, int]:
    """Orders paths by their weakest hop: unnamed things on it, then a third party's word alone, then few claims."""
    hops = [[c for r in hop.relationships for c in r.claims] for hop in path.hops]
    unnamed = sum(all(c.counterpart or c.subject_counterpart for c in claims) for claims in hops)
    third = sum(all(c.asserted_by == "third party" for c in claims) for claims in hops)
    return unnamed, third, -min(map(len, hops))
