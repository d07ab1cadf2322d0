"""A sheet of a workbook as the text of a table: a register kept as .xlsx is told and read as its CSV file is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from loaders.files.probe import HEAD, OpenedFile
from loaders.files.workbooks import sheet_rows, sheets

ENCODING = "xlsx"


@dataclass(frozen=True, slots=True)
class SheetText(OpenedFile):
    """One sheet, written as CSV; its lines are those of the sheet."""

    whole: str = ""
    sheet: str = ""

    @contextmanager
    def text(self) -> Iterator[IO[str]]:
        """The sheet as text."""
        yield io.StringIO(self.whole, newline="")


def sheet_texts(opened: OpenedFile) -> Iterator[SheetText]:
    """Each sheet of a workbook that can be seen, in its order. Raises DataError for a workbook that can't be read."""
    for name in sheets(opened):
        written = io.StringIO(newline="")
        writer = csv.writer(written)
        writer.writerows(cells if any(cells) else () for _, cells in sheet_rows(opened, name))
        whole = written.getvalue()
        yield SheetText(
            opened.path, opened.name, len(whole), opened.sha256, ENCODING, whole[:HEAD], whole=whole, sheet=name
        )
