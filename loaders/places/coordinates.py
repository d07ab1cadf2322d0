"""Coordinates in lists: decimal degrees, latitude first."""

from __future__ import annotations

from graph.model.distance import Coordinates

NOWHERE: Coordinates = (None, None)


def parse_coordinates(latitude: str, longitude: str) -> Coordinates | None:
    """Both values as degrees; None if they aren't numbers or out of range."""
    try:
        made = float(latitude), float(longitude)
    except ValueError:
        return None
    return made if -90 <= made[0] <= 90 and -180 <= made[1] <= 180 else None


def coordinates_or_nowhere(latitude: str, longitude: str) -> Coordinates:
    """Both values as degrees; NOWHERE if they are invalid, or 0, 0, which means "not known"."""
    made = parse_coordinates(latitude, longitude)
    return made if made and made != (0, 0) else NOWHERE
