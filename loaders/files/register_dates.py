"""Converts dates of British registers to EDTF."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

NO_DATE = "placeholder or invalid date, treated as not recorded"
# The value that the schools register stores where no date is known.
DUMMY = "01-01-1900"


@lru_cache(maxsize=65536)
def day(text: str) -> str | None:
    """The day in EDTF: "31-08-1992" or ISO gives "1992-08-31"; "" for empty; None for a placeholder or anything else.

    Dates with slashes are refused: a spreadsheet that writes them may have swapped day and month.
    """
    if not text:
        return ""
    parts = text.split("-")
    if [len(part) for part in parts] == [4, 2, 2]:
        parts.reverse()
    if text == DUMMY or [len(part) for part in parts] != [2, 2, 4]:
        return None
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0])).isoformat()
    except ValueError:
        return None
