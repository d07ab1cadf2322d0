"""The preview of a custom table shows no personal data."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model.errors import DataError
from loaders.custom_table.rows import TableLocation, table_preview
from loaders.files.probe import open_file
from tests.loaders.custom_table.custom_tables import ASH, HEADER, read, table


def test_the_first_five_rows_are_shown_without_what_is_personal(tmp_path: Path) -> None:
    rows = [ASH | {"School": f"School {n}", "Email": "a@b.example", "Remarks": "ring 0113 496 0000"} for n in range(9)]
    table_shown = table_preview(open_file(table(tmp_path, *rows)), TableLocation())
    assert table_shown.columns == tuple(HEADER[:-1])
    assert [row[0] for row in table_shown.rows] == [f"School {n}" for n in range(5)]
    assert "496" not in str(table_shown)
    assert "@" not in str(table_shown)


@pytest.mark.parametrize(
    "name",
    ["Email", "E-mail address", "TelephoneNum", "Tel.", "Mobile", "HeadFirstName", "HeadLastName", "HeadTitle (name)",
     "Head teacher", "Headteacher", "first_name", "Surname", "Contact", "Contact name", "Trustees", "Date of birth",
     "Chair of Governors", "Chairman", "Principal", "Director name", "Officer"],
)  # fmt: skip
def test_a_personal_column_is_not_offered(tmp_path: Path, name: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"School,{name},Town\nAsh,x,Leeds\n", encoding="utf-8")
    assert table_preview(open_file(path), TableLocation()).columns == ("School", "Town")


@pytest.mark.parametrize(
    "name",
    [
        "Headquarters",
        "Head office",
        "Name",
        "School name",
        "Hotel",
        "Telford",
        "Contacted in",
        "Principal activity",
        "Directorate",
        "Office",
    ],
)
def test_a_column_that_only_looks_alike_is_offered(tmp_path: Path, name: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"School,{name}\nAsh,x\n", encoding="utf-8")
    assert table_preview(open_file(path), TableLocation()).columns == ("School", name)


def test_json_has_no_columns(tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_text('[{"a": 1, "b": 2}]', encoding="utf-8")
    with pytest.raises(DataError, match="This file has no columns"):
        table_preview(open_file(path), TableLocation())


def test_the_header_of_a_text_may_stand_further_down(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("Links of 2026\n\nSchool,Partner\nAsh,Lille\n", encoding="utf-8")
    assert table_preview(open_file(path), TableLocation(header=3)).rows == (("Ash", "Lille"),)
    mapping = {"title": "x", "header": 3, "subject": {"label": "School", "name": "School"}}
    made = read(path, mapping)
    assert made.read == 1
