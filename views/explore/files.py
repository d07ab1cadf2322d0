"""Menus to export the view as files for other programs, to save and open it, and to copy its link."""

from __future__ import annotations

from functools import partial

import streamlit as st

from graph.catalogue.catalogue import Catalogue
from graph.explore.address import from_file, to_file
from graph.explore.explorations import ViewService
from graph.explore.visible import VisibleGraph
from graph.export.formats import formats_for
from graph.export.view_records import ViewExport
from graph.model.errors import DataError
from views.components.copy_button import copy_button
from views.explore.filters import filters_text
from views.explore.view_state import navigate_to
from views.look import show_error

UPLOAD, UPLOAD_ERROR = "explore_upload", "explore_upload_error"


def show_export_and_save(shown: VisibleGraph, catalogue: Catalogue, service: ViewService) -> None:
    """Show the menus "Export" and "Share and save". They are filled when opened; files are made when downloaded."""
    export = st.popover("Export", key="explore_export", on_change="rerun")
    if export.open:
        with export:
            _export(shown, catalogue, service)
    save = st.popover("Share and save", key="explore_save", on_change="rerun")
    if save.open:
        with save:
            _save(shown)


def _export(shown: VisibleGraph, catalogue: Catalogue, service: ViewService) -> None:
    st.caption("Exports contain what is shown. Share-alike data keeps its licence, and each file includes the notices.")
    filters = filters_text(shown.view, catalogue)
    view = ViewExport(shown, service, f"{shown.title} ({filters})" if filters else shown.title)
    for one in formats_for("view"):
        st.download_button(
            one.download_title("view"),
            partial(one.download, "view", view),
            one.download_name("view", "citylinks"),
            one.download_mime("view"),
            key=f"explore_file_{one.name}",
            on_click="ignore",
        )
    st.caption("To save a PNG, use the button above the picture.")


def _save(shown: VisibleGraph) -> None:
    st.download_button(
        "Save view",
        to_file(shown.view),
        "citylinks-view.json",
        "application/json",
        key="explore_save_view",
        on_click="ignore",
    )
    st.file_uploader("Open a saved view", type="json", key=UPLOAD, on_change=_open_file)
    if UPLOAD_ERROR in st.session_state:
        show_error(st.session_state[UPLOAD_ERROR])
    copy_button("Copy link", None, key="explore_copy_link")


def _open_file() -> None:
    """Show the view in the file. If the file holds none, keep the view and show the error."""
    st.session_state.pop(UPLOAD_ERROR, None)
    file = st.session_state[UPLOAD]
    if file is None:
        return
    try:
        navigate_to(from_file(file.getvalue()))
    except DataError as error:
        st.session_state[UPLOAD_ERROR] = error
