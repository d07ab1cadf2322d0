"""The form of the Add data page: the files, their type, and which rows to load."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from graph.catalogue.catalogue import Catalogue
from graph.model.datasets import DatasetService, LoadOptions
from graph.model.errors import CitylinksError
from views.add_data.files import FORM_VERSION, FileResult, discard_results, read_file, show_results, store_result
from views.add_data.mapping import show_mapping_forms
from views.look import Html, element

AUTODETECT = "Detect automatically"


def show_form(service: DatasetService, catalogue: Catalogue, say: Callable[[str], None]) -> None:
    """Show the form, the result of each file, and the buttons to load or discard.

    This is not a Streamlit form: the page would learn of a change in such a form only at the next preview.
    """
    with st.container(key="add_form", border=True):
        chosen = st.file_uploader(
            "Files (CSV, TSV, TXT, JSON, XLSX or ODS; also in a ZIP or gzip file)",
            accept_multiple_files=True,
            key=f"add_files_{st.session_state.setdefault(FORM_VERSION, 0)}",
            on_change=discard_results,
        )
        st.html(_size_limit())
        kinds = dict(service.kinds())
        with st.expander("File type and which rows to load", key="add_options"):
            kind = st.selectbox(
                "Kind of file",
                ["", *kinds],
                format_func=lambda one: kinds.get(one, AUTODETECT),
                key="add_kind",
                on_change=discard_results,
            )
            authorities = _box("Only local authorities, by DfE code", "391 383", "add_la")
            places = _box("Only places", "Leeds; Newcastle upon Tyne", "add_place")
            countries = _box("Only countries", "China; Germany", "add_country")
        if st.button("Preview", type="primary", key="add_preview"):
            discard_results()
            try:
                if not chosen:
                    raise CitylinksError(
                        "No file was chosen", fix=f"Choose one or more files, then press Preview. {_size_note()}"
                    )
                options = service.load_options(
                    kind, authorities.replace(",", " ").split(), _split_names(places), _split_names(countries)
                )
            except CitylinksError as error:
                store_result(FileResult("", "", LoadOptions(), (), error=error))
            else:
                for file in chosen:
                    read_file(service, file, options)
    show_mapping_forms(service, partial(read_file, service))
    show_results(service, catalogue, say)


def _box(label: str, example: str, key: str) -> str:
    return st.text_input(label, placeholder=example, key=key, on_change=discard_results)


def _size_note() -> str:
    return f"Load a file of more than {st.get_option('server.maxUploadSize')} MB in the terminal"


def _size_limit() -> Html:
    """The largest file that can be uploaded, and what to do with a larger one. The browser does not send it."""
    command = element("code", "citylinks load PATH")
    return element("p", f"{_size_note()}, which reads it row by row: ", command, class_="largest")


def _split_names(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]
