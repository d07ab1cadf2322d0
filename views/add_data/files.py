"""What came of each file that was given: its preview, or why it was refused; and loading them."""

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
    CUSTOM_TABLE,
    REJECTION_COLUMNS,
    Dataset,
    DatasetService,
    LoadOptions,
    Preview,
    progress_text,
    rejection_cells,
)
from graph.model.dates import date_text
from graph.model.errors import CitylinksError
from views.add_data.mapping import WAITING_TABLES, entered_mapping, needs_mapping, temporary_file
from views.add_data.run_action import run_action
from views.look import Html, element, escape_markdown, show_error

RESULTS = "add_results"
FORM_VERSION = "add_form_version"
MAX_REASONS = 10
# What an error says to somebody at a terminal, and what the same is called on this page.
PAGE_TERMS = {
    "`citylinks load --kinds` lists": "“Kind of file” lists",
    " (--mapping FILE)": "",
    "--kind": "“Kind of file”",
    "--only-la": "“Only local authorities”",
    "--only-place": "“Only places”",
    "--only-country": "“Only countries”",
}


@dataclass(frozen=True, slots=True)
class FileResult:
    """What came of reading a file: its preview, or why it was refused; by which wish, and beside which datasets."""

    name: str
    file_id: str
    options: LoadOptions
    beside: tuple[str, ...]
    preview: Preview | None = None
    refused: CitylinksError | None = None

    def done(self, loaded: tuple[str, ...]) -> bool:
        """Whether what was previewed has been loaded since."""
        return self.preview is not None and not self.preview.is_loaded and self.preview.dataset.digest in loaded

    def old(self, loaded: tuple[str, ...]) -> str:
        """Why this no longer holds, or ""."""
        told = entered_mapping(self.file_id)
        if self.options.mapping and told is not None and self.options.mapping != told:
            return "Other columns were chosen after this was read. Press Preview again."
        if self.preview and not self.preview.is_loaded and self.beside != loaded:
            return "Something else was loaded or taken out after this was read. Preview the file again."
        return ""


def discard_results() -> None:
    """Forget what was read, and the tables whose columns wait to be explained: the form is not what it was."""
    st.session_state[RESULTS], st.session_state[WAITING_TABLES] = [], []


def read_file(service: DatasetService, file: UploadedFile, options: LoadOptions) -> None:
    """Read one file, with its progress, and keep what came of it in place of what came of it before."""
    bar = st.progress(0.0, text=escape_markdown(f"Reading {file.name}"))
    tried = FileResult(file.name, file.file_id, options, _digests(service))
    with temporary_file(file) as path:
        try:
            made = service.preview(path, options, progress=_progress(bar, path.name))
        except CitylinksError as error:
            if needs_mapping(service, path, file, options):
                return
            tried = replace(tried, refused=error)
        else:
            twin = _repeated_file(made, file.file_id)
            tried = replace(tried, refused=twin) if twin else replace(tried, preview=made)
        finally:
            bar.empty()
    store_result(tried)


def store_result(tried: FileResult) -> None:
    """Show this from now on, in place of what came of the same file before."""
    every: list[FileResult] = st.session_state.setdefault(RESULTS, [])
    st.session_state[RESULTS] = [*(one for one in every if one.file_id != tried.file_id), tried]


def _repeated_file(made: Preview, file_id: str) -> CitylinksError | None:
    """Why a file can't be loaded together with one that was read before it, if it can't."""
    for one in st.session_state.get(RESULTS, []):
        if one.preview is None or one.file_id == file_id:
            continue
        if one.preview.dataset.sha256 == made.dataset.sha256 and one.preview.dataset.kind == made.dataset.kind:
            return CitylinksError(
                "This is the same file once more",
                value=one.name,
                expected="each file once",
                fix="Nothing is to be done: it is loaded once",
            )
        if one.preview.dataset.id == made.dataset.id:
            return CitylinksError(
                "This is the same list of another day",
                value=one.name,
                expected="one state of it at a time",
                fix="Load the older one first, then this one, which takes its place",
            )
    return None


def _digests(service: DatasetService) -> tuple[str, ...]:
    return tuple(dataset.digest for dataset in service.datasets())


def _progress(bar: DeltaGenerator, name: str) -> Callable[[int, int], None]:
    began = time.monotonic()

    def told(rows: int, of: int) -> None:
        share = min(1.0, rows / of) if of else 0.0
        bar.progress(share, text=escape_markdown(f"{name}: {progress_text(rows, of, time.monotonic() - began)}"))

    return told


def show_results(service: DatasetService, catalogue: Catalogue, say: Callable[[str], None]) -> None:
    """Each file with what came of it; then the way on."""
    loaded = service.datasets()
    digests = tuple(dataset.digest for dataset in loaded)
    tried: list[FileResult] = [one for one in st.session_state.get(RESULTS, []) if not one.done(digests)]
    fresh: list[Preview] = []
    for at, one in enumerate(tried):
        with st.container(key=f"add_result_{at}", border=bool(one.name)):
            old = one.old(digests)
            if old or one.refused:
                st.html(element("h2", one.name))
            if old:
                st.html(element("p", old, class_="is-old", role="status"))
            elif one.refused:
                show_error(in_page_terms(one.refused, one.name))
            elif one.preview:
                st.html(
                    preview_summary(
                        one.preview, scope_text(one.preview.dataset, catalogue), loaded_elsewhere(one.preview, loaded)
                    )
                )
                _rejections(one.preview, at)
                fresh += [] if one.preview.is_loaded else [one.preview]
    now = _first(fresh, [kind for kind, _ in service.kinds()])
    if len(now) < len(fresh):
        names = ", ".join(preview.dataset.file for preview in now)
        said = f"{names} first, for the other files find their places in it. Load it, then press Preview again."
        st.html(element("p", said, class_="is-on-hold", role="status"))
    if now:
        _load(service, now, loaded, say, is_all=len(now) == len(fresh))


def _first(fresh: list[Preview], kinds: Sequence[str]) -> list[Preview]:
    """What can be loaded now: of places and what is resolved against them, the places alone, widest first."""
    places = [preview for preview in fresh if preview.dataset.is_gazetteer]
    first = min((preview.dataset.kind for preview in places), key=kinds.index, default="")
    return [preview for preview in fresh if preview.dataset.kind == first] if first else fresh


def _load(
    service: DatasetService,
    fresh: list[Preview],
    loaded: Sequence[Dataset],
    say: Callable[[str], None],
    *,
    is_all: bool,
) -> None:
    held = [preview for preview in fresh if preview.guard or loaded_elsewhere(preview, loaded)]
    anyway = not held or st.checkbox("Load what is held back all the same", key="add_override")
    with st.container(horizontal=True):
        load = st.button("Load", type="primary", key="add_load", disabled=not anyway)
        if st.button("Put away", key="add_discard"):
            _clear_form()
            st.rerun()
    if not load:
        return

    def act() -> None:
        service.commit(fresh)
        if is_all:
            _clear_form()

    run_action(act, f"Loaded: {', '.join(preview.dataset.file for preview in fresh)}.", say)


def _clear_form() -> None:
    """An empty form: the box for files can only be emptied by being another one."""
    discard_results()
    st.session_state[FORM_VERSION] += 1


def loaded_elsewhere(preview: Preview, loaded: Sequence[Dataset]) -> str:
    """Why loading this would say a second time what is loaded under another name, or ""."""
    new = preview.dataset
    for one in loaded:
        same = one.sha256 == new.sha256 and one.kind == new.kind != CUSTOM_TABLE and one.scope == new.scope
        if same and one.id != new.id:
            return f"the same file is loaded as {one.file}; everything in it would be said twice"
    return ""


def scope_text(dataset: Dataset, catalogue: Catalogue) -> str:
    """To what a dataset was narrowed, by name; "" for a whole file."""
    parts = [part for part in dataset.scope.split(", ") if part]
    return ", ".join(
        f"{catalogue.name(part)} ({part})" if part in catalogue.nodes
        else f"local authority {part}" if part.isdigit() else part
        for part in parts
    )  # fmt: skip


def in_page_terms(error: CitylinksError, name: str) -> CitylinksError:
    """The error under its file's name, with the options of the terminal called what they are called here."""
    parts = [error.what, "" if error.value == name else error.value, error.expected, error.fix]
    for option, box in PAGE_TERMS.items():
        parts = [part.replace(option, box) for part in parts]
    what, value, expected, fix = parts
    return CitylinksError(what, value=value, expected=expected, fix=fix)


def preview_summary(preview: Preview, scope: str, repeated: str) -> Html:
    """What loading would do, in words and counts that add up."""
    dataset = preview.dataset
    heading = element("h2", dataset.file, element("span", f" {dataset.title}", class_="muted"))
    if preview.is_loaded:
        return element("section", heading, element("p", "This file is loaded already; nothing would change."))
    left = f" + {dataset.left_out:,} left out" if dataset.left_out else ""
    counted = f"{dataset.read:,} rows read = {dataset.accepted:,} accepted + {dataset.rejected:,} rejected{left}."
    known = (
        f"As of {date_text(dataset.as_of)}" if dataset.as_of else "Date not known",
        "licence not given" if dataset.licence in ("", "not given") else dataset.licence,
        "a workbook" if dataset.encoding in ("", "xlsx") else f"text is {dataset.encoding.upper()}",
    )
    parts = [
        element("p", element("b", counted)),
        element("p", f"Things: {preview.nodes.text}. Claims: {preview.claims.text}."),
        element("p", f"{'; '.join(known)}."),
    ]
    if scope:
        parts.append(element("p", f"Only {scope}."))
    if preview.sample:
        parts.append(element("p", f"New, for example: {'; '.join(preview.sample)}.", class_="muted"))
    if preview.previous:
        parts.append(element("p", f"It takes the place of {preview.previous.file}."))
    for title, reasons in (
        ("Rejected", preview.rejection_reasons),
        ("Left out", preview.left_out),
        ("Accepted, but", preview.warnings),
    ):
        if reasons:
            items = [element("li", f"{count:,} × {reason}") for reason, count in reasons[:MAX_REASONS]]
            if len(reasons) > MAX_REASONS:
                items.append(element("li", f"{len(reasons) - MAX_REASONS:,} more reasons"))
            parts.append(element("div", element("h3", title), element("ul", *items)))
    for held in filter(None, (preview.guard, repeated)):
        parts.append(element("p", element("b", "Held back: "), f"{held}.", class_="is-on-hold"))
    if dataset.share_alike:
        share = element("b", "Share-alike: ")
        parts.append(element("p", share, f"{dataset.licence}. What is made with it must be shared under this licence."))
    return element("section", heading, *parts, class_="preview")


def _rejections(preview: Preview, at: int) -> None:
    """The rejected rows to take along: where, which field and value, why, and how to mend it."""
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
