"""A story as files: one HTML page that needs nothing, slides, a hand-out; made when they are asked for."""

from __future__ import annotations

from functools import partial

import streamlit as st

from graph.explore.explorations import Explorations
from graph.export.handout import story_pdf
from graph.export.pptx_deck import story_pptx
from graph.model.settings import Settings
from graph.stories.stage_data import stage_story
from graph.stories.story import Story
from views.offline_page import offline_page
from views.stories.draft import DRAFT_KEY

SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def files(key: str, story: Story, service: Explorations) -> None:
    """The drawer of a story's files."""
    with st.popover("Take along", key=f"stories_files_{key}"):
        for name, suffix, mime, make in (
            ("One HTML file, plays without a network", "html", "text/html", _html),
            ("Slides (PPTX)", "pptx", SLIDES, _pptx),
            ("Hand-out (PDF)", "pdf", "application/pdf", _pdf),
        ):
            st.download_button(
                name,
                partial(make, story, service),
                f"citylinks-{key}.{suffix}",
                mime,
                key=f"stories_{key}_{suffix}",
                on_click="ignore",
            )


def _html(story: Story, service: Explorations) -> bytes:
    return offline_page(story.title, story.audience, stage_story(story, service)).encode()


def _pptx(story: Story, service: Explorations) -> bytes:
    return story_pptx(story, stage_story(story, service), url=_address(story))


def _pdf(story: Story, service: Explorations) -> bytes:
    return story_pdf(story, stage_story(story, service), url=_address(story))


def _address(story: Story) -> str:
    """Where others open the story, for its QR code; a draft is in this session alone."""
    return "" if story.key == DRAFT_KEY else Settings.from_env().address("present", story=story.key)
