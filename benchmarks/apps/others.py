"""Draws a graph with other packages: ?renderer=...&graph=... names one of RENDERERS and a file in the folder GRAPHS.

Node sizes and colours are ours, so that all packages draw the same. Everything else is the package's default.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import streamlit as st

from benchmarks import graphs
from graph.drawing.styles import styles

HEIGHT = 600


@st.cache_resource
def read(name: str) -> graphs.Made:
    """The graph, read once for all openings."""
    return graphs.read(name, Path(os.environ["GRAPHS"]))


def size(degree: int) -> int:
    """A node's radius in pixels."""
    return 8 + min(30, degree)


def pyvis(made: graphs.Made, *, preset: bool) -> None:
    """Draw with pyvis in an iframe, with the library in the page: by default, or at fixed positions without physics."""
    from pyvis.network import Network

    degrees = made.degrees
    net = Network(height=f"{HEIGHT}px", width="100%", cdn_resources="in_line")
    for id, label, name in made.nodes:
        place = dict(zip("xy", made.places[id], strict=True)) | {"physics": False} if preset else {}
        net.add_node(id, label=name, color=styles().looks[label].colour, size=size(degrees[id]), **place)
    for start, _, end in made.links:
        net.add_edge(start, end)
    if preset:
        net.toggle_physics(False)
        net.options.edges.smooth.enabled = False
    st.iframe(net.generate_html(), height=HEIGHT + 20)


def link_analysis(made: graphs.Made, *, preset: bool) -> None:
    """Draw with st-link-analysis: with its default layout, or with fixed positions."""
    from st_link_analysis import EdgeStyle, NodeStyle, st_link_analysis  # type: ignore[import-untyped]

    nodes: list[dict[str, Any]] = [{"data": {"id": id, "label": label, "name": name}} for id, label, name in made.nodes]
    if preset:
        nodes = [
            node | {"position": dict(zip("xy", place, strict=True))}
            for node, place in zip(nodes, (made.places[id] for id, _, _ in made.nodes), strict=True)
        ]
    edges = [
        {"data": {"id": f"edge{i}", "source": start, "target": end, "label": kind}}
        for i, (start, kind, end) in enumerate(made.links)
    ]
    st_link_analysis(
        {"nodes": nodes, "edges": edges},
        {"name": "preset", "fit": True, "animate": False} if preset else "cose",
        [NodeStyle(label, styles().looks[label].colour, caption="name") for label in graphs.LABELS],
        [EdgeStyle(kind) for kind in sorted({kind for _, kind, _ in made.links})],
        height=HEIGHT,
        key="graph",
    )


def agraph(made: graphs.Made) -> None:
    """Draw with streamlit-agraph by default: physics in the browser."""
    from streamlit_agraph import Config, Edge, Node, agraph  # type: ignore[import-untyped]

    degrees = made.degrees
    agraph(
        [
            Node(id=id, label=name, size=size(degrees[id]), color=styles().looks[label].colour)
            for id, label, name in made.nodes
        ],
        [Edge(source=start, target=end) for start, _, end in made.links],
        Config(width=1100, height=HEIGHT),
    )


RENDERERS = {
    "pyvis": lambda made: pyvis(made, preset=False),
    "pyvis_preset": lambda made: pyvis(made, preset=True),
    "link_analysis": lambda made: link_analysis(made, preset=False),
    "link_analysis_preset": lambda made: link_analysis(made, preset=True),
    "agraph": agraph,
}

st.set_page_config(layout="wide", page_title="Benchmark")
st.title("Benchmark")
if wanted := st.query_params.get("graph"):
    RENDERERS[st.query_params["renderer"]](read(wanted))
