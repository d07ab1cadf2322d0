"""Draws a synthetic graph (GRAPH names a file in the folder GRAPHS) on our Explore page, at /explore.

The page / is empty. /given draws the graph at the positions in the file, to compare with renderers that also get
positions.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import streamlit as st

from benchmarks import graphs
from graph.answers.explorer import Explorer
from graph.drawing.picture import picture
from graph.stores.embedded.store import EmbeddedStore
from views.components.network.network import network
from views.look import apply_style

EXPLORE = Path(__file__).parents[2] / "views" / "explore" / "page.py"


@st.cache_resource
def opened() -> Explorer:
    """The graph in the embedded store, loaded once for all openings."""
    store = EmbeddedStore()
    store.load(graphs.records(graphs.read(os.environ["GRAPH"], Path(os.environ["GRAPHS"]))))
    return Explorer(store)


@st.cache_resource
def drawn() -> dict[str, Any]:
    """The picture of the whole graph at the positions in its file, built in the same way as the page's pictures."""
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
