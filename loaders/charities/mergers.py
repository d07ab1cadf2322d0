"""The register of mergers: which charity transferred all its property to which other charity.

The published file writes "NAME (1234567)" in one cell. Other versions give the charity number and the number of a
linked charity in separate columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from graph.model.records import Node, PatternClaim
from graph.model.text import fold
from loaders.base import Loader, LoaderRun, Record, RowWarning
from loaders.charities.entries import charity_id
from loaders.charities.extract import LICENCE, PUBLISHER
from loaders.files.register_dates import NO_DATE, day
from loaders.files.rows import Row
from loaders.files.tables import MOJIBAKE_NAME, is_mojibake
from loaders.places.city_matching import slug

URL = "https://www.gov.uk/government/publications/register-of-merged-charities"
# A name followed by its number in brackets. A number without the closing bracket may have lost a digit.
NUMBERED = re.compile(r"(\S.*?)\s*\(\s*([1-9]\d{5,6})(?:[-/](\d{1,3}))?\s*\)")
UNNAMED = (
    "it has no charity number to tell it from others of that name, and the name may be a person's (appeals and "
    "legacies carry such names)"
)
NO_NUMBER = "it has no charity number; kept under its name alone"
OTHER_NAME = "an earlier line gives another name under this number; the first one is kept"
SCOPE = "the file doesn't say where charities are: all mergers are kept, and apply to the charities that are loaded"


class MergerColumns(NamedTuple):
    """The column names of a file. The columns of numbers are "" if it has none."""

    older: str
    newer: str
    date: str
    older_number: str = ""
    older_linked: str = ""
    newer_number: str = ""
    newer_linked: str = ""


NUMBER_COLUMNS = MergerColumns(
    "transferor_name", "transferee_name", "date_property_transferred",
    "transferor_regno", "transferor_subno", "transferee_regno", "transferee_subno",
)  # fmt: skip
# The same file among tables of relationships, which call a merger "sameas": one charity was succeeded by another.
RELATED = NUMBER_COLUMNS._replace(older="org_name_a", newer="org_name_b")
PUBLISHED = MergerColumns(
    "Name of transferring charity (transferor) and charity number (if any)",
    "Name of receiving charity (transferee) and charity number (if any)",
    "Date property transferred",
)


class MergedBody(NamedTuple):
    """One end of a merger. `number` is "" for a body that is no registered charity."""

    id: str
    name: str
    number: str = ""


def mergers_with_number_columns(run: LoaderRun) -> Iterator[Record]:
    """Mergers from the file with columns of numbers."""
    yield from _mergers(run, NUMBER_COLUMNS)


def mergers_of_relationships(run: LoaderRun) -> Iterator[Record]:
    """Mergers from the file among tables of relationships."""
    yield from _mergers(run, RELATED)


def mergers_as_published(run: LoaderRun) -> Iterator[Record]:
    """Mergers from the file as published."""
    yield from _mergers(run, PUBLISHED)


def _mergers(run: LoaderRun, columns: MergerColumns) -> Iterator[Record]:
    """Each charity once, and a claim that one was succeeded by the other from the day of the transfer.

    The register must give that day (Charities Act 2011, section 308). A vesting declaration is usually made earlier.
    With a scope no charity nodes are created: the claims apply to charities that are loaded already.
    """
    if run.scope.key:
        yield RowWarning(run.input_file.name, 1, "(scope)", run.scope.key, SCOPE)
    succeeded = run.pattern("SUCCEEDED_BY", status="unknown", event="merged")
    lines: dict[tuple[str, str, str, str], int] = {}
    names: dict[str, str] = {}
    for row in run.rows(tuple(filter(None, columns))):
        date = day(row[columns.date][:10].replace("/", "-"))
        pairs = _pairs(row, columns)
        if not isinstance(pairs, list):
            yield pairs
            continue
        again = [lines[key] for pair in pairs if (key := _key(*pair, date)) in lines]
        if len(again) == len(pairs):
            yield row.reject(columns.older, f"the same merger as on line {again[0]}", "Remove one of the two lines.")
            continue
        if date is None:
            yield RowWarning(row.file, row.line, columns.date, row[columns.date], NO_DATE)
        for body in dict.fromkeys(body for pair in pairs for body in pair):
            yield from _remarks(row, columns, body, names.get(body.id, ""))
            if body.id not in names and not run.scope.key:
                yield _node(body)
            names.setdefault(body.id, body.name)
        for older, newer in pairs:
            lines.setdefault(_key(older, newer, date), row.line)
            yield PatternClaim(succeeded, older.id, newer.id, date or "", "", _locator(older, newer))


def _key(older: MergedBody, newer: MergedBody, date: str | None) -> tuple[str, str, str, str]:
    """The key by which two lines are one merger. Two names under one number can be two charities."""
    return older.id, fold(older.name), newer.id, date or ""


def _pairs(row: Row, columns: MergerColumns) -> list[tuple[MergedBody, MergedBody]] | Record:
    """Pairs of older and newer charity, never empty; or a rejection. A cell can name several charities that merged."""
    older = _bodies(row, columns.older, columns.older_number, columns.older_linked)
    newer = _bodies(row, columns.newer, columns.newer_number, columns.newer_linked)
    for column in (columns.older, columns.newer):
        if not row[column]:
            return row.reject(column, "empty", "Copy the name from the register.")
    if not older:
        # The name can be a person's, so it is not shown.
        return Row(row.file, row.line, {}).reject(
            columns.older_number or columns.older, UNNAMED, "Look up its number, if it has one."
        )
    if len(newer) > 1:
        return row.reject(columns.newer, "several charities in one cell", "Write a line for each.")
    into = newer[0] if newer else MergedBody(f"local:charity:{slug(row[columns.newer])}", row[columns.newer])
    pairs = [(body, into) for body in older if body.id != into.id]
    return pairs or row.reject(
        columns.newer_number or columns.newer, "both charities have this number, and a charity can't merge into itself",
        "Look up which of the two numbers is wrong.",
    )  # fmt: skip


def _bodies(row: Row, name: str, number: str, linked: str) -> list[MergedBody]:
    """The registered charities of one cell. A number in its own column applies to the whole cell."""
    if number and (charity := charity_id(row[number], row[linked])):
        return [MergedBody(charity, row[name], charity.removeprefix("GB-CHC-"))]
    found = [(text.strip(" ,;&"), charity_id(*numbers)) for text, *numbers in NUMBERED.findall(row[name])]
    return [MergedBody(charity, text, charity.removeprefix("GB-CHC-")) for text, charity in found]


def _node(body: MergedBody) -> Node:
    properties = (("charity number", body.number),) if body.number else ()
    return Node(body.id, "Charity", body.name, properties=properties)


def _remarks(row: Row, columns: MergerColumns, body: MergedBody, known: str) -> Iterator[RowWarning]:
    """Warnings about a body, once. `known` is its name on an earlier line, or ""."""
    column = columns.older if body.name in row[columns.older] else columns.newer
    if known:
        if fold(known) != fold(body.name):
            yield RowWarning(row.file, row.line, column, body.name, OTHER_NAME)
        return
    if not body.number:
        yield RowWarning(row.file, row.line, columns.newer, body.name, NO_NUMBER)
    if is_mojibake(body.name):
        reason = MOJIBAKE_NAME
        yield RowWarning(row.file, row.line, column, body.name, reason)


def _locator(older: MergedBody, newer: MergedBody) -> str:
    return f"charity {older.number} to {newer.number or newer.name}"


LOADERS = tuple(
    Loader(
        kind=kind, title="Register of merged charities, England and Wales", publisher=PUBLISHER, licence=LICENCE,
        url=URL, columns=tuple(filter(None, columns)), read=read, scopes=("place",),
    )
    for kind, columns, read in (
        ("ccew-mergers", NUMBER_COLUMNS, mergers_with_number_columns),
        ("ccew-mergers-related", RELATED, mergers_of_relationships),
        ("ccew-mergers-published", PUBLISHED, mergers_as_published),
    )
)  # fmt: skip
