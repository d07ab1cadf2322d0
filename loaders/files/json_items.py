"""Items of a JSON file, one after the other, in constant memory; and what can be told from its first 64 KB.

Reads one array, an array inside an object, one object after the other (JSON lines), and a single object.
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
# Published records nest less than ten levels deep. What nests without end would take memory without end.
DEEPEST = 64
OPENING, CLOSING = (91, 123), (93, 125)
NOT_STRUCTURE = bytes(byte for byte in range(256) if chr(byte) not in '[]{}"')


class TruncatedFile(DataError):
    """A JSON file can't be read from some place on; `given` is how many complete records came before it."""

    complete_items = 0


def items(input_file: InputFile, prefix: str = "item") -> Iterator[dict[str, Any]]:
    """The items at `prefix`, in file order: "item" is each of the top array, "results.bindings.item" one further in.

    With "item", a file of objects one after the other gives each of them, and a file of one object gives that one. An
    item that is no object is given as an empty one, so that it is counted and can be rejected. Raises BreaksOff where
    the file breaks off or is no JSON; the items before that have been given.
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
    """The values of the top object, one after the other, whatever they are. Raises DataError as `items` does."""
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

    Rows stand in the order of the first such column. Only the wanted columns are held, all of them at once. Raises
    DataError where the file breaks off or is no JSON; no row has been given then.
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
    """The first object of the file, as far as the first 64 KB go: the first of the array, or the top one.

    {} for what is no JSON, and for an array that doesn't begin with an object.
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
        pass  # The head breaks off where 64 KB are over; what was built until there is what is asked for.
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
    """The objects of a list, what is none left out; [] for what is no list."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


class _Pieces:
    """A file's text as UTF-8 without a byte order mark, piece by piece; refuses what nests too deeply.

    The parser names each level by all levels above it, so 100,000 brackets in a row would take gigabytes.
    """

    def __init__(self, input_file: InputFile, text: IO[str]) -> None:
        self._opened, self._text = input_file, text
        self._depth, self._quoted, self._held = 0, False, b""

    def read(self, size: int = -1) -> bytes:
        """The next piece; b"" at the end."""
        piece = self._text.read(size).encode("utf-8", "replace")
        if self._deepest(piece) > DEEPEST:
            raise DataError(
                f"The file nests more than {DEEPEST} levels deep", value=self._opened.name, expected="JSON of records",
                fix="Check which file this is",
            )  # fmt: skip
        return piece

    def _deepest(self, piece: bytes) -> int:
        """How deep the piece nests at most; brackets in texts don't count."""
        piece = self._held + piece
        escapes = len(piece) - len(piece.rstrip(b"\\"))
        self._held, piece = (b"\\", piece[:-1]) if escapes % 2 else (b"", piece)
        if b"\\" in piece:
            piece = piece.replace(b"\\\\", b"").replace(b'\\"', b"")
        left = piece.translate(None, NOT_STRUCTURE)
        # Two quotes side by side open and close, or close and open: taking both away changes nothing for the rest.
        parts = left.replace(b'""', b"").split(b'"')
        outside = b"".join(parts[self._quoted :: 2])
        self._quoted ^= len(parts) % 2 == 0
        inner = 0
        while inner <= DEEPEST and (smaller := outside.replace(b"{}", b"").replace(b"[]", b"")) != outside:
            outside, inner = smaller, inner + 1
        before = self._depth
        self._depth += sum(map(outside.count, OPENING)) - sum(map(outside.count, CLOSING))
        return max(before, self._depth) + inner


def _broken(input_file: InputFile, complete_items: int, said: str) -> TruncatedFile:
    breaks_off = "premature EOF" in said
    what = "The file breaks off" if breaks_off else "The file is no JSON from some place on"
    error = TruncatedFile(
        f"{what}, after {complete_items:,} complete records" if complete_items else what,
        value=UNPRINTABLE.sub("", input_file.name),
        expected="JSON that is closed at its end",
        fix="Download it again, and compare its size with the one published",
    )
    error.complete_items = complete_items
    return error
