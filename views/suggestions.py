"""Questions as buttons that ask them: examples, "did you mean", readings, what to ask next."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import streamlit as st

from graph.answer import Answer
from graph.answers.outcomes import EXAMPLES
from views.look import element, plain

MEANT = re.compile(r"Did you mean (.+)\?")
HEADINGS = {"unknown": "Did you mean", "ambiguous": "Ask about one of them", "answer": "Ask next"}
WORKING = "Questions that work"


def examples(ask: Callable[[str], None]) -> None:
    """The questions that always work."""
    _buttons(WORKING, [(text, text) for text in EXAMPLES], ask)


def suggestions(answer: Answer, ask: Callable[[str], None]) -> None:
    """What the answer suggests; where there is no answer and nothing near, the examples."""
    if not answer.suggestions:
        if answer.status != "answer":
            examples(ask)
        return
    of_ours = set(answer.suggestions) <= set(EXAMPLES)
    heading = WORKING if of_ours else HEADINGS.get(answer.status, "Near to it")
    # The heading says "did you mean" already.
    texts = [(MEANT.sub(r"\1", text), asks(text, answer)) for text in answer.suggestions]
    _buttons(heading, texts, ask)


def asks(suggestion: str, answer: Answer) -> str:
    """The question behind a suggestion: "did you mean" puts the name where the unknown word was."""
    meant = MEANT.fullmatch(suggestion)
    if not meant:
        return suggestion
    for chip in answer.understood:
        word = re.compile(re.escape(chip.text), re.IGNORECASE)
        if chip.field == "unknown" and word.search(answer.question):
            return word.sub(lambda _: meant[1], answer.question, count=1)
    return meant[1]


def _buttons(heading: str, texts: Sequence[tuple[str, str]], ask: Callable[[str], None]) -> None:
    """A button for each label, asking the question beside it."""
    st.html(element("h2", heading))
    with st.container(horizontal=True, gap="small"):
        for number, (label, question) in enumerate(texts):
            key = f"ask_button_{number}"
            st.button(plain(label), key=key, on_click=ask, args=(question,))
