"""Column mappings as TOML files: written for a person to keep and change, and read again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from graph.model.text import UNPRINTABLE
from graph.model.toml_files import parse_toml

BARE = re.compile(r"[A-Za-z0-9_-]+")


def to_toml(mapping: Mapping[str, Any]) -> str:
    """The mapping as TOML, texts and numbers first, then one table for each mapping in it; what is empty is left out.

    `from_toml` gives the same mapping back, without what is empty.
    """
    plain = [_line(name, value) for name, value in mapping.items() if not isinstance(value, Mapping) and value != ""]
    parts = ["\n".join(plain)] if plain else []
    for name, table in mapping.items():
        if isinstance(table, Mapping) and (lines := [_line(key, value) for key, value in table.items() if value != ""]):
            parts.append("\n".join((f"[{_key(name)}]", *lines)))
    return "\n\n".join(parts) + "\n"


def from_toml(text: str, name: str = "") -> dict[str, Any]:
    """The mapping that a file holds. Raises DataError for what is no TOML; `name` is what the file is called."""
    return parse_toml(text, name or "The column mapping")


def _line(name: str, value: Any) -> str:
    written = value if isinstance(value, int) and not isinstance(value, bool) else _text(str(value))
    return f"{_key(name)} = {written}"


def _key(name: str) -> str:
    return name if BARE.fullmatch(name) else _text(name)


def _text(text: str) -> str:
    """A basic string. JSON escapes as TOML does, but for DEL, and for lone surrogates, which TOML can't hold."""
    cleaned = UNPRINTABLE.sub(lambda found: found[0] if found[0] < "\ud800" else "\ufffd", text)
    return json.dumps(cleaned, ensure_ascii=False).replace("\x7f", "\\u007f")
