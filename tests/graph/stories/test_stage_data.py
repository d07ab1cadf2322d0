"""Slides on a stage: few enough items to read, no movement of shared nodes, and a reason for each empty slide."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.answers.explorer import Explorer
from graph.explore.explorations import ViewService
from graph.explore.view import Start, View
from graph.model.data_folder import SHIPPED_DATA
from graph.model.records import Claim, Source
from graph.stores.embedded.store import EmbeddedStore
from graph.stories.cells import FRAME, assign_cells, cells
from graph.stories.slide_rows import references, source_line
from graph.stories.stage_data import answer_slide, stage_story
from graph.stories.story import MAX_ITEMS, Slide, Story
from loaders.curated.folder import read_curated

LEEDS, NEWCASTLE, WUHAN = "geonames:2644688", "geonames:2641673", "geonames:1791247"
HEADLINE = "which Newcastle schools link to Wuhan"


@pytest.fixture(scope="module")
def service(explorer: Explorer) -> ViewService:
    return ViewService(explorer)


def things(*ids: str) -> View:
    return View(Start("things", ids))


NODES = st.lists(st.integers(0, 99).map(str), unique=True, min_size=1, max_size=MAX_ITEMS)


@settings(deadline=None, max_examples=40)
@given(NODES, st.lists(st.tuples(st.integers(0, 99).map(str), st.integers(0, 99).map(str)), max_size=40))
def test_every_thing_has_a_cell_of_its_own_inside_the_frame(nodes: list[str], pairs: list[tuple[str, str]]) -> None:
    placed = assign_cells(nodes, pairs)
    assert set(placed) == set(nodes)
    assert len(set(placed.values())) == len(nodes)
    assert all(abs(x) < FRAME[0] / 2 and abs(y) < FRAME[1] / 2 for x, y in placed.values())
    assert assign_cells(nodes, pairs) == placed


@settings(deadline=None, max_examples=40)
@given(NODES, NODES)
def test_what_two_stops_share_does_not_move(first: list[str], second: list[str]) -> None:
    before = assign_cells(first, [])
    after = assign_cells(second, [], before)
    assert all(after[node] == before[node] for node in set(first) & set(second))
    assert len(set(after.values())) == len(second)


def test_more_things_than_cells_are_refused() -> None:
    with pytest.raises(ValueError, match="has room for"):
        assign_cells([str(i) for i in range(len(cells()) + 1)], [])


def test_a_stop_shows_no_more_than_can_be_read_and_says_what_it_left_out(service: ViewService) -> None:
    (slide,) = stage_story(Story("s", slides=(Slide("All", view=View()),)), service)
    assert len(slide["picture"]["nodes"]) == MAX_ITEMS
    assert slide["left_out"] == service.show(View()).total - MAX_ITEMS


def test_what_is_emphasised_is_never_left_out(service: ViewService) -> None:
    last = service.show(View()).nodes[-1].id
    (slide,) = stage_story(Story("s", slides=(Slide("All", view=View(), emphasise=(last,)),)), service)
    drawn = {node["id"]: node["emphasised"] for node in slide["picture"]["nodes"]}
    assert not set(drawn) - {n.id for n in service.show(View()).nodes}
    if last in drawn:
        assert drawn[last]


def test_stops_one_after_another_keep_what_they_share(service: ViewService) -> None:
    slides = stage_story(
        Story("s", slides=(Slide("a", view=things(NEWCASTLE)), Slide("b", question=HEADLINE))), service
    )
    at = [{node["id"]: (node["x"], node["y"]) for node in slide["picture"]["nodes"]} for slide in slides]
    shared = at[0].keys() & at[1].keys()
    assert len(shared) > 3
    assert all(at[0][node] == at[1][node] for node in shared)


def test_every_line_has_its_evidence(service: ViewService) -> None:
    (slide,) = stage_story(Story("s", slides=(Slide("a", question=HEADLINE),)), service)
    known = {one["line"] for one in slide["evidence"]}
    assert {edge["id"] for edge in slide["picture"]["edges"] if edge["rows"]} == known
    assert all(claim["source"] for one in slide["evidence"] for claim in one["claims"])
    assert slide["sources"] == ["Newcastle Council Sister City Partnerships in China"]


def test_a_stop_that_shows_nothing_says_why_and_the_others_play(service: ViewService) -> None:
    story = Story("s", slides=(Slide("gone", view=things("atlantis")), Slide("here", question=HEADLINE)))
    gone, here = stage_story(story, service)
    assert "atlantis" in gone["problem"]
    assert here["problem"] == ""
    assert here["picture"]["nodes"]


def test_a_live_question_is_a_stop_whatever_its_outcome(service: ViewService) -> None:
    answered, unknown = answer_slide(HEADLINE, service), answer_slide("partners of Qqxzy", service)
    assert answered["caption"].startswith("Two schools")
    assert answered["picture"]["nodes"]
    assert "Qqxzy" in unknown["caption"]
    assert not unknown["picture"]["nodes"]


def test_a_licence_that_goes_on_is_named_first_at_the_foot_and_with_each_source() -> None:
    shared = Source("twins", "dataset", "A list of twins", "Somebody", licence="CC BY-SA 4.0")
    records = read_curated(SHIPPED_DATA)
    store = EmbeddedStore()
    claims = (*records.claims, Claim(LEEDS, "TWINNED_WITH", WUHAN, "twins"))
    store.load(replace(records, claims=claims, sources=(*records.sources, shared)))
    slide = Slide("Twins", "", view=things(LEEDS, WUHAN, NEWCASTLE))
    (made,) = stage_story(Story("S", slides=(slide,)), ViewService(Explorer(store)))
    assert source_line(made).startswith("Sources: A list of twins (CC BY-SA 4.0, share-alike); ")
    named = [str(reference) for reference in references([made])]
    said = "A list of twins (twins), CC BY-SA 4.0 (share-alike: what is made with it must carry this licence)"
    assert said in "\n".join(named)
