"""Records as a folder of Arrow and JSON files, so that loaded data opens again quickly.

No file in such a folder is executed. `records.json` has the SHA-256 of each file. A folder that does not match is
ignored, and the caller reads the original data again.
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

# Increase this number when the files change. A folder of another number is not opened.
FORMAT = 1
CONTENTS = "records.json"
TEXTS = pa.schema([("text", pa.string())])
ROWS = pa.schema([(name, pa.int32()) for name in ClaimRows._fields])
TABLES = {"nodes": NODE_SCHEMA, "properties": PROPERTY_SCHEMA, "ids": TEXTS, "texts": TEXTS, "claims": ROWS}
LISTS = ("counts", "sectors")


def write_records(folder: Path, records: Records) -> None:
    """Write nodes, claims and sources to this folder, replacing its content. Rejections are not written.

    The folder is complete or missing: it is written under another name and then renamed. Raises OSError.
    """
    nodes, claims = node_columns(records.nodes), claim_columns(records.claims)
    tables = {
        "nodes": nodes.nodes,
        "properties": nodes.properties,
        "ids": pa.table([claims.ids], schema=TEXTS),
        "texts": pa.table([claims.texts], schema=TEXTS),
        "claims": pa.table([pa.array(column) for column in claims.rows], schema=ROWS),
    }
    content = {
        "patterns": [{name: getattr(pattern, name) for name in SHARED_FIELDS} for pattern in claims.patterns],
        "sources": [asdict(source) for source in records.sources],
        "read": records.read,
    }
    # The process id is in the name, because two processes can write at the same time.
    partial = folder.with_name(f"{folder.name}.{os.getpid()}.new")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    for name, table in tables.items():
        with pa.OSFile(str(partial / f"{name}.arrow"), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
            writer.write_table(table.unify_dictionaries().combine_chunks())
    (partial / "said.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    digests = {path.name: _digest(path.read_bytes()) for path in sorted(partial.iterdir())}
    (partial / CONTENTS).write_text(json.dumps({"format": FORMAT, "sha256": digests}), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    partial.rename(folder)


def open_records(folder: Path) -> Records | None:
    """The records of a folder, nodes and claims as columns. None if it is missing, damaged or of another format.

    Each file is read once, so that the checked bytes are the bytes that are used.
    """
    try:
        contents = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
        if contents["format"] != FORMAT:
            return None
        files = {name: _file(folder / name, contents["sha256"][name]) for name in map("{}.arrow".format, TABLES)}
        content = json.loads(_file(folder / "said.json", contents["sha256"]["said.json"]))
        return _records({name: _table(files[f"{name}.arrow"], schema) for name, schema in TABLES.items()}, content)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, pa.ArrowException):
        return None


def _file(path: Path, digest: str) -> bytes:
    """The bytes of a file. Raises ValueError if its digest is another one."""
    found = path.read_bytes()
    if _digest(found) != digest:
        raise ValueError(f"{path.name} is damaged")
    return found


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _table(content: bytes, schema: pa.Schema) -> pa.Table:
    """The table in these bytes, without a copy. Raises ValueError for another schema or invalid content."""
    table = pa.ipc.open_file(pa.BufferReader(content)).read_all()
    if not table.schema.equals(schema):
        raise ValueError("the columns are not those that were written")
    table.validate(full=True)
    return table


def _records(tables: dict[str, pa.Table], content: dict[str, Any]) -> Records:
    ids, texts = (_whole(tables[name]["text"], pa.string()) for name in ("ids", "texts"))
    patterns = tuple(_pattern(given) for given in content["patterns"])
    rows = ClaimRows(*(cast(Int32Array, _whole(column, pa.int32()).to_numpy()) for column in tables["claims"].columns))
    for column, most in zip(rows, (len(ids), len(ids), len(patterns), *[len(texts)] * 3), strict=True):
        if len(column) and not 0 <= int(column.min()) <= int(column.max()) < most:
            raise ValueError("a claim points to nothing")
    return Records(
        nodes=NodeColumns(tables["nodes"], tables["properties"]),
        claims=ClaimColumns(ids, texts, patterns, rows),
        sources=tuple(Source(**given) for given in content["sources"]),
        read=content["read"],
    )


def _pattern(given: dict[str, Any]) -> Claim:
    return Claim(subject="", object="", **(given | {name: tuple(given[name]) for name in LISTS}))


def _whole(column: pa.ChunkedArray, kind: pa.DataType) -> Any:
    chunks: Sequence[pa.Array] = column.chunks
    return chunks[0] if len(chunks) == 1 else pa.concat_arrays(chunks) if chunks else pa.array([], kind)
