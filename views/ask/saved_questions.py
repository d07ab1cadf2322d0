"""Saved questions as a form: audience, question and blanks. The terminal uses the same library."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from graph.catalogue.catalogue import Catalogue
from graph.questions.library import AUDIENCES, Blank, SavedQuestion, library
from views.look import element

AUDIENCE_TITLES = {"staff": "Answering enquiries", "analyst": "For analysis", "presenter": "For a presentation"}


def show_saved_questions(catalogue: Catalogue, ask: Callable[[str], None]) -> None:
    """Show one saved question at a time, with its blanks filled with their defaults."""
    with st.expander("Saved questions", key="ask_saved"):
        audience = st.segmented_control(
            "For",
            AUDIENCES,
            default=AUDIENCES[0],
            format_func=lambda a: AUDIENCE_TITLES[a],
            key="ask_saved_for",
            required=True,
        )
        by_title = {question.title: question for question in library() if question.audience == audience}
        title = st.selectbox("Question", list(by_title), key=f"ask_saved_title_{audience}")
        if title:
            _form(by_title[title], catalogue, ask)


def _form(question: SavedQuestion, catalogue: Catalogue, ask: Callable[[str], None]) -> None:
    """Show the blanks side by side, the resulting question, and the button that asks it."""
    values = {}
    columns = st.columns(len(question.blanks)) if question.blanks else []
    for column, blank in zip(columns, question.blanks, strict=True):
        with column:
            values[blank.name] = _blank(question.title, blank, catalogue)
    text = question.filled(values)
    st.html(element("p", f"“{text}”", class_="filled"))
    st.button("Ask", key="ask_saved_ask", type="primary", on_click=ask, args=(text,))


def _blank(title: str, blank: Blank, catalogue: Catalogue) -> str:
    choices = list(dict.fromkeys(blank.choices(catalogue)))
    at = choices.index(blank.default) if blank.default in choices else 0
    label = blank.name.replace("_", " ").capitalize()
    return st.selectbox(label, choices, at, key=f"ask_saved_{title}_{blank.name}") or ""
