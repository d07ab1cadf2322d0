"""Dates compare in three values, and no text is more precise than the recorded date."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.model.dates import Match, Period, _parsed, date_text, match_date, may_be_equal, period, sort_key
from graph.model.errors import DataError


def year(first, last=None):
    return Period(date(first, 1, 1), date(last or first, 12, 31))


@pytest.mark.parametrize(
    ("recorded", "asked", "match"),
    [
        ("1985", year(1985), Match.CERTAIN),
        ("1985", year(1984), Match.NO),
        ("193X", year(1935), Match.POSSIBLE),
        ("193X", year(1930, 1939), Match.CERTAIN),
        ("1988/1989", year(1989), Match.POSSIBLE),
        ("1988/1989", year(1980, 1989), Match.CERTAIN),
        ("1985~", year(1986), Match.POSSIBLE),
        ("2021-02", year(2021), Match.CERTAIN),
        ("1945/..", year(1950), Match.POSSIBLE),
        ("", year(1950), Match.UNKNOWN),
        ("1969", Period(None, date(1969, 12, 31)), Match.CERTAIN),
        ("1970", Period(date(1970, 1, 1), None), Match.CERTAIN),
    ],
)
def test_a_recorded_date_against_one_asked_about(recorded, asked, match):
    assert match_date(recorded, asked) is match


@pytest.mark.parametrize(
    ("recorded", "said"),
    [
        ("1985", "1985"), ("2021-02", "February 2021"), ("2018-05-21", "21 May 2018"), ("1988/1989", "1988/1989"),
        ("193X", "the 1930s"), ("1985~", "about 1985"), ("1945/..", "from 1945"), ("../1989", "until 1989"), ("", ""),
    ],
)  # fmt: skip
def test_dates_are_said_as_recorded(recorded, said):
    assert date_text(recorded) == said


def test_dates_that_may_be_one_do_not_conflict():
    assert may_be_equal(["1988/1989", "198X", "1989", ""])
    assert not may_be_equal(["1966", "1968"])


def test_undated_sorts_last():
    assert sorted(["", "1990", "1985"], key=sort_key) == ["1985", "1990", ""]


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_refused_with_what_is_wanted(text):
    try:
        found = period(text)
    except DataError as error:
        assert "EDTF" in str(error)
    else:
        assert found is None or found.earliest is None or found.latest is None or found.earliest <= found.latest
        assert isinstance(date_text(text), str)


@pytest.mark.parametrize(
    "text", ["1985", "2020-02", "1900-02-29", "2000-02-29", "0000", "2021-04-31", "2021-21", "9999-12"]
)
def test_a_plain_date_means_what_the_library_says(text):
    try:
        expected = _parsed(text)
    except ValueError:
        with pytest.raises(DataError):
            period(text)
    else:
        assert period(text) == expected


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from([4, 7, 10]))
def test_any_plain_date_means_what_the_library_says(day, length):
    assert period(day.isoformat()[:length]) == _parsed(day.isoformat()[:length])


YEAR = st.integers(1000, 9990).map(str)
COMMON = st.one_of(
    YEAR,
    st.builds("{}{}".format, YEAR, st.sampled_from("~?")),
    st.dates(min_value=date(1000, 1, 1)).map(lambda day: day.isoformat()[:7]),
)


@settings(deadline=None, max_examples=40)
@given(st.one_of(COMMON, YEAR.map(lambda year: f"{year[:3]}X"), st.builds("{}/{}".format, COMMON, COMMON)))
@example("1985~/1999?")
@example("2000/2004~")
@example("1989/1985")
@example("0000~")
@example("9999~")
def test_a_common_date_means_what_the_library_says(text):
    try:
        expected = _parsed(text)
    except ValueError:
        expected = None
    if expected is None or (expected.earliest and expected.latest and expected.earliest > expected.latest):
        with pytest.raises(DataError):
            period(text)
    else:
        assert period(text) == expected
