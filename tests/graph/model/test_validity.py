"""Whether a link existed in some years. A link without dates is unknown, never absent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.dates import Match
from graph.model.validity import active_during, whole_years, year_span
from tests.worlds import claim

CERTAIN, POSSIBLE, NO, UNKNOWN = Match.CERTAIN, Match.POSSIBLE, Match.NO, Match.UNKNOWN


@pytest.mark.parametrize(
    ("said", "since", "until", "expected"),
    [
        ({"start": "1968"}, 1970, 1980, CERTAIN),
        ({"start": "1968"}, None, 1967, NO),
        ({"start": "1968"}, None, 1968, CERTAIN),
        ({"start": "193X"}, None, 1935, POSSIBLE),
        ({"start": "193X"}, None, 1939, CERTAIN),
        ({"start": "193X"}, None, 1929, NO),
        ({"start": "1988/1989"}, None, 1988, POSSIBLE),
        ({"start": "1968", "end": "1990"}, 1991, 2000, NO),
        ({"start": "1968", "end": "1990"}, 1985, 2000, CERTAIN),
        ({"start": "1968", "status": "ended"}, 1985, 2000, POSSIBLE),
        ({"start": "2012", "event": "renewed"}, None, 2000, POSSIBLE),
        ({"start": "2012", "event": "renewed"}, None, 2012, CERTAIN),
        ({"end": "1990"}, None, 1950, POSSIBLE),
        ({"end": "1990"}, 1995, None, NO),
        ({}, 1900, 2000, UNKNOWN),
        ({"start": "1968"}, None, None, CERTAIN),
    ],
)
def test_a_tie_holds_from_its_start_to_its_end(
    said: dict[str, str], since: int | None, until: int | None, expected: Match
) -> None:
    assert active_during(claim("a", "TWINNED_WITH", "b", **said), whole_years(since, until)) is expected


def test_a_visit_is_in_the_years_of_its_date_alone() -> None:
    visit = claim("a", "VISITED", "b", start="2012", event="visited")
    assert active_during(visit, whole_years(2010, 2015)) is CERTAIN
    assert active_during(visit, whole_years(2013, 2020)) is NO


YEARS = st.integers(1900, 2020)


@given(YEARS, YEARS, st.integers(0, 30))
def test_a_wider_window_never_loses_a_link(start: int, since: int, more: int) -> None:
    tie = claim("a", "TWINNED_WITH", "b", start=str(start))
    if active_during(tie, whole_years(since, since)) is CERTAIN:
        assert active_during(tie, whole_years(since - more, since + more)) is CERTAIN


def test_the_span_is_what_the_dates_name() -> None:
    dated = [claim("a", "TWINNED_WITH", "b", start=start) for start in ("1968", "193X", "", "1945/..")]
    assert year_span(dated) == (1930, 1968)
    assert year_span([claim("a", "TWINNED_WITH", "b")]) is None
