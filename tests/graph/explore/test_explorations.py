"""What a view starts with, opens and hides: the right nodes, at positions that do not change."""

from __future__ import annotations

import pytest

from graph.explore.explorations import ViewService
from graph.explore.view import Action, Start, View
from graph.model.records import Node, Records
from tests.graph.explore.starts import HEADLINE, LEEDS, NAMES, NEWCASTLE, WUHAN, ids, only, service_of, things
from tests.worlds import claim, records

# ---- starts


def test_a_place_starts_with_its_links_and_those_of_what_lies_in_it(small: ViewService) -> None:
    shown = small.show(things("newcastle"))
    assert {"newcastle", "wuhan", "network", "a-school", "b-school", "c-school", "cn"} == ids(shown)
    assert {(r.start, r.end) for r in shown.locations} >= {("a-school", "newcastle"), ("wuhan", "cn")} - {
        ("wuhan", "cn")
    }


def test_a_question_starts_with_just_its_answer(service: ViewService) -> None:
    shown = service.show(View(Start("question", text=HEADLINE)))
    answer = service.explorer.ask(HEADLINE)
    assert ids(shown) == {node.id for node in answer.nodes}
    assert {link.relationship.id for link in shown.links} == {
        r.id for r in answer.relationships if r.type != "LOCATED_IN"
    }
    assert {link.relationship.id for link in shown.links if link.certainty == "possible"} == answer.possible
    assert shown.notes[0] == answer.sentence


def test_a_comparison_parts_all_links_into_shared_and_only(service: ViewService) -> None:
    view = View(Start("compare", (NEWCASTLE, LEEDS)))
    shown, counts = service.show(view), service.counts(view)["group"]
    assert set(counts) >= {"shared", "only Leeds", "only Newcastle upon Tyne"}
    assert set(counts) <= {"shared", *(f"{part} {name}" for part in ("only", "within") for name in NAMES)}
    assert counts.total() == len(shown.links)
    assert "Countries in common: China." in shown.notes
    shared = {
        i for link in shown.links if link.group == "shared" for i in (link.relationship.start, link.relationship.end)
    }
    assert "iso:CN" in shared


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ({"start": "1985"}, "gained"),
        ({"start": "1960"}, "in both"),
        ({"start": "1960", "end": "1990"}, "lost"),
        ({"start": "1990", "event": "renewed"}, "renewed"),
        ({}, "no date"),
        ({"start": "2010"}, None),
        ({"start": "1950", "end": "1960"}, None),
    ],
)
def test_two_years_tell_what_became_of_a_link(said: dict[str, str], group: str | None) -> None:
    world = records([Node("a", "City", "A"), Node("b", "City", "B")], [claim("a", "TWINNED_WITH", "b", **said)])
    shown = service_of(world).show(View(Start("dates", ("a",), years=(1970, 2000))))
    assert [link.group for link in shown.links] == ([group] if group else [])


def test_what_is_not_recorded_is_said(small: ViewService) -> None:
    assert small.show(things("atlantis")).notes == ("Not recorded: atlantis.",)


def test_an_empty_graph_is_shown_as_empty() -> None:
    shown = service_of(records([], [])).show(View())
    assert (shown.nodes, shown.links, shown.total) == ((), (), 0)


# ---- opening, closing, hiding


def test_opening_brings_neighbours_and_moves_nothing(service: ViewService) -> None:
    before = service.show(things(NEWCASTLE))
    after = service.show(things(NEWCASTLE).then(Action("open", ("iso:CN",))))
    assert ids(before) < ids(after)
    assert all(after.positions[i] == place for i, place in before.positions.items())
    assert before.unshown_neighbours["iso:CN"] == len(ids(after) - ids(before))
    assert "iso:CN" not in after.unshown_neighbours


def test_opening_stops_at_its_limit_and_goes_on_without_repeating() -> None:
    hub = [Node("hub", "City", "Hub"), Node("seed", "City", "Seed")]
    world = records(
        [*hub, *(Node(f"n{i:02}", "School", f"School {i:02}") for i in range(45))],
        [claim("seed", "TWINNED_WITH", "hub"), *(claim(f"n{i:02}", "PARTNERED_WITH", "hub") for i in range(45))],
    )
    service = service_of(world)
    first = things("seed").then(Action("open", ("hub",)))
    assert service.show(things("seed")).unshown_neighbours == {"hub": 45}
    shown = service.show(first)
    assert (len(shown.nodes), shown.unshown_neighbours) == (22, {"hub": 25})
    again = service.show(first.then(Action("open", ("hub",), most=25)))
    assert (len(again.nodes), again.unshown_neighbours) == (47, {})
    assert [n.id for n in shown.nodes][2:] == [f"n{i:02}" for i in range(20)]


def test_opening_respects_the_filters_in_force_then(service: ViewService) -> None:
    view = things(WUHAN).then(Action("open", (LEEDS,), only(kind="School")))
    brought = ids(service.show(view)) - ids(service.show(things(WUHAN))) - {LEEDS}
    everything = service.show(things(WUHAN).then(Action("open", (LEEDS,), most=500)))
    of_schools = service.show(everything.view.filtered(only(kind="School")))
    assert brought
    assert brought <= ids(of_schools)
    assert brought < ids(everything)


def test_collapsing_puts_away_what_is_linked_to_it_alone_and_opening_brings_it_back(service: ViewService) -> None:
    start = things(LEEDS)
    closed = service.show(start.then(Action("close", (LEEDS,))))
    away = ids(service.show(start)) - ids(closed)
    assert away
    assert closed.unshown_neighbours[LEEDS] == len(away)
    back = service.show(start.then(Action("close", (LEEDS,))).then(Action("open", (LEEDS,), most=200)))
    assert ids(back) >= ids(service.show(start))
    assert all(back.positions[i] == place for i, place in service.show(start).positions.items())


def test_what_is_hidden_is_shown_again(service: ViewService) -> None:
    view = things(NEWCASTLE).then(Action("hide", (WUHAN, "iso:CN")))
    assert not {WUHAN, "iso:CN"} & ids(service.show(view))
    assert service.show(view).hidden == {WUHAN, "iso:CN"}
    assert service.show(view.then(Action("show"))).nodes == service.show(things(NEWCASTLE)).nodes


def test_a_thing_moved_stays_there_and_no_other_moves(service: ViewService) -> None:
    before = service.show(things(NEWCASTLE)).positions
    after = service.show(things(NEWCASTLE).then(Action("move", (WUHAN,), at=(1.5, 2.5)))).positions
    assert after == {**before, WUHAN: (1.5, 2.5)}


def test_tidying_up_moves_all_but_what_is_pinned(service: ViewService) -> None:
    view = things(NEWCASTLE).then(Action("move", (WUHAN,), at=(5000, 5000))).then(Action("pin", (WUHAN,)))
    tidy = service.show(view.then(Action("arrange")))
    assert tidy.positions[WUHAN] == (5000, 5000)
    assert tidy.pinned == {WUHAN}
    assert tidy.positions != service.show(view).positions


def test_a_step_that_names_nothing_recorded_changes_nothing(service: ViewService) -> None:
    view = things(NEWCASTLE)
    for kind in ("open", "close", "hide", "pin", "move", "paths", "between"):
        assert ids(service.show(view.then(Action(kind, ("atlantis",), at=(0, 0))))) == ids(service.show(view))


# ---- how many are drawn


def crowd(count: int) -> Records:
    nodes = [Node("hub", "City", "Hub"), *(Node(f"n{i:03}", "School", f"School {i:03}") for i in range(count))]
    return records(nodes, [claim(f"n{i:03}", "PARTNERED_WITH", "hub", status="active") for i in range(count)])


def test_a_large_start_draws_the_best_linked_and_says_of_how_many() -> None:
    service = service_of(crowd(300))
    shown = service.show(View())
    assert (len(shown.nodes), shown.total, shown.nodes[0].id) == (150, 301, "hub")
    more = service.show(View().then(Action("more", most=300)))
    assert (len(more.nodes), more.total) == (300, 301)
    assert all(more.positions[i] == place for i, place in shown.positions.items())
    assert len(set(more.positions.values())) == 300


def test_opening_in_a_large_start_brings_its_neighbours_and_nothing_else() -> None:
    service = service_of(crowd(300))
    before, opened = service.show(View()), service.show(View().then(Action("open", ("n001",))))
    assert ids(opened) == ids(before)
    assert len(service.show(View().then(Action("open", ("hub",)))).nodes) == 170


def test_a_filter_finds_what_was_not_drawn() -> None:
    service = service_of(crowd(300))
    last = "n299"
    world = service.show(View().then(Action("show", (last,))))
    assert last in ids(world)
