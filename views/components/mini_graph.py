"""The small network picture on a records page, with links from the selection to profiles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import streamlit as st

from graph.answers.answer import Answer
from graph.catalogue.catalogue import Catalogue
from graph.drawing.picture import picture
from graph.model.records import Node, Relationship
from views.components.network.network import network
from views.look import element
from views.table import profile_link

MOST = 150  # nodes in a picture


def mini_graph(answers: Iterable[Answer], conflicts: Answer, centre: str, catalogue: Catalogue) -> dict[str, Any]:
    """Return one picture of the links in the answers. If there are too many nodes, it has the best-connected ones."""
    links: dict[str, Relationship] = {r.id: r for answer in answers for r in answer.relationships}
    degree: dict[str, int] = {}
    for link in links.values():
        for end in (link.start, link.end):
            degree[end] = degree.get(end, 0) + 1
    degree = degree or {centre: 0}
    shown = sorted(degree, key=lambda i: (-degree[i], i))[:MOST]
    nodes: list[Node] = [catalogue.nodes[i] for i in shown]
    drawn = picture(
        nodes,
        links.values(),
        conflicts=frozenset(r.id for r in conflicts.relationships),
        source_of=lambda source: catalogue.sources[source].title,
    )
    return drawn | {"of": len(degree)}


@st.fragment
def show_mini_graph(drawn: dict[str, Any], page: str, catalogue: Catalogue, height: int) -> None:
    """Show the picture, and the selection by name under it. A selection reruns only this fragment."""
    if len(drawn["nodes"]) < drawn["of"]:
        st.html(element("p", f"Showing {len(drawn['nodes']):,} of {drawn['of']:,}.", class_="muted"))
    selected = network(drawn, key=f"{page}_picture_{drawn['id']}", height=height).selected
    if not selected:
        return
    edge = next((e for e in drawn["edges"] if e["id"] == selected), None)
    ends = [edge["from"], edge["to"]] if edge else [selected]
    sentences = [element("li", text) for text in edge["text"]] if edge else []
    things = (element("li", profile_link(i, catalogue.name(i)), f", {catalogue.describe(i)}") for i in ends)
    st.html(
        element("section", element("ul", *things, *sentences), class_="node-card", aria_label="Selected in the picture")
    )
