"""Fuzzy dates: an EDTF text (ISO 8601-2) as a period of days, comparisons in three values, and dates in words.

The `edtf` library parses all but plain dates. An approximate or uncertain date ("1985~") is a year wider on each side.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from time import struct_time

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
ABOUT_YEAR = re.compile("([0-9]{4})[~?]")
DECADE = re.compile("([0-9]{3})X")
EXPECTED = "an EDTF date such as 1985, 2021-02, 2018-05-21, 1988/1989, 193X (the 1930s) or 1985~ (about)"


class Match(Enum):
    """Whether a recorded date lies in a period. UNKNOWN means that no date is recorded."""

    CERTAIN = "certainly"
    POSSIBLE = "possibly"
    NO = "no"
    UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day that a date can mean, both included. None means no limit on that side.

    >>> period("1985").match(Period(date(1980, 1, 1), date(1989, 12, 31)))
    <Match.CERTAIN: 'certainly'>
    """

    earliest: date | None
    latest: date | None

    def match(self, wanted: Period) -> Match:
        """CERTAIN if this period lies in `wanted`, POSSIBLE if the two overlap, else NO."""
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
    """The period of an EDTF date. None for "" (not recorded). Raises DataError for any other text."""
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
        found = _common(text) or _parsed(text)
    except (ValueError, TypeError, AttributeError, IndexError) as error:
        raise _not_a_date(text) from error
    if found.earliest and found.latest and found.earliest > found.latest:
        raise _not_a_date(text)
    return found


def _plain(text: str) -> Period | None:
    """The period of a plain year, month or day. None for other forms.

    Registers hold thousands of plain dates, and the parser is slow. Raises ValueError for a day that does not exist.
    """
    match = PLAIN.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    first = date(year, month or 1, day or 1)
    return Period(first, first if day else date(year, month or 12, monthrange(year, month or 12)[1]))


def _common(text: str) -> Period | None:
    """The span of a date in one of the usual forms, or of an interval of two; None for a rarer form.

    The `edtf` library reads these too, but loading its grammar takes longer than answering a question. A test compares
    the two. Raises ValueError for a day that does not exist.
    """
    start, slash, end = text.partition("/")
    if not slash:
        return _plain(text) or _about_year(text) or _decade(text)
    first, last = _plain(start) or _about_year(start), _plain(end) or _about_year(end)
    return Period(first.earliest, last.latest) if first and last else None


def _about_year(text: str) -> Period | None:
    """The span of "1985~" or "1985?", one year wider on each side; else None."""
    match = ABOUT_YEAR.fullmatch(text)
    if match is None:
        return None
    year = int(match[1])
    return Period(date(year - 1, 1, 1), date(year + 1, 12, 31))


def _decade(text: str) -> Period | None:
    """The span of a decade such as "193X"; else None."""
    match = DECADE.fullmatch(text)
    if match is None:
        return None
    first = int(match[1]) * 10
    return Period(date(first, 1, 1), date(first + 9, 12, 31))


def _parsed(text: str) -> Period:
    """The period of any EDTF date. Raises ValueError, TypeError, AttributeError or IndexError for other text."""
    # Imported here because it takes longer than everything else in graph.model.
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(text)
    except EDTFParseException as error:
        raise ValueError(text) from error
    return Period(_day(parsed.lower_fuzzy()), _day(parsed.upper_fuzzy()))


def _day(moment: struct_time) -> date:
    return date(*moment[:3])


def _not_a_date(text: str) -> DataError:
    return DataError("This is not a date", value=text, expected=EXPECTED, fix="Write the date in EDTF")


def match_date(text: str, wanted: Period) -> Match:
    """Whether a recorded EDTF date lies in a period."""
    found = period(text)
    return Match.UNKNOWN if found is None else found.match(wanted)


def certainly_before(first: Period, second: Period) -> bool:
    """Whether every day of the first period is before every day of the second."""
    return first.latest is not None and second.earliest is not None and first.latest < second.earliest


def most_precise(texts: Iterable[str]) -> list[str]:
    """Distinct dates, earliest first, without those that contain a more precise one.

    For example "1985/1989" is left out where "1988/1989" is among the dates.
    """
    dates = set(texts) - {""}
    vaguer = {wide for wide in dates for one in dates - {wide} if _inside(one, wide) and not _inside(wide, one)}
    return sorted(dates - vaguer, key=sort_key)


def _inside(narrow: str, wide: str) -> bool:
    span = period(wide)
    return span is not None and match_date(narrow, span) is Match.CERTAIN


def sort_key(text: str) -> tuple[int, date, date, str]:
    """Sort key: by earliest possible day, then by latest possible day. Undated comes last."""
    found = period(text)
    if found is None:
        return (1, date.max, date.max, "")
    return (0, found.earliest or date.min, found.latest or date.max, text)


def date_text(text: str) -> str:
    """A date in words, never more precise than recorded.

    >>> [date_text(date) for date in ("1988/1989", "193X", "2021-02", "1985~")]
    ['1988/1989', 'the 1930s', 'February 2021', 'about 1985']
    """
    if not text:
        return ""
    start, slash, end = text.partition("/")
    if slash:
        return _interval_text(start, end)
    plain = text.rstrip("~?%")
    words = _plain_text(plain)
    return words if plain == text else f"about {words}"


def _interval_text(start: str, end: str) -> str:
    if start in ("", ".."):
        return f"until {date_text(end)}"
    if end in ("", ".."):
        return f"from {date_text(start)}"
    if re.fullmatch(r"\d{4}[~?%]?", start) and re.fullmatch(r"\d{4}[~?%]?", end):
        about = "about " if not (start + end).isdigit() else ""
        return f"{about}{start.rstrip('~?%')}/{end.rstrip('~?%')}"
    return f"{date_text(start)} to {date_text(end)}"


def _plain_text(text: str) -> str:
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
    """Whether all recorded dates can be the same day: every two periods overlap. Undated claims are ignored."""
    spans = [span for span in map(period, texts) if span is not None]
    latest_start = max((span.earliest or date.min for span in spans), default=date.min)
    return all((span.latest or date.max) >= latest_start for span in spans)
