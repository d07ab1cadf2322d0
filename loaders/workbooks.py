"""Sheets of a workbook (.xlsx) as rows of text; formulas are never run, only their last values are read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from python_calamine import CalamineError, CalamineWorkbook

from graph.errors import DataError
from loaders.opening import OpenedFile
from loaders.tables import clean_cell

Cell = int | float | str | bool | time | date | datetime | object


def sheet_rows(opened: OpenedFile, sheet: str = "") -> Iterator[list[str]]:
    """The rows of a sheet, the first if none is named, each cell as clean text; the first row is the header.

    Raises DataError for a workbook that is damaged or locked, and for a sheet that is not in it.
    """
    try:
        with opened.bytes() as stream:
            book = CalamineWorkbook.from_filelike(stream)
            names = book.sheet_names
            if sheet and sheet not in names:
                raise DataError(
                    "The workbook has no such sheet", value=sheet, expected="one of " + ", ".join(names),
                    fix="Correct `sheet` in the mapping",
                )  # fmt: skip
            rows = book.get_sheet_by_name(sheet or names[0]).to_python(skip_empty_area=False)
    except (CalamineError, OSError, IndexError) as error:
        raise DataError(
            f"The workbook can't be read ({error})", value=opened.name, expected="an .xlsx file without a password",
            fix="Open it in a spreadsheet and save it as CSV UTF-8",
        ) from error  # fmt: skip
    for row in rows:
        yield [clean_cell(_text(cell)) for cell in row]


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    return str(cell)
