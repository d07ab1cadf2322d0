"""Reader of queries/*.cypher. Each file has one query, and a header with its purpose, parameters and results."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.model.errors import DataError

FOLDER = Path(__file__).resolve().parents[3] / "queries"
HEADER = ("name", "question", "params", "returns", "order")


@dataclass(frozen=True, slots=True)
class Query:
    """A query: its text without the header, the header, and the parameters that the text uses."""

    name: str
    text: str
    header: dict[str, str]
    parameters: frozenset[str]


def read_query(path: Path) -> Query:
    """Read one query file. Raises DataError if a header line is missing or the name is not the file's name."""
    comments: list[str] = []
    code: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        (comments if line.startswith("//") else code).append(line)
    header: dict[str, str] = {}
    for line in comments:
        key, colon, value = line[2:].strip().partition(":")
        if colon and key in HEADER:
            header[key] = value.strip()
        elif header:
            header[list(header)[-1]] += " " + line[2:].strip()
    missing = [key for key in HEADER if not header.get(key)]
    if missing or header["name"] != path.stem:
        raise DataError(
            "A query's header is incomplete",
            value=path.name,
            expected=", ".join(HEADER) + ", with the file's name as name",
            fix="Add the missing lines: " + ", ".join(missing or ["name"]),
        )
    text = "\n".join(code).strip()
    return Query(path.stem, text, header, frozenset(re.findall(r"\$(\w+)\b(?!\()", text)))


@cache
def query(name: str) -> Query:
    """The query of this name, for example "nodes" or "write/commit"."""
    return read_query(FOLDER / f"{name}.cypher")
