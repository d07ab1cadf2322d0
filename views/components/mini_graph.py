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


def drawing(answers: Iterable[Answer], conflicts: Answer, centre: str, catalogue: Catalogue) -> dict[str, Any]:
    """Return one picture of the links in the answers. If there are too many nodes, it has the best-connected ones."""
    links: dict[str, Relationship] = {r.id: r for answer in answers for r in answer.relationships}
    degree: dict[str, int] = {}
    for link in links.values():
        for end in (link.start, link.end):
            degree[end] = degree.get(end, 0) + 1
    degree = degree or {centre: 0}
    shown = sorted(degree, key=lambda i: (-degree[i], i))[:MOST]
    nodes: list[Node] = [catalogue.nodes[i] for i in shown]
    made = picture(
        nodes,
        links.values(),
        conflicts=frozenset(r.id for r in conflicts.relationships),
        source_of=lambda source: catalogue.sources[source].title,
    )
    return made | {"of": len(degree)}


@st.fragment
def draw(made: dict[str, Any], page: str, catalogue: Catalogue, height: int) -> None:
    """Show the picture, and the selection by name under it. A selection reruns only this fragment."""
    if len(made["nodes"]) < made["of"]:
        st.html(element("p", f"Showing {len(made['nodes']):,} of {made['of']:,}.", class_="muted"))
    selected = network(made, key=f"{page}_picture_{made['id']}", height=height).selected
    if not selected:
        return
    edge = next((e for e in made["edges"] if e["id"] == selected), None)
    ends = [edge["from"], edge["to"]] if edge else [selected]
    said = [element("li", text) for text in edge["text"]] if edge else []
    things = (element("li", profile_link(i, catalogue.name(i)), f", {catalogue.describe(i)}") for i in ends)
    st.html(element("section", element("ul", *things, *said), class_="node-card", aria_label="Selected in the picture"))
