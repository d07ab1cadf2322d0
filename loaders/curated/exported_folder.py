"""Columns and cells of an exported graph (`graph/export/csv_folder.py`), and the folder read back to records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from graph.model.errors import DataError
from graph.model.records import Claim, Node, Records, Rejection, Source
from graph.model.text import unescape_cell
from loaders.files.rows import Row, read_rows

NODE_COLUMNS = tuple(f.name for f in fields(Node))
SOURCE_COLUMNS = tuple(f.name for f in fields(Source))
SAID_COLUMNS = tuple(f.name for f in fields(Claim) if f.name not in ("subject", "object", "id", "type"))
CLAIM_COLUMNS = ("id", "subject_id", "subject", "type", "object_id", "object", *SAID_COLUMNS)
TEXT_LISTS = ("counts", "sectors", "aliases")
NUMBERS = ("latitude", "longitude")


def read_exported(folder: Path) -> Records:
    """All records of an exported folder. Raises DataError for a file or row that is not as exported."""
    nodes = [Node(**_values(row, NODE_COLUMNS)) for row in _rows(folder / "nodes.csv", NODE_COLUMNS)]
    sources = [Source(**_values(row, SOURCE_COLUMNS)) for row in _rows(folder / "sources.csv", SOURCE_COLUMNS)]
    claims = [
        Claim(subject=row["subject_id"], type=row["type"], object=row["object_id"], **_values(row, SAID_COLUMNS))
        for row in _rows(folder / "claims.csv", CLAIM_COLUMNS)
    ]
    return Records(tuple(nodes), tuple(claims), tuple(sources), read=len(nodes) + len(claims) + len(sources))


def cell_value(column: str, cell: str) -> Any:
    """The value that an unescaped cell was exported from. Raises ValueError for a cell of another form."""
    if column in TEXT_LISTS:
        texts = json.loads(cell or "[]")
        if not (isinstance(texts, list) and all(isinstance(text, str) for text in texts)):
            raise ValueError("not a list of texts")
        return tuple(texts)
    if column == "properties":
        return tuple(_property(*pair) for pair in json.loads(cell or "[]"))
    if column in NUMBERS:
        return float(cell) if cell else None
    if column == "at_least":
        return int(cell) if cell else None
    return cell


def _property(name: Any, value: Any) -> tuple[str, str | float | int | bool]:
    if not isinstance(name, str) or not isinstance(value, str | float | int | bool):
        raise ValueError("not a name and a value")
    return name, value


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    for row in read_rows(path, columns):
        if isinstance(row, Rejection):
            raise DataError(f"{row}")
        yield row


def _values(row: Row, columns: tuple[str, ...]) -> dict[str, Any]:
    return {column: cell_value(column, unescape_cell(row[column])) for column in columns}
