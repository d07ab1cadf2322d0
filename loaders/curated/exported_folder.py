"""Reads an exported folder (graph/export/csv_folder.py) into the same nodes, claims and sources."""

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
LISTS = ("counts", "sectors", "aliases", "properties")
NUMBERS = ("latitude", "longitude")


def read_exported(folder: Path) -> Records:
    """All records of an exported folder. Raises DataError for a file or row that is not as exported."""
    nodes = [Node(**_values(row, NODE_COLUMNS)) for row in _rows(folder / "nodes.csv", NODE_COLUMNS)]
    sources = [Source(**_values(row, SOURCE_COLUMNS)) for row in _rows(folder / "sources.csv", SOURCE_COLUMNS)]
    claims = []
    for row in _rows(folder / "claims.csv", CLAIM_COLUMNS):
        said = _values(row, SAID_COLUMNS)
        claims.append(Claim(subject=row["subject_id"], type=row["type"], object=row["object_id"], **said))
    return Records(tuple(nodes), tuple(claims), tuple(sources), read=len(nodes) + len(claims) + len(sources))


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    for row in read_rows(path, columns):
        if isinstance(row, Rejection):
            raise DataError(f"{row}")
        yield row


def _values(row: Row, columns: tuple[str, ...]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column in columns:
        cell = unescape_cell(row[column])
        if column in LISTS:
            values[column] = tuple(tuple(v) if isinstance(v, list) else v for v in json.loads(cell or "[]"))
        elif column in NUMBERS:
            values[column] = float(cell) if cell else None
        elif column == "at_least":
            values[column] = int(cell) if cell else None
        else:
            values[column] = cell
    return values
