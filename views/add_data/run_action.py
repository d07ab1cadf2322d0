"""Carries out what changes the graph: with a sign that it is at work, and a sentence for what came of it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from graph.model.errors import CitylinksError
from views.look import show_error


def run_action(
    act: Callable[[], object], told: str, say: Callable[[str], None], *, doing: str = "Putting it into the graph"
) -> None:
    """Do it, and `say` that it is done; what it is refused for is shown in its place."""
    try:
        with st.spinner(doing):
            act()
    except CitylinksError as error:
        show_error(error)
    else:
        say(told)
