"""The mapping of a custom table, before its preview: its columns with sample rows, and what each column means."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from graph.model.datasets import CUSTOM_TABLE, DatasetService, LoadOptions, TablePreview
from graph.model.errors import CitylinksError
from graph.model.text import fold
from views.add_data.mapping_fields import MappingForm, restored_input
from views.look import Html, element, show_error

WAITING_TABLES = "add_tables"
Read = Callable[[UploadedFile, LoadOptions], None]


@dataclass(frozen=True, slots=True)
class UnmappedTable:
    """A file whose columns the user has to explain, and the other options it was read with."""

    file: UploadedFile
    options: LoadOptions

    @property
    def key(self) -> str:
        """The prefix of the keys of its boxes."""
        return _key(self.file.file_id)


def _key(file_id: str) -> str:
    return f"map_{file_id}"


def entered_mapping(file_id: str) -> dict[str, Any] | None:
    """The mapping that the boxes of a file hold now; None for a file without boxes."""
    mapping: dict[str, Any] | None = st.session_state.get(f"{_key(file_id)}_mapping")
    return mapping


@contextmanager
def temporary_file(file: UploadedFile) -> Iterator[Path]:
    """The uploaded file in a temporary folder under its own name, for as long as it is read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(file.name).name
        path.write_bytes(file.getbuffer())
        yield path


def needs_mapping(service: DatasetService, path: Path, file: UploadedFile, options: LoadOptions) -> bool:
    """Whether a file that could not be read is a table whose columns the user can explain. If so, it is kept for that.

    This is so if its type can't be detected and none was chosen, or if the type "custom table" was chosen.
    """
    waiting: list[UnmappedTable] = st.session_state.setdefault(WAITING_TABLES, [])
    if options.kind not in ("", CUSTOM_TABLE) or any(one.file.file_id == file.file_id for one in waiting):
        return False
    try:
        table = service.preview_table(path)
    except CitylinksError:
        return False
    if len(table.columns) < 2 or (table.kind and not options.kind):
        return False
    waiting.append(UnmappedTable(file, options))
    return True


def show_mapping_forms(service: DatasetService, read: Read) -> None:
    """For each waiting table, show its columns, the boxes, and the buttons to preview it and save the mapping."""
    for waiting in st.session_state.get(WAITING_TABLES, []):
        with st.container(key=waiting.key, border=True):
            st.html(element("h2", waiting.file.name, element("span", " What do its columns mean?", class_="muted")))
            mapping_id = _load_saved(service, waiting)
            table = _table(service, waiting, {})
            place = _place(waiting, table.sheets if table else ())
            if place:
                table = _table(service, waiting, place)
            if table:
                st.html(sample_rows(table))
                _boxes(service, waiting, table, place, read)
            # A click while the boxes are being drawn interrupts the run, and the browser sends their old values.
            # So the file counts as taken only once all boxes are drawn. Until then they are filled again.
            st.session_state[f"{waiting.key}_taken"] = mapping_id


def _load_saved(service: DatasetService, waiting: UnmappedTable) -> str:
    """Show the box for a saved mapping, and fill the boxes from it. Returns the id of its file, or ""."""
    file = st.file_uploader("Saved mapping (.toml)", type=["toml"], key=f"{waiting.key}_saved")
    if file is None or st.session_state.get(f"{waiting.key}_taken") == file.file_id:
        return file.file_id if file else ""
    try:
        saved = service.read_mapping(file.getvalue().decode("utf-8", "replace"))
    except CitylinksError as error:
        show_error(error)
        return file.file_id
    place = {"sheet": str(saved.get("sheet", "")), "header": _line(saved.get("header"))}
    if table := _table(service, waiting, place):
        MappingForm(waiting.key, table.columns).fill({**saved, "header": place["header"]})
    return file.file_id


def _line(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _place(waiting: UnmappedTable, sheets: Sequence[str]) -> dict[str, Any]:
    """Show the choice of sheet and header row. Returns what differs from the defaults."""
    place: dict[str, Any] = {}
    with st.container(horizontal=True):
        if len(sheets) > 1:
            with restored_input(waiting.key, f"{waiting.key}_sheet") as key:
                if st.session_state.get(key, sheets[0]) not in sheets:
                    st.session_state[key] = sheets[0]
                chosen = st.selectbox("Sheet", sheets, key=key, width=230)
            place |= {"sheet": chosen} if chosen != sheets[0] else {}
        with restored_input(waiting.key, f"{waiting.key}_header") as key:
            header = st.number_input("Header row (0 = detect automatically)", 0, 1000, key=key, width=230)
    return place | ({"header": int(header)} if header else {})


def _table(service: DatasetService, waiting: UnmappedTable, place: dict[str, Any]) -> TablePreview | None:
    """The table at this place of the file. Each place is read once and kept for the session."""
    opened: dict[tuple[str, int], TablePreview] = st.session_state.setdefault(f"{waiting.key}_tables", {})
    sheet, header = place.get("sheet", ""), place.get("header", 0)
    if (sheet, header) not in opened:
        with temporary_file(waiting.file) as path:
            try:
                opened[sheet, header] = service.preview_table(path, sheet=sheet, header=header)
            except CitylinksError as error:
                show_error(error)
                return None
    return opened[sheet, header]


def sample_rows(table: TablePreview) -> Html:
    """The first rows under their columns. Columns with personal data are left out."""
    head = element("tr", *(element("th", name, scope="col") for name in table.columns))
    rows = (element("tr", *(element("td", cell) for cell in row)) for row in table.rows)
    drawn = element("table", element("thead", head), element("tbody", *rows))
    return element("div", drawn, class_="samples", tabindex="0", role="region", aria_label="The first rows")


def _boxes(
    service: DatasetService, waiting: UnmappedTable, table: TablePreview, place: dict[str, Any], read: Read
) -> None:
    entered = MappingForm(waiting.key, table.columns).mapping()
    mapping = st.session_state[f"{waiting.key}_mapping"] = entered | place
    with st.container(horizontal=True):
        if st.button("Preview", type="primary", key=f"{waiting.key}_preview"):
            read(waiting.file, replace(waiting.options, kind=CUSTOM_TABLE, mapping=mapping))
        st.download_button(
            "Save the mapping",
            service.mapping_text(mapping),
            f"{fold(str(mapping.get('title', ''))).replace(' ', '-') or 'mapping'}.toml",
            "application/toml",
            key=f"{waiting.key}_save",
            on_click="ignore",
        )
