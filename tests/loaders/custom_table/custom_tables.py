"""Custom tables for tests, with their mapping and their records."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from datasets.run_loader import LoaderOutput, run_loader
from graph.model.data_folder import SHIPPED_DATA
from loaders.base import LoaderRun, Scope
from loaders.custom_table.table import KIND
from loaders.files.probe import open_file
from loaders.places.gazetteer import Gazetteer
from loaders.registry import recognise

HEADER = ["School", "URN", "Town", "Partner", "Land", "Since", "State", "Part", "Ref", "Remarks", "Email"]

MAPPING = """
title = "Friendship links"
publisher = "Schools office"
as_of = "2026-09"
type = "PARTNERED_WITH"

[subject]
label = "School"
name = "School"
id = "URN"
prefix = "GB-EDU-"
place = "Town"
country = "United Kingdom"

[object]
label = "City"
name = "Partner"
country = "Land"

[claim]
start = "Since"
status = "State"
role = "Part"
locator = "Ref"
note = "Remarks"
"""

ASH = {"School": "Ash Primary", "URN": "900001", "Town": "Leeds", "Partner": "Lille", "Land": "France"}


@cache
def places() -> Gazetteer:
    return Gazetteer.read(SHIPPED_DATA)


def table(folder: Path, *rows: Mapping[str, str], mark: str = ",", name: str = "own.csv") -> Path:
    path = folder / name
    lines = [mark.join(HEADER), *(mark.join(row.get(column, "") for column in HEADER) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def read(path: Path, mapping: Mapping[str, Any] | str = MAPPING, scope: Scope | None = None) -> LoaderOutput:
    input_file = open_file(path)
    loader = recognise(input_file, KIND)
    told = tomllib.loads(mapping) if isinstance(mapping, str) else mapping
    source = loader.source(input_file, "own-table-friendship-links", "2026-11-25")
    made = run_loader(LoaderRun(input_file, source, places(), scope or Scope(), told), loader)
    assert made.read == made.accepted + made.rejected + made.left_out.total()
    return made


def changed(**parts: Any) -> dict[str, Any]:
    """The mapping with changed parts. None removes a part; `table__part` is a part of a table."""
    made = tomllib.loads(MAPPING)
    for name, value in parts.items():
        table, _, part = name.rpartition("__")
        within = made[table] if table else made
        within[part] = value
        if value is None:
            del within[part]
    return made
