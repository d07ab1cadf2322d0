"""The Explore page: a network that stays still, its outline and table, and everything to find one's way in it.

The page's address is the view. What is done in the picture redraws only what is under the start.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import streamlit as st

from graph.catalogue import Catalogue
from graph.errors import CitylinksError
from graph.explorer import Explorer
from graph.exploring.drawing import drawing
from graph.exploring.explorations import Explorations
from graph.exploring.shown import Shown, linked_words
from graph.exploring.view import View
from views.choosing import on_page
from views.completing import completing
from views.explore_analysis import analysis
from views.explore_card import beside
from views.explore_files import files
from views.explore_filters import filters
from views.explore_start import start
from views.exploring import CHOOSE, PICTURE, STEP, WRONG, act_on, can, current, explorations
from views.look import Html, element, problem
from views.network import network

HEIGHT = 560  # the least; on a high screen the picture takes what is left


def main(explorer: Explorer, catalogue: Catalogue) -> None:
    """The page from the top: where to start, then the view with its panel."""
    service = explorations(explorer, id(explorer))
    current()
    start(explorer, catalogue)
    if WRONG in st.session_state:
        problem(st.session_state[WRONG])
    _explored(service, catalogue)
    completing(catalogue, explorer.store)


@st.fragment
def _explored(service: Explorations, catalogue: Catalogue) -> None:
    """All that an act redraws."""
    view = current()
    try:
        with st.spinner("Laying out the picture", show_time=False):
            shown = service.show(view)
    except CitylinksError as error:
        problem(error)
        return
    with st.container(key="explore_bar", horizontal=True, gap="small", vertical_alignment="center"):
        st.html(element("h2", shown.title, class_="explored"), width="content")
        filters(service, view, catalogue)
        files(shown, catalogue, service.conflicts())
    if shown.notes:
        st.html(_notes(shown.notes))
    with st.container(key="explore_parts"):
        left, right = st.columns([3, 1], gap="medium")
    with left:
        chosen = network(
            drawing(shown, catalogue, service.conflicts(), _identity(view, catalogue)),
            key=PICTURE,
            height=HEIGHT,
            explore=_said(service, view, shown),
            on_act=lambda: act_on(service),
        ).chosen
    with right, st.container(key="explore_beside"):
        beside(chosen, shown, service, catalogue)
    analysis(shown, catalogue)


def _notes(notes: Sequence[str]) -> Html:
    """The first note, and the others behind a word, so that they do not push the picture away."""
    first, rest = element("p", notes[0]), [element("p", note) for note in notes[1:]]
    more = [element("details", element("summary", f"{len(rest)} more to know"), *rest)] if rest else []
    return element("div", first, *more, class_="explored-notes")


def _identity(view: View, catalogue: Catalogue) -> str:
    """What stays the same while one picture grows: its start and the load."""
    return hashlib.sha256(repr((view.start, catalogue.number)).encode()).hexdigest()[:12]


def _said(service: Explorations, view: View, shown: Shown) -> dict[str, Any]:
    """What the picture's component says round it."""
    years = service.years(view) or (None, None)
    drawn, every = len(shown.nodes), shown.of
    order = " (the best linked first)" if drawn < every else ""
    lines = linked_words(shown)
    return {
        "count": f"Showing {drawn} of {every}{order}: {lines}",
        "lines": lines,
        "undo": can("undo"),
        "redo": can("redo"),
        "hidden": len(shown.hidden),
        "more": "Show more" if drawn < every else "",
        "choose": st.session_state.get(CHOOSE),
        "notes": list(shown.notes[-1:]),
        "step": st.session_state.get(STEP, 0),
        "years": {
            "first": years[0],
            "last": years[1],
            "since": view.filters.since,
            "until": view.filters.until,
            "undated": view.filters.undated,
            "without": service.undated(view),
        },
    }


on_page(main)
