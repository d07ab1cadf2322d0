"""Rows of a published table: columns found by name, cells cleaned, malformed rows rejected.

Only the columns that a loader names are read. No loader names a personal column, so personal data is dropped here.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Literal, NamedTuple

from graph.model.errors import DataError
from graph.model.records import Rejection
from graph.model.text import INVISIBLE, clean
from loaders.files.probe import InputFile
from loaders.files.rows import EMAIL, REDACTED, Row

MAX_CELL_LENGTH = 1 << 20
# Rows in one batch: enough to be fast, few enough to need little memory where cells are long.
BATCH_SIZE = 500
DELIMITERS = ",\t;|"
# UTF-8 that was read as CP1252: a two-byte letter shows as these two characters. "SÃO" is correct text.
MOJIBAKE_NAME = "garbled letters in the source; the name is kept as published"
MOJIBAKE = re.compile("[ÃÂ][\u00a1-\u00bf\u0152-\u017e\u0192\u02c6-\u02dc\u2013-\u203a\u20ac\u2122]|â€|\ufffd")


def is_mojibake(text: str) -> bool:
    """Whether the text looks as if it was read in a wrong encoding before it was published."""
    return not text.isascii() and bool(MOJIBAKE.search(text))


def clean_cell(text: str) -> str:
    """A cell as it can be stored. A cell that is clean already is returned after one quick check."""
    if text.isprintable() and not (text[:1].isspace() or text[-1:].isspace()) and "  " not in text and "@" not in text:
        return text if text.isascii() else INVISIBLE.sub("", text)
    return INVISIBLE.sub("", clean(EMAIL.sub(REDACTED, text)))


def clean_cells(cells: Sequence[str]) -> Sequence[str]:
    """Cells as they can be stored. One check of all of them together finds the usual case: clean already."""
    whole = f"|{'|'.join(cells)}|"
    if whole.isprintable() and not ("  " in whole or "| " in whole or " |" in whole or "@" in whole):
        return cells
    return [clean_cell(cell) for cell in cells]


class RowBatch(NamedTuple):
    """Consecutive rows by columns: the line on which each row begins, and the cleaned cells."""

    lines: Sequence[int]
    columns: Mapping[str, Sequence[str]]


def header_of(input_file: InputFile, line: int = 1) -> tuple[str, ...]:
    """The names of the columns without surrounding blanks and invisible characters; () if there is no table."""
    head = input_file.head.splitlines()[line - 1 : line + 200]
    try:
        first = next(csv.reader(head, delimiter=delimiter_of(input_file, line)), [])
    except csv.Error:
        return ()
    return tuple(clean_cell(name) for name in first)


def delimiter_of(input_file: InputFile, line: int = 1, width: int = 0) -> str:
    """The character that splits the header line into `width` fields, else the most frequent one in it.

    Quoted text is ignored.
    """
    first = re.sub(r'"[^"]*"', "", next(iter(input_file.head.splitlines()[line - 1 : line]), ""))
    fitting = [mark for mark in DELIMITERS if width > 1 and first.count(mark) == width - 1]
    return fitting[0] if fitting else max(DELIMITERS, key=first.count)


class Table:
    """One table of a file. `rows` can be iterated several times, each time from the start."""

    def __init__(self, input_file: InputFile, columns: Sequence[str] = (), line: int = 1) -> None:
        """Find the columns: those of the header on `line`, or `columns` for a file without a header."""
        self.input_file = input_file
        self.delimiter = delimiter_of(input_file, line, len(columns))
        self.has_header = not columns
        self.columns = tuple(columns) or header_of(input_file, line)
        self.line = line

    def rows(self, wanted: Sequence[str]) -> Iterator[Row | Rejection]:
        """Rows in file order with those wanted columns that the file has. Blank lines are skipped.

        A row of another length than the header is a Rejection, and so is the incomplete last row of a truncated file.
        """
        name = self.input_file.name
        for block in self.batches(wanted):
            if isinstance(block, Rejection):
                yield block
                continue
            kept, columns = block.columns.keys(), block.columns.values()
            for line, cells in zip(block.lines, zip(*columns, strict=True), strict=True):
                yield Row(name, line, dict(zip(kept, cells, strict=True)))

    def batches(self, wanted: Sequence[str]) -> Iterator[RowBatch | Rejection]:
        """As `rows`, but well-formed rows come in batches, so that a whole column can be checked at once."""
        kept = [name for name in dict.fromkeys(wanted) if name in self.columns]
        if not kept:
            raise DataError(
                f"The columns of {self.input_file.name} are not those of such a file",
                value=", ".join(self.columns)[:300], expected=", ".join(wanted),
                fix="Check which file this is; nothing in it was loaded",
            )  # fmt: skip
        places = [self.columns.index(name) for name in kept]
        pick = itemgetter(*places) if len(places) > 1 else lambda values: (values[places[0]],)
        width = len(self.columns)
        lines: list[int] = []
        rows: list[tuple[str, ...]] = []

        def block() -> Iterator[RowBatch]:
            if lines:
                columns = map(clean_cells, zip(*rows, strict=True))
                yield RowBatch(lines.copy(), dict(zip(kept, columns, strict=True)))
                lines.clear()
                rows.clear()

        for line, values in self._values():
            if len(values) == width:
                lines.append(line)
                rows.append(pick(values))
                if len(lines) == BATCH_SIZE:
                    yield from block()
            elif any(map(str.strip, values)):
                yield from block()
                yield self._torn(line, len(values), width)
        yield from block()

    def _values(self) -> Iterator[tuple[int, list[str]]]:
        """Line numbers and fields. Text that can't be read as CSV gives one malformed row."""
        csv.field_size_limit(min(sys.maxsize, MAX_CELL_LENGTH))
        # Tab-separated extracts are written without quoting, so a quote in them is plain text.
        is_plain = self.delimiter == "\t" and not self._is_quoted()
        with self.input_file.text() as text:
            for _ in range(self.line - 1 + self.has_header * is_plain):
                next(text, "")
            quoting: Literal[0, 3] = csv.QUOTE_NONE if is_plain else csv.QUOTE_MINIMAL
            reader = csv.reader(text, delimiter=self.delimiter, quoting=quoting, strict=not is_plain)
            before = self.line - 1 + self.has_header * is_plain
            is_header = self.has_header and not is_plain
            while True:
                line = before + reader.line_num + 1
                try:
                    if is_header:
                        is_header = False  # Even if the header can't be read, the next lines are rows.
                        next(reader, None)
                        line = before + reader.line_num + 1
                    for values in reader:
                        yield line, values
                        line = before + reader.line_num + 1
                    return
                except csv.Error as error:
                    yield line, [f"(broken: {error})"]
                    if "end of data" in str(error):
                        return

    def _is_quoted(self) -> bool:
        return self.input_file.head.startswith('"')

    def _torn(self, line: int, fields: int, width: int) -> Rejection:
        return Rejection(
            self.input_file.name, line, "(row)", f"{fields} fields", f"the header has {width} fields",
            "Compare the line with the file as published; a line break or separator inside a text tears a row.",
        )  # fmt: skip
