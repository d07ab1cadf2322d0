"""State of the current question: URL and question box, follow-ups, and the questions of this session."""

from __future__ import annotations

import streamlit as st

from graph.answers.answer import Answer
from graph.answers.explorer import Explorer
from graph.model.errors import CitylinksError
from graph.questions.revision.follow_up import is_follow_up, refers_back

URL_PARAMETER = "q"
# Keys of the session state.
QUESTION_BOX, FOLLOW_UP_BOX = "ask_question", "ask_follow_up"
SHOWN_QUESTION, LAST_ANSWERED = "ask_shown_question", "ask_last_answered"
COMPLETED = "ask_completed_follow_up"  # a follow-up and the full question it became
HISTORY = "ask_history"
MAX_HISTORY = 50


def current_question() -> str:
    """Return the question in the URL. If a link or the Back button has changed it, update the box."""
    text = st.query_params.get(URL_PARAMETER, "")
    if QUESTION_BOX not in st.session_state or st.session_state.get(SHOWN_QUESTION) != text:
        st.session_state[QUESTION_BOX] = text
    st.session_state[SHOWN_QUESTION] = text
    return text.strip()


def ask(text: str) -> None:
    """Put a question into the box and the URL. The next run of the page answers it."""
    st.session_state[QUESTION_BOX] = st.session_state[SHOWN_QUESTION] = text
    if text:
        st.query_params[URL_PARAMETER] = text
    else:
        st.query_params.pop(URL_PARAMETER, None)


def submit_question(text: str, explorer: Explorer) -> None:
    """Ask the text of the box. A follow-up is first completed with the question before it."""
    full = full_question(text, explorer)
    if full != text:
        st.session_state[COMPLETED] = (text, full)
    ask(full)


def submit_follow_up(explorer: Explorer) -> None:
    """Ask the text of the follow-up box, also if it does not start with a word such as "and"."""
    text = st.session_state[FOLLOW_UP_BOX].strip()
    st.session_state[FOLLOW_UP_BOX] = ""
    if text:
        submit_question(text if is_follow_up(text) else f"and {text}", explorer)


def full_question(text: str, explorer: Explorer) -> str:
    """Return a follow-up completed with what it leaves out; any other text unchanged."""
    previous = st.session_state.get(LAST_ANSWERED, "")
    if not previous:
        return text
    try:
        if not (is_follow_up(text) or refers_back(text, explorer.understand(text))):
            return text
        return explorer.say(explorer.understand(text, previous=previous))
    except CitylinksError:
        return text  # the page shows the error when it asks the question


def completed_follow_up(text: str) -> tuple[str, str] | None:
    """Return the follow-up that became this question, and the question; None if it was not a follow-up."""
    completed: tuple[str, str] | None = st.session_state.get(COMPLETED)
    return completed if completed and completed[1] == text else None


def record_question(answer: Answer) -> None:
    """Add the question to the history, newest first. If it has an answer, the next follow-up refers to it."""
    earlier = [text for text in st.session_state.get(HISTORY, []) if text != answer.question]
    st.session_state[HISTORY] = [answer.question, *earlier][:MAX_HISTORY]
    if answer.status in ("answer", "empty"):
        st.session_state[LAST_ANSWERED] = answer.question
