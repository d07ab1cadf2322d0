"""Loader for a graph that Citylinks exported: a folder, or a ZIP file, with nodes.csv, claims.csv and sources.csv.

The nodes, claims and sources come back as they were exported. A row that was changed and does not fit is rejected.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from graph.model.errors import DataError
from graph.model.records import Claim, Node, Rejection, Source
from graph.model.text import unescape_cell
from graph.model.vocabulary import vocabulary
from loaders.base import Loader, LoaderRun, Record
from loaders.curated.columns import CLOSED
from loaders.curated.exported_folder import (
    CLAIM_COLUMNS,
    NODE_COLUMNS,
    SAID_COLUMNS,
    SOURCE_COLUMNS,
    cell_value,
)
from loaders.files.archives import member_names, unpacked
from loaders.files.cells import bad_date, coordinates_of
from loaders.files.probe import InputFile, open_file
from loaders.files.rows import Row, did_you_mean, read_rows

FILES = ("nodes.csv", "claims.csv", "sources.csv")


def open_exported(path: Path) -> InputFile | None:
    """An exported folder or ZIP file as one input; None for any other path.

    Raises DataError for a folder that lacks one of the files. `head` and `encoding` are those of nodes.csv.
    """
    if path.is_dir():
        missing = [name for name in FILES if not (path / name).is_file()]
        if missing:
            raise DataError(
                "The folder is not a graph exported by Citylinks: it has no " + " and no ".join(missing),
                value=path.name, expected="a folder with " + ", ".join(FILES),
                fix="Name a folder that `citylinks export --out FOLDER` wrote, or the files one by one",
            )  # fmt: skip
        parts = [open_file(path / name) for name in FILES]
        digest = hashlib.sha256("".join(part.sha256 for part in parts).encode()).hexdigest()
        whole = path.resolve()
        size = sum(part.size for part in parts)
        return replace(parts[0], path=whole, name=whole.name, size=size, sha256=digest, member="nodes.csv")
    nodes = _members(path).get("nodes.csv")
    return replace(open_file(path, nodes), name=path.name) if nodes else None


def _members(path: Path) -> dict[str, str]:
    """The members of a ZIP file with an exported graph, by file name; {} for any other file."""
    try:
        members = {Path(member).name: member for member in member_names(path)}
    except OSError:
        return {}
    return members if members.keys() >= {*FILES} else {}


@contextmanager
def _folder(input_file: InputFile) -> Iterator[Path]:
    """The folder itself, or a temporary one with the unpacked files."""
    if input_file.path.is_dir():
        yield input_file.path
        return
    members = _members(input_file.path)
    if not members:
        raise DataError(
            "This is one file of an exported graph", value=input_file.name, expected=", ".join(FILES) + " together",
            fix="Load the folder that holds them, or the ZIP file",
        )  # fmt: skip
    with TemporaryDirectory() as temporary:
        for name in FILES:
            with unpacked(input_file.path, members[name]) as (stream, _), (Path(temporary) / name).open("wb") as copy:
                shutil.copyfileobj(stream, copy)
        yield Path(temporary)


def exported_graph(run: LoaderRun) -> Iterator[Record]:
    """The sources, nodes and claims of an exported graph, or why a row is rejected."""
    sources: set[str] = set()
    nodes: set[str] = set()
    with _folder(run.input_file) as folder:
        for row in _rows(run, folder / "sources.csv", SOURCE_COLUMNS):
            yield (source := _source(row, sources))
            if isinstance(source, Source):
                sources.add(source.id)
        for row in _rows(run, folder / "nodes.csv", NODE_COLUMNS):
            yield (node := _node(row, nodes))
            if isinstance(node, Node):
                nodes.add(node.id)
        for row in _rows(run, folder / "claims.csv", CLAIM_COLUMNS):
            yield _claim(row, nodes, sources)


def _rows(run: LoaderRun, path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """Well-formed rows, with cells as they were before the export escaped them."""
    for row in read_rows(path, columns):
        run.rows_read += 1
        if isinstance(row, Rejection):
            run.malformed_rows.append(row)
        else:
            yield Row(row.file, row.line, {name: unescape_cell(cell) for name, cell in row.cells.items()})


def _source(row: Row, known: set[str]) -> Source | Rejection:
    kinds = vocabulary().values["source_kind"]
    if bad := _bad_id(row, known):
        return bad
    if row["kind"] not in kinds:
        return row.reject("kind", "not a kind of source", did_you_mean(row["kind"], kinds))
    if not row["title"]:
        return row.reject("title", "empty", "Give the title of the source.")
    return bad_date(row, "as_of", "retrieved") or Source(**{column: row[column] for column in SOURCE_COLUMNS})


def _node(row: Row, known: set[str]) -> Node | Rejection:
    labels = vocabulary().labels
    if bad := _bad_id(row, known):
        return bad
    if row["label"] not in labels:
        return row.reject("label", "not a label", did_you_mean(row["label"], labels))
    if not row["name"]:
        return row.reject("name", "empty", "Give the name as people say it.")
    coordinates = coordinates_of(row)
    if isinstance(coordinates, Rejection):
        return coordinates
    values = _values(row, NODE_COLUMNS)
    return values if isinstance(values, Rejection) else Node(**values)


def _claim(row: Row, nodes: set[str], sources: set[str]) -> Claim | Rejection:
    words = vocabulary()
    if row["source"] not in sources:
        return row.reject("source", "no such source in sources.csv", did_you_mean(row["source"], sources))
    for column in ("subject_id", "object_id"):
        if row[column] not in nodes:
            return row.reject(column, "no such node in nodes.csv", "Add the node, or remove the claim.")
    if row["subject_id"] == row["object_id"]:
        return row.reject("object_id", "the same as the subject", "Name the other end.")
    closed = {column: words.values[column] for column in CLOSED}
    closed |= {column: tuple(words.labels) for column in ("subject_counterpart", "counterpart", "object_as")}
    for column, known in {"type": tuple(words.types), **closed}.items():
        if (row[column] or column == "type") and row[column] not in known:
            return row.reject(column, f"not a known {column}", did_you_mean(row[column], known))
    if bad := bad_date(row, "start", "end", "as_of", "checked"):
        return bad
    values = _values(row, SAID_COLUMNS)
    if isinstance(values, Rejection):
        return values
    if unknown := next((sector for sector in values["sectors"] if sector not in words.sectors), ""):
        return row.reject("sectors", f"{unknown!r} is not a sector", did_you_mean(unknown, words.sectors))
    return Claim(subject=row["subject_id"], type=row["type"], object=row["object_id"], **values)


def _bad_id(row: Row, known: set[str]) -> Rejection | None:
    if not row["id"] or row["id"] in known or any(sign.isspace() or sign == "|" for sign in row["id"]):
        return row.reject("id", "empty, used twice, or with a space", "Write the id as it was exported.")
    return None


def _values(row: Row, columns: Sequence[str]) -> dict[str, Any] | Rejection:
    values: dict[str, Any] = {}
    for column in columns:
        try:
            values[column] = cell_value(column, row[column])
        except (ValueError, TypeError, RecursionError):
            return row.reject(column, "not in the form of an export", "Write it as in the other rows.")
    return values


LOADERS = (
    Loader(
        "exported-graph", "Graph exported by Citylinks", "the publishers of its sources", "that of each source",
        columns=NODE_COLUMNS, shape="a folder or ZIP file with " + ", ".join(FILES), read=exported_graph,
        cites_itself=False,
    ),
)  # fmt: skip
