"""What is asked: the page's address and its box, follow-ups, and the questions of this session."""

from __future__ import annotations

import streamlit as st

from graph.answers.answer import Answer
from graph.answers.explorer import Explorer
from graph.model.errors import CitylinksError
from graph.questions.revision.follow_up import is_follow_up

ADDRESS, BOX, AND = "q", "ask_question", "ask_and"  # in the address; the two boxes
SHOWN, BEFORE = "ask_shown", "ask_before"  # the question shown, and the last one that was answered
TAKEN, EARLIER = "ask_taken", "ask_earlier"  # a follow-up and what it became; this session's questions
MOST = 50


def asked() -> str:
    """What the address asks; the box follows it when a link or the Back button has changed it."""
    text = st.query_params.get(ADDRESS, "")
    if BOX not in st.session_state or st.session_state.get(SHOWN) != text:
        st.session_state[BOX] = text
    st.session_state[SHOWN] = text
    return text.strip()


def ask(text: str) -> None:
    """Put a question into the box and the address; the run that follows answers it."""
    st.session_state[BOX] = st.session_state[SHOWN] = text
    if text:
        st.query_params[ADDRESS] = text
    else:
        st.query_params.pop(ADDRESS, None)


def ask_on(text: str, explorer: Explorer) -> None:
    """Ask what was written: a follow-up together with the question before it, as one whole question."""
    whole = whole_question(text, explorer)
    if whole != text:
        st.session_state[TAKEN] = (text, whole)
    ask(whole)


def ask_more(explorer: Explorer) -> None:
    """Ask what stands in the box for follow-ups, which need not begin like one."""
    text = st.session_state[AND].strip()
    st.session_state[AND] = ""
    if text:
        ask_on(text if is_follow_up(text) else f"and {text}", explorer)


def whole_question(text: str, explorer: Explorer) -> str:
    """A follow-up with all that it leaves out; any other text as it stands."""
    previous = st.session_state.get(BEFORE, "")
    if not (previous and is_follow_up(text)):
        return text
    try:
        return explorer.say(explorer.understand(text, previous=previous))
    except CitylinksError:
        return text  # the page says what is wrong when it asks


def taken_as(text: str) -> tuple[str, str] | None:
    """The follow-up that became this question, and the question; None for one that was asked as it stands."""
    taken: tuple[str, str] | None = st.session_state.get(TAKEN)
    return taken if taken and taken[1] == text else None


def remember(answer: Answer) -> None:
    """Keep the question for this session, the newest first, and as the one that a follow-up follows."""
    earlier = [text for text in st.session_state.get(EARLIER, []) if text != answer.question]
    st.session_state[EARLIER] = [answer.question, *earlier][:MOST]
    if answer.status in ("answer", "empty"):
        st.session_state[BEFORE] = answer.question
