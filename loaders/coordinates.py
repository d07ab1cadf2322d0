"""Points on the globe in decimal degrees, latitude first: read from text, and how far apart two are."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

Coordinates = tuple[float | None, float | None]
NOWHERE: Coordinates = (None, None)
EARTH_KM = 6371.0


def on_globe(latitude: str, longitude: str) -> Coordinates | None:
    """The two as numbers of degrees; None where they are none, or not on the globe."""
    try:
        made = float(latitude), float(longitude)
    except ValueError:
        return None
    return made if -90 <= made[0] <= 90 and -180 <= made[1] <= 180 else None


def given(latitude: str, longitude: str) -> Coordinates:
    """The two as a list gives them; nowhere for what is not on the globe, and for 0, 0, which means "not known"."""
    made = on_globe(latitude, longitude)
    return made if made and made != (0, 0) else NOWHERE


def kilometres(one: Coordinates, other: Coordinates) -> float | None:
    """Kilometres over the globe between two points, latitude first; None where one is not known."""
    (north, east), (latitude, longitude) = one, other
    if north is None or east is None or latitude is None or longitude is None:
        return None
    here, there = radians(north), radians(latitude)
    turn = radians(longitude - east)
    chord = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * sin(turn / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))
