"""Questions as buttons: examples, corrections of a question, its meanings, and what to ask next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from graph.answers.outcomes import EXAMPLES
from graph.catalogue.catalogue import Catalogue
from graph.questions.revision.rephrasing import corrected_questions, name_choices, question_without
from views.ask.answer_cache import CachedAnswer
from views.look import element, escape_markdown
from views.table import profile_link

HEADINGS = {"unknown": "Did you mean", "ambiguous": "Ask about one of them", "answer": "Ask next"}
EXAMPLES_HEADING = "Try asking"
Ask = Callable[[str], None]


def show_examples(ask: Ask) -> None:
    """Show the example questions."""
    _buttons(EXAMPLES_HEADING, EXAMPLES, ask)


def show_suggestions(found: CachedAnswer, catalogue: Catalogue, ask: Ask) -> None:
    """Show complete questions close to this one, or next after it; if there are none, the examples."""
    answer = found.answer
    if answer.status == "ambiguous":
        _meanings(found, catalogue, ask)
        return
    if found.question.unknown:
        _without_names(found, catalogue, ask)
    questions = corrected_questions(answer.question, catalogue) if answer.status == "unknown" else answer.suggestions
    if not questions and answer.status == "answer":
        return
    only_examples = set(questions) <= set(EXAMPLES)
    heading = EXAMPLES_HEADING if only_examples else HEADINGS.get(answer.status, "Similar questions")
    _buttons(heading, questions or EXAMPLES, ask)


def _without_names(found: CachedAnswer, catalogue: Catalogue, ask: Ask) -> None:
    """Show a button for the question without the name that is not known, if the rest is a question."""
    for number, name in enumerate(found.question.unknown):
        rest = question_without(found.answer.question, name, catalogue)
        if rest:
            label = escape_markdown(f"Ask without “{name}”")
            st.button(label, key=f"ask_without_{number}", on_click=ask, args=(rest,), help=escape_markdown(rest))


def _meanings(found: CachedAnswer, catalogue: Catalogue, ask: Ask) -> None:
    """Show the question once for each meaning of its name. A node without a unique name gets a link to its profile."""
    by_node = name_choices(found.answer.question, found.question.ambiguous, catalogue)
    _buttons(HEADINGS["ambiguous"], [text for _, text in by_node if text], ask)
    links = [
        element("li", profile_link(node_id, catalogue.name(node_id)), f", {catalogue.describe(node_id)}")
        for node_id, text in by_node
        if not text
    ]
    if links:
        st.html(element("ul", *links, class_="nearest"))


def _buttons(heading: str, questions: Sequence[str], ask: Ask) -> None:
    """Show a heading and a button for each question."""
    st.html(element("h2", heading))
    with st.container(horizontal=True, gap="small"):
        for number, question in enumerate(questions):
            st.button(escape_markdown(question), key=f"ask_suggestion_{number}", on_click=ask, args=(question,))
