"""Add data: what is loaded; files previewed, loaded and taken back; pairs that may be one thing.

Nothing is in the graph before "Load" is pressed, and everything can be taken back.
"""

from __future__ import annotations

import textwrap
from functools import partial

import streamlit as st

from graph.answers.explorer import Explorer
from graph.catalogue.catalogue import Catalogue
from graph.model.datasets import Dataset, DatasetService, licence_text
from graph.model.dates import date_text
from views.add_data.duplicates import show_duplicates
from views.add_data.files import scope_text
from views.add_data.form import show_form
from views.add_data.run_action import run_action
from views.look import Html, element, escape_markdown, show_title
from views.records.node_picker import run_page

MESSAGE = "add_message"
MAX_OPEN = 3
MAX_BUTTON_TEXT = 120


def main(explorer: Explorer, catalogue: Catalogue) -> None:
    """Files first, then what is loaded, then what is to be decided."""
    service: DatasetService = st.session_state["datasets"]
    show_title("Add data")
    lead = (
        "Load a register or a list as it was published. It is kept on this machine, beside the documents; people's "
        "names, telephones and e-mail addresses are never read. Look at the preview, then load; every load can be "
        "taken back."
    )
    st.html(element("p", lead, class_="lead"))
    if told := st.session_state.pop(MESSAGE, ""):
        st.html(element("p", told, class_="message", role="status"))
    show_form(service, catalogue, _say)
    _loaded(service, catalogue)
    show_duplicates(service, catalogue, _say)


def _say(text: str) -> None:
    """Say what was done at the top of the page, and show everything anew."""
    st.session_state[MESSAGE] = text
    st.rerun()


def _loaded(service: DatasetService, catalogue: Catalogue) -> None:
    """Every dataset with its provenance, and the way back."""
    datasets = service.datasets()
    st.html(element("h2", f"Loaded: {len(datasets)} dataset{'s' * (len(datasets) != 1)}"))
    if not datasets:
        st.html(element("p", "Only the documents are in the graph.", class_="muted"))
    for dataset in datasets:
        with st.container(key=f"add_dataset_{dataset.digest}", horizontal=True):
            st.html(dataset_entry(dataset, scope_text(dataset, catalogue), is_open=len(datasets) <= MAX_OPEN))
            if st.button(
                "Take out", key=f"add_remove_{dataset.digest}", help=escape_markdown(f"Take {dataset.id} out")
            ):
                taken_out = f"Taken out: {dataset.title}."
                run_action(partial(service.remove, dataset.id), taken_out, _say, doing="Taking it out")
    number, what = service.last_load()
    # Its key holds the load, so that a second press that came too late does not take back the load before.
    shortly = textwrap.shorten(what, MAX_BUTTON_TEXT, placeholder=" …")
    if what and st.button(escape_markdown(f"Take back: {shortly}"), key=f"add_undo_{number}"):
        run_action(service.undo, f"Taken back: {shortly}.", _say, doing="Taking it back")


def dataset_entry(dataset: Dataset, scope: str, *, is_open: bool) -> Html:
    """A dataset's provenance, as on the Sources page; folded where there are many."""
    left = f", {dataset.left_out:,} left out" if dataset.left_out else ""
    said = (
        ("Publisher", dataset.publisher or "not named"),
        ("Licence", licence_text(dataset.licence) or "not given"),
        ("As of", date_text(dataset.as_of) or "not known"),
        ("Retrieved", date_text(dataset.retrieved)),
        ("Only", scope),
        ("Rows", f"{dataset.read:,} read, {dataset.accepted:,} accepted, {dataset.rejected:,} rejected{left}"),
        ("SHA-256", dataset.sha256),
    )
    parts = [
        element("div", element("dt", name), element("dd", value), class_="is-short") for name, value in said if value
    ]
    heading = element("h3", dataset.title, element("span", f" {dataset.id}", class_="muted"))
    held = element("summary", f"{dataset.file}: {dataset.nodes:,} things, {dataset.claims:,} claims")
    facts = element("dl", *parts, class_="facts")
    folded = element("details", held, facts, **({"open": ""} if is_open else {}))
    return element("section", heading, folded, class_="source-entry")


run_page(main)
