"""Overlap removal: pushes nodes with their labels apart, finds free positions, and rates a layout.

Every node needs a box as wide as its label, which hangs below it. Arrays are (n, 2), in pixels.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
TOGETHER = 4  # rings tested in one call, because a call costs more than its numbers
ABOVE = 24.0  # how far a node's box reaches above its middle; the rest of its height hangs below


def separate(points: Array, room: Array, *, rounds: int = 400) -> Array:
    """Move the points until no two boxes overlap. The whole grows if pushing is not enough."""
    placed = points.copy()
    for turn in range(rounds):
        shift = _pushes(placed, room)
        if shift is None:
            break
        placed += shift
        if turn % 40 == 39:
            placed = (placed - placed.mean(axis=0)) * 1.12 + placed.mean(axis=0)
    return placed


def _pushes(points: Array, room: Array) -> Array | None:
    """Return half the push for each end of an overlapping pair, the shorter way; None if no boxes overlap."""
    middles = points + np.column_stack([np.zeros(len(points)), room[:, 1] / 2 - ABOVE])
    apart = middles[:, None, :] - middles[None, :, :]
    lacking = (room[:, None, :] + room[None, :, :]) / 2 - np.abs(apart)
    overlap = np.triu((lacking > 0.01).all(axis=2), 1)
    if not overlap.any():
        return None
    first, second = np.nonzero(overlap)
    shift = np.zeros_like(points)
    short, away = lacking[first, second], apart[first, second]
    axis = np.where(short[:, 0] < short[:, 1] * 1.5, 0, 1)
    row = np.arange(len(first))
    step = (short[row, axis] / 2 + 0.5) * np.where(away[row, axis] >= 0, 1, -1)
    np.add.at(shift, (first, axis), step)
    np.add.at(shift, (second, axis), -step)
    return np.clip(shift, -60, 60)


def overlaps(points: Array, room: Array) -> bool:
    """Whether any two boxes overlap."""
    return _pushes(points, room) is not None


def free_spot(wanted: Array, points: Array, room: Array, need: Array, away: Array) -> Array:
    """Return the nearest free position around `wanted` for a new box, on the side that is not `away`.

    There always is one: the rings grow until the box overlaps none of those at `points`.
    """
    outward = wanted - away
    length = float(np.hypot(*outward))
    turns = np.arange(32) * (2 * np.pi / 32)
    compass = np.column_stack([np.cos(turns) * 1.25, np.sin(turns)])
    liking = compass @ (outward / length) if length > 1 else np.zeros(len(turns))
    for first in range(0, 200, TOGETHER):
        reach = 150.0 + 45.0 * np.arange(first, first + TOGETHER)
        spots = (wanted + compass[None] * reach[:, None, None]).reshape(-1, 2)
        free = _free(spots, points, room, need).reshape(TOGETHER, -1)
        if free.any():
            ring = int(np.argmax(free.any(axis=1)))
            cost = np.where(free[ring], -liking, np.inf)
            spot: Array = spots[ring * len(turns) + int(np.argmin(cost))]
            return spot
    raise AssertionError("two hundred growing rings cannot all be taken")


def _free(spots: Array, points: Array, room: Array, need: Array) -> NDArray[np.bool_]:
    """Return whether a box at each spot overlaps none of those at `points`. It tests axis by axis for speed."""
    high = points[:, 1] + room[:, 1] / 2
    own = spots[:, 1] + need[1] / 2
    beside = np.abs(spots[:, 0, None] - points[None, :, 0]) < (room[:, 0] + need[0]) / 2
    level = np.abs(own[:, None] - high[None, :]) < (room[:, 1] + need[1]) / 2
    taken: NDArray[np.bool_] = (beside & level).any(axis=1)
    return ~taken


def tangle(points: Array, pairs: NDArray[np.int64]) -> float:
    """Measure how hard a layout is to read: lines that cross and, worse, lines through a node."""
    start, end = points[pairs[:, 0]], points[pairs[:, 1]]
    shared = (pairs[:, None, :, None] == pairs[None, :, None, :]).any(axis=(2, 3))
    crossing = _opposite(start, end, start, end) & ~shared
    crossing = np.triu(crossing & crossing.T, 1)
    return float(crossing.sum()) + 3.0 * _through(points, pairs)


def _opposite(start: Array, end: Array, one: Array, other: Array) -> NDArray[np.bool_]:
    """[i, j]: whether both ends of line j lie on different sides of line i."""
    run = (end - start)[:, None, :]
    to_one, to_other = one[None] - start[:, None], other[None] - start[:, None]
    left = run[..., 0] * to_one[..., 1] - run[..., 1] * to_one[..., 0]
    right = run[..., 0] * to_other[..., 1] - run[..., 1] * to_other[..., 0]
    return left * right < 0


def _through(points: Array, pairs: NDArray[np.int64]) -> int:
    """Count how often a line passes within 26 pixels of a node that is not one of its ends."""
    start, run = points[pairs[:, 0]], points[pairs[:, 1]] - points[pairs[:, 0]]
    square = np.maximum((run**2).sum(axis=1), 1e-9)
    to_point = points[None] - start[:, None]
    along = np.clip((to_point * run[:, None]).sum(axis=2) / square[:, None], 0, 1)
    gap = np.hypot(*(np.moveaxis(to_point - along[..., None] * run[:, None], 2, 0)))
    near = gap < 26
    rows = np.arange(len(pairs))
    near[rows, pairs[:, 0]] = near[rows, pairs[:, 1]] = False
    return int(near.sum())
