"""The stories that a session can open: those in the data folder, and its own draft."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st

from graph.model.data_folder import data_file
from graph.stories.reader import Stories, read_stories, read_story
from views.stories.draft import DRAFT_KEY, draft, save_draft


@st.cache_data(show_spinner=False, max_entries=4)
def _shipped(folder: str, changed: float) -> Stories:
    return read_stories(Path(folder))


def story_list() -> Stories:
    """Return all stories by key, the draft last, and the problems of files that can't be read."""
    folder = data_file("stories")
    changed = max((path.stat().st_mtime for path in folder.glob("*.toml")), default=0.0)
    shipped = _shipped(str(folder), changed)
    return replace(shipped, stories={**shipped.stories, DRAFT_KEY: draft()})


def load_draft(content: bytes, name: str) -> None:
    """Make the story in a file the draft. Raise DataError for a file without a story."""
    save_draft(read_story(content.decode("utf-8-sig", errors="replace"), name))
