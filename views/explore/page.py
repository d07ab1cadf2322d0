"""The Explore page: a network or map that stays still, with its text version, table, filters and analysis.

The page's URL is the view. An action in the picture redraws everything except the start bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from graph.answers.explorer import Explorer
from graph.answers.wording import count_phrase
from graph.catalogue.catalogue import Catalogue
from graph.explore.explorations import ViewService
from graph.explore.view import View
from graph.explore.visible import VisibleGraph, link_count_text
from graph.model.errors import CitylinksError
from graph.worldmap.world_map import world_map
from views.components.autocomplete.autocomplete import autocomplete
from views.components.network.network import network
from views.components.world_map.world_map import map_library
from views.explore.analysis import show_analysis
from views.explore.card import show_selection
from views.explore.files import show_export_and_save
from views.explore.filters import show_filters
from views.explore.start import show_start
from views.explore.view_state import (
    ADDRESS_ERROR,
    ANNOUNCEMENT,
    LAST_ACTION,
    PICTURE,
    REVISION,
    SELECT_COMMAND,
    START_MESSAGE,
    apply_new_actions,
    current_view,
    explorations,
    has_history,
    session_view,
)
from views.look import Html, element, set_tab_title, show_error
from views.records.node_picker import run_page
from views.stories.draft import add_view

PICTURE_MODE = "explore_picture_mode"
MIN_HEIGHT = 560  # pixels; on a high screen the picture takes the remaining height


def main(explorer: Explorer, catalogue: Catalogue) -> None:
    """Show the page from the top: the start bar, then the view with its panel."""
    service = explorations(explorer, id(explorer))
    set_tab_title(f"{service.show(current_view()).title} · Explore")
    show_start(explorer, catalogue)
    _show_view(service, catalogue)
    autocomplete(catalogue)


@st.fragment
def _show_view(service: ViewService, catalogue: Catalogue) -> None:
    """Show everything that an action redraws."""
    view = session_view()
    # Messages have a container of their own. Without it, a message would rebuild all that follows and move the picture.
    with st.container(key="explore_messages"):
        if message := st.session_state.get(START_MESSAGE):
            st.html(element("p", message, class_="lead", role="status"))
        if ADDRESS_ERROR in st.session_state:
            show_error(st.session_state[ADDRESS_ERROR])
    try:
        shown = service.show(view)
    except CitylinksError as error:
        show_error(error)
        return
    with st.container(key="explore_bar", horizontal=True, gap="small", vertical_alignment="center"):
        st.html(element("h2", shown.title, class_="view-title"), width="content")
        on_map = _on_map()
        show_filters(service, view, catalogue)
        show_export_and_save(shown, catalogue, service)
        st.button("Add to story", key="explore_add", on_click=add_view, args=(view, shown.title))
    with st.container(key="explore_notes"):
        if shown.notes:
            st.html(_notes(shown.notes))
    with st.container(key="explore_parts"):
        left, right = st.columns([3, 1], gap="medium")
    picture, frame = service.picture(view), _frame(service, view, shown, catalogue)
    with left:
        if on_map:
            frame["map"] = world_map(shown, catalogue, conflicts=service.conflicts(), identity=picture["id"])
        chosen = network(
            picture,
            key=PICTURE,
            height=MIN_HEIGHT,
            explore=frame,
            on_action=lambda: apply_new_actions(service),
        ).ids
    with right, st.container(key="explore_selection"):
        show_selection(chosen, shown, service, catalogue)
    show_analysis(shown, catalogue)
    with st.container(key="explore_map"):
        if on_map:
            map_library()


def _on_map() -> bool:
    """Show the switch between network and map. Returns whether the map is chosen."""
    modes = ("Network", "Map")
    return (
        st.segmented_control(
            "Picture", modes, required=True, default=modes[0], key=PICTURE_MODE, label_visibility="collapsed"
        )
        == modes[1]
    )


def _notes(notes: Sequence[str]) -> Html:
    """The first note, and the others folded away so that they do not push the picture down."""
    first, rest = element("p", notes[0]), [element("p", note) for note in notes[1:]]
    more = [element("details", element("summary", count_phrase(len(rest), "note")), *rest)] if rest else []
    return element("div", first, *more, class_="view-notes")


def _frame(service: ViewService, view: View, shown: VisibleGraph, catalogue: Catalogue) -> dict[str, Any]:
    """The state that the network component shows around the picture: counts, buttons, years and messages."""
    years = service.years(view) or (None, None)
    drawn, total = len(shown.nodes), shown.total
    number = f"the {drawn:,} best-connected" if drawn < total else f"{drawn:,}"
    lines = link_count_text(shown)
    return {
        "count": f"Showing {number} of {total:,}: {lines}",
        "lines": lines,
        "undo": has_history("undo"),
        "redo": has_history("redo"),
        "hidden": len(shown.hidden),
        "more": "Show more" if drawn < total else "",
        "selection": st.session_state.get(SELECT_COMMAND),
        "announcement": st.session_state.get(ANNOUNCEMENT),
        "done": st.session_state.get(LAST_ACTION, 0),
        "selected": list(getattr(st.session_state.get(PICTURE), "selected", None) or ()),
        "title": shown.title,
        "sources": sorted({catalogue.sources[c.source].title for link in shown.links for c in link.claims}),
        "notes": list(shown.notes[-1:]),
        "step": st.session_state.get(REVISION, 0),
        "years": {
            "first": years[0],
            "last": years[1],
            "since": view.filters.since,
            "until": view.filters.until,
            "undated": view.filters.undated,
            "without": service.undated(view),
        },
    }


run_page(main)
