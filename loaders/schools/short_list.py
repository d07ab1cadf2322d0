"""The short list of schools that DfE services provide: names, postcodes and dates, but no local authorities."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model.records import Node
from loaders.base import Loader, LoaderRun, Record, RowWarning
from loaders.files.register_dates import NO_DATE, day
from loaders.schools.gias import LINKS

COLUMNS = ("urn", "name", "town", "postcode", "lead_school", "open_date", "close_date")
DATES = {"open_date": "opened", "close_date": "closed"}


def school_list(run: LoaderRun) -> Iterator[Record]:
    """A School for each row in file order, without a place: a postal town is ambiguous (there are two Newcastles).

    The full register has the same ids, and adds the places when it is loaded.
    """
    known_on = run.source.as_of or run.source.retrieved
    lines: dict[str, int] = {}
    for row in run.rows(COLUMNS):
        urn = row["urn"]
        if not (urn.isascii() and urn.isdigit()):
            yield row.reject("urn", "not a number", "Copy the URN from the register.")
            continue
        if urn in lines:
            yield row.reject("urn", f"used twice, first in line {lines[urn]}", "Remove one of the two lines.")
            continue
        if not row["name"]:
            yield row.reject("name", "empty", "Copy the name from the register.")
            continue
        if not lines:
            yield RowWarning(
                row.file, 1, "town", row["town"],
                "the list has no local authority codes, and a town's name alone is no place: no school is placed",
            )  # fmt: skip
        lines[urn] = row.line
        dates = {column: day(row[column]) for column in DATES}
        for column, date in dates.items():
            if date is None:
                reason = NO_DATE
                yield RowWarning(row.file, row.line, column, row[column], reason)
        closed = dates["close_date"] or ""
        # A list of a year counts as of its end, so every day of the year has passed.
        is_closed = bool(closed) and closed[: len(known_on)] <= known_on
        status = (("status", "Closed"),) if is_closed else ()
        kept = ((column, row[column]) for column in ("postcode", "town") if row[column])
        dated = ((words, date) for column, words in DATES.items() if (date := dates[column]))
        yield Node(
            f"GB-EDU-{urn}", "School", row["name"], kind="closed school" if is_closed else "",
            properties=(*kept, *status, *dated),
        )  # fmt: skip


LOADERS = (
    Loader(
        kind="dfe-schools", title="List of schools without local authorities", publisher="Department for Education",
        licence="OGL v3.0", url=LINKS, columns=(*COLUMNS[:4], "open_date"), read=school_list,
    ),
)  # fmt: skip
