"""The story that a session makes: slides are added from answers and views, moved, taken out."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from graph.explore.view import View
from graph.stories.story import MAX_LENGTHS, MAX_SLIDES, Slide, Story

DRAFT, DRAFT_KEY, ASKED_QUESTIONS = "story_draft", "draft", "story_asked"  # also: the questions asked on the stage


def draft() -> Story:
    """The story that this session makes; without slides at first."""
    made: Story = st.session_state.setdefault(DRAFT, Story("My story", key=DRAFT_KEY))
    return made


def save_draft(story: Story) -> None:
    """Make this the draft."""
    st.session_state[DRAFT] = replace(story, key=DRAFT_KEY)


def add_slide(slide: Slide) -> None:
    """Put a slide at the end of the draft, and say so; a full one stays as it is, since no file could hold more."""
    story = draft()
    if len(story.slides) >= MAX_SLIDES:
        st.toast(f"“{story.title}” has {MAX_SLIDES} slides, and no story holds more. Take one out first.")
        return
    save_draft(replace(story, slides=(*story.slides, slide)))
    st.toast(f"Added to “{story.title}”, which has {len(story.slides) + 1} slides now.")


def add_question(question: str, sentence: str) -> None:
    """A slide of a question and its answer."""
    add_slide(Slide(question[: MAX_LENGTHS["title"]], caption=sentence[: MAX_LENGTHS["caption"]], question=question))


def add_view(view: View, title: str) -> None:
    """A slide of a view."""
    add_slide(Slide(title[: MAX_LENGTHS["title"]], view=view))


def move_slide(number: int, by: int) -> None:
    """Move a slide of the draft up or down."""
    slides = list(draft().slides)
    to = number + by
    if 0 <= to < len(slides):
        slides[number], slides[to] = slides[to], slides[number]
        save_draft(replace(draft(), slides=tuple(slides)))


def remove_slide(number: int) -> None:
    """Take a slide out of the draft."""
    slides = list(draft().slides)
    del slides[number]
    save_draft(replace(draft(), slides=tuple(slides)))
