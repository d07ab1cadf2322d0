"""Start bar of the Explore page: a name or a question, two places, two years, or the whole graph."""

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
MAX_NAMES = 12  # nodes with the same name that a message lists


def show_start(explorer: Explorer, catalogue: Catalogue) -> None:
    """Show a box for a name or a question, and the other ways to start."""
    with st.container(key="explore_start_bar", horizontal=True, gap="small", vertical_alignment="center"):
        st.html(element("h1", "Explore", class_="page-title"), width="content")
        st.text_input(
            "Start from a name or a question",
            key=BOX,
            label_visibility="collapsed",
            placeholder="Enter a name or a question: Leeds, or which schools link to China",
            autocomplete="off",
            on_change=lambda: _begin(st.session_state[BOX], explorer, catalogue),
        )
        with st.popover("Compare places"):
            _compare(catalogue)
        with st.popover("Compare years"):
            _years(catalogue)
        st.button("Whole graph", key="explore_whole", on_click=navigate_to, args=(View(),))


def _begin(text: str, explorer: Explorer, catalogue: Catalogue) -> None:
    """Start from the text: the nodes with this name, otherwise the answer to the question, otherwise suggest names."""
    st.session_state[START_MESSAGE] = ""
    if not text.strip():
        return
    ids = catalogue.names.get(fold(text), ())
    if ids:
        navigate_to(View(Start("things", tuple(ids))))
        if len(ids) > 1:
            names = "; ".join(node_label(i, catalogue) for i in ids[:MAX_NAMES])
            names += f"; and {len(ids) - MAX_NAMES} more" if len(ids) > MAX_NAMES else ""
            st.session_state[START_MESSAGE] = f"Several items are called “{text}”. All are shown: {names}."
        return
    answer = explorer.ask(text)
    if answer.nodes:
        navigate_to(View(Start("question", text=text)))
        return
    similar = dict.fromkeys(map(catalogue.name, nearest_nodes(text, catalogue)))
    suggestion = f" Similar names: {', '.join(similar)}." if similar else ""
    st.session_state[START_MESSAGE] = f"{answer.sentence}{suggestion} The view has not changed."


def _choose(label: str, key: str, default: str, catalogue: Catalogue, fallback: int = 0) -> str:
    """Show a box of names and return the chosen id; "" if the written name does not identify one node.

    In a large graph, a name that the box does not list can be written. `fallback` is the position of the default
    in the box where the data does not have the node `default`.
    """
    names = _names(catalogue)
    ids = list(names)
    written = st.selectbox(
        label,
        ids,
        ids.index(default) if default in names else min(fallback, len(ids) - 1),
        format_func=lambda i: names.get(i, i),
        key=key,
        accept_new_options=catalogue.is_large,
    )
    found = resolve_node(written or "", catalogue)
    if written and not found:
        bearers = len(catalogue.names.get(fold(written), ()))
        st.caption(
            f"“{escape_markdown(written)}” matches {count_phrase(bearers, 'item') if bearers else 'nothing recorded'}."
        )
    return found


def _names(catalogue: Catalogue) -> dict[str, str]:
    """The nodes that can be compared, cities first, without continents."""
    nodes, names = catalogue.nodes, node_options(catalogue.number, catalogue)
    kept = [i for i in names if nodes[i].label not in ("World", "Continent")]
    return {i: names[i] for i in sorted(kept, key=lambda i: nodes[i].label not in CITY_LABELS)}


def _compare(catalogue: Catalogue) -> None:
    first = _choose("First place", "explore_compare_first", "geonames:2641673", catalogue)
    second = _choose("Second place", "explore_compare_second", "geonames:2644688", catalogue, 1)
    begin = View(Start("compare", (first, second)))
    is_off = first == second or not (first and second)
    st.button(
        "Show comparison", key="explore_compare", type="primary", disabled=is_off, on_click=navigate_to, args=(begin,)
    )


def _years(catalogue: Catalogue) -> None:
    node_id = _choose("Place or organisation", "explore_years_node", "geonames:2644688", catalogue)
    first = st.number_input("First year", 1000, 2100, 1980, key="explore_first_year")
    second = st.number_input("Second year", 1000, 2100, 2020, key="explore_second_year")
    begin = View(Start("dates", (node_id,), years=(int(first), int(second))))
    st.button(
        "Show comparison",
        key="explore_years",
        type="primary",
        disabled=not node_id,
        on_click=navigate_to,
        args=(begin,),
    )
