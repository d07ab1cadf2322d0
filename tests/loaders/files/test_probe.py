"""A downloaded file is examined before its first row: its kind, its encoding, or the reason to refuse it."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.errors import DataError
from graph.model.records import Rejection
from loaders.files.probe import open_file
from loaders.files.rows import Row
from loaders.files.tables import Table, clean_cell, clean_cells, header_of


def written(folder: Path, content: bytes | str, name: str = "some.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("name\nBrnó\n".encode(), "utf-8"),
        ("name\nBrnó\n".encode("utf-8-sig"), "utf-8-sig"),
        ("name\nBrnó\n".encode("cp1252"), "cp1252"),
        ("name\nBrnó\n".encode("utf-16"), "utf-16"),
        (b"name\n" + b"x" * 2_000_000 + "\nBrnó\n".encode("cp1252"), "cp1252"),
    ],
)
def test_the_encoding_is_by_byte_order_mark_else_utf_8_else_cp1252(
    tmp_path: Path, content: bytes, encoding: str
) -> None:
    input_file = open_file(written(tmp_path, content))
    assert input_file.encoding == encoding
    with input_file.text() as text:
        assert "Brnó" in text.read()
    assert header_of(input_file) == ("name",)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n\n", "empty"),
        (b"<!DOCTYPE html><html><body>503</body></html>", "web page"),
        (b"\n\n  <HTML lang=en>", "web page"),
        (b"<?xml version='1.0'?><!-- x --><html>", "web page"),
        (b"\x00\x01\x02\x00" * 500, "isn't text"),
        (b"PK\x03\x04 not really", ""),
    ],
)
def test_what_is_no_data_is_refused_with_what_to_do(tmp_path: Path, content: bytes, what: str) -> None:
    path = written(tmp_path, content)
    if not what:
        assert open_file(path).head.startswith("PK")
        return
    with pytest.raises(DataError) as error:
        open_file(path)
    assert what in error.value.what
    assert error.value.fix and error.value.expected and error.value.value == "some.csv"


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="can't be read"):
        open_file(tmp_path / "none.csv")
    with pytest.raises(DataError, match="can't be read"):
        open_file(tmp_path)


def packed(folder: Path, files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    path = folder / "packed.zip"
    with zipfile.ZipFile(path, "w", method) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return path


def test_a_zip_file_with_one_file_in_it_is_read_as_that_file(tmp_path: Path) -> None:
    input_file = open_file(packed(tmp_path, {"edubase20230703.csv": b"URN\n1\n", "__MACOSX/x": b"junk"}))
    assert input_file.name == "edubase20230703.csv"
    assert input_file.date_in_name == "2023-07-03"
    with input_file.text() as text:
        assert text.read() == "URN\n1\n"


def test_a_zip_file_that_unpacks_to_far_more_than_it_is_or_holds_several_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="unpacked it would take"):
        open_file(packed(tmp_path, {"a.csv": b"0" * 40_000_000}))
    with pytest.raises(DataError, match=r"holds several files, and none of them is chosen: .*a.csv, b.csv"):
        open_file(packed(tmp_path, {"a.csv": b"a\n1\n", "b.csv": b"b\n2\n"}))


def test_one_of_several_files_in_a_zip_file_is_read_by_its_name(tmp_path: Path) -> None:
    input_file = open_file(packed(tmp_path, {"readme.txt": b"About", "data/b.csv": b"b\n2\n"}), "data/b.csv")
    assert input_file.name == "b.csv"
    with input_file.text() as text:
        assert text.read() == "b\n2\n"


def test_a_gzip_file_is_read_as_what_it_packs(tmp_path: Path) -> None:
    input_file = open_file(written(tmp_path, gzip.compress(b"URN\n1\n"), "edubase20230703.csv.gz"))
    assert (input_file.name, input_file.date_in_name, header_of(input_file)) == (
        "edubase20230703.csv",
        "2023-07-03",
        ("URN",),
    )
    with input_file.text() as text:
        assert text.read() == "URN\n1\n"


def test_a_gzip_file_that_unpacks_to_far_more_than_it_is_or_is_cut_short_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="unpacked it would take"):
        open_file(written(tmp_path, gzip.compress(b"0" * 40_000_000), "a.csv.gz"))
    with pytest.raises(DataError, match="damaged or locked") as error:
        open_file(written(tmp_path, gzip.compress(b"URN\n" + bytes(range(48, 58)) * 500)[:-20], "a.csv.gz"))
    assert error.value.fix


def test_an_old_workbook_a_text_and_an_archive_are_refused_as_what_they_are(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"before 2007 \(.xls\)"):
        open_file(written(tmp_path, bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "schools.xls"))
    with pytest.raises(DataError, match="a document or slides, not a table"):
        open_file(packed(tmp_path, {"word/document.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}))
    with pytest.raises(DataError, match="a document or slides, not a table"):
        open_file(packed(tmp_path, {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}))
    with tarfile.open(tmp_path / "packed.tar", "w") as archive:
        archive.add(written(tmp_path, "a\n1\n" * 9000, "a.csv"), "a.csv")
    with pytest.raises(DataError, match="an archive of files"):
        open_file(tmp_path / "packed.tar")


def test_a_files_name_can_not_write_to_the_terminal(tmp_path: Path) -> None:
    assert open_file(packed(tmp_path, {"red\x1b[31m.csv": b"a\n1\n"})).name == "red\ufffd[31m.csv"
    assert open_file(written(tmp_path, "a\n1\n", "red\x1b[31m.csv")).name == "red\ufffd[31m.csv"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_file_damaged_inside_is_refused_with_what_to_do(tmp_path: Path, method: int) -> None:
    text = "a\n" + "".join(f"{one * one}\n" for one in range(2000))
    path = packed(tmp_path, {"a.csv": text.encode()}, method)
    whole = path.read_bytes()
    for at in range(40, len(whole) - 200, len(whole) // 20):
        path.write_bytes(whole[:at] + bytes(byte ^ 0x5A for byte in whole[at : at + 30]) + whole[at + 30 :])
        with pytest.raises(DataError) as error:
            open_file(path)
        assert error.value.fix


@pytest.mark.parametrize(
    ("name", "dated"),
    [
        ("edubasealldata20230701.csv", "2023-07-01"),
        ("links_2025-04-22.csv", "2025-04-22"),
        ("creative_2024-02.json", "2024-02"),
        ("CDP_2016_cities.csv", "2016"),
        ("cities15000.txt", ""),
        ("CharityExport-15-Jan-2025.csv", "2025-01-15"),
        ("schools_September2024.csv", "2024-09"),
        ("list-31-Feb-2024.csv", "2024-02"),
        ("decisions_2024.csv", "2024"),
        ("schools.csv", ""),
    ],
)
def test_the_date_in_a_files_name_is_found(tmp_path: Path, name: str, dated: str) -> None:
    assert open_file(written(tmp_path, "a\n1\n", name)).date_in_name == dated


def test_the_months_of_a_download_are_one_series(tmp_path: Path) -> None:
    names = ("CharityExport-15-Jan-2025.csv", "CharityExport-01-Feb-2025.csv", "CharityExport_March2026.csv")
    assert {open_file(written(tmp_path, "a\n1\n", name)).series for name in names} == {"charityexport"}


def rows_of(path: Path, *wanted: str) -> list[Row | Rejection]:
    return list(Table(open_file(path)).rows(wanted))


def test_a_torn_row_is_rejected_with_its_line_and_the_rest_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, 'a,b\n1,2\n1,2,3\n\n"x,\ny",4\n5\n')
    good = [(row.line, row.cells) for row in rows_of(path, "a", "b") if isinstance(row, Row)]
    torn = [(row.line, row.value) for row in rows_of(path, "a", "b") if isinstance(row, Rejection)]
    assert good == [(2, {"a": "1", "b": "2"}), (5, {"a": "x, y", "b": "4"})]
    assert torn == [(3, "3 fields"), (7, "1 fields")]


def test_a_header_with_a_stray_quote_is_one_rejection_and_the_rows_are_read(tmp_path: Path) -> None:
    header, row = rows_of(written(tmp_path, 'a,"b"x\n1,2\n'), "a")
    assert isinstance(header, Rejection) and header.line == 1
    assert isinstance(row, Row) and (row.line, row.cells) == (2, {"a": "1"})


def test_a_file_that_breaks_off_inside_quotes_ends_in_one_torn_row(tmp_path: Path) -> None:
    *good, last = rows_of(written(tmp_path, 'a,b\n1,2\n3,"half a te'), "a")
    assert [row.cells for row in good if isinstance(row, Row)] == [{"a": "1"}]
    assert isinstance(last, Rejection) and last.line == 3


def test_in_a_tab_separated_extract_a_quote_is_a_letter(tmp_path: Path) -> None:
    path = written(tmp_path, 'name\tcity\r\n"The Friends\tLeeds\r\nB "quoted"\tBrno\r\n')
    assert [row.cells["name"] for row in rows_of(path, "name", "city") if isinstance(row, Row)] == [
        '"The Friends',
        'B "quoted"',
    ]


def test_invisible_marks_in_headers_and_cells_are_dropped_and_nul_is_shown(tmp_path: Path) -> None:
    path = written(tmp_path, "\u200bname\u200b, city \nWest\u200b Jesmond,Br\x00no\n")
    assert header_of(open_file(path)) == ("name", "city")
    (row,) = rows_of(path, "name", "city")
    assert isinstance(row, Row) and row.cells == {"name": "West Jesmond", "city": "Br\ufffdno"}


def test_an_e_mail_address_in_any_cell_is_masked() -> None:
    assert clean_cell("write to jo.bloggs@example.org now") == "write to [personal value] now"


@given(st.text(max_size=30))
def test_a_cleaned_cell_is_clean_and_cleaning_it_again_changes_nothing(text: str) -> None:
    made = clean_cell(text)
    assert clean_cell(made) == made
    assert made == made.strip() and "  " not in made and "\x00" not in made


@given(st.lists(st.text(max_size=6) | st.text("a |@\t\x00\u200b\xa0", max_size=6), max_size=4))
def test_the_cells_of_a_row_are_cleaned_as_each_one_is(cells: list[str]) -> None:
    assert list(clean_cells(cells)) == [clean_cell(cell) for cell in cells]


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8"), max_size=8), min_size=2, max_size=2), max_size=6))
def test_every_row_is_given_or_rejected_whatever_the_cells_hold(tmp_path_factory, cells: list[list[str]]) -> None:  # type: ignore[no-untyped-def]
    import csv

    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["first", "second"])
    writer.writerows(cells)
    path = written(tmp_path_factory.mktemp("rows"), text.getvalue())
    read = rows_of(path, "first", "second")
    blank = sum(not any(cell.strip() for cell in row) for row in cells)
    assert len(cells) - blank <= len(read) <= len(cells)
    assert all(isinstance(row, Row) for row in read)
