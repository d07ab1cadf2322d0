"""Streams the items of a JSON file in constant memory, and looks at its first 64 KB.

Reads an array, an array inside an object, JSON lines, and a single object.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from typing import IO, Any

import ijson

from graph.model.errors import DataError
from graph.model.text import UNPRINTABLE
from loaders.files.probe import InputFile
from loaders.files.tables import clean_cell

CHUNK = 1 << 16
# Published records have fewer than ten levels. A file without this limit could use up all memory.
DEEPEST = 64
OPENING, CLOSING = (91, 123), (93, 125)
NOT_STRUCTURE = bytes(byte for byte in range(256) if chr(byte) not in '[]{}"')


class TruncatedFile(DataError):
    """A JSON file that can't be read from some point on. `complete_items` counts the records before that point."""

    complete_items = 0


def items(input_file: InputFile, prefix: str = "item") -> Iterator[dict[str, Any]]:
    """The items at `prefix` in file order: "item" for the top array, "results.bindings.item" for one further in.

    With "item", JSON lines yield each object, and a file of one object yields that object. An item that is no object
    becomes {}, so that it is counted and can be rejected. Raises TruncatedFile where the file is cut off or isn't
    JSON, after yielding the items before that point.
    """
    by_lines = prefix == "item" and input_file.head.lstrip()[:1] == "{"
    complete_items = 0
    with input_file.text() as text:
        found = ijson.items(
            _Pieces(input_file, text),
            "" if by_lines else prefix,
            multiple_values=by_lines,
            use_float=True,
            buf_size=CHUNK,
        )
        try:
            for item in found:
                complete_items += 1
                yield item if isinstance(item, dict) else {}
        except ijson.JSONError as error:
            raise _broken(input_file, complete_items, str(error)) from error


def top_values(input_file: InputFile) -> Iterator[Any]:
    """The values of the top object in file order, of any type. Raises TruncatedFile as `items` does."""
    complete_items = 0
    with input_file.text() as text:
        try:
            for _, value in ijson.kvitems(_Pieces(input_file, text), "", use_float=True, buf_size=CHUNK):
                complete_items += 1
                yield value
        except ijson.JSONError as error:
            raise _broken(input_file, complete_items, str(error)) from error


def column_rows(input_file: InputFile, wanted: Collection[str]) -> Iterator[dict[str, Any]]:
    """Rows of a JSON file written by columns ({"City": {"0": "Hamar", ...}, ...}), with the wanted columns it has.

    Rows come in the order of the first such column. The wanted columns are read into memory. Raises TruncatedFile
    before the first row where the file is cut off or isn't JSON.
    """
    columns: dict[str, dict[str, Any]] = {}
    with input_file.text() as text:
        try:
            for name, column in ijson.kvitems(_Pieces(input_file, text), "", use_float=True, buf_size=CHUNK):
                if clean_cell(name) in wanted and isinstance(column, dict):
                    columns[clean_cell(name)] = column
        except ijson.JSONError as error:
            raise _broken(input_file, 0, str(error)) from error
    for key in dict.fromkeys(key for column in columns.values() for key in column):
        yield {name: column.get(key) for name, column in columns.items()}


def first_item(input_file: InputFile) -> dict[str, Any]:
    """The first object of the file as far as its first 64 KB show: the first of the array, or the top object.

    {} for a file that isn't JSON, and for an array that doesn't begin with an object.
    """
    start = input_file.head.lstrip()
    builder, depth = ijson.ObjectBuilder(), 0
    top = 2 if start[:1] == "[" else 1
    try:
        for event, value in ijson.basic_parse(io.BytesIO(start.encode("utf-8", "replace")), use_float=True):
            depth += (event in ("start_map", "start_array")) - (event in ("end_map", "end_array"))
            if depth > DEEPEST:
                return {}
            builder.event(event, value)
            if depth == top - 1 and event not in ("start_array", "map_key"):
                break
    except ijson.JSONError:
        pass  # The head ends after 64 KB. The part built so far is the result.
    built = getattr(builder, "value", None)
    first = built[0] if isinstance(built, list) and built else built
    return first if isinstance(first, dict) else {}


def top_keys(input_file: InputFile) -> tuple[str, ...]:
    """The keys of the first object, in file order: those of the array's first item, or of the top object."""
    return tuple(first_item(input_file))


def is_json(input_file: InputFile) -> bool:
    """Whether the file is JSON, by how it begins."""
    return input_file.head.lstrip()[:1] in ("[", "{")


def is_json_array(input_file: InputFile) -> bool:
    """Whether the file is one array, by how it begins."""
    return input_file.head.lstrip()[:1] == "["


def text_of(value: object) -> str:
    """A value of an item as text that may be stored, cleaned like a cell; "" for null, a list or an object."""
    if isinstance(value, str):
        return clean_cell(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, int | float) else ""


def objects(value: object) -> list[dict[str, Any]]:
    """The objects in a list, without its other values; [] for a value that is no list."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


class _Pieces:
    """A file's text as UTF-8 without a byte order mark, in chunks. Refuses a file that nests too deeply.

    The parser names each level by all levels above it, so 100,000 opening brackets would take gigabytes.
    """

    def __init__(self, input_file: InputFile, text: IO[str]) -> None:
        self._opened, self._text = input_file, text
        self._depth, self._quoted, self._held = 0, False, b""

    def read(self, size: int = -1) -> bytes:
        """The next chunk; b"" at the end."""
        piece = self._text.read(size).encode("utf-8", "replace")
        if self._deepest(piece) > DEEPEST:
            raise DataError(
                f"The file nests more than {DEEPEST} levels deep", value=self._opened.name, expected="JSON of records",
                fix="Check which file this is",
            )  # fmt: skip
        return piece

    def _deepest(self, piece: bytes) -> int:
        """The deepest level in this chunk. Brackets inside strings don't count."""
        piece = self._held + piece
        escapes = len(piece) - len(piece.rstrip(b"\\"))
        self._held, piece = (b"\\", piece[:-1]) if escapes % 2 else (b"", piece)
        if b"\\" in piece:
            piece = piece.replace(b"\\\\", b"").replace(b'\\"', b"")
        left = piece.translate(None, NOT_STRUCTURE)
        # Two adjacent quotes open and close a string, or close and open one. Removing both changes nothing else.
        parts = left.replace(b'""', b"").split(b'"')
        outside = b"".join(parts[self._quoted :: 2])
        self._quoted ^= len(parts) % 2 == 0
        inner = 0
        while inner <= DEEPEST and (smaller := outside.replace(b"{}", b"").replace(b"[]", b"")) != outside:
            outside, inner = smaller, inner + 1
        before = self._depth
        self._depth += sum(map(outside.count, OPENING)) - sum(map(outside.count, CLOSING))
        return max(before, self._depth) + inner


def _broken(input_file: InputFile, complete_items: int, message: str) -> TruncatedFile:
    is_cut_off = "premature EOF" in message
    what = "The file is cut off" if is_cut_off else "The file isn't valid JSON from some point on"
    error = TruncatedFile(
        f"{what}, after {complete_items:,} complete records" if complete_items else what,
        value=UNPRINTABLE.sub("", input_file.name),
        expected="JSON that is closed at its end",
        fix="Download it again, and compare its size with the one published",
    )
    error.complete_items = complete_items
    return error
