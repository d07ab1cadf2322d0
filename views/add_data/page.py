"""The Add data page: preview and load files, remove datasets, and review possible duplicates.

Nothing enters the graph before "Load" is pressed, and everything can be undone.
"""

from __future__ import annotations

import textwrap
from functools import partial

import streamlit as st

from graph.answers.explorer import Explorer
from graph.answers.wording import count_phrase
from graph.catalogue.catalogue import Catalogue
from graph.model.datasets import Dataset, DatasetService, licence_text
from graph.model.dates import date_text
from views.add_data.duplicates import show_duplicates
from views.add_data.form import show_form
from views.add_data.preview_text import scope_text
from views.add_data.run_action import run_action
from views.look import Html, element, escape_markdown, show_title
from views.records.node_picker import run_page

MESSAGE = "add_message"
MAX_OPEN = 3
MAX_BUTTON_TEXT = 120


def main(explorer: Explorer, catalogue: Catalogue) -> None:
    """Show the form, then the loaded datasets, then the possible duplicates."""
    service: DatasetService = st.session_state["datasets"]
    show_title("Add data")
    lead = (
        "Load a register or a list as it was published. It stays on this machine. People's names, telephone numbers "
        "and email addresses are never read. Check the preview, then load. You can undo every load."
    )
    st.html(element("p", lead, class_="lead"))
    if message := st.session_state.pop(MESSAGE, ""):
        st.html(element("p", message, class_="message", role="status"))
    show_form(service, catalogue, _say)
    _loaded(service, catalogue)
    show_duplicates(service, catalogue, _say)


def _say(text: str) -> None:
    """Show a message at the top of the page, and draw the page again."""
    st.session_state[MESSAGE] = text
    st.rerun()


def _loaded(service: DatasetService, catalogue: Catalogue) -> None:
    """Show every dataset with its provenance, and the buttons to remove one and to undo the last load."""
    datasets = service.datasets()
    st.html(element("h2", f"Loaded: {count_phrase(len(datasets), 'dataset')}"))
    if not datasets:
        st.html(element("p", "No dataset is loaded. The graph contains only the documents.", class_="muted"))
    for dataset in datasets:
        with st.container(key=f"add_dataset_{dataset.digest}", horizontal=True):
            st.html(dataset_entry(dataset, scope_text(dataset, catalogue), is_open=len(datasets) <= MAX_OPEN))
            if st.button("Remove", key=f"add_remove_{dataset.digest}", help=escape_markdown(f"Remove {dataset.id}")):
                removed = f"Removed: {dataset.title}."
                run_action(partial(service.remove, dataset.id), removed, _say, doing="Removing the dataset…")
    number, what = service.last_load()
    # The key holds the load's number, so that a late second press cannot undo the load before.
    summary = textwrap.shorten(what, MAX_BUTTON_TEXT, placeholder=" …")
    if what and st.button(escape_markdown(f"Undo last load: {summary}"), key=f"add_undo_{number}"):
        run_action(service.undo, f"Undone: {summary}.", _say, doing="Undoing the last load…")


def dataset_entry(dataset: Dataset, scope: str, *, is_open: bool) -> Html:
    """A dataset's provenance, as on the Sources page; folded if there are many datasets."""
    skipped = f", {dataset.left_out:,} left out" if dataset.left_out else ""
    facts = (
        ("Publisher", dataset.publisher or "not named"),
        ("Licence", licence_text(dataset.licence) or "not given"),
        ("As of", date_text(dataset.as_of) or "not known"),
        ("Retrieved", date_text(dataset.retrieved)),
        ("Only", scope),
        ("Rows", f"{dataset.read:,} read, {dataset.accepted:,} accepted, {dataset.rejected:,} rejected{skipped}"),
        ("SHA-256", dataset.sha256),
    )
    parts = [
        element("div", element("dt", name), element("dd", value), class_="is-short") for name, value in facts if value
    ]
    heading = element("h3", dataset.title, element("span", f" {dataset.id}", class_="muted"))
    contents = f"{count_phrase(dataset.nodes, 'item')}, {count_phrase(dataset.claims, 'claim')}"
    summary = element("summary", f"{dataset.file}: {contents}")
    folded = element("details", summary, element("dl", *parts, class_="facts"), **({"open": ""} if is_open else {}))
    return element("section", heading, folded, class_="source-entry")


run_page(main)
