"""Files of the charity register for tests, and their records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from datasets.run_loader import LoaderOutput, run_loader
from graph.model.data_folder import SHIPPED_DATA
from graph.model.records import Claim, Node
from loaders.base import LoaderRun, Scope
from loaders.files.probe import open_file
from loaders.places.gazetteer import Gazetteer
from loaders.registry import recognise

NEWCASTLE, LEEDS = "geonames:2641673", "geonames:2644688"


@cache
def places() -> Gazetteer:
    return Gazetteer.read(SHIPPED_DATA)


def loaded(path: Path, scope: Scope | None = None) -> LoaderOutput:
    input_file = open_file(path)
    loader = recognise(input_file)
    source = loader.source(input_file, "register", "2026-11-25")
    made = run_loader(LoaderRun(input_file, source, places(), scope or Scope()), loader)
    assert made.accepted + made.rejected + made.left_out.total() == made.read
    return made


def table(folder: Path, fields: Mapping[str, str], rows: Iterable[Mapping[str, str]], delimiter: str = "\t") -> Path:
    path = folder / f"publicextract{len(list(folder.iterdir()))}.txt"
    quote = "" if delimiter == "\t" else '"'
    lines = [list(fields), *([{**fields, **row}[field] for field in fields] for row in rows)]
    text = "\r\n".join(delimiter.join(f"{quote}{cell}{quote}" for cell in line) for line in lines)
    path.write_text(f"{text}\r\n", encoding="utf-8-sig", newline="")
    return path


def as_json(folder: Path, fields: Mapping[str, object], rows: Iterable[Mapping[str, object]]) -> Path:
    path = folder / f"publicextract{len(list(folder.iterdir()))}.json"
    path.write_text(json.dumps([{**fields, **row} for row in rows]), encoding="utf-8-sig")
    return path


def charity(made: LoaderOutput, number: str = "1000001") -> Node:
    return made.nodes[f"GB-CHC-{number}"]


def of(made: LoaderOutput, kind: str) -> list[Claim]:
    return [claim for claim in made.claims if claim.type == kind and claim.subject.startswith("GB-CHC")]
