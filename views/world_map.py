"""The world map on a page: our own component, nothing fetched; it tells what is selected and marks it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitDuplicateElementKey

from views.map_script import map_script
from views.network import Shown, packed

# The script and the land cross the socket once for each session, in a component that never changes.
_library = st.components.v2.component("citylinks_map_library", js=map_script() + "\nexport default function () {}\n")
_view = st.components.v2.component(
    "citylinks_map",
    html='<section class="map-root"></section>',
    js="""// What draws is in the library's component, which may come later than this one.
export default function (component) {
  const root = component.parentElement.querySelector('.map-root');
  const turn = (root.__turn = (root.__turn ?? 0) + 1);
  const show = async () => {
    if (!globalThis.citylinksMap) { setTimeout(show, 10); return; }
    const stream = new Blob([component.data]).stream().pipeThrough(new DecompressionStream('deflate'));
    const data = await new Response(stream).json();
    if (turn !== root.__turn) return;
    globalThis.citylinksMap.show(root, data, { select: (ids) => component.setStateValue('selected', ids) });
  };
  show();
  return () => { root.__turn += 1; globalThis.citylinksMap?.close(root); };
}
""",
)


def map_library() -> None:
    """Put what draws maps on the page; a page with several has it once."""
    with suppress(StreamlitDuplicateElementKey):
        _library(key="citylinks_map_library", height=1)


def world_map(
    data: Mapping[str, Any],
    *,
    key: str,
    height: str = "560px",
    chosen: Sequence[str] = (),
    on_select: Callable[[], None] | None = None,
) -> Shown:
    """Draw a map from `graph.mapping.world_map` and return what is selected in it.

    While its id stays the same, a rerun keeps its zoom and its place.

    Args:
        data: What to draw.
        key: Names the map on its page; also the key in session state.
        height: Of the map, as CSS.
        chosen: Ids of things, and of lines of the network picture, that are selected when the page is drawn.
        on_select: Called before the rerun that a selection causes.
    """
    with st.container(gap=None):
        map_library()
        result = _view(
            key=key,
            data=packed({**data, "height": height, "chosen": list(chosen)}),
            on_selected_change=on_select or _nothing,
        )
    return Shown(tuple(result.selected or ()))


def _nothing() -> None:
    """Streamlit keeps a component's state only where something is called when it changes."""
