"""The view that a session explores: where it comes from, what was done to it, and how to go back.

The page's address is the view, so opening it elsewhere shows the same, and the browser's own Back goes one act back.
While the years play, the address rests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from graph.answers.explorer import Explorer
from graph.explore.address import from_query, to_query
from graph.explore.explorations import Explorations
from graph.explore.view import FIRST, Filters, Step, View
from graph.model.errors import DataError

PICTURE = "explore_picture"
CURRENT_VIEW, ADDRESS, UNDO_STACK, REDO_STACK = (
    "explore_view",
    "explore_address",
    "explore_undo_stack",
    "explore_redo_stack",
)
REVISION, ADDRESS_ERROR, BEFORE_PLAY, SELECT_COMMAND = (
    "explore_revision",
    "explore_address_error",
    "explore_before_play",
    "explore_select",
)
START_MESSAGE, LAST_ACTION, ANNOUNCEMENT = (
    "explore_start_message",
    "explore_last_action",
    "explore_announcement",
)  # of the start; the last act done; the live line
PATH_TYPES, PATH_THROUGH = "explore_path_types", "explore_path_through"  # the panel's choices for paths
DONE_TEXT = {"pin": "Pinned.", "unpin": "No longer pinned.", "arrange": "Tidied up.", "move": "Moved."}
UNCHANGED_TEXT = {
    "open": "All its neighbours that pass the filters are shown.",
    "close": "Nothing was opened from it, and nothing is linked to it alone.",
    "arrange": "It is tidy already.",
}
MAX_UNDO = 200  # views kept to go back to


@st.cache_resource(show_spinner=False)
def explorations(_explorer: Explorer, store: int) -> Explorations:
    """The one service that all sessions share; `store` tells explorers apart."""
    return Explorations(_explorer)


def current_view() -> View:
    """The view to show: what the address names, where somebody has changed it, else what this session was at."""
    address = {name: st.query_params.get_all(name) for name in st.query_params}
    if not address and CURRENT_VIEW in st.session_state and View() not in _view_stack(UNDO_STACK)[-1:]:
        st.session_state.pop(ADDRESS, None)
        _write(st.session_state[CURRENT_VIEW])  # from the menu: the page is as it was left
        return session_view()
    if CURRENT_VIEW not in st.session_state or address != st.session_state.get(ADDRESS):
        _open_address(address)
    return session_view()


def session_view() -> View:
    """The view that the session is at.

    What redraws a part of the page asks for this one: the address that such a run comes with may be older than the
    last act, where the two follow each other quickly.
    """
    view: View = st.session_state[CURRENT_VIEW]
    return view


def _open_address(address: dict[str, list[str]]) -> None:
    """Take the view of an address that this session did not write: a link, or Back and Forward."""
    st.session_state[ADDRESS] = address
    st.session_state.pop(BEFORE_PLAY, None)
    try:
        view = from_query(address)
    except DataError as error:
        st.session_state[ADDRESS_ERROR] = error
        st.session_state.setdefault(CURRENT_VIEW, View())
        return
    st.session_state.pop(ADDRESS_ERROR, None)
    past, future = _view_stack(UNDO_STACK), _view_stack(REDO_STACK)
    if CURRENT_VIEW in st.session_state and view != st.session_state[CURRENT_VIEW]:
        if past and past[-1] == view:
            future.append(st.session_state[CURRENT_VIEW])
            past.pop()
        elif future and future[-1] == view:
            past.append(st.session_state[CURRENT_VIEW])
            future.pop()
        else:
            past.append(st.session_state[CURRENT_VIEW])
            future.clear()
    _set(view)


def navigate_to(view: View) -> None:
    """Show another view, and remember the one before."""
    before = st.session_state.pop(BEFORE_PLAY, None) or st.session_state[CURRENT_VIEW]
    st.session_state[START_MESSAGE] = ""
    if view != before:
        past = _view_stack(UNDO_STACK)
        past.append(before)
        del past[:-MAX_UNDO]
        _view_stack(REDO_STACK).clear()
    _set(view)
    _write(view)


def preview_view(view: View) -> None:
    """Show a view on the way to another: neither the address nor Back knows of it."""
    st.session_state.setdefault(BEFORE_PLAY, st.session_state[CURRENT_VIEW])
    _set(view)


def select_in_picture(ids: tuple[str, ...]) -> None:
    """Select these things and lines in the picture, outline and table, as if somebody had pressed them there."""
    _send_to_browser(SELECT_COMMAND, ids=list(ids))


def undo() -> None:
    """Go back to the view before."""
    _move_between(UNDO_STACK, REDO_STACK)


def redo() -> None:
    """Take back an undo."""
    _move_between(REDO_STACK, UNDO_STACK)


def has_history(name: str) -> bool:
    """Whether there is anything to `undo` or `redo`."""
    return bool(_view_stack(UNDO_STACK if name == "undo" else REDO_STACK))


def apply_new_actions(service: Explorations) -> None:
    """Do what was done in the picture since the last time, in order: called before the rerun that it causes."""
    for act in st.session_state[PICTURE].act or ():
        if act["number"] > st.session_state.get(LAST_ACTION, 0):
            st.session_state[LAST_ACTION] = act["number"]
            apply_action(act, service)


def announce(text: str) -> None:
    """Have the live line under the picture say something."""
    _send_to_browser(ANNOUNCEMENT, text=text)


def _send_to_browser(name: str, **said: Any) -> None:
    """Keep what the browser is to do once: it does what has a number that it has not seen."""
    before = st.session_state.get(name, {"number": 0})
    st.session_state[name] = {"number": before["number"] + 1, **said}


def apply_action(act: Mapping[str, Any], service: Explorations) -> None:
    """Do one act: undo, redo, years, a switch of the legend, or a step of the view."""
    kind, view = act["kind"], st.session_state[CURRENT_VIEW]
    if kind in ("undo", "redo"):
        (undo if kind == "undo" else redo)()
        announce("Undone." if kind == "undo" else "Done again.")
    elif kind == "years":
        filters = replace(view.filters, since=act["since"], until=act["until"], undated=bool(act["undated"]))
        (preview_view if act["moving"] else navigate_to)(view.filtered(filters))
    elif kind == "switch":
        off = view.filters.dropped(act["facet"])
        values = frozenset(act["values"])
        navigate_to(view.filtered(view.filters.with_off(act["facet"], off - values if act["on"] else off | values)))
    elif kind == "more":
        navigate_to(view.then(Step("more", most=_next(service, view))))
    else:
        _step(kind, act, view, service)


def _step(kind: str, act: Mapping[str, Any], view: View, service: Explorations) -> None:
    """Take one step, unless it would change nothing; paths keep to the types and the place chosen in the panel."""
    at = tuple(act["at"]) if act.get("at") else None
    filters, through = (Filters(), "") if kind == "move" else (view.filters, "")
    if kind in ("paths", "between"):
        types = st.session_state.get(PATH_TYPES) or ()
        filters = filters.with_only("type", frozenset(types)) if types else filters
        through = st.session_state.get(PATH_THROUGH) or ""
    step = Step(kind, tuple(act.get("ids", ())), filters, through=through, at=at)
    if kind in ("paths", "between") or service.leads_on(view, step):
        navigate_to(view.then(step))
        announce(DONE_TEXT.get(kind, ""))
    else:
        announce(UNCHANGED_TEXT.get(kind, ""))


def _next(service: Explorations, view: View) -> int:
    """How many are drawn after one more press: as many again as now."""
    return len(service.show(view).nodes) + FIRST


def _move_between(source: str, target: str) -> None:
    some = _view_stack(source)
    st.session_state.pop(BEFORE_PLAY, None)
    if some:
        _view_stack(target).append(st.session_state[CURRENT_VIEW])
        view = some.pop()
        _set(view)
        _write(view)


def _set(view: View) -> None:
    st.session_state[CURRENT_VIEW] = view
    st.session_state[REVISION] = st.session_state.get(REVISION, 0) + 1


def _write(view: View) -> None:
    query = to_query(view)
    st.session_state.pop(ADDRESS_ERROR, None)
    if query != st.session_state.get(ADDRESS):
        st.session_state[ADDRESS] = query
        st.query_params.from_dict(query)


def _view_stack(name: str) -> list[View]:
    some: list[View] = st.session_state.setdefault(name, [])
    return some
