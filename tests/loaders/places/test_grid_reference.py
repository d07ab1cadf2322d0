"""Grid references of Great Britain become coordinates that are accurate to five metres."""

from __future__ import annotations

from math import cos, hypot, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.places.grid_reference import is_on_grid, latitude_longitude
from tests.loaders.samples import sample_rows

METRES_A_DEGREE = 111_320
CONTROL_POINTS = "universities/learning-providers-plus.csv"


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance of two close points."""
    return METRES_A_DEGREE * hypot(one[0] - other[0], (one[1] - other[1]) * cos(radians(one[0])))


def test_the_worked_example_of_the_guide_gives_what_others_publish_for_it() -> None:
    # Easting and northing from annex C of the guide; degrees from another implementation: 52°39′28.72″ 1°42′57.79″.
    assert latitude_longitude(651_409.903, 313_177.270) == (52.65798, 1.71605)


def test_161_universities_lie_within_five_metres_of_where_their_register_puts_them() -> None:
    rows = [row for row in sample_rows(CONTROL_POINTS) if row["EASTING"]]
    apart = [
        metres(
            (float(row["LATITUDE"]), float(row["LONGITUDE"])),
            latitude_longitude(float(row["EASTING"]), float(row["NORTHING"])),
        )
        for row in rows
    ]
    assert len(apart) == 161
    assert max(apart) < 5


@given(st.integers(1, 699_999), st.integers(1, 1_299_999))
def test_every_point_of_the_grid_is_on_the_globe_near_great_britain(easting: int, northing: int) -> None:
    assert is_on_grid(easting, northing)
    latitude, longitude = latitude_longitude(easting, northing)
    assert 49 < latitude < 62
    assert -10 < longitude < 5


@given(st.integers(1_000, 690_000), st.integers(1_000, 1_290_000))
def test_a_kilometre_east_on_the_grid_is_a_kilometre_on_the_ground(easting: int, northing: int) -> None:
    apart = metres(latitude_longitude(easting, northing), latitude_longitude(easting + 1_000, northing))
    assert apart == pytest.approx(1_000, rel=0.006)


def test_what_lies_outside_the_grid_is_told() -> None:
    assert not is_on_grid(0, 0)
    assert not is_on_grid(700_000, 500)
    assert not is_on_grid(500, 1_300_000)
    assert not is_on_grid(float("nan"), 5)
