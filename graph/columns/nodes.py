"""Nodes as Arrow columns, which need little memory. Node objects are created on access."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain
from operator import attrgetter, itemgetter
from typing import Any, cast, overload

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
from numpy.typing import NDArray

from graph.columns.interning import concatenated_ranges
from graph.model.records import Node, Scalar

DICTIONARY = pa.dictionary(pa.int32(), pa.string())
NODE_SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("label", DICTIONARY),
        ("name", pa.string()),
        ("aliases", pa.list_(pa.string())),
        ("kind", DICTIONARY),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("note", DICTIONARY),
        (
            "properties",
            pa.int32(),
        ),  # the end of this node's rows in the table of properties; they start at the end of the previous node's
    ]
)
# Below this number of cells, each cell is read alone, without reading the whole dictionary.
FEW = 100
# A value that is not a text is stored as JSON, so that a number is read back as a number.
PROPERTY_SCHEMA = pa.schema([("name", DICTIONARY), ("value", DICTIONARY), ("is_text", pa.bool_())])


class NodeColumns(Sequence[Node]):
    """Nodes in the order in which they were added. Equal to any sequence of the same nodes."""

    def __init__(self, nodes: pa.Table, properties: pa.Table) -> None:
        """Use tables of the schemas NODE_SCHEMA and PROPERTY_SCHEMA."""
        self.nodes, self.properties = nodes, properties

    def __len__(self) -> int:
        return cast(int, self.nodes.num_rows)

    @overload
    def __getitem__(self, at: int) -> Node: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Node, ...]: ...

    def __getitem__(self, at: int | slice) -> Node | tuple[Node, ...]:
        if isinstance(at, slice):
            return tuple(self[one] for one in range(len(self))[at])
        at = range(len(self))[at]
        aliases, ends = self._aliases
        also = tuple(aliases[ends[at - 1] if at else 0 : ends[at]])
        first, last = (int(self._ends[at - 1]) if at else 0), int(self._ends[at])
        columns = ("id", "label", "name", "kind", "latitude", "longitude", "note")
        id, label, name, kind, latitude, longitude, note = (self.column(one)[at] for one in columns)
        return Node(id, label, name, also, kind, latitude, longitude, note, tuple(self._pairs(first, last)))

    def __iter__(self) -> Iterator[Node]:
        return _made(self.nodes, self.properties, 0)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, NodeColumns) and self.nodes.equals(other.nodes):
            return bool(self.properties.equals(other.properties)) or list(self) == list(other)
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def ids(self) -> list[str]:
        """The nodes' ids."""
        return self.column("id")

    def labels(self) -> list[str]:
        """The nodes' labels."""
        return self.column("label")

    def column(self, name: str) -> list[Any]:
        """One cell of each node, in order. The list is cached, so callers must not change it."""
        found = self._lists.get(name)
        if found is None:
            column = self.nodes[name]
            found = self._lists[name] = _words(column) if column.type == DICTIONARY else column.to_pylist()
        return found

    def aliases(self) -> Iterator[tuple[int, str]]:
        """Each alias with the index of its node, in order."""
        aliases, ends = self._aliases
        yield from zip(np.searchsorted(ends, np.arange(len(aliases)), side="right").tolist(), aliases, strict=True)

    def property_values(self, name: str) -> Iterator[tuple[int, Scalar]]:
        """The indexes of the nodes that have this property, with its values."""
        at, numbers = self._having(name)
        if not len(at):
            return
        _, (values, value_of), is_text = self._cells
        texts = values.take(pa.array(value_of[at])).to_pylist()
        for number, text, is_plain in zip(numbers.tolist(), texts, is_text[at].tolist(), strict=True):
            yield number, text if is_plain else json.loads(text)

    def nodes_by_value(self, name: str) -> Iterator[tuple[str, list[int]]]:
        """The distinct values of a text property with few values, each with the indexes of its nodes."""
        at, numbers = self._having(name)
        if not len(at):
            return
        values, value_of = self._cells[1]
        codes = value_of[at]
        for code in np.unique(codes).tolist():
            yield values[code].as_py(), numbers[codes == code].tolist()

    def labels_with_property(self, name: str) -> frozenset[str]:
        """The labels of the nodes that have this property."""
        numbers = self._having(name)[1]
        return frozenset(pc.unique(self.nodes["label"].take(pa.array(numbers))).to_pylist())

    def _having(self, name: str) -> tuple[Any, Any]:
        """The rows of a property in the table of properties, and the indexes of the nodes that have it."""
        if not self.properties.num_rows:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        names, name_of = self._cells[0]
        at = np.flatnonzero(name_of == names.index(name).as_py())
        return at, np.searchsorted(self._ends, at, side="right")

    @cached_property
    def _lists(self) -> dict[str, list[Any]]:
        return {}

    @cached_property
    def _aliases(self) -> tuple[list[str], list[int]]:
        """All aliases, and the end of each node's aliases."""
        counts = pc.fill_null(pc.list_value_length(self.nodes["aliases"]), 0).to_pylist()
        return pc.list_flatten(self.nodes["aliases"]).to_pylist(), list(accumulate(counts))

    @cached_property
    def _ends(self) -> NDArray[np.int64]:
        """The end of each node's properties."""
        return cast(NDArray[np.int64], self.nodes["properties"].to_numpy().astype(np.int64))

    @cached_property
    def _cells(self) -> tuple[Any, ...]:
        """The dictionary and the codes of each column of properties, and which values are texts."""
        columns = (self.properties[name] for name in ("name", "value"))
        whole = [one.chunk(0) if one.num_chunks == 1 else one.unify_dictionaries().combine_chunks() for one in columns]
        coded = [(one.dictionary, one.indices.to_numpy()) for one in whole]
        return *coded, self.properties["is_text"].to_numpy()

    def _pairs(self, first: int, last: int) -> Iterator[tuple[str, Scalar]]:
        """The properties in these rows."""
        if first == last:
            return
        (names, name), (values, value), is_text = self._cells
        for at in range(first, last):
            text = values[value[at]].as_py()
            yield names[name[at]].as_py(), text if is_text[at] else json.loads(text)

    def take_rows(self, which: NDArray[np.int64]) -> NodeColumns:
        """The nodes at these indexes, in that order."""
        ends = self._ends
        first, last = np.append(0, ends[:-1])[which], ends[which]
        properties = self.properties.take(pa.array(concatenated_ranges(first, last)))
        return NodeColumns(with_property_ends(self.nodes.take(pa.array(which)), np.cumsum(last - first)), properties)


def concatenate_nodes(several: Sequence[NodeColumns]) -> NodeColumns:
    """All these nodes, one set after the other."""
    before = accumulate((columns.properties.num_rows for columns in several), initial=0)
    ends = [columns._ends + count for columns, count in zip(several, before, strict=False)]
    nodes, properties = (
        pa.concat_tables([schema.empty_table(), *tables]).unify_dictionaries().combine_chunks()
        for schema, tables in (
            (NODE_SCHEMA, [columns.nodes for columns in several]),
            (PROPERTY_SCHEMA, [columns.properties for columns in several]),
        )
    )
    return NodeColumns(with_property_ends(nodes, np.concatenate([np.empty(0, np.int64), *ends])), properties)


def with_property_ends(nodes: pa.Table, ends: NDArray[np.int64]) -> pa.Table:
    """The table with these ends of each node's properties."""
    return nodes.set_column(
        NODE_SCHEMA.names.index("properties"), NODE_SCHEMA.field("properties"), pa.array(ends, pa.int32())
    )


def node_columns(nodes: Iterable[Node]) -> NodeColumns:
    """The nodes as columns. Columns are returned unchanged."""
    if isinstance(nodes, NodeColumns):
        return nodes
    every = tuple(nodes)
    *own, properties = (list(map(attrgetter(name), every)) for name in NODE_SCHEMA.names)
    ends = list(accumulate(map(len, properties)))
    pairs = list(chain.from_iterable(properties))
    names, values = (list(map(itemgetter(at), pairs)) for at in (0, 1))
    is_text = [isinstance(value, str) for value in values]
    return NodeColumns(
        pa.table([_array(c, f.type) for c, f in zip([*own, ends], NODE_SCHEMA, strict=True)], schema=NODE_SCHEMA),
        pa.table(
            [
                _array(names, DICTIONARY),
                _array([v if plain else _as_json(v) for v, plain in zip(values, is_text, strict=True)], DICTIONARY),
                _array(is_text, pa.bool_()),
            ],
            schema=PROPERTY_SCHEMA,
        ),
    )


def _as_json(value: Scalar) -> str:
    # Most numbers of registers are whole, and need no encoder.
    return str(value) if type(value) is int else json.dumps(value)


def _from_json(text: str) -> Scalar:
    return int(text) if text.isdecimal() else cast(Scalar, json.loads(text))


def _array(values: Sequence[object], kind: pa.DataType) -> pa.Array:
    return pa.array(values, pa.string()).dictionary_encode() if kind == DICTIONARY else pa.array(values, kind)


def _made(nodes: pa.Table, properties: pa.Table, first: int) -> Iterator[Node]:
    """The nodes of a table. Their properties start at row `first` of the table of properties."""
    values: Iterable[tuple[str, bool]] = zip(
        _words(properties["value"]), properties["is_text"].to_pylist(), strict=True
    )
    scalars: list[Scalar] = [text if is_text else _from_json(text) for text, is_text in values]
    pairs = list(zip(_words(properties["name"]), scalars, strict=True))
    aliases: list[str] = pc.list_flatten(nodes["aliases"]).to_pylist()
    counts = pc.list_value_length(nodes["aliases"]).to_pylist()
    others = (nodes[name] for name in NODE_SCHEMA.names if name != "aliases")
    columns = (_words(column) if column.type == DICTIONARY else column.to_pylist() for column in others)
    at = called = 0
    for count, (id, label, name, kind, latitude, longitude, note, end) in zip(
        counts, zip(*columns, strict=True), strict=True
    ):
        also = tuple(aliases[called : called + count]) if count else ()
        called += count
        own = tuple(pairs[at : end - first])
        at = end - first
        yield Node(id, label, name, also, kind, latitude, longitude, note, own)


def _words(column: pa.ChunkedArray) -> list[str]:
    """The texts of a column. Equal texts are the same string object, which saves memory."""
    if len(column) < FEW:
        return cast(list[str], column.to_pylist())
    made: list[str] = []
    for chunk in column.chunks:
        words = chunk.dictionary.to_pylist()
        made += [words[number] for number in chunk.indices.to_pylist()]
    return made
