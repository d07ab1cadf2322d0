"""The positions of nodes in a picture, computed once, so that nothing moves on the screen.

The same nodes and links give the same positions on every run, in any order. Units are pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import rustworkx as rx

from graph.drawing.layout_algorithms import CROWD, FRAME, arrange
from graph.drawing.overlap_removal import ABOVE, Array, free_spot

Point = tuple[float, float]
ROOM: Point = (150.0, 84.0)  # the size of a node with a label of two lines
GAP = 60.0  # between parts that are not linked


def positions(
    node_ids: Iterable[str],
    pairs: Iterable[tuple[str, str]],
    *,
    fixed: Mapping[str, Point] | None = None,
    room: Mapping[str, Point] | None = None,
    seed: int = 7,
) -> dict[str, Point]:
    """Place every node in a frame of about 3:2 so that no two labels overlap.

    Above 320 nodes the labels can't all be read, and only the nodes are kept apart. Above 1500 nodes may overlap.

    Args:
        node_ids: The nodes to place.
        pairs: The links between them. Ends that are not in `node_ids` are ignored.
        fixed: Positions that stay exactly as they are. New nodes are placed near what they are linked to.
        room: Width and height of a node with its label, by id.
        seed: Another seed gives another layout.

    Returns:
        The middle of each node, in id order, with y growing downwards.
    """
    known = set(node_ids)
    ids = sorted(known)
    links = sorted({(min(p), max(p)) for p in pairs if p[0] != p[1] and known.issuperset(p)})
    kept = {name: fixed[name] for name in ids if fixed and name in fixed}
    sizes = _sizes(ids, room or {})
    parts = _parts(ids, links)
    fresh = [part for part in parts if kept.keys().isdisjoint(part)]
    placed = _pack([_arranged(part, links, sizes, seed) for part in fresh], sizes)
    if kept:
        held = [part for part in parts if not kept.keys().isdisjoint(part)]
        grown = _grow(held, links, kept, sizes)
        placed = grown | _below(placed, grown, sizes)
    return {name: placed[name] for name in ids}


def _sizes(ids: list[str], room: Mapping[str, Point]) -> dict[str, Array]:
    if len(ids) > CROWD:
        return {name: np.array([46.0, 46.0]) for name in ids}
    return {name: np.array(room.get(name, ROOM), dtype=float) for name in ids}


def _parts(ids: list[str], links: list[tuple[str, str]]) -> list[list[str]]:
    """Return the connected parts, each in id order, largest first and then by first id."""
    graph = _graph(ids, links)
    parts = [sorted(ids[i] for i in part) for part in rx.connected_components(graph)]
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _graph(ids: list[str], links: list[tuple[str, str]]) -> rx.PyGraph[str, None]:
    index = {name: i for i, name in enumerate(ids)}
    graph: rx.PyGraph[str, None] = rx.PyGraph()
    graph.add_nodes_from(ids)
    graph.add_edges_from([(index[a], index[b], None) for a, b in links if a in index and b in index])
    return graph


def _arranged(part: list[str], links: list[tuple[str, str]], sizes: Mapping[str, Array], seed: int) -> dict[str, Point]:
    """Lay out one connected part on its own."""
    points = arrange(_graph(part, links), np.array([sizes[name] for name in part]), seed)
    return {name: (float(x), float(y)) for name, (x, y) in zip(part, points, strict=True)}


def _frame(places: Mapping[str, Point], sizes: Mapping[str, Array]) -> tuple[Array, Array]:
    """Return the upper left and lower right corner around the boxes of all nodes."""
    points = np.array(list(places.values()))
    room = np.array([sizes[name] for name in places])
    above = np.column_stack([room[:, 0] / 2, np.full(len(room), ABOVE)])
    return (points - above).min(axis=0), (points - above + room).max(axis=0)


def _pack(parts: list[dict[str, Point]], sizes: Mapping[str, Array]) -> dict[str, Point]:
    """Pack the parts on shelves, with single nodes in rows under them, centred on 0,0."""
    linked = [part for part in parts if len(part) > 1]
    boxes = [_frame(part, sizes) for part in linked]
    extents = [high - low + GAP for low, high in boxes]
    area = sum(float(x * y) for x, y in extents)
    width = max([float(extent[0]) for extent in extents] + [(area * FRAME) ** 0.5])
    placed: dict[str, Point] = {}
    x = y = tallest = 0.0
    for part, (low, _), extent in zip(linked, boxes, extents, strict=True):
        if x and x + extent[0] > width:
            x, y, tallest = 0.0, y + tallest, 0.0
        placed |= _moved(part, np.array([x, y]) - low)
        x, tallest = x + float(extent[0]), max(tallest, float(extent[1]))
    single = sorted(name for part in parts if len(part) == 1 for name in part)
    placed |= _rows(single, sizes, width, y + tallest)
    if not placed:
        return {}
    low, high = _frame(placed, sizes)
    return _moved(placed, -(low + high) / 2)


def _rows(names: list[str], sizes: Mapping[str, Array], width: float, top: float) -> dict[str, Point]:
    """Return single nodes in rows of equal cells, as wide as the rest."""
    if not names:
        return {}
    wide, high = np.max([sizes[name] for name in names], axis=0)
    squarish = int(np.ceil((len(names) * FRAME * high / wide) ** 0.5))
    columns = max(int(width // wide), squarish, min(3, len(names)))
    return {
        name: (
            float((i % columns + 0.5) * wide),
            top + ABOVE + float((i // columns) * high),
        )
        for i, name in enumerate(names)
    }


def _moved(places: Mapping[str, Point], by: Array) -> dict[str, Point]:
    return {name: (round(x + float(by[0]), 1), round(y + float(by[1]), 1)) for name, (x, y) in places.items()}


def _grow(
    parts: list[list[str]],
    links: list[tuple[str, str]],
    kept: Mapping[str, Point],
    sizes: Mapping[str, Array],
) -> dict[str, Point]:
    """Return the fixed positions, and place every new node of their parts near what it is linked to."""
    beside: dict[str, set[str]] = {name: set() for part in parts for name in part}
    for a, b in links:
        if a in beside:
            beside[a].add(b)
            beside[b].add(a)
    placed = dict(kept)
    waiting = sorted(beside.keys() - placed.keys())
    while waiting:
        # Nodes with the most placed neighbours come first, because they have the least choice.
        held = {name: beside[name] & placed.keys() for name in waiting}
        name = min(waiting, key=lambda n: (-len(held[n]), n))
        placed[name] = _beside(name, [placed[n] for n in sorted(held[name])], placed, sizes)
        waiting.remove(name)
    return placed


def settle(wanted: Mapping[str, Array], taken: Mapping[str, Point]) -> dict[str, Point]:
    """Return the nearest free grid cell for each point, in the given order. Fast for thousands of points."""
    used = {(int(x // ROOM[0]), int(y // ROOM[1])) for x, y in taken.values()}
    rings: dict[tuple[int, int], int] = {}
    made: dict[str, Point] = {}
    for name, point in wanted.items():
        cell = int(point[0] // ROOM[0]), int(point[1] // ROOM[1])
        for ring in range(rings.get(cell, 0), 10_000):
            free = [spot for spot in _ring(cell, ring) if spot not in used]
            if free:
                spot = min(free, key=lambda s: (abs(s[0] - cell[0]) * 1.8 + abs(s[1] - cell[1]), s))
                break
            rings[cell] = ring + 1
        used.add(spot)
        made[name] = ((spot[0] + 0.5) * ROOM[0], (spot[1] + 0.5) * ROOM[1])
    return made


def _ring(cell: tuple[int, int], ring: int) -> list[tuple[int, int]]:
    """Return the cells at a distance of `ring` cells."""
    x, y = cell
    if not ring:
        return [cell]
    across = [(x + i, y + j) for i in range(-ring, ring + 1) for j in (-ring, ring)]
    return across + [(x + i, y + j) for i in (-ring, ring) for j in range(1 - ring, ring)]


def _beside(name: str, near: list[Point], placed: Mapping[str, Point], sizes: Mapping[str, Array]) -> Point:
    points = np.array(list(placed.values()))
    room = np.array([sizes[other] for other in placed])
    wanted = np.mean(near, axis=0) if near else points.mean(axis=0)
    x, y = free_spot(wanted, points, room, sizes[name], points.mean(axis=0))
    return (round(float(x), 1), round(float(y), 1))


def _below(new: dict[str, Point], grown: Mapping[str, Point], sizes: Mapping[str, Array]) -> dict[str, Point]:
    """Place parts without a fixed node in the middle under the rest."""
    if not new:
        return {}
    low, high = _frame(grown, sizes)
    top, bottom = _frame(new, sizes)
    middle = (low[0] + high[0]) / 2 - (top[0] + bottom[0]) / 2
    return _moved(new, np.array([middle, high[1] + GAP - top[1]]))
