"""Records kept as a folder of files, so that what was loaded once opens again at once: Arrow columns and plain JSON.

Nothing in such a folder is ever run. Each file's SHA-256 stands in the folder's `records.json`, and a folder in which
anything does not fit is as good as none: whoever opens it makes the records anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

import pyarrow as pa  # type: ignore[import-untyped]

from graph.columns.claims import ClaimColumns, ClaimRows, claim_columns
from graph.columns.interning import Int32Array
from graph.columns.nodes import NODE_SCHEMA, PROPERTY_SCHEMA, NodeColumns, node_columns
from graph.columns.patterns import SHARED_FIELDS
from graph.model.records import Claim, Records, Source

# Another number for another way of keeping; a folder of an other one is not opened.
FORMAT = 1
CONTENTS = "records.json"
TEXTS = pa.schema([("text", pa.string())])
ROWS = pa.schema([(name, pa.int32()) for name in ClaimRows._fields])
TABLES = {"nodes": NODE_SCHEMA, "properties": PROPERTY_SCHEMA, "ids": TEXTS, "texts": TEXTS, "claims": ROWS}
LISTS = ("counts", "sectors")


def write_records(folder: Path, records: Records) -> None:
    """Keep nodes, claims and sources in this folder, in place of what it holds; what was rejected is not kept.

    A folder is whole or not there at all: it is written beside and then moved. Raises OSError.
    """
    nodes, claims = node_columns(records.nodes), claim_columns(records.claims)
    tables = {
        "nodes": nodes.nodes,
        "properties": nodes.properties,
        "ids": pa.table([claims.ids], schema=TEXTS),
        "texts": pa.table([claims.texts], schema=TEXTS),
        "claims": pa.table([pa.array(column) for column in claims.rows], schema=ROWS),
    }
    said = {
        "patterns": [{name: getattr(pattern, name) for name in SHARED_FIELDS} for pattern in claims.patterns],
        "sources": [asdict(source) for source in records.sources],
        "read": records.read,
    }
    # By process, for two may write the same at the same time.
    beside = folder.with_name(f"{folder.name}.{os.getpid()}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for name, table in tables.items():
        with pa.OSFile(str(beside / f"{name}.arrow"), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
            writer.write_table(table.unify_dictionaries().combine_chunks())
    (beside / "said.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    digests = {path.name: _digest(path.read_bytes()) for path in sorted(beside.iterdir())}
    (beside / CONTENTS).write_text(json.dumps({"format": FORMAT, "sha256": digests}), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)


def open_records(folder: Path) -> Records | None:
    """The records of a folder, nodes and claims as columns; None when it is not there, damaged or of another format.

    The files are read whole, and what is checked is what is used: a file changed afterwards changes nothing.
    """
    try:
        contents = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
        if contents["format"] != FORMAT:
            return None
        files = {name: _file(folder / name, contents["sha256"][name]) for name in map("{}.arrow".format, TABLES)}
        said = json.loads(_file(folder / "said.json", contents["sha256"]["said.json"]))
        return _records({name: _table(files[f"{name}.arrow"], schema) for name, schema in TABLES.items()}, said)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, pa.ArrowException):
        return None


def _file(path: Path, digest: str) -> bytes:
    """The bytes of a file. Raises ValueError when they are not those that were written."""
    found = path.read_bytes()
    if _digest(found) != digest:
        raise ValueError(f"{path.name} is damaged")
    return found


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _table(content: bytes, schema: pa.Schema) -> pa.Table:
    """The table in these bytes, without a copy. Raises ValueError for another schema or anything that is not valid."""
    table = pa.ipc.open_file(pa.BufferReader(content)).read_all()
    if not table.schema.equals(schema):
        raise ValueError("the columns are not those that were written")
    table.validate(full=True)
    return table


def _records(tables: dict[str, pa.Table], said: dict[str, Any]) -> Records:
    ids, texts = (_whole(tables[name]["text"], pa.string()) for name in ("ids", "texts"))
    patterns = tuple(_pattern(given) for given in said["patterns"])
    rows = ClaimRows(*(cast(Int32Array, _whole(column, pa.int32()).to_numpy()) for column in tables["claims"].columns))
    for column, most in zip(rows, (len(ids), len(ids), len(patterns), *[len(texts)] * 3), strict=True):
        if len(column) and not 0 <= int(column.min()) <= int(column.max()) < most:
            raise ValueError("a claim points to nothing")
    return Records(
        nodes=NodeColumns(tables["nodes"], tables["properties"]),
        claims=ClaimColumns(ids, texts, patterns, rows),
        sources=tuple(Source(**given) for given in said["sources"]),
        read=said["read"],
    )


def _pattern(given: dict[str, Any]) -> Claim:
    return Claim(subject="", object="", **(given | {name: tuple(given[name]) for name in LISTS}))


def _whole(column: pa.ChunkedArray, kind: pa.DataType) -> Any:
    chunks: Sequence[pa.Array] = column.chunks
    return chunks[0] if len(chunks) == 1 else pa.concat_arrays(chunks) if chunks else pa.array([], kind)
