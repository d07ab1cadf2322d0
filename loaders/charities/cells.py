"""The cells of entries of the charity register, in whatever file they come and whatever it calls its fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from loaders.files.tables import RowBatch


@dataclass(frozen=True, slots=True)
class FieldNames:
    """What a file calls the fields of an entry; "" for what it does not have."""

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
        """All of them; telephone, e-mail and texts about what a charity does are not among them."""
        return (*filter(None, self.single), *self.address)

    @property
    def single(self) -> tuple[str, ...]:
        """Those of one cell, in the order of Entry."""
        return tuple(getattr(self, name) for name in Entry._fields[2:])


class Entry(NamedTuple):
    """The cells of one entry, "" where empty or where the file has none such; the address in lines."""

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
    """The entries of a file that calls their fields so, in file order."""
    names = fields.single
    for block in batches:
        empty = [""] * len(block.lines)
        single = (block.columns.get(field, empty) for field in names)
        address = zip(*(block.columns.get(field, empty) for field in fields.address), strict=True)
        yield from map(Entry._make, zip(block.lines, address, *single, strict=True))
