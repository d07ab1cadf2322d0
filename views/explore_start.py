"""Where an exploring view starts: a name or a question, two places side by side, two years, or everything."""

from __future__ import annotations

from difflib import get_close_matches

import streamlit as st

from graph.catalogue import Catalogue
from graph.explorer import Explorer
from graph.exploring.view import Start, View
from graph.text import fold
from views.exploring import SAID, go
from views.look import element

BOX = "explore_start"


def start(explorer: Explorer, catalogue: Catalogue) -> None:
    """A box for a name or a question, and beside it the other ways to start."""
    with st.container(key="explore_starts", horizontal=True, gap="small", vertical_alignment="center"):
        st.html(element("h1", "Explore", class_="page-title"), width="content")
        st.text_input(
            "Start from a name or a question",
            key=BOX,
            label_visibility="collapsed",
            placeholder="Start from a name or a question: Leeds, or which schools link to China",
            autocomplete="off",
            on_change=lambda: _begin(st.session_state[BOX], explorer, catalogue),
        )
        with st.popover("Compare two"):
            _compare(catalogue)
        with st.popover("Two years"):
            _years(catalogue)
        st.button("Whole graph", key="explore_whole", on_click=go, args=(View(),))


def _begin(text: str, explorer: Explorer, catalogue: Catalogue) -> None:
    """Start from what was written: what bears the name, else the answer to the question, else say what is near."""
    st.session_state[SAID] = ""
    if not text.strip():
        return
    ids = catalogue.names.get(fold(text), ())
    if ids:
        go(View(Start("things", tuple(ids))))
        if len(ids) > 1:
            names = "; ".join(f"{catalogue.name(i)}, {catalogue.describe(i)}" for i in ids)
            st.session_state[SAID] = f"“{text}” names several things, and all are shown: {names}."
        return
    answer = explorer.ask(text)
    if answer.nodes:
        go(View(Start("question", text=text)))
        return
    near = [catalogue.names[key][0] for key in get_close_matches(fold(text), catalogue.names, n=3, cutoff=0.6)]
    offer = f" Near to it: {', '.join(dict.fromkeys(map(catalogue.name, near)))}." if near else ""
    st.session_state[SAID] = f"{answer.sentence}{offer} The view stays as it was."


@st.cache_data(show_spinner=False, max_entries=4)
def _names(load: int, _catalogue: Catalogue) -> dict[str, str]:
    """What can be compared, by name: things that are no continents."""
    some = (n for n in _catalogue.nodes.values() if n.label not in ("World", "Continent"))
    ordered = sorted(some, key=lambda n: (n.label not in ("City", "District"), fold(n.name), n.id))
    return {n.id: f"{n.name}, {_catalogue.describe(n.id)}" for n in ordered}


def _choose(label: str, key: str, names: dict[str, str], default: int) -> str:
    return st.selectbox(label, list(names), default, format_func=lambda i: names[i], key=key) or ""


def _compare(catalogue: Catalogue) -> None:
    names = _names(catalogue.number, catalogue)
    at = {i: n for n, i in enumerate(names)}
    first = _choose("The one", "explore_one", names, at.get("geonames:2641673", 0))
    second = _choose("The other", "explore_other", names, at.get("geonames:2644688", min(1, len(names) - 1)))
    begin = View(Start("compare", (first, second)))
    st.button("Compare", key="explore_compare", type="primary", disabled=first == second, on_click=go, args=(begin,))


def _years(catalogue: Catalogue) -> None:
    names = _names(catalogue.number, catalogue)
    at = {i: n for n, i in enumerate(names)}
    thing = _choose("Of", "explore_of", names, at.get("geonames:2644688", 0))
    first = st.number_input("From the year", 1000, 2100, 1980, key="explore_first_year")
    second = st.number_input("To the year", 1000, 2100, 2020, key="explore_second_year")
    begin = View(Start("dates", (thing,), years=(int(first), int(second))))
    st.button("Compare the years", key="explore_years", type="primary", on_click=go, args=(begin,))
