"""The projection: places at their known points, shortest routes, and no line across the whole map."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model.errors import DataError
from graph.worldmap.antimeridian import line_pieces, ring_pieces
from graph.worldmap.arcs import great_circle, strokes
from graph.worldmap.outline import land_drawing, outline, read_outline
from graph.worldmap.projection import HEIGHT, MIDDLE, WIDTH, flat, frame, project, unproject

LONGITUDES = st.floats(-180, 180, allow_nan=False)
LATITUDES = st.floats(-89, 89, allow_nan=False)
PLACES = st.tuples(LONGITUDES, LATITUDES)


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Degrees over the globe, by a formula other than the tested one (haversine)."""
    (a, b), (c, d) = (tuple(map(math.radians, place)) for place in (one, other))
    h = math.sin((d - b) / 2) ** 2 + math.cos(b) * math.cos(d) * math.sin((c - a) / 2) ** 2
    return math.degrees(2 * math.asin(min(1.0, math.sqrt(h))))


@settings(deadline=None)
@given(PLACES)
def test_a_place_is_found_again_from_its_spot(place: tuple[float, float]) -> None:
    x, y = project(*place)
    assert 0 <= x <= WIDTH and 0 <= y <= HEIGHT
    assert distance(unproject(x, y), place) < 1e-6


def test_known_places_stand_where_equal_earth_puts_them() -> None:
    assert project(MIDDLE, 0) == pytest.approx((WIDTH / 2, HEIGHT / 2))
    assert project(MIDDLE, 90)[1] == pytest.approx(0)
    # From the publication: the poles are lines of 0.5922 of the equator, the map 2.0546 times as wide as high.
    assert (flat(180, 90)[0] - flat(-180, 90)[0]) / WIDTH == pytest.approx(0.5922, abs=5e-4)
    wide = WIDTH / HEIGHT
    assert wide == pytest.approx(2.0546, abs=5e-4)


@settings(deadline=None)
@given(LATITUDES, st.floats(0.5, 20))
def test_equal_areas_of_the_globe_are_equal_on_the_map(south: float, high: float) -> None:
    north = min(south + high, 89.5)
    steps = [south + (north - south) * i / 200 for i in range(201)]
    spots = [flat(1.0, latitude) for latitude in steps]
    pairs = pairwise(spots)
    on_map = sum((a[0] + b[0] - WIDTH) / 2 * (a[1] - b[1]) for a, b in pairs)
    on_globe = math.radians(1) * (math.sin(math.radians(north)) - math.sin(math.radians(south)))
    assert on_map / on_globe == pytest.approx(area_scale(), rel=1e-3)


def area_scale() -> float:
    """Square map units per steradian: the whole map for the whole globe."""
    steps = [-90 + 180 * i / 2000 for i in range(2001)]
    widths = [flat(180, latitude)[0] - flat(-180, latitude)[0] for latitude in steps]
    downs = [flat(0, latitude)[1] for latitude in steps]
    area = sum((widths[i] + widths[i + 1]) / 2 * (downs[i] - downs[i + 1]) for i in range(2000))
    return area / (4 * math.pi)


@settings(deadline=None)
@given(PLACES, PLACES)
def test_a_way_is_the_shortest_and_meets_both_ends(one: tuple[float, float], other: tuple[float, float]) -> None:
    way = great_circle(one, other)
    assert way[0] == one and way[-1] == other
    length = sum(distance(a, b) for a, b in pairwise(way))
    assert length == pytest.approx(distance(one, other), abs=0.01)


@settings(deadline=None)
@given(PLACES, PLACES)
def test_a_way_on_the_map_never_jumps_across_it(one: tuple[float, float], other: tuple[float, float]) -> None:
    drawn = strokes(one, other)
    for stroke in drawn:
        xs = stroke[::2]
        assert max((abs(a - b) for a, b in pairwise(xs)), default=0) < WIDTH / 2 + 1
    ends = (drawn[0][0], drawn[0][1]), (drawn[-1][-2], drawn[-1][-1])
    for spot, place in zip(ends, (one, other), strict=True):
        near = project(*place)
        # The edge of the map is both its sides.
        across = min(abs(spot[0] - x) for x in (near[0], flat(180, place[1])[0]))
        assert across < 0.2 and abs(spot[1] - near[1]) < 0.2


def test_a_way_over_the_edge_ends_there_and_begins_on_the_other_side() -> None:
    first, second = strokes((-99.1, 19.4), (139.7, 35.7))
    assert first[-1] == second[1]
    assert first[-2] + second[0] == pytest.approx(WIDTH, abs=0.2)


def test_between_antipodes_a_way_is_found() -> None:
    way = great_circle((10.0, 20.0), (-170.0, -20.0))
    assert (10.0, 90.0) in way


def test_a_line_along_the_edge_stays_on_the_map() -> None:
    pieces = line_pieces([(-169.5, 0), (-168.5, 10), (-169.5, 20)])
    assert len(pieces) == 3
    assert all(abs(east) <= 180 for piece in pieces for east, _ in piece)


def test_a_ring_over_the_edge_is_cut_in_two_and_one_round_a_pole_is_none() -> None:
    ring = [(-172.0, 60.0), (-166.0, 60.0), (-166.0, 64.0), (-172.0, 64.0), (-172.0, 60.0)]
    pieces = ring_pieces(ring)
    assert sorted({round(east) for piece in pieces for east, _ in piece}) == [-180, -177, 177, 180]
    assert ring_pieces([(lon, -80.0) for lon in range(-180, 181, 10)]) == []


def test_no_land_runs_across_the_map() -> None:
    for ring in outline().land:
        for piece in ring_pieces(ring):
            xs = [flat(*place)[0] for place in piece]
            assert max(abs(a - b) for a, b in pairwise(xs)) < WIDTH / 20


def test_the_outline_knows_where_countries_are() -> None:
    middles = outline().middles
    for code, (west, south, east, north) in {
        "GB": (-8, 50, 2, 59),
        "CN": (73, 18, 135, 54),
        "US": (-125, 25, -67, 49),  # the mainland, not somewhere towards Hawaii
        "FR": (-5, 42, 8, 51),  # nor towards Guiana
        "RU": (30, 45, 180, 78),
    }.items():
        longitude, latitude = middles[code]
        assert west < longitude < east and south < latitude < north
    assert "AQ" not in middles and len(middles) > 220


def test_land_and_city_agree() -> None:
    """A shifted or mirrored coast would leave these in the sea, or the sea on land."""
    rings = [[flat(*place) for place in piece] for ring in outline().land for piece in ring_pieces(ring)]
    on_land = [(-1.6, 54.9), (7.5, 51.5), (114.3, 30.6), (30.0, -29.6), (-99.1, 19.4), (145.0, -37.6)]
    at_sea = [(-30.0, 40.0), (3.5, 56.0), (80.0, -20.0), (-150.0, 20.0), (170.0, -50.0)]
    assert [inside(project(*place), rings) for place in on_land] == [True] * len(on_land)
    assert [inside(project(*place), rings) for place in at_sea] == [False] * len(at_sea)


def inside(spot: tuple[float, float], rings: list[list[tuple[float, float]]]) -> bool:
    """Inside by the even-odd rule."""
    x, y = spot
    crossings = 0
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                crossings += 1
    return crossings % 2 == 1


def test_the_drawing_of_the_land_is_small_enough_for_every_page() -> None:
    drawn = land_drawing()
    assert len(drawn["land"]) + len(drawn["borders"]) < 150_000
    assert set(drawn["land"] + drawn["borders"]) <= set("Mlhz-0123456789 ")


def test_the_europe_frame_holds_its_cities_and_not_the_world() -> None:
    left, top, right, bottom = frame(-11, 35, 32, 61)
    for place in ((-6.2, 53.3), (24.9, 60.2), (-9.1, 38.7), (23.7, 38.0), (30.5, 50.4)):
        x, y = project(*place)
        assert left < x < right and top < y < bottom
    assert right - left < WIDTH / 8


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"arcs": [], "objects": {}}', "\x00"])
def test_a_broken_outline_is_refused_with_its_reason(tmp_path: Path, text: str) -> None:
    path = tmp_path / "world.json"
    path.write_text(text)
    with pytest.raises(DataError, match=r"outline of the land cannot be read.*Take the file that came"):
        read_outline(path)
