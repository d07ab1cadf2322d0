"""Data health: what a steward should look at, each number a door to its rows."""

from __future__ import annotations

from datetime import date

import streamlit as st

from graph.answers.explorer import Explorer
from graph.answers.records.data_checks import data_checks
from graph.answers.records.sections import Section
from graph.catalogue.catalogue import Catalogue
from views.look import element, show_title
from views.records.node_picker import run_page
from views.records.section import show_section


@st.cache_data(show_spinner="Checking the data", max_entries=4)
def _read(load: int, day: str, _explorer: Explorer, _catalogue: Catalogue) -> tuple[Section, ...]:
    return data_checks(_catalogue, _explorer.store)


def main(explorer: Explorer, catalogue: Catalogue) -> None:
    """Every check as a door."""
    show_title("Data health")
    st.html(element("p", "What a steward should look at. Each number opens its rows.", class_="lead"))
    if catalogue.is_large:
        said = "What registers list of all is theirs to look after: of its links only the ends are looked at here."
        st.html(element("p", said, class_="muted"))
    for section in _read(catalogue.number, date.today().isoformat(), explorer, catalogue):
        show_section(section, "health")


run_page(main)
