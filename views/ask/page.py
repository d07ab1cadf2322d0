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
from views.ask.answer_cache import Answered, answered
from views.ask.answer_summary import notes, statement
from views.ask.chips import chips
from views.ask.download import take_away
from views.ask.history import earlier
from views.ask.question_state import AND, BOX, ask, ask_more, ask_on, asked, remember, taken_as
from views.ask.report_error import wrong
from views.ask.saved_questions import saved_questions
from views.ask.suggestions import examples, suggestions
from views.components.autocomplete.autocomplete import completing
from views.components.card import card
from views.components.keyboard import keyboard
from views.components.network.network import network
from views.look import Html, element, head, page_name, problem
from views.sources import sources
from views.table import table


def main(explorer: Explorer) -> None:
    """The page from the top: box, then examples or the answer."""
    question = asked()
    head(is_open=not question)
    page_name(question or "Ask")
    st.text_input(
        "Your question",
        key=BOX,
        type="search",
        autocomplete="off",
        placeholder="Press / to write, Enter to ask",
        on_change=lambda: ask_on(st.session_state[BOX], explorer),
    )
    try:
        catalogue = explorer.catalogue
        if not catalogue.nodes:
            load = "Run citylinks load, then reload this page"
            raise StoreError("The store is empty", fix=load)
        found = answered(explorer, catalogue, question) if question else None
    except CitylinksError as error:
        problem(error)
        return
    opened = ""
    if found:
        remember(found.answer)
        opened = _show(found, catalogue, explorer)
    else:
        _open(catalogue)
    earlier(question, ask)
    completing(catalogue)
    keyboard(say=found.answer.sentence if found else "", asked=question, opened=opened)


def _open(catalogue: Catalogue) -> None:
    """What stands under the box while nothing is asked."""
    examples(ask)
    saved_questions(catalogue, ask)
    holdings = f"In the data: {len(catalogue.nodes)} places, bodies and networks from {len(catalogue.sources)} sources."
    st.html(element("p", holdings, class_="muted"))


def _show(found: Answered, catalogue: Catalogue, explorer: Explorer) -> str:
    """The answer with all that goes with it; gives the key of a chip that is open."""
    answer = found.answer
    taken = taken_as(answer.question)
    if taken:
        st.html(element("p", f"“{taken[0]}” taken as: ", element("strong", taken[1]), class_="taken"))
    opened = chips(found, catalogue, ask)
    st.html(statement(answer))
    _parts(found, catalogue)
    if answer.notes:
        st.html(notes(answer))
    if answer.sources:
        st.html(sources(answer))
    if answer.status in ("answer", "empty"):
        st.text_input(
            "And …?",
            key=AND,
            placeholder="in Germany, before 1980, how many",
            autocomplete="off",
            on_change=partial(ask_more, explorer),
        )
    suggestions(found, catalogue, partial(ask_on, explorer=explorer))
    if answer.status in ("answer", "empty"):
        take_away(answer)
    return opened


def _parts(found: Answered, catalogue: Catalogue) -> None:
    """Table left, picture right; one of them takes the whole width when it is alone."""
    answer, drawn = found.answer, bool(found.answer.nodes)
    if not answer.rows and not drawn:
        return
    with st.container(key="ask_parts"):
        places = st.columns([8, 5], gap="medium") if answer.rows and drawn else [st.container()]
        if answer.rows:
            with places[0]:
                st.html(table(answer, correctable=True))
                wrong(answer, catalogue)
        if drawn:
            with places[-1]:
                _picture(found, catalogue)


@st.fragment
def _picture(found: Answered, catalogue: Catalogue) -> None:
    """The picture, and under it the card of what is selected; a selection redraws only these."""
    key = f"ask_picture_{found.picture['id']}"
    selected = network(found.picture, key=key, height=420).selected
    if selected:
        made: Html = card(selected, found.answer, found.picture, catalogue)
        st.html(made)


main(st.session_state["explorer"])
