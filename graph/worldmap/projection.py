"""The Equal Earth projection, from degrees to the flat map. Areas keep their proportions.

Map units: x from 0 at the left edge to WIDTH at the right, y down from 0 at the north pole to HEIGHT at the south.
The edges lie at 169° west, in the Bering Strait, so that no large land is cut in two.
"""

from __future__ import annotations

import math

MIDDLE = 11.0  # the longitude in the middle of the map
WIDTH = 10_000.0
# Equal Earth: B. Šavrič, T. Patterson and B. Jenny, 2018.
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = math.sqrt(3) / 2
_UNIT = WIDTH / (2 * math.pi / (_M * _A[0]))
_STEPS = 12  # of Newton's method; six reach the limits of a float
Place = tuple[float, float]  # longitude and latitude in degrees
Spot = tuple[float, float]  # x and y in map units


def _up(t: float) -> float:
    return t * (_A[0] + _A[1] * t**2 + t**6 * (_A[2] + _A[3] * t**2))


def _steep(t: float) -> float:
    return _A[0] + 3 * _A[1] * t**2 + t**6 * (7 * _A[2] + 9 * _A[3] * t**2)


_TOP = _up(math.asin(_M))
HEIGHT = 2 * _TOP * _UNIT


def turned(longitude: float) -> float:
    """Return degrees east of the map's middle, from -180 up to but not including 180."""
    return (longitude - MIDDLE + 180) % 360 - 180


def project(longitude: float, latitude: float) -> Spot:
    """Return the map point of a place. On the map's edge it is the left one."""
    return flat(turned(longitude), latitude)


def flat(east: float, latitude: float) -> Spot:
    """Return the map point of degrees east of the map's middle, from -180 to 180, so that both edges can be named."""
    t = math.asin(_M * math.sin(math.radians(latitude)))
    x = math.radians(east) * math.cos(t) / (_M * _steep(t))
    return x * _UNIT + WIDTH / 2, (_TOP - _up(t)) * _UNIT


def unproject(x: float, y: float) -> Place:
    """Return the place of a map point, with longitude from -180 up to but not including 180."""
    upward = _TOP - y / _UNIT
    t = upward / _A[0]
    for _ in range(_STEPS):
        t -= (_up(t) - upward) / _steep(t)
    latitude = math.degrees(math.asin(max(-1.0, min(1.0, math.sin(t) / _M))))
    east = math.degrees((x - WIDTH / 2) / _UNIT * _M * _steep(t) / math.cos(t))
    return (east + MIDDLE + 180) % 360 - 180, latitude


def frame(west: float, south: float, east: float, north: float) -> tuple[float, float, float, float]:
    """Return the smallest box of the map (left, top, right, bottom) for these degrees. West must be west of east."""
    spots = [project(lon, south + (north - south) * i / 24) for lon in (west, east) for i in range(25)]
    spots += [project(MIDDLE, lat) for lat in (south, north)]
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    return min(xs), min(ys), max(xs), max(ys)
