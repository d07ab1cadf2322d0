"""What draws the map on a page, in a component that never changes: the script and the land cross the socket once."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st
from streamlit.errors import StreamlitDuplicateElementKey

from views.components.world_map.script import map_script

_library = st.components.v2.component("citylinks_map_library", js=map_script() + "\nexport default function () {}\n")


def map_library() -> None:
    """Bring it, once for each page; the map itself is drawn by the network's component or by the stage."""
    with suppress(StreamlitDuplicateElementKey):
        _library(key="citylinks_map_library", height=1)
