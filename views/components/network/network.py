"""The network picture on a page: our component around vis-network, without physics. It fetches nothing.

vis-network comes from the installed pyvis package, in a component that never changes, so that it is sent once for each
session. The component of the picture sends only the picture.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitDuplicateElementKey

from views.components.scripts import citylinks_scripts, vis_network

# Streamlit reads a string of one line as a path, so each of these starts with a comment line. Our scripts are in the
# component that never changes, because the other one is sent again with each click.
_library = st.components.v2.component(
    "citylinks_library",
    js=f"// vis-network and what is ours\n{vis_network()}\n{citylinks_scripts()}\nexport default function () {{}}\n",
)
_view = st.components.v2.component(
    "citylinks_network",
    html='<section class="network"></section>',
    js="""// The component of the library draws, and may load later than this one.
export default function (component) {
  const root = component.parentElement.querySelector('.network');
  let gone = false;
  const show = () => {
    if (gone) return;
    if (globalThis.citylinksNetwork) globalThis.citylinksNetwork.show(root, component);
    else setTimeout(show, 10);
  };
  show();
  return () => { gone = true; globalThis.citylinksNetwork?.close(root); };
}
""",
)


LINE = ("dash", "width", "light", "dark")
NOT_SENT = {*LINE, "relationships"}


@dataclass(frozen=True, slots=True)
class Selection:
    """The selection in a picture: ids of nodes, or of one line."""

    ids: tuple[str, ...]

    @property
    def selected(self) -> str | None:
        """The first selected node or line, or None."""
        return self.ids[0] if self.ids else None


def network(
    picture: Mapping[str, Any],
    *,
    key: str,
    height: int = 480,
    on_select: Callable[[], None] | None = None,
    explore: Mapping[str, Any] | None = None,
    on_action: Callable[[], None] | None = None,
) -> Selection:
    """Draw a picture from `graph.drawing.picture` and return what is selected in it.

    Nodes are placed as the picture says. While its id stays the same, a rerun adds new nodes and removes missing ones,
    and moves no node. A picture with a new id is drawn from scratch.

    Args:
        picture: The picture to draw.
        key: The name of the picture on its page, and the key in session state.
        height: The height of the canvas in pixels.
        on_select: Called before the rerun that a selection causes.
        explore: The frame of the Explore page. It adds tools, the text version and the table.
        on_action: Called before the rerun that an action in the picture causes. The actions are in the session state
            under the key, as `action`.
    """
    with st.container(gap=None):
        library()
        result = _view(
            key=key,
            data=packed({"picture": _lean(picture), "height": height, "key": key, "explore": explore}),
            on_selected_change=on_select or _nothing,
            on_action_change=on_action or _nothing,
        )
    known = {item["id"] for part in ("nodes", "edges") for item in picture[part]}
    return Selection(tuple(i for i in result.selected or () if i in known))


def _lean(picture: Mapping[str, Any]) -> dict[str, Any]:
    """Return the picture with each line style once, and without ids that the browser does not use."""
    lines = {edge["line"]: {field: edge[field] for field in LINE} for edge in picture["edges"]}
    edges = [{k: v for k, v in edge.items() if k not in NOT_SENT} for edge in picture["edges"]]
    return {**picture, "edges": edges, "lines": lines}


def library() -> None:
    """Load the scripts that draw, once for each page."""
    with suppress(StreamlitDuplicateElementKey):
        _library(key="citylinks_library", height=1)


def packed(data: Mapping[str, Any]) -> bytes:
    """Return JSON, deflated, because a growing picture is sent whole with each action."""
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 3)


def _nothing() -> None:
    """Do nothing. Streamlit keeps the state of a component only where it has a callback."""
