"""A story as files: one button for each format that holds a story. A file is written when its button is pressed."""

from __future__ import annotations

from functools import partial

import streamlit as st

from graph.explore.explorations import ViewService
from graph.export.formats import ExportFormat, formats_for
from graph.export.story_files import StoryExport
from graph.model.settings import Settings
from graph.stories.stage_data import stage_story
from graph.stories.story import Story
from views.stories.draft import DRAFT_KEY


def show_downloads(key: str, story: Story, service: ViewService) -> None:
    """Show the download buttons of a story in a popover."""
    with st.popover("Download", key=f"stories_files_{key}"):
        for one in formats_for("story"):
            st.download_button(
                one.download_title("story"),
                partial(_write, one, story, service),
                one.download_name("story", f"citylinks-{key}"),
                one.download_mime("story"),
                key=f"stories_{key}_{one.name}",
                on_click="ignore",
            )


def _write(one: ExportFormat, story: Story, service: ViewService) -> bytes:
    return one.download("story", StoryExport(story, stage_story(story, service), _address(story)))


def _address(story: Story) -> str:
    """The address at which others open the story, for its QR code. A draft has none: only its session knows it."""
    return "" if story.key == DRAFT_KEY else Settings.from_env().page_url("present", story=story.key)
