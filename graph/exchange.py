"""The whole graph as CSV that loads elsewhere, and that loaders/exported.py reads back to the same graph.

nodes.csv, claims.csv, sources.csv and ATTRIBUTION.txt. Cells that a spreadsheet would take for a formula are escaped.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path

from graph.citing import attribution
from graph.errors import DataError
from graph.model import Claim, Node, Records, Source
from graph.text import safe_cell

NODE_COLUMNS = tuple(f.name for f in fields(Node))
SOURCE_COLUMNS = tuple(f.name for f in fields(Source))
SAID_COLUMNS = tuple(f.name for f in fields(Claim) if f.name not in ("subject", "object", "id", "type"))
CLAIM_COLUMNS = ("id", "subject_id", "subject", "type", "object_id", "object", *SAID_COLUMNS)


def write_csv(records: Records, folder: Path) -> tuple[Path, ...]:
    """Write the files, in id order, over existing ones of that name. Raises DataError if it can't be written."""
    names = {node.id: node.name for node in records.nodes}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        nodes = (asdict(node) | {"properties": _json(node.properties)} for node in records.nodes)
        written = (
            _write(folder / "nodes.csv", NODE_COLUMNS, nodes),
            _write(folder / "claims.csv", CLAIM_COLUMNS, (_claim_row(claim, names) for claim in records.claims)),
            _write(folder / "sources.csv", SOURCE_COLUMNS, map(asdict, records.sources)),
            folder / "ATTRIBUTION.txt",
        )  # fmt: skip
        used = {claim.source for claim in records.claims}
        written[3].write_text(attribution([s for s in records.sources if s.id in used]), encoding="utf-8")
    except OSError as error:
        raise DataError(
            "The export can't be written", value=str(folder), expected="a folder that can be written to",
            fix="Name another folder with --out",
        ) from error  # fmt: skip
    return written


def _claim_row(claim: Claim, names: Mapping[str, str]) -> dict[str, object]:
    row: dict[str, object] = {name: getattr(claim, name) for name in SAID_COLUMNS}
    ends = {"subject_id": claim.subject, "object_id": claim.object}
    named = {"subject": names[claim.subject], "object": names[claim.object]}
    return row | ends | named | {"id": claim.id, "type": claim.type}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if value else ""


def _write(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([_cell(row[column]) for column in columns])
    return path


def _cell(value: object) -> str:
    """Lists as JSON text, absent values as nothing."""
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        return _json(list(value))
    return safe_cell(str(value)) if isinstance(value, str) else str(value)
