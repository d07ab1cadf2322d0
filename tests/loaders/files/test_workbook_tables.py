"""A register or list saved as a workbook is recognised and read like its CSV file."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from datasets.library import DatasetLibrary
from graph.model.data_folder import SHIPPED_DATA
from graph.model.datasets import LoadOptions
from graph.model.errors import DataError
from graph.model.records import Records

MEMBERS = (
    ("network", "member", "role", "since", "source"),
    ("Sister Rivers", "geonames:2644688", "member", "1999", "p. 1"),
    (),
    ("Sister Rivers", "Wharfe, with a comma", "chair", "2004-05", 'the "green" list'),
    ("Sister Rivers", "Aire\nand Calder", "king", "", ""),
)
IDENTIFIERS = (("URN", "Charity Number", "School Name"), ("900001", "9000001", "Beck Lane School"))
COVER = (("Members of networks",), ("Made by hand",))


def workbook(path: Path, *sheets: Sequence[Sequence[str]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for line, row in enumerate(rows):
                sheet.write_row(line, 0, row)
    return path


def text(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def loaded(home: Path, path: Path) -> tuple[tuple[int, ...], list[tuple[int, str, str]], Records]:
    library = DatasetLibrary(home, SHIPPED_DATA)
    preview = library.preview(path, LoadOptions())
    dataset = preview.dataset
    library.commit([preview])
    counts = (dataset.read, dataset.accepted, dataset.rejected, dataset.left_out, dataset.nodes, dataset.claims)
    return counts, [(r.line, r.field, r.reason) for r in preview.rejections], library.records()


@pytest.mark.parametrize("rows", [MEMBERS, IDENTIFIERS], ids=["members", "identifiers"])
def test_a_workbook_gives_what_its_csv_gives(tmp_path: Path, rows: Sequence[Sequence[str]]) -> None:
    one = [[cell.replace("\n", " ") for cell in row] for row in rows]
    counts, rejected, records = loaded(tmp_path / "a", text(tmp_path / "list.csv", one))
    again, still, same = loaded(tmp_path / "b", workbook(tmp_path / "list.xlsx", rows))
    assert (again, still) == (counts, rejected)
    assert [(n.id, n.name) for n in same.nodes] == [(n.id, n.name) for n in records.nodes]
    assert {(c.subject, c.type, c.object, c.start, c.role) for c in same.claims} == {
        (c.subject, c.type, c.object, c.start, c.role) for c in records.claims
    }


def test_the_sheet_that_is_of_a_kind_is_found_behind_others(tmp_path: Path) -> None:
    preview = DatasetLibrary(tmp_path / "home", SHIPPED_DATA).preview(
        workbook(tmp_path / "list.xlsx", COVER, MEMBERS), LoadOptions()
    )
    assert (preview.dataset.kind, preview.dataset.read) == ("network-members", 3)


def test_other_sheets_that_could_be_loaded_are_said_and_not_dropped_in_silence(tmp_path: Path) -> None:
    people = (("registered_charity_number", "trustee_id", "trustee_name"), ("9000001", "1", "Somebody"))
    path = workbook(tmp_path / "list.xlsx", people, MEMBERS, COVER, MEMBERS)
    preview = DatasetLibrary(tmp_path / "home", SHIPPED_DATA).preview(path, LoadOptions())
    assert (preview.dataset.kind, preview.dataset.read) == ("network-members", 3)
    assert [count for reason, count in preview.warnings if "another sheet" in reason] == [1]


def test_a_rejected_row_is_named_by_its_line_in_the_sheet(tmp_path: Path) -> None:
    preview = DatasetLibrary(tmp_path / "home", SHIPPED_DATA).preview(
        workbook(tmp_path / "list.xlsx", MEMBERS), LoadOptions()
    )
    assert [(r.line, r.field) for r in preview.rejections] == [(5, "role")]


def test_a_workbook_of_no_kind_wants_a_mapping_and_one_of_people_is_refused(tmp_path: Path) -> None:
    library = DatasetLibrary(tmp_path / "home", SHIPPED_DATA)
    with pytest.raises(DataError, match="column mapping"):
        library.preview(workbook(tmp_path / "own.xlsx", (("School", "Partner"), ("Ash", "Lille"))), LoadOptions())
    trustees = (("registered_charity_number", "trustee_id", "trustee_name"), ("9000001", "1", "Somebody"))
    with pytest.raises(DataError, match="personal data") as refused:
        library.preview(workbook(tmp_path / "people.xlsx", trustees), LoadOptions())
    assert "Somebody" not in str(refused.value)
