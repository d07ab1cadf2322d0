"""A page with one picture and a few buttons, for tests/views/components/test_network.py."""

import streamlit as st

from graph.drawing.picture import picture
from graph.model.records import Node
from tests import pictures
from views.components.network.network import network

st.set_page_config(layout="wide", page_title="Picture")
wanted = st.query_params.get("picture", "answer")
nodes, relationships, possible = getattr(pictures, wanted, pictures.answer)()
grown = st.toggle("Grow")
other = st.toggle("Other")
if grown:
    nodes = [*nodes, Node("new", "Club", "A new club")]
if other:
    nodes, relationships, possible = pictures.markup()
first = picture(nodes[: 8 if wanted == "answer" else None], relationships)
drawn = picture(
    nodes,
    relationships,
    possible=possible,
    fixed={node["id"]: (node["x"], node["y"]) for node in first["nodes"]} if grown else None,
    identity="other" if other else "one",
)
st.button("Again")
if "tabs" in st.query_params:
    _, behind = st.tabs(["Table", "Picture"])
    with behind:
        shown = network(drawn, key="net")
else:
    shown = network(drawn, key="net")
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.text(f"selected: {shown.selected}")
st.text(f"runs: {st.session_state.runs}")
