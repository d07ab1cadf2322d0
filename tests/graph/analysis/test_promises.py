"""What holds for every measure of any view: ids match numbers, sums are correct, order is fixed, names are distinct."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from graph.analysis.between_places import between_cities, between_countries
from graph.analysis.communities import communities
from graph.analysis.growth import growth
from graph.analysis.measure import LINKS, NODES, MeasureResult, ResultRow
from graph.analysis.measures import MEASURES, Compute
from graph.analysis.sectors import ALL, sectors
from graph.analysis.start_dates import link_growth
from graph.answers.answer import POSSIBLE, THROUGH_CITY
from graph.answers.explorer import Explorer
from graph.explore.explorations import ViewService
from graph.explore.view import Filters, Start, View
from tests.graph.analysis.worlds import World, links_of, many_worlds, named, pair, shown_of, turned, world
from tests.worlds import claim, tiny

NEWCASTLE, LEEDS = "geonames:2641673", "geonames:2644688"
ROOT = Path(__file__).parents[3]
COMPUTES = [compute for _, _, compute in MEASURES]
any_world = given(many_worlds())
calm = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
measured = pytest.mark.parametrize("measure", COMPUTES, ids=[key for key, _, _ in MEASURES])


def ids_of(figures: tuple[ResultRow, ...]) -> Counter[str]:
    return Counter(link for figure in figures for link in figure.links)


def check_counts(metric: MeasureResult, made: World) -> None:
    shown, catalogue = made
    links = set(links_of(shown))
    for figure in metric.rows:
        assert set(figure.links) <= links and set(figure.nodes) <= {n.id for n in shown.nodes}
        assert list(figure.links) == sorted(set(figure.links)) and list(figure.nodes) == sorted(set(figure.nodes))
        assert {figure.node, figure.other_node} - {""} <= catalogue.nodes.keys()
        if metric.unit:
            counted = {LINKS: figure.links, NODES: figure.nodes}[metric.unit]
            assert figure.value == str(len(counted))


@measured
@calm
@any_world
def test_every_door_is_as_long_as_its_number(measure: Compute, made: World) -> None:
    check_counts(measure(*made), made)


@measured
@pytest.mark.parametrize("start", [Start(), Start("things", (NEWCASTLE,)), Start("compare", (NEWCASTLE, LEEDS))])
def test_a_view_as_the_page_shows_it_has_a_door_behind_every_number(
    measure: Compute, start: Start, explorer: Explorer
) -> None:
    shown = ViewService(explorer).show(View(start))
    assert shown.links
    check_counts(measure(shown, explorer.catalogue), (shown, explorer.catalogue))


@measured
@calm
@any_world
def test_no_two_figures_bear_the_same_names(measure: Compute, made: World) -> None:
    metric = measure(*made)
    assert max(Counter((f.name, f.other) for f in metric.rows).values(), default=1) == 1
    assert {bool(f.other) for f in metric.rows} <= {len(metric.columns) == 3}


@measured
@calm
@any_world
def test_the_order_of_what_is_shown_changes_nothing(measure: Compute, made: World) -> None:
    shown, catalogue = made
    assert measure(turned(shown), catalogue) == measure(shown, catalogue)


@measured
@calm
@any_world
def test_what_is_measured_is_said_with_its_scope(measure: Compute, made: World) -> None:
    metric = measure(*made)
    assert metric.note and metric.explanation.endswith(".") and metric.note.endswith(".")
    nodes, links = len(made[0].nodes), len(links_of(made[0]))
    items = "1 item" if nodes == 1 else f"{nodes} items"
    assert metric.scope.startswith(f"all: {items} and {links} link")


@measured
def test_a_line_that_is_no_link_is_not_counted_and_is_said(measure: Compute) -> None:
    things = named("a", "b", "c", label="City")
    links = [pair("a", "b"), pair("b", "c"), claim("a", "TWINNED_WITH", "c")]
    lines = [claim("a", "PART_OF", "c"), claim("b", "SUCCEEDED_BY", "c")]
    with_lines, without = measure(*world(things, [*links, *lines])), measure(*world(things, links))
    assert with_lines.rows == without.rows
    assert with_lines.scope == (
        "all: 3 items and 3 links shown. 2 structural ties (such as “part of” or “replaced by”) are not counted."
    )


@measured
def test_nothing_shown_gives_no_figure_and_says_so(measure: Compute) -> None:
    shown, catalogue = world([], [])
    metric = measure(shown, catalogue)
    assert metric.rows == () and metric.note == "Nothing is shown, so nothing is counted."


@measured
def test_one_thing_alone_gives_no_figure_and_a_reason(measure: Compute) -> None:
    metric = measure(*world(named("alone", label="Club"), []))
    assert metric.rows == () and metric.note and metric.scope == "all: 1 item and 0 links shown."


def test_the_list_of_measures_has_the_keys_and_titles_that_they_bear() -> None:
    made = shown_of(tiny())
    results = [compute(*made) for compute in COMPUTES]
    assert [(key, title) for key, title, _ in MEASURES] == [(result.key, result.title) for result in results]
    assert len({key for key, _, _ in MEASURES}) == len(MEASURES) == 9


def test_another_run_of_python_gives_the_same_figures() -> None:
    code = (
        "from tests.graph.analysis.worlds import shown_of; from tests.worlds import claim, tiny;"
        "from graph.analysis.measures import MEASURES;"
        "from loaders.curated.folder import read_curated; from graph.model.data_folder import SHIPPED_DATA;"
        "print([do(*shown_of(w)) for w in (tiny(), read_curated(SHIPPED_DATA)) for _, _, do in MEASURES])"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1 and "Leeds" in runs.pop()


# ---- sums


@pytest.mark.parametrize("measure", [between_countries, between_cities, growth])
@calm
@any_world
def test_every_link_stands_in_one_figure_of_places_and_of_growth(measure: Compute, made: World) -> None:
    counts = ids_of(measure(*made).rows)
    assert counts == Counter(links_of(made[0]))


@calm
@any_world
def test_every_thing_stands_in_one_group_or_in_none(made: World) -> None:
    figures = communities(*made).rows
    counts = Counter(i for f in figures for i in f.nodes)
    assert not figures or counts == Counter(n.id for n in made[0].nodes)


@calm
@any_world
def test_all_links_of_all_things_are_each_link_at_both_its_ends(made: World) -> None:
    counts = ids_of(tuple(f for f in sectors(*made).rows if f.other == ALL))
    assert counts == Counter({link: 2 for link in links_of(made[0])})


@calm
@any_world
def test_the_sectors_of_a_thing_cover_all_its_links(made: World) -> None:
    rows: dict[str, dict[str, set[str]]] = {}
    for figure in sectors(*made).rows:
        rows.setdefault(figure.node, {})[figure.other] = set(figure.links)
    for row in rows.values():
        assert set().union(*(links for sector, links in row.items() if sector != ALL)) == row[ALL]


@calm
@any_world
def test_growth_never_shrinks_and_ends_at_all_that_has_a_date(made: World) -> None:
    whole = link_growth(made[0])
    steps = [whole.started_by(year) for year in whole.years]
    for before, after in pairwise(steps):
        assert set(before.certain) <= set(after.certain)
        assert {*before.certain, *before.possible} <= {*after.certain, *after.possible}
        assert after.at_least <= after.at_most
    if steps:
        assert steps[-1].at_most == len(whole.of_kind("dated"))
    years = {f.name: len(f.links) for f in growth(*made).rows if f.name.isdigit()}
    for step in steps:
        assert step.at_least >= sum(count for year, count in years.items() if int(year) <= step.year)


# ---- scope


def test_the_scope_says_what_is_not_drawn_possible_through_the_city_and_filtered() -> None:
    shown, catalogue = world(named("a", "b", "c"), [pair("a", "b"), pair("b", "c")])
    first, second = shown.links
    links = (replace(first, certainty=POSSIBLE), replace(second, reach=THROUGH_CITY))
    view = replace(shown.view, filters=Filters(undated=False))
    part = replace(shown, title="Links of a.", links=links, total=10, view=view)
    assert growth(part, catalogue).scope == (
        "Links of a: 3 items and 2 links shown, 7 items not drawn. 1 of the links is possible only. "
        "1 of the links is through the city. Filters are on; links that they leave out are not counted."
    )
