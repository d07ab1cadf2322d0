"""The data of the map: every node and link is on it or listed as missing, at every level. Nothing is at 0, 0."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.answers.explorer import Explorer
from graph.drawing.picture import picture
from graph.explore.explorations import ViewService
from graph.explore.view import Start, View
from graph.model.records import Node, Records
from graph.worldmap.clustering import SPREAD
from graph.worldmap.outline import outline
from graph.worldmap.positions import LEVELS, position_of
from graph.worldmap.projection import HEIGHT, WIDTH, project
from graph.worldmap.world_map import FRAMES, world_map
from tests import pictures, worlds
from tests.graph.explore.visible import catalogue_of, shown_of

LEEDS, HANGZHOU, CHINA = "geonames:2644688", "geonames:1808926", "iso:CN"
POINTS = {
    "leeds": (53.8, -1.55),
    "newcastle": (54.97, -1.61),
    "wuhan": (30.58, 114.27),
    "hangzhou": (30.29, 120.16),
    "siegen": (50.87, 8.02),
    "morley": (53.74, -1.6),
}


def placed(records: Records, points: dict[str, tuple[float, float]]) -> Records:
    nodes = [
        replace(n, latitude=points[n.id][0], longitude=points[n.id][1]) if n.id in points else n for n in records.nodes
    ]
    return replace(records, nodes=tuple(nodes))


def made(records: Records, **more: Any) -> dict[str, Any]:
    return world_map(shown_of(records), catalogue_of(records), **more)


def tiny() -> dict[str, Any]:
    return made(placed(worlds.tiny(), POINTS))


def of_curated(explorer: Explorer, *ids: str) -> dict[str, Any]:
    service = ViewService(explorer)
    shown = service.show(View(Start("things", ids)) if ids else View())
    return world_map(shown, explorer.catalogue, conflicts=service.conflicts())


def dot(data: dict[str, Any], level: str, dot_id: str) -> dict[str, Any]:
    return next(one for one in data["levels"][level]["dots"] if one["id"] == dot_id)


def whole(data: dict[str, Any], records: Records) -> None:
    """Every node is in one dot or missing. Every link is in a line, inside one dot, or apart."""
    shown = shown_of(records)
    nodes, links = {n.id for n in shown.nodes}, {link.relationship.id for link in shown.links}
    for level in LEVELS:
        dots, lines = data["levels"][level]["dots"], data["levels"][level]["lines"]
        members = [i for one in dots for i in one["members"]]
        assert sorted([*members, *(one["id"] for one in data["missing"])]) == sorted(nodes)
        drawn = [i for line in lines for i in line["relationships"]]
        owner = {i: one["id"] for one in dots for i in one["members"]}
        within = [i for i in links if len({owner.get(end) for end in (i.split("|")[0], i.split("|")[2])} - {None}) == 1]
        within = [i for i in within if i not in data["apart"]]
        assert sorted([*drawn, *within, *data["apart"]]) == sorted(links)
        assert sum(one["within"] for one in dots) == len(within)
        assert all(line["count"] == len(line["relationships"]) for line in lines)
        assert all(-0.1 <= one["x"] <= WIDTH + 0.1 and -0.1 <= one["y"] <= HEIGHT + 0.1 for one in dots)  # rounded
        null = project(0, 0)
        assert not [one for one in dots if math.dist((one["x"], one["y"]), null) < 1]


POINTED = st.one_of(
    st.none(),
    st.just((0.0, 0.0)),
    st.tuples(st.floats(-90, 90), st.floats(-180, 180)).filter(lambda p: math.dist(p, (0, 0)) > 1),
)


@settings(max_examples=80, deadline=None)
@given(worlds.graphs(), st.lists(POINTED, min_size=8, max_size=8))
def test_every_thing_and_link_is_on_the_map_or_listed(
    records: Records, points: list[tuple[float, float] | None]
) -> None:
    at = {f"n{i}": point for i, point in enumerate(points) if point}
    records = placed(records, at)
    data = made(records)
    whole(data, records)
    json.dumps(data, allow_nan=False)


def test_the_whole_curated_graph_is_on_the_map_or_listed(explorer: Explorer) -> None:
    store = explorer.store
    records = Records(tuple(store.nodes()), tuple(store.claims()), tuple(store.sources()))
    whole(made(records), records)


@pytest.mark.parametrize("level", LEVELS)
def test_arcs_begin_and_end_at_their_dots(explorer: Explorer, level: str) -> None:
    data = of_curated(explorer)
    dots = {one["id"]: one for one in data["levels"][level]["dots"]}
    assert data["levels"][level]["lines"]
    for line in data["levels"][level]["lines"]:
        start, end = dots[line["from"]], dots[line["to"]]
        if line["path"] < 0:
            assert start["at"] == end["at"]
            continue
        path = data["paths"][line["path"]]
        assert path[0][:2] == pytest.approx((start["x"], start["y"]), abs=0.2)
        assert path[-1][-2:] == pytest.approx((end["x"], end["y"]), abs=0.2)


def test_a_thing_without_coordinates_stands_at_its_city_then_at_its_country() -> None:
    data = tiny()
    assert "a-school" in dot(data, "city", "newcastle")["members"]
    school = dot(data, "thing", "a-school")
    assert (school["x"], school["y"]) == (dot(data, "thing", "newcastle")["x"], dot(data, "thing", "newcastle")["y"])
    assert "Shown at Newcastle upon Tyne: it has no coordinates of its own" in school["words"]


def test_a_district_with_coordinates_goes_into_its_city_and_that_into_its_country(explorer: Explorer) -> None:
    morley = "geonames:2642189"
    stands = position_of(morley, explorer.catalogue)
    assert stands and (stands.item, stands.city, stands.country) == (morley, LEEDS, "iso:GB")


def test_a_country_stands_at_the_middle_of_its_outline_and_says_so(explorer: Explorer) -> None:
    data = of_curated(explorer, LEEDS)
    china = dot(data, "city", CHINA)
    assert (china["x"], china["y"]) == pytest.approx(project(*outline().middles["CN"]), abs=0.1)
    assert "Placed at the middle of its outline" in china["words"]
    assert {"id": CHINA, "name": "China", "kind": "country", "why": "placed at the middle of its outline"} in data[
        "elsewhere"
    ]


def test_a_country_with_coordinates_or_without_a_code_is_not_placed_at_an_outline() -> None:
    nodes = [Node("iso:FR", "Country", "France", latitude=48.0, longitude=2.0), Node("cn", "Country", "China")]
    data = made(worlds.records(nodes, []))
    assert [one["id"] for one in data["levels"]["country"]["dots"]] == ["iso:FR"]
    assert not dot(data, "country", "iso:FR")["outlined"]
    assert [(one["id"], one["why"]) for one in data["missing"]] == [("cn", "no coordinates recorded")]


@pytest.mark.parametrize("point", [(None, None), (0.0, 0.0), (math.nan, 5.0), (12.0, 400.0)])
def test_what_has_no_real_coordinates_is_missing_and_drawn_nowhere(point: tuple[float | None, float | None]) -> None:
    node = Node("x", "City", "Nowhere", latitude=point[0], longitude=point[1])
    data = made(worlds.records([node], []))
    assert [one["name"] for one in data["missing"]] == ["Nowhere"]
    assert [data["levels"][level]["dots"] for level in LEVELS] == [[], [], []]


def test_a_network_without_a_place_is_missing_and_its_links_apart() -> None:
    data = tiny()
    assert ("network", "no place recorded that it lies in, and no coordinates") in [
        (one["id"], one["why"]) for one in data["missing"]
    ]
    assert {i for i in data["apart"] if "|MEMBER_OF|" in i} == {
        "leeds|MEMBER_OF|network",
        "newcastle|MEMBER_OF|network",
    }


def test_lines_look_as_in_the_network_picture() -> None:
    records = placed(worlds.tiny(), POINTS)
    shown = shown_of(records)
    data = world_map(shown, catalogue_of(records), conflicts=frozenset(["newcastle|TWINNED_WITH|wuhan"]))
    drawn = picture(shown.nodes, shown.relationships, conflicts=frozenset(["newcastle|TWINNED_WITH|wuhan"]))
    edges = {edge["id"]: edge for edge in drawn["edges"]}
    lines = data["levels"]["thing"]["lines"]
    assert {"newcastle|wuhan", "leeds|siegen"} <= {line["id"] for line in lines}
    for line in lines:
        for part in ("line", "dash", "width", "light", "dark", "count", "marks"):
            assert line[part] == edges[line["id"]][part]
        assert line["pairs"] == [line["id"]]


def test_a_rolled_up_line_names_all_the_lines_that_it_stands_for(explorer: Explorer) -> None:
    data = of_curated(explorer, LEEDS)
    line = next(x for x in data["levels"]["country"]["lines"] if x["id"] == "iso:CN|iso:GB")
    pairs = {data["links"][i]["pair"] for i in line["relationships"]}
    assert set(line["pairs"]) == pairs
    assert "|".join(sorted((LEEDS, HANGZHOU))) in pairs
    assert all(data["types"][data["links"][i]["type"]] for i in line["relationships"])


def test_what_is_possible_is_dotted_and_says_so() -> None:
    records = placed(worlds.tiny(), POINTS | {"cn": (35.0, 103.0)})
    unsure = "c-school|PARTNERED_WITH|cn"
    data = world_map(shown_of(records, possible=[unsure, "c-school|VISITED|cn"]), catalogue_of(records))
    line = next(x for x in data["levels"]["thing"]["lines"] if x["id"] == "c-school|cn")
    assert line["line"] == "possible"
    assert data["links"][unsure]["text"].endswith("(possible, not confirmed)")


def test_dots_grow_with_their_links_within_a_factor_of_two(explorer: Explorer) -> None:
    data = of_curated(explorer)
    for level in LEVELS:
        dots = data["levels"][level]["dots"]
        sizes = [one["size"] for one in dots]
        assert sizes == sorted(sizes, reverse=True)
        assert max(sizes) <= 2 * min(sizes)
        first, last = dots[0], dots[-1]
        share = (last["size"] ** 2 - 36) / (first["size"] ** 2 - 36)
        assert share == pytest.approx(last["links"] / first["links"], abs=0.03)


def test_things_at_one_point_stand_apart_with_the_place_in_their_middle() -> None:
    dots = [one for one in tiny()["levels"]["thing"]["dots"] if one["at"] == "newcastle"]
    assert len(dots) == 5
    spots = {one["id"]: (one["dx"], one["dy"]) for one in dots}
    assert spots.pop("newcastle") == (0, 0)
    both = [*spots.values(), (0.0, 0.0)]
    assert min(math.dist(a, b) for i, a in enumerate(both) for b in both[:i]) > 0.8 * SPREAD


def test_where_cities_have_room_they_are_drawn_sooner(explorer: Explorer) -> None:
    crowded, roomy = of_curated(explorer), of_curated(explorer, "geonames:2641673")
    assert roomy["zooms"]["city"] < crowded["zooms"]["city"] < crowded["zooms"]["thing"]


def test_every_frame_holds_what_it_promises(explorer: Explorer) -> None:
    data = of_curated(explorer)
    assert set(data["frames"]) == set(FRAMES)
    for name in ("world", "fit"):
        left, top, right, bottom = data["frames"][name]
        for one in data["levels"]["city"]["dots"]:
            assert left <= one["x"] <= right and top <= one["y"] <= bottom


def test_an_empty_view_is_an_empty_map() -> None:
    data = made(worlds.records([], []))
    assert data["frames"]["fit"] == data["frames"]["world"]
    assert data["missing"] == data["apart"] == data["legend"] == []


def test_markup_in_a_name_stays_text_as_it_is() -> None:
    nodes = [Node("a", "City", pictures.MARKUP, latitude=1.0, longitude=1.0), Node("b", "Club", pictures.MARKUP)]
    data = made(worlds.records(nodes, []))
    assert data["levels"]["city"]["dots"][0]["name"] == data["missing"][0]["name"] == pictures.MARKUP
