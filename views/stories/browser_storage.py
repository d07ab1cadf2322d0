"""Storage of the draft story and of the questions asked on the stage, in the browser: a new page is a new session.

The data stays on the computer, in the browser's storage for this address, as the text of a story file.
"""

from __future__ import annotations

import json

import streamlit as st

from graph.model.errors import DataError
from graph.stories.reader import read_story, to_toml
from views.stories.draft import ASKED_QUESTIONS, draft, save_draft

STORED, RESTORED = "stored_story", "story_restored"

_storage = st.components.v2.component(
    "citylinks_browser_storage",
    js="""// Returns the stored data once for a session, then stores what the session has.
const NAME = 'citylinks-story';

export default function ({ data, setStateValue }) {
  try {
    const stored = localStorage.getItem(NAME);
    if (data.fresh && stored) setStateValue('stored', stored);
    else if (data.text && data.text !== stored) localStorage.setItem(NAME, data.text);
  } catch { /* storage is blocked: the story can still be saved as a file */ }
}
""",
)


def store_draft_in_browser() -> None:
    """Call at the end of every page."""
    story, asked = draft(), st.session_state.get(ASKED_QUESTIONS, [])
    is_fresh = RESTORED not in st.session_state and not story.slides and not asked
    text = json.dumps({"story": to_toml(story) if story.slides else "", "asked": asked})
    data = {"fresh": is_fresh, "text": "" if is_fresh else text}
    _storage(key=STORED, data=data, on_stored_change=_restore, height=1)


def _restore() -> None:
    """Restore the stored data where this session has none of its own. Data that can't be read is ignored."""
    st.session_state[RESTORED] = True
    try:
        stored = json.loads(st.session_state[STORED].stored or "{}")
        if stored.get("story") and not draft().slides:
            save_draft(read_story(str(stored["story"])))
        st.session_state.setdefault(ASKED_QUESTIONS, [str(text) for text in stored.get("asked", [])])
    except (ValueError, AttributeError, TypeError, DataError):
        return
