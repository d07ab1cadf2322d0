"""Running an action that changes the graph, with a spinner and a message about the result."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from graph.model.errors import CitylinksError
from views.look import show_error


def run_action(
    action: Callable[[], object], message: str, say: Callable[[str], None], *, doing: str = "Updating the graph…"
) -> None:
    """Run the action, then `say` the message; if it fails, show the error instead."""
    try:
        with st.spinner(doing):
            action()
    except CitylinksError as error:
        show_error(error)
    else:
        say(message)
