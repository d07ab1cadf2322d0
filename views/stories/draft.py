"""The draft story of a session: slides are added from answers and views, moved and removed."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from graph.explore.view import View
from graph.stories.story import MAX_LENGTHS, MAX_SLIDES, Slide, Story

DRAFT, DRAFT_KEY = "story_draft", "draft"
ASKED_QUESTIONS = "stage_questions"  # the questions asked on the stage


def draft() -> Story:
    """Return the draft of this session. A new one has no slides."""
    story: Story = st.session_state.setdefault(DRAFT, Story("My story", key=DRAFT_KEY))
    return story


def save_draft(story: Story) -> None:
    """Make this story the draft."""
    st.session_state[DRAFT] = replace(story, key=DRAFT_KEY)


def add_slide(slide: Slide) -> None:
    """Add a slide at the end of the draft and confirm it. A full draft is not changed, because no file holds more."""
    story = draft()
    if len(story.slides) >= MAX_SLIDES:
        st.toast(f"“{story.title}” has {MAX_SLIDES} slides, the most a story can have. Remove one first.")
        return
    save_draft(replace(story, slides=(*story.slides, slide)))
    st.toast(f"Added to “{story.title}”, which now has {count_slides(len(story.slides) + 1)}.")


def count_slides(count: int) -> str:
    """Return a number of slides in words, such as "1 slide"."""
    return "1 slide" if count == 1 else f"{count} slides"


def add_question(question: str, sentence: str) -> None:
    """Add a slide of a question and its answer."""
    add_slide(Slide(question[: MAX_LENGTHS["title"]], caption=sentence[: MAX_LENGTHS["caption"]], question=question))


def add_view(view: View, title: str) -> None:
    """Add a slide of a view."""
    add_slide(Slide(title[: MAX_LENGTHS["title"]], view=view))


def move_slide(number: int, by: int) -> None:
    """Move a slide of the draft up or down."""
    slides = list(draft().slides)
    to = number + by
    if 0 <= to < len(slides):
        slides[number], slides[to] = slides[to], slides[number]
        save_draft(replace(draft(), slides=tuple(slides)))


def remove_slide(number: int) -> None:
    """Remove a slide from the draft."""
    slides = list(draft().slides)
    del slides[number]
    save_draft(replace(draft(), slides=tuple(slides)))
