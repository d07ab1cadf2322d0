"""Sectors, missing links, places and growth: results known by hand on small worlds."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from graph.analysis.between_places import between_cities, between_countries
from graph.analysis.growth import growth
from graph.analysis.measure import MeasureResult
from graph.analysis.missing_links import twinned_without_school, unlinked_schools
from graph.analysis.sectors import sectors
from graph.analysis.start_dates import Growth, link_growth
from graph.drawing.styles import styles
from graph.explore.view import Action, Filters, Start
from graph.model.records import Claim, Node
from tests.graph.analysis.worlds import named, pair, shown_of, world
from tests.worlds import claim, tiny
from views.explore.growth_chart import TEXT, growth_chart


def rows(metric: MeasureResult) -> list[tuple[str, str, str]]:
    return [(f.name, f.other, f.value) for f in metric.rows]


# ---- sectors


def test_a_link_counts_in_each_of_its_sectors_and_sport_in_culture_too() -> None:
    claims = [
        pair("a", "b", sectors=("sport", "civic")),
        pair("a", "c"),
        pair("a", "b", "other", sectors=("business",)),
    ]
    assert rows(sectors(*world(named(*"abcd"), claims)))[:6] == [
        ("a", "all links", "2"),
        ("a", "Civic links", "1"),
        ("a", "Business", "1"),
        ("a", "Arts, culture, heritage and sports", "1"),
        ("a", "Sport", "1"),
        ("a", "no sector recorded", "1"),
    ]


def test_things_with_the_most_links_come_first_and_those_with_none_are_said() -> None:
    metric = sectors(*world(named(*"abcd"), [pair("c", "a"), pair("c", "b")]))
    assert [f.name for f in metric.rows if f.other == "all links"] == ["c", "a", "b"]
    assert "Without a link: 1 of 4 items." in metric.note


# ---- missing links

TOWNS = named("here", "there", "far", label="City")


def twin(one: str, other: str, **more: object) -> Claim:
    return claim(one, "TWINNED_WITH", other, **more)


def gaps(*claims: Claim, nodes: tuple[Node, ...] = ()) -> list[str]:
    return [f.name for f in twinned_without_school(*world([*TOWNS, *nodes], list(claims))).rows]


def test_a_twinned_place_without_a_school_link_is_a_gap_with_its_twinnings_as_door() -> None:
    metric = twinned_without_school(*world(TOWNS, [twin("here", "there"), twin("here", "far")]))
    assert rows(metric) == [("here", "", "2"), ("far", "", "1"), ("there", "", "1")]
    assert metric.rows[1].links == ("far|TWINNED_WITH|here",)
    assert "3 of 3 twinned places here." in metric.note


def test_a_named_school_in_the_place_fills_the_gap() -> None:
    school = Node("s", "School", "School")
    inside = claim("s", "LOCATED_IN", "here")
    assert gaps(twin("here", "there"), inside, pair("s", "far"), nodes=(school,)) == ["there"]


def test_a_school_inside_a_district_fills_the_gap_of_its_city() -> None:
    nodes = (Node("s", "School", "School"), Node("d", "District", "District"))
    inside = [claim("s", "LOCATED_IN", "d"), claim("d", "LOCATED_IN", "here")]
    assert gaps(twin("here", "there"), *inside, pair("s", "far"), nodes=nodes) == ["there"]


def test_an_unnamed_school_at_either_end_fills_the_gap_there() -> None:
    twinned = twin("here", "there")
    assert gaps(twinned, pair("here", "far", subject_counterpart="School")) == ["there"]
    assert gaps(twinned, pair("far", "there", counterpart="School")) == ["here"]
    assert gaps(twinned, pair("here", "there", subject_counterpart="School", counterpart="School")) == []


def test_a_school_somewhere_in_the_country_fills_no_gap_of_a_city() -> None:
    inside = [claim("there", "LOCATED_IN", "cn")]
    made = [twin("here", "there"), *inside, pair("far", "cn", counterpart="School")]
    assert gaps(*made, nodes=(Node("cn", "Country", "China"),)) == ["here", "there"]


def test_a_plan_is_neither_a_twinning_nor_a_school_link() -> None:
    assert gaps(twin("here", "there", status="planned")) == []
    plan = pair("far", "there", counterpart="School", status="planned")
    assert gaps(twin("here", "there"), plan) == ["here", "there"]


def test_an_unnamed_twin_makes_the_place_it_lies_in_no_twin() -> None:
    assert gaps(twin("here", "world", counterpart="City"), nodes=(Node("world", "World", "World"),)) == ["here"]


def test_schools_of_the_start_that_no_link_joins_are_listed() -> None:
    shown, catalogue = shown_of(tiny())
    assert [f.name for f in unlinked_schools(shown, catalogue).rows] == ["Dogwood School, Brnó"]
    part = replace(shown, nodes=tuple(n for n in shown.nodes if n.id != "d-school"), total=len(shown.nodes) - 1)
    leeds, newcastle = (
        replace(part, view=replace(part.view, start=Start("things", (i,)))) for i in ("leeds", "newcastle")
    )
    assert [f.name for f in unlinked_schools(leeds, catalogue).rows] == ["Dogwood School, Brnó"]
    assert unlinked_schools(newcastle, catalogue).rows == ()
    assert unlinked_schools(newcastle, catalogue).note == "Every school here has a link."


def test_a_school_is_called_unlinked_only_where_nothing_of_it_was_left_out() -> None:
    shown, catalogue = shown_of(tiny())
    undrawn = replace(shown, nodes=tuple(n for n in shown.nodes if n.id != "d-school"))
    views = {
        "of more": undrawn,
        "filtered": replace(undrawn, total=len(undrawn.nodes), view=shown.view.filtered(Filters(undated=False))),
        "hidden": replace(undrawn, total=len(undrawn.nodes), hidden=frozenset({"d-school"})),
        "closed": replace(undrawn, total=len(undrawn.nodes), view=shown.view.then(Action("close", ("leeds",)))),
        "asked": replace(
            undrawn, total=len(undrawn.nodes), view=replace(shown.view, start=Start("question", text="x"))
        ),
        "between years": replace(
            undrawn,
            total=len(undrawn.nodes),
            view=replace(shown.view, start=Start("dates", ("leeds",), years=(1990, 2000))),
        ),
        "neighbours not drawn": replace(shown, unshown_neighbours={"d-school": 2}),
    }
    assert {why: unlinked_schools(view, catalogue).rows for why, view in views.items()} == dict.fromkeys(views, ())


# ---- places

MAP = [
    ("uk", "Country"),
    ("de", "Country"),
    ("leeds", "City"),
    ("siegen", "City"),
    ("morley", "District"),
    ("n", "Network"),
]
IN = [("leeds", "uk"), ("siegen", "de"), ("morley", "leeds")]


def on_map(*links: Claim) -> tuple[MeasureResult, MeasureResult]:
    nodes = [Node(i, label, i) for i, label in MAP]
    made = world(nodes, [*(claim(i, "LOCATED_IN", place) for i, place in IN), *links])
    return between_countries(*made), between_cities(*made)


def test_a_link_counts_between_the_places_in_which_its_ends_lie() -> None:
    countries, cities = on_map(
        pair("leeds", "siegen"), twin("leeds", "siegen"), pair("morley", "siegen"), pair("uk", "siegen")
    )
    assert rows(countries) == [("de", "uk", "4")]
    assert rows(cities) == [("leeds", "siegen", "3"), ("siegen", "no city recorded", "1")]
    assert cities.rows[0].links[0] == "leeds|PARTNERED_WITH|siegen"


def test_links_inside_a_place_and_without_one_stand_apart_and_last() -> None:
    countries, _ = on_map(
        pair("leeds", "siegen"), pair("leeds", "morley"), pair("leeds", "n"), pair("siegen", "n"), pair("uk", "leeds")
    )
    assert rows(countries) == [
        ("de", "uk", "1"),
        ("uk", "itself", "2"),
        ("de", "no country recorded", "1"),
        ("uk", "no country recorded", "1"),
    ]
    assert countries.note.startswith(
        "1 link between two countries. Listed last: 2 links inside one country, and "
        "2 links with an end whose country isn't recorded."
    )


# ---- growth


def begun(*starts: str, **more: object) -> tuple[MeasureResult, Growth]:
    """A link for each start, from one hub."""
    ends = [f"e{i}" for i in range(len(starts))]
    made = world(named("hub", *ends), [pair("hub", e, start=s, **more) for e, s in zip(ends, starts, strict=True)])
    return growth(*made), link_growth(made[0])


@pytest.mark.parametrize(
    ("start", "row"),
    [
        ("1985", "1985"),
        ("2021-02", "2021"),
        ("2018-05-21", "2018"),
        ("193X", "1930s, year not certain"),
        ("1988/1989", "1980s, year not certain"),
        ("1985~", "1980s, year not certain"),
        ("1989/1990", "several decades possible"),
        ("1945/..", "several decades possible"),
        ("../1980", "several decades possible"),
        ("", "no date"),
    ],
)
def test_a_date_is_never_made_more_precise(start: str, row: str) -> None:
    assert rows(begun(start)[0]) == [(row, "", "1")]


def test_a_plan_alone_has_not_begun() -> None:
    assert rows(begun("2023", status="planned")[0]) == [("planned only", "", "1")]


def test_a_renewal_is_no_start_and_of_several_starts_the_earliest_counts() -> None:
    assert rows(begun("2021", event="renewed")[0]) == [("no date", "", "1")]
    two = world(named("a", "b"), [pair("a", "b", start="2008"), pair("a", "b", "other", start="1985")])
    assert rows(growth(*two)) == [("1985", "", "1")]


def test_the_rows_run_from_the_oldest_to_what_has_no_date() -> None:
    names = [f.name for f in begun("", "1945/..", "198X", "1985", "1981", "2001", "193X")[0].rows]
    assert names == [
        "1930s, year not certain",
        "1981",
        "1985",
        "1980s, year not certain",
        "2001",
        "several decades possible",
        "no date",
    ]


def test_the_band_holds_what_surely_and_what_possibly_had_begun() -> None:
    metric, whole = begun("1985", "198X", "1945/..", "../1970", "")
    bounds = {1944: (0, 1), 1945: (0, 2), 1970: (1, 2), 1979: (1, 2), 1980: (1, 3), 1985: (2, 4), 1989: (3, 4)}
    assert {year: (whole.started_by(year).at_least, whole.started_by(year).at_most) for year in bounds} == bounds
    assert whole.started_by(1985).certain == ("e0|PARTNERED_WITH|hub", "e3|PARTNERED_WITH|hub")
    assert whole.started_by(1985).possible == ("e1|PARTNERED_WITH|hub", "e2|PARTNERED_WITH|hub")
    assert "By the end of 1989 at least 3 had begun, and at most 4." in metric.note


# ---- the chart


def drawn(whole: Growth, theme: str = "light") -> tuple[dict[str, object], list[dict[str, int]]]:
    made = json.loads(growth_chart(whole, theme).to_json())
    return made, made["data"]["values"] if "values" in made["data"] else next(iter(made["datasets"].values()))


def test_the_chart_steps_at_the_bounds_and_begins_at_nothing() -> None:
    _, points = drawn(begun("1985", "198X")[1])
    assert [(p["year"], p["least"], p["most"]) for p in points] == [
        (1979, 0, 0), (1980, 0, 1), (1985, 1, 2), (1989, 2, 2), (1990, 2, 2),
    ]  # fmt: skip


def test_the_chart_says_its_scope_and_what_is_not_drawn() -> None:
    title = drawn(begun("1985", "")[1])[0]["title"]
    assert " ".join(title["subtitle"]) == (  # type: ignore[index]
        "Line: at least. Top of the band: at most. all: 3 items and 2 links shown. Not drawn: 1 link without a date."
    )


def test_a_chart_without_a_date_says_so() -> None:
    made, points = drawn(begun("", "")[1])
    assert points == [] and made["title"]["text"] == "No link here has a recorded start"  # type: ignore[index]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_chart_has_the_colours_of_its_theme_readable_letters_and_no_address(theme: str) -> None:
    made, _ = drawn(begun("1985", "198X")[1], theme)
    schema = str(made.pop("$schema"))
    text = json.dumps(made)
    assert made["background"] == styles().themes[theme].background and styles().themes[theme].accent in text
    assert "http" not in text and '"url"' not in text and "vega-lite" in schema
    sizes = [value for part in made["config"].values() if isinstance(part, dict)  # type: ignore[attr-defined]
             for key, value in part.items() if key.endswith(("FontSize", "fontSize"))]  # fmt: skip
    assert len(sizes) == 4 and min(sizes) >= TEXT == 13
