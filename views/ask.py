"""The Ask page: a question in plain words, the answer with its table, picture and sources.

The page's address carries the question (`?q=`), so opening it elsewhere gives the same answer.
Streamlit runs this file anew at every change: what must last stands in modules beside it.
"""

from __future__ import annotations

import streamlit as st

from graph.catalogue import Catalogue
from graph.errors import CitylinksError, StoreError
from graph.explorer import Explorer
from views.answered import Answered, answered
from views.card import card
from views.keyboard import keyboard
from views.look import Html, element, head, problem
from views.network import network
from views.outcome import notes, statement, understood
from views.sources import sources
from views.suggestions import examples, suggestions
from views.table import table
from views.take_away import take_away

ADDRESS, BOX, SHOWN = "q", "ask_question", "ask_shown"  # in the address; the box; what is shown


def main(explorer: Explorer) -> None:
    """The page from the top: box, then examples or the answer."""
    question = _question()
    head(is_open=not question)
    st.text_input(
        "Your question",
        key=BOX,
        type="search",
        placeholder="Press / to write, Enter to ask",
        on_change=lambda: _ask(st.session_state[BOX]),
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
    if found:
        _show(found, catalogue)
    else:
        examples(_ask)
        st.html(element("p", _holdings(catalogue), class_="muted"))
    keyboard(say=found.answer.sentence if found else "")


def _question() -> str:
    """What the address asks; the box follows it when a link or the Back button has changed it."""
    asked = st.query_params.get(ADDRESS, "")
    if BOX not in st.session_state or st.session_state.get(SHOWN) != asked:
        st.session_state[BOX] = asked
    st.session_state[SHOWN] = asked
    return asked.strip()


def _ask(question: str) -> None:
    """Put a question into the box and the address; the run that follows answers it."""
    st.session_state[BOX] = st.session_state[SHOWN] = question
    if question:
        st.query_params[ADDRESS] = question
    else:
        st.query_params.pop(ADDRESS, None)


def _holdings(catalogue: Catalogue) -> str:
    return f"In the data: {len(catalogue.nodes)} places, bodies and networks from {len(catalogue.sources)} sources."


def _show(found: Answered, catalogue: Catalogue) -> None:
    answer = found.answer
    _html(understood(answer))
    _html(statement(answer))
    _parts(found, catalogue)
    if answer.notes:
        _html(notes(answer))
    if answer.sources:
        _html(sources(answer))
    suggestions(answer, _ask)
    if answer.status in ("answer", "empty"):
        take_away(answer)


def _parts(found: Answered, catalogue: Catalogue) -> None:
    """Table left, picture right; one of them takes the whole width when it is alone."""
    answer, drawn = found.answer, bool(found.answer.nodes)
    if not answer.rows and not drawn:
        return
    with st.container(key="ask_parts"):
        places = st.columns([8, 5], gap="medium") if answer.rows and drawn else [st.container()]
        if answer.rows:
            with places[0]:
                _html(table(answer))
        if drawn:
            with places[-1]:
                _picture(found, catalogue)


@st.fragment
def _picture(found: Answered, catalogue: Catalogue) -> None:
    """The picture, and under it the card of what is selected; a selection redraws only these."""
    key = f"ask_picture_{found.picture['id']}"
    selected = network(found.picture, key=key, height=420).selected
    if selected:
        _html(card(selected, found.answer, found.picture, catalogue))


def _html(made: Html) -> None:
    if made:
        st.html(made)


main(st.session_state["explorer"])
