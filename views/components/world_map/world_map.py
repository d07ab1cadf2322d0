"""The map's script on a page, in a component that never changes, so that it is sent once for each session."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st
from streamlit.errors import StreamlitDuplicateElementKey

from views.components.world_map.script import map_script

_library = st.components.v2.component("citylinks_map_library", js=map_script() + "\nexport default function () {}\n")


def map_library() -> None:
    """Load the script, once for each page. The network's component or the stage draws the map."""
    with suppress(StreamlitDuplicateElementKey):
        _library(key="citylinks_map_library", height=1)
