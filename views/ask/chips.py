"""What was understood, chip by chip; each opens to be changed or taken away."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial

import streamlit as st

from graph.answers.answer import Chip
from graph.catalogue.catalogue import Catalogue
from graph.questions.question import Question
from graph.questions.revision.choices import edits
from graph.questions.revision.edits import Edit, changed, further, without, words
from graph.questions.revision.rephrasing import put
from views.ask.answer_cache import CachedAnswer
from views.ask.answer_summary import chip_text
from views.look import element, escape_markdown

Ask = Callable[[str], None]
EDIT_FAILED = "ask_chip_failed"


def show_chips(found: CachedAnswer, catalogue: Catalogue, ask: Ask) -> str:
    """The chips in one line; what is in one is made only when it is opened. Gives the key of an open one, or ""."""
    open_one = ""
    answer, question = found.answer, found.question
    every = (*answer.understood, *further(question, catalogue))
    shown = [(chip, said) for chip in every if (said := chip_text(chip, answer))]
    if question.form == "path":
        shown.sort(key=lambda pair: pair[0].field == "asked")
    if not shown:
        return ""
    mark = hashlib.sha256(repr(found.made_for).encode()).hexdigest()[:8]
    with st.container(horizontal=True, gap="small", key="ask_chips", vertical_alignment="center"):
        st.html(element("span", "Understood as", class_="muted"), width="content")
        for number, (chip, said) in enumerate(shown):
            # Where there is no answer, only the word that is in its way can be changed.
            if answer.status not in ("answer", "empty") and chip.field != "unknown":
                st.html(element("span", said, class_="chip"), width="content")
                continue
            key = f"ask_chip_{chip.field}_{mark}_{number}"
            opened = st.popover(escape_markdown(said), key=key, on_change="rerun")
            if opened.open:
                open_one = key
                with opened:
                    _inside(chip, question, catalogue, partial(_take, ask=ask), key)
    return open_one


def _inside(chip: Chip, question: Question, catalogue: Catalogue, ask: Ask, key: str) -> None:
    """The ways to change a chip, and a button that takes it away where the rest is a question."""
    if chip.field == "unknown":
        _written(chip, question, ask, key)
        return
    offered = edits(chip, question, catalogue)
    for number, edit in enumerate(offered):
        _edit(edit, question, catalogue, ask, f"{key}_{number}")
    rest = words(without(question, chip), catalogue)
    if rest:
        st.button("Take away", key=f"{key}_away", on_click=ask, args=(rest,))
    if not (offered or rest):
        st.html(element("p", "Change this in the question itself.", class_="muted"))
    if st.session_state.pop(EDIT_FAILED, False):
        st.html(element("p", "Not understood, so nothing was changed.", role="alert"))


def _edit(edit: Edit, question: Question, catalogue: Catalogue, ask: Ask, key: str) -> None:
    """One part: a list to choose from, or a text to write. The new question is asked at once."""

    def take() -> None:
        made = changed(question, edit, st.session_state[key], catalogue)
        ask(words(made, catalogue) if made != question else "")

    if not edit.choices:
        st.text_input(edit.title, edit.now, key=key, on_change=take)
        return
    texts = {choice.value: choice.text for choice in edit.choices}
    values = list(texts)
    at = values.index(edit.now) if edit.now in texts else 0
    st.selectbox(edit.title, values, at, format_func=lambda value: texts.get(value, value), key=key, on_change=take)


def _written(chip: Chip, question: Question, ask: Ask, key: str) -> None:
    """A word that is not known, to be written otherwise."""

    def take() -> None:
        written = st.session_state[f"{key}_word"].strip()
        ask(put(question.text, chip.text, written) if written else "")

    st.text_input("Write instead", chip.text, key=f"{key}_word", on_change=take)


def _take(text: str, *, ask: Ask) -> None:
    """Ask the new question; where there are no words for it, say so and keep the old one."""
    if text:
        ask(text)
    else:
        st.session_state[EDIT_FAILED] = True
