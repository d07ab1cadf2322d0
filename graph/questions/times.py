"""Times in folded words: a year, a decade, a century, with before, after, since, in and between."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from graph.model import dates
from graph.model.dates import Period
from graph.questions.question import TimeLimit

DECADES = dict(
    zip(
        ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"],
        range(1920, 2000, 10),
        strict=True,
    )
)
ONE_DAY = timedelta(days=1)
LAST_CENTURY = Period(date(1901, 1, 1), date(2000, 12, 31))
YEAR = r"1[0-9]{3}|20[0-9]{2}"
MONTHS = tuple(name.casefold() for name in dates.MONTHS)


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A period as typed, and how many words it takes."""

    period: Period
    words: int


def time_span(words: list[str], at: int) -> TimeSpan | None:
    """The year, decade or century that begins at this word, or None."""
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    if word in MONTHS and re.fullmatch(YEAR, following):
        first = date(int(following), MONTHS.index(word) + 1, 1)
        return TimeSpan(Period(first, (first.replace(day=28) + 4 * ONE_DAY).replace(day=1) - ONE_DAY), 2)
    if re.fullmatch(YEAR, word):
        if following == "s" and word.endswith("0"):
            return TimeSpan(_years(int(word), int(word) + 9), 2)
        return TimeSpan(_years(int(word), int(word)), 1)
    if match := re.fullmatch(r"(1[0-9]{2}|20[0-9])0s", word):
        return TimeSpan(_years(int(match[1]) * 10, int(match[1]) * 10 + 9), 1)
    if match := re.fullmatch(r"([2-9])0s", word):
        return TimeSpan(_years(1900 + int(match[1]) * 10, 1909 + int(match[1]) * 10), 1)
    if word in DECADES:
        return TimeSpan(_years(DECADES[word], DECADES[word] + 9), 1)
    if (match := re.fullmatch(r"(1[0-9]|2[01])(?:st|th)", word)) and following == "century":
        last = int(match[1]) * 100
        return TimeSpan(_years(last - 99, last), 2)
    return None


def time_limit(relation: str, first: TimeSpan, second: TimeSpan | None, text: str) -> TimeLimit:
    """The limit that a relation word means with one period, or with two."""
    start, end = first.period.earliest, first.period.latest
    if second is not None:
        return TimeLimit(Period(start, second.period.latest), text)
    if relation == "before" and start:
        return TimeLimit(Period(None, start - ONE_DAY), text)
    if relation == "after" and end:
        return TimeLimit(Period(end + ONE_DAY, None), text)
    if relation == "since":
        return TimeLimit(Period(start, None), text)
    return TimeLimit(first.period, text)


def _years(first: int, last: int) -> Period:
    return Period(date(first, 1, 1), date(last, 12, 31))
