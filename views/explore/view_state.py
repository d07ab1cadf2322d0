"""The session's view: read from the URL, changed by actions, with undo and redo.

The page's URL is the view, so the same URL shows the same view elsewhere, and the browser's Back undoes one action.
While the years play, the URL does not change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from graph.answers.explorer import Explorer
from graph.explore.address import from_query, to_query
from graph.explore.explorations import ViewService
from graph.explore.view import FIRST, Action, Filters, View
from graph.model.errors import DataError

PICTURE = "explore_picture"
# Keys of the session state.
CURRENT_VIEW, ADDRESS = "explore_view", "explore_address"
UNDO_STACK, REDO_STACK = "explore_undo_stack", "explore_redo_stack"
REVISION = "explore_revision"  # counts the views shown
BEFORE_PLAY = "explore_before_play"  # the view to go back to after playing the years
LAST_ACTION = "explore_last_action"  # number of the last action applied
SELECT_COMMAND, ANNOUNCEMENT = "explore_select", "explore_announcement"  # instructions for the browser
START_MESSAGE, ADDRESS_ERROR = "explore_start_message", "explore_address_error"
PATH_TYPES, PATH_THROUGH = "explore_path_types", "explore_path_through"  # choices for paths in the panel
DONE_TEXT = {"pin": "Pinned.", "unpin": "No longer pinned.", "arrange": "Tidied up.", "move": "Moved."}
UNCHANGED_TEXT = {
    "open": "All its neighbours that pass the filters are shown already.",
    "close": "There is nothing to collapse: nothing was opened from it, and nothing is linked only to it.",
    "arrange": "The layout is tidy already.",
}
MAX_UNDO = 200  # views that undo can go back to


@st.cache_resource(show_spinner=False)
def explorations(_explorer: Explorer, store: int) -> ViewService:
    """Return the service that all sessions share. `store` identifies the explorer."""
    return ViewService(_explorer)


def current_view() -> View:
    """Return the view to show: that of the URL if it has changed, otherwise the session's last view."""
    address = {name: st.query_params.get_all(name) for name in st.query_params}
    if not address and CURRENT_VIEW in st.session_state and View() not in _view_stack(UNDO_STACK)[-1:]:
        st.session_state.pop(ADDRESS, None)
        _write(st.session_state[CURRENT_VIEW])  # from the menu: show the page as it was left
        return session_view()
    if CURRENT_VIEW not in st.session_state or address != st.session_state.get(ADDRESS):
        _open_address(address)
    return session_view()


def session_view() -> View:
    """Return the session's view, regardless of the URL.

    Runs that redraw a part of the page need this one: when actions follow quickly, their URL can be older than the
    last action.
    """
    view: View = st.session_state[CURRENT_VIEW]
    return view


def _open_address(address: dict[str, list[str]]) -> None:
    """Take the view of a URL that this session did not write: from a link, or from Back and Forward."""
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
    """Show another view, and put the one before it on the undo stack."""
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
    """Show a view while the years play, without changing the URL or the undo stack."""
    st.session_state.setdefault(BEFORE_PLAY, st.session_state[CURRENT_VIEW])
    _set(view)


def select_in_picture(ids: tuple[str, ...]) -> None:
    """Select these nodes and lines in the picture, the text version and the table."""
    _send_to_browser(SELECT_COMMAND, ids=list(ids))


def undo() -> None:
    """Go back to the previous view."""
    _move_between(UNDO_STACK, REDO_STACK)


def redo() -> None:
    """Reverse the last undo."""
    _move_between(REDO_STACK, UNDO_STACK)


def has_history(name: str) -> bool:
    """Whether there is a view to go to. `name` is "undo" or "redo"."""
    return bool(_view_stack(UNDO_STACK if name == "undo" else REDO_STACK))


def apply_new_actions(service: ViewService) -> None:
    """Apply the actions made in the picture since the last call, in order. Called before the rerun they cause."""
    for act in st.session_state[PICTURE].action or ():
        if act["number"] > st.session_state.get(LAST_ACTION, 0):
            st.session_state[LAST_ACTION] = act["number"]
            apply_action(act, service)


def announce(text: str) -> None:
    """Let the status line under the picture say a text."""
    _send_to_browser(ANNOUNCEMENT, text=text)


def _send_to_browser(name: str, **said: Any) -> None:
    """Store an instruction for the browser under a new number. The browser carries out each number once."""
    before = st.session_state.get(name, {"number": 0})
    st.session_state[name] = {"number": before["number"] + 1, **said}


def apply_action(act: Mapping[str, Any], service: ViewService) -> None:
    """Apply one action: undo, redo, years, a switch of the legend, or a change of the view."""
    kind, view = act["kind"], st.session_state[CURRENT_VIEW]
    if kind in ("undo", "redo"):
        (undo if kind == "undo" else redo)()
        announce("Undone." if kind == "undo" else "Redone.")
    elif kind == "years":
        filters = replace(view.filters, since=act["since"], until=act["until"], undated=bool(act["undated"]))
        (preview_view if act["moving"] else navigate_to)(view.filtered(filters))
    elif kind == "switch":
        off = view.filters.dropped(act["facet"])
        values = frozenset(act["values"])
        navigate_to(view.filtered(view.filters.with_off(act["facet"], off - values if act["on"] else off | values)))
    elif kind == "more":
        navigate_to(view.then(Action("more", most=_next(service, view))))
    else:
        _step(kind, act, view, service)


def _step(kind: str, act: Mapping[str, Any], view: View, service: ViewService) -> None:
    """Apply a change of the view, unless it has no effect. Paths use the types and the place chosen in the panel."""
    at = tuple(act["at"]) if act.get("at") else None
    filters, through = (Filters(), "") if kind == "move" else (view.filters, "")
    if kind in ("paths", "between"):
        types = st.session_state.get(PATH_TYPES) or ()
        filters = filters.with_only("type", frozenset(types)) if types else filters
        through = st.session_state.get(PATH_THROUGH) or ""
    action = Action(kind, tuple(act.get("ids", ())), filters, through=through, at=at)
    if kind in ("paths", "between") or service.has_effect(view, action):
        navigate_to(view.then(action))
        announce(DONE_TEXT.get(kind, ""))
    else:
        announce(UNCHANGED_TEXT.get(kind, ""))


def _next(service: ViewService, view: View) -> int:
    """How many nodes to draw after "Show more"."""
    return len(service.show(view).nodes) + FIRST


def _move_between(source: str, target: str) -> None:
    views = _view_stack(source)
    st.session_state.pop(BEFORE_PLAY, None)
    if views:
        _view_stack(target).append(st.session_state[CURRENT_VIEW])
        view = views.pop()
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
    views: list[View] = st.session_state.setdefault(name, [])
    return views
