"""Cells of the charity register's entries, independent of the field names of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from loaders.files.tables import RowBatch


@dataclass(frozen=True, slots=True)
class FieldNames:
    """The names that a file gives to the fields of an entry; "" for a field that it lacks."""

    number: str
    linked: str
    name: str
    kind: str
    status: str
    address: tuple[str, ...]
    postcode: str
    website: str
    income: str
    income_year: str
    constituency: str = ""
    company: str = ""
    registered: str = ""
    removed: str = ""

    @property
    def wanted(self) -> tuple[str, ...]:
        """All field names. Telephone, e-mail and free text about activities are not among them."""
        return (*filter(None, self.single), *self.address)

    @property
    def single(self) -> tuple[str, ...]:
        """The fields with one cell, in the order of Entry."""
        return tuple(getattr(self, name) for name in Entry._fields[2:])


class Entry(NamedTuple):
    """The cells of one entry, "" where empty or missing. The address is a tuple of lines."""

    line: int
    address: tuple[str, ...]
    number: str
    linked: str
    name: str
    kind: str
    status: str
    postcode: str
    website: str
    income: str
    income_year: str
    constituency: str
    company: str
    registered: str
    removed: str


def entries(batches: Iterable[RowBatch], fields: FieldNames) -> Iterator[Entry]:
    """The entries of a file with these field names, in file order."""
    names = fields.single
    for block in batches:
        empty = [""] * len(block.lines)
        single = (block.columns.get(field, empty) for field in names)
        address = zip(*(block.columns.get(field, empty) for field in fields.address), strict=True)
        yield from map(Entry._make, zip(block.lines, address, *single, strict=True))
