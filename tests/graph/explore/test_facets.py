"""Filters and paths of a view: counts agree, nodes do not move, and notes name what is left out."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.explore.explorations import ViewService
from graph.explore.view import Action, Filters, View
from graph.explore.view_kinds import FACETS
from graph.model.records import Node, Records
from tests.graph.explore.starts import LEEDS, NEWCASTLE, WUHAN, ids, only, service_of, things
from tests.worlds import claim, graphs, records

# ---- filters


def test_years_keep_undated_links_apart_and_drop_none_of_them(service: ViewService) -> None:
    view = things(LEEDS)
    undated = {link.relationship.id for link in service.show(view).links if not link.is_dated}
    early = service.show(view.filtered(Filters(until=1950)))
    assert {link.relationship.id for link in early.links if not link.is_dated} == undated
    assert service.undated(view) == service.undated(view.filtered(Filters(until=1950))) == len(undated)
    without = service.show(view.filtered(Filters(until=1950, undated=False)))
    assert all(link.is_dated for link in without.links)


def test_a_date_that_may_be_later_is_possible(small: ViewService) -> None:
    shown = small.show(things("b-school").filtered(Filters(until=1935)))
    assert [link.certainty for link in shown.links if link.relationship.end == "wuhan"] == ["possible"]


def test_switching_a_kind_off_takes_its_things_away(service: ViewService) -> None:
    shown = service.show(View(filters=Filters().with_off("kind", frozenset({"School"}))))
    assert all(node.label != "School" for node in shown.nodes)


def test_filters_move_nothing(service: ViewService) -> None:
    before = service.show(View()).positions
    for filters in (only(kind="School"), Filters(since=1980), only(status="planned")):
        shown = service.show(View(filters=filters))
        assert all(before[i] == place for i, place in shown.positions.items())


FILTERS = st.sampled_from(tuple(FACETS))


@settings(max_examples=60)
@given(graphs(), st.data())
def test_a_count_is_how_many_links_its_filter_keeps(world: Records, data: st.DataObject) -> None:
    service, view = service_of(world), View()
    for facet in data.draw(st.lists(FILTERS, max_size=2, unique=True)):
        values = sorted(service.counts(view)[facet])
        if values:
            view = view.filtered(view.filters.with_only(facet, frozenset({data.draw(st.sampled_from(values))})))
    for facet, counts in service.counts(view).items():
        for value, count in counts.items():
            chosen = view.filtered(view.filters.with_only(facet, frozenset({value})))
            assert len(service.show(chosen).links) == count


STEP = st.builds(
    Action,
    st.sampled_from(["open", "close", "hide", "show", "pin", "unpin", "move", "paths", "between"]),
    st.lists(st.sampled_from([f"n{i}" for i in range(8)]), min_size=1, max_size=2, unique=True).map(tuple),
    at=st.just((7.0, 9.0)),
)


@settings(max_examples=80)
@given(graphs(), st.sampled_from(["n0", "n5"]), st.lists(STEP, max_size=6))
def test_whatever_is_done_nothing_moves_that_was_not_moved(world: Records, start: str, actions: list[Action]) -> None:
    service, view = service_of(world), things(start)
    known: dict[str, tuple[float, float]] = {}
    for action in actions:
        view = view.then(action)
        shown = service.show(view)
        known |= dict.fromkeys(action.ids, (7.0, 9.0)) if action.kind == "move" else {}
        assert all(known.get(i, place) == place for i, place in shown.positions.items())
        known |= shown.positions
        inside = ids(shown)
        assert {n.id for n in shown.nodes} == set(shown.positions)
        assert all(link.relationship.start in inside and link.relationship.end in inside for link in shown.links)
        assert len(shown.nodes) <= shown.total


@settings(max_examples=40)
@given(graphs(), st.lists(STEP, max_size=5))
def test_a_view_opened_afresh_is_the_same(world: Records, actions: list[Action]) -> None:
    service, view = service_of(world), things("n0")
    for action in actions:
        view = view.then(action)
        service.show(view)
    assert service_of(world).show(view) == service.show(view)


# ---- paths


def test_all_shortest_paths_come_best_evidenced_first(service: ViewService) -> None:
    shown = service.show(View().then(Action("paths", (LEEDS, "geonames:2998324"))))
    assert {len(path.hops) for path in shown.paths} == {1}
    nodes = [Node(i, "City", i.upper()) for i in "abcd"] + [Node("s", "School", "S")]
    said = [
        *(claim(x, "TWINNED_WITH", y, asserted_by="third party") for x, y in ("ab", "bd")),
        *(claim(x, "TWINNED_WITH", y) for x, y in ("ac", "cd")),
        claim("a", "PARTNERED_WITH", "s"),
        claim("s", "PARTNERED_WITH", "d", counterpart="School"),
    ]
    found = service_of(records(nodes, said)).show(things("a").then(Action("paths", ("a", "d")))).paths
    assert [path.nodes[1] for path in found] == ["c", "b", "s"]


def test_paths_keep_to_types_years_and_the_place_gone_through() -> None:
    nodes = [Node(i, "City", i.upper()) for i in "abcd"] + [Node("net", "Network", "Net")]
    said = [
        claim("a", "TWINNED_WITH", "b", start="1960"),
        claim("b", "TWINNED_WITH", "d", start="1970"),
        claim("a", "PARTNERED_WITH", "c", start="2000"),
        claim("c", "PARTNERED_WITH", "d", start="2010"),
        claim("a", "MEMBER_OF", "net"),
        claim("d", "MEMBER_OF", "net"),
    ]
    service = service_of(records(nodes, said))

    def paths(action: Action) -> list[tuple[str, ...]]:
        return [path.nodes for path in service.show(things("a").then(action)).paths]

    assert sorted(paths(Action("paths", ("a", "d")))) == [("a", "b", "d"), ("a", "c", "d"), ("a", "net", "d")]
    assert paths(Action("paths", ("a", "d"), only(type="PARTNERED_WITH"))) == [("a", "c", "d")]
    assert paths(Action("paths", ("a", "d"), Filters(until=1980, undated=False))) == [("a", "b", "d")]
    assert paths(Action("paths", ("a", "d"), through="c")) == [("a", "c", "d")]
    assert paths(Action("paths", ("a", "d"), through="net")) == [("a", "net", "d")]
    nothing = service.show(things("a").then(Action("paths", ("a", "d"), only(type="VISITED"))))
    assert nothing.paths == ()
    assert nothing.notes[-1].startswith("No path between A and D is recorded")


def test_everything_between_a_set_joins_each_two_of_it(service: ViewService) -> None:
    three = ("GB-EDU-108468", NEWCASTLE, WUHAN)
    shown = service.show(things(LEEDS).then(Action("between", three)))
    assert set(three) <= ids(shown)
    joined = {frozenset((path.nodes[0], path.nodes[-1])) for path in shown.paths}
    assert joined == {frozenset(pair) for pair in combinations(three, 2)}


def test_facets_are_all_counted(service: ViewService) -> None:
    assert set(service.counts(View())) == set(FACETS)
