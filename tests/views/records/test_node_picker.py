"""Boxes of names in a large graph: they list the best-connected nodes, and any other name can be written."""

from __future__ import annotations

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from graph.answers.explorer import Explorer
from graph.catalogue import catalogue
from graph.model.records import Node
from graph.stores.embedded.store import EmbeddedStore
from tests import worlds
from tests.engines import ROOT
from views.records.node_picker import node_options, resolve_node

SOURCE = worlds.Source("register", "dataset", "Register", as_of="2026-10-01")


@pytest.fixture(autouse=True)
def _large(monkeypatch) -> None:
    monkeypatch.setattr(catalogue, "LARGE", 0)
    st.cache_data.clear()


def on() -> Explorer:
    """The tiny world with a register of three schools, two of which have the same name."""
    names = {"r1": "Elm Primary", "r2": "Elm Primary", "r3": "Fir Primary"}
    nodes = [*worlds.tiny().nodes, *(Node(id, "School", name) for id, name in names.items())]
    listed = [worlds.claim(id, "LOCATED_IN", "leeds", "register") for id in names]
    made = worlds.records(nodes, [*worlds.tiny().claims, *listed])
    store = EmbeddedStore()
    store.load(worlds.Records(made.nodes, made.claims, (*made.sources, SOURCE)))
    return Explorer(store)


def profile(explorer: Explorer, node: str) -> AppTest:
    test = AppTest.from_file(str(ROOT / "views" / "records" / "profile.py"), default_timeout=60)
    test.session_state["explorer"] = explorer
    test.query_params["node"] = node
    return test.run()


def html(test: AppTest) -> str:
    assert not test.exception
    return "\n".join(part.value for part in test.get("html"))


def test_a_box_lists_places_and_what_is_linked() -> None:
    names = on().catalogue
    listed = node_options(names.number, names)
    assert {"leeds", "wuhan", "a-school"} <= listed.keys()
    assert not {"r1", "r2", "r3"} & listed.keys()


def test_a_written_name_means_the_one_thing_that_bears_it() -> None:
    names = on().catalogue
    assert [resolve_node(written, names) for written in ("Fir Primary", "fir primary", "r1")] == ["r3", "r3", "r1"]
    assert [resolve_node(written, names) for written in ("Elm Primary", "Oak", "")] == ["", "", ""]


def test_a_thing_that_the_box_does_not_list_has_a_profile_and_stands_in_the_box() -> None:
    test = profile(on(), "r3")
    assert ">Fir Primary</h1>" in html(test)
    assert test.selectbox[0].value == "r3"


def test_of_several_things_of_one_name_each_is_offered() -> None:
    written = html(profile(on(), "Elm Primary"))
    assert "“Elm Primary” is the name of 2 items." in written
    assert written.count('href="profile?node=r') == 2
