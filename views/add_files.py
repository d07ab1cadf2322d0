"""Choosing files, the preview of each, and loading them."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.uploaded_file_manager import UploadedFile

from graph.desk import REJECTION_COLUMNS, Desk, Preview, Wish, pace, rejection_cells
from graph.errors import CitylinksError
from views.add_mapping import TABLES, mapping, on_disk, waits
from views.look import Html, element, plain, problem

PREVIEWS = "add_previews"
MOST_SHOWN = 10
DETECT = "told from the file"


def files(desk: Desk, say: Callable[[str], None]) -> None:
    """The form, the previews, and the button that loads."""
    with st.form("add_form", border=True):
        chosen = st.file_uploader(
            "Files: CSV, TSV, TXT, JSON, XLSX, or one of these in a ZIP file",
            accept_multiple_files=True,
            key="add_files",
        )
        kinds = dict(desk.kinds())
        with st.expander("What kind it is, and only a part of it", key="add_options"):
            kind = st.selectbox(
                "Kind of file", ["", *kinds], format_func=lambda one: kinds.get(one, DETECT), key="add_kind"
            )
            authorities = st.text_input("Only local authorities, by DfE code", placeholder="391 383", key="add_la")
            near = st.text_input("Only places", placeholder="Leeds; Newcastle upon Tyne", key="add_place")
            countries = st.text_input("Only countries", placeholder="China; Germany", key="add_country")
        asked = st.form_submit_button("Preview", type="primary")
    st.caption("A file too large for this page is loaded in the terminal: citylinks load PATH")
    if asked:
        _put_away()
        try:
            wish = desk.wish(kind, authorities.split(), _parted(near), _parted(countries))
        except CitylinksError as error:
            problem(error)
        else:
            _preview(desk, wish, chosen or [])
    mapping(desk, partial(_read, desk))
    _previews(desk, say)


def _put_away() -> None:
    """Forget what was previewed, and the tables whose columns wait to be explained."""
    st.session_state[PREVIEWS], st.session_state[TABLES] = [], []


def _parted(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _preview(desk: Desk, wish: Wish, chosen: Sequence[UploadedFile]) -> None:
    """Read each file, with its progress; what is refused is said in its place."""
    if not chosen:
        problem(CitylinksError("No file was chosen", fix="Choose one or more files, then press Preview"))
    for file in chosen:
        _read(desk, file, wish)


def _read(desk: Desk, file: UploadedFile, wish: Wish) -> bool:
    """Preview one file in place of an earlier preview of it; gives whether it could be read."""
    bar = st.progress(0.0, text=plain(f"Reading {file.name}"))
    with on_disk(file) as path:
        try:
            made = desk.preview(path, wish, progress=_progress(bar, path.name))
        except CitylinksError as error:
            if not waits(desk, path, file, wish):
                problem(error)
            return False
        finally:
            bar.empty()
    others = [preview for preview in st.session_state[PREVIEWS] if preview.dataset.sha256 != made.dataset.sha256]
    st.session_state[PREVIEWS] = [*others, made]
    return True


def _progress(bar: DeltaGenerator, name: str) -> Callable[[int, int], None]:
    began = time.monotonic()

    def told(rows: int, of: int) -> None:
        share = min(1.0, rows / of) if of else 0.0
        bar.progress(share, text=plain(f"{name}: {pace(rows, of, time.monotonic() - began)}"))

    return told


def _previews(desk: Desk, say: Callable[[str], None]) -> None:
    previews: list[Preview] = st.session_state.get(PREVIEWS, [])
    for at, preview in enumerate(previews):
        with st.container(key=f"add_preview_{at}", border=True):
            st.html(described(preview))
            _rejections(preview, at)
    fresh = [preview for preview in previews if not preview.is_loaded]
    if not fresh:
        return
    held = [preview for preview in fresh if preview.guard]
    anyway = not held or st.checkbox("Load what is held back all the same", key="add_anyway")
    with st.container(horizontal=True):
        if st.button("Load", type="primary", key="add_load", disabled=not anyway):
            try:
                desk.commit(fresh)
            except CitylinksError as error:
                problem(error)
                return
            _put_away()
            say(f"Loaded: {', '.join(preview.dataset.file for preview in fresh)}.")
        if st.button("Put away", key="add_away"):
            _put_away()
            st.rerun()


def described(preview: Preview) -> Html:
    """What loading would do, in words and counts that add up."""
    dataset = preview.dataset
    heading = element("h2", dataset.file, element("span", f" {dataset.title}", class_="muted"))
    if preview.is_loaded:
        return element("section", heading, element("p", "This file is loaded already; nothing would change."))
    left = f" + {dataset.left_out:,} left out" if dataset.left_out else ""
    counted = (
        f"{dataset.read:,} rows read = {dataset.accepted:,} accepted + {dataset.rejected:,} rejected{left}. "
        f"As of {dataset.as_of or 'an unknown day'}; {dataset.licence or 'licence not given'}."
    )
    parts = [
        element("p", counted),
        element("p", f"Things: {preview.nodes.words}. Claims: {preview.claims.words}."),
    ]
    if preview.sample:
        parts.append(element("p", f"New, for example: {'; '.join(preview.sample)}.", class_="muted"))
    if preview.before:
        parts.append(element("p", f"It takes the place of {preview.before.file}."))
    for words, reasons in (
        ("Rejected", preview.reasons),
        ("Left out", preview.left_out),
        ("Loaded, but", preview.remarked),
    ):
        if reasons:
            items = (element("li", f"{count:,} × {reason}") for reason, count in reasons[:MOST_SHOWN])
            parts.append(element("div", element("h3", words), element("ul", *items)))
    if preview.guard:
        parts.append(element("p", element("b", "Held back: "), f"{preview.guard}.", class_="is-problem"))
    if dataset.share_alike:
        parts.append(element("p", f"{dataset.licence}: what is made with it must be shared under the same licence."))
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
