"""The chips: each shows one part of the question as understood, and opens to change or remove it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial

import streamlit as st

from graph.catalogue.catalogue import Catalogue
from graph.questions.chips import Chip
from graph.questions.question import Question
from graph.questions.revision.choices import chip_edits
from graph.questions.revision.edits import Edit, confirmed_text, limit_chips, with_change, without_chip
from graph.questions.revision.rephrasing import replace_words
from views.ask.answer_cache import CachedAnswer
from views.ask.answer_summary import chip_text
from views.look import element, escape_markdown

Ask = Callable[[str], None]
EDIT_FAILED = "ask_chip_failed"


def show_chips(found: CachedAnswer, catalogue: Catalogue, ask: Ask) -> str:
    """Show the chips in one line. Returns the key of the open chip, or "".

    The content of a chip is computed only when it is opened, because that takes time.
    """
    open_key = ""
    answer, question = found.answer, found.question
    all_chips = (*answer.understood, *limit_chips(question, catalogue))
    shown = [(chip, text) for chip in all_chips if (text := chip_text(chip, answer))]
    if question.form == "path":
        shown.sort(key=lambda pair: pair[0].field == "asked")
    if not shown:
        return ""
    mark = hashlib.sha256(repr(found.made_for).encode()).hexdigest()[:8]
    with st.container(horizontal=True, gap="small", key="ask_chips", vertical_alignment="center"):
        st.html(element("span", "Understood as", class_="muted"), width="content")
        for number, (chip, text) in enumerate(shown):
            # Without an answer, only the word that prevents one can be changed.
            if answer.status not in ("answer", "empty") and chip.field != "unknown":
                st.html(element("span", text, class_="chip"), width="content")
                continue
            key = f"ask_chip_{chip.field}_{mark}_{number}"
            opened = st.popover(escape_markdown(text), key=key, on_change="rerun")
            if opened.open:
                open_key = key
                with opened:
                    _inside(chip, question, catalogue, partial(_ask_or_warn, ask=ask), key)
    return open_key


def _inside(chip: Chip, question: Question, catalogue: Catalogue, ask: Ask, key: str) -> None:
    """Show the ways to change a chip, and a button to remove it if the rest is still a question."""
    if chip.field == "unknown":
        _replacement_box(chip, question, ask, key)
        return
    options = chip_edits(chip, question, catalogue)
    for number, edit in enumerate(options):
        _edit(edit, question, catalogue, ask, f"{key}_{number}")
    rest = confirmed_text(without_chip(question, chip), catalogue)
    if rest:
        st.button("Remove", key=f"{key}_away", on_click=ask, args=(rest,))
    if not (options or rest):
        st.html(element("p", "To change this, edit the question.", class_="muted"))
    if st.session_state.pop(EDIT_FAILED, False):
        st.html(element("p", "That wasn't understood, so nothing was changed.", role="alert"))


def _edit(edit: Edit, question: Question, catalogue: Catalogue, ask: Ask, key: str) -> None:
    """Show one edit: a list to choose from, or a text box. A change asks the new question at once."""

    def apply() -> None:
        new = with_change(question, edit, st.session_state[key], catalogue)
        ask(confirmed_text(new, catalogue) if new != question else "")

    if not edit.choices:
        st.text_input(edit.title, edit.value, key=key, on_change=apply)
        return
    texts = {choice.value: choice.text for choice in edit.choices}
    values = list(texts)
    at = values.index(edit.value) if edit.value in texts else 0
    st.selectbox(edit.title, values, at, format_func=lambda value: texts.get(value, value), key=key, on_change=apply)


def _replacement_box(chip: Chip, question: Question, ask: Ask, key: str) -> None:
    """Show a text box to replace a word that is not known."""

    def apply() -> None:
        replacement = st.session_state[f"{key}_word"].strip()
        ask(replace_words(question.text, chip.text, replacement) if replacement else "")

    st.text_input("Replace with", chip.text, key=f"{key}_word", on_change=apply)


def _ask_or_warn(text: str, *, ask: Ask) -> None:
    """Ask the new question. If it has no text, keep the old one and let the chip say so."""
    if text:
        ask(text)
    else:
        st.session_state[EDIT_FAILED] = True
