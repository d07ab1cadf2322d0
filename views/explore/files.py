"""Menus to export the view as files for other programs, to save and open it, and to copy its link."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from graph.catalogue.catalogue import Catalogue
from graph.drawing.svg.document import svg
from graph.explore.address import as_data, from_file, to_file
from graph.explore.explorations import Explorations
from graph.explore.visible import Shown
from graph.export.graph_files import gexf, graphml
from graph.export.pyvis_html import pyvis_page
from graph.export.table_files import csv_zip, view_json
from graph.export.view_records import records_of_view
from graph.model.datasets import licence_text
from graph.model.errors import DataError
from graph.stories.stage_data import view_slide
from graph.worldmap.page_svg import map_svg
from graph.worldmap.world_map import world_map
from views.components.copy_button import copy_button
from views.explore.filters import filters_text
from views.explore.view_state import navigate_to
from views.look import show_error
from views.offline_page import offline_page

UPLOAD, UPLOAD_ERROR = "explore_upload", "explore_upload_error"


def show_export_and_save(shown: Shown, catalogue: Catalogue, service: Explorations) -> None:
    """Show the menus "Export" and "Share and save". They are filled when opened; files are made when downloaded."""
    export = st.popover("Export", key="explore_export", on_change="rerun")
    if export.open:
        with export:
            _export(shown, catalogue, service)
    save = st.popover("Share and save", key="explore_save", on_change="rerun")
    if save.open:
        with save:
            _save(shown)


def _export(shown: Shown, catalogue: Catalogue, service: Explorations) -> None:
    st.caption("Exports contain what is shown. Share-alike data keeps its licence, and each file includes the notices.")
    for name, suffix, mime, make in (
        ("CSV (zipped folder)", "zip", "application/zip", partial(csv_zip, shown, catalogue)),
        ("JSON", "json", "application/json", partial(_json, shown, catalogue)),
        ("GraphML", "graphml", "application/xml", partial(graphml, shown, catalogue)),
        ("GEXF", "gexf", "application/xml", partial(gexf, shown, catalogue)),
        ("SVG picture", "svg", "image/svg+xml", partial(_svg, shown, catalogue, service)),
        ("HTML page with map, table and evidence", "view.html", "text/html", partial(_offline_page, shown, service)),
        ("HTML picture", "html", "text/html", partial(_html, shown, catalogue, service)),
        ("SVG map", "map.svg", "image/svg+xml", partial(_map_svg, shown, catalogue, service)),
    ):
        st.download_button(name, make, f"citylinks.{suffix}", mime, key=f"explore_file_{suffix}", on_click="ignore")
    st.caption("To save a PNG, use the button above the picture.")


def _save(shown: Shown) -> None:
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


def _json(shown: Shown, catalogue: Catalogue) -> bytes:
    return view_json(shown, catalogue, as_data(shown.view)).encode()


def _svg(shown: Shown, catalogue: Catalogue, service: Explorations) -> bytes:
    drawing = service.drawing(shown.view)
    return svg(drawing, title=_title(shown, catalogue), made=date.today(), sources=_sources(shown, catalogue)).encode()


def _offline_page(shown: Shown, service: Explorations) -> bytes:
    return offline_page(shown.title, "", [view_slide(shown.view, service)]).encode()


def _html(shown: Shown, catalogue: Catalogue, service: Explorations) -> bytes:
    return pyvis_page(
        service.drawing(shown.view), title=_title(shown, catalogue), sources=_sources(shown, catalogue)
    ).encode()


def _map_svg(shown: Shown, catalogue: Catalogue, service: Explorations) -> bytes:
    drawing = world_map(shown, catalogue, conflicts=service.conflicts())
    return map_svg(
        drawing, title=_title(shown, catalogue), made=date.today(), sources=_sources(shown, catalogue)
    ).encode()


def _title(shown: Shown, catalogue: Catalogue) -> str:
    filtered = filters_text(shown.view, catalogue)
    return f"{shown.title} ({filtered})" if filtered else shown.title


def _sources(shown: Shown, catalogue: Catalogue) -> list[str]:
    return [
        ", ".join(filter(None, (f"{source.title} ({source.id})", licence_text(source.licence))))
        for source in records_of_view(shown, catalogue).sources
    ]


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
