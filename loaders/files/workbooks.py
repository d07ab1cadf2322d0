"""Sheets of a workbook (.xlsx, .ods) as rows of text. Formulas are not evaluated: their stored values are read."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import IO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from graph.model.errors import DataError
from loaders.files.archives import UNPACK_ERRORS
from loaders.files.open_documents import extent
from loaders.files.probe import OLE_SIGNATURE, InputFile
from loaders.files.tables import clean_cell

Cell = int | float | str | bool | time | date | datetime | timedelta
# The reader holds a whole sheet in memory, including empty cells. Larger sheets must be saved as CSV.
MAX_UNPACKED_BYTES = 256 << 20
MAX_CELLS = 20_000_000
CHUNK = 1 << 20
# Rows and cells in a sheet's XML, <row r="12"> and <c r="XFD12" s="3"><v>…; without `r` the next one is meant.
PART = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^<>]*)>")
PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)(\d{1,9})["']""")


def sheets(input_file: InputFile) -> tuple[str, ...]:
    """The names of the visible sheets in the order of the workbook, without charts."""
    with _book(input_file) as book:
        return _sheets(book)


def sheet_rows(input_file: InputFile, sheet: str = "") -> Iterator[tuple[int, list[str]]]:
    """Line numbers from 1 and cells of a sheet's rows, the first sheet by default; each cell as clean text.

    Empty rows are included, so that line numbers match the spreadsheet. Dates become ISO dates, an error such as
    #REF! becomes "". Raises DataError for a workbook that is damaged, locked or too large, and for a missing sheet.
    """
    with _book(input_file) as book:
        names = _sheets(book)
        if not names or (sheet and sheet not in names):
            raise DataError(
                "The workbook has no such sheet", value=sheet, expected="one of " + ", ".join(names or ("(none)",)),
                fix="Correct `sheet` in the mapping",
            )  # fmt: skip
        rows = book.get_sheet_by_name(sheet or names[0]).to_python(skip_empty_area=False)
    for line, row in enumerate(rows, 1):
        yield line, [clean_cell(_text(cell)) for cell in row]


def _sheets(book: CalamineWorkbook) -> tuple[str, ...]:
    return tuple(
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    )


@contextmanager
def _book(input_file: InputFile) -> Iterator[CalamineWorkbook]:
    with input_file.bytes() as stream:
        try:
            _measure(input_file, stream)
            stream.seek(0)
            yield CalamineWorkbook.from_filelike(stream)
        except (CalamineError, OSError, ValueError, *UNPACK_ERRORS) as error:
            raise DataError(
                f"The workbook can't be read ({error})", value=input_file.name,
                expected="an .xlsx or .ods file that is whole and has no password",
                fix="Open it in a spreadsheet, take its password away if it has one, and save it as CSV UTF-8",
            ) from error  # fmt: skip


def _measure(input_file: InputFile, stream: IO[bytes]) -> None:
    """Refuse a workbook that wouldn't fit in memory, by its unpacked size and by the extent of its sheets."""
    if stream.read(len(OLE_SIGNATURE)) == OLE_SIGNATURE:
        raise CalamineError("it has a password, or is of the old form .xls")
    with zipfile.ZipFile(stream) as packed:
        if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED_BYTES:
            raise _too_large(input_file, f"unpacked it takes more than {MAX_UNPACKED_BYTES >> 20} MB")
        for part in packed.infolist():
            # Reading each part to its end also reveals one that is larger than it states.
            with packed.open(part) as unpacked:
                if input_file.name.endswith(".ods"):
                    _measure_ods(input_file, unpacked, is_content=part.filename == "content.xml")
                    continue
                width, height = _extent(_pieces(unpacked))
            if width * height > MAX_CELLS:
                raise _too_large(input_file, f"a sheet reaches to row {height:,} and column {width:,}")


def _measure_ods(input_file: InputFile, unpacked: IO[bytes], *, is_content: bool) -> None:
    if not is_content:
        while unpacked.read(CHUNK):
            pass
        return
    found = extent(unpacked)
    if found.cells > MAX_CELLS or found.characters > MAX_UNPACKED_BYTES:
        raise _too_large(
            input_file, f"a sheet has {found.cells:,} cells, and all have {found.characters:,} letters and digits"
        )


def _pieces(unpacked: IO[bytes]) -> Iterator[bytes]:
    """The text of a part in chunks that end before a "<", so that no tag is split."""
    rest = b""
    while piece := unpacked.read(CHUNK):
        rest += piece
        cut = max(rest.rfind(b"<"), 0)
        yield rest[:cut]
        rest = rest[cut:]
    yield rest


def _extent(pieces: Iterable[bytes]) -> tuple[int, int]:
    """The last column and row with content; (0, 0) for a part that is no sheet."""
    width, height, column, row = 0, 0, 0, 0
    for piece in pieces:
        # A part in UTF-16 has a NUL next to each character of a tag. Some programs write other parts so.
        for kind, attributes in PART.findall(piece.replace(b"\0", b"")):
            place = PLACE.search(attributes)
            if kind == b"row":
                column, row = 0, int(place[2]) if place else row + 1
                continue
            column, row = (_column(place[1]), int(place[2])) if place else (column + 1, row)
            if not attributes.endswith(b"/"):
                width, height = max(width, column), max(height, row)
    return width, height


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _too_large(input_file: InputFile, why: str) -> DataError:
    return DataError(
        f"The workbook is too large to be read: {why}", value=input_file.name,
        expected=f"sheets of at most {MAX_CELLS:,} cells", fix="Save the sheet as CSV UTF-8, and load that",
    )  # fmt: skip


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    return str(cell)
