"""The network picture on a page: our own component round vis-network, nothing fetched, still.

vis-network comes from the installed pyvis package, in a component that never changes, so that it
crosses the socket once for each session; the picture's component sends only the picture.
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

# Streamlit takes a string of one line for a path: each of these begins with a comment line. All of ours is in the
# component that never changes too: what is in the other crosses the socket again with every click.
_library = st.components.v2.component(
    "citylinks_library",
    js=f"// vis-network and what is ours\n{vis_network()}\n{citylinks_scripts()}\nexport default function () {{}}\n",
)
_view = st.components.v2.component(
    "citylinks_network",
    html='<section class="network"></section>',
    js="""// What draws is in the library's component, which may come later than this one.
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
class Shown:
    """What the person has selected in the picture: ids of nodes, or of one line, that are in it."""

    chosen: tuple[str, ...]

    @property
    def selected(self) -> str | None:
        """The one thing or line that is selected, the first of several, or None."""
        return self.chosen[0] if self.chosen else None


def network(
    picture: Mapping[str, Any],
    *,
    key: str,
    height: int = 480,
    on_select: Callable[[], None] | None = None,
    explore: Mapping[str, Any] | None = None,
    on_act: Callable[[], None] | None = None,
) -> Shown:
    """Draw a picture from `graph.drawing.picture` and return what is selected in it.

    Nodes stand where the picture says. While its id stays the same, a rerun moves nothing: new
    nodes are added, missing ones removed, and those dragged by hand stay. A new id is drawn afresh.

    Args:
        picture: What to draw.
        key: Names the picture on its page; also the key in session state.
        height: Of the canvas, in pixels.
        on_select: Called before the rerun that a selection causes.
        explore: What an exploring view says round its picture; with it come more tools, outline and table.
        on_act: Called before the rerun that an act on an exploring view causes; the act is in the session state
            under the key, as `act`.
    """
    with st.container(gap=None):
        library()
        result = _view(
            key=key,
            data=packed({"picture": _lean(picture), "height": height, "key": key, "explore": explore}),
            on_selected_change=on_select or _nothing,
            on_act_change=on_act or _nothing,
        )
    known = {item["id"] for part in ("nodes", "edges") for item in picture[part]}
    return Shown(tuple(i for i in result.selected or () if i in known))


def _lean(picture: Mapping[str, Any]) -> dict[str, Any]:
    """The picture without what every line of a style says again, and without ids that the browser has no use for."""
    lines = {edge["line"]: {field: edge[field] for field in LINE} for edge in picture["edges"]}
    said = [{k: v for k, v in edge.items() if k not in NOT_SENT} for edge in picture["edges"]]
    return {**picture, "edges": said, "lines": lines}


def library() -> None:
    """Bring the scripts that draw, once for each page: it has them by its first picture."""
    with suppress(StreamlitDuplicateElementKey):
        _library(key="citylinks_library", height=1)


def packed(data: Mapping[str, Any]) -> bytes:
    """JSON, deflated: a growing picture is sent whole with every step, so its size is what a click costs."""
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 3)


def _nothing() -> None:
    """Streamlit keeps a component's state only where something is called when it changes."""
