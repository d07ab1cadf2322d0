"""Converts the British National Grid (OSGB36) to latitude and longitude (WGS 84), accurate to about 5 m.

Formulas, ellipsoids and the seven parameters are those of Ordnance Survey, "A guide to coordinate systems in Great
Britain": annex A (ellipsoids), annex C (projection) and section 6.6 (Helmert datum transformation). The full
transformation (OSTN15) needs a table of corrections, which a dot on a map does not justify.
"""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, radians, sin, tan

# Semi-axes in metres: Airy 1830, the ellipsoid of the grid, and GRS80, that of WGS 84.
AIRY = (6_377_563.396, 6_356_256.909)
GRS80 = (6_378_137.0, 6_356_752.3141)
SCALE = 0.9996012717
ORIGIN = (radians(49), radians(-2))
FALSE_EASTING, FALSE_NORTHING = 400_000.0, -100_000.0
# From OSGB36 to WGS 84: the guide's parameters for the opposite direction, negated. Metres, scale, radians.
SHIFT = (446.448, -125.157, 542.060)
ENLARGED = 1 - 20.4894e-6
TURNED = tuple(radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
WIDTH, HEIGHT = 700_000, 1_300_000
CLOSE_ENOUGH = 1e-4

_A, _B = AIRY
_ECCENTRICITY = 1 - (_B / _A) ** 2
_N = (_A - _B) / (_A + _B)
_ARC = (
    1 + _N + 1.25 * _N**2 + 1.25 * _N**3,
    3 * _N + 3 * _N**2 + 2.625 * _N**3,
    1.875 * (_N**2 + _N**3),
    35 / 24 * _N**3,
)


def is_on_grid(easting: float, northing: float) -> bool:
    """Whether the point lies in the grid: 700 by 1,300 km from its south-western corner."""
    return 0 < easting < WIDTH and 0 < northing < HEIGHT


def latitude_longitude(easting: float, northing: float) -> tuple[float, float]:
    """WGS 84 decimal degrees of a point in grid metres, rounded to five decimals (about 1 m)."""
    latitude, longitude = _on_earth(*_as_globe(*_unprojected(easting, northing)))
    return round(latitude, 5), round(longitude, 5)


def _unprojected(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude on the Airy ellipsoid in radians (the guide's C.2)."""
    north = northing - FALSE_NORTHING
    latitude = north / (_A * SCALE) + ORIGIN[0]
    while abs(missing := north - _meridian(latitude)) > CLOSE_ENOUGH:
        latitude += missing / (_A * SCALE)
    inside = 1 - _ECCENTRICITY * sin(latitude) ** 2
    nu = _A * SCALE / inside**0.5
    rho = nu * (1 - _ECCENTRICITY) / inside
    eta = nu / rho - 1
    t, east = tan(latitude), (easting - FALSE_EASTING) / nu
    t2, e2 = t * t, east * east
    lower = t * nu / rho / 2 * e2
    lower *= 1 - e2 / 12 * (5 + 3 * t2 + eta - 9 * t2 * eta) + e2 * e2 / 360 * (61 + 90 * t2 + 45 * t2 * t2)
    across = 1 - e2 / 6 * (nu / rho + 2 * t2) + e2 * e2 / 120 * (5 + 28 * t2 + 24 * t2 * t2)
    return latitude - lower, ORIGIN[1] + east / cos(latitude) * across


def _meridian(latitude: float) -> float:
    """Metres along the meridian from the true origin (the guide's C.3)."""
    less, more = latitude - ORIGIN[0], latitude + ORIGIN[0]
    first, second, third, fourth = _ARC
    return (
        _B
        * SCALE
        * (
            first * less
            - second * sin(less) * cos(more)
            + third * sin(2 * less) * cos(2 * more)
            - fourth * sin(3 * less) * cos(3 * more)
        )
    )


def _as_globe(latitude: float, longitude: float) -> tuple[float, float, float]:
    """Cartesian WGS 84 metres of a point on the Airy ellipsoid (the guide's B.1 and 6.6)."""
    nu = _A / (1 - _ECCENTRICITY * sin(latitude) ** 2) ** 0.5
    x, y = nu * cos(latitude) * cos(longitude), nu * cos(latitude) * sin(longitude)
    z = (1 - _ECCENTRICITY) * nu * sin(latitude)
    about_x, about_y, about_z = TURNED
    return (
        SHIFT[0] + ENLARGED * x - about_z * y + about_y * z,
        SHIFT[1] + about_z * x + ENLARGED * y - about_x * z,
        SHIFT[2] - about_y * x + about_x * y + ENLARGED * z,
    )


def _on_earth(x: float, y: float, z: float) -> tuple[float, float]:
    """Degrees of latitude and longitude of a point in Cartesian metres (the guide's B.2)."""
    a, b = GRS80
    eccentricity = 1 - (b / a) ** 2
    across = hypot(x, y)
    latitude = atan2(z, across * (1 - eccentricity))
    # The first value is within a metre near the ground, and each iteration is about 400 times more accurate.
    for _ in range(2):
        nu = a / (1 - eccentricity * sin(latitude) ** 2) ** 0.5
        latitude = atan2(z + eccentricity * nu * sin(latitude), across)
    return degrees(latitude), degrees(atan2(y, x))
