"""Great circles: the shortest routes between two places over the globe, as lines on the map."""

from __future__ import annotations

import math

from graph.worldmap.antimeridian import line_pieces
from graph.worldmap.projection import Place, flat, project

STEP = 3.0  # degrees of the globe between two points of a line; a shorter way has at least LEAST parts
LEAST = 6
_SAME, _OPPOSITE = 1e-9, 1e-6
Vector = tuple[float, float, float]


def great_circle(start: Place, end: Place) -> list[Place]:
    """Return places along the great circle, including both ends. Between antipodes it passes over the north pole."""
    one, other = _vector(start), _vector(end)
    angle = math.acos(max(-1.0, min(1.0, sum(a * b for a, b in zip(one, other, strict=True)))))
    if angle < _SAME:
        return [start, end]
    if math.pi - angle < _OPPOSITE:
        pole = (start[0], 90.0)
        return [*great_circle(start, pole), *great_circle((end[0], 90.0), end)]
    parts = max(LEAST, math.ceil(math.degrees(angle) / STEP))
    between = [_along(one, other, angle, i / parts) for i in range(1, parts)]
    return [start, *between, end]


def strokes(start: Place, end: Place) -> list[list[float]]:
    """Return the great circle in map units, as x, y, x, y …: one stroke, or several if it crosses the map's edge."""
    pieces = line_pieces(great_circle(start, end))
    return [[round(value, 1) for place in piece for value in flat(*place)] for piece in pieces] or [
        [round(value, 1) for place in (start, end) for value in project(*place)]
    ]


def _vector(place: Place) -> Vector:
    east, north = map(math.radians, place)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


def _along(one: Vector, other: Vector, angle: float, share: float) -> Place:
    here, there = (math.sin(part * angle) / math.sin(angle) for part in (1 - share, share))
    x, y, z = (here * a + there * b for a, b in zip(one, other, strict=True))
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))
