"""Questions as buttons that ask them: examples, "did you mean", readings, what to ask next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from graph.answers.outcomes import EXAMPLES
from graph.catalogue.catalogue import Catalogue
from graph.questions.revision.rephrasing import mended, readings
from views.ask.answer_cache import CachedAnswer
from views.look import element, escape_markdown
from views.table import profile_link

HEADINGS = {"unknown": "Did you mean", "ambiguous": "Ask about one of them", "answer": "Ask next"}
EXAMPLES_HEADING = "Questions that work"
Ask = Callable[[str], None]


def show_examples(ask: Ask) -> None:
    """The questions that always work."""
    _buttons(EXAMPLES_HEADING, EXAMPLES, ask)


def show_suggestions(found: CachedAnswer, catalogue: Catalogue, ask: Ask) -> None:
    """Whole questions near to this one, or next after it; where there are none, the examples."""
    answer = found.answer
    if answer.status == "ambiguous":
        _meanings(found, catalogue, ask)
        return
    whole = mended(answer.question, catalogue) if answer.status == "unknown" else answer.suggestions
    if not whole and answer.status == "answer":
        return
    of_ours = set(whole) <= set(EXAMPLES)
    heading = EXAMPLES_HEADING if of_ours else HEADINGS.get(answer.status, "Near to it")
    _buttons(heading, whole or EXAMPLES, ask)


def _meanings(found: CachedAnswer, catalogue: Catalogue, ask: Ask) -> None:
    """The question once for each thing that is meant; what bears no name of its own leads to its profile."""
    each = readings(found.answer.question, found.question.ambiguous, catalogue)
    _buttons(HEADINGS["ambiguous"], [whole for _, whole in each if whole], ask)
    links = [
        element("li", profile_link(node_id, catalogue.name(node_id)), f", {catalogue.describe(node_id)}")
        for node_id, whole in each
        if not whole
    ]
    if links:
        st.html(element("ul", *links, class_="nearest"))


def _buttons(heading: str, questions: Sequence[str], ask: Ask) -> None:
    """A button for each question, under a heading."""
    st.html(element("h2", heading))
    with st.container(horizontal=True, gap="small"):
        for number, question in enumerate(questions):
            st.button(escape_markdown(question), key=f"ask_suggestion_{number}", on_click=ask, args=(question,))
