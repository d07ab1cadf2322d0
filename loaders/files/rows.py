"""Rows of a CSV file with their line numbers, and the hint that a rejection gives."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from graph.model.errors import DataError
from graph.model.records import Rejection
from graph.model.text import clean

REDACTED = "[personal value]"
# The lowest similarity, in per cent, at which a value is offered as what was meant.
SIMILAR = 60
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
PERSONAL_VALUE = re.compile(EMAIL.pattern + r"|(?:\+44|\b0)(?:[\s()-]*\d){9,10}\b")
# Columns whose long numbers are no telephone numbers.
NEVER_PERSONAL = frozenset(("url", "latitude", "longitude"))


# Not frozen, because one is created for each row of a register and a frozen one takes three times as long.
@dataclass(slots=True)
class Row:
    """One line of a file: its position and its cells by column name, cleaned, "" where empty."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell; "" if the file has no such column."""
        return self.cells.get(column, "")

    def reject(self, field: str, reason: str, fix: str) -> Rejection:
        """A rejection of this row for one field. A personal value is redacted."""
        value = PERSONAL_VALUE.sub(REDACTED, self[field])
        return Rejection(self.file, self.line, field, value, reason, fix)


def read_rows(path: Path, required: Sequence[str], optional: Sequence[str] = ()) -> Iterator[Row | Rejection]:
    """Rows of a UTF-8 CSV file in file order. A row of the wrong length or with personal data is a Rejection.

    Raises DataError before the first row if the file is missing, empty, not text, or lacks a required column.
    """
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    header = _header(path, reader, required, optional)
    while True:
        line = reader.line_num + 1
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _unreadable(path, f"broken quoting near line {line} ({error})") from error
        if any(value.strip() for value in values):
            yield _row(path.name, line, header, values)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise DataError(
            "A file of data is missing",
            value=path.name,
            expected="it in the data folder",
            fix="Restore it from the project, or name another folder",
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, f"{type(error).__name__}: {error}") from error


def _unreadable(path: Path, why: str) -> DataError:
    return DataError(
        f"The file cannot be read, {why}",
        value=path.name,
        expected="CSV in UTF-8",
        fix="Save it again as CSV UTF-8",
    )


def _header(path: Path, reader: Iterator[list[str]], required: Sequence[str], optional: Sequence[str]) -> list[str]:
    try:
        header = [clean(name) for name in next(reader, [])]
    except csv.Error as error:
        raise _unreadable(path, f"broken quoting in the header ({error})") from error
    unknown = [name for name in header if name not in {*required, *optional}]
    doubled = [name for name in header if header.count(name) > 1]
    if unknown or doubled or any(name not in header for name in required):
        raise DataError(
            f"The columns of {path.name} are not those of such a file",
            value=",".join(header),
            expected=f"{','.join(required)}" + (f" and, if wanted, {','.join(optional)}" if optional else ""),
            fix="Correct the header line; nothing in this file was loaded",
        )
    return header


def _row(file: str, line: int, header: list[str], values: list[str]) -> Row | Rejection:
    if len(values) != len(header):
        return Rejection(
            file,
            line,
            "(row)",
            f"{len(values)} fields",
            f"the header has {len(header)} fields",
            "Put text with commas in double quotes, or remove the extra comma.",
        )
    row = Row(file, line, {name: clean(value) for name, value in zip(header, values, strict=True)})
    for name, value in row.cells.items():
        if name not in NEVER_PERSONAL and PERSONAL_VALUE.search(value):
            return row.reject(name, "an e-mail address or telephone number is personal data", "Remove it.")
    return row


def did_you_mean(value: str, known: Iterable[str], count: int = 3) -> str:
    """A hint with the most similar allowed values; the first 12 allowed values if none is similar."""
    choices = list(known)
    close = process.extract(value, choices, scorer=fuzz.ratio, limit=count, score_cutoff=SIMILAR)
    if close:
        return "Did you mean " + " or ".join(choice for choice, _, _ in close) + "?"
    return "Use one of: " + ", ".join(choices[:12]) + ("…" if len(choices) > 12 else "") + "."
