"""Sheets of a workbook as CSV text, so that a register saved as .xlsx is recognised and read like its CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from loaders.files.probe import HEAD_LENGTH, InputFile
from loaders.files.workbooks import sheet_rows, sheets

ENCODING = "xlsx"


@dataclass(frozen=True, slots=True)
class SheetText(InputFile):
    """One sheet as CSV. Its line numbers are those of the sheet."""

    content: str = ""
    sheet: str = ""

    @contextmanager
    def text(self) -> Iterator[IO[str]]:
        """The sheet as text."""
        yield io.StringIO(self.content, newline="")


def sheet_texts(input_file: InputFile) -> Iterator[SheetText]:
    """The visible sheets of a workbook in order. Raises DataError for a workbook that can't be read."""
    for name in sheets(input_file):
        written = io.StringIO(newline="")
        writer = csv.writer(written)
        writer.writerows(cells if any(cells) else () for _, cells in sheet_rows(input_file, name))
        content = written.getvalue()
        yield SheetText(
            input_file.path,
            input_file.name,
            len(content),
            input_file.sha256,
            ENCODING,
            content[:HEAD_LENGTH],
            content=content,
            sheet=name,
        )
