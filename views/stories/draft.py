"""The story that a session makes: stops are added from answers and views, moved, taken out."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from graph.explore.view import View
from graph.stories.story import LONGEST, MOST_STOPS, Stop, Story

DRAFT, DRAFT_KEY, ASKED = "story_draft", "draft", "story_asked"  # also: the questions asked on the stage


def draft() -> Story:
    """The story that this session makes; without stops at first."""
    made: Story = st.session_state.setdefault(DRAFT, Story("My story", key=DRAFT_KEY))
    return made


def keep(story: Story) -> None:
    """Make this the draft."""
    st.session_state[DRAFT] = replace(story, key=DRAFT_KEY)


def add(stop: Stop) -> None:
    """Put a stop at the end of the draft, and say so; a full one stays as it is, since no file could hold more."""
    story = draft()
    if len(story.stops) >= MOST_STOPS:
        st.toast(f"“{story.title}” has {MOST_STOPS} stops, and no story holds more. Take one out first.")
        return
    keep(replace(story, stops=(*story.stops, stop)))
    st.toast(f"Added to “{story.title}”, which has {len(story.stops) + 1} stops now.")


def add_question(question: str, sentence: str) -> None:
    """A stop of a question and its answer."""
    add(Stop(question[: LONGEST["title"]], caption=sentence[: LONGEST["caption"]], question=question))


def add_view(view: View, title: str) -> None:
    """A stop of a view."""
    add(Stop(title[: LONGEST["title"]], view=view))


def moved(number: int, by: int) -> None:
    """Move a stop of the draft up or down."""
    stops = list(draft().stops)
    to = number + by
    if 0 <= to < len(stops):
        stops[number], stops[to] = stops[to], stops[number]
        keep(replace(draft(), stops=tuple(stops)))


def removed(number: int) -> None:
    """Take a stop out of the draft."""
    stops = list(draft().stops)
    del stops[number]
    keep(replace(draft(), stops=tuple(stops)))
