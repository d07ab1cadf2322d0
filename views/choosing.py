"""Choosing one thing of the graph: a box of names, kept in step with the page's address."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from graph.catalogue import Catalogue
from graph.errors import CitylinksError, StoreError
from graph.explorer import Explorer
from graph.nearest import nearest
from views.look import element, problem
from views.table import profile_link


def on_page(page: Callable[[Explorer, Catalogue], None]) -> None:
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
        problem(error)


def choose(label: str, address: str, names: Mapping[str, str], default: str = "") -> str:
    """The id that the address names, or the default; the box shows it where it is among the names."""
    asked = st.query_params.get(address, "") or default
    box = f"{address}_box"
    st.session_state[box] = asked if asked in names else None

    def take() -> None:
        st.query_params[address] = st.session_state[box] or default

    st.selectbox(
        label,
        list(names),
        format_func=lambda node_id: names.get(node_id, node_id),
        key=box,
        placeholder="Write a name",
        on_change=take,
    )
    return asked


def not_known(asked: str, catalogue: Catalogue) -> None:
    """Say that nothing has this id, and offer what is nearest by id or name."""
    st.html(element("p", f"Nothing recorded has the id “{asked}”.", class_="lead"))
    near = nearest(asked, catalogue)
    if near:
        links = (element("li", profile_link(i, catalogue.name(i)), f", {catalogue.describe(i)}") for i in near)
        st.html(element("div", element("h2", "Nearest to it"), element("ul", *links, class_="nearest")))
