"""A made-up graph (GRAPH names a file of the folder GRAPHS) on our own Explore page, at /explore; / is bare.

At /given the same component draws all of it where the file says, without a layout: for comparing with renderers that
are given places too.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import streamlit as st

from benchmarks import graphs
from graph.answers.explorer import Explorer
from graph.drawing.picture import picture
from graph.stores.embedded.store import NetworkXStore
from views.components.network.network import network
from views.look import apply_style

EXPLORE = Path(__file__).parents[2] / "views" / "explore" / "page.py"


@st.cache_resource
def opened() -> Explorer:
    """The graph in the embedded store, loaded once for all openings."""
    store = NetworkXStore()
    store.load(graphs.records(graphs.read(os.environ["GRAPH"], Path(os.environ["GRAPHS"]))))
    return Explorer(store)


@st.cache_resource
def drawn() -> dict[str, Any]:
    """The picture of all of it in the places of its file, made once as the page's own pictures are."""
    places = graphs.read(os.environ["GRAPH"], Path(os.environ["GRAPHS"])).places
    store = opened().store
    return picture(store.nodes(), store.relationships(), fixed=places)


def bare() -> None:
    """Show only a heading."""
    st.title("Benchmark")


def given() -> None:
    """Show the whole graph."""
    bare()
    network(drawn(), key="graph", height=600)


st.set_page_config(layout="wide", page_title="Benchmark")
apply_style()
st.session_state["explorer"] = opened()
st.navigation(
    [
        st.Page(bare, default=True),
        st.Page(given, url_path="given"),
        st.Page(EXPLORE, title="Explore", url_path="explore"),
    ],
    position="hidden",
).run()
