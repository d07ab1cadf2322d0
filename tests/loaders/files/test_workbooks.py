"""Sheets of a workbook become rows of text. No formula is evaluated, and memory is limited."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.model.errors import DataError
from loaders.custom_table.rows import TableLocation, columns, table_preview
from loaders.files import workbooks
from loaders.files.probe import InputFile, open_file
from loaders.files.workbooks import sheet_rows, sheets


def workbook(folder: Path, write: Callable[[Any], object], name: str = "own.xlsx") -> InputFile:
    """A workbook written by a function."""
    path = folder / name
    with xlsxwriter.Workbook(path) as book:
        write(book)
    return open_file(path)


def one_sheet(*rows: list[object]) -> Callable[[Any], object]:
    def write(book: Any) -> None:
        sheet = book.add_worksheet("Links")
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)

    return write


def rewritten(input_file: InputFile, part: str, change: Callable[[bytes], bytes]) -> InputFile:
    """The workbook with one part changed."""
    path = input_file.path.with_name("changed.xlsx")
    with zipfile.ZipFile(input_file.path) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info.filename, change(content) if info.filename == part else content)
    return open_file(path)


def test_cells_are_text_as_a_person_reads_them(tmp_path: Path) -> None:
    def write(book: Any) -> None:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_datetime(0, 0, datetime(2021, 2, 5), day)
        sheet.write_datetime(0, 1, datetime(2021, 2, 5, 10, 30), book.add_format({"num_format": "dd/mm/yyyy hh:mm"}))
        sheet.write_number(0, 2, 1985)
        sheet.write_number(0, 3, 1.5)
        sheet.write_string(0, 4, "00123")
        sheet.write_boolean(0, 5, True)
        sheet.write_string(0, 6, " Brnó\u200b\n ")
        sheet.write_datetime(0, 7, time(10, 30), book.add_format({"num_format": "hh:mm"}))

    assert list(sheet_rows(workbook(tmp_path, write))) == [
        (1, ["2021-02-05", "2021-02-05 10:30:00", "1985", "1.5", "00123", "yes", "Brnó", "10:30:00"])
    ]


def test_a_formula_gives_its_last_value_and_an_error_gives_nothing(tmp_path: Path) -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_formula(0, 0, '=WEBSERVICE("http://example.org")', value="Lille")
        sheet.write_formula(0, 1, "=1/0", value="#DIV/0!")

    assert list(sheet_rows(workbook(tmp_path, write))) == [(1, ["Lille", ""])]


def test_lines_are_counted_as_the_spreadsheet_counts_them(tmp_path: Path) -> None:
    input_file = workbook(tmp_path, one_sheet([], ["School", "Partner"], [], ["Ash", "Lille"]))
    assert [line for line, cells in sheet_rows(input_file) if any(cells)] == [2, 4]


def test_hidden_sheets_and_charts_are_not_offered(tmp_path: Path) -> None:
    def write(book: Any) -> None:
        book.add_worksheet("Cover").write(0, 0, "about")
        book.add_worksheet("Hidden").hide()
        book.add_chartsheet("Chart")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Cover!$A$1:$A$2"})
        book.worksheets()[2].set_chart(chart)
        book.add_worksheet("Links").write(0, 0, "School")

    input_file = workbook(tmp_path, write)
    assert sheets(input_file) == ("Cover", "Links")
    assert list(sheet_rows(input_file, "Links")) == [(1, ["School"])]
    with pytest.raises(DataError, match=r"no such sheet: 'Hidden'\. Expected one of Cover, Links"):
        list(sheet_rows(input_file, "Hidden"))


def test_above_the_header_may_stand_a_merged_title(tmp_path: Path) -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 2, "Friendship links 2026")
        sheet.write_row(2, 0, ["School", "Partner", "Since"])
        sheet.write_row(3, 0, ["Ash", "Lille", 1998])

    input_file = workbook(tmp_path, write)
    assert columns(input_file, TableLocation()) == ("School", "Partner", "Since")
    assert table_preview(input_file, TableLocation()).rows == (("Ash", "Lille", "1998"),)


def test_a_header_of_two_lines_is_read_by_the_line_that_a_person_names(tmp_path: Path) -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 1, "School")
        sheet.merge_range(0, 2, 0, 3, "Partner")
        sheet.write_row(1, 0, ["Name", "URN", "City", "Country"])

    input_file = workbook(tmp_path, write)
    assert columns(input_file, TableLocation()) == ("School", "Partner")
    assert columns(input_file, TableLocation(header=2)) == ("Name", "URN", "City", "Country")
    assert columns(input_file, TableLocation(header=99)) == ()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 4096, "it has a password, or is of the old form .xls"),
        (b"<html>503</html>", "not a zip file"),
        (b"PK\x03\x04 cut off", "not a zip file"),
    ],
)
def test_a_locked_or_broken_workbook_is_refused_with_what_to_do(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "own.xlsx"
    path.write_bytes(content)
    with pytest.raises(DataError, match=rf"can't be read \(.*{why}.*take its password away"):
        list(sheet_rows(open_file(path)))


def test_a_workbook_cut_short_is_refused(tmp_path: Path) -> None:
    input_file = workbook(tmp_path, one_sheet(*[[f"name {n}", n] for n in range(500)]))
    input_file.path.write_bytes(input_file.path.read_bytes()[:-2000])
    with pytest.raises(DataError):
        list(sheet_rows(open_file(input_file.path)))


def test_a_zip_bomb_called_a_workbook_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    input_file = workbook(tmp_path, one_sheet(["School"]))
    with zipfile.ZipFile(input_file.path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet2.xml", b"0" * 50_000_000)
    with pytest.raises(DataError, match="can't be opened: unpacked it would take"):
        open_file(input_file.path)


def test_a_sheet_too_large_for_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    input_file = workbook(tmp_path, one_sheet(*[["School", n] for n in range(100)]))
    monkeypatch.setattr(workbooks, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(DataError, match="too large to be read: unpacked it takes more than"):
        list(sheet_rows(input_file))


def test_two_cells_at_the_far_ends_of_a_sheet_are_refused(tmp_path: Path) -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "School")
        sheet.write(1_048_575, 16_383, "far away")

    with pytest.raises(DataError, match=r"reaches to row 1,048,576 and column 16,384: .*Save the sheet as CSV"):
        list(sheet_rows(workbook(tmp_path, write)))


def test_far_cells_that_leave_out_their_place_are_refused_too(tmp_path: Path) -> None:
    input_file = rewritten(
        workbook(tmp_path, one_sheet(["School"])),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(
            b"</sheetData>",
            b"<row r='1048575'><c r='XFD1048575'><v>1</v></c></row><row><c><v>1</v></c></row></sheetData>",
        ),
    )
    with pytest.raises(DataError, match=r"reaches to row 1,048,576 and column 16,384"):
        list(sheet_rows(input_file))


def in_utf_16(xml: bytes) -> bytes:
    return xml.decode().replace("UTF-8", "UTF-16").encode("utf-16")


def test_far_cells_are_seen_in_a_sheet_of_another_encoding_too(tmp_path: Path) -> None:
    def far(xml: bytes) -> bytes:
        row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        return in_utf_16(xml.replace(b"</sheetData>", row))

    input_file = workbook(tmp_path, one_sheet(["School"]))
    with pytest.raises(DataError, match="row 1,048,576 and column"):
        list(sheet_rows(rewritten(input_file, "xl/worksheets/sheet1.xml", far)))


def test_a_part_in_another_encoding_that_is_no_sheet_is_no_hindrance(tmp_path: Path) -> None:
    input_file = workbook(tmp_path, one_sheet(["School"]))
    with zipfile.ZipFile(input_file.path, "a") as packed:
        packed.writestr("customXml/item1.xml", '<?xml version="1.0"?><form/>'.encode("utf-16"))
    assert list(sheet_rows(open_file(input_file.path))) == [(1, ["School"])]


def test_a_far_cell_that_is_only_formatted_does_no_harm(tmp_path: Path) -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "School")
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))

    assert list(sheet_rows(workbook(tmp_path, write))) == [(1, ["School"])]


def test_a_part_that_holds_more_than_it_says_is_refused(tmp_path: Path) -> None:
    input_file = workbook(tmp_path, one_sheet(["School"]))
    content = bytearray(input_file.path.read_bytes())
    at = content.index(b"PK\x01\x02")  # the first entry of the central directory; its size stands 24 bytes further
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    input_file.path.write_bytes(bytes(content))
    with pytest.raises(DataError, match="can't be read"):
        list(sheet_rows(open_file(input_file.path)))


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    lol = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    input_file = rewritten(
        workbook(tmp_path, one_sheet(["School"])),
        "xl/sharedStrings.xml",
        lambda xml: xml.replace(b"<sst", lol + b"<sst", 1).replace(b"School", b"&b;"),
    )
    try:
        assert "aaaa" not in str(list(sheet_rows(input_file)))
    except DataError as error:
        assert "can't be read" in error.what


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    at=st.integers(0, 10_000), new=st.binary(min_size=1, max_size=8), part=st.sampled_from(["sheet", "book", "strings"])
)
def test_damage_inside_a_workbook_is_a_sentence_or_rows(tmp_path: Path, at: int, new: bytes, part: str) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        one_sheet(["School", "Partner"], ["Ash", 1], ["Oak", 2.5])(book)
    (tmp_path / "own.xlsx").write_bytes(made.getvalue())
    names = {"sheet": "xl/worksheets/sheet1.xml", "book": "xl/workbook.xml", "strings": "xl/sharedStrings.xml"}

    def damage(xml: bytes) -> bytes:
        return xml[: at % len(xml)] + new + xml[at % len(xml) + len(new) :]

    input_file = rewritten(open_file(tmp_path / "own.xlsx"), names[part], damage)
    try:
        for line, cells in sheet_rows(input_file):
            assert line > 0
            assert all(isinstance(cell, str) for cell in cells)
    except DataError as error:
        assert error.fix


def test_dates_of_both_calendars_are_days(tmp_path: Path) -> None:
    path = tmp_path / "mac.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
        book.add_worksheet().write_datetime(0, 0, date(2021, 2, 5), book.add_format({"num_format": "d.m.yy"}))
    assert list(sheet_rows(open_file(path))) == [(1, ["2021-02-05"])]


def open_document(folder: Path, rows: str) -> InputFile:
    """An .ods workbook with one sheet of these rows."""
    names = "".join(
        f' xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in ("office", "table", "text")
    )
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="Links">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    path = folder / "own.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", '<m:manifest xmlns:m="urn:x"/>')
    return open_file(path)


def ods_row(*cells: str, again: str = "") -> str:
    text = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>' for c in cells
    )
    return f"<table:table-row{again}>{text}</table:table-row>"


EMPTY = '<table:table-cell table:number-columns-repeated="16384"/>'
MILLION = ' table:number-rows-repeated="1048576"'


def test_a_sheet_of_an_open_document_is_read_as_one_of_excel(tmp_path: Path) -> None:
    rows = (
        ods_row("School", "Partner") + ods_row("Ash", "Brnó") + f"<table:table-row{MILLION}>{EMPTY}</table:table-row>"
    )
    input_file = open_document(tmp_path, rows)
    assert input_file.is_workbook and sheets(input_file) == ("Links",)
    assert list(sheet_rows(input_file)) == [(1, ["School", "Partner"]), (2, ["Ash", "Brnó"])]


def test_cells_that_repeat_themselves_without_end_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="too large to be read"):
        list(sheet_rows(open_document(tmp_path, ods_row(*"abcdefghijklmnopqrst", again=MILLION))))
    far = f"<table:table-row{MILLION}>{EMPTY}</table:table-row>"
    with pytest.raises(DataError, match="too large to be read"):
        list(sheet_rows(open_document(tmp_path, ods_row(*"ab" * 20) + far + ods_row("end"))))
    with pytest.raises(DataError, match="letters and digits"):
        list(sheet_rows(open_document(tmp_path, ods_row("long" * 10_000, again=' table:number-rows-repeated="9000"'))))


def test_an_open_document_that_is_locked_or_damaged_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="has no password"):
        sheets(open_document(tmp_path, "<broken"))
