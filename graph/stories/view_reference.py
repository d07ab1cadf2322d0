"""The view of a slide in a story file: a table, or an address that was copied from the Explore page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs

from graph.explore.address import PACKED, PARAMETERS, UNREADABLE, from_data, from_query
from graph.explore.view import View
from graph.explore.view_kinds import FACETS
from graph.model.errors import DataError
from graph.stories.parse_errors import FileLines, check_fields, wrong_type

VIEW_FIELDS = ("start", "ids", "text", "years", "first", "filters", "steps")
FILTER_FIELDS = ("only", "off", "since", "until", "undated")


def slide_view(row: Mapping[str, Any], lines: FileLines) -> View | None:
    """Return the view of a slide, or None where it has a question. Raise DataError for a view that can't be read."""
    if row.get("address"):
        return _from_address(row["address"], lines)
    return _from_table(row["view"], lines) if row.get("view") else None


def _from_address(address: Any, lines: FileLines) -> View:
    """Read a whole address, or only its part after the question mark."""
    if not isinstance(address, str):
        raise wrong_type("address", "a text in quotes", lines)
    query = parse_qs(address.rpartition("?")[2].partition("#")[0])
    try:
        if not query.keys() & {PACKED, *PARAMETERS.values()}:
            raise DataError(
                "This address does not describe a view", expected=f"one of {', '.join(PARAMETERS.values())} in it"
            )
        return from_query(query)
    except DataError as error:
        raise DataError(
            f"{lines.at('address')}: {error.what[0].lower()}{error.what[1:]}",
            value=address[:80],
            expected=error.expected,
            fix="Copy it again from the Explore page",
        ) from error


def _from_table(table: Any, lines: FileLines) -> View:
    if not isinstance(table, dict):
        raise wrong_type("view", "a table that begins with [stops.view]", lines)
    check_fields(table, VIEW_FIELDS, lines, "a view")
    filters = table.get("filters", {})
    if isinstance(filters, dict):
        check_fields(filters, FILTER_FIELDS, lines, "filters")
        for name in ("only", "off"):
            check_fields(_table(filters.get(name)), tuple(FACETS), lines, name)
    try:
        return from_data(table)
    except UNREADABLE as error:
        raise DataError(
            f"{lines.at('view')}: this view can't be read",
            value=str(error)[:80],
            expected='a table such as: start = "things", ids = ["geonames:2644688"]',
            fix="Compare it with data/README.md, or save the view again from the Explore page",
        ) from error


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
