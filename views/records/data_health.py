"""The Data health page: checks of the data, each a number that opens its rows."""

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


@st.cache_data(show_spinner="Checking the data…", max_entries=4)
def _read(load: int, day: str, _explorer: Explorer, _catalogue: Catalogue) -> tuple[Section, ...]:
    return data_checks(_catalogue, _explorer.store)


def main(explorer: Explorer, catalogue: Catalogue) -> None:
    """Show every check as a section."""
    show_title("Data health")
    st.html(element("p", "Points to check in the data. Select a number to see its rows.", class_="lead"))
    if catalogue.is_large:
        note = "Complete registers are checked by their publishers. Here, only the ends of their links are checked."
        st.html(element("p", note, class_="muted"))
    for section in _read(catalogue.number, date.today().isoformat(), explorer, catalogue):
        show_section(section, "health")


run_page(main)
