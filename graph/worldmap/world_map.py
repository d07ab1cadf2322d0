"""The data of the world map, for any renderer: plain data and plain text, without markup.

Page, stage, file and print draw the same data. Every shown link is a line, or inside one dot, or in `apart`. Every
shown node is a member of one dot at each level, or in `missing`. Nothing is drawn at 0, 0.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.catalogue.catalogue import Catalogue
from graph.drawing.legend import legend
from graph.drawing.styles import styles
from graph.explore.visible import Link, VisibleGraph
from graph.model.records import Node
from graph.model.sentences import sentence
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from graph.worldmap.arcs import strokes
from graph.worldmap.clustering import dots_of, lines_of, pair_of
from graph.worldmap.positions import (
    LEVELS,
    MIDDLE_OF_OUTLINE,
    Position,
    own_point,
    point,
    position_of,
    why_missing,
)
from graph.worldmap.projection import WIDTH, project
from graph.worldmap.projection import frame as framed

FRAMES = ("world", "europe", "fit")
THINGS = 6.0  # pixels per map unit from which single items are drawn: towns of one county are apart there
APART = 8.0  # pixels between most cities from which they are drawn instead of countries
ENOUGH = 0.5  # pixels per map unit from which cities are always drawn
SIZES = {"dot": 6.0, "dot_most": 12.0}
AIR, LEAST = 0.12, 500.0  # the margin of a fitted frame, and its shortest side in map units
LAND = (700.0, 9400.0)  # from Alaska to Fiji
Box = tuple[float, float, float, float]


def world_map(
    shown: VisibleGraph,
    catalogue: Catalogue,
    *,
    conflicts: frozenset[str] = frozenset(),
    level: str = "auto",
    frame: str = "world",
    sizes: Mapping[str, float] | None = None,
    identity: str = "",
) -> dict[str, Any]:
    """The map of a view at all levels, as JSON.

    Args:
        shown: The items and links to draw.
        catalogue: The catalogue of the same load, for locations.
        conflicts: Ids of relationships whose sources disagree.
        level: "country", "city" or "thing" for a fixed level. "auto" follows the zoom: `zooms` gives the pixels per map
            unit from which cities and single items are drawn.
        frame: The part of the map to show first: one of FRAMES.
        sizes: Pixels: the radius of a dot with the fewest and the most links (`dot`, `dot_most`), the size of a name
            (`label`).
        identity: A key of the map. While it stays the same, the renderer keeps the zoom.
    """
    stands = {n.id: at for n in shown.nodes if (at := position_of(n.id, catalogue))}
    possible = frozenset(link.relationship.id for link in shown.links if link.certainty == "possible")
    used = dict(styles().sizes) | SIZES | dict(sizes or {})
    levels = {
        name: {
            "dots": dots_of(name, shown.nodes, stands, shown.links, catalogue, used),
            "lines": lines_of(name, shown.links, stands, possible, conflicts),
        }
        for name in LEVELS
    }
    paths = _paths(levels.values(), catalogue)
    cities = levels["city"]["dots"]
    return {
        "id": identity,
        "title": shown.title,
        "level": level,
        "frame": frame,
        "frames": {"world": _world(cities), "europe": framed(-11, 35, 32, 61), "fit": _fit(cities, paths)},
        "zooms": {"city": _city_zoom(cities), "thing": THINGS},
        "levels": levels,
        "paths": paths,
        "links": {link.relationship.id: _link(link, catalogue) for link in shown.links},
        "types": {name: vocabulary().types[name].plural for name in sorted({x.relationship.type for x in shown.links})},
        "missing": [_listed(n, why_missing(n.id, catalogue)) for n in _by_name(shown.nodes) if n.id not in stands],
        "elsewhere": list(_elsewhere(shown.nodes, stands, catalogue)),
        "apart": [link.relationship.id for link in shown.links if not _both(link) <= stands.keys()],
        "legend": _legend(levels, catalogue),
        "shapes": dict(styles().shapes),
        "sizes": {name: used[name] for name in ("dot", "dot_most", "label", "smallest", "outline")},
        "marks": {name: mark.sign for name, mark in styles().marks.items()},
    }


def _both(link: Link) -> set[str]:
    return {link.relationship.start, link.relationship.end}


def _paths(levels: Iterable[Mapping[str, Any]], catalogue: Catalogue) -> list[list[list[float]]]:
    """Return each great circle once. A line gets its number as `path`, or -1 within one point."""
    ways: dict[tuple[str, str], int] = {}
    for level in levels:
        at = {dot["id"]: dot["at"] for dot in level["dots"]}
        for line in level["lines"]:
            way = at[line["from"]], at[line["to"]]
            line["path"] = ways.setdefault(way, len(ways)) if way[0] != way[1] else -1
    return [strokes(*(found for end in way if (found := point(catalogue.nodes[end])))) for way in ways]


def _link(link: Link, catalogue: Catalogue) -> dict[str, str]:
    unsure = " (possible, not confirmed)" if link.certainty == "possible" else ""
    said = sentence(link.relationship, catalogue.titles) + unsure
    return {"pair": pair_of(link), "type": link.relationship.type, "text": said}


def _elsewhere(nodes: Iterable[Node], stands: Mapping[str, Position], catalogue: Catalogue) -> Iterator[dict[str, str]]:
    """Yield places without coordinates of their own, and where they are drawn instead."""
    for node in _by_name(nodes):
        if node.id not in stands or not catalogue.is_place(node.id) or own_point(node):
            continue
        at = stands[node.id].item
        yield _listed(node, MIDDLE_OF_OUTLINE if at == node.id else f"drawn at {catalogue.name(at)}")


def _listed(node: Node, why: str) -> dict[str, str]:
    return {"id": node.id, "name": node.name, "kind": node.kind or vocabulary().labels[node.label].singular, "why": why}


def _by_name(nodes: Iterable[Node]) -> list[Node]:
    return sorted(nodes, key=lambda n: (fold(n.name), n.id))


def _legend(levels: Mapping[str, Any], catalogue: Catalogue) -> list[dict[str, Any]]:
    """The legend entries of all levels. A renderer shows those of what it draws."""
    lines = [line for level in levels.values() for line in level["lines"]]
    labels = {catalogue.nodes[dot["id"]].label for level in levels.values() for dot in level["dots"]}
    return legend(labels, {line["line"] for line in lines}, {mark for line in lines for mark in line["marks"]})


def _world(dots: Sequence[Mapping[str, Any]]) -> Box:
    """The land without the far north and the Antarctic, extended to whatever is shown beyond it."""
    left, right = (LAND[0], *(dot["x"] for dot in dots)), (LAND[1], *(dot["x"] for dot in dots))
    top, bottom = (project(0, 78)[1], *(dot["y"] for dot in dots)), (project(0, -56)[1], *(dot["y"] for dot in dots))
    return min(left), round(min(top), 1), max(right), round(max(bottom), 1)


def _city_zoom(dots: Sequence[Mapping[str, Any]]) -> float:
    """The pixels per map unit from which cities are drawn: two of three cities then have space next to each other."""
    spots = [(dot["x"], dot["y"]) for dot in dots]
    near = sorted(min((math.dist(a, b) for b in spots if a != b), default=WIDTH) for a in spots)
    return round(min(ENOUGH, APART / near[len(near) // 3]), 4) if near else 0.0


def _fit(dots: Sequence[Mapping[str, Any]], paths: Sequence[Sequence[Sequence[float]]]) -> Box:
    """The box of the dots and arcs with a margin, not smaller than a country; the world if there are none."""
    if not dots:
        return _world(dots)
    strokes = [stroke for path in paths for stroke in path]
    xs = [*(dot["x"] for dot in dots), *(x for stroke in strokes for x in stroke[::2])]
    ys = [*(dot["y"] for dot in dots), *(y for stroke in strokes for y in stroke[1::2])]
    (left, right), (top, bottom) = (_aired(min(some), max(some)) for some in (xs, ys))
    return left, top, right, bottom


def _aired(low: float, high: float) -> tuple[float, float]:
    half = max((high - low) * (0.5 + AIR), LEAST / 2)
    return round((low + high) / 2 - half, 1), round((low + high) / 2 + half, 1)
