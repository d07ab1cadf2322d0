"""Measures the sheets of an OpenDocument workbook (.ods) before they are read.

A cell or row can be repeated a million times by an attribute, so the file size says nothing. The XML is streamed and
nothing of it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

CHUNK = 1 << 20
TABLE, ROW = "table:table", "table:table-row"
CELLS = ("table:table-cell", "table:covered-table-cell")
ROWS_AGAIN, CELLS_AGAIN = "table:number-rows-repeated", "table:number-columns-repeated"


@dataclass(slots=True)
class Extent:
    """The number of cells of the largest sheet and of characters in all sheets.

    Both include repeated cells. `cells` includes empty cells between filled ones.
    """

    cells: int = 0
    characters: int = 0


def extent(stream: IO[bytes]) -> Extent:
    """The extent of content.xml. Raises ValueError if the stream isn't such XML."""
    measure = _Measure()
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = measure.start, measure.end
    parser.CharacterDataHandler = measure.text
    try:
        while piece := stream.read(CHUNK):
            parser.Parse(piece)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ValueError(f"its content is no XML: {error}") from error
    return measure.found


class _Measure:
    """Counts while the XML is parsed. Empty rows and cells count only if a filled one follows them."""

    def __init__(self) -> None:
        self.found = Extent()
        self._width = self._height = self._rows = self._repeated = 0
        self._column = self._full = self._signs = self._cell = self._row_signs = 0
        self._is_cell = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == TABLE:
            self._width = self._height = self._rows = 0
        elif name == ROW:
            self._repeated = _number(attributes.get(ROWS_AGAIN, ""))
            self._column = self._full = self._row_signs = 0
        elif name in CELLS:
            self._is_cell, self._signs = True, 0
            self._cell = _number(attributes.get(CELLS_AGAIN, ""))
            if any(key.startswith(("office:", "calcext:")) for key in attributes):
                self._signs = 1

    def text(self, text: str) -> None:
        if self._is_cell:
            self._signs += len(text)

    def end(self, name: str) -> None:
        if name in CELLS:
            self._is_cell = False
            self._column += self._cell
            if self._signs:
                self._full = self._column
                self._row_signs += self._signs * self._cell
        elif name == ROW:
            self._rows += self._repeated
            self.found.characters += self._row_signs * self._repeated
            if self._full:
                self._width, self._height = max(self._width, self._full), self._rows
                self.found.cells = max(self.found.cells, self._width * self._height)


def _number(text: str) -> int:
    """A repeat count; 1 where none is stated."""
    return int(text) if text.isdecimal() and len(text) < 10 else 1
