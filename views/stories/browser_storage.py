"""Keeps the story that is being made, and what was asked on the stage, in the browser: a new page is a new session.

Nothing leaves the machine: it lies in the browser's own storage for this address, as the text of a story file.
"""

from __future__ import annotations

import json

import streamlit as st

from graph.model.errors import DataError
from graph.stories.reader import read_story, to_toml
from views.stories.draft import ASKED_QUESTIONS, draft, save_draft

KEPT, BROUGHT = "story_kept", "story_brought"

_keeping = st.components.v2.component(
    "citylinks_keeping",
    js="""// Gives back what was kept once for a session, then keeps what the session has.
const NAME = 'citylinks-story';

export default function ({ data, setStateValue }) {
  try {
    const kept = localStorage.getItem(NAME);
    if (data.fresh && kept) setStateValue('kept', kept);
    else if (data.text && data.text !== kept) localStorage.setItem(NAME, data.text);
  } catch { /* a browser that keeps nothing: the story can be saved as a file */ }
}
""",
)


def store_draft_in_browser() -> None:
    """Call at the end of every page."""
    story, asked = draft(), st.session_state.get(ASKED_QUESTIONS, [])
    is_fresh = BROUGHT not in st.session_state and not story.slides and not asked
    text = json.dumps({"story": to_toml(story) if story.slides else "", "asked": asked})
    data = {"fresh": is_fresh, "text": "" if is_fresh else text}
    _keeping(key=KEPT, data=data, on_kept_change=_bring, height=1)


def _bring() -> None:
    """Take what the browser kept, where this session has nothing of its own; what can't be read is passed over."""
    st.session_state[BROUGHT] = True
    try:
        kept = json.loads(st.session_state[KEPT].kept or "{}")
        if kept.get("story") and not draft().slides:
            save_draft(read_story(str(kept["story"])))
        st.session_state.setdefault(ASKED_QUESTIONS, [str(text) for text in kept.get("asked", [])])
    except (ValueError, AttributeError, TypeError, DataError):
        return
