"""The questions of this session, newest first; each asks again. Kept nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from views.ask.question_state import HISTORY
from views.look import escape_markdown


def show_history(now: str, ask: Callable[[str], None]) -> None:
    """A closed list of what was asked before this; nothing where nothing was."""
    before = [text for text in st.session_state.get(HISTORY, []) if text != now]
    if not before:
        return
    with st.expander(f"Asked before ({len(before)})", key="ask_history_list"):
        for number, text in enumerate(before):
            st.button(escape_markdown(text), key=f"ask_history_{number}", type="tertiary", on_click=ask, args=(text,))
        st.button("Forget these", key="ask_history_clear", on_click=_forget, args=(now,))


def _forget(now: str) -> None:
    st.session_state[HISTORY] = [now] if now else []
