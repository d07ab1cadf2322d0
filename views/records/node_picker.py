"""Selection of a node: a box of names that follows the page's URL, and what to show for an unknown id."""

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

MAX_OPTIONS = 5000  # names in a box; more would take long to send to the browser
MAX_MATCHES = 50


def run_page(page: Callable[[Explorer, Catalogue], None]) -> None:
    """Run a page with the session's explorer, and show an error in place of the page if it fails."""
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
    """The names that a box lists, by id, sorted by name.

    These are all nodes; in a large graph, the best-connected nodes and places.
    """
    nodes: Iterable[Node] = _catalogue.nodes.values()
    if _catalogue.is_large:
        links = _catalogue.links
        candidates = (_catalogue.nodes[i] for i in links.keys() | _catalogue.of_labels(vocabulary().place_labels))
        nodes = nsmallest(MAX_OPTIONS, candidates, key=lambda node: (-links[node.id], node.id))
    ordered = sorted(nodes, key=lambda node: (fold(node.name), node.id))
    return {node.id: node_label(node.id, _catalogue) for node in ordered}


def node_label(node_id: str, catalogue: Catalogue) -> str:
    """A node's name and description, as a box lists it; any text that is not an id, unchanged."""
    return f"{catalogue.name(node_id)}, {catalogue.describe(node_id)}" if node_id in catalogue.nodes else node_id


def resolve_node(written: str, catalogue: Catalogue) -> str:
    """The id of the node with this id or name; "" if no node or several nodes match."""
    if written in catalogue.nodes:
        return written
    matches = catalogue.best_linked(catalogue.names.get(fold(written), ()))
    return matches[0] if len(matches) == 1 else ""


def node_selectbox(
    label: str, parameter: str, names: Mapping[str, str], catalogue: Catalogue, default: str = ""
) -> str:
    """Show a box of names, and return the id in the URL's parameter, or the default.

    The box shows the id's name if it is known. In a large graph, names that the box does not list can be written.
    """
    asked = st.query_params.get(parameter, "") or default
    box = f"{parameter}_box"
    can_write = catalogue.is_large
    listed = [*names, asked] if can_write and asked in catalogue.nodes and asked not in names else list(names)
    st.session_state[box] = asked if asked in listed else None

    def update_url() -> None:
        written = st.session_state[box] or default
        st.query_params[parameter] = resolve_node(written, catalogue) or written

    st.selectbox(
        label,
        listed,
        format_func=lambda node_id: names.get(node_id) or node_label(node_id, catalogue),
        key=box,
        placeholder="Enter a name",
        on_change=update_url,
        accept_new_options=can_write,
    )
    return asked


def show_unknown_id(asked: str, catalogue: Catalogue) -> None:
    """Say that no node has this id, and suggest the nodes with this name or with a similar id or name."""
    matches = catalogue.names.get(fold(asked), ())
    near = matches[:MAX_MATCHES] or nearest_nodes(asked, catalogue)
    if matches:
        st.html(element("p", f"“{asked}” is the name of {count_phrase(len(matches), 'item')}.", class_="lead"))
    else:
        st.html(element("p", f"No item has the id “{asked}”.", class_="lead"))
    if near:
        links = (element("li", profile_link(i, catalogue.name(i)), f", {catalogue.describe(i)}") for i in near)
        heading = element("h2", "Choose one" if matches else "Similar items")
        st.html(element("div", heading, element("ul", *links, class_="nearest")))
