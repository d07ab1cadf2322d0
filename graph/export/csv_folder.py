"""Records as a folder of CSV files, which `loaders.curated` reads back to the same records.

The files are nodes.csv, claims.csv, sources.csv and ATTRIBUTION.txt. Cells that look like a formula are escaped.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path

from graph.answers.records.source_usage import attribution
from graph.model.errors import DataError
from graph.model.records import Claim, Node, Records, Source
from graph.model.text import escape_cell

NODE_COLUMNS = tuple(f.name for f in fields(Node))
SOURCE_COLUMNS = tuple(f.name for f in fields(Source))
CLAIM_FIELDS = tuple(f.name for f in fields(Claim) if f.name not in ("subject", "object", "id", "type"))
CLAIM_COLUMNS = ("id", "subject_id", "subject", "type", "object_id", "object", *CLAIM_FIELDS)


def write_csv(records: Records, folder: Path) -> tuple[Path, ...]:
    """Write the files, in id order, over existing ones. Raise DataError where the folder can't be written."""
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in csv_tables(records).items():
            written.append(folder / name)
            written[-1].write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise DataError(
            "The export can't be written", value=str(folder), expected="a folder that can be written to",
            fix="Name another folder with --out",
        ) from error  # fmt: skip
    return tuple(written)


def csv_tables(records: Records) -> dict[str, str]:
    """Return the text of each file by its name. Rows keep the order of the records.

    Both ends of each claim must be among the nodes. The notices are those of the sources that the claims use.
    """
    names = {node.id: node.name for node in records.nodes}
    used = {claim.source for claim in records.claims}
    nodes = (asdict(node) | {"properties": _json(node.properties)} for node in records.nodes)
    return {
        "nodes.csv": _table(NODE_COLUMNS, nodes),
        "claims.csv": _table(CLAIM_COLUMNS, (_claim_row(claim, names) for claim in records.claims)),
        "sources.csv": _table(SOURCE_COLUMNS, map(asdict, records.sources)),
        "ATTRIBUTION.txt": attribution([s for s in records.sources if s.id in used]),
    }


def _claim_row(claim: Claim, names: Mapping[str, str]) -> dict[str, object]:
    row: dict[str, object] = {name: getattr(claim, name) for name in CLAIM_FIELDS}
    ends = {"subject_id": claim.subject, "object_id": claim.object}
    named = {"subject": names[claim.subject], "object": names[claim.object]}
    return row | ends | named | {"id": claim.id, "type": claim.type}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if value else ""


def _table(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])
    return out.getvalue()


def _cell(value: object) -> str:
    """Return a cell: a list as JSON, an absent value as ""."""
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        return _json(list(value))
    return escape_cell(str(value)) if isinstance(value, str) else str(value)
