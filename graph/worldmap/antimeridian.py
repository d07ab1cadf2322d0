"""Cuts lines and rings where they cross the edge of the map, so that nothing runs across the whole map."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from graph.worldmap.projection import Place, turned

EDGE = 180.0


def line_pieces(places: Sequence[Place]) -> list[list[Place]]:
    """Split a line into pieces that stay on the map. Places are degrees east of the map's middle, and latitude.

    A piece that leaves the map ends on its edge, and the next begins on the other edge at the same latitude.
    """
    points = _unwrapped(places)
    pieces = [[points[0]]] if points else []
    lap = 0.0
    for start, end in pairwise(points):
        while abs(end[0] - lap) > EDGE:
            side = EDGE if end[0] > lap else -EDGE
            edge = _crossing(start, end, lap + side)
            pieces[-1].append((edge[0], edge[1]))
            pieces.append([edge])
            lap += 2 * side
        pieces[-1].append(end)
    return [[_within(point) for point in _onto(piece)] for piece in pieces if len(piece) > 1]


def ring_pieces(places: Sequence[Place]) -> list[list[Place]]:
    """Split a ring into closed pieces that stay on the map, in the same degrees. A ring around a pole gives none."""
    points = _unwrapped(places)
    if not points or abs(points[0][0] - points[-1][0]) > EDGE:
        return []
    pieces = []
    for lap in (-2 * EDGE, 0.0, 2 * EDGE):
        moved = [(east + lap, latitude) for east, latitude in points]
        kept = _clipped(_clipped(moved, -EDGE, 1), EDGE, -1)
        if len(kept) > 2:
            pieces.append(kept)
    return pieces


def _unwrapped(places: Sequence[Place]) -> list[Place]:
    """Return each place at the turn of the globe that is nearest to the place before it."""
    points: list[Place] = []
    for longitude, latitude in places:
        east = turned(longitude)
        if points:
            east += 2 * EDGE * round((points[-1][0] - east) / (2 * EDGE))
        points.append((east, latitude))
    return points


def _crossing(start: Place, end: Place, east: float) -> Place:
    share = (east - start[0]) / (end[0] - start[0]) if end[0] != start[0] else 0.0
    return east, start[1] + (end[1] - start[1]) * share


def _onto(piece: Sequence[Place]) -> list[Place]:
    """Move a piece by whole turns, so that its middle is on the map."""
    middle = sum(east for east, _ in piece) / len(piece)
    lap = 2 * EDGE * round(middle / (2 * EDGE))
    return [(east - lap, latitude) for east, latitude in piece]


def _within(point: Place) -> Place:
    return max(-EDGE, min(EDGE, point[0])), point[1]


def _clipped(points: Sequence[Place], edge: float, side: int) -> list[Place]:
    """Return the part of a ring on one side of an edge (Sutherland and Hodgman)."""
    kept: list[Place] = []
    for start, end in zip((points[-1], *points[:-1]), points, strict=True) if points else ():
        inside, was = side * (end[0] - edge) >= 0, side * (start[0] - edge) >= 0
        if inside != was:
            kept.append(_crossing(start, end, edge))
        if inside:
            kept.append(end)
    return kept
