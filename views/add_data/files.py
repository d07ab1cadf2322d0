"""The result of reading each chosen file, a preview or an error, and the buttons to load or discard them."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.uploaded_file_manager import UploadedFile

from graph.catalogue.catalogue import Catalogue
from graph.model.datasets import (
    REJECTION_COLUMNS,
    Dataset,
    DatasetService,
    LoadOptions,
    Preview,
    progress_text,
    rejection_cells,
)
from graph.model.errors import CitylinksError
from views.add_data.mapping import WAITING_TABLES, entered_mapping, needs_mapping, temporary_file
from views.add_data.preview_text import in_page_terms, loaded_elsewhere, preview_summary, scope_text
from views.add_data.run_action import run_action
from views.look import element, escape_markdown, show_error

RESULTS = "add_results"
FORM_VERSION = "add_form_version"


@dataclass(frozen=True, slots=True)
class FileResult:
    """The result of reading a file: a preview or an error.

    `options` are those it was read with, and `loaded_digests` the datasets that were loaded then.
    """

    name: str
    file_id: str
    options: LoadOptions
    loaded_digests: tuple[str, ...]
    preview: Preview | None = None
    error: CitylinksError | None = None

    def is_done(self, loaded: tuple[str, ...]) -> bool:
        """Whether the previewed file has been loaded since."""
        return self.preview is not None and not self.preview.is_loaded and self.preview.dataset.digest in loaded

    def outdated(self, loaded: tuple[str, ...]) -> str:
        """Why the result is out of date, or ""."""
        entered = entered_mapping(self.file_id)
        if self.options.mapping and entered is not None and self.options.mapping != entered:
            return "The choice of columns has changed since this preview. Press Preview again."
        if self.preview and not self.preview.is_loaded and self.loaded_digests != loaded:
            return "A dataset was loaded or removed since this preview. Preview the file again."
        return ""


def discard_results() -> None:
    """Discard all results and the tables that wait for a mapping, because the form has changed."""
    st.session_state[RESULTS], st.session_state[WAITING_TABLES] = [], []


def read_file(service: DatasetService, file: UploadedFile, options: LoadOptions) -> None:
    """Read one file, show the progress, and store the result in place of an earlier one for the same file."""
    bar = st.progress(0.0, text=escape_markdown(f"Reading {file.name}"))
    result = FileResult(file.name, file.file_id, options, _digests(service))
    with temporary_file(file) as path:
        try:
            preview = service.preview(path, options, progress=_progress(bar, path.name))
        except CitylinksError as error:
            if needs_mapping(service, path, file, options):
                return
            result = replace(result, error=error)
        else:
            repeated = _repeated_file(preview, file.file_id)
            result = replace(result, error=repeated) if repeated else replace(result, preview=preview)
        finally:
            bar.empty()
    store_result(result)


def store_result(result: FileResult) -> None:
    """Keep a result to show, in place of an earlier one for the same file."""
    results: list[FileResult] = st.session_state.setdefault(RESULTS, [])
    st.session_state[RESULTS] = [*(one for one in results if one.file_id != result.file_id), result]


def _repeated_file(preview: Preview, file_id: str) -> CitylinksError | None:
    """The error if a file can't be loaded together with one that was read before it, otherwise None."""
    for one in st.session_state.get(RESULTS, []):
        if one.preview is None or one.file_id == file_id:
            continue
        if one.preview.dataset.sha256 == preview.dataset.sha256 and one.preview.dataset.kind == preview.dataset.kind:
            return CitylinksError(
                "This file has been chosen twice",
                value=one.name,
                expected="each file once",
                fix="You need not do anything: it is loaded once",
            )
        if one.preview.dataset.id == preview.dataset.id:
            return CitylinksError(
                "This is another version of a list that is also chosen",
                value=one.name,
                expected="one version at a time",
                fix="Load the older version first, then this one, which replaces it",
            )
    return None


def _digests(service: DatasetService) -> tuple[str, ...]:
    return tuple(dataset.digest for dataset in service.datasets())


def _progress(bar: DeltaGenerator, name: str) -> Callable[[int, int], None]:
    started = time.monotonic()

    def show_progress(rows: int, of: int) -> None:
        share = min(1.0, rows / of) if of else 0.0
        bar.progress(share, text=escape_markdown(f"{name}: {progress_text(rows, of, time.monotonic() - started)}"))

    return show_progress


def show_results(service: DatasetService, catalogue: Catalogue, say: Callable[[str], None]) -> None:
    """Show each file's result, then the buttons to load or discard them."""
    loaded = service.datasets()
    digests = tuple(dataset.digest for dataset in loaded)
    results: list[FileResult] = [one for one in st.session_state.get(RESULTS, []) if not one.is_done(digests)]
    loadable: list[Preview] = []
    for at, result in enumerate(results):
        with st.container(key=f"add_result_{at}", border=bool(result.name)):
            outdated = result.outdated(digests)
            if outdated or result.error:
                st.html(element("h2", result.name))
            if outdated:
                st.html(element("p", outdated, class_="is-outdated", role="status"))
            elif result.error:
                show_error(in_page_terms(result.error, result.name))
            elif result.preview:
                st.html(
                    preview_summary(
                        result.preview,
                        scope_text(result.preview.dataset, catalogue),
                        loaded_elsewhere(result.preview, loaded),
                    )
                )
                _rejections(result.preview, at)
                loadable += [] if result.preview.is_loaded else [result.preview]
    first = _first(loadable, [kind for kind, _ in service.kinds()])
    if len(first) < len(loadable):
        names = ", ".join(preview.dataset.file for preview in first)
        note = f"Load {names} first, because the other files need its places. Then press Preview again."
        st.html(element("p", note, class_="is-on-hold", role="status"))
    if first:
        _load(service, first, loaded, say, is_all=len(first) == len(loadable))


def _first(loadable: list[Preview], kinds: Sequence[str]) -> list[Preview]:
    """The files that can be loaded now. Files of places come first, widest first, because others refer to them."""
    places = [preview for preview in loadable if preview.dataset.is_gazetteer]
    first = min((preview.dataset.kind for preview in places), key=kinds.index, default="")
    return [preview for preview in loadable if preview.dataset.kind == first] if first else loadable


def _load(
    service: DatasetService,
    previews: list[Preview],
    loaded: Sequence[Dataset],
    say: Callable[[str], None],
    *,
    is_all: bool,
) -> None:
    on_hold = [preview for preview in previews if preview.guard or loaded_elsewhere(preview, loaded)]
    may_load = not on_hold or st.checkbox("Load the files on hold anyway", key="add_override")
    with st.container(horizontal=True):
        load = st.button("Load", type="primary", key="add_load", disabled=not may_load)
        if st.button("Discard", key="add_discard"):
            _clear_form()
            st.rerun()
    if not load:
        return

    def load_all() -> None:
        service.commit(previews)
        if is_all:
            _clear_form()

    run_action(load_all, f"Loaded: {', '.join(preview.dataset.file for preview in previews)}.", say)


def _clear_form() -> None:
    """Empty the form. Streamlit can only empty the box for files by replacing it with a new one."""
    discard_results()
    st.session_state[FORM_VERSION] += 1


def _rejections(preview: Preview, at: int) -> None:
    """Show the button to download the rejected rows, each with line, field, value, reason and fix."""
    if not preview.rejections:
        return
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(REJECTION_COLUMNS)
    writer.writerows(map(rejection_cells, preview.rejections))
    count = len(preview.rejections)
    shown = f"the first {count:,}" if count < preview.dataset.rejected else f"{count:,}"
    st.download_button(
        f"Rejected rows ({shown})",
        text.getvalue(),
        "rejected.csv",
        "text/csv",
        key=f"add_rejected_{at}",
        on_click="ignore",
    )
