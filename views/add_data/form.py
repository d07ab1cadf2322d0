"""The form of the page Add data: which files, of which kind, and what of them."""

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

AUTODETECT = "told from the file"


def show_form(service: DatasetService, catalogue: Catalogue, say: Callable[[str], None]) -> None:
    """The form, what came of each file, and the button that loads.

    It is no form of Streamlit's: the page would not hear of what is changed in one before the next preview.
    """
    with st.container(key="add_form", border=True):
        chosen = st.file_uploader(
            "Files: CSV, TSV, TXT, JSON, XLSX, ODS, or one of these in a ZIP or gzip file",
            accept_multiple_files=True,
            key=f"add_files_{st.session_state.setdefault(FORM_VERSION, 0)}",
            on_change=discard_results,
        )
        st.html(_largest())
        kinds = dict(service.kinds())
        with st.expander("What kind it is, and only a part of it", key="add_options"):
            kind = st.selectbox(
                "Kind of file",
                ["", *kinds],
                format_func=lambda one: kinds.get(one, AUTODETECT),
                key="add_kind",
                on_change=discard_results,
            )
            authorities = _box("Only local authorities, by DfE code", "391 383", "add_la")
            near = _box("Only places", "Leeds; Newcastle upon Tyne", "add_place")
            countries = _box("Only countries", "China; Germany", "add_country")
        if st.button("Preview", type="primary", key="add_preview"):
            discard_results()
            try:
                if not chosen:
                    raise CitylinksError(
                        "No file was chosen", fix=f"Choose one or more files, then press Preview. {_terminal()}"
                    )
                options = service.load_options(
                    kind, authorities.replace(",", " ").split(), _split_names(near), _split_names(countries)
                )
            except CitylinksError as error:
                store_result(FileResult("", "", LoadOptions(), (), refused=error))
            else:
                for file in chosen:
                    read_file(service, file, options)
    show_mapping_forms(service, partial(read_file, service))
    show_results(service, catalogue, say)


def _box(label: str, example: str, key: str) -> str:
    return st.text_input(label, placeholder=example, key=key, on_change=discard_results)


def _terminal() -> str:
    return f"A file of more than {st.get_option('server.maxUploadSize')} MB is loaded in the terminal"


def _largest() -> Html:
    """How large a file may be, and what to do with a larger one; the browser does not even send it."""
    command = element("code", "citylinks load PATH")
    return element("p", f"{_terminal()}, which reads it row by row: ", command, class_="largest")


def _split_names(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]
