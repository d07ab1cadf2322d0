"""Layout of a stage: each node gets a cell of one frame, so that no two labels can overlap.

A node on two slides keeps its cell, so it does not move when the slide changes. Rows are offset like bricks, so that
fewer lines cross a node.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from graph.drawing.layout import Point
from graph.drawing.overlap_removal import tangle

FRAME: Point = (1720.0, 700.0)  # pixels of the picture on a page of 1920 x 1080
COLUMNS, ROWS = 7, 5
SHORT = 420.0  # a shorter line (with heights counted twice) has no room for its marks between two names
ROUNDS = 900  # swaps tried for one slide
SEED = 11


def cells() -> list[Point]:
    """Return the middles of all cells, row by row around 0,0. Every second row is shifted by half a cell."""
    wide, high = FRAME[0] / (COLUMNS + 0.5), FRAME[1] / ROWS
    return [
        (
            round((column + 0.5 + (row % 2) / 2) * wide - FRAME[0] / 2, 1),
            round((row + 0.36) * high - FRAME[1] / 2, 1),
        )
        for row in range(ROWS)
        for column in range(COLUMNS)
    ]


def assign_cells(
    node_ids: Sequence[str], pairs: Iterable[tuple[str, str]], fixed: Mapping[str, Point] | None = None
) -> dict[str, Point]:
    """Assign a cell to each node, so that linked nodes are near each other and few lines cross.

    Args:
        node_ids: The nodes, the most important first; at most as many as there are cells.
        pairs: The links between them.
        fixed: Cells on the slide before, which these nodes keep.

    Raises:
        ValueError: For more nodes than cells.
    """
    spots = cells()
    if len(node_ids) > len(spots):
        raise ValueError(f"a stage has room for {len(spots)} items, not for {len(node_ids)}")
    index = {node: i for i, node in enumerate(node_ids)}
    links = np.array(
        sorted({(index[a], index[b]) for a, b in pairs if a in index and b in index and a != b}), dtype=np.int64
    ).reshape(-1, 2)
    taken = {index[n]: spots.index(spot) for n, spot in (fixed or {}).items() if n in index and spot in spots}
    best = _swapped(_first(len(node_ids), spots, taken, links), spots, set(taken), links)
    return {node: spots[best[i]] for node, i in index.items()}


def _first(count: int, spots: Sequence[Point], fixed: Mapping[int, int], links: np.ndarray) -> list[int]:
    """Put the best-connected node in the middle, then each node as near as possible to its neighbours."""
    neighbours: dict[int, set[int]] = {i: set() for i in range(count)}
    for a, b in links.tolist():
        neighbours[a].add(b)
        neighbours[b].add(a)
    taken = dict(fixed)
    waiting = sorted(set(range(count)) - taken.keys(), key=lambda i: (-len(neighbours[i]), i))
    while waiting:
        node = max(waiting, key=lambda i: (len(neighbours[i] & taken.keys()), len(neighbours[i]), -i))
        near = [spots[taken[other]] for other in neighbours[node] if other in taken] or [(0.0, 0.0)]
        free = [cell for cell in range(len(spots)) if cell not in taken.values()]
        taken[node] = min(free, key=lambda cell: (sum(_far(spots[cell], at) for at in near), _far(spots[cell]), cell))
        waiting.remove(node)
    return [taken[i] for i in range(count)]


def _far(one: Point, other: Point = (0.0, 0.0)) -> float:
    """Return the distance, with the height weighted more, because the frame is wider than high."""
    return float(np.hypot(one[0] - other[0], 1.8 * (one[1] - other[1])))


def _swapped(taken: list[int], spots: Sequence[Point], fixed: set[int], links: np.ndarray) -> list[int]:
    """Try many swaps of two nodes, or of a node and a free cell. Keep each swap that makes the picture clearer."""
    movable = [i for i in range(len(taken)) if i not in fixed]
    if not movable or not len(links):
        return taken
    chance = random.Random(SEED)  # noqa: S311 - a layout, not a secret
    points = np.array(spots)
    best, cost = taken, _cost(points[taken], links)
    for turn in range(ROUNDS):
        trial = best.copy()
        one, cell = chance.choice(movable), chance.randrange(len(spots))
        if cell in trial:
            other = trial.index(cell)
            if other in fixed or other == one:
                continue
            trial[other] = trial[one]
        trial[one] = cell
        tried = _cost(points[trial], links)
        # Early swaps may make it a little worse, so that the search does not stop at the first local optimum.
        if tried < cost + max(0.0, 0.6 * (1 - 2 * turn / ROUNDS)):
            best, cost = trial, tried
    return best


def _cost(points: np.ndarray, links: np.ndarray) -> float:
    """Return the cost of a layout: crossings and lines through nodes, then lines of a wrong length and crowding."""
    ideal = min(640.0, 1.05 * float(np.sqrt(FRAME[0] * FRAME[1] / len(points))))
    run = points[links[:, 0]] - points[links[:, 1]]
    lengths = np.hypot(run[:, 0], 2.0 * run[:, 1])
    apart = points[:, None, :] - points[None, :, :]
    near = np.clip(1 - np.hypot(apart[..., 0], 2.0 * apart[..., 1]) / ideal, 0, 1)
    crowd = float((np.triu(near, 1) ** 2).sum())
    misfit = float((((lengths - ideal) / ideal) ** 2).sum())
    short = float(np.clip(1 - lengths / SHORT, 0, 1).sum())
    return tangle(points, links) + 0.8 * misfit + 4 * short + 3 * crowd + float(np.hypot(*points.mean(axis=0))) / 300
