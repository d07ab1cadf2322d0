"""Points on the globe as lists write them: decimal degrees, latitude first."""

from __future__ import annotations

from graph.model.distance import Coordinates

NOWHERE: Coordinates = (None, None)


def parse_coordinates(latitude: str, longitude: str) -> Coordinates | None:
    """The two as numbers of degrees; None where they are none, or not on the globe."""
    try:
        made = float(latitude), float(longitude)
    except ValueError:
        return None
    return made if -90 <= made[0] <= 90 and -180 <= made[1] <= 180 else None


def coordinates_or_nowhere(latitude: str, longitude: str) -> Coordinates:
    """The two as a list gives them; nowhere for what is not on the globe, and for 0, 0, which means "not known"."""
    made = parse_coordinates(latitude, longitude)
    return made if made and made != (0, 0) else NOWHERE
