"""Columns and rows of a custom table: a text file or a sheet of a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from graph.model.datasets import TablePreview
from graph.model.errors import DataError
from graph.model.records import Rejection
from loaders.base import LoaderRun
from loaders.files.personal_data import is_personal_column, redacted
from loaders.files.probe import InputFile
from loaders.files.rows import Row
from loaders.files.tables import Table, header_of
from loaders.files.workbooks import sheet_rows, sheets

SAMPLES = 5
# A title and notes can precede a table, up to this many lines.
LINES_ABOVE = 20
Line = tuple[int, list[str]]
NO_LINE: Line = (0, [])


@dataclass(frozen=True, slots=True)
class TableLocation:
    """Where in a file the table is: a sheet ("" for the first) and the line of its header (0 = detect automatically).

    In a workbook the header is the first line with two filled cells, because a title can precede it. In text it is
    line 1.
    """

    sheet: str = ""
    header: int = 0


def columns(input_file: InputFile, where: TableLocation) -> tuple[str, ...]:
    """The columns that a mapping can use: not empty, each once, none with a heading of personal data."""
    if input_file.is_workbook:
        named: Sequence[str] = _header(list(sheet_rows(input_file, where.sheet)), where)[1]
    else:
        named = header_of(input_file, where.header or 1)
    return tuple(name for name in dict.fromkeys(named) if name and not is_personal_column(name))


def rows(run: LoaderRun, wanted: tuple[str, ...], where: TableLocation) -> Iterator[Row]:
    """Rows with the wanted columns. Of two columns with one name the first counts."""
    if run.input_file.is_workbook:
        yield from run.count(_sheet(run.input_file, wanted, where))
    else:
        yield from run.rows(wanted, line=where.header or 1)


def table_preview(input_file: InputFile, where: TableLocation, kind: str = "") -> TablePreview:
    """The columns and first rows, for the person who makes the mapping. `kind` is the recognised kind of the file.

    Raises DataError for JSON, which has no columns.
    """
    if input_file.head.lstrip()[:1] in ("[", "{"):
        raise DataError(
            "This file has no columns", value=input_file.name, expected="CSV, TSV, .xlsx or .ods",
            fix="Save it as a table, or name its kind",
        )  # fmt: skip
    named = columns(input_file, where)
    found: Iterator[Row | Rejection] = iter(())
    if named and input_file.is_workbook:
        found = _sheet(input_file, named, where)
    elif named:
        found = Table(input_file, line=where.header or 1).rows(named)
    first = islice((row for row in found if isinstance(row, Row)), SAMPLES)
    rows_shown = tuple(tuple(redacted(row[name]) for name in named) for row in first)
    return TablePreview(named, rows_shown, sheets(input_file) if input_file.is_workbook else (), kind)


def _header(lines: Sequence[Line], where: TableLocation) -> Line:
    """The line of the header and its cells; line 0 and no cells if there is none."""
    if where.header:
        return next((line for line in lines if line[0] == where.header), NO_LINE)
    lines_above = [line for line in lines[:LINES_ABOVE] if any(line[1])]
    fills_two = (line for line in lines_above if sum(map(bool, line[1])) > 1)
    return next(fills_two, lines_above[0] if lines_above else NO_LINE)


def _sheet(input_file: InputFile, wanted: tuple[str, ...], where: TableLocation) -> Iterator[Row]:
    lines = list(sheet_rows(input_file, where.sheet))
    header, names = _header(lines, where)
    places = [(name, names.index(name)) for name in wanted if name in names]
    for line, cells in lines:
        if line > header and any(cells):
            yield Row(input_file.name, line, {name: cells[at] for name, at in places})
