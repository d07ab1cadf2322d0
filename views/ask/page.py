"""The Ask page: a question in plain words, the answer with its table, picture and sources.

The page's address carries the question (`?q=`), so opening it elsewhere gives the same answer.
Streamlit runs this file anew at every change: what must last stands in modules beside it.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from graph.answers.explorer import Explorer
from graph.catalogue.catalogue import Catalogue
from graph.model.errors import CitylinksError, StoreError
from views.ask.answer_cache import CachedAnswer, cached_answer
from views.ask.answer_summary import notes_section, summary_section
from views.ask.chips import show_chips
from views.ask.download import show_downloads
from views.ask.history import show_history
from views.ask.question_state import (
    FOLLOW_UP_BOX,
    QUESTION_BOX,
    ask,
    completed_follow_up,
    current_question,
    record_question,
    submit_follow_up,
    submit_question,
)
from views.ask.report_error import show_error_report
from views.ask.saved_questions import show_saved_questions
from views.ask.suggestions import show_examples, show_suggestions
from views.components.autocomplete.autocomplete import completing
from views.components.card import card
from views.components.keyboard import keyboard
from views.components.network.network import network
from views.look import Html, element, set_tab_title, show_error, show_header
from views.sources import sources_section
from views.table import answer_table


def main(explorer: Explorer) -> None:
    """The page from the top: box, then examples or the answer."""
    question = current_question()
    show_header(is_open=not question)
    set_tab_title(question or "Ask")
    st.text_input(
        "Your question",
        key=QUESTION_BOX,
        type="search",
        autocomplete="off",
        placeholder="Press / to write, Enter to ask",
        on_change=lambda: submit_question(st.session_state[QUESTION_BOX], explorer),
    )
    try:
        catalogue = explorer.catalogue
        if not catalogue.nodes:
            load = "Run citylinks load, then reload this page"
            raise StoreError("The store is empty", fix=load)
        found = cached_answer(explorer, catalogue, question) if question else None
    except CitylinksError as error:
        show_error(error)
        return
    opened = ""
    if found:
        record_question(found.answer)
        opened = _show(found, catalogue, explorer)
    else:
        _open(catalogue)
    show_history(question, ask)
    completing(catalogue)
    keyboard(say=found.answer.sentence if found else "", asked=question, opened=opened)


def _open(catalogue: Catalogue) -> None:
    """What stands under the box while nothing is asked."""
    show_examples(ask)
    show_saved_questions(catalogue, ask)
    holdings = f"In the data: {len(catalogue.nodes)} places, bodies and networks from {len(catalogue.sources)} sources."
    st.html(element("p", holdings, class_="muted"))


def _show(found: CachedAnswer, catalogue: Catalogue, explorer: Explorer) -> str:
    """The answer with all that goes with it; gives the key of a chip that is open."""
    answer = found.answer
    taken = completed_follow_up(answer.question)
    if taken:
        st.html(element("p", f"“{taken[0]}” taken as: ", element("strong", taken[1]), class_="completed"))
    opened = show_chips(found, catalogue, ask)
    st.html(summary_section(answer))
    _parts(found, catalogue)
    if answer.notes:
        st.html(notes_section(answer))
    if answer.sources:
        st.html(sources_section(answer))
    if answer.status in ("answer", "empty"):
        st.text_input(
            "And …?",
            key=FOLLOW_UP_BOX,
            placeholder="in Germany, before 1980, how many",
            autocomplete="off",
            on_change=partial(submit_follow_up, explorer),
        )
    show_suggestions(found, catalogue, partial(submit_question, explorer=explorer))
    if answer.status in ("answer", "empty"):
        show_downloads(answer)
    return opened


def _parts(found: CachedAnswer, catalogue: Catalogue) -> None:
    """Table left, picture right; one of them takes the whole width when it is alone."""
    answer, drawn = found.answer, bool(found.answer.nodes)
    if not answer.rows and not drawn:
        return
    with st.container(key="ask_parts"):
        places = st.columns([8, 5], gap="medium") if answer.rows and drawn else [st.container()]
        if answer.rows:
            with places[0]:
                st.html(answer_table(answer, reportable=True))
                show_error_report(answer, catalogue)
        if drawn:
            with places[-1]:
                _picture(found, catalogue)


@st.fragment
def _picture(found: CachedAnswer, catalogue: Catalogue) -> None:
    """The picture, and under it the card of what is selected; a selection redraws only these."""
    key = f"ask_picture_{found.picture['id']}"
    selected = network(found.picture, key=key, height=420).selected
    if selected:
        made: Html = card(selected, found.answer, found.picture, catalogue)
        st.html(made)


main(st.session_state["explorer"])
