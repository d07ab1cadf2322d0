"""TOML as people edit it: one reader and one writer for all files. Errors name the file and the line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomli_w

from graph.model.errors import DataError
from graph.model.text import REPLACEMENT

UNPAIRED_SURROGATE = re.compile("[\ud800-\udfff]")


def toml_text(tables: Mapping[str, Any], *, multiline: bool = False) -> str:
    """The tables as TOML; unpaired surrogates, which TOML can't hold, become U+FFFD.

    With `multiline`, a text with line ends is written over several lines, and its CRLF become LF.
    """
    return tomli_w.dumps(_without_surrogates(tables), multiline_strings=multiline)


def _without_surrogates(value: Any) -> Any:
    """The same value with every text in a form that TOML can hold."""
    if isinstance(value, str):
        return UNPAIRED_SURROGATE.sub(REPLACEMENT, value)
    if isinstance(value, Mapping):
        return {_without_surrogates(name): _without_surrogates(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_without_surrogates(inner) for inner in value]
    return value


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a file. Raises DataError for a file that is missing, not UTF-8 or not TOML."""
    return parse_toml(text_of(path), path.name)


def text_of(path: Path) -> str:
    """The text of a file without its byte order mark. Raises DataError for one that is missing or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(
            f"{path.name} can't be read ({error.strerror})",
            value=str(path),
            expected="a file that you may read",
            fix="Check the path and its permissions",
        ) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DataError(
            f"{path.name}, line {line}: this is not UTF-8 text",
            value=repr(error.object[error.start : error.end]),
            expected="a text file in UTF-8",
            fix="Save the file as UTF-8",
        ) from error


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """The tables of a text; `name` is the file in error messages. Raises DataError for a text that is not TOML."""
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _not_toml(text, name, error) from error


def _not_toml(text: str, name: str, error: Exception) -> DataError:
    """The error for a text that is not TOML: its line, the reason and the text of the line."""
    reason, _, position = str(error).partition(" (at ")
    number = re.match(r"line (\d+)", position)
    lines = text.splitlines()
    line = int(number[1]) if number else len(lines)
    if isinstance(error, RecursionError):
        reason = "nested too deep"
    return DataError(
        f"{name}, line {line}: this is not TOML ({reason.rstrip('.')})",
        value=lines[line - 1].strip()[:80] if 0 < line <= len(lines) else "",
        expected='lines such as: title = "A text in quotes"',
        fix="Correct this line, or one just before it",
    )
