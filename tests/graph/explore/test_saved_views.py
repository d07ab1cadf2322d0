"""Addresses and a file that an earlier version of the code wrote: they still open, and still show the same.

The fixtures were written by the code before its names were revised. Do not write them again with today's code: they
protect links and files that people already keep. The views are of the small world `tests.worlds.tiny`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from graph.explore.address import PACKED, as_data, from_file, from_query, to_file, to_query
from graph.explore.explorations import ViewService
from graph.explore.view import View
from graph.explore.view_kinds import ACTION_KINDS, FACETS, START_KINDS

FIXTURES = Path(__file__).with_name("fixtures")
ADDRESSES = json.loads((FIXTURES / "addresses.json").read_text(encoding="utf-8"))
SAVED = (FIXTURES / "saved_view.json").read_bytes()


def opened(address: str) -> View:
    return from_query(parse_qs(urlsplit(address).query, keep_blank_values=True))


def summary(view: View, service: ViewService, moved: list[str]) -> dict[str, Any]:
    """What a view shows, in the form of the fixtures: all but wording, and the positions that a user set."""
    shown = service.show(view)
    return {
        "nodes": [node.id for node in shown.nodes],
        "links": {k.relationship.id: [len(k.claims), k.certainty, k.group] for k in shown.links},
        "located_in": [r.id for r in shown.locations],
        "more": dict(shown.unshown_neighbours),
        "of": shown.total,
        "hidden": sorted(shown.hidden),
        "pinned": sorted(shown.pinned),
        "paths": [list(path.nodes) for path in shown.paths],
        "places": {i: list(shown.positions[i]) for i in moved},
    }


@pytest.mark.parametrize("saved", ADDRESSES, ids=[saved["name"] for saved in ADDRESSES])
def test_an_address_of_before_still_shows_the_same(saved: dict[str, Any], small: ViewService) -> None:
    view = opened(saved["address"])
    assert summary(view, small, list(saved["shows"]["places"])) == saved["shows"]


@pytest.mark.parametrize("saved", ADDRESSES, ids=[saved["name"] for saved in ADDRESSES])
def test_an_address_of_before_is_written_again_as_it_was(saved: dict[str, Any]) -> None:
    query, view = parse_qs(urlsplit(saved["address"]).query, keep_blank_values=True), opened(saved["address"])
    written = to_query(view)
    if PACKED in query:  # compressed text differs between versions of zlib
        assert (list(written), from_query(written)) == ([PACKED], view)
    else:
        assert written == query


def test_a_file_of_before_still_shows_the_same(small: ViewService) -> None:
    shows = json.loads((FIXTURES / "saved_view_shows.json").read_text(encoding="utf-8"))
    # The earlier version drew this plan as a link in force in the years of the view. A plan is never in force.
    del shows["links"]["leeds|PARTNERED_WITH|siegen"]
    assert summary(from_file(SAVED), small, list(shows["places"])) == shows


def test_a_file_of_before_is_written_again_as_it_was() -> None:
    assert to_file(from_file(SAVED)).encode() == SAVED


def test_every_kind_of_start_action_and_filter_is_among_the_saved_views() -> None:
    data = [as_data(opened(saved["address"])) for saved in ADDRESSES]
    assert {view["start"] for view in data} == set(START_KINDS)
    assert {action[0] for view in data for action in view.get("steps", [])} == set(ACTION_KINDS)
    filters = [view.get("filters", {}) for view in data]
    assert {facet for one in filters for part in ("only", "off") for facet in one.get(part, {})} == set(FACETS)
