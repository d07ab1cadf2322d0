"""Distance between two points on the globe, given in decimal degrees with latitude first."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

Coordinates = tuple[float | None, float | None]
EARTH_KM = 6371.0


def kilometres(one: Coordinates, other: Coordinates) -> float | None:
    """Great-circle distance in kilometres. None if a coordinate is not known."""
    (north, east), (latitude, longitude) = one, other
    if north is None or east is None or latitude is None or longitude is None:
        return None
    here, there = radians(north), radians(latitude)
    turn = radians(longitude - east)
    chord = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * sin(turn / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))
