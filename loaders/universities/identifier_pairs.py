"""Tables of any maker that give two or more identifiers of one body in a row, told by the headings of their columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from graph.model.records import Said
from loaders.base import LeftOut, Loader, Reading, Record, SameAs
from loaders.curated.cells import ID
from loaders.files.probe import OpenedFile
from loaders.files.tables import header_of

ROR = re.compile(r"(?:https?://ror\.org/|XI-ROR-)?(0[a-z0-9]{6}\d\d)")
GRID = re.compile(r"(?:XI-GRID-)?(grid\.\d+\.\w+)")
OLD, NEW, PARENT = "oldcharitynumber", "newcharitynumber", "parentorgid"


def of_any(text: str) -> str:
    """An identifier of whichever register it names, as the graph writes it; "" for none."""
    for pattern, prefix in ((GRID, ""), (ROR, "XI-ROR-")):
        if found := pattern.fullmatch(text):
            return prefix + found[1]
    return text if ID.fullmatch(text) else ""


def _digits(prefix: str) -> Callable[[str], str]:
    return lambda text: f"{prefix}{text}" if text.isascii() and text.isdigit() else ""


def charity(text: str) -> str:
    """The id of a charity: Scottish and Northern Irish numbers begin with letters, those of England and Wales don't."""
    number = text.upper()
    if re.fullmatch(r"SC\d{6}", number):
        return f"GB-SC-{number}"
    if found := re.fullmatch(r"NIC?(\d{6})", number):
        return f"GB-NIC-{found[1]}"
    return f"GB-CHC-{number}" if number.isascii() and number.isdigit() else ""


def company(text: str) -> str:
    """The id of a company: its number has eight signs, of which spreadsheets drop the noughts before it."""
    number = text.upper()
    is_one = number.isascii() and number.isalnum() and len(number) <= 8 and any(map(str.isdigit, number))
    return f"GB-COH-{number.zfill(8)}" if is_one else ""


# Headings in small letters without signs, and how a value under them becomes an identifier.
KEYS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(
        ("charitynumber", "ewcharitynumber", "registeredcharitynumber", "charityno", OLD, NEW, "scottishcharitynumber"),
        charity,
    ),
    **dict.fromkeys(("companynumber", "companieshousenumber", "companyno"), company),
    **dict.fromkeys(
        (PARENT, "orgid", "orgida", "orgidb", "mutualid", "companyid", "gridid", "grid", "rorid", "ror", "charityid"),
        of_any,
    ),
    "ukprn": _digits("GB-UKPRN-"),
    "hesaid": _digits("GB-HESA-"),
    "hesa": _digits("GB-HESA-"),
    "urn": _digits("GB-EDU-"),
    "rpcode": lambda text: f"GB-SHPE-{text}" if text.isascii() and text.isalnum() else "",
}
# What else may stand in such a table. Any other column makes it a table that says more, and so is of another kind.
BESIDE = frozenset(
    ("name", "orgname", "charityname", "charitynameew", "companyname", "schoolname", "university", "institution",
     "college", "note", "notes", "source", "")
)  # fmt: skip


def is_pairs(opened: OpenedFile) -> bool:
    """Whether there are two columns of identifiers or more, and beside them names and notes alone."""
    flat = [_flat(name) for name in header_of(opened)] if not opened.is_workbook else []
    keys = [name for name in flat if name in KEYS]
    return len(keys) > 1 and len(set(keys)) == len(keys) and all(name in KEYS or name in BESIDE for name in flat)


def pairs(reading: Reading) -> Iterator[Record]:
    """A candidate for each further identifier of a row; with a parent, that the first is a part of it.

    An old number of a charity was succeeded by its new one.
    """
    named = {name: KEYS[_flat(name)] for name in header_of(reading.opened) if _flat(name) in KEYS}
    renewed = {_flat(name) for name in named} == {OLD, NEW}
    succeeded = reading.pattern("SUCCEEDED_BY", status="unknown", note="Registered again under another number.")
    part = reading.pattern("PART_OF", note="The table says: parent.")
    seen: set[tuple[str, ...]] = set()
    for row in reading.rows(tuple(named)):
        found = {name: make(row[name]) for name, make in named.items() if row[name]}
        if bad := next((name for name, one in found.items() if not one), ""):
            yield row.reject(bad, "not an identifier of this register", "Copy it from the register.")
            continue
        ids = tuple(dict.fromkeys(found[name] for name in sorted(found, key=lambda name: _flat(name) in (NEW, PARENT))))
        if len(ids) < 2:
            yield LeftOut("fewer than two identifiers: nothing to compare")
        elif ids in seen:
            yield LeftOut("the same identifiers again")
        elif renewed or any(_flat(name) == PARENT for name in found):
            seen.add(ids)
            yield from (SameAs(ids[0], other, _says(reading)) for other in ids[1:-1])
            yield Said(succeeded if renewed else part, ids[0], ids[-1], locator=f"row {row.line}")
        else:
            seen.add(ids)
            yield from (SameAs(ids[0], other, _says(reading)) for other in ids[1:])


def _says(reading: Reading) -> str:
    return f"{reading.opened.name} gives both to one body"


def _flat(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


LOADERS = (
    Loader(
        "identifier-pairs", "Table of identifiers, of any maker", "not named", "not given", recognises=is_pairs,
        read=pairs,
    ),
)  # fmt: skip
