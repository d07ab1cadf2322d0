"""Views as addresses and files: both read back the same view, and anything else is refused with a message."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.explore.address import LONGEST, from_file, from_query, to_file, to_query
from graph.explore.view import Action, Filters, Start, View
from graph.explore.view_kinds import ACTION_KINDS, FACETS, START_KINDS
from graph.model.errors import DataError

# Any text that a browser's address may contain: unpaired surrogates are impossible.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
IDS = st.lists(TEXT.filter(bool), max_size=3).map(tuple)
YEAR = st.integers(0, 9999)
PLACE = st.floats(-9e5, 9e5).map(lambda number: round(number, 1))


@st.composite
def filters(draw: st.DrawFn) -> Filters:
    made = Filters(undated=draw(st.booleans()))
    for facet in draw(st.lists(st.sampled_from(tuple(FACETS)), max_size=2)):
        made = made.with_only(facet, frozenset(draw(IDS)))
    for facet in draw(st.lists(st.sampled_from(tuple(FACETS)), max_size=2)):
        made = made.with_off(facet, frozenset(draw(IDS)))
    since, until = draw(st.tuples(st.none() | YEAR, st.none() | YEAR))
    if since is not None and until is not None:
        since, until = sorted((since, until))
    return Filters(made.only, made.off, since, until, made.undated)


STARTED = {
    "things": st.builds(Start, st.just("things"), IDS.filter(bool), first=st.integers(1, 5000)),
    "question": st.builds(Start, st.just("question"), text=TEXT.filter(str.strip)),
    "compare": st.builds(Start, st.just("compare"), IDS.filter(bool)),
    "dates": st.builds(
        Start, st.just("dates"), IDS.filter(bool), years=st.tuples(st.integers(1, 9999), st.integers(1, 9999))
    ),
    "whole": st.just(Start()),
}
STEP = st.builds(
    Action,
    st.sampled_from(ACTION_KINDS),
    IDS,
    filters(),
    st.integers(0, 5000),
    TEXT,
    st.none() | st.tuples(PLACE, PLACE),
)
VIEWS = st.builds(View, st.one_of(*STARTED.values()), st.lists(STEP, max_size=8).map(tuple), filters())


def test_every_kind_of_start_is_tried() -> None:
    assert set(STARTED) == set(START_KINDS)


@given(VIEWS)
def test_an_address_gives_the_view_back(view: View) -> None:
    assert from_query(to_query(view)) == view


@given(VIEWS)
def test_a_file_gives_the_view_back(view: View) -> None:
    assert from_file(to_file(view).encode()) == view


def test_a_short_view_is_an_address_that_can_be_read() -> None:
    view = View(Start("things", ("geonames:2641673",))).then(Action("open", ("iso:CN",)))
    wanted = view.filtered(Filters(since=1950).with_only("kind", frozenset({"School"})))
    assert to_query(wanted) == {
        "things": ["geonames:2641673"],
        "do": ["open;iso:CN"],
        "only": ["kind;School"],
        "from": ["1950"],
    }


def test_a_long_afternoon_still_fits_into_an_address() -> None:
    view = View()
    for number in range(400):
        view = view.then(Action("open", (f"GB-EDU-{100000 + number}",)))
        view = view.then(Action("move", (f"GB-EDU-{100000 + number}",), at=(number * 3.5, -number)))
    query = to_query(view)
    assert list(query) == ["view"]
    assert LONGEST < len(query["view"][0]) < 12_000
    assert from_query(query) == view


def test_moving_a_thing_twice_is_moving_it_once() -> None:
    view = View().then(Action("move", ("a",), at=(1, 1))).then(Action("move", ("a",), at=(5, 5)))
    assert [action.at for action in view.actions] == [(5, 5)]


@pytest.mark.parametrize(
    "query",
    [
        {"do": ["explode;a"]},
        {"only": ["colour;red"]},
        {"from": ["long ago"]},
        {"from": ["12345"]},
        {"from": ["2020"], "to": ["1950"]},
        {"things": [""]},
        {"q": [" "]},
        {"changes": ["a"]},
        {"do": ['open;a;{"most":1e999}']},
        {"do": ["open;a;" + "[" * 20_000]},
        {"changes": ["a"], "years": ["1990"]},
        {"view": ["not base64 at all"]},
        {"view": ["eJwDAAAAAAE"]},
        {"do": ["open;a;{"]},
        {"do": ["move;a;" + '{"at":["x",2]}']},
        {"do": ["move;a;" + '{"at":[1e9,2]}']},
    ],
)
def test_a_broken_address_is_refused_in_four_parts(query: dict[str, list[str]]) -> None:
    with pytest.raises(DataError, match="does not describe a view") as caught:
        from_query(query)
    assert caught.value.expected
    assert caught.value.fix


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"[]",
        b"{}",
        b"<html></html>",
        json.dumps({"format": "citylinks view 1", "start": "moon"}).encode(),
        json.dumps({"format": "citylinks view 1", "steps": "open"}).encode(),
        json.dumps({"format": "citylinks view 1", "ids": "abc"}).encode(),
        b'{"format": "citylinks view 1", "first": 1e999}',
        b"[" * 100_000,
        b" " * 1_000_001,
    ],
)
def test_a_file_that_holds_no_view_is_refused(content: bytes) -> None:
    with pytest.raises(DataError, match="does not contain a view"):
        from_file(content)


@given(
    st.dictionaries(st.sampled_from(["things", "q", "do", "only", "from", "view", "years"]), st.lists(TEXT, max_size=2))
)
def test_any_address_is_a_view_or_is_refused(query: dict[str, list[str]]) -> None:
    try:
        assert isinstance(from_query(query), View)
    except DataError as error:
        assert error.fix
