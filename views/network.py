"""The network picture on a page: our own component round vis-network, nothing fetched, still.

vis-network comes from the installed pyvis package, in a component that never changes, so that it
crosses the socket once for each session; the picture's component sends only the picture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitDuplicateElementKey

HTML = """
<section class="network">
  <div class="tools" role="group" aria-label="Picture">
    <button type="button" data-do="fit">Fit</button>
    <button type="button" data-do="closer">Zoom in</button>
    <button type="button" data-do="wider">Zoom out</button>
    <button type="button" data-do="save">Save as PNG</button>
  </div>
  <div class="frame">
    <div class="network-canvas"></div>
    <p class="nothing" hidden>Nothing to draw.</p>
    <p class="keys" aria-hidden="true">n, p or arrows: next, previous · Enter: select
      · + and −: zoom · 0: fit</p>
    <div class="card" hidden></div>
  </div>
  <p class="say" role="status" aria-live="polite"></p>
  <ul class="legend" aria-label="Legend"></ul>
</section>
"""


def _text(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text(encoding="utf-8")


# Streamlit takes a string of one line for a path: each of these begins with a comment line.
_library = st.components.v2.component(
    "citylinks_vis_network",
    js="// vis-network, from the installed pyvis\n"
    + _text("pyvis", "templates/lib/vis-9.1.2/vis-network.min.js")
    + "\nexport default function () {}\n",
)
_view = st.components.v2.component(
    "citylinks_network",
    html=HTML,
    css=_text("views", "network.css"),
    js=_text("views", "network.js") + _text("views", "network_paint.js"),
)

LOOK = ("shape", "colour", "hollow", "letter")
LINE = ("dash", "width", "light", "dark")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the person has selected in the picture: the id of a node or an edge in it, or None."""

    selected: str | None


def network(
    picture: Mapping[str, Any],
    *,
    key: str,
    height: int = 480,
    on_select: Callable[[], None] | None = None,
) -> Shown:
    """Draw a picture from `graph.picture` and return what is selected in it.

    Nodes stand where the picture says. While its id stays the same, a rerun moves nothing: new
    nodes are added, missing ones removed, and those dragged by hand stay. A new id is drawn afresh.

    Args:
        picture: What to draw.
        key: Names the picture on its page; also the key in session state.
        height: Of the canvas, in pixels.
        on_select: Called before the rerun that a selection causes.
    """
    with st.container(gap=None):
        # A page with two pictures has the library by its first.
        with suppress(StreamlitDuplicateElementKey):
            _library(key="citylinks_vis_network", height=1)
        result = _view(
            key=key,
            data={"picture": _packed(picture), "height": height, "key": key},
            on_selected_change=on_select or _nothing,
        )
    known = {item["id"] for part in ("nodes", "edges") for item in picture[part]}
    return Shown(result.selected if result.selected in known else None)


def _packed(picture: Mapping[str, Any]) -> dict[str, Any]:
    """The picture as it crosses the socket: rows without field names, ends by number, in id order.

    A growing picture is sent whole with every step, so its size is what a click costs.
    """
    number = {node["id"]: i for i, node in enumerate(picture["nodes"])}
    looks: dict[tuple[Any, ...], int] = {}
    nodes = []
    for node in picture["nodes"]:
        look = looks.setdefault(tuple(node[field] for field in LOOK), len(looks))
        row = [node["id"], node["label"], node["size"], node["links"]]
        row += [round(node["x"]), round(node["y"]), look, node["kind"]]
        if node["name"] != node["label"].replace("\n", " "):
            row.append(node["name"])
        nodes.append(row)
    lines = {edge["line"]: {field: edge[field] for field in LINE} for edge in picture["edges"]}
    edges = [
        [number[end] for end in sorted((edge["from"], edge["to"]))]
        + [edge[field] for field in ("line", "count", "marks", "text")]
        for edge in picture["edges"]
    ]
    looked = [dict(zip(LOOK, look, strict=True)) for look in looks]
    rest = {name: picture[name] for name in ("id", "legend", "shapes", "sizes", "marks")}
    return rest | {"nodes": nodes, "edges": edges, "looks": looked, "lines": lines}


def _nothing() -> None:
    """Streamlit keeps a component's state only where something is called when it changes."""
