"""Groups of the schools register: trusts, federations and sponsors, and when each school joined them.

The names and addresses of the heads of a group are not read. Ids are the same as in the full extract of schools.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graph.model.records import Claim, Node, PatternClaim
from loaders.base import Loader, LoaderRun, Record, RowWarning, SkippedRow
from loaders.files.register_dates import NO_DATE, day
from loaders.files.register_ids import company_id
from loaders.files.rows import Row
from loaders.schools.gias import EMPTY_VALUES, LINKS

Read = Callable[[LoaderRun], Iterator[Record]]
# The register has changed its headings over the years.
UID = ("Group UID", "UID", "Linked UID", "Group ID")
TYPE = ("Group Type", "Group Type (name)")
STATUS = ("Group Status", "Group Status (name)")
OPENED = ("Incorporated on (open date)", "Open date", "Group Open Date")
CLOSED = ("Closed Date", "Group Closed Date")
JOINED = ("Joined date", "Date Joined Group")
LEFT = ("Date Left Group", "Left date")
KINDS = {
    "multi-academy trust": "academy trust", "single-academy trust": "academy trust",
    "secure single-academy trust": "academy trust", "trust": "school trust",
}  # fmt: skip
COLUMNS = ("Group Name", "Companies House Number", "UKPRN", *UID, *TYPE, *STATUS, *OPENED, *CLOSED)


def groups(run: LoaderRun) -> Iterator[Record]:
    """A Charity node for each group, including closed ones. Children's centres are groups too."""
    lines: dict[str, int] = {}
    for row in run.rows(COLUMNS):
        group = _id(row)
        if not group or not row["Group Name"]:
            field = "Group Name" if group else UID[0]
            yield row.reject(field, "empty or no number", "Copy it from the register.")
        elif group in lines:
            yield row.reject(UID[0], f"used twice, first in line {lines[group]}", "Remove one of the two lines.")
        else:
            lines[group] = row.line
            yield _node(group, row)


def memberships(run: LoaderRun) -> Iterator[Record]:
    """Each school in a group, the group, and the claim that the school is part of it, with start and end."""
    patterns = {status: run.pattern("PART_OF", status=status) for status in ("active", "ended")}
    named: set[str] = set()
    seen: set[tuple[str, ...]] = set()
    for row in run.rows((*COLUMNS, "URN", "EstablishmentName", *JOINED, *LEFT)):
        group, urn = _id(row), row["URN"]
        if not urn and group:
            yield SkippedRow("a group that no school has joined")
            continue
        if not (urn.isascii() and urn.isdigit()) or not group:
            field = UID[0] if urn.isdigit() else "URN"
            yield row.reject(field, "empty or no number", "Copy it from the register.")
            continue
        dates = {which: _day(row, columns) for which, columns in (("joined", JOINED), ("left", LEFT))}
        if (urn, group, *map(str, dates.values())) in seen:
            yield SkippedRow("duplicate row: the same school and group")
            continue
        seen.add((urn, group, *map(str, dates.values())))
        yield from _unread(row, dates)
        if group not in named and row["Group Name"]:
            named.add(group)
            yield _node(group, row)
        if row["EstablishmentName"]:
            yield Node(f"GB-EDU-{urn}", "School", row["EstablishmentName"])
        yield _said(row, urn, group, dates, patterns)


def _said(row: Row, urn: str, group: str, dates: dict[str, str | None], patterns: dict[str, Claim]) -> PatternClaim:
    over = bool(dates["left"]) or _first(row, STATUS).lower() == "closed"
    end = dates["left"] or (_day(row, CLOSED) or "" if over else "")
    pattern = patterns["ended" if over else "active"]
    return PatternClaim(pattern, f"GB-EDU-{urn}", group, dates["joined"] or "", end, f"URN {urn}")


def _unread(row: Row, dates: dict[str, str | None]) -> Iterator[RowWarning]:
    for which, columns in (("joined", JOINED), ("left", LEFT)):
        if dates[which] is None:
            reason = NO_DATE
            yield RowWarning(row.file, row.line, columns[0], _first(row, columns), reason)


def _id(row: Row) -> str:
    number = _first(row, UID)
    return f"gias-group:{number}" if number.isascii() and number.isalnum() else ""


def _node(group: str, row: Row) -> Node:
    kind = _first(row, TYPE).lower()
    properties = {
        "status": _first(row, STATUS),
        "group id": row["Group ID"],
        "company number": company_id(row["Companies House Number"]).removeprefix("GB-COH-"),
        "ukprn": row["UKPRN"],
        "opened": _day(row, OPENED) or "",
        "closed": _day(row, CLOSED) or "",
    }
    kept = tuple((key, value) for key, value in properties.items() if value not in EMPTY_VALUES)
    closed = "closed " if properties["status"].lower() == "closed" else ""
    return Node(group, "Charity", row["Group Name"], (), closed + KINDS.get(kind, kind), properties=kept)


def _day(row: Row, columns: tuple[str, ...]) -> str | None:
    """The day in EDTF. The register itself writes slashes, day first."""
    return day(_first(row, columns)[:10].replace("/", "-"))


def _first(row: Row, columns: tuple[str, ...]) -> str:
    return next((row[name] for name in columns if row[name]), "")


def _loader(kind: str, title: str, columns: tuple[str, ...], read: Read) -> Loader:
    return Loader(
        kind, f"Get Information about Schools: {title}", "Department for Education", "OGL v3.0", LINKS,
        columns=columns, read=read,
    )  # fmt: skip


LOADERS = (
    _loader("gias-groups", "groups", ("Group Name", "Group UID", "Group ID", "Companies House Number"), groups),
    *(
        _loader(kind, title, ("URN", "Group Name", *columns), memberships)
        for kind, title, columns in (
            ("gias-group-links", "schools and their groups", ("Group UID", "Group ID", "Companies House Number")),
            ("gias-group-history", "academies that joined and left trusts", ("Date Joined Group",)),
            ("gias-group-links-old", "schools and their groups, as written before 2017", ("Linked UID",)),
        )
    ),
)
