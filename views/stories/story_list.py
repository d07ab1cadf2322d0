"""The stories of a session: those that came with the data, and the one that is being made."""

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
    """All stories by key, the draft last; what could not be read is among the problems."""
    folder = data_file("stories")
    changed = max((path.stat().st_mtime for path in folder.glob("*.toml")), default=0.0)
    shipped = _shipped(str(folder), changed)
    return replace(shipped, stories={**shipped.stories, DRAFT_KEY: draft()})


def load_draft(content: bytes, name: str) -> None:
    """Make the story of a file the draft. Raises DataError for a file that holds none."""
    save_draft(read_story(content.decode("utf-8-sig", errors="replace"), name))
