"""Where things stand on a stage: in the cells of one frame, so that no two labels can overlap.

What two slides share keeps its cell, so it does not move when the slides change. Rows are laid like bricks, so that
fewer lines run through a thing.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from graph.drawing.layout import Point
from graph.drawing.overlap_removal import tangle

FRAME: Point = (1720.0, 700.0)  # pixels of a page of 1920 x 1080 that the picture has
COLUMNS, ROWS = 7, 5
SHORT = 420.0  # a line shorter than that (heights counted twice) has no room for its marks beside two names
ROUNDS = 900  # exchanges tried for one slide
SEED = 11


def cells() -> list[Point]:
    """The middles of all cells, row by row round 0,0; every second row is shifted by half a cell."""
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
    node_ids: Sequence[str], pairs: Iterable[tuple[str, str]], kept: Mapping[str, Point] | None = None
) -> dict[str, Point]:
    """A cell for each node, linked ones near each other, with few crossings; those in `kept` stay in theirs.

    Args:
        node_ids: At most as many as there are cells, the most important first.
        pairs: The links between them.
        kept: Cells of the slide before.
    """
    spots = cells()
    if len(node_ids) > len(spots):
        raise ValueError(f"a stage has room for {len(spots)} things, not for {len(node_ids)}")
    index = {node: i for i, node in enumerate(node_ids)}
    links = np.array(
        sorted({(index[a], index[b]) for a, b in pairs if a in index and b in index and a != b}), dtype=np.int64
    ).reshape(-1, 2)
    held = {index[n]: spots.index(spot) for n, spot in (kept or {}).items() if n in index and spot in spots}
    taken = _first(len(node_ids), spots, held, links)
    taken = _exchanged(taken, spots, set(held), links)
    return {node: spots[taken[i]] for node, i in index.items()}


def _first(count: int, spots: Sequence[Point], held: Mapping[int, int], links: np.ndarray) -> list[int]:
    """The best linked in the middle, then each as near as can be to what it is linked to."""
    beside: dict[int, set[int]] = {i: set() for i in range(count)}
    for a, b in links.tolist():
        beside[a].add(b)
        beside[b].add(a)
    taken = dict(held)
    waiting = sorted(set(range(count)) - taken.keys(), key=lambda i: (-len(beside[i]), i))
    while waiting:
        node = max(waiting, key=lambda i: (len(beside[i] & taken.keys()), len(beside[i]), -i))
        near = [spots[taken[other]] for other in beside[node] if other in taken] or [(0.0, 0.0)]
        free = [cell for cell in range(len(spots)) if cell not in taken.values()]
        taken[node] = min(free, key=lambda cell: (sum(_far(spots[cell], at) for at in near), _far(spots[cell]), cell))
        waiting.remove(node)
    return [taken[i] for i in range(count)]


def _far(one: Point, other: Point = (0.0, 0.0)) -> float:
    """Distance, with the height counted more: a frame is wider than high."""
    return float(np.hypot(one[0] - other[0], 1.8 * (one[1] - other[1])))


def _exchanged(taken: list[int], spots: Sequence[Point], held: set[int], links: np.ndarray) -> list[int]:
    """Cells after many tried exchanges of two things, or of one with a free cell; each kept that makes it clearer."""
    movable = [i for i in range(len(taken)) if i not in held]
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
            if other in held or other == one:
                continue
            trial[other] = trial[one]
        trial[one] = cell
        tried = _cost(points[trial], links)
        # At first a little worse is taken too, or the search sticks in the first good corner.
        if tried < cost + max(0.0, 0.6 * (1 - 2 * turn / ROUNDS)):
            best, cost = trial, tried
    return best


def _cost(points: np.ndarray, links: np.ndarray) -> float:
    """Crossings and lines through things first; then lines of the length that fills the frame, and room round each."""
    ideal = min(640.0, 1.05 * float(np.sqrt(FRAME[0] * FRAME[1] / len(points))))
    run = points[links[:, 0]] - points[links[:, 1]]
    lengths = np.hypot(run[:, 0], 2.0 * run[:, 1])
    apart = points[:, None, :] - points[None, :, :]
    near = np.clip(1 - np.hypot(apart[..., 0], 2.0 * apart[..., 1]) / ideal, 0, 1)
    crowd = float((np.triu(near, 1) ** 2).sum())
    misfit = float((((lengths - ideal) / ideal) ** 2).sum())
    short = float(np.clip(1 - lengths / SHORT, 0, 1).sum())
    return tangle(points, links) + 0.8 * misfit + 4 * short + 3 * crowd + float(np.hypot(*points.mean(axis=0))) / 300
