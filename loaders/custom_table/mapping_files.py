"""Column mappings as TOML files, to be kept, edited and read again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.model.toml_files import parse_toml, toml_text


def to_toml(mapping: Mapping[str, Any]) -> str:
    """The mapping as TOML: texts and numbers first, then one table for each mapping in it. Empty values are left out.

    `from_toml` gives the same mapping back, without the empty values.
    """
    values = {name: value for name, value in mapping.items() if not isinstance(value, Mapping) and value != ""}
    tables = {
        name: {key: value for key, value in table.items() if value != ""}
        for name, table in mapping.items()
        if isinstance(table, Mapping)
    }
    return toml_text(values | {name: table for name, table in tables.items() if table})


def from_toml(text: str, name: str = "") -> dict[str, Any]:
    """The mapping in a TOML text; `name` is the file in errors. Raises DataError for a text that is not TOML."""
    return parse_toml(text, name or "The column mapping")
