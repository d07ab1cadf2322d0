"""Dates as British registers write them, to EDTF."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

# What the register's system holds where no date is known.
DUMMY = "01-01-1900"


@lru_cache(maxsize=65536)
def day(text: str) -> str | None:
    """The day in EDTF: "31-08-1992" or ISO to "1992-08-31"; "" for empty; None for a dummy or anything else.

    Dates with slashes are not taken: a spreadsheet that writes them may have turned day and month round.
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
