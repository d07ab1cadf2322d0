"""Tables from any publisher with two or more identifiers of one body in each row, recognised by their headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from graph.model.records import PatternClaim
from loaders.base import Loader, LoaderRun, Record, SameAs, SkippedRow
from loaders.files.probe import InputFile
from loaders.files.register_ids import any_register_id, company_id, uk_charity_id
from loaders.files.tables import header_of

OLD, NEW, PARENT = "oldcharitynumber", "newcharitynumber", "parentorgid"


def _digits(prefix: str) -> Callable[[str], str]:
    return lambda text: f"{prefix}{text}" if text.isascii() and text.isdigit() else ""


# From a heading in lower case without punctuation to the function that makes an id of its values.
KEYS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(
        ("charitynumber", "ewcharitynumber", "registeredcharitynumber", "charityno", OLD, NEW, "scottishcharitynumber"),
        uk_charity_id,
    ),
    **dict.fromkeys(("companynumber", "companieshousenumber", "companyno"), company_id),
    **dict.fromkeys(
        (PARENT, "orgid", "orgida", "orgidb", "mutualid", "companyid", "gridid", "grid", "rorid", "ror", "charityid"),
        any_register_id,
    ),
    "ukprn": _digits("GB-UKPRN-"),
    "hesaid": _digits("GB-HESA-"),
    "hesa": _digits("GB-HESA-"),
    "urn": _digits("GB-EDU-"),
    "rpcode": lambda text: f"GB-SHPE-{text}" if text.isascii() and text.isalnum() else "",
}
# Other columns that such a table can have. A table with further columns is of another kind.
BESIDE = frozenset(
    ("name", "orgname", "charityname", "charitynameew", "companyname", "schoolname", "university", "institution",
     "college", "note", "notes", "source", "")
)  # fmt: skip


def is_pairs(input_file: InputFile) -> bool:
    """Whether there are two or more columns of identifiers, and no others but names and notes."""
    flat = [_flat(name) for name in header_of(input_file)] if not input_file.is_workbook else []
    keys = [name for name in flat if name in KEYS]
    return len(keys) > 1 and len(set(keys)) == len(keys) and all(name in KEYS or name in BESIDE for name in flat)


def pairs(run: LoaderRun) -> Iterator[Record]:
    """A candidate for review for each further identifier of a row; with a parent, a claim that the first is part of it.

    An old number of a charity gives a claim that the new one succeeded it.
    """
    named = {name: KEYS[_flat(name)] for name in header_of(run.input_file) if _flat(name) in KEYS}
    renewed = {_flat(name) for name in named} == {OLD, NEW}
    succeeded = run.pattern("SUCCEEDED_BY", status="unknown", note="Registered again under another number.")
    part = run.pattern("PART_OF", note="The table says: parent.")
    seen: set[tuple[str, ...]] = set()
    for row in run.rows(tuple(named)):
        found = {name: make(row[name]) for name, make in named.items() if row[name]}
        if bad := next((name for name, one in found.items() if not one), ""):
            yield row.reject(bad, "not an identifier of this register", "Copy it from the register.")
            continue
        ids = tuple(dict.fromkeys(found[name] for name in sorted(found, key=lambda name: _flat(name) in (NEW, PARENT))))
        if len(ids) < 2:
            yield SkippedRow("fewer than two identifiers: nothing to compare")
        elif ids in seen:
            yield SkippedRow("duplicate row: the same identifiers")
        elif renewed or any(_flat(name) == PARENT for name in found):
            seen.add(ids)
            yield from (SameAs(ids[0], other, _says(run)) for other in ids[1:-1])
            yield PatternClaim(succeeded if renewed else part, ids[0], ids[-1], locator=f"row {row.line}")
        else:
            seen.add(ids)
            yield from (SameAs(ids[0], other, _says(run)) for other in ids[1:])


def _says(run: LoaderRun) -> str:
    return f"{run.input_file.name} gives both to one body"


def _flat(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


LOADERS = (
    Loader(
        "identifier-pairs", "Table of identifiers, of any maker", "not named", "not given", recognises=is_pairs,
        shape="two or more columns of identifiers, and no other columns but names and notes",
        read=pairs,
    ),
)  # fmt: skip
