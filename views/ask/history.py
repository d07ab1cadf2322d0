"""The questions of this session, newest first, as buttons that ask them again. They are stored nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from views.ask.question_state import HISTORY
from views.look import escape_markdown


def show_history(current: str, ask: Callable[[str], None]) -> None:
    """Show the earlier questions in a closed list; nothing if there are none."""
    earlier = [text for text in st.session_state.get(HISTORY, []) if text != current]
    if not earlier:
        return
    with st.expander(f"Earlier questions ({len(earlier)})", key="ask_history_list"):
        for number, text in enumerate(earlier):
            st.button(escape_markdown(text), key=f"ask_history_{number}", type="tertiary", on_click=ask, args=(text,))
        st.button("Clear history", key="ask_history_clear", on_click=_clear, args=(current,))


def _clear(current: str) -> None:
    st.session_state[HISTORY] = [current] if current else []
