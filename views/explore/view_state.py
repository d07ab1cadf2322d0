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
NOW, WRITTEN, PAST, FUTURE = "explore_view", "explore_address", "explore_past", "explore_future"
STEP, WRONG, RESTED, CHOOSE = "explore_step", "explore_wrong", "explore_rested", "explore_choose"
SAID, DONE, TOLD = "explore_said", "explore_done", "explore_told"  # of the start; the last act done; the live line
TYPES, THROUGH = "explore_path_types", "explore_path_through"  # the panel's choices for paths
DONE_WORDS = {"pin": "Pinned.", "unpin": "No longer pinned.", "arrange": "Tidied up.", "move": "Moved."}
NOTHING_WORDS = {
    "open": "All its neighbours that pass the filters are shown.",
    "close": "Nothing was opened from it, and nothing is linked to it alone.",
    "arrange": "It is tidy already.",
}
MOST_BACK = 200  # views kept to go back to


@st.cache_resource(show_spinner=False)
def explorations(_explorer: Explorer, store: int) -> Explorations:
    """The one service that all sessions share; `store` tells explorers apart."""
    return Explorations(_explorer)


def current() -> View:
    """The view to show: what the address names, where somebody has changed it, else what this session was at."""
    address = {name: st.query_params.get_all(name) for name in st.query_params}
    if not address and NOW in st.session_state and View() not in _kept(PAST)[-1:]:
        st.session_state.pop(WRITTEN, None)
        _write(st.session_state[NOW])  # from the menu: the page is as it was left
        return now()
    if NOW not in st.session_state or address != st.session_state.get(WRITTEN):
        _come(address)
    return now()


def now() -> View:
    """The view that the session is at.

    What redraws a part of the page asks for this one: the address that such a run comes with may be older than the
    last act, where the two follow each other quickly.
    """
    view: View = st.session_state[NOW]
    return view


def _come(address: dict[str, list[str]]) -> None:
    """Take the view of an address that this session did not write: a link, or Back and Forward."""
    st.session_state[WRITTEN] = address
    st.session_state.pop(RESTED, None)
    try:
        view = from_query(address)
    except DataError as error:
        st.session_state[WRONG] = error
        st.session_state.setdefault(NOW, View())
        return
    st.session_state.pop(WRONG, None)
    past, future = _kept(PAST), _kept(FUTURE)
    if NOW in st.session_state and view != st.session_state[NOW]:
        if past and past[-1] == view:
            future.append(st.session_state[NOW])
            past.pop()
        elif future and future[-1] == view:
            past.append(st.session_state[NOW])
            future.pop()
        else:
            past.append(st.session_state[NOW])
            future.clear()
    _set(view)


def go(view: View) -> None:
    """Show another view, and remember the one before."""
    before = st.session_state.pop(RESTED, None) or st.session_state[NOW]
    st.session_state[SAID] = ""
    if view != before:
        past = _kept(PAST)
        past.append(before)
        del past[:-MOST_BACK]
        _kept(FUTURE).clear()
    _set(view)
    _write(view)


def pass_through(view: View) -> None:
    """Show a view on the way to another: neither the address nor Back knows of it."""
    st.session_state.setdefault(RESTED, st.session_state[NOW])
    _set(view)


def choose_in_picture(ids: tuple[str, ...]) -> None:
    """Select these things and lines in the picture, outline and table, as if somebody had pressed them there."""
    _tell_browser(CHOOSE, ids=list(ids))


def undo() -> None:
    """Go back to the view before."""
    _turn(PAST, FUTURE)


def redo() -> None:
    """Take back an undo."""
    _turn(FUTURE, PAST)


def can(name: str) -> bool:
    """Whether there is anything to `undo` or `redo`."""
    return bool(_kept(PAST if name == "undo" else FUTURE))


def act_on(service: Explorations) -> None:
    """Do what was done in the picture since the last time, in order: called before the rerun that it causes."""
    for act in st.session_state[PICTURE].act or ():
        if act["number"] > st.session_state.get(DONE, 0):
            st.session_state[DONE] = act["number"]
            act_by(act, service)


def tell(text: str) -> None:
    """Have the live line under the picture say something."""
    _tell_browser(TOLD, text=text)


def _tell_browser(name: str, **said: Any) -> None:
    """Keep what the browser is to do once: it does what has a number that it has not seen."""
    before = st.session_state.get(name, {"number": 0})
    st.session_state[name] = {"number": before["number"] + 1, **said}


def act_by(act: Mapping[str, Any], service: Explorations) -> None:
    """Do one act: undo, redo, years, a switch of the legend, or a step of the view."""
    kind, view = act["kind"], st.session_state[NOW]
    if kind in ("undo", "redo"):
        (undo if kind == "undo" else redo)()
        tell("Undone." if kind == "undo" else "Done again.")
    elif kind == "years":
        filters = replace(view.filters, since=act["since"], until=act["until"], undated=bool(act["undated"]))
        (pass_through if act["moving"] else go)(view.filtered(filters))
    elif kind == "switch":
        off = view.filters.dropped(act["facet"])
        values = frozenset(act["values"])
        go(view.filtered(view.filters.with_off(act["facet"], off - values if act["on"] else off | values)))
    elif kind == "more":
        go(view.then(Step("more", most=_next(service, view))))
    else:
        _step(kind, act, view, service)


def _step(kind: str, act: Mapping[str, Any], view: View, service: Explorations) -> None:
    """Take one step, unless it would change nothing; paths keep to the types and the place chosen in the panel."""
    at = tuple(act["at"]) if act.get("at") else None
    filters, through = (Filters(), "") if kind == "move" else (view.filters, "")
    if kind in ("paths", "between"):
        types = st.session_state.get(TYPES) or ()
        filters = filters.with_only("type", frozenset(types)) if types else filters
        through = st.session_state.get(THROUGH) or ""
    step = Step(kind, tuple(act.get("ids", ())), filters, through=through, at=at)
    if kind in ("paths", "between") or service.leads_on(view, step):
        go(view.then(step))
        tell(DONE_WORDS.get(kind, ""))
    else:
        tell(NOTHING_WORDS.get(kind, ""))


def _next(service: Explorations, view: View) -> int:
    """How many are drawn after one more press: as many again as now."""
    return len(service.show(view).nodes) + FIRST


def _turn(source: str, target: str) -> None:
    some = _kept(source)
    st.session_state.pop(RESTED, None)
    if some:
        _kept(target).append(st.session_state[NOW])
        view = some.pop()
        _set(view)
        _write(view)


def _set(view: View) -> None:
    st.session_state[NOW] = view
    st.session_state[STEP] = st.session_state.get(STEP, 0) + 1


def _write(view: View) -> None:
    query = to_query(view)
    st.session_state.pop(WRONG, None)
    if query != st.session_state.get(WRITTEN):
        st.session_state[WRITTEN] = query
        st.query_params.from_dict(query)


def _kept(name: str) -> list[View]:
    some: list[View] = st.session_state.setdefault(name, [])
    return some
