"""Algorithms that lay out one connected part: a star, columns, springs. The clearest layout is used."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import rustworkx as rx
from numpy.typing import NDArray

from graph.drawing.overlap_removal import Array, separate, tangle

FRAME = 1.5  # width to height of the frame that pictures aim at
SPOKES = 12  # a star of at most so many is drawn as one
COLUMN = 9  # columns of at most so many nodes are tried as well
CAREFUL = 60  # up to so many nodes, several layouts are tried
CROWD = 320  # beyond so many nodes labels cannot all be read
MASS = 1500  # beyond so many, only springs
LINK = 150.0  # the target length of a link between springs

Graph = rx.PyGraph[str, None]


def arrange(graph: Graph, room: Array, seed: int) -> Array:
    """Return positions for a connected graph, in its node order. `room` is the size of each node's box."""
    count, lines = graph.num_nodes(), graph.num_edges()
    if count == 1:
        return np.zeros((1, 2))
    hub = max(graph.node_indices(), key=lambda node: (graph.degree(node), -node))
    if graph.degree(hub) == lines == count - 1 <= SPOKES:
        return separate(_star(count, hub), room)
    rounds = 400 if count <= CROWD else 12 if count <= MASS else 0
    layouts = [separate(points, room, rounds=rounds) for points in _candidates(graph, room, seed)]
    pairs = np.array(graph.edge_list(), dtype=np.int64)
    return layouts[0] if len(layouts) == 1 else min(layouts, key=lambda p: _cost(p, pairs, room))


def _candidates(graph: Graph, room: Array, seed: int) -> Iterator[Array]:
    count = graph.num_nodes()
    by_degree = sorted(graph.node_indices(), key=lambda node: (-graph.degree(node), node))
    for first in by_degree[:4] if count <= CAREFUL else ():
        columns = _by_steps(graph, first)
        if max(map(len, columns)) <= COLUMN:
            yield _columns(graph, room, columns)
    tries = 40 if count <= CAREFUL / 3 else 12 if count <= CAREFUL else 1
    yield from (_springs(graph, seed + turn) for turn in range(tries))


def _star(count: int, hub: int) -> Array:
    """Return a hub with its spokes on an ellipse, none straight down, where the hub's label is."""
    spokes = count - 1
    first = -np.pi / 2 if spokes % 2 else -np.pi / 2 + np.pi / spokes
    turns = first + np.arange(spokes) * (2 * np.pi / spokes)
    wide = 210.0 + 14 * max(0, spokes - 4)
    places = np.column_stack([np.cos(turns) * wide, np.sin(turns) * wide / FRAME])
    return np.insert(places, hub, 0.0, axis=0)


def _by_steps(graph: Graph, first: int) -> list[list[int]]:
    """Return the nodes in columns by their distance from the first node."""
    columns, seen = [[first]], {first}
    while len(seen) < graph.num_nodes():
        ahead = {other for node in columns[-1] for other in graph.neighbors(node)} - seen
        columns.append(sorted(ahead))
        seen |= ahead
    return columns


def _columns(graph: Graph, room: Array, columns: list[list[int]]) -> Array:
    """Return the nodes in columns, each ordered so that few lines cross."""
    points = np.zeros((graph.num_nodes(), 2))
    _stand(points, columns, room)
    for turn in range(8):
        for column in columns if turn % 2 else columns[::-1]:
            pull = {n: np.mean([points[o, 1] for o in graph.neighbors(n)]) for n in column}
            column.sort(key=lambda node: (float(pull[node]), node))
            _stand(points, columns, room)
    return points


def _stand(points: Array, columns: list[list[int]], room: Array) -> None:
    """Set the positions of the columns: as far apart as labels and frame need, each vertically centred."""
    steps = [max(float(room[c, 1].max()), 300.0 / len(c)) + 8 for c in columns]
    high = max(step * len(column) for step, column in zip(steps, columns, strict=True))
    gap = min(380.0, high * FRAME / max(1, len(columns) - 1))
    gap = max(gap, 200.0, float(room[:, 0].max()) + 40)
    for i, (column, step) in enumerate(zip(columns, steps, strict=True)):
        for j, node in enumerate(column):
            points[node] = i * gap, (j - (len(column) - 1) / 2) * step


def _springs(graph: Graph, seed: int) -> Array:
    """Return a spring layout, turned so that its long side is horizontal."""
    count = graph.num_nodes()
    laid = rx.spring_layout(graph, seed=seed, num_iter=300 if count <= CROWD else 60)
    points = np.array([laid[i] for i in range(count)])
    points = points - points.mean(axis=0)
    _, axes = np.linalg.eigh(np.cov(points.T))
    points = points @ axes[:, ::-1]
    # An axis may point either way, so the farthest node is put at the right and below.
    points *= np.where(points[np.argmax(np.abs(points), axis=0), [0, 1]] < 0, -1, 1)
    ends = np.array(graph.edge_list())
    length = float(np.hypot(*(points[ends[:, 0]] - points[ends[:, 1]]).T).mean())
    flat: Array = points * np.array([1.15, 0.9]) * (LINK / max(length, 1e-9))
    return flat


def _cost(points: Array, pairs: NDArray[np.int64], room: Array) -> float:
    """The cost of a layout, lower is clearer: tangle, then a shape unlike the frame, then size."""
    wide, high = np.ptp(points, axis=0) + room.max(axis=0)
    misfit = abs(float(np.log(wide / high / FRAME)))
    return tangle(points, pairs) + 2 * misfit + float(wide * high) / 4e5
