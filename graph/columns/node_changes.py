"""Differences between two sets of nodes as columns, and replacement of a few nodes of a set.

Columns are compared and sliced directly. Node objects are created only for new nodes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
from numpy.typing import NDArray

from graph.columns.interning import concatenated_ranges
from graph.columns.nodes import DICTIONARY, NODE_SCHEMA, PROPERTY_SCHEMA, NodeColumns, node_columns, with_property_ends
from graph.model.records import Node

Int64Array = NDArray[np.int64]


def count_changed_nodes(before: NodeColumns, after: NodeColumns) -> tuple[int, int]:
    """How many nodes of `after` are new or different, and how many of `before` are gone or different."""
    found = pc.index_in(_whole(after.nodes["id"]), value_set=_whole(before.nodes["id"]))
    place = pc.fill_null(found, -1).to_numpy().astype(np.int64)
    new = np.flatnonzero(place >= 0)
    old = place[new]
    same = np.ones(len(new), np.bool_)
    for name, kind in zip(NODE_SCHEMA.names, NODE_SCHEMA.types, strict=True):
        if name in ("id", "aliases", "properties"):
            continue
        one, other = _comparable(before.nodes[name], after.nodes[name], kind)
        same &= (one[old] == other[new]) | ((one[old] != one[old]) & (other[new] != other[new]))
    cells = [
        _comparable(before.properties[name], after.properties[name], kind)
        for name, kind in zip(PROPERTY_SCHEMA.names, PROPERTY_SCHEMA.types, strict=True)
    ]
    also = [columns.nodes["aliases"] for columns in (before, after)]
    said = _comparable(pc.list_flatten(also[0]), pc.list_flatten(also[1]), pa.string())
    ends = [np.cumsum(pc.fill_null(pc.list_value_length(one), 0).to_numpy().astype(np.int64)) for one in also]
    same &= _alike((ends[0], old), (ends[1], new), [said])
    same &= _alike((_property_ends(before), old), (_property_ends(after), new), cells)
    kept = int(same.sum())
    return len(after) - kept, len(before) - kept


def replace_nodes(columns: NodeColumns, gone: Collection[str], new: Sequence[Node]) -> NodeColumns:
    """The nodes without the ids in `gone` and with the new nodes. Columns and result are sorted by id."""
    ids = columns.ids()
    few = node_columns(sorted(new, key=lambda node: node.id))
    leaving = [(at, 0, 0) for id in gone if (at := bisect_left(ids, id)) < len(ids) and ids[at] == id]
    coming = [(bisect_left(ids, id), 1, number) for number, id in enumerate(few.ids())]
    pieces = list(_pieces(sorted(leaving + coming), len(ids)))
    tables = _in_the_same_words(columns, few)
    ends = _property_ends(columns), _property_ends(few)
    held = [np.diff(one, prepend=0) for one in ends]
    counts = [held[which][first:last] for which, first, last in pieces]
    rows = [tables[which][0].slice(first, last - first) for which, first, last in pieces]
    bounds = [(which, _start(ends[which], first), _start(ends[which], last)) for which, first, last in pieces]
    said = [tables[which][1].slice(first, last - first) for which, first, last in bounds]
    made = with_property_ends(pa.concat_tables(rows).combine_chunks(), np.cumsum(np.concatenate(counts)))
    return NodeColumns(made, pa.concat_tables(said).combine_chunks())


def _in_the_same_words(columns: NodeColumns, few: NodeColumns) -> list[tuple[pa.Table, pa.Table]]:
    """The tables of nodes and properties of both, with common dictionaries."""
    made: list[list[pa.Table]] = [[], []]
    for schema, old, small in (
        (NODE_SCHEMA, columns.nodes, few.nodes),
        (PROPERTY_SCHEMA, columns.properties, few.properties),
    ):
        coded = [_recoded(old[name], small[name]) for name in schema.names]
        for which in (0, 1):
            made[which].append(pa.table([pair[which] for pair in coded], schema=schema))
    return [(nodes, properties) for nodes, properties in made]


def _pieces(cuts: list[tuple[int, int, int]], count: int) -> Iterator[tuple[int, int, int]]:
    """The slices of the result in order: rows `first` to `last` of the old table (0) or of the new one (1)."""
    done = 0
    for place, is_new, number in cuts:
        if place > done:
            yield 0, done, place
        done = max(done, place)
        if is_new:
            yield 1, number, number + 1
        else:
            done = place + 1
    yield 0, done, count


def _start(ends: Int64Array, row: int) -> int:
    """The start of a row's properties."""
    return int(ends[row - 1]) if row else 0


def _property_ends(columns: NodeColumns) -> Int64Array:
    return columns.nodes["properties"].to_numpy().astype(np.int64)  # type: ignore[no-any-return]


def _whole(column: pa.ChunkedArray) -> Any:
    """The column as one array with one dictionary."""
    if not isinstance(column, pa.ChunkedArray):
        return column
    if column.num_chunks == 1:
        return column.chunk(0)
    if not column.num_chunks:
        return pa.array([], column.type)
    return pa.concat_arrays((column.unify_dictionaries() if column.type == DICTIONARY else column).chunks)


def _recoded(old: pa.ChunkedArray, few: pa.ChunkedArray) -> tuple[Any, Any]:
    """Both columns. Dictionary columns get a common dictionary: the old one, followed by new words."""
    whole, small = _whole(old), _whole(few)
    if whole.type != DICTIONARY:
        return whole, small
    words = whole.dictionary
    texts = small.to_pylist()
    place = {text: pc.index(words, text).as_py() for text in dict.fromkeys(texts) if text is not None}
    fresh = [text for text, at in place.items() if at < 0]
    place |= {text: len(words) + number for number, text in enumerate(fresh)}
    if fresh:
        words = pa.concat_arrays([words, pa.array(fresh, pa.string())])
    codes = pa.array([None if text is None else place[text] for text in texts], pa.int32())
    first, second = (pa.DictionaryArray.from_arrays(column, words) for column in (whole.indices, codes))
    return first, second


def _comparable(one: Any, other: Any, kind: pa.DataType) -> tuple[NDArray[Any], NDArray[Any]]:
    """Both columns as numbers that are equal where the cells are equal. A missing number is NaN."""
    first, second = _whole(one), _whole(other)
    if kind == pa.string():
        coded = pa.chunked_array([first, second], pa.string()).dictionary_encode().combine_chunks()
        codes = _numbers(coded.indices)
        return codes[: len(first)], codes[len(first) :]
    if kind != DICTIONARY:
        return first.to_numpy(zero_copy_only=False), second.to_numpy(zero_copy_only=False)
    codes, others = _numbers(first.indices), _numbers(second.indices)
    least = min(len(first.dictionary), len(second.dictionary))
    if not first.dictionary.slice(0, least).equals(second.dictionary.slice(0, least)):
        missing = len(second.dictionary) + np.arange(len(first.dictionary))
        found = pc.index_in(first.dictionary, value_set=second.dictionary)
        known = pc.fill_null(found, -1).to_numpy()
        numbers = np.where(known < 0, missing, known)
        codes = np.where(codes < 0, -1, numbers[codes]) if len(numbers) else codes
    return codes, others


def _numbers(codes: Any) -> NDArray[np.int64]:
    return pc.fill_null(codes, -1).to_numpy().astype(np.int64)  # type: ignore[no-any-return]


def _alike(
    one: tuple[Int64Array, Int64Array],
    other: tuple[Int64Array, Int64Array],
    cells: Sequence[tuple[NDArray[Any], NDArray[Any]]],
) -> NDArray[np.bool_]:
    """For each pair of rows, whether all their cells are equal. Each side has the ends of its lists and its rows."""
    (first, last), (first_, last_) = (
        (np.append(0, ends)[rows], np.append(0, ends)[rows + 1]) for ends, rows in (one, other)
    )
    same: NDArray[np.bool_] = (last - first) == (last_ - first_)
    which = np.flatnonzero(same & (last > first))
    at, at_ = concatenated_ranges(first[which], last[which]), concatenated_ranges(first_[which], last_[which])
    owner = np.repeat(which, last[which] - first[which])
    for column, column_ in cells:
        same[owner[column[at] != column_[at_]]] = False
    return same
