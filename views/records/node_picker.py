"""Choosing one thing of the graph: a box of names, kept in step with the page's address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from heapq import nsmallest

import streamlit as st

from graph.answers.explorer import Explorer
from graph.answers.wording import count_phrase
from graph.catalogue.catalogue import Catalogue
from graph.catalogue.names.nearest import nearest_nodes
from graph.model.errors import CitylinksError, StoreError
from graph.model.records import Node
from graph.model.text import fold
from graph.model.vocabulary import vocabulary
from views.look import element, show_error
from views.table import profile_link

MAX_OPTIONS = 5000  # names in a box; more would take long to send, and nobody reads them
MAX_MATCHES = 50


def run_page(page: Callable[[Explorer, Catalogue], None]) -> None:
    """Run a page on the session's explorer; what fails is said in its place."""
    explorer: Explorer = st.session_state["explorer"]
    try:
        catalogue = explorer.catalogue
        if not catalogue.nodes:
            raise StoreError("The store is empty", fix="Run citylinks load, then reload this page")
        with st.container(key="records"):
            page(explorer, catalogue)
    except CitylinksError as error:
        st.html(element("h1", "Citylinks", class_="page-title"))
        show_error(error)


@st.cache_data(show_spinner=False, max_entries=8)
def node_options(load: int, _catalogue: Catalogue) -> dict[str, str]:
    """What a box of names lists, by id: all there is, or of a large graph the best linked and its places, by name."""
    every: Iterable[Node] = _catalogue.nodes.values()
    if _catalogue.is_large:
        links = _catalogue.links
        some = (_catalogue.nodes[i] for i in links.keys() | _catalogue.of_labels(vocabulary().place_labels))
        every = nsmallest(MAX_OPTIONS, some, key=lambda node: (-links[node.id], node.id))
    ordered = sorted(every, key=lambda node: (fold(node.name), node.id))
    return {node.id: node_label(node.id, _catalogue) for node in ordered}


def node_label(node_id: str, catalogue: Catalogue) -> str:
    """A name and what bears it, as a box lists it; a text that is no id as it is."""
    return f"{catalogue.name(node_id)}, {catalogue.describe(node_id)}" if node_id in catalogue.nodes else node_id


def resolve_node(written: str, catalogue: Catalogue) -> str:
    """The id chosen in a box, or that of the one thing that bears the name written there; "" for none or several."""
    if written in catalogue.nodes:
        return written
    bearers = catalogue.best_linked(catalogue.names.get(fold(written), ()))
    return bearers[0] if len(bearers) == 1 else ""


def node_selectbox(label: str, address: str, names: Mapping[str, str], catalogue: Catalogue, default: str = "") -> str:
    """The id that the address names, or the default; the box shows it where it is known.

    In a large graph a name that the box does not list can be written into it.
    """
    asked = st.query_params.get(address, "") or default
    box = f"{address}_box"
    can_write = catalogue.is_large
    listed = [*names, asked] if can_write and asked in catalogue.nodes and asked not in names else list(names)
    st.session_state[box] = asked if asked in listed else None

    def take() -> None:
        written = st.session_state[box] or default
        st.query_params[address] = resolve_node(written, catalogue) or written

    st.selectbox(
        label,
        listed,
        format_func=lambda node_id: names.get(node_id) or node_label(node_id, catalogue),
        key=box,
        placeholder="Write a name",
        on_change=take,
        accept_new_options=can_write,
    )
    return asked


def show_unknown_id(asked: str, catalogue: Catalogue) -> None:
    """Say that nothing has this id, and offer what bears it as a name, or else is nearest by id or name."""
    bearers = catalogue.names.get(fold(asked), ())
    near = bearers[:MAX_MATCHES] or nearest_nodes(asked, catalogue)
    if bearers:
        st.html(element("p", f"“{asked}” is the name of {count_phrase(len(bearers), 'thing')}.", class_="lead"))
    else:
        st.html(element("p", f"Nothing recorded has the id “{asked}”.", class_="lead"))
    if near:
        links = (element("li", profile_link(i, catalogue.name(i)), f", {catalogue.describe(i)}") for i in near)
        heading = element("h2", "Which of them" if bearers else "Nearest to it")
        st.html(element("div", heading, element("ul", *links, class_="nearest")))
