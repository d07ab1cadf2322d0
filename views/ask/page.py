"""The Ask page: a question in plain words, and the answer with its table, picture and sources.

The URL carries the question (`?q=`), so the same URL gives the same answer elsewhere.
Streamlit runs this file again at every change, so lasting definitions are in the modules next to it.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from graph.answers.explorer import Explorer
from graph.answers.wording import count_phrase
from graph.catalogue.catalogue import Catalogue
from graph.model.errors import CitylinksError, StoreError
from views.ask.answer_cache import CachedAnswer, cached_answer
from views.ask.answer_details import matching_records, timeline
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
from views.components.autocomplete.autocomplete import autocomplete
from views.components.card import card
from views.components.copy_button import copy_button
from views.components.keyboard import keyboard
from views.components.network.network import network
from views.look import element, set_tab_title, show_error, show_header
from views.sources import sources_section
from views.table import answer_table

# The views that open with the picture. A map, a chart and a story are one step away, in Explore.
PICTURE_FIRST = ("picture", "map", "chart", "story")


def main(explorer: Explorer) -> None:
    """Show the page from the top: the question box, then the examples or the answer."""
    question = current_question()
    show_header(is_open=not question)
    set_tab_title(question or "Ask")
    st.text_input(
        "Your question",
        key=QUESTION_BOX,
        type="search",
        autocomplete="off",
        placeholder="Ask a question (press / to start)",
        on_change=lambda: submit_question(st.session_state[QUESTION_BOX], explorer),
    )
    try:
        catalogue = explorer.catalogue
        if not catalogue.nodes:
            raise StoreError("The store is empty", fix="Run citylinks load, then reload this page")
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
    autocomplete(catalogue)
    keyboard(say=found.answer.sentence if found else "", asked=question, opened=opened)


def _open(catalogue: Catalogue) -> None:
    """Show what is under the box while no question is asked."""
    show_examples(ask)
    show_saved_questions(catalogue, ask)
    nodes, sources = len(catalogue.nodes), count_phrase(len(catalogue.sources), "source")
    contents = f"The data holds {nodes:,} places, organisations and networks from {sources}."
    st.html(element("p", contents, class_="muted"))


def _show(found: CachedAnswer, catalogue: Catalogue, explorer: Explorer) -> str:
    """Show the answer with everything that goes with it. Returns the key of the open chip, or ""."""
    answer = found.answer
    follow_up = completed_follow_up(answer.question)
    if follow_up:
        st.html(element("p", f"“{follow_up[0]}” was read as: ", element("strong", follow_up[1]), class_="completed"))
    opened = show_chips(found, catalogue, ask)
    st.html(summary_section(answer))
    if answer.status in ("answer", "empty"):
        copy_button("Copy to read aloud", "\n".join(answer.spoken), key="ask_copy_spoken")
    _parts(found, catalogue)
    if answer.records:
        st.html(matching_records(answer))
    if answer.notes:
        st.html(notes_section(answer))
    if answer.sources:
        st.html(sources_section(answer))
    if answer.status in ("answer", "empty"):
        st.text_input(
            "Follow-up question",
            key=FOLLOW_UP_BOX,
            placeholder="For example: in Germany, before 1980, how many",
            autocomplete="off",
            on_change=partial(submit_follow_up, explorer),
        )
    show_suggestions(found, catalogue, partial(submit_question, explorer=explorer))
    if answer.status in ("answer", "empty"):
        show_downloads(answer)
    return opened


def _parts(found: CachedAnswer, catalogue: Catalogue) -> None:
    """Show the table on the left and the picture on the right. A single part takes the whole width."""
    answer, has_picture = found.answer, bool(found.answer.nodes)
    if not answer.rows and not has_picture:
        return
    if answer.view == "timeline" and (dated := timeline(answer, catalogue)):
        st.html(dated)
    if answer.view in PICTURE_FIRST and has_picture:
        _picture(found, catalogue, height=560)
        has_picture = False
    with st.container(key="ask_parts"):
        both = answer.rows and has_picture and answer.view != "table"
        columns = st.columns([8, 5], gap="medium") if both else [st.container(), st.container()]
        if answer.rows:
            with columns[0]:
                st.html(answer_table(answer, reportable=True))
                show_error_report(answer, catalogue)
        if has_picture:
            with columns[-1]:
                _picture(found, catalogue)


@st.fragment
def _picture(found: CachedAnswer, catalogue: Catalogue, height: int = 420) -> None:
    """Show the picture and, under it, the card of the selected item. A selection redraws only these two."""
    key = f"ask_picture_{found.picture['id']}"
    selected = network(found.picture, key=key, height=height).selected
    if selected:
        st.html(card(selected, found.answer, found.picture, catalogue))


main(st.session_state["explorer"])
