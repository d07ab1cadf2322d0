"""Where an exploring view starts: a name or a question, two places side by side, two years, or everything."""

from __future__ import annotations

import streamlit as st

from graph.answers.explorer import Explorer
from graph.answers.wording import count_phrase
from graph.catalogue.catalogue import CITY_LABELS, Catalogue
from graph.catalogue.names.nearest import nearest_nodes
from graph.explore.view import Start, View
from graph.model.text import fold
from views.explore.view_state import START_MESSAGE, navigate_to
from views.look import element, escape_markdown
from views.records.node_picker import node_label, node_options, resolve_node

BOX = "explore_start"
MAX_NAMES = 12  # things of one name that are told apart


def show_start(explorer: Explorer, catalogue: Catalogue) -> None:
    """A box for a name or a question, and beside it the other ways to start."""
    with st.container(key="explore_start_bar", horizontal=True, gap="small", vertical_alignment="center"):
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
        st.button("Whole graph", key="explore_whole", on_click=navigate_to, args=(View(),))


def _begin(text: str, explorer: Explorer, catalogue: Catalogue) -> None:
    """Start from what was written: what bears the name, else the answer to the question, else say what is near."""
    st.session_state[START_MESSAGE] = ""
    if not text.strip():
        return
    ids = catalogue.names.get(fold(text), ())
    if ids:
        navigate_to(View(Start("things", tuple(ids))))
        if len(ids) > 1:
            names = "; ".join(node_label(i, catalogue) for i in ids[:MAX_NAMES])
            names += f"; and {len(ids) - MAX_NAMES} more" if len(ids) > MAX_NAMES else ""
            st.session_state[START_MESSAGE] = f"“{text}” names several things, and all are shown: {names}."
        return
    answer = explorer.ask(text)
    if answer.nodes:
        navigate_to(View(Start("question", text=text)))
        return
    near = dict.fromkeys(map(catalogue.name, nearest_nodes(text, catalogue)))
    offer = f" Near to it: {', '.join(near)}." if near else ""
    st.session_state[START_MESSAGE] = f"{answer.sentence}{offer} The view stays as it was."


def _choose(label: str, key: str, first: str, catalogue: Catalogue, otherwise: int = 0) -> str:
    """The id of what was chosen, or in a large graph written; "" where that names no one thing."""
    names = _names(catalogue)
    ids = list(names)
    written = st.selectbox(
        label,
        ids,
        ids.index(first) if first in names else min(otherwise, len(ids) - 1),
        format_func=lambda i: names.get(i, i),
        key=key,
        accept_new_options=catalogue.is_large,
    )
    found = resolve_node(written or "", catalogue)
    if written and not found:
        bearers = len(catalogue.names.get(fold(written), ()))
        st.caption(
            f"“{escape_markdown(written)}” names {count_phrase(bearers, 'thing') if bearers else 'nothing recorded'}."
        )
    return found


def _names(catalogue: Catalogue) -> dict[str, str]:
    """What can be compared, cities first: things that are no continents."""
    nodes, names = catalogue.nodes, node_options(catalogue.number, catalogue)
    kept = [i for i in names if nodes[i].label not in ("World", "Continent")]
    return {i: names[i] for i in sorted(kept, key=lambda i: nodes[i].label not in CITY_LABELS)}


def _compare(catalogue: Catalogue) -> None:
    first = _choose("The one", "explore_compare_first", "geonames:2641673", catalogue)
    second = _choose("The other", "explore_compare_second", "geonames:2644688", catalogue, 1)
    begin = View(Start("compare", (first, second)))
    is_off = first == second or not (first and second)
    st.button("Compare", key="explore_compare", type="primary", disabled=is_off, on_click=navigate_to, args=(begin,))


def _years(catalogue: Catalogue) -> None:
    thing = _choose("Of", "explore_years_node", "geonames:2644688", catalogue)
    first = st.number_input("From the year", 1000, 2100, 1980, key="explore_first_year")
    second = st.number_input("To the year", 1000, 2100, 2020, key="explore_second_year")
    begin = View(Start("dates", (thing,), years=(int(first), int(second))))
    st.button(
        "Compare the years",
        key="explore_years",
        type="primary",
        disabled=not thing,
        on_click=navigate_to,
        args=(begin,),
    )
