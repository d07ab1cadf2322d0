"""Fuzzy dates: EDTF (ISO 8601-2) text to the span of days it may mean, compared in three values, and read in words.

The `edtf` library parses; an approximate or uncertain date ("1985~") widens by its one year of doubt each way.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

from edtf import EDTFObject, parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

from graph.model.errors import DataError

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
PLAIN = re.compile("([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")
EXPECTED = "an EDTF date such as 1985, 2021-02, 2018-05-21, 1988/1989, 193X (the 1930s) or 1985~ (about)"


class Match(Enum):
    """How a recorded date answers a question about time; `UNKNOWN` when nothing is recorded."""

    CERTAIN = "certainly"
    POSSIBLE = "possibly"
    NO = "no"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Period:
    """The first and last day that a date may mean, inclusive; None is open on that side."""

    earliest: date | None
    latest: date | None

    def match(self, wanted: Period) -> Match:
        """CERTAIN when all of this lies in `wanted`, POSSIBLE when some of it does, else NO."""
        if self._starts_by(wanted.latest) and wanted._starts_by(self.latest):
            inside = _not_before(self.earliest, wanted.earliest) and _not_after(self.latest, wanted.latest)
            return Match.CERTAIN if inside else Match.POSSIBLE
        return Match.NO

    def _starts_by(self, day: date | None) -> bool:
        return self.earliest is None or day is None or self.earliest <= day


def _not_before(day: date | None, bound: date | None) -> bool:
    return bound is None or (day is not None and day >= bound)


def _not_after(day: date | None, bound: date | None) -> bool:
    return bound is None or (day is not None and day <= bound)


@lru_cache(maxsize=65536)
def period(text: str) -> Period | None:
    """The span an EDTF date may mean; None for "" (not recorded). Raises DataError for anything else."""
    if not text:
        return None
    start, slash, end = text.partition("/")
    if slash and (start in ("", "..") or end in ("", "..")):
        first = period(start) if start not in ("", "..") else None
        last = period(end) if end not in ("", "..") else None
        if first is None and last is None:
            raise _not_a_date(text)
        return Period(first.earliest if first else None, last.latest if last else None)
    try:
        found = _plain(text) or _parsed(text)
    except (EDTFParseException, ValueError, TypeError, AttributeError, IndexError) as error:
        raise _not_a_date(text) from error
    if found.earliest and found.latest and found.earliest > found.latest:
        raise _not_a_date(text)
    return found


def _plain(text: str) -> Period | None:
    """The span of a plain year, month or day, which registers give by the thousand; None for what else a date may be.

    Raises ValueError for a day that there is not.
    """
    match = PLAIN.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    first = date(year, month or 1, day or 1)
    return Period(first, first if day else date(year, month or 12, monthrange(year, month or 12)[1]))


def _parsed(text: str) -> Period:
    parsed = parse_edtf(text)
    return Period(_day(parsed, "lower_fuzzy"), _day(parsed, "upper_fuzzy"))


def _day(parsed: EDTFObject, method: str) -> date:
    year, month, day = getattr(parsed, method)()[:3]
    return date(year, month, day)


def _not_a_date(text: str) -> DataError:
    return DataError("This is not a date", value=text, expected=EXPECTED, fix="Write it in EDTF")


def match_date(text: str, wanted: Period) -> Match:
    """How a recorded EDTF date answers a question about a period."""
    found = period(text)
    return Match.UNKNOWN if found is None else found.match(wanted)


def certainly_before(first: Period, second: Period) -> bool:
    """Whether all days that the first may mean lie before all that the second may mean."""
    return first.latest is not None and second.earliest is not None and first.latest < second.earliest


def most_precise(texts: Iterable[str]) -> list[str]:
    """Distinct dates, earliest first, without what only says less than another ("1985/1989" beside "1988/1989")."""
    dates = set(texts) - {""}
    vaguer = {wide for wide in dates for one in dates - {wide} if _inside(one, wide) and not _inside(wide, one)}
    return sorted(dates - vaguer, key=sort_key)


def _inside(narrow: str, wide: str) -> bool:
    span = period(wide)
    return span is not None and match_date(narrow, span) is Match.CERTAIN


def sort_key(text: str) -> tuple[int, date, date, str]:
    """Orders dates by earliest possible day, then latest; undated last."""
    found = period(text)
    if found is None:
        return (1, date.max, date.max, "")
    return (0, found.earliest or date.min, found.latest or date.max, text)


def date_text(text: str) -> str:
    """A date as people read it, never more precise than recorded: "1988/1989", "the 1930s", "February 2021"."""
    if not text:
        return ""
    start, slash, end = text.partition("/")
    if slash:
        return _interval_words(start, end)
    plain = text.rstrip("~?%")
    said = _plain_words(plain)
    return said if plain == text else f"about {said}"


def _interval_words(start: str, end: str) -> str:
    if start in ("", ".."):
        return f"until {date_text(end)}"
    if end in ("", ".."):
        return f"from {date_text(start)}"
    if re.fullmatch(r"\d{4}[~?%]?", start) and re.fullmatch(r"\d{4}[~?%]?", end):
        about = "about " if not (start + end).isdigit() else ""
        return f"{about}{start.rstrip('~?%')}/{end.rstrip('~?%')}"
    return f"{date_text(start)} to {date_text(end)}"


def _plain_words(text: str) -> str:
    if re.fullmatch(r"\d{3}X", text):
        return f"the {text[:3]}0s"
    if re.fullmatch(r"\d{2}XX", text):
        return f"the {text[:2]}00s"
    parts = text.split("-")
    if len(parts) >= 2 and parts[1].isdigit() and 1 <= int(parts[1]) <= 12:
        day = f"{int(parts[2])} " if len(parts) == 3 and parts[2].isdigit() else ""
        return f"{day}{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return parts[0]


def may_be_equal(texts: Iterable[str]) -> bool:
    """Whether all recorded dates may be the same date: every two spans share a day. Undated ones never disagree."""
    spans = [span for span in map(period, texts) if span is not None]
    latest_start = max((span.earliest or date.min for span in spans), default=date.min)
    return all((span.latest or date.max) >= latest_start for span in spans)
