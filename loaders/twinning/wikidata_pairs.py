"""Pairs of twinned Wikidata items, and names of items: files of two columns without a header."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from graph.model.records import Node
from loaders.base import LoaderRun, Record, SkippedRow
from loaders.files.probe import InputFile
from loaders.files.tables import delimiter_of
from loaders.twinning.places import Mention, label_of
from loaders.twinning.wikidata_results import TwinningClaims
from loaders.twinning.wikidata_values import item_id, unquoted

LOOKED_AT = 50
PAIR = ("item", "partner")
NAME = ("item", "name")


def is_pairs(input_file: InputFile) -> bool:
    """Whether every line, including the first, has two items."""
    lines = _lines(input_file)
    return bool(lines) and all(len(cells) == 2 and item_id(cells[0]) and item_id(cells[1]) for cells in lines)


def is_names(input_file: InputFile) -> bool:
    """Whether every line, including the first, has an item and a name."""
    lines = _lines(input_file)
    return bool(lines) and not is_pairs(input_file) and all(len(cells) == 2 and item_id(cells[0]) for cells in lines)


def pairs(run: LoaderRun) -> Iterator[Record]:
    """A claim for each line. An item's name is its id until a file of names is loaded."""
    statements = TwinningClaims(run)
    for row in run.rows(PAIR, columns=PAIR):
        one, other = (item_id(unquoted(row[field])) for field in PAIR)
        if not one or not other:
            field = PAIR[bool(one)]
            yield row.reject(field, "not an item of Wikidata", "An item is Q and digits, such as Q39121.")
            continue
        yield from statements.claims(row, (Mention(one, one), Mention(other, other)), PAIR)
    yield from statements.places.records()


def names(run: LoaderRun) -> Iterator[Record]:
    """A place for each line, with an id made of the item's id."""
    lines: dict[str, int] = {}
    for row in run.rows(NAME, columns=NAME):
        number, name = item_id(unquoted(row["item"])), unquoted(row["name"])
        if not number:
            yield row.reject("item", "not an item of Wikidata", "An item is Q and digits, such as Q39121.")
        elif not name:
            yield row.reject("name", "empty", "Give the item's name.")
        elif number in lines:
            yield row.reject("item", f"already on line {lines[number]}", "Keep one of the two lines.")
        elif item_id(name):
            yield SkippedRow("no name is known, only the item's number")
        else:
            lines[number] = row.line
            yield Node(f"wikidata:{number}", label_of(name), name)


def _lines(input_file: InputFile) -> list[list[str]]:
    """The fields of the first lines, without a last line that the head may have cut off."""
    if input_file.is_workbook or "Q" not in input_file.head[:100]:
        return []
    whole = input_file.head.splitlines()
    whole = (
        whole[:LOOKED_AT] if len(whole) > LOOKED_AT else whole[: max(1, len(whole) - (len(input_file.head) > 60_000))]
    )
    delimiter = delimiter_of(input_file)
    try:
        found = list(
            csv.reader(whole, delimiter=delimiter, quoting=csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL)
        )
    except csv.Error:
        return []
    return [[unquoted(cell.strip()) for cell in cells] for cells in found if cells]
